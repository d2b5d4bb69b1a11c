#include "analyzer/matching/regex_shape.h"

#include <algorithm>

#include "analyzer/base/utf8.h"
#include "analyzer/matching/literal_finder.h"

namespace rodtrad::matching {
namespace {

// Upper bounds of what RE2 makes of one piece, counted on RE2 2022-06 and rounded up; the test
// compiles expressions of every kind against them.
constexpr std::size_t kCharacter = 16;
constexpr std::size_t kAnyCharacter = 24;
constexpr std::size_t kProperty = 2'000;
constexpr std::size_t kStep = 4;  ///< a repetition, an alternative, a group

constexpr int kDepth = 40;
constexpr std::size_t kMostLiterals = 64;
constexpr char32_t kLatinEnd = 0x250;

using Literals = std::vector<std::string>;

std::size_t shortest(const Literals& literals) {
  std::size_t size = literals.empty() ? 0 : literals.front().size();
  for (const std::string& literal : literals) size = std::min(size, literal.size());
  return size;
}

/// Whichever excludes more text: the longer, then the fewer.
void keep_better(Literals& best, Literals other) {
  const std::size_t a = shortest(best);
  const std::size_t b = shortest(other);
  if (b > a || (b == a && b > 0 && other.size() < best.size())) best = std::move(other);
}

/// Characters that stand in a text as in the expression, but for their case. Not ß, ÿ and µ, whose
/// other cases lie elsewhere, and no blanks: a line end counts as one.
bool is_literal(char32_t c) {
  if (c < 0x80)
    return c == '-' || (c >= '0' && c <= '9') || ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z');
  return c >= 0xC0 && c <= 0xFE && c != 0xD7 && c != 0xDF && c != 0xF7;
}

constexpr bool is_punctuation(char32_t c) {
  return c != '_' && ((c > 0x20 && c < '0') || (c > '9' && c < 'A') || (c > 'Z' && c < 'a') ||
                      (c > 'z' && c < 0x7F));
}

/// Letters and numbers of the narrow repertoire, as the inside of a class.
constexpr std::string_view kNarrowLetters = "A-Za-zªµºÀ-ÖØ-öø-ɏ";
constexpr std::string_view kNarrowNumbers = "0-9²³¹¼-¾";

/// An expression that the parser has accepted, spelt out. Left as it is where a class holds what is
/// not a letter or not a number, which has no short spelling there.
std::string narrowed(std::string_view pattern) {
  std::string out;
  bool in_class = false;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] != '\\') {
      if (pattern[at] == '[') in_class = true;
      if (pattern[at] == ']') in_class = false;
      out += pattern[at];
      continue;
    }
    const char kind = pattern[++at];
    if (kind != 'p' && kind != 'P') {
      out += '\\';
      out += kind;
      continue;
    }
    const bool braces = pattern[at + 1] == '{';
    const std::string_view set =
        pattern[at + (braces ? 2 : 1)] == 'L' ? kNarrowLetters : kNarrowNumbers;
    at += braces ? 3 : 1;
    if (in_class) {
      if (kind == 'P') return std::string(pattern);
      out += set;
    } else {
      out += kind == 'P' ? "[^" : "[";
      out += set;
      out += ']';
    }
  }
  return out;
}

/// Recursive descent; a failure is final.
class Parser {
 public:
  explicit Parser(std::string_view pattern) : text_(pattern) {}

  std::optional<RegexShape> run() {
    RegexShape shape = alternatives(0);
    if (failed_ || at_ != text_.size()) return std::nullopt;
    if (shortest(shape.literals) < LiteralFinder::kShortest) shape.literals.clear();
    shape.narrow = narrowed(text_);
    return shape;
  }

 private:
  [[nodiscard]] bool at_end() const { return failed_ || at_ >= text_.size(); }
  [[nodiscard]] bool sees(std::string_view what) const {
    return !failed_ && text_.substr(at_).starts_with(what);
  }
  bool take(std::string_view what) {
    if (!sees(what)) return false;
    at_ += what.size();
    return true;
  }

  /// The next character, whatever it is.
  char32_t character() {
    const utf8::Decoded decoded = at_end() ? utf8::Decoded{} : utf8::decode(text_, at_);
    if (decoded.length == 0) failed_ = true;
    at_ += decoded.length;
    return decoded.code_point;
  }

  RegexShape alternatives(int depth) {
    if (depth > kDepth) failed_ = true;
    RegexShape whole = sequence(depth);
    bool all_known = !whole.literals.empty();
    while (take("|")) {
      RegexShape next = sequence(depth);
      whole.matches_empty = whole.matches_empty || next.matches_empty;
      whole.size += next.size + kStep;
      all_known = all_known && !next.literals.empty() &&
                  whole.literals.size() + next.literals.size() <= kMostLiterals;
      if (all_known) {
        whole.literals.insert(whole.literals.end(), next.literals.begin(), next.literals.end());
      }
    }
    if (!all_known) whole.literals.clear();
    return whole;
  }

