#include "tests/fuzz/report_checks.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "analyzer/base/utf8.h"
#include "analyzer/formats/csv.h"
#include "analyzer/formats/json_io.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/writer.h"
#include "analyzer/text/decode.h"
#include "tests/fuzz/checks.h"
#include "tests/support/change_codebook.h"

namespace rodtrad::fuzz {
namespace {

// --- HTML --------------------------------------------------------------------------------------

struct Page {
  std::vector<std::string> markup;  ///< tags with those attribute values that are not material
  std::string text;                 ///< all text content
  std::set<std::string> ids;
  std::vector<std::string> targets;  ///< of links inside the page
};

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/// Reads a page as strictly as we can write it: no repair, no optional tags.
class PageReader {
 public:
  explicit PageReader(std::string_view html) : html_(html) {}

  Page run() {
    expect("<!DOCTYPE html>");
    while (at_ < html_.size()) {
      if (html_[at_] != '<') {
        character(page_.text);
      } else if (html_.substr(at_).starts_with("</")) {
        closing_tag();
      } else {
        opening_tag();
      }
    }
    require(open_.empty(), "every element of the page is closed");
    return std::move(page_);
  }

 private:
  void expect(std::string_view words) {
    require(html_.substr(at_).starts_with(words), "the page is well formed");
    at_ += words.size();
  }
  [[nodiscard]] char here() const { return at_ < html_.size() ? html_[at_] : '\0'; }

  std::string name() {
    const std::size_t begin = at_;
    while (is_name_character(here())) ++at_;
    require(at_ > begin, "a < in the page begins a tag");
    return std::string(html_.substr(begin, at_ - begin));
  }

  /// One character of text or of an attribute's value.
  void character(std::string& out) {
    constexpr std::array entities = {std::pair{"&amp;", '&'}, std::pair{"&lt;", '<'},
                                     std::pair{"&gt;", '>'}, std::pair{"&quot;", '"'},
                                     std::pair{"&#39;", '\''}};
    const char c = here();
    if (c == '&') {
      for (const auto& [entity, plain] : entities) {
        if (!html_.substr(at_).starts_with(entity)) continue;
        at_ += std::string_view(entity).size();
        out += plain;
        return;
      }
      require(false, "a & in the page begins one of our entities");
    }
    require(c != '<' && c != '>', "< and > in the page belong to tags");
    require(static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t',
            "the page holds no control characters");
    out += c;
    ++at_;
  }

  void closing_tag() {
    expect("</");
    const std::string element = name();
    expect(">");
    require(!open_.empty() && open_.back() == element, "elements of the page are nested");
    open_.pop_back();
    page_.markup.push_back("/" + element);
  }

  void opening_tag() {
    expect("<");
    const std::string element = name();
    std::string shape = element;
    while (here() == ' ' || here() == '\n') {
      ++at_;
      attribute(shape);
    }
    page_.markup.push_back(shape);
    if (here() == '/') {
      expect("/>");
      return;
    }
    expect(">");
    if (element == "style" || element == "script") {
      const std::size_t end = html_.find("</" + element, at_);
      require(end != std::string_view::npos, "style and script end");
      page_.markup.emplace_back(html_.substr(at_, end - at_));
      at_ = end;
    }
    if (element != "meta" && element != "input") open_.push_back(element);
  }

