#pragma once
#include <string>
#include <string_view>

#include "analyzer/base/result.h"

namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

/// XML through pugixml, made safe: no DOCTYPE, no external anything, bounded depth.
namespace rodtrad::formats {

/// Parses; blank text nodes are kept (`<w:t> </w:t>` is a blank in a sentence). Errors:
/// xml-syntax, xml-doctype, xml-too-deep (> 256).
Outcome load_xml(std::string_view bytes, pugi::xml_document& document, const std::string& file,
                 const std::string& part);

/// An element's or attribute's name without its namespace prefix.
std::string_view local_name(const char* name);

/// An element's own text, whole: a comment, CDATA or an instruction inside cuts it into several
/// nodes, of which the XML library's own call gives the first.
std::string text_of(const pugi::xml_node& element);

/// The first child element or attribute value by local name; empty when missing.
pugi::xml_node child_named(const pugi::xml_node& node, std::string_view local);
std::string_view attribute_named(const pugi::xml_node& node, std::string_view local);

}  // namespace rodtrad::formats
