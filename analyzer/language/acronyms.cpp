#include "analyzer/language/acronyms.h"

#include <algorithm>
#include <array>

#include "analyzer/text/characters.h"

namespace rodtrad::language {
namespace {

using namespace std::string_view_literals;

// Endings Swedish gives acronyms: definite, plural, genitive and their combinations.
constexpr std::array kEndings = {"s"sv,    "n"sv,   "t"sv,   "en"sv,    "et"sv,    "ns"sv,
                                 "ts"sv,   "ens"sv, "ets"sv, "ar"sv,    "er"sv,    "or"sv,
                                 "r"sv,    "ars"sv, "ers"sv, "ors"sv,   "arna"sv,  "erna"sv,
                                 "orna"sv, "rna"sv, "na"sv,  "arnas"sv, "ernas"sv, "ornas"sv,
                                 "rnas"sv, "nas"sv, "a"sv,   "an"sv,    "ans"sv};

}  // namespace

bool is_acronym(std::string_view surface) { return text::count_upper(surface) >= 2; }

bool is_acronym_ending(std::string_view ending) {
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

bool is_acronym_form(std::string_view acronym, std::string_view surface) {
  if (!surface.starts_with(acronym)) return false;
  std::string_view ending = surface.substr(acronym.size());
  if (ending.empty()) return true;
  if (ending.front() == ':' || ending.front() == '-' || ending.front() == '\'') {
    ending.remove_prefix(1);
  }
  return is_acronym_ending(ending);
}

}  // namespace rodtrad::language
