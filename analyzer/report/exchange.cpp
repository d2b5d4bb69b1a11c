#include "analyzer/report/exchange.h"

#include <algorithm>
#include <map>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/formats/json_writer.h"
#include "analyzer/report/fields.h"

namespace rodtrad::report {
namespace {

/// Several facts of an entry as one description, the way people write memos.
class Description {
 public:
  void add(const char* label, const std::string& text) {
    if (text.empty()) return;
    if (!out_.empty()) out_ += '\n';
    if (*label != '\0') out_ += std::string(label) + ": ";
    out_ += text;
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

struct Words {
  const char* why;
  const char* include;
  const char* exclude;
  const char* example;
  const char* counterexample;
  const char* levels;
};

Words words(Language language) {
  if (language == Language::Swedish) {
    return {"Varför", "Hit hör", "Hit hör inte", "Exempel", "Motexempel", "Nivåer"};
  }
  return {"Why", "Include", "Exclude", "Example", "Counterexample", "Levels"};
}

std::string description_of(const Concept& entry, const Words& word) {
  Description out;
  out.add("", entry.definition);
  out.add(word.include, entry.include);
  out.add(word.exclude, entry.exclude);
  for (const Example& example : entry.examples) out.add(word.example, example.text);
  for (const Example& example : entry.counterexamples) out.add(word.counterexample, example.text);
  return out.take();
}

std::string description_of(const Theme& theme, const Words& word) {
  Description out;
  out.add("", theme.definition);
  out.add(word.why, theme.why);
  return out.take();
}

/// `#abc` as `#AABBCC`: some programs turn the short form into grey.
std::string long_color(const std::string& color) {
  std::string out;
  for (std::size_t i = 1; i < color.size(); ++i) {
    const char digit = color[i] >= 'a' ? static_cast<char>(color[i] - 'a' + 'A') : color[i];
    out.append(color.size() == 4 ? 2 : 1, digit);
  }
  return out.empty() ? out : "#" + out;
}

/// Where each entry of the codebook went in the project's list of codes.
struct CodePositions {
  std::vector<std::size_t> theme;
  std::vector<std::size_t> concepts;
  std::vector<std::size_t> level;
};

CodePositions add_codes(ExchangeProject& project, const Codebook& book, Language language) {
  const Words word = words(language);
  CodePositions at;
  at.theme.assign(book.themes.size(), kNone);
  at.concepts.assign(book.concepts.size(), kNone);
  const auto add = [&project](ExchangeCode code) {
    project.codes.push_back(std::move(code));
    return project.codes.size() - 1;
  };
  const auto add_theme = [&](std::size_t t, std::size_t parent) {
    const Theme& theme = book.themes[t];
    at.theme[t] = add({.name = theme.label,
                       .key = theme.key,
                       .description = description_of(theme, word),
                       .color = long_color(theme.color),
                       .parent = parent,
                       .role = CodeRole::Theme});
    for (const ConceptId id : theme.concepts) {
      const Concept& entry = book.concepts.at(id.value);
      at.concepts[id.value] = add({.name = entry.label,
                                   .key = entry.key,
                                   .description = description_of(entry, word),
                                   .color = long_color(theme.color),
                                   .parent = at.theme[t],
                                   .role = CodeRole::Concept});
    }
  };
  for (std::size_t d = 0; d < book.dimensions.size(); ++d) {
    const Dimension& dimension = book.dimensions[d];
    const std::size_t folder = add({.name = dimension.label,
                                    .key = dimension.key,
                                    .description = dimension.definition,
                                    .codable = false,
                                    .role = CodeRole::Dimension});
    for (std::size_t t = 0; t < book.themes.size(); ++t) {
      if (book.themes[t].dimension == DimensionId(d)) add_theme(t, folder);
    }
  }
  for (std::size_t t = 0; t < book.themes.size(); ++t) {
    if (!book.themes[t].dimension.valid()) add_theme(t, kNone);
  }
  if (book.levels.empty()) return at;
  const std::size_t folder = add({.name = word.levels, .codable = false, .role = CodeRole::Folder});
  for (const Level& level : book.levels) {
    at.level.push_back(add({.name = level.label,
                            .key = level.key,
                            .description = level.definition,
                            .parent = folder,
                            .role = CodeRole::Level}));
  }
  return at;
}

/// What is known of a document and, where it is one answer, of that answer.
Attributes facts_of(const Document& document) {
  Attributes facts = document.attributes;
  if (!document.is_answers || document.segments.empty()) return facts;
  for (const Segment& segment : document.segments) {
    facts.merge(segment.attributes);
    if (!segment.question.empty()) facts.set("question", segment.question);
    if (segment.votes) facts.set("votes", std::to_string(*segment.votes));
  }
  return facts;
}

std::size_t coder_of(ExchangeProject& project, const std::string& name) {
  const auto found = std::find(project.coders.begin(), project.coders.end(), name);
  if (found != project.coders.end()) {
    return static_cast<std::size_t>(found - project.coders.begin());
  }
  project.coders.push_back(name);
  return project.coders.size() - 1;
}

void add_sources(ExchangeProject& project, const Analysis& analysis) {
  for (const Document& document : analysis.documents) {
    project.sources.push_back(
        {.name = document.key, .text = document.text, .attributes = facts_of(document)});
    for (const Speaker& speaker : document.speakers) {
      if (speaker.attributes.empty()) continue;
      project.cases.push_back({.name = speaker.label,
                               .attributes = speaker.attributes,
                               .sources = {project.sources.size() - 1}});
    }
  }
}

/// What a file name cannot hold on some computer.
std::string safe_name(const std::string& name) {
  std::string out;
  for (const char c : without_controls(name)) {
    out += std::string_view("/\\:*?\"<>|").find(c) == std::string_view::npos ? c : '_';
  }
  out = std::string(trim(out));
  return out.empty() ? "_" : out;
}

std::string free_name(const std::string& wanted, const std::set<std::string>& taken) {
  std::string name = wanted;
  for (int n = 2; taken.contains(ascii_lower(name)); ++n) {
    name = wanted + " (" + std::to_string(n) + ")";
  }
  return name;
}

}  // namespace

ExchangeProject exchange_of(const Codebook& book, Language language) {
  ExchangeProject project;
  project.title = book.title;
  project.origin = "Rödtråd";
  project.codebook_json = codebook_json(book);
  add_codes(project, book, language);
  return project;
}

ExchangeProject exchange_of(const Analysis& analysis, Language language) {
  ExchangeProject project;
  project.title = analysis.title.empty() ? analysis.codebook->title : analysis.title;
  project.origin = "Rödtråd";
  project.codebook_json = codebook_json(*analysis.codebook);
  const CodePositions at = add_codes(project, *analysis.codebook, language);
  add_sources(project, analysis);
  for (const Coding& coding : analysis.codings) {
    const Unit& unit = analysis.unit_of(coding);
    if (unit.span.empty()) continue;
    project.codings.push_back(
        {.source = unit.document.value,
         .span = unit.span,
         .code = coding.concept_id.valid() ? at.concepts.at(coding.concept_id.value)
                                           : at.theme.at(coding.theme.value),
         .level = coding.level.valid() ? at.level.at(coding.level.value) : kNone,
         .coder = coder_of(project, coding.coder)});
  }
  if (analysis.codebook->indicators.empty()) return project;
  project.losses.push_back({.id = "evidence-not-kept",
                            .what = "evidence",
                            .why = "the words behind each coding and how they were recognised have "
                                   "no place in the format; codings.jsonl keeps them",
                            .count = analysis.codings.size()});
  return project;
}

void make_names_unique(ExchangeProject& project) {
  std::set<std::string> taken;
  for (ExchangeCode& code : project.codes) {
    const std::string printable = without_controls(code.name);
    std::string wanted(trim(printable));
    if (wanted.empty()) wanted = code.key.empty() ? "?" : code.key;
    if (taken.contains(ascii_lower(wanted)) && code.parent != kNone) {
      wanted += " (" + project.codes[code.parent].name + ")";
    }
    const std::string name = free_name(wanted, taken);
    taken.insert(ascii_lower(name));
    if (name == code.name) continue;
    project.losses.push_back(
        {.id = "code-renamed",
         .what = code.name,
         .why = "now \"" + name +
                "\": other programs need names that are different in the whole "
                "project"});
    code.name = name;
  }
  taken.clear();
  for (ExchangeSource& source : project.sources) {
    const std::string name = free_name(safe_name(source.name), taken);
    taken.insert(ascii_lower(name));
    if (name == source.name) continue;
    project.losses.push_back({.id = "source-renamed",
                              .what = source.name,
                              .why = "now \"" + name +
                                     "\": other programs need names that are different and can be "
                                     "file names"});
    source.name = name;
  }
}

std::string loss_json(const std::vector<Loss>& losses, std::string_view source,
                      std::string_view target) {
  std::string out;
  formats::JsonWriter json(out, formats::JsonWriter::Style::Indented);
  json.begin_object().key("format").string("rodtrad-loss/1");
  json.key("from").string(source).key("to").string(target);
  json.key("losses").begin_array();
  for (const Loss& loss : losses) {
    json.begin_object().key("id").string(loss.id).key("what").string(loss.what);
    json.key("why").string(loss.why).key("count").number(static_cast<std::int64_t>(loss.count));
    json.end_object();
  }
  json.end_array().end_object();
  return out + "\n";
}

}  // namespace rodtrad::report
