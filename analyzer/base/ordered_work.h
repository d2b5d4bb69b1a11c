#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "analyzer/base/parallel.h"

namespace rodtrad {

/// A stream of items over threads: `produce(item)` makes the next item and says false at the end;
/// `work(item, worker)` is called for many items at once; `consume(item)` gets them in the order
/// they were produced. `produce` and `consume` are never called by two threads at a time, and each
/// sees what its earlier calls did. No more than `in_flight` items exist at once, so memory does
/// not follow the length of the stream. The first exception is passed on. With one worker
/// everything happens on the calling thread.
template <class Item, class Produce, class Work, class Consume>
void ordered_work(std::size_t workers, std::size_t in_flight, Produce produce, Work work,
                  Consume consume) {
  enum class State { Ready, Working, Done };
  struct Slot {
    Item item{};
    State state = State::Ready;
  };
  std::deque<std::unique_ptr<Slot>> line;  // in order of production
  std::mutex guard;
  std::condition_variable changed;
  bool producing = false;
  bool consuming = false;
  bool ended = false;
  std::exception_ptr first;

  const auto ready = [&]() -> Slot* {
    for (const auto& slot : line) {
      if (slot->state == State::Ready) return slot.get();
    }
    return nullptr;
  };
  const auto loop = [&](std::size_t worker) {
    std::unique_lock lock(guard);
    const auto unlocked = [&lock](const auto& step) {
      lock.unlock();
      step();
      lock.lock();
    };
    try {
      while (!first) {
        if (!consuming && !line.empty() && line.front()->state == State::Done) {
          consuming = true;
          unlocked([&, slot = line.front().get()] { consume(slot->item); });
          line.pop_front();
          consuming = false;
        } else if (Slot* slot = ready()) {
          slot->state = State::Working;
          unlocked([&] { work(slot->item, worker); });
          slot->state = State::Done;
        } else if (!producing && !ended && line.size() < in_flight) {
          producing = true;
          auto made = std::make_unique<Slot>();
          bool more = false;
          unlocked([&] { more = produce(made->item); });
          if (more) line.push_back(std::move(made));
          ended = !more;
          producing = false;
        } else if (ended && line.empty()) {
          return;
        } else {
          changed.wait(lock);
          continue;
        }
        changed.notify_all();
      }
    } catch (...) {
      if (!lock.owns_lock()) lock.lock();
      if (!first) first = std::current_exception();
      changed.notify_all();
    }
  };
  std::vector<std::thread> threads = start_threads(workers, loop);
  loop(0);
  for (std::thread& thread : threads) thread.join();
  if (first) std::rethrow_exception(first);
}

}  // namespace rodtrad
