#include "analyzer/text/latin_breaks.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <memory>

#include "analyzer/base/contract.h"
#include "analyzer/base/utf8.h"
#include "analyzer/text/byte_runs.h"
#include "analyzer/text/characters.h"

namespace rodtrad::text {
namespace {

enum WordClass : std::uint8_t {
  kHard,  ///< not ours to judge
  kOther,
  kBlank,  ///< no token
  kCr,
  kLf,
  kMidLetter,
  kMidNum,
  kMidNumLet,  ///< with the straight apostrophe
  // Those that make words, so that one comparison finds them.
  kLetter,
  kDigit,
  kExtendNumLet,
};

enum SentenceClass : std::uint8_t {
  kElse,
  kSpace,
  kClose,
  kContinue,
  kNumeric,
  // Those that end the search of SB8, so that one comparison finds them.
  kLower,
  kUpper,
  kOtherLetter,
  kPeriod,    ///< ATerm
  kTerminal,  ///< STerm
  kSeparator,
};

struct Classes {
  WordClass word = kHard;
  SentenceClass sentence = kElse;
};

constexpr char32_t kLatinEnd = 0x250;      // Basic Latin to Latin Extended-B
constexpr char32_t kPunctuation = 0x2000;  // General Punctuation
constexpr char32_t kPunctuationEnd = 0x2070;

WordClass word_class_of(char32_t c) {
  const auto value = static_cast<UWordBreakValues>(
      u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_WORD_BREAK));
  switch (static_cast<int>(value)) {
    case U_WB_CR:
      return kCr;
    case U_WB_LF:
      return kLf;
    case U_WB_ALETTER:
      return kLetter;
    case U_WB_NUMERIC:
      return kDigit;
    case U_WB_EXTENDNUMLET:
      return kExtendNumLet;
    case U_WB_MIDLETTER:
      return kMidLetter;
    case U_WB_MIDNUM:
      return kMidNum;
    case U_WB_MIDNUMLET:
    case U_WB_SINGLE_QUOTE:
      return kMidNumLet;
    case U_WB_OTHER:
    case U_WB_NEWLINE:
    case U_WB_DOUBLE_QUOTE:  // joins Hebrew letters only
    case U_WB_WSEGSPACE:
      return is_blank(c) ? kBlank : kOther;
    default:
      return kHard;
  }
}

SentenceClass sentence_class_of(char32_t c) {
  switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_SENTENCE_BREAK)) {
    case U_SB_ATERM:
      return kPeriod;
    case U_SB_STERM:
      return kTerminal;
    case U_SB_SEP:
    case U_SB_CR:
    case U_SB_LF:
      return kSeparator;
    case U_SB_SP:
      return kSpace;
    case U_SB_CLOSE:
      return kClose;
    case U_SB_SCONTINUE:
      return kContinue;
    case U_SB_NUMERIC:
      return kNumeric;
    case U_SB_LOWER:
      return kLower;
    case U_SB_UPPER:
      return kUpper;
    case U_SB_OLETTER:
      return kOtherLetter;
    default:
      return kElse;
  }
}

bool is_hard(char32_t c) {
  const int sentence = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_SENTENCE_BREAK);
  return sentence == U_SB_EXTEND || sentence == U_SB_FORMAT ||
         u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
}

/// Classes of every character we judge ourselves, from ICU, once per process (about 0.1 ms).
class Table {
 public:
  Table() {
    for (char32_t c = 0; c < kLatinEnd; ++c) latin_[c] = classes_of(c);
    for (char32_t c = kPunctuation; c < kPunctuationEnd; ++c) {
      punctuation_[c - kPunctuation] = classes_of(c);
    }
    tailor();
    check_runs();
  }

  static const Table& get() {
    static const Table table;
    return table;
  }

  /// Do the bytes of byte_runs.h mean what they are named for, by this version of ICU? If not,
  /// every character is judged by its class.
  [[nodiscard]] bool letter_runs() const { return letter_runs_; }
  [[nodiscard]] bool quiet_runs() const { return quiet_runs_; }

