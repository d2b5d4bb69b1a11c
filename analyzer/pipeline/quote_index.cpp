#include "analyzer/pipeline/quote_index.h"

#include <algorithm>
#include <limits>

#include "analyzer/pipeline/plain_words.h"

namespace rodtrad::pipeline {
namespace {

constexpr std::uint32_t kUnknownForm = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kSeedPlaces = 20'000;  ///< places looked at per quotation, rare seeds first
constexpr std::size_t kPlaces = 12;          ///< places aligned per quotation
constexpr std::uint32_t kRare = 12;          ///< a word this rare is a seed by itself

bool is_speech(Zone zone) {
  return zone == Zone::Respondent || zone == Zone::Answer || zone == Zone::Interviewer ||
         zone == Zone::Analyst;
}

/// Words of a segment without its marks.
void append_words(const Document& document, const Segment& segment, std::size_t& mark,
                  std::vector<PlainWord>& out) {
  while (mark < document.marks.size() && document.marks[mark].span.end <= segment.span.begin) {
    ++mark;
  }
  std::uint32_t at = segment.span.begin;
  const auto take = [&](std::uint32_t end) {
    if (end <= at) return;
    for (PlainWord& word : plain_words(document.text, {at, end})) out.push_back(std::move(word));
  };
  for (std::size_t m = mark; m < document.marks.size(); ++m) {
    const ByteSpan span = document.marks[m].span;
    if (span.begin >= segment.span.end) break;
    take(span.begin);
    at = std::max(at, span.end);
  }
  take(segment.span.end);
}

/// Does what stands between two words end a sentence?
bool ends_sentence(const std::string& text, ByteSpan between) {
  const std::string_view marks = slice(text, between);
  return marks.find_first_of(".!?") != std::string_view::npos ||
         marks.find("\u2026") != std::string_view::npos;
}

}  // namespace

QuoteIndex::QuoteIndex(const std::vector<Document>& documents) {
  for (std::size_t i = 0; i < documents.size(); ++i) {
    document_begin_.push_back(static_cast<std::uint32_t>(words_.size()));
    add(documents[i], static_cast<std::uint32_t>(i));
  }
  document_begin_.push_back(static_cast<std::uint32_t>(words_.size()));
  index();
}

void QuoteIndex::add(const Document& document, std::uint32_t number) {
  std::size_t mark = 0;
  std::vector<PlainWord> found;
  for (const Segment& segment : document.segments) {
    if (!is_speech(segment.zone)) continue;
    found.clear();
    append_words(document, segment, mark, found);
    const std::uint32_t voice = segment.speaker.valid()
                                    ? segment.speaker.value + 2
                                    : (segment.zone == Zone::Interviewer ? 1U : 0U);
    for (std::size_t w = 0; w < found.size(); ++w) {
      const auto form =
          forms_.emplace(std::move(found[w].form), static_cast<std::uint32_t>(forms_.size())).first;
      const bool begins =
          w == 0 || ends_sentence(document.text, {found[w - 1].span.end, found[w].span.begin});
      words_.push_back({form->second, number, voice, begins, found[w].span});
    }
  }
}

void QuoteIndex::index() {
  first_.assign(forms_.size() + 1, 0);
  for (const IndexedWord& word : words_) ++first_[word.form + 1];
  for (std::size_t f = 1; f < first_.size(); ++f) first_[f] += first_[f - 1];
  occurrences_.resize(words_.size());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::uint32_t w = 0; w < words_.size(); ++w) occurrences_[next[words_[w].form]++] = w;
}

std::uint32_t QuoteIndex::form(const std::string& folded) const {
  const auto found = forms_.find(folded);
  return found == forms_.end() ? kUnknownForm : found->second;
}

std::pair<std::uint32_t, std::uint32_t> QuoteIndex::document_range(std::uint32_t word) const {
  const std::uint32_t document = words_[word].document;
  return {document_begin_[document], document_begin_[document + 1]};
}

