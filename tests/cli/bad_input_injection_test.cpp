// Text, names and labels that would like to be programs. ROBUSTNESS.md promise P7 and section 3,
// row injection.
#include <algorithm>
#include <cctype>
#include <set>

#include "analyzer/base/sha256.h"
#include "analyzer/base/strings.h"
#include "tests/cli/bad_input_support.h"

namespace rodtrad::test {
namespace {

using nlohmann::json;

// Ends every context it may land in: tag, attribute, script, comment, style, Markdown, template.
const std::string kPayload =
    "</title></style></script><script>alert(1)</script><img src=x onerror=alert(2)>"
    "\" onmouseover=\"alert(3)\" '><svg/onload=alert(4)>--><!--]]>[x](javascript:alert(5))"
    "![x](http://example.com/x.png)<http://example.com>{{7*7}}`|";

/// A run over material and a codebook that hold nothing but payloads.
class Injection : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto with = [](const char* start) { return start + kPayload; };
    json book = {{"format", "rodtrad-codebook/1"},
                 {"id", with("")},
                 {"version", with("=")},
                 {"title", with("@")},
                 {"description", with("")}};
    book["levels"] = {{{"id", with("=r")},
                       {"label", with("=Regional")},
                       {"definition", with("")},
                       {"indicators", {"region"}}},
                      {{"id", with("+o")}, {"label", with("+Oberoende")}, {"default", true}}};
    book["dimensions"] = {{{"id", with("=d")}, {"label", with("-D")}, {"definition", with("")}}};
    json entry = {{"id", with("@c")},
                  {"label", with("=C")},
                  {"definition", with("")},
                  {"indicators", {"mandat", "/.{0,20}alert.{0,60}/"}}};
    book["themes"] = {{{"id", with("=t")},
                       {"label", with("=Tema")},
                       {"dimension", with("=d")},
                       {"definition", with("")},
                       {"why", with("")},
                       {"concepts", {entry}}}};
    box_.write("bok.json", book.dump());

    std::string lines;
    for (const char* start :
         {"=1+1", "+46", "-3", "@SUM(A1)", "\t=1", " =1", "\u00A0=1", "\r=1", "\n=1", "  \u00A0 @x",
          "＝1", "＋1", "－1", "＠1", "\u3000＝1", "\u202F=1", "\u2003=1", "\uFEFF=1"}) {
      const std::string hostile = with(start);
      lines += json{{"id", hostile},
                    {"text", hostile + " mandat\u2028region"},
                    {"speaker", hostile},
                    {"question", hostile},
                    {"attributes", {{hostile, hostile}}}}
                   .dump(-1, ' ', true) +
               "\n";
    }
    box_.write("mapp/svar.jsonl", lines);
    box_.write("mapp/<img src=x onerror=alert(9)>\"'&.txt",
               "=region mandat " + kPayload + "\n\n<b>Anna</b>: mandat\n\n<b>Anna</b>: region\n");
    box_.write("mapp/=1+1.vtt",
               "WEBVTT\n\n00:01.000 --> 00:02.000\n<v =&lt;img src=x onerror=alert(6)&gt;>mandat "
               "&lt;script&gt;alert(7)&lt;/script&gt;\n");
    box_.write("mapp/blad.csv", "svar;<script>alert(8)</script>\n'=mandat';\"=\"\"x\"\"\"\n");
    box_.write("fakta.csv", "dokument,\"=<script>\"\n\"=1+1\",\"=<img src=x onerror=alert(1)>\"\n");
    const Finished done =
        box_.code("mapp --out ut --attributes fakta.csv --title " + quoted("=" + kPayload));
    ASSERT_EQ(done.exit_code, 0) << done.err;
    EXPECT_FALSE(has_controls(done.err));
  }

  Sandbox box_;
};

/// What a browser would see as tags: names and attribute names, with their values.
struct Tag {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
};

