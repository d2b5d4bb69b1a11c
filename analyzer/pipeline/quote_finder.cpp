#include "analyzer/pipeline/quote_finder.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/pipeline/plain_words.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"
#include "analyzer/text/segment.h"

namespace rodtrad::pipeline {
namespace {

/// Which marks may end what this one begins; empty when it begins nothing.
std::u32string_view closers(char32_t opener) {
  switch (opener) {
    case 0x201D:  // ”
      return U"\u201D";
    case 0x201C:  // “
      return U"\u201D\u201C";
    case 0x201E:  // „
      return U"\u201C\u201D";
    case 0x00AB:  // «
      return U"\u00BB";
    case 0x00BB:  // »
      return U"\u00BB\u00AB";
    case 0x2018:  // ‘
      return U"\u2019";
    case 0x2019:  // ’
      return U"\u2019";
    case '"':
      return U"\"\u201D";
    case '\'':
      return U"'";
    default:
      return {};
  }
}

bool is_dash(char32_t c) { return c == 0x2013 || c == 0x2014; }

/// A stretch of the report that may be a quotation.
struct Candidate {
  ByteSpan span{};      ///< the words quoted
  ByteSpan outer{};     ///< with its marks
  bool marked = false;  ///< between quotation marks, the surest sign
};

class Finder {
 public:
  explicit Finder(const Document& report) : report_(report), text_(report.text) {}

  std::vector<Candidate> marked(const std::vector<std::string>& passages) {
    for (const ByteSpan paragraph : paragraphs()) {
      quotation_marks(paragraph);
      const std::size_t between_marks = found_.size();
      if (!block_quote(paragraph) && !dash_line(paragraph)) italics(paragraph);
      settle(between_marks);
    }
    const std::size_t own = found_.size();
    located(passages);
    settle(own);
    std::sort(found_.begin(), found_.end(),
              [](const Candidate& a, const Candidate& b) { return a.span.begin < b.span.begin; });
    return std::move(found_);
  }

