#include "analyzer/matching/word_types.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "analyzer/language/word_lists.h"
#include "analyzer/matching/shortened_words.h"
#include "analyzer/model/document.h"
#include "analyzer/text/normalise.h"
#include "analyzer/text/segment.h"

namespace rodtrad::matching {
namespace {

constexpr std::size_t kMostWords = 130'000;
constexpr std::size_t kLasting = kMostWords / 2;
/// Tables are never fuller.
constexpr bool is_full(std::size_t words, std::size_t places) { return words * 4 > places * 3; }
constexpr std::size_t kTogether = 128;  // words that are looked up in one go

constexpr std::size_t kHead = sizeof(std::uint64_t);

std::uint64_t eight_bytes(const char* from) {
  std::uint64_t value = 0;
  std::memcpy(&value, from, kHead);
  return value;
}

constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ULL;

// What is asked of every word of the material is always inlined: left to itself the compiler calls
// some of these functions.

/// A word's first eight bytes, zeros after a shorter one.
std::uint64_t head_of(std::string_view word) {
  std::uint64_t head = 0;
  std::memcpy(&head, word.data(), std::min(word.size(), kHead));
  return head;
}

/// The same of a word that is not empty and behind whose begin eight bytes may be looked at. No
/// branch on its length: no processor foretells it.
[[gnu::always_inline]] inline std::uint64_t quick_head_of(std::string_view word) {
  if constexpr (std::endian::native != std::endian::little) return head_of(word);
  const std::size_t size = std::min(word.size(), kHead);
  return eight_bytes(word.data()) & (~std::uint64_t{0} >> (8 * (kHead - size)));
}

}  // namespace

void WordTypes::forget_when_large() {
  if (known_words() <= kMostWords) return;
  entries_.resize(lasting_.entries);
  spellings_.resize(lasting_.spellings);
  types_.resize(lasting_.types);
  place_entries(slots_.size());
  for (Short& word : shorts_) {
    if (!word.lasting) word = {};
  }
  place_shorts(shorts_.size());
}

/// To be asked after every word that is added.
void WordTypes::note_lasting() {
  if (known_words() == kLasting) lasting_ = {entries_.size(), spellings_.size(), types_.size()};
}

// --- short words -----------------------------------------------------------------------------

/// Where to look for this word first. Of no word that is the first place.
[[gnu::always_inline]] inline std::size_t WordTypes::place_of(std::uint64_t spelling) const {
  return static_cast<std::size_t>((spelling * kMix) >> short_shift_);
}

/// Where this word stands, or the free place that it will have.
[[gnu::always_inline]] inline std::size_t WordTypes::place_like(std::uint64_t spelling) const {
  std::size_t at = std::max<std::size_t>(1, place_of(spelling));
  while (shorts_[at].spelling != 0 && shorts_[at].spelling != spelling) {
    at = at + 1 < shorts_.size() ? at + 1 : 1;
  }
  return at;
}

/// All that are left, into a table of so many places.
void WordTypes::place_shorts(std::size_t places) {
  std::vector<Short> words;
  words.reserve(short_count_);
  for (const Short& word : shorts_) {
    if (word.spelling != 0) words.push_back(word);
  }
  shorts_ = {};
  shorts_.resize(places);
  short_shift_ = 64 - std::countr_zero(places);
  short_count_ = words.size();
  for (const Short& word : words) shorts_[place_like(word.spelling)] = word;
}

std::uint32_t WordTypes::add_short(std::uint64_t spelling, std::uint32_t type) {
  if (is_full(short_count_ + 1, shorts_.size())) place_shorts(shorts_.size() * 2);
  shorts_[place_like(spelling)] = {spelling, type, known_words() < kLasting};
  ++short_count_;
  note_lasting();
  return type;
}

// --- longer words ----------------------------------------------------------------------------

/// Eight bytes a step, mixed by multiplication; nearly all words take two steps.
[[gnu::always_inline]] inline WordTypes::Spelled WordTypes::spelled(std::string_view word) {
  const auto mixed = [](std::uint64_t hash) {
    hash *= 0xff51afd7ed558ccdULL;
    return hash ^ (hash >> 32U);
  };
  Spelled out;
  out.head = eight_bytes(word.data());
  out.tail = eight_bytes(word.data() + word.size() - kHead);
  std::uint64_t hash = mixed((word.size() * kMix) ^ out.head);
  hash = mixed(hash ^ out.tail);
  for (std::size_t at = kHead; at + kHead < word.size(); at += kHead) {
    hash = mixed(hash ^ eight_bytes(word.data() + at));
  }
  out.hash = static_cast<std::uint32_t>(hash);
  return out;
}

/// All entries, into a table of so many places.
void WordTypes::place_entries(std::size_t places) {
  slots_ = {};  // two tables at a time would be more memory than anything else takes
  slots_.resize(places);
  const std::size_t mask = places - 1;
  for (std::size_t e = 0; e < entries_.size(); ++e) {
    std::size_t at = entries_[e].hash & mask;
    while (slots_[at].entry != kFree) at = (at + 1) & mask;
    slots_[at] = {entries_[e].hash, static_cast<std::uint32_t>(e)};
  }
}

/// The first slot from `at` on with this hash, or a free one.
[[gnu::always_inline]] inline std::size_t WordTypes::slot_like(std::uint32_t hash,
                                                               std::size_t at) const {
  const std::size_t mask = slots_.size() - 1;
  while (slots_[at].hash != hash && slots_[at].entry != kFree) at = (at + 1) & mask;
  return at;
}

[[gnu::always_inline]] inline bool WordTypes::holds(const Entry& entry, const Spelled& spelled,
                                                    std::string_view word) const {
  const std::uint64_t differs =
      (entry.head ^ spelled.head) | (entry.tail ^ spelled.tail) | (entry.length ^ word.size());
  if (differs != 0) return false;
  return word.size() <= 2 * kHead || std::memcmp(spellings_.data() + entry.spelling,
                                                 word.data() + kHead, word.size() - 2 * kHead) == 0;
}

/// The slot of this spelling, or the free one that it will have.
std::size_t WordTypes::slot_of(const Spelled& spelled, std::string_view word) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = slot_like(spelled.hash, spelled.hash & mask);
  while (slots_[at].entry != kFree && !holds(entries_[slots_[at].entry], spelled, word)) {
    at = slot_like(spelled.hash, (at + 1) & mask);
  }
  return at;
}

