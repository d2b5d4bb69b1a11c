#include "analyzer/ingest/pdf_words.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>

#include "analyzer/base/offsets.h"
#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"

namespace rodtrad::ingest {
namespace {

constexpr std::size_t kColumnsListed = 12;
constexpr std::size_t kMostPages = 100'000;
constexpr double kNarrowestGutter = 4;  // points
constexpr double kWidestRowGapInLines = 2.5;
constexpr double kLabelWords = 8;  // two columns: one of them holds short texts

/// A decimal number with a point, whatever the locale.
std::optional<double> decimal(std::string_view text) {
  double value = 0;
  double step = 0;
  if (text.empty() || text.size() > 20) return std::nullopt;
  const bool negative = text.front() == '-';
  for (const char c : text.substr(negative ? 1 : 0)) {
    if (c == '.' && step == 0) {
      step = 1;
    } else if (is_digit(c)) {
      value = value * 10 + (c - '0');
      step *= 10;
    } else {
      return std::nullopt;
    }
  }
  value = step > 1 ? value / step : value;
  return negative ? -value : value;
}

/// Words printed together.
struct Printed {
  std::size_t first = 0;  ///< of the page's words
  std::size_t end = 0;
  double left = 0;
  double right = 0;
  double top = 0;
  double bottom = 0;
};

std::vector<Printed> blocks_of(const std::vector<PdfWord>& words) {
  std::vector<Printed> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const PdfWord& word = words[i];
    if (i == 0 || words[i - 1].block != word.block) {
      out.push_back({i, i, word.left, word.right(), word.top, word.bottom()});
    }
    Printed& block = out.back();
    block.end = i + 1;
    block.left = std::min(block.left, word.left);
    block.right = std::max(block.right, word.right());
    block.top = std::min(block.top, word.top);
    block.bottom = std::max(block.bottom, word.bottom());
  }
  return out;
}

/// Blocks that share height, as positions in the list; from the top of the page down.
using Band = std::vector<std::size_t>;

std::vector<Band> bands_of(const std::vector<Printed>& blocks) {
  std::vector<std::size_t> order(blocks.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&blocks](std::size_t a, std::size_t b) {
    return blocks[a].top < blocks[b].top;
  });
  std::vector<Band> out;
  double bottom = 0;
  for (const std::size_t i : order) {
    // The boxes of lines set close overlap a little.
    const double slack = 0.25 * std::min(blocks[i].bottom - blocks[i].top, 12.0);
    if (out.empty() || blocks[i].top > bottom - slack) {
      out.emplace_back();
      bottom = blocks[i].bottom;
    }
    out.back().push_back(i);
    bottom = std::max(bottom, blocks[i].bottom);
  }
  return out;
}

struct Stripe {
  double left = 0;
  double right = 0;
};

/// The vertical stripes that blocks fill, with a gutter between each two.
std::vector<Stripe> stripes_of(const std::vector<Printed>& blocks, const std::vector<Band>& rows) {
  std::vector<Stripe> all;
  for (const Band& row : rows) {
    for (const std::size_t i : row) all.push_back({blocks[i].left, blocks[i].right});
  }
  std::sort(all.begin(), all.end(), [](Stripe a, Stripe b) { return a.left < b.left; });
  std::vector<Stripe> out;
  for (const Stripe& one : all) {
    if (out.empty() || one.left > out.back().right + kNarrowestGutter) {
      out.push_back(one);
    } else {
      out.back().right = std::max(out.back().right, one.right);
    }
  }
  return out;
}

/// Reads what may be a table: rows of blocks and the stripes they stand in.
class TableReader {
 public:
  TableReader(const std::vector<PdfWord>& words, const std::vector<Printed>& blocks,
              const std::vector<Band>& rows)
      : words_(words), blocks_(blocks), rows_(rows), stripes_(stripes_of(blocks, rows)) {}

