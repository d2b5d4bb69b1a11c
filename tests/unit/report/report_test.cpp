#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "analyzer/base/strings.h"
#include "analyzer/pipeline/analyze.h"
#include "analyzer/report/html_figures.h"
#include "analyzer/report/terminal.h"
#include "analyzer/report/writer.h"

namespace rodtrad {
namespace {

Analysis analysed(const std::string& text, const std::string& name = "a.txt") {
  auto book = pipeline::compile_codebook(
      R"({"format": "rodtrad-codebook/1", "id": "b", "version": "1.0.0", "title": "Bok",
          "levels": [{"id": "lokal", "label": "Lokal nivå", "indicators": ["vårdcentral"]},
                     {"id": "fri", "label": "Fri", "default": true}],
          "themes": [{"id": "t", "label": "Tema <ett>", "color": "#2a6f97", "concepts": [
            {"id": "c", "label": "Begrepp & co", "indicators": ["roll"]},
            {"id": "d", "label": "Annat", "indicators": ["mandat"]}]},
            {"id": "u", "label": "Tomt tema", "indicators": ["zebra"]}]})",
      "b.json");
  pipeline::Request request;
  request.title = "Studien";
  request.inputs = {{.name = name, .key = name.substr(0, name.rfind('.')), .bytes = text}};
  return pipeline::analyze(request, book.value()).value();
}

TEST(CodingsJsonl, HasTheContractsFieldsInTheirOrder) {
  const Analysis analysis =
      analysed("I: Hej 😀.\n\nR: Rollen på vårdcentralen är oklar. Mandat saknas.\n");
  const std::string out = report::codings_jsonl(analysis);
  const auto lines = split(out, '\n');
  ASSERT_EQ(lines.size(), 3U);
  const auto first = nlohmann::ordered_json::parse(lines[0]);
  std::vector<std::string> keys;
  for (const auto& [key, value] : first.items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{
                      "id",      "document",    "start",          "end",       "text",  "unit",
                      "speaker", "question",    "attributes",     "dimension", "theme", "concept",
                      "level",   "level_basis", "level_evidence", "origin",    "coder", "evidence",
                      "votes",   "source",      "score"}));
  EXPECT_EQ(first["start"], 14);  // code points: the emoji is one
  EXPECT_EQ(first["text"], "Rollen på vårdcentralen är oklar.");
  EXPECT_EQ(first["speaker"], "R");
  EXPECT_EQ(first["level"], "lokal");
  EXPECT_EQ(first["level_evidence"][0]["text"], "vårdcentralen");
  EXPECT_EQ(first["evidence"][0]["indicator"], "roll");
  EXPECT_EQ(first["source"]["file"], "a.txt");
  EXPECT_EQ(first["source"]["line"], 3);
  EXPECT_EQ(nlohmann::json::parse(lines[1])["level"], "lokal") << "a cue in the same turn";
}

TEST(CountsCsv, HasEveryCellZerosIncluded) {
  const std::string out = report::counts_csv(analysed("En roll.\n"), {});
  EXPECT_EQ(out,
            "\xEF\xBB\xBFtheme,theme_label,level,level_label,units,codings,documents,speakers,"
            "words,votes\r\n"
            "t,Tema <ett>,lokal,Lokal nivå,0,0,0,0,0,0\r\n"
            "t,Tema <ett>,fri,Fri,1,1,1,1,2,0\r\n"
            "u,Tomt tema,lokal,Lokal nivå,0,0,0,0,0,0\r\n"
            "u,Tomt tema,fri,Fri,0,0,0,0,0,0\r\n");
}

TEST(UnitsCsv, HoldsTheUncodedAndTheEmptyToo) {
  const std::string out = report::units_csv(
      analysed("{\"text\":\"En roll\"}\n{\"text\":\"Annat\"}\n{\"text\":\"-\"}\n", "a.jsonl"), {});
  EXPECT_NE(out.find(",coded,2,,t,c,fri,En roll,"), std::string::npos) << out;
  EXPECT_NE(out.find(",uncoded,1,,,,,Annat,"), std::string::npos);
  EXPECT_NE(out.find(",empty,0,,,,,'-,"), std::string::npos);
}

