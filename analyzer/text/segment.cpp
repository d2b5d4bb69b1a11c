#include "analyzer/text/segment.h"

#include <algorithm>
#include <span>
#include <vector>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/text/abbreviations.h"
#include "analyzer/text/breaks.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::text {
namespace {

bool is_hyphen_token(std::string_view token) {
  return token.size() == 1 ? token[0] == '-' : token == "\u2010" || token == "\u2011";
}

/// True when the line end at `at` stands, with blanks or not, between a word's hyphen and its rest.
bool breaks_word(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  constexpr std::string_view blanks = " \t";
  const std::string_view before = text.substr(0, text.find_last_not_of(blanks, at - 1) + 1);
  const std::string_view after =
      text.substr(std::min(text.find_first_not_of(blanks, at + 1), text.size()));
  const bool hyphen =
      before.ends_with('-') || before.ends_with("\u2010") || before.ends_with("\u00AD");
  if (!hyphen || !is_letter(first_character(after))) return false;
  const std::size_t size = before.ends_with('-') ? 1 : before.ends_with("\u2010") ? 3 : 2;
  return is_letter(last_character(before.substr(0, before.size() - size)));
}

/// `view` becomes a segment's text with blanks for marks and, where lines are wrapped, for line
/// ends; byte for byte as long as the original. In answers and cells a line end is the writer's
/// own.
void make_breakable(std::string& view, const Document& document, const Segment& segment,
                    std::vector<Mark>::const_iterator& mark) {
  view = slice(document.text, segment.span);
  const bool own_lines = segment.kind == SegmentKind::Answer || segment.kind == SegmentKind::Cell;
  for (std::size_t at = view.find('\n'); at != std::string::npos; at = view.find('\n', at + 1)) {
    if (!own_lines || breaks_word(view, at)) view[at] = ' ';
  }
  for (std::size_t at = view.find('\t'); at != std::string::npos; at = view.find('\t', at + 1)) {
    view[at] = ' ';
  }
  while (mark != document.marks.end() && mark->span.begin < segment.span.begin) ++mark;
  for (; mark != document.marks.end() && mark->span.end <= segment.span.end; ++mark) {
    const auto from = view.begin() + (mark->span.begin - segment.span.begin);
    std::fill(from, from + mark->span.size(), ' ');
  }
}

bool is_one_character(std::string_view text) {
  return !text.empty() && utf8::decode(text, 0).length == text.size();
}

/// A segment's text, as boundaries are looked for in it, and its tokens with their places in the
/// document.
struct SegmentTokens {
  std::string_view view;
  std::uint32_t base;  ///< where the segment begins
  std::span<const Token> tokens;

  [[nodiscard]] std::string_view text_of(std::size_t i) const {
    return view.substr(tokens[i].span.begin - base, tokens[i].span.size());
  }
};

/// True when the boundary ICU found after the token before `end` is not a Swedish one.
bool joined_in_swedish(const SegmentTokens& segment, std::size_t sentence_begin, std::size_t next) {
  const std::span<const Token> tokens = segment.tokens;
  const auto text_of = [&segment](std::size_t i) { return segment.text_of(i); };
  if (next == 0 || next >= tokens.size()) return true;
  std::size_t last = next - 1;
  if (text_of(last) != ".") return false;
  if (last == 0 || last - 1 < sentence_begin) return false;
  const std::size_t before = last - 1;
  if (tokens[before].span.end != tokens[last].span.begin) return false;
  if (tokens[before].kind != TokenKind::Number && !may_be_abbreviation(text_of(before)) &&
      !is_one_character(text_of(before))) {
    return false;
  }
  const std::string word = folded_form(text_of(before));
  if (tokens[before].kind == TokenKind::Number) {
    const bool opens = before == sentence_begin;  // "1. Vi ska": a numbered list
    const bool after_den = before > sentence_begin && folded_form(text_of(before - 1)) == "den";
    return opens || after_den || is_month(folded_form(text_of(next)));
  }
  if (is_abbreviation(word)) return true;
  // An initial: "A. Svensson", "Karin B. Ek"; a lone small letter is a list mark or a slip.
  return utf8::count(word) == 1 && starts_upper(text_of(before)) && starts_upper(text_of(next));
}

/// Adds the breaks ICU lacks: after the character … before a capital.
bool breaks_after_ellipsis(const SegmentTokens& segment, std::size_t i) {
  const std::span<const Token> tokens = segment.tokens;
  if (i + 1 >= tokens.size() || tokens[i + 1].span.begin == tokens[i].span.end) return false;
  return segment.text_of(i) == "\u2026" && starts_upper(segment.text_of(i + 1));
}

/// Groups a sentence's tokens into words: hyphens without blanks hold them together; a hyphen
/// before a blank stays with its word (`in- och`).
void collect_words(const std::string& text, std::uint32_t number, Segmentation& out) {
  Sentence& sentence = out.sentences[number];
  const Token* const tokens = out.tokens.data();
  const std::uint32_t last = sentence.token_end;
  const auto is_hyphen_behind = [&](std::uint32_t i) {
    return i + 1 < last && tokens[i + 1].kind == TokenKind::Punctuation &&
           tokens[i].span.end == tokens[i + 1].span.begin &&
           is_hyphen_token(slice(text, tokens[i + 1].span));
  };
  std::uint32_t words = 0;
  sentence.word_begin = static_cast<std::uint32_t>(out.words.size());
  for (std::uint32_t i = sentence.token_begin; i < last; ++i) {
    if (tokens[i].kind == TokenKind::Punctuation) continue;
    ++words;
    Word word{tokens[i].span, i, i + 1, number, tokens[i].joined};
    while (is_hyphen_behind(i)) {
      ++i;
      const bool goes_on = i + 1 < last && tokens[i].span.end == tokens[i + 1].span.begin &&
                           tokens[i + 1].kind != TokenKind::Punctuation;
      if (goes_on) {
        ++i;
        ++words;
        word.joined = word.joined || tokens[i].joined;
      }
      word.token_end = i + 1;
      word.span.end = tokens[i].span.end;
      if (!goes_on) break;
    }
    out.words.push_back(word);
  }
  sentence.words = words;
  sentence.word_end = static_cast<std::uint32_t>(out.words.size());
}

}  // namespace

