#include "analyzer/matching/literal_finder.h"

#include <algorithm>

#include "analyzer/base/contract.h"

namespace rodtrad::matching {
namespace {

constexpr std::size_t kWidest = 255;  // a jump fits into a byte

constexpr std::uint8_t folded(char byte) {
  return static_cast<std::uint8_t>(static_cast<unsigned char>(byte) | 0x20U);
}

constexpr std::size_t bucket_of(std::uint8_t first, std::uint8_t second) {
  return ((std::size_t{first} << 5U) ^ second) & 0xFFFU;
}

}  // namespace

void LiteralFinder::add(std::string_view literal, std::uint32_t owner) {
  expects(literal.size() >= kShortest, "a literal has three bytes");
  Literal made{std::string(literal), owner};
  std::transform(made.folded.begin(), made.folded.end(), made.folded.begin(),
                 [](char byte) { return static_cast<char>(folded(byte)); });
  literals_.push_back(std::move(made));
  const std::size_t size = std::min(kWidest, literals_.back().folded.size());
  if (literals_.size() > 1 && size >= window_) {
    enter(literals_.size() - 1);
    return;
  }
  // A shorter window: all tables anew.
  window_ = size;
  shift_.fill(static_cast<std::uint8_t>(window_ - 1));
  ends_in_.assign(kBuckets, {});
  for (std::size_t i = 0; i < literals_.size(); ++i) enter(i);
}

/// Notes how far the window may jump on each two bytes of the literal's beginning.
void LiteralFinder::enter(std::size_t number) {
  const std::string& text = literals_[number].folded;
  for (std::size_t at = 0; at + 2 <= window_; ++at) {
    const std::size_t bucket =
        bucket_of(static_cast<std::uint8_t>(text[at]), static_cast<std::uint8_t>(text[at + 1]));
    const auto jump = static_cast<std::uint8_t>(window_ - 2 - at);
    shift_[bucket] = std::min(shift_[bucket], jump);
    if (jump == 0) ends_in_[bucket].push_back(static_cast<std::uint32_t>(number));
  }
}

void LiteralFinder::find(std::string_view text, std::vector<Place>& out) const {
  if (literals_.empty()) return;
  for (std::size_t at = window_ - 2; at + 2 <= text.size();) {
    const std::size_t bucket = bucket_of(folded(text[at]), folded(text[at + 1]));
    if (shift_[bucket] != 0) {
      at += shift_[bucket];
      continue;
    }
    const std::size_t begin = at + 2 - window_;
    for (const std::uint32_t number : ends_in_[bucket]) {
      const std::string& literal = literals_[number].folded;
      const std::string_view here = text.substr(begin, literal.size());
      if (here.size() == literal.size() &&
          std::equal(here.begin(), here.end(), literal.begin(),
                     [](char a, char b) { return static_cast<char>(folded(a)) == b; })) {
        out.push_back({static_cast<std::uint32_t>(begin), literals_[number].owner});
      }
    }
    ++at;
  }
}

}  // namespace rodtrad::matching
