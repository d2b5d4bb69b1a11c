#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace rodtrad {

/// Why something was read as it was. Nearly all of a long material's reasons are phrases of the
/// program itself: those cost no memory and no copying.
class Reason {
 public:
  Reason() = default;
  template <std::size_t n>
  consteval Reason(const char (&phrase)[n]) : phrase_(phrase, n - 1) {}
  Reason(std::string words) : words_(std::make_shared<const std::string>(std::move(words))) {}

  operator std::string_view() const { return words_ ? std::string_view(*words_) : phrase_; }
  friend bool operator==(const Reason& reason, std::string_view words) {
    return std::string_view(reason) == words;
  }

 private:
  std::string_view phrase_{};
  std::shared_ptr<const std::string> words_{};
};

}  // namespace rodtrad