  void attribute(std::string& shape) {
    const std::string key = name();
    shape += " " + key;
    require(!key.starts_with("on") && key != "style" && key != "src" && key != "srcdoc",
            "no element of the page acts by itself");
    if (here() != '=') return;
    expect("=\"");
    std::string value;
    while (here() != '"') {
      require(at_ < html_.size(), "an attribute's value ends");
      character(value);
    }
    expect("\"");
    if (key == "id") {
      require(page_.ids.insert(value).second, "an id of the page is given once");
    } else if (key == "href") {
      require(value.starts_with('#'), "the page links to itself only");
      page_.targets.push_back(value.substr(1));
    }
    const bool fixed = key == "id" || key == "href" || key == "class" || key == "http-equiv" ||
                       key == "content" || key == "hidden";
    if (fixed) shape += "=" + value;
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;
  Page page_;
};

/// Characters that mean something in markup against such that do not, one for one and byte for
/// byte, so that spans stay right and different strings stay different.
void swap_markup(std::string& text) {
  constexpr std::string_view from = "<>&\"'{}$~^";
  constexpr std::string_view to = "{}$~^<>&\"'";
  for (char& c : text) {
    const std::size_t found = from.find(c);
    if (found != std::string_view::npos) c = to[found];
  }
}

void swap_markup(Attributes& attributes) {
  Attributes swapped;
  for (auto [name, value] : attributes.entries()) {
    swap_markup(name);
    swap_markup(value);
    swapped.set(name, value);
  }
  attributes = std::move(swapped);
}

void swap_markup(Codebook& book) {
  const auto swap_all = [](auto&... texts) { (swap_markup(texts), ...); };
  swap_all(book.key, book.version, book.title, book.description, book.file);
  for (Level& level : book.levels) swap_all(level.key, level.label, level.definition);
  for (Dimension& d : book.dimensions) swap_all(d.key, d.label, d.definition);
  for (Theme& theme : book.themes) swap_all(theme.key, theme.label, theme.definition, theme.why);
  for (Concept& entry : book.concepts) swap_all(entry.key, entry.label, entry.definition);
  for (Indicator& indicator : book.indicators) swap_all(indicator.match, indicator.note);
}

void swap_markup(Document& document) {
  for (std::string* text : {&document.key, &document.source_key, &document.title, &document.text,
                            &document.group_attribute, &document.provenance.file}) {
    swap_markup(*text);
  }
  for (Segment& segment : document.segments) {
    std::string reason(segment.reason);
    swap_markup(reason);
    segment.reason = std::move(reason);
    swap_markup(segment.question);
    swap_markup(segment.attributes);
  }
  for (Speaker& speaker : document.speakers) {
    swap_markup(speaker.label);
    swap_markup(speaker.attributes);
  }
  swap_markup(document.attributes);
}

Analysis with_markup_swapped(Analysis analysis) {
  swap_markup(analysis.title);
  test::change_codebook(analysis, [](Codebook& book) { swap_markup(book); });
  for (Document& document : analysis.documents) swap_markup(document);
  for (Coding& coding : analysis.codings) {
    for (Evidence& evidence : coding.evidence) swap_markup(evidence.detail);
    for (LevelEvidence& evidence : coding.level_evidence) {
      swap_markup(evidence.attribute);
      swap_markup(evidence.value);
    }
  }
  for (InputFile& input : analysis.run.inputs) swap_markup(input.name);
  for (auto& [name, value] : analysis.run.options) {
    swap_markup(name);
    swap_markup(value);
  }
  Diagnostics remarks;
  for (Diagnostic remark : analysis.remarks.items()) {
    swap_markup(remark.message);
    swap_markup(remark.hint);
    swap_markup(remark.place.path);
    swap_markup(remark.place.inside);
    remarks.add(std::move(remark));
  }
  analysis.remarks = std::move(remarks);
  return analysis;
}

/// The text as a page shows it.
std::string shown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool control = (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
    out += control ? std::string("\uFFFD") : std::string(1, c);
  }
  return out;
}

// --- CSV ---------------------------------------------------------------------------------------

using Table = std::vector<std::vector<std::string>>;

/// RFC 4180 to the letter.
class TableReader {
 public:
  TableReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  Table run() {
    require(text_.starts_with("\xEF\xBB\xBF"), "a table begins with a BOM");
    at_ = 3;
    while (at_ < text_.size()) {
      rows_.emplace_back();
      for (;;) {
        rows_.back().push_back(cell());
        if (here() != separator_) break;
        ++at_;
      }
      require(text_.substr(at_).starts_with("\r\n"), "a row ends in CR and LF");
      at_ += 2;
    }
    return std::move(rows_);
  }

