#include "analyzer/ingest/quoted_passages.h"

#include <algorithm>
#include <pugixml.hpp>

#include "analyzer/base/strings.h"
#include "analyzer/formats/xml.h"
#include "analyzer/formats/zip.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

using formats::attribute_named;
using formats::child_named;
using formats::local_name;

bool is_on(const pugi::xml_node& toggle) {
  if (!toggle) return false;
  const std::string_view value = attribute_named(toggle, "val");
  return value != "0" && value != "false" && value != "off";
}

bool is_quote_style(std::string_view style) {
  const std::string folded = text::folded_label(style);
  return folded.find("quote") != std::string::npos || folded.find("citat") != std::string::npos;
}

std::string text_of(const pugi::xml_node& run) {
  std::string out;
  for (const pugi::xml_node& child : run.children()) {
    const std::string_view name = local_name(child.name());
    if (name == "t") out += child.text().get();
    if (name == "tab") out += '\t';
    if (name == "br" || name == "cr") out += '\n';
  }
  return out;
}

/// Word: stretches of runs in italics, or whole paragraphs in a quotation style.
class WordPassages {
 public:
  std::vector<std::string> run(const pugi::xml_node& root) {
    visit(root);
    return std::move(out_);
  }

 private:
  void visit(const pugi::xml_node& node) {
    for (const pugi::xml_node& child : node.children()) {
      if (local_name(child.name()) == "p") {
        paragraph(child);
      } else {
        visit(child);
      }
    }
  }

  void paragraph(const pugi::xml_node& node) {
    const pugi::xml_node style = child_named(child_named(node, "pPr"), "pStyle");
    runs(node, is_quote_style(attribute_named(style, "val")));
    flush();
  }

  void runs(const pugi::xml_node& node, bool all) {
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view name = local_name(child.name());
      if (name == "del") continue;
      if (name != "r") {
        runs(child, all);
        continue;
      }
      const std::string words = text_of(child);
      if (all || is_on(child_named(child_named(child, "rPr"), "i")) ||
          (!passage_.empty() && trim(words).empty())) {
        passage_ += words;
      } else {
        flush();
      }
    }
  }

  void flush() {
    for (const std::string_view line : split(passage_, '\n')) {
      const std::string normal = text::to_nfc(trim(line));
      if (!normal.empty()) out_.push_back(normal);
    }
    passage_.clear();
  }

  std::string passage_{};
  std::vector<std::string> out_{};
};

Result<std::vector<std::string>> from_word(const Source& source) {
  auto zip = formats::ZipReader::open(source.bytes, source.name);
  if (!zip) return std::move(zip).failure();
  auto bytes = zip.value().read("word/document.xml");
  if (!bytes) return std::move(bytes).failure();
  pugi::xml_document document;
  if (Outcome loaded = formats::load_xml(bytes.value(), document, source.name, "word/document.xml");
      !loaded) {
    return std::move(loaded).failure();
  }
  return WordPassages().run(document);
}

/// What an HTML element holds, without the marks of elements inside it.
std::string without_tags(std::string_view html) {
  std::string out;
  bool inside = false;
  for (const char c : html) {
    if (c == '<') inside = true;
    if (!inside) out += c == '\n' ? ' ' : c;
    if (c == '>') inside = false;
  }
  for (const auto& [entity, character] : {std::pair{"&nbsp;", "\u00A0"},
                                          {"&lt;", "<"},
                                          {"&gt;", ">"},
                                          {"&quot;", "\""},
                                          {"&#39;", "'"},
                                          {"&amp;", "&"}}) {
    out = replace_all(out, entity, character);
  }
  return out;
}

std::vector<std::string> from_html(std::string_view html) {
  const std::string lower = ascii_lower(html);
  std::vector<std::string> out;
  for (std::size_t i = lower.find('<'); i != std::string::npos; i = lower.find('<', i + 1)) {
    for (const std::string_view name : {"blockquote", "q", "em", "i"}) {
      const std::size_t end = i + 1 + name.size();
      if (lower.compare(i + 1, name.size(), name) != 0 || end >= lower.size()) continue;
      if (lower[end] != '>' && lower[end] != ' ') continue;
      const std::size_t open = lower.find('>', end);
      const std::size_t close = lower.find("</" + std::string(name) + ">", end);
      if (open == std::string::npos || close == std::string::npos || open > close) continue;
      const std::string bare = without_tags(html.substr(open + 1, close - open - 1));
      const std::string inside = text::to_nfc(trim(bare));
      if (!inside.empty()) out.push_back(inside);
      break;
    }
  }
  return out;
}

}  // namespace

Result<std::vector<std::string>> quoted_passages(const Source& source) {
  const std::string name = ascii_lower(source.name);
  if (name.ends_with(".docx")) return from_word(source);
  if (name.ends_with(".html") || name.ends_with(".htm")) return from_html(source.bytes);
  return std::vector<std::string>();
}

}  // namespace rodtrad::ingest
