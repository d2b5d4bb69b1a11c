#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <set>

#include "analyzer/matching/compile.h"
#include "analyzer/matching/evaluate.h"
#include "analyzer/matching/rule_language.h"
#include "tests/support/build.h"

/// The matcher against a slow reading of docs/codebook-format.md: no indexes, no types, every
/// position tried. Rules and texts are generated from a tiny vocabulary so that everything meets.
namespace rodtrad {
namespace {

using matching::Rule;
using matching::RuleKind;

const std::vector<std::string> kWords = {"chef", "roll", "bord", "grupp", "plan"};

std::string random_rule(std::mt19937& random, int depth) {
  const auto word = [&] {
    const std::string w = kWords[random() % kWords.size()];
    switch (random() % 8) {
      case 0:
        return "=" + w;
      case 1:
        return w.substr(0, 3) + "*";
      case 2:
        return "/" + w + "(en)?/";
      default:
        return w;
    }
  };
  if (depth == 0) return word();
  const auto inner = [&] { return "(" + random_rule(random, depth - 1) + ")"; };
  switch (random() % 9) {
    case 0:
      return inner() + " AND " + inner();
    case 1:
      return inner() + " OR " + inner();
    case 2:
      return inner() + " AND NOT " + inner();
    case 3:
      return word() + " NEAR/" + std::to_string(random() % 4) + " " + word();
    case 4:
      return word() + " BEFORE/" + std::to_string(random() % 4) + " " + word();
    case 5:
      return word() + " " + word();
    case 6:
      return word() + " ~" + std::to_string(random() % 3) + " " + word();
    case 7:
      return word() + " NEAR/" + std::to_string(random() % 3) + " NOT " + word();
    default:
      return "(" + word() + " OR " + word() + ") NEAR/2 (" + word() + " NEAR/1 " + word() + ")";
  }
}

std::string random_text(std::mt19937& random) {
  std::string out;
  for (auto n = random() % 14; n > 0; --n) {
    std::string w = kWords[random() % kWords.size()];
    if (random() % 4 == 0) w += "en";
    out += w;
    out += random() % 6 == 0 ? ". " : random() % 6 == 0 ? ", " : " ";
  }
  return out;
}

/// What a rule means, read literally. A place is a set of words.
struct Place {
  std::set<int> words;
  int begin() const { return *words.begin(); }
  int end() const { return *words.rbegin() + 1; }
};

struct Meaning {
  bool holds = false;
  std::vector<Place> places;
};

class Naive {
 public:
  Naive(std::vector<std::string> words, std::vector<int> sentences)
      : words_(std::move(words)), sentences_(std::move(sentences)) {}

  Meaning of(const Rule& rule) const {
    switch (rule.kind) {
      case RuleKind::Term:
        return single([&](const std::string& w) { return term(rule, w); });
      case RuleKind::Regex: {
        const std::string stem = rule.text.substr(0, rule.text.find('('));
        return single([&](const std::string& w) { return w == stem || w == stem + "en"; });
      }
      case RuleKind::Not:
        return {!of(rule.children[0]).holds, {}};
      case RuleKind::And:
        return combine(rule, true);
      case RuleKind::Or:
        return combine(rule, false);
      case RuleKind::Sequence:
        return sequence(rule);
      case RuleKind::Near:
      case RuleKind::Before:
        return near(rule);
      case RuleKind::List:
      case RuleKind::Negated:
      case RuleKind::Affirmed:
        return {};  // not generated
    }
    return {};
  }

 private:
  static bool term(const Rule& rule, const std::string& word) {
    if (rule.term_kind == language::TermKind::Folded) return word == rule.text;
    if (rule.term_kind == language::TermKind::Prefix) return word.rfind(rule.text, 0) == 0;
    return word == rule.text || word == rule.text + "en";
  }

  Meaning single(const std::function<bool(const std::string&)>& test) const {
    Meaning out;
    for (int i = 0; i < static_cast<int>(words_.size()); ++i) {
      if (test(words_[static_cast<std::size_t>(i)])) out.places.push_back({{i}});
    }
    out.holds = !out.places.empty();
    return out;
  }

  Meaning combine(const Rule& rule, bool all) const {
    Meaning out;
    out.holds = all;
    for (const Rule& child : rule.children) {
      const Meaning m = of(child);
      out.holds = all ? out.holds && m.holds : out.holds || m.holds;
      out.places.insert(out.places.end(), m.places.begin(), m.places.end());
    }
    if (!out.holds) out.places.clear();
    return out;
  }

