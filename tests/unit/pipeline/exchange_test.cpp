#include "analyzer/pipeline/exchange.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/codebook/load.h"
#include "analyzer/ingest/exchange.h"
#include "analyzer/report/results_tables.h"
#include "tests/support/docx.h"
#include "tests/support/temp_folder.h"

namespace rodtrad {
namespace {

namespace fs = std::filesystem;

constexpr const char* kGuid = "00000000-0000-0000-0000-00000000000";

/// A small project by hand: one source with its selections, as a program of the wild writes it.
std::string project_xml(const std::vector<std::tuple<int, int, std::string>>& selections,
                        const std::string& more = "") {
  const std::string g = kGuid;
  std::string xml =
      R"(<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="Prov" origin="annat">
<Users><User guid="{)" +
      g + R"(1}" name="Åsa"/></Users><CodeBook><Codes><Code guid=")" + g +
      R"(2" name="Tid" isCodable="true" color="#f80"/></Codes></CodeBook><Sources><TextSource guid=")" +
      g + R"(3" name="Intervju" plainTextPath="internal://t.txt">)";
  int n = 0;
  for (const auto& [begin, end, name] : selections) {
    const std::string id = std::to_string(10 + n++);
    xml += "<PlainTextSelection guid=\"00000000-0000-0000-0000-0000000001" + id + "\" name=\"" +
           name + "\" startPosition=\"" + std::to_string(begin) + "\" endPosition=\"" +
           std::to_string(end) + "\"><Coding guid=\"00000000-0000-0000-0000-0000000002" + id +
           "\" creatingUser=\"" + g + "1\"><CodeRef targetGUID=\"" + g +
           "2\"/></Coding></PlainTextSelection>";
  }
  return xml + "</TextSource></Sources>" + more + "</Project>";
}

std::vector<std::string> excerpts(const ExchangeProject& project) {
  std::vector<std::string> out;
  for (const ExchangeCoding& one : project.codings) {
    out.push_back(project.sources[one.source].text.substr(one.span.begin, one.span.size()));
  }
  return out;
}

Result<ExchangeProject> read(const std::map<std::string, std::string>& parts) {
  Diagnostics remarks;
  return ingest::read_refi(test::zip_of(parts), "p.qdpx", {}, remarks);
}

std::string first_id(const Result<ExchangeProject>& result) {
  return result ? "" : result.failure().diagnostics.items().front().id;
}

using Strings = std::vector<std::string>;
// Emoji and a line end before the words marked: every way of counting gives other numbers.
const std::string kLf = "Hej 😀!\nTiden räcker inte till.\nVi behöver mer tid.";
const std::string kCrLf = "Hej 😀!\r\nTiden räcker inte till.\r\nVi behöver mer tid.";
const Strings kMarked = {"Tiden räcker inte", "behöver mer tid"};

TEST(Refi, ReadsEveryWayOfCountingTheSame) {
  struct Case {
    const char* what;
    std::string text;
    std::vector<std::tuple<int, int, std::string>> selections;
  };
  const std::vector<Case> cases = {
      {"plain", kLf, {{7, 24, kMarked[0]}, {34, 49, kMarked[1]}}},
      {"byte order mark, not counted",
       "\xEF\xBB\xBF" + kLf,
       {{7, 24, kMarked[0]}, {34, 49, kMarked[1]}}},
      {"byte order mark counted",
       "\xEF\xBB\xBF" + kLf,
       {{8, 25, kMarked[0]}, {35, 50, kMarked[1]}}},
      {"CR LF as stored", kCrLf, {{8, 25, kMarked[0]}, {36, 51, kMarked[1]}}},
      {"CR LF counts one", kCrLf, {{7, 24, kMarked[0]}, {34, 49, kMarked[1]}}},
      {"UTF-16", kLf, {{8, 25, kMarked[0]}, {35, 50, kMarked[1]}}},
      {"inclusive end", kLf, {{7, 23, kMarked[0]}, {34, 48, kMarked[1]}}},
      {"UTF-16, CR LF stored, byte order mark",
       "\xEF\xBB\xBF" + kCrLf,
       {{9, 26, kMarked[0]}, {37, 52, kMarked[1]}}},
  };
  for (const Case& one : cases) {
    const auto project =
        read({{"project.qde", project_xml(one.selections)}, {"sources/t.txt", one.text}});
    ASSERT_TRUE(project) << one.what;
    EXPECT_EQ(excerpts(project.value()), kMarked) << one.what << ": " << project.value().convention;
    EXPECT_EQ(project.value().sources[0].text, kLf) << one.what;
  }
}

TEST(Refi, ReadsWhatProgramsOfTheWildWrite) {
  const auto project = read({{"Studien.QDE", project_xml({{7, 24, "x"}})}, {"Sources/T.TXT", kLf}});
  ASSERT_TRUE(project);
  EXPECT_EQ(excerpts(project.value()), Strings{"Tiden räcker inte"});
  EXPECT_EQ(project.value().coders, Strings{"Åsa"});
  EXPECT_EQ(project.value().codes[0].color, "#ff8800");
}

TEST(Refi, ACaseCalledAsASpeakerIsThatPerson) {
  const auto about = [](const std::string& name, const std::string& value) {
    const std::string g = kGuid;
    return "<Case guid=\"" + g + "8\" name=\"" + name +
           "\"><VariableValue><VariableRef targetGUID=\"" + g + "9\"/><TextValue>" + value +
           "</TextValue></VariableValue><SourceRef targetGUID=\"" + g + "3\"/></Case>";
  };
  const auto documents = [&](const std::string& cases) {
    const std::string xml =
        project_xml({}, "<Variables><Variable guid=\"" + std::string(kGuid) +
                            "9\" name=\"roll\" typeOfVariable=\"Text\"/></Variables><Cases>" +
                            cases + "</Cases>");
    const std::string bytes = test::zip_of(
        {{"project.qde", xml},
         {"Sources/t.txt", "Anna: Hur går det?\n\nBo: Bra.\n\nAnna: Och?\n\nEva: Sådär.\n"}});
    Diagnostics remarks;
    return ingest::import_source({"p.qdpx", "p", bytes}, {}, remarks).value();
  };
  const auto named =
      documents(about("Anna", "intervjuare") + about("Bo", "chef") + about("Eva", "läkare"));
  const Document& document = named.at(0);
  ASSERT_EQ(document.speakers.size(), 3U);
  EXPECT_EQ(document.speakers[0].role, Role::Interviewer);
  EXPECT_EQ(*document.speakers[1].attributes.find("roll"), "chef");
  EXPECT_EQ(*document.speakers[2].attributes.find("roll"), "läkare");
  EXPECT_EQ(document.attributes.find("roll"), nullptr);
  // Cases that nobody is called by say what they agree on of the whole.
  EXPECT_EQ(*documents(about("Granvik", "kommun")).at(0).attributes.find("roll"), "kommun");
  EXPECT_EQ(documents(about("P1", "chef") + about("P2", "läkare")).at(0).attributes.find("roll"),
            nullptr);
}

TEST(Refi, RefusesWhatIsHostileOrSomethingElse) {
  const std::string good = project_xml({});
  EXPECT_EQ(first_id(read({{"project.qde", "<!DOCTYPE a [<!ENTITY x \"y\">]>" + good.substr(38)}})),
            "xml-doctype");
  EXPECT_EQ(first_id(read({{"project.qde", good}, {"../sources/t.txt", "x"}})), "zip-unsafe-name");
  EXPECT_EQ(first_id(read({{"a.qde", good}, {"b.qde", good}})), "qdpx-several-projects");
  EXPECT_EQ(first_id(read({{"readme.txt", "x"}})), "qdpx-no-project");
  EXPECT_EQ(first_id(read({{"project.qde", "<html/>"}})), "qdpx-not-refi");
  EXPECT_EQ(first_id(read({{"project.qde", "<Project"}})), "xml-syntax");
}

TEST(Refi, NamesWhatIsLost) {
  const auto project =
      read({{"project.qde", project_xml({{900, 910, "x"}}, "<Links><Link guid=\"1\"/></Links>")},
            {"sources/t.txt", kLf}});
  ASSERT_TRUE(project);
  Strings ids;
  for (const Loss& loss : project.value().losses) ids.push_back(loss.id);
  EXPECT_EQ(ids, (Strings{"selection-outside", "links"}));
}

// --- there and back ----------------------------------------------------------------------------

ExchangeProject generated(std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&random](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const Strings words = {"tid", "möte", "😀",     "chefen",    "vård\nplan", "åäö", "e\u0301",
                         "<b>", "\"",   "&amp;", "samverkan", "ÅÄÖ",        "  ",  "𝄞"};
  ExchangeProject project;
  project.title = "Studie " + std::to_string(seed) + " <&>";
  for (std::size_t i = 0; i < 1 + below(3); ++i)
    project.coders.push_back("kodare " + std::to_string(i));
  for (std::size_t i = 0; i < 1 + below(8); ++i) {
    ExchangeCode code{.name = "kod " + std::to_string(i),
                      .description = words[below(words.size() - 2)]};
    code.codable = i == 0 || below(4) != 0;
    if (i > 0 && below(2) == 0) code.parent = below(i);
    if (below(2) == 0) code.color = "#12AB9F";
    project.codes.push_back(code);
  }
  for (std::size_t i = 0; i < 1 + below(4); ++i) {
    std::string text;
    for (std::size_t w = 0; w < 5 + below(40); ++w) text += words[below(words.size())] + " ";
    // Canonical, as every text inside is.
    ExchangeSource source{.name = "källa " + std::to_string(i),
                          .text = replace_all(text, "e\u0301", "é")};
    if (below(2) == 0) source.attributes.set("roll", words[below(4)]);
    project.sources.push_back(source);
  }
  for (std::size_t i = 0; i < below(30); ++i) {
    const std::size_t source = below(project.sources.size());
    const std::string& text = project.sources[source].text;
    const auto cut = [&](std::size_t at) {
      while (at < text.size() && utf8::is_continuation(text[at])) ++at;
      return static_cast<std::uint32_t>(at);
    };
    const std::uint32_t begin = cut(below(text.size()));
    const std::uint32_t end = cut(begin + 1 + below(20));
    if (end > text.size() || begin >= end) continue;
    std::size_t code = below(project.codes.size());
    while (!project.codes[code].codable) code = below(project.codes.size());
    const ExchangeCoding made{.source = source,
                              .span = {begin, end},
                              .code = code,
                              .coder = below(project.coders.size()),
                              .note = below(5) == 0 ? "osäker" : ""};
    const bool known = std::any_of(
        project.codings.begin(), project.codings.end(), [&](const ExchangeCoding& other) {
          return std::tie(other.source, other.span, other.code, other.coder) ==
                 std::tie(made.source, made.span, made.code, made.coder);
        });
    if (!known) project.codings.push_back(made);
  }
  std::sort(project.codings.begin(), project.codings.end());
  return project;
}

TEST(Refi, AProjectWrittenAndReadIsTheSame) {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    const ExchangeProject project = generated(seed);
    for (const auto profile :
         {report::QdpxProfile::Standard, report::QdpxProfile::Nvivo, report::QdpxProfile::Maxqda}) {
      Diagnostics remarks;
      const auto back = ingest::read_refi(report::qdpx(project, profile), "p.qdpx", {}, remarks);
      ASSERT_TRUE(back) << "seed " << seed << " " << first_id(back);
      EXPECT_EQ(back.value().title, project.title);
      EXPECT_EQ(back.value().sources, project.sources) << "seed " << seed;
      EXPECT_EQ(back.value().coders, project.coders);
      EXPECT_EQ(back.value().codings.size(), project.codings.size());
      // Codes are written as a tree, so their order may differ; names are unique.
      const auto named = [](const ExchangeProject& p) {
        std::vector<std::tuple<std::size_t, ByteSpan, std::string, std::size_t, std::string>> out;
        for (const ExchangeCoding& one : p.codings) {
          out.emplace_back(one.source, one.span, p.codes[one.code].name, one.coder, one.note);
        }
        std::sort(out.begin(), out.end());
        return out;
      };
      EXPECT_EQ(named(back.value()), named(project)) << "seed " << seed;
    }
  }
}

