#pragma once
#include <map>
#include <string>
#include <vector>

namespace rodtrad::test {

/// A zip container in memory, entries stored in the order of their names.
std::string zip_of(const std::map<std::string, std::string>& parts);

/// A Word file whose body is this XML (the `w:` prefix is declared).
std::string docx_of(const std::string& body, const std::string& styles = "");

/// `<w:p><w:r><w:t>text</w:t></w:r></w:p>`, with a style when given.
std::string docx_paragraph(const std::string& text, const std::string& style = "");

}  // namespace rodtrad::test
