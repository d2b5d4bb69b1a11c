#include <CLI/CLI.hpp>

#include "analyzer/base/version.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/version_line.h"
#include "analyzer/text/characters.h"

namespace rodtrad::cli {

std::string version_line() {
  return std::string("rodtrad ") + kVersion + " (ICU " + text::icu_version() + ", Unicode " +
         text::unicode_version() + ")";
}

void define_version(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("version", "show the version");
  command->callback([&action] {
    action.run = [] {
      print(version_line() + "\n");
      return ExitCode::Done;
    };
  });
}

}  // namespace rodtrad::cli
