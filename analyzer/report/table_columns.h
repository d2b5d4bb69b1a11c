#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analyzer/formats/csv.h"
#include "analyzer/model/document.h"
#include "analyzer/report/fields.h"

/// Columns that codings.csv and units.csv share.
namespace rodtrad::report {

inline void source_headers(formats::CsvWriter& csv) {
  for (const char* column : {"file", "line", "page", "row", "time"}) csv.cell(column);
}

inline void source_cells(formats::CsvWriter& csv, const Document& document,
                         const SourceAnchor& anchor) {
  const auto number = [&csv](const std::optional<std::uint32_t>& value) {
    if (value) {
      csv.number(*value);
    } else {
      csv.cell("");
    }
  };
  csv.cell(document.provenance.file);
  number(anchor.line);
  number(anchor.page);
  number(anchor.row);
  csv.cell(anchor.start_ms ? clock_text(*anchor.start_ms) : "");
}

inline void attribute_headers(formats::CsvWriter& csv, const std::vector<std::string>& names) {
  for (const std::string& name : names) csv.cell("attr_" + name);
}

inline void attribute_cells(formats::CsvWriter& csv, const std::vector<std::string>& names,
                            const Attributes& attributes) {
  for (const std::string& name : names) {
    const std::string* value = attributes.find(name);
    csv.cell(value == nullptr ? "" : *value);
  }
}

inline void votes_cell(formats::CsvWriter& csv, const std::optional<std::int64_t>& votes) {
  if (votes) {
    csv.number(*votes);
  } else {
    csv.cell("");
  }
}

}  // namespace rodtrad::report
