#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace rodtrad {

/// Threads that run `loop(1)`, `loop(2)` … below `workers`; fewer where the system gives no more.
template <class Loop>
std::vector<std::thread> start_threads(std::size_t workers, const Loop& loop) {
  std::vector<std::thread> threads;
  threads.reserve(workers);
  try {
    for (std::size_t w = 1; w < workers; ++w) threads.emplace_back(loop, w);
  } catch (const std::system_error&) {
    // Whoever calls takes part in the work, so it is done without them.
  }
  return threads;
}

/// Calls `work(index, worker)` for every index in [0, count) on up to `workers` threads and waits.
/// Results belong in slots by index, so that the order of threads never shows. The first exception
/// is passed on.
template <class Work>
void parallel_for(std::size_t count, std::size_t workers, Work work) {
  if (workers <= 1 || count <= 1) {
    for (std::size_t i = 0; i < count; ++i) work(i, std::size_t{0});
    return;
  }
  std::atomic<std::size_t> next{0};
  std::exception_ptr first;
  std::mutex guard;
  const auto loop = [&](std::size_t worker) {
    try {
      for (std::size_t i = next++; i < count; i = next++) work(i, worker);
    } catch (...) {
      const std::lock_guard lock(guard);
      if (!first) first = std::current_exception();
      next = count;
    }
  };
  std::vector<std::thread> threads = start_threads(std::min(workers, count), loop);
  loop(0);
  for (std::thread& thread : threads) thread.join();
  if (first) std::rethrow_exception(first);
}

}  // namespace rodtrad
