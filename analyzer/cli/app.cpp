#include "analyzer/cli/app.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/version_line.h"

namespace rodtrad::cli {
namespace {

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    if (!command->get_group().empty()) names.push_back(command->get_name());
  }
  return names;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

/// The command the person meant, or the program itself.
const CLI::App& meant(const CLI::App& app, int argc, const char* const* argv) {
  if (argc < 2) return app;
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    if (command->get_name() == argv[1]) return *command;
  }
  return app;
}

/// CLI11's complaint in our words, with what to type instead.
void explain(const CLI::App& app, const CLI::ParseError& error, int argc, const char* const* argv) {
  Diagnostics told;
  const CLI::App& command = meant(app, argc, argv);
  const std::string help =
      "rodtrad " + (&command == &app ? "" : command.get_name() + " ") + "--help";
  const std::string first = argc > 1 ? argv[1] : "";
  if (&command == &app && !first.empty() && first[0] != '-') {
    const std::string near = nearest(first, command_names(app));
    told.error("usage", "there is no command \"" + first + "\"", {},
               near.empty() ? "see rodtrad --help" : "did you mean \"" + near + "\"?");
  } else if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    std::string unknown;
    for (int i = 2; i < argc; ++i) {
      const std::string word = argv[i];
      const std::string name = word.substr(0, word.find('='));
      const auto known = option_names(command);
      if (word.starts_with("--") && std::find(known.begin(), known.end(), name) == known.end()) {
        unknown = name;
        break;
      }
    }
    const std::string near = unknown.empty() ? "" : nearest(unknown, option_names(command));
    told.error("usage", unknown.empty() ? "too many arguments" : "there is no option " + unknown,
               {}, near.empty() ? "see " + help : "did you mean " + near + "?");
  } else {
    std::string message = error.what();
    if (!message.empty() && message.back() == '.') message.pop_back();
    told.error("usage", message, {}, "see " + help);
  }
  tell(told);
}

/// Texts go into the reports, which are UTF-8; only names of files may hold any bytes.
const CLI::Option* option_not_utf8(const CLI::App& app) {
  for (const CLI::App* command : app.get_subcommands()) {
    for (const CLI::Option* option : command->get_options()) {
      const std::string type = option->get_type_name();
      const bool names_files = option->get_lnames().empty() ||
                               type.find("FILE") != std::string::npos ||
                               type.find("FOLDER") != std::string::npos;
      if (names_files) continue;
      const std::vector<std::string>& given = option->results();
      if (std::any_of(given.begin(), given.end(), [](const std::string& text) {
            return utf8::first_invalid(text).has_value();
          })) {
        return option;
      }
    }
  }
  return nullptr;
}

}  // namespace

void define_commands(CLI::App& app, Action& action) {
  app.description(
      "Rödtråd codes Swedish interviews and workshop answers by theme and level,\n"
      "with a codebook you write yourself. Nothing leaves your computer.");
  app.require_subcommand(1);
  app.set_help_flag("-h,--help", "show this help");
  app.set_version_flag(
      "--version", [] { return version_line(); }, "show the version");
  app.get_formatter()->column_width(34);
  define_code(app, action);
  define_check(app, action);
  define_convert(app, action);
  define_text(app, action);
  define_tokens(app, action);
  define_forms(app, action);
  define_kwic(app, action);
  define_why(app, action);
  define_workshop(app, action);
  define_plan(app, action);
  define_agree(app, action);
  define_evaluate(app, action);
  define_sample(app, action);
  define_gioia(app, action);
  define_quotes(app, action);
  define_versions(app, action);
  define_diff(app, action);
  define_compare(app, action);
  define_explore(app, action);
  define_import(app, action);
  define_lexicon(app, action);
  define_generate(app, action);
  define_version(app, action);
  app.footer("rodtrad COMMAND --help tells more about one command.");
}

ExitCode run(int argc, const char* const* argv) {
  CLI::App app;
  app.name("rodtrad");
  Action action;
  define_commands(app, action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    print(meant(app, argc, argv).help());
    return ExitCode::Done;
  } catch (const CLI::CallForAllHelp&) {
    print(app.help("", CLI::AppFormatMode::All));
    return ExitCode::Done;
  } catch (const CLI::CallForVersion&) {
    print(version_line() + "\n");
    return ExitCode::Done;
  } catch (const CLI::ParseError& error) {
    if (argc < 2) {
      print(app.help());
      return ExitCode::BadInput;
    }
    explain(app, error, argc, argv);
    return ExitCode::BadInput;
  }
  if (const CLI::Option* option = option_not_utf8(app)) {
    Diagnostics told;
    told.error("usage", "the text after --" + option->get_lnames().front() + " is not UTF-8");
    tell(told);
    return ExitCode::BadInput;
  }
  return action.run();
}

}  // namespace rodtrad::cli
