#include "analyzer/pipeline/results_folder.h"

#include <map>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "analyzer/base/offset_map.h"
#include "analyzer/base/strings.h"
#include "analyzer/codebook/load.h"
#include "analyzer/formats/json_io.h"
#include "analyzer/stats/counts.h"

namespace rodtrad::pipeline {
namespace {

using nlohmann::json;

/// What is wrong with a line, caught where the line's number is known.
struct Fault {
  std::string id;
  std::string message;
};

std::string text_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

const json& list_at(const json& object, const char* key) {
  static const json none = json::array();
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : none;
}

template <class T>
std::optional<T> number_at(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<T>();
}

std::uint32_t count_at(const json& object, const char* key) {
  return number_at<std::uint32_t>(object, key).value_or(0);
}

bool flag_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

/// A number that names one of `last + 1` enumerators.
template <class E>
E kind_at(const json& object, const char* key, E last) {
  const std::uint32_t value = count_at(object, key);
  return value <= static_cast<std::uint32_t>(last) ? static_cast<E>(value) : last;
}

Attributes attributes_at(const json& object) {
  Attributes out;
  for (const json& pair : list_at(object, "attributes")) {
    if (pair.is_array() && pair.size() == 2 && pair[0].is_string() && pair[1].is_string()) {
      out.set(pair[0].get<std::string>(), pair[1].get<std::string>());
    }
  }
  return out;
}

SourceAnchor anchor_at(const json& object) {
  SourceAnchor anchor;
  anchor.line = number_at<std::uint32_t>(object, "line");
  anchor.paragraph = number_at<std::uint32_t>(object, "source_paragraph");
  anchor.page = number_at<std::uint32_t>(object, "page");
  anchor.row = number_at<std::uint32_t>(object, "row");
  anchor.start_ms = number_at<std::uint64_t>(object, "start_ms");
  anchor.end_ms = number_at<std::uint64_t>(object, "end_ms");
  return anchor;
}

std::optional<ByteSpan> span_of(const json& object, const OffsetMap& offsets,
                                const char* start = "start", const char* end = "end") {
  const auto first = number_at<std::uint32_t>(object, start);
  const auto last = number_at<std::uint32_t>(object, end);
  if (!first || !last || *first > *last) return std::nullopt;
  return offsets.bytes(CodePointSpan{*first, *last});
}

ByteSpan span_at(const json& object, const OffsetMap& offsets) {
  const auto span = span_of(object, offsets);
  if (!span) throw Fault{"results-format", "a stretch of text lacks its start or end"};
  return *span;
}

Segment segment_from(const json& object, const Document& document, const OffsetMap& offsets) {
  Segment segment;
  segment.span = span_at(object, offsets);
  segment.kind = kind_at(object, "kind", SegmentKind::Mark);
  segment.zone = zone_named(text_at(object, "zone")).value_or(Zone::Respondent);
  segment.reason = text_at(object, "reason");
  const auto speaker = number_at<std::uint32_t>(object, "speaker");
  if (speaker && *speaker < document.speakers.size()) {
    segment.speaker = SpeakerId(std::size_t{*speaker});
  }
  segment.turn = count_at(object, "turn");
  segment.paragraph = count_at(object, "paragraph");
  segment.rank = count_at(object, "rank");
  segment.anchor = anchor_at(object);
  segment.question = text_at(object, "question");
  segment.votes = number_at<std::int64_t>(object, "votes");
  segment.empty_answer = flag_at(object, "empty");
  segment.attributes = attributes_at(object);
  return segment;
}

Document document_from(const json& object) {
  Document document;
  document.key = text_at(object, "id");
  document.source_key = text_at(object, "source");
  document.title = text_at(object, "title");
  document.text = text_at(object, "text");
  document.provenance = {text_at(object, "file"), text_at(object, "sha256"),
                         text_at(object, "importer"), text_at(object, "encoding")};
  document.is_answers = flag_at(object, "answers");
  document.keeps_file_lines = flag_at(object, "file_lines");
  document.group_attribute = text_at(object, "group_attribute");
  document.attributes = attributes_at(object);
  for (const json& item : list_at(object, "speakers")) {
    document.speakers.push_back({text_at(item, "key"), text_at(item, "label"),
                                 kind_at(item, "role", Role::Unknown), attributes_at(item)});
  }
  const OffsetMap offsets(document.text);
  for (const json& item : list_at(object, "segments")) {
    document.segments.push_back(segment_from(item, document, offsets));
  }
  for (const json& item : list_at(object, "places")) {
    document.places.push_back(
        {offsets.bytes(CodePointSpan{count_at(item, "start"), count_at(item, "start")}).begin,
         anchor_at(item)});
  }
  for (const json& item : list_at(object, "marks")) {
    document.marks.push_back({span_at(item, offsets), kind_at(item, "kind", Mark::Kind::Markup)});
  }
  return document;
}

Unit unit_from(const json& object, const Document& document, DocumentId id,
               const OffsetMap& offsets) {
  Unit unit;
  unit.document = id;
  unit.span = span_at(object, offsets);
  unit.kind = unit_kind_named(text_at(object, "unit")).value_or(UnitKind::Sentence);
  unit.segment_begin = count_at(object, "segment");
  unit.segment_end =
      number_at<std::uint32_t>(object, "segment_end").value_or(unit.segment_begin + 1);
  unit.words = count_at(object, "words");
  unit.empty_answer = flag_at(object, "empty");
  if (unit.segment_begin >= unit.segment_end || unit.segment_end > document.segments.size()) {
    throw Fault{"results-format", "a unit names segments that are not there"};
  }
  return unit;
}

template <class E>
E word_named(const std::string& word, std::initializer_list<E> all, E otherwise) {
  for (const E item : all) {
    if (to_text(item) == word) return item;
  }
  return otherwise;
}

/// Codings of one folder, one line at a time.
class CodingReader {
 public:
  CodingReader(Analysis& analysis, std::vector<ByteSpan> contexts)
      : analysis_(analysis), contexts_(std::move(contexts)) {
    for (std::uint32_t d = 0; d < analysis.documents.size(); ++d) {
      documents_.emplace(analysis.documents[d].key, d);
    }
    for (std::uint32_t u = 0; u < analysis.units.size(); ++u) {
      const Unit& unit = analysis.units[u];
      units_.emplace(std::tuple(unit.document.value, unit.span.begin, unit.span.end), u);
    }
    const Codebook& book = analysis.codebook;
    for (std::size_t i = 0; i < book.themes.size(); ++i) themes_.emplace(book.themes[i].key, i);
    for (std::size_t i = 0; i < book.concepts.size(); ++i) {
      concepts_.emplace(book.concepts[i].key, i);
    }
    for (std::size_t i = 0; i < book.levels.size(); ++i) levels_.emplace(book.levels[i].key, i);
    for (std::size_t i = 0; i < book.indicators.size(); ++i) {
      indicators_.emplace(book.indicators[i].match, i);
    }
  }

