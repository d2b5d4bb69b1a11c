// Bad codebooks. ROBUSTNESS.md section 3, row codebook; CONTRACT.md sections 3 and 4.
#include <algorithm>

#include "analyzer/base/strings.h"
#include "tests/cli/bad_input_support.h"

namespace rodtrad::test {
namespace {

using namespace std::string_literals;

/// A codebook's text in which § marks the place of the fault, and that place as `line:column`.
struct Marked {
  std::string bytes;
  std::string place;
};

Marked marked(const std::string& text) {
  const std::size_t at = text.find("§");
  if (at == std::string::npos) return {text, ""};
  const std::string before = text.substr(0, at);
  const std::size_t line = occurrences(before, "\n") + 1;
  const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
  const std::size_t column = utf8::count(std::string_view(before).substr(start)) + 1;
  return {replace_all(text, "§", ""),
          "bok.json:" + std::to_string(line) + ":" + std::to_string(column) + ": error:"};
}

/// A whole codebook with these members beside its format and id.
std::string book(const std::string& members) {
  return "{\"format\": \"rodtrad-codebook/1\", \"id\": \"prov\",\n" + members + "}\n";
}

/// One theme, one concept, these indicators.
std::string book_with(const std::string& indicators, const std::string& more = {}) {
  return book(
      "\"themes\": [{\"id\": \"t\", \"label\": \"T\", \"concepts\": [\n  {\"id\": \"c\", "
      "\"label\": \"C\", \"indicators\": [\n" +
      indicators + "\n]}]}]" + more);
}

struct BadBook {
  const char* name;
  std::string text;
  const char* id;
  const char* pointer = "";  ///< JSON path told in the message

