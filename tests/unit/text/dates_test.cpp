#include "analyzer/text/dates.h"

#include <gtest/gtest.h>

#include "analyzer/base/strings.h"

namespace rodtrad::text {
namespace {

std::string dates(std::string_view text) {
  std::vector<std::string> out;
  for (const DateMention& mention : find_dates(text)) out.push_back(iso_text(mention));
  return join(out, " ");
}

TEST(Dates, AreReadInEveryFormAPlanUses) {
  EXPECT_EQ(dates("Klart 20260816"), "2026-08-16");
  EXPECT_EQ(dates("2026-09-16, 2026/09/17 och 2026.09.18"), "2026-09-16 2026-09-17 2026-09-18");
  EXPECT_EQ(dates("29/9"), "XXXX-09-29");
  EXPECT_EQ(dates("29/9 2026, 1/6-2026"), "2026-09-29 2026-06-01");
  EXPECT_EQ(dates("svar 12 maj"), "XXXX-05-12");
  EXPECT_EQ(dates("den 3:e mars 2026"), "2026-03-03");
  EXPECT_EQ(dates("24 febr.\n2026"), "2026-02-24");
  EXPECT_EQ(dates("okt 2026"), "2026-10");
  EXPECT_EQ(dates("Mitten av aug: klart"), "XXXX-08");
  EXPECT_EQ(dates("5.11.2026"), "2026-11-05");
  EXPECT_EQ(dates("v. 12 2026, vecka 7"), "2026-W12 XXXX-W07");
  EXPECT_EQ(dates("kvartal 2 2026"), "2026-Q2");
  EXPECT_EQ(dates("våren 2027"), "2027");
}

TEST(Dates, RangesKeepBothEndsAndShareTheYearThatIsWritten) {
  EXPECT_EQ(dates("2026-04-12 – 2027-12-31"), "2026-04-12/2027-12-31");
  EXPECT_EQ(dates("sept - nov 2026"), "2026-09/2026-11");
  EXPECT_EQ(dates("27/2 till 10 mars"), "XXXX-02-27/XXXX-03-10");
  EXPECT_EQ(dates("1–15 maj 2026"), "2026-05-01/2026-05-15");
  EXPECT_EQ(dates("mars/april"), "XXXX-03/XXXX-04");
  EXPECT_EQ(dates("nov - jan 2027"), "XXXX-11/2027-01");  // which year november has is not said
}

TEST(Dates, WhatIsNoDateGivesNone) {
  EXPECT_EQ(dates("Maj Ek och Jan Berg"), "");
  EXPECT_EQ(dates("lag (2017:612)"), "");
  EXPECT_EQ(dates("31/2, 45/3 och 13/13"), "");
  EXPECT_EQ(dates("20261345"), "");
  EXPECT_EQ(dates("600 chefer, +65, 3000 medarbetare"), "");
}

TEST(Dates, LastDayIsTheEndOfWhatIsSaid) {
  const auto last = [](std::string_view text) {
    const auto day = last_day(find_dates(text).at(0));
    return day ? iso_text({.from = *day}) : "-";
  };
  EXPECT_EQ(last("feb 2028"), "2028-02-29");
  EXPECT_EQ(last("vecka 1 2026"), "2026-01-04");
  EXPECT_EQ(last("vecka 53 2026"), "2027-01-03");
  EXPECT_EQ(last("kvartal 3 2026"), "2026-09-30");
  EXPECT_EQ(last("29/9"), "-");
  EXPECT_EQ(last("våren 2026"), "2026-06-30");
  EXPECT_EQ(last("VT 2026"), "2026-06-30");
  EXPECT_EQ(last("sommaren 2026"), "2026-08-31");
  EXPECT_EQ(last("hösten 2026"), "2026-12-31");
  EXPECT_EQ(last("nov 2026 - våren 2027"), "2027-06-30");
}

}  // namespace
}  // namespace rodtrad::text
