#include "analyzer/base/strings.h"
#include "analyzer/formats/csv.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/sheet_documents.h"
#include "analyzer/ingest/whisper.h"
#include "analyzer/text/decode.h"

/// Answer sheets in text files: one answer a row, or one question a column.
namespace rodtrad::ingest {
namespace {

Result<Documents> documents_in(const Source& source, std::string_view text,
                               const std::string& encoding, char delimiter,
                               const ImportOptions& options, Diagnostics& remarks) {
  auto table = text_sheet(source, text, encoding, delimiter, remarks);
  if (!table) return std::move(table).failure();
  if (table.value().first.rows.empty()) return Documents{};
  const char used = table.value().second;
  remarks
      .info("csv-dialect",
            std::string("read with the separator ") +
                (used == '\t' ? "tab" : std::string("\"") + used + "\""),
            {.path = source.name})
      .in_swedish(std::string("läst med avgränsaren ") +
                  (used == '\t' ? "tab" : std::string("\"") + used + "\""));
  const SheetTable& sheet = table.value().first;
  auto shape = find_shape(sheet, options);
  if (!shape) return std::move(shape).failure();
  Pseudonyms pseudonyms;
  return sheet_documents(sheet, std::move(shape).value(), {}, source, pseudonyms, remarks);
}

Result<Documents> read_sheet(const Source& source, char delimiter, const ImportOptions& options,
                             Diagnostics& remarks) {
  auto decoded =
      text::decode(source.bytes, {options.encoding, text::TextForm::Lines}, source.name, remarks);
  if (!decoded) return std::move(decoded).failure();
  const text::DecodedText& text = decoded.value();
  if (is_whisper_table(text.text)) return read_whisper_table(source, text, options, remarks);
  return documents_in(source, text.text, text.encoding, delimiter, options, remarks);
}

}  // namespace

Result<std::pair<SheetTable, char>> text_sheet(const Source& source, std::string_view text,
                                               const std::string& encoding, char delimiter,
                                               Diagnostics& remarks) {
  auto table = formats::read_csv(text, delimiter, source.name, remarks);
  if (!table) return std::move(table).failure();
  SheetTable sheet{.file = source.name, .encoding = encoding};
  for (formats::CsvRow& row : table.value().rows) {
    for (std::string& cell : row.cells) cell = text::canonical(cell);
    sheet.rows.push_back({std::move(row.cells), row.row, row.line});
  }
  return std::pair(std::move(sheet), table.value().delimiter);
}

Result<Documents> read_csv_sheet(const Source& source, const ImportOptions& options,
                                 Diagnostics& remarks) {
  return read_sheet(source, '\0', options, remarks);
}

Result<Documents> read_tsv_sheet(const Source& source, const ImportOptions& options,
                                 Diagnostics& remarks) {
  return read_sheet(source, '\t', options, remarks);
}

}  // namespace rodtrad::ingest