  std::optional<PdfTable> read() {
    const std::size_t columns = stripes_.size();
    if (columns < 2 || rows_.size() < 2 || (columns == 2 && rows_.size() < 3)) return std::nullopt;
    PdfTable out;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (!read_row(r, out)) return std::nullopt;
    }
    if (out.cells.size() * 10 < columns * rows_.size() * 6) return std::nullopt;
    if (columns == 2 && !has_labels()) return std::nullopt;
    std::sort(out.words.begin(), out.words.end());
    return out;
  }

 private:
  [[nodiscard]] std::size_t stripe_of(const Printed& block) const {
    std::size_t s = 0;
    while (s + 1 < stripes_.size() && stripes_[s].right < block.left) ++s;
    return s;
  }

  bool read_row(std::size_t r, PdfTable& out) {
    std::vector<std::vector<std::size_t>> cells(stripes_.size());
    for (const std::size_t i : rows_[r]) cells[stripe_of(blocks_[i])].push_back(i);
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (cells[c].empty()) continue;
      // Paragraphs of a cell stand below each other; side by side they are something else.
      for (std::size_t i = 1; i < cells[c].size(); ++i) {
        if (blocks_[cells[c][i]].top < blocks_[cells[c][i - 1]].bottom - 3) return false;
      }
      PdfCell cell{static_cast<std::uint32_t>(r + 1), static_cast<std::uint32_t>(c + 1)};
      for (const std::size_t i : cells[c]) {
        for (std::size_t w = blocks_[i].first; w < blocks_[i].end; ++w) {
          append(cell.text, w);
          out.words.push_back(w);
        }
        sizes_[c].push_back(blocks_[i].end - blocks_[i].first);
      }
      out.cells.push_back(std::move(cell));
    }
    return true;
  }

  void append(std::string& text, std::size_t w) const {
    const std::string& word = words_[w].text;
    const bool new_line =
        w > 0 && (words_[w - 1].block != words_[w].block || words_[w - 1].line != words_[w].line);
    if (text.empty()) {
      text = word;
    } else if (new_line && text.size() > 1 && text.ends_with('-') && text[text.size() - 2] != ' ') {
      const char first = word.front();
      const bool divided =
          (first >= 'a' && first <= 'z') || static_cast<unsigned char>(first) > 127;
      if (divided) text.pop_back();  // as the program prints running text
      text += word;
    } else {
      text += ' ' + word;
    }
  }

  /// Of two columns one holds labels: text in two columns is no table.
  [[nodiscard]] bool has_labels() const {
    return std::any_of(sizes_.begin(), sizes_.end(), [](const auto& column) {
      double words = 0;
      for (const std::size_t n : column.second) words += static_cast<double>(n);
      return words <= kLabelWords * static_cast<double>(column.second.size());
    });
  }

  const std::vector<PdfWord>& words_;
  const std::vector<Printed>& blocks_;
  const std::vector<Band>& rows_;
  std::vector<Stripe> stripes_;
  std::map<std::size_t, std::vector<std::size_t>> sizes_;  ///< words of each cell, by column
};

double top_of(const std::vector<Printed>& blocks, const Band& band) {
  double top = blocks[band.front()].top;
  for (const std::size_t i : band) top = std::min(top, blocks[i].top);
  return top;
}
double bottom_of(const std::vector<Printed>& blocks, const Band& band) {
  double bottom = 0;
  for (const std::size_t i : band) bottom = std::max(bottom, blocks[i].bottom);
  return bottom;
}

// --- the printed text ---------------------------------------------------------------------------

/// The words of a printed page: where they stand.
std::vector<ByteSpan> tokens_of(std::string_view page) {
  std::vector<ByteSpan> out;
  for (std::uint32_t i = 0; i < page.size();) {
    if (is_blank(page[i]) || page[i] == '\n' || page[i] == '\f') {
      ++i;
      continue;
    }
    const std::uint32_t begin = i;
    while (i < page.size() && !is_blank(page[i]) && page[i] != '\n' && page[i] != '\f') ++i;
    out.push_back({begin, i});
  }
  return out;
}

/// Which printed token each listed word is in; empty when they are not the same words. A token may
/// be two words whose hyphen the program dropped.
struct Alignment {
  std::vector<std::size_t> token_of{};
  std::vector<ByteSpan> tokens{};
  /// Tokens in which a hyphen was dropped that belongs to the text, and how they are written.
  std::map<std::size_t, std::string> mended{};
};

