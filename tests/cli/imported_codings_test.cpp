// Other programs' codings beside our own: each coder in a project is one coder of `agree`, and a
// project can be the gold of `evaluate`.
#include "tests/cli/bad_input_support.h"

namespace rodtrad::test {
namespace {

constexpr const char* kProject = R"(<?xml version="1.0" encoding="utf-8"?>
<Project name="Prov" origin="Ett annat program" xmlns="urn:QDA-XML:project:1.0">
<Users><User guid="11111111-1111-1111-1111-111111111111" name="Anna"/>
<User guid="22222222-2222-2222-2222-222222222222" name="Bo"/></Users>
<CodeBook><Codes>
<Code guid="33333333-3333-3333-3333-333333333333" name="Struktur" isCodable="true"/>
<Code guid="44444444-4444-4444-4444-444444444444" name="Regional nivå" isCodable="true"/>
</Codes></CodeBook>
<Sources><TextSource guid="55555555-5555-5555-5555-555555555555" name="samtal">
<PlainTextContent>Vi saknar mandat. Bussen var sen. Regionen har mandat.</PlainTextContent>
SELECTIONS</TextSource></Sources></Project>)";

std::string selection(int number, int begin, int end, const std::string& coder,
                      const std::string& code) {
  const std::string n = std::to_string(number);
  const auto guid = [&](const std::string& head) {
    return head + std::string(8 - head.size() - n.size(), '0') + n + "-0000-0000-0000-000000000000";
  };
  return "<PlainTextSelection guid=\"" + guid("A") + "\" startPosition=\"" + std::to_string(begin) +
         "\" endPosition=\"" + std::to_string(end) + "\" creatingUser=\"" + coder +
         "\"><Coding guid=\"" + guid("B") + "\" creatingUser=\"" + coder +
         "\"><CodeRef targetGUID=\"" + code + "\"/></Coding></PlainTextSelection>";
}

std::string project() {
  const std::string anna = "11111111-1111-1111-1111-111111111111";
  const std::string bo = "22222222-2222-2222-2222-222222222222";
  const std::string structure = "33333333-3333-3333-3333-333333333333";
  const std::string regional = "44444444-4444-4444-4444-444444444444";
  std::string out = kProject;
  out.replace(out.find("SELECTIONS"), 10,
              selection(1, 0, 17, anna, structure) + selection(2, 34, 54, anna, structure) +
                  selection(3, 34, 54, anna, regional) + selection(4, 0, 17, bo, structure));
  return out;
}

class ImportedCodings : public ::testing::Test {
 protected:
  void SetUp() override {
    box_.write("prov.qde", project());
    box_.write("samtal.txt", "Vi saknar mandat. Bussen var sen. Regionen har mandat.");
    ASSERT_EQ(box_.code("samtal.txt --out r").exit_code, 0);
  }

  [[nodiscard]] std::string value(const std::string& file, const Names& wanted,
                                  const std::string& column) const {
    const auto rows = rows_of(box_.read(file));
    const auto at = [&](const std::string& name) {
      return static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), name) -
                                      rows[0].begin());
    };
    for (const auto& row : rows) {
      if (std::all_of(wanted.begin(), wanted.end(), [&row](const std::string& cell) {
            return std::find(row.begin(), row.end(), cell) != row.end();
          })) {
        return row.at(at(column));
      }
    }
    return "no such row";
  }

  Sandbox box_;
};

TEST_F(ImportedCodings, EachCoderOfAProjectIsOneCoder) {
  const Finished run = box_.run("agree prov.qde --out a --bootstrap 0");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const std::string table = box_.read("a/disagreements.csv");
  EXPECT_TRUE(contains(table, "Anna")) << table;
  EXPECT_TRUE(contains(table, "Bo")) << table;
  EXPECT_TRUE(contains(table, "Regionen har mandat.")) << table;
}

TEST_F(ImportedCodings, TheRulesAndTheProjectsCodersAreCompared) {
  const Finished run = box_.run("agree r prov.qde --out a --bootstrap 0");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  // Of three sentences Anna and the rules code the same two, Bo one of them: (1 + 1 + 1/3) / 3.
  EXPECT_EQ(
      value("a/agreement.csv", {"percent_agreement", "themes, all units", "struktur"}, "value"),
      "0.777778")
      << box_.read("a/agreement.csv");
}

TEST_F(ImportedCodings, AProjectIsTheGoldOfItsCoder) {
  const Finished several = box_.run("evaluate r --gold prov.qde");
  EXPECT_EQ(several.exit_code, 2);
  EXPECT_TRUE(contains(several.err, "choose one with --coder: Anna, Bo")) << several.err;
  const Finished run = box_.run("evaluate r --gold prov.qde --coder Anna --out e --bootstrap 0");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(value("e/evaluation.csv", {"struktur"}, "f1"), "1.000000")
      << box_.read("e/evaluation.csv");
}

TEST_F(ImportedCodings, ATextThatIsNotTheMaterialsIsTold) {
  box_.write("samtal.txt", "Ny inledning. Vi saknar mandat. Bussen var sen. Regionen har mandat.");
  ASSERT_EQ(box_.code("samtal.txt --out r2").exit_code, 0);
  const Finished run = box_.run("agree r2 prov.qde --out a2 --bootstrap 0");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_TRUE(contains(run.err, "[project-text-differs]")) << run.err;
  EXPECT_EQ(
      value("a2/agreement.csv", {"percent_agreement", "themes, all units", "struktur"}, "value"),
      "0.833333");
}

TEST_F(ImportedCodings, ImportKeepsAFileWhoseTextAloneWouldBeReadInAnotherWay) {
  box_.write("mote.vtt",
             "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Anna>Vem har mandat?</v>\n\n"
             "00:00:03.000 --> 00:00:04.000\n<v Bo>Regionen har mandat.</v>\n");
  box_.write("prat.srt", "1\n00:00:01,000 --> 00:00:02,000\nVi saknar mandat.\n");
  ASSERT_EQ(
      box_.run("import mote.vtt prat.srt samtal.txt --out mapp --codebook bok.json").exit_code, 0);
  for (const char* name : {"mote.vtt", "samtal.txt"}) {
    EXPECT_TRUE(std::filesystem::exists(box_.path() / "mapp" / name)) << name;
  }
  EXPECT_EQ(box_.read("mapp/mote.vtt"), box_.read("mote.vtt"));
}

TEST_F(ImportedCodings, ImportWritesAReportThatPeopleCanRead) {
  box_.write("svar.csv", "Bord;Fråga;Svar\n1;Vad saknas?;Mandat & tid\n2;Vad saknas?;-\n");
  const Finished run = box_.run("import samtal.txt svar.csv prov.qde --out studie");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const std::string page = box_.read("studie/import.html");
  for (const char* part : {"Importrapport", "samtal", "Vad saknas?", "Anna", "varav tomma"}) {
    EXPECT_TRUE(contains(page, part)) << part;
  }
  const auto report = nlohmann::json::parse(box_.read("studie/import.json"));
  for (const auto& text : report["documents"]) {
    std::uint64_t sum = text["between"];
    for (const auto& zone : text["zones"]) sum += zone.get<std::uint64_t>();
    EXPECT_EQ(sum, text["characters"].get<std::uint64_t>());
  }
  EXPECT_EQ(report["answers"]["total"], 2);
  EXPECT_EQ(report["answers"]["empty"], 1);
  EXPECT_EQ(report["answers"]["by_question"]["Vad saknas?"], 2);
  EXPECT_EQ(report["codings"]["Anna"], 3);
}

}  // namespace
}  // namespace rodtrad::test
