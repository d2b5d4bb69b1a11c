#include "analyzer/matching/word_types.h"

#include <gtest/gtest.h>

#include "analyzer/language/term_index.h"

namespace rodtrad::matching {
namespace {

struct Text {
  std::string text;
  Segmentation segmentation;

  void add(const std::string& word) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += word + " ";
    const ByteSpan span{begin, begin + static_cast<std::uint32_t>(word.size())};
    const auto token = static_cast<std::uint32_t>(segmentation.tokens.size());
    segmentation.tokens.push_back({.span = span});
    segmentation.words.push_back({.span = span, .token_begin = token, .token_end = token + 1});
  }
};

std::vector<std::uint32_t> terms_of(const WordType& type) {
  std::vector<std::uint32_t> out;
  for (const language::TermMatch& match : type.matches) out.push_back(match.term);
  return out;
}

/// More different words than are remembered, short and long, old and new in turn: each is told as
/// the language engine tells it.
TEST(WordTypes, ForgottenWordsAreAnalysedAnew) {
  using language::TermKind;
  const language::TermIndex index({{.word = "ord1", .kind = TermKind::Prefix},
                                   {.word = "omständlighetsord3", .kind = TermKind::Folded},
                                   {.word = "77", .kind = TermKind::Suffix}});
  const RegexSet none;
  WordTypes types(index, none);
  language::TermIndex::Lookup lookup(index);
  for (const int first : {0, 50'000, 20'000, 100'000, 0, 150'000, 100'000}) {
    Text text;
    for (int i = first; i < first + 60'000; ++i) {
      text.add("ord" + std::to_string(i));
      if (i % 3 == 0) text.add("omständlighetsord" + std::to_string(i));
    }
    std::vector<std::uint32_t> numbers;
    types.of(text.segmentation, text.text, numbers);
    ASSERT_EQ(numbers.size(), text.segmentation.words.size());
    for (std::size_t w = 0; w < numbers.size(); ++w) {
      const Word& word = text.segmentation.words[w];
      const std::string spelled = text.text.substr(word.span.begin, word.span.size());
      WordType asked;
      lookup.find(spelled, asked.matches);
      ASSERT_EQ(terms_of(types[numbers[w]]), terms_of(asked)) << spelled;
    }
    types.forget_when_large();
  }
}

}  // namespace
}  // namespace rodtrad::matching
