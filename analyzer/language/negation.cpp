#include "analyzer/language/negation.h"

#include <algorithm>
#include <array>

namespace rodtrad::language {
namespace {

using namespace std::string_view_literals;

template <std::size_t n>
bool holds(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array kCues = {"inte"sv,       "aldrig"sv,   "ej"sv,     "icke"sv,
                              "ingen"sv,      "inget"sv,    "inga"sv,   "ingenting"sv,
                              "ingenstans"sv, "knappast"sv, "varken"sv, "sällan"sv,
                              "knappt"sv,     "nej"sv,      "utan"sv,   "saknar"sv};
// A clause ends before these words; `och` only when a new subject or verb follows is not told
// apart here: coordinated predicates share their negation.
constexpr std::array kClauseOpeners = {
    "men"sv,   "fast"sv, "fastän"sv, "eftersom"sv, "därför"sv, "när"sv, "om"sv,  "medan"sv,
    "att"sv,   "så"sv,   "för"sv,    "ifall"sv,    "trots"sv,  "som"sv, "där"sv, "innan"sv,
    "sedan"sv, "sen"sv,  "tills"sv,  "eller"sv,    "utan"sv,   "och"sv};
constexpr std::array kSubjects = {"jag"sv, "du"sv,  "han"sv, "hon"sv, "den"sv, "det"sv,
                                  "vi"sv,  "ni"sv,  "de"sv,  "dom"sv, "man"sv, "då"sv,
                                  "nu"sv,  "där"sv, "här"sv, "alla"sv};

bool is_stop(std::string_view mark) {
  constexpr std::array stops = {","sv, ";"sv, ":"sv, "–"sv, "—"sv, "("sv,
                                ")"sv, "."sv, "?"sv, "!"sv, "…"sv};
  return holds(stops, mark);
}

/// Parts cut into clauses: half-open ranges.
std::vector<std::pair<std::size_t, std::size_t>> clauses(const std::vector<ClausePart>& parts) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  std::size_t begin = 0;
  const auto cut = [&](std::size_t at) {
    if (at > begin) out.emplace_back(begin, at);
    begin = at;
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].is_word) {
      if (is_stop(parts[i].folded)) cut(i + 1);
      continue;
    }
    if (!holds(kClauseOpeners, parts[i].folded) || i == begin) continue;
    const bool coordinates =
        parts[i].folded == "och" || parts[i].folded == "eller" || parts[i].folded == "så";
    const bool new_clause =
        !coordinates || (i + 1 < parts.size() && holds(kSubjects, parts[i + 1].folded));
    if (new_clause) cut(i);
  }
  cut(parts.size());
  return out;
}

}  // namespace

std::vector<bool> negated_parts(const std::vector<ClausePart>& sentence) {
  std::vector<bool> negated(sentence.size(), false);
  for (const auto& [begin, end] : clauses(sentence)) {
    std::size_t cues = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const std::string_view word = sentence[i].folded;
      if (!sentence[i].is_word || !holds(kCues, word)) continue;
      const bool only = word == "inte" && i + 1 < end &&
                        (sentence[i + 1].folded == "bara" || sentence[i + 1].folded == "minst");
      if (!only) ++cues;
    }
    if (cues % 2 == 1) {
      std::fill(negated.begin() + static_cast<std::ptrdiff_t>(begin),
                negated.begin() + static_cast<std::ptrdiff_t>(end), true);
    }
  }
  return negated;
}

}  // namespace rodtrad::language
