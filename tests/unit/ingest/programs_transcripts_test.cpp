// Transcripts as meeting programs, speech recognition and transcription programs write them;
// all of it invented.
#include <gtest/gtest.h>

#include "tests/support/build.h"
#include "tests/support/docx.h"
#include "tests/support/turns.h"

namespace rodtrad {
namespace {

using Texts = std::vector<std::string>;

/// `label @seconds: words` of every turn.
Texts turns(const Document& document) {
  return test::turns_of(document, [](const Segment& segment, const std::string& who) {
    const auto start = segment.anchor.start_ms;
    return start ? who + " @" + std::to_string(*start / 1000) : who;
  });
}

TEST(Whisper, JsonWithAndWithoutSpeakers) {
  EXPECT_EQ(
      turns(test::imported("{\"text\":\"x\",\"segments\":[{\"id\":0,\"start\":0.5,\"end\":2.0,"
                           "\"text\":\" Hej och\"},{\"start\":2.0,\"end\":4.0,\"text\":\" "
                           "välkommen.\"}],\"language\":\"sv\"}",
                           "t.json")),
      (Texts{"- @0: Hej och välkommen."}));
  EXPECT_EQ(
      turns(test::imported("[{\"start\":1,\"end\":2,\"text\":\"Hej.\",\"speaker\":\"SPEAKER_00\"},"
                           "{\"start\":3,\"end\":4,\"text\":\"Ja.\",\"speaker\":\"SPEAKER_01\"}]",
                           "t.json")),
      (Texts{"SPEAKER_00 @1: Hej.", "SPEAKER_01 @3: Ja."}));
}

TEST(Whisper, TableAndOtherJson) {
  EXPECT_EQ(turns(test::imported("start\tend\ttext\n1500\t2500\tHej du.\n", "t.tsv")),
            (Texts{"- @1: Hej du."}));
  Diagnostics remarks;
  const auto read = ingest::import_source({"t.json", "t", "{\"a\":1}"}, {}, remarks);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.failure().diagnostics.items().front().id, "json-no-transcript");
}

TEST(OTranscribe, FilesAndPages) {
  const std::string page =
      "{\"text\":\"<p><span class=\\\"timestamp\\\" data-timestamp=\\\"2.1\\\">00:02</span> I: "
      "Hej.</p><p><span class=\\\"timestamp\\\" data-timestamp=\\\"5\\\">00:05</span> R: Ja.</p>\","
      "\"media\":\"a.mp3\",\"media-time\":5}";
  EXPECT_EQ(turns(test::imported(page, "t.otr")), (Texts{"I @2: Hej.", "R @5: Ja."}));
}

std::string run(const std::string& text, bool bold = false) {
  return "<w:r>" + std::string(bold ? "<w:rPr><w:b/></w:rPr>" : "") +
         "<w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
}

TEST(Teams, WordFileWithTheTimeBesideTheName) {
  const auto turn = [](const std::string& who, const std::string& when, const std::string& what) {
    return "<w:p>" + run(who, true) + run("   " + when) + "<w:r><w:br/></w:r>" + run(what) +
           "</w:p>";
  };
  const Document document = test::imported(
      test::docx_of(
          test::docx_paragraph("Möte om vård-Meeting Transcript") +
          test::docx_paragraph("March 3, 2026, 9:00AM") + test::docx_paragraph("27m 42s") +
          test::docx_paragraph("Eva Ek started transcription") +
          turn("Eva Ek", "0:03", "Hur går det?") + turn("Bo Lind", "0:07", "Det går bra.") +
          turn("Eva Ek", "1:12", "Tack.") + test::docx_paragraph("Eva Ek stopped transcription")),
      "t.docx");
  EXPECT_EQ(turns(document),
            (Texts{"Eva Ek @3: Hur går det?", "Bo Lind @7: Det går bra.", "Eva Ek @72: Tack."}));
  EXPECT_EQ(test::zones_of(document).back(), "debris:Eva Ek stopped transcription");
}

TEST(Teams, OldWordFileWithTheTimeAboveTheName) {
  std::string body;
  for (const auto& [when, who, what] : {std::tuple{"0:0:0.0 --&gt; 0:0:0.820", "Eva Ek", "Hej."},
                                        {"0:0:1.5 --&gt; 0:0:4.0", "Bo Lind", "Hej själv."},
                                        {"0:0:5.0 --&gt; 0:0:9.120", "Eva Ek", "Hur går det?"},
                                        {"0:0:9.5 --&gt; 0:0:12.0", "Bo Lind", "Bra."}}) {
    body += test::docx_paragraph(when) + test::docx_paragraph(who) + test::docx_paragraph(what);
  }
  EXPECT_EQ(turns(test::imported(test::docx_of(body), "t.docx")),
            (Texts{"Eva Ek @0: Hej.", "Bo Lind @1: Hej själv.", "Eva Ek @5: Hur går det?",
                   "Bo Lind @9: Bra."}));
}

TEST(Stream, NotesAreNoSpeech) {
  EXPECT_EQ(turns(test::imported("WEBVTT\n\nNOTE Confidence: 0.87\n\n"
                                 "0a1b2c3d-0000-4000-8000-000000000001\n"
                                 "00:00:01.000 --> 00:00:02.000\nVi börjar nu.\n",
                                 "t.vtt")),
            (Texts{"- @1: Vi börjar nu."}));
}

TEST(Nvivo, TableWithTheSpeakerLast) {
  const auto row = [](const std::string& a, const std::string& b, const std::string& c) {
    std::string out = "<w:tr>";
    for (const std::string& text : {a, b, c}) {
      out += "<w:tc>" + test::docx_paragraph(text) + "</w:tc>";
    }
    return out + "</w:tr>";
  };
  const Document document = test::imported(
      test::docx_of("<w:tbl>" + row("Timespan", "Content", "Speaker") +
                    row("0:00:00,0 - 0:00:05,2", "Hur ser det ut hos er?", "Intervjuare") +
                    row("0:00:05,2 - 0:00:09,0", "Det ser bra ut tycker jag.", "Respondent 1") +
                    row("0:00:09,0 - 0:00:12,0", "Vad är bra med det?", "Intervjuare") +
                    "</w:tbl>"),
      "t.docx");
  EXPECT_EQ(turns(document), (Texts{"Intervjuare @0: Hur ser det ut hos er?",
                                    "Respondent 1 @5: Det ser bra ut tycker jag.",
                                    "Intervjuare @9: Vad är bra med det?"}));
}

TEST(SwedishWord, TwoColumnTable) {
  const auto row = [](const std::string& a, const std::string& b) {
    return "<w:tr><w:tc>" + test::docx_paragraph(a) + "</w:tc><w:tc>" + test::docx_paragraph(b) +
           "</w:tc></w:tr>";
  };
  EXPECT_EQ(turns(test::imported(test::docx_of("<w:tbl>" + row("I:", "Hur är det?") +
                                               row("IP3:", "Jo tack, det är bra.") +
                                               row("I:", "Berätta.") + "</w:tbl>"),
                                 "t.docx")),
            (Texts{"I: Hur är det?", "IP3: Jo tack, det är bra.", "I: Berätta."}));
}

TEST(Zoom, SavedCaptionsTellTheTimeOfDay) {
  Diagnostics told;
  const Document document = test::imported(
      "[Eva Ek] 11:02:09\nHur går det?\n\n[Bo Lind] 11:02:12\nDet går bra.\n", "t.txt", {}, &told);
  EXPECT_EQ(turns(document),
            (Texts{"Eva Ek @39729: Hur går det?", "Bo Lind @39732: Det går bra."}));
  EXPECT_TRUE(std::any_of(told.items().begin(), told.items().end(),
                          [](const Diagnostic& d) { return d.id == "transcript-clock-times"; }));
}

TEST(F4, StampAtTheEndOfAParagraph) {
  const Document document = test::imported(
      "I: Hur började det? #00:00:04-2#\n\nR: Med ett möte. #00:00:09-8#\n\nI: Ja. #00:00:11#\n",
      "t.txt");
  EXPECT_EQ(turns(document), (Texts{"I: Hur började det?", "R @4: Med ett möte.", "I @9: Ja."}));
}

}  // namespace
}  // namespace rodtrad
