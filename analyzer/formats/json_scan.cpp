#include "analyzer/formats/json_scan.h"

#include <set>

namespace rodtrad::formats {
namespace {

/// Recursive descent over text that is already known to be valid and shallow.
class Scanner {
 public:
  Scanner(std::string_view text, JsonPositions* positions) : text_(text), positions_(positions) {}

  std::optional<JsonScanFault> run() {
    value("");
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

  /// The string at the cursor as written between its quotes: enough to compare keys that are
  /// spelt the same way.
  std::string_view raw_string() {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
    const std::string_view raw = text_.substr(begin, at_ - begin);
    ++at_;
    return raw;
  }

  void note(const std::string& pointer, std::size_t value_at, std::size_t key_at) {
    if (positions_ != nullptr) positions_->by_pointer[pointer] = {value_at, key_at};
  }

  void value(const std::string& pointer) {
    skip_blanks();
    switch (here()) {
      case '{':
        object(pointer);
        break;
      case '[':
        array(pointer);
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

  void object(const std::string& pointer) {
    std::set<std::string_view> keys;
    ++at_;
    for (skip_blanks(); here() == '"' || here() == ','; skip_blanks()) {
      if (here() == ',') {
        ++at_;
        continue;
      }
      const std::size_t key_at = at_;
      const std::string_view key = raw_string();
      if (!keys.insert(key).second && !fault_) {
        fault_ = {JsonScanFault::Kind::DuplicateKey, key_at, std::string(key)};
      }
      skip_blanks();
      ++at_;  // the colon
      skip_blanks();
      const std::string child =
          positions_ != nullptr ? pointer + "/" + std::string(key) : std::string();
      note(child, at_, key_at);
      value(child);
    }
    ++at_;
  }

  void array(const std::string& pointer) {
    ++at_;
    std::size_t index = 0;
    for (skip_blanks(); at_ < text_.size() && here() != ']'; skip_blanks()) {
      if (here() == ',') {
        ++at_;
        continue;
      }
      const std::string child =
          positions_ != nullptr ? pointer + "/" + std::to_string(index) : std::string();
      note(child, at_, at_);
      value(child);
      ++index;
    }
    ++at_;
  }

  std::string_view text_;
  JsonPositions* positions_;
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

std::optional<JsonScanFault> scan_json(std::string_view text, JsonPositions* positions) {
  return Scanner(text, positions).run();
}

}  // namespace rodtrad::formats
