#include <algorithm>

#include "analyzer/formats/json_writer.h"
#include "analyzer/report/exchange.h"

namespace rodtrad::report {
namespace {

using formats::JsonWriter;

void optional_text(JsonWriter& json, const char* key, const std::string& value) {
  if (!value.empty()) json.key(key).string(value);
}

void optional_texts(JsonWriter& json, const char* key, const std::vector<std::string>& values) {
  if (values.empty()) return;
  json.key(key).begin_array();
  for (const std::string& value : values) json.string(value);
  json.end_array();
}

const char* name_of(CompoundRole role) {
  switch (role) {
    case CompoundRole::None:
      return "none";
    case CompoundRole::Head:
      return "head";
    case CompoundRole::Modifier:
      return "modifier";
    case CompoundRole::Any:
      return "any";
  }
  return "";
}

const char* name_of(PartOfSpeech pos) {
  switch (pos) {
    case PartOfSpeech::Any:
      return "";
    case PartOfSpeech::Noun:
      return "n";
    case PartOfSpeech::Verb:
      return "v";
    case PartOfSpeech::Adjective:
      return "adj";
  }
  return "";
}

void write(JsonWriter& json, const Indicator& rule) {
  const bool plain = !rule.compound && rule.forms.empty() && rule.exclude.empty() &&
                     rule.pos == PartOfSpeech::Any && rule.note.empty();
  if (plain) {
    json.string(rule.match);
    return;
  }
  json.begin_object().key("match").string(rule.match);
  if (rule.compound) json.key("compound").string(name_of(*rule.compound));
  optional_texts(json, "forms", rule.forms);
  optional_texts(json, "exclude", rule.exclude);
  optional_text(json, "pos", name_of(rule.pos));
  optional_text(json, "note", rule.note);
  json.end_object();
}

void write(JsonWriter& json, const Codebook& book, const char* key,
           const std::vector<IndicatorId>& rules) {
  if (rules.empty()) return;
  json.key(key).begin_array();
  for (const IndicatorId id : rules) write(json, at(book.indicators, id));
  json.end_array();
}

void write(JsonWriter& json, const char* key, const std::vector<Example>& examples) {
  if (examples.empty()) return;
  json.key(key).begin_array();
  for (const Example& example : examples) json.string(example.text);
  json.end_array();
}

void head(JsonWriter& json, const std::string& key, const std::string& label) {
  json.begin_object().key("id").string(key).key("label").string(label);
}

void write(JsonWriter& json, const Codebook& book, const Concept& entry) {
  head(json, entry.key, entry.label);
  optional_text(json, "definition", entry.definition);
  optional_text(json, "include", entry.include);
  optional_text(json, "exclude", entry.exclude);
  if (entry.level.valid()) json.key("level").string(at(book.levels, entry.level).key);
  write(json, book, "indicators", entry.indicators);
  write(json, book, "unless", entry.unless);
  write(json, "examples", entry.examples);
  write(json, "counterexamples", entry.counterexamples);
  json.end_object();
}

void write(JsonWriter& json, const Codebook& book, const Theme& theme) {
  head(json, theme.key, theme.label);
  if (theme.dimension.valid()) {
    json.key("dimension").string(at(book.dimensions, theme.dimension).key);
  }
  optional_text(json, "definition", theme.definition);
  optional_text(json, "why", theme.why);
  optional_text(json, "color", theme.color);
  write(json, book, "indicators", theme.indicators);
  if (!theme.concepts.empty()) {
    json.key("concepts").begin_array();
    for (const ConceptId id : theme.concepts) write(json, book, at(book.concepts, id));
    json.end_array();
  }
  json.end_object();
}

void write(JsonWriter& json, const Codebook& book, const Level& level) {
  head(json, level.key, level.label);
  optional_text(json, "definition", level.definition);
  write(json, book, "indicators", level.indicators);
  if (level.is_default) json.key("default").boolean(true);
  json.end_object();
}

}  // namespace

std::string codebook_json(const Codebook& book) {
  std::string out;
  JsonWriter json(out, JsonWriter::Style::Indented);
  json.begin_object().key("format").string("rodtrad-codebook/1").key("id").string(book.key);
  optional_text(json, "version", book.version);
  json.key("language").string(book.language);
  optional_text(json, "title", book.title);
  optional_text(json, "description", book.description);
  if (!book.levels.empty()) {
    json.key("levels").begin_array();
    for (const Level& level : book.levels) write(json, book, level);
    json.end_array();
  }
  if (!book.dimensions.empty()) {
    json.key("dimensions").begin_array();
    for (const Dimension& dimension : book.dimensions) {
      head(json, dimension.key, dimension.label);
      optional_text(json, "definition", dimension.definition);
      json.end_object();
    }
    json.end_array();
  }
  json.key("themes").begin_array();
  for (const Theme& theme : book.themes) write(json, book, theme);
  json.end_array();
  if (!book.lists.empty()) {
    json.key("lists").begin_object();
    for (const RuleList& list : book.lists) write(json, book, list.name.c_str(), list.rules);
    json.end_object();
  }
  json.end_object();
  return out + "\n";
}

}  // namespace rodtrad::report
