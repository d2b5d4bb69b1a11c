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

std::string_view first_line(std::string_view text, ByteSpan block) {
  const std::string_view head = text.substr(block.begin, block.size());
  return trim(head.substr(0, head.substr(0, kLongestCaption + 1).find('\n')));
}

bool may_be_caption(std::string_view line) {
  if (line.empty() || line.size() > kLongestCaption) return false;
  return is_digit(line.back()) || line.back() == ')' || line.back() == ']';
}

/// A caption of the block's first line, whose name is a part of it.
Caption caption(std::string_view text, ByteSpan block, std::string_view name,
                std::optional<std::uint64_t> start_ms) {
  const std::string_view line = first_line(text, block);
  const auto offset = [text](const char* at) {
    return static_cast<std::uint32_t>(at - text.data());
  };
  const std::uint32_t begin = offset(name.data());
  return {{begin, begin + static_cast<std::uint32_t>(name.size())},
          start_ms,
          offset(line.data()) + static_cast<std::uint32_t>(line.size())};
}

/// A name and when it speaks, as they stand in a line.
struct NameAndTime {
  std::string_view name;
  std::uint64_t ms = 0;
};

/// `[Namn] 11:02:09`
std::optional<NameAndTime> bracketed(std::string_view line) {
  const std::size_t close = line.find(']');
  if (close == std::string_view::npos || close < 2) return std::nullopt;
  const std::string_view rest = trim(line.substr(close + 1));
  const auto time = bare_timestamp(rest);
  if (!time || time->length != rest.size() ||
      !text::is_letter(text::first_character(line.substr(1)))) {
    return std::nullopt;
  }
  return NameAndTime{line.substr(1, close - 1), time->ms};
}

/// `Anna Ek   0:03`, `Anna Ek (0:03)`
std::optional<NameAndTime> time_last(std::string_view line) {
  const std::size_t last_blank = line.find_last_of(" \t");
  if (last_blank == std::string_view::npos || !text::starts_upper(line)) return std::nullopt;
  const std::string_view clock = line.substr(last_blank + 1);
  const std::string_view name = trim(line.substr(0, last_blank));
  const auto marked = marked_timestamp(clock);
  if (marked && marked->length == clock.size() && could_be_name(name)) {
    return NameAndTime{name, marked->ms};
  }
  const auto time = bare_timestamp(clock);
  if (!time || time->length != clock.size()) return std::nullopt;
  const bool wide = line[last_blank] == '\t' || (last_blank > 0 && line[last_blank - 1] == ' ');
  const bool with_hours = std::count(clock.begin(), clock.end(), ':') == 2;
  if (!wide && !(with_hours && could_be_name(name))) return std::nullopt;
  if (name.size() > kLongestName) return std::nullopt;
  return NameAndTime{name, time->ms};
}

/// `00:00:03 Talare 1`
std::optional<Caption> time_first(std::string_view text, ByteSpan block) {
  const std::string_view line = first_line(text, block);
  const auto time = bare_timestamp(line);
  if (!time || time->length == line.size() || !is_blank(line[time->length])) return std::nullopt;
  const std::string_view name = trim(line.substr(time->length));
  if (!could_be_name(name) || name.ends_with('.') || name.ends_with(',')) return std::nullopt;
  return caption(text, block, name, time->ms);
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
    const ByteSpan name = beside ? blocks[*beside].body : ByteSpan{};
    if (beside) captions.names[*beside] = {name, ms, name.end};
  }
}

/// Are these lines, among so many that could be, the names of who says what follows? Two voices or
/// more that come again, each with words of its own: `0:12 Ja` below `0:10 Jo` has none.
bool name_what_follows(std::string_view text, const std::vector<Block>& blocks,
                       const std::map<std::size_t, Caption>& lines, std::size_t candidates) {
  std::map<std::string, std::size_t> count;
  std::size_t with_words = 0;
  for (const auto& [i, line] : lines) {
    const bool in_block = line.end < blocks[i].body.end;
    const bool below = i + 1 < blocks.size() && !lines.contains(i + 1) &&
                       !bare_timestamp(body(text, blocks[i + 1]));
    if (!in_block && !below) continue;
    ++with_words;
    ++count[label_key(text.substr(line.name.begin, line.name.size()))];
  }
  std::size_t recurring = 0;
  std::size_t voices = 0;
  for (const auto& [key, times] : count) {
    if (times < 2) continue;
    ++voices;
    recurring += times;
  }
  return voices >= 2 && with_words * 5 >= candidates * 4 && recurring * 2 >= with_words;
}

}  // namespace

std::optional<Caption> caption_line(std::string_view text, ByteSpan block) {
  const std::string_view line = first_line(text, block);
  if (!may_be_caption(line)) return std::nullopt;
  const auto found = line.front() == '[' ? bracketed(line) : time_last(line);
  if (!found) return std::nullopt;
  return caption(text, block, found->name, found->ms);
}

bool is_caption(std::string_view line) {
  return may_be_caption(line) && caption_line(line, {0, static_cast<std::uint32_t>(line.size())});
}

std::optional<Caption> role_line(std::string_view text, const Block& block) {
  const std::string_view line = first_line(text, block.body);
  constexpr std::size_t kShortestRole = 4;  // `Svar`; a shorter one has a number: `IP3`
  if (line.size() > kNameCharacters || !could_be_name(line)) return std::nullopt;
  const bool role =
      is_role_word(label_key(line)) && (line.size() >= kShortestRole || is_digit(line.back()));
  if (!role && !block.bold && block.bold_prefix < line.size()) return std::nullopt;
  return caption(text, block.body, line, std::nullopt);
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
  std::map<std::size_t, Caption> after_times;
  std::map<std::size_t, Caption> roles;
  std::size_t timed = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind != Block::Kind::Paragraph || !debris[i].empty()) continue;
    timed += bare_timestamp(body(text, blocks[i])) ? 1U : 0U;
    if (auto caption = caption_line(text, blocks[i].body)) {
      found.names[i] = *caption;
    } else if (const auto start = timing_line(body(text, blocks[i]))) {
      found.timings[i] = *start;
    } else if (auto after = time_first(text, blocks[i].body)) {
      after_times[i] = *after;
    } else if (auto role = role_line(text, blocks[i])) {
      roles[i] = *role;
    }
  }
  if (!are_captions(found.names.size(), blocks.size())) found.names.clear();
  found.clock_times = are_clock_times(text, blocks, found.names);
  if (!are_captions(found.timings.size(), blocks.size())) {
    found.timings.clear();
  } else {
    add_names_beside_times(text, blocks, found);
  }
  if (found.names.empty()) {
    if (bare_time_is(timed, blocks.size()) == BareTime::Stamp &&
        name_what_follows(text, blocks, after_times, timed)) {
      found.names = std::move(after_times);
    } else if (roles.size() * 5 >= blocks.size() &&
               name_what_follows(text, blocks, roles, roles.size())) {
      found.names = std::move(roles);
    }
  }
  return found;
}

}  // namespace rodtrad::ingest
