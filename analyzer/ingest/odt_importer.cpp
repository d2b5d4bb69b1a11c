#include <algorithm>
#include <pugixml.hpp>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/formats/xml.h"
#include "analyzer/formats/zip.h"
#include "analyzer/ingest/block_text.h"
#include "analyzer/ingest/formatted_importers.h"
#include "analyzer/ingest/text_writer.h"
#include "analyzer/text/decode.h"

/// OpenDocument text, as LibreOffice writes it.
namespace rodtrad::ingest {
namespace {

using formats::attribute_named;
using formats::child_named;
using formats::local_name;

constexpr char kContent[] = "content.xml";
constexpr char kStyles[] = "styles.xml";
constexpr char kManifest[] = "META-INF/manifest.xml";
constexpr std::uint64_t kMostBlanks = 1000;

using StyleNames = std::set<std::string, std::less<>>;

void find_bold_styles(const pugi::xml_node& styles, StyleNames& bold) {
  for (const pugi::xml_node& style : styles.children()) {
    if (local_name(style.name()) != "style") continue;
    const std::string_view weight =
        attribute_named(child_named(style, "text-properties"), "font-weight");
    if (weight == "bold" || weight == "700" || weight == "800" || weight == "900") {
      bold.emplace(attribute_named(style, "name"));
    }
  }
}

std::uint64_t count_in(const pugi::xml_node& node, std::string_view attribute, std::uint64_t most) {
  std::uint64_t n = 1;
  parse_number(attribute_named(node, attribute), n);
  return std::clamp<std::uint64_t>(n, 1, most);
}

struct LeftOut {
  std::size_t deleted = 0;
  std::size_t kept_notes = 0;  ///< notes and comments written behind the text
};

class OdtReader {
 public:
  OdtReader(StyleNames bold, BlockText& out) : bold_(std::move(bold)), writer_(out) {}

  void read(const pugi::xml_node& text) {
    blocks_of(text);
    // A note may hold a comment: the list grows while it is read.
    for (std::size_t i = 0; i < notes_.size(); ++i) note(notes_[i]);
    writer_.debris("");
  }
  [[nodiscard]] const LeftOut& left_out() const { return left_out_; }

 private:
  void blocks_of(const pugi::xml_node& parent) {
    for (const pugi::xml_node& node : parent.children()) block(node);
  }

  void block(const pugi::xml_node& node) {
    const std::string_view name = local_name(node.name());
    if (name == "p") {
      paragraph(node, false);
    } else if (name == "h") {
      heading(node);
    } else if (name == "list-item" || name == "list-header") {
      in_list_ = true;
      blocks_of(node);
      in_list_ = false;
    } else if (name == "table") {
      table(node);
    } else if (name == "tracked-changes") {
      left_out_.deleted +=
          static_cast<std::size_t>(std::distance(node.children().begin(), node.children().end()));
    } else if (name == "soft-page-break") {
      next_page();
    } else if (name == "table-of-content" || name == "alphabetical-index" ||
               name == "bibliography") {
      writer_.debris("table of contents or index");
      blocks_of(child_named(node, "index-body"));
      writer_.debris("");
    } else if (name == "section" || name == "list" || name == "index-body" ||
               name == "index-title" || name == "text-box" || name == "frame" ||
               name == "numbered-paragraph" || name == "a" || name == "g" ||
               name == "custom-shape" || name == "rect" || name == "ellipse") {
      blocks_of(node);
    }
  }

  void next_page() { writer_.anchor.page = ++page_; }

  void heading(const pugi::xml_node& node) {
    std::uint64_t level = count_in(node, "outline-level", 9);
    writer_.anchor.paragraph = ++paragraphs_;
    writer_.heading(static_cast<std::uint32_t>(level));
    finish(node, false);
  }

  void paragraph(const pugi::xml_node& node, bool bold) {
    writer_.anchor.paragraph = ++paragraphs_;
    const std::string_view style = attribute_named(node, "style-name");
    if (style == "Title" || style == "Rubrik") {
      writer_.heading(1);
    } else if (in_list_) {
      writer_.list_item();
      in_list_ = false;  // further paragraphs of an item are paragraphs
    }
    finish(node, bold || bold_.contains(style));
  }

  void finish(const pugi::xml_node& node, bool bold) {
    content(node, bold);
    std::vector<pugi::xml_node> boxes;
    boxes.swap(boxes_);
    writer_.end_paragraph();
    for (const pugi::xml_node& box : boxes) blocks_of(box);
  }

  void content(const pugi::xml_node& parent, bool bold) {
    for (const pugi::xml_node& node : parent.children()) {
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        writer_.append_collapsed(text::canonical(node.value()), weight(bold));
        continue;
      }
      inline_element(node, bold);
    }
  }

  /// A footnote or a comment, behind the text: it is nobody's speech.
  void note(const pugi::xml_node& node) {
    const bool comment = local_name(node.name()) == "annotation";
    ++left_out_.kept_notes;
    writer_.debris(comment ? "comment" : "footnote");
    const pugi::xml_node body = comment ? node : child_named(node, "note-body");
    for (const pugi::xml_node& child : body.children()) {
      const std::string_view name = local_name(child.name());
      if (name == "p" || name == "h" || name == "list") block(child);
    }
  }

  static Bold weight(bool bold) { return bold ? Bold::Yes : Bold::No; }

