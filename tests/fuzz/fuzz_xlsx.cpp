#include "tests/fuzz/checks.h"

/// An Excel workbook as it lies on disk: the zip container and what is in it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rodtrad::fuzz::check_import("material.xlsx", rodtrad::fuzz::as_text(data, size));
  return 0;
}
