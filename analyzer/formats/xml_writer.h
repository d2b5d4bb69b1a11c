#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rodtrad::formats {

/// Text as XML content or as a quoted attribute value, appended: & < > " escaped, line ends and
/// tabs as character references, what XML 1.0 forbids replaced by U+FFFD.
void append_xml(std::string& out, std::string_view text);

/// Writes one XML document element by element; the closing tags and the indentation are its
/// business. Text content is written as it stands, without blanks around it.
class XmlWriter {
 public:
  XmlWriter() { out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"; }
  /// Opens an element. The name must be one in XML's sense.
  XmlWriter& begin(std::string_view name);
  /// Attributes follow their element's `begin` directly.
  XmlWriter& attribute(std::string_view name, std::string_view value);
  XmlWriter& number(std::string_view name, std::int64_t value);
  XmlWriter& text(std::string_view text);
  XmlWriter& end();
  /// `<name>text</name>`.
  XmlWriter& element(std::string_view name, std::string_view text);
  /// Every element must be closed.
  std::string take();

 private:
  void close_tag();
  std::string out_;
  std::vector<std::string> open_;
  bool in_tag_ = false;
  bool has_text_ = false;
};

}  // namespace rodtrad::formats
