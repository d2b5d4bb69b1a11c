#include <gtest/gtest.h>

#include "analyzer/base/strings.h"
#include "analyzer/language/term_index.h"
#include "analyzer/language/word_lists.h"
#include "analyzer/text/normalise.h"
#include "tests/support/build.h"
#include "tests/support/lexicon.h"
#include "tests/support/table_lines.h"

namespace rodtrad::language {
namespace {

std::string how(const std::string& term, const std::string& word, bool spoken = true) {
  const TermIndex index({{.word = term}},
                        {.lexicon = &test::mini_lexicon(), .spoken_forms = spoken});
  TermIndex::Lookup lookup(index);
  std::vector<TermMatch> found;
  lookup.find(text::surface_form(word), found);
  return found.empty() ? "" : std::string(to_text(found.front().recognition.how));
}

TEST(Variants, SpokenFormsStandForWords) {
  EXPECT_EQ(how("något", "nåt"), "spoken");
  EXPECT_EQ(how("sjuksköterska", "ssk"), "spoken");
  EXPECT_EQ(how("sjuksköterska", "ssk:n"), "spoken");
  EXPECT_EQ(how("något", "nåt", false), "") << "switched off";
  EXPECT_EQ(how("chef", "nåt"), "");
}

TEST(Variants, SomeWaysCountOnlyAsTheyAreWritten) {
  EXPECT_EQ(how("dagen", "dan"), "spoken");
  EXPECT_EQ(how("dagen", "Dan"), "") << "a name";
  EXPECT_EQ(how("timme", "tim"), "spoken");
  EXPECT_EQ(how("timme", "Tim"), "");
  EXPECT_EQ(how("eftermiddag", "Em"), "spoken");
  EXPECT_EQ(how("eftermiddag", "EM"), "");
  EXPECT_EQ(how("socialtjänstlagen", "SoL"), "spoken");
  EXPECT_EQ(how("socialtjänstlagen", "sol"), "");
  const language::Resources mini{.lexicon = &test::mini_lexicon()};
  const char* const kol = "kroniskt obstruktiv lungsjukdom";
  EXPECT_EQ(test::hits(kol, "Hon har KOL. Vi eldar kol.", mini).size(), 1);
  EXPECT_EQ(test::hits("barn- och ungdomspsykiatrin", "BUP:s kö.", mini).size(), 1);
}

TEST(Variants, SpokenSpellingsByRule) {
  if (test::real_lexicon() == nullptr) GTEST_SKIP() << "no lexicon on this machine";
  const auto finds = [](const char* term, const char* word) {
    const TermIndex index({{.word = term}}, {.lexicon = test::real_lexicon()});
    TermIndex::Lookup lookup(index);
    std::vector<TermMatch> found;
    lookup.find(text::surface_form(word), found);
    return !found.empty();
  };
  for (const auto& [term, word] : {std::pair{"rolig", "rolit"},
                                   {"färdig", "färdi"},
                                   {"viktig", "viktia"},
                                   {"sedan", "se'n"},
                                   {"roligt", "roli't"},
                                   {"e-post", "eposten"},
                                   {"epost", "e-posten"},
                                   {"är", "e"},
                                   {"lägga", "lagt"}}) {
    EXPECT_TRUE(finds(term, word)) << term << " " << word;
  }
  for (const auto& [term, word] : {std::pair{"vårdplan", "vård-planen"},
                                   {"teamsmöte", "Teams-möten"},
                                   {"Teams-möte", "teamsmötet"},
                                   {"a-kassa", "akassan"}}) {
    EXPECT_TRUE(finds(term, word)) << term << " " << word;
  }
  for (const auto& [term, word] :
       {std::pair{"visig", "visit"}, {"taxig", "taxi"}, {"A-del", "adel"}, {"adel", "A-del"}}) {
    EXPECT_FALSE(finds(term, word)) << term << " " << word;
  }
}

TEST(Variants, ACompoundWithAnAcronymMayBeTwoWords) {
  const language::Resources mini{.lexicon = &test::mini_lexicon()};
  EXPECT_EQ(test::hits("SIP-möte", "Vi hade SIP möte.", mini).size(), 1);
  EXPECT_EQ(test::hits("SIP-möte", "En sip. Möte.", mini).size(), 0);
  EXPECT_EQ(test::hits("fast-möte", "Ett fast möte.", mini).size(), 0) << "no acronym";
}

TEST(Variants, PhrasesAreFoundShortened) {
  for (const char* text : {"vi har bl.a. möten", "vi har bl a möten", "vi har bl. a. möten"}) {
    EXPECT_FALSE(test::hits("bland annat", text, {.lexicon = &test::mini_lexicon()}).empty())
        << text;
  }
  EXPECT_TRUE(test::hits("bland annat", "vi har bl.a. möten",
                         {.lexicon = &test::mini_lexicon(), .spoken_forms = false})
                  .empty());
}

TEST(Variants, OneOrTwoWordsAreFoundBothWays) {
  const auto finds = [](const char* rule, const char* text, bool spoken = true) {
    return !test::hits(rule, text, {.lexicon = &test::mini_lexicon(), .spoken_forms = spoken})
                .empty();
  };
  EXPECT_TRUE(finds("idag", "Vi ses i dag."));
  EXPECT_TRUE(finds("i dag", "Vi ses idag."));
  EXPECT_TRUE(finds("i dag", "Vi ses i dag."));
  EXPECT_TRUE(finds("vi ses i dag", "Vi ses idag.")) << "within a longer phrase";
  EXPECT_TRUE(finds("i stället för", "Vi går istället för att åka."));
  EXPECT_TRUE(finds("på grund av att", "Pga att det är så."));
  EXPECT_FALSE(finds("i ~1 dag", "Vi ses idag.")) << "no words side by side";
  EXPECT_FALSE(finds("idag", "Vi ses i dag.", false)) << "switched off";
  EXPECT_FALSE(finds("=idag", "Vi ses i dag.")) << "this form only";
  EXPECT_FALSE(finds("idag", "Vi ses en dag."));
}

TEST(Variants, AbbreviationsInSmallLettersTakeEndings) {
  EXPECT_EQ(how("vd", "vd:n"), "acronym");
  EXPECT_EQ(how("pdf", "Pdf:er"), "acronym");
  EXPECT_EQ(how("SIP", "sip:en"), "acronym");
  EXPECT_EQ(how("SIP", "sip"), "") << "capitals count where there is no ending";
  EXPECT_EQ(how("vd", "vd:s"), "acronym");
  EXPECT_EQ(how("vd", "vd:xyz"), "");
}

TEST(Variants, WordsAsTypedByPeopleAndPrograms) {
  EXPECT_EQ(how("vård", "va\u030Ard"), "equal") << "decomposed";
  EXPECT_EQ(how("chef", "che\u00ADfen"), "lexicon") << "soft hyphen";
  EXPECT_EQ(how("SIP-möte", "SIP\u2011möten"), how("SIP-möte", "SIP-möten"))
      << "non-breaking hyphen";
  EXPECT_NE(how("SIP-möte", "SIP\u2011möten"), "");
  EXPECT_EQ(how("chef", "CHEFEN"), "lexicon");
}

TEST(Variants, AmbiguousFormsSaySo) {
  const TermIndex index({{.word = "plan"}, {.word = "falla"}, {.word = "åka"}},
                        {.lexicon = &test::mini_lexicon()});
  TermIndex::Lookup lookup(index);
  std::vector<TermMatch> found;
  lookup.find("planet", found);
  EXPECT_TRUE(found.empty()) << "the mini lexicon has no plan/planet";
  lookup.find("åk", found);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].recognition.ambiguous, std::vector<std::string>{"åk"});
  found.clear();
  lookup.find("fall", found);
  EXPECT_TRUE(found.empty()) << "fall is the noun";
}

