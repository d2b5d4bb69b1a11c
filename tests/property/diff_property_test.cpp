#include <gtest/gtest.h>

#include <map>
#include <set>

#include "analyzer/stats/results_diff.h"
#include "tests/support/change_codebook.h"
#include "tests/support/generated_analysis.h"

/// The diff of results against a reference that looks up every coding on the other side by its
/// unit and code, and laws that hold for any two results.
namespace rodtrad::test {
namespace {

std::map<ExcerptChange, std::size_t> changes(const ResultsDiff& diff) {
  std::map<ExcerptChange, std::size_t> out;
  for (const ExcerptDifference& d : diff.excerpts) ++out[d.change];
  return out;
}

/// Some codings gone, some with another level. Evidence is removed so that no coding can be taken
/// for another code's.
Analysis changed_at_random(Analysis analysis, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<Coding> kept;
  for (Coding& coding : analysis.codings) {
    coding.evidence.clear();
    if (random() % 5 == 0) continue;
    if (random() % 6 == 0) coding.level = LevelId(random() % analysis.codebook->levels.size());
    kept.push_back(std::move(coding));
  }
  analysis.codings = std::move(kept);
  finish(analysis);
  return analysis;
}

using Name = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

Name name_of(const Coding& coding) {
  return {coding.unit.value, coding.theme.value, coding.concept_id.value};
}

TEST(DiffProperty, ExcerptsEqualASlowReference) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Analysis all = generated_analysis(seed);
    const Analysis before = changed_at_random(all, seed + 100);
    const Analysis after = changed_at_random(all, seed + 200);
    std::map<ExcerptChange, std::size_t> expected;
    for (const Coding& old_one : before.codings) {
      const Coding* found = nullptr;
      for (const Coding& new_one : after.codings) {
        if (name_of(new_one) == name_of(old_one)) found = &new_one;
      }
      ++expected[found == nullptr                ? ExcerptChange::Lost
                 : found->level == old_one.level ? ExcerptChange::Same
                                                 : ExcerptChange::Moved];
    }
    for (const Coding& new_one : after.codings) {
      const bool known =
          std::any_of(before.codings.begin(), before.codings.end(),
                      [&](const Coding& old_one) { return name_of(old_one) == name_of(new_one); });
      if (!known) ++expected[ExcerptChange::Gained];
    }
    EXPECT_EQ(changes(stats::diff_results(before, after)), expected);
  }
}

TEST(DiffProperty, BackwardsWhatWasGainedIsLost) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Analysis all = generated_analysis(seed);
    const Analysis before = changed_at_random(all, seed + 100);
    const Analysis after = changed_at_random(all, seed + 200);
    auto forth = changes(stats::diff_results(before, after));
    auto back = changes(stats::diff_results(after, before));
    EXPECT_EQ(forth[ExcerptChange::Gained], back[ExcerptChange::Lost]);
    EXPECT_EQ(forth[ExcerptChange::Lost], back[ExcerptChange::Gained]);
    EXPECT_EQ(forth[ExcerptChange::Moved], back[ExcerptChange::Moved]);
    EXPECT_EQ(forth[ExcerptChange::Same], back[ExcerptChange::Same]);
  }
}

/// Every id and label is another and the lists stand in another order; the rules are the same.
Analysis renamed(Analysis analysis) {
  test::change_codebook(analysis, [](Codebook& book) {
    for (Theme& theme : book.themes) theme.key = theme.label = "nytt " + theme.key;
    for (Concept& entry : book.concepts) entry.key = entry.label = "nytt " + entry.key;
    for (Level& level : book.levels) level.key = "nytt " + level.key;
  });
  return analysis;
}

TEST(DiffProperty, RenamingCodesLosesNothing) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Analysis before = generated_analysis(seed);
    const ResultsDiff diff = stats::diff_results(before, renamed(before));
    const auto expected =
        std::map<ExcerptChange, std::size_t>{{ExcerptChange::Same, before.codings.size()}};
    EXPECT_EQ(changes(diff), expected);
    for (const CodePairing& code : diff.codes) EXPECT_EQ(code.change, CodeChange::Renamed);
    for (const CountDifference& c : diff.counts) EXPECT_EQ(c.before, c.after);
  }
}

TEST(DiffProperty, OrderOfFilesChangesNothing) {
  for (std::uint32_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Analysis all = generated_analysis(seed);
    const Analysis before = changed_at_random(all, seed + 100);
    const Analysis after = changed_at_random(all, seed + 200);
    const ResultsDiff one = stats::diff_results(before, after);
    const ResultsDiff other =
        stats::diff_results(with_files_reversed(before), with_files_reversed(after));
    ASSERT_EQ(one.excerpts.size(), other.excerpts.size());
    for (std::size_t i = 0; i < one.excerpts.size(); ++i) {
      EXPECT_EQ(one.excerpts[i].document, other.excerpts[i].document);
      EXPECT_EQ(one.excerpts[i].span, other.excerpts[i].span);
      EXPECT_EQ(one.excerpts[i].change, other.excerpts[i].change);
      EXPECT_EQ(one.excerpts[i].reason, other.excerpts[i].reason);
    }
  }
}

}  // namespace
}  // namespace rodtrad::test
