#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "analyzer/base/offsets.h"
#include "analyzer/model/segmentation.h"

namespace rodtrad::text {

/// Who finds the boundaries: our own scanner wherever it is exact, or ICU alone (the reference).
enum class BreakEngine { FastWhereExact, IcuOnly };

/// ICU's word and sentence rules with the locale `sv` pinned: `SIP:en` and `EU:s` are one word.
/// Words are the pieces with rule status >= 100. One per thread; ICU's rules (about 1 ms) are
/// loaded when a text first needs them.
class Breaker {
 public:
  explicit Breaker(BreakEngine engine = BreakEngine::FastWhereExact);
  ~Breaker();
  Breaker(Breaker&&) noexcept;
  Breaker& operator=(Breaker&&) noexcept;

  /// Appends the pieces between word boundaries of `text` that are not blank; spans are those of a
  /// text in which it begins at `base`. True when ICU had to find them: only its tokens can begin
  /// with a blank, that carries a combining character.
  bool words(std::string_view text, std::vector<Token>& out, std::uint32_t base = 0);
  /// Appends the end of every sentence (the last is the text's end), before our own filter.
  void sentences(std::string_view text, std::vector<std::uint32_t>& ends);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace rodtrad::text
