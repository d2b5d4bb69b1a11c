#include "analyzer/pipeline/results_folder.h"

#include <gtest/gtest.h>

#include "analyzer/base/strings.h"
#include "analyzer/pipeline/analyze.h"
#include "analyzer/report/writer.h"

namespace rodtrad::pipeline {
namespace {

constexpr const char* kBook =
    R"({"format": "rodtrad-codebook/1", "id": "b",
        "levels": [{"id": "lokal", "label": "Lokalt", "indicators": ["kommun"]},
                   {"id": "ovrigt", "label": "Övrigt", "default": true}],
        "themes": [{"id": "t", "label": "Tema", "indicators": ["möte"],
                    "concepts": [{"id": "c", "label": "Begrepp", "indicators": ["roll", "=Ansvar"]}]}]})";

/// A transcript with marks and attributes, and a sheet with votes and empty answers.
Analysis made() {
  Request request;
  request.title = "Prov";
  Input talk{
      .name = "å.txt",
      .key = "å",
      .bytes =
          "I: Hur är det?\nR1: Vår roll 🙂 är (skratt) oklar. Kommunen har möten. Ja.\n"};
  talk.settings.attributes.set("enhet", "Öst");
  request.inputs.push_back(talk);
  request.inputs.push_back({.name = "s.csv",
                            .key = "s",
                            .bytes = "Grupp;Svar;Röster\n1;Tydligt ansvar;3\n2;-;0\n3;Annat;2\n"});
  auto compiled = compile_codebook(kBook, "book.json");
  return analyze(request, compiled.value()).value();
}

ResultFiles files_of(const Analysis& analysis) {
  return {"out", kBook, report::run_json(analysis), report::material_jsonl(analysis),
          report::codings_jsonl(analysis)};
}

TEST(ResultsFolder, GivesTheSameReportsAsTheRunItself) {
  const Analysis before = made();
  ASSERT_GE(before.codings.size(), 3U);
  auto after = read_results(files_of(before));
  ASSERT_TRUE(after) << to_text(after.failure().diagnostics.items().front());
  const report::WriteOptions options;
  EXPECT_EQ(report::codings_jsonl(after.value()), report::codings_jsonl(before));
  EXPECT_EQ(report::material_jsonl(after.value()), report::material_jsonl(before));
  EXPECT_EQ(report::units_csv(after.value(), options), report::units_csv(before, options));
  EXPECT_EQ(report::counts_csv(after.value(), options), report::counts_csv(before, options));
  EXPECT_EQ(after.value().totals.empty, 1U);
}

TEST(ResultsFolder, TakesWhatAPersonHasRemoved) {
  ResultFiles files = files_of(made());
  files.codings = files.codings.substr(files.codings.find('\n') + 1);
  EXPECT_EQ(read_results(files).value().codings.size(), made().codings.size() - 1);
}

std::string fault(ResultFiles files, const std::string& from, const std::string& to) {
  const std::size_t found = files.codings.find(from);
  EXPECT_NE(found, std::string::npos);
  files.codings.replace(found, from.size(), to);
  const auto result = read_results(files);
  return result ? "" : to_text(result.failure().diagnostics.items().front());
}

TEST(ResultsFolder, SaysWhichLineDoesNotFit) {
  const ResultFiles files = files_of(made());
  EXPECT_NE(fault(files, "\"theme\":\"t\"", "\"theme\":\"x\"").find("[results-code]"),
            std::string::npos);
  EXPECT_NE(fault(files, "roll", "rull").find("[results-text]"), std::string::npos);
  EXPECT_NE(fault(files, "\"start\":", "\"start\":1").find("[results-unit]"), std::string::npos);
}

}  // namespace
}  // namespace rodtrad::pipeline
