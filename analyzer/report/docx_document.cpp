#include "analyzer/report/docx_document.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analyzer/base/contract.h"
#include "analyzer/base/strings.h"
#include "analyzer/formats/xml_writer.h"
#include "analyzer/formats/zip_writer.h"
#include "analyzer/report/docx_parts.h"
#include "analyzer/report/text_width.h"

namespace rodtrad::report {
namespace {

// Twentieths of a point, Word's measure: A4 with margins of 2.5 cm.
constexpr int kPageShort = 11'906;
constexpr int kPageLong = 16'838;
constexpr int kMargin = 1'417;
constexpr int kContentsLevels = 2;
constexpr double kEmuPerCm = 360'000;
constexpr double kTwipsPerCm = 567;
constexpr const char* kRelation =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string xml(std::string_view text) {
  std::string out;
  formats::append_xml(out, text);
  return out;
}

/// Text as the content of a run: line ends and tabs are elements of their own.
std::string run_text(std::string_view text) {
  std::string out;
  std::string plain;
  const auto flush = [&] {
    if (!plain.empty()) out += "<w:t xml:space=\"preserve\">" + xml(plain) + "</w:t>";
    plain.clear();
  };
  for (const char c : text) {
    if (c == '\n' || c == '\t') {
      flush();
      out += c == '\n' ? "<w:br/>" : "<w:tab/>";
    } else if (c != '\r') {
      plain += c;
    }
  }
  flush();
  return out;
}

std::string run_xml(const Run& run) {
  std::string look;
  if (!run.link.empty()) look += "<w:rStyle w:val=\"Hyperlink\"/>";
  if (run.bold) look += "<w:b/>";
  if (run.italic) look += "<w:i/>";
  if (run.muted) look += "<w:color w:val=\"595959\"/>";
  if (run.marked) look += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFF2B3\"/>";
  return "<w:r>" + (look.empty() ? "" : "<w:rPr>" + look + "</w:rPr>") + run_text(run.text) +
         "</w:r>";
}

std::string field(const std::string& code, const std::string& shown) {
  return "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText "
         "xml:space=\"preserve\"> " +
         code +
         " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>" +
         xml(shown) + "</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
}

struct PixelSize {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
};

/// From the IHDR chunk, which always comes first.
PixelSize png_size(std::string_view png) {
  expects(png.size() > 24 && png.substr(1, 3) == "PNG", "a picture is a PNG file");
  const auto number = [png](std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
      value = value << 8U | static_cast<unsigned char>(png[at + i]);
    return value;
  };
  const PixelSize size{number(16), number(20)};
  expects(size.width > 0 && size.height > 0, "a picture has a size");
  return size;
}

/// Width of the longest word in twips, set in bold as headings are.
double longest_word(std::string_view text) {
  constexpr double kTwipsPerPoint = 20;
  double widest = 0;
  for (const std::string_view line : split(text, '\n')) {
    for (const std::string_view word : split(line, ' ')) {
      widest = std::max(widest, text_width(word, {.size = 10, .weight = Weight::Bold}));
    }
  }
  return widest * kTwipsPerPoint;
}

/// What each column needs so that no word of its heading is cut in two, nor a number, nor the name
/// of a row.
std::vector<double> needed_widths(const DocxTable& table, double total) {
  constexpr double kMargins = 280;
  constexpr double kOtherFonts = 1.15;  // some are wider than the one that is measured
  std::vector<double> words;
  for (const std::string& heading : table.header) words.push_back(longest_word(heading));
  for (const std::vector<DocxCell>& row : table.rows) {
    for (std::size_t c = 0; c < row.size() && c < words.size(); ++c) {
      if (!row[c].right && !(c == 0 && table.first_column_heads)) continue;
      std::string text;
      for (const Run& run : row[c].runs) text += run.text;
      // A number and what stands in brackets behind it are not parted.
      if (row[c].right) text = replace_all(std::move(text), " ", "\u00A0");
      words[c] = std::max(words[c], longest_word(text));
    }
  }
  const double sum = std::accumulate(words.begin(), words.end(), 0.0);
  const double room = total - kMargins * static_cast<double>(words.size());
  const double factor = sum > 0 ? std::min(kOtherFonts, room / sum) : 1;
  for (double& word : words) word = word * factor + kMargins;
  return words;
}

/// What columns lack for their words comes from those that have more than they need.
void make_room_for_words(const DocxTable& table, double total, std::vector<double>& widths) {
  const std::vector<double> needed = needed_widths(table, total);
  double lacking = 0;
  double spare = 0;
  for (std::size_t c = 0; c < widths.size(); ++c) {
    lacking += std::max(0.0, needed[c] - widths[c]);
    spare += std::max(0.0, widths[c] - needed[c]);
  }
  if (lacking <= 0 || spare <= 0) return;
  const double given = std::min(1.0, lacking / spare);
  const double got = std::min(1.0, spare / lacking);
  for (std::size_t c = 0; c < widths.size(); ++c) {
    widths[c] += (needed[c] - widths[c]) * (widths[c] < needed[c] ? got : given);
  }
}

std::vector<int> column_widths(const DocxTable& table, int total) {
  std::vector<double> parts = table.widths;
  if (parts.empty()) parts.assign(table.header.size(), 1.0);
  expects(parts.size() == table.header.size(), "a table has one width a column");
  const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
  for (double& part : parts) part = total * part / sum;
  make_room_for_words(table, total, parts);
  std::vector<int> widths;
  for (const double part : parts) widths.push_back(static_cast<int>(std::lround(part)));
  return widths;
}

bool is_number(const Column& column) {
  return column.kind == ColumnKind::Integer || column.kind == ColumnKind::Decimal ||
         column.kind == ColumnKind::Share;
}

/// `name!7`, a row of a table, is in Word the table.
std::string bookmark_link(const std::string& link) {
  if (link.empty() || link.starts_with('#')) return link;
  return "#" + link.substr(0, link.find('!'));
}

DocxTable from_results(const Table& table, Language language) {
  DocxTable out;
  out.caption = table.title;
  out.bookmark = table.name;
  for (const Column& column : table.columns) {
    out.header.push_back(column.label);
    out.widths.push_back(column.width > 0 ? column.width : is_number(column) ? 10.0 : 22.0);
  }
  for (const std::vector<Cell>& row : table.rows) {
    std::vector<DocxCell>& cells = out.rows.emplace_back();
    for (std::size_t c = 0; c < row.size(); ++c) {
      const Column& column = table.columns.at(c);
      DocxCell cell(
          Runs{{.text = shown(row[c], column, language), .link = bookmark_link(row[c].link)}});
      cell.right = is_number(column);
      cell.choices = column.choices;
      cells.push_back(std::move(cell));
    }
  }
  return out;
}

}  // namespace

DocxDocument::DocxDocument(Options options) : options_(std::move(options)) {}

int DocxDocument::text_width() const {
  return (options_.page == Page::Portrait ? kPageShort : kPageLong) - 2 * kMargin;
}

void DocxDocument::open_paragraph(std::string_view style, Keep keep, std::string_view more) {
  body_ += "<w:p>";
  const bool new_page = std::exchange(new_page_, false);
  const bool plain = style == "Normal" && keep == Keep::No && more.empty() && !new_page;
  if (plain) return;
  body_ += "<w:pPr>";
  if (style != "Normal") body_ += "<w:pStyle w:val=\"" + std::string(style) + "\"/>";
  if (keep == Keep::WithNext) body_ += "<w:keepNext/>";
  if (new_page) body_ += "<w:pageBreakBefore/>";
  body_ += more;
  body_ += "</w:pPr>";
}

void DocxDocument::close_paragraph() { body_ += "</w:p>\n"; }

std::string DocxDocument::bookmark_id(std::string_view name) {
  const auto found = bookmarks_.find(name);
  if (found != bookmarks_.end()) return found->second;
  // Word allows 40 letters, digits and underscores; people's names for things are longer.
  std::string id = "mark" + std::to_string(bookmarks_.size() + 1);
  bookmarks_.emplace(name, id);
  return id;
}

void DocxDocument::bookmark(std::string_view name) {
  if (name.empty()) return;
  const std::string id = std::to_string(next_id_++);
  body_ += "<w:bookmarkStart w:id=\"" + id + "\" w:name=\"" + bookmark_id(name) +
           "\"/><w:bookmarkEnd w:id=\"" + id + "\"/>";
}

std::string DocxDocument::relation(const char* type, const std::string& target, bool external) {
  for (const Relation& known : relations_) {
    if (known.target == target && known.type == type) return known.id;
  }
  relations_.push_back({"rIdX" + std::to_string(relations_.size() + 1), type, target, external});
  return relations_.back().id;
}

void DocxDocument::run(const Run& run) {
  if (run.link.empty()) {
    body_ += run_xml(run);
  } else if (run.link.starts_with('#')) {
    body_ += "<w:hyperlink w:anchor=\"" + bookmark_id(run.link.substr(1)) + "\" w:history=\"1\">" +
             run_xml(run) + "</w:hyperlink>";
  } else {
    body_ += "<w:hyperlink r:id=\"" + relation("hyperlink", run.link, true) +
             "\" w:history=\"1\">" + run_xml(run) + "</w:hyperlink>";
  }
}

void DocxDocument::runs(const Runs& runs) {
  for (const Run& one : runs) run(one);
}

void DocxDocument::title(std::string_view text) {
  open_paragraph("Title");
  run({.text = std::string(text)});
  close_paragraph();
}

void DocxDocument::subtitle(std::string_view text) {
  open_paragraph("Subtitle");
  run({.text = std::string(text)});
  close_paragraph();
}

void DocxDocument::heading(int level, std::string_view text, std::string_view name) {
  expects(level >= 1 && level <= 3, "headings have three levels");
  const std::string own = "\x01heading" + std::to_string(++headings_);
  open_paragraph("Heading" + std::to_string(level));
  bookmark(name);
  bookmark(own);
  run({.text = std::string(text)});
  close_paragraph();
  if (level <= kContentsLevels) entries_.push_back({level, std::string(text), bookmark_id(own)});
}

void DocxDocument::paragraph(const Runs& content, std::string_view name) {
  open_paragraph("Normal");
  bookmark(name);
  runs(content);
  close_paragraph();
}

void DocxDocument::paragraph(std::string_view text) {
  paragraph(Runs{{.text = std::string(text)}});
}

void DocxDocument::quote(const Runs& content, const Runs& source, std::string_view name) {
  open_paragraph("Quote", source.empty() ? Keep::No : Keep::WithNext);
  bookmark(name);
  runs(content);
  close_paragraph();
  if (source.empty()) return;
  open_paragraph("QuoteSource");
  runs(source);
  close_paragraph();
}

void DocxDocument::bullet(const Runs& content, int depth) {
  open_paragraph("ListParagraph", Keep::No,
                 "<w:numPr><w:ilvl w:val=\"" + std::to_string(std::clamp(depth, 0, 2)) +
                     "\"/><w:numId w:val=\"1\"/></w:numPr>");
  runs(content);
  close_paragraph();
}

void DocxDocument::numbered(const Runs& content) {
  open_paragraph("ListParagraph", Keep::No,
                 "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr>");
  runs(content);
  close_paragraph();
}

void DocxDocument::caption(const char* kind, int number, std::string_view text, Keep keep,
                           std::string_view name) {
  open_paragraph("Caption", keep);
  bookmark(name);
  run({.text = std::string(kind) + " "});
  body_ += field(std::string("SEQ ") + kind + " \\* ARABIC", std::to_string(number));
  run({.text = ". " + std::string(text)});
  close_paragraph();
}

void DocxDocument::cell(const DocxCell& cell, int width, bool heads_row) {
  body_ += "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) + "\" w:type=\"dxa\"/></w:tcPr>";
  open_paragraph("TableText", Keep::No, cell.right ? "<w:jc w:val=\"right\"/>" : "");
  Runs content = cell.runs;
  if (heads_row) {
    for (Run& one : content) one.bold = true;
  }
  if (cell.choices.empty()) {
    runs(content);
  } else {
    std::string items;
    std::vector<std::string> seen;
    for (const std::string& choice : cell.choices) {
      if (choice.empty() || std::find(seen.begin(), seen.end(), choice) != seen.end()) continue;
      seen.push_back(choice);
      items +=
          "<w:listItem w:displayText=\"" + xml(choice) + "\" w:value=\"" + xml(choice) + "\"/>";
    }
    const bool chosen = !content.empty() && !content.front().text.empty();
    if (!chosen)
      content = {
          {.text = options_.language == Language::Swedish ? "Välj" : "Choose", .muted = true}};
    body_ += "<w:sdt><w:sdtPr><w:id w:val=\"" + std::to_string(next_id_++) + "\"/>" +
             (chosen ? "" : "<w:showingPlcHdr/>") + "<w:dropDownList>" + items +
             "</w:dropDownList></w:sdtPr><w:sdtContent>";
    runs(content);
    body_ += "</w:sdtContent></w:sdt>";
  }
  body_ += "</w:p></w:tc>";
}

void DocxDocument::table(const DocxTable& table) {
  const std::vector<int> widths = column_widths(table, text_width());
  if (!table.caption.empty()) {
    caption(options_.language == Language::Swedish ? "Tabell" : "Table", ++tables_, table.caption,
            Keep::WithNext, table.bookmark);
  }
  body_ +=
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"ResultTable\"/><w:tblW w:w=\"" +
      std::to_string(text_width()) +
      "\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" "
      "w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" "
      "w:noVBand=\"1\"/>";
  if (!table.caption.empty()) body_ += "<w:tblCaption w:val=\"" + xml(table.caption) + "\"/>";
  if (!table.description.empty()) {
    body_ += "<w:tblDescription w:val=\"" + xml(table.description) + "\"/>";
  }
  body_ += "</w:tblPr><w:tblGrid>";
  for (const int width : widths) body_ += "<w:gridCol w:w=\"" + std::to_string(width) + "\"/>";
  body_ += "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
  for (std::size_t c = 0; c < table.header.size(); ++c) {
    DocxCell head(table.header[c]);
    head.right =
        !table.rows.empty() && c < table.rows.front().size() && table.rows.front()[c].right;
    cell(head, widths[c], true);
  }
  body_ += "</w:tr>";
  for (const std::vector<DocxCell>& row : table.rows) {
    expects(row.size() == table.header.size(), "a table's rows are as long as its header");
    body_ += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
    for (std::size_t c = 0; c < row.size(); ++c) {
      cell(row[c], widths[c], c == 0 && table.first_column_heads);
    }
    body_ += "</w:tr>\n";
  }
  body_ += "</w:tbl>\n";
  open_paragraph("Note");  // two tables without anything between them would grow together
  if (table.caption.empty()) bookmark(table.bookmark);
  close_paragraph();
}

void DocxDocument::table(const Table& results) {
  table(from_results(results, options_.language));
  for (const std::string& note : results.notes) {
    open_paragraph("Note");
    run({.text = note});
    close_paragraph();
  }
}

void DocxDocument::picture(const DocxPicture& picture) {
  expects(!picture.alt.empty(), "a picture has a text for those who do not see it");
  const PixelSize size = png_size(picture.png);
  pictures_.push_back(picture.png);
  const std::string number = std::to_string(pictures_.size());
  const std::string id = relation("image", "media/image" + number + ".png", false);
  const double width = std::min(picture.width_cm, text_width() / kTwipsPerCm);
  const double height = width * size.height / size.width;
  const std::string extent = "cx=\"" + std::to_string(std::lround(width * kEmuPerCm)) + "\" cy=\"" +
                             std::to_string(std::lround(height * kEmuPerCm)) + "\"";
  const std::string properties = "id=\"" + std::to_string(next_id_++) + "\" name=\"" +
                                 (options_.language == Language::Swedish ? "Bild " : "Picture ") +
                                 number + "\" descr=\"" + xml(picture.alt) + "\"";
  open_paragraph("Normal", picture.caption.empty() ? Keep::No : Keep::WithNext);
  body_ +=
      "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent " +
      extent + "/><wp:docPr " + properties +
      "/><a:graphic><a:graphicData "
      "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>"
      "<pic:cNvPr " +
      properties + "/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"" + id +
      "\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" "
      "y=\"0\"/><a:ext " +
      extent +
      "/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"
      "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>";
  close_paragraph();
  if (!picture.caption.empty()) {
    caption(options_.language == Language::Swedish ? "Figur" : "Figure", ++figures_,
            picture.caption, Keep::No);
  }
}

void DocxDocument::page_break() { new_page_ = true; }

void DocxDocument::contents() { contents_at_ = body_.size(); }

/// The field's result is the list of headings as they are now, each a link.
std::string DocxDocument::contents_xml() const {
  const bool swedish = options_.language == Language::Swedish;
  std::string out =
      std::string(
          "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of "
          "Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:pPr>"
          "<w:pStyle w:val=\"TOCHeading\"/></w:pPr><w:r><w:t>") +
      (swedish ? "Innehåll" : "Contents") + "</w:t></w:r></w:p>";
  const std::string begin =
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> "
      "TOC "
      "\\o \"1-2\" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar "
      "w:fldCharType=\"separate\"/></w:r>";
  const std::string end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    out += "<w:p><w:pPr><w:pStyle w:val=\"TOC" + std::to_string(entry.level) + "\"/></w:pPr>" +
           (i == 0 ? begin : "") + "<w:hyperlink w:anchor=\"" + entry.bookmark +
           "\" w:history=\"1\"><w:r>" + run_text(entry.text) + "</w:r></w:hyperlink>" +
           (i + 1 == entries_.size() ? end : "") + "</w:p>\n";
  }
  return out + "</w:sdtContent></w:sdt>\n";
}

