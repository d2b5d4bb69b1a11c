#include "analyzer/formats/json_locator.h"

#include <algorithm>

#include "analyzer/base/utf8.h"
#include "analyzer/formats/json_reader.h"

namespace rodtrad::formats {

JsonLocator::JsonLocator(std::string_view text, std::string file, const JsonItem& root)
    : text_(text), file_(std::move(file)), root_(root), positions_(json_positions(text)) {
  line_starts_.push_back(0);
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    line_starts_.push_back(at + 1);
  }
}

/// Items follow each other in memory in the order of the text.
std::size_t JsonLocator::number_of(const JsonItem& item) const {
  return static_cast<std::size_t>(&item - &root_);
}

std::size_t JsonLocator::line_at(std::size_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<std::size_t>(after - line_starts_.begin());
}

Place JsonLocator::at_offset(std::size_t offset) const {
  const std::size_t line = line_at(offset);
  const std::size_t start = line_starts_[line - 1];
  const bool back = counted_offset_ > offset;
  const bool far_back =
      back && (counted_offset_ - offset > offset - start || line_at(counted_offset_) != line);
  if (counted_offset_ < start || far_back) {
    counted_offset_ = start;
    counted_column_ = 1;
  }
  if (counted_offset_ > offset) {
    counted_column_ -= utf8::count(text_.substr(offset, counted_offset_ - offset));
  } else {
    counted_column_ += utf8::count(text_.substr(counted_offset_, offset - counted_offset_));
  }
  counted_offset_ = offset;
  return {.path = file_, .line = line, .column = counted_column_};
}

Place JsonLocator::place(const JsonItem& item, At at) const {
  if (&item == &root_) return {.path = file_};
  const JsonPosition& position = positions_.at(number_of(item));
  return at_offset(at == At::Key ? position.key : position.value);
}

Place JsonLocator::inside_string(const JsonItem& item) const {
  Place result = place(item);
  if (result.column) ++*result.column;
  return result;
}

SourceLine JsonLocator::line_of(const JsonItem& item) const {
  constexpr std::size_t kBefore = 100;
  constexpr std::size_t kAfter = 160;
  if (&item == &root_) return {};
  const std::size_t value = positions_.at(number_of(item)).value;
  const std::size_t start = line_starts_[line_at(value) - 1];
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

std::string JsonLocator::path(const JsonItem& item) const {
  std::string out;
  const JsonItem* whole = &root_;
  while (whole != &item) {
    std::size_t index = 0;
    auto part = whole->begin();
    // The last one that does not begin after the item holds it.
    for (auto next = std::next(part); next != whole->end() && &*next <= &item; ++next) {
      part = next;
      ++index;
    }
    out += "/" + (whole->is_object() ? pointer_step(part->key()) : std::to_string(index));
    whole = &*part;
  }
  return out;
}

std::string_view as_written(std::string_view text, const JsonItem& root, const JsonItem& item) {
  const std::size_t begin = json_positions(text).at(static_cast<std::size_t>(&item - &root)).value;
  return text.substr(begin, text.find_first_of(",]} \n\r\t", begin) - begin);
}

}  // namespace rodtrad::formats
