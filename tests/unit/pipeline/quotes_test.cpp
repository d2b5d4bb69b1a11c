#include "analyzer/pipeline/quotes.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "analyzer/ingest/importer.h"
#include "analyzer/pipeline/analyze.h"
#include "analyzer/pipeline/plain_words.h"

namespace rodtrad {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;
using pipeline::QuoteScope;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

Document imported(const std::string& name, const std::string& text) {
  Diagnostics remarks;
  auto documents =
      ingest::import_source({name, name.substr(0, name.rfind('.')), text}, {}, remarks);
  return documents.value().front();
}

const std::string kTranscript =
    "I: Hur är det med avtalet?\n\n"
    "IP1: Jo, vi läser det aldrig. Det ligger i en pärm på mitt rum, och pärmen är blå.\n\n"
    "IP2: Vi fick ett nytt avtal i maj. Eh, det är [skratt] mycket längre än det gamla, va.\n\n"
    "IP1: Sen kom det en in- och utskrivningsrutin, och ett med-\ndelande om den.\n";

QuoteReport check(const std::string& report, pipeline::QuoteOptions options = {}) {
  return pipeline::check_quotes(imported("rapport.md", report), {},
                                {imported("samtal.txt", kTranscript)}, options);
}

QuoteStatus status_of(const std::string& report) {
  const QuoteReport quotes = check(report);
  EXPECT_EQ(quotes.checks.size(), 1U) << report;
  return quotes.checks.empty() ? QuoteStatus::Missing : quotes.checks.front().status;
}

TEST(PlainWords, HyphensLineBreaksAndCaseDoNotMatter) {
  const auto forms = [](const char* text) {
    std::vector<std::string> out;
    for (const auto& word : pipeline::plain_words(text)) out.push_back(word.form);
    return out;
  };
  EXPECT_EQ(forms("Ett med-\ndelande"), forms("ett meddelande"));
  EXPECT_EQ(forms("SIP:en, IT-stödet"), (std::vector<std::string>{"sipen", "itstödet"}));
  EXPECT_EQ(forms("in- och ut, in-\noch ut"),
            (std::vector<std::string>{"in", "och", "ut", "in", "och", "ut"}));
}

TEST(Quotes, FindsAllKindsOfMarks) {
  for (const char* report :
       {"”Det ligger i en pärm på mitt rum”", "“Det ligger i en pärm på mitt”",
        "\"Det ligger i en pärm på mitt rum\"", "»Det ligger i en pärm på»",
        "«Det ligger i en pärm på»", "’Det ligger i en pärm på mitt rum’",
        "> Det ligger i en pärm på mitt rum", "*Det ligger i en pärm på mitt*",
        "– Det ligger i en pärm på mitt rum, säger IP1.", "„Det ligger i en pärm på mitt rum“"}) {
    EXPECT_EQ(status_of(report), QuoteStatus::Exact) << report;
  }
}

TEST(Quotes, CasePunctuationPausesAndLaughterDoNotMatter) {
  EXPECT_EQ(status_of("”det är mycket längre, än det gamla!”"), QuoteStatus::Exact);
  EXPECT_EQ(status_of("”[D]et är (skratt) mycket längre än det gamla”"), QuoteStatus::Exact);
  EXPECT_EQ(status_of("”och ett meddelande om den”"), QuoteStatus::Exact);
}

TEST(Quotes, MarkedCutsShortenAndInsertionsAreTheWritersOwn) {
  EXPECT_EQ(status_of("”Det ligger i en pärm [...] och pärmen är blå”"), QuoteStatus::Shortened);
  EXPECT_EQ(status_of("”Det ligger i en pärm [ ] och pärmen är blå”"), QuoteStatus::Shortened);
  EXPECT_EQ(status_of("”Det [avtalet] ligger i en pärm på mitt rum”"), QuoteStatus::Exact);
}

TEST(Quotes, SaysWhichWordsWereChanged) {
  const QuoteReport quotes = check(
      "”Det ligger i en låda på mitt rum, och pärmen är blå”\n\n”Vi fick ett avtal i maj”\n\n"
      "”Det ligger alltid i en pärm på mitt rum”\n");
  ASSERT_EQ(quotes.checks.size(), 3U);
  EXPECT_EQ(quotes.checks[0].status, QuoteStatus::Altered);
  EXPECT_EQ(quotes.checks[0].difference, "pärm → låda");
  EXPECT_EQ(quotes.checks[1].difference, "− nytt");
  EXPECT_EQ(quotes.checks[2].difference, "+ alltid");
}

TEST(Quotes, AChangedWordAtEitherEndStandsForOneOfTheSameSentence) {
  const Document transcript = imported("samtal.txt", kTranscript);
  const auto change = [&transcript](const char* report) {
    const QuoteReport quotes = check(report);
    EXPECT_EQ(quotes.checks.size(), 1U) << report;
    return std::pair(std::string(slice(transcript.text, quotes.checks.at(0).span)),
                     quotes.checks.at(0).difference);
  };
  // The last word is another one; it does not make the source a word shorter.
  EXPECT_EQ(change("”Det ligger i en pärm på mitt kontor”"),
            std::pair("Det ligger i en pärm på mitt rum"s, "rum → kontor"s));
  // Added behind a sentence's end, it does not stand for the next sentence's first word.
  EXPECT_EQ(change("”Jo, vi läser det aldrig längre.”"),
            std::pair("Jo, vi läser det aldrig"s, "+ längre"s));
  // Added before a sentence, it does not stand for the last word of the one before.
  EXPECT_EQ(change("”Men det ligger i en pärm på mitt rum”"),
            std::pair("Det ligger i en pärm på mitt rum"s, "+ Men"s));
}

TEST(Quotes, WordsOfTwoPersonsInOneQuotationAreAltered) {
  const QuoteReport quotes = check("”och pärmen är blå [...] Vi fick ett nytt avtal i maj”");
  ASSERT_EQ(quotes.checks.size(), 1U);
  EXPECT_EQ(quotes.checks[0].status, QuoteStatus::Altered);
}

TEST(Quotes, InventedWordsAreMissing) {
  EXPECT_EQ(status_of("”Avtalet har gjort stor skillnad för oss alla”"), QuoteStatus::Missing);
}

TEST(Quotes, TheNamedSpeakerMustBeTheTranscripts) {
  EXPECT_EQ(status_of("”Vi fick ett nytt avtal i maj” (IP2)"), QuoteStatus::Exact);
  EXPECT_EQ(status_of("”Vi fick ett nytt avtal i maj” (IP1, samtal)"), QuoteStatus::Misattributed);
  EXPECT_EQ(status_of("IP1 säger: ”Vi fick ett nytt avtal i maj.”"), QuoteStatus::Misattributed);
  EXPECT_EQ(status_of("– Vi fick ett nytt avtal i maj, säger IP1."), QuoteStatus::Misattributed);
}

TEST(Quotes, TheSamePlaceTwiceIsReused) {
  const QuoteReport quotes = check(
      "”Vi fick ett nytt avtal i maj”\n\n”jo, vi läser det aldrig”\n\n”ett nytt avtal i maj”");
  ASSERT_EQ(quotes.checks.size(), 3U);
  EXPECT_EQ(quotes.checks[1].status, QuoteStatus::Exact);
  EXPECT_EQ(quotes.checks[2].status, QuoteStatus::Reused);
  EXPECT_EQ(quotes.checks[2].same_as, 0U);
}

TEST(Quotes, ShortPhrasesAreCountedNotChecked) {
  const QuoteReport quotes = check("Den kallas ”blå pärmen” av alla.");
  EXPECT_TRUE(quotes.checks.empty());
  EXPECT_EQ(quotes.too_short, 1U);
}

TEST(Quotes, AllSentencesTakesUnmarkedLists) {
  const QuoteReport quotes =
      check("# Citat\n\n- Vi fick ett nytt avtal i maj.\n- Ingen har sett den nya planen här.\n",
            {.scope = QuoteScope::AllSentences});
  ASSERT_EQ(quotes.checks.size(), 2U);
  EXPECT_EQ(quotes.checks[0].status, QuoteStatus::Exact);
  EXPECT_EQ(quotes.checks[1].status, QuoteStatus::Missing);
}

pipeline::Material example_interviews() {
  pipeline::Request request;
  const fs::path folder = fs::path(RODTRAD_SOURCE_DIR) / "corpora/vardsamverkan";
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    pipeline::Input input{.name = name, .key = entry.path().stem().string()};
    input.bytes = bytes_of(entry.path());
    if (name == "attribut.csv") {
      request.attribute_tables.push_back({name, input.bytes});
    } else {
      request.inputs.push_back(std::move(input));
    }
  }
  return std::move(pipeline::import_all(request, nullptr)).value();
}

