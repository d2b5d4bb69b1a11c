#include "tests/fuzz/checks.h"

/// A web page.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rodtrad::fuzz::check_import("material.html", rodtrad::fuzz::as_text(data, size));
  return 0;
}
