#pragma once
#include <string>

#include "analyzer/report/phrases.h"

/// The parts of a Word document that are the same in every document.
namespace rodtrad::report {

inline constexpr const char* kWordNamespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

std::string docx_content_types();
std::string docx_package_relations();
std::string docx_styles(Language language);
std::string docx_numbering();
std::string docx_settings();
std::string docx_header(const std::string& title);
std::string docx_footer(Language language);
std::string docx_properties(const std::string& title, Language language);

}  // namespace rodtrad::report
