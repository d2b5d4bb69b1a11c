#include "analyzer/ingest/attribute_table.h"

#include <algorithm>
#include <optional>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/ingest/sheet_documents.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/text/decode.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

bool is_document_header(std::string_view folded) {
  return folded == "document" || folded == "dokument" || folded == "fil" || folded == "file";
}
bool is_speaker_header(std::string_view folded) {
  return folded == "speaker" || folded == "talare" || folded == "respondent" ||
         folded == "deltagare";
}

bool asks(const Attributes& attributes) {
  for (const auto& [name, value] : attributes.entries()) {
    const std::string folded = text::folded_label(name);
    if ((folded == "roll" || folded == "role") &&
        role_of_label(label_key(value)) == Role::Interviewer) {
      return true;
    }
  }
  return false;
}

bool same_label(std::string_view a, std::string_view b) {
  return text::folded_label(a) == text::folded_label(b);
}

std::string_view name_in_folder(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// `intervjuer/anna.docx`, `anna` and `anna.docx` all name the document `intervjuer/anna`.
bool names(std::string_view wanted, const Document& document) {
  if (same_label(wanted, document.key) || same_label(wanted, document.source_key) ||
      same_label(wanted, document.provenance.file)) {
    return true;
  }
  return same_label(wanted, name_in_folder(document.source_key)) ||
         same_label(wanted, name_in_folder(document.provenance.file));
}

/// The same of a file that is known by its path alone.
bool names_file(std::string_view wanted, std::string_view path) {
  const auto without_ending = [](std::string_view name) { return name.substr(0, name.rfind('.')); };
  const std::string_view name = name_in_folder(path);
  return same_label(wanted, path) || same_label(wanted, without_ending(path)) ||
         same_label(wanted, name) || same_label(wanted, without_ending(name));
}

bool apply_row(const AttributeTable::Row& row, Document& document) {
  if (!row.document.empty() && !names(row.document, document)) return false;
  if (!row.speaker.empty()) return give_to_speaker(row.speaker, row.attributes, document);
  document.attributes.merge(row.attributes);
  return true;
}

}  // namespace

bool give_to_speaker(std::string_view label, const Attributes& attributes, Document& document) {
  const std::string key = label_key(label);
  bool met = false;
  for (std::size_t s = 0; s < document.speakers.size(); ++s) {
    Speaker& speaker = document.speakers[s];
    if (speaker.key != key) continue;
    met = true;
    speaker.attributes.merge(attributes);
    if (!asks(attributes)) continue;
    speaker.role = Role::Interviewer;
    for (Segment& segment : document.segments) {
      if (segment.speaker == SpeakerId(s)) segment.zone = Zone::Interviewer;
    }
  }
  return met;
}

void take_back_no_interviewer(const AttributeTable& table, Diagnostics& remarks) {
  remarks.erase_if([&table](const Diagnostic& remark) {
    if (remark.id != "transcript-no-interviewer") return false;
    return std::any_of(table.rows.begin(), table.rows.end(), [&remark](const auto& row) {
      return !row.speaker.empty() && asks(row.attributes) &&
             (row.document.empty() || names_file(row.document, remark.place.path));
    });
  });
}

namespace {

bool is_workbook(std::string_view file) {
  const std::string name = ascii_lower(file);
  return name.ends_with(".xlsx") || name.ends_with(".xlsm");
}

/// Whatever its name, what is no workbook is text with separators.
Result<std::vector<SheetTable>> attribute_sheets(std::string_view bytes, const std::string& file,
                                                 const std::string& encoding,
                                                 Diagnostics& remarks) {
  const Source source{file, file, bytes};
  if (is_workbook(file)) return workbook_sheets(source, remarks);
  auto decoded = text::decode(bytes, {encoding, text::TextForm::Lines}, file, remarks);
  if (!decoded) return std::move(decoded).failure();
  auto sheet = text_sheet(source, decoded.value().text, decoded.value().encoding, '\0', remarks);
  if (!sheet) return std::move(sheet).failure();
  std::vector<SheetTable> sheets;
  sheets.push_back(std::move(sheet.value().first));
  return sheets;
}

class AttributeReader {
 public:
  AttributeReader(const SheetTable& sheet, Diagnostics& remarks)
      : sheet_(sheet), remarks_(remarks) {}

  /// True when a column says what the rows are about.
  bool has_key() {
    const std::vector<std::string>& headers = sheet_.rows.front().cells;
    for (std::size_t c = 0; c < headers.size(); ++c) {
      const std::string folded = text::folded_label(headers[c]);
      if (is_document_header(folded)) document_ = c;
      if (is_speaker_header(folded)) speaker_ = c;
    }
    return document_ || speaker_;
  }

