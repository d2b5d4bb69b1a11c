#include "analyzer/matching/shortened_words.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/language/term_index.h"
#include "analyzer/language/word_lists.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"
#include "analyzer/text/segment.h"

namespace rodtrad::matching {
namespace {

using namespace std::string_view_literals;

constexpr std::uint32_t kFarthest = 4;  // words between the shortened one and its lender

class Finder {
 public:
  Finder(const Document& document, const Segmentation& segmentation, std::uint32_t w)
      : document_(document), segmentation_(segmentation), w_(w) {}

  [[nodiscard]] std::string surface(std::uint32_t w) const {
    return text::surface_of(segmentation_.words[w], segmentation_, document_.text);
  }

  /// The word that lends `X-` its end.
  [[nodiscard]] std::optional<std::uint32_t> end_lender() const {
    for (std::uint32_t next = w_ + 1; same_sentence(next) && next <= w_ + kFarthest; ++next) {
      const std::string word = text::fold(surface(next));
      if (word.ends_with('-')) continue;
      if (joins_shortened(word)) {
        return same_sentence(next + 1) ? std::optional(next + 1) : std::nullopt;
      }
      const ByteSpan gap{segmentation_.words[next - 1].span.end,
                         segmentation_.words[next].span.begin};
      const std::string_view sign = trim(slice(document_.text, gap));
      return sign == "/" || sign == "&" ? std::optional(next) : std::nullopt;
    }
    return std::nullopt;
  }

  /// The word that lends `-X` its beginning.
  [[nodiscard]] std::optional<std::uint32_t> beginning_lender() const {
    if (!same_sentence(w_ + 1) || !begins_with_hyphen(w_ + 1)) return std::nullopt;
    for (std::uint32_t before = 1; before <= std::min(w_, kFarthest); ++before) {
      const std::uint32_t lender = w_ - before;
      if (!same_sentence(lender)) return std::nullopt;
      if (!begins_with_hyphen(lender)) return lender;
    }
    return std::nullopt;
  }

  /// Does a hyphen stand before the word, and a blank before that?
  [[nodiscard]] bool begins_with_hyphen(std::uint32_t w) const {
    const Word& word = segmentation_.words[w];
    const std::uint32_t first = segmentation_.sentences[word.sentence].token_begin;
    if (word.token_begin <= first + 1) return false;
    const Token& sign = segmentation_.tokens[word.token_begin - 1];
    const Token& before = segmentation_.tokens[word.token_begin - 2];
    return sign.span.end == word.span.begin && before.span.end < sign.span.begin &&
           text::surface_form(slice(document_.text, sign.span)) == "-";
  }

  /// Does a number stand where the abbreviation wants one: `10 min`, `fem min`, `v. 45`?
  [[nodiscard]] bool beside_number(const language::NumberWord& word) const {
    if (word.after && w_ > 0 && same_sentence(w_ - 1) && is_blank_between(w_ - 1) &&
        is_number(surface(w_ - 1))) {
      return true;
    }
    return word.before && w_ + 1 < segmentation_.words.size() && is_blank_between(w_) &&
           is_digit(document_.text[segmentation_.words[w_ + 1].span.begin]);
  }

 private:
  /// Only blanks and a full stop between the word and the next.
  [[nodiscard]] bool is_blank_between(std::uint32_t w) const {
    const auto& words = segmentation_.words;
    std::string_view gap = slice(document_.text, {words[w].span.end, words[w + 1].span.begin});
    if (gap.starts_with('.')) gap.remove_prefix(1);
    return trim(gap).empty() && gap.find('\n') == std::string_view::npos;
  }
  static bool is_number(const std::string& word) {
    constexpr std::array words = {"två"sv,   "tre"sv,     "fyra"sv,      "fem"sv,   "sex"sv,
                                  "sju"sv,   "åtta"sv,    "nio"sv,       "tio"sv,   "femton"sv,
                                  "tjugo"sv, "trettio"sv, "fyrtiofem"sv, "några"sv, "par"sv};
    if (is_digit(word.front()) || word == "½") return true;
    return std::find(words.begin(), words.end(), text::fold(word)) != words.end();
  }

