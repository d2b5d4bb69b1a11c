// Text files that are read with a warning, or without one because nothing is wrong; and text that
// must never be lost in silence. ROBUSTNESS.md promises P1 and P8, and section 3.
#include <algorithm>

#include "analyzer/base/strings.h"
#include "tests/cli/bad_input_support.h"

namespace rodtrad::test {
namespace {

using namespace std::string_literals;

// --- taken, with a warning ---------------------------------------------------------------------

struct Warned {
  const char* name;
  const char* file;
  std::string bytes;
  const char* id;
  std::string told;  ///< in the remark's place and message
  std::string kept;  ///< in the text of a unit; empty: there is no text

  friend void PrintTo(const Warned& one, std::ostream* out) { *out << one.name; }
};

class BadInputWarned : public ::testing::TestWithParam<Warned> {};

TEST_P(BadInputWarned, KeepsTheTextAndSaysSo) {
  const Sandbox box;
  box.write(GetParam().file, GetParam().bytes);
  const Finished done = box.code(GetParam().file + " --out ut"s);
  ASSERT_EQ(done.exit_code, 0) << done.err;
  const auto remarks = remarks_of(box);
  EXPECT_TRUE(std::any_of(remarks.begin(), remarks.end(),
                          [](const std::string& line) {
                            return line.starts_with("warning "s + GetParam().id + " ") &&
                                   contains(line, GetParam().told);
                          }))
      << "expected " << GetParam().id << " … " << GetParam().told << " in:\n"
      << joined(remarks);
  EXPECT_FALSE(contains(joined(remarks), kSecret));
  const auto texts = units_column(box, "text");
  const bool kept = std::any_of(texts.begin(), texts.end(), [](const std::string& text) {
    return contains(text, GetParam().kept);
  });
  EXPECT_TRUE(kept || GetParam().kept.empty()) << joined(texts);
  EXPECT_EQ(not_utf8(box), Names{});
}

// Old Swedish programs save Windows-1252; what is not text in any encoding becomes U+FFFD, counted.
INSTANTIATE_TEST_SUITE_P(
    Encodings, BadInputWarned,
    ::testing::Values(
        Warned{"Windows1252", "in.txt", "r\xE4ksm\xF6rg\xE5s \x96 hemligord\n", "encoding-assumed",
               "windows-1252", "räksmörgås – hemligord"},
        Warned{"Latin1Sheet", "in.csv", "svar;bes\xF6k\nhemligord \xE5\xE4\xF6;3\n",
               "encoding-assumed", "in.csv", "hemligord åäö"},
        Warned{"Mixed", "in.txt", "kö hemligord k\xF6\n", "encoding-damaged", "byte offset 15",
               "kö hemligord k\uFFFD"},
        Warned{"Overlong", "in.txt", "åäö hemligord \xC0\xAF\n", "encoding-damaged",
               "byte offset 17", "hemligord \uFFFD"},
        Warned{"EncodedSurrogate", "in.txt", "åäö hemligord \xED\xA0\x80\n", "encoding-damaged",
               "byte offset 17", "hemligord \uFFFD"},
        Warned{"BeyondUnicode", "in.txt", "åäö hemligord \xF4\x90\x80\x80\n", "encoding-damaged",
               "byte offset 17", "hemligord \uFFFD"},
        Warned{"CutInACharacter", "in.txt", "åäö hemligord \xC3", "encoding-damaged",
               "byte offset 17", "hemligord \uFFFD"},
        Warned{"Utf16OddLength", "in.txt", "\xFF\xFEh\0e\0j\0x"s, "encoding-damaged", "1 ", "hej"},
        Warned{"Utf16LoneSurrogate", "in.txt", "\xFE\xFF\0h\xD8\0\0j"s, "encoding-damaged", "1 ",
               "h\uFFFDj"},
        Warned{"MojibakeIsNotRepaired", "in.txt", "rÃ¤ksmÃ¶rgÃ¥s hemligord\n", "encoding-mojibake",
               "3 ", "rÃ¤ksmÃ¶rgÃ¥s hemligord"},
        Warned{"Empty", "in.txt", "", "file-empty", "in.txt", ""},
        Warned{"OnlyAByteOrderMark", "in.md", "\xEF\xBB\xBF", "file-empty", "in.md", ""},
        Warned{"OnlyBlanks", "in.txt", " \n\t\n\u00A0\n", "file-empty", "in.txt", ""},
        Warned{"EmptySheet", "in.csv", "", "file-empty", "in.csv", ""},
        Warned{"EmptyJsonl", "in.jsonl", "", "file-empty", "in.jsonl", ""}),
    CaseName());

// Machines write impossible times; the words between them are what counts.
INSTANTIATE_TEST_SUITE_P(
    Cues, BadInputWarned,
    ::testing::Values(
        Warned{"NegativeTime", "in.vtt", "WEBVTT\n\n-00:01.000 --> 00:02.000\nhemligord\n",
               "cue-time", "in.vtt:3", "hemligord"},
        Warned{"ReversedTime", "in.vtt", "WEBVTT\n\n00:05.000 --> 00:02.000\nhemligord\n",
               "cue-time", "in.vtt:3", "hemligord"},
        Warned{"OverflowingTime", "in.vtt",
               "WEBVTT\n\n99999999999999999999:00:00.000 --> 00:02.000\nhemligord\n", "cue-time",
               "in.vtt:3", "hemligord"},
        Warned{"NinetyNineMinutes", "in.vtt",
               "WEBVTT\n\n00:99:00.000 --> 01:40:00.000\nhemligord\n", "cue-time", "in.vtt:3",
               "hemligord"},
        Warned{"NoHeader", "in.vtt", "00:01.000 --> 00:02.000\nhemligord\n", "vtt-header",
               "in.vtt:1", "hemligord"},
        Warned{"TextWithoutTime", "in.vtt", "WEBVTT\n\nhemligord\n", "cue-without-time", "in.vtt:3",
               "hemligord"},
        Warned{"SrtReversedTime", "in.srt", "1\n00:00:05,000 --> 00:00:02,000\nhemligord\n",
               "cue-time", "in.srt:2", "hemligord"},
        Warned{"SrtNoTime", "in.srt", "1\n00:00:xx,000 --> 00:00:02,000\nhemligord\n", "cue-time",
               "in.srt:2", "hemligord"},
        Warned{"SrtBlankLineInsideACue", "in.srt",
               "1\n00:00:01,000 --> 00:00:02,000\nja\n\nhemligord\n", "cue-without-time",
               "in.srt:5", "hemligord"},
        Warned{"ShortRow", "in.csv", "svar;kommun\nhemligord\n", "csv-short-row", "in.csv:2",
               "hemligord"},
        Warned{"VotesThatAreNoNumber", "in.csv", "svar;röster\nhemligord;många\n", "sheet-votes",
               "in.csv:2", "hemligord"},
        Warned{"SameIdTwice", "in.jsonl",
               "{\"id\":\"a\",\"text\":\"ja\"}\n{\"id\":\"a\",\"text\":\"hemligord\"}\n",
               "id-not-unique", "in.jsonl", "hemligord"}),
    CaseName());

TEST(BadInputWarnings, GoToStandardError) {
  // A warning on standard output ends up in the pipe, where nobody reads it (HOUSE.md section 4).
  const Sandbox box;
  box.write("in.txt", "r\xE4ksm\xF6rg\xE5s\n");
  const Finished done = box.code("in.txt --out ut");
  EXPECT_TRUE(contains(done.err, "[encoding-assumed]")) << done.err;
  EXPECT_FALSE(contains(done.out, "[encoding-assumed]")) << done.out;
}

TEST(BadInputWarnings, EndTheRunWhenStrict) {
  const Sandbox box;
  box.write("in.txt", "r\xE4ksm\xF6rg\xE5s\n");
  const auto before = box.files();
  EXPECT_EQ(box.code("in.txt --out gammal --strict").exit_code, 1);
  EXPECT_EQ(changes(before, box.files()), Names{});
}

TEST(BadInputAttributes, AShortRowIsWarnedOf) {
  // The person's role is missing from the table: the numbers by role would be wrong in silence.
  const Sandbox box;
  box.write("in.txt", "Vi saknar mandat.\n");
  box.write("roll.csv", "document;kommun;roll\nin;Ala\n");
  ASSERT_EQ(box.code("in.txt --attributes roll.csv --out ut").exit_code, 0);
  EXPECT_TRUE(has_warning(box, "csv-short-row")) << joined(remarks_of(box));
}

// --- odd but right: no warning, nothing lost ---------------------------------------------------

struct Odd {
  const char* name;
  std::string bytes;
  std::string text;

