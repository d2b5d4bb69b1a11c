#include "analyzer/pipeline/document_coder.h"

#include <algorithm>
#include <map>
#include <set>

#include "analyzer/base/sha256.h"
#include "analyzer/base/version.h"
#include "analyzer/language/lexicon.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/collate.h"

namespace rodtrad::pipeline {
namespace {

/// Takes away the units of segments that belong to earlier parts of the text, and their codings.
void drop_carried(matching::DocumentCodings& codings, std::uint32_t carried) {
  const auto own = std::find_if(codings.units.begin(), codings.units.end(),
                                [=](const Unit& u) { return u.segment_begin >= carried; });
  const auto dropped = static_cast<std::uint32_t>(own - codings.units.begin());
  if (dropped == 0) return;
  codings.units.erase(codings.units.begin(), own);
  std::erase_if(codings.codings, [=](const Coding& c) { return c.unit.value < dropped; });
  for (Coding& coding : codings.codings) {
    coding.unit = UnitId(std::size_t{coding.unit.value} - dropped);
  }
}

}  // namespace

std::vector<const Input*> sorted_inputs(const Request& request) {
  const text::Collator collator;
  std::vector<const Input*> inputs;
  for (const Input& input : request.inputs) inputs.push_back(&input);
  std::stable_sort(inputs.begin(), inputs.end(), [&collator](const Input* a, const Input* b) {
    return a->name != b->name && collator.less(a->name, b->name);
  });
  return inputs;
}

ingest::ImportOptions with_labels(ingest::ImportOptions options, const Codebook* codebook) {
  if (codebook == nullptr) return options;
  for (const Theme& theme : codebook->themes) options.theme_labels.push_back(theme.label);
  for (const Level& level : codebook->levels) options.level_labels.push_back(level.label);
  return options;
}

void make_keys_unique(const std::vector<std::string*>& keys) {
  std::set<std::string> seen;
  for (std::string* key : keys) {
    const std::string wanted = *key;
    for (int n = 2; !seen.insert(*key).second; ++n) *key = wanted + "~" + std::to_string(n);
  }
}

/// Attributes are columns in several reports: thousands of them are a mistake in the material.
Failure too_many_attributes(const std::string& file) {
  return failure("attributes-too-many", "the material has more than 2,000 different attributes",
                 {.path = file},
                 "an attribute is a column such as role or group; values belong in its cells");
}

void collect_attribute_names(const Document& document, std::set<std::string>& names) {
  const auto add = [&names](const Attributes& attributes) {
    for (const auto& [name, value] : attributes.entries()) names.insert(name);
  };
  add(document.attributes);
  for (const Speaker& speaker : document.speakers) add(speaker.attributes);
  for (const Segment& segment : document.segments) add(segment.attributes);
}

matching::MatcherOptions matcher_options(const Request& request, const SourceSettings& settings) {
  matching::MatcherOptions options;
  options.units.kind = settings.unit ? settings.unit : request.unit;
  options.units.coded_zones = settings.zones.value_or(request.coded_zones);
  options.context_sentences = request.context_sentences;
  options.headings_code = settings.headings_code;
  return options;
}

CodedDocument DocumentCoder::code(const Document& document, const matching::MatcherOptions& options,
                                  std::uint32_t carried, const text::Vocabulary* words) {
  segmenter_.segment(
      document, [this](std::string_view word) { return matcher_.knows(word); }, words,
      segmentation_);
  CodedDocument out;
  out.codings = matcher_.code(document, segmentation_, options);
  if (carried > 0) drop_carried(out.codings, carried);
  for (const Sentence& sentence : segmentation_.sentences) {
    if (sentence.segment < carried) continue;
    out.words_per_zone[document.segments[sentence.segment].zone] += sentence.words;
  }
  return out;
}

void add_coded(CodedDocument coded, DocumentId document, Analysis& analysis) {
  const auto first = static_cast<std::uint32_t>(analysis.units.size());
  for (Unit& unit : coded.codings.units) {
    unit.document = document;
    analysis.units.push_back(unit);
  }
  for (Coding& coding : coded.codings.codings) {
    coding.unit = UnitId(std::size_t{coding.unit.value} + first);
    analysis.codings.push_back(std::move(coding));
  }
  for (const auto& [zone, words] : coded.words_per_zone) {
    analysis.totals.words_per_zone[zone] += words;
  }
}

InputFile input_file(const std::string& name, std::string_view bytes,
                     const std::vector<Document>& documents) {
  InputFile file;
  file.name = name;
  file.documents = documents.size();
  if (documents.empty()) {
    file.sha256 = sha256_hex(bytes);
    return file;
  }
  const Provenance& provenance = documents.front().provenance;  // hashed when it was imported
  file.sha256 = provenance.sha256;
  file.importer = provenance.importer;
  file.encoding = provenance.encoding;
  return file;
}

void tell_same_files(const std::vector<InputFile>& files, Diagnostics& remarks) {
  const std::string empty = sha256_hex("");
  std::map<std::string_view, const InputFile*> met;
  for (const InputFile& file : files) {
    if (file.sha256 == empty) continue;
    const auto [first, is_new] = met.emplace(file.sha256, &file);
    if (is_new) continue;
    const std::string other = "\"" + first->second->name + "\"";
    remarks
        .warning("input-twice", "the same file as " + other + ": all it says is counted twice",
                 {.path = file.name}, "take one of them away")
        .in_swedish("samma fil som " + other + ": allt i den räknas två gånger",
                    "ta bort en av dem");
  }
}

RunInfo run_info(const Request& request, const CompiledCodebook& compiled) {
  RunInfo run;
  run.tool_version = kVersion;
  run.icu_version = text::icu_version();
  run.unicode_version = text::unicode_version();
  if (const language::Lexicon* lexicon = compiled.resources.lexicon) {
    run.lexicon = to_text(lexicon->sources());
    run.lexicon_origin = lexicon->origin();
  }
  run.options = request.option_list;
  return run;
}

}  // namespace rodtrad::pipeline
