#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/build.h"
#include "tests/support/turns.h"

namespace rodtrad {
namespace {

using Texts = std::vector<std::string>;

/// `role label: words` of every turn.
Texts turns(const Document& document) {
  return test::turns_of(document, [](const Segment& segment, const std::string& who) {
    return std::string(to_text(segment.zone)) + " " + who;
  });
}

Texts turns(const std::string& text, const std::string& name = "t.txt") {
  return turns(test::imported(text, name));
}

TEST(Labels, OfEverySwedishKind) {
  const Texts expected = {"interviewer I: Hej.", "respondent R1: Hej hej.",
                          "interviewer I: Berätta.", "respondent R2: Jo."};
  EXPECT_EQ(turns("I: Hej.\n\nR1: Hej hej.\n\nI: Berätta.\n\nR2: Jo.\n"), expected);
  EXPECT_EQ(turns("I:\tHej.\nR1:\tHej hej.\nI:\tBerätta.\nR2:\tJo.\n"), expected);
  EXPECT_EQ(turns("INTERVJUARE 1:\tHej.\nINFORMANT 2:\tJa.\n"),
            (Texts{"interviewer INTERVJUARE 1: Hej.", "respondent INFORMANT 2: Ja."}));
  EXPECT_EQ(turns("Intervjuare: Hej.\nANDERS S:\tJa.\nIntervjuare: Mer?\nANDERS S:\tNej.\n"),
            (Texts{"interviewer Intervjuare: Hej.", "respondent ANDERS S: Ja.",
                   "interviewer Intervjuare: Mer?", "respondent ANDERS S: Nej."}));
  EXPECT_EQ(turns("**Intervjuare:** Hej.\n\n**Respondent 5:** Ja.\n", "t.md"),
            (Texts{"interviewer Intervjuare: Hej.", "respondent Respondent 5: Ja."}));
  EXPECT_EQ(turns("IP3: ett\nInt: två\n"), (Texts{"respondent IP3: ett", "interviewer Int: två"}));
}

TEST(Labels, AParagraphWithoutOneContinuesTheTurn) {
  EXPECT_EQ(turns("I: Hej.\n\nR: Först.\n\nSedan mer.\n\nI: Tack.\n"),
            (Texts{"interviewer I: Hej.", "respondent R: Först.", "respondent R: Sedan mer.",
                   "interviewer I: Tack."}));
}

TEST(Labels, AreNotEveryWordBeforeAColon) {
  EXPECT_TRUE(turns("Till exempel: vi ses.\n\nOBS: viktigt.\n\nEtt problem: tiden.\n").empty());
  EXPECT_TRUE(turns("Det är så: vi hinner inte.\n\nhttp://x: nej\n").empty());
}

/// A text of so many paragraphs that nobody is named in.
std::string long_text(std::size_t paragraphs) {
  std::string out;
  for (std::size_t i = 0; i < paragraphs; ++i) out += "Det var en dag som alla andra.\n\n";
  return out;
}

TEST(Labels, OfAHandfulInALongTextAreChance) {
  const std::string few =
      "Anna: Hej.\n\nBo: Hej.\n\nI: Jaha?\n\nAnna: Ja.\n\nBo: Nej.\n\nI: Tack.\n\n";
  EXPECT_EQ(turns(few + long_text(1000)).size(), 1006U);  // 6 × 200: one in 200 still counts
  EXPECT_TRUE(turns(few + long_text(1300)).empty());
  const Document plain = test::imported(few + long_text(1300), "t.txt");
  EXPECT_TRUE(plain.speakers.empty());
}

TEST(Times, OfAHandfulInALongTextAreChance) {
  const std::string captions = "Anna Ek   0:03\n\nHej.\n\nBo Lind   0:09\n\nHej.\n\n";
  const std::string times = "10:15 Samling\n\n10:30 Kaffe\n\n10:45 Slut\n\n";
  EXPECT_EQ(test::imported(captions + long_text(100), "t.txt").speakers.size(), 2U);
  EXPECT_TRUE(test::imported(captions + long_text(500), "t.txt").speakers.empty());
  const auto stamps = [](const Document& document) {
    return std::count_if(document.segments.begin(), document.segments.end(),
                         [](const Segment& segment) { return segment.reason == "time stamp"; });
  };
  EXPECT_EQ(stamps(test::imported(times + long_text(100), "t.txt")), 3);
  EXPECT_EQ(stamps(test::imported(times + long_text(800), "t.txt")), 0);
}

TEST(Slides, OfAHandfulInALongTextAreChance) {
  std::string numbered;
  for (int n = 1; n <= 6; ++n) numbered += std::to_string(n) + " Vi börjar med läget i dag.\n\n";
  const auto slides = [](const Document& document) {
    return std::count_if(document.segments.begin(), document.segments.end(),
                         [](const Segment& segment) { return segment.reason == "slide number"; });
  };
  EXPECT_EQ(slides(test::imported(numbered + long_text(1000), "t.txt")), 6);
  EXPECT_EQ(slides(test::imported(numbered + long_text(1300), "t.txt")), 0);
}

TEST(Labels, AModeratorAmongVoicesWithGenderLetters) {
  EXPECT_EQ(turns("Moderator: Hej.\nK1: Ja.\nM1: Nej.\nModerator: Jaha.\n"),
            (Texts{"interviewer Moderator: Hej.", "respondent K1: Ja.", "respondent M1: Nej.",
                   "interviewer Moderator: Jaha."}));
}

TEST(Labels, NamesAloneWarnThatNobodyAsks) {
  Diagnostics told;
  test::imported("Anna: Hej.\nBo: Hej.\nAnna: Ja.\nBo: Nej.\n", "t.txt", {}, &told);
  ASSERT_EQ(told.items().size(), 1U);
  EXPECT_EQ(told.items()[0].id, "transcript-no-interviewer");
  const Document named = test::imported("Anna: Hej.\nBo: Hej.\nAnna: Ja.\nBo: Nej.\n", "t.txt",
                                        {.interviewers = {"Anna"}});
  EXPECT_EQ(turns(named)[0], "interviewer Anna: Hej.");
}

TEST(Labels, RoleWordsWithoutAColonWarn) {
  const auto told = [](const std::string& text) {
    Diagnostics remarks;
    test::imported(text, "t.txt", {}, &remarks);
    return remarks.items().empty() ? std::string() : remarks.items()[0].id;
  };
  EXPECT_EQ(told("Intervjuare - Hur har du det?\n\nRespondent 1 - Bra.\n\n"
                 "Intervjuare - Och du?\n\nRespondent 2 - Sådär.\n"),
            "transcript-labels-unread");
  EXPECT_EQ(told("Intervjuare Hur har du det?\n\nRespondent Bra.\n\n"
                 "Intervjuare Och sedan?\n\nRespondent Jag åkte hem.\n"),
            "transcript-labels-unread");
  EXPECT_EQ(told("Moderator: Hej.\nDeltagare 1: Hej.\nModerator: Jaha.\nDeltagare 2: Nja.\n"), "");
  EXPECT_EQ(told("Deltagare från kommunen kom.\n\nModeratorn öppnade mötet.\n\n"
                 "Respondenten svarade.\n\nIntervjuaren tackade för sig.\n"),
            "");
}

TEST(Times, StandBesideSpeechAndNotInIt) {
  const Document document = test::imported(
      "I: [00:04:10] Hur går det?\n\nR: Bra. #00:05:02-3#\n\n[00:06:00] I: Mer?\n\nR: Nej, kl. "
      "8:30.\n");
  EXPECT_EQ(turns(document), (Texts{"interviewer I: Hur går det?", "respondent R: Bra.",
                                    "interviewer I: Mer?", "respondent R: Nej, kl. 8:30."}));
  std::vector<std::uint64_t> starts;
  for (const Segment& s : document.segments) {
    if (s.kind == SegmentKind::Turn && s.anchor.start_ms) starts.push_back(*s.anchor.start_ms);
  }
  EXPECT_EQ(starts, (std::vector<std::uint64_t>{250000, 360000}));
}

TEST(Times, ThatGoBackwardsAreToldAndKept) {
  Diagnostics told;
  test::imported("I: [00:04:10] a\n\nR: [00:01:00] b\n", "t.txt", {}, &told);
  EXPECT_EQ(told.items().front().id, "transcript-time-goes-back");
}

TEST(Captions, SavedFromZoomNameTheSpeakerAbove) {
  EXPECT_EQ(turns("[Anna Ek] 11:02:09\nHej allihop.\n[Bo Lind] 11:02:12\nHej.\nHur är läget?\n"),
            (Texts{"respondent Anna Ek: Hej allihop.", "respondent Bo Lind: Hej.",
                   "respondent Bo Lind: Hur är läget?"}));
}

TEST(Labels, MayHaveATabInsteadOfAColon) {
  EXPECT_EQ(turns("Intervjuare\tHur går det?\nR1\tDet går bra.\nIntervjuare\tMer?\nR1\tNej.\n"),
            (Texts{"interviewer Intervjuare: Hur går det?", "respondent R1: Det går bra.",
                   "interviewer Intervjuare: Mer?", "respondent R1: Nej."}));
}

TEST(Labels, OfAListWithTabsAreNone) {
  for (const char* list : {"Anna\tsekreterare\nBo\tordförande\nEva\tjusterare\n",
                           "Granvik\t12\nTallåsen\t7\nGranvik\t3\nHela länet\t22\n"}) {
    EXPECT_TRUE(test::imported(list, "lista.txt").speakers.empty()) << list;
  }
}

TEST(Labels, MayStandInBracketsThroughoutAText) {
  EXPECT_EQ(turns("[Intervjuare] Hur går det?\n\n[R1] Bra.\n\n[Intervjuare] Mer?\n\n[R1] Nej.\n"),
            (Texts{"interviewer Intervjuare: Hur går det?", "respondent R1: Bra.",
                   "interviewer Intervjuare: Mer?", "respondent R1: Nej."}));
  EXPECT_EQ(turns("[Moderator]: Hej.\n[Eva]: Hej.\n[Moderator]: Jaha.\n[Eva]: Nja.\n").size(), 4U);
  const Document remarks = test::imported(
      "I: Hur går det?\n\nR: Bra.\n\n[Skratt] Nja.\n\nI: Mer?\n\nR: Nej.\n\n[Skratt] Jo.\n");
  EXPECT_EQ(remarks.speakers.size(), 2U);
}

TEST(Labels, MayHaveATimeInBrackets) {
  const Document document = test::imported(
      "Karin Ek (00:03):\nHur går det?\n\nPer Al [0:09]: Bra.\n\n"
      "Karin Ek (00:12):\nMer?\n\nPer Al [1:00]: Nej.\n");
  EXPECT_EQ(turns(document), (Texts{"respondent Karin Ek: Hur går det?", "respondent Per Al: Bra.",
                                    "respondent Karin Ek: Mer?", "respondent Per Al: Nej."}));
  EXPECT_EQ(document.segments.back().anchor.start_ms, 60000U);
}

TEST(Labels, SomebodyWhoSpeaksOnceIsASpeaker) {
  Diagnostics told;
  const Document document = test::imported(
      "Moderator: Hur är det?\n\nAnna: Bra.\n\nKerstin: Jag hinner inte.\n\nAnna: Ja.\n\n"
      "Moderator: Tack.\n\nAnna: Tack.\n\nAnna: Hej då.\n\nTill exempel: så.\n",
      "t.txt", {}, &told);
  EXPECT_EQ(turns(document)[2], "respondent Kerstin: Jag hinner inte.");
  EXPECT_EQ(document.speakers.size(), 3U);
  ASSERT_EQ(told.items().size(), 1U);
  EXPECT_EQ(told.items()[0].id, "transcript-label-once");
  EXPECT_EQ(turns("I: Hur?\n\nR: Så.\n\nOch mer.\n\nOch mer.\n\nProblemet: det går inte.\n\n"
                  "Och mer.\n")
                .back(),
            "respondent R: Och mer.");
  EXPECT_EQ(turns("Intervjuare/Maria: Hur?\n\nIP 2: Så.\n\nIntervjuare/Maria: Och?\n\nIP2: Ja.\n"),
            (Texts{"interviewer Intervjuare/Maria: Hur?", "respondent IP 2: Så.",
                   "interviewer Intervjuare/Maria: Och?", "respondent IP 2: Ja."}));
}

TEST(Captions, WithTheTimeFirstAsWordTranscribes) {
  const Document document = test::imported(
      "00:00:03 Talare 1\nHur går det?\n\n00:00:09 Talare 2\nja, bra.\nMen kort.\n\n"
      "00:00:12 Talare 1\nMer?\n\n00:00:15 Talare 2\nNej.\n");
  EXPECT_EQ(turns(document),
            (Texts{"respondent Talare 1: Hur går det?", "respondent Talare 2: ja, bra.",
                   "respondent Talare 2: Men kort.", "respondent Talare 1: Mer?",
                   "respondent Talare 2: Nej."}));
  EXPECT_EQ(document.segments.back().anchor.start_ms, 15000U);
  EXPECT_EQ(turns("Karin Ek (00:03)\nHur går det?\n\nPer Al (00:09)\nBra.\n"),
            (Texts{"respondent Karin Ek: Hur går det?", "respondent Per Al: Bra."}));
}

TEST(Captions, AreNoShortAnswersBehindATime) {
  EXPECT_TRUE(test::imported("0:10 Jo\n\n0:12 Precis\n\n0:14 Det är bra här hos oss.\n\n0:20 Jo\n\n"
                             "0:24 Precis\n\n0:27 Sen då\n")
                  .speakers.empty());
}

TEST(Captions, MayHaveHoursBehindTheName) {
  EXPECT_EQ(turns("Maria Öberg 00:00:03\nHur är det?\n\nKarin Ek 00:00:05\nBra.\n"),
            (Texts{"respondent Maria Öberg: Hur är det?", "respondent Karin Ek: Bra."}));
  EXPECT_TRUE(test::imported("Vi ses 10:30\nDå kommer alla.\n\nVi ses 11:30\nDå äter vi.\n")
                  .speakers.empty());
}

TEST(Captions, MayBeTheRoleAlone) {
  EXPECT_EQ(
      turns("Intervjuare\nHur har du det?\n\nRespondent 1\nJag har det bra.\n\n"
            "Intervjuare\nOch i övrigt?\n\nRespondent 1\nDet är bra det med.\n"),
      (Texts{"interviewer Intervjuare: Hur har du det?",
             "respondent Respondent 1: Jag har det bra.", "interviewer Intervjuare: Och i övrigt?",
             "respondent Respondent 1: Det är bra det med."}));
  EXPECT_TRUE(test::imported("Deltagare\nAnna Ek\nBo Lind\n\nDeltagare\nEva Ask\nPer Al\n")
                  .speakers.empty());
}

TEST(Captions, BeginALineOfTheirOwn) {
  EXPECT_EQ(turns("Anna Ek   0:03\nVälkommen hit, och berätta om din arbetsdag.\nBo Lind   0:09\n"
                  "jo, den är bra.\n"),
            (Texts{"respondent Anna Ek: Välkommen hit, och berätta om din arbetsdag.",
                   "respondent Bo Lind: jo, den är bra."}));
}

TEST(Captions, OfNewTeamsDocuments) {
  EXPECT_EQ(turns("Anna Ek   0:03\nHej allihop.\n\nBo Lind   0:09\nHej.\n"),
            (Texts{"respondent Anna Ek: Hej allihop.", "respondent Bo Lind: Hej."}));
}

TEST(Captions, OfOldTeamsDocuments) {
  EXPECT_EQ(
      turns("0:0:0.0 --> 0:0:0.820\nAnna Ek\nHej.\n\n0:0:1.0 --> 0:0:2.0\nBo Lind\nHej hej.\n\n"
            "0:0:3.0 --> 0:0:4.0\nAnna Ek\nJa.\n\n0:0:5.0 --> 0:0:6.0\nBo Lind\nNej.\n"),
      (Texts{"respondent Anna Ek: Hej.", "respondent Bo Lind: Hej hej.", "respondent Anna Ek: Ja.",
             "respondent Bo Lind: Nej."}));
}

TEST(Vtt, JoinsTheCuesOfOneSpeaker) {
  const Document document = test::imported(
      "WEBVTT\n\nNOTE Confidence: 0.9\n\nx/1-0\n00:00:01.000 --> 00:00:02.000\n<v Intervjuare>Hur "
      "går "
      "det</v>\n\nx/1-1\n00:00:02.000 --> 00:00:03.000\n<v Intervjuare>med "
      "samverkan?</v>\n\nx/2-0\n"
      "00:01:03.500 --> 00:01:05.000\n<v Maria Ek>Bra, men\ndet tar tid.\n\nx/2-1\n00:01:05.000 "
      "--> "
      "00:01:09.000\n<v Maria Ek>Ibland.</v>\n",
      "m.vtt");
  EXPECT_EQ(document.text,
            "Intervjuare: Hur går det med samverkan?\nMaria Ek: Bra, men det tar tid. Ibland.\n");
  EXPECT_EQ(turns(document), (Texts{"interviewer Intervjuare: Hur går det med samverkan?",
                                    "respondent Maria Ek: Bra, men det tar tid. Ibland."}));
  const Segment& last = document.segments.back();
  const auto late = static_cast<std::uint32_t>(document.text.find("Ibland"));
  EXPECT_EQ(anchor_at(document, last, late, 0).start_ms, 65000U);
  EXPECT_EQ(anchor_at(document, last, last.span.begin, 0).start_ms, 63500U);
}

TEST(Vtt, ZoomNamesHoldUntilTheNextName) {
  EXPECT_EQ(
      turns(
          "WEBVTT\n\n1\n00:00:01.840 --> 00:00:04.950\nIntervjuare: Hej.\n\n2\n00:00:05.070 --> "
          "00:00:07.402\nHör du mig?\n\n3\n00:00:08.000 --> 00:00:09.000\nAnn-Britt Ek: Ja,\n\n4\n"
          "00:00:09.000 --> 00:00:10.000\nsen har jag en regel: ingen går.\n\n5\n00:00:11.000 --> "
          "00:00:12.000\nAnn-Britt Ek: Punkt.\n",
          "z.vtt"),
      (Texts{"interviewer Intervjuare: Hej. Hör du mig?",
             "respondent Ann-Britt Ek: Ja, sen har jag en regel: ingen går. Punkt."}));
}

TEST(Vtt, KeepsCuesWithFaultyTimesAndSaysSo) {
  Diagnostics told;
  const Document document = test::imported(
      "WEBVTT\n\n00:00:05.000 --> 00:00:02.000\nEtt\n\n00:99:01.000 --> 00:00:03.000\nTvå\n\n-1:00 "
      "--> x\nTre\n",
      "t.vtt", {}, &told);
  EXPECT_EQ(document.text, "Ett Två Tre\n");
  EXPECT_GE(told.count(Severity::Warning), 3U);
}

TEST(Srt, ReadsCommasTagsAndMissingNumbers) {
  EXPECT_EQ(
      turns("1\n00:00:01,000 --> 00:00:02,500\n<i>Hej</i> på er\n\n00:00:03,000 --> 00:00:04,000\n"
            "a < b &amp; c\n\n3\n00:00:05,000 --> 00:00:06,000\n\n",
            "t.srt"),
      Texts{"respondent -: Hej på er a < b & c"});
}

TEST(Whisper, TableOfCues) {
  const Document document =
      test::imported("start\tend\ttext\n0\t1500\t Hej på er\n1500\t2000\t alla.\n", "w.tsv");
  EXPECT_EQ(document.text, "Hej på er alla.\n");
}

}  // namespace
}  // namespace rodtrad