/// What the table says about a quotation; without a line it is exact.
std::string planted(const std::string& quote, std::map<std::string, int>& uses) {
  std::istringstream table(
      bytes_of(fs::path(RODTRAD_SOURCE_DIR) / "tests/data/slutrapport_citat.tsv"));
  for (std::string line; std::getline(table, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string::npos) continue;
    const std::string start = line.substr(0, tab);
    const std::string status = line.substr(tab + 1);
    if (!quote.starts_with(start)) continue;
    if (!status.ends_with(" 2")) return status;
    return ++uses[start] == 2 ? status.substr(0, status.size() - 2) : "exact";
  }
  return "exact";
}

TEST(Quotes, FindsEveryPlantedFaultInTheExampleReportAndNothingElse) {
  const fs::path file = fs::path(RODTRAD_SOURCE_DIR) / "corpora/slutrapport/slutrapport.md";
  const QuoteReport quotes = pipeline::check_quotes(imported("slutrapport.md", bytes_of(file)), {},
                                                    example_interviews().documents, {});
  EXPECT_GE(quotes.checks.size(), 60U);
  EXPECT_EQ(quotes.too_short, 2U);
  std::map<std::string, int> uses;
  std::size_t faults = 0;
  for (const QuoteCheck& check : quotes.checks) {
    EXPECT_EQ(to_text(check.status), planted(check.quotation.text, uses))
        << check.quotation.text << "\n  difference: " << check.difference
        << "\n  attribution: " << check.quotation.attribution << "\n  speaker: " << check.speaker;
    if (is_fault(check.status)) ++faults;
  }
  EXPECT_EQ(faults, 15U);
}

}  // namespace
}  // namespace rodtrad
