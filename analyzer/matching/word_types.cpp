#include "analyzer/matching/word_types.h"

#include <cstring>

#include "analyzer/model/document.h"
#include "analyzer/text/segment.h"

namespace rodtrad::matching {
namespace {

constexpr std::size_t kFirstSlots = 1U << 12U;
constexpr std::size_t kMostTypes = 250'000;

constexpr std::size_t kHead = sizeof(std::uint64_t);

template <class Integer>
std::uint64_t loaded(const char* from) {
  Integer value = 0;
  std::memcpy(&value, from, sizeof value);
  return value;
}

/// Up to eight bytes as a number, different for different bytes of the same length.
std::uint64_t chunk(const char* from, std::size_t size) {
  if (size >= 8) return loaded<std::uint64_t>(from);
  if (size >= 4) {
    return loaded<std::uint32_t>(from) | loaded<std::uint32_t>(from + size - 4) << 32U;
  }
  if (size == 0) return 0;
  // One to three bytes: the first, the middle and the last hold all of them.
  return loaded<std::uint8_t>(from) | loaded<std::uint8_t>(from + size / 2) << 8U |
         loaded<std::uint8_t>(from + size - 1) << 16U;
}

/// Eight bytes a step, mixed by multiplication; short words take one step.
std::uint32_t hash_of(std::string_view word, std::uint64_t head) {
  const auto mixed = [](std::uint64_t hash) {
    hash *= 0xff51afd7ed558ccdULL;
    return hash ^ (hash >> 32U);
  };
  std::uint64_t hash = mixed((word.size() * 0x9E3779B97F4A7C15ULL) ^ head);
  for (std::size_t at = kHead; at < word.size(); at += kHead) {
    hash = mixed(hash ^ chunk(word.data() + at, word.size() - at));
  }
  return static_cast<std::uint32_t>(hash);
}

bool as_written(const Word& word, const Segmentation& segmentation) {
  for (std::uint32_t t = word.token_begin; t < word.token_end; ++t) {
    if (segmentation.tokens[t].joined != Token::kAsWritten) return false;
  }
  return true;
}

}  // namespace

void WordTypes::clear() {
  slots_.assign(kFirstSlots, {});
  used_ = 0;
  spellings_.clear();
  types_.assign(1, {});
}

void WordTypes::forget_when_large() {
  if (used_ > kMostTypes) clear();
}

void WordTypes::grow() {
  std::vector<Slot> old = std::move(slots_);
  slots_.assign(old.size() * 2, {});
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.length == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].length != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

WordTypes::Expected WordTypes::expect(const Word& word, const Segmentation& segmentation,
                                      const std::string& text) const {
  Expected out;
  const Token& first = segmentation.tokens[word.token_begin];
  const bool single = word.token_end == word.token_begin + 1;
  out.as_written = single ? first.joined == Token::kAsWritten : as_written(word, segmentation);
  if (!out.as_written) return out;
  out.spelling = slice(text, single ? first.span : text::span_of(word, segmentation));
  out.head = chunk(out.spelling.data(), out.spelling.size());
  out.hash = hash_of(out.spelling, out.head);
  __builtin_prefetch(&slots_[out.hash & (slots_.size() - 1)]);
  return out;
}

const WordType& WordTypes::of(const Expected& expected, const Word& word,
                              const Segmentation& segmentation, const std::string& text) {
  if (!expected.as_written) {
    const std::string surface = text::surface_of(word, segmentation, text);
    Expected joined{surface, chunk(surface.data(), surface.size()), 0, false};
    joined.hash = hash_of(surface, joined.head);
    const std::size_t at = place_of(joined);
    return slots_[at].length != 0 ? types_[slots_[at].type] : add(joined, at, surface);
  }
  const std::size_t at = place_of(expected);
  if (slots_[at].length != 0) return types_[slots_[at].type];
  return add(expected, at, text::surface_of(word, segmentation, text));
}

/// The slot of this spelling, or the free one that it will have.
std::size_t WordTypes::place_of(const Expected& word) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = word.hash & mask;
  while (slots_[at].length != 0 && !(slots_[at].hash == word.hash && holds(slots_[at], word))) {
    at = (at + 1) & mask;
  }
  return at;
}

bool WordTypes::holds(const Slot& slot, const Expected& word) const {
  if (slot.head != word.head || slot.length != word.spelling.size()) return false;
  return word.spelling.size() <= kHead ||
         std::memcmp(spellings_.data() + slot.spelling, word.spelling.data() + kHead,
                     word.spelling.size() - kHead) == 0;
}

const WordType& WordTypes::add(const Expected& word, std::size_t at, const std::string& surface) {
  WordType type;
  type.ends_in_hyphen = surface.ends_with('-');
  lookup_.find(surface, type.matches);
  const bool unknown = type.matches.empty() && !type.ends_in_hyphen;
  slots_[at] = {.head = word.head,
                .hash = word.hash,
                .length = static_cast<std::uint32_t>(word.spelling.size()),
                .spelling = static_cast<std::uint32_t>(spellings_.size()),
                .type = unknown ? 0 : static_cast<std::uint32_t>(types_.size())};
  if (word.spelling.size() > kHead) spellings_ += word.spelling.substr(kHead);
  ++used_;
  if (used_ * 2 > slots_.size()) grow();
  if (unknown) return types_.front();
  types_.push_back(std::move(type));
  return types_.back();
}

}  // namespace rodtrad::matching
