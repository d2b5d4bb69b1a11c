#include "analyzer/ingest/headings.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongestPlainHeading = 120;
constexpr std::size_t kSubheadingWords = 8;
constexpr std::size_t kSubheadingCharacters = 60;

/// Headings that open a report's own parts, never somebody's speech.
constexpr std::array kSectionWords = {"bakgrund"sv,
                                      "metod"sv,
                                      "syfte"sv,
                                      "resultat"sv,
                                      "diskussion"sv,
                                      "slutsats"sv,
                                      "slutsatser"sv,
                                      "referenser"sv,
                                      "referenslista"sv,
                                      "litteratur"sv,
                                      "källor"sv,
                                      "innehåll"sv,
                                      "innehållsförteckning"sv,
                                      "inledning"sv,
                                      "sammanfattning"sv,
                                      "bilagor"sv,
                                      "abstract"sv,
                                      "förord"sv,
                                      "tack"sv};

constexpr std::size_t kLongestSectionWord =
    std::max_element(kSectionWords.begin(), kSectionWords.end(),
                     [](std::string_view a, std::string_view b) { return a.size() < b.size(); })
        ->size();

bool is_section_word(std::string_view folded) {
  return std::find(kSectionWords.begin(), kSectionWords.end(), folded) != kSectionWords.end();
}

/// Where the sentence after this one begins, roughly: after a stop and a blank.
std::uint32_t next_sentence(std::string_view text, std::uint32_t at, ByteSpan span) {
  for (; at + 1 < span.end; ++at) {
    if (".?!]"sv.find(text[at]) != std::string_view::npos && is_blank(text[at + 1])) {
      ++at;
      while (at < span.end && is_blank(text[at])) ++at;
      return at;
    }
  }
  return span.end;
}

/// End of `Few words:` or `Few words?:` at this place, or `begin` when there is none.
std::uint32_t subheading_end(std::string_view text, std::uint32_t begin, ByteSpan span) {
  const std::string_view rest = text.substr(begin, span.end - begin);
  const std::size_t colon = rest.find(": ");
  if (colon == std::string_view::npos) return begin;
  const std::string_view line = rest.substr(0, colon);
  if (!text::starts_upper(line) || utf8::count(line) > kSubheadingCharacters) return begin;
  if (static_cast<std::size_t>(std::count(line.begin(), line.end(), ' ')) >= kSubheadingWords) {
    return begin;
  }
  if (line.find_first_of(".!;[") != std::string_view::npos) return begin;
  if (line.substr(0, line.size() - 1).find('?') != std::string_view::npos) return begin;
  const std::string_view after = trim(rest.substr(colon + 1));
  const bool first = begin == span.begin;
  if (!first && !text::starts_upper(after)) return begin;
  return begin + static_cast<std::uint32_t>(colon) + 1;
}

/// Where a heading begins that stands at this place: at the number before it, if there is one.
std::size_t with_number(std::string_view text, std::size_t at) {
  std::size_t number = at;
  while (number > 0 && is_blank(text[number - 1])) --number;
  while (number > 0 && is_digit(text[number - 1])) --number;
  return number < at && (number == 0 || is_blank(text[number - 1])) ? number : at;
}

/// In text order, and of those that overlap the one that begins first, or is longest.
std::vector<ByteSpan> without_overlaps(std::vector<ByteSpan> found) {
  std::sort(found.begin(), found.end(), [](ByteSpan a, ByteSpan b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<ByteSpan> kept;
  for (const ByteSpan heading : found) {
    if (kept.empty() || heading.begin >= kept.back().end) kept.push_back(heading);
  }
  return kept;
}

}  // namespace

Headings::Headings(const ImportOptions& options) : longest_(kLongestSectionWord) {
  static constexpr Beginnings kSections(kSectionWords);
  beginnings_ = kSections;
  for (const std::string& theme : options.theme_labels) {
    labels_.insert(text::folded_label(theme));
    for (const std::string& level : options.level_labels) {
      themed_.push_back(text::fold(theme + ": " + level));
    }
  }
  for (const std::string& level : options.level_labels) labels_.insert(text::folded_label(level));
  for (const std::string& label : labels_) {
    if (!label.empty()) beginnings_.add(label);
    longest_ = std::max(longest_, label.size());
  }
}

bool Headings::is_label(std::string_view line) const {
  return labels_.contains(text::folded_label(line));
}

bool Headings::is_plain(std::string_view paragraph) const {
  if (paragraph.size() > kLongestPlainHeading || !beginnings_.may_begin(paragraph)) return false;
  if (has_more_letters(paragraph, longest_)) return false;
  if (paragraph.find('\n') != std::string_view::npos) return false;
  std::string folded = text::folded_label(paragraph);
  if (folded.ends_with(':')) folded.pop_back();
  return is_label(folded) || is_section_word(folded);
}

std::vector<ByteSpan> Headings::themed(std::string_view text, ByteSpan span) const {
  const std::string_view part = text.substr(span.begin, span.size());
  if (themed_.empty() || part.find(": ") == std::string_view::npos) return {};
  const std::string folded = text::fold(part);
  if (folded.size() != span.size()) return {};  // rare letters: positions would not agree
  std::vector<ByteSpan> found;
  for (const std::string& label : themed_) {
    for (std::size_t at = folded.find(label); at != std::string::npos;
         at = folded.find(label, at + 1)) {
      const std::size_t end = at + label.size();
      const bool clear_before = at == 0 || is_blank(folded[at - 1]);
      const bool clear_after = end == folded.size() || is_blank(folded[end]);
      if (!clear_before || !clear_after) continue;
      found.push_back({span.begin + static_cast<std::uint32_t>(with_number(folded, at)),
                       span.begin + static_cast<std::uint32_t>(end)});
    }
  }
  return without_overlaps(std::move(found));
}

bool opens_own_section(std::string_view heading) {
  constexpr std::array words = {"referenser"sv, "referenslista"sv,        "litteratur"sv,
                                "källor"sv,     "innehållsförteckning"sv, "innehåll"sv};
  const std::string folded = text::folded_label(heading);
  return std::find(words.begin(), words.end(), folded) != words.end();
}

std::vector<ByteSpan> subheadings(std::string_view text, ByteSpan span) {
  std::vector<ByteSpan> found;
  for (std::uint32_t begin = span.begin; begin < span.end;) {
    const std::uint32_t end = subheading_end(text, begin, span);
    if (end > begin) found.push_back({begin, end});
    begin = next_sentence(text, end, span);
  }
  return found;
}

}  // namespace rodtrad::ingest