  std::vector<Candidate> sentences() {
    text::Segmenter segmenter;
    const Segmentation segmentation = segmenter.segment(report_);
    for (const Sentence& sentence : segmentation.sentences) {
      const Zone zone = report_.segments[sentence.segment].zone;
      if (zone == Zone::Heading || zone == Zone::Debris || zone == Zone::Attendance ||
          zone == Zone::Label) {
        continue;
      }
      add(without_tail(sentence.span), sentence.span);
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] char32_t at(std::size_t place) const {
    return place < text_.size() ? utf8::decode(text_, place).code_point : 0;
  }
  [[nodiscard]] char32_t before(std::size_t place) const {
    return text::last_character(text_.substr(place > 4 ? place - 4 : 0, place > 4 ? 4 : place));
  }

  /// Paragraphs, list items, cells: no quotation goes from one into the next. A block quote's
  /// lines belong together.
  [[nodiscard]] std::vector<ByteSpan> paragraphs() const {
    std::vector<ByteSpan> out;
    std::uint32_t last = 0;
    for (const Segment& segment : report_.segments) {
      if (segment.zone == Zone::Debris) continue;
      if (!out.empty() && segment.paragraph == last && segment.kind != SegmentKind::Cell) {
        out.back().end = segment.span.end;
      } else {
        out.push_back(segment.span);
      }
      last = segment.paragraph;
    }
    for (ByteSpan& span : out) {
      span = {line_marks_before(span.begin), line_marks_after(span.end)};
    }
    return out;
  }

  /// Marks that the importer keeps outside the paragraph (`>`, a dash) stand on the same line.
  [[nodiscard]] std::uint32_t line_marks_before(std::uint32_t begin) const {
    std::uint32_t start = begin;
    while (start > 0 && text_[start - 1] != '\n') --start;
    const std::string_view lead = text_.substr(start, begin - start);
    const bool marks_only = plain_words(lead).empty();
    return marks_only ? start : begin;
  }

  [[nodiscard]] std::uint32_t line_marks_after(std::uint32_t end) const {
    const std::size_t stop = std::min(text_.find('\n', end), text_.size());
    const bool marks_only = plain_words(text_.substr(end, stop - end)).empty();
    return marks_only ? static_cast<std::uint32_t>(stop) : end;
  }

  void add(ByteSpan span, ByteSpan outer, bool marked = false) {
    if (span.end > span.begin) found_.push_back({span, outer, marked});
  }

  void quotation_marks(ByteSpan paragraph) {
    for (std::size_t i = paragraph.begin; i < paragraph.end;) {
      const utf8::Decoded d = utf8::decode(text_, i);
      const std::size_t step = std::max<std::size_t>(1, d.length);
      const std::u32string_view ends = closers(d.code_point);
      if (ends.empty() || !opens(i, step)) {
        i += step;
        continue;
      }
      const std::size_t close = closing(i + step, paragraph.end, ends);
      if (close == std::string_view::npos) {
        i += step;
        continue;
      }
      const std::size_t after = close + std::max<std::size_t>(1, utf8::decode(text_, close).length);
      add({static_cast<std::uint32_t>(i + step), static_cast<std::uint32_t>(close)},
          {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(after)}, true);
      i = after;
    }
  }

  [[nodiscard]] bool opens(std::size_t place, std::size_t length) const {
    const char32_t left = place == 0 ? U' ' : before(place);
    const char32_t right = at(place + length);
    return !text::is_word_character(left) && left != '.' && right != 0 && !text::is_blank(right) &&
           right != '\n';
  }

  [[nodiscard]] std::size_t closing(std::size_t from, std::size_t end,
                                    std::u32string_view ends) const {
    for (std::size_t i = from; i < end;) {
      const utf8::Decoded d = utf8::decode(text_, i);
      const std::size_t step = std::max<std::size_t>(1, d.length);
      if (ends.find(d.code_point) != std::u32string_view::npos &&
          !text::is_word_character(at(i + step)) && !text::is_blank(before(i))) {
        return i;
      }
      i += step;
    }
    return std::string_view::npos;
  }

  /// `> …`: the whole paragraph, without who said it.
  bool block_quote(ByteSpan paragraph) {
    const std::string_view line = trim(text_.substr(paragraph.begin, paragraph.size()));
    if (!line.starts_with('>')) return false;
    add(without_tail(paragraph), paragraph);
    return true;
  }

  /// `– Det är så vi gör, säger hon.`
  bool dash_line(ByteSpan paragraph) {
    std::size_t i = paragraph.begin;
    while (i < paragraph.end && (text_[i] == ' ' || text_[i] == '\n')) ++i;
    if (!is_dash(at(i))) return false;
    const auto begin = static_cast<std::uint32_t>(i + utf8::decode(text_, i).length);
    if (!text::is_blank(at(begin))) return false;
    add(without_tail({begin, paragraph.end}), paragraph);
    return true;
  }

  /// `*så här*` or `_så här_` in Markdown; two stars are bold, not italics.
  void italics(ByteSpan paragraph) {
    for (std::size_t i = paragraph.begin; i + 1 < paragraph.end; ++i) {
      const char mark = text_[i];
      if (mark != '*' && mark != '_') continue;
      if (text_[i + 1] == mark) {
        ++i;
        continue;
      }
      if (text_[i + 1] == ' ' || (i > 0 && text::is_word_character(before(i)))) continue;
      const std::size_t close = text_.find(mark, i + 1);
      if (close == std::string_view::npos || close >= paragraph.end) continue;
      add({static_cast<std::uint32_t>(i + 1), static_cast<std::uint32_t>(close)},
          {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(close + 1)});
      i = close;
    }
  }

  /// Passages known by their wording: the next place in the text where it stands.
  void located(const std::vector<std::string>& passages) {
    std::size_t from = 0;
    for (const std::string& passage : passages) {
      const std::string wanted(trim(passage));
      const std::size_t place = wanted.empty() ? std::string_view::npos : text_.find(wanted, from);
      if (place == std::string_view::npos) continue;
      const ByteSpan span{static_cast<std::uint32_t>(place),
                          static_cast<std::uint32_t>(place + wanted.size())};
      add(without_tail(span), span);
      from = span.end;
    }
  }

  /// Among candidates that overlap one stays: marks inside a block or italics stay when they hold
  /// most of its words, otherwise they are a phrase within the larger quotation.
  void settle(std::size_t first_wider) {
    for (std::size_t w = first_wider; w < found_.size(); ++w) {
      Candidate& wide = found_[w];
      const std::size_t all = plain_words(text_, wide.span).size();
      std::size_t inside = 0;
      for (std::size_t i = 0; i < first_wider; ++i) {
        if (found_[i].outer.overlaps(wide.outer))
          inside += plain_words(text_, found_[i].span).size();
      }
      if (inside == 0) continue;
      if (2 * inside >= all) {
        wide.span.end = wide.span.begin;
        continue;
      }
      for (std::size_t i = 0; i < first_wider; ++i) {
        if (found_[i].outer.overlaps(wide.outer)) found_[i].span.end = found_[i].span.begin;
      }
    }
    std::erase_if(found_, [](const Candidate& c) { return c.span.empty(); });
  }

  /// Cuts off who said it: `(K1)`, `— K1`, `, säger K1.` at the end.
  [[nodiscard]] ByteSpan without_tail(ByteSpan span) const {
    std::string_view inside = text_.substr(span.begin, span.size());
    const std::string_view trimmed = trim(inside);
    if (trimmed.ends_with(')') || trimmed.ends_with(").")) {
      const std::size_t open = inside.rfind('(');
      if (open != std::string_view::npos && open > 0) return shortened(span, open);
    }
    for (const std::string_view dash : {" – ", " — ", "\n– ", "\n— ", "> – ", "> — "}) {
      const std::size_t place = inside.rfind(dash);
      if (place == std::string_view::npos || place == 0) continue;
      if (plain_words(inside.substr(place)).size() <= 6 && !trimmed.ends_with('?')) {
        return shortened(span, place);
      }
    }
    for (const std::string_view verb :
         {"säger", "sade", "sa", "menar", "berättar", "konstaterar", "förklarar", "tycker",
          "undrar", "beskriver", "tillägger"}) {
      const std::size_t place = inside.rfind(", " + std::string(verb) + " ");
      if (place != std::string_view::npos && plain_words(inside.substr(place)).size() <= 8) {
        return shortened(span, place);
      }
    }
    return span;
  }

  static ByteSpan shortened(ByteSpan span, std::size_t length) {
    return {span.begin, span.begin + static_cast<std::uint32_t>(length)};
  }

  const Document& report_;
  std::string_view text_;
  std::vector<Candidate> found_{};
};

/// The end of the sentence or parenthesis that follows the quotation.
std::string after_quote(std::string_view rest) {
  std::size_t i = 0;
  while (i < rest.size() && (rest[i] == ' ' || rest[i] == '.' || rest[i] == '>' || rest[i] == '*' ||
                             rest[i] == '_' || rest[i] == '\n')) {
    if (rest[i] == '\n' && i + 1 < rest.size() && rest[i + 1] == '\n') ++i;
    ++i;
  }
  rest = rest.substr(i);
  if (rest.starts_with('(') || rest.starts_with('[')) {
    return std::string(rest.substr(1, rest.find_first_of(")]") - 1));
  }
  const bool dash = rest.starts_with("–") || rest.starts_with("—");
  if (!dash && !rest.starts_with(',')) return {};
  const std::size_t end = rest.find_first_of(".!?\n");
  const std::string_view told = rest.substr(dash ? 3 : 1, end);
  return plain_words(told).size() <= 14 ? std::string(trim(told)) : std::string();
}

/// What leads up to the quotation, when it says that somebody speaks.
std::string before_quote(std::string_view lead) {
  const std::size_t stop = lead.find_last_of(".!?\n");
  std::string_view told = trim(stop == std::string_view::npos ? lead : lead.substr(stop + 1));
  while (!told.empty() && (told.front() == '>' || told.front() == '*')) told.remove_prefix(1);
  if (told.empty()) return {};
  if (told.ends_with(':')) return std::string(told);
  for (const PlainWord& word : plain_words(told)) {
    for (const std::string_view verb : {"säger", "sade", "sa", "menar", "berättar", "uttrycker",
                                        "beskriver", "förklarar", "enligt", "uttryckte"}) {
      if (word.form == verb) return std::string(told);
    }
  }
  return {};
}

SourceAnchor place_of(const Document& report, std::uint32_t byte) {
  const Segment* home = nullptr;
  for (const Segment& segment : report.segments) {
    if (segment.span.begin > byte && home != nullptr) break;
    home = &segment;
  }
  if (home == nullptr) return {};
  const auto line = static_cast<std::uint32_t>(
      1 + std::count(report.text.begin(), report.text.begin() + byte, '\n'));
  return anchor_at(report, *home, byte, line);
}

ByteSpan trimmed(const std::string& text, ByteSpan span) {
  const auto strip = [](char c) {
    return c == ' ' || c == '\n' || c == '>' || c == '*' || c == '_';
  };
  while (span.end > span.begin && strip(text[span.begin])) ++span.begin;
  while (span.end > span.begin && strip(text[span.end - 1])) --span.end;
  return span;
}

}  // namespace

FoundQuotations find_quotations(const Document& report, const std::vector<std::string>& passages,
                                QuoteScope scope, std::size_t min_words) {
  Finder finder(report);
  const std::vector<Candidate> candidates =
      scope == QuoteScope::AllSentences ? finder.sentences() : finder.marked(passages);
  FoundQuotations out;
  const std::string_view text = report.text;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = candidates[i];
    const ByteSpan span = trimmed(report.text, candidate.span);
    if (plain_words(text, span).size() < min_words) {
      ++out.too_short;
      continue;
    }
    const std::size_t next =
        i + 1 < candidates.size() ? candidates[i + 1].outer.begin : text.size();
    const std::size_t last = i > 0 ? candidates[i - 1].outer.end : 0;
    const std::size_t from = candidate.marked ? candidate.outer.end : span.end;
    Quotation quotation;
    quotation.text = std::string(slice(report.text, span));
    quotation.span = span;
    quotation.place = place_of(report, span.begin);
    if (next > from) quotation.attribution = after_quote(text.substr(from, next - from));
    if (quotation.attribution.empty() && candidate.outer.begin > last) {
      quotation.attribution = before_quote(text.substr(last, candidate.outer.begin - last));
    }
    out.quotations.push_back(std::move(quotation));
  }
  return out;
}

}  // namespace rodtrad::pipeline