  /// The character at `at` (which lies inside the well-formed text) and its length.
  Classes at(std::string_view text, std::size_t at, std::size_t& length) const {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) {
      length = 1;
      return latin_[first];
    }
    if (first < 0xE0) {
      length = 2;
      const char32_t c =
          ((first & 0x1FU) << 6U) | (static_cast<unsigned char>(text[at + 1]) & 0x3FU);
      return c < kLatinEnd ? latin_[c] : Classes{};
    }
    length = 3;
    if (first != 0xE2) return {};
    const char32_t c = 0x2000U | ((static_cast<unsigned char>(text[at + 1]) & 0x3FU) << 6U) |
                       (static_cast<unsigned char>(text[at + 2]) & 0x3FU);
    return c < kPunctuationEnd ? punctuation_[c - kPunctuation] : Classes{};
  }

 private:
  static Classes classes_of(char32_t c) {
    if (is_hard(c)) return {};
    return {word_class_of(c), sentence_class_of(c)};
  }

  /// ICU's rules differ from the properties in a few characters, by version and locale: ask it.
  void tailor() {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> words(
        icu::BreakIterator::createWordInstance(icu::Locale("sv"), status));
    expects(U_SUCCESS(status), "ICU has its break rules");
    const auto is_one_word = [&words](const icu::UnicodeString& text) {
      words->setText(text);
      words->first();
      return words->next() == text.length();
    };
    for (char32_t c = 0x21; c < 0x7F; ++c) {
      if (latin_[c].word == kLetter || latin_[c].word == kDigit) continue;
      const icu::UnicodeString mark(static_cast<UChar32>(c));
      const bool begins = is_one_word(mark + "a");
      if (begins && latin_[c].word != kExtendNumLet) latin_[c].word = kLetter;
      if (!begins && latin_[c].word == kOther && is_one_word("a" + mark + "a")) {
        latin_[c].word = kMidLetter;
      }
    }
  }

  void check_runs() {
    const auto stands_alone = [](WordClass c) { return c == kOther || c == kMidNum; };
    const auto is_middle = [](WordClass c) {
      return c == kOther || c == kMidNum || c == kMidLetter || c == kMidNumLet;
    };
    for (char32_t c = 0x20; c < 0x240; ++c) {
      const bool ascii = c < 0x80;
      const bool letter = ascii ? (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z'
                                : c >= 0xC0 && c <= 0xFF && c != 0xD7 && c != 0xF7;
      const bool quiet = ascii ? c != '.' && c != '!' && c != '?' : c >= 0xC0;
      const bool middle = c == '.' || c == ':' || c == '\'';
      const bool sign = c > ' ' && c < 0x7F && !letter && !middle && (c < '0' || c > '9') &&
                        c != '@' && c != '_' && c != '`';
      const Classes is = latin_[c];
      letter_runs_ = letter_runs_ && (!letter || is.word == kLetter) &&
                     (!sign || stands_alone(is.word)) && (!middle || is_middle(is.word)) &&
                     (c != ' ' || is.word == kBlank);
      quiet_runs_ = quiet_runs_ && (!quiet || (is.word != kHard && is.sentence < kPeriod));
    }
    for (char32_t c = 0x2010; c < 0x2027; ++c) {
      const bool sign = c < 0x2018 || (c > 0x2019 && c < 0x2020) || c == 0x2026;
      letter_runs_ = letter_runs_ && (!sign || stands_alone(punctuation_[c - kPunctuation].word));
    }
  }

  bool letter_runs_ = true;
  bool quiet_runs_ = true;
  std::array<Classes, kLatinEnd> latin_{};
  std::array<Classes, kPunctuationEnd - kPunctuation> punctuation_{};
};

bool makes_words(WordClass c) { return c >= kLetter; }

/// A word grows from one character to the next.
class WordScanner {
 public:
  WordScanner(std::string_view text, std::uint32_t base)
      : table_(Table::get()),
        text_(text),
        letters_(text),
        runs_(table_.letter_runs()),
        base_(base) {}

