#pragma once
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace rodtrad::formats {

/// Writes JSON piece by piece, keys in the order given; the commas are its business. What is
/// written has reached `out` when the outermost value ends, and not before. Control characters,
/// U+2028 and U+2029 are escaped, all else stands as it is.
class JsonWriter {
 public:
  enum class Style { Compact, Indented, Narrow };  ///< indented by two spaces, by one
  explicit JsonWriter(std::string& out, Style style = Style::Compact) : out_(out), style_(style) {}
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);
  /// A literal, in which nothing needs an escape: half of what a line of codings holds are keys.
  template <std::size_t n>
  JsonWriter& key(const char (&literal)[n]) {
    static_assert(n + 3 <= kRoom);
    if (after_key_ || style_ != Style::Compact) return key(std::string_view(literal, n - 1));
    char* to = room(n + 3);  // the comma, the key in its quotes, the colon
    *to = ',';
    to += first_ ? 0 : 1;
    *to++ = '"';
    std::memcpy(to, literal, n - 1);
    to += n - 1;
    *to++ = '"';
    *to++ = ':';
    used_ = static_cast<std::size_t>(to - waiting_.data());
    first_ = false;
    after_key_ = true;
    return *this;
  }
  JsonWriter& string(std::string_view text);
  /// The members of an object that another writer wrote, put into the open one. Both are compact.
  JsonWriter& members_of(std::string_view object);
  JsonWriter& number(std::int64_t value);
  JsonWriter& boolean(bool value) { return value ? literal("true") : literal("false"); }
  JsonWriter& null() { return literal("null"); }

 private:
  static constexpr std::size_t kRoom = 2048;

  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  template <std::size_t n>
  JsonWriter& literal(const char (&word)[n]) {
    separate();
    std::memcpy(room(n), word, n - 1);
    used_ += n - 1;
    value_done();
    return *this;
  }
  void separate();
  void new_line();
  void quoted(std::string_view text);
  void put_little(std::uint64_t bytes, std::size_t size);
  std::size_t escaped(std::string_view text, std::size_t at);
  void value_done() {
    if (depth_ == 0) flush();
  }

  /// Where the next bytes go, `bytes` of them for certain.
  char* room(std::size_t bytes) {
    if (bytes > kRoom - used_) flush();
    return waiting_.data() + used_;
  }
  void put(char byte) {
    *room(1) = byte;
    ++used_;
  }
  void put(std::string_view bytes);
  void flush() {
    out_.append(waiting_.data(), used_);
    used_ = 0;
  }

  std::string& out_;
  Style style_;
  std::size_t depth_ = 0;
  bool first_ = true;  ///< nothing written yet at this depth
  bool after_key_ = false;
  std::size_t used_ = 0;
  std::array<char, kRoom> waiting_;  ///< not yet in `out_`: a string's growth is dear by the byte
};

}  // namespace rodtrad::formats
