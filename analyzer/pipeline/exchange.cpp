#include "analyzer/pipeline/exchange.h"

#include <algorithm>
#include <map>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/codebook/load.h"
#include "analyzer/ingest/codebook_rows.h"
#include "analyzer/ingest/exchange.h"
#include "analyzer/report/codebook_appendix.h"
#include "analyzer/report/results_tables.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

/// A name as an id: lower case, a-z, digits and hyphens; å ä ö as a and o.
std::string slug(const std::string& name, std::set<std::string>& taken) {
  std::string folded = text::fold(name);
  for (const auto& [from, to] : {std::pair("å", "a"), {"ä", "a"}, {"ö", "o"}, {"é", "e"}}) {
    folded = replace_all(folded, from, to);
  }
  std::string out;
  for (const char c : folded) {
    const bool plain = is_digit(c) || (c >= 'a' && c <= 'z');
    if (plain) {
      out += c;
    } else if (!out.empty() && !out.ends_with('-')) {
      out += '-';
    }
  }
  while (out.ends_with('-')) out.pop_back();
  if (out.empty()) out = "kod";
  std::string key = out;
  for (int n = 2; !taken.insert(key).second; ++n) key = out + "-" + std::to_string(n);
  return key;
}

class TreeToCodebook {
 public:
  explicit TreeToCodebook(const ExchangeProject& project) : project_(project) {
    children_.resize(project.codes.size());
    out_.meaning.resize(project.codes.size());
    for (std::size_t i = 0; i < project.codes.size(); ++i) {
      const std::size_t parent = project.codes[i].parent;
      (parent == kNone ? roots_ : children_.at(parent)).push_back(i);
    }
  }