std::optional<Alignment> align(std::string_view page, const std::vector<PdfWord>& words) {
  Alignment out;
  out.tokens = tokens_of(page);
  std::size_t w = 0;
  for (std::size_t t = 0; t < out.tokens.size(); ++t) {
    const std::string_view token = page.substr(out.tokens[t].begin, out.tokens[t].size());
    std::string printed;  // as the program joins the words
    std::string whole;    // with the hyphens that are part of the text
    for (; w < words.size() && printed != token; ++w) {
      const std::string& word = words[w].text;
      if (!printed.empty()) {
        if (!printed.ends_with('-')) return std::nullopt;
        printed.pop_back();
        if (!is_digit(word.front()) && !(word.front() >= 'A' && word.front() <= 'Z')) {
          whole.pop_back();
        }
      }
      printed += word;
      whole += word;
      out.token_of.push_back(t);
    }
    if (printed != token) return std::nullopt;
    if (whole != printed) out.mended[t] = whole;
  }
  if (w != words.size()) return std::nullopt;
  return out;
}

constexpr std::size_t kNoTable = static_cast<std::size_t>(-1);

/// True when a printed token holds a word of the table and another one.
bool shares_a_token(const Alignment& aligned, const PdfTable& table) {
  std::map<std::size_t, std::size_t> words;
  for (const std::size_t word : table.words) ++words[aligned.token_of[word]];
  return std::any_of(words.begin(), words.end(), [&aligned](const auto& one) {
    const auto [first, last] =
        std::equal_range(aligned.token_of.begin(), aligned.token_of.end(), one.first);
    return static_cast<std::size_t>(last - first) != one.second;
  });
}

/// The tokens and what is printed between them, dropped hyphens put back.
std::string printed_text(std::string_view page, const Alignment& aligned, std::size_t first,
                         std::size_t end) {
  std::string out;
  std::size_t at = aligned.tokens[first].begin;
  for (std::size_t t = first; t < end; ++t) {
    const auto mended = aligned.mended.find(t);
    if (mended == aligned.mended.end()) continue;
    out += page.substr(at, aligned.tokens[t].begin - at);
    out += mended->second;
    at = aligned.tokens[t].end;
  }
  return out += page.substr(at, aligned.tokens[end - 1].end - at);
}

}  // namespace

std::vector<std::vector<PdfWord>> pdf_words(std::string_view listed) {
  std::vector<std::vector<PdfWord>> pages;
  std::string_view last_block;
  for (const std::string_view line : split(listed, '\n')) {
    const std::vector<std::string_view> cells = split(line, '\t');
    std::uint64_t page = 0;
    std::uint64_t number = 0;
    if (cells.size() != kColumnsListed || cells[0] != "5" || !parse_number(cells[1], page) ||
        page == 0 || page > kMostPages || cells[11].empty()) {
      continue;
    }
    const auto left = decimal(cells[6]);
    const auto top = decimal(cells[7]);
    const auto width = decimal(cells[8]);
    const auto height = decimal(cells[9]);
    if (!left || !top || !width || !height || !parse_number(cells[4], number)) continue;
    if (pages.size() < page) {
      pages.resize(page);
      last_block = {};
    }
    std::vector<PdfWord>& words = pages[page - 1];
    PdfWord word{0,
                 static_cast<std::uint32_t>(number),
                 *left,
                 *top,
                 *width,
                 *height,
                 std::string(cells[11])};
    // The flow and the block in it, side by side in the line.
    const std::string_view block(cells[2].data(), cells[2].size() + 1 + cells[3].size());
    if (!words.empty()) word.block = words.back().block + (block == last_block ? 0 : 1);
    last_block = block;
    words.push_back(std::move(word));
  }
  return pages;
}

