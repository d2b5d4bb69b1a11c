#include <algorithm>
#include <map>

#include "analyzer/base/strings.h"
#include "analyzer/formats/json_locator.h"
#include "analyzer/formats/json_reader.h"
#include "analyzer/ingest/complete_segments.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/jsonl_pieces.h"
#include "analyzer/ingest/lines.h"
#include "analyzer/ingest/sheet_roles.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/text/decode.h"

/// JSON lines: one document, one answer unit a line.
namespace rodtrad::ingest {
namespace {

using formats::JsonItem;

/// Votes beyond this are no votes, and sums of them stay far from overflowing.
constexpr std::int64_t kMostVotes = 1'000'000'000;

/// The members of an object in the order of their keys.
std::vector<const JsonItem*> sorted_members(const JsonItem& object) {
  std::vector<const JsonItem*> members;
  for (const JsonItem& member : object) members.push_back(&member);
  std::sort(members.begin(), members.end(),
            [](const JsonItem* a, const JsonItem* b) { return a->key() < b->key(); });
  return members;
}

class JsonlReader {
 public:
  explicit JsonlReader(const Source& source) : source_(source) {}

  JsonlPiece run(std::string_view text, std::uint32_t first_line, const std::string& encoding) {
    JsonlPiece out;
    for (const Line& line : lines_of(text)) {
      const std::string_view row = text.substr(line.span.begin, line.span.size());
      if (trim(row).empty()) continue;
      const std::uint32_t number = first_line + line.number - 1;
      auto read = json_.read(row, source_.name, number);
      if (!read) {
        out.failed = std::move(read).failure();
        break;
      }
      row_ = row;
      root_ = read.value();
      auto document = document_of(*read.value(), number);
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

  /// A scalar as the file writes it: numbers keep their digits.
  [[nodiscard]] std::string as_text(const JsonItem& value) const {
    if (is(value, JsonItem::Kind::Text)) return text::canonical(value.text());
    if (is(value, JsonItem::Kind::Null)) return {};
    if (is(value, JsonItem::Kind::Boolean)) return value.truth() ? "true" : "false";
    return std::string(formats::as_written(row_, *root_, value));
  }

  static bool is(const JsonItem& value, JsonItem::Kind kind) { return value.kind() == kind; }
  static bool holds_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

  Result<Document> document_of(const JsonItem& value, std::uint32_t line) {
    if (!is(value, JsonItem::Kind::Object)) return wrong(line, "expected an object with \"text\"");
    const JsonItem* const text = value.find("text");
    if (text == nullptr) return wrong(line, "there is no \"text\"");
    if (!is(*text, JsonItem::Kind::Text)) {
      return wrong(line, std::string("\"text\" is ") + text->type_name() + ", expected a string");
    }
    Document document;
    document.key = source_.key + "#" + std::to_string(line);
    document.is_answers = true;
    document.text = text::canonical(text->text());
    document.provenance.file = source_.name;
    Segment segment;
    segment.kind = SegmentKind::Answer;
    segment.zone = Zone::Answer;
    segment.anchor.line = line;
    segment.anchor.row = std::nullopt;
    for (const JsonItem* const field : sorted_members(value)) {
      if (Outcome read = read_field(*field, line, document, segment); !read) {
        return std::move(read).failure();
      }
    }
    segment.span = trimmed(document.text, {0, static_cast<std::uint32_t>(document.text.size())});
    segment.empty_answer = is_empty_answer(document.text);
    segment.reason = segment.empty_answer ? Reason("answer that says nothing") : Reason("answer");
    if (!document.speakers.empty()) segment.speaker = SpeakerId(std::size_t{0});
    document.segments.push_back(std::move(segment));
    complete_segments(document, MarkupKind::None);
    return document;
  }

  Outcome read_field(const JsonItem& field, std::uint32_t line, Document& document,
                     Segment& segment) {
    const std::string_view key = field.key();
    const bool is_text = is(field, JsonItem::Kind::Text);
    if (holds_nul(field.text())) {
      return wrong(line, "\"" + std::string(key) + "\" holds a NUL character");
    }
    if (key == "text" || is(field, JsonItem::Kind::Null)) return success();
    if (key == "id") {
      if (!is_text && !field.whole()) return wrong(line, "\"id\" must be a string");
      if (std::string id = as_text(field); !id.empty()) document.key = std::move(id);
    } else if (key == "speaker") {
      if (!is_text) return wrong(line, "\"speaker\" must be a string");
      const std::string name = as_text(field);
      if (!trim(name).empty()) {
        document.speakers.push_back(
            {.key = label_key(name), .label = name, .role = Role::Participant});
      }
    } else if (key == "question") {
      if (!is_text) return wrong(line, "\"question\" must be a string");
      segment.question = as_text(field);
    } else if (key == "votes") {
      return read_votes(field, line, segment);
    } else if (key == "attributes") {
      if (!is(field, JsonItem::Kind::Object)) {
        return wrong(line, "\"attributes\" must be an object");
      }
      return read_attributes(field, line, document);
    } else {
      ++ignored_[std::string(key)];
    }
    return success();
  }

  Outcome read_votes(const JsonItem& field, std::uint32_t line, Segment& segment) const {
    const auto votes = field.whole();
    if (!votes) return wrong(line, "\"votes\" must be a whole number");
    const auto number = static_cast<std::int64_t>(*votes);
    const bool fits =
        field.is_below_zero() ? number > -kMostVotes : *votes < std::uint64_t{kMostVotes};
    if (!fits) return wrong(line, "\"votes\" is beyond all bounds");
    segment.votes = number;
    return success();
  }

  Outcome read_attributes(const JsonItem& field, std::uint32_t line, Document& document) const {
    for (const JsonItem* const value : sorted_members(field)) {
      const std::string name(value->key());
      if (is(*value, JsonItem::Kind::Array) || is(*value, JsonItem::Kind::Object)) {
        return wrong(line, "the attribute \"" + name + "\" is not one value");
      }
      if (holds_nul(value->text()) || holds_nul(name)) {
        return wrong(line, "an attribute holds a NUL character");
      }
      document.attributes.set(text::canonical(name), as_text(*value));
    }
    return success();
  }

  const Source& source_;
  formats::JsonReader json_;
  std::string_view row_;
  const JsonItem* root_ = nullptr;  ///< what was read from the row
  IgnoredKeys ignored_;
};

}  // namespace

JsonlPiece read_jsonl_piece(std::string_view text, std::uint32_t first_line, const Source& source,
                            const std::string& encoding) {
  return JsonlReader(source).run(text, first_line, encoding);
}

void tell_ignored_keys(const IgnoredKeys& ignored, const std::string& file, Diagnostics& remarks) {
  for (const auto& [key, n] : ignored) {
    remarks
        .info("jsonl-ignored-key",
              "the key \"" + key + "\" is not used (" + std::to_string(n) + " lines)",
              {.path = file}, "put it under \"attributes\" if it should be kept")
        .in_swedish("nyckeln \"" + key + "\" används inte (" + std::to_string(n) + " rader)",
                    "lägg den under \"attributes\" om den ska vara med");
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