/// Where the quotation's first word would stand, once per seed that says so; sorted.
std::vector<std::int64_t> QuoteIndex::diagonals(const std::vector<std::uint32_t>& forms) const {
  struct Seed {
    std::uint32_t count;
    std::uint32_t at;        ///< position in the quotation of the word looked up
    std::int32_t neighbour;  ///< -1, +1, or 0 for a rare word by itself
  };
  const auto count = [this](std::uint32_t form) {
    return form == kUnknownForm ? 0U : first_[form + 1] - first_[form];
  };
  std::vector<Seed> seeds;
  for (std::uint32_t i = 0; i < forms.size(); ++i) {
    const std::uint32_t here = count(forms[i]);
    if (here > 0 && here <= kRare) seeds.push_back({here, i, 0});
    if (i + 1 == forms.size()) break;
    const std::uint32_t next = count(forms[i + 1]);
    if (here == 0 || next == 0) continue;
    seeds.push_back(here <= next ? Seed{here, i, 1} : Seed{next, i + 1, -1});
  }
  std::stable_sort(seeds.begin(), seeds.end(),
                   [](const Seed& a, const Seed& b) { return a.count < b.count; });
  std::vector<std::int64_t> out;
  std::size_t looked_at = 0;
  for (const Seed& seed : seeds) {
    if (looked_at > kSeedPlaces) break;
    looked_at += seed.count;
    const std::uint32_t form = forms[seed.at];
    for (std::uint32_t o = first_[form]; o < first_[form + 1]; ++o) {
      const std::int64_t place = occurrences_[o];
      const std::int64_t beside = place + seed.neighbour;
      if (beside < 0 || beside >= static_cast<std::int64_t>(words_.size())) continue;
      const std::uint32_t wanted =
          forms[static_cast<std::size_t>(std::int64_t{seed.at} + seed.neighbour)];
      if (words_[static_cast<std::size_t>(beside)].form == wanted) {
        out.push_back(place - static_cast<std::int64_t>(seed.at));
      }
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<Placement> QuoteIndex::places(const std::vector<std::uint32_t>& forms) const {
  const std::vector<std::int64_t> starts = diagonals(forms);
  const auto slack = static_cast<std::int64_t>(std::max<std::size_t>(3, forms.size() / 3));
  struct Window {
    std::size_t votes;
    std::int64_t first;
    std::int64_t last;
  };
  std::vector<Window> windows;
  for (std::size_t i = 0; i < starts.size();) {
    std::size_t j = i;
    while (j < starts.size() && starts[j] - starts[i] <= slack) ++j;
    windows.push_back({j - i, starts[i], starts[j - 1]});
    i = j;
  }
  std::stable_sort(windows.begin(), windows.end(),
                   [](const Window& a, const Window& b) { return a.votes > b.votes; });
  if (windows.size() > kPlaces) windows.resize(kPlaces);
  std::vector<Placement> out;
  for (const Window& window : windows) {
    const auto clamp = [this](std::int64_t at) {
      return static_cast<std::uint32_t>(
          std::clamp<std::int64_t>(at, 0, static_cast<std::int64_t>(words_.size())));
    };
    const std::uint32_t inside =
        std::min(clamp(window.first + static_cast<std::int64_t>(forms.size() / 2)),
                 clamp(static_cast<std::int64_t>(words_.size()) - 1));
    const auto [low, high] = document_range(inside);
    const std::uint32_t begin = std::max(low, clamp(window.first - slack));
    const std::uint32_t end =
        std::min(high, clamp(window.last + static_cast<std::int64_t>(forms.size()) + slack));
    Placement placement = align(forms, begin, end, Prefer::Earliest);
    const bool known = std::any_of(out.begin(), out.end(), [&placement](const Placement& other) {
      return other.begin == placement.begin && other.end == placement.end;
    });
    if (placement.end > placement.begin && !known) out.push_back(std::move(placement));
  }
  std::stable_sort(out.begin(), out.end(), [](const Placement& a, const Placement& b) {
    return a.cost != b.cost ? a.cost < b.cost : a.begin < b.begin;
  });
  return out;
}

/// Edit distance over words with free ends in the material (Sellers 1980), with the way back.
Placement QuoteIndex::align(const std::vector<std::uint32_t>& forms, std::uint32_t begin,
                            std::uint32_t end, Prefer prefer) const {
  const std::size_t rows = forms.size() + 1;
  const std::size_t columns = (end > begin ? end - begin : 0) + 1;
  std::vector<std::uint32_t> cost(rows * columns, 0);
  const auto at = [columns](std::size_t row, std::size_t column) { return row * columns + column; };
  const auto same = [&](std::size_t row, std::size_t column) {
    return words_[begin + column - 1].form == forms[row - 1];
  };
  for (std::size_t row = 1; row < rows; ++row) {
    cost[at(row, 0)] = static_cast<std::uint32_t>(row);
    for (std::size_t column = 1; column < columns; ++column) {
      const std::uint32_t replaced = cost[at(row - 1, column - 1)] + (same(row, column) ? 0U : 1U);
      cost[at(row, column)] =
          std::min({replaced, cost[at(row - 1, column)] + 1, cost[at(row, column - 1)] + 1});
    }
  }
  std::size_t best = 0;
  for (std::size_t column = 0; column < columns; ++column) {
    const std::uint32_t here = cost[at(rows - 1, column)];
    const std::uint32_t least = cost[at(rows - 1, best)];
    if (here < least || (here == least && prefer == Prefer::Latest)) best = column;
  }
  // Its last word can stand for the next one of the sentence instead of being added.
  const auto adds_last = [&](std::size_t column) {
    return rows > 1 && cost[at(rows - 1, column)] == cost[at(rows - 2, column)] + 1;
  };
  if (prefer == Prefer::Earliest && best + 1 < columns && adds_last(best) &&
      cost[at(rows - 1, best + 1)] == cost[at(rows - 1, best)] && !words_[begin + best].begins) {
    ++best;
  }
  Placement out;
  out.cost = cost[at(rows - 1, best)];
  out.end = begin + static_cast<std::uint32_t>(best);
  std::size_t row = rows - 1;
  std::size_t column = best;
  while (row > 0) {
    const std::uint32_t here = cost[at(row, column)];
    const auto quote = static_cast<std::uint32_t>(row - 1);
    const auto source = begin + static_cast<std::uint32_t>(column == 0 ? 0 : column - 1);
    const bool aligned =
        column > 0 && here == cost[at(row - 1, column - 1)] + (same(row, column) ? 0U : 1U);
    // Its first word does not stand for the last one of the sentence before.
    const bool other_sentence = row == 1 && aligned && !same(row, column) &&
                                begin + column < words_.size() && words_[begin + column].begins;
    if (aligned && !other_sentence) {
      out.edits.push_back(
          {same(row, column) ? WordEdit::Kind::Keep : WordEdit::Kind::Replace, quote, source});
      --row;
      --column;
    } else if (here == cost[at(row - 1, column)] + 1) {
      out.edits.push_back({WordEdit::Kind::Add, quote, source});
      --row;
    } else {
      out.edits.push_back({WordEdit::Kind::Leave, quote, source});
      --column;
    }
  }
  out.begin = begin + static_cast<std::uint32_t>(column);
  std::reverse(out.edits.begin(), out.edits.end());
  return out;
}

}  // namespace rodtrad::pipeline
