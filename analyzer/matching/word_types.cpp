#include "analyzer/matching/word_types.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "analyzer/model/document.h"
#include "analyzer/text/segment.h"

namespace rodtrad::matching {
namespace {

constexpr std::size_t kFirstSlots = 1U << 12U;
constexpr std::size_t kMostTypes = 250'000;
constexpr std::size_t kTogether = 32;  // words that are looked up in one go

constexpr std::size_t kHead = sizeof(std::uint64_t);

std::uint64_t eight_bytes(const char* from) {
  std::uint64_t value = 0;
  std::memcpy(&value, from, kHead);
  return value;
}

// What is asked of every word of the material is always inlined: left to itself the compiler calls
// some of these functions.

WordEnds ends_of_any(std::string_view word) {
  WordEnds ends;
  std::memcpy(&ends.head, word.data(), std::min(word.size(), kHead));
  if (word.size() > kHead) ends.tail = eight_bytes(word.data() + word.size() - kHead);
  return ends;
}

/// The same of a word that is not empty and behind whose begin eight bytes may be looked at. No
/// branch on its length: half of all words are short, and no processor foretells which.
[[gnu::always_inline]] inline WordEnds ends_of(std::string_view word) {
  if constexpr (std::endian::native != std::endian::little) return ends_of_any(word);
  const std::size_t size = word.size();
  const std::size_t in_head = std::min(size, kHead);
  // All ones when the difference is below zero: written so that no compiler makes it a branch.
  const std::uint64_t longer = std::uint64_t{0} - ((std::uint64_t{kHead} - size) >> 63U);
  return {eight_bytes(word.data()) & (~std::uint64_t{0} >> (8 * (kHead - in_head))),
          eight_bytes(word.data() + std::max(size, kHead) - kHead) & longer};
}

/// Eight bytes a step, mixed by multiplication; nearly all words take two steps.
[[gnu::always_inline]] inline std::uint32_t hash_of(std::string_view word, WordEnds ends) {
  const auto mixed = [](std::uint64_t hash) {
    hash *= 0xff51afd7ed558ccdULL;
    return hash ^ (hash >> 32U);
  };
  std::uint64_t hash = mixed((word.size() * 0x9E3779B97F4A7C15ULL) ^ ends.head);
  hash = mixed(hash ^ ends.tail);
  for (std::size_t at = kHead; at + kHead < word.size(); at += kHead) {
    hash = mixed(hash ^ eight_bytes(word.data() + at));
  }
  return static_cast<std::uint32_t>(hash);
}

}  // namespace

void WordTypes::clear() {
  slots_.assign(kFirstSlots, {});
  entries_.clear();
  spellings_.clear();
  types_.assign(1, {});
}

void WordTypes::forget_when_large() {
  if (entries_.size() > kMostTypes) clear();
}

void WordTypes::grow() {
  std::vector<Slot> old = std::move(slots_);
  slots_.assign(old.size() * 2, {});
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.entry == kFree) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].entry != kFree) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

/// The first slot from `at` on with this hash, or a free one.
[[gnu::always_inline]] inline std::size_t WordTypes::slot_like(std::uint32_t hash,
                                                               std::size_t at) const {
  const std::size_t mask = slots_.size() - 1;
  while (slots_[at].hash != hash && slots_[at].entry != kFree) at = (at + 1) & mask;
  return at;
}

[[gnu::always_inline]] inline bool WordTypes::holds(const Entry& entry, const Spelled& word) const {
  const std::size_t size = word.spelling.size();
  const std::uint64_t differs =
      (entry.head ^ word.head) | (entry.tail ^ word.tail) | (entry.length ^ size);
  if (differs != 0) return false;
  return size <= 2 * kHead || std::memcmp(spellings_.data() + entry.spelling,
                                          word.spelling.data() + kHead, size - 2 * kHead) == 0;
}

/// The slot of this spelling, or the free one that it will have.
std::size_t WordTypes::slot_of(const Spelled& word) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = slot_like(word.hash, word.hash & mask);
  while (slots_[at].entry != kFree && !holds(entries_[slots_[at].entry], word)) {
    at = slot_like(word.hash, (at + 1) & mask);
  }
  return at;
}

