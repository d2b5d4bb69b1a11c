#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "analyzer/base/file_io.h"
#include "analyzer/base/strings.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/result_output.h"
#include "analyzer/formats/json_io.h"
#include "analyzer/pipeline/compiled_codebook.h"
#include "analyzer/report/phrases.h"

/// Everything behind one coding, from the folder that `code` wrote.
namespace rodtrad::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct WhyOptions : WritingOptions {
  std::string folder{};
  std::string id{};
};

std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

Result<json> read_json(const fs::path& path) {
  Result<std::string> bytes = read_file(path);
  if (!bytes) return std::move(bytes).failure();
  return formats::parse_json(bytes.value(), display_name(path));
}

/// The codings whose id begins as typed.
Result<std::vector<json>> find_codings(const WhyOptions& options) {
  const fs::path path = fs::path(options.folder) / "codings.jsonl";
  Result<std::string> bytes = read_file(path);
  if (!bytes) return std::move(bytes).failure();
  std::vector<json> found;
  std::size_t number = 0;
  for (const std::string_view line : split(bytes.value(), '\n')) {
    ++number;
    const std::string start = "{\"id\":\"" + options.id;
    if (!line.starts_with(start)) continue;
    Result<json> coding = formats::parse_json(line, display_name(path), number);
    if (!coding) return std::move(coding).failure();
    found.push_back(std::move(coding).value());
  }
  return found;
}

How how_named(const std::string& word) {
  for (const How how : {How::Equal, How::Lexicon, How::Compound, How::Acronym, How::Spoken,
                        How::Fallback, How::Pattern}) {
    if (to_text(how) == word) return how;
  }
  return How::Equal;
}

LevelBasis basis_named(const std::string& word) {
  for (const LevelBasis basis : {LevelBasis::Person, LevelBasis::Heading, LevelBasis::Cue,
                                 LevelBasis::Context, LevelBasis::Attribute, LevelBasis::Default}) {
    if (to_text(basis) == word) return basis;
  }
  return LevelBasis::None;
}

class Explanation {
 public:
  Explanation(const json& coding, const json& run, const Codebook* book, report::Language language)
      : coding_(coding),
        run_(run),
        book_(book),
        language_(language),
        sv_(language == report::Language::Swedish) {}

  std::string run() {
    line(sv_ ? "Kodning" : "Coding", text_of(coding_, "id"));
    line(sv_ ? "Citat" : "Excerpt", "”" + flat(text_of(coding_, "text")) + "”");
    place();
    line(sv_ ? "Tema" : "Theme", labelled_theme());
    if (const std::string key = text_of(coding_, "concept"); !key.empty()) {
      line(sv_ ? "Begrepp" : "Concept", labelled_concept(key));
    }
    evidence();
    level();
    line(sv_ ? "Kodad av" : "Coded by",
         text_of(coding_, "coder") + " (" + text_of(coding_, "origin") + ")");
    const json& codebook = run_.value("codebook", json::object());
    line(sv_ ? "Kodbok" : "Codebook", text_of(codebook, "id") + " " + text_of(codebook, "version") +
                                          ", SHA-256 " + text_of(codebook, "sha256"));
    return std::move(out_);
  }

 private:
  void line(const std::string& name, const std::string& value) {
    out_ += name + ": " + without_controls(value) + "\n";
  }

  static std::string flat(std::string text) {
    for (char& c : text) {
      if (c == '\n') c = ' ';
    }
    return text;
  }

  void place() {
    const json& source = coding_.value("source", json::object());
    std::string where = text_of(source, "file");
    for (const auto& [key, word] : {std::pair{"page", sv_ ? "sida" : "page"},
                                    {"line", sv_ ? "rad" : "line"},
                                    {"paragraph", sv_ ? "stycke" : "paragraph"},
                                    {"row", sv_ ? "rad" : "row"},
                                    {"time", sv_ ? "tid" : "time"}}) {
      const auto found = source.find(key);
      if (found == source.end()) continue;
      where += std::string(", ") + word + " " +
               (found->is_string() ? found->get<std::string>() : found->dump());
    }
    if (const std::string speaker = text_of(coding_, "speaker"); !speaker.empty()) {
      where += " (" + speaker + ")";
    }
    line(sv_ ? "Plats" : "Place", where);
    line(sv_ ? "Dokument" : "Document",
         text_of(coding_, "document") + ", " + (sv_ ? "tecken " : "characters ") +
             coding_.value("start", json(0)).dump() + "–" + coding_.value("end", json(0)).dump());
  }

