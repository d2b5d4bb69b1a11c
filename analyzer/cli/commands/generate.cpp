#include <CLI/CLI.hpp>
#include <memory>

#include "analyzer/base/strings.h"
#include "analyzer/base/version.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"

/// Man page, shell completions and the option tables of the guide: all from one walk over the
/// command line's own definitions, so that none of them can be stale.
namespace rodtrad::cli {
namespace {

struct OptionText {
  std::string names;
  std::string first_long;
  std::string value;
  std::string help;
  bool positional = false;
};

struct CommandText {
  std::string name;
  std::string help;
  std::vector<OptionText> options;
};

std::vector<CommandText> walk(const CLI::App& app) {
  std::vector<CommandText> out;
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    if (command->get_group().empty()) continue;
    CommandText text{command->get_name(), command->get_description(), {}};
    for (const CLI::Option* option : command->get_options()) {
      OptionText o;
      o.positional = option->get_positional();
      o.names = o.positional ? option->get_name(true) : option->get_name(false, true);
      o.names = replace_all(o.names, ",", ", ");
      if (!option->get_lnames().empty()) o.first_long = option->get_lnames().front();
      o.value =
          o.positional || option->get_items_expected_max() == 0 ? "" : option->get_type_name();
      const std::size_t check = o.value.find(':');
      if (check != std::string::npos) o.value.resize(check);
      o.help = option->get_description();
      text.options.push_back(std::move(o));
    }
    out.push_back(std::move(text));
  }
  return out;
}

std::string roff(std::string text) {
  return replace_all(replace_all(std::move(text), "\\", "\\e"), "-", "\\-");
}

std::string man_page(const CLI::App& app) {
  std::string out = std::string(".TH RODTRAD 1 \"\" \"rodtrad ") + kVersion +
                    "\"\n.SH NAME\nrodtrad \\- "
                    "text analysis of Swedish interviews and workshop answers\n.SH SYNOPSIS\n"
                    ".B rodtrad\n.I COMMAND\n[options]\n.SH DESCRIPTION\n" +
                    roff(app.get_description()) + "\n.SH COMMANDS\n";
  for (const CommandText& command : walk(app)) {
    out += ".SS rodtrad " + command.name + "\n" + roff(command.help) + "\n";
    for (const OptionText& option : command.options) {
      out += ".TP\n.B " + roff(option.names) +
             (option.value.empty() ? "" : " \\fI" + roff(option.value) + "\\fR") + "\n" +
             roff(option.help) + "\n";
    }
  }
  return out +
         ".SH EXIT STATUS\n0 done; 1 a check said no; 2 usage or input error, nothing written; 3 "
         "done, but some inputs could not be read; 70 a bug in rodtrad.\n";
}

std::string markdown_tables(const CLI::App& app) {
  std::string out;
  for (const CommandText& command : walk(app)) {
    out += "### `rodtrad " + command.name + "`\n\n" + command.help +
           "\n\n| option | does |\n|---|---|\n";
    for (const OptionText& option : command.options) {
      out += "| `" + option.names +
             (option.value.empty() ? "" : " " + replace_all(option.value, "|", "\\|")) + "` | " +
             option.help + " |\n";
    }
    out += "\n";
  }
  return out;
}

std::string long_options(const CommandText& command) {
  std::string out;
  for (const OptionText& option : command.options) {
    if (!option.first_long.empty()) out += (out.empty() ? "--" : " --") + option.first_long;
  }
  return out;
}

std::string bash_completion(const CLI::App& app) {
  std::string names;
  std::string cases;
  for (const CommandText& command : walk(app)) {
    names += (names.empty() ? "" : " ") + command.name;
    cases += "    " + command.name + ") words=\"" + long_options(command) + "\" ;;\n";
  }
  return "_rodtrad() {\n  local word=\"${COMP_WORDS[COMP_CWORD]}\" words=\"\"\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W \"" +
         names + "\" -- \"$word\"))\n    return\n  fi\n  case \"${COMP_WORDS[1]}\" in\n" + cases +
         "  esac\n  case \"$word\" in\n    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$word\")) "
         ";;\n"
         "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n  esac\n}\ncomplete -o filenames -F "
         "_rodtrad rodtrad\n";
}

std::string shell_quoted(const std::string& text) {
  return "'" + replace_all(replace_all(text, "'", ""), "[", "(") + "'";
}

std::string zsh_completion(const CLI::App& app) {
  std::string commands;
  std::string cases;
  for (const CommandText& command : walk(app)) {
    commands += "    " + shell_quoted(command.name + ":" + command.help) + "\n";
    cases += "    " + command.name + ") _arguments";
    for (const OptionText& option : command.options) {
      if (option.first_long.empty()) continue;
      const std::string help = replace_all(replace_all(option.help, "]", ")"), ":", " ");
      cases += " " + ("'--" + option.first_long + (option.value.empty() ? "" : "=") + "[" +
                      replace_all(replace_all(help, "'", ""), "[", "(") + "]'");
    }
    cases += " '*:file:_files' ;;\n";
  }
  return "#compdef rodtrad\n_rodtrad() {\n  local -a commands\n  commands=(\n" + commands +
         "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n"
         "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n" +
         cases + "  esac\n}\n_rodtrad \"$@\"\n";
}

std::string fish_completion(const CLI::App& app) {
  std::string out;
  for (const CommandText& command : walk(app)) {
    out += "complete -c rodtrad -n __fish_use_subcommand -f -a " + command.name + " -d " +
           shell_quoted(command.help) + "\n";
    for (const OptionText& option : command.options) {
      if (option.first_long.empty()) continue;
      out += "complete -c rodtrad -n '__fish_seen_subcommand_from " + command.name + "' -l " +
             option.first_long + (option.value.empty() ? "" : " -r") + " -d " +
             shell_quoted(option.help) + "\n";
    }
  }
  return out;
}

}  // namespace

void define_generate(CLI::App& app, Action& action) {
  auto what = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "generate", "write the man page, shell completions or the guide's option tables");
  command->add_option("WHAT", *what, "man, bash, zsh, fish or markdown")
      ->required()
      ->check(CLI::IsMember({"man", "bash", "zsh", "fish", "markdown"}));
  command->callback([&app, what, &action] {
    action.run = [&app, what] {
      if (*what == "man") print(man_page(app));
      if (*what == "markdown") print(markdown_tables(app));
      if (*what == "bash") print(bash_completion(app));
      if (*what == "zsh") print(zsh_completion(app));
      if (*what == "fish") print(fish_completion(app));
      return ExitCode::Done;
    };
  });
}

}  // namespace rodtrad::cli
