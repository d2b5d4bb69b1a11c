#include "tests/fuzz/checks.h"

/// Plain text in the encoding it shows, and in one that a person named: the size chooses.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = rodtrad::fuzz::as_text(data, size);
  rodtrad::fuzz::check_import("material.txt", bytes);
  if (size % 4 == 1) rodtrad::fuzz::check_import("material.txt", bytes, "windows-1252");
  if (size % 4 == 2) rodtrad::fuzz::check_import("material.txt", bytes, "utf-16le");
  return 0;
}
