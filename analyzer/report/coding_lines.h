#pragma once
#include <cstdint>
#include <string>

#include "analyzer/base/offset_map.h"
#include "analyzer/model/analysis.h"

/// codings.jsonl line by line, for analyses that come a few documents at a time.
namespace rodtrad::report {

/// Writes codings as lines. What a line says of its unit is made once for codings of the same unit
/// that follow one another, so the analysis must not change meanwhile.
class CodingLines {
 public:
  explicit CodingLines(const Analysis& analysis) : analysis_(analysis) {}

  /// Appends one coding's line without its end. `offsets` are of the coding's document.
  void append(std::string& out, const Coding& coding, const OffsetMap& offsets,
              std::uint32_t score);
  /// The score ends a line, so that a line can be kept until all scores are known: appends a
  /// coding's line up to its score.
  void append_unscored(std::string& out, const Coding& coding, const OffsetMap& offsets);

 private:
  void write_unit(const Unit& unit, const OffsetMap& offsets);

  const Analysis& analysis_;
  const Unit* unit_ = nullptr;  ///< of which the following tell
  std::string about_unit_;      ///< the members from `document` to `attributes`, in braces
  std::string about_source_;    ///< `votes` and `source`, in braces
};

/// What comes after an unscored line.
void append_score(std::string& out, std::uint32_t score);

}  // namespace rodtrad::report
