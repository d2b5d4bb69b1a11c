#include "analyzer/ingest/lines.h"

#include "analyzer/text/characters.h"

namespace rodtrad::ingest {

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
  const std::string_view rest = text::trimmed(text.substr(span.begin, span.size()));
  const auto begin = static_cast<std::uint32_t>(rest.data() - text.data());
  return {begin, begin + static_cast<std::uint32_t>(rest.size())};
}

}  // namespace rodtrad::ingest
