#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/ingest/blocks.h"
#include "analyzer/ingest/debris.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/label_counts.h"

namespace rodtrad::ingest {

/// A label as it first stands before speech.
struct Voice {
  std::string key{};
  std::string printed{};
};

/// What `structure` has to know of a whole plain text before it can take it in parts: every block
/// is counted first (`survey`), then the counts are settled.
struct TextSurvey {
  std::size_t blocks = 0;
  std::size_t themed_headings = 0;
  std::size_t bare_times = 0;
  std::size_t captions = 0;
  std::size_t timings = 0;
  std::size_t slides = 0;
  LabelCounts labels{};         ///< possible speaker labels; not all when they are too many
  std::vector<Voice> voices{};  ///< of these labels, in the order in which they would speak
  std::set<std::string> voice_keys{};
  TeaserCounts teasers{};
  bool teasers_found = false;  ///< a line recurs so often that there are some
  bool teasers_known = false;  ///< they are counted, and what they mark is left out of the rest
  TeaserState teaser_state{};
  std::set<std::string> accepted{};  ///< labels that are believed, after `settle`
};

/// Counts the first `count` of a text's blocks; those after them are there to be looked at.
void survey(std::string_view text, const std::vector<Block>& blocks, std::size_t count,
            const ImportOptions& options, TextSurvey& survey);
/// True when there are link teasers: then everything is counted anew, knowing them.
bool survey_again(TextSurvey& survey);
/// So many blocks at the end of a stretch cannot be judged before what follows is read.
std::size_t blocks_held_back(const TextSurvey& survey);
/// False when the text must be structured whole: it has captions or bare time stamps.
bool settle(TextSurvey& survey);

/// The speakers of the whole text in their order, after `settle`; nothing where only structuring
/// the text tells them: slides take the labels that they begin with.
std::optional<std::vector<Voice>> speakers_of(const TextSurvey& survey);

/// The teasers of a stretch, as far as they are known. The state is that before the stretch.
Teasers teasers_of(const TextSurvey& survey, std::string_view text,
                   const std::vector<Block>& blocks, const TeaserState& state);

}  // namespace rodtrad::ingest
