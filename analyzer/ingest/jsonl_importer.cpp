#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "analyzer/base/strings.h"
#include "analyzer/formats/json_io.h"
#include "analyzer/formats/json_scan.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/jsonl_pieces.h"
#include "analyzer/ingest/lines.h"
#include "analyzer/ingest/sheet_roles.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/ingest/structure.h"
#include "analyzer/text/decode.h"

/// JSON lines: one document, one answer unit a line.
namespace rodtrad::ingest {
namespace {

using nlohmann::json;

/// Votes beyond this are no votes, and sums of them stay far from overflowing.
constexpr std::int64_t kMostVotes = 1'000'000'000;

class JsonlReader {
 public:
  explicit JsonlReader(const Source& source) : source_(source) {}

  JsonlPiece run(std::string_view text, std::uint32_t first_line, const std::string& encoding) {
    JsonlPiece out;
    for (const Line& line : lines_of(text)) {
      const std::string_view row = text.substr(line.span.begin, line.span.size());
      if (trim(row).empty()) continue;
      const std::uint32_t number = first_line + line.number - 1;
      auto parsed = formats::parse_json(row, source_.name, number);
      if (!parsed) {
        out.failed = std::move(parsed).failure();
        break;
      }
      row_ = row;
      auto document = document_of(parsed.value(), number);
      if (!document) {
        out.failed = std::move(document).failure();
        break;
      }
      document.value().provenance.encoding = encoding;
      out.documents.push_back(std::move(document).value());
    }
    out.ignored = std::move(ignored_);
    return out;
  }

 private:
  [[nodiscard]] Failure wrong(std::uint32_t line, const std::string& message) const {
    return failure(
        "jsonl-field", message, {.path = source_.name, .line = line},
        "a line is {\"text\": \"…\"} with, if wanted, id, speaker, question, attributes, "
        "votes");
  }

  /// A scalar as the file writes it: numbers keep their digits. `pointer` names it in the line.
  [[nodiscard]] std::string as_text(const json& value, const std::string& pointer) const {
    if (value.is_string()) return text::canonical(value.get<std::string>());
    if (value.is_number()) return formats::value_as_written(row_, pointer);
    return value.is_null() ? std::string() : value.dump();
  }

  static bool holds_nul(const json& value) {
    return value.is_string() && value.get_ref<const std::string&>().find('\0') != std::string::npos;
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
    if (holds_nul(field)) return wrong(line, "\"" + key + "\" holds a NUL character");
    if (key == "text" || field.is_null()) return success();
    if (key == "id") {
      if (!field.is_string() && !field.is_number_integer()) {
        return wrong(line, "\"id\" must be a string");
      }
      if (std::string id = as_text(field, "/id"); !id.empty()) document.key = std::move(id);
    } else if (key == "speaker") {
      if (!field.is_string()) return wrong(line, "\"speaker\" must be a string");
      const std::string name = as_text(field, "/speaker");
      if (!trim(name).empty()) {
        document.speakers.push_back(
            {.key = label_key(name), .label = name, .role = Role::Participant});
      }
    } else if (key == "question") {
      if (!field.is_string()) return wrong(line, "\"question\" must be a string");
      segment.question = as_text(field, "/question");
    } else if (key == "votes") {
      return read_votes(field, line, segment);
    } else if (key == "attributes") {
      if (!field.is_object()) return wrong(line, "\"attributes\" must be an object");
      return read_attributes(field, line, document);
    } else {
      ++ignored_[key];
    }
    return success();
  }

  Outcome read_votes(const json& field, std::uint32_t line, Segment& segment) const {
    if (!field.is_number_integer()) return wrong(line, "\"votes\" must be a whole number");
    const bool fits = field.is_number_unsigned()
                          ? field.get<std::uint64_t>() < std::uint64_t{kMostVotes}
                          : field.get<std::int64_t>() > -kMostVotes;
    if (!fits) return wrong(line, "\"votes\" is beyond all bounds");
    segment.votes = field.get<std::int64_t>();
    return success();
  }

  Outcome read_attributes(const json& field, std::uint32_t line, Document& document) const {
    for (const auto& [name, value] : field.items()) {
      if (value.is_structured()) {
        return wrong(line, "the attribute \"" + name + "\" is not one value");
      }
      if (holds_nul(value) || name.find('\0') != std::string::npos) {
        return wrong(line, "an attribute holds a NUL character");
      }
      document.attributes.set(text::canonical(name),
                              as_text(value, "/attributes/" + formats::pointer_step(name)));
    }
    return success();
  }

  const Source& source_;
  std::string_view row_;
  IgnoredKeys ignored_;
};

}  // namespace

JsonlPiece read_jsonl_piece(std::string_view text, std::uint32_t first_line, const Source& source,
                            const std::string& encoding) {
  return JsonlReader(source).run(text, first_line, encoding);
}

void tell_ignored_keys(const IgnoredKeys& ignored, const std::string& file, Diagnostics& remarks) {
  for (const auto& [key, n] : ignored) {
    remarks.info("jsonl-ignored-key",
                 "the key \"" + key + "\" is not used (" + std::to_string(n) + " lines)",
                 {.path = file}, "put it under \"attributes\" if it should be kept");
  }
}

Result<Documents> read_jsonl(const Source& source, const ImportOptions& options,
                             Diagnostics& remarks) {
  auto decoded =
      text::decode(source.bytes, {options.encoding, text::TextForm::Lines}, source.name, remarks);
  if (!decoded) return std::move(decoded).failure();
  JsonlPiece all = read_jsonl_piece(decoded.value().text, 1, source, decoded.value().encoding);
  if (all.failed) return std::move(*all.failed);
  tell_ignored_keys(all.ignored, source.name, remarks);
  return std::move(all.documents);
}

}  // namespace rodtrad::ingest