  [[nodiscard]] bool same_sentence(std::uint32_t other) const {
    const auto& words = segmentation_.words;
    return other < words.size() && words[other].sentence == words[w_].sentence;
  }

  const Document& document_;
  const Segmentation& segmentation_;
  std::uint32_t w_;
};

using language::kDash;
/// The dash, and the signs that are taken for one: the minus and the figure dash.
constexpr std::array kDashes = {kDash, "\u2212"sv, "\u2012"sv};

/// A letter that is no word, or an acronym.
bool lends_itself_to_hyphens(std::string_view word) {
  constexpr std::array words = {"i"sv, "å"sv, "ö"sv};
  if (utf8::count(word) > 1) return text::is_all_caps(word);
  return text::is_letter(text::first_character(word)) &&
         std::find(words.begin(), words.end(), text::fold(word)) == words.end();
}

/// A lower-case word of at least three letters.
bool is_lower_word(std::string_view word) {
  return utf8::count(word) >= 3 && text::starts_lower(word) && text::count_upper(word) == 0;
}

}  // namespace

bool joins_shortened(std::string_view word) {
  constexpr std::array words = {"och"sv,        "eller"sv, "samt"sv, "till"sv,
                                "respektive"sv, "resp"sv,  "o"sv};
  if (word.size() > "respektive"sv.size()) return false;  // most words are not folded for this
  return std::find(words.begin(), words.end(), text::fold(word)) != words.end();
}

void add_shortened_pairs(const Document& document, const Segmentation& segmentation,
                         std::uint32_t w, std::vector<ShortenedPair>& out) {
  const Finder finder(document, segmentation, w);
  if (const auto lender = finder.beginning_lender()) {
    if (!joins_shortened(finder.surface(w))) return;
    for (std::uint32_t shortened = *lender + 1; shortened <= w + 1; ++shortened) {
      if (shortened == w) continue;
      out.push_back({*lender, shortened, finder.surface(*lender), "-" + finder.surface(shortened)});
    }
    return;
  }
  const ByteSpan span = segmentation.words[w].span;
  if (const auto* const word = language::number_word(slice(document.text, span))) {
    if (finder.beside_number(*word)) {
      out.push_back({w, w, std::string(language::kBesideNumber), finder.surface(w)});
    }
    return;
  }
  // A glance tells of nearly every word that it ends in no hyphen.
  const char last = document.text[span.end - 1];
  if (last >= 'a' && last <= 'z') return;
  std::string first = finder.surface(w);
  if (!first.ends_with('-')) return;
  if (const auto lender = finder.end_lender()) {
    out.push_back({w, *lender, std::move(first), finder.surface(*lender)});
  }
}

void add_dashed_pairs(const Document& document, const Segmentation& segmentation,
                      std::vector<ShortenedPair>& out) {
  const std::string_view text = document.text;
  const auto& words = segmentation.words;
  // All of them begin with this byte, which is rare in Swedish.
  for (std::size_t at = text.find(kDash[0]); at != text.npos; at = text.find(kDash[0], at + 1)) {
    const std::string_view sign = text.substr(at, kDash.size());
    if (std::find(kDashes.begin(), kDashes.end(), sign) == kDashes.end()) continue;
    const auto next = std::lower_bound(
        words.begin(), words.end(), at,
        [](const Word& word, std::size_t place) { return word.span.begin < place; });
    if (next == words.begin() || next == words.end()) continue;
    const auto before = std::prev(next);
    if (before->span.end != at || next->span.begin != at + kDash.size()) continue;
    const auto w = static_cast<std::uint32_t>(before - words.begin());
    const Finder finder(document, segmentation, w);
    std::string first = finder.surface(w);
    std::string second = finder.surface(w + 1);
    if (before->sentence != next->sentence || !lends_itself_to_hyphens(first) ||
        !is_lower_word(second)) {
      continue;
    }
    out.push_back({w, w + 1, first.append(kDash), std::move(second)});
  }
}

}  // namespace rodtrad::matching
