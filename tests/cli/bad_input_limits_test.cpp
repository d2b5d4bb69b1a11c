// Hostile size and shape: 20 seconds, two gigabytes, time linear. ROBUSTNESS.md promise P5.
#include <algorithm>
#include <cstdio>

#include "analyzer/base/strings.h"
#include "tests/cli/bad_input_support.h"

namespace rodtrad::test {
namespace {

constexpr std::size_t kMega = 1'000'000;

/// Running Swedish without line ends; every 50th sentence is coded and has a level.
std::string prose(std::size_t bytes) {
  const std::string plain =
      "Det var en gång en by där alla hjälpte varandra. Sedan kom hösten och vi satt inne. ";
  const std::string page = repeated(plain, 25) + "Regionen saknar mandat i frågan. ";
  return repeated(page, bytes / page.size() + 1);
}

TEST(Limits, FiftyMegabytesOnASingleLine) {
  const Sandbox box;
  box.write("in.txt", prose(50 * kMega));
  const Finished done = box.code("in.txt --out ut --format html,jsonl");
  EXPECT_EQ(done.exit_code, 0) << done.err;
}

/// Processor seconds of `code` over this text; 1000 when it did not get through.
double seconds_for(const Sandbox& box, const std::string& name) {
  const double before = children_seconds();
  const Finished done = box.code(name + " --out ut");
  EXPECT_EQ(done.exit_code, 0) << name << " " << done.err;
  return done.exit_code == 0 ? children_seconds() - before : 1000;
}

TEST(Limits, TimeGrowsWithTheTextNotWithItsSquare) {
  // Every second sentence coded, on one line: what is quadratic in a turn or a paragraph shows.
  const std::string text = "Det är otydligt vem som har mandat i regionen. Vi väntar på besked. ";
  // Linear is 16 times the processor time and quadratic 256 times. A busy machine lengthens single
  // runs two- or threefold, which must not decide.
  constexpr double kAtMost = 64;
  const Sandbox box;
  box.write("short.txt", repeated(text, kMega / 4 / text.size()));
  box.write("long.txt", repeated(text, 4 * kMega / text.size()));
  const double brief = seconds_for(box, "short.txt");
  const double extended = seconds_for(box, "long.txt");
  EXPECT_LE(extended, kAtMost * brief) << brief << " s and " << extended << " s";
}

// --- shapes that make naive programs slow ------------------------------------------------------

struct Shape {
  const char* name;
  const char* file;
  std::string (*bytes)();