 private:
  [[nodiscard]] char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  std::string cell() {
    std::string out;
    if (here() == '"') {
      for (++at_;; ++at_) {
        require(at_ < text_.size(), "a quoted cell ends");
        if (here() == '"' && !text_.substr(at_).starts_with("\"\"")) break;
        if (here() == '"') ++at_;
        out += here();
      }
      ++at_;
      return out;
    }
    while (at_ < text_.size() && here() != separator_ && here() != '\r') {
      require(here() != '"' && here() != '\n', "a cell with quotes or line ends is quoted");
      out += text_[at_++];
    }
    return out;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  Table rows_;
};

bool is_number(std::string_view cell) {
  if (cell.starts_with('-')) cell.remove_prefix(1);
  return !cell.empty() && cell.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Blanks that a spreadsheet program may skip before it looks for a formula.
bool is_skipped(char32_t c) {
  return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F ||
         c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

void check_no_formula(std::string_view cell) {
  if (is_number(cell)) return;
  bool first = true;
  utf8::for_each(cell, [&first](char32_t c, std::size_t) {
    if (!first || is_skipped(c)) return;
    first = false;
    constexpr std::u32string_view dangerous = U"=+-@\t\r\n＝＋－＠";
    require(dangerous.find(c) == std::u32string_view::npos, "no cell can be run as a formula");
  });
}

/// What the writer must have made of this text.
std::string guarded(const std::string& text) {
  return formats::is_formula_like(text) ? "'" + text : text;
}

Table check_table(const std::string& bytes, char separator, std::size_t rows) {
  Table table = TableReader(bytes, separator).run();
  require(table.size() == rows + 1, "a table has a header and a row for each entry");
  for (const auto& row : table) {
    require(row.size() == table.front().size(), "every row has a cell for each column");
    for (const std::string& cell : row) check_no_formula(cell);
  }
  // The program's own reader sees the same table.
  Diagnostics remarks;
  const auto decoded = text::decode(bytes, {.form = text::TextForm::Lines}, "table.csv", remarks);
  require(static_cast<bool>(decoded), "a table is text");
  const auto read = formats::read_csv(decoded.value().text, separator, "table.csv", remarks);
  require(static_cast<bool>(read), "a table is read again");
  require(read.value().rows.size() == table.size(), "a table is read again with all its rows");
  for (std::size_t r = 0; r < table.size(); ++r) {
    require(read.value().rows[r].cells.size() == table[r].size(),
            "a row is read again with all its cells");
    for (std::size_t c = 0; c < table[r].size(); ++c) {
      require(text::canonical(read.value().rows[r].cells[c]) == text::canonical(table[r][c]),
              "a cell is read again as it was");
    }
  }
  return table;
}

/// The cell of the n-th entry under this header.
const std::string& cell(const Table& table, std::size_t entry, const std::string& header) {
  const auto& headers = table.front();
  const auto found = std::find(headers.begin(), headers.end(), header);
  require(found != headers.end(), "a column that must be there is there");
  return table[entry + 1][static_cast<std::size_t>(found - headers.begin())];
}

void check_unit_cells(const Table& table, std::size_t entry, const Analysis& analysis,
                      const Unit& unit) {
  const Document& document = analysis.document_of(unit);
  const auto same = [&](const char* header, const std::string& text) {
    require(cell(table, entry, header) == guarded(text), "a cell holds what was analysed");
  };
  same("document", document.key);
  same("file", document.provenance.file);
  same("text", std::string(slice(document.text, unit.span)));
  same("speaker", report::speaker_of(analysis, unit));
  same("question", report::question_of(analysis, unit));
  const Attributes attributes = report::attributes_of(analysis, unit);
  for (const auto& [name, value] : attributes.entries()) {
    require(cell(table, entry, "attr_" + name) == guarded(value),
            "an attribute's cell holds its value");
  }
}

}  // namespace

void check_html(const Analysis& analysis, report::Language language) {
  const report::WriteOptions options{.language = language};
  const std::string html = report::html(analysis, options);
  require(!utf8::first_invalid(html), "report.html is UTF-8");
  const Page page = PageReader(html).run();
  for (const std::string& target : page.targets) {
    require(page.ids.contains(target), "a link of the page leads somewhere");
  }
  const Page inert = PageReader(report::html(with_markup_swapped(analysis), options)).run();
  require(page.markup == inert.markup, "the material adds no markup to the page");
  for (std::size_t c = 0; c < std::min<std::size_t>(analysis.codings.size(), 20); ++c) {
    const Coding& coding = analysis.codings[c];
    const Document& document = analysis.document_of(analysis.unit_of(coding));
    require(page.text.find(shown(slice(document.text, coding.context))) != std::string::npos,
            "an excerpt stands in the page word for word");
  }
}

void check_markdown(const Analysis& analysis) {
  const std::string text = report::markdown(analysis, {});
  require(!utf8::first_invalid(text), "report.md is UTF-8");
  bool escaped = false;
  for (const char c : text) {
    require(c != '<' || escaped, "a < in report.md is escaped");
    escaped = c == '\\' && !escaped;
  }
}

void check_jsonl(const Analysis& analysis) {
  const std::string jsonl = report::codings_jsonl(analysis);
  require(!utf8::first_invalid(jsonl), "codings.jsonl is UTF-8");
  std::size_t at = 0;
  for (const Coding& coding : analysis.codings) {
    const std::size_t end = jsonl.find('\n', at);
    require(end != std::string::npos, "codings.jsonl has a line for each coding");
    const auto line = formats::parse_json(std::string_view(jsonl).substr(at, end - at), "jsonl");
    require(static_cast<bool>(line), "a line of codings.jsonl is strict JSON");
    at = end + 1;
    const auto& value = line.value();
    const std::string& text = analysis.document_of(analysis.unit_of(coding)).text;
    const auto in_text = [&text](const nlohmann::json& place) {
      const auto start = place.at("start").get<std::size_t>();
      const auto stop = place.at("end").get<std::size_t>();
      require(start <= stop, "a place ends after it begins");
      const std::string_view before = utf8::prefix(text, start);
      const std::string_view whole = utf8::prefix(text, stop);
      require(whole.substr(before.size()) == place.at("text").get<std::string>(),
              "offsets in code points give back the text");
    };
    in_text(value);
    for (const auto& evidence : value.at("evidence")) in_text(evidence);
    require(value.at("id").get<std::string>() == coding.key, "a line is about its coding");
  }
  require(at == jsonl.size(), "codings.jsonl has no more lines than codings");
}

void check_run(const Analysis& analysis) {
  const std::string json = report::run_json(analysis);
  require(!utf8::first_invalid(json), "run.json is UTF-8");
  require(static_cast<bool>(formats::parse_json(json, "run.json")), "run.json is strict JSON");
}

void check_csv(const Analysis& analysis, char separator) {
  const report::WriteOptions options{.csv_separator = separator};
  const Codebook& book = *analysis.codebook;
  const Table codings =
      check_table(report::codings_csv(analysis, options), separator, analysis.codings.size());
  for (std::size_t c = 0; c < analysis.codings.size(); ++c) {
    const Coding& coding = analysis.codings[c];
    check_unit_cells(codings, c, analysis, analysis.unit_of(coding));
    require(cell(codings, c, "theme_label") == guarded(at(book.themes, coding.theme).label),
            "a coding's theme is in its row");
    const std::string entry =
        coding.concept_id.valid() ? at(book.concepts, coding.concept_id).label : "";
    require(cell(codings, c, "concept_label") == guarded(entry),
            "a coding's concept is in its row");
  }
  const Table units =
      check_table(report::units_csv(analysis, options), separator, analysis.units.size());
  for (std::size_t u = 0; u < analysis.units.size(); ++u) {
    check_unit_cells(units, u, analysis, analysis.units[u]);
  }
  const std::string counts = report::counts_csv(analysis, options);
  check_table(counts, separator, TableReader(counts, separator).run().size() - 1);
}

}  // namespace rodtrad::fuzz
