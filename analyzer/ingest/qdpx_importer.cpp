#include <algorithm>
#include <set>

#include "analyzer/ingest/attribute_table.h"
#include "analyzer/ingest/exchange.h"
#include "analyzer/ingest/importer.h"

namespace rodtrad::ingest {
namespace {

/// A case that is called as a speaker is that person, the interviewer too; others are about the
/// whole document, in which what they say differently of it is nobody's.
void add_cases(const ExchangeProject& project, std::size_t number, Document& document,
               const std::string& file, Diagnostics& remarks) {
  std::set<std::string> different;
  Attributes whole;
  for (const ExchangeCase& about : project.cases) {
    if (std::find(about.sources.begin(), about.sources.end(), number) == about.sources.end()) {
      continue;
    }
    if (give_to_speaker(about.name, about.attributes, document)) continue;
    for (const auto& [name, value] : about.attributes.entries()) {
      const std::string* known = whole.find(name);
      if (known != nullptr && *known != value) different.insert(name);
      whole.set(name, value);
    }
  }
  for (const auto& [name, value] : whole.entries()) {
    if (!different.contains(name)) document.attributes.set(name, value);
  }
  for (const std::string& name : different) {
    remarks
        .warning("exchange-cases-differ",
                 "several cases of \"" + document.title + "\" have different values of \"" + name +
                     "\", and none of them is called as a speaker: it is left out",
                 {.path = file},
                 "give the cases the names that stand before the colons in the text")
        .in_swedish("flera fall i \"" + document.title + "\" har olika värden för \"" + name +
                        "\" och inget av dem heter som en talare: uppgiften är inte med",
                    "ge fallen de namn som står före kolonen i texten");
  }
}

}  // namespace

/// The texts of a project as documents, with their variables and those of their cases. The codings
/// in it are people's: `rodtrad import` brings them over.
Result<Documents> read_qdpx(const Source& source, const ImportOptions& options,
                            Diagnostics& remarks) {
  auto read = read_refi(source.bytes, source.name, {}, remarks);
  if (!read) return std::move(read).failure();
  const ExchangeProject& project = read.value();
  for (const Loss& loss : project.losses) {
    remarks.info("exchange-" + loss.id,
                 "\"" + loss.what + "\": " + loss.why +
                     (loss.count > 1 ? " (" + std::to_string(loss.count) + ")" : ""),
                 {.path = source.name});
  }
  if (!project.codings.empty()) {
    remarks.info("exchange-codings",
                 "the file holds " + std::to_string(project.codings.size()) +
                     " codings by people; rodtrad import brings them over",
                 {.path = source.name});
  }
  Documents documents;
  for (std::size_t i = 0; i < project.sources.size(); ++i) {
    const ExchangeSource& one = project.sources[i];
    auto texts = read_txt({source.name, one.name, one.text}, options, remarks);
    if (!texts) return texts;
    for (Document& document : texts.value()) {
      document.title = one.name;
      add_cases(project, i, document, source.name, remarks);
      document.attributes.merge(one.attributes);
      documents.push_back(std::move(document));
    }
  }
  return documents;
}

}  // namespace rodtrad::ingest
