#include "analyzer/report/framework.h"

#include <gtest/gtest.h>

#include "analyzer/base/strings.h"
#include "analyzer/pipeline/compare.h"
#include "tests/support/generated_analysis.h"

namespace rodtrad::test {
namespace {

/// Two interviews, one theme, a quote in each.
Analysis two_interviews() {
  Analysis analysis;
  analysis.codebook =
      std::make_shared<const Codebook>(generated_codebook({.themes = 1, .concepts = 1}));
  for (const char* name : {"ett", "två"}) {
    Document document;
    document.key = document.source_key = name;
    document.text = std::string("Citat från ") + name + ".";
    Segment segment;
    segment.span = {0, static_cast<std::uint32_t>(document.text.size())};
    document.segments.push_back(segment);
    document.attributes.set("roll", "chef");
    Unit unit;
    unit.document = DocumentId(analysis.documents.size());
    unit.span = segment.span;
    unit.segment_end = 1;
    unit.words = 3;
    Coding coding;
    coding.unit = UnitId(analysis.units.size());
    coding.theme = ThemeId(std::size_t{0});
    coding.concept_id = ConceptId(std::size_t{0});
    analysis.documents.push_back(document);
    analysis.units.push_back(unit);
    analysis.codings.push_back(coding);
  }
  finish(analysis);
  return analysis;
}

/// Runs as `compare` does over what an earlier run left.
struct Matrix {
  Analysis analysis = two_interviews();
  report::FrameworkFiles files{};
  Diagnostics remarks{};

  Result<std::vector<OutputFile>> run() {
    pipeline::CompareOptions options;
    options.by = {"roll"};
    const Comparison comparison = pipeline::compare(analysis, options).value();
    auto written = report::framework_files(analysis, comparison, files, {}, remarks);
    if (written) {
      files.csv = written.value()[0].bytes;
      files.xlsx = written.value()[1].bytes;
      files.json = written.value()[2].bytes;
    }
    return written;
  }
  void edit_csv(const std::string& from, const std::string& to) {
    ASSERT_NE(files.csv->find(from), std::string::npos) << *files.csv;
    files.csv = replace_all(*files.csv, from, to);
  }
  [[nodiscard]] bool has(const std::string& text) const {
    return files.csv->find(text) != std::string::npos;
  }
};

TEST(Framework, BeginsWithQuotes) {
  Matrix matrix;
  ASSERT_TRUE(matrix.run());
  EXPECT_TRUE(matrix.has("”Citat från ett.”"));
  EXPECT_TRUE(matrix.has("”Citat från två.”"));
}

TEST(Framework, OwnSummaryStaysRunAfterRunAndSpreadsToTheOtherFile) {
  Matrix matrix;
  ASSERT_TRUE(matrix.run());
  matrix.edit_csv("”Citat från ett.”", "Min sammanfattning");
  for (int run = 0; run < 3; ++run) {
    ASSERT_TRUE(matrix.run());
    EXPECT_TRUE(matrix.has("Min sammanfattning"));
    EXPECT_FALSE(matrix.has("”Citat från ett.”"));
    EXPECT_TRUE(matrix.has("”Citat från två.”"));
  }
  matrix.files.csv.reset();
  ASSERT_TRUE(matrix.run());
  EXPECT_TRUE(matrix.has("Min sammanfattning")) << "the workbook alone must do";
}

TEST(Framework, EmptiedCellGetsItsQuotesBack) {
  Matrix matrix;
  ASSERT_TRUE(matrix.run());
  matrix.edit_csv("”Citat från ett.”", "Min sammanfattning");
  ASSERT_TRUE(matrix.run());
  matrix.edit_csv("Min sammanfattning", "");
  ASSERT_TRUE(matrix.run());
  EXPECT_TRUE(matrix.has("”Citat från ett.”"));
}

TEST(Framework, QuotesFollowTheCodingsWhereNobodyWrote) {
  Matrix matrix;
  ASSERT_TRUE(matrix.run());
  matrix.analysis.codings.erase(matrix.analysis.codings.begin());
  finish(matrix.analysis);
  ASSERT_TRUE(matrix.run());
  EXPECT_FALSE(matrix.has("”Citat från ett.”"));
}

TEST(Framework, WordsOfAPersonOutliveTheirRow) {
  Matrix matrix;
  ASSERT_TRUE(matrix.run());
  matrix.edit_csv("”Citat från två.”", "Om den andra");
  ASSERT_TRUE(matrix.run());
  matrix.analysis.documents.pop_back();
  matrix.analysis.units.pop_back();
  matrix.analysis.codings.pop_back();
  finish(matrix.analysis);
  ASSERT_TRUE(matrix.run());
  EXPECT_TRUE(matrix.has("Om den andra"));
}

TEST(Framework, WithoutItsMemoryEveryForeignTextIsKept) {
  Matrix matrix;
  ASSERT_TRUE(matrix.run());
  matrix.edit_csv("”Citat från ett.”", "Min sammanfattning");
  matrix.files.json.reset();
  matrix.files.xlsx.reset();
  ASSERT_TRUE(matrix.run());
  EXPECT_TRUE(matrix.has("Min sammanfattning"));
}

TEST(Framework, ACellChangedDifferentlyInBothFilesStopsTheRun) {
  Matrix matrix;
  ASSERT_TRUE(matrix.run());
  Matrix other = matrix;
  other.edit_csv("”Citat från ett.”", "I arbetsboken");
  ASSERT_TRUE(other.run());
  matrix.files.xlsx = other.files.xlsx;
  matrix.edit_csv("”Citat från ett.”", "I CSV-filen");
  const auto stopped = matrix.run();
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.failure().diagnostics.items().front().id, "framework-conflict");
}

}  // namespace
}  // namespace rodtrad::test
