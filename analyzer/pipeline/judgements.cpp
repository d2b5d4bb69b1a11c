#include "analyzer/pipeline/judgements.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "analyzer/base/offset_map.h"
#include "analyzer/base/strings.h"
#include "analyzer/formats/csv.h"
#include "analyzer/formats/json_io.h"
#include "analyzer/formats/xlsx_reader.h"
#include "analyzer/matching/levels.h"
#include "analyzer/text/decode.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

using nlohmann::json;

// --- JSON lines --------------------------------------------------------------------------------

std::string word_at(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  if (found->is_string()) return text::canonical(found->get<std::string>());
  return found->is_number_integer() ? found->dump() : std::string();
}

std::vector<std::string> themes_at(const json& object) {
  std::vector<std::string> out;
  if (const auto list = object.find("themes"); list != object.end() && list->is_array()) {
    for (const json& theme : *list) {
      if (theme.is_string()) out.push_back(text::canonical(theme.get<std::string>()));
    }
  }
  if (std::string theme = word_at(object, "theme"); !theme.empty()) out.push_back(std::move(theme));
  return out;
}

std::optional<std::uint32_t> place_at(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_unsigned()) return std::nullopt;
  const auto value = found->get<std::uint64_t>();
  if (value > 0xFFFFFFFFU) return std::nullopt;
  return static_cast<std::uint32_t>(value);
}

Result<std::vector<JudgementRow>> read_lines(std::string_view text, const std::string& file) {
  std::vector<JudgementRow> out;
  Failure faults;
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    Result<json> parsed = formats::parse_json(line, file, number);
    if (!parsed) {
      faults.diagnostics.append(std::move(parsed).failure().diagnostics);
      continue;
    }
    const json& object = parsed.value();
    if (!object.is_object() || (!object.contains("theme") && !object.contains("themes"))) {
      faults.diagnostics.error("judgement-format", "this line has no theme",
                               {.path = file, .line = number},
                               "each line is {\"document\", \"start\", \"end\", \"theme\", "
                               "\"level\", \"coder\"}; \"theme\": null says that none fits");
      continue;
    }
    JudgementRow row;
    row.id = word_at(object, "id");
    row.document = word_at(object, "document");
    row.begin = place_at(object, "start");
    row.end = place_at(object, "end");
    row.text = word_at(object, "text");
    row.themes = themes_at(object);
    row.concept_name = word_at(object, "concept");
    row.level = word_at(object, "level");
    row.coder = word_at(object, "coder");
    row.group = word_at(object, "group");
    row.decision = word_at(object, "decision");
    row.place = {.path = file, .line = number};
    out.push_back(std::move(row));
  }
  if (!faults.diagnostics.empty()) return faults;
  return out;
}

// --- sheets ------------------------------------------------------------------------------------

struct SheetRow {
  std::vector<std::string> cells;
  Place place;
};

enum ColumnRole : std::size_t {
  kId,
  kDocument,
  kStart,
  kEnd,
  kText,
  kTheme,
  kSecond,
  kThird,
  kConcept,
  kLevel,
  kThemeLabel,
  kConceptLabel,
  kLevelLabel,
  kLevelBasis,
  kCoder,
  kGroup,
  kDecision,
  kRoles
};

/// Header words of each role; the first is the name in our own CSV files.
const std::array<std::vector<std::string>, kRoles> kHeaders = {{
    {"id", "nr"},
    {"document", "dokument"},
    {"start", "börjar", "början"},
    {"end", "slut", "slutar"},
    {"text", "citat", "utdrag", "excerpt", "quote"},
    {"your_theme", "agreed_theme", "theme", "tema", "ditt tema", "your theme", "vi enades om tema",
     "we agreed on theme"},
    {"your_theme_2", "ditt andra tema", "your second theme", "tema 2"},
    {"your_theme_3", "ditt tredje tema", "your third theme", "tema 3"},
    {"your_concept", "concept", "begrepp", "ditt begrepp", "your concept"},
    {"your_level", "agreed_level", "level", "nivå", "din nivå", "your level", "vi enades om nivå",
     "we agreed on level"},
    {"theme_label"},
    {"concept_label"},
    {"level_label"},
    {"level_basis", "nivå genom", "level by"},
    {"your_name", "coder", "kodare", "ditt namn", "your name", "kodad av"},
    {"group", "grupp"},
    {"decision", "beslut"},
}};

struct Columns {
  std::array<std::optional<std::size_t>, kRoles> at{};
  std::optional<std::size_t> own_coder{};  ///< `kodare`, beside the coder of the rules' codings
  bool own = false;                        ///< made to be filled in: an empty theme was not judged
  bool sample = false;                     ///< drawn by `sample`
};

