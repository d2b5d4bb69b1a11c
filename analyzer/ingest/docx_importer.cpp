#include <map>
#include <pugixml.hpp>

#include "analyzer/base/strings.h"
#include "analyzer/formats/xml.h"
#include "analyzer/formats/zip.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/structure.h"
#include "analyzer/text/decode.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

using formats::attribute_named;
using formats::child_named;
using formats::local_name;

constexpr char kBody[] = "word/document.xml";
constexpr char kStyles[] = "word/styles.xml";

/// Paragraph styles that are headings: style id -> rank.
using HeadingStyles = std::map<std::string, std::uint32_t, std::less<>>;

std::uint32_t rank_of_name(std::string_view name) {
  const std::string folded = text::folded_label(name);
  if (folded == "title" || folded == "rubrik" || folded == "titel") return 1;
  for (const std::string_view start : {"heading ", "rubrik ", "heading", "rubrik"}) {
    if (!folded.starts_with(start) || folded.size() != start.size() + 1) continue;
    const char digit = folded.back();
    if (digit >= '1' && digit <= '9') return static_cast<std::uint32_t>(digit - '0');
  }
  return 0;
}

HeadingStyles heading_styles(const pugi::xml_node& styles) {
  HeadingStyles out;
  for (const pugi::xml_node& style : styles.children()) {
    if (local_name(style.name()) != "style") continue;
    const std::string id(attribute_named(style, "styleId"));
    std::uint32_t rank = rank_of_name(attribute_named(child_named(style, "name"), "val"));
    const pugi::xml_node outline = child_named(child_named(style, "pPr"), "outlineLvl");
    if (rank == 0 && outline) {
      const std::string_view level = attribute_named(outline, "val");
      if (level.size() == 1 && level[0] >= '0' && level[0] <= '8') {
        rank = static_cast<std::uint32_t>(level[0] - '0') + 1;
      }
    }
    if (rank > 0) out[id] = rank;
  }
  return out;
}

/// What was left out, told once per file.
struct LeftOut {
  std::size_t deleted = 0;
  std::size_t inserted = 0;
  std::size_t comments = 0;
  std::size_t notes = 0;
  std::size_t text_boxes = 0;
};

/// Walks the body and writes its text with one line a paragraph and tabs between cells.
class DocxReader {
 public:
  DocxReader(HeadingStyles styles, Document& document)
      : styles_(std::move(styles)), document_(document) {}

  void read(const pugi::xml_node& body) { blocks_of(body); }

  [[nodiscard]] const LeftOut& left_out() const { return left_out_; }
  std::vector<Block> take_blocks() { return std::move(blocks_); }

 private:
  std::string& out() { return document_.text; }
  [[nodiscard]] std::uint32_t here() const {
    return static_cast<std::uint32_t>(document_.text.size());
  }