/// A crude reader of HTML: `<` and a letter opens a tag, quotes hold values; the contents of the
/// page's own script and style are left out.
std::vector<Tag> tags_of(const std::string& html) {
  std::vector<Tag> tags;
  const auto is_name = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at)) {
    ++at;
    if (at < html.size() && html[at] == '/') ++at;
    Tag tag;
    while (at < html.size() && is_name(html[at])) tag.name += html[at++];
    while (at < html.size() && html[at] != '>') {
      std::string name;
      while (at < html.size() && (is_name(html[at]) || html[at] == '-')) name += html[at++];
      std::string value;
      if (at < html.size() && html[at] == '=') {
        const char quote = html[++at];
        if (quote == '"' || quote == '\'') {
          const std::size_t end = html.find(quote, at + 1);
          value = html.substr(at + 1, end - at - 1);
          at = end == std::string::npos ? html.size() : end + 1;
        }
      }
      if (name.empty()) {
        ++at;
      } else {
        tag.attributes.emplace_back(name, value);
      }
    }
    if (tag.name == "script" || tag.name == "style") {
      const std::size_t end = html.find("</" + tag.name, at);
      at = end == std::string::npos ? html.size() : html.find('>', end);
    }
    tags.push_back(std::move(tag));
  }
  return tags;
}

/// The one element's content, with nothing between its tags changed.
std::string content_of(const std::string& html, const std::string& name) {
  const std::size_t begin = html.find("<" + name + ">") + name.size() + 2;
  return html.substr(begin, html.find("</" + name + ">", begin) - begin);
}

TEST_F(Injection, NoTagOrAttributeOfTheReportComesFromTheMaterial) {
  const std::string html = box_.read("ut/report.html");
  ASSERT_TRUE(contains(html, "alert(2)")) << "the payloads are not in the report at all";
  const std::set<std::string> ours = {
      "DOCTYPE", "html", "head",    "meta",    "title",  "style",   "script",  "body",  "header",
      "nav",     "main", "section", "article", "figure", "form",    "h1",      "h2",    "h3",
      "h4",      "p",    "ul",      "li",      "dl",     "dt",      "dd",      "a",     "b",
      "q",       "code", "mark",    "span",    "div",    "table",   "caption", "thead", "tbody",
      "tfoot",   "tr",   "th",      "td",      "label",  "select",  "option",  "input", "button",
      "svg",     "rect", "text",    "g",       "line",   "details", "summary", "aside", "small",
      "strong",  "em",   "path",    "desc"};
  std::size_t scripts = 0;
  for (const Tag& tag : tags_of(html)) {
    if (tag.name.empty()) continue;  // <!DOCTYPE
    EXPECT_TRUE(ours.contains(tag.name)) << "<" << tag.name;
    scripts += tag.name == "script" ? 1U : 0U;
    for (const auto& [name, value] : tag.attributes) {
      EXPECT_FALSE(name.starts_with("on")) << tag.name << " " << name;
      EXPECT_NE(name, "src") << tag.name;
      EXPECT_NE(name, "style") << tag.name;
      EXPECT_TRUE(name != "href" || value.starts_with("#")) << value;
    }
  }
  EXPECT_EQ(scripts, 1U);
  EXPECT_EQ(occurrences(html, "<script"), 1U);
  EXPECT_EQ(occurrences(html, "<img"), 0U);
  EXPECT_EQ(occurrences(html, "<!--"), 0U);
}

TEST_F(Injection, ThePolicyLetsNothingInButTheReportsOwnStyleAndScript) {
  const std::string html = box_.read("ut/report.html");
  const auto hash = [](const std::string& content) {
    const auto digest = sha256(content);
    return "'sha256-" + base64({reinterpret_cast<const char*>(digest.data()), digest.size()}) + "'";
  };
  const std::size_t policy = html.find("Content-Security-Policy");
  ASSERT_NE(policy, std::string::npos);
  EXPECT_LT(policy, html.find("<title>")) << "the policy must stand before anything hostile";
  const std::string head = html.substr(policy, 600);
  EXPECT_TRUE(contains(head, "default-src 'none'")) << head;
  EXPECT_TRUE(contains(head, "script-src " + hash(content_of(html, "script")))) << head;
  EXPECT_TRUE(contains(head, "style-src " + hash(content_of(html, "style")))) << head;
  EXPECT_FALSE(contains(head.substr(0, head.find('>')), "unsafe")) << head;
}

