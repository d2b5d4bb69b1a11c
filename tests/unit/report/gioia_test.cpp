#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/pipeline/analyze.h"
#include "analyzer/pipeline/gioia.h"
#include "analyzer/report/codebook_appendix.h"
#include "analyzer/report/findings.h"
#include "tests/support/change_codebook.h"

namespace rodtrad {
namespace {

using Files = std::map<std::string, std::string>;

pipeline::CompiledCodebook book() {
  return pipeline::compile_codebook(
             R"({"format": "rodtrad-codebook/1", "id": "b", "version": "1.0.0", "title": "Bok",
          "levels": [{"id": "lokal", "label": "Lokal", "indicators": ["vårdcentral"]},
                     {"id": "fri", "label": "Fri", "default": true}],
          "dimensions": [{"id": "d", "label": "Dimensionen"}],
          "themes": [
            {"id": "t", "label": "Temat", "dimension": "d", "why": "De rör ansvar.", "concepts": [
              {"id": "roll", "label": "Roller", "indicators": ["roll"], "examples": ["Rollen."]},
              {"id": "mandat", "label": "Mandat", "indicators": ["mandat"]}]},
            {"id": "u", "label": "Ensamt", "dimension": "d", "concepts": [
              {"id": "tid", "label": "Tid", "indicators": ["tid"]}]}]})",
             "b.json")
      .value();
}

Analysis analysed(const std::vector<std::string>& texts) {
  const auto compiled = book();
  pipeline::Request request;
  request.title = "Studien";
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string key = "intervju-" + std::to_string(i + 1);
    request.inputs.push_back({.name = key + ".txt", .key = key, .bytes = texts[i]});
  }
  return pipeline::analyze(request, compiled).value();
}

std::vector<report::ConceptQuotes> chosen(const Analysis& analysis,
                                          const report::QuoteDecisions& decisions = {},
                                          const report::QuoteOptions& options = {}) {
  return report::choose_quotes(analysis, report::voices_of(analysis), options, decisions);
}

std::vector<std::string> texts_of(const Analysis& analysis, const report::ConceptQuotes& entry) {
  std::vector<std::string> out;
  for (const report::Quote& quote : entry.quotes) {
    const Unit& unit = analysis.unit_of(analysis.codings[quote.coding]);
    out.emplace_back(slice(analysis.document_of(unit).text, unit.span));
  }
  return out;
}

const std::vector<std::string> kThreeVoices = {
    "Rollen är inte klar för någon av oss här ute.\n\nIngen kan säga vilken roll sjukhuset tar på "
    "sig när det blir fredag.\n\nMin roll byttes ut tre gånger den hösten och ingen sa till.\n",
    "Det talas om en roll men den finns bara på papper.\n", "En roll till behövs i norr.\n"};

TEST(Quotes, NobodyIsQuotedTwiceWhileSomebodyElseIsNot) {
  const Analysis analysis = analysed(kThreeVoices);
  const auto quotes = chosen(analysis);
  ASSERT_EQ(quotes.size(), 1U);
  std::set<std::uint32_t> voices;
  for (const report::Quote& quote : quotes[0].quotes) voices.insert(quote.voice);
  EXPECT_EQ(quotes[0].quotes.size(), 3U);
  EXPECT_EQ(voices.size(), 3U);
}

TEST(Quotes, LawsHoldForGeneratedMaterial) {
  for (unsigned seed = 1; seed <= 25; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const std::vector<std::string> words = {"roll",  "mandat", "tid",   "vårdcentralen",
                                            "vi",    "aldrig", "möten", "kvällen",
                                            "sedan", "kanske", "alla",  "pengar"};
    std::vector<std::string> texts;
    for (std::size_t d = 0; d < 2 + random() % 5; ++d) {
      std::string text;
      for (std::size_t s = 0; s < random() % 12; ++s) {
        text += "Så";
        for (std::size_t w = 0; w < random() % 14; ++w)
          text += " " + words[random() % words.size()];
        text += ".\n\n";
      }
      texts.push_back(text + "Slut.\n");
    }
    const Analysis analysis = analysed(texts);
    const report::Voices voices = report::voices_of(analysis);
    const auto words_of = [&analysis](const Coding& coding) {
      const Unit& unit = analysis.unit_of(coding);
      return report::distinct_words(slice(analysis.document_of(unit).text, unit.span));
    };
    const auto quotes = chosen(analysis);
    std::map<ThemeId, std::vector<std::vector<std::string>>> shown_in_theme;
    for (const report::ConceptQuotes& entry : quotes) {
      std::vector<std::vector<std::string>> shown;
      for (const report::Quote& quote : entry.quotes) {
        const auto mine = words_of(analysis.codings[quote.coding]);
        for (const auto& other : shown) EXPECT_FALSE(report::nearly_same(mine, other));
        shown.push_back(mine);
        shown_in_theme[entry.theme].push_back(mine);
        EXPECT_TRUE(analysis.codings[quote.coding].concept_id == entry.concept_id);
      }
      EXPECT_GE(entry.quotes.size(), 1U);
      EXPECT_LE(entry.quotes.size(), 3U);
    }
    for (const report::ConceptQuotes& entry : quotes) {
      std::map<std::uint32_t, std::size_t> quoted;
      for (const report::Quote& quote : entry.quotes) ++quoted[quote.voice];
      const bool twice = std::any_of(quoted.begin(), quoted.end(),
                                     [](const auto& count) { return count.second > 1; });
      if (!twice) continue;
      // Whoever is unheard here only repeats what the theme shows already.
      for (const Coding& coding : analysis.codings) {
        if (coding.concept_id != entry.concept_id || coding.theme != entry.theme) continue;
        if (quoted.contains(voices.of_unit[coding.unit.value])) continue;
        const auto theirs = words_of(coding);
        const auto& shown = shown_in_theme[entry.theme];
        EXPECT_TRUE(std::any_of(shown.begin(), shown.end(), [&theirs](const auto& other) {
          return report::nearly_same(theirs, other);
        }));
      }
    }
  }
}

