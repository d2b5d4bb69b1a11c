#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/text/breaks.h"
#include "analyzer/text/latin_breaks.h"
#include "tests/fuzz/checks.h"

namespace {

using namespace rodtrad;

class Compare {
 public:
  /// What our scanner judges at all it judges as ICU does, and what it declines leaves no trace.
  void operator()(std::string_view text) {
    tokens_.assign(1, {});
    if (text::latin_words(text, tokens_)) {
      icu_tokens_.assign(1, {});
      icu_.words(text, icu_tokens_);
      fuzz::require(
          std::equal(
              tokens_.begin(), tokens_.end(), icu_tokens_.begin(), icu_tokens_.end(),
              [](const Token& a, const Token& b) { return a.span == b.span && a.kind == b.kind; }),
          "our words are ICU's");
    } else {
      fuzz::require(tokens_.size() == 1, "a text left to ICU gives no words of ours");
    }
    ends_.assign(1, 0);
    if (text::latin_sentences(text, ends_)) {
      icu_ends_.assign(1, 0);
      icu_.sentences(text, icu_ends_);
      fuzz::require(ends_ == icu_ends_, "our sentences are ICU's");
    } else {
      fuzz::require(ends_.size() == 1, "a text left to ICU gives no sentences of ours");
    }
  }

 private:
  text::Breaker icu_{text::BreakEngine::IcuOnly};
  std::vector<Token> tokens_;
  std::vector<Token> icu_tokens_;
  std::vector<std::uint32_t> ends_;
  std::vector<std::uint32_t> icu_ends_;
};

}  // namespace

/// Words and sentences, ours against ICU's: the whole input, then each of its lines, for a single
/// foreign character sends a whole text to ICU.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Compare compare;
  std::size_t replaced = 0;
  const std::string text = utf8::replace_invalid(fuzz::as_text(data, size), replaced);
  compare(text);
  for (const std::string_view line : split(text, '\n')) compare(line);
  return 0;
}
