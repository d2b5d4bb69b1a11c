#include "analyzer/base/hash_runs.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <queue>

#include "analyzer/base/sha256.h"

namespace rodtrad {
namespace {
constexpr std::size_t kReadAtOnce = 4096;
}  // namespace

Fingerprint fingerprint(std::string_view text) {
  const auto digest = sha256(text);
  Fingerprint half{};
  std::copy_n(digest.begin(), half.size(), half.begin());
  return half;
}

HashRuns::HashRuns(const std::filesystem::path& folder, std::size_t in_memory)
    : in_memory_(in_memory), file_(folder) {}

Outcome HashRuns::add(const Fingerprint& hash) {
  run_.push_back(hash);
  return run_.size() < in_memory_ ? success() : end_run();
}

Outcome HashRuns::end_run() {
  std::sort(run_.begin(), run_.end());
  const std::string_view bytes(reinterpret_cast<const char*>(run_.data()),
                               run_.size() * sizeof(Fingerprint));
  Outcome appended = file_.append(bytes);
  run_ends_.push_back(file_.size());
  run_.clear();
  return appended;
}

Outcome HashRuns::visit(const std::function<void(const Fingerprint&, std::uint64_t)>& visit) {
  if (run_ends_.empty()) {
    std::sort(run_.begin(), run_.end());
    for (auto first = run_.begin(); first != run_.end();) {
      const auto last = std::upper_bound(first, run_.end(), *first);
      visit(*first, static_cast<std::uint64_t>(last - first));
      first = last;
    }
    return success();
  }
  if (!run_.empty()) {
    if (Outcome ended = end_run(); !ended) return ended;
  }
  std::deque<ScratchReader> readers;
  using Front = std::pair<Fingerprint, std::size_t>;
  std::priority_queue<Front, std::vector<Front>, std::greater<>> fronts;
  const auto advance = [&](std::size_t run) -> Outcome {
    if (readers[run].at_end()) return success();
    auto bytes = readers[run].next(sizeof(Fingerprint));
    if (!bytes) return std::move(bytes).failure();
    Fingerprint hash{};
    std::memcpy(hash.data(), bytes.value().data(), hash.size());
    fronts.emplace(hash, run);
    return success();
  };
  std::uint64_t begin = 0;
  for (std::size_t run = 0; run < run_ends_.size(); ++run) {
    readers.emplace_back(file_, begin, run_ends_[run], kReadAtOnce);
    begin = run_ends_[run];
    if (Outcome advanced = advance(run); !advanced) return advanced;
  }
  while (!fronts.empty()) {
    const Fingerprint hash = fronts.top().first;
    std::uint64_t times = 0;
    while (!fronts.empty() && fronts.top().first == hash) {
      const std::size_t run = fronts.top().second;
      fronts.pop();
      ++times;
      if (Outcome advanced = advance(run); !advanced) return advanced;
    }
    visit(hash, times);
  }
  return success();
}

}  // namespace rodtrad
