#include "analyzer/formats/json_reader.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "analyzer/formats/json_io.h"

namespace rodtrad::formats {
namespace {

/// What the strict parser says of the text; empty where it takes it.
std::string strict_fault(const std::string& text) {
  const auto parsed = parse_json(text, "f.jsonl", 7);
  return parsed ? "" : to_text(parsed.failure().diagnostics.items().front());
}

std::string fault(JsonReader& reader, const std::string& text) {
  const auto read = reader.read(text, "f.jsonl", 7);
  return read ? "" : to_text(read.failure().diagnostics.items().front());
}

TEST(JsonReader, GivesEveryKindOfValue) {
  JsonReader reader;
  const auto read =
      reader.read(R"( {"a": "å\n", "n": 12, "m": -3, "d": 1.5, "t": true, "f": false, "z": null,)"
                  R"( "l": ["x", ["y", {"k": 1}], 2], "o": {"a": "inner"}} )",
                  "f");
  ASSERT_TRUE(read);
  const JsonItem& root = *read.value();
  EXPECT_EQ(root.kind(), JsonItem::Kind::Object);
  EXPECT_EQ(root.find("a")->text(), "å\n");
  EXPECT_EQ(root.find("n")->whole(), 12U);
  EXPECT_EQ(static_cast<std::int64_t>(*root.find("m")->whole()), -3);
  EXPECT_EQ(root.find("d")->kind(), JsonItem::Kind::Decimal);
  EXPECT_FALSE(root.find("d")->whole());
  EXPECT_TRUE(root.find("t")->truth());
  EXPECT_FALSE(root.find("f")->truth());
  EXPECT_EQ(root.find("z")->kind(), JsonItem::Kind::Null);
  EXPECT_EQ(root.find("o")->find("a")->text(), "inner");
  EXPECT_EQ(root.find("k"), nullptr);  // a key of something further in
  const JsonItem& list = *root.find("l");
  ASSERT_EQ(std::distance(list.begin(), list.end()), 3);
  EXPECT_EQ(std::next(list.begin(), 2)->whole(), 2U);
  EXPECT_EQ(list.find("k"), nullptr);
  EXPECT_EQ(root.find("a")->begin(), root.find("a")->end());
}

TEST(JsonReader, ReadsOneTextAfterTheOther) {
  JsonReader reader;
  EXPECT_EQ(reader.read(R"({"a": "1"})", "f").value()->find("a")->text(), "1");
  const std::string long_text(300'000, 'x');
  const std::string long_line = R"({"a": ")" + long_text + R"("})";
  EXPECT_EQ(reader.read(long_line, "f").value()->find("a")->text(), long_text);
  EXPECT_FALSE(reader.read("{", "f"));
  EXPECT_EQ(reader.read(R"({"a": "\u00e5"})", "f").value()->find("a")->text(), "å");
  EXPECT_EQ(reader.read("{\"a\": \"2\"}\r", "f").value()->find("a")->text(), "2");
}

TEST(JsonReader, RefusesWithTheSameWordsAsTheStrictParser) {
  JsonReader reader;
  for (const std::string& text : {
           std::string(""),
           std::string("\r"),
           std::string("   "),
           std::string("{"),
           std::string("{} {}"),
           std::string("[1,]"),
           std::string("{\"a\":1,}"),
           std::string("{'a':1}"),
           std::string("NaN"),
           std::string("truex"),
           std::string("01"),
           std::string("+1"),
           std::string("1."),
           std::string("[1 2]"),
           std::string("{\"a\": 1, \"a\": 2}"),
           std::string("{\"å\": {\"b\": 1, \"b\": 2}}"),
           std::string("[{\"a\": 1, \"\\u0061\": 2}]"),
           std::string("[\"\\ud800\"]"),
           std::string("[\"\\ud83d\\u0041\"]"),
           std::string("[\"\\ude00\"]"),
           std::string("[\"\\x\"]"),
           std::string("[\"a\tb\"]"),
           std::string("[\"\xFF\"]"),
           std::string("[\"\xC0\xAF\"]"),
           std::string("[\"\xED\xA0\x80\"]"),
           std::string("[å]"),
           std::string("[\"a\0b\"]", 7),
           std::string("[1e999]"),
           std::string("[-1e999]"),
           std::string(513, '[') + std::string(513, ']'),
           std::string(600, '['),
       }) {
    EXPECT_NE(strict_fault(text), "") << text;
    EXPECT_EQ(fault(reader, text), strict_fault(text)) << text;
  }
}

TEST(JsonReader, TakesAllThatTheStrictParserTakes) {
  JsonReader reader;
  EXPECT_EQ(fault(reader, std::string(512, '[') + std::string(512, ']')), "");
  EXPECT_EQ(reader.read("[\"\\ud83d\\ude42\"]", "f").value()->begin()->text(), "🙂");
  EXPECT_EQ(reader.read("18446744073709551615", "f").value()->whole(), 18446744073709551615U);
  // Longer than a whole number can be: a decimal one.
  EXPECT_EQ(reader.read("123456789012345678901234567890", "f").value()->kind(),
            JsonItem::Kind::Decimal);
  EXPECT_EQ(reader.read("1e-999", "f").value()->kind(), JsonItem::Kind::Decimal);
  EXPECT_EQ(reader.read("\xEF\xBB\xBF{}", "f").value()->kind(), JsonItem::Kind::Object);
}

TEST(JsonReader, SeesAKeyGivenTwiceAmongMany) {
  JsonReader reader;
  for (const int keys : {2, 31, 32, 33, 34, 200}) {
    std::string text = "{";
    for (int k = 0; k < keys; ++k) text += "\"k" + std::to_string(k) + "\":0,";
    EXPECT_EQ(fault(reader, text + "\"x\":0}"), "") << keys;
    for (const int again : {0, keys / 2, keys - 1}) {
      const std::string twice = text + "\"k" + std::to_string(again) + "\":1}";
      EXPECT_NE(strict_fault(twice), "");
      EXPECT_EQ(fault(reader, twice), strict_fault(twice)) << keys << " " << again;
    }
  }
}

}  // namespace
}  // namespace rodtrad::formats
