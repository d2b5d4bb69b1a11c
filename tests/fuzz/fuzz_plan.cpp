#include "analyzer/base/strings.h"
#include "analyzer/formats/csv.h"
#include "analyzer/pipeline/plan.h"
#include "analyzer/report/plan_report.h"
#include "analyzer/text/decode.h"
#include "analyzer/text/normalise.h"
#include "tests/fuzz/checks.h"

/// A plan as a sheet and as flattened text. Nothing is invented: every word of a cell stands in the
/// file, and "inte klart" is never done.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rodtrad;
  Diagnostics remarks;
  const auto decoded = text::decode(fuzz::as_text(data, size), {}, "plan.txt", remarks);
  if (!decoded) return 0;
  const std::string& text = decoded.value().text;
  pipeline::PlanFollowUp follow_up;
  follow_up.date = text::iso_date("2026-11-21");
  std::vector<pipeline::RawPlan> raws;
  raws.push_back(pipeline::plan_from_text(text, "plan.txt",
                                          [](std::string_view word) { return word.size() > 3; }));
  if (const auto csv = formats::read_csv(text, '\0', "plan.csv", remarks)) {
    std::vector<pipeline::TableRow> table;
    for (const formats::CsvRow& row : csv.value().rows) {
      table.push_back({row.cells, "plan.csv:" + std::to_string(row.line)});
    }
    if (auto raw = pipeline::plan_from_table(table)) raws.push_back(std::move(*raw));
  }
  for (const pipeline::RawPlan& raw : raws) {
    const Plan plan = pipeline::read_plan(raw, "plan", follow_up);
    for (const PlanRow& row : plan.rows) {
      for (const std::string* cell : {&row.activity, &row.responsible, &row.wanted, &row.done}) {
        for (const std::string_view word : split(*cell, ' ')) {
          const std::string_view bare = trim(word);
          if (bare.size() < 4 || bare.find_first_of("-\n\"") != std::string_view::npos) continue;
          fuzz::require(text.find(bare) != std::string::npos, "a cell's words stand in the file");
        }
      }
      if (text::folded_label(row.status_words) == "inte klart") {
        fuzz::require(row.status != PlanStatus::Done, "what is not done is not done");
      }
    }
    pipeline::compare_plans(plan, plan);
    report::plan_html(plan, "2026-11-21", nullptr, report::Language::Swedish);
  }
  return 0;
}
