#include "analyzer/matching/word_types.h"

#include <cstring>

#include "analyzer/model/document.h"
#include "analyzer/text/segment.h"

namespace rodtrad::matching {
namespace {

constexpr std::size_t kFirstSlots = 1U << 12U;
constexpr std::size_t kMostTypes = 250'000;

/// Eight bytes a step, mixed by multiplication; short words take one step.
std::uint32_t hash_of(std::string_view word) {
  std::uint64_t hash = word.size() * 0x9E3779B97F4A7C15ULL;
  const char* at = word.data();
  std::size_t left = word.size();
  for (; left >= 8; left -= 8, at += 8) {
    std::uint64_t chunk = 0;
    std::memcpy(&chunk, at, 8);
    hash = (hash ^ chunk) * 0xff51afd7ed558ccdULL;
    hash ^= hash >> 32U;
  }
  std::uint64_t rest = 0;
  for (std::size_t i = 0; i < left; ++i) {
    rest |= std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i);
  }
  hash = (hash ^ rest) * 0xff51afd7ed558ccdULL;
  return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
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

const WordType& WordTypes::of(const Word& word, const Segmentation& segmentation,
                              const std::string& text) {
  const bool plain = as_written(word, segmentation);
  std::string surface;
  if (!plain) surface = text::surface_of(word, segmentation, text);
  const std::string_view spelling =
      plain ? slice(text, text::span_of(word, segmentation)) : std::string_view(surface);
  const std::uint32_t hash = hash_of(spelling);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].length != 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.hash == hash && slot.length == spelling.size() &&
        std::memcmp(spellings_.data() + slot.spelling, spelling.data(), spelling.size()) == 0) {
      return types_[slot.type];
    }
  }
  if (plain) surface = text::surface_of(word, segmentation, text);
  return add(spelling, hash, at, surface);
}

const WordType& WordTypes::add(std::string_view spelling, std::uint32_t hash, std::size_t slot,
                               const std::string& surface) {
  WordType type;
  type.ends_in_hyphen = surface.ends_with('-');
  lookup_.find(surface, type.matches);
  const bool unknown = type.matches.empty() && !type.ends_in_hyphen;
  slots_[slot] = {hash, static_cast<std::uint32_t>(spelling.size()),
                  static_cast<std::uint32_t>(spellings_.size()),
                  unknown ? 0 : static_cast<std::uint32_t>(types_.size())};
  spellings_ += spelling;
  ++used_;
  if (used_ * 2 > slots_.size()) grow();
  if (unknown) return types_.front();
  types_.push_back(std::move(type));
  return types_.back();
}

}  // namespace rodtrad::matching
