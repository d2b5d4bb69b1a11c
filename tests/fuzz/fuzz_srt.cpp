#include "tests/fuzz/checks.h"

/// SubRip cues.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rodtrad::fuzz::check_import("material.srt", rodtrad::fuzz::as_text(data, size));
  return 0;
}
