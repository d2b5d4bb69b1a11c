#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "analyzer/base/contract.h"
#include "analyzer/base/offset_map.h"
#include "analyzer/base/sha256.h"
#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/formats/xml_writer.h"
#include "analyzer/formats/zip_writer.h"
#include "analyzer/report/exchange.h"

// REFI-QDA 1.5 as other programs read it best: the order of elements is the schema's, no list is
// empty, every text is a file, and every name and offset is the same on every computer.
namespace rodtrad::report {
namespace {

using formats::XmlWriter;

constexpr const char* kWhen =
    "2000-01-01T00:00:00Z";  // some programs need a date; we have no clock
constexpr std::size_t kQuoteLength = 100;

/// A GUID made from what the thing is: the same thing, the same GUID.
std::string guid_of(const std::string& what) {
  const auto hash = sha256("rodtrad\n" + what);
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < 16; ++i) {
    unsigned byte = hash[i];
    if (i == 6) byte = (byte & 0x0FU) | 0x80U;  // version 8: the maker's own scheme
    if (i == 8) byte = (byte & 0x3FU) | 0x80U;
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += digits[byte >> 4U];
    out += digits[byte & 0x0FU];
  }
  return out;
}

/// Blanks folded, at most 100 characters: a quote by which a reader can check the offsets.
std::string quote_of(std::string_view text) {
  std::string folded;
  bool blank = false;
  utf8::for_each(text, [&](char32_t c, std::size_t) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0xA0) {
      blank = !folded.empty();
      return;
    }
    if (blank) folded += ' ';
    blank = false;
    utf8::append(folded, c);
  });
  if (utf8::count(folded) <= kQuoteLength) return folded;
  return std::string(utf8::prefix(folded, kQuoteLength)) + "…";
}

/// VT, FF, NEL and the Unicode separators are line ends to some programs and text to others.
std::string plain_lines(const std::string& text) {
  std::string out;
  utf8::for_each(text, [&out](char32_t c, std::size_t) {
    const bool is_break = c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029;
    utf8::append(out, is_break ? U'\n' : c == 0 ? utf8::kReplacement : c);
  });
  return out;
}

bool has_astral(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
}

class Project {
 public:
  Project(ExchangeProject project, QdpxProfile profile)
      : project_(std::move(project)), profile_(profile) {
    make_names_unique(project_);
    for (std::size_t i = 0; i < project_.codes.size(); ++i) code_guids_.push_back(code_guid(i));
    for (const ExchangeSource& source : project_.sources) {
      source_guids_.push_back(guid_of("source\n" + source.name + "\n" + sha256_hex(source.text)));
    }
    for (const std::string& coder : project_.coders)
      user_guids_.push_back(guid_of("user\n" + coder));
  }

  std::string write() {
    XmlWriter& x = xml_;
    x.begin("Project").attribute("xmlns", "urn:QDA-XML:project:1.0");
    x.attribute("name", project_.title.empty() ? "Rödtråd" : project_.title);
    x.attribute("origin", "Rödtråd").attribute("creationDateTime", kWhen);
    users();
    if (!project_.codes.empty()) {
      x.begin("CodeBook");
      codes(x, project_, code_guids_);
      x.end();
    }
    variables();
    cases();
    sources();
    notes();
    sets();
    project_note_refs();
    x.end();
    parts_.insert(parts_.begin(), {"project.qde", x.take()});
    return formats::write_zip(parts_);
  }

  static void codes(XmlWriter& x, const ExchangeProject& project,
                    const std::vector<std::string>& guids) {
    std::vector<std::vector<std::size_t>> children(project.codes.size());
    std::vector<std::size_t> roots;
    for (std::size_t i = 0; i < project.codes.size(); ++i) {
      const std::size_t parent = project.codes[i].parent;
      (parent == kNone ? roots : children.at(parent)).push_back(i);
    }
    x.begin("Codes");
    for (const std::size_t root : roots) code(x, project, guids, children, root);
    x.end();
  }

  [[nodiscard]] const std::vector<std::string>& code_guids() const { return code_guids_; }
  [[nodiscard]] const ExchangeProject& project() const { return project_; }

