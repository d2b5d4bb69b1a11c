#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/model/document.h"

/// From a file's bytes to documents. One importer per file kind; `importers.cpp` is their table.
namespace rodtrad::ingest {

/// Which columns of an answer sheet hold what, by header text; empty: found by header words.
struct SheetColumns {
  std::string text{};
  std::string group{};
  std::string question{};
  std::string votes{};
  std::string speaker{};
};

/// A form that was read before, known by the names of its columns, and what its columns hold.
struct SheetForm {
  std::vector<std::string> headers{};
  SheetColumns columns{};
};

struct ImportOptions {
  std::string encoding{};  ///< overrides what the bytes say
  SheetColumns columns{};
  /// What an import profile knows; the first that has a sheet's headers counts, `columns` win.
  std::vector<SheetForm> forms{};
  /// Labels of the codebook's themes and levels: a line that holds nothing else is a heading, and
  /// `theme: level` opens one anywhere.
  std::vector<std::string> theme_labels{};
  std::vector<std::string> level_labels{};
  /// Speaker labels that are interviewers whatever they look like.
  std::vector<std::string> interviewers{};
};

/// One input: its name as the person gave it, the document id it asks for, and its bytes.
struct Source {
  std::string name;
  std::string key;  ///< path relative to the named input, without extension
  std::string_view bytes;
};

using Documents = std::vector<Document>;

/// Reads one source with the importer of its extension. Errors name the file and place; remarks
/// hold everything that was guessed, replaced or left out. Ids are unique within the result.
Result<Documents> import_source(const Source& source, const ImportOptions& options,
                                Diagnostics& remarks);

/// The extension (lower case, with dot) decides; unknown kinds are named, never guessed.
bool is_known_kind(std::string_view file_name);
/// All known extensions, for messages.
std::string known_kinds();

/// Gives keys that are the same as an earlier one `~2`, `~3` …; how many were changed.
std::size_t make_unique(const std::vector<std::string*>& keys);
/// The warning that follows.
void tell_renamed(std::size_t renamed, const std::string& file, Diagnostics& remarks);

/// Kinds that can be read a piece at a time (`jsonl_pieces.h`, `text_parts.h`), and the rest.
enum class SourceKind { JsonLines, PlainText, Other };
SourceKind kind_of(std::string_view file_name);
/// As it stands in the provenance, e.g. `txt/1`.
std::string importer_name(std::string_view file_name);

// --- the importers -----------------------------------------------------------------------------

Result<Documents> read_txt(const Source&, const ImportOptions&, Diagnostics& remarks);
Result<Documents> read_markdown(const Source&, const ImportOptions&, Diagnostics& remarks);
Result<Documents> read_docx(const Source&, const ImportOptions&, Diagnostics& remarks);
Result<Documents> read_vtt(const Source&, const ImportOptions&, Diagnostics& remarks);
Result<Documents> read_srt(const Source&, const ImportOptions&, Diagnostics& remarks);
Result<Documents> read_csv_sheet(const Source&, const ImportOptions&, Diagnostics& remarks);
Result<Documents> read_tsv_sheet(const Source&, const ImportOptions&, Diagnostics& remarks);
Result<Documents> read_jsonl(const Source&, const ImportOptions&, Diagnostics& remarks);
Result<Documents> read_qdpx(const Source&, const ImportOptions&, Diagnostics& remarks);

}  // namespace rodtrad::ingest