struct Segmenter::Impl {
  Breaker breaker;
  // Of the segment at hand.
  std::string view;  ///< its text, as boundaries are looked for in it
  std::vector<std::uint32_t> ends;
  std::vector<std::size_t> firsts;  ///< tokens that begin sentences

  void cut_segment(const Document& document, std::uint32_t index,
                   std::vector<Mark>::const_iterator& mark, Segmentation& out);
  void find_firsts(std::uint32_t base, std::span<const Token> tokens);
  void cut(const Document& document, Segmentation& out);
};

void Segmenter::Impl::cut_segment(const Document& document, std::uint32_t index,
                                  std::vector<Mark>::const_iterator& mark, Segmentation& out) {
  const Segment& segment = document.segments[index];
  const std::uint32_t base = segment.span.begin;
  make_breakable(view, document, segment, mark);
  const auto before = static_cast<std::uint32_t>(out.tokens.size());
  const bool by_icu = breaker.words(view, out.tokens, base);
  const std::span<Token> tokens = std::span(out.tokens).subspan(before);
  if (tokens.empty()) return;
  // A combining character after a mark stands on the blank that replaced it: the blank is no
  // word's.
  for (std::size_t i = 0; by_icu && i < tokens.size(); ++i) {
    ByteSpan& span = tokens[i].span;
    while (view[span.begin - base] == ' ' && span.begin + 1 < span.end) ++span.begin;
  }
  find_firsts(base, tokens);

  for (std::size_t s = 0; s < firsts.size(); ++s) {
    const std::size_t token_end = s + 1 < firsts.size() ? firsts[s + 1] : tokens.size();
    const std::uint32_t from = s == 0 ? base : tokens[firsts[s]].span.begin;
    const std::uint32_t to =
        s + 1 < firsts.size() ? tokens[token_end].span.begin : segment.span.end;
    const std::string_view text = trimmed(slice(document.text, ByteSpan{from, to}));
    const auto begin = static_cast<std::uint32_t>(text.data() - document.text.data());

    Sentence sentence;
    // A format character can be blank by itself and still belong to the last token.
    sentence.span = {
        std::min(begin, tokens[firsts[s]].span.begin),
        std::max(begin + static_cast<std::uint32_t>(text.size()), tokens[token_end - 1].span.end)};
    sentence.segment = index;
    sentence.token_begin = before + static_cast<std::uint32_t>(firsts[s]);
    sentence.token_end = before + static_cast<std::uint32_t>(token_end);
    out.sentences.push_back(sentence);
    collect_words(document.text, static_cast<std::uint32_t>(out.sentences.size() - 1), out);
  }
}

