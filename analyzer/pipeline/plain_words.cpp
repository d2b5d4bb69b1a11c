#include "analyzer/pipeline/plain_words.h"

#include "analyzer/base/utf8.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

bool is_letter_or_digit(char32_t c) { return c != '_' && text::is_word_character(c); }

/// Characters inside a word that are no part of how it sounds.
bool joins(char32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011 || c == 0x00AD || c == '\'' || c == 0x2019 ||
         c == ':';
}

bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x00AD; }

class Scanner {
 public:
  Scanner(std::string_view text, ByteSpan span)
      : text_(text.substr(0, span.end)), at_(span.begin) {}

  bool next(PlainWord& word) {
    while (at_ < text_.size()) {
      const utf8::Decoded d = decode(at_);
      if (is_letter_or_digit(d.code_point)) break;
      at_ += d.length;
    }
    if (at_ >= text_.size()) return false;
    read(word);
    return true;
  }

 private:
  [[nodiscard]] utf8::Decoded decode(std::size_t at) const {
    utf8::Decoded d = utf8::decode(text_, at);
    if (d.length == 0) d = {utf8::kReplacement, 1};
    return d;
  }

  void read(PlainWord& word) {
    const std::size_t begin = at_;
    std::string raw;
    std::size_t end = at_;
    while (at_ < text_.size()) {
      const utf8::Decoded d = decode(at_);
      if (is_letter_or_digit(d.code_point)) {
        raw.append(text_.substr(at_, d.length));
        at_ += d.length;
        end = at_;
      } else if (const std::size_t after = past_joiner(d); after != 0) {
        at_ = after;
      } else {
        break;
      }
    }
    word.form = text::fold(raw);
    word.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  /// Where the word goes on after a joiner, 0 when it does not.
  [[nodiscard]] std::size_t past_joiner(const utf8::Decoded& d) const {
    if (!joins(d.code_point)) return 0;
    std::size_t after = at_ + d.length;
    if (after >= text_.size()) return 0;
    if (is_hyphen(d.code_point) && text_[after] == '\n') {
      ++after;
      while (after < text_.size() && text_[after] == ' ') ++after;
      return after < text_.size() && text::is_lower(decode(after).code_point) &&
                     !conjunction_at(after)
                 ? after
                 : 0;
    }
    return is_letter_or_digit(decode(after).code_point) ? after : 0;
  }

  /// `in-\noch utskrivning`: the hyphen stands for what is left out.
  [[nodiscard]] bool conjunction_at(std::size_t at) const {
    for (const std::string_view word : {"och ", "eller ", "samt ", "till "}) {
      if (text_.substr(at).starts_with(word)) return true;
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_;
};

}  // namespace

std::vector<PlainWord> plain_words(std::string_view text, ByteSpan span) {
  std::vector<PlainWord> out;
  Scanner scanner(text, span);
  PlainWord word;
  while (scanner.next(word)) out.push_back(word);
  return out;
}

std::vector<PlainWord> plain_words(std::string_view text) {
  return plain_words(text, {0, static_cast<std::uint32_t>(text.size())});
}

}  // namespace rodtrad::pipeline
