#include "tests/fuzz/checks.h"

/// Rich Text Format.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rodtrad::fuzz::check_import("material.rtf", rodtrad::fuzz::as_text(data, size));
  return 0;
}
