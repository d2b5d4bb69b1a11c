#include "analyzer/formats/json_scan.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <vector>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"

namespace rodtrad::formats {
namespace {

/// The four hexadecimal digits at `at`, 0 when they are not there.
char32_t hex4(std::string_view text, std::size_t at) {
  std::uint32_t value = 0;
  const std::string_view digits = text.substr(std::min(at, text.size()), 4);
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return error == std::errc() && end == digits.data() + 4 ? value : 0;
}

/// What a string stands for: the same key may be spelt with and without escapes.
std::string unescaped(std::string_view raw) {
  if (raw.find('\\') == std::string_view::npos) return std::string(raw);
  std::string out;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] != '\\' || at + 1 == raw.size()) {
      out += raw[at];
      continue;
    }
    constexpr std::string_view letters = "bfnrt";
    constexpr std::string_view controls = "\b\f\n\r\t";
    const char c = raw[++at];
    if (const std::size_t known = letters.find(c); known != std::string_view::npos) {
      out += controls[known];
    } else if (c == 'u') {
      char32_t code = hex4(raw, at + 1);
      at += 4;
      if (code >= 0xD800 && code < 0xDC00 && raw.substr(std::min(at + 1, raw.size()), 2) == "\\u") {
        code = 0x10000 + ((code - 0xD800) << 10) + (hex4(raw, at + 3) & 0x3FF);
        at += 6;
      }
      utf8::append(out, code);
    } else {
      out += c;
    }
  }
  return out;
}

/// The keys of one object, few in nearly all of them.
class KeysSeen {
 public:
  /// False when it was there before.
  bool add(const std::string& key) {
    if (std::find(first_.begin(), first_.end(), key) != first_.end()) return false;
    if (first_.size() < kFew) {
      first_.push_back(key);
      return true;
    }
    return others_.insert(key).second;
  }

 private:
  static constexpr std::size_t kFew = 12;
  std::vector<std::string> first_;
  std::set<std::string> others_;
};

/// Recursive descent over text that is already known to be valid and shallow.
class JsonScanner {
 public:
  /// Fills `positions`, or where it is null looks for keys given twice.
  JsonScanner(std::string_view text, std::vector<JsonPosition>* positions)
      : text_(text), positions_(positions) {}

  std::optional<JsonScanFault> run() {
    skip_blanks();
    value(at_);
    return fault_;
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
      ++at_;
    }
  }
  [[nodiscard]] char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  /// The string at the cursor as written between its quotes.
  std::string_view raw_string() {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
    const std::string_view raw = text_.substr(begin, at_ - begin);
    ++at_;
    return raw;
  }

  /// The value at the cursor.
  void value(std::size_t key_at) {
    if (positions_ != nullptr) positions_->push_back({at_, key_at});
    switch (here()) {
      case '{':
        object();
        break;
      case '[':
        array();
        break;
      case '"':
        raw_string();
        break;
      default:
        while (at_ < text_.size() &&
               std::string_view(",]} \n\r\t").find(text_[at_]) == std::string_view::npos) {
          ++at_;
        }
    }
  }

  void object() {
    KeysSeen keys;
    ++at_;
    for (skip_blanks(); here() == '"' || here() == ','; skip_blanks()) {
      if (here() == ',') {
        ++at_;
        continue;
      }
      const std::size_t key_at = at_;
      const std::string_view key = raw_string();
      if (positions_ == nullptr && !fault_ && !keys.add(unescaped(key))) {
        fault_ = {key_at, unescaped(key)};
      }
      skip_blanks();
      ++at_;  // the colon
      skip_blanks();
      value(key_at);
    }
    ++at_;
  }

  void array() {
    ++at_;
    for (skip_blanks(); at_ < text_.size() && here() != ']'; skip_blanks()) {
      if (here() == ',') {
        ++at_;
        continue;
      }
      value(at_);
    }
    ++at_;
  }

  std::string_view text_;
  std::vector<JsonPosition>* positions_;
  std::size_t at_ = 0;
  std::optional<JsonScanFault> fault_;
};

}  // namespace

std::optional<std::size_t> too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxJsonDepth) return at;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> too_large_number(std::string_view text) {
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '-' || is_digit(c)) {
      double value = 0;
      const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), value);
      // Too small to tell from 0 is fine; too large is not.
      if (error == std::errc::result_out_of_range) return at;
      while (at + 1 < text.size() && (is_digit(text[at + 1]) || text[at + 1] == '.')) ++at;
    }
  }
  return std::nullopt;
}

std::string pointer_step(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::vector<JsonPosition> json_positions(std::string_view text) {
  std::vector<JsonPosition> out;
  constexpr std::size_t kBytesAValue = 24;  // about, in a codebook
  out.reserve(text.size() / kBytesAValue);
  JsonScanner(text, &out).run();
  return out;
}

std::optional<JsonScanFault> key_given_twice(std::string_view text) {
  return JsonScanner(text, nullptr).run();
}

}  // namespace rodtrad::formats
