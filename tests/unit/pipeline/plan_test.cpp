#include "analyzer/pipeline/plan.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/pipeline/plan_status.h"

namespace rodtrad::pipeline {
namespace {

std::string status(std::string_view words) {
  return std::string(to_text(read_status(words).status));
}

TEST(PlanStatusWords, DoneIsNeverReadFromWordsThatDenyIt) {
  EXPECT_EQ(status("Klart 20260816"), "klart");
  EXPECT_EQ(status("Utfört 2026-09-16"), "klart");
  EXPECT_EQ(status("Inte klart: framtida arbete"), "inte klart");
  EXPECT_EQ(status("Ej klar"), "inte klart");
  EXPECT_EQ(status("Ännu inte riktigt klart"), "inte klart");
  EXPECT_EQ(status("Oklart"), "");
  EXPECT_EQ(status("Klarspråk och klarhet"), "");
  EXPECT_EQ(status("Ska vara klart i maj"), "återstår");
  EXPECT_EQ(status("Beräknas klart 20260501"), "återstår");
  EXPECT_EQ(status("Klart start 20260112"), "pågår");
  EXPECT_EQ(status("Delvis klart"), "pågår");
  EXPECT_EQ(status("Startat 2026-10-02, ska forts 2027"), "pågår");
  EXPECT_EQ(status("Ej påbörjad"), "återstår");
  EXPECT_EQ(status("Upphörde vid halvårsskiftet 2026"), "upphört");
  EXPECT_EQ(status("OBS: blev inte, är försenat"), "försenat");
  EXPECT_TRUE(read_status("Klart: broschyr. Återstår: film").doubtful);
  EXPECT_EQ(status("Klart: broschyr. Återstår: film"), "återstår");
}

TEST(PlanStatusWords, WhatIsPartlyDoneOrHopedForIsNotDone) {
  for (const char* words : {"Klart till 80 %", "80 procent klart", "Klart till hälften",
                            "Klart hos oss, inte hos kommunen"}) {
    EXPECT_EQ(read_status(words).status, PlanStatus::Ongoing) << words;
    EXPECT_TRUE(read_status(words).doubtful) << words;
  }
  EXPECT_EQ(read_status("Kan bli klart").status, PlanStatus::Remaining);
  EXPECT_EQ(read_status("Klart 100 %").status, PlanStatus::Done);
}

TEST(PlanStatusWords, OnlyDatesUnderDoneAreDoneDates) {
  EXPECT_EQ(join(done_dates("Klart 20260816, utskickat 20260901"), " "), "2026-08-16 2026-09-01");
  EXPECT_EQ(join(done_dates("Startat 20261002"), " "), "");
  EXPECT_EQ(join(done_dates("2026-05-02"), " "), "2026-05-02");
  EXPECT_EQ(join(done_dates("Inte klart, nytt försök 20260901"), " "), "");
}

bool has(const PlanRow& row, PlanFlag flag) {
  return std::find(row.flags.begin(), row.flags.end(), flag) != row.flags.end();
}

Plan plan_of(const std::vector<std::vector<std::string>>& cells, const std::string& date = "") {
  std::vector<TableRow> table;
  for (const auto& row : cells) table.push_back({row, "plan.csv"});
  PlanFollowUp follow_up;
  if (!date.empty()) follow_up.date = text::iso_date(date);
  return read_plan(plan_from_table(table).value(), "plan.csv", follow_up);
}

const std::vector<std::string> kHeader = {"Aktivitet",           "Ansvarig",     "Samverkan med",
                                          "Rapportering, forum", "Önskat klart", "Klart"};

TEST(Plan, FlagsWhatAFollowUpAsksFor) {
  const Plan plan = plan_of({kHeader,
                             {"Skriva rutin", "Eva Ek", "", "", "2026-03-01", ""},
                             {"Boka lokal", "", "", "", "29/9", "Klart"},
                             {"Köpa kaffe", "Ola", "", "", "okt 2026", "Klart 20260503"},
                             {"Bjuda in", "Ledare?", "", "", "", "Pågår"}},
                            "2026-06-01");
  ASSERT_EQ(plan.rows.size(), 4U);
  EXPECT_TRUE(has(plan.rows[0], PlanFlag::Overdue));
  EXPECT_EQ(plan.rows[0].status, PlanStatus::Unknown);
  EXPECT_TRUE(has(plan.rows[1], PlanFlag::NoOwner));
  EXPECT_TRUE(has(plan.rows[1], PlanFlag::DoneNoDate));
  EXPECT_TRUE(has(plan.rows[1], PlanFlag::YearNotSaid));
  EXPECT_FALSE(has(plan.rows[1], PlanFlag::Overdue));
  EXPECT_EQ(join(plan.rows[2].done_dates, ""), "2026-05-03");
  EXPECT_TRUE(plan.rows[2].flags.empty());
  EXPECT_TRUE(has(plan.rows[3], PlanFlag::NoOwner));
  EXPECT_TRUE(has(plan.rows[3], PlanFlag::NoDate));
}

TEST(Plan, ADayAheadIsNotDone) {
  const Plan plan = plan_of({kHeader,
                             {"Byta skrivare", "Eva Ek", "", "", "2026-03-01", "2026-12-20"},
                             {"Köpa stolar", "Eva Ek", "", "", "2026-03-01", "2026-05-20"},
                             {"Boka lokal", "Eva Ek", "", "", "2026-03-01", "Klar 2026-07-01"}},
                            "2026-06-01");
  EXPECT_EQ(plan.rows[0].status, PlanStatus::Remaining);
  EXPECT_TRUE(has(plan.rows[0], PlanFlag::Overdue));
  EXPECT_FALSE(has(plan.rows[0], PlanFlag::StatusFromDate));
  EXPECT_EQ(plan.rows[1].status, PlanStatus::Done);
  EXPECT_EQ(plan.rows[2].status, PlanStatus::Remaining);
}

TEST(Plan, AnAnswersIdMayHoldACommaOrABlank) {
  std::vector<std::string> header = kHeader;
  header.push_back("Svar");
  std::vector<TableRow> table = {{header, "plan.csv"}};
  for (const char* answers : {"svar, april#3", "7", "9, svar, april#4", "svar, april#33", "8"}) {
    table.push_back({{"Göra", "Eva Ek", "", "", "2026-03-01", "", answers}, "plan.csv"});
  }
  const PlanFollowUp follow_up{.answers = {"svar, april#3", "svar, april#4", "7"}};
  const Plan plan = read_plan(plan_from_table(table).value(), "plan.csv", follow_up);
  ASSERT_EQ(plan.rows.size(), 5U);
  std::vector<bool> without;
  for (const PlanRow& row : plan.rows) without.push_back(has(row, PlanFlag::NoAnswer));
  EXPECT_EQ(without, (std::vector<bool>{false, false, false, true, true}));
}

TEST(Plan, WithoutADayNothingIsOverdue) {
  EXPECT_FALSE(
      has(plan_of({kHeader, {"A", "B", "", "", "1999-01-01", ""}}).rows[0], PlanFlag::Overdue));
}

TEST(Plan, OneEventWithTwoDatesIsToldAndNotMerged) {
  const Plan plan = plan_of({kHeader,
                             {"Skriva avtalet", "Eva", "", "", "", "20261107 Undertecknat SAM"},
                             {"Räkna på avtalet", "Ola", "", "", "",
                              "Klart 20260816. Priset finns i SAM, som undertecknades 20260711"}});
  ASSERT_EQ(plan.events.size(), 1U);
  EXPECT_TRUE(plan.events[0].swapped);
  EXPECT_EQ(plan.events[0].date_a, "2026-11-07");
  EXPECT_EQ(plan.events[0].date_b, "2026-07-11");
  EXPECT_EQ(join(plan.rows[1].done_dates, " "), "2026-08-16 2026-07-11");
}

TEST(Plan, InitialsAreResolvedOnlyWhereThePlanExplainsThem) {
  const Plan plan = plan_of({kHeader, {"Ringa", "Eva Ek (EE), AB, Per Ås (XY)", "", "", "", ""}});
  ASSERT_EQ(plan.initials.size(), 1U);
  EXPECT_EQ(plan.initials[0], (Initials{"EE", "Eva Ek"}));
}

TEST(Plan, PrioritiesWithoutAnActionAreNoRows) {
  const RawPlan raw = plan_from_table({{{"Tema", "Aktivitet", "Klart"}, "plan.csv:1"},
                                       {{"Rutiner", "Skriva rutin", "Klart"}, "plan.csv:2"},
                                       {{"Möten", "", ""}, "plan.csv:3"}})
                          .value();
  const Plan plan =
      read_plan(raw, "plan.csv", {.priorities = {"rutiner", "Tid", "Möten", "Kompetens"}});
  EXPECT_EQ(plan.rows.size(), 2U);
  EXPECT_TRUE(has(plan.rows[1], PlanFlag::NoAction));
  EXPECT_EQ(join(plan.without_action, ", "), "Tid, Kompetens");
}

TEST(Plan, TellsWhatMovedBetweenTwoVersions) {
  const Plan older = plan_of({kHeader,
                              {"Skriva rutin för helger", "Eva", "", "", "2026-03-01", ""},
                              {"Boka lokal", "Ola", "", "", "", ""}});
  const Plan newer = plan_of({kHeader,
                              {"Skriva rutin för helger", "Eva", "", "", "2026-05-01", "Klart"},
                              {"Utbilda nya", "Ola", "", "", "", ""}});
  const auto changes = compare_plans(older, newer);
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(changes[0].change, PlanChange::Changed);
  EXPECT_EQ(join(changes[0].fields, " "), "wanted done status");
  EXPECT_EQ(std::count_if(changes.begin(), changes.end(),
                          [](const auto& c) { return c.change == PlanChange::Added; }),
            1);
  EXPECT_EQ(std::count_if(changes.begin(), changes.end(),
                          [](const auto& c) { return c.change == PlanChange::Removed; }),
            1);
}

// A table that lost its lines: single-line cells run together, empty cells leave a blank at most, a
// page break stands as a line that begins with a blank.
constexpr const char* kFlat =
    "Plan för trygg hemgång i Björkdal\n"
    "/Eva Ek (EE) för gruppen, även Ola Holm (OH)\n"
    "\n"
    "Aktiviteter\n"
    "\n"
    "Ansvarig Samverkan med Rapportering,\n"
    "forum\n"
    "\n"
    "Önskat\n"
    "klart\n"
    "\n"
    "Är klart\n"
    "\n"
    "Skriva förslag till gemensam rutin för hemgång mellan sjukhus\n"
    "och kommun, med stöd av den nya vägledningen från i höstas.\n"
    "\n"
    "Eva\n"
    "Ek\n"
    "\n"
    "Ola Holm, Lina\n"
    "Berg\n"
    "\n"
    "Styrgrupp\n"
    "Hemgång\n"
    "\n"
    "20260501\n"
    "\n"
    "Klart\n"
    "20260420\n"
    "Rutinen antag-\n"
    "en\n"
    "\n"
    "Bjuda in till en gemensam dag om överrapportering för alla som\n"
    "arbetar med utskrivning på sjukhuset och i kommunen.\n"
    "\n"
    "Ola Holm\n"
    "\n"
    "Styrgrupp Hemgång 29/9 Inte klart:\n"
    "lokal saknas\n"
    " Följa statistik över återinskrivning inom trettio dagar, varje\n"
    "månad och för varje kommun.\n"
    "\n"
    "Lina\n"
    "Berg\n"
    "\n"
    "Styrgrupp\n"
    "Hemgång\n"
    "\n"
    " Klart okt\n"
    "2026\n";

TEST(FlatPlan, FindsRowsCellsAndStates) {
  const Plan plan = read_plan(plan_from_text(kFlat, "plan.txt", {}), "plan.txt", {});
  ASSERT_EQ(plan.rows.size(), 3U);
  EXPECT_EQ(plan.rows[0].responsible, "Eva Ek");
  EXPECT_EQ(plan.rows[0].with, "Ola Holm, Lina Berg");
  EXPECT_EQ(plan.rows[0].forum, "Styrgrupp Hemgång");
  EXPECT_EQ(join(plan.rows[0].wanted_dates, " "), "2026-05-01");
  EXPECT_EQ(join(plan.rows[0].done_dates, " "), "2026-04-20");
  EXPECT_EQ(plan.rows[0].source, "plan.txt:14");
  EXPECT_EQ(plan.rows[1].responsible, "Ola Holm");
  EXPECT_EQ(plan.rows[1].forum, "Styrgrupp Hemgång");
  EXPECT_EQ(join(plan.rows[1].wanted_dates, " "), "XXXX-09-29");
  EXPECT_EQ(plan.rows[1].status, PlanStatus::NotDone);
  EXPECT_TRUE(plan.rows[1].done_dates.empty());
  EXPECT_EQ(plan.rows[2].responsible, "Lina Berg");
  EXPECT_EQ(join(plan.rows[2].done_dates, " "), "2026-10");
  EXPECT_EQ(plan.initials.size(), 2U);
}

TEST(FlatPlan, EveryWordAfterTheHeaderEndsInSomeCell) {
  const RawPlan raw = plan_from_text(kFlat, "plan.txt", {});
  std::string all;
  for (const RawPlanRow& row : raw.rows) {
    for (const std::string& cell : row.cells) all += cell;
  }
  const auto letters = [](std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c != ' ' && c != '\n' && c != '-') out += c;
    }
    std::sort(out.begin(), out.end());
    return out;
  };
  const std::string_view whole(kFlat);
  EXPECT_EQ(letters(all), letters(whole.substr(whole.find("Skriva förslag"))));
}

TEST(FlatPlan, TextWithoutAPlanDoesNotInventOne) {
  EXPECT_TRUE(plan_from_text("", "tom.txt", {}).rows.empty());
  const auto table =
      table_in_text("| Aktivitet | Ansvarig |\n|---|---|\n| Ringa | Eva |\n", "p.md");
  ASSERT_EQ(table.size(), 2U);
  EXPECT_EQ(plan_from_table(table)->rows[0].cell(PlanColumn::Responsible), "Eva");
}

}  // namespace
}  // namespace rodtrad::pipeline