  RegexShape sequence(int depth) {
    RegexShape whole{.matches_empty = true, .size = kStep};
    std::string run;  // characters that stand next to each other so far
    const auto end_run = [&] {
      if (!run.empty()) keep_better(whole.literals, {run});
      run.clear();
    };
    while (!at_end() && !sees("|") && !sees(")")) {
      std::string letter;
      RegexShape next = piece(depth, letter);
      const bool optional = sees("*") || sees("?");
      const bool repeated = sees("+");
      if (optional || repeated) {
        ++at_;
        take("?");  // as few as possible: the same matches
        if (sees("*") || sees("+") || sees("?")) failed_ = true;
        next.size += kStep;
      }
      if (optional) {
        end_run();
        next.matches_empty = true;
      } else if (!letter.empty()) {
        run += letter;
        if (repeated) {
          end_run();
          run = letter;
        }
      } else {
        end_run();
        keep_better(whole.literals, std::move(next.literals));
      }
      whole.matches_empty = whole.matches_empty && next.matches_empty;
      whole.size += next.size;
    }
    end_run();
    return whole;
  }

  /// One piece before its repetition; `letter` is what it stands for when that is a literal.
  RegexShape piece(int depth, std::string& letter) {
    if (take("(")) {
      if (sees("?") && !take("?:")) failed_ = true;
      RegexShape inside = alternatives(depth + 1);
      if (!take(")")) failed_ = true;
      inside.size += kStep;
      return inside;
    }
    if (take("[")) return {.size = one_of()};
    if (take(".")) return {.size = kAnyCharacter};
    if (take("\\")) {
      if (const std::size_t size = named_class(); size > 0) return {.size = size};
      return {.size = plain(escaped(), letter)};
    }
    for (const std::string_view special : {"*", "+", "?", "{", "}", "]", "^", "$"}) {
      if (sees(special)) failed_ = true;
    }
    return {.size = plain(character(), letter)};
  }

  static std::size_t plain(char32_t c, std::string& letter) {
    if (is_literal(c)) utf8::append(letter, c);
    return kCharacter;
  }

  /// `d`, `pL` and the like behind a backslash; 0 when it is none of them.
  std::size_t named_class() {
    for (const std::string_view name : {"d", "D", "s", "S"}) {
      if (take(name)) return kAnyCharacter;
    }
    for (const std::string_view name : {"pL", "PL", "pN", "PN", "p{L}", "P{L}", "p{N}", "P{N}"}) {
      if (take(name)) return kProperty;
    }
    return 0;
  }

  /// A sign behind a backslash stands for itself.
  char32_t escaped() {
    const char32_t c = character();
    if (!is_punctuation(c)) failed_ = true;
    return c;
  }

  /// A class behind its bracket; its size.
  std::size_t one_of() {
    std::size_t size = kAnyCharacter;
    take("^");
    if (sees("]")) failed_ = true;
    while (!take("]")) {
      if (at_end()) {
        failed_ = true;
        return 0;
      }
      if (take("\\")) {
        if (const std::size_t named = named_class(); named > 0) {
          size += named;
          if (sees("-")) failed_ = true;
          continue;
        }
        size += class_range(escaped());
      } else {
        if (sees("[")) failed_ = true;
        size += class_range(character());
      }
    }
    return size;
  }

  /// A character of a class, or the range it begins.
  std::size_t class_range(char32_t from) {
    if (from == '-' || from >= kLatinEnd) failed_ = true;
    if (!sees("-")) return kCharacter;
    ++at_;
    const char32_t to = take("\\") ? escaped() : character();
    if (to == ']' || to == '[' || to >= kLatinEnd || to < from) {
      failed_ = true;
      return 0;
    }
    return kCharacter * (to - from + 1);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

std::optional<RegexShape> shape_of(std::string_view pattern) { return Parser(pattern).run(); }

bool is_narrow(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0xC9) continue;
    const auto next = static_cast<unsigned char>(at + 1 < text.size() ? text[at + 1] : 0);
    const auto last = static_cast<unsigned char>(at + 2 < text.size() ? text[at + 2] : 0);
    const bool latin = byte == 0xC9 && next < 0x90;                                     // U+0240
    const bool sign = byte == 0xE2 && (next == 0x80 || (next == 0x81 && last < 0xB0));  // U+2000
    if (!latin && !sign) return false;
  }
  return true;
}

}  // namespace rodtrad::matching
