#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/model/evaluation.h"
#include "analyzer/pipeline/judgements.h"

/// A person's coding as the measure of the rules.
namespace rodtrad::pipeline {

/// True when the rows bring their own texts (`id` and `text`, no document): the texts are then what
/// the rules are tried on.
bool brings_its_texts(const std::vector<JudgementRow>& rows);

/// Those texts as JSON lines of nothing but id and text, so that no answer can leak into the rules.
/// Rows without an id are numbered. Errors: gold-id (an id given twice).
Result<std::string> texts_of(std::vector<JudgementRow>& rows);

struct GoldOptions {
  std::string coder{};  ///< whose rows; empty: the only one there is
};

/// Every unit the person judged, with what the rules say. Rows with texts of their own are looked
/// up by id among the documents of `analysis`; others are laid on its units (see lay_on_units): the
/// documents the person marked anything in were judged in full, or just the listed units. A
/// sample's units weigh as many units as they were drawn from. Errors: gold-coder (several coders
/// and none chosen, or no such coder), gold-empty, judgement-place.
Result<std::vector<JudgedUnit>> judged_units(const Analysis& analysis,
                                             const std::vector<JudgementRow>& rows,
                                             const std::string& file, const GoldOptions& options,
                                             Diagnostics& remarks);

/// The codings that count (suggestions do not), by unit, and the score of each (report/scores.h).
struct CountedCodings {
  std::vector<std::vector<std::uint32_t>> of_unit{};  ///< positions in `analysis.codings`
  std::vector<std::uint32_t> scores{};                ///< by coding
};
CountedCodings counted_codings(const Analysis& analysis);

/// Themes of some codings by falling score, equal scores in the order of the codings.
std::vector<ThemeId> ranked_themes(const Analysis& analysis,
                                   const std::vector<std::uint32_t>& codings,
                                   const std::vector<std::uint32_t>& scores);

/// The stratum of a unit: its first theme and that coding's level, or uncoded.
struct Stratum {
  ThemeId theme{};
  LevelId level{};
  friend auto operator<=>(const Stratum&, const Stratum&) = default;
};
Stratum stratum_of(const Analysis& analysis, const CountedCodings& counted, std::size_t unit);

}  // namespace rodtrad::pipeline
