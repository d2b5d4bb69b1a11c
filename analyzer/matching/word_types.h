#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/language/term_index.h"
#include "analyzer/model/segmentation.h"

namespace rodtrad::matching {

/// What the codebook knows of one word as it stands in texts.
struct WordType {
  std::vector<language::TermMatch> matches{};
  bool ends_in_hyphen = false;  ///< `in-` of `in- och utskrivning`
};

/// Every distinct word met, analysed once: a text costs a hash look-up per word and the language
/// engine is asked per type. One per thread.
class WordTypes {
 public:
  explicit WordTypes(const language::TermIndex& index) : lookup_(index) { clear(); }

  /// A word on its way to `of`.
  struct Expected {
    std::string_view spelling{};
    std::uint64_t head = 0;
    std::uint32_t hash = 0;
    bool as_written = true;  ///< else `of` puts it together: it was broken over lines
  };
  /// Brings near what `of` will look at: the table is larger than the fast memory. Expect some
  /// words before asking for the first of them.
  [[nodiscard]] Expected expect(const Word& word, const Segmentation& segmentation,
                                const std::string& text) const;

  /// The type is valid until the next call, its matches until `forget_when_large`.
  const WordType& of(const Expected& expected, const Word& word, const Segmentation& segmentation,
                     const std::string& text);

  /// Starts anew when there are more than a quarter million types, so that memory does not follow
  /// the corpus. Call it between documents.
  void forget_when_large();

  language::TermIndex::Lookup& lookup() { return lookup_; }

 private:
  struct Slot {
    std::uint64_t head =
        0;  ///< the first eight bytes: short words are compared without a look away
    std::uint32_t hash = 0;
    std::uint32_t length = 0;    ///< 0: free
    std::uint32_t spelling = 0;  ///< where the bytes behind the head stand
    std::uint32_t type = 0;
  };
  void clear();
  void grow();
  [[nodiscard]] std::size_t place_of(const Expected& word) const;
  [[nodiscard]] bool holds(const Slot& slot, const Expected& word) const;
  const WordType& add(const Expected& word, std::size_t at, const std::string& surface);

  language::TermIndex::Lookup lookup_;
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  std::string spellings_;
  std::vector<WordType> types_;  ///< the first is that of every word nothing is known of
};

}  // namespace rodtrad::matching