  bool run(std::vector<Token>& out) {
    std::size_t at = 0;
    while (at < text_.size()) {
      if (const std::size_t end = runs_ ? take_plain(at, out) : at; end > at) {
        at = end;
        continue;
      }
      std::size_t length = 0;
      const WordClass c = table_.at(text_, at, length).word;
      if (makes_words(c)) {
        const std::size_t begin = at;
        const TokenKind kind = grow(c, at, length);
        // U+202F, a blank, is the one connector that stands for nothing when it stands alone.
        if (kind != TokenKind::Punctuation || !is_blank(first_character(text_.substr(begin)))) {
          out.push_back({span(begin, at), kind});
        }
        continue;
      }
      if (c == kHard) return false;
      if (c != kBlank && c != kCr && c != kLf) {
        out.push_back({span(at, at + length), TokenKind::Punctuation});
      }
      at += length;
    }
    return true;
  }

 private:
  [[nodiscard]] ByteSpan span(std::size_t begin, std::size_t end) const {
    return {base_ + static_cast<std::uint32_t>(begin), base_ + static_cast<std::uint32_t>(end)};
  }

  [[nodiscard]] WordClass class_at(std::size_t at, std::size_t& length) const {
    length = 0;
    return at < text_.size() ? table_.at(text_, at, length).word : kHard;
  }

  [[nodiscard]] WordBytes bytes_at(std::size_t at) const {
    const std::size_t left = text_.size() - at;
    if (left >= kByteBlock) {
      return word_bytes(reinterpret_cast<const unsigned char*>(text_.data()) + at);
    }
    // The end of the text parts words as a blank does.
    unsigned char padded[kByteBlock];
    std::memset(padded, ' ', kByteBlock);
    std::memcpy(padded, text_.data() + at, left);
    return word_bytes(padded);
  }

  /// Appends the tokens from `at` on, where a token may begin, up to the first that needs more
  /// care; where that is. All is decided by bits: words of letters, and marks that are tokens of
  /// their own whatever stands beside them.
  std::size_t take_plain(std::size_t at, std::vector<Token>& out) const {
    const WordBytes is = bytes_at(at);
    const std::uint64_t rest_of_long = (is.long_signs << 1U) | (is.long_signs << 2U);
    const std::uint64_t parting = is.blanks | is.signs | is.long_signs;
    // A middle character joins only what is a letter or digit on both sides.
    const std::uint64_t marks = is.signs | (is.middles & ((parting | is.middles) >> 1U));
    const std::uint64_t plain = is.letters | is.blanks | marks | is.long_signs | rest_of_long;
    const auto known =
        std::min<std::size_t>(static_cast<std::size_t>(std::countr_one(plain)), WordBytes::kKnown);
    // A word or sign that goes on beyond is not taken.
    const auto below = [](std::size_t n) { return (std::uint64_t{1} << n) - 1; };
    const std::uint64_t parts =
        (~is.letters & ~is.long_signs & ~(is.long_signs << 1U)) & below(known);
    const auto end = static_cast<std::size_t>(64 - std::countl_zero(parts));
    std::uint64_t begins =
        ((is.letters & ~(is.letters << 1U)) | marks | is.long_signs) & below(end);
    std::uint64_t ends =
        ((is.letters & ~(is.letters >> 1U)) | marks | (is.long_signs << 2U)) & below(end);
    for (; begins != 0; begins &= begins - 1, ends &= ends - 1) {
      const auto first = static_cast<std::size_t>(std::countr_zero(begins));
      const auto last = static_cast<std::size_t>(std::countr_zero(ends));
      const bool word = (is.letters >> first & 1U) != 0;
      out.push_back(
          {span(at + first, at + last + 1), word ? TokenKind::Word : TokenKind::Punctuation});
    }
    return std::min(at + end, text_.size());
  }

  /// From a first character of class `c` to the word's end. The kind follows from its last two
  /// characters, as ICU's rule status does.
  TokenKind grow(WordClass c, std::size_t& at, std::size_t length) {
    WordClass before = kOther;
    at += length;
    while (at < text_.size()) {
      if (c == kLetter && runs_) at = letters_.end(at);
      const WordClass next = class_at(at, length);
      if (makes_words(next)) {
        before = c;
        c = next;
        at += length;
        continue;
      }
      const bool joins = c == kLetter  ? next == kMidLetter || next == kMidNumLet
                         : c == kDigit ? next == kMidNum || next == kMidNumLet
                                       : false;
      if (!joins) break;
      std::size_t after_length = 0;
      if (class_at(at + length, after_length) != c) break;
      before = next;
      at += length + after_length;
    }
    if (c == kLetter) return TokenKind::Word;
    if (c == kDigit) return TokenKind::Number;
    if (before == kLetter || before == kExtendNumLet) return TokenKind::Word;
    return before == kDigit ? TokenKind::Number : TokenKind::Punctuation;
  }