/// The first token of each sentence of the segment at hand, after the filter for Swedish.
void Segmenter::Impl::find_firsts(std::uint32_t base, std::span<const Token> tokens) {
  ends.clear();
  breaker.sentences(view, ends);
  firsts.assign(1, 0);
  const bool has_ellipsis = view.find("\u2026") != std::string::npos;
  const auto begins_before = [](const Token& one, std::uint32_t at) { return one.span.begin < at; };
  const SegmentTokens segment{view, base, tokens};
  std::size_t token = 0;
  for (const std::uint32_t relative_end : ends) {
    const std::uint32_t end = base + relative_end;
    const auto next = std::lower_bound(tokens.begin() + static_cast<std::ptrdiff_t>(token),
                                       tokens.end(), end, begins_before);
    const auto stop = static_cast<std::size_t>(next - tokens.begin());
    for (; has_ellipsis && token < stop; ++token) {
      if (token >= firsts.back() && breaks_after_ellipsis(segment, token) &&
          tokens[token + 1].span.begin < end) {
        firsts.push_back(token + 1);
      }
    }
    token = stop;
    if (token >= tokens.size() || token == firsts.back()) continue;
    if (!joined_in_swedish(segment, firsts.back(), token)) firsts.push_back(token);
  }
}

namespace {

/// Where words were broken over lines inside wrapped paragraphs, and what became of them.
class LineJoiner {
  /// No word is broken over so many lines.
  static constexpr std::size_t kLongestJoined = 200;

 public:
  LineJoiner(const std::string& text, Segmentation& segmentation, const WordKnown& known,
             const Vocabulary* whole)
      : text_(text), out_(segmentation), known_(known), whole_(whole) {}

  void run() {
    if (!any_candidate()) return;
    if (whole_ == nullptr) {
      add_words(seen_);
    } else {
      know_sentences();
    }
    merge();
  }

  void add_words(Vocabulary& seen) {
    know_sentences();
    for (std::size_t i = 0; i < out_.tokens.size(); ++i) {
      if (!word(i)) continue;
      const bool broken_before = i > 0 && (plain_break(i - 1) || (i > 1 && hyphen_break(i - 2)));
      if (broken_before || hyphen_break(i) || plain_break(i)) continue;
      seen.insert(folded_form(text_of(i)));
      if (i + 2 < out_.tokens.size() && is_hyphen_token(text_of(i + 1)) && adjacent(i, i + 1) &&
          adjacent(i + 1, i + 2) && word(i + 2)) {
        seen.insert(folded_form(text_of(i)) + "-" + folded_form(text_of(i + 2)));
      }
    }
  }

 private:
  [[nodiscard]] std::string_view text_of(std::size_t i) const {
    return slice(text_, out_.tokens[i].span);
  }
  /// True when nothing but blanks with exactly one line end lies between two tokens.
  [[nodiscard]] bool line_end_between(std::size_t a, std::size_t b) const {
    const ByteSpan gap{out_.tokens[a].span.end, out_.tokens[b].span.begin};
    const std::string_view between = slice(text_, gap);
    return std::count(between.begin(), between.end(), '\n') == 1 && trim(between).empty();
  }
  [[nodiscard]] bool adjacent(std::size_t a, std::size_t b) const {
    return out_.tokens[a].span.end == out_.tokens[b].span.begin;
  }
  [[nodiscard]] bool word(std::size_t i) const {
    return out_.tokens[i].kind != TokenKind::Punctuation;
  }
  void know_sentences() {
    sentence_of_.clear();
    sentence_of_.reserve(out_.tokens.size());
    for (std::uint32_t s = 0; s < out_.sentences.size(); ++s) {
      sentence_of_.resize(out_.sentences[s].token_end, s);
    }
  }
  [[nodiscard]] bool same_sentence(std::size_t a, std::size_t b) const {
    return sentence_of_[a] == sentence_of_[b];
  }
  /// `word - ⏎ word` starting at token i.
  [[nodiscard]] bool hyphen_break(std::size_t i) const {
    return i + 2 < out_.tokens.size() && word(i) && is_hyphen_token(text_of(i + 1)) &&
           adjacent(i, i + 1) && word(i + 2) && line_end_between(i + 1, i + 2) &&
           same_sentence(i, i + 2);
  }
  [[nodiscard]] bool plain_break(std::size_t i) const {
    return i + 1 < out_.tokens.size() && word(i) && word(i + 1) && line_end_between(i, i + 1) &&
           same_sentence(i, i + 1);
  }
  /// ICU keeps a soft hyphen inside its word but the line end parts them.
  [[nodiscard]] static bool ends_in_soft_hyphen(std::string_view token) {
    return token.ends_with("\u00AD");
  }

