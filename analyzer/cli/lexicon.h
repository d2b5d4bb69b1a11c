#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "analyzer/base/mapped_file.h"
#include "analyzer/language/lexicon.h"
#include "analyzer/language/term_index.h"

namespace CLI {
class App;
}

/// The lexicon on this machine: where its table is, whether it is still right, and how to make it.
namespace rodtrad::cli {

/// Options of every command that recognises words.
struct LanguageOptions {
  std::string lexicon = "apertium+hunspell";
  std::string spoken{};  ///< "on", "off", or empty: as the study says, else on
};

void add_language_options(CLI::App& command, LanguageOptions& options);

/// The opened table and what the engine makes of it. Keep it alive as long as the resources are
/// used.
struct OpenedLexicon {
  std::unique_ptr<MappedFile> file{};
  std::unique_ptr<language::Lexicon> lexicon{};
  language::Resources resources{};
};

/// Opens what the options ask for. A missing or stale table is a warning (lexicon-missing,
/// lexicon-partial, lexicon-stale) and the next best engine is taken.
Result<OpenedLexicon> open_lexicon(const LanguageOptions& options, Diagnostics& remarks);

/// Was a table of this origin made from other packages, or by another version of this program, than
/// are here now? Reads sizes only.
bool is_stale(std::string_view origin);
/// How this program's rules and patch of the lexicon are named in an origin.
std::string maker_origin();

/// Where the table is looked for, first that exists: $RODTRAD_LEXICON, beside the installed
/// program, the user's data folder.
std::filesystem::path lexicon_path();
/// Where `rodtrad lexicon build` puts it unless told otherwise.
std::filesystem::path default_lexicon_path();

}  // namespace rodtrad::cli
