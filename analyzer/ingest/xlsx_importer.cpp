#include <algorithm>
#include <array>
#include <map>
#include <set>

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

/// `Läs mig`, `Instruktion`: for people, no answers.
bool is_for_reading(std::string_view sheet) {
  constexpr std::array<std::string_view, 10> names = {
      "läs mig",     "läsmig", "läs mig först", "instruktion",  "instruktioner",
      "information", "readme", "read me",       "försättsblad", "så här gör du"};
  return std::find(names.begin(), names.end(), text::folded_label(sheet)) != names.end();
}

/// Answers that say something, by their folded words.
std::set<std::string> answers_in(const Documents& documents) {
  std::set<std::string> out;
  for (const Document& document : documents) {
    for (const Segment& segment : document.segments) {
      if (segment.empty_answer || segment.zone != Zone::Answer) continue;
      out.insert(text::folded_label(slice(document.text, segment.span)));
    }
  }
  return out;
}

/// A sheet that gathers what stands in the others makes every answer count twice.
void tell_repeating_sheet(const std::vector<std::pair<std::string, std::set<std::string>>>& sheets,
                          const std::string& file, Diagnostics& remarks) {
  constexpr std::size_t kFewest = 5;  // answers that are the same by chance
  std::map<std::string_view, std::size_t> times;
  for (const auto& [name, answers] : sheets) {
    for (const std::string& answer : answers) ++times[answer];
  }
  const std::pair<std::string, std::set<std::string>>* largest = nullptr;
  for (const auto& sheet : sheets) {
    const bool all_elsewhere =
        sheet.second.size() >= kFewest &&
        std::all_of(sheet.second.begin(), sheet.second.end(),
                    [&times](const std::string& answer) { return times[answer] > 1; });
    if (all_elsewhere && (largest == nullptr || sheet.second.size() > largest->second.size())) {
      largest = &sheet;
    }
  }
  if (largest == nullptr) return;
  remarks
      .warning("sheet-repeats",
               "every answer of this sheet stands in other sheets too and counts twice",
               {.path = file, .inside = "sheet \"" + largest->first + "\""},
               "hide the sheet or take it away if it gathers the others")
      .in_swedish("vartenda svar i bladet står också i andra blad och räknas två gånger",
                  "dölj bladet eller ta bort det om det är en sammanställning av de andra");
}

std::string group_word(const std::string& name) { return name.substr(0, name.find(' ')); }

}  // namespace

Result<std::vector<SheetTable>> workbook_sheets(const Source& source, Diagnostics& remarks) {
  auto workbook = formats::read_xlsx(source.bytes, source.name, remarks);
  if (!workbook) return std::move(workbook).failure();
  if (workbook.value().has_comments) {
    remarks
        .warning("xlsx-comments", "comments on cells are not read", {.path = source.name},
                 "move them into cells if they are answers")
        .in_swedish("kommentarer till celler läses inte", "flytta dem till celler om de är svar");
  }
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
          .warning("xlsx-hidden-rows",
                   std::to_string(hidden) + (hidden == 1 ? " hidden row is" : " hidden rows are") +
                       " read as well",
                   {.path = source.name, .inside = "sheet \"" + sheet.name + "\""})
          .in_swedish(std::to_string(hidden) +
                      (hidden == 1 ? " dold rad läses också" : " dolda rader läses också"));
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
    if (tables.value().size() > 1 && is_for_reading(table.sheet)) {
      skipped
          .warning("sheet-skipped",
                   "the sheet is named as one to read and is not taken for answers",
                   {.path = source.name, .inside = "sheet \"" + table.sheet + "\""},
                   "give it another name if it holds answers")
          .in_swedish("bladet heter som ett att läsa och räknas inte som svar",
                      "ge det ett annat namn om det innehåller svar");
      continue;
    }
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
  std::vector<std::pair<std::string, std::set<std::string>>> said;
  for (auto& [table, shape] : answers) {
    const SheetContext context = context_of(*table, shape, answers.size());
    if (!context.group.empty()) shape.group_name = group_word(context.group);
    auto documents =
        sheet_documents(*table, std::move(shape), context, source, pseudonyms, remarks);
    if (!documents) return documents;
    said.emplace_back(table->sheet, answers_in(documents.value()));
    std::move(documents.value().begin(), documents.value().end(), std::back_inserter(out));
  }
  if (said.size() > 1) tell_repeating_sheet(said, source.name, remarks);
  return out;
}

}  // namespace rodtrad::ingest
