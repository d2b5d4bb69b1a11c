#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace rodtrad::formats {

/// Appends a JSON string with its quotes. Control characters, U+2028 and U+2029 are escaped;
/// with `for_html` also `<`, so that the text can stand inside a script element.
void append_json_string(std::string& out, std::string_view text, bool for_html = false);

/// Writes one JSON value piece by piece, keys in the order given; the commas are its business.
class JsonWriter {
 public:
  enum class Style { Compact, Indented, Narrow };  ///< indented by two spaces, by one
  explicit JsonWriter(std::string& out, Style style = Style::Compact) : out_(out), style_(style) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);
  /// A literal, in which nothing needs an escape: half of what a line of codings holds are keys.
  template <std::size_t n>
  JsonWriter& key(const char (&literal)[n]) {
    if (after_key_ || style_ != Style::Compact) return key(std::string_view(literal, n - 1));
    char piece[n + 3];  // the comma, the key in its quotes, the colon
    piece[0] = ',';
    piece[1] = '"';
    std::memcpy(piece + 2, literal, n - 1);
    piece[n + 1] = '"';
    piece[n + 2] = ':';
    const std::size_t from = first_ ? 1 : 0;
    out_.append(piece + from, n + 3 - from);
    first_ = false;
    after_key_ = true;
    return *this;
  }
  JsonWriter& string(std::string_view text);
  JsonWriter& number(std::int64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();
  void new_line();

  std::string& out_;
  Style style_;
  std::size_t depth_ = 0;
  bool first_ = true;  ///< nothing written yet at this depth
  bool after_key_ = false;
};

}  // namespace rodtrad::formats
