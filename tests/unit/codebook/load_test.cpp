#include <gtest/gtest.h>

#include "analyzer/codebook/load.h"
#include "tests/support/temp_folder.h"

namespace rodtrad::codebook {
namespace {

std::string minimal(const std::string& theme) {
  return R"({"format": "rodtrad-codebook/1", "id": "x", "themes": [)" + theme + "]}";
}

/// Ids of all faults, in order.
std::vector<std::string> faults(const std::string& json) {
  const auto loaded = load(json, "book.json");
  std::vector<std::string> out;
  if (loaded) return out;
  for (const Diagnostic& d : loaded.failure().diagnostics.items()) out.push_back(d.id);
  return out;
}

using Ids = std::vector<std::string>;

TEST(Load, ReadsEveryField) {
  const auto loaded = load(R"({
    "format": "rodtrad-codebook/1", "id": "exempel", "version": "1.2.0", "language": "sv",
    "title": "Titel", "description": "Om",
    "levels": [{"id": "regional", "label": "Regional nivå", "definition": "d", "indicators": ["VVG"]},
               {"id": "fri", "label": "Fri", "default": true}],
    "dimensions": [{"id": "dim", "label": "Dim", "definition": "dd"}],
    "themes": [{"id": "t", "label": "T", "dimension": "dim", "definition": "td", "why": "w",
      "color": "#2a6f97", "indicators": ["tema"],
      "concepts": [{"id": "c", "label": "C", "definition": "cd", "include": "i", "exclude": "e",
        "indicators": ["roll", {"match": "mandat", "compound": "head", "forms": ["mandaten"],
                                "exclude": ["mandatperiod"], "pos": "n", "note": "n"}],
        "unless": ["rollspel"], "level": "regional", "examples": ["a"], "counterexamples": ["b"]}]}],
    "lists": {"aktörer": ["kommun", "region"]}})",
                           "book.json");
  ASSERT_TRUE(loaded);
  const Codebook& book = loaded.value();
  EXPECT_EQ(book.key, "exempel");
  EXPECT_EQ(book.levels.size(), 2U);
  EXPECT_TRUE(book.levels[1].is_default);
  EXPECT_EQ(book.themes[0].why, "w");
  ASSERT_EQ(book.concepts.size(), 1U);
  EXPECT_EQ(book.concepts[0].level, LevelId(std::size_t{0}));
  const Indicator& second = at(book.indicators, book.concepts[0].indicators[1]);
  EXPECT_EQ(second.match, "mandat");
  EXPECT_EQ(second.compound, CompoundRole::Head);
  EXPECT_EQ(second.exclude, Ids{"mandatperiod"});
  EXPECT_EQ(book.lists[0].name, "aktörer");
  EXPECT_EQ(book.sha256.size(), 64U);
}

TEST(Load, TellsAllFaultsAtOnceEachAtItsPlace) {
  const std::string json =
      "{\"format\": \"rodtrad-codebook/1\",\n \"id\": \"x\",\n \"lable\": 1,\n"
      " \"themes\": [\n  {\"id\": \"a\", \"label\": \"A\"},\n  {\"id\": \"a\", \"label\": \"B\",\n"
      "   \"dimension\": \"nope\"}]}";
  const auto loaded = load(json, "book.json");
  ASSERT_FALSE(loaded);
  const auto& items = loaded.failure().diagnostics.items();
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(items[0].id, "codebook-unknown-key");
  EXPECT_EQ(items[0].place.line, 3U);
  EXPECT_EQ(items[0].place.column, 2U);
  EXPECT_EQ(items[1].id, "codebook-duplicate-id");
  EXPECT_EQ(items[1].place.line, 6U);
  EXPECT_EQ(items[2].id, "codebook-dangling-id");
  EXPECT_EQ(items[2].place.line, 7U);
}

TEST(Load, SuggestsTheKeyThatWasMeant) {
  const auto loaded = load(minimal(R"({"id": "t", "label": "T", "concpts": []})"), "b");
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.failure().diagnostics.items()[0].hint.find("concepts"), std::string::npos);
}

TEST(Load, RefusesWhatCannotBeMeant) {
  EXPECT_EQ(faults("[]"), Ids{"codebook-type"});
  EXPECT_EQ(faults("{"), Ids{"json-syntax"});
  EXPECT_EQ(faults(R"({"format": "other/1", "id": "x", "themes": [{"id": "t", "label": "T"}]})"),
            Ids{"codebook-format"});
  EXPECT_EQ(faults(minimal("")), Ids{"codebook-no-themes"});
  EXPECT_EQ(faults(minimal(R"({"id": "t"})")), Ids{"codebook-missing-key"});
  EXPECT_EQ(faults(minimal(R"({"id": "t", "label": "T", "indicators": [""]})")),
            Ids{"codebook-empty-indicator"});
  EXPECT_EQ(faults(minimal(R"({"id": "t", "label": "T", "indicators": [3]})")),
            (Ids{"codebook-type"}));
  EXPECT_EQ(faults(minimal(R"({"id": "t", "label": "T", "color": "red"})")), Ids{"codebook-value"});
  EXPECT_EQ(
      faults(minimal(
          R"({"id": "t", "label": "T", "indicators": [{"match": "x", "compound": "tail"}]})")),
      Ids{"codebook-value"});
  EXPECT_EQ(faults(R"({"format": "rodtrad-codebook/1", "format": "rodtrad-codebook/1"})"),
            Ids{"json-duplicate-key"});
  EXPECT_EQ(faults("{\"id\": \"\xFF\"}"), Ids{"codebook-encoding"});
}

TEST(Load, AllowsOneDefaultLevel) {
  EXPECT_EQ(faults(R"({"format": "rodtrad-codebook/1", "id": "x",
    "levels": [{"id": "a", "label": "A", "default": true}, {"id": "b", "label": "B", "default": true}],
    "themes": [{"id": "t", "label": "T"}]})"),
            Ids{"codebook-two-defaults"});
}

TEST(Load, StopsListingAfterTwentyFaults) {
  std::string themes;
  for (int i = 0; i < 30; ++i)
    themes += (i ? "," : "") + std::string(R"({"id": "t", "label": "T"})");
  const Ids ids = faults(minimal(themes));
  EXPECT_EQ(ids.size(), 21U);
  EXPECT_EQ(ids.back(), "codebook-more-faults");
}

}  // namespace
}  // namespace rodtrad::codebook