 private:
  [[nodiscard]] std::string code_guid(std::size_t i) const {
    std::string path;
    for (std::size_t at = i; at != kNone; at = project_.codes[at].parent) {
      path = project_.codes[at].name + "\n" + path;
    }
    return guid_of("code\n" + path);
  }

  static void code(XmlWriter& x, const ExchangeProject& project,
                   const std::vector<std::string>& guids,
                   const std::vector<std::vector<std::size_t>>& children, std::size_t i) {
    const ExchangeCode& entry = project.codes[i];
    x.begin("Code").attribute("guid", guids[i]).attribute("name", entry.name);
    x.attribute("isCodable", entry.codable ? "true" : "false");
    if (!entry.color.empty()) x.attribute("color", entry.color);
    if (!entry.description.empty()) x.element("Description", entry.description);
    for (const std::size_t child : children[i]) code(x, project, guids, children, child);
    x.end();
  }

  void users() {
    if (project_.coders.empty()) return;
    xml_.begin("Users");
    for (std::size_t i = 0; i < project_.coders.size(); ++i) {
      const std::string& coder = project_.coders[i];
      xml_.begin("User").attribute("guid", user_guids_[i]);
      xml_.attribute("name", coder == "rules" ? "Rödtråd (regler)" : coder);
      xml_.attribute("id", coder).end();
    }
    xml_.end();
  }

  void collect(const Attributes& attributes) {
    for (const auto& [name, value] : attributes.entries()) {
      const auto found = std::find(variables_.begin(), variables_.end(), name);
      if (found == variables_.end()) variables_.push_back(name);
    }
  }

  void variables() {
    for (const ExchangeSource& source : project_.sources) collect(source.attributes);
    for (const ExchangeCase& one : project_.cases) collect(one.attributes);
    if (variables_.empty()) return;
    xml_.begin("Variables");
    for (const std::string& name : variables_) {
      xml_.begin("Variable").attribute("guid", guid_of("variable\n" + name));
      xml_.attribute("name", name).attribute("typeOfVariable", "Text").end();
    }
    xml_.end();
  }

  void values(const Attributes& attributes) {
    for (const auto& [name, value] : attributes.entries()) {
      xml_.begin("VariableValue");
      xml_.begin("VariableRef").attribute("targetGUID", guid_of("variable\n" + name)).end();
      xml_.element("TextValue", value).end();
    }
  }

  void cases() {
    if (project_.cases.empty()) return;
    xml_.begin("Cases");
    for (std::size_t i = 0; i < project_.cases.size(); ++i) {
      const ExchangeCase& one = project_.cases[i];
      xml_.begin("Case").attribute("guid", guid_of("case\n" + std::to_string(i) + one.name));
      xml_.attribute("name", one.name);
      if (!one.note.empty()) xml_.element("Description", one.note);
      values(one.attributes);
      for (const std::size_t source : one.sources) {
        xml_.begin("SourceRef").attribute("targetGUID", source_guids_.at(source)).end();
      }
      xml_.end();
    }
    xml_.end();
  }

  /// The text as the profile stores it; the standard one is the text itself.
  [[nodiscard]] std::string stored(const std::string& text) const {
    if (profile_ == QdpxProfile::Standard) return plain_lines(text);
    const std::string lines = replace_all(plain_lines(text), "\n", "\r\n");
    return profile_ == QdpxProfile::Nvivo ? "\xEF\xBB\xBF" + lines : lines;
  }

  [[nodiscard]] std::uint32_t offset(const OffsetMap& map, std::uint32_t byte) const {
    if (profile_ != QdpxProfile::Nvivo) return map.code_points(byte);
    return map.utf16_units(byte) + map.line(byte) - 1;  // each line end is two units
  }

  void sources() {
    if (project_.sources.empty()) return;
    std::vector<std::vector<const ExchangeCoding*>> of_source(project_.sources.size());
    for (const ExchangeCoding& coding : project_.codings) {
      of_source.at(coding.source).push_back(&coding);
    }
    xml_.begin("Sources");
    for (std::size_t i = 0; i < project_.sources.size(); ++i) {
      const ExchangeSource& source = project_.sources[i];
      const std::string& guid = source_guids_[i];
      parts_.push_back({"sources/" + guid + ".txt", stored(source.text)});
      xml_.begin("TextSource").attribute("guid", guid).attribute("name", source.name);
      xml_.attribute("plainTextPath", "internal://" + guid + ".txt");
      xml_.attribute("creationDateTime", kWhen);
      if (!source.note.empty()) xml_.element("Description", source.note);
      selections(source, guid, of_source[i]);
      values(source.attributes);
      xml_.end();
    }
    xml_.end();
  }

