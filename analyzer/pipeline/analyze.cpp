#include "analyzer/pipeline/analyze.h"

#include <algorithm>
#include <atomic>
#include <set>

#include "analyzer/base/parallel.h"
#include "analyzer/base/sha256.h"
#include "analyzer/base/version.h"
#include "analyzer/ingest/attribute_table.h"
#include "analyzer/language/lexicon.h"
#include "analyzer/stats/counts.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/collate.h"
#include "analyzer/text/segment.h"

namespace rodtrad::pipeline {
namespace {

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

/// What importing one input gave.
struct Imported {
  ingest::Documents documents;
  Diagnostics remarks;
  bool failed = false;
};

Imported import_one(const Input& input, const ingest::ImportOptions& options) {
  Imported out;
  if (input.unreadable) {
    out.remarks.add(*input.unreadable);
    out.failed = true;
    return out;
  }
  auto documents =
      ingest::import_source({input.name, input.key, input.bytes}, options, out.remarks);
  if (!documents) {
    out.remarks.append(std::move(documents).failure().diagnostics);
    out.failed = true;
    return out;
  }
  out.documents = std::move(documents).value();
  for (Document& document : out.documents) document.attributes.merge(input.settings.attributes);
  return out;
}

void make_keys_unique(std::vector<Document>& documents) {
  std::set<std::string> seen;
  for (Document& document : documents) {
    const std::string wanted = document.key;
    for (int n = 2; !seen.insert(document.key).second; ++n) {
      document.key = wanted + "~" + std::to_string(n);
    }
  }
}

std::uint64_t count_words(const Segmentation& segmentation, const Sentence& sentence) {
  return static_cast<std::uint64_t>(
      std::count_if(segmentation.tokens.begin() + sentence.token_begin,
                    segmentation.tokens.begin() + sentence.token_end,
                    [](const Token& t) { return t.kind != TokenKind::Punctuation; }));
}

/// Attributes are columns in several reports: thousands of them are a mistake in the material.
Outcome few_attributes(const std::vector<Document>& documents) {
  constexpr std::size_t kMost = 2'000;
  std::set<std::string> names;
  for (const Document& document : documents) {
    const auto add = [&names](const Attributes& attributes) {
      for (const auto& [name, value] : attributes.entries()) names.insert(name);
    };
    add(document.attributes);
    for (const Speaker& speaker : document.speakers) add(speaker.attributes);
    for (const Segment& segment : document.segments) add(segment.attributes);
    if (names.size() > kMost) {
      return failure("attributes-too-many", "the material has more than 2,000 different attributes",
                     {.path = document.provenance.file},
                     "an attribute is a column such as role or group; values belong in its cells");
    }
  }
  return success();
}

/// What coding one document gave.
struct Coded {
  matching::DocumentCodings codings;
  std::map<Zone, std::uint64_t> words_per_zone;
};

matching::MatcherOptions matcher_options(const Request& request, const SourceSettings& settings) {
  matching::MatcherOptions options;
  options.units.kind = settings.unit ? settings.unit : request.unit;
  options.units.coded_zones = settings.zones.value_or(request.coded_zones);
  options.context_sentences = request.context_sentences;
  options.headings_code = settings.headings_code;
  return options;
}

}  // namespace

Result<Material> import_all(const Request& request, const Codebook* codebook) {
  Material material;
  material.inputs = sorted_inputs(request);
  const ingest::ImportOptions options = with_labels(request.import, codebook);
  std::vector<Imported> imported(material.inputs.size());
  parallel_for(imported.size(), request.jobs, [&](std::size_t i, std::size_t) {
    imported[i] = import_one(*material.inputs[i], options);
  });

  Failure failed;
  for (std::size_t i = 0; i < imported.size(); ++i) {
    const Input& input = *material.inputs[i];
    InputFile file;
    file.name = input.name;
    file.sha256 = sha256_hex(input.bytes);
    file.read = !imported[i].failed;
    file.documents = imported[i].documents.size();
    if (!imported[i].documents.empty()) {
      file.importer = imported[i].documents.front().provenance.importer;
      file.encoding = imported[i].documents.front().provenance.encoding;
    }
    material.files.push_back(std::move(file));
    if (imported[i].failed && request.on_bad_input == OnBadInput::Stop) {
      failed.diagnostics.append(std::move(imported[i].remarks));
      continue;
    }
    material.remarks.append(std::move(imported[i].remarks));
    for (Document& document : imported[i].documents) {
      material.documents.push_back(std::move(document));
      material.input_of.push_back(static_cast<std::uint32_t>(i));
    }
  }
  if (!failed.diagnostics.empty()) return failed;
  make_keys_unique(material.documents);
  for (const NamedBytes& named : request.attribute_tables) {
    auto table = ingest::read_attribute_table(named.bytes, named.name, request.import.encoding,
                                              material.remarks);
    if (!table) return std::move(table).failure();
    ingest::apply_attributes(table.value(), material.documents, material.remarks);
  }
  return material;
}

Result<Analysis> analyze(const Request& request, const CompiledCodebook& compiled,
                         const Progress& progress) {
  auto imported = import_all(request, compiled.codebook.get());
  if (!imported) return std::move(imported).failure();
  Material material = std::move(imported).value();
  if (Outcome few = few_attributes(material.documents); !few) return std::move(few).failure();

  std::vector<Coded> coded(material.documents.size());
  const std::size_t workers = std::max<std::size_t>(1, request.jobs);
  std::vector<text::Segmenter> segmenters(workers);
  std::vector<matching::Matcher::Worker> matchers;
  for (std::size_t w = 0; w < workers; ++w) matchers.emplace_back(compiled.matcher);
  std::atomic<std::size_t> done{0};
  parallel_for(coded.size(), workers, [&](std::size_t i, std::size_t worker) {
    const Document& document = material.documents[i];
    const SourceSettings& settings = material.inputs[material.input_of[i]]->settings;
    matching::Matcher::Worker& matcher = matchers[worker];
    const Segmentation segmentation = segmenters[worker].segment(
        document, [&matcher](std::string_view word) { return matcher.knows(word); });
    coded[i].codings = matcher.code(document, segmentation, matcher_options(request, settings));
    for (const Sentence& sentence : segmentation.sentences) {
      coded[i].words_per_zone[document.segments[sentence.segment].zone] +=
          count_words(segmentation, sentence);
    }
    if (progress) progress(++done, coded.size());
  });

  Analysis analysis;
  analysis.title = request.title;
  analysis.codebook = *compiled.codebook;
  analysis.documents = std::move(material.documents);
  analysis.remarks = std::move(material.remarks);
  for (std::size_t i = 0; i < coded.size(); ++i) {
    const auto first = static_cast<std::uint32_t>(analysis.units.size());
    for (Unit& unit : coded[i].codings.units) {
      unit.document = DocumentId(i);
      analysis.units.push_back(unit);
    }
    for (Coding& coding : coded[i].codings.codings) {
      coding.unit = UnitId(std::size_t{coding.unit.value} + first);
      analysis.codings.push_back(std::move(coding));
    }
    for (const auto& [zone, words] : coded[i].words_per_zone) {
      analysis.totals.words_per_zone[zone] += words;
    }
  }
  stats::recount(analysis);
  analysis.run.tool_version = kVersion;
  analysis.run.icu_version = text::icu_version();
  analysis.run.unicode_version = text::unicode_version();
  if (const language::Lexicon* lexicon = compiled.resources.lexicon) {
    analysis.run.lexicon = to_text(lexicon->sources());
    analysis.run.lexicon_origin = lexicon->origin();
  }
  analysis.run.inputs = std::move(material.files);
  analysis.run.options = request.option_list;
  return analysis;
}

}  // namespace rodtrad::pipeline
