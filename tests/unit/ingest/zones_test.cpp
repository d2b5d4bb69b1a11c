#include <gtest/gtest.h>

#include "analyzer/base/utf8.h"
#include "analyzer/text/characters.h"
#include "tests/support/build.h"

namespace rodtrad {
namespace {

using Texts = std::vector<std::string>;

Texts zones(const std::string& text, const std::string& name = "t.txt",
            const ingest::ImportOptions& options = {}) {
  return test::zones_of(test::imported(text, name, options));
}

const ingest::ImportOptions kLabels = {.theme_labels = {"Struktur", "Dokument, strategi, vision"},
                                       .level_labels = {"Regional nivå", "Delregional nivå"}};

TEST(Zones, RunningTextWithoutSpeakersIsRespondents) {
  EXPECT_EQ(zones("Vi behöver ses oftare.\n"), Texts{"respondent:Vi behöver ses oftare."});
}

TEST(Zones, PageDebrisAloneOnALine) {
  EXPECT_EQ(
      zones("Text ett.\n\n3\n\nSida 4 av 12\n\n2026-04-08\n\nwww.exempel.se/sida\n\nText två.\n"),
      (Texts{"respondent:Text ett.", "debris:3", "debris:Sida 4 av 12", "debris:2026-04-08",
             "debris:www.exempel.se/sida", "respondent:Text två."}));
}

TEST(Zones, LinkTeasersThatRecurAreDebrisWithTheirTitles) {
  const Texts got = zones(
      "Det här sa deltagaren.\n\nRapport om bad\n\nRapport om bad Här står början på något\n\nLäs "
      "mer\n\nAnnan rapport\n\nAnnan rapport Mera text som\n\nLäs mer\n\nTredje\n\nTredje "
      "texten\n\n"
      "Läs mer\n");
  EXPECT_EQ(got.front(), "respondent:Det här sa deltagaren.");
  EXPECT_EQ(std::count_if(got.begin(), got.end(),
                          [](const std::string& z) { return z.starts_with("debris:"); }),
            9);
}

TEST(Zones, OneReadMoreIsOrdinaryText) {
  for (const std::string& zone : zones("Titel\n\nEn text\n\nLäs mer\n")) {
    EXPECT_TRUE(zone.starts_with("respondent:")) << zone;
  }
}

TEST(Zones, ThemedHeadingsAreFoundInsideLinesAndEndTheOthers) {
  const Texts got = zones(
      "1 En rapport\n\n2 Upplägg\n\n3 Struktur: Regional nivå Svårt att förstå: Det är rörigt.\n\n"
      "4 Dokument, strategi, vision: Delregional nivå för många avtal\n\n5 Struktur: Delregional "
      "nivå "
      "Vem gör vad?\n\n6 Diskussion om allt\n",
      "t.txt", kLabels);
  EXPECT_EQ(got, (Texts{"debris:1", "analyst:En rapport", "debris:2", "analyst:Upplägg",
                        "heading:3 Struktur: Regional nivå",
                        "heading:Svårt att förstå:", "respondent:Det är rörigt.",
                        "heading:4 Dokument, strategi, vision: Delregional nivå",
                        "respondent:för många avtal", "heading:5 Struktur: Delregional nivå",
                        "respondent:Vem gör vad?", "debris:6", "analyst:Diskussion om allt"}));
}

TEST(Zones, AttendanceListsAreNobodysSpeech) {
  EXPECT_EQ(zones("Deltagare\tEva Ek, Bo Lind, Siv Ahl och Per Hed.\n\nVi började mötet i tid.\n"),
            (Texts{"attendance:Deltagare\tEva Ek, Bo Lind, Siv Ahl och Per Hed.",
                   "respondent:Vi började mötet i tid."}));
  const Texts got = zones(
      "Gruppen är:\nEva Ek, samordnare i regionen\nBo Lind, enhetschef i kommunen\n"
      "Siv Ahl, verksamhetschef på sjukhuset\n");
  EXPECT_EQ(std::count_if(got.begin(), got.end(),
                          [](const std::string& z) { return z.starts_with("attendance:"); }),
            3);
}

TEST(Zones, MarkdownHeadingsBulletsAndMarksAreNotWords) {
  const Document document = test::imported(
      "# Möte\n\n**Beslut**\n\n- *Krav: samverkan.*\n- [länk](https://exempel.se)\n\nVanlig "
      "**fet** text.\n",
      "t.md");
  EXPECT_EQ(test::words_of(document),
            (Texts{"Möte", "Beslut", "Krav", "samverkan", "länk", "Vanlig", "fet", "text"}));
  const Texts got = test::zones_of(document);
  EXPECT_NE(std::find(got.begin(), got.end(), "heading:Möte"), got.end());
  EXPECT_NE(std::find(got.begin(), got.end(), "heading:Beslut"), got.end());
  EXPECT_NE(std::find(got.begin(), got.end(), "respondent:Krav: samverkan."), got.end());
}

TEST(Zones, ABulletIsAUnitByItself) {
  const Document document = test::imported("- Bättre rutiner\n- Mer tid\n  för samtal\n• Möten\n");
  EXPECT_EQ(test::zones_of(document),
            (Texts{"label:-", "respondent:Bättre rutiner", "label:-",
                   "respondent:Mer tid\n  för samtal", "label:•", "respondent:Möten"}));
}

/// The law behind every importer: nothing lost, nothing twice.
void expect_each_character_once(const Document& document) {
  std::vector<int> times(document.text.size(), 0);
  for (const Segment& segment : document.segments) {
    for (std::uint32_t i = segment.span.begin; i < segment.span.end; ++i) ++times[i];
  }
  utf8::for_each(document.text, [&](char32_t c, std::size_t at) {
    if (!text::is_blank(c)) {
      EXPECT_EQ(times[at], 1) << "at byte " << at;
    }
  });
}

TEST(Zones, HoldEveryNonBlankCharacterExactlyOnce) {
  for (const char* text : {"I: Hej!\nR: Ja [00:01:02] visst. #00:00:03-1#\n\n3\n\nhttp://x.se\n",
                           "| a | b |\n|---|---|\n| c | d |\n", "> citat\n\n```\nkod\n```\n***\n",
                           "Titel\n=====\ntext\n", "[Anna] 11:02:09\nHej\n[Bo] 11:02:12\nHej hej\n",
                           "Anna Ek   0:03\nhej\n\nBo Ek   0:05\nnej\n",
                           "00:12 ett\n00:15 två\n00:19 tre\n", "-\n- \n*\n1.\n"}) {
    expect_each_character_once(test::imported(text, "t.txt"));
    expect_each_character_once(test::imported(text, "t.md"));
  }
}

TEST(Marks, SoundsAndCutsAreKeptButAreNoWords) {
  const Document document = test::imported(
      "Ja [skratt] (paus) det [ohörbart 00:12:33] var [samverkan] XXX [...] (kort paus) nu.");
  EXPECT_EQ(test::words_of(document), (Texts{"Ja", "det", "var", "samverkan", "nu"}));
  EXPECT_EQ(document.marks.size(), 6U);
}

}  // namespace
}  // namespace rodtrad
