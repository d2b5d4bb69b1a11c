#include "analyzer/formats/json_io.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analyzer/base/utf8.h"
#include "analyzer/formats/json_hints.h"
#include "analyzer/formats/json_scan.h"

namespace rodtrad::formats {
namespace {

/// The library's message without its own prefix and position, which we give in our way.
std::string short_message(const std::string& what) {
  const std::size_t colon = what.find(": ");
  std::string message = colon == std::string::npos ? what : what.substr(colon + 2);
  if (const std::size_t last_read = message.find("; last read:"); last_read != std::string::npos) {
    const std::size_t expected = message.find("; expected", last_read);
    message = message.substr(0, last_read) +
              (expected == std::string::npos ? "" : message.substr(expected));
  }
  std::size_t replaced = 0;  // the library cuts what it quotes, also inside a letter
  return utf8::replace_invalid(message, replaced);
}

}  // namespace

Place place_of(std::string_view text, std::size_t offset, const std::string& file,
               std::size_t first_line) {
  offset = std::min(offset, text.size());
  const std::string_view before = text.substr(0, offset);
  const auto lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_start = before.rfind('\n');
  const std::string_view in_line =
      line_start == std::string_view::npos ? before : before.substr(line_start + 1);
  return {.path = file, .line = first_line + lines, .column = utf8::count(in_line) + 1};
}

Result<nlohmann::json> parse_json(std::string_view text, const std::string& file,
                                  std::size_t first_line) {
  if (const auto deep = too_deep(text)) {
    return failure("json-too-deep", "more than 512 levels of nesting",
                   place_of(text, *deep, file, first_line));
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return failure("json-syntax", "not valid JSON: a NUL character",
                   place_of(text, nul, file, first_line));
  }
  try {
    nlohmann::json value = nlohmann::json::parse(text);
    if (const auto fault = key_given_twice(text)) {
      return failure("json-duplicate-key", "the key \"" + fault->key + "\" is given twice",
                     place_of(text, fault->offset, file, first_line), "remove one of them");
    }
    return value;
  } catch (const nlohmann::json::parse_error& error) {
    const std::size_t offset = error.byte > 0 ? error.byte - 1 : 0;
    return failure("json-syntax", "not valid JSON: " + short_message(error.what()),
                   place_of(text, offset, file, first_line), json_hint(text, offset));
  } catch (const nlohmann::json::exception& error) {
    if (const auto number = too_large_number(text)) {
      return failure("json-syntax", "the number is too large",
                     place_of(text, *number, file, first_line), "write it between quotation marks");
    }
    return failure("json-syntax", "not valid JSON: " + short_message(error.what()),
                   {.path = file, .line = first_line});
  }
}

}  // namespace rodtrad::formats
