#pragma once
#include <string_view>

namespace rodtrad::text {

/// True when a full stop after this folded token (without the stop, e.g. `t.ex`, `kl`, `m.m`)
/// does not end a sentence. Only whole tokens count: `elev.` ends one although it ends in `ev.`.
bool is_abbreviation(std::string_view folded_token);

/// A glance at the word as it is written: false only where its folded form is no abbreviation. Of
/// nearly every word before a full stop it says so.
bool may_be_abbreviation(std::string_view word);

/// True for the folded Swedish names of months, long and short: after `3.` they make a date.
bool is_month(std::string_view folded_token);

}  // namespace rodtrad::text