std::string DocxDocument::take() {
  if (contents_at_) body_.insert(*contents_at_, contents_xml());
  const bool wide = options_.page == Page::Landscape;
  const std::string short_side = std::to_string(kPageShort);
  const std::string long_side = std::to_string(kPageLong);
  const std::string margin = std::to_string(kMargin);
  std::string document =
      std::string("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document ") +
      kWordNamespaces + "><w:body>" + body_ +
      "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference "
      "w:type=\"default\" r:id=\"rId5\"/><w:pgSz w:w=\"" +
      (wide ? long_side : short_side) + "\" w:h=\"" + (wide ? short_side : long_side) + "\"" +
      (wide ? " w:orient=\"landscape\"" : "") + "/><w:pgMar w:top=\"" + margin + "\" w:right=\"" +
      margin + "\" w:bottom=\"" + margin + "\" w:left=\"" + margin +
      "\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>\n";

  std::vector<Relation> relations = {{"rId1", "styles", "styles.xml", false},
                                     {"rId2", "numbering", "numbering.xml", false},
                                     {"rId3", "settings", "settings.xml", false},
                                     {"rId4", "header", "header1.xml", false},
                                     {"rId5", "footer", "footer1.xml", false}};
  relations.insert(relations.end(), relations_.begin(), relations_.end());
  std::string links =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships "
      "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  for (const Relation& one : relations) {
    links += "<Relationship Id=\"" + one.id + "\" Type=\"" + kRelation + one.type + "\" Target=\"" +
             xml(one.target) + "\"" + (one.external ? " TargetMode=\"External\"/>" : "/>");
  }
  links += "</Relationships>\n";

  std::vector<formats::ZipPart> parts = {
      {"[Content_Types].xml", docx_content_types()},
      {"_rels/.rels", docx_package_relations()},
      {"word/document.xml", std::move(document)},
      {"word/_rels/document.xml.rels", std::move(links)},
      {"word/styles.xml", docx_styles(options_.language)},
      {"word/numbering.xml", docx_numbering()},
      {"word/settings.xml", docx_settings()},
      {"word/header1.xml", docx_header(options_.title)},
      {"word/footer1.xml", docx_footer(options_.language)},
      {"docProps/core.xml", docx_properties(options_.title, options_.language)}};
  for (std::size_t i = 0; i < pictures_.size(); ++i) {
    parts.push_back({"word/media/image" + std::to_string(i + 1) + ".png", pictures_[i]});
  }
  *this = DocxDocument(options_);
  return formats::write_zip(parts);
}

}  // namespace rodtrad::report
