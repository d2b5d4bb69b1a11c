#include "analyzer/cli/lexicon.h"

#include <CLI/CLI.hpp>
#include <memory>

#include "analyzer/base/child_process.h"
#include "analyzer/base/file_io.h"
#include "analyzer/base/output_folder.h"
#include "analyzer/base/sha256.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/lexicon_sources.h"
#include "analyzer/language/lexicon_builder.h"
#include "analyzer/language/word_lists.h"

/// `rodtrad lexicon build` makes the table from the installed packages; `rodtrad lexicon show`
/// tells what is in use.
namespace rodtrad::cli {
namespace {

namespace fs = std::filesystem;
using language::LexiconSources;
using language::LexiconWord;

struct BuildOptions {
  std::string out{};
  std::string words{};
  bool if_needed = false;
};

/// What was gathered from the packages.
struct Gathered {
  std::vector<LexiconWord> words{};
  std::string origin{};
  LexiconSources sources = LexiconSources::None;
};

void add_words(std::vector<LexiconWord> more, Gathered& out) {
  out.words.insert(out.words.end(), std::make_move_iterator(more.begin()),
                   std::make_move_iterator(more.end()));
}

void add_origin(const char* name, const std::string& bytes, Gathered& out) {
  if (!out.origin.empty()) out.origin += ", ";
  out.origin += std::string(name) + " " + std::to_string(bytes.size()) + " bytes sha256 " +
                sha256_hex(bytes).substr(0, 16);
}

Outcome add_hunspell(Gathered& out, Diagnostics& remarks) {
  const auto sources = lexicon_sources();
  auto dic = read_file(sources[1].path);
  auto aff = read_file(sources[2].path);
  if (!dic || !aff) {
    remarks.warning("lexicon-source-missing", "the package hunspell-sv is not installed");
    return success();
  }
  auto words = language::hunspell_words(dic.value(), aff.value());
  if (!words) return std::move(words).failure();
  add_words(std::move(words).value(), out);
  add_origin(sources[1].name, dic.value(), out);
  add_origin(sources[2].name, aff.value(), out);
  out.sources = LexiconSources::Hunspell;
  return success();
}

Outcome add_apertium(Gathered& out, Diagnostics& remarks) {
  const LexiconSource source = lexicon_sources()[0];
  auto bytes = read_file(source.path);
  if (!bytes) {
    remarks.warning("lexicon-source-missing", "the package apertium-swe-nor is not installed");
    return success();
  }
  auto att = run_child({"lt-print", source.path}, {.seconds = 120});
  if (!att) {
    remarks.append(std::move(att).failure().diagnostics);
    remarks.warning("lexicon-source-missing",
                    "lt-print of the package lttoolbox-dev is needed to read apertium-swe-nor");
    return success();
  }
  if (att.value().exit_code != 0) {
    return failure("lexicon-source", "lt-print could not read " + std::string(source.path));
  }
  auto words = language::apertium_words(att.value().out);
  if (!words) return std::move(words).failure();
  add_words(std::move(words).value(), out);
  add_origin(source.name, bytes.value(), out);
  out.sources = LexiconSources::ApertiumAndHunspell;
  return success();
}

Outcome add_listed(const std::string& tsv, const std::string& name, Gathered& out) {
  auto words = language::listed_words(tsv, name);
  if (!words) return std::move(words).failure();
  add_words(std::move(words).value(), out);
  return success();
}

Result<Gathered> gather(const BuildOptions& options, Diagnostics& remarks) {
  Gathered out;
  if (!options.words.empty()) {
    auto tsv = read_file(options.words);
    if (!tsv) return std::move(tsv).failure();
    if (Outcome added = add_listed(tsv.value(), options.words, out); !added) {
      return std::move(added).failure();
    }
    add_origin(fs::path(options.words).filename().c_str(), tsv.value(), out);
    out.sources = LexiconSources::ApertiumAndHunspell;
    return out;
  }
  if (Outcome added = add_hunspell(out, remarks); !added) return std::move(added).failure();
  if (Outcome added = add_apertium(out, remarks); !added) return std::move(added).failure();
  if (out.words.empty()) {
    return failure("lexicon-no-source", "no lexicon package is installed", {},
                   "install apertium-swe-nor, lttoolbox-dev and hunspell-sv");
  }
  const std::string patch(language::patch_words());
  if (Outcome added = add_listed(patch, "patch.tsv", out); !added) {
    return std::move(added).failure();
  }
  out.origin += ", " + maker_origin();
  return out;
}

/// Is the table there, whole, and made from what is installed now?
bool is_current(const fs::path& path) {
  auto file = MappedFile::open(path);
  if (!file) return false;
  const auto lexicon = language::Lexicon::open(file.value().bytes());
  return lexicon && !is_stale(lexicon.value().origin());
}

ExitCode build(const BuildOptions& options) {
  const fs::path path = options.out.empty() ? default_lexicon_path() : fs::path(options.out);
  if (options.if_needed && is_current(path)) {
    print(display_name(path) + ": up to date\n");
    return ExitCode::Done;
  }
  Diagnostics remarks;
  auto gathered = gather(options, remarks);
  tell(remarks);
  if (!gathered) return fail(gathered.failure());
  const std::string table = language::build_lexicon(
      std::move(gathered.value().words), gathered.value().sources, gathered.value().origin);
  std::error_code error;
  const fs::path parent = fs::absolute(path, error).parent_path();
  if (options.out.empty()) fs::create_directories(parent, error);
  auto folder = OutputFolder::open(parent);
  if (!folder) return fail(folder.failure());
  if (Outcome staged = folder.value().stage({path.filename().string(), table}); !staged) {
    return fail(staged.failure());
  }
  if (Outcome committed = folder.value().commit(); !committed) {
    return fail(committed.failure());
  }
  auto lexicon = language::Lexicon::open(table);
  if (!lexicon) return fail(lexicon.failure());
  print(display_name(path) + ": " + std::to_string(lexicon.value().form_count()) + " forms of " +
        std::to_string(lexicon.value().lemma_count()) + " words (" +
        std::string(to_text(lexicon.value().sources())) + ")\n");
  return ExitCode::Done;
}

ExitCode show() {
  Diagnostics remarks;
  auto opened = open_lexicon({}, remarks);
  tell(remarks);
  if (!opened) return fail(opened.failure());
  if (opened.value().lexicon == nullptr) return ExitCode::CheckSaidNo;
  const language::Lexicon& lexicon = *opened.value().lexicon;
  print(display_name(lexicon_path()) + ": " + std::to_string(lexicon.form_count()) + " forms of " +
        std::to_string(lexicon.lemma_count()) + " words (" +
        std::string(to_text(lexicon.sources())) + ")\nmade from " + std::string(lexicon.origin()) +
        "\n");
  return ExitCode::Done;
}

}  // namespace

void define_lexicon(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("lexicon", "make or show the Swedish lexicon in use");
  command->require_subcommand(1);
  auto options = std::make_shared<BuildOptions>();
  CLI::App* build_command = command->add_subcommand(
      "build", "make the lexicon from the packages apertium-swe-nor and hunspell-sv");
  build_command->add_option("--out", options->out, "where to put it (default: your data folder)")
      ->type_name("FILE");
  build_command
      ->add_option("--words", options->words,
                   "make it from this list alone: form, lemma, group with tabs between")
      ->type_name("FILE");
  build_command->add_flag("--if-needed", options->if_needed,
                          "leave a table alone that is whole and up to date");
  build_command->callback(
      [options, &action] { action.run = [options] { return build(*options); }; });
  CLI::App* show_command = command->add_subcommand("show", "tell which lexicon is in use");
  show_command->callback([&action] { action.run = [] { return show(); }; });
}

}  // namespace rodtrad::cli
