#include "analyzer/cli/lexicon.h"

#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "analyzer/base/file_io.h"
#include "analyzer/cli/lexicon_sources.h"
#include "analyzer/language/lexicon_builder.h"

namespace rodtrad::cli {
namespace fs = std::filesystem;
namespace {

constexpr char kFileName[] = "swedish.lexicon";
constexpr char kHowToBuild[] =
    "install the packages apertium-swe-nor, lttoolbox-dev and hunspell-sv, then: rodtrad lexicon "
    "build";

}  // namespace

bool is_stale(std::string_view origin) {
  if (origin.find(maker_origin()) == std::string_view::npos) return true;
  for (const LexiconSource& source : lexicon_sources()) {
    struct stat status {};
    const bool used = origin.find(source.name) != std::string_view::npos;
    if (::stat(source.path, &status) != 0) continue;  // made elsewhere, or since removed
    // `nor-swe.autogen.bin 1712448 bytes`: the size tells a new version without reading the file.
    const std::string now = std::string(source.name) + " " + std::to_string(status.st_size) + " ";
    if (!used || origin.find(now) == std::string_view::npos) return true;
  }
  return false;
}

std::string maker_origin() {
  return "maker sha256 " + std::string(language::lexicon_maker_sha256().substr(0, 16));
}

void add_language_options(CLI::App& command, LanguageOptions& options) {
  command
      .add_option("--lexicon", options.lexicon, "how Swedish is known (default apertium+hunspell)")
      ->check(CLI::IsMember({"apertium+hunspell", "hunspell", "none"}))
      ->type_name("apertium+hunspell|hunspell|none");
  command
      .add_option("--spoken", options.spoken,
                  "take nåt for något, ssk for sjuksköterska (default on)")
      ->check(CLI::IsMember({"on", "off"}))
      ->type_name("on|off");
}

fs::path default_lexicon_path() {
  if (const char* given = std::getenv("RODTRAD_LEXICON")) return given;
  const char* data = std::getenv("XDG_DATA_HOME");
  const char* home = std::getenv("HOME");
  const fs::path base = data != nullptr && *data != '\0'
                            ? fs::path(data)
                            : fs::path(home == nullptr ? "." : home) / ".local/share";
  return base / "rodtrad" / kFileName;
}

fs::path lexicon_path() {
  std::error_code error;
  if (const char* given = std::getenv("RODTRAD_LEXICON")) return given;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  for (const fs::path& path : {self.parent_path() / "../share/rodtrad" / kFileName,
                               self.parent_path() / kFileName, default_lexicon_path()}) {
    if (fs::is_regular_file(path, error)) return path;
  }
  return {};
}

Result<OpenedLexicon> open_lexicon(const LanguageOptions& options, Diagnostics& remarks) {
  OpenedLexicon out;
  out.resources.spoken_forms = options.spoken != "off";
  if (options.lexicon == "none") return out;
  const fs::path path = lexicon_path();
  if (path.empty()) {
    remarks
        .warning("lexicon-missing",
                 "there is no Swedish lexicon: words are recognised by their stems only", {},
                 kHowToBuild)
        .in_swedish("det finns inget svenskt lexikon: ord känns bara igen på sina stammar");
    return out;
  }
  auto file = MappedFile::open(path);
  if (!file) return std::move(file).failure();
  out.file = std::make_unique<MappedFile>(std::move(file).value());
  auto lexicon = language::Lexicon::open(out.file->bytes());
  if (!lexicon) return std::move(lexicon).failure();
  out.lexicon = std::make_unique<language::Lexicon>(std::move(lexicon).value());
  if (is_stale(out.lexicon->origin())) {
    remarks
        .warning("lexicon-stale",
                 "the Swedish lexicon was made by another version of this program or from "
                 "other packages than are installed now",
                 {}, "make it anew with: rodtrad lexicon build")
        .in_swedish(
            "det svenska lexikonet är gjort av en annan version av programmet eller av andra paket "
            "än de som är installerade nu",
            "gör om det med: rodtrad lexicon build");
  }
  const bool wants_all = options.lexicon == "apertium+hunspell";
  if (wants_all && out.lexicon->sources() != language::LexiconSources::ApertiumAndHunspell) {
    remarks
        .warning("lexicon-partial",
                 "the Swedish lexicon was made without apertium-swe-nor: more words are "
                 "recognised by hunspell and by their stems",
                 {}, kHowToBuild)
        .in_swedish(
            "det svenska lexikonet är gjort utan apertium-swe-nor: fler ord känns igen av hunspell "
            "och på sina stammar");
  }
  if (!wants_all) *out.lexicon = out.lexicon->hunspell_only();
  out.resources.lexicon = out.lexicon.get();
  return out;
}

}  // namespace rodtrad::cli
