#include "analyzer/cli/sheet_choices.h"

#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "analyzer/base/file_io.h"
#include "analyzer/base/sha256.h"
#include "analyzer/base/strings.h"
#include "analyzer/cli/streams.h"
#include "analyzer/ingest/sheet_columns.h"

namespace rodtrad::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kTries = 3;

bool at_a_terminal() { return ::isatty(STDIN_FILENO) != 0 && ::isatty(STDOUT_FILENO) != 0; }

Outcome read_profile(const fs::path& path, pipeline::ImportProfile& into) {
  Result<std::string> bytes = read_file(path);
  if (!bytes) return std::move(bytes).failure();
  auto profile = pipeline::read_import_profile(bytes.value(), display_name(path));
  if (!profile) return std::move(profile).failure();
  into.append(profile.value());
  return success();
}

Result<pipeline::ImportProfile> known_forms(const ProfilePlaces& places) {
  pipeline::ImportProfile profile;
  std::vector<fs::path> found = places.beside;
  if (!places.out.empty()) found.push_back(places.out / pipeline::kProfileFile);
  if (!places.named.empty()) {
    if (Outcome read = read_profile(places.named, profile); !read) return std::move(read).failure();
  }
  for (const fs::path& path : found) {
    std::error_code error;
    if (!fs::exists(path, error)) continue;
    if (Outcome read = read_profile(path, profile); !read) return std::move(read).failure();
  }
  return profile;
}

std::string question(const ingest::SheetTie& tie, bool swedish) {
  std::string out = without_controls(to_text(tie.place));
  out += swedish ? ": svaren kan stå i flera kolumner\n"
                 : ": the answers could stand in several columns\n";
  for (std::size_t i = 0; i < tie.candidates.size(); ++i) {
    out += "  " + std::to_string(i + 1) + "  " + without_controls(tie.candidates[i]) + "\n";
  }
  const std::string last = std::to_string(tie.candidates.size() + 1);
  out += "  " + last + (swedish ? "  alla, var för sig\n" : "  all of them, each for itself\n");
  out += swedish ? "Vilken? (1–" + last + ", tomt avbryter) "
                 : "Which? (1–" + last + ", nothing ends the run) ";
  return out;
}

/// The columns the person chose, joined as `--text-column` takes them; empty: none.
std::string asked(const ingest::SheetTie& tie, bool swedish) {
  for (int n = 0; n < kTries; ++n) {
    tell(question(tie, swedish));
    std::string line;
    if (!std::getline(std::cin, line) || trim(line).empty()) return {};
    std::uint64_t number = 0;
    if (!parse_number(trim(line), number) || number == 0) continue;
    if (number <= tie.candidates.size()) return tie.candidates[number - 1];
    if (number == tie.candidates.size() + 1) return join(tie.candidates, "|");
  }
  return {};
}

void ask_about(const ingest::Source& source, const std::string& language,
               ingest::ImportOptions& options, pipeline::ImportProfile& profile) {
  // One at a time: the same form may come again in the next sheet.
  for (;;) {
    const std::vector<ingest::SheetTie> ties = ingest::ties_in(source, options);
    if (ties.empty()) return;
    const std::string chosen = asked(ties.front(), language == "sv");
    if (chosen.empty()) return;
    profile.know({ties.front().headers, {.text = chosen}});
    options.forms = profile.forms;
  }
}

/// A tie that the options of the command line have settled.
void note_options(const ingest::Source& source, const ingest::ImportOptions& options,
                  pipeline::ImportProfile& profile) {
  for (const ingest::SheetTie& tie : ingest::ties_in(source, {.encoding = options.encoding})) {
    profile.know({tie.headers, options.columns});
  }
}

}  // namespace

Result<std::optional<OutputFile>> settle_sheets(const ProfilePlaces& places,
                                                const std::string& language,
                                                pipeline::Request& request) {
  auto known = known_forms(places);
  if (!known) return std::move(known).failure();
  pipeline::ImportProfile profile = std::move(known).value();
  request.import.forms = profile.forms;
  for (const pipeline::Input& input : request.inputs) {
    const ingest::Source source{input.name, input.key, input.bytes};
    if (!request.import.columns.text.empty()) {
      note_options(source, request.import, profile);
    } else if (at_a_terminal()) {
      ask_about(source, language, request.import, profile);
    }
  }
  request.import.forms = profile.forms;
  if (profile.forms.empty()) return std::optional<OutputFile>();
  OutputFile file{pipeline::kProfileFile, pipeline::import_profile_json(profile)};
  request.option_list.emplace_back(
      "import-profile", std::string(pipeline::kProfileFile) + " sha256:" + sha256_hex(file.bytes));
  return std::optional(std::move(file));
}

}  // namespace rodtrad::cli
