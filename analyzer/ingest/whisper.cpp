#include "analyzer/ingest/whisper.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analyzer/base/strings.h"
#include "analyzer/formats/json_io.h"
#include "analyzer/ingest/cues.h"
#include "analyzer/ingest/formatted_importers.h"
#include "analyzer/ingest/html_blocks.h"
#include "analyzer/ingest/lines.h"

namespace rodtrad::ingest {
namespace {

using nlohmann::json;

Documents one(Document document) {
  Documents documents;
  documents.push_back(std::move(document));
  return documents;
}

const json* list_of_cues(const json& value) {
  if (value.is_array()) return &value;
  if (!value.is_object()) return nullptr;
  const auto segments = value.find("segments");
  return segments != value.end() && segments->is_array() ? &*segments : nullptr;
}

bool is_cue(const json& value) {
  return value.is_object() && value.contains("text") && value.at("text").is_string() &&
         value.contains("start");
}

/// oTranscribe keeps its page as HTML beside the name of the recording.
bool is_otranscribe(const json& value) {
  return value.is_object() && value.contains("text") && value.at("text").is_string() &&
         (value.contains("media") || value.contains("media-source") ||
          value.contains("media-time"));
}

std::optional<std::uint64_t> milliseconds(const json& cue, const char* key) {
  const auto found = cue.find(key);
  if (found == cue.end() || !found->is_number()) return std::nullopt;
  const double seconds = found->get<double>();
  if (!(seconds >= 0) || seconds > 1e7) return std::nullopt;
  return static_cast<std::uint64_t>(std::llround(seconds * 1000));
}

Result<Documents> read_segments(const json& list, const Source& source,
                                const ImportOptions& options, Diagnostics& remarks) {
  std::vector<Cue> cues;
  std::size_t without_time = 0;
  for (const json& item : list) {
    if (!is_cue(item)) {
      return failure("cue-field",
                     "segment " + std::to_string(cues.size() + 1) + " has no \"start\" or \"text\"",
                     {.path = source.name},
                     "a segment is {\"start\": 0.5, \"end\": 2, \"text\": \"…\"}");
    }
    Cue cue;
    const auto start = milliseconds(item, "start");
    const auto end = milliseconds(item, "end");
    if (!start) ++without_time;
    cue.start_ms = start.value_or(cues.empty() ? 0 : cues.back().end_ms);
    cue.end_ms = end.value_or(cue.start_ms);
    const auto speaker = item.find("speaker");
    if (speaker != item.end() && speaker->is_string()) {
      cue.speaker = without_controls(text::canonical(speaker->get<std::string>()));
    }
    for (const char c : text::canonical(item.at("text").get<std::string>())) {
      cue.text += c == '\n' || c == '\0' ? ' ' : c;
    }
    cue.text = std::string(trim(cue.text));
    if (!cue.text.empty()) cues.push_back(std::move(cue));
  }
  if (without_time > 0) {
    remarks
        .warning("cue-time", std::to_string(without_time) + " segments have no usable time",
                 {.path = source.name})
        .in_swedish(std::to_string(without_time) + " repliker har ingen användbar tid");
  }
  return one(cue_document(std::move(cues), source, "UTF-8", options, remarks));
}

}  // namespace

bool is_whisper_table(std::string_view text) {
  return text.starts_with("start\tend\ttext\n") || text.starts_with("start\tend\ttext\r\n");
}

Result<Documents> read_whisper_table(const Source& source, const text::DecodedText& text,
                                     const ImportOptions& options, Diagnostics& remarks) {
  std::vector<Cue> cues;
  bool header = true;
  for (const Line& line : lines_of(text.text)) {
    const std::string_view row =
        std::string_view(text.text).substr(line.span.begin, line.span.size());
    if (header || trim(row).empty()) {
      header = false;
      continue;
    }
    const std::vector<std::string_view> cells = split(row, '\t');
    Cue cue;
    cue.line = line.number;
    if (cells.size() < 3 || !parse_number(cells[0], cue.start_ms) ||
        !parse_number(cells[1], cue.end_ms)) {
      return failure("cue-time", "expected start, end and text with tabs between",
                     {.path = source.name, .line = line.number});
    }
    const std::size_t third = cells[0].size() + cells[1].size() + 2;
    // A tab in the text is not a fourth column.
    cue.text = text::canonical(trim(row.substr(third)));
    std::replace(cue.text.begin(), cue.text.end(), '\n', ' ');
    if (!cue.text.empty()) cues.push_back(std::move(cue));
  }
  return one(cue_document(std::move(cues), source, text.encoding, options, remarks));
}

bool is_transcript_json(std::string_view bytes) {
  auto parsed = formats::parse_json(bytes, "");
  if (!parsed) return false;
  const json* cues = list_of_cues(parsed.value());
  return is_otranscribe(parsed.value()) ||
         (cues != nullptr && !cues->empty() && is_cue(cues->front()));
}

Result<Documents> read_json_transcript(const Source& source, const ImportOptions& options,
                                       Diagnostics& remarks) {
  auto decoded = text::decode(source.bytes, {options.encoding}, source.name, remarks);
  if (!decoded) return std::move(decoded).failure();
  auto parsed = formats::parse_json(decoded.value().text, source.name);
  if (!parsed) return std::move(parsed).failure();
  if (is_otranscribe(parsed.value())) {
    const std::string page = parsed.value().at("text").get<std::string>();
    return structured(html_blocks(page, source, remarks), source, options, remarks);
  }
  const json* cues = list_of_cues(parsed.value());
  if (cues == nullptr) {
    return failure("json-no-transcript",
                   "expected a transcript: \"segments\" with start, end and text",
                   {.path = source.name}, "answers are read as .jsonl, one {\"text\": …} a line");
  }
  return read_segments(*cues, source, options, remarks);
}

}  // namespace rodtrad::ingest
