#include "analyzer/formats/json_locator.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "analyzer/base/utf8.h"
#include "analyzer/formats/json_reader.h"

namespace rodtrad::formats {
namespace {

using nlohmann::json;

/// The text from a place on.
std::string_view from(std::string_view text, const Place& place) {
  std::size_t at = 0;
  for (std::size_t line = 1; line < place.line; ++line) at = text.find('\n', at) + 1;
  for (std::size_t column = 1; column < place.column; ++column) {
    at += utf8::decode(text, at).length;
  }
  return text.substr(at);
}

bool starts_as(std::string_view text, const JsonItem& item) {
  switch (item.kind()) {
    case JsonItem::Kind::Object:
      return text.starts_with('{');
    case JsonItem::Kind::Array:
      return text.starts_with('[');
    case JsonItem::Kind::Text:
      return text.starts_with('"');
    case JsonItem::Kind::Null:
      return text.starts_with("null");
    case JsonItem::Kind::Boolean:
      return text.starts_with(item.truth() ? "true" : "false");
    case JsonItem::Kind::Whole:
    case JsonItem::Kind::Decimal:
      break;
  }
  return text.starts_with(std::to_string(static_cast<std::int64_t>(item.whole().value_or(0))));
}

/// Every value stands where the locator says, and its path leads to it.
void expect_found(const JsonItem& item, const JsonLocator& where, std::string_view text,
                  const json& root, std::size_t& values) {
  ++values;
  const std::string path = where.path(item);
  const json& there = root.at(json::json_pointer(path));
  EXPECT_EQ(std::string(there.type_name()), item.type_name()) << path;
  if (item.is_text()) {
    EXPECT_EQ(there.get<std::string>(), item.text()) << path;
  }
  if (path.empty()) {
    EXPECT_FALSE(where.place(item).line);
  } else {
    EXPECT_TRUE(starts_as(from(text, where.place(item)), item)) << path;
  }
  if (!item.key().empty() && item.key().find_first_of("\\~/") == std::string_view::npos) {
    EXPECT_TRUE(from(text, where.place(item, JsonLocator::At::Key))
                    .starts_with("\"" + std::string(item.key()) + "\""))
        << path;
  }
  for (const JsonItem& part : item) expect_found(part, where, text, root, values);
}

TEST(JsonLocator, FindsEveryValueWhicheverParserReadIt) {
  const std::string plain =
      "{\n  \"b\": [1, -2, [], {}, [\"å\", null]],\n  \"åäö\": {\"z/~\": true, \"a\": \"x\\n\"},"
      " \"a\": false,\n\t\"lång\": {\"inre\": [{\"k\": \"v\"}, {\"k\": 7}]}}";
  // The pair makes the reader leave the text to its strict parser, which sorts no keys either.
  const std::string paired = "{\"smil\": \"\\ud83d\\ude00\", \"z\": 1, \"whole\":\n" + plain + "}";
  for (const std::string& text : {plain, paired}) {
    JsonReader reader;
    const auto read = reader.read(text, "f.json");
    ASSERT_TRUE(read);
    std::size_t values = 0;
    expect_found(*read.value(), JsonLocator(text, "f.json", *read.value()), text, json::parse(text),
                 values);
    EXPECT_EQ(values, text == plain ? 19U : 22U);
  }
}

TEST(JsonLocator, NumbersAreGivenAsTheyAreWritten) {
  const std::string text = R"({"a": [1.50, 12345678901234567890123], "b": -0, "c": 1e5})";
  JsonReader reader;
  const JsonItem& root = *reader.read(text, "f.json").value();
  EXPECT_EQ(as_written(text, root, *root.find("a")->begin()), "1.50");
  EXPECT_EQ(as_written(text, root, *std::next(root.find("a")->begin())), "12345678901234567890123");
  EXPECT_EQ(as_written(text, root, *root.find("b")), "-0");
  EXPECT_EQ(as_written(text, root, *root.find("c")), "1e5");
}

}  // namespace
}  // namespace rodtrad::formats
