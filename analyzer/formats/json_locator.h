#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/diagnostic.h"
#include "analyzer/formats/json_scan.h"

namespace rodtrad::formats {

class JsonItem;

/// Tells where in a file the values stand that `JsonReader` read from it. The text and the items
/// must outlive it.
class JsonLocator {
 public:
  JsonLocator(std::string_view text, std::string file, const JsonItem& root);

  /// Place of a value; of its key with `Key`. The root has the file alone.
  enum class At { Value, Key };
  [[nodiscard]] Place place(const JsonItem& item, At at = At::Value) const;
  /// Place of a string's first character, after its quote.
  [[nodiscard]] Place inside_string(const JsonItem& item) const;
  /// The line a value stands on, without its line end; of a long line some hundred bytes around it.
  /// Nothing for the root.
  [[nodiscard]] SourceLine line_of(const JsonItem& item) const;
  /// The value's JSON pointer (RFC 6901), `/themes/3/label`; empty for the root. Takes time with
  /// the number of values before it.
  [[nodiscard]] std::string path(const JsonItem& item) const;

 private:
  [[nodiscard]] std::size_t number_of(const JsonItem& item) const;
  [[nodiscard]] std::size_t line_at(std::size_t offset) const;
  [[nodiscard]] Place at_offset(std::size_t offset) const;
  std::string_view text_;
  std::string file_;
  const JsonItem& root_;
  std::vector<JsonPosition> positions_;  ///< by number of the item
  std::vector<std::size_t> line_starts_;
  /// The last column counted: entries of a one-line file are asked for nearly in order.
  mutable std::size_t counted_offset_ = 0;
  mutable std::size_t counted_column_ = 1;
};

/// The number, `true`, `false` or `null` as the text has it: a double has no room for a long
/// number's digits.
std::string_view as_written(std::string_view text, const JsonItem& root, const JsonItem& item);

}  // namespace rodtrad::formats