  CodebookOfProject run() {
    Codebook& book = out_.codebook;
    std::string stem = project_.title.substr(0, project_.title.rfind('.'));
    std::set<std::string> none;
    book.key = slug(stem, none);
    book.version = "1.0.0";
    book.title = stem.empty() ? "Kodbok" : stem;
    for (const std::size_t root : roots_) add_root(root);
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::size_t height(std::size_t code) const {
    std::size_t highest = 0;
    for (const std::size_t child : children_[code]) highest = std::max(highest, height(child));
    return highest + 1;
  }

  void add_root(std::size_t root) {
    const ExchangeCode& code = project_.codes[root];
    const bool is_folder = !code.codable && !children_[root].empty();
    if (!is_folder && height(root) < 3) {
      add_theme(root, {});
      return;
    }
    out_.codebook.dimensions.push_back({.key = slug(code.name, dimension_keys_),
                                        .label = code.name,
                                        .definition = code.description});
    const DimensionId dimension(out_.codebook.dimensions.size() - 1);
    if (code.codable) {
      // A dimension is never coded itself: a theme of its name takes what is.
      out_.meaning[root].theme = new_theme(code, dimension);
      out_.losses.push_back({.id = "dimension-was-code",
                             .what = code.name,
                             .why =
                                 "became a dimension, with a theme of the same name for what was "
                                 "coded with it"});
    }
    for (const std::size_t child : children_[root]) add_theme(child, dimension);
  }

  ThemeId new_theme(const ExchangeCode& code, DimensionId dimension) {
    out_.codebook.themes.push_back({.key = slug(code.name, theme_keys_),
                                    .label = code.name,
                                    .dimension = dimension,
                                    .definition = code.description,
                                    .color = code.color});
    return ThemeId(out_.codebook.themes.size() - 1);
  }

  void add_theme(std::size_t at_code, DimensionId dimension) {
    const ThemeId theme = new_theme(project_.codes[at_code], dimension);
    out_.meaning[at_code].theme = theme;
    for (const std::size_t child : children_[at_code]) add_concept(child, theme, "");
  }

  void add_concept(std::size_t at_code, ThemeId theme, const std::string& above) {
    const ExchangeCode& code = project_.codes[at_code];
    const std::string label = above.empty() ? code.name : above + " / " + code.name;
    if (!above.empty()) {
      out_.losses.push_back({.id = "deeper-than-concept",
                             .what = label,
                             .why = "lay deeper than a concept; it is a concept of its own now"});
    }
    Codebook& book = out_.codebook;
    book.concepts.push_back({.key = slug(label, concept_keys_),
                             .label = label,
                             .theme = theme,
                             .definition = code.description});
    const ConceptId id(book.concepts.size() - 1);
    at(book.themes, theme).concepts.push_back(id);
    out_.meaning[at_code] = {.theme = theme, .concept_id = id};
    for (const std::size_t child : children_[at_code]) add_concept(child, theme, label);
  }

  const ExchangeProject& project_;
  std::vector<std::vector<std::size_t>> children_;
  std::vector<std::size_t> roots_;
  CodebookOfProject out_;
  std::set<std::string> dimension_keys_;
  std::set<std::string> theme_keys_;
  std::set<std::string> concept_keys_;
};

/// The codes of our own codebook, found again by their names.
CodebookOfProject with_own_codebook(const ExchangeProject& project, Codebook book) {
  CodebookOfProject out;
  ExchangeProject own = report::exchange_of(book, report::Language::Swedish);
  report::make_names_unique(own);
  std::map<std::string, CodeMeaning> by_name;
  for (const ExchangeCode& code : own.codes) {
    CodeMeaning meaning;
    for (std::size_t t = 0; t < book.themes.size(); ++t) {
      if (code.role == CodeRole::Theme && book.themes[t].key == code.key)
        meaning.theme = ThemeId(t);
    }
    for (std::size_t c = 0; c < book.concepts.size(); ++c) {
      if (code.role != CodeRole::Concept || book.concepts[c].key != code.key) continue;
      meaning = {.theme = book.concepts[c].theme, .concept_id = ConceptId(c)};
    }
    for (std::size_t l = 0; l < book.levels.size(); ++l) {
      if (code.role == CodeRole::Level && book.levels[l].key == code.key)
        meaning.level = LevelId(l);
    }
    by_name.emplace(code.name, meaning);
  }
  for (const ExchangeCode& code : project.codes) {
    const auto found = by_name.find(code.name);
    out.meaning.push_back(found == by_name.end() ? CodeMeaning{} : found->second);
    if (found == by_name.end() && code.codable) {
      out.losses.push_back({.id = "code-not-in-codebook",
                            .what = code.name,
                            .why = "the codebook the project carries has no such entry"});
    }
  }
  out.codebook = std::move(book);
  return out;
}

std::optional<ingest::OffsetConvention> convention_named(const std::string& name) {
  if (name == "codepoint") return ingest::OffsetConvention{};
  if (name == "utf16") return ingest::OffsetConvention{.utf16 = true};
  if (name == "codepoint-lf") return ingest::OffsetConvention{.newline_once = true};
  if (name == "utf16-lf") return ingest::OffsetConvention{.utf16 = true, .newline_once = true};
  return std::nullopt;
}

std::string extension_of(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  const std::size_t slash = name.rfind('/');
  const bool has = dot != std::string::npos && (slash == std::string::npos || dot > slash + 1);
  return has ? ascii_lower(std::string_view(name).substr(dot)) : "";
}

ExchangeInput own_codebook(const Codebook& book, const char* format) {
  return {.format = format, .project = report::exchange_of(book, report::Language::Swedish)};
}

Result<ExchangeInput> read_table(const NamedBytes& input, Diagnostics& remarks) {
  auto rows = ingest::read_rows(input.bytes, input.name, remarks);
  if (!rows) return std::move(rows).failure();
  if (!ingest::is_codebook_table(rows.value())) {
    auto tags = ingest::read_tag_rows(rows.value(), input.name);
    if (!tags) return std::move(tags).failure();
    return ExchangeInput{.format = "code-table", .project = std::move(tags).value()};
  }
  auto made = ingest::codebook_of_rows(rows.value(), input.name);
  if (!made) return std::move(made).failure();
  // The loader has the last word on what a codebook may hold.
  auto checked = codebook::load(report::codebook_json(made.value()), input.name);
  if (!checked) return std::move(checked).failure();
  return own_codebook(checked.value(), "codebook-table");
}

void lose(std::vector<Loss>& losses, const char* id, std::uint64_t count, const char* why) {
  if (count > 0) losses.push_back({.id = id, .what = id, .why = why, .count = count});
}

/// What a codebook file has no place for.
void codebook_losses(const ExchangeInput& input, std::vector<Loss>& losses) {
  const ExchangeProject& p = input.project;
  lose(losses, "sources", p.sources.size(), "a codebook holds no texts");
  lose(losses, "codings", p.codings.size(), "a codebook holds no codings");
  lose(losses, "cases", p.cases.size(), "a codebook holds no cases");
  lose(losses, "memos", p.notes.size(), "a codebook holds no memos of the project");
  lose(losses, "sets", p.sets.size(), "sets of codes are not kept");
}

}  // namespace

