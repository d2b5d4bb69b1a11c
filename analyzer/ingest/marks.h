#pragma once
#include <string_view>
#include <vector>

#include "analyzer/model/document.h"

namespace rodtrad::ingest {

/// Appends the marks that stand inside a stretch of speech: non-speech (`[skratt]`, `(paus)`,
/// `[ohörbart 00:12:33]`, `XXX`), cuts (`[ ]`, `[...]`, `(…)`) and marked time stamps. Bracketed
/// words that are not on the list (an editor's `[samverkan]`) stay words.
void find_marks(std::string_view text, ByteSpan span, std::vector<Mark>& out);

/// Appends Markdown's inline marks: emphasis, code ticks, and of links everything but their text.
void find_markdown_marks(std::string_view text, ByteSpan span, std::vector<Mark>& out);

/// Orders by place and drops marks that lie inside another.
void tidy_marks(std::vector<Mark>& marks);

}  // namespace rodtrad::ingest