std::optional<Columns> columns_of(const std::vector<std::string>& header) {
  Columns out;
  for (std::size_t column = 0; column < header.size(); ++column) {
    const std::string name = text::folded_label(header[column]);
    for (std::size_t role = 0; role < kRoles; ++role) {
      const auto& words = kHeaders[role];
      if (std::find(words.begin(), words.end(), name) == words.end()) continue;
      // A column for the person's own answer beats the column of the program's.
      const bool sample = name.starts_with("your") || name.starts_with("di");
      const bool own = sample || name.starts_with("agreed") || name.starts_with("vi enades") ||
                       name.starts_with("we agreed");
      if (role == kCoder && name == "kodare") out.own_coder = column;
      if (!out.at[role] || own) out.at[role] = column;
      out.own = out.own || (own && role == kTheme);
      out.sample = out.sample || (sample && role == kTheme);
    }
  }
  const bool placed = out.at[kDocument] || out.at[kId] || out.at[kText];
  return out.at[kTheme] && placed ? std::optional(out) : std::nullopt;
}

/// "None of the themes fits", said on purpose.
bool is_none(const std::string& cell) {
  static const std::set<std::string> words = {"-",        "–",          "—",
                                              "inget",    "inget tema", "ingen",
                                              "none",     "(inget)",    "(inget tema)",
                                              "no theme", "(no theme)"};
  return words.contains(text::folded_label(cell));
}

std::optional<std::uint32_t> number_in(const std::string& cell) {
  std::uint64_t value = 0;
  if (!parse_number(trim(cell), value) || value > 0xFFFFFFFFU) return std::nullopt;
  return static_cast<std::uint32_t>(value);
}

JudgementRow row_of(const SheetRow& sheet_row, const Columns& columns) {
  const auto cell = [&](std::size_t role) -> std::string {
    const auto column = columns.at[role];
    if (!column || *column >= sheet_row.cells.size()) return {};
    return text::canonical(trim(sheet_row.cells[*column]));
  };
  JudgementRow row;
  row.id = cell(kId);
  row.document = cell(kDocument);
  row.begin = number_in(cell(kStart));
  row.end = number_in(cell(kEnd));
  row.text = cell(kText);
  bool said = false;
  for (const std::size_t role : {kTheme, kSecond, kThird}) {
    const std::string name = cell(role);
    said = said || !name.empty();
    if (name.empty() || is_none(name)) continue;
    for (const std::string_view part : split(name, '|')) row.themes.emplace_back(trim(part));
  }
  row.concept_name = cell(kConcept);
  row.level = cell(kLevel);
  row.theme_label = cell(kThemeLabel);
  row.concept_label = cell(kConceptLabel);
  row.level_label = cell(kLevelLabel);
  const std::string basis = text::folded_label(cell(kLevelBasis));
  row.level_by_default = basis == "default" || basis == "none" || basis == "standardnivå" ||
                         basis == "the default" || basis == "ingen";
  row.coder = cell(kCoder);
  if (columns.own_coder && *columns.own_coder < sheet_row.cells.size()) {
    const std::string_view coder = trim(sheet_row.cells[*columns.own_coder]);
    if (!coder.empty()) row.coder = text::canonical(coder);
  }
  row.group = cell(kGroup);
  row.decision = cell(kDecision);
  row.judged = said || !columns.own;
  row.sample = columns.sample;
  row.place = sheet_row.place;
  return row;
}

/// The first row of the first fifteen that names what is needed is the header.
Result<std::vector<JudgementRow>> read_sheet(const std::vector<SheetRow>& rows,
                                             const std::string& file) {
  for (std::size_t header = 0; header < std::min<std::size_t>(rows.size(), 15); ++header) {
    const auto columns = columns_of(rows[header].cells);
    if (!columns) continue;
    std::vector<JudgementRow> out;
    for (std::size_t r = header + 1; r < rows.size(); ++r) {
      const auto& cells = rows[r].cells;
      if (std::all_of(cells.begin(), cells.end(), [](const auto& c) { return trim(c).empty(); })) {
        continue;
      }
      out.push_back(row_of(rows[r], *columns));
    }
    return out;
  }
  return failure("judgement-format", "no header with a theme and a place was found", {.path = file},
                 "the sheet needs the columns document, start, end and theme (or dokument, text, "
                 "tema); rodtrad sample makes one to fill in");
}

