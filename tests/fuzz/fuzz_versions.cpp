#include "analyzer/ingest/importer.h"
#include "analyzer/pipeline/list_versions.h"
#include "analyzer/report/list_versions.h"
#include "tests/fuzz/checks.h"

/// Minutes with lists: every item of both versions is told once.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rodtrad;
  Diagnostics remarks;
  const auto documents =
      ingest::import_source({"minnen.md", "minnen", fuzz::as_text(data, size)}, {}, remarks);
  if (!documents) return 0;
  const std::vector<ItemList> lists = pipeline::lists_in(documents.value());
  for (std::size_t i = 1; i < lists.size() && i < 4; ++i) {
    const ListComparison compared = pipeline::compare_lists(lists[i - 1], lists[i]);
    std::size_t older = 0;
    std::size_t newer = 0;
    for (const ItemVersion& item : compared.items) {
      older += item.change != ItemChange::Added ? 1U : 0U;
      newer += item.change != ItemChange::Removed ? 1U : 0U;
    }
    fuzz::require(older == lists[i - 1].items.size(), "every old item is told once");
    fuzz::require(newer == lists[i].items.size(), "every new item is told once");
  }
  const auto within = pipeline::versions_within(documents.value());
  report::list_versions_html(within, "Listor", report::Language::Swedish);
  report::list_versions_csv(within, {});
  return 0;
}
