#include <gtest/gtest.h>

#include "analyzer/matching/rule_language.h"

namespace rodtrad::matching {
namespace {

/// A rule as an S-expression; errors as `column: message`.
std::string shape(const Rule& rule) {
  static const char* const names[] = {"term", "regex", "list",   "seq",     "and",     "or",
                                      "not",  "near",  "before", "negated", "affirmed"};
  if (rule.kind == RuleKind::Term) {
    static const char* const marks[] = {"", "=", "==", "prefix:", "suffix:", "infix:"};
    std::string word = marks[static_cast<int>(rule.term_kind)] + rule.text;
    if (rule.compound == CompoundRole::Head || rule.compound == CompoundRole::Any)
      word = "+" + word;
    if (rule.compound == CompoundRole::Modifier || rule.compound == CompoundRole::Any) word += "+";
    return word;
  }
  std::string out = "(" + std::string(names[static_cast<int>(rule.kind)]);
  if (rule.kind == RuleKind::Near || rule.kind == RuleKind::Before)
    out += "/" + std::to_string(rule.distance);
  if (!rule.text.empty()) out += " " + rule.text;
  for (std::size_t i = 0; i < rule.children.size(); ++i) {
    if (rule.kind == RuleKind::Sequence && rule.gaps[i] > 0)
      out += " ~" + std::to_string(rule.gaps[i]);
    out += " " + shape(rule.children[i]);
  }
  return out + ")";
}

std::string parsed(const std::string& text) {
  Rule rule;
  RuleError error;
  if (parse_rule(text, rule, error)) return shape(rule);
  return std::to_string(error.at + 1) + ": " + error.message;
}

TEST(RuleParser, WordsAndTheirMarks) {
  EXPECT_EQ(parsed("chef"), "chef");
  EXPECT_EQ(parsed("=chef"), "=chef");
  EXPECT_EQ(parsed("==SIP"), "==SIP");
  EXPECT_EQ(parsed("+chef"), "+chef");
  EXPECT_EQ(parsed("sjukhus+"), "sjukhus+");
  EXPECT_EQ(parsed("+vård+"), "+vård+");
  EXPECT_EQ(parsed("samverk*"), "prefix:samverk");
  EXPECT_EQ(parsed("*samverkan"), "suffix:samverkan");
  EXPECT_EQ(parsed("*verk*"), "infix:verk");
  EXPECT_EQ(parsed("IT-stöd"), "IT-stöd");
  EXPECT_EQ(parsed("SIP:en"), "SIP:en");
  EXPECT_EQ(parsed("t.ex."), "t.ex");
}

TEST(RuleParser, PhrasesAndGaps) {
  EXPECT_EQ(parsed("vem som gör"), "(seq vem som gör)");
  EXPECT_EQ(parsed("ta ~3 ansvar"), "(seq ta ~3 ansvar)");
  EXPECT_EQ(parsed("in- och utskrivning"), "(seq in- och utskrivning)");
  EXPECT_EQ(parsed("kommun/region"), "(seq kommun region)");
  EXPECT_EQ(parsed("(hög OR lång) tröskel"), "(seq (or hög lång) tröskel)");
}

TEST(RuleParser, Precedence) {
  EXPECT_EQ(parsed("a OR b AND c"), "(or a (and b c))");
  EXPECT_EQ(parsed("a AND b NEAR/5 c"), "(and a (near/5 b c))");
  EXPECT_EQ(parsed("NOT a AND b"), "(and (not a) b)");
  EXPECT_EQ(parsed("(a OR b) AND c"), "(and (or a b) c)");
  EXPECT_EQ(parsed("a NEAR/2 b BEFORE/3 c"), "(before/3 (near/2 a b) c)");
  EXPECT_EQ(parsed("a NEAR/2 NOT b"), "(near/2 a (not b))");
  EXPECT_EQ(parsed("negated(fungera) OR $list"), "(or (negated fungera) (list list))");
  EXPECT_EQ(parsed("/sam(verkan)?/ AND b"), "(and (regex sam(verkan)?) b)");
  EXPECT_EQ(parsed("/a\\/b[/]/"), "(regex a/b[/])");
  EXPECT_EQ(parsed("och OR eller"), "(or och eller)");
}

TEST(RuleParser, ErrorsPointAtTheColumn) {
  EXPECT_EQ(parsed("otydlig NEAR/5"), "15: expected a word after NEAR/5");
  EXPECT_EQ(parsed("otydlig NEAR/5 OR x"), "16: expected a word after NEAR/5");
  EXPECT_EQ(parsed("a NEAR b"), "7: expected a number after NEAR/");
  EXPECT_EQ(parsed("a NEAR/x b"), "7: expected a number after NEAR/");
  EXPECT_EQ(parsed("(a OR b"), "1: this ( is not closed");
  EXPECT_EQ(parsed("a)"), "2: this ) closes nothing");
  EXPECT_EQ(parsed(""), "1: the rule is empty");
  EXPECT_EQ(parsed("a AND"), "6: expected a word after AND");
  EXPECT_EQ(parsed("AND a"), "1: expected a word before AND");
  EXPECT_EQ(parsed("*"), "1: expected a word beside *");
  EXPECT_EQ(parsed("a*b"), "1: * can stand only first or last in a word");
  EXPECT_EQ(parsed("+a*"), "1: * and + cannot stand on the same word");
  EXPECT_EQ(parsed("/abc"), "1: the regular expression is not closed");
  EXPECT_EQ(parsed("/\\bår\\b/"), "2: \\b knows ASCII only and is refused");
  EXPECT_EQ(parsed("/\\w+/"), "2: \\w knows ASCII only and is refused");
  EXPECT_EQ(parsed("~3 a"), "1: a gap needs a word before it");
  EXPECT_EQ(parsed("a ~3"), "3: a gap needs a word after it");
  EXPECT_EQ(parsed("!!!"), "1: \"!!!\" holds no word");
  EXPECT_EQ(parsed("\"a b\""), "1: quotation marks have no meaning here");
  EXPECT_EQ(parsed("NOT a NEAR/3 NOT b"), "7: NEAR/3 needs words on at least one side");
  EXPECT_EQ(parsed(std::string(100, '(') + "a" + std::string(100, ')')),
            "65: the rule is nested too deep");
}

TEST(RuleParser, KnowsWhatNeedsAHit) {
  const auto needs = [](const std::string& text) {
    Rule rule;
    RuleError error;
    EXPECT_TRUE(parse_rule(text, rule, error)) << text;
    return needs_hit(rule);
  };
  EXPECT_TRUE(needs("a AND NOT b"));
  EXPECT_FALSE(needs("NOT a"));
  EXPECT_FALSE(needs("a OR NOT b"));
  EXPECT_TRUE(needs("a OR b AND NOT c"));
}

}  // namespace
}  // namespace rodtrad::matching
