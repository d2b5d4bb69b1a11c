#include "tests/fuzz/checks.h"

/// An answer sheet with whatever separator it has.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rodtrad::fuzz::check_sheet("material.csv", rodtrad::fuzz::as_text(data, size));
  return 0;
}
