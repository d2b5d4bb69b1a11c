#include "analyzer/cli/inputs.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "analyzer/base/byte_reader.h"
#include "analyzer/base/file_io.h"
#include "analyzer/base/strings.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/whisper.h"
#include "analyzer/pipeline/import_profile.h"
#include "analyzer/pipeline/own_files.h"
#include "analyzer/report/say.h"

namespace rodtrad::cli {
namespace fs = std::filesystem;
namespace {

/// Without links; as it is written where they cannot be followed.
fs::path followed(const fs::path& path) {
  std::error_code error;
  fs::path whole = fs::weakly_canonical(path, error);
  return error ? fs::absolute(path, error).lexically_normal() : whole;
}

bool is_inside(const fs::path& path, const fs::path& folder) {
  const fs::path whole = followed(path);
  const fs::path above = followed(folder);
  const auto [at, end] = std::mismatch(above.begin(), above.end(), whole.begin(), whole.end());
  return at == above.end() || (at->empty() && std::next(at) == above.end());
}

bool is_left_out(const fs::path& path, const std::vector<fs::path>& leave_out) {
  return std::any_of(leave_out.begin(), leave_out.end(),
                     [&path](const fs::path& folder) { return is_inside(path, folder); });
}

/// Where our files say what they are; empty when the file cannot be read.
std::string beginning_of(const fs::path& path) {
  std::string bytes;
  Result<ByteReader> reader = ByteReader::open(path);
  if (!reader || !reader.value().append_to(bytes, pipeline::kOwnFileBeginning)) return {};
  return bytes;
}

/// A folder's codebooks and results are JSON and pages too, which are no material, and of other
/// JSON only transcripts are.
enum class FileKind { Material, Ours, OtherJson };

FileKind file_kind(const fs::path& path) {
  const std::string extension = ascii_lower(path.extension().string());
  if (extension == ".html" || extension == ".htm") {
    return pipeline::is_own_page(beginning_of(path)) ? FileKind::Ours : FileKind::Material;
  }
  if (extension != ".json") return FileKind::Material;
  const Result<std::string> bytes = read_file(path);
  // What cannot be read becomes an input, which says so.
  if (!bytes) return FileKind::Material;
  if (ingest::is_transcript_json(bytes.value())) return FileKind::Material;
  return pipeline::own_kind(bytes.value()).empty() ? FileKind::OtherJson : FileKind::Ours;
}

bool is_attribute_table(const fs::path& path) {
  const std::string name = ascii_lower(display_name(path.filename()));
  return name == "attribut.csv" || name == "attributes.csv";
}

bool is_profile(const fs::path& path) {
  if (display_name(path.filename()) != pipeline::kProfileFile) return false;
  const Result<std::string> bytes = read_file(path);
  return bytes && pipeline::is_import_profile(bytes.value());
}

/// The results of an earlier run: tables and pages about the material, which would be read as it.
bool holds_results(const fs::path& folder) {
  return std::any_of(pipeline::kResultsMarks.begin(), pipeline::kResultsMarks.end(),
                     [&folder](const pipeline::ResultsMark& mark) {
                       return pipeline::is_mark(mark, beginning_of(folder / mark.file));
                     });
}

/// What a folder holds, and what of it could not be looked into.
struct FolderFiles {
  std::vector<fs::path> files{};
  std::vector<fs::path> with_results{};  ///< folders that are passed over
  Diagnostics faults{};
};

/// A folder by what it is, not by its name.
using FolderIdentity = std::pair<dev_t, ino_t>;

/// Links to folders are followed, each folder once, so that a circle of links ends.
void list_folder(const fs::path& folder, std::set<FolderIdentity>& met, FolderFiles& out) {
  struct stat status {};
  std::error_code error;
  if (::stat(folder.c_str(), &status) == 0 && !met.insert({status.st_dev, status.st_ino}).second) {
    return;
  }
  std::vector<fs::path> entries;
  fs::directory_iterator it(folder, error);
  for (const fs::directory_iterator end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().native();
    // `~$Svar.xlsx` says that somebody has the file open.
    if (!name.starts_with('.') && !name.starts_with("~$")) entries.push_back(it->path());
  }
  if (error) {
    const bool denied = error == std::errc::permission_denied;
    out.faults.error(denied ? "io-permission" : "io-read",
                     "cannot list \"" + display_name(folder) + "\": " + error.message());
    return;
  }
  std::sort(entries.begin(), entries.end());
  for (const fs::path& entry : entries) {
    if (fs::is_directory(entry, error) && holds_results(entry)) {
      out.with_results.push_back(entry);
    } else if (fs::is_directory(entry, error)) {
      list_folder(entry, met, out);
    } else {
      out.files.push_back(entry);
    }
  }
}

/// Everything but folders below a folder, in name order; hidden files and folders are left out, and
/// so are folders with results.
FolderFiles listed(const fs::path& folder) {
  FolderFiles out;
  std::set<FolderIdentity> met;
  list_folder(folder, met, out);
  std::sort(out.files.begin(), out.files.end());
  return out;
}

/// The kinds that `pipeline::code_in_blocks` takes block by block; others are read whole, and
/// sheets are looked at before they are coded.
bool may_be_large(const fs::path& path) {
  const std::string extension = ascii_lower(path.extension().string());
  return extension == ".jsonl" || extension == ".txt" || extension == ".md";
}

void add_file(const fs::path& path, const std::string& name, const std::string& key,
              const pipeline::SourceSettings& settings, Reading reading, FoundInputs& out) {
  pipeline::Input input{.name = name, .key = key};
  input.settings = settings;
  out.paths.push_back(path);
  if (reading == Reading::Later && may_be_large(path)) {
    input.open = [path] { return ByteReader::open(path); };
    out.inputs.push_back(std::move(input));
    return;
  }
  Result<std::string> bytes = read_file(path);
  if (bytes) {
    input.bytes = std::move(bytes).value();
  } else {
    input.unreadable = bytes.failure().diagnostics.items().front();
  }
  out.inputs.push_back(std::move(input));
}

/// A folder that cannot be taken as material becomes an input that says why.
void add_fault(const std::string& name, const Diagnostic& fault, FoundInputs& out) {
  pipeline::Input input{.name = name, .key = name};
  input.unreadable = fault;
  out.inputs.push_back(std::move(input));
}

/// What to do with a file of a kind that cannot be read.
std::string hint_for_kind(const std::string& name, report::Language language) {
  struct Kind {
    std::string_view extension;
    const char* program;
    const char* saved_as;
  };
  constexpr std::array kinds = {Kind{".doc", "Word", ".docx"}, Kind{".xls", "Excel", ".xlsx"},
                                Kind{".pages", "Pages", ".docx"},
                                Kind{".numbers", "Numbers", ".xlsx"}};
  const report::Say say(language);
  const std::string extension = ascii_lower(fs::path(name).extension().string());
  for (const Kind& kind : kinds) {
    if (kind.extension != extension) continue;
    return say("öppna den i ", "open it in ") + kind.program +
           say(" och spara den som ", " and save it as ") + kind.saved_as;
  }
  return say("det som kan läsas är ", "known kinds are ") + ingest::known_kinds();
}

/// A file of a folder that is neither attributes nor a profile: material, if it is of a known kind.
void add_found(const fs::path& path, const fs::path& relative,
               const pipeline::SourceSettings& settings, Reading reading, FoundInputs& out) {
  const std::string shown = display_name(relative);
  if (!ingest::is_known_kind(shown)) {
    out.remarks
        .warning("import-skipped",
                 "\"" + shown + "\" is of a kind that is not known; it is skipped", {},
                 hint_for_kind(shown, report::Language::English))
        .in_swedish("\"" + shown + "\" är av ett slag som inte kan läsas och är inte med",
                    hint_for_kind(shown, report::Language::Swedish));
    return;
  }
  switch (file_kind(path)) {
    case FileKind::Ours:
      out.remarks
          .info("own-file-passed-over", "\"" + shown + "\" is a file of rodtrad's own, no material")
          .in_swedish("\"" + shown + "\" är programmets egen fil, inget material");
      return;
    case FileKind::OtherJson:
      out.remarks
          .warning("import-skipped", "\"" + shown + "\" is no transcript; it is skipped", {},
                   "a transcript has \"segments\" with start, end and text; answers are "
                   "read as .jsonl")
          .in_swedish("\"" + shown + "\" är ingen utskrift och är inte med");
      return;
    case FileKind::Material:
      add_file(path, shown, display_name(fs::path(relative).replace_extension()), settings, reading,
               out);
  }
}

void add_folder(const fs::path& folder, const std::string& name,
                const std::vector<fs::path>& leave_out, const pipeline::SourceSettings& settings,
                Reading reading, FoundInputs& out) {
  if (holds_results(folder)) {
    return add_fault(name,
                     {Severity::Error,
                      "input-results",
                      "\"" + name + "\" holds earlier results, expected material",
                      {},
                      {},
                      "name the folder with the interviews, and keep results in one of their own"},
                     out);
  }
  if (is_left_out(folder, leave_out)) {
    return add_fault(name,
                     {Severity::Error,
                      "out-is-input",
                      "the results would be written among the material of \"" + name + "\"",
                      {},
                      {},
                      "choose another folder after --out, e.g. " +
                          display_name(fs::path(name).lexically_normal() / "resultat")},
                     out);
  }
  const FolderFiles found = listed(folder);
  for (const Diagnostic& fault : found.faults.items()) add_fault(name, fault, out);
  for (const fs::path& passed : found.with_results) {
    if (is_left_out(passed, leave_out)) continue;
    out.remarks.info("results-passed-over", "\"" + display_name(passed.lexically_relative(folder)) +
                                                "\" holds earlier results, passed over");
  }
  for (const fs::path& path : found.files) {
    if (is_left_out(path, leave_out)) continue;
    const fs::path relative = path.lexically_relative(folder);
    const std::string shown = display_name(relative);
    if (is_attribute_table(path)) {
      out.attribute_tables.push_back(path);
      out.remarks.info("attributes-found", "\"" + shown + "\" is read as attributes");
    } else if (is_profile(path)) {
      out.profiles.push_back(path);
      out.remarks.info("profile-found", "\"" + shown + "\" is read as an import profile");
    } else {
      add_found(path, relative, settings, reading, out);
    }
  }
}

}  // namespace

void add_inputs(const std::string& argument, const fs::path& base,
                const std::vector<fs::path>& leave_out, const pipeline::SourceSettings& settings,
                FoundInputs& out, Reading reading) {
  if (argument == "-") {
    pipeline::Input input{.name = "stdin.jsonl", .key = "stdin"};
    input.settings = settings;
    Result<std::string> bytes = read_stdin();
    if (bytes) {
      input.bytes = std::move(bytes).value();
    } else {
      input.unreadable = bytes.failure().diagnostics.items().front();
    }
    out.inputs.push_back(std::move(input));
    return;
  }
  const fs::path path = base.empty() ? fs::path(argument) : base / argument;
  std::error_code error;
  if (fs::is_directory(path, error)) {
    add_folder(path, display_name(argument), leave_out, settings, reading, out);
    return;
  }
  const fs::path shown = fs::path(argument).filename();
  add_file(path, display_name(shown), display_name(fs::path(shown).replace_extension()), settings,
           reading, out);
}

FoundInputs find_inputs(const std::vector<std::string>& arguments,
                        const std::vector<fs::path>& leave_out,
                        const pipeline::SourceSettings& settings, Reading reading) {
  FoundInputs out;
  for (const std::string& argument : arguments) {
    add_inputs(argument, {}, leave_out, settings, out, reading);
  }
  return out;
}

Failure no_inputs(Diagnostics remarks) {
  Failure none = failure("input-none", "no file of a known kind was found", {},
                         "known kinds are " + ingest::known_kinds());
  none.diagnostics.append(std::move(remarks));
  return none;
}

fs::path shipped_codebooks() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  for (const fs::path& folder :
       {self.parent_path() / "../share/rodtrad/codebooks",
        fs::path("/usr/local/share/rodtrad/codebooks"), fs::path("/usr/share/rodtrad/codebooks"),
        fs::path(RODTRAD_SOURCE_CODEBOOKS)}) {
    if (fs::is_directory(folder / "sv", error)) return folder;
  }
  return {};
}

Result<pipeline::NamedBytes> read_codebook(const std::string& name) {
  std::error_code error;
  fs::path path(name);
  const bool bare = name.find('/') == std::string::npos && path.extension().empty();
  const fs::path shipped = shipped_codebooks();
  if (bare && !fs::exists(path, error) && !shipped.empty()) {
    std::vector<std::string> names;
    for (const std::string& file : names_in(shipped / "sv")) {
      if (file.ends_with(".json")) names.push_back(file.substr(0, file.size() - 5));
    }
    if (std::find(names.begin(), names.end(), name) != names.end()) {
      path = shipped / "sv" / (name + ".json");
    } else if (const std::string near = nearest(name, names); !near.empty()) {
      return failure("io-not-found", "\"" + name + "\" is no file here and no shipped codebook", {},
                     "did you mean \"" + near + "\"?");
    }
  }
  Result<std::string> bytes = read_file(path);
  if (!bytes) return std::move(bytes).failure();
  return pipeline::NamedBytes{display_name(path), std::move(bytes).value()};
}

}  // namespace rodtrad::cli
