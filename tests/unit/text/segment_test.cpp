#include <gtest/gtest.h>

#include "analyzer/text/abbreviations.h"
#include "analyzer/text/normalise.h"
#include "tests/support/build.h"

namespace rodtrad {
namespace {

using Texts = std::vector<std::string>;

Texts sentences(const std::string& text) { return test::sentences_of(test::paragraph(text)); }
Texts words(const std::string& text) { return test::words_of(test::paragraph(text)); }

TEST(Sentences, DoNotBreakAfterSwedishAbbreviations) {
  for (const char* text :
       {"Vi har t.ex. SIP och bl.a. Gula pärmen.", "Det blev dyrt p.g.a. Covid förra året.",
        "Kaffe, te m.m. Sedan började mötet.", "Det gäller dvs. Alla parter.",
        "Mötet är kl. 8 i morgon.", "Det tar ca. Två timmar.", "Se nr. 4 i listan.",
        "Den 3. Juni ses vi.", "Vi ses den 3. juni.", "Vi ses 1 maj.",
        "A. Svensson och Karin B. Ek kom.", "Enl. Riktlinjen gäller det.",
        "Det är s.k. Nära vård."}) {
    EXPECT_EQ(sentences(text), Texts{text}) << text;
  }
}

TEST(Sentences, BreakAfterWordsThatOnlyEndLikeAbbreviations) {
  EXPECT_EQ(sentences("Hon är elev. Vi är lärare."), (Texts{"Hon är elev.", "Vi är lärare."}));
  EXPECT_EQ(sentences("Det kostade 500 kr. Vi betalade."),
            (Texts{"Det kostade 500 kr.", "Vi betalade."}));
  EXPECT_EQ(sentences("Vi var för få. Sen kom dom."), (Texts{"Vi var för få.", "Sen kom dom."}));
}

TEST(Abbreviations, AreNeverDeniedByTheGlanceAtThem) {
  const Texts letters = {"",  "a", "b", "d", "E",      "f", "g", "K", "l",      "m", "n",
                         "o", "P", "r", "s", "t",      "v", "x", "å", "Ä",      "ö", "Ö",
                         ".", "_", "ß", "µ", "\u00AD", "é", "k", "O", "\u212A", "y"};
  std::size_t abbreviations = 0;
  for (const std::string& a : letters) {
    for (const std::string& b : letters) {
      for (const std::string& c : letters) {
        const std::string word = a + b + c;
        if (!text::is_abbreviation(text::folded_form(word))) continue;
        ++abbreviations;
        EXPECT_TRUE(text::may_be_abbreviation(word)) << word;
      }
    }
  }
  EXPECT_GT(abbreviations, 150U);
  for (const char* word : {"hem", "möte", "VÅRDEN", "barn"}) {
    EXPECT_FALSE(text::may_be_abbreviation(word)) << word;
  }
}

TEST(Sentences, NumberedListsKeepTheirNumber) {
  EXPECT_EQ(sentences("1. Vi ska ses oftare."), Texts{"1. Vi ska ses oftare."});
}

TEST(Sentences, BreakAtEllipsisOnlyBeforeACapital) {
  EXPECT_EQ(sentences("Det blev… Nej, inte så."), (Texts{"Det blev…", "Nej, inte så."}));
  EXPECT_EQ(sentences("Det blev… liksom inget."), Texts{"Det blev… liksom inget."});
  EXPECT_EQ(sentences("Det blev... liksom inget."), Texts{"Det blev... liksom inget."});
}

TEST(Sentences, CutsAndLaughterBelongToTheSentenceTheyStandIn) {
  Document document =
      test::imported("Det var ett problem [ ] VVG då. [skratt] Och så gick vi [...] hem.");
  EXPECT_EQ(test::sentences_of(document),
            (Texts{"Det var ett problem [ ] VVG då. [skratt]", "Och så gick vi [...] hem."}));
}

TEST(Sentences, RunOverLineEndsInsideAParagraph) {
  const Document document = test::imported(
      "Vi behöver se över hur mötena är upplagda så att alla\nkommer till tals och inte bara de "
      "som "
      "alltid\npratar mest. Det vore bra.\n");
  EXPECT_EQ(test::sentences_of(document).size(), 2U);
}

TEST(Words, FollowIcuWithSwedishColon) {
  EXPECT_EQ(words("SIP:en, GR:s och EU:s k:a."), (Texts{"SIP:en", "GR:s", "och", "EU:s", "k:a"}));
}

TEST(Words, HyphensHoldCompoundsTogether) {
  EXPECT_EQ(words("IT-stöd och KoK-boken, in- och utskrivning"),
            (Texts{"IT-stöd", "och", "KoK-boken", "in-", "och", "utskrivning"}));
  EXPECT_EQ(words("- Ja, sa hon – och gick."), (Texts{"Ja", "sa", "hon", "och", "gick"}));
}

TEST(Words, AreCountedWithoutHyphens) {
  const auto counted = [](const std::string& text) {
    const Segmentation cut = text::Segmenter().segment(test::paragraph(text));
    return std::pair(cut.sentences.at(0).words, cut.words.size());
  };
  EXPECT_EQ(counted("En vi-och-dom-känsla finns."), std::pair(6U, std::size_t{3}));
  EXPECT_EQ(counted("In- och utskrivning, 2 ggr."), std::pair(5U, std::size_t{5}));
  EXPECT_EQ(counted("Personalen på verk-\nsamheten kom."), std::pair(4U, std::size_t{4}));
}

TEST(Words, BrokenOverTwoLinesAreOne) {
  const auto wrapped = [](const std::string& text) { return test::words_of(test::imported(text)); };
  EXPECT_EQ(wrapped("Det ska publice-\nras snart"), (Texts{"Det", "ska", "publiceras", "snart"}));
  EXPECT_EQ(wrapped("Vi läser in-\noch utskrivning"),
            (Texts{"Vi", "läser", "in-", "och", "utskrivning"}));
  EXPECT_EQ(wrapped("Det är IT-\nstödet som styr"),
            (Texts{"Det", "är", "IT-stödet", "som", "styr"}));
  EXPECT_EQ(wrapped("han var på-tittare en gång och\nsen på-\ntittare igen"),
            (Texts{"han", "var", "på-tittare", "en", "gång", "och", "sen", "på-tittare", "igen"}));
}

TEST(Words, BrokenWithoutAHyphenAreJoinedOnlyOnEvidence) {
  const std::string text =
      "Den är undertecknad nu\n\nSlutligt\nunderteck\nnad av alla\n\nen sam\nlad bild";
  const Texts got = test::words_of(test::imported(text));
  EXPECT_NE(std::find(got.begin() + 4, got.end(), "undertecknad"), got.end());
  EXPECT_NE(std::find(got.begin(), got.end(), "sam"), got.end()) << "no evidence for samlad";
}

TEST(Words, TheCanonicalTextIsNotRewritten) {
  const Document document = test::imported("Det ska publice-\nras snart");
  EXPECT_EQ(document.text, "Det ska publice-\nras snart");
  const Segmentation s = text::Segmenter().segment(document);
  EXPECT_EQ(slice(document.text, s.tokens[2].span), "publice-\nras");
}

TEST(Tokens, EveryNonBlankCharacterOutsideMarksIsInOne) {
  const Document document = test::imported("Ja, \"precis\" – 3,5 % (ungefär) [skratt] 😀!\n");
  const Segmentation s = text::Segmenter().segment(document);
  std::string joined;
  for (const Token& token : s.tokens) joined += slice(document.text, token.span);
  EXPECT_EQ(joined, "Ja,\"precis\"–3,5%(ungefär)😀!");
}

TEST(Tokens, AnswersKeepTheirOwnLines) {
  Document document = test::paragraph("- bättre rutiner\n- Mer tid");
  document.segments[0].kind = SegmentKind::Answer;
  EXPECT_EQ(test::sentences_of(document).size(), 2U);
}

}  // namespace
}  // namespace rodtrad
