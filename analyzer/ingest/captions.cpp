#include "analyzer/ingest/captions.h"

#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/ingest/chance.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/ingest/timestamps.h"
#include "analyzer/text/characters.h"

namespace rodtrad::ingest {
namespace {

constexpr std::size_t kLongestCaption = 90;
constexpr std::size_t kLongestName = 60;
constexpr std::size_t kNameCharacters = 40;

std::string_view body(std::string_view text, const Block& block) {
  return text.substr(block.body.begin, block.body.size());
}

/// `[Namn] 11:02:09`
std::optional<Caption> bracketed(std::string_view line, std::uint32_t begin) {
  const std::size_t close = line.find(']');
  if (close == std::string_view::npos || close < 2) return std::nullopt;
  const std::string_view rest = trim(line.substr(close + 1));
  const auto time = bare_timestamp(rest);
  if (!time || time->length != rest.size() ||
      !text::is_letter(text::first_character(line.substr(1)))) {
    return std::nullopt;
  }
  return Caption{{begin + 1, begin + static_cast<std::uint32_t>(close)}, time->ms};
}

/// Saved captions of meeting programs tell the time of day.
bool are_clock_times(std::string_view text, const std::vector<Block>& blocks,
                     const std::map<std::size_t, Caption>& captions) {
  constexpr std::uint64_t kHour = 3'600'000;
  return !captions.empty() && std::all_of(captions.begin(), captions.end(), [&](const auto& c) {
    return text[blocks[c.first].body.begin] == '[' && c.second.start_ms.value_or(0) >= 4 * kHour;
  });
}

enum class Beside { Before, After };

/// The short block next to a timing line that could be a name.
std::optional<std::size_t> neighbour(std::string_view text, const std::vector<Block>& blocks,
                                     const std::map<std::size_t, std::uint64_t>& timings,
                                     std::size_t i, Beside beside) {
  const bool before = beside == Beside::Before;
  if (before ? i == 0 : i + 1 >= blocks.size()) return std::nullopt;
  const std::size_t other = before ? i - 1 : i + 1;
  const std::string_view line = body(text, blocks[other]);
  if (blocks[other].kind != Block::Kind::Paragraph || utf8::count(line) > kNameCharacters ||
      line.find('\n') != std::string_view::npos || timings.contains(other)) {
    return std::nullopt;
  }
  if (!text::starts_upper(line) || line.ends_with('.') || line.ends_with('?')) return std::nullopt;
  return other;
}

/// Names stand on the line before every time (page copies) or after it (old Teams files).
void add_names_beside_times(std::string_view text, const std::vector<Block>& blocks,
                            Captions& captions) {
  const auto recurring = [&](Beside where) {
    std::map<std::string, std::size_t> count;
    for (const auto& [i, ms] : captions.timings) {
      if (const auto beside = neighbour(text, blocks, captions.timings, i, where)) {
        ++count[label_key(body(text, blocks[*beside]))];
      }
    }
    std::size_t n = 0;
    for (const auto& [key, times] : count) n += times >= 2 || is_role_word(key) ? times : 0;
    return n;
  };
  const std::size_t before = recurring(Beside::Before);
  const std::size_t after = recurring(Beside::After);
  if (std::max(before, after) * 2 < captions.timings.size()) return;
  const Beside where = before >= after ? Beside::Before : Beside::After;
  for (const auto& [i, ms] : captions.timings) {
    const auto beside = neighbour(text, blocks, captions.timings, i, where);
    if (beside) captions.names[*beside] = {blocks[*beside].body, ms};
  }
}

}  // namespace

std::optional<Caption> caption_line(std::string_view text, ByteSpan line_span) {
  const std::string_view line = text.substr(line_span.begin, line_span.size());
  if (line.size() > kLongestCaption || line.find('\n') != std::string_view::npos) {
    return std::nullopt;
  }
  if (line.front() == '[') return bracketed(line, line_span.begin);
  const std::size_t last_blank = line.find_last_of(" \t");
  if (last_blank == std::string_view::npos || !text::starts_upper(line)) return std::nullopt;
  const std::string_view clock = line.substr(last_blank + 1);
  const auto time = bare_timestamp(clock);
  if (!time || time->length != clock.size()) return std::nullopt;
  const std::string_view name = trim(line.substr(0, last_blank));
  const bool wide = line[last_blank] == '\t' || (last_blank > 0 && line[last_blank - 1] == ' ');
  if (!wide || name.size() > kLongestName) return std::nullopt;
  return Caption{{line_span.begin, line_span.begin + static_cast<std::uint32_t>(name.size())},
                 time->ms};
}

std::optional<std::uint64_t> timing_line(std::string_view line) {
  if (const auto range = time_range(line)) return range->start_ms;
  const auto time = bare_timestamp(line);
  if (!time || time->length != line.size()) return std::nullopt;
  return time->ms;
}

bool are_captions(std::size_t lines, std::size_t blocks) {
  return lines >= 2 && !is_chance(lines, blocks);
}

Captions captions_in(std::string_view text, const std::vector<Block>& blocks,
                     const std::vector<std::string>& debris) {
  Captions found;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind != Block::Kind::Paragraph || !debris[i].empty()) continue;
    if (auto caption = caption_line(text, blocks[i].body)) {
      found.names[i] = *caption;
    } else if (const auto start = timing_line(body(text, blocks[i]))) {
      found.timings[i] = *start;
    }
  }
  if (!are_captions(found.names.size(), blocks.size())) found.names.clear();
  found.clock_times = are_clock_times(text, blocks, found.names);
  if (!are_captions(found.timings.size(), blocks.size())) {
    found.timings.clear();
  } else {
    add_names_beside_times(text, blocks, found);
  }
  return found;
}

}  // namespace rodtrad::ingest
