#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "analyzer/ingest/importer.h"

/// JSON lines a piece at a time: a file of any size is a row of pieces that know nothing of each
/// other but the number of their first line.
namespace rodtrad::ingest {

/// Keys of lines that mean nothing here, and how often each was met.
using IgnoredKeys = std::map<std::string, std::size_t>;

struct JsonlPiece {
  Documents documents{};  ///< up to the first faulty line; ids are not made unique
  IgnoredKeys ignored{};
  std::optional<Failure> failed{};
};

/// Reads whole lines of decoded text (`text::TextForm::Lines`), the first of them number
/// `first_line` of the file. Of `source` only the names are used.
JsonlPiece read_jsonl_piece(std::string_view text, std::uint32_t first_line, const Source& source,
                            const std::string& encoding);

/// The remarks about a file's keys that are not used.
void tell_ignored_keys(const IgnoredKeys& ignored, const std::string& file, Diagnostics& remarks);

}  // namespace rodtrad::ingest
