#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "analyzer/formats/csv.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/formats/json_io.h"
#include "analyzer/formats/json_writer.h"

namespace rodtrad::formats {
namespace {

std::vector<std::vector<std::string>> cells(const std::string& text, char delimiter = '\0') {
  Diagnostics remarks;
  const auto table = read_csv(text, delimiter, "f.csv", remarks);
  std::vector<std::vector<std::string>> out;
  if (!table) return {{table.failure().diagnostics.items().front().id}};
  for (const CsvRow& row : table.value().rows) out.push_back(row.cells);
  return out;
}

using Rows = std::vector<std::vector<std::string>>;

TEST(Csv, FindsTheSeparatorByConsistentColumns) {
  EXPECT_EQ(cells("a;b\n1;x, y\n2;z, w, v\n"), (Rows{{"a", "b"}, {"1", "x, y"}, {"2", "z, w, v"}}));
  EXPECT_EQ(cells("a\tb\n1\t2\n"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(cells("sep=;\na;b\n"), (Rows{{"a", "b"}}));
}

TEST(Csv, QuotedCellsHoldAnything) {
  EXPECT_EQ(cells("a,b\n\"x\ny, \"\"z\"\"\",2\n"), (Rows{{"a", "b"}, {"x\ny, \"z\"", "2"}}));
}

TEST(Csv, KeepsRowAndLineNumbers) {
  Diagnostics remarks;
  const auto table = read_csv("a,b\n\n\"x\ny\",2\n3,4\n", ',', "f", remarks);
  ASSERT_TRUE(table);
  EXPECT_EQ(table.value().rows[1].line, 3U);
  EXPECT_EQ(table.value().rows[1].row, 3U);
  EXPECT_EQ(table.value().rows[2].line, 5U);
  EXPECT_EQ(table.value().rows[2].row, 4U);
}

TEST(Csv, TellsWhereAnUnclosedQuoteOpens) {
  Diagnostics remarks;
  const auto table = read_csv("a,b\n1,\"x\ny\n", ',', "f", remarks);
  ASSERT_FALSE(table);
  EXPECT_EQ(table.failure().diagnostics.items().front().place.line, 2U);
}

TEST(CsvWriter, MakesFormulasInert) {
  for (const char* cell : {"=1+1", "+46", "-3", "@x", "\tx", "  =x", "\u00A0=x", "＝x", "＋x"}) {
    CsvWriter csv(',');
    csv.cell(cell).end_row();
    const std::string line = csv.take().substr(3);
    EXPECT_TRUE(line.starts_with("'") || line.starts_with("\"'")) << line;
  }
  CsvWriter csv(';');
  csv.cell("a;b").cell("\"q\"").number(-3).end_row();
  EXPECT_EQ(csv.take(), "\xEF\xBB\xBF\"a;b\";\"\"\"q\"\"\";-3\r\n");
}

std::string json_fault(const std::string& text) {
  const auto parsed = parse_json(text, "f.json");
  if (parsed) return "";
  const Diagnostic& d = parsed.failure().diagnostics.items().front();
  return d.id + "@" + std::to_string(d.place.line.value_or(0)) + ":" +
         std::to_string(d.place.column.value_or(0));
}

TEST(Json, IsStrict) {
  EXPECT_EQ(json_fault(R"({"a": [1, "å"]})"), "");
  EXPECT_EQ(json_fault("{\"a\": 1,\n \"a\": 2}"), "json-duplicate-key@2:2");
  EXPECT_EQ(json_fault("{\"a\": NaN}"), "json-syntax@1:7");
  EXPECT_EQ(json_fault("[1,]").substr(0, 11), "json-syntax");
  EXPECT_EQ(json_fault(R"(["\ud800"])").substr(0, 11), "json-syntax");
  EXPECT_EQ(json_fault(std::string(600, '[')), "json-too-deep@1:513");
}

std::string json_string(std::string_view text) {
  std::string out;
  JsonWriter(out).string(text);
  return out;
}

TEST(JsonWriter, EscapesWhatCouldBreakALine) {
  EXPECT_EQ(json_string("a\"b\\c\n\x01\u2028\u2029<"), "\"a\\\"b\\\\c\\n\\u0001\\u2028\\u2029<\"");
  EXPECT_EQ(json_string(""), "\"\"");
  EXPECT_EQ(json_string("– och … så \xE2"), "\"– och … så \xE2\"");
}

TEST(JsonWriter, WritesEveryStringSoThatItIsReadAsItWas) {
  // Every length and place of what needs an escape, also where the writer's memory ends.
  for (const std::string special : {"\"", "\\", "\n", "\x1F", "\u2028", "–", "å"}) {
    for (std::size_t before = 0; before < 20; ++before) {
      for (const std::size_t more : {0U, 1U, 7U, 8U, 9U, 2020U, 2039U, 2047U, 5000U}) {
        const std::string text =
            std::string(before, 'a') + special + std::string(more, 'b') + special;
        const auto read = nlohmann::json::parse(json_string(text));
        ASSERT_EQ(read.get<std::string>(), text) << before << " " << more;
      }
    }
  }
}

TEST(JsonWriter, SeparatesMembers) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("a").number(1).key("b").begin_array().string("x").null().end_array();
  json.key("c").begin_object().end_object().end_object();
  EXPECT_EQ(out, R"({"a":1,"b":["x",null],"c":{}})");
}

TEST(Html, EscapesEveryMarkupCharacter) {
  EXPECT_EQ(escape_html("<a href='x'>&\"\x02"), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;\uFFFD");
}

TEST(Markdown, EscapesMarks) {
  EXPECT_EQ(escape_markdown("*a*\n<b>[x](y)"), "\\*a\\* \\<b\\>\\[x\\]\\(y\\)");
}

}  // namespace
}  // namespace rodtrad::formats
