#pragma once
#include <cstddef>
#include <vector>

namespace rodtrad {

/// How many items two sorted lists share, each pair counted once. O(n + m).
template <typename Item>
std::size_t shared_items(const std::vector<Item>& a, const std::vector<Item>& b) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      ++shared;
      ++i;
      ++j;
    } else if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return shared;
}

}  // namespace rodtrad
