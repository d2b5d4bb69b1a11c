#pragma once
#include <string>
#include <string_view>

namespace rodtrad::formats {

/// Text as HTML content or as a quoted attribute value: & < > " ' escaped, control characters that
/// HTML forbids replaced by U+FFFD. Nothing in it can become markup.
std::string escape_html(std::string_view text);
/// The same, appended.
void append_html(std::string& out, std::string_view text);

/// Text as a Markdown paragraph: the characters that could become markup are escaped, line ends
/// become blanks.
std::string escape_markdown(std::string_view text);

}  // namespace rodtrad::formats
