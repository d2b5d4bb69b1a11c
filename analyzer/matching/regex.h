#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/offsets.h"

/// The only door to RE2. A pattern here matches whole words: from a word's edge to a word's edge,
/// the longest such stretch, within one sentence.
namespace rodtrad::matching {

/// Immutable once built; one may serve many threads. A pattern of known shape (regex_shape.h) is
/// compiled when a text first holds one of its literals: most of a large codebook's never are.
class RegexSet {
 public:
  RegexSet();
  ~RegexSet();
  RegexSet(RegexSet&&) noexcept;
  RegexSet& operator=(RegexSet&&) noexcept;

  /// Says how many patterns will be added: the memory is divided among them.
  void expect(std::size_t patterns);

  /// Adds a pattern, case ignored unless it says `(?-i)`. On success its number, counted from 0;
  /// otherwise -1 and `error` (RE2's words). Refuses patterns that match nothing at all, need more
  /// than their share of memory (8 MB, less when there are more than 64), or make the set too
  /// large.
  int add(const std::string& pattern, std::string& error);

  [[nodiscard]] std::size_t size() const;

  /// Where a pattern may begin to speak: a literal that its every match holds.
  struct Place {
    static constexpr std::uint32_t kEvery = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t position = 0;
    std::uint32_t pattern = 0;  ///< or kEvery: here any pattern with literals may match
  };
  /// Appends the places of every pattern that has literals, by position: one pass over the text.
  void places(std::string_view text, std::vector<Place>& out) const;
  /// The patterns that have no literals: any text may hold a match of theirs.
  [[nodiscard]] const std::vector<std::uint32_t>& without_literals() const;

  /// True when the pattern can match somewhere in the text: a linear scan, no word edges.
  [[nodiscard]] bool occurs(std::size_t number, std::string_view text) const;

  /// Where the pattern matches in `text`, not overlapping, left to right. `starts` and `ends` are
  /// the edges of the words in it, ascending. A match longer than 2,000 bytes is not looked for; in
  /// a sentence where a pattern ends inside words again and again, none longer than 200.
  void find(std::size_t number, std::string_view text, const std::vector<std::uint32_t>& starts,
            const std::vector<std::uint32_t>& ends, std::vector<ByteSpan>& out) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace rodtrad::matching
