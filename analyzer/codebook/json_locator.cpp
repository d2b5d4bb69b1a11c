#include "analyzer/codebook/json_locator.h"

#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"

namespace rodtrad::codebook {

JsonLocator::JsonLocator(std::string_view text, std::string file)
    : text_(text), file_(std::move(file)) {
  formats::scan_json(text, &positions_);
  line_starts_.push_back(0);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') line_starts_.push_back(at + 1);
  }
}

Place JsonLocator::at_offset(std::size_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::size_t>(after - line_starts_.begin());
  const std::size_t start = line_starts_[line - 1];
  return {
      .path = file_, .line = line, .column = utf8::count(text_.substr(start, offset - start)) + 1};
}

Place JsonLocator::place(const std::string& pointer, At at) const {
  const auto found = positions_.by_pointer.find(pointer);
  if (found == positions_.by_pointer.end()) return {.path = file_};
  return at_offset(at == At::Key ? found->second.key : found->second.value);
}

Place JsonLocator::inside_string(const std::string& pointer) const {
  Place result = place(pointer);
  if (result.column) ++*result.column;
  return result;
}

std::string JsonLocator::line_of(const std::string& pointer) const {
  const auto found = positions_.by_pointer.find(pointer);
  if (found == positions_.by_pointer.end()) return {};
  const auto after =
      std::upper_bound(line_starts_.begin(), line_starts_.end(), found->second.value);
  const std::size_t start = *(after - 1);
  const std::size_t end = text_.find('\n', start);
  std::string line(text_.substr(start, end == std::string_view::npos ? end : end - start));
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

}  // namespace rodtrad::codebook
