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

  /// Appends the patterns that have literals and of which this text holds one; every match of
  /// theirs holds one somewhere. Literals are letters, so each lies within one word: a sentence can
  /// be left out when neither its words nor its marks tell the pattern. A pattern may be told more
  /// than once.
  void with_literal_in(std::string_view text, std::vector<std::uint32_t>& patterns) const;
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
