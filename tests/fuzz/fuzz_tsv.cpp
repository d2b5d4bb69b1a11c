#include "tests/fuzz/checks.h"

/// An answer sheet with tabs, or Whisper's table of cues.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rodtrad::fuzz::check_sheet("material.tsv", rodtrad::fuzz::as_text(data, size));
  return 0;
}