std::vector<PdfTable> pdf_tables(const std::vector<PdfWord>& words) {
  std::vector<PdfTable> out;
  const std::vector<Printed> blocks = blocks_of(words);
  const std::vector<Band> bands = bands_of(blocks);
  for (std::size_t begin = 0; begin < bands.size();) {
    std::size_t end = begin;
    while (end < bands.size() && bands[end].size() >= 2) {
      if (end > begin) {
        const double gap = top_of(blocks, bands[end]) - bottom_of(blocks, bands[end - 1]);
        const PdfWord& word = words[blocks[bands[end].front()].first];
        if (gap > kWidestRowGapInLines * std::max(word.height, 6.0)) break;
      }
      ++end;
    }
    if (end > begin + 1) {
      const std::vector<Band> rows(bands.begin() + static_cast<std::ptrdiff_t>(begin),
                                   bands.begin() + static_cast<std::ptrdiff_t>(end));
      if (auto table = TableReader(words, blocks, rows).read()) out.push_back(std::move(*table));
    }
    begin = std::max(end, begin + 1);
  }
  std::sort(out.begin(), out.end(),
            [](const PdfTable& a, const PdfTable& b) { return a.words < b.words; });
  return out;
}

std::optional<std::string> without_line_numbers(const std::vector<PdfWord>& words) {
  constexpr std::size_t kFewest = 5;
  constexpr std::size_t kMostDigits = 4;
  const auto is_number = [](const PdfWord& word) {
    return word.text.size() <= kMostDigits &&
           std::all_of(word.text.begin(), word.text.end(), is_digit);
  };
  double margin = 1e9;
  for (const PdfWord& word : words) {
    if (!is_number(word)) margin = std::min(margin, word.left);
  }
  std::vector<const PdfWord*> numbers;
  std::vector<const PdfWord*> text;
  for (const PdfWord& word : words) {
    const bool beside = is_number(word) && word.right() + 2 < margin;
    (beside ? numbers : text).push_back(&word);
  }
  if (numbers.size() < kFewest) return std::nullopt;
  std::stable_sort(numbers.begin(), numbers.end(),
                   [](const PdfWord* a, const PdfWord* b) { return a->top < b->top; });
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    if (std::stoul(numbers[i]->text) != std::stoul(numbers[i - 1]->text) + 1) return std::nullopt;
  }
  std::stable_sort(text.begin(), text.end(),
                   [](const PdfWord* a, const PdfWord* b) { return a->top < b->top; });
  std::vector<std::vector<const PdfWord*>> lines;
  for (const PdfWord* word : text) {
    if (lines.empty() || word->top > lines.back().front()->top + word->height / 2)
      lines.emplace_back();
    lines.back().push_back(word);
  }
  if (numbers.size() * 10 < lines.size() * 6) return std::nullopt;
  std::vector<double> steps;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    steps.push_back(lines[i].front()->top - lines[i - 1].front()->top);
  }
  std::vector<double> sorted = steps;
  std::sort(sorted.begin(), sorted.end());
  const double usual = sorted.empty() ? 0 : sorted[sorted.size() / 4];
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) out += steps[i - 1] > 1.2 * usual ? "\n\n" : "\n";
    std::stable_sort(lines[i].begin(), lines[i].end(),
                     [](const PdfWord* a, const PdfWord* b) { return a->left < b->left; });
    for (const PdfWord* word : lines[i]) {
      if (word != lines[i].front()) out += ' ';
      out += word->text;
    }
  }
  return out;
}

std::vector<PdfPart> pdf_parts(std::string_view printed, const std::vector<PdfWord>& words) {
  const auto aligned = align(printed, words);
  if (!aligned) return {{std::string(printed), {}}};
  std::vector<PdfTable> tables = pdf_tables(words);
  std::vector<std::size_t> table_of(aligned->tokens.size(), kNoTable);
  for (std::size_t t = 0; t < tables.size(); ++t) {
    if (!shares_a_token(*aligned, tables[t])) {
      for (const std::size_t word : tables[t].words) table_of[aligned->token_of[word]] = t;
    }
  }
  std::vector<PdfPart> out;
  for (std::size_t first = 0; first < table_of.size();) {
    const std::size_t table = table_of[first];
    std::size_t end = first + 1;
    while (end < table_of.size() && table_of[end] == table) ++end;
    if (table == kNoTable) {
      out.push_back({printed_text(printed, *aligned, first, end), {}});
    } else if (!tables[table].cells.empty()) {
      out.push_back({{}, std::move(tables[table].cells)});
      tables[table].cells.clear();
    }
    first = end;
  }
  return out;
}

}  // namespace rodtrad::ingest
