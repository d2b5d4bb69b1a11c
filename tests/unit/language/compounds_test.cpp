#include <gtest/gtest.h>

#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/language/term_index.h"
#include "analyzer/text/normalise.h"
#include "tests/support/lexicon.h"
#include "tests/support/table_lines.h"

namespace rodtrad::language {
namespace {

/// The split shown for a word that counts as the term, empty when it does not count.
std::string split_shown(const std::string& term, CompoundRole role, const std::string& word,
                        const Lexicon& lexicon = test::mini_lexicon()) {
  const TermIndex index({{.word = term, .compound = role}}, {.lexicon = &lexicon});
  TermIndex::Lookup lookup(index);
  std::vector<TermMatch> found;
  lookup.find(text::surface_form(word), found);
  if (found.empty()) return "";
  const Recognition& recognition = found.front().recognition;
  return recognition.how == How::Compound ? recognition.detail
                                          : std::string(to_text(recognition.how));
}

TEST(Compounds, TheRoleDecides) {
  EXPECT_EQ(split_shown("chef", CompoundRole::Head, "enhetschefernas"), "enhets|chefernas");
  EXPECT_EQ(split_shown("chef", CompoundRole::Head, "chefsmöte"), "");
  EXPECT_EQ(split_shown("chef", CompoundRole::Modifier, "chefsmötet"), "chefs|mötet");
  EXPECT_EQ(split_shown("chef", CompoundRole::Modifier, "enhetschefen"), "");
  EXPECT_EQ(split_shown("chef", CompoundRole::Any, "chefsmöte"), "chefs|möte");
  EXPECT_EQ(split_shown("chef", CompoundRole::None, "enhetschef"), "");
  EXPECT_EQ(split_shown("chef", CompoundRole::Head, "chef"), "equal");
}

TEST(Compounds, ThePartsOfPartsCount) {
  EXPECT_EQ(split_shown("vård", CompoundRole::Any, "sjukvårdsavtalet"), "sjuk|vårds|avtalet");
  EXPECT_EQ(split_shown("plan", CompoundRole::Any, "handlingsplanerna"), "handlings|planerna");
  EXPECT_EQ(split_shown("sjukhus", CompoundRole::Modifier, "universitetssjukhusledning"),
            "universitets|sjukhus|ledning");
}

TEST(Compounds, OneThatTheLexiconLacksHasTheFormsOfItsHead) {
  const auto shown = [](const char* word) {
    return split_shown("enhetsvård", CompoundRole::None, word);
  };
  EXPECT_EQ(shown("enhetsvård"), "equal");
  EXPECT_EQ(shown("enhetsvården"), "enhetsvården: enhetsvård");
  EXPECT_EQ(shown("enhetsvårdens"), "enhetsvårdens: enhetsvård");
  EXPECT_EQ(shown("enhetsvårdar"), "") << "the same stem, but the head is a verb";
  EXPECT_EQ(shown("sjukvården"), "");
}

TEST(Compounds, LinkingForms) {
  EXPECT_EQ(split_shown("gata", CompoundRole::Modifier, "gatulykta"), "gatu|lykta");
  EXPECT_EQ(split_shown("hälsa", CompoundRole::Modifier, "hälsovård"), "hälso|vård");
  EXPECT_EQ(split_shown("sjuksköterska", CompoundRole::Modifier, "sjuksköterskemötet"),
            "sjuksköterske|mötet");
}

TEST(Compounds, ThreeConsonantsWrittenAsTwo) {
  EXPECT_EQ(split_shown("fall", CompoundRole::Modifier, "fallucka"), "fall|lucka");
  EXPECT_EQ(split_shown("lucka", CompoundRole::Head, "falluckorna"), "fall|luckorna");
}

TEST(Compounds, LettersAreNotConstituents) {
  EXPECT_EQ(split_shown("roll", CompoundRole::Any, "kontroll"), "");
  EXPECT_EQ(split_shown("stad", CompoundRole::Any, "verkstäder"), "");
  EXPECT_EQ(split_shown("lag", CompoundRole::Any, "förslagen"), "");
  EXPECT_EQ(split_shown("dat", CompoundRole::Any, "mandatet"), "") << "another gender";
  EXPECT_EQ(split_shown("port", CompoundRole::Any, "rapporten"), "") << "blocked";
  EXPECT_EQ(split_shown("chef", CompoundRole::Any, "chefskap"), "");
}

TEST(Compounds, OfTheWholeLexicon) {
  const Lexicon* lexicon = test::real_lexicon();
  if (lexicon == nullptr) GTEST_SKIP() << "no lexicon is built";
  const auto shown = [lexicon](const char* term, const char* word) {
    return split_shown(term, CompoundRole::Any, word, *lexicon);
  };
  // A participle stands under its verb.
  EXPECT_EQ(shown("sjuk", "sjukskrivna"), "sjuk|skrivna");
  EXPECT_EQ(shown("hjälp", "hjälpsökande"), "hjälp|sökande");
  EXPECT_EQ(shown("behov", "behovsprövat"), "behovs|prövat");
  // The sources differ about its gender.
  EXPECT_EQ(shown("vård", "slutenvården"), "sluten|vården");
  EXPECT_EQ(shown("vård", "mödravården"), "mödra|vården");
  EXPECT_EQ(shown("tid", "öppettider"), "öppet|tider");
  EXPECT_EQ(shown("ring", "vigselringen"), "vigsel|ringen");
  // Storage is no law, calluses are no choice.
  EXPECT_EQ(shown("lag", "energilagringen"), "");
  EXPECT_EQ(shown("ring", "energilagring"), "");
  EXPECT_EQ(shown("val", "hudvalkar"), "");
  // The head has the word class of the whole.
  EXPECT_EQ(shown("skola", "demokratiska"), "");
  EXPECT_EQ(shown("skola", "grundskolor"), "grund|skolor");
  EXPECT_EQ(shown("led", "toalett"), "");
  EXPECT_EQ(shown("liv", "arbetsliv"), "arbets|liv");
  EXPECT_EQ(shown("man", "tjänsteman"), "tjänste|man");
  EXPECT_EQ(shown("fall", "hemfallen"), "");
  EXPECT_EQ(shown("fall", "knäfall"), "knä|fall");
  EXPECT_EQ(shown("tand", "bristande"), "");
  EXPECT_EQ(shown("tand", "framtänderna"), "fram|tänderna");
  EXPECT_EQ(shown("mat", "klimatmål"), "");
  EXPECT_EQ(shown("is", "johannisberg"), "");
  // Whose s it is.
  EXPECT_EQ(shown("slag", "barnomsorgslag"), "");
  EXPECT_EQ(shown("lag", "barnomsorgslag"), "barnomsorgs|lag");
  EXPECT_EQ(shown("slag", "rådslag"), "råd|slag");
  EXPECT_EQ(shown("lag", "rådslag"), "");
  EXPECT_EQ(shown("skola", "lovskola"), "lov|skola");
  EXPECT_EQ(shown("slag", "lagförslag"), "");
}

TEST(Compounds, TheTableOfRealWords) {
  const Lexicon* lexicon = test::real_lexicon();
  if (lexicon == nullptr) GTEST_SKIP() << "no lexicon is built";
  std::size_t asked = 0;
  for (const std::string& line :
       test::table_lines(RODTRAD_SOURCE_DIR "/tests/data/compound_words.tsv")) {
    const auto cells = split(line, '\t');
    const bool before = cells.at(0).starts_with('+');
    const bool after = cells.at(0).ends_with('+');
    const CompoundRole role = before && after ? CompoundRole::Any
                              : before        ? CompoundRole::Head
                              : after         ? CompoundRole::Modifier
                                              : CompoundRole::None;
    const std::string term(cells.at(0).substr(
        before ? 1 : 0, cells.at(0).size() - (before ? 1 : 0) - (after ? 1 : 0)));
    for (const bool found : {true, false}) {
      for (const std::string_view word : split(cells.at(found ? 1 : 2), ' ')) {
        if (word == "-") continue;
        ++asked;
        EXPECT_EQ(!split_shown(term, role, std::string(word), *lexicon).empty(), found)
            << cells.at(0) << " and " << word;
      }
    }
  }
  EXPECT_GT(asked, 300U);
}

// Quadratic, these would take minutes.
TEST(Compounds, NewWordsJoinKnownOnes) {
  const Lexicon* lexicon = test::real_lexicon();
  if (lexicon == nullptr) GTEST_SKIP() << "no lexicon is built";
  const auto head = [lexicon](const char* term, const char* word) {
    return split_shown(term, CompoundRole::Head, word, *lexicon);
  };
  EXPECT_EQ(head("process", "onboardingprocessen"), "onboarding|processen");
  EXPECT_EQ(head("enhet", "bupenheten"), "bup|enheten");
  EXPECT_EQ(head("verktyg", "aiverktyget"), "ai|verktyget");
  EXPECT_EQ(head("enhet", "belefvenheten"), "") << "an adjective's noun";
  EXPECT_EQ(head("ordination", "subordinationen"), "");
}

TEST(Compounds, NamesAreNone) {
  const Lexicon* lexicon = test::real_lexicon();
  if (lexicon == nullptr) GTEST_SKIP() << "no lexicon is built";
  const auto shown = [lexicon](const char* term, const char* word) {
    return split_shown(term, CompoundRole::Any, word, *lexicon);
  };
  EXPECT_EQ(shown("sjö", "Sjöberg"), "");
  EXPECT_EQ(shown("sjö", "Sjöbergs"), "");
  EXPECT_EQ(shown("vård", "Vårdinge"), "");
  EXPECT_EQ(shown("barn", "Barnsjukhuset"), "barn|sjukhuset");
  EXPECT_EQ(shown("berg", "grusberg"), "grus|berg") << "in small letters it is a word";
}

TEST(Compounds, NoWordIsSoLong) {
  std::string word;
  for (int i = 0; i < 50'000; ++i) word += "vård";
  EXPECT_EQ(split_shown("vård", CompoundRole::Any, word), "");
  for (int i = 0; i < 50'000; ++i) word += "-vård";
  EXPECT_NE(split_shown("vård", CompoundRole::Any, word), "");
}

TEST(Compounds, Hyphens) {
  EXPECT_EQ(split_shown("chef", CompoundRole::Head, "IT-chefen"), "IT|chefen");
  EXPECT_EQ(split_shown("SIP", CompoundRole::Modifier, "SIP-mötet"), "SIP|mötet");
  EXPECT_EQ(split_shown("möte", CompoundRole::Modifier, "SIP-mötet"), "");
}

TEST(Compounds, AShortenedFirstPartIsCompleted) {
  const TermIndex index({{.word = "inskrivning"}}, {.lexicon = &test::mini_lexicon()});
  TermIndex::Lookup lookup(index);
  const auto whole = lookup.completions("in-", "utskrivning");
  EXPECT_NE(std::find(whole.begin(), whole.end(), "inskrivning"), whole.end());
  EXPECT_TRUE(lookup.completions("in-", "chef").empty());
}

TEST(Compounds, AShortenedLastPartIsCompleted) {
  const TermIndex index({{.word = "fallgrupp"}}, {.lexicon = &test::mini_lexicon()});
  TermIndex::Lookup lookup(index);
  EXPECT_EQ(lookup.completions("fallucka", "-grupp"), std::vector<std::string>{"fallgrupp"});
  EXPECT_TRUE(lookup.completions("chef", "-grupp").empty());
  std::vector<TermMatch> found;
  lookup.find_shortened("Fallucka", "-grupp", found);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].recognition.how, How::Compound);
  EXPECT_EQ(found[0].recognition.detail, "Fallucka … -grupp: fallgrupp");
}

}  // namespace
}  // namespace rodtrad::language
