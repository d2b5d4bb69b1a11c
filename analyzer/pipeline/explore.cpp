#include "analyzer/pipeline/explore.h"

#include <algorithm>

#include "analyzer/base/utf8.h"
#include "analyzer/pipeline/compare.h"
#include "analyzer/report/fields.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

constexpr std::size_t kMostGroups = 8;  // an attribute with more values sets single persons apart

std::string flat(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  return out;
}

/// The last `characters` of a text.
std::string tail(std::string_view text, std::size_t characters) {
  const std::size_t n = utf8::count(text);
  if (n <= characters) return flat(text);
  return flat(text.substr(utf8::prefix(text, n - characters).size()));
}

/// Groups worth comparing: two to eight known values.
bool is_comparable(const Grouping& grouping) {
  const auto known = std::count_if(grouping.groups.begin(), grouping.groups.end(),
                                   [](const auto& values) { return !values.front().empty(); });
  return known >= 2 && grouping.groups.size() <= kMostGroups;
}

Result<std::vector<Grouping>> groupings(const Analysis& analysis,
                                        const std::vector<std::string>& by) {
  std::vector<Grouping> out;
  std::vector<std::string> names = by;
  if (by.empty()) {
    names = report::attribute_names(analysis);
    for (const std::string& name : comparable_attributes(analysis)) {
      if (name == "fråga" || name == "grupp") names.push_back(name);
    }
  }
  for (const std::string& name : names) {
    auto grouping = grouping_by(analysis, {name});
    if (!grouping) return std::move(grouping).failure();
    const bool known = std::any_of(out.begin(), out.end(), [&](const Grouping& other) {
      return other.of_unit == grouping.value().of_unit;
    });
    if (!by.empty() || (!known && is_comparable(grouping.value()))) {
      out.push_back(std::move(grouping).value());
    }
  }
  return out;
}

}  // namespace

std::vector<bool> coded_units(const Analysis& analysis) {
  std::vector<bool> out(analysis.units.size(), false);
  for (const Coding& coding : analysis.codings) out[coding.unit.value] = true;
  return out;
}

WordPlaces::WordPlaces(const Analysis& analysis, std::size_t width)
    : analysis_(analysis), width_(width), offsets_(analysis.documents.size()) {}

WordPlace WordPlaces::of(const RunningWord& word) {
  const Unit& unit = analysis_.units[word.unit];
  const Document& document = analysis_.document_of(unit);
  auto& offsets = offsets_[unit.document.value];
  if (offsets == nullptr) offsets = std::make_unique<OffsetMap>(document.text);
  WordPlace out;
  out.document = document.key;
  out.span = offsets->code_points(word.span);
  ByteSpan around = unit.span;
  for (std::uint32_t s = unit.segment_begin; s < unit.segment_end; ++s) {
    const Segment& home = document.segments[s];
    if (!home.span.contains(word.span)) continue;
    around = home.span;
    if (home.speaker.valid()) out.speaker = at(document.speakers, home.speaker).label;
  }
  out.left = tail(slice(document.text, {around.begin, word.span.begin}), width_);
  out.hit = flat(slice(document.text, word.span));
  out.right = flat(utf8::prefix(slice(document.text, {word.span.end, around.end}), width_));
  return out;
}

Result<Exploration> explore(const Analysis& analysis, const language::Resources& resources,
                            const ExploreOptions& options) {
  auto by = groupings(analysis, options.by);
  if (!by) return std::move(by).failure();
  Exploration out;
  out.least = options.least;
  const Lemmas lemmas = lemmas_of(analysis, resources);
  out.lexicon = lemmas.lexicon;
  const std::vector<bool> coded = coded_units(analysis);
  for (const RunningWord& word : lemmas.words) {
    ++(coded[word.unit] ? out.words_coded : out.words_uncoded);
  }
  out.uncovered = uncovered_words(analysis, lemmas, options);
  for (const Grouping& grouping : by.value()) {
    for (GroupKeyness& group : keyness_by(analysis, lemmas, grouping, options)) {
      out.keyness.push_back(std::move(group));
    }
  }
  out.collocations = collocations(analysis, lemmas, options, out.pairs);
  out.suggestions = suggest_indicators(analysis, lemmas, resources, options);
  out.saturation = saturation_curve(analysis, options);
  const Respondents who = respondents_of(analysis, {});
  out.respondents = who.kind;
  out.concentration = concentration_of(analysis, who);
  out.negative = negative_cases(analysis, who, resources);
  return out;
}

}  // namespace rodtrad::pipeline
