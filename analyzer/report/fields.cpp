#include "analyzer/report/fields.h"

#include <algorithm>

namespace rodtrad::report {

const OffsetMap& DocumentOffsets::of(DocumentId document) {
  if (map_ == nullptr || current_ != document) {
    current_ = document;
    map_ = std::make_unique<OffsetMap>(analysis_.documents.at(document.value).text);
  }
  return *map_;
}

namespace {
const Segment& home(const Analysis& analysis, const Unit& unit) {
  return analysis.document_of(unit).segments.at(unit.segment_begin);
}
}  // namespace

Attributes attributes_of(const Analysis& analysis, const Unit& unit) {
  const Document& document = analysis.document_of(unit);
  Attributes out = document.attributes;
  const SpeakerId speaker = speaker_in(document, unit);
  if (speaker.valid()) out.merge(at(document.speakers, speaker).attributes);
  out.merge(home(analysis, unit).attributes);
  return out;
}

std::vector<std::string> attribute_names(const Analysis& analysis) {
  std::vector<std::string> names;
  const auto add = [&names](const Attributes& attributes) {
    for (const auto& [name, value] : attributes.entries()) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  };
  for (const Document& document : analysis.documents) {
    add(document.attributes);
    for (const Speaker& speaker : document.speakers) add(speaker.attributes);
    for (const Segment& segment : document.segments) add(segment.attributes);
  }
  return names;
}

std::string speaker_of(const Analysis& analysis, const Unit& unit) {
  const Document& document = analysis.document_of(unit);
  const SpeakerId speaker = speaker_in(document, unit);
  return speaker.valid() ? at(document.speakers, speaker).label : "";
}

std::string question_of(const Analysis& analysis, const Unit& unit) {
  const Document& document = analysis.document_of(unit);
  const std::string& question = home(analysis, unit).question;
  for (std::uint32_t s = unit.segment_begin; s < unit.segment_end; ++s) {
    const std::string& other = document.segments[s].question;
    if (!other.empty() && other != question) return {};
  }
  return question;
}

std::optional<std::int64_t> votes_of(const Analysis& analysis, const Unit& unit) {
  std::optional<std::int64_t> sum;
  const Document& document = analysis.document_of(unit);
  for (std::uint32_t s = unit.segment_begin; s < unit.segment_end; ++s) {
    if (document.segments[s].votes) sum = sum.value_or(0) + *document.segments[s].votes;
  }
  return sum;
}

Zone zone_of(const Analysis& analysis, const Unit& unit) { return home(analysis, unit).zone; }

SourceAnchor anchor_of(const Analysis& analysis, const Unit& unit, const OffsetMap& offsets) {
  return anchor_at(analysis.document_of(unit), home(analysis, unit), unit.span.begin,
                   offsets.line(unit.span.begin));
}

std::string clock_text(std::uint64_t ms) {
  std::string out;
  const auto add = [&out](std::uint64_t value, std::size_t digits, const char* after) {
    const std::string text = std::to_string(value);
    out.append(digits - std::min(digits, text.size()), '0').append(text).append(after);
  };
  add(ms / 3'600'000, 2, ":");
  add(ms / 60'000 % 60, 2, ":");
  add(ms / 1000 % 60, 2, ".");
  add(ms % 1000, 3, "");
  return out;
}

std::string place_text(const Analysis& analysis, const Unit& unit, const OffsetMap& offsets,
                       Language language) {
  const Phrases& p = phrases(language);
  const SourceAnchor anchor = anchor_of(analysis, unit, offsets);
  std::string out = analysis.document_of(unit).provenance.file;
  const auto add = [&out](const char* what, const std::string& value) {
    out += std::string(", ") + what + " " + value;
  };
  if (anchor.page) add(p.page, std::to_string(*anchor.page));
  if (anchor.start_ms) {
    add(p.time, clock_text(*anchor.start_ms).substr(0, 8));
  } else if (anchor.row) {
    const Document& document = analysis.document_of(unit);
    // The title of a row is the name of its sheet, where there are several.
    if (document.is_answers && !document.title.empty()) {
      add(language == Language::Swedish ? "blad" : "sheet", "\"" + document.title + "\"");
    }
    add(p.row, std::to_string(*anchor.row));
  } else if (anchor.paragraph) {
    add(p.paragraph, std::to_string(*anchor.paragraph));
  } else if (anchor.line) {
    add(p.line, std::to_string(*anchor.line));
  }
  return out;
}

std::string concept_key(const Analysis& analysis, const Coding& coding) {
  return coding.concept_id.valid() ? at(analysis.codebook->concepts, coding.concept_id).key : "";
}

std::string level_key(const Analysis& analysis, const Coding& coding) {
  return coding.level.valid() ? at(analysis.codebook->levels, coding.level).key : "";
}

std::string dimension_key(const Analysis& analysis, const Coding& coding) {
  const DimensionId dimension = at(analysis.codebook->themes, coding.theme).dimension;
  return dimension.valid() ? at(analysis.codebook->dimensions, dimension).key : "";
}

std::string coding_label(const Analysis& analysis, const Coding& coding, Language language) {
  const Phrases& p = phrases(language);
  std::string out = coding.concept_id.valid()
                        ? at(analysis.codebook->concepts, coding.concept_id).label
                        : p.without_concept;
  if (coding.origin == Origin::Person) {
    out += std::string(" (") + p.coded_by + " " + coding.coder + ")";
  }
  return out;
}

std::string method_words(const Analysis& analysis, Language language) {
  const Phrases& p = phrases(language);
  std::string out = p.method_intro;
  if (analysis.decided) {
    const DecisionCounts& n = *analysis.decided;
    out += " " + filled(p.decided, {std::to_string(n.added), std::to_string(n.rejected.size()),
                                    std::to_string(n.confirmed), std::to_string(n.levels)});
  }
  return out;
}

std::vector<std::vector<std::uint32_t>> codings_by_unit(const Analysis& analysis) {
  std::vector<std::vector<std::uint32_t>> out(analysis.units.size());
  for (std::uint32_t c = 0; c < analysis.codings.size(); ++c) {
    out[analysis.codings[c].unit.value].push_back(c);
  }
  return out;
}

}  // namespace rodtrad::report
