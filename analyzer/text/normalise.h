#pragma once
#include <string>
#include <string_view>

/// The normal forms words are compared in. None of them changes the canonical text.
namespace rodtrad::text {

/// Unicode normal form C. Text without combining characters is returned as it is, fast.
std::string to_nfc(std::string_view text);
/// Is it that already?
bool is_nfc(std::string_view text);

/// Full Unicode case folding, then NFC. Never strips the marks of å, ä, ö.
std::string fold(std::string_view text);

/// A word as written but in one spelling of invisible and look-alike characters: NFC, soft hyphens
/// and zero-width characters removed, all hyphens `-`, all apostrophes `'`, underscores of
/// Markdown emphasis at the ends removed. Case is kept.
std::string surface_form(std::string_view word);

/// `fold(surface_form(word))`.
std::string folded_form(std::string_view word);

/// Label comparison: folded, blanks collapsed, trimmed.
std::string folded_label(std::string_view label);

/// As many bytes of `folded_label(label)` from its beginning as are asked for, and perhaps more:
/// enough to see what a long text begins with.
std::string folded_beginning(std::string_view label, std::size_t bytes);

}  // namespace rodtrad::text
