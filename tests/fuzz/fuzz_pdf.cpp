#include "analyzer/ingest/block_text.h"
#include "tests/fuzz/checks.h"

/// What the PDF program prints; the program itself is not ours to try.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rodtrad::fuzz::check_import("material.pdf", rodtrad::fuzz::as_text(data, size).substr(0, 4));
  // A line of its own parts what is printed from the list of its words.
  const std::string_view all = rodtrad::fuzz::as_text(data, size);
  const std::size_t cut = all.find("\nlevel\t");
  const std::string_view printed = all.substr(0, cut);
  const std::string_view list = cut == std::string_view::npos ? all : all.substr(cut + 1);
  const rodtrad::ingest::Source source{"material.pdf", "material", {}};
  rodtrad::Diagnostics remarks;
  auto documents =
      rodtrad::ingest::structured(rodtrad::ingest::pdf_pages(printed, list), source, {}, remarks);
  rodtrad::fuzz::require(static_cast<bool>(documents), "any text has pages");
  rodtrad::fuzz::check_document(documents.value().front());
  return 0;
}