TEST(CodebookTable, GivesTheCodebookBackAsCsvAndXlsx) {
  for (const char* name : {"vardsamverkan", "framgangsfaktorer"}) {
    const std::string bytes =
        test::read_text(std::string(RODTRAD_SOURCE_DIR) + "/codebooks/sv/" + name + ".json");
    Diagnostics remarks;
    const auto input = pipeline::read_exchange({"bok.json", bytes}, "auto", remarks);
    ASSERT_TRUE(input);
    for (const char* target : {"bok.csv", "bok.xlsx"}) {
      std::vector<Loss> losses;
      const auto table = pipeline::write_exchange(input.value(), target,
                                                  report::QdpxProfile::Standard, {}, losses);
      ASSERT_TRUE(table);
      EXPECT_TRUE(losses.empty());
      const auto back = pipeline::read_exchange({target, table.value()}, "auto", remarks);
      ASSERT_TRUE(back) << to_text(back.failure().diagnostics.items().front());
      EXPECT_EQ(back.value().project.codebook_json, input.value().project.codebook_json)
          << name << " " << target;
    }
  }
}

TEST(CodeTable, ReadsTagsPathsAndParents) {
  const auto names = [](const std::string& csv) {
    Diagnostics remarks;
    const auto read = pipeline::read_exchange({"koder.csv", csv}, "auto", remarks);
    Strings out;
    if (!read) return Strings{read.failure().diagnostics.items().front().id};
    for (const ExchangeCode& code : read.value().project.codes) {
      out.push_back(
          (code.parent == kNone ? "" : read.value().project.codes[code.parent].name + ">") +
          code.name + "=" + code.description);
    }
    return out;
  };
  EXPECT_EQ(names("tag,description,number of highlights\r\ntid,brist på tid,3\r\n"),
            Strings{"tid=brist på tid"});
  EXPECT_EQ(names("path,description\nHinder/Tid,ont om tid\nHinder,allt som stör\n"),
            (Strings{"Hinder=allt som stör", "Hinder>Tid=ont om tid"}));
  EXPECT_EQ(names("kod;förälder\nTid;Hinder\n"), (Strings{"Hinder=", "Hinder>Tid="}));
  EXPECT_EQ(names("a,b\n1,2\n"), Strings{"codebook-table-columns"});
}

