#pragma once
#include <string>

#include "analyzer/cli/common_options.h"
#include "analyzer/pipeline/analyze.h"
#include "analyzer/pipeline/compiled_codebook.h"

/// Reading material for commands that look at it without coding it.
namespace rodtrad::cli {

/// The documents of the inputs. With a codebook its labels are headings, as in `code`.
inline Result<pipeline::Material> read_material(const ReadingOptions& reading,
                                                const std::string& codebook,
                                                pipeline::Request& request, Diagnostics& remarks);

}  // namespace rodtrad::cli

#include "analyzer/cli/inputs.h"
#include "analyzer/cli/sheet_choices.h"

inline rodtrad::Result<rodtrad::pipeline::Material> rodtrad::cli::read_material(
    const ReadingOptions& reading, const std::string& codebook, pipeline::Request& request,
    Diagnostics& remarks) {
  request.import = reading.import;
  FoundInputs found = find_inputs(reading.inputs, {});
  if (found.inputs.empty()) return no_inputs(std::move(found.remarks));
  remarks.append(std::move(found.remarks));
  request.inputs = std::move(found.inputs);
  if (auto settled = settle_sheets({reading.profile, found.profiles, {}}, "sv", request);
      !settled) {
    return std::move(settled).failure();
  }
  if (codebook.empty()) return pipeline::import_all(request, nullptr);
  auto bytes = read_codebook(codebook);
  if (!bytes) return std::move(bytes).failure();
  auto compiled = pipeline::compile_codebook(bytes.value().bytes, bytes.value().name);
  if (!compiled) return std::move(compiled).failure();
  return pipeline::import_all(request, compiled.value().codebook.get());
}
