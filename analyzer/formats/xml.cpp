#include "analyzer/formats/xml.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <pugixml.hpp>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"

namespace rodtrad::formats {
namespace {

constexpr int kMaxDepth = 256;
constexpr std::uint64_t kMaxTreeBytes = 768ULL << 20U;

bool deeper_than(const pugi::xml_node& root, int limit) {
  int depth = 0;
  for (pugi::xml_node node = root.first_child(); node;) {
    if (depth > limit) return true;
    if (node.first_child()) {
      node = node.first_child();
      ++depth;
      continue;
    }
    while (node && node != root && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (!node || node == root) break;
    node = node.next_sibling();
  }
  return false;
}

/// What XML lets a character be (XML 1.0, production 2).
bool is_xml_character(std::uint32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c < 0xD800) ||
         (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/// The character a reference such as `&#229;` or `&#xE5;` names; 0 for one that is none.
std::uint32_t referenced(std::string_view digits) {
  const bool hexadecimal = digits.starts_with('x');
  if (hexadecimal) digits.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
  return error == std::errc() && end == digits.data() + digits.size() ? value : 0;
}

/// Where a comment or CDATA section that begins at `at` ends; `at` when none begins there. What
/// looks like a reference inside them is none.
std::size_t past_literal(std::string_view xml, std::size_t at) {
  const std::string_view rest = xml.substr(at);
  const std::string_view closing = rest.starts_with("<!--")        ? "-->"
                                   : rest.starts_with("<![CDATA[") ? "]]>"
                                                                   : "";
  if (closing.empty()) return at;
  const std::size_t end = xml.find(closing, at + 4);
  return end == std::string_view::npos ? xml.size() : end + closing.size();
}

/// Byte offset of the first reference to a character that XML does not allow. The XML library
/// turns those into bytes that are no text, or ends the text at them.
std::optional<std::size_t> bad_reference(std::string_view xml) {
  if (xml.find("&#") == std::string_view::npos) return std::nullopt;
  for (std::size_t at = xml.find_first_of("&<"); at != std::string_view::npos;
       at = xml.find_first_of("&<", at)) {
    if (const std::size_t past = past_literal(xml, at); past != at) {
      at = past;
      continue;
    }
    if (xml.substr(at).starts_with("&#")) {
      const std::size_t end = xml.find_first_not_of("0123456789abcdefABCDEFx", at + 2);
      const bool closed = end != std::string_view::npos && xml[end] == ';';
      if (closed && !is_xml_character(referenced(xml.substr(at + 2, end - at - 2)))) return at;
    }
    ++at;
  }
  return std::nullopt;
}

/// Byte offset of the first byte that is not UTF-8, in a part that says nothing else of itself.
std::optional<std::size_t> bad_byte(std::string_view xml) {
  const std::string_view head = xml.substr(0, xml.find('>'));
  const std::size_t declared = head.find("encoding=");
  const bool other = declared != std::string_view::npos && head.starts_with("<?xml") &&
                     ascii_lower(head.substr(declared + 10, 5)) != "utf-8";
  const bool utf16 =
      xml.starts_with("\xFF\xFE") || xml.starts_with("\xFE\xFF") || xml.find('\0') < 8;
  return other || utf16 ? std::nullopt : utf8::first_invalid(xml);
}

/// About what the tree will take: an element or text of six bytes becomes a node of sixty-four.
std::uint64_t tree_bytes(std::string_view bytes) {
  constexpr std::uint64_t kNode = 64;
  constexpr std::uint64_t kAttribute = 40;
  const auto nodes = static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '<'));
  const auto quotes = static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '"'));
  return nodes * kNode + quotes / 2 * kAttribute;
}

}  // namespace

Outcome load_xml(std::string_view bytes, pugi::xml_document& document, const std::string& file,
                 const std::string& part) {
  const Place place{.path = file, .inside = part.empty() ? "" : "part \"" + part + "\""};
  if (const auto at = bad_byte(bytes)) {
    return failure("xml-syntax",
                   "the XML is not UTF-8: invalid byte at byte offset " + std::to_string(*at),
                   place);
  }
  if (const auto at = bad_reference(bytes)) {
    return failure(
        "xml-syntax",
        "the XML names a character that does not exist at byte offset " + std::to_string(*at),
        place);
  }
  if (tree_bytes(bytes) > kMaxTreeBytes) {
    return failure("xml-too-large", "the XML has more parts than can be read", place);
  }
  const unsigned flags = (pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_doctype);
  const pugi::xml_parse_result parsed = document.load_buffer(bytes.data(), bytes.size(), flags);
  for (const pugi::xml_node& node : document.children()) {
    if (node.type() == pugi::node_doctype) {
      return failure("xml-doctype", "the part has a DOCTYPE, which is refused", place);
    }
  }
  if (!parsed) {
    return failure("xml-syntax",
                   std::string("the XML is not well formed: ") + parsed.description() +
                       " at byte offset " + std::to_string(parsed.offset),
                   place);
  }
  if (deeper_than(document, kMaxDepth)) {
    return failure("xml-too-deep", "the XML is nested deeper than 256", place);
  }
  return success();
}

std::string text_of(const pugi::xml_node& element) {
  std::string out;
  for (const pugi::xml_node& child : element.children()) {
    const bool text = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
    if (text) out += child.value();
  }
  return out;
}

std::string_view local_name(const char* name) {
  const std::string_view whole = name;
  const std::size_t colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child_named(const pugi::xml_node& node, std::string_view local) {
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_element && local_name(child.name()) == local) return child;
  }
  return {};
}

std::string_view attribute_named(const pugi::xml_node& node, std::string_view local) {
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    if (local_name(attribute.name()) == local) return attribute.value();
  }
  return {};
}

}  // namespace rodtrad::formats
