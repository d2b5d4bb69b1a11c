#include <gtest/gtest.h>

#include "analyzer/language/term_index.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::language {
namespace {

/// How a word counts as a term, empty when it does not.
std::string how(const Term& term, const std::string& word) {
  const TermIndex index({term});
  TermIndex::Lookup lookup(index);
  std::vector<TermMatch> found;
  lookup.find(text::surface_form(word), found);
  return found.empty() ? "" : std::string(to_text(found.front().recognition.how));
}

TEST(TermIndex, InflectedFormsWithoutCompounds) {
  const Term chef{.word = "chef"};
  EXPECT_EQ(how(chef, "chef"), "equal");
  EXPECT_EQ(how(chef, "CHEF"), "equal");
  EXPECT_NE(how(chef, "chefens"), "");
  EXPECT_NE(how(chef, "cheferna"), "");
  EXPECT_EQ(how(chef, "enhetschef"), "");
  EXPECT_EQ(how(chef, "chefskap"), "");
}

TEST(TermIndex, ExactFormsByCase) {
  EXPECT_EQ(how({.word = "chef", .kind = TermKind::Folded}, "Chef"), "equal");
  EXPECT_EQ(how({.word = "chef", .kind = TermKind::Folded}, "chefen"), "");
  EXPECT_EQ(how({.word = "SIP", .kind = TermKind::Cased}, "SIP"), "equal");
  EXPECT_EQ(how({.word = "SIP", .kind = TermKind::Cased}, "sip"), "");
}

TEST(TermIndex, AcronymsKeepCaseAndTakeEndings) {
  const Term sip{.word = "SIP"};
  for (const char* form : {"SIP:en", "SIP:ar", "SIP:s", "SIPen", "SIP-en", "SIP’en"}) {
    EXPECT_EQ(how(sip, form), "acronym") << form;
  }
  for (const char* other : {"sip", "SIPRI", "sippa", "SIP-möte"})
    EXPECT_EQ(how(sip, other), "") << other;
  EXPECT_EQ(how({.word = "HSL"}, "HSLF"), "");
  EXPECT_EQ(how({.word = "SIP", .compound = CompoundRole::Modifier}, "SIP-mötet"), "compound");
}

TEST(TermIndex, HyphensPartCompounds) {
  EXPECT_EQ(how({.word = "chef", .compound = CompoundRole::Head}, "IT-chefen"), "compound");
  EXPECT_EQ(how({.word = "chef"}, "IT-chefen"), "");
  EXPECT_NE(how({.word = "SIP-möte"}, "SIP-möten"), "");
}

TEST(TermIndex, Wildcards) {
  EXPECT_EQ(how({.word = "samverk", .kind = TermKind::Prefix}, "Samverkansytor"), "pattern");
  EXPECT_EQ(how({.word = "samverkan", .kind = TermKind::Suffix}, "vårdsamverkan"), "pattern");
  EXPECT_EQ(how({.word = "verk", .kind = TermKind::Infix}, "påverkar"), "pattern");
  EXPECT_EQ(how({.word = "verk", .kind = TermKind::Prefix}, "påverkar"), "");
}

TEST(TermIndex, ExtraFormsAndExceptions) {
  const Term term{.word = "roll", .forms = {"befogenhet"}, .exclude = {"rollen"}};
  EXPECT_EQ(how(term, "befogenhet"), "equal");
  EXPECT_EQ(how(term, "rollen"), "");
  EXPECT_NE(how(term, "roller"), "");
}

TEST(TermIndex, GivesEveryTermThatRecognisesAWord) {
  const TermIndex index(
      {{.word = "chef"}, {.word = "che", .kind = TermKind::Prefix}, {.word = "möte"}});
  TermIndex::Lookup lookup(index);
  std::vector<TermMatch> found;
  lookup.find("chefer", found);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].term, 0U);
  EXPECT_EQ(found[1].term, 1U);
}

}  // namespace
}  // namespace rodtrad::language
