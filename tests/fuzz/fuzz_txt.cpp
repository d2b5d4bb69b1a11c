#include "tests/fuzz/checks.h"

/// Plain text, in the encoding it shows and in those a person could name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = rodtrad::fuzz::as_text(data, size);
  rodtrad::fuzz::check_import("material.txt", bytes);
  for (const char* encoding : {"windows-1252", "utf-16le"}) {
    rodtrad::fuzz::check_import("material.txt", bytes, encoding);
  }
  return 0;
}