TEST_F(Injection, TheMarkdownReportHoldsNoTagsAndNoLinks) {
  const std::string md = box_.read("ut/report.md");
  ASSERT_TRUE(contains(md, "alert"));
  for (std::size_t at = 0; at < md.size(); ++at) {
    if (md[at] != '<' && md[at] != '[' && md[at] != '`') continue;
    std::size_t marks = 0;
    while (marks < at && md[at - marks - 1] == '\\') ++marks;
    ASSERT_EQ(marks % 2, 1U) << md.substr(at < 40 ? 0 : at - 40, 80);
  }
}

TEST_F(Injection, EveryLineOfTheJsonOutputsIsOneValue) {
  const std::string lines = box_.read("ut/codings.jsonl");
  std::size_t n = 0;
  for (const std::string_view line : split(lines, '\n')) {
    if (line.empty()) continue;
    EXPECT_TRUE(json::accept(line)) << line;
    ++n;
  }
  EXPECT_GE(n, 20U);
  EXPECT_TRUE(json::accept(box_.read("ut/run.json")));
  EXPECT_FALSE(contains(lines, "\u2028")) << "JavaScript once took U+2028 for a line end";
}

/// True when a spreadsheet could run the cell: its first sign behind blanks of any kind.
bool is_dangerous(const std::string& cell) {
  std::string_view rest = cell;
  for (bool skipped = true; skipped;) {
    skipped = false;
    for (const std::string_view blank :
         {" ", "\t", "\r", "\n", "\u00A0", "\u3000", "\u202F", "\u2003", "\uFEFF"}) {
      if (!rest.starts_with(blank)) continue;
      rest.remove_prefix(blank.size());
      skipped = true;
    }
  }
  const bool number = !cell.empty() && cell.find_first_not_of("-0123456789") == std::string::npos;
  if (number) return false;
  for (const std::string_view sign : {"=", "+", "-", "@", "＝", "＋", "－", "＠"}) {
    if (rest.starts_with(sign)) return true;
  }
  return false;
}

/// The beginnings of the cells of a CSV that a spreadsheet could run.
std::set<std::string> dangerous_cells(const std::string& csv) {
  std::set<std::string> out;
  for (const auto& row : rows_of(csv)) {
    for (const std::string& cell : row) {
      if (is_dangerous(cell)) out.insert(cell.substr(0, 6));
    }
  }
  return out;
}

TEST_F(Injection, NoCellOfACsvFileIsAFormula) {
  for (const char* name : {"codings.csv", "units.csv", "counts.csv"}) {
    const std::string csv = box_.read(std::string("ut/") + name);
    ASSERT_GT(rows_of(csv).size(), 1U) << name;
    EXPECT_EQ(dangerous_cells(csv), std::set<std::string>{}) << name;
  }
}

TEST_F(Injection, TheConcordanceAsCsvHoldsNoFormulaEither) {
  const Finished done = box_.run("kwic mandat mapp --format csv");
  ASSERT_EQ(done.exit_code, 0) << done.err;
  ASSERT_GT(rows_of(done.out).size(), 20U);
  EXPECT_EQ(dangerous_cells(done.out), std::set<std::string>{});
}

TEST_F(Injection, WithSemicolonsAndTabsCellsStayWhole) {
  // The same material with the separators of Swedish Excel: rows keep their width.
  for (const std::string separator : {"';'", "tab"}) {
    ASSERT_EQ(box_.code("mapp --out ut --csv-separator " + separator).exit_code, 0);
    Diagnostics remarks;
    const auto table = formats::read_csv(replace_all(box_.read("ut/units.csv"), "\r\n", "\n"),
                                         separator == "tab" ? '\t' : ';', "u", remarks);
    EXPECT_TRUE(remarks.empty()) << separator;
    ASSERT_TRUE(table) << separator;
    for (const auto& row : table.value().rows) {
      EXPECT_EQ(row.cells.size(), table.value().rows.front().cells.size()) << separator;
    }
  }
}

}  // namespace
}  // namespace rodtrad::test