  Outcome read_into(AttributeTable& out) {
    const std::size_t width = sheet_.rows.front().cells.size();
    for (std::size_t r = 1; r < sheet_.rows.size(); ++r) {
      if (Outcome fits = check_width(sheet_.rows[r], width); !fits) return fits;
      out.rows.push_back(row_of(sheet_.rows[r]));
    }
    return success();
  }

 private:
  Outcome check_width(const SheetRow& row, std::size_t width) {
    const std::string sizes = "the row has " + std::to_string(row.cells.size()) +
                              " fields where the header has " + std::to_string(width);
    if (row.cells.size() > width) return failure("csv-long-row", sizes, sheet_.place(row));
    // The rows of a workbook end where their text ends.
    if (row.cells.size() < width && sheet_.sheet.empty()) {
      remarks_.warning("csv-short-row", sizes + "; the missing ones say nothing",
                       sheet_.place(row));
    }
    return success();
  }

  [[nodiscard]] AttributeTable::Row row_of(const SheetRow& row) const {
    AttributeTable::Row entry;
    entry.place = sheet_.place(row);
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      const std::string value(trim(row.cells[c]));
      const std::string_view header = trim(sheet_.rows.front().cells[c]);
      if (document_ && c == *document_) {
        entry.document = value;
      } else if (speaker_ && c == *speaker_) {
        entry.speaker = value;
      } else if (!header.empty() && !value.empty()) {
        entry.attributes.set(std::string(header), value);
      }
    }
    return entry;
  }

  const SheetTable& sheet_;
  Diagnostics& remarks_;
  std::optional<std::size_t> document_;
  std::optional<std::size_t> speaker_;
};

}  // namespace

Result<AttributeTable> read_attribute_table(std::string_view bytes, const std::string& file,
                                            const std::string& encoding, Diagnostics& remarks) {
  auto sheets = attribute_sheets(bytes, file, encoding, remarks);
  if (!sheets) return std::move(sheets).failure();
  AttributeTable out;
  out.file = file;
  bool any_rows = false;
  bool any_key = false;
  for (const SheetTable& sheet : sheets.value()) {
    if (sheet.rows.empty()) continue;
    any_rows = true;
    AttributeReader reader(sheet, remarks);
    if (!reader.has_key()) continue;
    any_key = true;
    if (Outcome read = reader.read_into(out); !read) return std::move(read).failure();
  }
  if (any_rows && !any_key) {
    Place at{.path = file};
    if (!is_workbook(file)) at.line = 1;
    return failure("attributes-no-key", "the table has no column \"document\" or \"speaker\"", at,
                   "name the first column document");
  }
  return out;
}

void apply_attributes(const AttributeTable& table, std::vector<Document>& documents,
                      std::vector<bool>& met) {
  met.resize(table.rows.size(), false);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    for (Document& document : documents) {
      if (apply_row(table.rows[r], document)) met[r] = true;
    }
  }
}

void tell_unused(const AttributeTable& table, const std::vector<bool>& met,
                 const std::vector<std::string>& sources, Diagnostics& remarks) {
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (met[r]) continue;
    const AttributeTable::Row& row = table.rows[r];
    const std::string near = nearest(row.document, sources);
    const bool was_read =
        !row.speaker.empty() &&
        (row.document.empty() || std::any_of(sources.begin(), sources.end(), [&row](const auto& s) {
           return same_label(row.document, s) || same_label(row.document, name_in_folder(s));
         }));
    if (was_read) {
      const std::string where = row.document.empty() ? "" : " in \"" + row.document + "\"";
      const std::string where_sv = row.document.empty() ? "" : " i \"" + row.document + "\"";
      remarks
          .warning("attributes-unused",
                   "nobody is called \"" + row.speaker + "\"" + where + ": the row is not used",
                   row.place, "write the name as it stands before the colon in the text")
          .in_swedish("ingen heter \"" + row.speaker + "\"" + where_sv + ": raden används inte",
                      "skriv namnet som det står före kolonet i texten");
      continue;
    }
    const std::string who = "document \"" + row.document + "\"";
    const std::string who_sv = "dokumentet \"" + row.document + "\"";
    remarks
        .warning("attributes-unused", "the row is about " + who + ", which was not read", row.place,
                 near.empty() || near == row.document ? "" : "did you mean \"" + near + "\"?")
        .in_swedish("raden gäller " + who_sv + ", som inte finns bland det lästa",
                    near.empty() || near == row.document ? "" : "menas \"" + near + "\"?");
  }
}

void apply_attributes(const AttributeTable& table, std::vector<Document>& documents,
                      Diagnostics& remarks) {
  std::vector<bool> met;
  apply_attributes(table, documents, met);
  std::set<std::string> sources;
  for (const Document& document : documents) sources.insert(document.source_key);
  tell_unused(table, met, {sources.begin(), sources.end()}, remarks);
}

}  // namespace rodtrad::ingest