  void read(const json& object) {
    Coding coding;
    coding.key = text_at(object, "id");
    const OffsetMap& offsets = place(object, coding);
    codes(object, coding);
    coding.level_basis =
        word_named(text_at(object, "level_basis"),
                   {LevelBasis::Person, LevelBasis::Heading, LevelBasis::Cue, LevelBasis::Context,
                    LevelBasis::Attribute, LevelBasis::Default},
                   LevelBasis::None);
    for (const json& item : list_at(object, "level_evidence")) {
      LevelEvidence evidence;
      evidence.attribute = text_at(item, "attribute");
      evidence.value = text_at(item, "value");
      if (const auto span = span_of(item, offsets)) evidence.span = *span;
      coding.level_evidence.push_back(std::move(evidence));
    }
    coding.origin = word_named(text_at(object, "origin"),
                               {Origin::Heading, Origin::Person, Origin::Suggestion}, Origin::Rule);
    coding.coder = text_at(object, "coder");
    for (const json& item : list_at(object, "evidence")) evidence(item, offsets, coding);
    coding.context = contexts_[coding.unit.value];
    analysis_.codings.push_back(std::move(coding));
  }

 private:
  const OffsetMap& place(const json& object, Coding& coding) {
    const std::string key = text_at(object, "document");
    const auto document = documents_.find(key);
    if (document == documents_.end()) {
      throw Fault{"results-unit", "the document \"" + key + "\" is not in material.jsonl"};
    }
    if (current_ != document->second || offsets_ == nullptr) {
      current_ = document->second;
      offsets_ = std::make_unique<OffsetMap>(analysis_.documents[current_].text);
    }
    const ByteSpan span = span_at(object, *offsets_);
    const auto unit = units_.find({current_, span.begin, span.end});
    if (unit == units_.end()) {
      throw Fault{"results-unit", "there is no unit at this place in \"" + key + "\""};
    }
    coding.unit = UnitId(std::size_t{unit->second});
    const std::string text = text_at(object, "text");
    if (!text.empty() && text != slice(analysis_.documents[current_].text, span)) {
      throw Fault{"results-text", "the text of the coding is not what stands in the document"};
    }
    return *offsets_;
  }

