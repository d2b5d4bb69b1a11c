#include "analyzer/matching/headings.h"

#include <algorithm>

#include "analyzer/base/utf8.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::matching {
namespace {

std::vector<std::string> label_words(std::string_view label) {
  std::vector<std::string> words;
  std::string word;
  const std::string folded = text::folded_form(label);
  const auto flush = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  utf8::for_each(folded, [&](char32_t c, std::size_t) {
    if (text::is_word_character(c) || c == '-') {
      utf8::append(word, c);
    } else {
      flush();
    }
  });
  flush();
  return words;
}

}  // namespace

HeadingLabels::HeadingLabels(const Codebook& codebook) {
  for (std::size_t i = 0; i < codebook.levels.size(); ++i) {
    levels_.push_back({label_words(codebook.levels[i].label), static_cast<std::uint32_t>(i)});
  }
  for (std::size_t i = 0; i < codebook.themes.size(); ++i) {
    themes_.push_back({label_words(codebook.themes[i].label), static_cast<std::uint32_t>(i)});
  }
}

std::optional<std::uint32_t> HeadingLabels::last_label(const std::vector<Label>& labels,
                                                       std::string_view heading) {
  const std::vector<std::string> words = label_words(heading);
  std::optional<std::uint32_t> best;
  std::ptrdiff_t best_end = -1;
  std::size_t best_length = 0;
  for (const Label& label : labels) {
    if (label.words.empty()) continue;
    const auto found =
        std::find_end(words.begin(), words.end(), label.words.begin(), label.words.end());
    if (found == words.end()) continue;
    const std::ptrdiff_t end =
        found - words.begin() + static_cast<std::ptrdiff_t>(label.words.size());
    if (end > best_end || (end == best_end && label.words.size() > best_length)) {
      best = label.number;
      best_end = end;
      best_length = label.words.size();
    }
  }
  return best;
}

std::optional<LevelId> HeadingLabels::level_in(std::string_view heading) const {
  const auto number = last_label(levels_, heading);
  return number ? std::optional(LevelId(*number)) : std::nullopt;
}

std::optional<ThemeId> HeadingLabels::theme_in(std::string_view heading) const {
  const auto number = last_label(themes_, heading);
  return number ? std::optional(ThemeId(*number)) : std::nullopt;
}

std::vector<InForce> headings_in_force(const Document& document, const HeadingLabels& labels) {
  struct Open {
    std::uint32_t rank;
    std::uint32_t segment;
    std::optional<LevelId> level;
    std::optional<ThemeId> theme;
  };
  std::vector<Open> stack;
  std::vector<InForce> out(document.segments.size());
  for (std::uint32_t i = 0; i < document.segments.size(); ++i) {
    const Segment& segment = document.segments[i];
    if (segment.kind == SegmentKind::Heading) {
      while (!stack.empty() && stack.back().rank >= segment.rank) stack.pop_back();
      const std::string_view heading = slice(document.text, segment.span);
      stack.push_back({segment.rank, i, labels.level_in(heading), labels.theme_in(heading)});
      continue;
    }
    for (const Open& open : stack) {  // outermost first: the nearest wins
      if (open.level) {
        out[i].level = *open.level;
        out[i].level_heading = open.segment;
      }
      if (open.theme) {
        out[i].theme = *open.theme;
        out[i].theme_heading = open.segment;
      }
    }
  }
  return out;
}

}  // namespace rodtrad::matching