TEST(Quotes, NearRepeatsAreLeftOutButNoConceptIsEmpty) {
  const Analysis analysis =
      analysed({"Vi vet inte vem som har mandat och vilken roll det ger.\n",
                "Vi vet inte vem som har mandat eller vilken roll det ger.\n"});
  const auto quotes = chosen(analysis);
  ASSERT_EQ(quotes.size(), 2U);  // one unit speaks for both concepts, each has one quote
  EXPECT_EQ(quotes[0].quotes.size(), 1U);
  EXPECT_EQ(quotes[1].quotes.size(), 1U);
}

TEST(Quotes, AHandPickedListWinsAndMarksComeFirst) {
  const Analysis analysis = analysed(kThreeVoices);
  const std::string last = analysis.codings.back().key;
  report::QuoteDecisions decisions;
  decisions.picked[last] = report::QuoteMark::Proof;
  const auto picked = chosen(analysis, decisions);
  ASSERT_EQ(picked[0].quotes.size(), 1U);
  EXPECT_EQ(texts_of(analysis, picked[0])[0], "En roll till behövs i norr.");
  EXPECT_EQ(picked[0].quotes[0].mark, report::QuoteMark::Proof);

  decisions = {};
  decisions.marked[last] = report::QuoteMark::Power;
  const auto marked = chosen(analysis, decisions);
  ASSERT_EQ(marked[0].quotes.size(), 3U);
  EXPECT_EQ(texts_of(analysis, marked[0])[0], "En roll till behövs i norr.");
}

TEST(Quotes, TheLengthWindowComesBeforeThePoints) {
  const Analysis analysis =
      analysed({"Roll, roll.\n\nEn roll som ingen riktigt vill ha till slut.\n"});
  const auto quotes = chosen(analysis, {}, {.per_concept = 1});
  EXPECT_EQ(texts_of(analysis, quotes[0])[0], "En roll som ingen riktigt vill ha till slut.");
}

TEST(NearlySame, CountsSharedWords) {
  const auto same = [](const char* a, const char* b) {
    return report::nearly_same(report::distinct_words(a), report::distinct_words(b));
  };
  EXPECT_TRUE(same("Det är oklart vem som leder", "det är OKLART vem som leder oss"));
  EXPECT_TRUE(same("vi möts för sällan",
                   "Jag tycker nog att vi möts alldeles för sällan hos oss i kommunen"));
  EXPECT_FALSE(same("Det är oklart", "Det är för kallt här inne i dag"));
}

std::vector<std::string> ids(const Analysis& analysis) {
  std::vector<std::string> out;
  for (const auto& finding :
       report::findings(analysis, report::voices_of(analysis), report::Language::Swedish)) {
    out.push_back(finding.id);
  }
  return out;
}

TEST(Findings, TellWhatAReviewerWouldAsk) {
  const auto found = ids(analysed(kThreeVoices));
  const std::multiset<std::string> told(found.begin(), found.end());
  EXPECT_EQ(told.count("theme-one-concept"), 1U);  // Ensamt
  EXPECT_EQ(told.count("theme-unused"), 1U);       // Ensamt
  EXPECT_EQ(told.count("concept-unused"), 2U);     // Mandat, Tid
  EXPECT_EQ(told.count("theme-one-voice"), 1U);    // three of five units are the first voice's
  EXPECT_EQ(told.count("concepts-always-together"), 0U);
}