  friend void PrintTo(const Shape& one, std::ostream* out) { *out << one.name; }
};

/// A row for each number.
template <class Row>
std::string rows(std::size_t n, Row row) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += row(std::to_string(i));
  return out;
}

class HostileShape : public ::testing::TestWithParam<Shape> {};

// One to three megabytes each. A program that is linear needs less than a second; six are allowed.
// Read or refused, both are fine; hanging, running out of memory and "our bug" are not.
TEST_P(HostileShape, IsReadOrRefusedInTime) {
  const Sandbox box;
  box.write(GetParam().file, GetParam().bytes());
  const Finished done = box.code(std::string(GetParam().file) + " --out ut", 6);
  EXPECT_TRUE(done.exit_code == 0 || done.exit_code == 2)
      << "exit " << done.exit_code << " (above 123: too slow) " << done.err;
}

const std::string kCue = "00:01.000 --> 00:02.000\n";

INSTANTIATE_TEST_SUITE_P(
    Text, HostileShape,
    ::testing::Values(
        Shape{"OneWord", "in.txt", [] { return std::string(2 * kMega, 'a'); }},
        Shape{"OpenBrackets", "in.txt", [] { return repeated("[", 2 * kMega); }},
        Shape{"OpenParentheses", "in.txt", [] { return repeated("( ", kMega); }},
        Shape{"HyphenatedLines", "in.txt", [] { return repeated("a-\n", kMega / 2); }},
        Shape{"CombiningMarks", "in.txt", [] { return "e" + repeated("\u0301", kMega); }},
        Shape{"ManySpeakers", "in.txt",
              [] { return rows(60'000, [](const auto& n) { return "Namn" + n + ": ja\n\n"; }); }},
        Shape{"OpenLinks", "in.md", [] { return repeated("[a](", kMega / 2); }},
        Shape{"OpenAddresses", "in.md", [] { return repeated("<http ", kMega / 2); }},
        Shape{"Tables", "in.md", [] { return repeated("|", 2 * kMega); }},
        Shape{"Quotations", "in.md", [] { return repeated("> ", kMega) + "a\n"; }}),
    CaseName());

INSTANTIATE_TEST_SUITE_P(
    Transcripts, HostileShape,
    ::testing::Values(
        Shape{"OpenTags", "in.vtt", [] { return "WEBVTT\n\n" + kCue + repeated("<b ", kMega); }},
        Shape{"Entities", "in.vtt",
              [] { return "WEBVTT\n\n" + kCue + repeated("&lt;", kMega / 2); }},
        Shape{"ManyNamesInText", "in.vtt",
              [] {
                return "WEBVTT\n\n" +
                       rows(80'000, [](const auto& n) { return kCue + "Namn" + n + ": ja\n\n"; });
              }},
        Shape{"ManyVoices", "in.vtt",
              [] {
                return "WEBVTT\n\n" +
                       rows(80'000, [](const auto& n) { return kCue + "<v Namn" + n + ">ja\n\n"; });
              }},
        Shape{"CuesWithoutBlankLines", "in.srt",
              [] { return repeated("1\n00:00:01,000 --> 00:00:02,000\nja\n", 50'000); }}),
    CaseName());

INSTANTIATE_TEST_SUITE_P(
    Sheets, HostileShape,
    ::testing::Values(
        // Every answer has the same id, as when the column "id" holds the group.
        Shape{"SameIdEverywhere", "in.jsonl",
              [] { return repeated("{\"id\":\"a\",\"text\":\"ja\"}\n", 40'000); }},
        Shape{"SameIdInACsv", "in.csv", [] { return "id;svar\n" + repeated("1;ja\n", 40'000); }},
        // One attribute name a line: the tables get as many columns as rows.
        Shape{"OneAttributeALine", "in.jsonl",
              [] {
                return rows(40'000, [](const auto& n) {
                  return "{\"text\":\"ja\",\"attributes\":{\"a" + n + "\":1}}\n";
                });
              }},
        // 300 KB of headers and empty rows, which filled up would be 100 million cells.
        Shape{"WideHeaderShortRows", "in.csv",
              [] {
                return "svar" + rows(50'000, [](const auto& n) { return ";k" + n; }) + "\n" +
                       repeated("ja\n", 2'000);
              }},
        Shape{"ManyRows", "in.csv", [] { return "svar;bord\n" + repeated("ja;1\n", 100'000); }},
        Shape{"Quotes", "in.csv", [] { return "svar\n" + repeated("\"\"", kMega) + "\n"; }}),
    CaseName());

// --- hostile codebooks -------------------------------------------------------------------------

/// A codebook whose concept has these indicators, one a line.
std::string book_of(const std::string& indicators, const std::string& more = {}) {
  return "{\"format\": \"rodtrad-codebook/1\", \"id\": \"prov\",\n\"themes\": [{\"id\": \"t\", "
         "\"label\": \"T\", \"concepts\": [{\"id\": \"c\", \"label\": \"C\", \"indicators\": [\n" +
         indicators + "\"ja\"]}]}]" + more + "}\n";
}

class HostileCodebook : public ::testing::TestWithParam<Shape> {};

TEST_P(HostileCodebook, IsTakenOrRefusedInTime) {
  const Sandbox box;
  box.write("bok.json", GetParam().bytes());
  box.write("in.txt", repeated("a bc ", 20'000));  // 100 KB, one sentence
  const Finished done = box.code("in.txt --out ut", 6);
  EXPECT_TRUE(done.exit_code == 0 || done.exit_code == 2)
      << "exit " << done.exit_code << " (above 123: too slow) " << done.err.substr(0, 500);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, HostileCodebook,
    ::testing::Values(
        // Billion laughs without XML: each list names the next one twice.
        Shape{"ListsThatDouble", "",
              [] {
                return book_of("\"$l0\",\n",
                               ",\n\"lists\": {" + rows(30, [](const std::string& n) {
                                 const std::string next = "$l" + std::to_string(std::stoi(n) + 1);
                                 return "\"l" + n + "\": [\"" + next + " OR " + next + "\"],\n";
                               }) + "\"l30\": [\"ja\"]}");
              }},
        // A chain of lists as deep as the stack is not.
        Shape{"ListsInAChain", "",
              [] {
                return book_of("\"$l0\",\n",
                               ",\n\"lists\": {" + rows(20'000, [](const std::string& n) {
                                 return "\"l" + n + "\": [\"$l" + std::to_string(std::stoi(n) + 1) +
                                        "\"],\n";
                               }) + "\"l20000\": [\"ja\"]}");
              }},
        // A codebook that a program wrote on one line: 300 KB must not cost gigabytes.
        Shape{"OneLine", "",
              [] {
                return replace_all(
                    book_of(rows(20'000, [](const auto& n) { return "\"ordet" + n + "\", "; })),
                    "\n", "");
              }},
        Shape{"DanglingIds", "",
              [] {
                return "{\"format\": \"rodtrad-codebook/1\", \"id\": \"prov\",\n\"dimensions\": [" +
                       rows(8'000,
                            [](const auto& n) {
                              return "{\"id\": \"dimension" + n + "\", \"label\": \"D\"},\n";
                            }) +
                       "{\"id\": \"d\", \"label\": \"D\"}], \"themes\": [" +
                       rows(8'000,
                            [](const auto& n) {
                              return "{\"id\": \"t" + n +
                                     "\", \"label\": \"T\", \"dimension\": \"" + "dimensionx" + n +
                                     "\"},\n";
                            }) +
                       "{\"id\": \"t\", \"label\": \"T\"}]}";
              }},
        // Each pattern is large; together they pass every budget.
        Shape{"LargePatterns", "",
              [] {
                return book_of(
                    rows(150, [](const auto& n) { return "\"/\\\\pL{200}x" + n + "/\",\n"; }));
              }},
        // 2^12 states a pattern: automata grow while they run.
        Shape{"PatternsWithManyStates", "",
              [] {
                return book_of(rows(
                    100, [](const auto& n) { return "\"/[ab c]*a[ab c]{12}x" + n + "/\",\n"; }));
              }},
        // A plain pattern on a long sentence: its longest match ends inside a word, from every
        // start.
        Shape{"PatternThatEndsInsideAWord", "", [] { return book_of("\"/a.*b/\",\n"); }},
        Shape{"NearOverALongSentence", "", [] { return book_of("\"a NEAR/1000 bc\",\n"); }},
        Shape{"PhraseWithGaps", "",
              [] { return book_of("\"a ~9 bc ~9 a ~9 bc ~9 a ~9 bc ~9 a\",\n"); }},
        Shape{"ShortestPossibleInfix", "",
              [] {
                return book_of(rows(2'000, [](const auto& n) { return "\"*a" + n + "*\",\n"; }) +
                               "\"*a*\", \"*b*\",\n");
              }}),
    CaseName());

}  // namespace
}  // namespace rodtrad::test
