#include "analyzer/matching/regex.h"

#include <re2/re2.h>

#include <algorithm>

#include "analyzer/base/utf8.h"

namespace rodtrad::matching {
namespace {

constexpr std::int64_t kPatternMemory = 8 << 20;
constexpr std::int64_t kSetMemory = 512 << 20;
constexpr std::size_t kMostPatterns = 2'000;
constexpr std::size_t kProgramBudget = 1'000'000;  // RE2 instructions in the whole set
constexpr std::size_t kReach = 2'000;
/// Bytes looked at in vain for each byte of a sentence before a pattern's reach is cut.
constexpr std::size_t kPatience = 300;
constexpr std::size_t kShortReach = 200;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

struct RegexSet::Impl {
  std::vector<std::unique_ptr<RE2>> patterns;
  std::size_t program_size = 0;
  std::int64_t share = kPatternMemory;
};

RegexSet::RegexSet() : impl_(std::make_unique<Impl>()) {}
RegexSet::~RegexSet() = default;
RegexSet::RegexSet(RegexSet&&) noexcept = default;
RegexSet& RegexSet::operator=(RegexSet&&) noexcept = default;

void RegexSet::expect(std::size_t patterns) {
  const auto n = static_cast<std::int64_t>(std::clamp<std::size_t>(patterns, 1, kMostPatterns));
  impl_->share = std::min(kPatternMemory, kSetMemory / n);
}

int RegexSet::add(const std::string& pattern, std::string& error) {
  const char* too_many = "the codebook's regular expressions are too large together";
  if (impl_->program_size > kProgramBudget || impl_->patterns.size() >= kMostPatterns) {
    error = too_many;
    return -1;
  }
  RE2::Options options;
  options.set_case_sensitive(false);
  options.set_longest_match(true);
  options.set_log_errors(false);
  options.set_max_mem(impl_->share);
  auto compiled = std::make_unique<RE2>(pattern, options);
  if (!compiled->ok()) {
    std::size_t replaced = 0;  // the library may quote half a letter
    error = utf8::replace_invalid(compiled->error(), replaced);
    // Giving up costs as much time as compiling: a codebook full of such patterns is stopped too.
    const bool too_large = compiled->error_code() == RE2::ErrorPatternTooLarge;
    if (too_large) impl_->program_size += kProgramBudget / 10;
    return -1;
  }
  if (RE2::FullMatch("", *compiled)) {
    error = "the pattern matches the empty text";
    return -1;
  }
  impl_->program_size += static_cast<std::size_t>(std::max(0, compiled->ProgramSize()));
  if (impl_->program_size > kProgramBudget) {
    error = too_many;
    return -1;
  }
  impl_->patterns.push_back(std::move(compiled));
  return static_cast<int>(impl_->patterns.size()) - 1;
}

std::size_t RegexSet::size() const { return impl_->patterns.size(); }

bool RegexSet::occurs(std::size_t number, std::string_view text) const {
  return impl_->patterns[number]->Match(piece(text), 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

void RegexSet::find(std::size_t number, std::string_view text,
                    const std::vector<std::uint32_t>& starts,
                    const std::vector<std::uint32_t>& ends, std::vector<ByteSpan>& out) const {
  const RE2& pattern = *impl_->patterns[number];
  std::size_t wasted = 0;
  for (std::size_t at = 0; at < starts.size();) {
    // The leftmost match tells where the next candidate can be; anchored tries decide it.
    re2::StringPiece found;
    const std::size_t from = starts[at];
    const std::size_t reach = wasted > kPatience * (text.size() + 1'000) ? kShortReach : kReach;
    const std::size_t to = std::min(text.size(), from + reach);
    if (!pattern.Match(piece(text), from, to, RE2::UNANCHORED, &found, 1)) {
      if (to == text.size()) return;
      const auto next = std::lower_bound(starts.begin(), starts.end(), to - reach / 2);
      at = std::max(at + 1, static_cast<std::size_t>(next - starts.begin()));
      continue;
    }
    const auto begin = static_cast<std::uint32_t>(found.data() - text.data());
    const auto word = std::lower_bound(starts.begin(), starts.end(), begin);
    if (word == starts.end()) return;
    at = static_cast<std::size_t>(word - starts.begin());
    if (*word != begin) continue;  // inside a word: on to the next one
    // Longest first; shorter ends only where a word ends.
    auto end = std::upper_bound(ends.begin(), ends.end(), begin + found.size());
    bool accepted = false;
    while (end != ends.begin() && *(end - 1) > begin) {
      --end;
      const std::string_view stretch = text.substr(0, *end);
      if (pattern.Match(piece(stretch), begin, *end, RE2::ANCHOR_BOTH, nullptr, 0)) {
        out.push_back({begin, *end});
        const auto after = std::lower_bound(starts.begin(), starts.end(), *end);
        at = static_cast<std::size_t>(after - starts.begin());
        accepted = true;
        break;
      }
      wasted += *end - begin;
    }
    if (!accepted) ++at;
  }
}

}  // namespace rodtrad::matching
