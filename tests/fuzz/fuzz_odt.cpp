#include "tests/fuzz/checks.h"
#include "tests/fuzz/parts.h"

/// The XML of an OpenDocument text inside a sound container: the content, the styles.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto pieces = rodtrad::fuzz::pieces_of(rodtrad::fuzz::as_text(data, size), 2);
  rodtrad::fuzz::check_import(
      "material.odt",
      rodtrad::fuzz::container_of({{"content.xml", pieces[0]}, {"styles.xml", pieces[1]}}));
  return 0;
}
