#include <gtest/gtest.h>

#include "analyzer/stats/counts.h"

namespace rodtrad {
namespace {

/// Two documents with one speaker each and one unit a segment; codings are (unit, theme, concept,
/// level).
struct World {
  Codebook book;
  std::vector<Document> documents;
  std::vector<Unit> units;
  std::vector<Coding> codings;

  World() {
    book.themes.resize(2);
    book.concepts.resize(3);
    book.levels.resize(2);
    for (int d = 0; d < 2; ++d) {
      Document document;
      document.key = "d" + std::to_string(d);
      document.speakers.push_back({.key = "r", .label = "R"});
      for (int s = 0; s < 3; ++s) {
        Segment segment;
        segment.speaker = SpeakerId(std::size_t{0});
        segment.votes = s;
        document.segments.push_back(segment);
        units.push_back({.document = DocumentId(static_cast<std::size_t>(d)),
                         .segment_begin = static_cast<std::uint32_t>(s),
                         .segment_end = static_cast<std::uint32_t>(s + 1),
                         .words = 10});
      }
      documents.push_back(document);
    }
  }
  void add(std::size_t unit, std::size_t theme, std::size_t concept_id, std::size_t level) {
    Coding coding;
    coding.unit = UnitId(unit);
    coding.theme = ThemeId(theme);
    coding.concept_id = ConceptId(concept_id);
    coding.level = LevelId(level);
    codings.push_back(coding);
  }
  CountTable table() const {
    return stats::count(book, documents, units, codings, stats::people_of_units(documents, units));
  }
};

TEST(Counts, AUnitCountsOncePerThemeHoweverManyConceptsHit) {
  World w;
  w.add(1, 0, 0, 0);
  w.add(1, 0, 1, 0);
  w.add(2, 0, 0, 0);
  w.add(4, 0, 0, 1);
  const CountTable table = w.table();
  EXPECT_EQ(
      table.cell(0, 0),
      (Counts{.units = 2, .codings = 3, .documents = 1, .speakers = 1, .words = 20, .votes = 3}));
  EXPECT_EQ(table.cell(0, 1).units, 1U);
  EXPECT_EQ(
      table.by_theme[0],
      (Counts{.units = 3, .codings = 4, .documents = 2, .speakers = 2, .words = 30, .votes = 4}));
  EXPECT_EQ(table.cell(1, 0), Counts{});
}

TEST(Counts, AUnitInTwoThemesCountsOnceInTheTotal) {
  World w;
  w.add(0, 0, 0, 0);
  w.add(0, 1, 2, 0);
  EXPECT_EQ(w.table().total.units, 1U);
  EXPECT_EQ(w.table().by_level[0].units, 1U);
}

TEST(Counts, WithoutALevelTheyHaveAColumnOfTheirOwn) {
  World w;
  w.add(0, 0, 0, 0);
  EXPECT_EQ(w.table().columns(), 2U);
  w.codings[0].level = LevelId();
  EXPECT_EQ(w.table().columns(), 3U);
  EXPECT_EQ(w.table().cell(0, 2).units, 1U);
}

TEST(People, AreOneWithinATranscriptAndByNameInASheet) {
  World w;
  EXPECT_EQ(stats::people_of_units(w.documents, w.units),
            (std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1}));
  for (Document& document : w.documents) {
    document.is_answers = true;
    document.source_key = "svar";
  }
  EXPECT_EQ(stats::people_of_units(w.documents, w.units),
            (std::vector<std::uint32_t>{0, 0, 0, 0, 0, 0}));
  for (Document& document : w.documents) {
    for (Segment& segment : document.segments) segment.speaker = SpeakerId();
  }
  EXPECT_EQ(stats::people_of_units(w.documents, w.units)[0], stats::kNobody);
}

TEST(Totals, InIsCodedAndUncodedAndEmpty) {
  World w;
  w.units[5].empty_answer = true;
  w.add(0, 0, 0, 0);
  w.add(0, 1, 2, 0);
  const Totals t =
      stats::totals(w.documents, w.units, w.codings, stats::people_of_units(w.documents, w.units));
  EXPECT_EQ(t.units, t.coded + t.uncoded + t.empty);
  EXPECT_EQ(t.coded, 1U);
  EXPECT_EQ(t.empty, 1U);
  EXPECT_EQ(t.votes, 6);
}

TEST(Counts, AUnitOfSeveralVoicesIsNobodys) {
  Document document;
  document.key = "grupp";
  for (const char* const key : {"anna", "britt", "i"}) {
    document.speakers.push_back({.key = key, .label = key});
  }
  const auto say = [&document](std::size_t speaker, Zone zone) {
    Segment segment;
    segment.zone = zone;
    segment.speaker = SpeakerId(speaker);
    document.segments.push_back(segment);
  };
  say(0, Zone::Respondent);
  say(2, Zone::Interviewer);
  say(0, Zone::Respondent);
  say(1, Zone::Respondent);
  const auto who = [&document](std::uint32_t from, std::uint32_t to) {
    const auto person = stats::person_of(document, {.segment_begin = from, .segment_end = to});
    return person ? std::string(person->who) : "nobody";
  };
  EXPECT_EQ(who(0, 3), "anna");
  EXPECT_EQ(who(1, 3), "anna");
  EXPECT_EQ(who(1, 2), "i");
  EXPECT_EQ(who(0, 4), "nobody");
  EXPECT_EQ(who(2, 4), "nobody");
  const DocumentId first(std::size_t{0});
  const std::vector<Unit> units{{.document = first, .segment_begin = 0, .segment_end = 4},
                                {.document = first, .segment_begin = 3, .segment_end = 4}};
  EXPECT_EQ(stats::people_of_units({document}, units),
            (std::vector<std::uint32_t>{stats::kNobody, 0}));
}

}  // namespace
}  // namespace rodtrad
