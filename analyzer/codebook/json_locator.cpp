#include "analyzer/codebook/json_locator.h"

#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"

namespace rodtrad::codebook {

JsonLocator::JsonLocator(std::string_view text, std::string file)
    : JsonLocator(text, std::move(file), {}) {
  formats::scan_json(text, &positions_);
}

JsonLocator::JsonLocator(std::string_view text, std::string file, formats::JsonPositions positions)
    : text_(text), file_(std::move(file)), positions_(std::move(positions)) {
  line_starts_.push_back(0);
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    line_starts_.push_back(at + 1);
  }
}

Place JsonLocator::at_offset(std::size_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::size_t>(after - line_starts_.begin());
  const std::size_t start = line_starts_[line - 1];
  if (counted_offset_ < start || counted_offset_ > offset) {
    counted_offset_ = start;
    counted_column_ = 1;
  }
  counted_column_ += utf8::count(text_.substr(counted_offset_, offset - counted_offset_));
  counted_offset_ = offset;
  return {.path = file_, .line = line, .column = counted_column_};
}

Place JsonLocator::place(const std::string& pointer, At at) const {
  const formats::JsonPositions::Entry* const found = positions_.find(pointer);
  if (found == nullptr) return {.path = file_};
  return at_offset(at == At::Key ? found->key : found->value);
}

Place JsonLocator::inside_string(const std::string& pointer) const {
  Place result = place(pointer);
  if (result.column) ++*result.column;
  return result;
}

SourceLine JsonLocator::line_of(const std::string& pointer) const {
  constexpr std::size_t kBefore = 100;
  constexpr std::size_t kAfter = 160;
  const formats::JsonPositions::Entry* const found = positions_.find(pointer);
  if (found == nullptr) return {};
  const std::size_t value = found->value;
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), value);
  const std::size_t start = *(after - 1);
  const std::size_t line_end = std::min(text_.find('\n', value), text_.size());
  std::size_t from = start;
  if (value - start > kBefore) {
    from = value - kBefore;
    while (utf8::is_continuation(text_[from])) ++from;
  }
  std::size_t to = std::min(line_end, value + kAfter);
  while (to < line_end && utf8::is_continuation(text_[to])) ++to;
  SourceLine line{std::string(text_.substr(from, to - from)), 1};
  if (from > start) {
    line.first_column =
        at_offset(value).column.value_or(1) - utf8::count(text_.substr(from, value - from));
  }
  if (line.text.ends_with('\r')) line.text.pop_back();
  return line;
}

}  // namespace rodtrad::codebook