TEST(Findings, ConceptsThatAreNeverApartAreTold) {
  const Analysis analysis =
      analysed({"Roll och mandat.\n\nMandat och roll.\n\nEn roll, ett mandat.\n", "Hej.\n"});
  const auto found = ids(analysis);
  EXPECT_EQ(std::count(found.begin(), found.end(), "concepts-always-together"), 1);
  EXPECT_EQ(std::count(found.begin(), found.end(), "concept-one-respondent"), 2);
  const auto json = nlohmann::json::parse(
      report::findings_json(analysis, report::voices_of(analysis), report::Language::Swedish));
  EXPECT_EQ(json["themes"][0]["largest_share"], 1.0);
  EXPECT_EQ(json["uncoded"]["n"], 1);
}

TEST(Appendix, SaysEverythingInTheCodebookAndNothingElse) {
  const std::string text =
      report::codebook_appendix_markdown(*analysed({"Hej.\n"}).codebook, report::Language::Swedish);
  for (const char* words : {"Dimension: Dimensionen", "Tema: Temat", "De rör ansvar", "### Roller",
                            "- roll", "- Rollen", "vårdcentral"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
  }
}

// --- the package -------------------------------------------------------------------------------

Result<std::vector<OutputFile>> packaged(const Analysis& analysis, const Files& earlier = {},
                                         Diagnostics* told = nullptr) {
  pipeline::GioiaRequest request;
  request.formats = {"svg", "csv", "json", "md"};
  request.earlier = earlier;
  Diagnostics remarks;
  auto files = pipeline::gioia_package(analysis, request, remarks);
  if (told != nullptr) told->append(remarks);
  return files;
}

Files files_of(const std::vector<OutputFile>& list) {
  Files out;
  for (const OutputFile& file : list) out[file.name] = file.bytes;
  return out;
}

/// As a person would: the first empty condensed unit gets a text.
std::string filled_in(const std::string& csv, const std::string& words) {
  const std::size_t at = csv.find(",,");
  return csv.substr(0, at + 1) + words + csv.substr(at + 1);
}

TEST(GioiaPackage, EvidenceHasTheContractsColumnsAndTheVeryText) {
  const Analysis analysis = analysed(kThreeVoices);
  const Files files = files_of(packaged(analysis).value());
  const std::string& csv = files.at("evidence.csv");
  EXPECT_TRUE(
      csv.starts_with("\xEF\xBB\xBF"
                      "dimension,theme,concept,document,speaker,level,start,end,quote,"))
      << csv;
  EXPECT_NE(csv.find("d,t,roll,intervju-3,,fri,0,27,En roll till behövs i norr.,"),
            std::string::npos)
      << csv;
}

TEST(GioiaPackage, WhatAPersonWroteIsThereNextTime) {
  const Analysis analysis = analysed(kThreeVoices);
  Files files = files_of(packaged(analysis).value());
  const std::string name = "graneheim-lundman.csv";
  files[name] = filled_in(files[name], "Oklar roll");
  files[name] += "Min egen enhet,kort,,,,,,,,,,,\r\n";
  Files second = files_of(packaged(analysis, files).value());
  EXPECT_NE(second[name].find("Oklar roll"), std::string::npos) << second[name];
  EXPECT_NE(second[name].find("Min egen enhet,kort,"), std::string::npos) << second[name];
  EXPECT_NE(second[name].find("egen rad"), std::string::npos);
  const Files third = files_of(packaged(analysis, second).value());
  EXPECT_EQ(third.at(name), second[name]) << "a run without changes changes nothing";

  // The material shrinks: the row that was written in stays, the untouched ones go.
  const Files less = files_of(packaged(analysed({"Inget.\n"}), second).value());
  EXPECT_NE(less.at(name).find("Oklar roll"), std::string::npos);
  EXPECT_NE(less.at(name).find("finns inte längre"), std::string::npos);
  EXPECT_EQ(less.at(name).find("En roll till behövs"), std::string::npos);
}

TEST(GioiaPackage, WhatNobodyHasTouchedNeedNotBeReadBack) {
  Files files = files_of(packaged(analysed(kThreeVoices)).value());
  const std::string name = "graneheim-lundman.csv";
  files[name] = replace_all(files[name], ",,", ",kort,") + "Min egen enhet,kort,,,,,,,,,,,\r\n";
  Files read_back = files_of(packaged(analysed(kThreeVoices), files).value());
  Files untouched = read_back;
  read_back.erase("gioia.json");  // nothing says now that the files are as they were written
  for (const Analysis& analysis : {analysed(kThreeVoices), analysed({"En roll.\n"})}) {
    const Files expected = files_of(packaged(analysis, read_back).value());
    const Files found = files_of(packaged(analysis, untouched).value());
    EXPECT_EQ(found.at(name), expected.at(name));
    EXPECT_EQ(found.at("graneheim-lundman.json"), expected.at("graneheim-lundman.json"));
    EXPECT_NE(found.at(name).find("Min egen enhet"), std::string::npos);
    // What is only in the memory is not taken for what is in the file.
    untouched[name] = replace_all(untouched[name], "kort", "kortare");
    EXPECT_NE(files_of(packaged(analysis, untouched).value()).at(name).find("kortare"),
              std::string::npos);
    untouched[name] = read_back[name];
  }
}

TEST(GioiaPackage, AMemoryThatIsNoneIsAnError) {
  Files files = files_of(packaged(analysed(kThreeVoices)).value());
  for (const char* memory :
       {"[]", "{}", R"({"headers":{},"added":[],"own":{},"rows":{"a":{"b":1}}})",
        R"({"headers":{},"added":[1],"own":{},"rows":{}})",
        R"({"headers":{},"added":[],"own":{"a":"b"},"rows":{}})"}) {
    files["graneheim-lundman.json"] = memory;
    const auto made = packaged(analysed(kThreeVoices), files);
    ASSERT_FALSE(made) << memory;
    EXPECT_EQ(made.failure().diagnostics.items().front().id, "kept-memory");
  }
  files["graneheim-lundman.json"] = "{\n";
  EXPECT_EQ(packaged(analysed(kThreeVoices), files).failure().diagnostics.items().front().id,
            "json-syntax");
}

TEST(GioiaPackage, AChangedCodeStandsAndACodebookChangeReachesTheRest) {
  Analysis analysis = analysed({"En roll.\n\nEtt mandat.\n"});
  Files files = files_of(packaged(analysis).value());
  std::string& csv = files["graneheim-lundman.csv"];
  csv = replace_all(csv, ",Mandat,", ",Beslutsrätt,");
  test::change_codebook(analysis,
                        [](Codebook& book) { book.concepts[0].label = "Roll och uppdrag"; });
  const Files next = files_of(packaged(analysis, files).value());
  EXPECT_NE(next.at("graneheim-lundman.csv").find(",Beslutsrätt,"), std::string::npos);
  EXPECT_NE(next.at("graneheim-lundman.csv").find(",Roll och uppdrag,"), std::string::npos);
}

TEST(GioiaPackage, MarksAreKeptAndOtherChangesStayAsACopy) {
  const Analysis analysis = analysed(kThreeVoices);
  Files files = files_of(packaged(analysis).value());
  std::string& csv = files["evidence.csv"];
  csv = replace_all(csv, "En roll till behövs i norr.,,", "En roll till behövs i norr.,power,");
  files["codebook-appendix.md"] += "Min anteckning\n";
  Diagnostics told;
  const auto list = packaged(analysis, files, &told).value();
  const Files next = files_of(list);
  const std::string& evidence = next.at("evidence.csv");
  EXPECT_NE(evidence.find("norr.,power,"), std::string::npos) << evidence;
  EXPECT_LT(evidence.find("norr."), evidence.find("papper")) << "power quotes come first";
  const bool copy = std::any_of(list.begin(), list.end(), [](const OutputFile& file) {
    return file.name.starts_with("codebook-appendix-sparad-") &&
           file.bytes.ends_with("Min anteckning\n");
  });
  EXPECT_TRUE(copy);
  EXPECT_EQ(told.items().back().id, "kept-copy");
}

TEST(GioiaPackage, FiguresInCoreqAreComputedAndTheRestIsLeftToWrite) {
  const auto csv_of = [](const std::string& label) {
    std::vector<std::string> texts = kThreeVoices;
    for (std::string& text : texts) text = label + text + label + "En roll.\n";
    return files_of(packaged(analysed(texts)).value()).at("coreq.csv");
  };
  const std::string csv = csv_of("Anna: ");
  EXPECT_NE(csv.find("12,Antal deltagare,computed,\"3 deltagare i 3 dokument (3 filer)"),
            std::string::npos)
      << csv;
  EXPECT_NE(csv.find("28,Deltagarnas granskning av resultaten,write,Du måste skriva detta."),
            std::string::npos);
  EXPECT_NE(csv.find("29,Citat med deltagarnummer,computed,\"3 citat från 3/3 personer"),
            std::string::npos);
  // A text without labels is no person.
  const std::string unlabelled = csv_of("");
  EXPECT_NE(unlabelled.find("Materialet säger inte vem som talar; 3 dokument (3 filer)"),
            std::string::npos)
      << unlabelled;
  EXPECT_NE(unlabelled.find("3 citat från 3/3 dokument"), std::string::npos);
}

}  // namespace
}  // namespace rodtrad
