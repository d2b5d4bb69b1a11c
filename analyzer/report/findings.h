#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/report/phrases.h"
#include "analyzer/report/table.h"
#include "analyzer/report/voices.h"

/// What a reviewer would ask about a result before believing it, and what the material consists of.
namespace rodtrad::report {

/// One thing to look at. Ids: theme-one-concept, theme-unused, concept-unused,
/// concept-one-respondent, theme-one-voice, concepts-always-together, uncoded-share.
struct Finding {
  std::string id{};
  std::string message{};  ///< in the report's language
  ThemeId theme{};
  ConceptId concept_id{};
  ConceptId other{};  ///< concepts-always-together
  std::uint64_t n = 0;
  std::uint64_t of = 0;  ///< n of these; 0: not a share
};

struct FindingOptions {
  double one_voice = 0.5;          ///< a voice with a larger share of a theme's units is told
  std::uint64_t fewest_units = 3;  ///< fewer units say nothing about one voice or togetherness
  double uncoded = 0.5;            ///< a larger share without a code is told
};

/// Findings by kind, each in the codebook's order.
std::vector<Finding> findings(const Analysis& analysis, const Voices& voices, Language language,
                              const FindingOptions& options = {});

/// `warnings.json`: the findings, the limits they were judged by, and for every theme the share of
/// its largest voice.
std::string findings_json(const Analysis& analysis, const Voices& voices, Language language,
                          const FindingOptions& options = {});

/// Units of a theme by the voice that has most of them.
struct LargestVoice {
  std::uint32_t voice = 0xFFFFFFFF;
  std::uint64_t units = 0;
  std::uint64_t of = 0;  ///< units of the theme with a known voice
};
std::vector<LargestVoice> largest_voices(const Analysis& analysis, const Voices& voices);

/// The data inventory: one row a document (an answer sheet is one), with respondents, units, words,
/// minutes and words by zone. Words count as in the units of coding; words of zones that are not
/// coded are counted by the same rules without the lexicon.
Table inventory_table(const Analysis& analysis, Language language);

}  // namespace rodtrad::report
