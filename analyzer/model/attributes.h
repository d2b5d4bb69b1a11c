#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rodtrad {

/// What is known about a document, a speaker or an answer: name -> value, in the order first met.
/// Values are kept as the person wrote them; reports that need numbers or dates read them then.
class Attributes {
 public:
  using Entry = std::pair<std::string, std::string>;

  /// Adds or replaces.
  void set(std::string name, std::string value) {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&name](const Entry& entry) { return entry.first == name; });
    if (found != entries_.end()) {
      found->second = std::move(value);
    } else {
      entries_.emplace_back(std::move(name), std::move(value));
    }
  }
  /// The value, or null.
  [[nodiscard]] const std::string* find(std::string_view name) const {
    for (const Entry& entry : entries_) {
      if (entry.first == name) return &entry.second;
    }
    return nullptr;
  }
  /// Takes every entry of `other`; on a clash `other` wins.
  void merge(const Attributes& other) {
    for (const Entry& entry : other.entries_) set(entry.first, entry.second);
  }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] bool empty() const { return entries_.empty(); }

  friend bool operator==(const Attributes&, const Attributes&) = default;

 private:
  std::vector<Entry> entries_;
};

}  // namespace rodtrad
