#include "analyzer/text/breaks.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include "analyzer/base/contract.h"
#include "analyzer/base/utf8.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/latin_breaks.h"

namespace rodtrad::text {
namespace {

bool all_blank(std::string_view text) {
  bool blank = true;
  utf8::for_each(text, [&blank](char32_t c, std::size_t) { blank = blank && is_blank(c); });
  return blank;
}

}  // namespace

struct Breaker::Impl {
  BreakEngine engine;
  std::unique_ptr<icu::BreakIterator> word;
  std::unique_ptr<icu::BreakIterator> sentence;
  UText text = UTEXT_INITIALIZER;

  icu::BreakIterator& over(icu::BreakIterator& iterator, std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&text, utf8.data(), static_cast<int64_t>(utf8.size()), &status);
    iterator.setText(&text, status);
    expects(U_SUCCESS(status), "ICU reads UTF-8");
    return iterator;
  }
  explicit Impl(BreakEngine e) : engine(e) {}
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() { utext_close(&text); }

  void load() {
    if (word != nullptr) return;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale swedish("sv");
    word.reset(icu::BreakIterator::createWordInstance(swedish, status));
    sentence.reset(icu::BreakIterator::createSentenceInstance(swedish, status));
    expects(U_SUCCESS(status), "ICU has its break rules");
  }
};

Breaker::Breaker(BreakEngine engine) : impl_(std::make_unique<Impl>(engine)) {}
Breaker::~Breaker() = default;
Breaker::Breaker(Breaker&&) noexcept = default;
Breaker& Breaker::operator=(Breaker&&) noexcept = default;

bool Breaker::words(std::string_view text, std::vector<Token>& out, std::uint32_t base) {
  if (text.empty()) return false;
  if (impl_->engine == BreakEngine::FastWhereExact && latin_words(text, out, base)) {
    return false;
  }
  impl_->load();
  icu::BreakIterator& iterator = impl_->over(*impl_->word, text);
  int32_t begin = iterator.first();
  for (int32_t end = iterator.next(); end != icu::BreakIterator::DONE; end = iterator.next()) {
    const ByteSpan span{base + static_cast<std::uint32_t>(begin),
                        base + static_cast<std::uint32_t>(end)};
    const int32_t status = iterator.getRuleStatus();
    if (status >= UBRK_WORD_LETTER) {
      out.push_back({span, TokenKind::Word});
    } else if (status >= UBRK_WORD_NUMBER) {
      out.push_back({span, TokenKind::Number});
    } else if (!all_blank(text.substr(span.begin - base, span.size()))) {
      out.push_back({span, TokenKind::Punctuation});
    }
    begin = end;
  }
  return true;
}

void Breaker::sentences(std::string_view text, std::vector<std::uint32_t>& ends) {
  if (text.empty()) return;
  if (impl_->engine == BreakEngine::FastWhereExact && latin_sentences(text, ends)) return;
  impl_->load();
  icu::BreakIterator& iterator = impl_->over(*impl_->sentence, text);
  iterator.first();
  for (int32_t end = iterator.next(); end != icu::BreakIterator::DONE; end = iterator.next()) {
    ends.push_back(static_cast<std::uint32_t>(end));
  }
}

}  // namespace rodtrad::text