  [[nodiscard]] std::string labelled_theme() const {
    const std::string key = text_of(coding_, "theme");
    if (book_ != nullptr) {
      for (const Theme& theme : book_->themes) {
        if (theme.key == key) return theme.label + " (" + key + ")";
      }
    }
    return key;
  }

  [[nodiscard]] std::string labelled_concept(const std::string& key) const {
    if (book_ != nullptr) {
      for (const Concept& entry : book_->concepts) {
        if (entry.key == key) {
          return entry.label + " (" + key + ")" +
                 (entry.definition.empty() ? "" : " – " + entry.definition);
        }
      }
    }
    return key;
  }

  void evidence() {
    for (const json& item : coding_.value("evidence", json::array())) {
      const std::string detail = text_of(item, "detail");
      std::string others;
      for (const json& other : item.value("ambiguous", json::array())) {
        if (other.is_string()) others += (others.empty() ? "" : ", ") + other.get<std::string>();
      }
      if (!others.empty()) {
        others = std::string("; ") + report::phrases(language_).could_also_be + " " + others;
      }
      line(sv_ ? "  Träff" : "  Hit",
           "”" + flat(text_of(item, "text")) + "” " + (sv_ ? "för regeln " : "for the rule ") +
               text_of(item, "indicator") + ", " + (sv_ ? "igenkänd som " : "recognised as ") +
               std::string(report::how_name(how_named(text_of(item, "how")), language_)) +
               (detail.empty() ? "" : " (" + detail + ")") + others);
    }
  }

  void level() {
    std::string value = text_of(coding_, "level");
    if (book_ != nullptr) {
      for (const Level& level : book_->levels) {
        if (level.key == value) value = level.label + " (" + level.key + ")";
      }
    }
    if (value.empty()) value = "–";
    std::string because(
        report::basis_name(basis_named(text_of(coding_, "level_basis")), language_));
    for (const json& item : coding_.value("level_evidence", json::array())) {
      const std::string attribute = text_of(item, "attribute");
      because += attribute.empty() ? ": ”" + flat(text_of(item, "text")) + "”"
                                   : ": " + attribute + " = " + text_of(item, "value");
    }
    line(sv_ ? "Nivå" : "Level", value + ", " + (sv_ ? "genom " : "by ") + because);
  }

  const json& coding_;
  const json& run_;
  const Codebook* book_;
  report::Language language_;
  bool sv_;
  std::string out_;
};

ExitCode run_why(const WhyOptions& options) {
  Diagnostics told;
  auto codings = find_codings(options);
  if (!codings) {
    return fail(codings.failure());
  }
  if (codings.value().size() != 1) {
    const std::size_t found = codings.value().size();
    if (found == 0) {
      told.error("why-id", "there is no coding \"" + options.id + "\" in " + options.folder, {},
                 "the ids stand in codings.csv and in the report");
    } else {
      told.error("why-id", std::to_string(found) + " codings begin with \"" + options.id + "\"", {},
                 "write more of the id, as " + text_of(codings.value().front(), "id"));
    }
    return fail(told);
  }
  auto run = read_json(fs::path(options.folder) / "run.json");
  if (!run) {
    return fail(run.failure());
  }
  // Labels come from the codebook beside the results; without it the ids must do.
  std::optional<pipeline::CompiledCodebook> book;
  const fs::path book_path = fs::path(options.folder) / "codebook.json";
  if (Result<std::string> bytes = read_file(book_path)) {
    auto compiled = pipeline::compile_codebook(bytes.value(), display_name(book_path));
    if (compiled) book = std::move(compiled).value();
  }
  print(Explanation(codings.value().front(), run.value(), book ? book->codebook.get() : nullptr,
                    write_options(options).language)
            .run());
  return ExitCode::Done;
}

}  // namespace

void define_why(CLI::App& app, Action& action) {
  auto options = std::make_shared<WhyOptions>();
  CLI::App* command = app.add_subcommand("why", "tell everything behind one coding");
  command->add_option("DIR", options->folder, "the folder that code wrote")->required();
  command->add_option("CODING-ID", options->id, "the coding's id, or its beginning")->required();
  add_language_option(*command, *options);
  command->callback([options, &action] { action.run = [options] { return run_why(*options); }; });
}

}  // namespace rodtrad::cli