Result<std::vector<JudgementRow>> read_csv_rows(std::string_view text, char delimiter,
                                                const std::string& file, Diagnostics& remarks) {
  auto table = formats::read_csv(text, delimiter, file, remarks);
  if (!table) return std::move(table).failure();
  std::vector<SheetRow> rows;
  for (formats::CsvRow& row : table.value().rows) {
    rows.push_back({std::move(row.cells), {.path = file, .line = row.line}});
  }
  return read_sheet(rows, file);
}

Result<std::vector<JudgementRow>> read_workbook(std::string_view bytes, const std::string& file,
                                                Diagnostics& remarks) {
  auto book = formats::read_xlsx(bytes, file, remarks);
  if (!book) return std::move(book).failure();
  Result<std::vector<JudgementRow>> last = read_sheet({}, file);
  for (const formats::WorkbookSheet& sheet : book.value().sheets) {
    std::vector<SheetRow> rows;
    for (const formats::WorkbookRow& row : sheet.rows) {
      rows.push_back({row.cells, formats::cell_place(file, sheet, row.number, 1)});
    }
    last = read_sheet(rows, file);
    if (last) return last;
  }
  return last;
}

bool ends_with(const std::string& file, const char* ending) {
  return ascii_lower(file).ends_with(ending);
}

}  // namespace

Result<std::vector<JudgementRow>> read_judgements(std::string_view bytes, const std::string& file,
                                                  Diagnostics& remarks) {
  if (ends_with(file, ".xlsx")) return read_workbook(bytes, file, remarks);
  auto decoded =
      text::decode(bytes, {.encoding = {}, .form = text::TextForm::Lines}, file, remarks);
  if (!decoded) return std::move(decoded).failure();
  const std::string& text = decoded.value().text;
  if (ends_with(file, ".csv")) return read_csv_rows(text, 0, file, remarks);
  if (ends_with(file, ".tsv")) return read_csv_rows(text, '\t', file, remarks);
  if (ends_with(file, ".jsonl") || ends_with(file, ".json")) return read_lines(text, file);
  return failure("judgement-format", "codings of this kind cannot be read", {.path = file},
                 "known kinds are .jsonl, .csv, .tsv, .xlsx and folders that code wrote");
}

// --- names -------------------------------------------------------------------------------------

template <class List>
std::string CodeNames::find(const List& list, const char* what, const std::string& name,
                            Diagnostics& remarks) {
  const std::string wanted = text::folded_label(name);
  if (wanted.empty() || codebook_ == nullptr) return std::string(trim(name));
  for (const auto& entry : list) {
    if (text::folded_label(entry.key) == wanted) return entry.key;
  }
  for (const auto& entry : list) {
    if (text::folded_label(entry.label) == wanted) return entry.key;
  }
  const std::string told = std::string(what) + ":" + wanted;
  if (std::find(told_.begin(), told_.end(), told) == told_.end()) {
    told_.push_back(told);
    remarks.warning("judgement-unknown-code",
                    std::string("the codebook has no ") + what + " \"" + name + "\"", {},
                    "it is compared as a code of its own; write the id or the label");
  }
  return wanted;
}

std::string CodeNames::theme(const std::string& name, Diagnostics& remarks) {
  static const std::vector<Theme> none;
  return find(codebook_ == nullptr ? none : codebook_->themes, "theme", name, remarks);
}

std::string CodeNames::concept_of(const std::string& name, Diagnostics& remarks) {
  static const std::vector<Concept> none;
  return find(codebook_ == nullptr ? none : codebook_->concepts, "concept", name, remarks);
}

std::string CodeNames::level(const std::string& name, Diagnostics& remarks) {
  if (codebook_ == nullptr || name.empty()) return std::string(trim(name));
  if (const LevelId id = matching::level_named(*codebook_, name); id.valid()) {
    return at(codebook_->levels, id).key;
  }
  return find(codebook_->levels, "level", name, remarks);
}

// --- places ------------------------------------------------------------------------------------

namespace {

/// Finds documents by what people call them, and texts in them.
class Finder {
 public:
  explicit Finder(const Analysis* analysis) : analysis_(analysis) {}

  /// The document's key, or the name as given when it is not in the material.
  std::string document(const std::string& name, bool& known) {
    known = true;
    if (analysis_ == nullptr) return name;
    for (const Document& document : analysis_->documents) {
      if (document.key == name) return name;
    }
    const std::string folded = text::folded_label(name);
    for (const Document& document : analysis_->documents) {
      if (text::folded_label(document.key) == folded ||
          text::folded_label(document.provenance.file) == folded) {
        return document.key;
      }
    }
    known = false;
    return name;
  }

