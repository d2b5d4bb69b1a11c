#include "analyzer/pipeline/compiled_codebook.h"

#include <algorithm>

#include "analyzer/codebook/load.h"

namespace rodtrad::pipeline {

namespace {

constexpr std::size_t kFaultsTold = 20;

/// The JSON path of the indicator a place lies in: line and column say little in a codebook that a
/// program wrote on one line.
std::string pointer_at(const Place& place, const Codebook& book,
                       const std::vector<std::string>& pointers) {
  std::string found;
  for (std::size_t i = 0; i < book.indicators.size() && i < pointers.size(); ++i) {
    const Place& begin = book.indicators[i].place;
    if (begin.line == place.line && begin.column <= place.column) found = pointers[i];
  }
  return found;
}

}  // namespace

Result<CompiledCodebook> compile_codebook(std::string_view json, const std::string& file,
                                          const language::Resources& resources) {
  Result<codebook::Draft> read = codebook::read(json, file);
  if (!read) return std::move(read).failure();
  Diagnostics faults = std::move(read.value().faults);
  std::size_t n = read.value().n_faults;
  auto codebook = std::make_shared<const Codebook>(std::move(read.value().book));
  Result<matching::Matcher> matcher = matching::Matcher::compile(*codebook, resources);
  if (!matcher) {
    std::vector<std::string> pointers;
    read = codebook::read(json, file, &pointers);
    std::size_t told = 0;
    const auto is_empty = [](const Diagnostic& fault) {
      return fault.id == "codebook-empty-indicator";
    };
    const bool empty_told = std::any_of(faults.items().begin(), faults.items().end(), is_empty);
    for (Diagnostic fault : matcher.failure().diagnostics.items()) {
      if (fault.id == "rule-empty" && empty_told) continue;
      if (fault.severity == Severity::Error) ++n;
      if (++told > kFaultsTold) continue;
      const bool of_a_rule = fault.id.starts_with("rule-");
      const std::string pointer =
          of_a_rule ? pointer_at(fault.place, *codebook, pointers) : std::string();
      if (!pointer.empty()) fault.message += " (" + pointer + ")";
      faults.add(std::move(fault));
    }
  }
  if (n > 0) return codebook::tell(faults, n, file);
  return CompiledCodebook{std::move(codebook), std::move(matcher).value(), resources};
}

}  // namespace rodtrad::pipeline
