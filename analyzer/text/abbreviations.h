#pragma once
#include <cstddef>
#include <string_view>

namespace rodtrad::text {

/// True when a full stop after this folded token (without the stop, e.g. `t.ex`, `kl`, `m.m`)
/// does not end a sentence. Only whole tokens count: `elev.` ends one although it ends in `ev.`.
bool is_abbreviation(std::string_view folded_token);

/// No abbreviation has more bytes than these.
inline constexpr std::size_t kLongestAbbreviation = 7;

/// True for the folded Swedish names of months, long and short: after `3.` they make a date.
bool is_month(std::string_view folded_token);

}  // namespace rodtrad::text