/// `at` is the word's free slot.
std::uint32_t WordTypes::add_long(const Spelled& spelled, std::size_t at, std::string_view word,
                                  std::uint32_t type) {
  slots_[at] = {spelled.hash, static_cast<std::uint32_t>(entries_.size())};
  entries_.push_back({.head = spelled.head,
                      .tail = spelled.tail,
                      .length = static_cast<std::uint32_t>(word.size()),
                      .spelling = static_cast<std::uint32_t>(spellings_.size()),
                      .type = type,
                      .hash = spelled.hash});
  if (word.size() > 2 * kHead) spellings_ += word.substr(kHead, word.size() - 2 * kHead);
  if (is_full(entries_.size(), slots_.size())) place_entries(slots_.size() * 2);
  note_lasting();
  return type;
}

// --- all ---------------------------------------------------------------------------------------

/// In rounds over a few words at a time, each of which fetches what the next one needs: the tables
/// are larger than the fast memory.
void WordTypes::of(const Segmentation& segmentation, const std::string& text,
                   std::vector<std::uint32_t>& numbers) {
  const std::vector<Word>& words = segmentation.words;
  numbers.resize(words.size());
  std::array<std::uint64_t, kTogether> shorts;  // 0 for the others
  std::array<Spelled, kTogether> others;
  // The text's last words have fewer than eight bytes behind their begin.
  const std::size_t looked_at_whole = text.size() - std::min(text.size(), kHead - 1);
  for (std::size_t begin = 0; begin < words.size(); begin += kTogether) {
    const std::size_t count = std::min(kTogether, words.size() - begin);
    const Word* const batch = words.data() + begin;
    std::uint32_t* const out = numbers.data() + begin;
    const auto view_of = [&text](const Word& word) {
      return std::string_view(text.data() + word.span.begin, word.span.size());
    };
    const auto surface_of = [&](const Word& word) {
      return text::surface_of(word, segmentation, text);
    };
    std::size_t other_count = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string_view word = view_of(batch[i]);
      // 1 or 0, written so that no compiler makes it a branch.
      const std::uint64_t is_other =
          ((std::uint64_t{kHead} - word.size()) >> 63U) | std::uint64_t{batch[i].joined};
      const std::uint64_t head =
          batch[i].span.begin < looked_at_whole ? quick_head_of(word) : head_of(word);
      shorts[i] = head & (is_other - 1);
      __builtin_prefetch(&shorts_[place_of(shorts[i])]);
      others[other_count].word = static_cast<std::uint32_t>(i);
      other_count += is_other;
    }
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t k = 0; k < other_count; ++k) {
      const std::uint32_t i = others[k].word;
      if (batch[i].span.size() <= kHead) continue;  // joined
      others[k] = spelled(view_of(batch[i]));
      others[k].word = i;
      __builtin_prefetch(&slots_[others[k].hash & mask]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      const Short* found = &shorts_[place_of(shorts[i])];
      if (found->spelling != shorts[i]) found = &shorts_[place_like(shorts[i])];
      out[i] = found->spelling == shorts[i]
                   ? found->type
                   : add_short(shorts[i], analyse(view_of(batch[i]), surface_of(batch[i])));
    }
    for (std::size_t k = 0; k < other_count; ++k) {
      others[k].entry = slots_[slot_like(others[k].hash, others[k].hash & mask)].entry;
      if (others[k].entry != kFree) __builtin_prefetch(&entries_[others[k].entry]);
    }
    for (std::size_t k = 0; k < other_count; ++k) {
      const Word& word = batch[others[k].word];
      std::uint32_t& number = out[others[k].word];
      if (word.joined) {
        const std::string surface = surface_of(word);
        number = number_of(surface, surface);
      } else if (others[k].entry != kFree &&
                 holds(entries_[others[k].entry], others[k], view_of(word))) {
        number = entries_[others[k].entry].type;
      } else {
        number = number_of(view_of(word), surface_of(word));
      }
    }
  }
}

