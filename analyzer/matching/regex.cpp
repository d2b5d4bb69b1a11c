#include "analyzer/matching/regex.h"

#include <re2/re2.h>

#include <algorithm>
#include <mutex>
#include <optional>

#include "analyzer/base/contract.h"
#include "analyzer/base/utf8.h"
#include "analyzer/matching/literal_finder.h"
#include "analyzer/matching/regex_shape.h"

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

/// Memory that surely compiles an instruction; RE2 takes about 16 bytes.
constexpr std::int64_t kInstructionMemory = 32;
constexpr std::int64_t kPatternOverhead = 8'192;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

std::size_t size_of(const RE2& compiled) {
  return static_cast<std::size_t>(std::max(0, compiled.ProgramSize()));
}

/// A pattern compiled at the first call, from whatever thread it comes.
class Compiled {
 public:
  Compiled(std::string text, std::int64_t memory) : text_(std::move(text)), memory_(memory) {}

  const RE2& get() const {
    std::call_once(once_, [this] {
      RE2::Options options;
      options.set_case_sensitive(false);
      options.set_longest_match(true);
      options.set_log_errors(false);
      options.set_max_mem(memory_);
      compiled_ = std::make_unique<RE2>(text_, options);
    });
    return *compiled_;
  }

 private:
  std::string text_;
  std::int64_t memory_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<RE2> compiled_;
};

class Pattern {
 public:
  Pattern(const std::string& text, const std::optional<RegexShape>& shape, std::int64_t memory)
      : full_(text, memory) {
    if (shape && shape->narrow != text) narrow_.emplace(shape->narrow, memory);
  }

  const RE2& full() const { return full_.get(); }
  /// The cheapest program that is right for this text.
  const RE2& for_text(std::string_view text) const {
    return narrow_ && is_narrow(text) ? narrow_->get() : full_.get();
  }

 private:
  Compiled full_;
  std::optional<Compiled> narrow_;
};

}  // namespace

struct RegexSet::Impl {
  std::vector<std::unique_ptr<Pattern>> patterns;
  std::vector<std::size_t> program_sizes;  ///< an upper bound for known shapes, until settled
  std::size_t settled = 0;                 ///< so many sizes are exact
  std::size_t program_size = 0;            ///< their sum
  std::size_t given_up = 0;                ///< what refused patterns are counted as
  std::int64_t share = kPatternMemory;
  LiteralFinder literals;
  std::vector<std::uint32_t> without_literals;

  void add(std::unique_ptr<Pattern> pattern, std::size_t size,
           const std::vector<std::string>& needed) {
    const auto number = static_cast<std::uint32_t>(patterns.size());
    patterns.push_back(std::move(pattern));
    program_sizes.push_back(size);
    program_size += size;
    for (const std::string& literal : needed) literals.add(literal, number);
    if (needed.empty()) without_literals.push_back(number);
  }

  /// Is it certain that RE2 takes a pattern of this shape without going over any limit?
  [[nodiscard]] bool fits(const RegexShape& shape) const {
    return !shape.matches_empty && program_size + shape.size <= kProgramBudget &&
           static_cast<std::int64_t>(shape.size) * kInstructionMemory + kPatternOverhead <= share;
  }

  /// Are the patterns too large together with `more`? Sizes that are only bounded are made exact
  /// when it depends on them.
  bool too_large_with(std::size_t more) {
    if (program_size + given_up + more > kProgramBudget) settle();
    return program_size + given_up + more > kProgramBudget;
  }

  /// Compiles what was taken on its shape alone.
  void settle() {
    for (; settled < patterns.size(); ++settled) {
      const RE2& compiled = patterns[settled]->full();
      expects(compiled.ok(), "a pattern of known shape compiles");
      program_size -= program_sizes[settled];
      program_sizes[settled] = size_of(compiled);
      program_size += program_sizes[settled];
    }
  }
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
  const std::optional<RegexShape> shape = shape_of(pattern);
  const auto number = static_cast<int>(impl_->patterns.size());
  const std::vector<std::string> needed = shape ? shape->literals : std::vector<std::string>();
  auto made = std::make_unique<Pattern>(pattern, shape, impl_->share);
  if (impl_->patterns.size() < kMostPatterns && shape && impl_->fits(*shape)) {
    impl_->add(std::move(made), shape->size, needed);
    return number;
  }
  if (impl_->too_large_with(0) || impl_->patterns.size() >= kMostPatterns) {
    error = too_many;
    return -1;
  }
  const RE2& compiled = made->full();
  if (!compiled.ok()) {
    std::size_t replaced = 0;  // the library may quote half a letter
    error = utf8::replace_invalid(compiled.error(), replaced);
    // Giving up costs as much time as compiling: a codebook full of such patterns is stopped too.
    const bool too_large = compiled.error_code() == RE2::ErrorPatternTooLarge;
    if (too_large) impl_->given_up += kProgramBudget / 10;
    return -1;
  }
  if (RE2::FullMatch("", compiled)) {
    error = "the pattern matches the empty text";
    return -1;
  }
  const std::size_t size = size_of(compiled);
  if (impl_->too_large_with(size)) {
    impl_->given_up += size;
    error = too_many;
    return -1;
  }
  impl_->add(std::move(made), size, needed);
  return number;
}

std::size_t RegexSet::size() const { return impl_->patterns.size(); }

void RegexSet::with_literal_in(std::string_view text, std::vector<std::uint32_t>& patterns) const {
  if (impl_->literals.empty()) return;
  std::vector<LiteralFinder::Place> found;
  impl_->literals.find(text, found);
  for (const LiteralFinder::Place& place : found) patterns.push_back(place.owner);
  if (text.find("ſ") == std::string_view::npos) return;
  // An s to RE2: what else it makes of the word is not asked.
  for (std::uint32_t i = 0; i < impl_->patterns.size(); ++i) patterns.push_back(i);
}

const std::vector<std::uint32_t>& RegexSet::without_literals() const {
  return impl_->without_literals;
}

bool RegexSet::occurs(std::size_t number, std::string_view text) const {
  return impl_->patterns[number]->for_text(text).Match(piece(text), 0, text.size(), RE2::UNANCHORED,
                                                       nullptr, 0);
}

void RegexSet::find(std::size_t number, std::string_view text,
                    const std::vector<std::uint32_t>& starts,
                    const std::vector<std::uint32_t>& ends, std::vector<ByteSpan>& out) const {
  const RE2& pattern = impl_->patterns[number]->for_text(text);
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
