#include "analyzer/base/utf8.h"
#include "analyzer/ingest/attribute_table.h"
#include "tests/fuzz/checks.h"

namespace {

using namespace rodtrad;

/// An interview with two speakers and an answer sheet, for the table to be about.
std::vector<Document> sample_documents() {
  std::vector<Document> out;
  Diagnostics remarks;
  for (const auto& [name, key, bytes] :
       {std::tuple{
            "anna.txt", "intervjuer/anna",
            "Karin: Hur är samverkan?\nAnna Ek: Den är oklar.\nKarin: Jaså?\nAnna Ek: Ja.\n"},
        {"svar.csv", "svar", "id;svar;grupp\nr1;Mer tid;A\nr2;-;B\n"}}) {
    auto documents = ingest::import_source({name, key, bytes}, {}, remarks);
    fuzz::require(static_cast<bool>(documents), "the sample documents are read");
    for (Document& document : documents.value()) out.push_back(std::move(document));
  }
  return out;
}

}  // namespace

/// A table of attributes, read and given to documents.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<Document> sample = sample_documents();
  Diagnostics remarks;
  const auto table =
      ingest::read_attribute_table(fuzz::as_text(data, size), "attribut.csv", "", remarks);
  fuzz::check_diagnostics(remarks);
  if (!table) {
    fuzz::check_failure(table.failure());
    return 0;
  }
  for (const ingest::AttributeTable::Row& row : table.value().rows) {
    fuzz::require(row.place.line > 0, "a row knows its line");
    for (const auto& [name, value] : row.attributes.entries()) {
      fuzz::require(!name.empty() && !value.empty(), "an attribute has a name and a value");
      fuzz::require(!utf8::first_invalid(name) && !utf8::first_invalid(value),
                    "an attribute is UTF-8");
    }
  }
  std::vector<Document> documents = sample;
  Diagnostics told;
  ingest::apply_attributes(table.value(), documents, told);
  fuzz::check_diagnostics(told);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    fuzz::require(documents[i].text == sample[i].text, "attributes leave the text alone");
    fuzz::check_document(documents[i]);
    fuzz::check_coding_of(documents[i], *fuzz::sample_codebook().codebook,
                          fuzz::sample_codebook().matcher);
  }
  return 0;
}
