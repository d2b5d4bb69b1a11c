#pragma once
#include <string>
#include <string_view>
#include <vector>

/// Forms of words that no lexicon knows, by the endings that new words of Swedish take: laptoppen
/// of laptop, boostade of boosta, wifit of wifi. Words in -a are verbs of the first conjugation or
/// nouns in -or; others are nouns or adjectives.
namespace rodtrad::language {

/// Is `form` the word `base` with a regular ending? Both folded. Prompten and prompt are no forms
/// of prompta, nor is vacka of vacker.
bool is_regular_form(std::string_view form, std::string_view base);

/// Every folded word that `form` could be a regular form of.
std::vector<std::string> regular_bases(std::string_view form);

}  // namespace rodtrad::language
