#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/formats/xml.h"
#include "analyzer/formats/zip.h"
#include "analyzer/ingest/exchange.h"
#include "analyzer/text/decode.h"

namespace rodtrad::ingest {
namespace {

using formats::attribute_named;
using formats::child_named;
using formats::local_name;

constexpr std::uint64_t kMaxRatio = 300;
constexpr std::size_t kMaxCodeDepth = 60;

bool is_named(const pugi::xml_node& node, std::string_view name) {
  return node.type() == pugi::node_element && local_name(node.name()) == name;
}

/// Without braces and blanks, in lower case: how GUIDs are compared.
std::string guid_of(std::string_view raw) {
  raw = trim(raw);
  if (raw.starts_with('{') && raw.ends_with('}')) raw = raw.substr(1, raw.size() - 2);
  return ascii_lower(raw);
}

std::string text_of(const pugi::xml_node& node) { return text::canonical(node.child_value()); }

std::string description_of(const pugi::xml_node& node) {
  return text_of(child_named(node, "Description"));
}

bool is_hex(std::string_view digits) {
  return digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// `#RRGGBB` from what programs write: short, with alpha, or `rgb(1, 2, 3)`. Empty: no colour.
std::string color_of(std::string_view raw) {
  raw = trim(raw);
  if (raw.starts_with('#') && is_hex(raw.substr(1))) {
    if (raw.size() == 7) return std::string(raw);
    if (raw.size() == 9) return std::string(raw.substr(0, 7));
    if (raw.size() == 4) {
      std::string out = "#";
      for (const char digit : raw.substr(1)) out.append(2, digit);
      return out;
    }
  }
  if (!raw.starts_with("rgb")) return "";
  const std::size_t open = raw.find('(');
  const std::size_t close = raw.find(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return "";
  std::string out = "#";
  std::size_t parts = 0;
  for (const std::string_view part : split(raw.substr(open + 1, close - open - 1), ',')) {
    std::uint64_t value = 0;
    if (++parts > 3) break;
    if (!parse_number(trim(part), value) || value > 255) return "";
    constexpr char digits[] = "0123456789ABCDEF";
    out += digits[value / 16];
    out += digits[value % 16];
  }
  return parts >= 3 ? out : "";
}

std::optional<std::int64_t> number_of(std::string_view text) {
  text = trim(text);
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::uint64_t value = 0;
  if (!parse_number(text, value) || value > 0x7FFFFFFFU) return std::nullopt;
  return negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
}

/// One source while it is read: where its codings stand in the raw text.
struct PendingSelection {
  std::vector<ExchangeCoding> codings{};
};

class Reader {
 public:
  Reader(std::string file, const ExchangeOptions& options, Diagnostics& remarks)
      : file_(std::move(file)), options_(options), remarks_(remarks) {}

  Result<ExchangeProject> run(std::string_view bytes) {
    std::string xml(bytes);
    if (bytes.starts_with("PK")) {
      auto container = open_container(bytes);
      if (!container) return std::move(container).failure();
      xml = std::move(container).value();
    }
    pugi::xml_document document;
    if (Outcome loaded = formats::load_xml(xml, document, file_, part_); !loaded) {
      return std::move(loaded).failure();
    }
    const pugi::xml_node root = document.document_element();
    if (is_named(root, "CodeBook")) {
      project_.origin = attribute_named(root, "origin");
      project_.title = file_.substr(file_.rfind('/') + 1);
      codebook(root);
      return std::move(project_);
    }
    if (!is_named(root, "Project")) {
      return failure("qdpx-not-refi",
                     "the file is neither a REFI-QDA project nor a codebook: its root is <" +
                         without_controls(root.name()) + ">",
                     {.path = file_}, "export it again as a project (QDPX) or codebook (QDC)");
    }
    return project(root);
  }

 private:
  // --- the container -------------------------------------------------------------------------

  Result<std::string> open_container(std::string_view bytes) {
    auto zip = formats::ZipReader::open(bytes, file_, {.ratio = kMaxRatio});
    if (!zip) return std::move(zip).failure();
    zip_.emplace(std::move(zip).value());
    std::vector<std::string> found;
    for (const std::string& name : zip_->names()) {
      by_lower_.emplace(ascii_lower(name), name);
      if (name.find('/') == std::string::npos && ascii_lower(name).ends_with(".qde")) {
        found.push_back(name);
      }
    }
    if (found.empty()) {
      return failure("qdpx-no-project", "the container holds no project (project.qde)",
                     {.path = file_}, "export the project again as QDPX");
    }
    if (found.size() > 1) {
      return failure("qdpx-several-projects",
                     "the container holds " + std::to_string(found.size()) + " projects (.qde)",
                     {.path = file_}, "export one project at a time");
    }
    part_ = found.front();
    return zip_->read(part_);
  }

  /// The bytes behind `internal://name` or a bare name; nothing where they are not to be had.
  std::optional<std::string> part_bytes(std::string path, const std::string& what) {
    if (path.starts_with("internal://")) {
      path = path.substr(11);
    } else if (path.find("://") != std::string::npos) {
      lose("external-file", what, "its file lies outside the project (" + path + ")");
      return std::nullopt;
    } else {
      remarks_.info("qdpx-path", "\"" + path + "\" is no internal:// path; looked for in sources/",
                    {.path = file_});
    }
    while (path.starts_with('/')) path.erase(0, 1);
    if (!zip_) {
      lose("text-not-in-file", what, "a .qde file alone holds no texts; the .qdpx does");
      return std::nullopt;
    }
    for (const std::string& name : {"sources/" + path, path}) {
      const auto found = by_lower_.find(ascii_lower(name));
      if (found == by_lower_.end()) continue;
      auto bytes = zip_->read(found->second);
      if (bytes) return std::move(bytes).value();
      failed_.append(bytes.failure().diagnostics);
      return std::nullopt;
    }
    lose("file-missing", what, "the container lacks its file \"" + path + "\"");
    return std::nullopt;
  }

  // --- losses --------------------------------------------------------------------------------

  void lose(const std::string& id, const std::string& what, const std::string& why) {
    for (Loss& loss : project_.losses) {
      if (loss.id == id && loss.what == what && loss.why == why) {
        ++loss.count;
        return;
      }
    }
    project_.losses.push_back({.id = id, .what = what, .why = why});
  }

  void lose_list(const pugi::xml_node& list, const char* id, const char* why) {
    std::uint64_t n = 0;
    for (const pugi::xml_node& child : list.children()) {
      if (child.type() == pugi::node_element) ++n;
    }
    if (n > 0) project_.losses.push_back({.id = id, .what = list.name(), .why = why, .count = n});
  }

  // --- codes ---------------------------------------------------------------------------------

  void codebook(const pugi::xml_node& node) {
    for (const pugi::xml_node& child : child_named(node, "Codes").children()) {
      if (is_named(child, "Code")) code(child, kNone, 0);
    }
    for (const pugi::xml_node& child : child_named(node, "Sets").children()) {
      if (is_named(child, "Set")) set(child);
    }
  }

  void code(const pugi::xml_node& node, std::size_t parent, std::size_t depth) {
    ExchangeCode made;
    const std::string name = text::canonical(attribute_named(node, "name"));
    made.name = std::string(trim(name));
    made.key = guid_of(attribute_named(node, "guid"));
    made.description = description_of(node);
    for (const std::string& memo : memos(node)) {
      if (!made.description.empty()) made.description += '\n';
      made.description += memo;
    }
    const std::string_view color = attribute_named(node, "color");
    made.color = color_of(color);
    if (!color.empty() && made.color.empty()) {
      lose("color-unknown", made.name,
           "the colour \"" + without_controls(color) + "\" is not known");
    }
    const std::string codable = ascii_lower(trim(attribute_named(node, "isCodable")));
    made.codable = codable != "false" && codable != "0";
    made.parent = parent;
    if (made.name.empty()) {
      made.name = "?";
      lose("code-without-name", made.key, "the code has no name; it is called ? here");
    }
    const std::size_t at = project_.codes.size();
    code_at_.emplace(made.key, at);
    project_.codes.push_back(std::move(made));
    for (const pugi::xml_node& child : node.children()) {
      if (!is_named(child, "Code")) continue;
      // Deeper than anybody draws: kept, as sisters of the deepest.
      code(child, depth < kMaxCodeDepth ? at : parent, depth + 1);
    }
  }

  // --- the project ---------------------------------------------------------------------------

  Result<ExchangeProject> project(const pugi::xml_node& root) {
    project_.title = text::canonical(attribute_named(root, "name"));
    project_.origin = attribute_named(root, "origin");
    read_notes(child_named(root, "Notes"));
    for (const pugi::xml_node& user : child_named(root, "Users").children()) {
      if (is_named(user, "User")) add_user(user);
    }
    codebook(child_named(root, "CodeBook"));
    for (const pugi::xml_node& variable : child_named(root, "Variables").children()) {
      variables_.emplace(guid_of(attribute_named(variable, "guid")),
                         text::canonical(attribute_named(variable, "name")));
    }
    for (const pugi::xml_node& source : child_named(root, "Sources").children()) {
      if (source.type() == pugi::node_element) any_source(source);
    }
    if (!failed_.empty()) return Failure{std::move(failed_)};
    if (Outcome placed = place_codings(); !placed) return std::move(placed).failure();
    for (const pugi::xml_node& one : child_named(root, "Cases").children()) {
      if (is_named(one, "Case")) add_case(one);
    }
    for (const pugi::xml_node& one : child_named(root, "Sets").children()) {
      if (is_named(one, "Set")) set(one);
    }
    fold_levels();
    lose_list(child_named(root, "Links"), "links", "links between parts of a project are not kept");
    lose_list(child_named(root, "Graphs"), "graphs", "drawings are not kept");
    for (const std::string& memo : memos(root)) {
      project_.notes.push_back({.name = project_.title, .text = memo, .about = "project"});
    }
    for (const auto& [guid, note] : notes_) {
      if (!used_notes_.contains(guid)) {
        project_.notes.push_back({.name = note.first, .text = note.second, .about = ""});
      }
    }
    const std::string about = description_of(root);
    if (!about.empty()) {
      project_.notes.push_back({.name = project_.title, .text = about, .about = "project"});
    }
    return std::move(project_);
  }

  void add_user(const pugi::xml_node& user) {
    std::string name = text::canonical(attribute_named(user, "name"));
    const std::string id = text::canonical(attribute_named(user, "id"));
    if (is_ours() && !id.empty()) name = id;
    if (name.empty()) name = id;
    user_at_.emplace(guid_of(attribute_named(user, "guid")), coder(name));
  }

  [[nodiscard]] bool is_ours() const { return project_.origin.starts_with("Rödtråd"); }

  std::size_t coder(const std::string& name) {
    const std::string shown = name.empty() ? "okänd" : name;
    const auto found = std::find(project_.coders.begin(), project_.coders.end(), shown);
    if (found != project_.coders.end()) {
      return static_cast<std::size_t>(found - project_.coders.begin());
    }
    project_.coders.push_back(shown);
    return project_.coders.size() - 1;
  }

  std::size_t coder_of(const pugi::xml_node& coding, const pugi::xml_node& selection) {
    for (const pugi::xml_node& node : {coding, selection}) {
      const auto found = user_at_.find(guid_of(attribute_named(node, "creatingUser")));
      if (found != user_at_.end()) return found->second;
    }
    return coder("");
  }

  // --- memos ---------------------------------------------------------------------------------

  void read_notes(const pugi::xml_node& list) {
    for (const pugi::xml_node& note : list.children()) {
      if (!is_named(note, "Note")) continue;
      const std::string name = text::canonical(attribute_named(note, "name"));
      notes_.emplace(guid_of(attribute_named(note, "guid")),
                     std::pair(name, memo_text(note, name)));
    }
  }

  std::string memo_text(const pugi::xml_node& note, const std::string& name) {
    const std::string path(attribute_named(note, "plainTextPath"));
    if (path.empty()) {
      const std::string inside = text_of(child_named(note, "PlainTextContent"));
      return inside.empty() ? description_of(note) : inside;
    }
    const auto bytes = part_bytes(path, "memo \"" + name + "\"");
    if (!bytes) return "";
    Diagnostics unheard;  // a memo that is empty or was guessed at is no matter
    auto decoded = text::decode(*bytes, {}, file_, unheard);
    return decoded ? std::move(decoded).value().text : "";
  }

  /// The texts of the memos an element refers to.
  std::vector<std::string> memos(const pugi::xml_node& node) {
    std::vector<std::string> out;
    for (const pugi::xml_node& ref : node.children()) {
      if (!is_named(ref, "NoteRef")) continue;
      const std::string guid = guid_of(attribute_named(ref, "targetGUID"));
      const auto found = notes_.find(guid);
      if (found == notes_.end()) continue;
      used_notes_.insert(guid);
      if (is_ours() && found->second.first == kCodebookNote) {
        project_.codebook_json = found->second.second;
      } else if (!found->second.second.empty()) {
        out.push_back(found->second.second);
      }
    }
    return out;
  }

  // --- sources -------------------------------------------------------------------------------

  void any_source(const pugi::xml_node& node) {
    const std::string_view kind = local_name(node.name());
    if (kind == "TextSource") {
      text_source(node, node);
    } else if (kind == "PDFSource" && child_named(node, "Representation")) {
      std::uint64_t regions = 0;
      for (const pugi::xml_node& child : node.children()) {
        if (is_named(child, "PDFSelection")) ++regions;
      }
      text_source(node, child_named(node, "Representation"));
      if (regions > 0) {
        project_.losses.push_back({.id = "pdf-selections",
                                   .what = project_.sources.back().name,
                                   .why = "marked areas of a page are not kept, only marked text",
                                   .count = regions});
      }
    } else {
      lose("source-kind", text::canonical(attribute_named(node, "name")),
           "a " + std::string(kind) + " holds no text that can be coded");
    }
  }

  void text_source(const pugi::xml_node& source, const pugi::xml_node& text_node) {
    ExchangeSource made;
    made.name = text::canonical(attribute_named(source, "name"));
    const std::string path(attribute_named(text_node, "plainTextPath"));
    if (made.name.empty()) {
      const std::string file = path.substr(path.rfind('/') + 1);
      made.name = file.empty() ? "källa " + std::to_string(project_.sources.size() + 1)
                               : file.substr(0, file.rfind('.'));
    }
    made.note = description_of(source);
    for (const std::string& memo : memos(source)) {
      if (!made.note.empty()) made.note += '\n';
      made.note += memo;
    }
    values(source, made.attributes);
    source_at_.emplace(guid_of(attribute_named(source, "guid")), project_.sources.size());
    if (source != text_node) {
      source_at_.emplace(guid_of(attribute_named(text_node, "guid")), project_.sources.size());
    }
    RawText raw = raw_text(text_node, path, made.name);
    project_.sources.push_back(std::move(made));
    selections(text_node, raw);
    whole_codings(source);
    raws_.push_back(std::move(raw));
  }

  RawText raw_text(const pugi::xml_node& node, const std::string& path, const std::string& name) {
    const pugi::xml_node inside = child_named(node, "PlainTextContent");
    std::string bytes;
    if (inside) {
      bytes = inside.child_value();
    } else if (path.empty()) {
      lose("text-missing", name, "the source has no plain text");
    } else if (auto found = part_bytes(path, name)) {
      bytes = std::move(*found);
    }
    if (utf8::first_invalid(bytes) || bytes.find('\0') != std::string::npos) {
      auto decoded = text::decode(bytes, {}, file_ + " (" + name + ")", remarks_);
      if (!decoded) {
        lose("text-unreadable", name, decoded.failure().diagnostics.items().front().message);
        bytes.clear();
      } else {
        bytes = std::move(decoded).value().text;
      }
    }
    return {.bytes = std::move(bytes)};
  }

  void values(const pugi::xml_node& node, Attributes& attributes) {
    for (const pugi::xml_node& value : node.children()) {
      if (!is_named(value, "VariableValue")) continue;
      const auto name = variables_.find(
          guid_of(attribute_named(child_named(value, "VariableRef"), "targetGUID")));
      if (name == variables_.end()) continue;
      for (const pugi::xml_node& content : value.children()) {
        if (content.type() != pugi::node_element || is_named(content, "VariableRef")) continue;
        attributes.set(name->second, text_of(content));
      }
    }
  }

  void selections(const pugi::xml_node& node, RawText& raw) {
    pending_.emplace_back();
    for (const pugi::xml_node& child : node.children()) {
      if (!is_named(child, "PlainTextSelection")) continue;
      const auto begin = number_of(attribute_named(child, "startPosition"));
      const auto end = number_of(attribute_named(child, "endPosition"));
      std::vector<ExchangeCoding> codings = codings_of(child);
      if (codings.empty()) {
        lose("selection-without-coding", project_.sources.back().name,
             "a marked passage without a code is not kept");
        continue;
      }
      if (!begin || !end) {
        lose("selection-position", project_.sources.back().name, "its positions are no numbers");
        continue;
      }
      raw.selections.push_back({*begin, *end, std::string(attribute_named(child, "name"))});
      pending_.back().push_back({std::move(codings)});
    }
  }

  std::vector<ExchangeCoding> codings_of(const pugi::xml_node& selection) {
    std::vector<ExchangeCoding> out;
    std::string about;
    for (const std::string& memo : memos(selection)) about += (about.empty() ? "" : "\n") + memo;
    const std::string said = description_of(selection);
    for (const pugi::xml_node& node : selection.children()) {
      if (!is_named(node, "Coding")) continue;
      const std::string target =
          guid_of(attribute_named(child_named(node, "CodeRef"), "targetGUID"));
      const auto code = code_at_.find(target);
      if (code == code_at_.end()) {
        lose("coding-without-code", project_.sources.back().name,
             "a coding points to a code that is not there");
        continue;
      }
      ExchangeCoding made{.source = project_.sources.size() - 1,
                          .code = code->second,
                          .coder = coder_of(node, selection),
                          .note = about};
      for (const std::string& memo : memos(node))
        made.note += (made.note.empty() ? "" : "\n") + memo;
      out.push_back(std::move(made));
    }
    if (!said.empty()) {
      const bool levels = is_ours() && said.find(kLevelArrow) != std::string::npos;
      for (ExchangeCoding& one : out) {
        if (levels) {
          one.note = said + "\x1F" + one.note;  // taken apart in fold_levels
        } else {
          one.note = said + (one.note.empty() ? "" : "\n" + one.note);
        }
      }
    }
    return out;
  }

  void whole_codings(const pugi::xml_node& source) {
    for (ExchangeCoding& coding : codings_of(source)) {
      if (!coding.note.empty() && coding.note == project_.sources.back().note) coding.note.clear();
      whole_.push_back(std::move(coding));
    }
  }

  /// Our profiles are told apart by their texts: a byte order mark is NVivo's, CR LF alone
  /// MAXQDA's.
  [[nodiscard]] OffsetConvention own_convention() const {
    OffsetConvention convention;
    for (const RawText& raw : raws_) {
      if (raw.bytes.starts_with("\xEF\xBB\xBF")) return {.utf16 = true};
      if (raw.bytes.find('\r') != std::string::npos) convention.newline_once = true;
    }
    return convention;
  }

  /// Finds out how the file counts, then gives every coding its place in the canonical text.
  Outcome place_codings() {
    OffsetConvention convention;
    if (options_.convention) {
      convention = *options_.convention;
    } else if (is_ours()) {
      convention = own_convention();
    } else {
      const ConventionFound found = find_convention(raws_);
      convention = found.convention;
      if (found.rival) {
        return failure("qdpx-offsets-unclear",
                       "it is not clear how the file counts positions: " + to_text(convention) +
                           " and " + to_text(*found.rival) + " fit equally well",
                       {.path = file_},
                       "say how: rodtrad convert FILE NEW.qdpx --offsets codepoint, utf16, "
                       "codepoint-lf or utf16-lf");
      }
    }
    project_.convention = to_text(convention);
    for (std::size_t i = 0; i < raws_.size(); ++i) {
      CanonicalText placed = to_canonical(raws_[i], spans_of(raws_[i], convention));
      project_.sources[i].text = std::move(placed.text);
      for (std::size_t s = 0; s < placed.spans.size(); ++s) {
        if (!placed.spans[s]) {
          lose("selection-outside", project_.sources[i].name,
               "a marked passage is empty or lies outside the text");
          continue;
        }
        for (ExchangeCoding& coding : pending_[i][s].codings) {
          coding.span = *placed.spans[s];
          project_.codings.push_back(std::move(coding));
        }
      }
    }
    for (ExchangeCoding& coding : whole_) {
      coding.span = {0, static_cast<std::uint32_t>(project_.sources[coding.source].text.size())};
      if (!coding.span.empty()) project_.codings.push_back(std::move(coding));
    }
    std::sort(project_.codings.begin(), project_.codings.end());
    const auto doubled = std::unique(project_.codings.begin(), project_.codings.end());
    if (doubled != project_.codings.end()) {
      project_.losses.push_back(
          {.id = "coding-twice",
           .what = project_.title,
           .why = "the same passage has the same code from the same person more than once",
           .count = static_cast<std::uint64_t>(project_.codings.end() - doubled)});
      project_.codings.erase(doubled, project_.codings.end());
    }
    return success();
  }

  // --- cases and sets ------------------------------------------------------------------------

  void add_case(const pugi::xml_node& node) {
    ExchangeCase made{.name = text::canonical(attribute_named(node, "name")),
                      .note = description_of(node)};
    values(node, made.attributes);
    for (const pugi::xml_node& child : node.children()) {
      if (is_named(child, "SourceRef")) {
        const auto found = source_at_.find(guid_of(attribute_named(child, "targetGUID")));
        if (found != source_at_.end()) made.sources.push_back(found->second);
      } else if (is_named(child, "SelectionRef")) {
        lose("case-selections", made.name, "which passages belong to a case is not kept");
      } else if (is_named(child, "CodeRef")) {
        lose("case-codes", made.name, "codes on a case are not kept");
      }
    }
    project_.cases.push_back(std::move(made));
  }

  void set(const pugi::xml_node& node) {
    ExchangeSet made{.name = text::canonical(attribute_named(node, "name"))};
    for (const pugi::xml_node& child : node.children()) {
      std::string target = guid_of(attribute_named(child, "targetGUID"));
      if (target.empty()) target = guid_of(attribute_named(child, "guid"));
      const auto code = code_at_.find(target);
      const auto source = source_at_.find(target);
      if (code != code_at_.end()) made.codes.push_back(code->second);
      if (source != source_at_.end()) made.sources.push_back(source->second);
    }
    if (is_ours() && made.name == kLevelSet) {
      for (const std::size_t at : made.codes) project_.codes[at].role = CodeRole::Level;
    } else {
      project_.sets.push_back(std::move(made));
    }
  }

  // --- our own levels ------------------------------------------------------------------------

  /// The level named after the arrow on the code's line, when the selection says it line by line.
  std::size_t level_on_line(const std::string& lines, const std::string& code) {
    const std::string head = code + kLevelArrow;
    for (const std::string_view line : split(lines, '\n')) {
      if (!line.starts_with(head)) continue;
      for (std::size_t i = 0; i < project_.codes.size(); ++i) {
        const bool same = project_.codes[i].name == line.substr(head.size());
        if (same && project_.codes[i].role == CodeRole::Level) return i;
      }
    }
    return kNone;
  }

  /// In our projects a level is a code beside the others: folded back into the codings it is of.
  void fold_levels() {
    const bool any = std::any_of(project_.codes.begin(), project_.codes.end(),
                                 [](const ExchangeCode& c) { return c.role == CodeRole::Level; });
    if (!any) return;
    using Where = std::tuple<std::size_t, ByteSpan, std::size_t>;
    std::map<Where, std::size_t> level_at;
    for (const ExchangeCoding& one : project_.codings) {
      if (project_.codes[one.code].role == CodeRole::Level) {
        level_at.emplace(Where(one.source, one.span, one.coder), one.code);
      }
    }
    std::erase_if(project_.codings, [this](const ExchangeCoding& one) {
      return project_.codes[one.code].role == CodeRole::Level;
    });
    for (ExchangeCoding& one : project_.codings) {
      const std::size_t mark = one.note.find('\x1F');
      if (mark != std::string::npos) {
        one.level = level_on_line(one.note.substr(0, mark), project_.codes[one.code].name);
        one.note.erase(0, mark + 1);
        continue;
      }
      const auto found = level_at.find(Where(one.source, one.span, one.coder));
      if (found != level_at.end()) one.level = found->second;
    }
    std::sort(project_.codings.begin(), project_.codings.end());
  }

  std::string file_;
  const ExchangeOptions& options_;
  Diagnostics& remarks_;
  Diagnostics failed_;
  std::string part_;
  std::optional<formats::ZipReader> zip_;
  std::map<std::string, std::string> by_lower_;
  ExchangeProject project_;
  std::map<std::string, std::size_t> code_at_;
  std::map<std::string, std::size_t> user_at_;
  std::map<std::string, std::size_t> source_at_;
  std::map<std::string, std::string> variables_;
  std::map<std::string, std::pair<std::string, std::string>> notes_;  ///< guid -> name, text
  std::set<std::string> used_notes_;
  std::vector<RawText> raws_;  ///< parallel to the project's sources
  std::vector<std::vector<PendingSelection>> pending_;
  std::vector<ExchangeCoding> whole_;
};

}  // namespace

Result<ExchangeProject> read_refi(std::string_view bytes, const std::string& file,
                                  const ExchangeOptions& options, Diagnostics& remarks) {
  return Reader(file, options, remarks).run(bytes);
}

}  // namespace rodtrad::ingest