  const Table& table_;
  std::string_view text_;
  ByteRuns<letter_bytes> letters_;
  bool runs_;
  std::uint32_t base_;
};

class SentenceScanner {
 public:
  explicit SentenceScanner(std::string_view text)
      : table_(Table::get()), text_(text), quiet_(text), runs_(table_.quiet_runs()) {}

  bool run(std::vector<std::uint32_t>& ends) {
    std::size_t last = 0;
    std::size_t length = 0;
    for (std::size_t at = 0; at < text_.size();) {
      if (runs_) at = quiet_.end(at);
      const SentenceClass c = class_at(at, length);
      if (hard_) return false;
      bool end = c == kSeparator;
      if (end) {
        at = past_separator(at);
      } else if (c >= kPeriod) {
        const std::size_t terminal = at;
        at += length;
        end = ends_here(c, terminal, at);
        if (hard_) return false;
      } else {
        at += length;
      }
      if (end) ends.push_back(static_cast<std::uint32_t>(last = at));
    }
    if (last != text_.size()) ends.push_back(static_cast<std::uint32_t>(text_.size()));
    return true;
  }

 private:
  SentenceClass class_at(std::size_t at, std::size_t& length) {
    if (at >= text_.size()) {
      length = 0;
      return kElse;
    }
    const Classes c = table_.at(text_, at, length);
    hard_ = hard_ || c.word == kHard;
    return c.sentence;
  }

  [[nodiscard]] std::size_t past_separator(std::size_t at) {
    std::size_t length = 0;
    class_at(at, length);
    const bool cr = text_[at] == '\r';
    at += length;
    return cr && at < text_.size() && text_[at] == '\n' ? at + 1 : at;
  }

  /// Is the character before `at` one of SB7's letters?
  [[nodiscard]] bool letter_before(std::size_t at) const {
    if (at == 0) return false;
    do {
      --at;
    } while (at > 0 && utf8::is_continuation(text_[at]));
    std::size_t length = 0;
    const SentenceClass before = table_.at(text_, at, length).sentence;
    return before == kUpper || before == kLower;
  }

  /// `at` stands behind a terminal of class `c` and is moved to where the search goes on: the
  /// sentence's end if it ends here.
  bool ends_here(SentenceClass c, std::size_t terminal, std::size_t& at) {
    std::size_t length = 0;
    SentenceClass next = class_at(at, length);
    if (c == kPeriod && next == kNumeric) return false;                           // SB6
    if (c == kPeriod && next == kUpper && letter_before(terminal)) return false;  // SB7
    for (; next == kClose && at < text_.size(); next = class_at(at, length)) at += length;
    for (; next == kSpace && at < text_.size(); next = class_at(at, length)) at += length;
    if (at >= text_.size()) return true;
    if (c == kPeriod && lower_follows(at)) return false;                          // SB8
    if (next == kContinue || next == kPeriod || next == kTerminal) return false;  // SB8a
    if (next == kSeparator) at = past_separator(at);
    return true;  // SB11
  }

  bool lower_follows(std::size_t at) {
    std::size_t length = 0;
    for (; at < text_.size(); at += length) {
      const SentenceClass c = class_at(at, length);
      if (hard_ || c >= kLower) return c == kLower;
    }
    return false;
  }

  const Table& table_;
  std::string_view text_;
  ByteRuns<quiet_bytes> quiet_;
  bool runs_;
  bool hard_ = false;
};

}  // namespace

bool latin_words(std::string_view text, std::vector<Token>& out, std::uint32_t base) {
  const std::size_t before = out.size();
  if (WordScanner(text, base).run(out)) return true;
  out.resize(before);
  return false;
}

bool latin_sentences(std::string_view text, std::vector<std::uint32_t>& ends) {
  const std::size_t before = ends.size();
  if (SentenceScanner(text).run(ends)) return true;
  ends.resize(before);
  return false;
}

}  // namespace rodtrad::text
