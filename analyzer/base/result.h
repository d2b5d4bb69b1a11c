#pragma once
#include <utility>
#include <variant>

#include "analyzer/base/contract.h"
#include "analyzer/base/diagnostic.h"

namespace rodtrad {

/// Why there is no value: one or more diagnostics, at least one of them an error.
struct Failure {
  Diagnostics diagnostics{};
};

/// One error as a failure.
inline Failure failure(std::string id, std::string message, Place place = {},
                       std::string hint = {}) {
  Failure f;
  f.diagnostics.error(std::move(id), std::move(message), std::move(place), std::move(hint));
  return f;
}

/// A `T`, or the reason why not. For input that a person can get wrong.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Failure failure) : state_(std::in_place_index<1>, std::move(failure)) {}

  explicit operator bool() const { return state_.index() == 0; }

  T& value() & { return checked(); }
  const T& value() const& { return const_cast<Result*>(this)->checked(); }
  T&& value() && { return std::move(checked()); }

  Failure&& failure() && {
    expects(state_.index() == 1, "failure() of a result that holds a value");
    return std::get<1>(std::move(state_));
  }
  const Failure& failure() const& {
    expects(state_.index() == 1, "failure() of a result that holds a value");
    return std::get<1>(state_);
  }

 private:
  T& checked() {
    expects(state_.index() == 0, "value() of a result that holds a failure");
    return std::get<0>(state_);
  }
  std::variant<T, Failure> state_;
};

/// For steps that give nothing but success.
using Outcome = Result<std::monostate>;
inline Outcome success() { return std::monostate{}; }

}  // namespace rodtrad
