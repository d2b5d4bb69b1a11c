#include "analyzer/formats/xml.h"

#include <pugixml.hpp>

namespace rodtrad::formats {
namespace {

constexpr int kMaxDepth = 256;

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

}  // namespace

Outcome load_xml(std::string_view bytes, pugi::xml_document& document, const std::string& file,
                 const std::string& part) {
  const Place place{.path = file, .inside = part.empty() ? "" : "part \"" + part + "\""};
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