  static std::size_t known(const std::map<std::string, std::size_t>& list, const std::string& key,
                           const char* what) {
    const auto found = list.find(key);
    if (found == list.end()) {
      throw Fault{"results-code", std::string(what) + " \"" + key + "\" is not in codebook.json"};
    }
    return found->second;
  }

  void codes(const json& object, Coding& coding) const {
    coding.theme = ThemeId(known(themes_, text_at(object, "theme"), "the theme"));
    if (const std::string key = text_at(object, "concept"); !key.empty()) {
      coding.concept_id = ConceptId(known(concepts_, key, "the concept"));
    }
    if (const std::string key = text_at(object, "level"); !key.empty()) {
      coding.level = LevelId(known(levels_, key, "the level"));
    }
  }

  /// The coding's own concept's indicator of this wording, else any.
  IndicatorId indicator(const std::string& match, const Coding& coding) {
    const Codebook& book = analysis_.codebook;
    const std::vector<IndicatorId>& own = coding.concept_id.valid()
                                              ? at(book.concepts, coding.concept_id).indicators
                                              : at(book.themes, coding.theme).indicators;
    for (const IndicatorId id : own) {
      if (at(book.indicators, id).match == match) return id;
    }
    const auto [found, added] = indicators_.emplace(match, book.indicators.size());
    if (added) {  // a rule that this codebook does not hold, e.g. from an edited file
      Indicator foreign;
      foreign.match = match;
      analysis_.codebook.indicators.push_back(std::move(foreign));
    }
    return IndicatorId(found->second);
  }

  void evidence(const json& item, const OffsetMap& offsets, Coding& coding) {
    Evidence out;
    out.indicator = indicator(text_at(item, "indicator"), coding);
    out.span = span_at(item, offsets);
    out.how = word_named(
        text_at(item, "how"),
        {How::Lexicon, How::Compound, How::Acronym, How::Spoken, How::Fallback, How::Pattern},
        How::Equal);
    out.detail = text_at(item, "detail");
    for (const json& other : list_at(item, "ambiguous")) {
      if (other.is_string()) out.ambiguous.push_back(other.get<std::string>());
    }
    coding.evidence.push_back(std::move(out));
  }

