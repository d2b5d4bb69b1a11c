#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/base/offsets.h"
#include "analyzer/model/comparison.h"
#include "analyzer/model/ids.h"

/// What changed between two sets of results: codes, excerpts and counts.
namespace rodtrad {

enum class CodeChange { Same, Renamed, Relabelled, Added, Removed };
std::string_view to_text(CodeChange change);

/// By what an old and a new code were taken for the same.
enum class MatchedBy { Id, Rules, Label, SomeRules, Excerpts, None };
std::string_view to_text(MatchedBy matched);

/// One theme, concept or level before and after.
struct CodePairing {
  CodeKind kind = CodeKind::Theme;
  CodeChange change = CodeChange::Same;
  MatchedBy by = MatchedBy::Id;
  std::uint32_t before = kNone;  ///< position in the old codebook's list
  std::uint32_t after = kNone;   ///< position in the new codebook's list
  bool rules_changed = false;    ///< its own: a theme's concepts tell of theirs
  bool moved = false;            ///< a concept that stands under another theme
};

enum class ExcerptChange { Gained, Lost, Moved, Same };
std::string_view to_text(ExcerptChange change);

/// Why a coding came, went or moved.
enum class ChangeReason {
  None,
  CodeAdded,
  CodeRemoved,
  RuleAdded,       ///< an indicator that was not there, or is written otherwise
  RuleRemoved,     ///< the indicator is gone, or is written otherwise
  ExceptionAdded,  ///< an `unless` that was not there
  ExceptionRemoved,
  OtherCode,     ///< the same words are now evidence of another code
  ConceptMoved,  ///< the concept stands under another theme now
  Level,         ///< the level is another
  Boundaries,    ///< the unit begins or ends elsewhere
  DocumentAdded,
  DocumentRemoved,
  TextChanged,
  Person,   ///< somebody decided it
  Unknown,  ///< neither codebook nor text: options, lexicon or program
};
std::string_view to_text(ChangeReason reason);

/// Where a coding stood; ids of the codebook it was made with.
struct CodedAs {
  ThemeId theme{};
  ConceptId concept_id{};
  LevelId level{};
};

/// One coding before, after, or both.
struct ExcerptDifference {
  ExcerptChange change = ExcerptChange::Same;
  std::string document{};  ///< as named after; as named before when lost
  CodePointSpan span{};    ///< after; before when lost
  CodedAs before{};        ///< no theme when gained
  CodedAs after{};         ///< no theme when lost
  std::string rule{};      ///< what did it: indicators, or what decided the level
  ChangeReason reason = ChangeReason::None;
  std::string coder{};
  std::string speaker{};
  std::string text{};
};

/// A theme's or cell's units before and after. Codes that one side lacks are not valid there.
struct CountDifference {
  ThemeId theme_before{};
  ThemeId theme_after{};
  LevelId level_before{};
  LevelId level_after{};
  bool all_levels = false;  ///< the theme's margin
  Counts before{};
  Counts after{};
};

struct ResultsDiff {
  std::vector<CodePairing> codes{};           ///< themes, concepts, levels; in the new order
  std::vector<ExcerptDifference> excerpts{};  ///< by document, place and code
  std::vector<CountDifference> counts{};      ///< theme x level with the theme's margin first
};

// --- small definitions -------------------------------------------------------------------------

inline std::string_view to_text(CodeChange change) {
  constexpr std::string_view words[] = {"same", "renamed", "relabelled", "added", "removed"};
  return words[static_cast<std::size_t>(change)];
}

inline std::string_view to_text(MatchedBy matched) {
  constexpr std::string_view words[] = {"id", "rules", "label", "some-rules", "excerpts", ""};
  return words[static_cast<std::size_t>(matched)];
}

inline std::string_view to_text(ExcerptChange change) {
  constexpr std::string_view words[] = {"gained", "lost", "moved", "same"};
  return words[static_cast<std::size_t>(change)];
}

inline std::string_view to_text(ChangeReason reason) {
  constexpr std::string_view words[] = {"",
                                        "code-added",
                                        "code-removed",
                                        "rule-added",
                                        "rule-removed",
                                        "unless-added",
                                        "unless-removed",
                                        "other-code",
                                        "concept-moved",
                                        "level",
                                        "boundaries",
                                        "document-added",
                                        "document-removed",
                                        "text-changed",
                                        "person",
                                        "unknown"};
  return words[static_cast<std::size_t>(reason)];
}

}  // namespace rodtrad
