#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/ingest/importer.h"

/// Transcripts that come in timed pieces: subtitles, meeting programs, speech recognition.
namespace rodtrad::ingest {

struct Cue {
  std::uint32_t line = 0;
  std::uint64_t start_ms = 0;
  std::uint64_t end_ms = 0;
  std::string speaker{};
  std::string text{};
};

/// Cues of one speaker in a row become one turn, so that a sentence that runs over cue borders is
/// whole; the times of the cues stay with the pieces. `Namn: text` inside cues names the speaker
/// when the name is a role word or recurs.
Document cue_document(std::vector<Cue> cues, const Source& source, const std::string& encoding,
                      const ImportOptions& options, Diagnostics& remarks);

}  // namespace rodtrad::ingest
