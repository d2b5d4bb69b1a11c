#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"

namespace rodtrad::formats {

/// A table of a Word document: rows of cells, paragraphs of a cell parted by line ends. Text in
/// content controls (a drop-down's choice) is text; deleted text is left out.
struct DocxTable {
  std::vector<std::vector<std::string>> rows{};
};

/// All tables of the body, outermost ones; a table inside a cell is part of that cell's text.
/// Errors: those of ZipReader and load_xml, docx-no-body.
Result<std::vector<DocxTable>> read_docx_tables(std::string_view bytes, const std::string& file);

}  // namespace rodtrad::formats
