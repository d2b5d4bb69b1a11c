#include <gtest/gtest.h>

#include <random>

#include "analyzer/ingest/importer.h"
#include "analyzer/pipeline/plain_words.h"
#include "analyzer/pipeline/quotes.h"

/// Reports generated from transcripts: what is quoted word for word is never called altered, and
/// every changed, added, dropped or invented word is noticed. Transcripts draw on few words, so
/// that chance likeness is common.
namespace rodtrad {
namespace {

const std::vector<std::string> kWords = {
    "vi",    "har",    "inte",   "det",    "en",     "som",    "och",    "att",
    "på",    "möte",   "chef",   "avtal",  "rutin",  "tid",    "kommun", "region",
    "plan",  "ringer", "väntar", "ibland", "alltid", "hem",    "dag",    "vecka",
    "säger", "ny",     "lista",  "svar",   "fråga",  "telefon"};

std::string random_sentence(std::mt19937& random, std::size_t words) {
  std::string out;
  for (std::size_t i = 0; i < words; ++i) {
    if (i > 0) out += i % 7 == 3 ? ", " : " ";
    out += kWords[random() % kWords.size()];
  }
  return out + ".";
}

struct Sample {
  std::vector<Document> transcripts;
  std::vector<std::string> sentences;
};

Sample sample(std::mt19937& random) {
  Sample out;
  Diagnostics remarks;
  for (int d = 0; d < 4; ++d) {
    std::string text;
    for (int turn = 0; turn < 30; ++turn) {
      text += turn % 2 == 0 ? "Anna: " : "Bo: ";
      for (int s = 0; s < 3; ++s) {
        out.sentences.push_back(random_sentence(random, 8 + random() % 12));
        text += out.sentences.back() + (s < 2 ? " " : "\n\n");
      }
    }
    const std::string key = "samtal-" + std::to_string(d);
    auto read = ingest::import_source({key + ".txt", key, text}, {}, remarks);
    out.transcripts.push_back(read.value().front());
  }
  return out;
}

std::vector<std::string> words_of(const std::string& sentence) {
  std::vector<std::string> out;
  for (const auto& word : pipeline::plain_words(sentence)) out.push_back(word.form);
  return out;
}

std::string quoted(const std::vector<std::string>& words) {
  std::string out = "”";
  for (std::size_t i = 0; i < words.size(); ++i) out += (i > 0 ? " " : "") + words[i];
  return out + "”\n\n";
}

std::vector<QuoteCheck> checked(const Sample& material, const std::string& text) {
  Diagnostics remarks;
  auto report = ingest::import_source({"rapport.md", "rapport", text}, {}, remarks);
  return pipeline::check_quotes(report.value().front(), {}, material.transcripts, {}).checks;
}

class QuotesProperty : public ::testing::TestWithParam<unsigned> {};

TEST_P(QuotesProperty, WordForWordIsNeverCalledAltered) {
  std::mt19937 random(GetParam());
  const Sample material = sample(random);
  std::string report;
  for (int i = 0; i < 40; ++i) {
    std::vector<std::string> words =
        words_of(material.sentences[random() % material.sentences.size()]);
    const std::size_t first = random() % 3;
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first));
    if (i % 4 == 0) words[2] = "[...] " + words[2];
    if (i % 4 == 1) words[0][0] = static_cast<char>(std::toupper(words[0][0]));
    report += quoted(words);
  }
  const std::vector<QuoteCheck> checks = checked(material, report);
  ASSERT_EQ(checks.size(), 40U);
  for (const QuoteCheck& check : checks) {
    EXPECT_FALSE(is_fault(check.status))
        << to_text(check.status) << ": " << check.quotation.text << " | " << check.difference;
  }
}

TEST_P(QuotesProperty, EveryChangedOrInventedQuotationIsNoticed) {
  std::mt19937 random(GetParam());
  const Sample material = sample(random);
  std::string report;
  for (int i = 0; i < 40; ++i) {
    std::vector<std::string> words =
        words_of(material.sentences[random() % material.sentences.size()]);
    const auto place = static_cast<std::ptrdiff_t>(1 + random() % (words.size() - 2));
    switch (i % 4) {
      case 0:
        words[static_cast<std::size_t>(place)] = "cykeln";
        break;
      case 1:
        words.insert(words.begin() + place, "faktiskt");
        break;
      case 2: {
        // Not beside its double: `vi vi har` without a `vi` still stands in the transcript.
        auto dropped = static_cast<std::size_t>(place);
        while (words[dropped] == words[dropped - 1] || words[dropped] == words[dropped + 1]) {
          dropped = 1 + random() % (words.size() - 2);
        }
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(dropped));
        break;
      }
      default:
        for (std::size_t w = 0; w < words.size(); w += 2) words[w] = "påhitt" + std::to_string(w);
    }
    report += quoted(words);
  }
  const std::vector<QuoteCheck> checks = checked(material, report);
  ASSERT_EQ(checks.size(), 40U);
  for (std::size_t i = 0; i < checks.size(); ++i) {
    const QuoteStatus status = checks[i].status;
    EXPECT_TRUE(is_fault(status)) << i << " " << to_text(status) << ": "
                                  << checks[i].quotation.text;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, QuotesProperty, ::testing::Range(1U, 9U));

}  // namespace
}  // namespace rodtrad
