#include "analyzer/formats/json_writer.h"
#include "analyzer/report/writer.h"

namespace rodtrad::report {
namespace {

using formats::JsonWriter;

void number(JsonWriter& json, const char* key, std::uint64_t value) {
  json.key(key).number(static_cast<std::int64_t>(value));
}

void inputs(JsonWriter& json, const RunInfo& run) {
  json.key("inputs").begin_array();
  for (const InputFile& input : run.inputs) {
    json.begin_object();
    json.key("file").string(input.name);
    json.key("sha256").string(input.sha256);
    json.key("importer").string(input.importer);
    json.key("encoding").string(input.encoding);
    number(json, "documents", input.documents);
    json.key("read").boolean(input.read);
    json.end_object();
  }
  json.end_array();
}

void totals(JsonWriter& json, const Totals& totals) {
  json.key("totals").begin_object();
  number(json, "documents", totals.documents);
  number(json, "speakers", totals.speakers);
  number(json, "units", totals.units);
  number(json, "coded", totals.coded);
  number(json, "uncoded", totals.uncoded);
  number(json, "empty", totals.empty);
  number(json, "codings", totals.codings);
  number(json, "words", totals.words_coded_zones);
  json.key("votes").number(totals.votes);
  json.key("words_per_zone").begin_object();
  for (const Zone zone : kZones) {
    const auto found = totals.words_per_zone.find(zone);
    number(json, std::string(to_text(zone)).c_str(),
           found == totals.words_per_zone.end() ? 0 : found->second);
  }
  json.end_object().end_object();
}

void decisions(JsonWriter& json, const DecisionCounts& decided) {
  json.key("decisions").begin_object();
  number(json, "added", decided.added);
  number(json, "confirmed", decided.confirmed);
  number(json, "levels", decided.levels);
  number(json, "undecided", decided.undecided);
  number(json, "adrift", decided.adrift);
  json.key("rejected").begin_array();
  for (const std::string& coding : decided.rejected) json.string(coding);
  json.end_array().end_object();
}

void remarks(JsonWriter& json, const Diagnostics& remarks) {
  json.key("remarks").begin_array();
  for (const Diagnostic& d : remarks.items()) {
    json.begin_object();
    json.key("severity").string(to_text(d.severity));
    json.key("id").string(d.id);
    json.key("message").string(d.message);
    json.key("place").string(to_text(d.place));
    if (!d.hint.empty()) json.key("hint").string(d.hint);
    if (!d.swedish_message.empty()) json.key("swedish_message").string(d.swedish_message);
    if (!d.swedish_hint.empty()) json.key("swedish_hint").string(d.swedish_hint);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string run_json(const Analysis& analysis) {
  std::string out;
  JsonWriter json(out, JsonWriter::Style::Indented);
  json.begin_object();
  json.key("format").string("rodtrad-run/1");
  json.key("title").string(analysis.title);
  json.key("tool").begin_object();
  json.key("version").string(analysis.run.tool_version);
  json.key("icu").string(analysis.run.icu_version);
  json.key("unicode").string(analysis.run.unicode_version);
  json.key("lexicon").string(analysis.run.lexicon);
  json.key("lexicon_made_from").string(analysis.run.lexicon_origin);
  json.end_object();
  json.key("codebook").begin_object();
  json.key("file").string(analysis.codebook->file);
  json.key("id").string(analysis.codebook->key);
  json.key("version").string(analysis.codebook->version);
  json.key("title").string(analysis.codebook->title);
  json.key("sha256").string(analysis.codebook->sha256);
  json.end_object();
  inputs(json, analysis.run);
  json.key("options").begin_object();
  for (const auto& [name, value] : analysis.run.options) json.key(name).string(value);
  json.end_object();
  totals(json, analysis.totals);
  if (analysis.decided) decisions(json, *analysis.decided);
  remarks(json, analysis.remarks);
  json.end_object();
  out += '\n';
  return out;
}

}  // namespace rodtrad::report