std::uint32_t WordTypes::number_of(std::string_view spelling, const std::string& surface) {
  if (spelling.size() <= kHead) {
    const std::uint64_t head = head_of(spelling);
    const Short& found = shorts_[place_like(head)];
    return found.spelling == head ? found.type : add_short(head, analyse(spelling, surface));
  }
  const Spelled longer = spelled(spelling);
  const std::size_t at = slot_of(longer, spelling);
  return slots_[at].entry != kFree ? entries_[slots_[at].entry].type
                                   : add_long(longer, at, spelling, analyse(spelling, surface));
}

std::uint32_t WordTypes::analyse(std::string_view spelling, const std::string& surface) {
  WordType type;
  type.may_shorten = surface.ends_with('-') || joins_shortened(surface) ||
                     language::number_word(surface) != nullptr;
  lookup_.find(surface, type.matches);
  regexes_.with_literal_in(spelling, type.patterns);
  std::sort(type.patterns.begin(), type.patterns.end());
  type.patterns.erase(std::unique(type.patterns.begin(), type.patterns.end()), type.patterns.end());
  const bool unknown = type.matches.empty() && type.patterns.empty() && !type.may_shorten;
  if (unknown) return 0;
  types_.push_back(std::move(type));
  return static_cast<std::uint32_t>(types_.size() - 1);
}

}  // namespace rodtrad::matching
