#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/offsets.h"

/// The only door to RE2. A pattern here matches whole words: from a word's edge to a word's edge,
/// the longest such stretch, within one sentence.
namespace rodtrad::matching {

/// Immutable once built; one may serve many threads.
class RegexSet {
 public:
  RegexSet();
  ~RegexSet();
  RegexSet(RegexSet&&) noexcept;
  RegexSet& operator=(RegexSet&&) noexcept;

  /// Adds a pattern, case ignored unless it says `(?-i)`. On success its number, counted from 0;
  /// otherwise -1 and `error` (RE2's words). Refuses patterns that match nothing at all, need more
  /// than 8 MB, or bring the whole set over 256 MB.
  int add(const std::string& pattern, std::string& error);

  [[nodiscard]] std::size_t size() const;

  /// True when the pattern can match somewhere in the text: a linear scan, no word edges.
  [[nodiscard]] bool occurs(std::size_t number, std::string_view text) const;

  /// Where the pattern matches in `text`, not overlapping, left to right. `starts` and `ends` are
  /// the edges of the words in it, ascending. A match longer than 2,000 bytes is not looked for.
  void find(std::size_t number, std::string_view text, const std::vector<std::uint32_t>& starts,
            const std::vector<std::uint32_t>& ends, std::vector<ByteSpan>& out) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace rodtrad::matching