[[gnu::always_inline]] inline WordTypes::Spelled WordTypes::spelled(std::string_view word,
                                                                    const WordEnds& ends) {
  return {word, ends.head, ends.tail, hash_of(word, ends)};
}

/// In three rounds over a few words at a time, each of which fetches what the next one needs: the
/// tables are larger than the fast memory.
void WordTypes::of(const Segmentation& segmentation, const std::string& text,
                   std::vector<std::uint32_t>& numbers) {
  const std::vector<Word>& words = segmentation.words;
  numbers.resize(words.size());
  std::array<Spelled, kTogether> together;
  for (std::size_t begin = 0; begin < words.size(); begin += kTogether) {
    const std::size_t count = std::min(kTogether, words.size() - begin);
    const Word* const batch = words.data() + begin;
    std::uint32_t* const out = numbers.data() + begin;
    const std::size_t mask = slots_.size() - 1;
    const auto view_of = [&text](const Word& word) {
      return std::string_view(text.data() + word.span.begin, word.span.size());
    };
    std::size_t last = 0;
    for (std::size_t i = 0; i < count; ++i) last = std::max<std::size_t>(last, batch[i].span.begin);
    if (last + kHead <= text.size()) {
      for (std::size_t i = 0; i < count; ++i) {
        const std::string_view word = view_of(batch[i]);
        together[i] = spelled(word, ends_of(word));
        __builtin_prefetch(&slots_[together[i].hash & mask]);
      }
    } else {  // the text's last words
      for (std::size_t i = 0; i < count; ++i) {
        const std::string_view word = view_of(batch[i]);
        together[i] = spelled(word, ends_of_any(word));
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      Spelled& word = together[i];
      word.entry = slots_[slot_like(word.hash, word.hash & mask)].entry;
      if (word.entry != kFree) __builtin_prefetch(&entries_[word.entry]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      const Spelled& word = together[i];
      if (batch[i].joined) {
        out[i] = number_of_joined(text::surface_of(batch[i], segmentation, text));
        continue;
      }
      if (word.entry != kFree && holds(entries_[word.entry], word)) {
        out[i] = entries_[word.entry].type;
        continue;
      }
      const std::size_t at = slot_of(word);
      out[i] = slots_[at].entry != kFree
                   ? entries_[slots_[at].entry].type
                   : add(word, at, text::surface_of(batch[i], segmentation, text));
    }
  }
}

std::uint32_t WordTypes::number_of_joined(const std::string& surface) {
  const Spelled joined = spelled(surface, ends_of_any(surface));
  const std::size_t at = slot_of(joined);
  return slots_[at].entry != kFree ? entries_[slots_[at].entry].type : add(joined, at, surface);
}

std::uint32_t WordTypes::add(const Spelled& word, std::size_t at, const std::string& surface) {
  WordType type;
  type.ends_in_hyphen = surface.ends_with('-');
  lookup_.find(surface, type.matches);
  regexes_.with_literal_in(word.spelling, type.patterns);
  std::sort(type.patterns.begin(), type.patterns.end());
  type.patterns.erase(std::unique(type.patterns.begin(), type.patterns.end()), type.patterns.end());
  const bool unknown = type.matches.empty() && type.patterns.empty() && !type.ends_in_hyphen;
  const auto number = unknown ? 0 : static_cast<std::uint32_t>(types_.size());
  slots_[at] = {word.hash, static_cast<std::uint32_t>(entries_.size())};
  entries_.push_back({.head = word.head,
                      .tail = word.tail,
                      .length = static_cast<std::uint32_t>(word.spelling.size()),
                      .spelling = static_cast<std::uint32_t>(spellings_.size()),
                      .type = number});
  if (word.spelling.size() > 2 * kHead) {
    spellings_ += word.spelling.substr(kHead, word.spelling.size() - 2 * kHead);
  }
  if (entries_.size() * 2 > slots_.size()) grow();
  if (!unknown) types_.push_back(std::move(type));
  return number;
}

}  // namespace rodtrad::matching