  friend void PrintTo(const Odd& one, std::ostream* out) { *out << one.name; }
};

class OddText : public ::testing::TestWithParam<Odd> {};

TEST_P(OddText, IsReadWhole) {
  const Sandbox box;
  box.write("in.txt", GetParam().bytes);
  const Finished done = box.run("text in.txt");
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_EQ(done.err, "");
  EXPECT_EQ(done.out, GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Encodings, OddText,
    ::testing::Values(Odd{"ByteOrderMark", "\xEF\xBB\xBFåäö\n", "åäö\n"},
                      Odd{"Utf16LittleEndian", "\xFF\xFE\xE5\0=\xD8\x00\xDE\n\0"s, "å😀\n"},
                      Odd{"Utf16BigEndian", "\xFE\xFF\0\xE5\xD8=\xDE\0\0\n"s, "å😀\n"},
                      Odd{"Decomposed", "a\u030Aa\u0308o\u0308\n", "åäö\n"},
                      Odd{"OldMacLineEnds", "ett\rtvå\r\rtre", "ett\ntvå\n\ntre"},
                      Odd{"WindowsLineEnds", "ett\r\ntvå\r\n", "ett\ntvå\n"},
                      Odd{"LineSeparators", "ett\u2028två\u2029tre\u0085fyra",
                          "ett\ntvå\ntre\nfyra"},
                      Odd{"FormFeedAndVerticalTab", "ett\ftvå\vtre", "ett\ntvå\ntre"},
                      Odd{"MarkInsideTheText", "a\uFEFFb\n", "a\uFEFFb\n"}),
    CaseName());

// --- never lost in silence ---------------------------------------------------------------------

struct Kept {
  const char* name;
  const char* file;
  std::string bytes;
  std::vector<std::string> together;  ///< pieces that stand in one coded unit
  bool warning_is_enough = false;

  friend void PrintTo(const Kept& one, std::ostream* out) { *out << one.name; }
};

class NeverLostInSilence : public ::testing::TestWithParam<Kept> {};

TEST_P(NeverLostInSilence, ReadRefusedOrTold) {
  const Sandbox box;
  box.write(GetParam().file, GetParam().bytes);
  const Finished done = box.code(GetParam().file + " --out ut"s);
  if (done.exit_code == 2) return;  // an error is an honest answer
  ASSERT_EQ(done.exit_code, 0) << done.err;
  if (GetParam().warning_is_enough && has_warning(box)) return;
  const auto texts = units_column(box, "text");
  const bool kept = std::any_of(texts.begin(), texts.end(), [](const std::string& text) {
    return std::all_of(GetParam().together.begin(), GetParam().together.end(),
                       [&text](const std::string& piece) { return contains(text, piece); });
  });
  EXPECT_TRUE(kept) << "units:\n" << joined(texts) << "remarks:\n" << joined(remarks_of(box));
}

INSTANTIATE_TEST_SUITE_P(
    Text, NeverLostInSilence,
    ::testing::Values(
        // PowerPoint and Excel write soft line ends as VT or U+2028 inside a cell.
        Kept{"VerticalTabInACell",
             "in.csv",
             "id;svar\n1;rad ett\vrad två\n2;nej\n",
             {"rad ett", "rad två"}},
        Kept{"LineSeparatorInACell",
             "in.csv",
             "id;svar\n1;rad ett\u2028rad två\n2;nej\n",
             {"rad ett", "rad två"}},
        // A stray quote swallows the rows up to the next one: three answers became two.
        Kept{"StrayQuoteSwallowsARow",
             "in.csv",
             "id;svar\n1;\"hej\n2;\"du\"\n3;tre\n",
             {"\x01"},
             true},
        // Without a header the first answer must not be taken for one.
        Kept{"SheetWithoutHeader",
             "in.csv",
             "Vi saknar mandat;3\nRollen är otydlig;4\n",
             {"Vi saknar mandat"},
             true},
        Kept{"TabInAWhisperRow",
             "in.tsv",
             "start\tend\ttext\n0\t900\thej på\tdig\n",
             {"hej på", "dig"}},
        // A comment is NOTE and a blank; NOTERAT is a cue's name.
        Kept{"CueNamedLikeANote",
             "in.vtt",
             "WEBVTT\n\nNOTERAT\n00:01.000 --> 00:02.000\nvi saknar mandat\n\n"
             "00:03.000 --> 00:04.000\nja\n",
             {"vi saknar mandat"}},
        // A comment ends where a time line stands (WHATWG's reader of WebVTT).
        Kept{"NoteThenTimeLine",
             "in.vtt",
             "WEBVTT\n\nNOTE granskad\n00:01.000 --> 00:02.000\nvi saknar mandat\n\n"
             "00:03.000 --> 00:04.000\nja\n",
             {"vi saknar mandat"},
             true},
        Kept{"NoBlankLineAfterTheHeader",
             "in.vtt",
             "WEBVTT\n00:01.000 --> 00:02.000\nvi saknar mandat\n\n00:03.000 --> 00:04.000\nja\n",
             {"vi saknar mandat"}},
        Kept{"AngleBracketsThatAreNoTag",
             "in.vtt",
             "WEBVTT\n\n00:01.000 --> 00:02.000\nfärre än <10 personer men >5\n",
             {"10 personer"},
             true},
        Kept{"AngleBracketsInSrt",
             "in.srt",
             "1\n00:00:01,000 --> 00:00:02,000\nfärre än <10 personer men >5\n",
             {"10 personer"},
             true},
        // In SubRip the line before the time is a number; words there are speech.
        Kept{"WordsBeforeTheTimeInSrt",
             "in.srt",
             "1\n00:00:01,000 --> 00:00:02,000\nja\n\nvi saknar mandat\n"
             "00:00:03,000 --> 00:00:04,000\nnej\n",
             {"vi saknar mandat"},
             true},
        Kept{"OverlappingCues",
             "in.vtt",
             "WEBVTT\n\n00:01.000 --> 00:09.000\nvi saknar\n\n00:02.000 --> 00:03.000\nmandat\n",
             {"vi saknar", "mandat"}}),
    CaseName());

TEST(OddJsonLines, SeparatorsInsideAStringAreNoLineEnds) {
  // RFC 8259 allows U+2028, U+2029 and U+0085 as they are; only LF ends a line of JSON lines.
  for (const std::string separator : {"\u2028", "\u2029", "\u0085"}) {
    const Sandbox box;
    box.write("in.jsonl", "{\"text\":\"rad ett" + separator + "rad två\"}\n");
    const Finished done = box.code("in.jsonl --out ut");
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_EQ(units_column(box, "text"), Names{"rad ett\nrad två"});
  }
}

TEST(NeverLostInSilence, LongNumbersKeepTheirDigits) {
  // As in spreadsheets: an id of 23 digits must not come back as 1.2345678901234568e+22.
  const Sandbox box;
  box.write("in.jsonl", "{\"text\":\"ja\",\"attributes\":{\"nr\":12345678901234567890123}}\n");
  const Finished done = box.code("in.jsonl --out ut");
  if (done.exit_code == 2) return;
  EXPECT_EQ(units_column(box, "attr_nr"), Names{"12345678901234567890123"});
}

TEST(NeverLostInSilence, SumOfVotesDoesNotWrapAround) {
  const Sandbox box;
  box.write("in.jsonl", repeated("{\"text\":\"ja\",\"votes\":9223372036854775807}\n", 2));
  const Finished done = box.code("in.jsonl --out ut");
  if (done.exit_code == 2) return;
  EXPECT_FALSE(contains(box.read("ut/run.json"), "\"votes\": -")) << "the sum is negative";
}

TEST(NeverLostInSilence, RuleFindsWhatStandsAfterThousandsOfHits) {
  // A limit on hits inside one unit must not decide whether the unit is coded.
  const Sandbox box;
  box.write("in.txt", repeated("chef ", 5000) + "mandat\n");
  box.write("bok.json", replace_all(small_codebook(), "[\"mandat\"]", "[\"chef NEAR/1 mandat\"]"));
  const Finished done = box.code("in.txt --out ut");
  EXPECT_TRUE(contains(box.read("ut/codings.jsonl"), "\"theme\":\"struktur\"") ||
              (done.exit_code == 0 && has_warning(box)))
      << "the unit is uncoded, and nothing is said";
}

TEST(NeverSpeech, NotesStylesAndTagsOfTranscripts) {
  const Sandbox box;
  box.write("in.vtt",
            "WEBVTT\n\nSTYLE\n::cue { color: red }\n\nNOTE hemlig anteckning\n\n"
            "00:01.000 --> 00:02.000\n<v Anna><b>ja</b></v>\n");
  const Finished done = box.run("text in.vtt");
  EXPECT_EQ(done.out, "Anna: ja\n");
}

}  // namespace
}  // namespace rodtrad::test