  /// One selection a stretch and coder: never two coders in one.
  void selections(const ExchangeSource& source, const std::string& guid,
                  std::vector<const ExchangeCoding*> codings) {
    std::stable_sort(codings.begin(), codings.end(),
                     [](const ExchangeCoding* a, const ExchangeCoding* b) { return *a < *b; });
    const OffsetMap map(source.text);
    for (std::size_t begin = 0; begin < codings.size();) {
      std::size_t end = begin;
      // Sorted by span, then code; the coders are told apart here.
      while (end < codings.size() && codings[end]->span == codings[begin]->span) ++end;
      std::set<std::size_t> coders;
      for (std::size_t i = begin; i < end; ++i) coders.insert(codings[i]->coder);
      for (const std::size_t coder : coders) {
        std::vector<const ExchangeCoding*> own;
        for (std::size_t i = begin; i < end; ++i) {
          if (codings[i]->coder == coder) own.push_back(codings[i]);
        }
        selection(source, guid, map, own);
      }
      begin = end;
    }
  }

  void selection(const ExchangeSource& source, const std::string& source_guid, const OffsetMap& map,
                 const std::vector<const ExchangeCoding*>& codings) {
    const ExchangeCoding& first = *codings.front();
    const std::string who = user_guids_.at(first.coder);
    const std::string what = source_guid + "\n" + std::to_string(first.span.begin) + "-" +
                             std::to_string(first.span.end) + "\n" + who;
    xml_.begin("PlainTextSelection").attribute("guid", guid_of("selection\n" + what));
    xml_.attribute(
        "name",
        quote_of(std::string_view(source.text).substr(first.span.begin, first.span.size())));
    xml_.number("startPosition", offset(map, first.span.begin));
    xml_.number("endPosition", offset(map, first.span.end));
    xml_.attribute("creatingUser", who).attribute("creationDateTime", kWhen);
    levels_differ(codings);
    std::set<std::size_t> given;
    for (const ExchangeCoding* one : codings) {
      if (given.insert(one->code).second) coding(what, who, one->code, one->note);
    }
    for (const ExchangeCoding* one : codings) {
      if (one->level != kNone && given.insert(one->level).second) {
        coding(what, who, one->level, "");
      }
    }
    xml_.end();
  }

  /// With one level for all, its code beside the others says it; else the description does too.
  void levels_differ(const std::vector<const ExchangeCoding*>& codings) {
    const bool same = std::all_of(codings.begin(), codings.end(), [&](const ExchangeCoding* one) {
      return one->level == codings.front()->level;
    });
    if (same) return;
    std::string lines;
    for (const ExchangeCoding* one : codings) {
      if (!lines.empty()) lines += '\n';
      lines += project_.codes[one->code].name + kLevelArrow +
               (one->level == kNone ? "–" : project_.codes[one->level].name);
    }
    xml_.element("Description", lines);
  }

  void coding(const std::string& what, const std::string& who, std::size_t code,
              const std::string& note) {
    const std::string guid = guid_of("coding\n" + what + "\n" + code_guids_[code]);
    xml_.begin("Coding").attribute("guid", guid);
    xml_.attribute("creatingUser", who).attribute("creationDateTime", kWhen);
    xml_.begin("CodeRef").attribute("targetGUID", code_guids_[code]).end();
    if (!note.empty()) {
      xml_.begin("NoteRef")
          .attribute("targetGUID", add_note("coding\n" + guid, quote_of(note), note))
          .end();
    }
    xml_.end();
  }

  struct Note {
    std::string guid;
    std::string name;
    std::string text;
  };

  std::string add_note(const std::string& about, const std::string& name, const std::string& text) {
    notes_.push_back({guid_of("note\n" + about + "\n" + name), name, text});
    return notes_.back().guid;
  }