  void blocks_of(const pugi::xml_node& parent) {
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = local_name(node.name());
      if (name == "p") {
        paragraph(node);
      } else if (name == "tbl") {
        table(node);
      } else if (name == "AlternateContent") {
        blocks_of(chosen(node));
      } else if (name == "sdt") {
        blocks_of(child_named(node, "sdtContent"));
      } else if (name == "ins" || name == "moveTo" || name == "customXml" || name == "smartTag" ||
                 name == "txbxContent") {
        blocks_of(node);
      }
    }
  }

  /// Word writes newer content twice; the first readable choice is taken, never both.
  static pugi::xml_node chosen(const pugi::xml_node& alternate) {
    const pugi::xml_node choice = child_named(alternate, "Choice");
    return choice ? choice : child_named(alternate, "Fallback");
  }

  void paragraph(const pugi::xml_node& node) {
    ++paragraphs_;
    const std::uint32_t begin = here();
    bold_until_ = begin;
    still_bold_ = true;
    runs(node, Bold::No);
    std::vector<pugi::xml_node> boxes;
    boxes.swap(boxes_);
    finish_block(node, begin);
    for (const pugi::xml_node& box : boxes) {
      ++left_out_.text_boxes;
      blocks_of(box);
    }
  }

  void finish_block(const pugi::xml_node& node, std::uint32_t begin) {
    const ByteSpan span = trimmed(out(), {begin, here()});
    if (!span.empty()) {
      Block block;
      block.span = block.body = span;
      block.anchor.paragraph = paragraphs_;
      if (cell_table_ > 0) {
        block.kind = Block::Kind::Cell;
        block.table = cell_table_;
        block.row = cell_row_;
        block.column = cell_column_;
      } else {
        classify(node, block);
      }
      block.bold_prefix =
          bold_until_ > span.begin && bold_until_ < span.end ? bold_until_ - span.begin : 0;
      blocks_.push_back(block);
    }
    out() += '\n';
  }

  void classify(const pugi::xml_node& node, Block& block) const {
    const pugi::xml_node properties = child_named(node, "pPr");
    const std::string_view style = attribute_named(child_named(properties, "pStyle"), "val");
    const auto known = styles_.find(style);
    const std::uint32_t rank = known != styles_.end() ? known->second : rank_of_name(style);
    if (rank > 0) {
      block.kind = Block::Kind::Heading;
      block.rank = rank;
    } else if (child_named(properties, "numPr")) {
      block.kind = Block::Kind::ListItem;
    } else if (const std::uint32_t mark = list_mark_length(
                   std::string_view(document_.text).substr(block.body.begin, block.body.size()))) {
      block.kind = Block::Kind::ListItem;
      block.body.begin += mark;
    }
  }

  enum class Bold { No, Yes };

  void runs(const pugi::xml_node& parent, Bold bold) {
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = local_name(node.name());
      if (name == "r") {
        run(node);
      } else if (name == "del" || name == "moveFrom") {
        ++left_out_.deleted;
      } else if (name == "ins" || name == "moveTo") {
        ++left_out_.inserted;
        runs(node, bold);
      } else if (name == "hyperlink" || name == "smartTag" || name == "customXml" ||
                 name == "fldSimple" || name == "dir" || name == "bdo") {
        runs(node, bold);
      } else if (name == "sdt") {
        runs(child_named(node, "sdtContent"), bold);
      } else if (name == "AlternateContent") {
        runs(chosen(node), bold);
      }
    }
  }

  void run(const pugi::xml_node& node) {
    const pugi::xml_node properties = child_named(node, "rPr");
    const pugi::xml_node b = child_named(properties, "b");
    const std::string_view value = attribute_named(b, "val");
    const bool bold = b && value != "0" && value != "false";
    const std::uint32_t begin = here();
    for (const pugi::xml_node& child : node.children()) content(child);
    if (here() == begin) return;
    if (still_bold_ && bold) {
      bold_until_ = here();
    } else if (!trim(std::string_view(out()).substr(begin)).empty()) {
      still_bold_ = false;
    }
  }

  void content(const pugi::xml_node& node) {
    const std::string_view name = local_name(node.name());
    if (name == "t") {
      // What a paragraph's text holds is one line here: offsets count this text.
      for (const char c : text::canonical(formats::text_of(node))) out() += c == '\n' ? ' ' : c;
    } else if (name == "tab" || name == "ptab") {
      out() += '\t';
    } else if (name == "br" || name == "cr") {
      out() += '\n';
    } else if (name == "noBreakHyphen") {
      out() += "\u2011";
    } else if (name == "softHyphen") {
      out() += "\u00AD";
    } else if (name == "sym") {
      out() += "\uFFFD";
    } else if (name == "commentReference") {
      ++left_out_.comments;
    } else if (name == "footnoteReference" || name == "endnoteReference") {
      ++left_out_.notes;
    } else if (name == "AlternateContent") {
      for (const pugi::xml_node& child : chosen(node).children()) content(child);
    } else if (name == "drawing" || name == "pict" || name == "object") {
      find_boxes(node);
    }
  }

  /// Text boxes hold paragraphs of their own; they follow the paragraph they hang on.
  void find_boxes(const pugi::xml_node& node) {
    for (const pugi::xml_node& child : node.children()) {
      if (local_name(child.name()) == "txbxContent") {
        boxes_.push_back(child);
      } else if (local_name(child.name()) == "AlternateContent") {
        find_boxes(chosen(child));
      } else {
        find_boxes(child);
      }
    }
  }

  void table(const pugi::xml_node& node) {
    const std::uint32_t outer_table = cell_table_;
    const std::uint32_t outer_row = cell_row_;
    const std::uint32_t outer_column = cell_column_;
    const std::uint32_t number = ++tables_;
    std::uint32_t row = 0;
    for (const pugi::xml_node& child : node.children()) {
      if (local_name(child.name()) == "tr") {
        ++row;
        row_of(child, number, row);
      } else if (local_name(child.name()) == "ins") {
        for (const pugi::xml_node& inserted : child.children()) {
          if (local_name(inserted.name()) == "tr") row_of(inserted, number, ++row);
        }
      }
    }
    cell_table_ = outer_table;
    cell_row_ = outer_row;
    cell_column_ = outer_column;
  }

  void row_of(const pugi::xml_node& node, std::uint32_t number, std::uint32_t row) {
    if (child_named(child_named(node, "trPr"), "del")) {
      ++left_out_.deleted;
      return;
    }
    std::uint32_t column = 0;
    for (const pugi::xml_node& cell : node.children()) {
      const std::string_view name = local_name(cell.name());
      const pugi::xml_node inner =
          name == "sdt" ? child_named(child_named(cell, "sdtContent"), "tc") : cell;
      if (local_name(inner.name()) != "tc") continue;
      ++column;
      if (column > 1 && !out().empty() && out().back() == '\n') out().back() = '\t';
      cell_table_ = number;
      cell_row_ = row;
      cell_column_ = column;
      blocks_of(inner);
    }
  }

  HeadingStyles styles_;
  Document& document_;
  std::vector<Block> blocks_;
  std::vector<pugi::xml_node> boxes_;
  LeftOut left_out_;
  std::uint32_t paragraphs_ = 0;
  std::uint32_t tables_ = 0;
  std::uint32_t cell_table_ = 0;
  std::uint32_t cell_row_ = 0;
  std::uint32_t cell_column_ = 0;
  std::uint32_t bold_until_ = 0;
  bool still_bold_ = true;
};

