#include "tests/fuzz/checks.h"

/// A transcript in JSON, from speech recognition or a transcription program.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rodtrad::fuzz::check_import("material.json", rodtrad::fuzz::as_text(data, size));
  return 0;
}