Result<CodebookOfProject> codebook_of(const ExchangeProject& project, const std::string& file) {
  if (!project.codebook_json.empty()) {
    auto book = codebook::load(project.codebook_json, file);
    if (!book) return std::move(book).failure();
    return with_own_codebook(project, std::move(book).value());
  }
  if (project.codes.empty()) {
    return failure("exchange-no-codes", "the file holds no codes", {.path = file});
  }
  return TreeToCodebook(project).run();
}

Result<ExchangeInput> read_exchange(const NamedBytes& input, const std::string& offsets,
                                    Diagnostics& remarks) {
  const std::string extension = extension_of(input.name);
  if (extension == ".json") {
    auto book = codebook::load(input.bytes, input.name);
    if (!book) return std::move(book).failure();
    return own_codebook(book.value(), "rodtrad-codebook");
  }
  if (extension == ".csv" || extension == ".tsv" || extension == ".xlsx") {
    return read_table(input, remarks);
  }
  if (extension == ".qdpx" || extension == ".qde" || extension == ".qdc") {
    auto read = ingest::read_refi(input.bytes, input.name,
                                  {.convention = convention_named(offsets)}, remarks);
    if (!read) return std::move(read).failure();
    return ExchangeInput{
        .kind = extension == ".qdc" ? ExchangeKind::Codebook : ExchangeKind::Project,
        .format = extension.substr(1),
        .project = std::move(read).value()};
  }
  return failure("convert-source", "this kind of file is not known to convert",
                 {.path = input.name},
                 "known are .qdpx .qde .qdc .json .csv .tsv .xlsx and a results folder");
}

ExchangeInput canonical_input(ExchangeProject project, const std::string& format) {
  for (std::size_t i = 0; i < project.sources.size(); ++i) {
    std::vector<std::optional<ByteSpan>> spans;
    for (const ExchangeCoding& one : project.codings) {
      spans.push_back(one.source == i ? std::optional(one.span) : std::nullopt);
    }
    ingest::CanonicalText made = ingest::to_canonical({.bytes = project.sources[i].text}, spans);
    project.sources[i].text = std::move(made.text);
    for (std::size_t c = 0; c < spans.size(); ++c) {
      if (spans[c]) project.codings[c].span = made.spans[c].value_or(ByteSpan{});
    }
  }
  std::erase_if(project.codings, [](const ExchangeCoding& one) { return one.span.empty(); });
  return {.kind = ExchangeKind::Project, .format = format, .project = std::move(project)};
}

bool is_exchange_target(const std::string& extension) {
  constexpr std::string_view known[] = {".qdpx", ".qdc", ".json", ".csv",
                                        ".xlsx", ".md",  ".html", ".docx"};
  return std::find(std::begin(known), std::end(known), extension) != std::end(known);
}

Result<std::string> write_exchange(const ExchangeInput& input, const std::string& target,
                                   report::QdpxProfile profile, const report::WriteOptions& options,
                                   std::vector<Loss>& losses) {
  const std::string extension = extension_of(target);
  if (!is_exchange_target(extension)) {
    return failure("convert-target", "cannot write a file of this kind", {.path = target},
                   "known are .qdpx .qdc .json .csv .xlsx .md .html .docx");
  }
  losses = input.project.losses;
  if (extension == ".qdpx") {
    losses = report::qdpx_losses(input.project, profile);
    return report::qdpx(input.project, profile);
  }
  codebook_losses(input, losses);
  if (extension == ".qdc") {
    if (input.project.codes.empty()) {
      return failure("exchange-no-codes", "there are no codes to write", {.path = target});
    }
    lose(losses, "rules", input.project.codebook_json.empty() ? 0 : 1,
         "the rules of the codebook have no place in the format; keep the .json too");
    return report::qdc(input.project);
  }
  auto made = codebook_of(input.project, target);
  if (!made) return std::move(made).failure();
  const Codebook& book = made.value().codebook;
  losses.insert(losses.end(), made.value().losses.begin(), made.value().losses.end());
  if (extension == ".json") return report::codebook_json(book);
  if (extension == ".md") return report::codebook_appendix_markdown(book, options.language);
  if (extension == ".html") return report::codebook_appendix_html(book, options.language);
  if (extension == ".docx") return report::codebook_appendix_docx(book, options.language);
  const std::vector<report::Table> tables = {report::codebook_table(book, options.language)};
  if (extension == ".csv") return report::table_csv(tables.front(), options);
  return report::workbook_xlsx(tables, options.language);
}

}  // namespace rodtrad::pipeline
