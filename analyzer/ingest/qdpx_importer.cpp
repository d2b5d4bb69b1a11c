#include <set>

#include "analyzer/ingest/exchange.h"
#include "analyzer/ingest/importer.h"

namespace rodtrad::ingest {

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
      for (const ExchangeCase& about : project.cases) {
        for (const std::size_t at : about.sources) {
          if (at == i) document.attributes.merge(about.attributes);
        }
      }
      document.attributes.merge(one.attributes);
      documents.push_back(std::move(document));
    }
  }
  return documents;
}

}  // namespace rodtrad::ingest