  void inline_element(const pugi::xml_node& node, bool bold) {
    const std::string_view name = local_name(node.name());
    if (name == "s") {
      writer_.append(std::string(count_in(node, "c", kMostBlanks), ' '), weight(bold));
    } else if (name == "tab") {
      writer_.append("\t", weight(bold));
    } else if (name == "line-break") {
      writer_.line_break();
    } else if (name == "soft-page-break") {
      next_page();
    } else if (name == "note" || name == "annotation") {
      notes_.push_back(node);
    } else if (name == "frame" || name == "custom-shape" || name == "g") {
      boxes_.push_back(node);
    } else if (name == "ruby") {
      content(child_named(node, "ruby-base"), bold);
    } else if (name != "annotation-end" && name != "ruby-text") {
      content(node, bold || bold_.contains(attribute_named(node, "style-name")));
    }
  }

  // --- tables --------------------------------------------------------------------------------

  void table(const pugi::xml_node& node) {
    writer_.begin_table();
    rows_of(node);
    writer_.end_table();
  }

  void rows_of(const pugi::xml_node& parent) {
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = local_name(node.name());
      if (name == "table-row") {
        row(node);
      } else if (name == "table-header-rows" || name == "table-rows" || name == "table-row-group") {
        rows_of(node);
      }
    }
  }

  void row(const pugi::xml_node& node) {
    writer_.begin_row();
    for (const pugi::xml_node& cell : node.children()) {
      const std::string_view name = local_name(cell.name());
      if (name != "table-cell") continue;  // what a merged cell covers is counted with it
      const auto columns =
          static_cast<std::uint32_t>(count_in(cell, "number-columns-spanned", 1000));
      const auto rows = static_cast<std::uint32_t>(count_in(cell, "number-rows-spanned", 10'000));
      const std::uint64_t repeated = count_in(cell, "number-columns-repeated", 1000);
      writer_.begin_cell(columns, rows);
      blocks_of(cell);
      // Cells repeated in a row of a text are blank ones.
      for (std::uint64_t i = 1; i < repeated; ++i) writer_.begin_cell();
    }
  }

  StyleNames bold_;
  TextWriter writer_;
  std::vector<pugi::xml_node> boxes_;
  LeftOut left_out_;
  bool in_list_ = false;
  std::uint32_t paragraphs_ = 0;
  std::vector<pugi::xml_node> notes_;  ///< in text order
  std::uint32_t page_ = 1;
};

void tell_beside_text(const LeftOut& left, const std::string& file, Diagnostics& remarks) {
  tell_left_out("odt-left-out",
                {{left.deleted, "tracked changes (insertions are read, deletions are not)",
                  "spårade ändringar (tillägg läses, strykningar inte)"}},
                file, remarks);
  tell_kept_notes("odt-notes", left.kept_notes, file, remarks);
}

Outcome refuse_encrypted(formats::ZipReader& zip, const std::string& file) {
  if (!zip.has(kManifest)) return success();
  auto bytes = zip.read(kManifest);
  if (!bytes) return std::move(bytes).failure();
  if (bytes.value().find("encryption-data") == std::string::npos) return success();
  return failure("zip-encrypted", "the file is password protected (lösenordsskyddad)",
                 {.path = file});
}

Outcome load_part(formats::ZipReader& zip, const std::string& part, const std::string& file,
                  pugi::xml_document& xml) {
  auto bytes = zip.read(part);
  if (!bytes) return std::move(bytes).failure();
  return formats::load_xml(bytes.value(), xml, file, part);
}

}  // namespace

Result<BlockText> odt_blocks(const Source& source, Diagnostics& remarks) {
  if (source.bytes.empty()) {
    return failure("file-empty", "the file is empty, expected an OpenDocument text",
                   {.path = source.name});
  }
  auto opened = formats::ZipReader::open(source.bytes, source.name);
  if (!opened) return std::move(opened).failure();
  formats::ZipReader& zip = opened.value();
  if (Outcome open = refuse_encrypted(zip, source.name); !open) return std::move(open).failure();
  StyleNames bold;
  if (zip.has(kStyles)) {
    pugi::xml_document xml;
    if (Outcome loaded = load_part(zip, kStyles, source.name, xml); !loaded) {
      return std::move(loaded).failure();
    }
    const pugi::xml_node root = child_named(xml, "document-styles");
    find_bold_styles(child_named(root, "styles"), bold);
  }
  pugi::xml_document xml;
  if (Outcome loaded = load_part(zip, kContent, source.name, xml); !loaded) {
    return std::move(loaded).failure();
  }
  const pugi::xml_node root = child_named(xml, "document-content");
  const pugi::xml_node text = child_named(child_named(root, "body"), "text");
  if (!text) {
    return failure("odt-no-text", "the file holds no text document",
                   {.path = source.name, .inside = std::string("part \"") + kContent + "\""});
  }
  find_bold_styles(child_named(root, "automatic-styles"), bold);
  BlockText out;
  OdtReader reader(std::move(bold), out);
  reader.read(text);
  tell_beside_text(reader.left_out(), source.name, remarks);
  return out;
}

Result<Documents> read_odt(const Source& source, const ImportOptions& options,
                           Diagnostics& remarks) {
  return structured(odt_blocks(source, remarks), source, options, remarks);
}

}  // namespace rodtrad::ingest
