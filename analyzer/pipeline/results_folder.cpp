#include "analyzer/pipeline/results_folder.h"

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "analyzer/base/offset_map.h"
#include "analyzer/base/strings.h"
#include "analyzer/codebook/load.h"
#include "analyzer/formats/json_reader.h"
#include "analyzer/stats/counts.h"

namespace rodtrad::pipeline {
namespace {

using formats::JsonItem;

/// What is wrong with a line, caught where the line's number is known.
struct Fault {
  std::string id;
  std::string message;
};

bool is_text(const JsonItem& item) { return item.kind() == JsonItem::Kind::Text; }

const JsonItem& item_at(const JsonItem& object, std::string_view key) {
  static const JsonItem none;
  const JsonItem* const found = object.find(key);
  return found != nullptr ? *found : none;
}

/// Stands until the next line is read.
std::string_view view_at(const JsonItem& object, std::string_view key) {
  return item_at(object, key).text();
}

std::string text_at(const JsonItem& object, std::string_view key) {
  return std::string(view_at(object, key));
}

const JsonItem& list_at(const JsonItem& object, std::string_view key) {
  static const JsonItem none;
  const JsonItem& found = item_at(object, key);
  return found.kind() == JsonItem::Kind::Array ? found : none;
}

/// What `T` cannot hold was never written by us.
template <class T>
std::optional<T> number_at(const JsonItem& object, std::string_view key) {
  const JsonItem& item = item_at(object, key);
  const auto whole = item.whole();
  if (!whole) return std::nullopt;
  if (std::is_unsigned_v<T> &&
      (item.is_below_zero() || *whole > std::uint64_t{std::numeric_limits<T>::max()})) {
    throw Fault{"results-format", "the number \"" + std::string(key) + "\" is out of range"};
  }
  return static_cast<T>(*whole);
}

std::uint32_t count_at(const JsonItem& object, std::string_view key) {
  return number_at<std::uint32_t>(object, key).value_or(0);
}

bool flag_at(const JsonItem& object, std::string_view key) { return item_at(object, key).truth(); }

/// A number that names one of `last + 1` enumerators.
template <class E>
E kind_at(const JsonItem& object, std::string_view key, E last) {
  const std::uint32_t value = count_at(object, key);
  return value <= static_cast<std::uint32_t>(last) ? static_cast<E>(value) : last;
}

Attributes attributes_at(const JsonItem& object) {
  Attributes out;
  for (const JsonItem& pair : list_at(object, "attributes")) {
    if (pair.kind() != JsonItem::Kind::Array || std::distance(pair.begin(), pair.end()) != 2) {
      continue;
    }
    const JsonItem& name = *pair.begin();
    const JsonItem& value = *std::next(pair.begin());
    if (is_text(name) && is_text(value))
      out.set(std::string(name.text()), std::string(value.text()));
  }
  return out;
}

SourceAnchor anchor_at(const JsonItem& object) {
  SourceAnchor anchor;
  anchor.line = number_at<std::uint32_t>(object, "line");
  anchor.paragraph = number_at<std::uint32_t>(object, "source_paragraph");
  anchor.page = number_at<std::uint32_t>(object, "page");
  anchor.row = number_at<std::uint32_t>(object, "row");
  anchor.start_ms = number_at<std::uint64_t>(object, "start_ms");
  anchor.end_ms = number_at<std::uint64_t>(object, "end_ms");
  return anchor;
}

std::optional<ByteSpan> span_of(const JsonItem& object, const OffsetMap& offsets,
                                std::string_view start = "start", std::string_view end = "end") {
  const auto first = number_at<std::uint32_t>(object, start);
  const auto last = number_at<std::uint32_t>(object, end);
  if (!first || !last || *first > *last) return std::nullopt;
  return offsets.bytes(CodePointSpan{*first, *last});
}

ByteSpan span_at(const JsonItem& object, const OffsetMap& offsets) {
  const auto span = span_of(object, offsets);
  if (!span) throw Fault{"results-format", "a stretch of text lacks its start or end"};
  return *span;
}

Segment segment_from(const JsonItem& object, const Document& document, const OffsetMap& offsets) {
  Segment segment;
  segment.span = span_at(object, offsets);
  segment.kind = kind_at(object, "kind", SegmentKind::Mark);
  segment.zone = zone_named(view_at(object, "zone")).value_or(Zone::Respondent);
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

/// All but the text, which `offsets` is of.
void read_document(const JsonItem& object, const OffsetMap& offsets, Document& document) {
  document.key = text_at(object, "id");
  document.source_key = text_at(object, "source");
  document.title = text_at(object, "title");
  document.provenance = {text_at(object, "file"), text_at(object, "sha256"),
                         text_at(object, "importer"), text_at(object, "encoding")};
  document.is_answers = flag_at(object, "answers");
  document.keeps_file_lines = flag_at(object, "file_lines");
  document.group_attribute = text_at(object, "group_attribute");
  document.attributes = attributes_at(object);
  for (const JsonItem& item : list_at(object, "speakers")) {
    document.speakers.push_back({text_at(item, "key"), text_at(item, "label"),
                                 kind_at(item, "role", Role::Unknown), attributes_at(item)});
  }
  for (const JsonItem& item : list_at(object, "segments")) {
    document.segments.push_back(segment_from(item, document, offsets));
  }
  for (const JsonItem& item : list_at(object, "places")) {
    document.places.push_back(
        {offsets.bytes(CodePointSpan{count_at(item, "start"), count_at(item, "start")}).begin,
         anchor_at(item)});
  }
  for (const JsonItem& item : list_at(object, "marks")) {
    document.marks.push_back({span_at(item, offsets), kind_at(item, "kind", Mark::Kind::Markup)});
  }
}

Unit unit_from(const JsonItem& object, const Document& document, DocumentId id,
               const OffsetMap& offsets) {
  Unit unit;
  unit.document = id;
  unit.span = span_at(object, offsets);
  unit.kind = unit_kind_named(view_at(object, "unit")).value_or(UnitKind::Sentence);
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
E word_named(std::string_view word, std::initializer_list<E> all, E otherwise) {
  for (const E item : all) {
    if (to_text(item) == word) return item;
  }
  return otherwise;
}

/// Codings of one folder, one line at a time.
class CodingReader {
  using Positions = std::unordered_map<std::string_view, std::size_t>;

 public:
  /// Rules that the codebook does not hold are added to it.
  CodingReader(Analysis& analysis, Codebook& book, std::vector<ByteSpan> contexts)
      : analysis_(analysis), book_(book), contexts_(std::move(contexts)) {
    documents_.reserve(analysis.documents.size());
    for (std::uint32_t d = 0; d < analysis.documents.size(); ++d) {
      documents_.emplace(analysis.documents[d].key, d);
    }
    units_.reserve(analysis.units.size());
    for (std::uint32_t u = 0; u < analysis.units.size(); ++u) {
      const Unit& unit = analysis.units[u];
      units_.emplace_back(unit.document.value, unit.span.begin, unit.span.end, u);
    }
    if (!std::is_sorted(units_.begin(), units_.end())) std::sort(units_.begin(), units_.end());
    for (std::size_t i = 0; i < book.themes.size(); ++i) themes_.emplace(book.themes[i].key, i);
    for (std::size_t i = 0; i < book.concepts.size(); ++i) {
      concepts_.emplace(book.concepts[i].key, i);
    }
    for (std::size_t i = 0; i < book.levels.size(); ++i) levels_.emplace(book.levels[i].key, i);
    for (std::size_t i = 0; i < book.indicators.size(); ++i) {
      indicators_.emplace(book.indicators[i].match, i);
    }
  }

  void read(const JsonItem& object) {
    Coding coding;
    coding.key = text_at(object, "id");
    const OffsetMap& offsets = place(object, coding);
    codes(object, coding);
    coding.level_basis =
        word_named(view_at(object, "level_basis"),
                   {LevelBasis::Person, LevelBasis::Heading, LevelBasis::Cue, LevelBasis::Context,
                    LevelBasis::Attribute, LevelBasis::Default},
                   LevelBasis::None);
    for (const JsonItem& item : list_at(object, "level_evidence")) {
      LevelEvidence evidence;
      evidence.attribute = text_at(item, "attribute");
      evidence.value = text_at(item, "value");
      if (const auto span = span_of(item, offsets)) evidence.span = *span;
      coding.level_evidence.push_back(std::move(evidence));
    }
    coding.origin = word_named(view_at(object, "origin"),
                               {Origin::Heading, Origin::Person, Origin::Suggestion}, Origin::Rule);
    coding.coder = text_at(object, "coder");
    for (const JsonItem& item : list_at(object, "evidence")) evidence(item, offsets, coding);
    coding.context = contexts_[coding.unit.value];
    analysis_.codings.push_back(std::move(coding));
  }

 private:
  const OffsetMap& place(const JsonItem& object, Coding& coding) {
    const std::string_view key = view_at(object, "document");
    const auto document = documents_.find(key);
    if (document == documents_.end()) {
      throw Fault{"results-unit",
                  "the document \"" + std::string(key) + "\" is not in material.jsonl"};
    }
    if (current_ != document->second || !offsets_) {
      current_ = document->second;
      offsets_.emplace(analysis_.documents[current_].text);
    }
    const ByteSpan span = span_at(object, *offsets_);
    const std::tuple wanted(current_, span.begin, span.end, std::uint32_t{0});
    const auto unit = std::lower_bound(units_.begin(), units_.end(), wanted);
    if (unit == units_.end() || std::get<0>(*unit) != current_ ||
        std::get<1>(*unit) != span.begin || std::get<2>(*unit) != span.end) {
      throw Fault{"results-unit", "there is no unit at this place in \"" + std::string(key) + "\""};
    }
    coding.unit = UnitId(std::size_t{std::get<3>(*unit)});
    const std::string_view text = view_at(object, "text");
    if (!text.empty() && text != slice(analysis_.documents[current_].text, span)) {
      throw Fault{"results-text", "the text of the coding is not what stands in the document"};
    }
    return *offsets_;
  }

  static std::size_t known(const Positions& list, std::string_view key, const char* what) {
    const auto found = list.find(key);
    if (found == list.end()) {
      throw Fault{"results-code",
                  std::string(what) + " \"" + std::string(key) + "\" is not in codebook.json"};
    }
    return found->second;
  }

  void codes(const JsonItem& object, Coding& coding) const {
    coding.theme = ThemeId(known(themes_, view_at(object, "theme"), "the theme"));
    if (const std::string_view key = view_at(object, "concept"); !key.empty()) {
      coding.concept_id = ConceptId(known(concepts_, key, "the concept"));
    }
    if (const std::string_view key = view_at(object, "level"); !key.empty()) {
      coding.level = LevelId(known(levels_, key, "the level"));
    }
  }

  /// The coding's own concept's indicator of this wording, else any.
  IndicatorId indicator(std::string_view match, const Coding& coding) {
    const std::vector<IndicatorId>& own = coding.concept_id.valid()
                                              ? at(book_.concepts, coding.concept_id).indicators
                                              : at(book_.themes, coding.theme).indicators;
    for (const IndicatorId id : own) {
      if (at(book_.indicators, id).match == match) return id;
    }
    if (const auto found = indicators_.find(match); found != indicators_.end()) {
      return IndicatorId(found->second);
    }
    // A rule that this codebook does not hold, e.g. from an edited file.
    const IndicatorId id(book_.indicators.size());
    Indicator foreign;
    foreign.match = match;
    book_.indicators.push_back(std::move(foreign));
    indicators_.emplace(match, id.value);
    return id;
  }

  void evidence(const JsonItem& item, const OffsetMap& offsets, Coding& coding) {
    Evidence out;
    out.indicator = indicator(view_at(item, "indicator"), coding);
    out.span = span_at(item, offsets);
    out.how = word_named(
        view_at(item, "how"),
        {How::Lexicon, How::Compound, How::Acronym, How::Spoken, How::Fallback, How::Pattern},
        How::Equal);
    out.detail = text_at(item, "detail");
    for (const JsonItem& other : list_at(item, "ambiguous")) {
      if (is_text(other)) out.ambiguous.emplace_back(other.text());
    }
    coding.evidence.push_back(std::move(out));
  }

  Analysis& analysis_;
  Codebook& book_;
  std::vector<ByteSpan> contexts_;
  std::unordered_map<std::string_view, std::uint32_t> documents_;
  /// Document, begin, end, position; sorted.
  std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>> units_;
  Positions themes_;
  Positions concepts_;
  Positions levels_;
  std::map<std::string, std::size_t, std::less<>> indicators_;
  std::uint32_t current_ = 0;
  std::optional<OffsetMap> offsets_;
};

/// Reads line by line; what is wrong is told with the line's number.
template <class Read>
Outcome each_line(const std::string& bytes, const std::string& file, Read read) {
  formats::JsonReader reader;
  std::size_t number = 0;
  for (const std::string_view line : split(bytes, '\n')) {
    ++number;
    if (line.empty()) continue;
    const auto object = reader.read(line, file, number);
    if (!object) return object.failure();
    try {
      read(*object.value());
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
  formats::JsonReader reader;
  const auto parsed = reader.read(files.run, file);
  if (!parsed) return parsed.failure();
  const JsonItem& run = *parsed.value();
  if (view_at(run, "format") != "rodtrad-run/1") {
    return failure("results-format", "this is not the run.json of a results folder", {.path = file},
                   "give the folder that rodtrad code wrote");
  }
  analysis.title = text_at(run, "title");
  const JsonItem& tool = item_at(run, "tool");
  analysis.run.tool_version = text_at(tool, "version");
  analysis.run.icu_version = text_at(tool, "icu");
  analysis.run.unicode_version = text_at(tool, "unicode");
  analysis.run.lexicon = text_at(tool, "lexicon");
  analysis.run.lexicon_origin = text_at(tool, "lexicon_made_from");
  for (const JsonItem& item : list_at(run, "inputs")) {
    analysis.run.inputs.push_back({text_at(item, "file"), text_at(item, "sha256"),
                                   text_at(item, "importer"), text_at(item, "encoding"),
                                   number_at<std::uint64_t>(item, "documents").value_or(0),
                                   flag_at(item, "read")});
  }
  for (const JsonItem& option : item_at(run, "options")) {
    if (is_text(option)) analysis.run.options.emplace_back(option.key(), option.text());
  }
  std::sort(analysis.run.options.begin(), analysis.run.options.end());
  const JsonItem& words = item_at(item_at(run, "totals"), "words_per_zone");
  for (const Zone zone : kZones) {
    const auto count = number_at<std::uint64_t>(words, to_text(zone));
    if (count.value_or(0) > 0) analysis.totals.words_per_zone[zone] = *count;
  }
  if (const JsonItem& item = item_at(run, "decisions"); item.kind() == JsonItem::Kind::Object) {
    DecisionCounts& decided = analysis.decided.emplace();
    const auto count = [&item](const char* key) {
      return number_at<std::size_t>(item, key).value_or(0);
    };
    decided.added = count("added");
    decided.confirmed = count("confirmed");
    decided.levels = count("levels");
    decided.undecided = count("undecided");
    decided.adrift = count("adrift");
    for (const JsonItem& coding : list_at(item, "rejected")) {
      if (is_text(coding)) decided.rejected.insert(std::string(coding.text()));
    }
  }
  for (const JsonItem& item : list_at(run, "remarks")) {
    Diagnostic remark;
    const std::string_view severity = view_at(item, "severity");
    remark.severity = severity == "error"     ? Severity::Error
                      : severity == "warning" ? Severity::Warning
                                              : Severity::Info;
    remark.id = text_at(item, "id");
    remark.message = text_at(item, "message");
    remark.place.path = text_at(item, "place");
    remark.hint = text_at(item, "hint");
    remark.swedish_message = text_at(item, "swedish_message");
    remark.swedish_hint = text_at(item, "swedish_hint");
    analysis.remarks.add(std::move(remark));
  }
  return success();
}

}  // namespace

Result<Analysis> read_results(const ResultFiles& files) {
  Analysis analysis;
  Result<Codebook> book = codebook::load(files.codebook, files.folder + "/codebook.json");
  if (!book) return std::move(book).failure();
  if (Outcome run = read_run(files, analysis); !run) return std::move(run).failure();

  std::vector<ByteSpan> contexts;
  const auto document_line = [&](const JsonItem& object) {
    const DocumentId id(analysis.documents.size());
    Document& document = analysis.documents.emplace_back();
    document.text = text_at(object, "text");
    const OffsetMap offsets(document.text);
    read_document(object, offsets, document);
    for (const JsonItem& item : list_at(object, "units")) {
      analysis.units.push_back(unit_from(item, document, id, offsets));
      contexts.push_back(span_of(item, offsets, "context_start", "context_end")
                             .value_or(analysis.units.back().span));
    }
  };
  if (Outcome read = each_line(files.material, files.folder + "/material.jsonl", document_line);
      !read) {
    return std::move(read).failure();
  }
  CodingReader reader(analysis, book.value(), std::move(contexts));
  if (Outcome read = each_line(files.codings, files.folder + "/codings.jsonl",
                               [&](const JsonItem& object) { reader.read(object); });
      !read) {
    return std::move(read).failure();
  }

  analysis.codebook = std::make_shared<const Codebook>(std::move(book).value());
  stats::recount(analysis);
  return analysis;
}

}  // namespace rodtrad::pipeline
