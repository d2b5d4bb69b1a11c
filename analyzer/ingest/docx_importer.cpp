#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <utility>

#include "analyzer/base/strings.h"
#include "analyzer/formats/xml.h"
#include "analyzer/formats/zip.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/text_writer.h"
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

/// What stands outside the text and is pointed at from it.
struct NoteKind {
  const char* part;       ///< where its texts are
  const char* list;       ///< the part's outermost element
  const char* entry;      ///< one of them
  const char* reference;  ///< in a run of the text
  const char* reason;     ///< why it is nobody's speech
};
constexpr NoteKind kNoteKinds[] = {
    {"word/footnotes.xml", "footnotes", "footnote", "footnoteReference", "footnote"},
    {"word/endnotes.xml", "endnotes", "endnote", "endnoteReference", "endnote"},
    {"word/comments.xml", "comments", "comment", "commentReference", "comment"}};

const NoteKind* note_kind(std::string_view reference) {
  const auto* found =
      std::find_if(std::begin(kNoteKinds), std::end(kNoteKinds),
                   [reference](const NoteKind& kind) { return kind.reference == reference; });
  return found == std::end(kNoteKinds) ? nullptr : found;
}

/// What was left out, told once per file.
struct LeftOut {
  std::size_t deleted = 0;
  std::size_t inserted = 0;
  std::size_t comments = 0;
  std::size_t notes = 0;
  std::size_t text_boxes = 0;
  std::size_t kept_notes = 0;  ///< notes and comments written behind the text
};

/// Walks the body and writes its text with one line a paragraph and tabs between cells.
class DocxReader {
 public:
  DocxReader(HeadingStyles styles, BlockText& out) : styles_(std::move(styles)), writer_(out) {}

  void read(const pugi::xml_node& body) { blocks_of(body); }

  /// True when the text read so far points at notes of this kind.
  [[nodiscard]] bool refers_to(const NoteKind& kind) const { return notes_.contains(&kind); }

  /// Writes the notes of a kind behind the text, in the order in which it points at them.
  void read_notes(const NoteKind& kind, const pugi::xml_node& list) {
    std::map<std::string_view, pugi::xml_node> entries;
    for (const pugi::xml_node& entry : list.children()) {
      if (local_name(entry.name()) == kind.entry)
        entries.emplace(attribute_named(entry, "id"), entry);
    }
    for (const std::string& id : std::exchange(notes_[&kind], {})) {
      const auto found = entries.find(id);
      if (found == entries.end()) {
        count_left_out(kind);
        continue;
      }
      ++left_out_.kept_notes;
      writer_.debris(kind.reason);
      blocks_of(found->second);
      entries.erase(found);  // once, however often the text points at it
    }
    writer_.debris("");
  }

  /// Notes whose text the file does not hold.
  void miss_notes(const NoteKind& kind) {
    for (std::size_t i = 0; i < notes_[&kind].size(); ++i) count_left_out(kind);
  }

  [[nodiscard]] const LeftOut& left_out() const { return left_out_; }