  [[nodiscard]] bool any_candidate() const {
    for (const Sentence& sentence : out_.sentences) {
      const std::string_view text = slice(text_, sentence.span);
      if (text.find('\n') != std::string_view::npos) return true;
    }
    return false;
  }

  void merge() {
    std::vector<Token> kept;
    kept.reserve(out_.tokens.size());
    for (Sentence& sentence : out_.sentences) {
      const auto first = static_cast<std::uint32_t>(kept.size());
      for (std::size_t i = sentence.token_begin; i < sentence.token_end;) {
        Token token = out_.tokens[i];
        std::string form;
        std::size_t last = i;
        while (extend(form, last, i)) {
        }
        if (last != i) {
          token.span.end = out_.tokens[last].span.end;
          token.joined = true;
          out_.joined_forms.push_back({static_cast<std::uint32_t>(kept.size()), std::move(form)});
        }
        kept.push_back(token);
        i = last + 1;
      }
      sentence.token_begin = first;
      sentence.token_end = static_cast<std::uint32_t>(kept.size());
    }
    out_.tokens = std::move(kept);
    out_.words.clear();
    for (std::uint32_t s = 0; s < out_.sentences.size(); ++s) collect_words(text_, s, out_);
  }

  /// Tries to join the token after `last` to what began at `first`; false when they stay apart.
  bool extend(std::string& form, std::size_t& last, std::size_t first) const {
    if (form.size() > kLongestJoined) return false;
    const std::string left = last == first ? surface_form(text_of(first)) : form;
    if (hyphen_break(last)) {
      const std::string right = surface_form(text_of(last + 2));
      const LineJoin how = join_at_hyphen(left, right, seen(), known_);
      if (how == LineJoin::Apart) return false;
      form = left + (how == LineJoin::Hyphenated ? "-" : "") + right;
      last += 2;
      return true;
    }
    if (plain_break(last)) {
      const std::string right = surface_form(text_of(last + 1));
      const bool soft = ends_in_soft_hyphen(text_of(last));
      if (!soft && join_without_hyphen(left, right, seen(), known_) == LineJoin::Apart)
        return false;
      form = left + right;
      last += 1;
      return true;
    }
    return false;
  }

  [[nodiscard]] const Vocabulary& seen() const { return whole_ == nullptr ? seen_ : *whole_; }

  const std::string& text_;
  Segmentation& out_;
  const WordKnown& known_;
  const Vocabulary* whole_;
  Vocabulary seen_;
  std::vector<std::uint32_t> sentence_of_;  ///< by token
};

}  // namespace

Segmenter::Segmenter() : impl_(std::make_unique<Impl>()) {}
Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;

void Segmenter::Impl::cut(const Document& document, Segmentation& out) {
  out.tokens.clear();
  out.words.clear();
  out.sentences.clear();
  out.joined_forms.clear();
  // Running Swedish has a token every five and a half bytes: growing would copy them all.
  out.tokens.reserve(document.text.size() / 5);
  out.words.reserve(document.text.size() / 6);
  auto mark = document.marks.begin();
  for (std::uint32_t i = 0; i < document.segments.size(); ++i) {
    cut_segment(document, i, mark, out);
  }
}

Segmentation Segmenter::segment(const Document& document, const WordKnown& known,
                                const Vocabulary* whole) {
  Segmentation out;
  segment(document, known, whole, out);
  return out;
}

void Segmenter::segment(const Document& document, const WordKnown& known, const Vocabulary* whole,
                        Segmentation& out) {
  impl_->cut(document, out);
  LineJoiner(document.text, out, known, whole).run();
}

void Segmenter::add_words(const Document& document, Vocabulary& words) {
  Segmentation cut;
  impl_->cut(document, cut);
  LineJoiner(document.text, cut, {}, nullptr).add_words(words);
}

std::string surface_of(const Word& word, const Segmentation& segmentation,
                       const std::string& text) {
  const auto form_of = [&](std::uint32_t i) -> std::string {
    const Token& token = segmentation.tokens[i];
    return token.joined ? segmentation.joined_form(i) : surface_form(slice(text, token.span));
  };
  std::string form = form_of(word.token_begin);
  for (std::uint32_t i = word.token_begin + 1; i < word.token_end; ++i) form += form_of(i);
  return form;
}

}  // namespace rodtrad::text
