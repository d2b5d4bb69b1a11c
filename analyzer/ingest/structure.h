#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/ingest/blocks.h"
#include "analyzer/ingest/complete_segments.h"
#include "analyzer/ingest/debris.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/text_survey.h"

namespace rodtrad::ingest {

/// Turns blocks into segments: whose voice each stretch is, and why. On return
/// every non-blank character of the document's text lies in exactly one segment.
///
/// In this order: link teasers and other debris; attendance lists; headings (also `theme: level`
/// inside a line); speaker labels, caption headers and speaker tables; what is left is running
/// text, or, in a document with speakers or themed headings, the author's own.
void structure(Document& document, const std::vector<Block>& blocks, const ImportOptions& options,
               MarkupKind markup, Diagnostics& remarks);

// --- plain text in parts -------------------------------------------------------------------------

/// What is in force at one place of the text.
struct StructurePlace {
  SpeakerId speaker{};
  std::uint32_t turn = 0;
  std::uint32_t paragraph = 0;
  std::uint32_t page = 0;
  std::optional<std::uint64_t> start_ms{};
  std::optional<std::uint64_t> last_ms{};
  std::optional<std::uint64_t> last_end_ms{};
  bool themed_section = false;
  bool own_section = false;
  bool times_decrease = false;
};

/// What goes over the border from one part to the next.
struct StructureState {
  StructurePlace place{};
  std::vector<Speaker> speakers{};
  std::map<std::string, SpeakerId> speaker_by_key{};
  std::uint64_t slides = 0;  ///< that have begun
  TeaserState teasers{};
};

enum class PartIs { Last, FollowedByMore };

/// Where a part should end, in bytes: at the first good place from `best` on, where there is none
/// at a late one from `least` on.
struct PartSize {
  std::size_t least = 0;
  std::size_t best = 0;
};

/// Structures the first of `blocks`, up to a place where nothing is cut in two that belongs
/// together (a turn, a list of people): the part ends before the line of the next block. Where
/// more follows none of the last `blocks_held_back` is taken. Returns how many; 0 when there is no
/// such place, and then nothing has happened: come again with more text. Speakers have the roles
/// that `state.speakers` give them. `complete_segments` is left to the caller.
std::size_t structure_part(Document& part, const std::vector<Block>& blocks,
                           const ImportOptions& options, const TextSurvey& survey, PartIs is,
                           PartSize size, StructureState& state);

/// The warnings that follow from a document's speakers and times, once all of it is structured.
/// `file` and `key` are those of the document.
void tell_voices(const std::vector<Speaker>& speakers, bool times_decrease, const std::string& file,
                 const std::string& key, Diagnostics& remarks);

}  // namespace rodtrad::ingest
