#include <gtest/gtest.h>

#include <map>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/ingest/exchange.h"
#include "analyzer/pipeline/exchange.h"
#include "analyzer/pipeline/project_judgements.h"
#include "analyzer/report/exchange.h"
#include "tests/support/change_codebook.h"
#include "tests/support/generated_analysis.h"

/// Results go out as a project and come back: the same codings by the same coders, the same
/// attributes, the same codebook; whatever the profile, with emoji and with names that clash.
namespace rodtrad {
namespace {

using Marks = std::map<std::string, std::set<CodedSpan>>;

Marks marks_of(const std::vector<CoderCodings>& coders) {
  Marks out;
  for (const CoderCodings& coder : coders) {
    for (const CodedSpan& span : coder.spans) out[coder.coder].insert(span);
  }
  return out;
}

/// Several coders, texts with emoji, three entries called the same.
Analysis made_up(std::uint32_t seed) {
  Analysis analysis = test::generated_analysis(seed, {.documents = 3, .units = 12});
  std::mt19937 random(seed);
  const char* coders[] = {"rules", "Anna Åberg", "Bo <&>"};
  for (Coding& coding : analysis.codings) {
    coding.coder = coders[random() % 3];
    coding.origin = coding.coder == "rules" ? Origin::Rule : Origin::Person;
  }
  // As many bytes: every position stays.
  analysis.documents[seed % 3].text =
      replace_all(analysis.documents[seed % 3].text, "åh åh ", "😀åh ");
  test::change_codebook(analysis, [](Codebook& book) {
    book.title = "Prov";
    book.themes[0].label = "Tid";
    book.themes[2].label = "Tid";
    book.concepts[4].label = "Tid";
  });
  return analysis;
}

TEST(ExchangeLaw, CodingsOfEveryCoderComeBackFromAProject) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Analysis analysis = made_up(seed);
    const Marks sent = marks_of(pipeline::coders_of(analysis));
    for (const auto profile :
         {report::QdpxProfile::Standard, report::QdpxProfile::Nvivo, report::QdpxProfile::Maxqda}) {
      Diagnostics remarks;
      const std::string bytes =
          report::qdpx(report::exchange_of(analysis, report::Language::Swedish), profile);
      const auto back = ingest::read_refi(bytes, "p.qdpx", {}, remarks);
      ASSERT_TRUE(back);
      for (const Codebook* codebook :
           {static_cast<const Codebook*>(nullptr), &*analysis.codebook}) {
        const auto rows =
            pipeline::judgements_of(back.value(), "p.qdpx", "", codebook,
                                    codebook == nullptr ? nullptr : &analysis, remarks);
        ASSERT_TRUE(rows);
        pipeline::CodeNames names(codebook);
        const auto coders = pipeline::coders_of(rows.value(), "person", &analysis, names, remarks);
        ASSERT_TRUE(coders);
        EXPECT_EQ(marks_of(coders.value()), sent);
      }
      EXPECT_EQ(remarks.count(Severity::Warning), 0U);
    }
  }
}

TEST(ExchangeLaw, AttributesAndCodebookComeBackFromAProject) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Analysis analysis = made_up(seed);
    Diagnostics remarks;
    const auto back =
        ingest::read_refi(report::qdpx(report::exchange_of(analysis, report::Language::Swedish)),
                          "p.qdpx", {}, remarks);
    ASSERT_TRUE(back);
    const auto book = pipeline::codebook_of(back.value(), "p.qdpx");
    ASSERT_TRUE(book);
    EXPECT_EQ(report::codebook_json(book.value().codebook),
              report::codebook_json(*analysis.codebook));
    ASSERT_EQ(back.value().sources.size(), analysis.documents.size());
    for (std::size_t d = 0; d < analysis.documents.size(); ++d) {
      EXPECT_EQ(back.value().sources[d].text, analysis.documents[d].text);
      const std::string* sent = analysis.documents[d].attributes.find("roll");
      const std::string* got = back.value().sources[d].attributes.find("roll");
      EXPECT_EQ(got == nullptr ? "" : *got, sent == nullptr ? "" : *sent);
    }
  }
}

}  // namespace
}  // namespace rodtrad
