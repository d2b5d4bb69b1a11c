#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/structure.h"
#include "analyzer/text/decode.h"

namespace rodtrad::ingest {
namespace {

Result<Documents> read_text(const Source& source, const ImportOptions& options, MarkupKind markup,
                            Diagnostics& remarks) {
  auto decoded = text::decode(source.bytes, {options.encoding}, source.name, remarks);
  if (!decoded) return std::move(decoded).failure();
  Document document;
  document.key = source.key;
  document.keeps_file_lines = true;
  document.text = std::move(decoded.value().text);
  document.provenance.file = source.name;
  document.provenance.encoding = decoded.value().encoding;
  const std::vector<Block> blocks =
      markup == MarkupKind::Markdown ? markdown_blocks(document.text) : plain_blocks(document.text);
  structure(document, blocks, options, markup, remarks);
  Documents documents;
  documents.push_back(std::move(document));
  return documents;
}

}  // namespace

Result<Documents> read_txt(const Source& source, const ImportOptions& options,
                           Diagnostics& remarks) {
  return read_text(source, options, MarkupKind::None, remarks);
}

Result<Documents> read_markdown(const Source& source, const ImportOptions& options,
                                Diagnostics& remarks) {
  return read_text(source, options, MarkupKind::Markdown, remarks);
}

}  // namespace rodtrad::ingest
