#pragma once
#include <string_view>

#include "analyzer/ingest/block_text.h"

namespace rodtrad::ingest {

/// A page's text in blocks: headings, paragraphs, list items, cells; navigation, lists of links and
/// scripts are marked as debris. Errors: html-too-deep, html-too-large.
Result<BlockText> html_blocks(std::string_view utf8_page, const Source& source,
                              Diagnostics& remarks);

}  // namespace rodtrad::ingest
