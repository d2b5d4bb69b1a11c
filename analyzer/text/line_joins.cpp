#include "analyzer/text/line_joins.h"

#include <algorithm>
#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::text {
namespace {

using namespace std::string_view_literals;

bool is_conjunction(std::string_view folded) {
  constexpr std::array words = {"och"sv,  "eller"sv, "samt"sv, "resp"sv, "respektive"sv,
                                "till"sv, "men"sv,   "som"sv,  "o"sv,    "som"sv};
  return std::find(words.begin(), words.end(), folded) != words.end();
}

bool holds_digit(std::string_view word) { return std::any_of(word.begin(), word.end(), is_digit); }

}  // namespace

LineJoin join_at_hyphen(std::string_view left, std::string_view right, const Vocabulary& seen,
                        const WordKnown& known) {
  const std::string a = folded_form(left);
  const std::string b = folded_form(right);
  if (is_conjunction(b)) return LineJoin::Apart;
  if (count_upper(left) >= 2 || holds_digit(left) || starts_upper(right) || holds_digit(right)) {
    return LineJoin::Hyphenated;
  }
  if (seen.contains(a + b) || (known && known(a + b))) return LineJoin::Whole;
  if (seen.contains(a + "-" + b)) return LineJoin::Hyphenated;
  return LineJoin::Whole;
}

LineJoin join_without_hyphen(std::string_view left, std::string_view right, const Vocabulary& seen,
                             const WordKnown& known) {
  if (!is_lower(last_character(left)) || !starts_lower(right)) return LineJoin::Apart;
  const std::string a = folded_form(left);
  const std::string b = folded_form(right);
  if (a.size() < 3 || b.size() < 2) return LineJoin::Apart;
  const std::string whole = a + b;
  const bool whole_exists = seen.contains(whole) || (known && known(whole));
  const bool left_exists = seen.contains(a) || (known && known(a));
  return whole_exists && !left_exists ? LineJoin::Whole : LineJoin::Apart;
}

}  // namespace rodtrad::text