void tell_left_out(const LeftOut& left, const std::string& file, Diagnostics& remarks) {
  std::vector<std::string> parts;
  const auto add = [&parts](std::size_t n, const char* what) {
    if (n > 0) parts.push_back(std::to_string(n) + " " + what);
  };
  add(left.deleted, "tracked deletions");
  add(left.comments, "comments");
  add(left.notes, "footnotes");
  if (!parts.empty()) {
    remarks.info("docx-left-out", "left out: " + join(parts, ", "), {.path = file});
  }
  if (left.inserted > 0) {
    remarks.info("docx-tracked-insertions",
                 std::to_string(left.inserted) + " tracked insertions are read as text",
                 {.path = file});
  }
}

}  // namespace

Result<Documents> read_docx(const Source& source, const ImportOptions& options,
                            Diagnostics& remarks) {
  if (source.bytes.empty()) {
    return failure("file-empty", "the file is empty, expected a Word document",
                   {.path = source.name});
  }
  auto zip = formats::ZipReader::open(source.bytes, source.name);
  if (!zip) return std::move(zip).failure();
  if (zip.value().has("EncryptedPackage") || zip.value().has("EncryptionInfo")) {
    return failure("zip-encrypted", "the file is password protected (lösenordsskyddad)",
                   {.path = source.name});
  }
  HeadingStyles styles;
  if (zip.value().has(kStyles)) {
    auto bytes = zip.value().read(kStyles);
    if (!bytes) return std::move(bytes).failure();
    pugi::xml_document xml;
    if (Outcome loaded = formats::load_xml(bytes.value(), xml, source.name, kStyles); !loaded) {
      return std::move(loaded).failure();
    }
    styles = heading_styles(child_named(xml, "styles"));
  }
  auto bytes = zip.value().read(kBody);
  if (!bytes) return std::move(bytes).failure();
  pugi::xml_document xml;
  if (Outcome loaded = formats::load_xml(bytes.value(), xml, source.name, kBody); !loaded) {
    return std::move(loaded).failure();
  }
  const pugi::xml_node body = child_named(child_named(xml, "document"), "body");
  if (!body) {
    return failure("docx-no-body", "the document has no body",
                   {.path = source.name, .inside = std::string("part \"") + kBody + "\""});
  }

  Document document;
  document.key = source.key;
  document.provenance.file = source.name;
  DocxReader reader(std::move(styles), document);
  reader.read(body);
  const std::string written = document.text;
  if (text::canonical(written) != written) {
    // Only a letter and its mark in separate runs can do this; positions are made for canonical
    // text, so such a file is read again from its plain text.
    document.text = text::canonical(written);
    remarks.info("text-recomposed", "letters split between runs were put together",
                 {.path = source.name});
    structure(document, plain_blocks(document.text), options, MarkupKind::None, remarks);
  } else {
    structure(document, reader.take_blocks(), options, MarkupKind::None, remarks);
  }
  tell_left_out(reader.left_out(), source.name, remarks);
  if (trim(document.text).empty()) {
    remarks.warning("file-empty", "the document holds no text", {.path = source.name});
  }
  Documents documents;
  documents.push_back(std::move(document));
  return documents;
}

}  // namespace rodtrad::ingest
