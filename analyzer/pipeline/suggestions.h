#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/model/analysis.h"
#include "analyzer/model/suggestion.h"
#include "analyzer/pipeline/compiled_codebook.h"
#include "analyzer/pipeline/judgements.h"

/// Proposals for units where the rules are silent or several themes compete, learned from what
/// people coded. Offline, explained word by word, and never a coding by itself.
namespace rodtrad::pipeline {

/// Passages under a theme (and a level, if known).
struct Lesson {
  std::string text{};
  ThemeId theme{};
  LevelId level{};
};

/// Passages coded by people, one JSON object a line with `text`, `theme` and, if known, `level`
/// (ids or labels); a codings.jsonl works too, of which rules' own codings are left out. A theme or
/// level that the codebook lacks is told and skipped. Errors: learn-nothing.
Result<std::vector<Lesson>> lessons_from(std::string_view jsonl, const std::string& file,
                                         const Codebook& codebook, Diagnostics& remarks);

/// The same from rows of any file of codings.
Result<std::vector<Lesson>> lessons_from(const std::vector<JudgementRow>& rows,
                                         const std::string& file, const Codebook& codebook,
                                         Diagnostics& remarks);

/// The codebook's own labels, definitions, `include` and examples.
std::vector<Lesson> lessons_of(const Codebook& codebook);

/// Learns from the lessons and proposes. What the rules find in a lesson or a unit is a feature
/// among the others. For a silent unit the best theme is proposed when it is ahead of the second by
/// `kAhead`; where several themes compete, the one among them that is ahead; a level where the
/// rules had to use the default.
Result<Suggestions> suggest(const Analysis& analysis, const CompiledCodebook& codebook,
                            const std::vector<Lesson>& lessons);

/// Makes codings (origin `suggestion`, coder `suggestions`) of the proposals for silent units, and
/// counts again.
void count_suggestions(const Suggestions& suggestions, Analysis& analysis);

}  // namespace rodtrad::pipeline
