#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "analyzer/base/sha256.h"
#include "analyzer/base/strings.h"
#include "analyzer/ingest/formatted_importers.h"

namespace rodtrad::ingest {
namespace {

struct Importer {
  const char* extension;
  const char* name;  ///< with its version: goes into the provenance
  Result<Documents> (*read)(const Source&, const ImportOptions&, Diagnostics&);
};

// One row a file kind. Adding one is a file with one function and a line here.
constexpr std::array kImporters = {
    Importer{".txt", "txt/1", read_txt},
    Importer{".md", "markdown/1", read_markdown},
    Importer{".markdown", "markdown/1", read_markdown},
    Importer{".docx", "docx/1", read_docx},
    Importer{".odt", "odt/1", read_odt},
    Importer{".rtf", "rtf/1", read_rtf},
    Importer{".html", "html/1", read_html},
    Importer{".htm", "html/1", read_html},
    Importer{".pdf", "pdf/1", read_pdf},
    Importer{".vtt", "vtt/1", read_vtt},
    Importer{".srt", "srt/1", read_srt},
    Importer{".csv", "sheet/1", read_csv_sheet},
    Importer{".tsv", "sheet/1", read_tsv_sheet},
    Importer{".xlsx", "xlsx/1", read_xlsx_sheets},
    Importer{".xlsm", "xlsx/1", read_xlsx_sheets},
    Importer{".json", "transcript-json/1", read_json_transcript},
    Importer{".otr", "transcript-json/1", read_json_transcript},
    Importer{".jsonl", "jsonl/1", read_jsonl},
    Importer{".ndjson", "jsonl/1", read_jsonl},
    Importer{".qdpx", "qdpx/1", read_qdpx},
    Importer{".qde", "qdpx/1", read_qdpx},
};

std::string extension_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  const std::string_view base = slash == std::string_view::npos ? name : name.substr(slash + 1);
  const std::size_t dot = base.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? "" : ascii_lower(base.substr(dot));
}

const Importer* importer_of(std::string_view name) {
  const std::string extension = extension_of(name);
  const auto found =
      std::find_if(kImporters.begin(), kImporters.end(),
                   [&extension](const Importer& i) { return extension == i.extension; });
  return found == kImporters.end() ? nullptr : &*found;
}

}  // namespace

std::size_t make_unique(const std::vector<std::string*>& keys) {
  std::set<std::string> seen;
  std::map<std::string, std::size_t> last;  // the number given last: n same ids take n steps
  std::size_t renamed = 0;
  for (std::string* wanted : keys) {
    std::string key = *wanted;
    while (!seen.insert(key).second) {
      std::size_t& n = last.emplace(*wanted, 1).first->second;
      key = *wanted + "~" + std::to_string(++n);
    }
    if (key != *wanted) ++renamed;
    *wanted = std::move(key);
  }
  return renamed;
}

void tell_renamed(std::size_t renamed, const std::string& file, Diagnostics& remarks) {
  if (renamed == 0) return;
  remarks
      .warning("id-not-unique",
               std::to_string(renamed) + " ids are given more than once; ~2, ~3 … was added",
               {.path = file})
      .in_swedish(std::to_string(renamed) + " id finns mer än en gång; ~2, ~3 … är tillagt");
}

SourceKind kind_of(std::string_view file_name) {
  const Importer* importer = importer_of(file_name);
  if (importer == nullptr) return SourceKind::Other;
  if (importer->read == read_jsonl) return SourceKind::JsonLines;
  return importer->read == read_txt ? SourceKind::PlainText : SourceKind::Other;
}

std::string importer_name(std::string_view file_name) {
  const Importer* importer = importer_of(file_name);
  return importer == nullptr ? "" : importer->name;
}

bool is_known_kind(std::string_view file_name) { return importer_of(file_name) != nullptr; }

std::string known_kinds() {
  std::string out;
  for (const Importer& importer : kImporters) {
    if (!out.empty()) out += " ";
    out += importer.extension;
  }
  return out;
}

Result<Documents> import_source(const Source& source, const ImportOptions& options,
                                Diagnostics& remarks) {
  const Importer* importer = importer_of(source.name);
  if (importer == nullptr) {
    return failure("import-unknown-kind", "this kind of file is not known", {.path = source.name},
                   "known kinds are " + known_kinds());
  }
  Result<Documents> documents = importer->read(source, options, remarks);
  if (!documents) return documents;
  std::vector<std::string*> keys;
  for (Document& document : documents.value()) keys.push_back(&document.key);
  tell_renamed(make_unique(keys), source.name, remarks);
  const std::string hash = sha256_hex(source.bytes);
  for (Document& document : documents.value()) {
    document.source_key = source.key;
    document.provenance.file = source.name;
    document.provenance.sha256 = hash;
    document.provenance.importer = importer->name;
    if (document.provenance.encoding.empty()) document.provenance.encoding = "UTF-8";
  }
  return documents;
}

}  // namespace rodtrad::ingest
