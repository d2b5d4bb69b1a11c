#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "analyzer/base/strings.h"
#include "analyzer/formats/json_io.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/lines.h"
#include "analyzer/ingest/sheet_columns.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/ingest/structure.h"
#include "analyzer/text/decode.h"

/// JSON lines: one document, one answer unit a line.
namespace rodtrad::ingest {
namespace {

using nlohmann::json;

/// A scalar as a person would write it.
std::string as_text(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null()) return {};
  return value.dump();
}

class JsonlReader {
 public:
  JsonlReader(const Source& source, Diagnostics& remarks) : source_(source), remarks_(remarks) {}

  Result<Documents> run(std::string_view text, const std::string& encoding) {
    Documents out;
    for (const Line& line : lines_of(text)) {
      const std::string_view row = text.substr(line.span.begin, line.span.size());
      if (trim(row).empty()) continue;
      auto parsed = formats::parse_json(row, source_.name, line.number);
      if (!parsed) return std::move(parsed).failure();
      auto document = document_of(parsed.value(), line.number);
      if (!document) return std::move(document).failure();
      document.value().provenance.encoding = encoding;
      out.push_back(std::move(document).value());
    }
    for (const auto& [key, n] : ignored_) {
      remarks_.info("jsonl-ignored-key",
                    "the key \"" + key + "\" is not used (" + std::to_string(n) + " lines)",
                    {.path = source_.name}, "put it under \"attributes\" if it should be kept");
    }
    return out;
  }

 private:
  [[nodiscard]] Failure wrong(std::uint32_t line, const std::string& message) const {
    return failure(
        "jsonl-field", message, {.path = source_.name, .line = line},
        "a line is {\"text\": \"…\"} with, if wanted, id, speaker, question, attributes, "
        "votes");
  }

  Result<Document> document_of(const json& value, std::uint32_t line) {
    if (!value.is_object()) return wrong(line, "expected an object with \"text\"");
    const auto text = value.find("text");
    if (text == value.end()) return wrong(line, "there is no \"text\"");
    if (!text->is_string()) {
      return wrong(line, std::string("\"text\" is ") + text->type_name() + ", expected a string");
    }
    Document document;
    document.key = source_.key + "#" + std::to_string(line);
    document.is_answers = true;
    document.text = text::canonical(text->get<std::string>());
    document.provenance.file = source_.name;
    if (document.text.find('\0') != std::string::npos) {
      return wrong(line, "\"text\" holds a NUL character");
    }
    Segment segment;
    segment.kind = SegmentKind::Answer;
    segment.zone = Zone::Answer;
    segment.anchor.line = line;
    segment.anchor.row = std::nullopt;
    for (const auto& [key, field] : value.items()) {
      if (Outcome read = read_field(key, field, line, document, segment); !read) {
        return std::move(read).failure();
      }
    }
    segment.span = trimmed(document.text, {0, static_cast<std::uint32_t>(document.text.size())});
    segment.empty_answer = is_empty_answer(document.text);
    segment.reason = segment.empty_answer ? "answer that says nothing" : "answer";
    if (!document.speakers.empty()) segment.speaker = SpeakerId(std::size_t{0});
    document.segments.push_back(std::move(segment));
    complete_segments(document, MarkupKind::None);
    return document;
  }

  Outcome read_field(const std::string& key, const json& field, std::uint32_t line,
                     Document& document, Segment& segment) {
    if (key == "text" || field.is_null()) return success();
    if (key == "id") {
      if (!field.is_string() && !field.is_number_integer()) {
        return wrong(line, "\"id\" must be a string");
      }
      if (!as_text(field).empty()) document.key = as_text(field);
    } else if (key == "speaker") {
      if (!field.is_string()) return wrong(line, "\"speaker\" must be a string");
      const std::string name = field.get<std::string>();
      if (!trim(name).empty()) {
        document.speakers.push_back(
            {.key = label_key(name), .label = name, .role = Role::Participant});
      }
    } else if (key == "question") {
      if (!field.is_string()) return wrong(line, "\"question\" must be a string");
      segment.question = field.get<std::string>();
    } else if (key == "votes") {
      if (!field.is_number_integer()) return wrong(line, "\"votes\" must be a whole number");
      segment.votes = field.get<std::int64_t>();
    } else if (key == "attributes") {
      if (!field.is_object()) return wrong(line, "\"attributes\" must be an object");
      for (const auto& [name, value] : field.items()) {
        if (value.is_structured())
          return wrong(line, "the attribute \"" + name + "\" is not one value");
        document.attributes.set(name, as_text(value));
      }
    } else {
      ++ignored_[key];
    }
    return success();
  }

  const Source& source_;
  Diagnostics& remarks_;
  std::map<std::string, std::size_t> ignored_;
};

}  // namespace

Result<Documents> read_jsonl(const Source& source, const ImportOptions& options,
                             Diagnostics& remarks) {
  auto decoded = text::decode(source.bytes, {options.encoding}, source.name, remarks);
  if (!decoded) return std::move(decoded).failure();
  return JsonlReader(source, remarks).run(decoded.value().text, decoded.value().encoding);
}

}  // namespace rodtrad::ingest
