#include "analyzer/report/exchange.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "analyzer/codebook/load.h"
#include "analyzer/formats/xml.h"
#include "analyzer/formats/zip.h"
#include "tests/support/temp_folder.h"

namespace rodtrad::report {
namespace {

// Two coders, an emoji before the codings, one name in two branches, a name no file can have.
ExchangeProject example() {
  ExchangeProject project;
  project.title = "Studien <1>";
  project.coders = {"rules", "EL"};
  project.codes = {{.name = "Hinder", .codable = false},
                   {.name = "Tid", .color = "#2A6F97", .parent = 0},
                   {.name = "Stöd", .codable = false},
                   {.name = "Tid", .parent = 2}};
  project.sources = {
      {.name = "intervju/1", .text = "Hej 😀 du.\nTiden räcker inte.", .attributes = {}}};
  project.sources[0].attributes.set("roll", "chef");
  const ByteSpan span{13, 32};
  project.codings = {{.source = 0, .span = span, .code = 1, .coder = 0},
                     {.source = 0, .span = span, .code = 3, .coder = 1, .note = "tveksamt"}};
  return project;
}

std::string part(const std::string& container, const std::string& name) {
  auto zip = formats::ZipReader::open(container, "p.qdpx");
  EXPECT_TRUE(zip);
  return zip.value().read(name).value();
}

pugi::xml_node load(pugi::xml_document& xml, const std::string& bytes) {
  EXPECT_TRUE(formats::load_xml(bytes, xml, "p.qdpx", "project.qde"));
  return xml.document_element();
}

/// An entry without an exclusion may say so with an empty text or with nothing.
nlohmann::json without_empty(nlohmann::json value) {
  if (!value.is_structured()) return value;
  for (auto item = value.begin(); item != value.end();) {
    const bool drop = value.is_object() && *item == "";
    if (!drop) *item = without_empty(*item);
    item = drop ? value.erase(item) : std::next(item);
  }
  return value;
}

TEST(Qdpx, IsTheSameBytesForTheSameProject) { EXPECT_EQ(qdpx(example()), qdpx(example())); }

TEST(Qdpx, HasOneSelectionACoderInCodePoints) {
  pugi::xml_document xml;
  const auto root = load(xml, part(qdpx(example()), "project.qde"));
  const auto source = root.child("Sources").child("TextSource");
  std::vector<std::string> seen;
  for (const auto& selection : source.children("PlainTextSelection")) {
    EXPECT_EQ(std::string(selection.attribute("startPosition").value()), "10");
    EXPECT_EQ(std::string(selection.attribute("endPosition").value()), "28");
    EXPECT_EQ(std::string(selection.attribute("name").value()), "Tiden räcker inte.");
    EXPECT_EQ(std::string(selection.attribute("creatingUser").value()),
              selection.child("Coding").attribute("creatingUser").value());
    seen.emplace_back(selection.attribute("creatingUser").value());
  }
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_NE(seen[0], seen[1]);
}

TEST(Qdpx, TheTextLiesBesideAsItIs) {
  const std::string file = qdpx(example());
  pugi::xml_document xml;
  const auto root = load(xml, part(file, "project.qde"));
  const std::string path =
      root.child("Sources").child("TextSource").attribute("plainTextPath").value();
  ASSERT_TRUE(path.starts_with("internal://"));
  EXPECT_EQ(part(file, "sources/" + path.substr(11)), "Hej 😀 du.\nTiden räcker inte.");
}

TEST(Qdpx, TheProfileOfNvivoCountsUtf16AndTwoForALineEnd) {
  const std::string file = qdpx(example(), QdpxProfile::Nvivo);
  pugi::xml_document xml;
  const auto root = load(xml, part(file, "project.qde"));
  const auto source = root.child("Sources").child("TextSource");
  EXPECT_EQ(std::string(source.child("PlainTextSelection").attribute("startPosition").value()),
            "12");
  const std::string path = source.attribute("plainTextPath").value();
  EXPECT_EQ(part(file, "sources/" + path.substr(11)),
            "\xEF\xBB\xBFHej 😀 du.\r\nTiden räcker inte.");
}

TEST(Qdpx, NamesAreDifferentInTheWholeProjectAndItSaysSo) {
  ExchangeProject project = example();
  make_names_unique(project);
  EXPECT_EQ(project.codes[3].name, "Tid (Stöd)");
  EXPECT_EQ(project.sources[0].name, "intervju_1");
  ASSERT_EQ(project.losses.size(), 2U);
  EXPECT_EQ(project.losses[0].id, "code-renamed");
  const std::vector<Loss> losses = qdpx_losses(example());
  EXPECT_EQ(losses.back().id, "astral-characters");
}

TEST(Qdpx, NoListIsEmpty) {
  ExchangeProject project;
  project.title = "tom";
  pugi::xml_document xml;
  const auto root = load(xml, part(qdpx(project), "project.qde"));
  EXPECT_FALSE(root.first_child());
}

TEST(Qdpx, ALevelIsACodeBesideAndADescriptionWhereLevelsDiffer) {
  ExchangeProject project = example();
  project.codes.push_back({.name = "Nivåer", .codable = false});
  project.codes.push_back({.name = "Lokal", .parent = 4, .role = CodeRole::Level});
  project.codings[1].coder = 0;
  project.codings[1].level = 5;
  pugi::xml_document xml;
  const auto root = load(xml, part(qdpx(project), "project.qde"));
  const auto selection = root.child("Sources").child("TextSource").child("PlainTextSelection");
  EXPECT_EQ(std::string(selection.child("Description").child_value()),
            "Tid → –\nTid (Stöd) → Lokal");
  std::size_t codings = 0;
  for ([[maybe_unused]] const auto& coding : selection.children("Coding")) ++codings;
  EXPECT_EQ(codings, 3U);
}

TEST(CodebookJson, GivesEveryShippedCodebookBack) {
  for (const char* name : {"vardsamverkan", "framgangsfaktorer"}) {
    const std::string bytes =
        test::read_text(std::string(RODTRAD_SOURCE_DIR) + "/codebooks/sv/" + name + ".json");
    const auto original = without_empty(nlohmann::json::parse(bytes));
    const auto book = codebook::load(bytes, name);
    ASSERT_TRUE(book);
    const auto written = nlohmann::json::parse(codebook_json(book.value()));
    EXPECT_EQ(nlohmann::json::diff(original, written), nlohmann::json::array()) << name;
  }
}

}  // namespace
}  // namespace rodtrad::report
