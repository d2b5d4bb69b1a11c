#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/base/result.h"

/// A web page as a tree, read as browsers read it (gumbo), with bounded depth and memory. Nothing
/// is fetched and nothing runs.
namespace rodtrad::formats {

struct HtmlNode {
  std::string name{};  ///< lower case; empty for text
  std::string text{};  ///< of text nodes, entities decoded; blank ones are kept
  std::vector<std::pair<std::string, std::string>> attributes{};
  std::vector<HtmlNode> children{};

  [[nodiscard]] bool is_text() const { return name.empty(); }
  /// The value, empty when it is missing.
  [[nodiscard]] std::string_view attribute(std::string_view name) const;
};

/// Parses a page in UTF-8; the root is `html`. Errors: html-too-deep (> 256), html-too-large.
Result<HtmlNode> load_html(std::string_view utf8_page, const std::string& file);

}  // namespace rodtrad::formats