  bool one_sentence(const Place& a, const Place& b) const {
    return sentences_[static_cast<std::size_t>(a.begin())] ==
           sentences_[static_cast<std::size_t>(b.begin())];
  }

  Meaning sequence(const Rule& rule) const {
    std::vector<Place> partial = of(rule.children[0]).places;
    for (std::size_t i = 1; i < rule.children.size(); ++i) {
      std::vector<Place> longer;
      for (const Place& a : partial) {
        for (const Place& b : of(rule.children[i]).places) {
          const int gap = b.begin() - a.end();
          if (gap < 0 || gap > static_cast<int>(rule.gaps[i]) || !one_sentence(a, b)) continue;
          Place whole;
          for (int w = a.begin(); w < b.end(); ++w) whole.words.insert(w);
          longer.push_back(whole);
        }
      }
      partial = longer;
    }
    return {!partial.empty(), partial};
  }

  bool close(const Rule& rule, const Place& a, const Place& b) const {
    if (!one_sentence(a, b)) return false;
    for (const int w : a.words) {
      if (b.words.contains(w)) return false;
    }
    if (rule.kind == RuleKind::Before && b.begin() < a.end()) return false;
    const int between = b.begin() >= a.end()   ? b.begin() - a.end()
                        : a.begin() >= b.end() ? a.begin() - b.end()
                                               : 0;
    return between <= static_cast<int>(rule.distance);
  }

  Meaning near(const Rule& rule) const {
    Meaning out;
    if (rule.children[1].kind == RuleKind::Not) {
      const auto unwanted = of(rule.children[1].children[0]).places;
      for (const Place& a : of(rule.children[0]).places) {
        const bool free = std::none_of(unwanted.begin(), unwanted.end(),
                                       [&](const Place& b) { return close(rule, a, b); });
        if (free) out.places.push_back(a);
      }
    } else {
      for (const Place& a : of(rule.children[0]).places) {
        for (const Place& b : of(rule.children[1]).places) {
          if (!close(rule, a, b)) continue;
          Place both = a;
          both.words.insert(b.words.begin(), b.words.end());
          out.places.push_back(both);
        }
      }
    }
    out.holds = !out.places.empty();
    return out;
  }

  std::vector<std::string> words_;
  std::vector<int> sentences_;
};

TEST(MatchingProperty, AgreesWithANaiveReading) {
  std::mt19937 random(42);
  text::Segmenter segmenter;
  std::size_t held = 0;
  for (int round = 0; round < 6000; ++round) {
    const std::string rule_text = random_rule(random, static_cast<int>(random() % 3));
    Rule rule;
    matching::RuleError error;
    ASSERT_TRUE(matching::parse_rule(rule_text, rule, error)) << rule_text << ": " << error.message;
    if (!matching::needs_hit(rule)) continue;
    const std::string text = random_text(random);
    const Document document = test::paragraph(text);
    const Segmentation s = segmenter.segment(document);
    if (s.words.empty()) continue;
    std::vector<std::string> words;
    std::vector<int> sentences;
    for (const Word& word : s.words) {
      words.push_back(text::surface_of(word, s, document.text));
      sentences.push_back(static_cast<int>(word.sentence));
    }
    const Meaning expected = Naive(words, sentences).of(rule);

    const Codebook book = test::book_of({rule_text});
    const auto matcher = matching::Matcher::compile(book);
    ASSERT_TRUE(matcher) << rule_text;
    matching::Matcher::Worker worker(matcher.value());
    const auto coded = worker.code(document, s, {.units = {.kind = UnitKind::Document}});
    ASSERT_EQ(!coded.codings.empty(), expected.holds) << rule_text << "\n" << text;
    if (coded.codings.empty()) continue;
    ++held;
    std::set<int> expected_words;
    for (const Place& place : expected.places)
      expected_words.insert(place.words.begin(), place.words.end());
    std::set<int> found_words;
    for (const Evidence& evidence : coded.codings[0].evidence) {
      for (int w = 0; w < static_cast<int>(s.words.size()); ++w) {
        if (evidence.span.contains(s.words[static_cast<std::size_t>(w)].span))
          found_words.insert(w);
      }
    }
    ASSERT_EQ(found_words, expected_words) << rule_text << "\n" << text;
  }
  EXPECT_GT(held, 1000U);
}

}  // namespace
}  // namespace rodtrad
