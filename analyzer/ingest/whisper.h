#pragma once
#include <string_view>

#include "analyzer/ingest/importer.h"
#include "analyzer/text/decode.h"

/// What speech recognition (Whisper and the programs around it) writes.
namespace rodtrad::ingest {

/// The table of cues: start and end in milliseconds, text; a transcript, not answers.
bool is_whisper_table(std::string_view text);
Result<Documents> read_whisper_table(const Source& source, const text::DecodedText& text,
                                     const ImportOptions& options, Diagnostics& remarks);

/// True for JSON that holds a transcript: Whisper's `segments`, or oTranscribe's page.
bool is_transcript_json(std::string_view bytes);

}  // namespace rodtrad::ingest
