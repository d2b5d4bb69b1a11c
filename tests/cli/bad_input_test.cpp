// Text files that are refused: binaries, broken answer sheets, JSON lines. ROBUSTNESS.md section 3,
// rows encoding, vtt, csv and jsonl.
#include "tests/cli/bad_input_support.h"

namespace rodtrad::test {
namespace {

using namespace std::string_literals;

struct Refused {
  const char* name;
  const char* file;
  std::string bytes;
  const char* id;
  std::string place;
  const char* options = "";

  friend void PrintTo(const Refused& one, std::ostream* out) { *out << one.name; }
};

class BadInputRefused : public ::testing::TestWithParam<Refused> {};

TEST_P(BadInputRefused, EndsInOneErrorAndNoFile) {
  const Sandbox box;
  box.write(GetParam().file, GetParam().bytes);
  expect_refused(box, GetParam().file + " "s + GetParam().options, GetParam().id, GetParam().place);
}

// Binary files get text endings when people rename them or mail programs do. ripgrep's lesson: the
// NUL must be found behind the first 64 KB as well.
INSTANTIATE_TEST_SUITE_P(
    Binary, BadInputRefused,
    ::testing::Values(
        Refused{"NulFirst", "in.txt", "\0hemligord"s, "encoding-binary", "in.txt: error:"},
        Refused{"NulBehind64Kilobytes", "in.txt", repeated("hemligord ", 7000) + "\0x"s,
                "encoding-binary", "byte offset 70000"},
        Refused{"NulInMarkdown", "in.md", "# Rubrik\n\nhemligord\0\n"s, "encoding-binary",
                "in.md: error:"},
        Refused{"NulInVtt", "in.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nhemligord\0\n"s,
                "encoding-binary", "in.vtt: error:"},
        Refused{"NulInCsv", "in.csv", "svar\nhemligord\0\n"s, "encoding-binary", "in.csv: error:"},
        Refused{"NulInJsonl", "in.jsonl", "{\"text\":\"hemligord\0\"}\n"s, "encoding-binary",
                "in.jsonl: error:"},
        Refused{"NulInUtf16", "in.txt", "\xFF\xFEh\0\0\0e\0"s, "encoding-binary", "in.txt: error:"},
        Refused{"Utf16WithoutBom", "in.txt", "h\0e\0m\0l\0i\0g\0"s, "encoding-binary",
                "give --encoding utf-16le"},
        Refused{"PdfNamedTxt", "in.txt", "%PDF-1.7\nhemligord\n", "encoding-binary",
                "in.txt: error:"},
        Refused{"ZipNamedTxt", "in.txt", "PK\x03\x04hemligord", "encoding-binary",
                "in.txt: error:"},
        Refused{"OldWordNamedTxt", "in.txt", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1hemligord",
                "encoding-binary", "in.txt: error:"},
        Refused{"PictureNamedCsv", "in.csv", "\x89PNG\r\n\x1A\nhemligord", "encoding-binary",
                "in.csv: error:"},
        Refused{"GzipNamedJsonl", "in.jsonl", "\x1F\x8B\x08hemligord", "encoding-binary",
                "in.jsonl: error:"},
        Refused{"ProgramNamedVtt", "in.vtt",
                "\x7F"
                "ELFhemligord",
                "encoding-binary", "in.vtt: error:"},
        Refused{"EncodingNobodyKnows", "in.txt", "hemligord\n", "encoding-unknown",
                "in.txt: error:", "--encoding klingonska"}),
    CaseName());

// DuckDB's lesson: each fault of a table is told with its line, and nothing is dropped in silence.
INSTANTIATE_TEST_SUITE_P(
    Sheets, BadInputRefused,
    ::testing::Values(
        Refused{"UnclosedQuoteNamesItsOpening", "in.csv",
                "id;svar\n1;ja\n2;\"hemligord\n3;nej\n4;nej\n", "csv-unclosed-quote", "in.csv:3"},
        Refused{"UnclosedQuoteAfterManyLines", "in.csv",
                "svar\n" + repeated("\"en\nrad\"\n", 50) + "\"hemligord\n", "csv-unclosed-quote",
                "in.csv:102"},
        Refused{"LongRow", "in.csv", "id;svar\n1;ja\n2;nej;hemligord\n", "csv-long-row",
                "in.csv:3"},
        Refused{"LongRowInTsv", "in.tsv", "id\tsvar\n1\tja\themligord\n", "csv-long-row",
                "in.tsv:2"},
        Refused{"NoAnswerColumnListsTheColumns", "in.csv",
                "id;kommun;datum\n1;Hemligord;2026-01-01\n2;Ala;2026-01-02\n",
                "sheet-no-text-column", "\"kommun\""},
        Refused{"NamedColumnMissing", "in.csv", "id;svar\n1;hemligord\n", "sheet-no-column",
                "in.csv:1", "--text-column svart"},
        Refused{"WhisperTableWithoutTime", "in.tsv",
                "start\tend\ttext\n0\t900\tja\nett\ttvå\themligord\n", "cue-time", "in.tsv:3"},
        Refused{"OnlyNotesInVtt", "in.vtt", "WEBVTT\n\nNOTE hemligord\n", "cue-none", "in.vtt"}),
    CaseName());

// RFC 8259 to the letter: what one JSON reader lets through, the next reads as something else.
INSTANTIATE_TEST_SUITE_P(
    JsonLines, BadInputRefused,
    ::testing::Values(
        Refused{"TrailingComma", "in.jsonl", "{\"text\":\"ja\"}\n{\"text\":\"hemligord\",}\n",
                "json-syntax", "in.jsonl:2:21: error:"},
        Refused{"CutOff", "in.jsonl", "{\"text\":\"ja\"}\n{\"text\":\"hemligord\"\n", "json-syntax",
                "in.jsonl:2:20: error:"},
        Refused{"TwoValuesOnALine", "in.jsonl", "{\"text\":\"hemligord\"}{\"text\":\"b\"}\n",
                "json-syntax", "in.jsonl:1:21: error:"},
        Refused{"Nan", "in.jsonl", "{\"text\":\"hemligord\", \"votes\":NaN}\n", "json-syntax",
                "in.jsonl:1:3"},
        Refused{"LoneSurrogate", "in.jsonl", "{\"text\":\"hemligord\\ud800\"}\n", "json-syntax",
                "in.jsonl:1:2"},
        Refused{"RawTabInString", "in.jsonl", "{\"text\":\"hemligordet i x\ty\"}\n", "json-syntax",
                "in.jsonl:1:2"},
        Refused{"Comment", "in.jsonl", "{\"text\":\"ja\"} // hemligord\n", "json-syntax",
                "in.jsonl:1:1"},
        // A number no double holds.
        Refused{"NumberOverflow", "in.jsonl", "{\"text\":\"hemligord\", \"votes\":1e999}\n",
                "json-syntax|jsonl-field", "in.jsonl:1:3"},
        Refused{"DuplicateKey", "in.jsonl", "{\"text\":\"ja\",\"text\":\"hemligord\"}\n",
                "json-duplicate-key", "in.jsonl:1:14: error:"},
        // The same key spelt in two ways is the same key: otherwise one answer is lost.
        Refused{"DuplicateKeyInDisguise", "in.jsonl",
                "{\"text\":\"ja\",\"te\\u0078t\":\"hemligord\"}\n", "json-duplicate-key",
                "in.jsonl:1:14: error:"},
        Refused{"TooDeep", "in.jsonl",
                "{\"text\":\"hemligord\",\"x\":" + repeated("[", 600) + repeated("]", 600) + "}\n",
                "json-too-deep", "in.jsonl:1:536: error:"},
        Refused{"DeepAndNeverClosed", "in.jsonl", repeated("[", 200000) + "\n", "json-too-deep",
                "in.jsonl:1:513: error:"},
        Refused{"NotAnObject", "in.jsonl", "{\"text\":\"ja\"}\n[\"hemligord\"]\n", "jsonl-field",
                "in.jsonl:2"},
        Refused{"NoText", "in.jsonl", "{\"text\":\"ja\"}\n{\"txt\":\"hemligord\"}\n", "jsonl-field",
                "in.jsonl:2"},
        Refused{"TextIsNull", "in.jsonl", "{\"text\":null,\"speaker\":\"hemligord\"}\n",
                "jsonl-field", "in.jsonl:1"},
        Refused{"TextIsANumber", "in.jsonl", "{\"text\":7}\n", "jsonl-field", "in.jsonl:1"},
        Refused{"SpeakerIsAList", "in.jsonl", "{\"text\":\"x\",\"speaker\":[\"hemligord\"]}\n",
                "jsonl-field", "in.jsonl:1"},
        Refused{"VotesIsAFraction", "in.jsonl", "{\"text\":\"hemligord\",\"votes\":1.5}\n",
                "jsonl-field", "in.jsonl:1"},
        // 2^64 - 1 came out as -1 vote.
        Refused{"VotesBeyondAllBounds", "in.jsonl",
                "{\"text\":\"hemligord\",\"votes\":18446744073709551615}\n", "jsonl-field",
                "in.jsonl:1"},
        Refused{"AttributeIsAnObject", "in.jsonl",
                "{\"text\":\"x\",\"attributes\":{\"a\":{\"b\":\"hemligord\"}}}\n", "jsonl-field",
                "in.jsonl:1"},
        Refused{"NulInText", "in.jsonl", "{\"text\":\"hemligord\\u0000\"}\n", "jsonl-field",
                "in.jsonl:1"},
        // A NUL in any other field would make codings.csv a binary file.
        Refused{"NulInSpeaker", "in.jsonl", "{\"text\":\"ja\",\"speaker\":\"hemligord\\u0000\"}\n",
                "jsonl-field", "in.jsonl:1"},
        Refused{"NulInAttribute", "in.jsonl",
                "{\"text\":\"ja\",\"attributes\":{\"kommun\":\"hemligord\\u0000\"}}\n",
                "jsonl-field", "in.jsonl:1"}),
    CaseName());

TEST(BadInputJsonLines, AMessageDoesNotRepeatANumberEither) {
  // A personal identity number (one of Skatteverket's for tests) is somebody's words, too.
  const Sandbox box;
  box.write("in.jsonl", "{\"text\":\"ja\", \"votes\":198112289874e999}\n");
  const Finished done = box.code("in.jsonl --out ut");
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_FALSE(contains(done.err, "198112289874")) << done.err;
}

TEST(BadInputAttributes, FaultsAreToldWithTheirLine) {
  const Sandbox box;
  box.write("in.txt", "Vi saknar mandat.\n");
  box.write("roll.csv", "document;kommun\nin;Ala;hemligord\n");
  expect_refused(box, "in.txt --attributes roll.csv", "csv-long-row", "roll.csv:2");
  box.write("roll.csv", "document;kommun\nin;\"hemligord\n");
  expect_refused(box, "in.txt --attributes roll.csv", "csv-unclosed-quote", "roll.csv:2");
  box.write("roll.csv", "kommun;län\nhemligord;x\n");
  expect_refused(box, "in.txt --attributes roll.csv", "attributes-no-key", "roll.csv:1");
}

}  // namespace
}  // namespace rodtrad::test
