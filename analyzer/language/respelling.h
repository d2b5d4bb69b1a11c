#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/language/lexicon.h"

namespace rodtrad::language {

/// Standard words that a folded word spells as it is said, by rule: `rolit`, `färdi`, `viktia`
/// (roligt, färdig, viktiga) where the lexicon knows them and not the word; `se'n` without its
/// apostrophe; `eposten` and `e-posten` of each other; `vård-planen` without its hyphen.
std::vector<std::string> respelled(std::string_view folded, const Lexicon& lexicon);

/// A word with one hyphen as many write it: `teamsmöte`, `akassa`. Empty where fewer than three
/// letters stand behind the hyphen, or one before it that makes another word (A-del).
std::string without_hyphen(std::string_view folded, const Lexicon& lexicon);

}  // namespace rodtrad::language
