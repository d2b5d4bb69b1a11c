#include <gtest/gtest.h>

#include "tests/support/build.h"
#include "tests/support/lexicon.h"

namespace rodtrad {
namespace {

using test::coded;
using test::hits;
using Texts = std::vector<std::string>;

TEST(Matcher, FindsShortSwedishWordsOnlyAsWholeWords) {
  EXPECT_EQ(hits("=år", "Det var tre år sedan, i våras."), Texts{"år"});
  EXPECT_EQ(hits("/ätt/", "Det är rätt ätt."), Texts{"ätt"});
}

TEST(Matcher, PhrasesStayInOneSentence) {
  EXPECT_EQ(hits("vem som ska göra vad", "Oklart vem som ska göra vad."),
            Texts{"vem som ska göra vad"});
  EXPECT_EQ(hits("=ta =ansvar", "Vi ska ta. Ansvar är svårt."), Texts{});
  EXPECT_EQ(hits("ta ~3 ansvar", "Någon måste ta ett större ansvar."),
            Texts{"ta ett större ansvar"});
  EXPECT_EQ(hits("ta ~1 ansvar", "Någon måste ta ett större ansvar."), Texts{});
  EXPECT_EQ(hits("kommun region", "kommun, region"), Texts{"kommun, region"});
}

TEST(Matcher, AWordThatLeavesAPartToAnotherIsFoundWhole) {
  const language::Resources resources{.lexicon = &test::mini_lexicon()};
  const std::string text = "Vi talar om fallucka, -chef och -grupp i dag. Fallucka och grupp.";
  EXPECT_EQ(hits("fallgrupp", text, resources), Texts{"fallucka, -chef och -grupp"});
  EXPECT_EQ(hits("fallchef", text, resources), Texts{"fallucka, -chef"});
  EXPECT_EQ(hits("fallgrupp", "Fallucka - och -grupp. Och -grupp.", resources),
            Texts{"Fallucka - och -grupp"});
  // Hits come in the order of the text though the pair is found at its end.
  EXPECT_EQ(hits("fallgrupp ~0 i OR grupp", text, resources).front(),
            "fallucka, -chef och -grupp i");
}

TEST(Matcher, AWordOfAPhraseIsMeantInAllItsReadings) {
  if (test::real_lexicon() == nullptr) GTEST_SKIP() << "needs the language packages";
  const language::Resources resources{.lexicon = test::real_lexicon()};
  const std::string text = "Vi fick stöd. Hon ville sluta. Han mådde bra. Ett får. Fåren.";
  EXPECT_EQ(hits("får stöd", text, resources), Texts{"fick stöd"});
  EXPECT_EQ(hits("vill sluta", text, resources), Texts{"ville sluta"});
  EXPECT_EQ(hits("får", text, resources), (Texts{"får", "Fåren"})) << "alone a sheep";
  EXPECT_EQ(hits("mår", text, resources), Texts{"mådde"});
  EXPECT_EQ(hits("för att", "Vi förde att.", resources), Texts{});
}

TEST(Matcher, SigIsEverybodyInAPhrase) {
  if (test::real_lexicon() == nullptr) GTEST_SKIP() << "needs the language packages";
  const language::Resources resources{.lexicon = test::real_lexicon()};
  const std::string text = "Jag har sagt upp mig. Säger ni upp er? Hon sa upp sig. Han sa upp dem.";
  EXPECT_EQ(hits("säga upp sig", text, resources), (Texts{"sagt upp mig", "sa upp sig"}));
  EXPECT_EQ(hits("sig", text, resources), Texts{"sig"});
}

TEST(Matcher, ANegationMayPartThePhraseItReaches) {
  if (test::real_lexicon() == nullptr) GTEST_SKIP() << "needs the language packages";
  const language::Resources resources{.lexicon = test::real_lexicon()};
  const std::string text =
      "Ingen kommer fram. De kommer aldrig fram. Hinner vi inte riktigt med så går det. Vi hinner "
      "med. Han kommer snart inte fram. De får ingen tid.";
  EXPECT_EQ(hits("negated(komma fram)", text, resources),
            (Texts{"kommer fram", "kommer aldrig fram"}));
  EXPECT_EQ(hits("negated(hinna med)", text, resources), Texts{"Hinner vi inte riktigt med"});
  EXPECT_EQ(hits("affirmed(hinna med)", text, resources), Texts{"hinner med"});
  EXPECT_EQ(hits("hinna med", text, resources), Texts{"hinner med"}) << "words side by side";
  EXPECT_EQ(hits("negated(få tid)", text, resources), Texts{"får ingen tid"});
}

TEST(Matcher, AWordCutShortIsNotTheWordItself) {
  if (test::real_lexicon() == nullptr) GTEST_SKIP() << "needs the language packages";
  const language::Resources resources{.lexicon = test::real_lexicon()};
  const std::string text = "Det har för- och nackdelar. Vi hade SIP- och LSS-möten, AT-/ST-läkare.";
  EXPECT_EQ(hits("för", text, resources), Texts{});
  EXPECT_EQ(hits("fördel", text, resources), Texts{"för- och nackdelar"});
  EXPECT_EQ(hits("SIP-möte", text, resources), Texts{"SIP- och LSS-möten"});
  EXPECT_EQ(hits("AT-läkare", text, resources), Texts{"AT-/ST-läkare"});
  EXPECT_EQ(hits("SIP-plan", "Om SIP-möten och -planer.", resources),
            Texts{"SIP-möten och -planer"});
  EXPECT_EQ(hits("vårdmöte", "Om vård- och SIP-möten.", resources), Texts{"vård- och SIP-möten"});
}

TEST(Matcher, ADashMayStandForAHyphen) {
  const std::string text =
      "Vi har e–hälsa, SIP–möten och C–vitamin. Buss Umeå–Luleå måndag–fredag.";
  EXPECT_EQ(hits("e-hälsa", text), Texts{"e–hälsa"});
  EXPECT_EQ(hits("SIP+", text), (Texts{"SIP", "SIP–möten"}));
  EXPECT_EQ(hits("hälsa", text), Texts{"hälsa"}) << "each is a word all the same";
  for (const char* apart : {"luleå", "umeå", "måndag", "fredag"}) {
    EXPECT_EQ(hits(apart, text).size(), 1) << apart;
  }
  for (const char* joined : {"umeå-luleå", "måndag-fredag"}) {
    EXPECT_EQ(hits(joined, text), Texts{}) << joined;
  }
  EXPECT_EQ(hits("e-hälsa", "Om e−hälsa."), Texts{"e−hälsa"});
  EXPECT_EQ(hits("i-inte", "Det ligger i–inte på. E – hälsa. e–Hälsa, e–på."), Texts{});
}

TEST(Matcher, SomeAbbreviationsCountBesideANumberAlone) {
  if (test::real_lexicon() == nullptr) GTEST_SKIP() << "needs the language packages";
  const language::Resources resources{.lexicon = test::real_lexicon()};
  const std::string text =
      "Det tog 10 min, 10–15 min eller fem min. Min chef var med v. 45 och 2 v till, se s. 14. "
      "Efter 30min och 2veckor, 5ggr om dan. SIP v Bo, s-märkt, 5 s.";
  EXPECT_EQ(hits("minut", text, resources), (Texts{"min", "min", "min", "30min"}));
  EXPECT_EQ(hits("vecka", text, resources), (Texts{"v", "v", "2veckor"}));
  EXPECT_EQ(hits("sida", text, resources), Texts{"s"});
  EXPECT_EQ(hits("gång", text, resources), Texts{"5ggr"});
  EXPECT_EQ(hits("min", text, resources).front(), "min") << "the word itself is found as ever";
  const language::Resources as_written{.lexicon = test::real_lexicon(), .spoken_forms = false};
  EXPECT_EQ(hits("minut", text, as_written), Texts{});
}

TEST(Matcher, NearCountsTheWordsBetween) {
  const std::string text = "Det är oklart för många i gruppen vilken roll vi har.";
  EXPECT_EQ(hits("oklart NEAR/5 roll", text), (Texts{"oklart", "roll"}));
  EXPECT_EQ(hits("oklart NEAR/4 roll", text), Texts{});
  EXPECT_EQ(hits("roll BEFORE/5 oklart", text), Texts{});
  EXPECT_EQ(hits("oklart BEFORE/5 roll", text), (Texts{"oklart", "roll"}));
  EXPECT_EQ(hits("roll NEAR/5 roll", text), Texts{}) << "a word is not near itself";
  EXPECT_EQ(hits("oklart NEAR/5 NOT roll", text), Texts{});
  EXPECT_EQ(hits("oklart NEAR/1 NOT roll", text), Texts{"oklart"});
}

TEST(Matcher, LogicBindsWithinTheUnit) {
  EXPECT_EQ(coded("chef AND grupp", "Chefen kom. Gruppen var klar."), 0U);
  EXPECT_EQ(coded("chef AND grupp", "Chefen kom till gruppen."), 1U);
  EXPECT_EQ(coded("chef AND NOT grupp", "Chefen kom till gruppen. Chefen gick."), 1U);
  EXPECT_EQ(coded("chef OR grupp", "Chefen kom. Gruppen var klar."), 2U);
}

TEST(Matcher, RegularExpressionsMatchWholeWordsLongestFirst) {
  EXPECT_EQ(hits("/sam(verka[nrt]?)?/", "Vi samverkar sam samverkan samling"),
            (Texts{"samverkar", "sam", "samverkan"}));
  EXPECT_EQ(hits("/vård(en|ens)/", "vårdens"), Texts{"vårdens"});
  EXPECT_EQ(hits("/samverkan med (kommun|region)\\pL*/", "samverkan med\nkommunen"),
            Texts{"samverkan med\nkommunen"});
  EXPECT_EQ(hits("/(?-i)SIP/", "sip SIP"), Texts{"SIP"});
}

TEST(Matcher, PatternsSeeMarksAsTheyAreWritten) {
  const Codebook book = test::book_of({"/åkte .skrattar högt. hem/"});
  const auto matcher = matching::Matcher::compile(book);
  matching::Matcher::Worker worker(matcher.value());
  Document document = test::paragraph("Vi gick. Vi åkte [skrattar högt] hem.");
  const auto begin = static_cast<std::uint32_t>(document.text.find('['));
  document.marks.push_back({.span = {begin, begin + 16}});
  const auto out = worker.code(document, text::Segmenter().segment(document), {});
  ASSERT_EQ(out.codings.size(), 1U);
  EXPECT_EQ(slice(document.text, out.codings[0].evidence.at(0).span), "åkte [skrattar högt] hem");
}

TEST(Matcher, AConceptStopsAtUnless) {
  Codebook book = test::book_of({"roll", "rollspel"});
  book.concepts.pop_back();
  book.themes[0].concepts.pop_back();
  book.concepts[0].unless = {IndicatorId(std::size_t{1})};
  const auto matcher = matching::Matcher::compile(book);
  matching::Matcher::Worker worker(matcher.value());
  const Document document = test::paragraph("Min roll är tydlig. En roll i ett rollspel.");
  const auto out = worker.code(document, text::Segmenter().segment(document), {});
  ASSERT_EQ(out.codings.size(), 1U);
  EXPECT_EQ(slice(document.text, out.units[out.codings[0].unit.value].span), "Min roll är tydlig.");
}

TEST(Matcher, OneCodingPerUnitAndConceptWithAllItsHits) {
  const Codebook book = test::book_of({"roll OR mandat"});
  const auto matcher = matching::Matcher::compile(book);
  matching::Matcher::Worker worker(matcher.value());
  const Document document = test::paragraph("Roller och mandat, mandat och roller.");
  const auto out = worker.code(document, text::Segmenter().segment(document), {});
  ASSERT_EQ(out.codings.size(), 1U);
  EXPECT_EQ(out.codings[0].evidence.size(), 4U);
}

TEST(Matcher, APlaceThatTwoWordsOfARuleFindStandsOnceInEvidence) {
  const Codebook book = test::book_of({"roll* OR roller OR mandat"});
  const auto matcher = matching::Matcher::compile(book);
  matching::Matcher::Worker worker(matcher.value());
  const Document document = test::paragraph("Roller och mandat.");
  const auto out = worker.code(document, text::Segmenter().segment(document), {});
  ASSERT_EQ(out.codings.size(), 1U);
  ASSERT_EQ(out.codings[0].evidence.size(), 2U);
  EXPECT_EQ(out.codings[0].evidence[0].how, How::Equal) << "the more exact of them";
}

TEST(Matcher, IdsAreStableAndDistinct) {
  const auto key = [](std::uint32_t begin, const char* theme) {
    return matching::coding_key("d", {begin, 9}, theme, "c", "rules");
  };
  EXPECT_EQ(key(1, "t"), key(1, "t"));
  EXPECT_NE(key(1, "t"), key(2, "t"));
  EXPECT_NE(key(1, "t"), key(1, "u"));
  EXPECT_EQ(key(1, "t").size(), 16U);
}

TEST(Matcher, ListsAreAlternativesAndMayUseEachOther) {
  Codebook book = test::book_of({"$aktör AND ansvar"});
  const auto rule = [&book](const std::string& text) {
    Indicator indicator;
    indicator.match = text;
    book.indicators.push_back(indicator);
    return IndicatorId(book.indicators.size() - 1);
  };
  book.lists.push_back({"aktör", {rule("kommun"), rule("$vård")}, {}});
  book.lists.push_back({"vård", {rule("sjukhus")}, {}});
  const auto matcher = matching::Matcher::compile(book);
  ASSERT_TRUE(matcher);
  matching::Matcher::Worker worker(matcher.value());
  const Document document =
      test::paragraph("Sjukhusen har ansvar. Kommunen har ansvar. Någon har ansvar.");
  EXPECT_EQ(worker.code(document, text::Segmenter().segment(document), {}).codings.size(), 2U);
}

std::vector<std::string> compile_faults(const Codebook& book) {
  std::vector<std::string> ids;
  const auto matcher = matching::Matcher::compile(book);
  if (matcher) return ids;
  for (const Diagnostic& d : matcher.failure().diagnostics.items()) ids.push_back(d.id);
  return ids;
}

TEST(Compile, TellsEveryFaultyRule) {
  EXPECT_EQ(compile_faults(test::book_of({"a AND", "NOT b", "$x", "/(/", "/a*/", "ok"})),
            (Texts{"rule-syntax", "rule-matches-empty", "rule-unknown-list", "rule-regex",
                   "rule-regex"}));
}

TEST(Compile, PrintsTheCircleOfLists) {
  Codebook book = test::book_of({"$a"});
  Indicator to_b;
  to_b.match = "$b";
  Indicator to_a;
  to_a.match = "$a";
  book.indicators.push_back(to_b);
  book.indicators.push_back(to_a);
  book.lists.push_back({"a", {IndicatorId(std::size_t{1})}, {}});
  book.lists.push_back({"b", {IndicatorId(std::size_t{2})}, {}});
  const auto matcher = matching::Matcher::compile(book);
  ASSERT_FALSE(matcher);
  EXPECT_NE(matcher.failure().diagnostics.items()[0].message.find("$a → $b → $a"),
            std::string::npos);
}

TEST(Units, OfEveryKind) {
  const Document document =
      test::imported("I: Hej.\n\nR: Ett. Två.\n\nTre.\n\nI: Tack.\n\nR: Fyra.\n");
  const Segmentation s = text::Segmenter().segment(document);
  const auto texts = [&](UnitKind kind) {
    Texts out;
    for (const Unit& unit : matching::units_of(document, s, {.kind = kind})) {
      out.emplace_back(slice(document.text, unit.span));
    }
    return out;
  };
  EXPECT_EQ(texts(UnitKind::Sentence), (Texts{"Ett.", "Två.", "Tre.", "Fyra."}));
  EXPECT_EQ(texts(UnitKind::Paragraph), (Texts{"Ett. Två.", "Tre.", "Fyra."}));
  EXPECT_EQ(texts(UnitKind::Turn), (Texts{"Ett. Två.\n\nTre.", "Fyra."}));
  EXPECT_EQ(texts(UnitKind::Document).size(), 1U);
}

TEST(Units, HoldOnlyCodedWords) {
  const Document document = test::imported("I: Hej där.\n\nR: Ett ord.\n\nI: Två.\n\nR: Tre.\n");
  const Segmentation s = text::Segmenter().segment(document);
  EXPECT_EQ(matching::units_of(document, s, {.kind = UnitKind::Document})[0].words, 3U);
}

TEST(Context, ShowsNeighboursButCrossesNoHeading) {
  const Document document = test::imported("# Ett\n\nA b. C d. E f.\n\n# Två\n\nG h.\n", "t.md");
  const Segmentation s = text::Segmenter().segment(document);
  const auto units = matching::units_of(document, s, {});
  EXPECT_EQ(slice(document.text, matching::context_of(units[1], document, s, 1)), "A b. C d. E f.");
  EXPECT_EQ(slice(document.text, matching::context_of(units[2], document, s, 2)), "A b. C d. E f.");
  EXPECT_EQ(slice(document.text, matching::context_of(units[3], document, s, 3)), "G h.");
}

}  // namespace
}  // namespace rodtrad
