#pragma once
#include <string>
#include <string_view>

#include "analyzer/base/diagnostic.h"
#include "analyzer/formats/json_scan.h"

namespace rodtrad::codebook {

/// Finds the line and column of a JSON pointer such as `/themes/3/label` in a codebook's text.
/// The text must be valid JSON and outlive the locator.
class JsonLocator {
 public:
  JsonLocator(std::string_view text, std::string file);
  /// The same where the positions are known already (`parse_json`).
  JsonLocator(std::string_view text, std::string file, formats::JsonPositions positions);

  /// Place of the value; of its key with `Key`. A pointer that is not there gives the file alone.
  enum class At { Value, Key };
  [[nodiscard]] Place place(const std::string& pointer, At at = At::Value) const;
  /// Place of a string's first character, after its quote.
  [[nodiscard]] Place inside_string(const std::string& pointer) const;
  /// The line the value stands on, without its line end; of a long line some hundred bytes around
  /// it.
  [[nodiscard]] SourceLine line_of(const std::string& pointer) const;

 private:
  [[nodiscard]] Place at_offset(std::size_t offset) const;
  std::string_view text_;
  std::string file_;
  formats::JsonPositions positions_;
  std::vector<std::size_t> line_starts_;
  /// The last column counted: entries of a one-line file are asked for in order.
  mutable std::size_t counted_offset_ = 0;
  mutable std::size_t counted_column_ = 1;
};

}  // namespace rodtrad::codebook
