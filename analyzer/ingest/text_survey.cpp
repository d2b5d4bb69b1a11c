#include "analyzer/ingest/text_survey.h"

#include <algorithm>
#include <utility>

#include "analyzer/ingest/block_signs.h"
#include "analyzer/ingest/captions.h"

namespace rodtrad::ingest {
namespace {

/// Is this labelled block speech, its label being believed? As `structure` decides it where nothing
/// but the block itself is asked.
bool is_speech(const BlockSigns& signs, std::size_t i) {
  const std::string_view body = signs.body(i);
  const Block& block = signs.blocks[i];
  return !is_attendance_line(body) && signs.headings.themed(signs.text, block.body).empty() &&
         !(block.kind == Block::Kind::Paragraph && signs.headings.is_plain(body)) &&
         lone_debris_reason(body).empty();
}

void count_label(const BlockSigns& signs, std::size_t i, TextSurvey& survey) {
  const auto found = signs.label(i);
  if (!found) survey.labels.add_unlabelled(signs.body(i));
  if (!found || too_many(survey.labels)) return;
  survey.labels.add(*found);
  if (survey.voice_keys.contains(found->key) || !is_speech(signs, i)) return;
  survey.voice_keys.insert(found->key);
  survey.voices.push_back({found->key, found->printed});
}

}  // namespace

void survey(std::string_view text, const std::vector<Block>& blocks, std::size_t count,
            const ImportOptions& options, TextSurvey& survey) {
  Teasers teasers = teasers_of(survey, text, blocks, survey.teaser_state);
  if (survey.teasers_known) pass_teasers(teasers, blocks, count, survey.teaser_state);
  const BlockSigns signs{text, blocks, Headings(options), std::move(teasers.reasons)};
  survey.blocks += count;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view body = signs.body(i);
    if (!survey.teasers_known) {
      if (const std::string line = teaser_line(body); !line.empty()) {
        if (++survey.teasers[line] == kTeaserRepeats) survey.teasers_found = true;
      }
      if (survey.teasers_found) continue;  // nothing else of this survey will be used
    }
    if (signs.begins_with_number(i, survey.slides + 1)) ++survey.slides;
    survey.themed_headings += signs.headings.themed(text, blocks[i].body).size();
    if (bare_timestamp(body)) ++survey.bare_times;
    if (!signs.debris[i].empty()) continue;
    if (blocks[i].kind == Block::Kind::Paragraph) {
      if (caption_line(text, blocks[i].body) || role_line(text, blocks[i])) {
        ++survey.captions;
      } else if (timing_line(body)) {
        ++survey.timings;
      }
    }
    ++survey.labels.paragraphs;
    count_label(signs, i, survey);
  }
}

bool survey_again(TextSurvey& survey) {
  if (!survey.teasers_found || survey.teasers_known) return false;
  TextSurvey again;
  again.teasers = std::move(survey.teasers);
  again.teasers_known = true;
  survey = std::move(again);
  return true;
}

std::size_t blocks_held_back(const TextSurvey& survey) {
  return 1 + (survey.teasers_known ? kTeaserReach : 0);
}

bool settle(TextSurvey& survey) {
  if (are_captions(survey.captions, survey.blocks) || are_captions(survey.timings, survey.blocks) ||
      bare_time_is(survey.bare_times, survey.blocks) == BareTime::Stamp) {
    return false;
  }
  survey.accepted = believed_labels(survey.labels);
  return true;
}

std::optional<std::vector<Voice>> speakers_of(const TextSurvey& survey) {
  if (are_slides(survey.slides, survey.blocks) && !survey.accepted.empty()) return std::nullopt;
  std::vector<Voice> speakers;
  for (const Voice& voice : survey.voices) {
    if (survey.accepted.contains(voice.key)) speakers.push_back(voice);
  }
  return speakers;
}

Teasers teasers_of(const TextSurvey& survey, std::string_view text,
                   const std::vector<Block>& blocks, const TeaserState& state) {
  if (!survey.teasers_known) return {std::vector<std::string>(blocks.size()), {}};
  return find_teasers(text, blocks, survey.teasers, state);
}

}  // namespace rodtrad::ingest