TEST(TreeOfCodes, BecomesDimensionsThemesAndConcepts) {
  ExchangeProject project;
  project.title = "Kodträd";
  project.codes = {{.name = "Hinder", .codable = false},
                   {.name = "Tid", .parent = 0},
                   {.name = "Ont om tid", .parent = 1},
                   {.name = "På måndagar", .parent = 2},
                   {.name = "Ensam"}};
  const auto made = pipeline::codebook_of(project, "p.qdpx");
  ASSERT_TRUE(made);
  const Codebook& book = made.value().codebook;
  ASSERT_EQ(book.dimensions.size(), 1U);
  ASSERT_EQ(book.themes.size(), 2U);
  EXPECT_EQ(book.themes[0].key, "tid");
  EXPECT_TRUE(book.themes[0].dimension.valid());
  EXPECT_FALSE(book.themes[1].dimension.valid());
  ASSERT_EQ(book.concepts.size(), 2U);
  EXPECT_EQ(book.concepts[1].label, "Ont om tid / På måndagar");
  ASSERT_EQ(made.value().losses.size(), 1U);
  EXPECT_TRUE(codebook::load(report::codebook_json(book), "b.json"));
}

// --- files by other programs, where they are at hand -------------------------------------------

TEST(InteropSamples, ReadAsTheirListSays) {
  const fs::path folder = fs::path(RODTRAD_SOURCE_DIR) / "../shared/interop";
  if (!fs::exists(folder)) GTEST_SKIP() << "no sample files of other programs here";
  struct Expected {
    const char* file;
    std::size_t codes;
    std::size_t sources;
  };
  for (const Expected& one : {Expected{"samples/qc_demo.qdpx", 262, 2},
                              Expected{"samples/taguette141_codebook.qdc", 3, 0},
                              Expected{"samples/taguette152_codebook.csv", 0, 0},
                              Expected{"samples/maxqda24_mixed_namespace.qde", 0, 0}}) {
    Diagnostics remarks;
    const std::string bytes = test::read_text(folder / one.file);
    const auto read = pipeline::read_exchange({one.file, bytes}, "auto", remarks);
    ASSERT_TRUE(read) << one.file << to_text(read.failure().diagnostics.items().front());
    if (one.codes > 0) {
      EXPECT_EQ(read.value().project.codes.size(), one.codes) << one.file;
    } else {
      EXPECT_GT(read.value().project.codes.size(), 5U) << one.file;
    }
    if (one.sources > 0) {
      EXPECT_EQ(read.value().project.sources.size(), one.sources) << one.file;
    }
  }
  Strings first;
  for (const char* probe : {"lf", "lf_bom", "crlf", "incl", "lf_u16", "braces"}) {
    Diagnostics remarks;
    const std::string bytes = test::read_text(folder / "probes" / (std::string(probe) + ".qdpx"));
    const auto read = ingest::read_refi(bytes, probe, {}, remarks);
    ASSERT_TRUE(read) << probe;
    if (first.empty()) first = excerpts(read.value());
    EXPECT_EQ(excerpts(read.value()), first) << probe << " " << read.value().convention;
  }
  EXPECT_FALSE(first.empty());
  for (const char* probe : {"bad_dtd", "bad_traversal"}) {
    Diagnostics remarks;
    const std::string bytes = test::read_text(folder / "probes" / (std::string(probe) + ".qdpx"));
    EXPECT_FALSE(ingest::read_refi(bytes, probe, {}, remarks)) << probe;
  }
}

}  // namespace
}  // namespace rodtrad
