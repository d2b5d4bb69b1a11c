#include <gtest/gtest.h>

#include "analyzer/store/tagged_text.h"
#include "analyzer/store/taguette_database.h"
#include "tests/support/temp_folder.h"

namespace rodtrad::store {
namespace {

// tests/data/taguette.sqlite3: one invented interview, two tags, four highlights, of which one has
// no tag and one lies outside.
std::string database() {
  return test::read_text(std::string(RODTRAD_SOURCE_DIR) + "/tests/data/taguette.sqlite3");
}

TEST(Taguette, ReadsTagsAndHighlightsAtTheirWords) {
  const auto read = read_taguette(database(), "t.sqlite3");
  ASSERT_TRUE(read);
  const ExchangeProject& project = read.value();
  EXPECT_EQ(project.title, "Mötesprov");
  ASSERT_EQ(project.codings.size(), 2U);
  const std::string& text = project.sources.at(0).text;
  EXPECT_EQ(text, "Vi möts för sällan.\nTid & ork saknas, 😀 säger hon.\n");
  std::vector<std::string> coded;
  for (const ExchangeCoding& one : project.codings) {
    coded.push_back(project.codes[one.code].name + ": " +
                    text.substr(one.span.begin, one.span.size()));
  }
  EXPECT_EQ(coded, (std::vector<std::string>{"möten: möts", "tid: Tid & ork"}));
  std::vector<std::string> lost;
  for (const Loss& loss : project.losses) lost.push_back(loss.id);
  EXPECT_EQ(lost, (std::vector<std::string>{"coder-unknown", "selection-without-coding",
                                            "selection-outside"}));
}

TEST(Taguette, RefusesWhatIsDamagedOrSomethingElse) {
  const auto id_of = [](const std::string& bytes) {
    const auto read = read_taguette(bytes, "t.sqlite3");
    return read ? std::string() : read.failure().diagnostics.items().front().id;
  };
  const std::string good = database();
  EXPECT_TRUE(is_sqlite(good));
  EXPECT_FALSE(is_sqlite("SQLite"));
  EXPECT_NE(id_of(good.substr(0, 600)), "");
  EXPECT_NE(id_of("SQLite format 3" + std::string(200, '\0')), "");
  std::string renamed = good;
  for (std::size_t at = renamed.find("highlight_tags"); at != std::string::npos;
       at = renamed.find("highlight_tags", at)) {
    renamed.replace(at, 14, "highlight_tagg");
  }
  EXPECT_EQ(id_of(renamed), "taguette-no-project");
}

TEST(TaggedText, EndsParagraphsAndDecodesEntities) {
  const TaggedText text = text_of_html("<p>a&lt;b<!-- x --></p><p>å&#228;&#x1F600;&bad;</p> c < d");
  EXPECT_EQ(text.text, "a<b\nåä😀&bad;\n c < d");
  EXPECT_EQ(text.place(3), 4U) << "the second paragraph begins after the line end";
  EXPECT_EQ(text.place(1000), text.text.size());
}

}  // namespace
}  // namespace rodtrad::store
