#include <array>
#include <vector>

#include "analyzer/base/utf8.h"
#include "analyzer/pipeline/decisions.h"
#include "analyzer/pipeline/judgements.h"
#include "analyzer/pipeline/results_folder.h"
#include "tests/fuzz/checks.h"

namespace {

constexpr const char* kBook = R"({"format":"rodtrad-codebook/1","id":"b","version":"1","title":"B",
"levels":[{"id":"lokal","label":"Lokal","default":true}],"dimensions":[{"id":"d","label":"D"}],
"themes":[{"id":"tid","label":"Tid","dimension":"d","indicators":["=tid"]}]})";

}  // namespace

/// A results folder read back: run.json, material.jsonl, codings.jsonl and a sheet of decisions,
/// NUL between them. Refused with a place, or whole.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rodtrad;
  std::string_view bytes = fuzz::as_text(data, size);
  std::array<std::string, 4> parts;
  for (std::string& part : parts) {
    const std::size_t end = std::min(bytes.find('\0'), bytes.size());
    part = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  auto analysis = pipeline::read_results({"ut", kBook, parts[0], parts[1], parts[2]});
  if (!analysis) {
    fuzz::check_failure(analysis.failure());
    return 0;
  }
  Diagnostics remarks;
  if (const auto rows = pipeline::read_judgements(parts[3], "beslut.csv", remarks)) {
    const std::size_t before = analysis.value().codings.size();
    const auto counts = pipeline::apply_decisions(rows.value(), analysis.value(), remarks);
    if (counts) {
      fuzz::require(analysis.value().codings.size() ==
                        before + counts.value().added - counts.value().rejected.size(),
                    "decisions add and take away what they say");
    } else {
      fuzz::check_failure(counts.failure());
    }
  }
  for (const Coding& coding : analysis.value().codings) {
    const Unit& unit = analysis.value().unit_of(coding);
    fuzz::check_slice(analysis.value().document_of(unit).text, unit.span, "a coding's unit");
  }
  return 0;
}