  friend void PrintTo(const BadBook& one, std::ostream* out) { *out << one.name; }
};

class BadCodebook : public ::testing::TestWithParam<BadBook> {};

TEST_P(BadCodebook, IsRefusedAtItsPlace) {
  const Sandbox box;
  const auto [bytes, place] = marked(GetParam().text);
  box.write("bok.json", bytes);
  box.write("in.txt", "hemligord\n");
  expect_refused(box, "in.txt", GetParam().id, place.empty() ? "bok.json" : place);
  const Finished check = box.run("check bok.json");
  expect_one_error(check, GetParam().id, place.empty() ? "bok.json" : place);
  EXPECT_TRUE(contains(check.err, GetParam().pointer)) << check.err;
}

INSTANTIATE_TEST_SUITE_P(
    Json, BadCodebook,
    ::testing::Values(
        BadBook{"Empty", "", "json-syntax|codebook-type|file-empty"},
        BadBook{"Null", "null\n", "codebook-type"}, BadBook{"List", "[]\n", "codebook-type"},
        BadBook{"CutOff", book_with("\"mandat\"").substr(0, 90), "json-syntax"},
        BadBook{"TrailingComma", book("\"themes\": [],§"), "json-syntax"},
        BadBook{"Comment", "§// min bok\n" + small_codebook(), "json-syntax"},
        BadBook{"KeyTwice", book("\"title\": \"a\",\n§\"title\": \"b\""), "json-duplicate-key"},
        BadBook{"KeyTwiceInDisguise", book("\"title\": \"a\",\n§\"t\\u0069tle\": \"b\""),
                "json-duplicate-key"},
        BadBook{"TooDeep", book("\"title\": " + repeated("[", 511) + "§" + repeated("[", 100'000)),
                "json-too-deep"},
        BadBook{"Latin1", book("\"title\": \"r\xE5\""), "codebook-encoding"},
        BadBook{"Utf16", "\xFF\xFE{\0}\0"s, "codebook-encoding|json-syntax"}),
    CaseName());

INSTANTIATE_TEST_SUITE_P(
    Shape, BadCodebook,
    ::testing::Values(
        BadBook{"OtherFormat",
                replace_all(small_codebook(), "\"rodtrad-codebook/1\"", "§\"rodtrad-codebook/9\""),
                "codebook-format", "/format"},
        BadBook{"UnknownKey", book_with("\"a\"", ",\n§\"temata\": []"), "codebook-unknown-key",
                "/temata"},
        // An escape in the key: the place must be found all the same.
        BadBook{"UnknownKeyWithEscape", book_with("\"a\"", ",\n§\"tem\\u00e5\\/x\": []"),
                "codebook-unknown-key"},
        BadBook{"UnknownLevel", book_with("\"a\"], \"level\": §\"kommunal\", \"examples\": [\"a\""),
                "codebook-dangling-id", "/themes/0/concepts/0/level"},
        BadBook{"UnknownDimension",
                book("\"themes\": [{\"id\": \"t\", \"label\": \"T\",\n \"dimension\": §\"finns\", "
                     "\"indicators\": [\"a\"]}]"),
                "codebook-dangling-id", "/themes/0/dimension"},
        BadBook{"IdTwice",
                book("\"themes\": [{\"id\": \"t\", \"label\": \"T\", \"indicators\": [\"a\"]},\n"
                     "{\"id\": §\"t\", \"label\": \"U\", \"indicators\": [\"b\"]}]"),
                "codebook-duplicate-id", "/themes/1/id"},
        BadBook{"NoThemes", book("\"themes\": §[]"), "codebook-no-themes", "/themes"},
        BadBook{"WrongType", book("\"themes\": §{\"id\": \"t\"}"),
                "codebook-type|codebook-no-themes", "/themes"},
        BadBook{"LabelMissing", book("\"themes\": [§{\"id\": \"t\", \"indicators\": [\"a\"]}]"),
                "codebook-missing-key", "/themes/0"},
        BadBook{"TwoDefaultLevels",
                book_with("\"a\"",
                          ",\n\"levels\": [{\"id\": \"x\", \"label\": \"X\", \"default\": true},\n"
                          "{\"id\": \"y\", \"label\": \"Y\", \"default\": §true}]"),
                "codebook-two-defaults", "/levels/1/default"},
        // A colour goes into the report's style sheet.
        BadBook{"ColourThatIsCss",
                book("\"themes\": [{\"id\": \"t\", \"label\": \"T\", \"indicators\": [\"a\"],\n "
                     "\"color\": §\"red}body{display:none\"}]"),
                "codebook-value", "/themes/0/color"},
        BadBook{"ListsThatGoInACircle",
                book_with("\"$a\"", ",\n\"lists\": {§\"a\": [\"$b\"], \"b\": [\"$a\"]}"),
                "codebook-list-cycle", "$a → $b → $a"},
        BadBook{"EmptyList", book_with("\"$a\"", ",\n\"lists\": {\"a\": §[]}"),
                "codebook-empty-list", "/lists/a"}),
    CaseName());

INSTANTIATE_TEST_SUITE_P(
    Rules, BadCodebook,
    ::testing::Values(
        BadBook{"EmptyIndicator", book_with("\"a\",\n§\"\""), "codebook-empty-indicator"},
        BadBook{"OnlyBlanks", book_with("\" \u00A0\""), "codebook-empty-indicator|rule-empty"},
        BadBook{"LoneStar", book_with("\"§*\""), "rule-empty"},
        BadBook{"MatchesTheEmptyText", book_with("\"§/a*/\""), "rule-regex|rule-matches-empty"},
        BadBook{"OnlyWhatMustNotBeThere", book_with("\"§NOT a\""), "rule-matches-empty"},
        BadBook{"OpenParenthesis", book_with("\"a\",\n\"a AND §(b\""), "rule-syntax"},
        BadBook{"BadRegex", book_with("\"§/b(/\""), "rule-regex"},
        BadBook{"RegexBoundary", book_with("\"/§\\\\bår\\\\b/\""), "rule-regex-ascii"},
        BadBook{"BackReference", book_with("\"§/(a+)\\\\1/\""), "rule-regex"},
        BadBook{"UnknownList", book_with("\"§$aktörer\""), "rule-unknown-list"},
        BadBook{"TooFar", book_with("\"a NEAR§/99999 b\""), "rule-syntax"},
        BadBook{"NestedTooDeep",
                book_with("\"" + repeated("(", 5'000) + "a" + repeated(")", 5'000) + "\""),
                "rule-syntax"},
        BadBook{"ManyNots", book_with("\"a AND " + repeated("NOT ", 4'000) + "b\""), "rule-syntax"},
        BadBook{"TooLong", book_with("\"" + repeated("a OR ", 5'000) + "a\""), "rule-syntax"},
        // RE2 gives up on its own; what it needs must not be tried out first.
        BadBook{"RegexTooLarge", book_with("\"§/((\\\\pL{900}){900}){9}/\""), "rule-regex"},
        BadBook{"RegexThatNeedsTooMuchMemory", book_with("\"§/(\\\\pL{1000}x){9}/\""),
                "rule-regex"},
        // Contradictory: "this form only" and "compounds with it"; forms of a regular expression.
        BadBook{"ExactFormInCompounds",
                book_with("{\"match\": \"=chef\", \"compound\": §\"head\"}"),
                "codebook-value|codebook-contradiction|rule-syntax"},
        BadBook{"FormsOfARegex", book_with("{\"match\": \"/chef.n/\", \"forms\": §[\"chefer\"]}"),
                "codebook-value|codebook-contradiction|rule-syntax"},
        BadBook{"AFormThatNeverCounts",
                book_with("{\"match\": \"chef\", \"forms\": [\"Bossen\"], "
                          "\"exclude\": §[\"bossen\"]}"),
                "codebook-contradiction"},
        BadBook{"AFormOfTwoWords", book_with("{\"match\": \"chef\", \"forms\": §[\"två ord\"]}"),
                "codebook-value"},
        BadBook{"EmptyPartOfSpeech", book_with("{\"match\": \"chef\", \"pos\": §\"\"}"),
                "codebook-value"}),
    CaseName());

TEST(BadCodebooks, AFaultyRuleNamesItsJsonPath) {
  // Line and column say little in a codebook that a program wrote on one line.
  const Sandbox box;
  box.write("bok.json", book_with("\"a\",\n\"/b(/\""));
  EXPECT_TRUE(contains(box.run("check bok.json").err, "/themes/0/concepts/0/indicators/1"));
}

TEST(BadCodebooks, AllFaultsAreListedTogether) {
  // A key, a rule and a regular expression: three kinds found by three steps, told in one go.
  const Sandbox box;
  box.write("bok.json", book_with("\"(a\",\n\"/b(/\"", ",\n\"temata\": []"));
  const Finished done = box.run("check bok.json");
  EXPECT_EQ(done.exit_code, 2);
  for (const char* id : {"[codebook-unknown-key]", "[rule-syntax]", "[rule-regex]"}) {
    EXPECT_TRUE(contains(done.err, id)) << id << " is not in:\n" << done.err;
  }
}

TEST(BadCodebooks, AtMostTwentyFaultsAreListed) {
  const Sandbox box;
  std::string keys;
  std::string rules;
  for (int i = 0; i < 100; ++i) {
    keys += ",\n\"nyckel" + std::to_string(i) + "\": 1";
    rules += (i == 0 ? "\"(a" : ",\n\"(a") + std::to_string(i) + "\"";
  }
  // Twenty and a line that says how many more.
  box.write("bok.json", book_with("\"a\"", keys));
  EXPECT_LE(occurrences(box.run("check bok.json").err, ": error: "), 21U) << "keys";
  box.write("bok.json", book_with(rules));
  EXPECT_LE(occurrences(box.run("check bok.json").err, ": error: "), 21U) << "rules";
}

TEST(BadCodebooks, AMessageShowsAWindowOfALongLine) {
  // A codebook on one line: each fault repeated all of it, twenty times.
  const Sandbox box;
  std::string rules = "\"(a\"";
  for (int i = 0; i < 1000; ++i) rules += ", \"ord" + std::to_string(i) + "\"";
  box.write("bok.json", book_with(rules));
  EXPECT_LT(box.run("check bok.json").err.size(), 2000U);
}

TEST(BadCodebooks, AreJudgedBeforeAnyInputIsRead) {
  // Standard input that never ends: a program that reads first would wait for ever.
  const Sandbox box;
  box.write("bok.json", "{");
  const Finished done = box.shell(
      "mkfifo evig && exec 3<>evig && exec \"$R\" code - --codebook bok.json --out ut <&3", 3);
  expect_one_error(done, "json-syntax", "bok.json:1:");
}

TEST(Codebooks, WithByteOrderMarkAndNestedQuantifiersAreFine) {
  // RE2 is linear: what hangs other engines is an ordinary pattern here.
  const Sandbox box;
  box.write("bok.json", "\xEF\xBB\xBF" + book_with("\"/(a+)+b/\", \"/((a|aa)+)+c/\""));
  box.write("in.txt", std::string(100'000, 'a'));
  const Finished done = box.code("in.txt --out ut", 5);
  EXPECT_EQ(done.exit_code, 0) << done.err;
}

}  // namespace
}  // namespace rodtrad::test