 private:
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
    writer_.anchor.paragraph = ++paragraphs_;
    classify(node);
    runs(node);
    std::vector<pugi::xml_node> boxes;
    boxes.swap(boxes_);
    writer_.end_paragraph();
    for (const pugi::xml_node& box : boxes) {
      ++left_out_.text_boxes;
      blocks_of(box);
    }
  }

  void classify(const pugi::xml_node& node) {
    const pugi::xml_node properties = child_named(node, "pPr");
    const std::string_view style = attribute_named(child_named(properties, "pStyle"), "val");
    const auto known = styles_.find(style);
    const std::uint32_t rank = known != styles_.end() ? known->second : rank_of_name(style);
    if (rank > 0) {
      writer_.heading(rank);
    } else if (child_named(properties, "numPr")) {
      writer_.list_item();
    }
  }

  void runs(const pugi::xml_node& parent) {
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = local_name(node.name());
      if (name == "r") {
        run(node);
      } else if (name == "del" || name == "moveFrom") {
        ++left_out_.deleted;
      } else if (name == "ins" || name == "moveTo") {
        ++left_out_.inserted;
        runs(node);
      } else if (name == "hyperlink" || name == "smartTag" || name == "customXml" ||
                 name == "fldSimple" || name == "dir" || name == "bdo") {
        runs(node);
      } else if (name == "sdt") {
        runs(child_named(node, "sdtContent"));
      } else if (name == "AlternateContent") {
        runs(chosen(node));
      }
    }
  }

  void run(const pugi::xml_node& node) {
    const pugi::xml_node properties = child_named(node, "rPr");
    const pugi::xml_node b = child_named(properties, "b");
    const std::string_view value = attribute_named(b, "val");
    const bool bold = b && value != "0" && value != "false";
    for (const pugi::xml_node& child : node.children()) {
      content(child, bold ? Bold::Yes : Bold::No);
    }
  }

  void content(const pugi::xml_node& node, Bold bold) {
    const std::string_view name = local_name(node.name());
    if (name == "t") {
      // What a run's text holds is one line here: offsets count this text.
      std::string text = text::canonical(formats::text_of(node));
      std::replace(text.begin(), text.end(), '\n', ' ');
      writer_.append(text, bold);
    } else if (name == "tab" || name == "ptab") {
      writer_.append("\t", bold);
    } else if (name == "br" || name == "cr") {
      writer_.line_break();
    } else if (name == "noBreakHyphen") {
      writer_.append("\u2011", bold);
    } else if (name == "softHyphen") {
      writer_.append("\u00AD", bold);
    } else if (name == "sym") {
      writer_.append("\uFFFD", bold);
    } else if (const NoteKind* kind = note_kind(name)) {
      std::string id(attribute_named(node, "id"));
      if (met_.emplace(kind, id).second) notes_[kind].push_back(std::move(id));
    } else if (name == "AlternateContent") {
      for (const pugi::xml_node& child : chosen(node).children()) content(child, bold);
    } else if (name == "drawing" || name == "pict" || name == "object") {
      find_boxes(node);
    }
  }

  void count_left_out(const NoteKind& kind) {
    ++(std::string_view(kind.entry) == "comment" ? left_out_.comments : left_out_.notes);
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
    writer_.begin_table();
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view name = local_name(child.name());
      if (name == "tr") {
        row(child);
      } else if (name == "ins" || name == "sdt" || name == "customXml") {
        const pugi::xml_node inner = name == "sdt" ? child_named(child, "sdtContent") : child;
        for (const pugi::xml_node& below : inner.children()) {
          if (local_name(below.name()) == "tr") row(below);
        }
      }
    }
    writer_.end_table();
  }

  void row(const pugi::xml_node& node) {
    if (child_named(child_named(node, "trPr"), "del")) {
      ++left_out_.deleted;
      return;
    }
    writer_.begin_row();
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view name = local_name(child.name());
      const pugi::xml_node cell =
          name == "sdt" ? child_named(child_named(child, "sdtContent"), "tc") : child;
      if (local_name(cell.name()) == "tc") this->cell(cell);
    }
  }

  void cell(const pugi::xml_node& node) {
    const pugi::xml_node properties = child_named(node, "tcPr");
    std::uint64_t columns = 1;
    parse_number(attribute_named(child_named(properties, "gridSpan"), "val"), columns);
    const auto wide = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(columns, 1, 63));
    const pugi::xml_node merge = child_named(properties, "vMerge");
    const bool goes_on = merge && attribute_named(merge, "val") != "restart";
    if (goes_on) {
      writer_.covered_cell(wide);
    } else {
      writer_.begin_cell(wide);
      if (merge) writer_.cell_goes_on(wide);
    }
    blocks_of(node);
  }

  HeadingStyles styles_;
  TextWriter writer_;
  std::vector<pugi::xml_node> boxes_;
  LeftOut left_out_;
  std::map<const NoteKind*, std::vector<std::string>> notes_;  ///< ids pointed at, in text order
  std::set<std::pair<const NoteKind*, std::string>> met_;
  std::uint32_t paragraphs_ = 0;
};

void tell_beside_text(const LeftOut& left, const std::string& file, Diagnostics& remarks) {
  tell_left_out("docx-left-out",
                {{left.deleted, "tracked deletions", "spårade strykningar"},
                 {left.comments, "comments", "kommentarer"},
                 {left.notes, "footnotes", "fotnoter"}},
                file, remarks);
  tell_kept_notes("docx-notes", left.kept_notes, file, remarks);
  if (left.inserted > 0) {
    remarks
        .info("docx-tracked-insertions",
              std::to_string(left.inserted) + " tracked insertions are read as text",
              {.path = file})
        .in_swedish(std::to_string(left.inserted) + " spårade tillägg läses som text");
  }
}

Outcome read_notes(formats::ZipReader& zip, const NoteKind& kind, const std::string& file,
                   DocxReader& reader) {
  if (!zip.has(kind.part)) {
    reader.miss_notes(kind);
    return success();
  }
  auto bytes = zip.read(kind.part);
  if (!bytes) return std::move(bytes).failure();
  pugi::xml_document xml;
  if (Outcome loaded = formats::load_xml(bytes.value(), xml, file, kind.part); !loaded) {
    return loaded;
  }
  reader.read_notes(kind, child_named(xml, kind.list));
  return success();
}

}  // namespace

Result<BlockText> docx_blocks(const Source& source, Diagnostics& remarks) {
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
  BlockText out;
  DocxReader reader(std::move(styles), out);
  reader.read(body);
  for (const NoteKind& kind : kNoteKinds) {
    if (!reader.refers_to(kind)) continue;
    if (Outcome read = read_notes(zip.value(), kind, source.name, reader); !read) {
      return std::move(read).failure();
    }
  }
  tell_beside_text(reader.left_out(), source.name, remarks);
  return out;
}

Result<Documents> read_docx(const Source& source, const ImportOptions& options,
                            Diagnostics& remarks) {
  return structured(docx_blocks(source, remarks), source, options, remarks);
}

}  // namespace rodtrad::ingest
