#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/language/term_index.h"
#include "analyzer/matching/regex.h"
#include "analyzer/model/segmentation.h"

namespace rodtrad::matching {

/// What the codebook knows of one word as it stands in texts.
struct WordType {
  std::vector<language::TermMatch> matches{};
  std::vector<std::uint32_t> patterns{};  ///< of which it holds a literal, each once
  bool ends_in_hyphen = false;            ///< `in-` of `in- och utskrivning`
};

/// A word's first eight bytes, zeros after a shorter one, and the last eight of a longer one.
struct WordEnds {
  std::uint64_t head = 0;
  std::uint64_t tail = 0;
};

/// Every distinct word met, analysed once: a text costs a hash look-up per word and the language
/// engine is asked per type. One per thread.
class WordTypes {
 public:
  WordTypes(const language::TermIndex& index, const RegexSet& regexes)
      : lookup_(index), regexes_(regexes) {
    clear();
  }

  /// The numbers of the types of a document's words, in their order; 0 for all words that the
  /// codebook knows nothing of. Valid until `forget_when_large`.
  void of(const Segmentation& segmentation, const std::string& text,
          std::vector<std::uint32_t>& numbers);
  /// Valid until the next call of `of`, its matches until `forget_when_large`.
  const WordType& operator[](std::uint32_t number) const { return types_[number]; }

  /// Starts anew when there are more than a quarter million types, so that memory does not follow
  /// the corpus. Call it between documents.
  void forget_when_large();

  language::TermIndex::Lookup& lookup() { return lookup_; }

 private:
  static constexpr std::uint32_t kFree = 0xFFFFFFFF;
  /// How a word is written, and what finds it in the table.
  struct Spelled {
    std::string_view spelling{};
    std::uint64_t head = 0;  ///< its first eight bytes
    std::uint64_t tail = 0;  ///< its last eight, if it is longer
    std::uint32_t hash = 0;
    std::uint32_t entry = kFree;  ///< the first that has this hash
  };
  /// A word met before. In the order in which they were met, so that frequent words, which come
  /// early, stand close together and stay in fast memory.
  struct alignas(32) Entry {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::uint32_t length = 0;
    std::uint32_t spelling = 0;  ///< where what stands between head and tail is kept
    std::uint32_t type = 0;
  };
  /// A place of the hash table (open addressing, at most half full).
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t entry = kFree;
  };
  void clear();
  void grow();
  static Spelled spelled(std::string_view word, const WordEnds& ends);
  std::uint32_t number_of_joined(const std::string& surface);
  [[nodiscard]] std::size_t slot_like(std::uint32_t hash, std::size_t at) const;
  [[nodiscard]] std::size_t slot_of(const Spelled& word) const;
  [[nodiscard]] bool holds(const Entry& entry, const Spelled& word) const;
  std::uint32_t add(const Spelled& word, std::size_t at, const std::string& surface);

  language::TermIndex::Lookup lookup_;
  const RegexSet& regexes_;
  std::vector<Slot> slots_;
  std::vector<Entry> entries_;
  std::string spellings_;
  std::vector<WordType> types_;  ///< the first is that of every word nothing is known of
};

}  // namespace rodtrad::matching
