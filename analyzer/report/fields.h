#pragma once
#include <memory>
#include <string>
#include <vector>

#include "analyzer/base/offset_map.h"
#include "analyzer/model/analysis.h"
#include "analyzer/report/phrases.h"

/// What several reports say about a unit or coding, computed in one place.
namespace rodtrad::report {

/// Offsets and places of one document at a time; asking in document order costs one map each.
class DocumentOffsets {
 public:
  explicit DocumentOffsets(const Analysis& analysis) : analysis_(analysis) {}
  const OffsetMap& of(DocumentId document);

 private:
  const Analysis& analysis_;
  DocumentId current_{};
  std::unique_ptr<OffsetMap> map_;
};

/// Document's, then speaker's, then answer's own attributes; the later wins.
Attributes attributes_of(const Analysis& analysis, const Unit& unit);
/// All attribute names in the analysis, in the order first met.
std::vector<std::string> attribute_names(const Analysis& analysis);

/// The speaker's printed label, empty when nobody is named or several speak in the unit.
std::string speaker_of(const Analysis& analysis, const Unit& unit);
/// The question answered, empty when the unit holds answers to several.
std::string question_of(const Analysis& analysis, const Unit& unit);
/// Sum of the votes of the unit's answers; nothing when no vote was held.
std::optional<std::int64_t> votes_of(const Analysis& analysis, const Unit& unit);
Zone zone_of(const Analysis& analysis, const Unit& unit);
/// Where the unit begins in the source.
SourceAnchor anchor_of(const Analysis& analysis, const Unit& unit, const OffsetMap& offsets);

/// `00:01:02.500`.
std::string clock_text(std::uint64_t ms);
/// `intervju.docx, stycke 14` in the report's language.
std::string place_text(const Analysis& analysis, const Unit& unit, const OffsetMap& offsets,
                       Language language);

/// Key or empty when the id is not valid.
std::string concept_key(const Analysis& analysis, const Coding& coding);
std::string level_key(const Analysis& analysis, const Coding& coding);
std::string dimension_key(const Analysis& analysis, const Coding& coding);

/// What the coding says in the words of a report: its concept, and the person who coded it, if
/// no rule did.
std::string coding_label(const Analysis& analysis, const Coding& coding, Language language);

/// How the codings came to be, in a sentence or two; says what people decided.
std::string method_words(const Analysis& analysis, Language language);

/// Codings of each unit: positions in `analysis.codings`.
std::vector<std::vector<std::uint32_t>> codings_by_unit(const Analysis& analysis);

}  // namespace rodtrad::report
