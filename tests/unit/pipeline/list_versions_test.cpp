#include "analyzer/pipeline/list_versions.h"

#include <gtest/gtest.h>

#include "analyzer/ingest/importer.h"

namespace rodtrad::pipeline {
namespace {

ItemList list(const std::vector<std::string>& texts) {
  ItemList out;
  for (const std::string& text : texts) out.items.push_back({text, 0});
  return out;
}

std::vector<Document> read(const std::string& name, const std::string& text) {
  Diagnostics remarks;
  return ingest::import_source({name, "lista", text}, {}, remarks).value();
}

TEST(ListVersions, TellsAddedRemovedChangedAndMarksApart) {
  const ListComparison c = compare_lists(
      list({"Kaffe vid varje möte.", "Dagordning i god tid", "Beslut skrivs ned", "Ny lokal?"}),
      list({"Kaffe vid varje möte", "Beslut skrivs ned av sekreteraren", "Ny lokal?",
            "Mobilen i fickan"}));
  EXPECT_EQ(c.count(ItemChange::Punctuation), 1U);
  EXPECT_EQ(c.count(ItemChange::Removed), 1U);
  EXPECT_EQ(c.count(ItemChange::Changed), 1U);
  EXPECT_EQ(c.count(ItemChange::Equal), 1U);
  EXPECT_EQ(c.count(ItemChange::Added), 1U);
  const std::vector<WordRun> words = {{WordRun::Kind::Kept, "Beslut skrivs ned"},
                                      {WordRun::Kind::Added, "av sekreteraren"}};
  EXPECT_EQ(c.items[2].words, words);
}

TEST(ListVersions, AnotherOrderIsMovedAndNothingElse) {
  const ListComparison c = compare_lists(list({"ett bord", "två stolar", "tre lampor"}),
                                         list({"tre lampor", "ett bord", "två stolar"}));
  ASSERT_EQ(c.count(ItemChange::Equal), 3U);
  EXPECT_TRUE(c.items[0].moved);
  EXPECT_FALSE(c.items[1].moved);
  EXPECT_FALSE(c.items[2].moved);
}

TEST(ListVersions, EveryItemOfBothListsIsAccountedForOnce) {
  const ListComparison c = compare_lists(list({"a b", "a b", "c", "", "d e f g"}),
                                         list({"a b", "x y", "d e f h", "a b", "a b"}));
  std::vector<int> old_seen(5);
  std::vector<int> new_seen(5);
  for (const ItemVersion& item : c.items) {
    if (item.old_item) ++old_seen[*item.old_item];
    if (item.new_item) ++new_seen[*item.new_item];
  }
  EXPECT_EQ(old_seen, std::vector<int>({1, 1, 1, 1, 1}));
  EXPECT_EQ(new_seen, std::vector<int>({1, 1, 1, 1, 1}));
}

TEST(ListVersions, FindsTheListThatStandsTwiceInMinutes) {
  const auto documents = read("protokoll.md",
                              "# Möte\n\n## Så väljer vi\n\n- *Fler än en kommun*\n- *Nytt "
                              "arbetssätt.*\n\n*Ver.1*\n\nVi talade länge.\n\n## Så väljer vi\n\n"
                              "- *Fler än en kommun*\n- *Nytt arbetssätt*\n- *Patienten med*\n\n"
                              "*Ver.2*\n");
  const auto found = versions_within(documents);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].older.version, "Ver.1");
  EXPECT_EQ(found[0].newer.version, "Ver.2");
  EXPECT_EQ(found[0].count(ItemChange::Equal), 1U);
  EXPECT_EQ(found[0].count(ItemChange::Punctuation), 1U);
  EXPECT_EQ(found[0].count(ItemChange::Added), 1U);
  EXPECT_EQ(found[0].newer.items[2].line, 16U);
}

TEST(ListVersions, TakesBlocksOfLinesWhereNoListIsMarked) {
  const auto documents = read("lista.txt",
                              "Regler\n\nKom i tid\nLyssna\nTala tydligt\n\nver 1\n\nRegler\n\n"
                              "Kom i tid\nLyssna!\nTala tydligt\nSkratta\n\nver 2\n");
  const auto found = versions_within(documents);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].count(ItemChange::Added), 1U);
  EXPECT_EQ(found[0].count(ItemChange::Punctuation), 1U);
}

TEST(ListVersions, OneListAloneHasNoVersions) {
  EXPECT_TRUE(
      versions_within(read("a.md", "- ett\n- två\n\nText.\n\n- helt annat\n- nytt\n")).empty());
}

}  // namespace
}  // namespace rodtrad::pipeline
