#include "analyzer/stats/exact_test.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "analyzer/stats/random.h"

namespace rodtrad::stats {
namespace {

constexpr double kMostTables = 2e6;
constexpr std::size_t kDraws = 20'000;
constexpr std::uint64_t kSeed = 1951;
/// Tables that are equally likely differ by rounding.
constexpr double kSameLogarithm = 1e-7;

class Tables {
 public:
  Tables(const std::vector<std::uint64_t>& with, const std::vector<std::uint64_t>& without) {
    for (std::size_t g = 0; g < with.size(); ++g) {
      groups_.push_back({with[g] + without[g], with[g]});
      with_ += with[g];
      all_ += with[g] + without[g];
    }
    // Those without are as good to count as those with: the fewer are.
    if (with_ * 2 > all_) {
      for (Group& group : groups_) group.with = group.size - group.with;
      with_ = all_ - with_;
    }
    log_factorial_.resize(all_ + 1);
    for (std::size_t n = 1; n <= all_; ++n) {
      log_factorial_[n] = log_factorial_[n - 1] + std::log(static_cast<double>(n));
    }
    // What is left over falls to the last group, so the largest stands there.
    std::sort(groups_.begin(), groups_.end(),
              [](const Group& a, const Group& b) { return a.size < b.size; });
    for (const Group& group : groups_) own_ += log_choose(group.size, group.with);
    limit_ = own_ + kSameLogarithm;
  }

  [[nodiscard]] ExactP p() const {
    double tables = 1;
    for (std::size_t g = 0; g + 1 < groups_.size(); ++g) {
      tables *= static_cast<double>(std::min(groups_[g].size, with_) + 1);
    }
    return tables <= kMostTables ? ExactP{enumerated(), false} : ExactP{simulated(), true};
  }

 private:
  struct Group {
    std::uint64_t size = 0;
    std::uint64_t with = 0;
  };

  [[nodiscard]] double log_choose(std::uint64_t of, std::uint64_t some) const {
    return log_factorial_[of] - log_factorial_[some] - log_factorial_[of - some];
  }

  [[nodiscard]] double enumerated() const {
    const double every = log_choose(all_, with_);
    return std::min(1.0, sum_from(0, with_, all_, 0, every));
  }

  /// Probability of the unlikely tables that agree with what is chosen for the groups before `g`.
  [[nodiscard]] double sum_from(std::size_t g, std::uint64_t left, std::uint64_t room,
                                double logarithm, double every) const {
    const std::uint64_t size = groups_[g].size;
    if (g + 1 == groups_.size()) {
      const double whole = logarithm + log_choose(size, left);
      return whole <= limit_ ? std::exp(whole - every) : 0.0;
    }
    const std::uint64_t behind = room - size;
    double sum = 0;
    for (std::uint64_t k = left > behind ? left - behind : 0; k <= std::min(size, left); ++k) {
      sum += sum_from(g + 1, left - k, behind, logarithm + log_choose(size, k), every);
    }
    return sum;
  }

  [[nodiscard]] double simulated() const {
    Random random(kSeed);
    std::vector<std::uint32_t> group_of;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      group_of.insert(group_of.end(), groups_[g].size, static_cast<std::uint32_t>(g));
    }
    std::size_t unlikely = 0;
    std::vector<std::uint64_t> drawn(groups_.size());
    for (std::size_t n = 0; n < kDraws; ++n) {
      std::fill(drawn.begin(), drawn.end(), 0);
      for (std::size_t i = 0; i < with_; ++i) {
        std::swap(group_of[i], group_of[i + random.below(group_of.size() - i)]);
        ++drawn[group_of[i]];
      }
      double logarithm = 0;
      for (std::size_t g = 0; g < groups_.size(); ++g) {
        logarithm += log_choose(groups_[g].size, drawn[g]);
      }
      if (logarithm <= limit_) ++unlikely;
    }
    return static_cast<double>(unlikely + 1) / static_cast<double>(kDraws + 1);
  }

  std::vector<Group> groups_;
  std::vector<double> log_factorial_;  ///< from 0
  std::uint64_t with_ = 0;
  std::uint64_t all_ = 0;
  double own_ = 0;
  double limit_ = 0;
};

}  // namespace

ExactP exact_test(const std::vector<std::uint64_t>& with,
                  const std::vector<std::uint64_t>& without) {
  return Tables(with, without).p();
}

}  // namespace rodtrad::stats