  /// The place of a text in a document.
  std::optional<CodePointSpan> place(const std::string& key, const std::string& wanted) {
    if (analysis_ == nullptr || wanted.empty()) return std::nullopt;
    for (const Document& document : analysis_->documents) {
      if (document.key != key) continue;
      const std::size_t found = document.text.find(wanted);
      if (found == std::string::npos) return std::nullopt;
      const OffsetMap offsets(document.text);
      return offsets.code_points(ByteSpan{static_cast<std::uint32_t>(found),
                                          static_cast<std::uint32_t>(found + wanted.size())});
    }
    return std::nullopt;
  }

 private:
  const Analysis* analysis_;
};

}  // namespace

Result<std::vector<CoderCodings>> coders_of(const std::vector<JudgementRow>& rows,
                                            const std::string& fallback, const Analysis* analysis,
                                            CodeNames& names, Diagnostics& remarks) {
  std::map<std::string, CoderCodings> coders;
  std::set<std::string> unknown;
  Finder finder(analysis);
  Failure faults;
  for (const JudgementRow& row : rows) {
    if (!row.judged) continue;
    bool known = true;
    CodedSpan span;
    span.document = finder.document(row.document, known);
    if (!known && unknown.insert(span.document).second) {
      remarks.warning("judgement-document", "the material has no document \"" + row.document + "\"",
                      row.place);
    }
    span.text = row.text;
    if (row.begin && row.end && *row.end >= *row.begin) {
      span.begin = *row.begin;
      span.end = *row.end;
    } else if (const auto place = finder.place(span.document, row.text)) {
      span.begin = place->begin;
      span.end = place->end;
    } else {
      faults.diagnostics.error("judgement-place", "this row does not say where its text stands",
                               row.place,
                               "give document, start and end, or the text exactly as it stands");
      continue;
    }
    span.concept_key = row.concept_name.empty() ? "" : names.concept_of(row.concept_name, remarks);
    span.level = names.level(row.level, remarks);
    CoderCodings& coder = coders[row.coder.empty() ? fallback : row.coder];
    coder.lists_every_unit = coder.lists_every_unit || row.themes.empty() || row.sample;
    if (row.themes.empty()) coder.spans.push_back(span);
    for (const std::string& theme : row.themes) {
      span.theme = names.theme(theme, remarks);
      coder.spans.push_back(span);
      span.concept_key.clear();  // the concept belongs to the first theme
    }
  }
  if (!faults.diagnostics.empty()) return faults;
  std::vector<CoderCodings> out;
  for (auto& [name, coder] : coders) {
    coder.coder = name;
    out.push_back(std::move(coder));
  }
  return out;
}

std::vector<CoderCodings> coders_of(const Analysis& analysis) {
  std::map<std::string, CoderCodings> coders;
  coders["rules"];  // the rule set judged everything, also where it found nothing
  std::unique_ptr<OffsetMap> offsets;
  DocumentId current{};
  for (const Coding& coding : analysis.codings) {
    if (coding.origin == Origin::Suggestion) continue;
    const Unit& unit = analysis.unit_of(coding);
    const Document& document = analysis.document_of(unit);
    if (!offsets || current != unit.document) {
      offsets = std::make_unique<OffsetMap>(document.text);
      current = unit.document;
    }
    const CodePointSpan place = offsets->code_points(unit.span);
    CodedSpan span{document.key, place.begin, place.end,
                   std::string(slice(document.text, unit.span))};
    span.theme = at(analysis.codebook->themes, coding.theme).key;
    if (coding.concept_id.valid()) {
      span.concept_key = at(analysis.codebook->concepts, coding.concept_id).key;
    }
    if (coding.level.valid()) span.level = at(analysis.codebook->levels, coding.level).key;
    coders[coding.coder].spans.push_back(std::move(span));
  }
  std::vector<CoderCodings> out;
  for (auto& [name, coder] : coders) {
    coder.coder = name;
    if (name == "rules") {
      for (const Document& document : analysis.documents) coder.documents.push_back(document.key);
    }
    out.push_back(std::move(coder));
  }
  return out;
}

std::vector<PlacedUnit> placed_units(const Analysis& analysis) {
  std::vector<PlacedUnit> out;
  std::unique_ptr<OffsetMap> offsets;
  DocumentId current{};
  for (const Unit& unit : analysis.units) {
    if (unit.empty_answer) continue;
    const Document& document = analysis.document_of(unit);
    if (!offsets || current != unit.document) {
      offsets = std::make_unique<OffsetMap>(document.text);
      current = unit.document;
    }
    const CodePointSpan place = offsets->code_points(unit.span);
    out.push_back(
        {document.key, place.begin, place.end, std::string(slice(document.text, unit.span))});
  }
  return out;
}

}  // namespace rodtrad::pipeline
