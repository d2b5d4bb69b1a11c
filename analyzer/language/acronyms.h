#pragma once
#include <string_view>

namespace rodtrad::language {

/// A word that keeps its case in rules: two or more capitals (`SIP`, `VVG`, `KoK`).
bool is_acronym(std::string_view surface);

/// The ending of `vd:n` or `pdf:er`.
bool is_acronym_ending(std::string_view ending);

/// True when `surface` is `acronym` with nothing or a Swedish ending after it, with or without
/// `:`, `-` or `'` between: SIP, SIP:en, SIP:ar, SIPen, VVG:s. Case is kept; HSLF is not HSL.
bool is_acronym_form(std::string_view acronym, std::string_view surface);

}  // namespace rodtrad::language
