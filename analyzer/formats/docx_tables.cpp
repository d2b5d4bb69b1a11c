#include "analyzer/formats/docx_tables.h"

#include <pugixml.hpp>

#include "analyzer/formats/xml.h"
#include "analyzer/formats/zip.h"

namespace rodtrad::formats {
namespace {

/// Text below a node: runs, tabs and line ends; a paragraph ends with a line end. A drop-down that
/// still shows its prompt has no text.
void append_text(const pugi::xml_node& node, std::string& out) {
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = local_name(child.name());
    if (name == "t") {
      out += child.text().get();
    } else if (name == "tab") {
      out += ' ';
    } else if (name == "br" || name == "cr") {
      out += '\n';
    } else if (name == "del" || name == "instrText" || name == "pPr" || name == "rPr") {
      continue;
    } else if (name == "sdt" && child_named(child_named(child, "sdtPr"), "showingPlcHdr")) {
      continue;
    } else {
      append_text(child, out);
      if (name == "p") out += '\n';
    }
  }
}

std::string cell_text(const pugi::xml_node& cell) {
  std::string text;
  append_text(cell, text);
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

/// Cells or rows may stand inside content controls.
void collect(const pugi::xml_node& node, std::string_view wanted,
             std::vector<pugi::xml_node>& out) {
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = local_name(child.name());
    if (name == wanted) {
      out.push_back(child);
    } else if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "customXml" ||
               (wanted == "tbl" && name != "tc")) {
      collect(child, wanted, out);
    }
  }
}

std::size_t span_of(const pugi::xml_node& cell) {
  const pugi::xml_node span = child_named(child_named(cell, "tcPr"), "gridSpan");
  const std::string_view value = attribute_named(span, "val");
  std::size_t columns = 0;
  for (const char c : value) {
    if (c < '0' || c > '9' || columns > 99) return 1;
    columns = columns * 10 + static_cast<std::size_t>(c - '0');
  }
  return columns == 0 ? 1 : columns;
}

}  // namespace

Result<std::vector<DocxTable>> read_docx_tables(std::string_view bytes, const std::string& file) {
  constexpr char kBody[] = "word/document.xml";
  auto zip = ZipReader::open(bytes, file);
  if (!zip) return std::move(zip).failure();
  if (!zip.value().has(kBody)) {
    return failure("docx-no-body", std::string("the document has no part ") + kBody, {.path = file},
                   "open it in Word and save it again as .docx");
  }
  auto part = zip.value().read(kBody);
  if (!part) return std::move(part).failure();
  pugi::xml_document document;
  if (Outcome loaded = load_xml(part.value(), document, file, kBody); !loaded) {
    return std::move(loaded).failure();
  }
  std::vector<pugi::xml_node> tables;
  collect(document, "tbl", tables);
  std::vector<DocxTable> out;
  for (const pugi::xml_node& table : tables) {
    DocxTable read;
    std::vector<pugi::xml_node> rows;
    collect(table, "tr", rows);
    for (const pugi::xml_node& row : rows) {
      std::vector<pugi::xml_node> cells;
      collect(row, "tc", cells);
      std::vector<std::string> texts;
      for (const pugi::xml_node& cell : cells) {
        texts.push_back(cell_text(cell));
        for (std::size_t extra = span_of(cell); extra > 1; --extra) texts.emplace_back();
      }
      read.rows.push_back(std::move(texts));
    }
    out.push_back(std::move(read));
  }
  return out;
}

}  // namespace rodtrad::formats
