#include "analyzer/pipeline/exchange.h"
#include "tests/fuzz/checks.h"

/// A table of codes: refused with a reason, or a codebook that our own loader takes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using rodtrad::fuzz::require;
  rodtrad::Diagnostics remarks;
  const std::string bytes(rodtrad::fuzz::as_text(data, size));
  const auto read = rodtrad::pipeline::read_exchange({"koder.csv", bytes}, "auto", remarks);
  if (!read) {
    require(!read.failure().diagnostics.empty(), "a refusal says why");
    return 0;
  }
  std::vector<rodtrad::Loss> losses;
  const auto written = rodtrad::pipeline::write_exchange(
      read.value(), "bok.json", rodtrad::report::QdpxProfile::Standard, {}, losses);
  if (!written) return 0;
  require(static_cast<bool>(
              rodtrad::pipeline::read_exchange({"bok.json", written.value()}, "auto", remarks)),
          "a codebook made of a table is one");
  return 0;
}
