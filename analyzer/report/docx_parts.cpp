#include "analyzer/report/docx_parts.h"

#include "analyzer/base/strings.h"
#include "analyzer/formats/xml_writer.h"

namespace rodtrad::report {
namespace {

constexpr const char* kDeclaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const char* word_language(Language language) {
  return language == Language::Swedish ? "sv-SE" : "en-GB";
}

/// A paragraph style: what it is called, what comes after it, paragraph and run properties.
std::string paragraph_style(const char* id, const char* name, const char* next,
                            const char* paragraph, const char* run) {
  return std::string("<w:style w:type=\"paragraph\" w:styleId=\"") + id + "\"><w:name w:val=\"" +
         name + "\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"" + next +
         "\"/><w:uiPriority w:val=\"9\"/><w:qFormat/><w:pPr>" + paragraph + "</w:pPr><w:rPr>" +
         run + "</w:rPr></w:style>";
}

std::string heading_style(int level, const char* size, const char* before) {
  const std::string n = std::to_string(level);
  const std::string id = "Heading" + n;
  const std::string name = "heading " + n;
  const std::string paragraph = std::string("<w:keepNext/><w:keepLines/><w:spacing w:before=\"") +
                                before + "\" w:after=\"100\"/><w:outlineLvl w:val=\"" +
                                std::to_string(level - 1) + "\"/>";
  const std::string run = std::string("<w:b/><w:color w:val=\"1F3A4D\"/><w:sz w:val=\"") + size +
                          "\"/><w:szCs w:val=\"" + size + "\"/>";
  return paragraph_style(id.c_str(), name.c_str(), "Normal", paragraph.c_str(), run.c_str());
}

std::string contents_style(int level) {
  const std::string n = std::to_string(level);
  const std::string paragraph =
      "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9060\"/>"
      "</w:tabs><w:spacing w:before=\"0\" w:after=\"60\"/><w:ind w:left=\"" +
      std::to_string((level - 1) * 240) + "\"/>";
  return paragraph_style(("TOC" + n).c_str(), ("toc " + n).c_str(), "Normal", paragraph.c_str(),
                         "");
}

std::string list_level(int level, const char* format, const char* text, const char* font) {
  return "<w:lvl w:ilvl=\"" + std::to_string(level) +
         "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format + "\"/><w:lvlText w:val=\"" + text +
         "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"" +
         std::to_string(360 * (level + 1)) + "\" w:hanging=\"360\"/></w:pPr>" + font + "</w:lvl>";
}

}  // namespace

std::string docx_content_types() {
  return std::string(kDeclaration) +
         "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
         "<Default Extension=\"rels\" "
         "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
         "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
         "<Default Extension=\"png\" ContentType=\"image/png\"/>"
         "<Override PartName=\"/word/document.xml\" "
         "ContentType=\"application/"
         "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
         "<Override PartName=\"/word/styles.xml\" "
         "ContentType=\"application/"
         "vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
         "<Override PartName=\"/word/numbering.xml\" "
         "ContentType=\"application/"
         "vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>"
         "<Override PartName=\"/word/settings.xml\" "
         "ContentType=\"application/"
         "vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>"
         "<Override PartName=\"/word/header1.xml\" "
         "ContentType=\"application/"
         "vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>"
         "<Override PartName=\"/word/footer1.xml\" "
         "ContentType=\"application/"
         "vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>"
         "<Override PartName=\"/docProps/core.xml\" "
         "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
         "</Types>\n";
}

std::string docx_package_relations() {
  return std::string(kDeclaration) +
         "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
         "<Relationship Id=\"rId1\" "
         "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
         "officeDocument\" "
         "Target=\"word/document.xml\"/>"
         "<Relationship Id=\"rId2\" "
         "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
         "core-properties\" "
         "Target=\"docProps/core.xml\"/>"
         "</Relationships>\n";
}

std::string docx_styles(Language language) {
  std::string out = std::string(kDeclaration) + "<w:styles " + kWordNamespaces + ">";
  out +=
      std::string(
          "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" "
          "w:eastAsia=\"Calibri\" w:cs=\"Calibri\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>"
          "<w:lang w:val=\"") +
      word_language(language) +
      "\" w:eastAsia=\"en-US\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
      "<w:spacing w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>"
      "</w:docDefaults>";
  out +=
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
      "w:val=\"Normal\"/>"
      "<w:qFormat/></w:style>"
      "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name "
      "w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>"
      "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal "
      "Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" "
      "w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" "
      "w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/>"
      "</w:tblCellMar></w:tblPr></w:style>";
  out += paragraph_style(
      "Title", "Title", "Normal", "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"80\"/>",
      "<w:b/><w:color w:val=\"1F3A4D\"/><w:sz w:val=\"44\"/><w:szCs w:val=\"44\"/>");
  out += paragraph_style("Subtitle", "Subtitle", "Normal", "<w:spacing w:after=\"240\"/>",
                         "<w:color w:val=\"595959\"/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/>");
  out +=
      heading_style(1, "32", "400") + heading_style(2, "26", "320") + heading_style(3, "23", "220");
  out += paragraph_style("Quote", "Quote", "Normal",
                         "<w:keepLines/><w:pBdr><w:left w:val=\"single\" w:sz=\"12\" w:space=\"8\" "
                         "w:color=\"B7C6D1\"/></w:pBdr><w:spacing w:before=\"120\" w:after=\"0\"/>"
                         "<w:ind w:left=\"340\" w:right=\"340\"/>",
                         "");
  out += paragraph_style("QuoteSource", "Quote Source", "Normal",
                         "<w:keepLines/><w:pBdr><w:left w:val=\"single\" w:sz=\"12\" w:space=\"8\" "
                         "w:color=\"B7C6D1\"/></w:pBdr><w:spacing w:before=\"0\" w:after=\"160\"/>"
                         "<w:ind w:left=\"340\" w:right=\"340\"/>",
                         "<w:color w:val=\"595959\"/><w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>");
  out += paragraph_style(
      "Caption", "caption", "Normal", "<w:spacing w:before=\"200\" w:after=\"80\"/>",
      "<w:b/><w:color w:val=\"1F3A4D\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>");
  out +=
      paragraph_style("Note", "Table Note", "Normal", "<w:spacing w:before=\"60\" w:after=\"60\"/>",
                      "<w:color w:val=\"595959\"/><w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>");
  out += paragraph_style("TableText", "Table Text", "TableText",
                         "<w:spacing w:before=\"30\" w:after=\"30\" w:line=\"240\" "
                         "w:lineRule=\"auto\"/>",
                         "<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>");
  out += paragraph_style("ListParagraph", "List Paragraph", "ListParagraph",
                         "<w:spacing w:after=\"60\"/>", "");
  out += paragraph_style(
      "TOCHeading", "TOC Heading", "Normal",
      "<w:keepNext/><w:spacing w:before=\"320\" w:after=\"120\"/>",
      "<w:b/><w:color w:val=\"1F3A4D\"/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/>");
  out += contents_style(1) + contents_style(2) + contents_style(3);
  out += paragraph_style("Header", "header", "Header", "<w:spacing w:after=\"0\"/>",
                         "<w:color w:val=\"595959\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>");
  out += paragraph_style("Footer", "footer", "Footer",
                         "<w:spacing w:after=\"0\"/><w:jc w:val=\"right\"/>",
                         "<w:color w:val=\"595959\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>");
  out +=
      "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/>"
      "<w:uiPriority w:val=\"99\"/><w:rPr><w:color w:val=\"1A5C8A\"/><w:u "
      "w:val=\"single\"/></w:rPr>"
      "</w:style>"
      "<w:style w:type=\"table\" w:styleId=\"ResultTable\"><w:name w:val=\"Result Table\"/>"
      "<w:basedOn w:val=\"TableNormal\"/><w:uiPriority w:val=\"59\"/><w:tblPr><w:tblBorders>"
      "<w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"1F3A4D\"/>"
      "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"1F3A4D\"/>"
      "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"C9D3DA\"/></w:tblBorders>"
      "</w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/></w:rPr><w:tcPr>"
      "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"1F3A4D\"/>"
      "</w:tcBorders><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E8EEF3\"/>"
      "<w:vAlign w:val=\"bottom\"/></w:tcPr></w:tblStylePr></w:style>";
  return out + "</w:styles>\n";
}

std::string docx_numbering() {
  const char* symbol = "<w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\"/></w:rPr>";
  return std::string(kDeclaration) + "<w:numbering " + kWordNamespaces +
         "><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/>" +
         list_level(0, "bullet", "•", symbol) + list_level(1, "bullet", "–", symbol) +
         list_level(2, "bullet", "•", symbol) +
         "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType "
         "w:val=\"hybridMultilevel\"/>" +
         list_level(0, "decimal", "%1.", "") +
         "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
         "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>\n";
}

std::string docx_settings() {
  return std::string(kDeclaration) + "<w:settings " + kWordNamespaces +
         "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl "
         "w:val=\"doNotCompress\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" "
         "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
         "</w:settings>\n";
}

std::string docx_header(const std::string& title) {
  std::string out = std::string(kDeclaration) + "<w:hdr " + kWordNamespaces +
                    "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t "
                    "xml:space=\"preserve\">";
  formats::append_xml(out, title);
  return out + "</w:t></w:r></w:p></w:hdr>\n";
}

std::string docx_footer(Language language) {
  const auto field = [](const char* code) {
    return std::string("<w:fldSimple w:instr=\" ") + code +
           " \"><w:r><w:t>1</w:t></w:r></w:fldSimple>";
  };
  const bool swedish = language == Language::Swedish;
  const auto words = [](const char* text) {
    return std::string("<w:r><w:t xml:space=\"preserve\">") + text + "</w:t></w:r>";
  };
  return std::string(kDeclaration) + "<w:ftr " + kWordNamespaces +
         "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>" + words(swedish ? "Sida " : "Page ") +
         field("PAGE") + words(swedish ? " av " : " of ") + field("NUMPAGES") + "</w:p></w:ftr>\n";
}

std::string docx_properties(const std::string& title, Language language) {
  std::string out =
      std::string(kDeclaration) +
      "<cp:coreProperties "
      "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>";
  formats::append_xml(out, title);
  return out + "</dc:title><dc:creator>Rödtråd</dc:creator><dc:language>" +
         word_language(language) + "</dc:language></cp:coreProperties>\n";
}

}  // namespace rodtrad::report