  void notes() {
    for (std::size_t i = 0; i < project_.notes.size(); ++i) {
      const ExchangeNote& note = project_.notes[i];
      project_notes_.push_back(add_note("project\n" + std::to_string(i), note.name, note.text));
    }
    if (!project_.codebook_json.empty()) {
      project_notes_.push_back(add_note("codebook", kCodebookNote, project_.codebook_json));
    }
    if (notes_.empty()) return;
    xml_.begin("Notes");
    for (const Note& note : notes_) {
      parts_.push_back({"sources/" + note.guid + ".txt", plain_lines(note.text)});
      xml_.begin("Note").attribute("guid", note.guid).attribute("name", note.name);
      xml_.attribute("plainTextPath", "internal://" + note.guid + ".txt");
      xml_.attribute("creationDateTime", kWhen).end();
    }
    xml_.end();
  }

  void set(const std::string& name, const std::vector<std::size_t>& codes,
           const std::vector<std::size_t>& sources) {
    xml_.begin("Set").attribute("guid", guid_of("set\n" + name)).attribute("name", name);
    for (const std::size_t code : codes) {
      xml_.begin("MemberCode").attribute("targetGUID", code_guids_.at(code)).end();
    }
    for (const std::size_t source : sources) {
      xml_.begin("MemberSource").attribute("targetGUID", source_guids_.at(source)).end();
    }
    xml_.end();
  }

  void sets() {
    std::vector<std::size_t> levels;
    for (std::size_t i = 0; i < project_.codes.size(); ++i) {
      if (project_.codes[i].role == CodeRole::Level) levels.push_back(i);
    }
    if (levels.empty() && project_.sets.empty()) return;
    xml_.begin("Sets");
    if (!levels.empty()) set(kLevelSet, levels, {});
    for (const ExchangeSet& one : project_.sets) set(one.name, one.codes, one.sources);
    xml_.end();
  }

  void project_note_refs() {
    for (const std::string& guid : project_notes_) {
      xml_.begin("NoteRef").attribute("targetGUID", guid).end();
    }
  }

  ExchangeProject project_;
  QdpxProfile profile_;
  XmlWriter xml_;
  std::vector<formats::ZipPart> parts_;
  std::vector<std::string> code_guids_;
  std::vector<std::string> source_guids_;
  std::vector<std::string> user_guids_;
  std::vector<std::string> variables_;
  std::vector<Note> notes_;
  std::vector<std::string> project_notes_;
};

}  // namespace

std::string qdpx(ExchangeProject project, QdpxProfile profile) {
  return Project(std::move(project), profile).write();
}

std::string qdc(ExchangeProject codebook) {
  codebook.sources.clear();
  codebook.codings.clear();
  const Project whole(std::move(codebook), QdpxProfile::Standard);
  XmlWriter x;
  x.begin("CodeBook").attribute("xmlns", "urn:QDA-XML:codebook:1.0");
  x.attribute("origin", "Rödtråd");
  Project::codes(x, whole.project(), whole.code_guids());
  x.end();
  return x.take();
}

std::vector<Loss> qdpx_losses(ExchangeProject project, QdpxProfile profile) {
  make_names_unique(project);
  std::vector<Loss> losses = std::move(project.losses);
  for (const ExchangeSource& source : project.sources) {
    if (plain_lines(source.text) != source.text) {
      losses.push_back({.id = "line-separators",
                        .what = source.name,
                        .why = "form feeds and Unicode line separators became line ends"});
    }
    if (profile != QdpxProfile::Nvivo && has_astral(source.text)) {
      losses.push_back({.id = "astral-characters",
                        .what = source.name,
                        .why = "the text holds emoji or other rare characters; programs that count "
                               "UTF-16 units place the codings after them wrong (NVivo: --profile "
                               "nvivo)"});
    }
  }
  if (profile != QdpxProfile::Standard) {
    losses.push_back({.id = "profile-unverified",
                      .what = profile == QdpxProfile::Nvivo ? "nvivo" : "maxqda",
                      .why = "the profile follows what files of the program look like; it is not "
                             "verified with the program itself"});
  }
  return losses;
}

}  // namespace rodtrad::report
