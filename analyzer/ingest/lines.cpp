#include "analyzer/ingest/lines.h"

#include "analyzer/base/utf8.h"
#include "analyzer/text/characters.h"

namespace rodtrad::ingest {
namespace {

/// A glance that tells of nearly every byte that no blank begins or ends with it.
bool is_visible_ascii(char byte) { return byte > ' ' && byte < 0x7F; }

}  // namespace

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  lines.reserve(text.size() / 64 + 1);  // counting line ends first would take longer than growing
  std::uint32_t number = 1;
  for (std::size_t at = 0; at <= text.size(); ++number) {
    std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    lines.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, number});
    at = end + 1;
  }
  return lines;
}

ByteSpan trimmed(std::string_view text, ByteSpan span) {
  while (span.begin < span.end && !is_visible_ascii(text[span.begin])) {
    const utf8::Decoded d = utf8::decode(text, span.begin);
    if (!text::is_blank(d.code_point)) break;
    span.begin += d.length;
  }
  while (span.end > span.begin && !is_visible_ascii(text[span.end - 1])) {
    std::uint32_t last = span.end - 1;
    while (last > span.begin && utf8::is_continuation(text[last])) --last;
    if (!text::is_blank(utf8::decode(text, last).code_point)) break;
    span.end = last;
  }
  return span;
}

}  // namespace rodtrad::ingest