  Analysis& analysis_;
  std::vector<ByteSpan> contexts_;
  std::map<std::string, std::uint32_t> documents_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::uint32_t> units_;
  std::map<std::string, std::size_t> themes_;
  std::map<std::string, std::size_t> concepts_;
  std::map<std::string, std::size_t> levels_;
  std::map<std::string, std::size_t> indicators_;
  std::uint32_t current_ = 0;
  std::unique_ptr<OffsetMap> offsets_;
};

/// Reads line by line; what is wrong is told with the line's number. (Parsing lines on several
/// threads takes longer: their memory is freed by another than took it.)
template <class Read>
Outcome each_line(const std::string& bytes, const std::string& file, Read read) {
  std::size_t number = 0;
  for (const std::string_view line : split(bytes, '\n')) {
    ++number;
    if (line.empty()) continue;
    Result<json> object = formats::parse_json(line, file, number);
    if (!object) return std::move(object).failure();
    try {
      read(object.value());
    } catch (const Fault& fault) {
      return failure(fault.id, fault.message, {.path = file, .line = number},
                     "run rodtrad code again, or undo the change in this file");
    }
  }
  return success();
}

/// Tool, inputs, options and words per zone as the run left them.
Outcome read_run(const ResultFiles& files, Analysis& analysis) {
  const std::string file = files.folder + "/run.json";
  Result<json> parsed = formats::parse_json(files.run, file);
  if (!parsed) return std::move(parsed).failure();
  const json& run = parsed.value();
  if (text_at(run, "format") != "rodtrad-run/1") {
    return failure("results-format", "this is not the run.json of a results folder", {.path = file},
                   "give the folder that rodtrad code wrote");
  }
  analysis.title = text_at(run, "title");
  const json tool = run.value("tool", json::object());
  analysis.run.tool_version = text_at(tool, "version");
  analysis.run.icu_version = text_at(tool, "icu");
  analysis.run.unicode_version = text_at(tool, "unicode");
  analysis.run.lexicon = text_at(tool, "lexicon");
  analysis.run.lexicon_origin = text_at(tool, "lexicon_made_from");
  for (const json& item : list_at(run, "inputs")) {
    analysis.run.inputs.push_back({text_at(item, "file"), text_at(item, "sha256"),
                                   text_at(item, "importer"), text_at(item, "encoding"),
                                   number_at<std::uint64_t>(item, "documents").value_or(0),
                                   flag_at(item, "read")});
  }
  const json options = run.value("options", json::object());
  for (const auto& [name, value] : options.items()) {
    if (value.is_string()) analysis.run.options.emplace_back(name, value.get<std::string>());
  }
  const json totals = run.value("totals", json::object());
  const json words = totals.value("words_per_zone", json::object());
  for (const Zone zone : kZones) {
    const auto count = number_at<std::uint64_t>(words, std::string(to_text(zone)).c_str());
    if (count.value_or(0) > 0) analysis.totals.words_per_zone[zone] = *count;
  }
  for (const json& item : list_at(run, "remarks")) {
    Diagnostic remark;
    const std::string severity = text_at(item, "severity");
    remark.severity = severity == "error"     ? Severity::Error
                      : severity == "warning" ? Severity::Warning
                                              : Severity::Info;
    remark.id = text_at(item, "id");
    remark.message = text_at(item, "message");
    remark.place.path = text_at(item, "place");
    remark.hint = text_at(item, "hint");
    analysis.remarks.add(std::move(remark));
  }
  return success();
}

}  // namespace

Result<Analysis> read_results(const ResultFiles& files) {
  Analysis analysis;
  Result<Codebook> book = codebook::load(files.codebook, files.folder + "/codebook.json");
  if (!book) return std::move(book).failure();
  analysis.codebook = std::move(book).value();
  if (Outcome run = read_run(files, analysis); !run) return std::move(run).failure();

  std::vector<ByteSpan> contexts;
  const auto read_document = [&](const json& object) {
    const DocumentId id(analysis.documents.size());
    analysis.documents.push_back(document_from(object));
    const Document& document = analysis.documents.back();
    const OffsetMap offsets(document.text);
    for (const json& item : list_at(object, "units")) {
      analysis.units.push_back(unit_from(item, document, id, offsets));
      contexts.push_back(span_of(item, offsets, "context_start", "context_end")
                             .value_or(analysis.units.back().span));
    }
  };
  if (Outcome read = each_line(files.material, files.folder + "/material.jsonl", read_document);
      !read) {
    return std::move(read).failure();
  }
  CodingReader reader(analysis, std::move(contexts));
  if (Outcome read = each_line(files.codings, files.folder + "/codings.jsonl",
                               [&](const json& object) { reader.read(object); });
      !read) {
    return std::move(read).failure();
  }

  stats::recount(analysis);
  return analysis;
}

}  // namespace rodtrad::pipeline
