#include <algorithm>
#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/formats/xlsx_reader.h"
#include "analyzer/ingest/formatted_importers.h"
#include "analyzer/ingest/sheet_documents.h"
#include "analyzer/ingest/sheet_roles.h"
#include "analyzer/text/decode.h"
#include "analyzer/text/normalise.h"

/// Answer sheets in Excel workbooks: every visible sheet with answers is read.
namespace rodtrad::ingest {
namespace {

/// `Blad1`, `Sheet 2`, `Form1`, `Formulärsvar 1`: names that programs give, which say nothing.
bool is_given_name(std::string_view sheet) {
  std::string folded = text::folded_label(sheet);
  while (!folded.empty() && (is_digit(folded.back()) || folded.back() == ' ')) folded.pop_back();
  constexpr std::array<std::string_view, 11> given = {
      "blad",         "sheet",          "ark",  "tabell", "form",     "formulär",
      "formulärsvar", "form responses", "data", "svar",   "responses"};
  return folded.empty() || std::find(given.begin(), given.end(), folded) != given.end();
}

SheetContext context_of(const SheetTable& sheet, const SheetShape& shape, std::size_t sheets) {
  SheetContext context{.several = sheets > 1};
  if (sheets < 2 || is_given_name(sheet.sheet)) return context;
  if (is_group_name(sheet.sheet)) {
    if (!shape.group && !shape.column_is_group) context.group = sheet.sheet;
  } else if (!shape.question && shape.answers.size() == 1) {
    context.question = sheet.sheet;
  }
  return context;
}

std::string group_word(const std::string& name) { return name.substr(0, name.find(' ')); }

}  // namespace

Result<std::vector<SheetTable>> workbook_sheets(const Source& source, Diagnostics& remarks) {
  auto workbook = formats::read_xlsx(source.bytes, source.name, remarks);
  if (!workbook) return std::move(workbook).failure();
  std::vector<SheetTable> out;
  for (formats::WorkbookSheet& sheet : workbook.value().sheets) {
    if (sheet.rows.empty()) continue;
    if (sheet.hidden) {
      remarks
          .warning("xlsx-hidden-sheet", "a hidden sheet is not read",
                   {.path = source.name, .inside = "sheet \"" + sheet.name + "\""},
                   "show the sheet in Excel if it holds answers")
          .in_swedish("ett dolt blad läses inte", "visa bladet i Excel om det innehåller svar");
      continue;
    }
    const auto hidden = std::count_if(sheet.rows.begin(), sheet.rows.end(),
                                      [](const auto& row) { return row.hidden; });
    if (hidden > 0) {
      remarks
          .warning("xlsx-hidden-rows", std::to_string(hidden) + " hidden rows are read as well",
                   {.path = source.name, .inside = "sheet \"" + sheet.name + "\""})
          .in_swedish(std::to_string(hidden) + " dolda rader läses också");
    }
    formats::fill_merged(sheet);
    SheetTable table{.file = source.name, .sheet = sheet.name, .encoding = "UTF-8"};
    table.merged = std::move(sheet.merged);
    for (formats::WorkbookRow& row : sheet.rows) {
      for (std::string& cell : row.cells) cell = text::canonical(cell);
      table.rows.push_back({std::move(row.cells), row.number, 0});
    }
    out.push_back(std::move(table));
  }
  return out;
}

Result<Documents> read_xlsx_sheets(const Source& source, const ImportOptions& options,
                                   Diagnostics& remarks) {
  if (source.bytes.empty()) {
    return failure("file-empty", "the file is empty, expected an Excel workbook",
                   {.path = source.name});
  }
  auto tables = workbook_sheets(source, remarks);
  if (!tables) return std::move(tables).failure();
  if (tables.value().empty()) {
    remarks.warning("file-empty", "the workbook holds no text", {.path = source.name})
        .in_swedish("arbetsboken har ingen text");
    return Documents{};
  }
  std::vector<std::pair<const SheetTable*, SheetShape>> answers;
  Failure none;
  Diagnostics skipped;
  for (const SheetTable& table : tables.value()) {
    auto shape = find_shape(table, options);
    if (shape) {
      answers.emplace_back(&table, std::move(shape).value());
      continue;
    }
    const bool no_answers =
        shape.failure().diagnostics.items().front().id == "sheet-no-text-column" ||
        (shape.failure().diagnostics.items().front().id == "sheet-no-column" &&
         tables.value().size() > 1);
    if (!no_answers) return std::move(shape).failure();
    none.diagnostics.append(std::move(shape).failure().diagnostics);
    skipped
        .warning("sheet-skipped", "the sheet holds no answers and is not read",
                 {.path = source.name, .inside = "sheet \"" + table.sheet + "\""})
        .in_swedish("bladet har inga svar och läses inte");
  }
  if (answers.empty()) return none;
  remarks.append(std::move(skipped));
  Documents out;
  Pseudonyms pseudonyms;
  for (auto& [table, shape] : answers) {
    const SheetContext context = context_of(*table, shape, answers.size());
    if (!context.group.empty()) shape.group_name = group_word(context.group);
    auto documents =
        sheet_documents(*table, std::move(shape), context, source, pseudonyms, remarks);
    if (!documents) return documents;
    std::move(documents.value().begin(), documents.value().end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace rodtrad::ingest
