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
  bool may_shorten = false;  ///< `in-` and `och` of `in- och utskrivning`, `min` of `10 min`
};

/// Every distinct word met, analysed once: a text costs a hash look-up per word and the language
/// engine is asked per type. One per thread.
class WordTypes {
 public:
  WordTypes(const language::TermIndex& index, const RegexSet& regexes)
      : lookup_(index), regexes_(regexes), types_(1) {
    place_shorts(kFirstPlaces);
    place_entries(kFirstPlaces);
  }

  /// The numbers of the types of a document's words, in their order; 0 for all words that the
  /// codebook knows nothing of. Valid until `forget_when_large`.
  void of(const Segmentation& segmentation, const std::string& text,
          std::vector<std::uint32_t>& numbers);
  /// Valid until the next call of `of`, its matches until `forget_when_large`.
  const WordType& operator[](std::uint32_t number) const { return types_[number]; }

  /// Of more than 130,000 words the second half is forgotten, so that memory does not follow
  /// the corpus: a language's frequent words are among the first that are met. Call it between
  /// documents.
  void forget_when_large();

  language::TermIndex::Lookup& lookup() { return lookup_; }

 private:
  static constexpr std::uint32_t kFree = 0xFFFFFFFF;
  static constexpr std::size_t kFirstPlaces = 1U << 12U;
  /// A word of at most eight bytes, zeros after a shorter one, and its type: nothing else has to be
  /// looked at, and most words of a text are so short. A place of a hash table (open addressing,
  /// three quarters full at most); the first place of all is no word's and has the type 0.
  struct Short {
    std::uint64_t spelling = 0;  ///< 0: free
    std::uint32_t type = 0;
    bool lasting = false;  ///< never forgotten
  };
  /// How a longer word is written, and what finds it in the table.
  struct Spelled {
    std::uint64_t head = 0;  ///< its first eight bytes
    std::uint64_t tail = 0;  ///< its last eight
    std::uint32_t hash = 0;
    std::uint32_t entry = kFree;  ///< the first that has this hash
    std::uint32_t word = 0;       ///< which of those looked up together
  };
  /// A longer word met before. In the order in which they were met, so that frequent words, which
  /// come early, stand close together and stay in fast memory.
  struct alignas(32) Entry {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::uint32_t length = 0;
    std::uint32_t spelling = 0;  ///< where what stands between head and tail is kept
    std::uint32_t type = 0;
    std::uint32_t hash = 0;
  };
  /// A place of the longer words' table, of the same kind.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t entry = kFree;
  };
  /// What there was when the words were known that are never forgotten.
  struct Lasting {
    std::size_t entries = 0;
    std::size_t spellings = 0;
    std::size_t types = 0;
  };
  [[nodiscard]] std::size_t known_words() const { return short_count_ + entries_.size(); }
  void note_lasting();
  /// A new type for a word that is spelled so and stands for `surface`.
  std::uint32_t analyse(std::string_view spelling, const std::string& surface);
  std::uint32_t number_of(std::string_view spelling, const std::string& surface);

  [[nodiscard]] std::size_t place_of(std::uint64_t spelling) const;
  [[nodiscard]] std::size_t place_like(std::uint64_t spelling) const;
  std::uint32_t add_short(std::uint64_t spelling, std::uint32_t type);
  void place_shorts(std::size_t places);

  static Spelled spelled(std::string_view word);
  [[nodiscard]] std::size_t slot_like(std::uint32_t hash, std::size_t at) const;
  [[nodiscard]] std::size_t slot_of(const Spelled& spelled, std::string_view word) const;
  [[nodiscard]] bool holds(const Entry& entry, const Spelled& spelled, std::string_view word) const;
  std::uint32_t add_long(const Spelled& spelled, std::size_t at, std::string_view word,
                         std::uint32_t type);
  void place_entries(std::size_t places);

  language::TermIndex::Lookup lookup_;
  const RegexSet& regexes_;
  std::vector<Short> shorts_;
  std::size_t short_count_ = 0;
  int short_shift_ = 0;  ///< leaves as many bits as number its places
  std::vector<Slot> slots_;
  std::vector<Entry> entries_;
  std::string spellings_;
  std::vector<WordType> types_;  ///< the first is that of every word nothing is known of
  Lasting lasting_;
};

}  // namespace rodtrad::matching
