#include "analyzer/ingest/attribute_table.h"

#include <algorithm>
#include <optional>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/formats/csv.h"
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

/// `intervjuer/anna.docx`, `anna` and `anna.docx` all name the document `intervjuer/anna`.
bool names(std::string_view wanted, const Document& document) {
  const auto same = [](std::string_view a, std::string_view b) {
    return text::folded_label(a) == text::folded_label(b);
  };
  if (same(wanted, document.key) || same(wanted, document.source_key) ||
      same(wanted, document.provenance.file)) {
    return true;
  }
  const auto tail = [](std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
  };
  return same(wanted, tail(document.source_key)) || same(wanted, tail(document.provenance.file));
}

bool apply_row(const AttributeTable::Row& row, Document& document) {
  if (!row.document.empty() && !names(row.document, document)) return false;
  if (row.speaker.empty()) {
    document.attributes.merge(row.attributes);
    return true;
  }
  bool met = false;
  for (std::size_t s = 0; s < document.speakers.size(); ++s) {
    Speaker& speaker = document.speakers[s];
    if (speaker.key != label_key(row.speaker)) continue;
    met = true;
    speaker.attributes.merge(row.attributes);
    if (!asks(row.attributes)) continue;
    speaker.role = Role::Interviewer;
    for (Segment& segment : document.segments) {
      if (segment.speaker == SpeakerId(s)) segment.zone = Zone::Interviewer;
    }
  }
  return met;
}

}  // namespace

Result<AttributeTable> read_attribute_table(std::string_view bytes, const std::string& file,
                                            const std::string& encoding, Diagnostics& remarks) {
  auto decoded = text::decode(bytes, {encoding, text::TextForm::Lines}, file, remarks);
  if (!decoded) return std::move(decoded).failure();
  auto table = formats::read_csv(decoded.value().text, '\0', file);
  if (!table) return std::move(table).failure();
  remarks.append(std::move(table.value().remarks));
  for (formats::CsvRow& row : table.value().rows) {
    for (std::string& cell : row.cells) cell = text::canonical(cell);
  }
  AttributeTable out;
  out.file = file;
  if (table.value().rows.empty()) return out;
  const std::vector<std::string> headers = table.value().rows.front().cells;
  std::optional<std::size_t> document;
  std::optional<std::size_t> speaker;
  for (std::size_t c = 0; c < headers.size(); ++c) {
    const std::string folded = text::folded_label(headers[c]);
    if (is_document_header(folded)) document = c;
    if (is_speaker_header(folded)) speaker = c;
  }
  if (!document && !speaker) {
    return failure("attributes-no-key", "the table has no column \"document\" or \"speaker\"",
                   {.path = file, .line = 1}, "name the first column document");
  }
  for (std::size_t r = 1; r < table.value().rows.size(); ++r) {
    const formats::CsvRow& row = table.value().rows[r];
    if (row.cells.size() > headers.size()) {
      return failure("csv-long-row",
                     "the row has " + std::to_string(row.cells.size()) +
                         " fields where the header has " + std::to_string(headers.size()),
                     {.path = file, .line = row.line});
    }
    if (row.cells.size() < headers.size()) {
      remarks.warning("csv-short-row",
                      "the row has " + std::to_string(row.cells.size()) +
                          " fields where the header has " + std::to_string(headers.size()) +
                          "; the missing ones say nothing",
                      {.path = file, .line = row.line});
    }
    AttributeTable::Row entry;
    entry.line = row.line;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      const std::string value(trim(row.cells[c]));
      if (document && c == *document) {
        entry.document = value;
      } else if (speaker && c == *speaker) {
        entry.speaker = value;
      } else if (!trim(headers[c]).empty() && !value.empty()) {
        entry.attributes.set(std::string(trim(headers[c])), value);
      }
    }
    out.rows.push_back(std::move(entry));
  }
  return out;
}

void apply_attributes(const AttributeTable& table, std::vector<Document>& documents,
                      Diagnostics& remarks) {
  for (const AttributeTable::Row& row : table.rows) {
    bool met = false;
    for (Document& document : documents) met = apply_row(row, document) || met;
    if (met) continue;
    std::set<std::string> known;
    for (const Document& document : documents) known.insert(document.source_key);
    const std::string near =
        nearest(row.document, std::vector<std::string>(known.begin(), known.end()));
    const std::string who = row.speaker.empty()
                                ? "document \"" + row.document + "\""
                                : "speaker \"" + row.speaker + "\" in \"" + row.document + "\"";
    remarks.warning("attributes-unused", "the row is about " + who + ", which was not read",
                    {.path = table.file, .line = row.line},
                    near.empty() || near == row.document ? "" : "did you mean \"" + near + "\"?");
  }
}

}  // namespace rodtrad::ingest
