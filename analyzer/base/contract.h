#pragma once
#include <stdexcept>
#include <string>

/// Broken contracts are our bugs, never a person's input: they throw, and `main` reports exit 70.
namespace rodtrad {

class BrokenContract : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// States what must hold here if the program is right.
inline void expects(bool condition, const char* what) {
  if (!condition) throw BrokenContract(std::string("broken contract: ") + what);
}

}  // namespace rodtrad
