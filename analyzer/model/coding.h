#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/model/document.h"

namespace rodtrad {

enum class UnitKind { Sentence, Turn, Paragraph, Answer, Document };
std::string_view to_text(UnitKind kind);
std::optional<UnitKind> unit_kind_named(std::string_view word);

/// The thing coded: a stretch of coded zones of one document.
struct Unit {
  DocumentId document{};
  UnitKind kind = UnitKind::Sentence;
  ByteSpan span{};
  std::uint32_t segment_begin = 0;  ///< half-open range of the document's segments
  std::uint32_t segment_end = 0;
  std::uint32_t sentence_begin = 0;  ///< half-open range of the document's sentences
  std::uint32_t sentence_end = 0;
  std::uint32_t words = 0;  ///< words and numbers in coded zones
  bool empty_answer = false;
};

/// Whose words the unit is: of the one respondent named in it, or, where it holds no respondent's
/// words, of the one voice. Not valid where several speak (a whole focus group is nobody's) or
/// nobody is named.
inline SpeakerId speaker_in(const Document& document, const Unit& unit) {
  const auto responds = [](const Segment& segment) {
    return segment.zone == Zone::Respondent || segment.zone == Zone::Answer;
  };
  const auto begin = document.segments.begin() + unit.segment_begin;
  const auto end = document.segments.begin() + unit.segment_end;
  const bool others_count = std::none_of(begin, end, responds);
  SpeakerId only{};
  for (auto segment = begin; segment != end; ++segment) {
    if (!segment->speaker.valid() || !(others_count || responds(*segment))) continue;
    if (only.valid() && segment->speaker != only) return {};
    only = segment->speaker;
  }
  return only;
}

/// How a word in the text was recognised as a rule's word.
enum class How : std::uint8_t { Equal, Lexicon, Compound, Acronym, Spoken, Fallback, Pattern };
std::string_view to_text(How how);

/// One place where an indicator speaks.
struct Evidence {
  IndicatorId indicator{};
  ByteSpan span{};
  How how = How::Equal;
  std::string detail{};  ///< e.g. `chefernas: chef`, `vård|central|s|chef`; empty when equal
  std::vector<std::string> ambiguous{};  ///< other words the form could be

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

enum class LevelBasis { Person, Heading, Cue, Context, Attribute, Default, None };
std::string_view to_text(LevelBasis basis);

/// What decided the level: a place in the text, or an attribute's name and value.
struct LevelEvidence {
  ByteSpan span{};
  std::string attribute{};
  std::string value{};

  friend bool operator==(const LevelEvidence&, const LevelEvidence&) = default;
};

enum class Origin { Rule, Heading, Person, Suggestion };
std::string_view to_text(Origin origin);

/// One judgement about one unit: this theme (and concept), at this level, because of this.
/// There is one coding per unit, concept and coder; a theme's own indicators give one without a
/// concept.
struct Coding {
  std::string key{};  ///< stable id: same input, same id
  UnitId unit{};
  ThemeId theme{};
  ConceptId concept_id{};  ///< not valid when the theme itself was found
  LevelId level{};         ///< not valid when the codebook gives none
  LevelBasis level_basis = LevelBasis::None;
  std::vector<LevelEvidence> level_evidence{};
  Origin origin = Origin::Rule;
  std::string coder = "rules";
  std::vector<Evidence> evidence{};  ///< in text order
  ByteSpan context{};                ///< the excerpt: the unit and the sentences around it
};

// --- small definitions -------------------------------------------------------------------------

inline std::string_view to_text(UnitKind kind) {
  switch (kind) {
    case UnitKind::Sentence:
      return "sentence";
    case UnitKind::Turn:
      return "turn";
    case UnitKind::Paragraph:
      return "paragraph";
    case UnitKind::Answer:
      return "answer";
    case UnitKind::Document:
      return "document";
  }
  return {};
}

inline std::optional<UnitKind> unit_kind_named(std::string_view word) {
  for (const UnitKind kind : {UnitKind::Sentence, UnitKind::Turn, UnitKind::Paragraph,
                              UnitKind::Answer, UnitKind::Document}) {
    if (to_text(kind) == word) return kind;
  }
  return std::nullopt;
}

inline std::string_view to_text(How how) {
  switch (how) {
    case How::Equal:
      return "equal";
    case How::Lexicon:
      return "lexicon";
    case How::Compound:
      return "compound";
    case How::Acronym:
      return "acronym";
    case How::Spoken:
      return "spoken";
    case How::Fallback:
      return "fallback";
    case How::Pattern:
      return "pattern";
  }
  return {};
}

inline std::string_view to_text(LevelBasis basis) {
  switch (basis) {
    case LevelBasis::Person:
      return "person";
    case LevelBasis::Heading:
      return "heading";
    case LevelBasis::Cue:
      return "cue";
    case LevelBasis::Context:
      return "context";
    case LevelBasis::Attribute:
      return "attribute";
    case LevelBasis::Default:
      return "default";
    case LevelBasis::None:
      return "none";
  }
  return {};
}

inline std::string_view to_text(Origin origin) {
  switch (origin) {
    case Origin::Rule:
      return "rule";
    case Origin::Heading:
      return "heading";
    case Origin::Person:
      return "person";
    case Origin::Suggestion:
      return "suggestion";
  }
  return {};
}

}  // namespace rodtrad
