#pragma once
#include <functional>
#include <string>
#include <vector>

#include "analyzer/cli/exit_code.h"

namespace CLI {
class App;
}

/// The command line: every command registers its options and what it does.
namespace rodtrad::cli {

/// What the chosen command does once the line is parsed.
struct Action {
  std::function<ExitCode()> run{};
};

/// Builds the whole command line; the chosen command leaves its deed in `action`.
void define_commands(CLI::App& app, Action& action);

/// Parses and runs. Everything a person can get wrong ends as a message and an exit code.
ExitCode run(int argc, const char* const* argv);

// --- one per file in commands/ -----------------------------------------------------------------

void define_code(CLI::App& app, Action& action);
void define_check(CLI::App& app, Action& action);
void define_convert(CLI::App& app, Action& action);
void define_text(CLI::App& app, Action& action);
void define_tokens(CLI::App& app, Action& action);
void define_forms(CLI::App& app, Action& action);
void define_kwic(CLI::App& app, Action& action);
void define_import(CLI::App& app, Action& action);
void define_lexicon(CLI::App& app, Action& action);
void define_agree(CLI::App& app, Action& action);
void define_evaluate(CLI::App& app, Action& action);
void define_sample(CLI::App& app, Action& action);
void define_why(CLI::App& app, Action& action);
void define_diff(CLI::App& app, Action& action);
void define_explore(CLI::App& app, Action& action);
void define_compare(CLI::App& app, Action& action);
void define_gioia(CLI::App& app, Action& action);
void define_generate(CLI::App& app, Action& action);
void define_workshop(CLI::App& app, Action& action);
void define_quotes(CLI::App& app, Action& action);
void define_plan(CLI::App& app, Action& action);
void define_versions(CLI::App& app, Action& action);
void define_version(CLI::App& app, Action& action);

}  // namespace rodtrad::cli