TEST(Html, EscapesEverythingAndLetsNothingIn) {
  const Analysis analysis =
      analysed("<script>alert(1)</script> En roll & <img src=x onerror=y>.\n");
  const std::string page = report::html(analysis, {});
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_NE(page.find("default-src 'none'; style-src 'sha256-"), std::string::npos);
  EXPECT_EQ(page.find("http://"), std::string::npos);
  EXPECT_EQ(page.find(" style=\""), std::string::npos) << "the policy forbids style attributes";
  EXPECT_NE(page.find("Tema &lt;ett&gt;"), std::string::npos);
  EXPECT_NE(page.find("<html lang=\"sv\">"), std::string::npos);
}

TEST(Html, EveryCellLinkHasItsTarget) {
  const std::string page = report::html(analysed("En roll. Mandatet på vårdcentralen.\n"), {});
  std::size_t links = 0;
  for (std::size_t at = page.find("href=\"#"); at != std::string::npos;
       at = page.find("href=\"#", at + 1)) {
    const std::string target = page.substr(at + 7, page.find('"', at + 7) - at - 7);
    EXPECT_NE(page.find("id=\"" + target + "\""), std::string::npos) << target;
    ++links;
  }
  EXPECT_GT(links, 10U);
}

TEST(Html, SpeaksEnglishWhenAsked) {
  const std::string page =
      report::html(analysed("En roll.\n"), {.language = report::Language::English});
  EXPECT_NE(page.find("<html lang=\"en\">"), std::string::npos);
  EXPECT_NE(page.find("Themes and levels"), std::string::npos);
}

TEST(Markdown, EscapesMarks) {
  const std::string page = report::markdown(analysed("En *roll* [x](y).\n"), {});
  EXPECT_NE(page.find("En \\***roll**\\* \\[x\\]\\(y\\)."), std::string::npos) << page;
}

TEST(HeatStep, IsZeroOnlyForNothing) {
  EXPECT_EQ(report::heat_step(0, 100), 0);
  EXPECT_EQ(report::heat_step(1, 100), 1);
  EXPECT_EQ(report::heat_step(100, 100), 9);
  EXPECT_EQ(report::heat_step(0, 0), 0);
}

TEST(Terminal, ShowsTheTableTheSumAndAtMostThreeWarnings) {
  Analysis analysis = analysed("En roll. Inget.\n");
  for (int i = 0; i < 5; ++i) analysis.remarks.warning("w", "varning");
  const std::string text = report::terminal_summary(analysis, report::Language::Swedish, 100);
  EXPECT_NE(text.find("2 enheter lästa = 1 kodade + 1 utan kod + 0 tomma svar"), std::string::npos);
  EXPECT_NE(report::terminal_warnings(analysis, report::Language::Swedish)
                .find("och 2 till, se rapporten"),
            std::string::npos);
  analysis.remarks.warning("other", "av annat slag");
  EXPECT_NE(report::terminal_warnings(analysis, report::Language::Swedish).find("av annat slag"),
            std::string::npos);
}

TEST(Html, TellsWarningsInTheLanguageOfTheReport) {
  Analysis analysis = analysed("En roll.\n");
  analysis.remarks
      .warning("w", "two hidden rows", {.path = "a.xlsx", .inside = "sheet \"Svar\" row 3"}, "look")
      .in_swedish("två dolda rader", "titta");
  const std::string swedish = report::html(analysis, {});
  EXPECT_NE(swedish.find("blad &quot;Svar&quot; rad 3</b>: två dolda rader"), std::string::npos);
  EXPECT_NE(swedish.find("(titta)"), std::string::npos);
  EXPECT_EQ(swedish.find("two hidden"), std::string::npos);
  const std::string english = report::html(analysis, {.language = report::Language::English});
  EXPECT_NE(english.find("sheet &quot;Svar&quot; row 3</b>: two hidden rows"), std::string::npos);
  EXPECT_EQ(english.find("två dolda"), std::string::npos);
}

}  // namespace
}  // namespace rodtrad
