#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/model/document.h"

namespace rodtrad::ingest {

/// Attributes of documents and speakers from a table with a `document` and/or `speaker` column
/// (Swedish: dokument, talare); every other column is an attribute.
struct AttributeTable {
  struct Row {
    std::string document;  ///< empty: any document
    std::string speaker;   ///< empty: the document itself
    Attributes attributes{};
    Place place{};
  };
  std::string file;
  std::vector<Row> rows{};
};

/// Reads CSV, TSV or, by its name, a workbook: all sheets with such a column. Errors: those of the
/// readers, attributes-no-key, csv-long-row.
Result<AttributeTable> read_attribute_table(std::string_view bytes, const std::string& file,
                                            const std::string& encoding, Diagnostics& remarks);

/// Gives the documents their attributes. A document is named by its id or its file's; a speaker by
/// the label. A speaker whose `roll`/`role` is an interviewer's becomes one. Rows that meet nothing
/// are warned of, with the nearest name.
void apply_attributes(const AttributeTable& table, std::vector<Document>& documents,
                      Diagnostics& remarks);

/// Gives a document's speaker of this label the attributes, and the role if they make an
/// interviewer of him. False when nobody is called so.
bool give_to_speaker(std::string_view label, const Attributes& attributes, Document& document);

/// Takes back `transcript-no-interviewer` for files in which the table says who asks.
void take_back_no_interviewer(const AttributeTable& table, Diagnostics& remarks);

/// The same in two steps, for documents that come a few at a time: gives them their attributes and
/// notes in `met`, by row, which rows met something;
void apply_attributes(const AttributeTable& table, std::vector<Document>& documents,
                      std::vector<bool>& met);
/// and when all are through, warns of the rest. `sources` are the files' document ids, in order.
void tell_unused(const AttributeTable& table, const std::vector<bool>& met,
                 const std::vector<std::string>& sources, Diagnostics& remarks);

}  // namespace rodtrad::ingest