TEST(Variants, AClosedClassReadingWins) {
  EXPECT_EQ(how("föra", "för"), "");
  EXPECT_EQ(how("föra", "förde"), "lexicon");
}

TEST(Variants, ComparativesWithOtherStems) {
  EXPECT_EQ(how("tydlig", "tydligare"), "lexicon");
  EXPECT_EQ(how("tydlig", "tydligen"), "");
}

TEST(WordLists, EveryEntryHasAReason) {
  EXPECT_TRUE(is_blocked("verkstaden", "stad"));
  EXPECT_FALSE(is_blocked("huvudstaden", "stad"));
  EXPECT_TRUE(hardly_imperative("sätt"));
  EXPECT_FALSE(hardly_imperative("åk"));
  EXPECT_EQ(uncut_length("kontrollgruppen"), std::string_view("kontroll").size());
  EXPECT_EQ(uncut_length("skolgruppen"), 0U);
  for (const char* name :
       {"abbreviations", "homographs", "not_compounds", "one_or_two_words", "patch", "spoken"}) {
    const std::string path =
        std::string(RODTRAD_SOURCE_DIR "/analyzer/language/data/") + name + ".tsv";
    for (const std::string& line : test::table_lines(path)) {
      const auto cells = split(line, '\t');
      EXPECT_TRUE(cells.size() >= 3 && !trim(cells.back()).empty()) << name << ": " << line;
    }
  }
}

}  // namespace
}  // namespace rodtrad::language
