#include "analyzer/base/strings.h"
#include "analyzer/ingest/block_text.h"
#include "analyzer/ingest/sheet_documents.h"
#include "analyzer/text/decode.h"

/// The tables of a file with their rows and columns, for what is planned in tables.
namespace rodtrad::ingest {
namespace {

std::vector<TextTable> as_tables(std::vector<SheetTable> sheets) {
  std::vector<TextTable> out;
  for (SheetTable& sheet : sheets) {
    TextTable table;
    std::size_t width = 0;
    for (SheetRow& row : sheet.rows) {
      width = std::max(width, row.cells.size());
      table.rows.push_back(std::move(row.cells));
    }
    for (auto& row : table.rows) row.resize(width);
    if (!sheet.rows.empty()) table.anchor.row = sheet.rows.front().row;
    table.sheet = sheet.sheet;
    out.push_back(std::move(table));
  }
  return out;
}

Result<std::vector<TextTable>> tables_of_blocks(Result<BlockText> read) {
  if (!read) return std::move(read).failure();
  return tables_in(read.value());
}

}  // namespace

bool is_sheet(std::string_view file_name) {
  const std::string name = ascii_lower(file_name);
  return name.ends_with(".csv") || name.ends_with(".tsv") || name.ends_with(".xlsx") ||
         name.ends_with(".xlsm");
}

Result<std::vector<SheetTable>> sheets_of(const Source& source, const ImportOptions& options,
                                          Diagnostics& remarks) {
  const std::string name = ascii_lower(source.name);
  if (name.ends_with(".xlsx") || name.ends_with(".xlsm")) return workbook_sheets(source, remarks);
  auto decoded =
      text::decode(source.bytes, {options.encoding, text::TextForm::Lines}, source.name, remarks);
  if (!decoded) return std::move(decoded).failure();
  auto sheet = text_sheet(source, decoded.value().text, decoded.value().encoding,
                          name.ends_with(".tsv") ? '\t' : '\0', remarks);
  if (!sheet) return std::move(sheet).failure();
  std::vector<SheetTable> sheets;
  sheets.push_back(std::move(sheet.value().first));
  return sheets;
}

Result<std::vector<TextTable>> tables_of(const Source& source, const ImportOptions& options,
                                         Diagnostics& remarks) {
  const std::string name = ascii_lower(source.name);
  if (name.ends_with(".docx")) return tables_of_blocks(docx_blocks(source, remarks));
  if (name.ends_with(".odt")) return tables_of_blocks(odt_blocks(source, remarks));
  if (name.ends_with(".rtf")) return tables_of_blocks(rtf_blocks(source, remarks));
  if (name.ends_with(".html") || name.ends_with(".htm")) {
    return tables_of_blocks(html_file_blocks(source, options, remarks));
  }
  if (name.ends_with(".pdf")) return tables_of_blocks(pdf_blocks(source, remarks));
  if (is_sheet(name)) {
    auto sheets = sheets_of(source, options, remarks);
    if (!sheets) return std::move(sheets).failure();
    return as_tables(std::move(sheets).value());
  }
  return failure("import-no-tables", "this kind of file holds no tables that can be read",
                 {.path = source.name}, "docx, odt, rtf, html, pdf, xlsx, csv and tsv do");
}

}  // namespace rodtrad::ingest
