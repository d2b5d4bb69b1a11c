#include "analyzer/ingest/table_roles.h"

#include <algorithm>
#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/ingest/timestamps.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongestLabelCell = 60;

using Cells = std::vector<std::size_t>;  ///< numbers of blocks

std::string_view body(std::string_view text, const Block& block) {
  return text.substr(block.body.begin, block.body.size());
}

/// How many of a column's cells could be speakers: role words, or labels that recur.
std::size_t label_like(std::string_view text, const std::vector<Block>& blocks,
                       const Cells& cells) {
  std::map<std::string, std::size_t> keys;
  for (const std::size_t c : cells) {
    const std::string_view cell = body(text, blocks[c]);
    if (cell.size() <= kLongestLabelCell) ++keys[label_key(cell)];
  }
  std::size_t found = 0;
  for (const auto& [key, n] : keys) {
    const bool never = key.empty() || is_never_a_label(key) || is_digit(key.front());
    if (!never && (is_role_word(key) || n >= 2)) found += n;
  }
  return found;
}

/// The first column that looks like speakers, and of the others the one with most text.
SpeakerColumns speaker_columns(std::string_view text, const std::vector<Block>& blocks,
                               const std::map<std::uint32_t, Cells>& columns) {
  SpeakerColumns found;
  std::size_t longest = 0;
  for (const auto& [column, cells] : columns) {
    std::size_t bytes = 0;
    for (const std::size_t c : cells) bytes += blocks[c].body.size();
    const std::size_t labels = label_like(text, blocks, cells);
    if (found.label == 0 && labels * 10 >= cells.size() * 6 && labels >= 2) {
      found.label = column;
    } else if (bytes > longest) {
      longest = bytes;
      found.text = column;
    }
  }
  return found;
}

void find_transcripts(std::string_view text, const std::vector<Block>& blocks, TableRoles& roles) {
  std::map<std::uint32_t, std::map<std::uint32_t, Cells>> tables;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind != Block::Kind::Cell) continue;
    tables[blocks[i].table][blocks[i].column].push_back(i);
  }
  for (const auto& [table, columns] : tables) {
    if (columns.size() < 2) continue;
    const SpeakerColumns found = speaker_columns(text, blocks, columns);
    if (found.label != 0 && found.text != 0) roles.transcripts[table] = found;
  }
}

bool is_column_name(std::string_view text) {
  return utf8::count(text) <= 40 && std::count(text.begin(), text.end(), ' ') <= 3 &&
         text.find_first_of(".!;\n") == std::string_view::npos && !is_digit(text.front()) &&
         text::starts_upper(text);
}

void find_headers(std::string_view text, const std::vector<Block>& blocks, TableRoles& roles) {
  std::map<std::uint32_t, std::uint32_t> last_row;
  std::map<std::uint32_t, Cells> first;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    if (block.kind != Block::Kind::Cell) continue;
    roles.rows[{block.table, block.row}].push_back(i);
    last_row[block.table] = std::max(last_row[block.table], block.row);
    if (block.row == 1) first[block.table].push_back(i);
  }
  for (const auto& [table, cells] : first) {
    if (roles.transcripts.contains(table) || cells.size() < 2 || last_row[table] < 2) continue;
    const bool bold =
        std::all_of(cells.begin(), cells.end(), [&](std::size_t c) { return blocks[c].bold; });
    const bool plain =
        last_row[table] >= 3 && std::all_of(cells.begin(), cells.end(), [&](std::size_t c) {
          return is_column_name(body(text, blocks[c]));
        });
    if (!bold && !plain) continue;
    for (const std::size_t c : cells) {
      std::string& name = roles.headers[table][blocks[c].column];
      if (!name.empty()) name += ' ';
      name += trim(body(text, blocks[c]));
    }
  }
}

/// The first row may name its columns: `Talare | Text`.
bool names_columns(std::string_view text, const std::vector<Block>& blocks, const Cells& cells,
                   const Block& label_cell) {
  constexpr std::array titles = {"text"sv,     "innehåll"sv, "content"sv, "replik"sv,
                                 "yttrande"sv, "utsaga"sv,   "tal"sv,     "transkription"sv,
                                 "utskrift"sv, "citat"sv};
  bool short_cells = false;
  for (const std::size_t c : cells) {
    const Block& block = blocks[c];
    if (block.column == label_cell.column) continue;
    const std::string folded = text::folded_label(body(text, block));
    if (std::find(titles.begin(), titles.end(), folded) != titles.end()) return true;
    short_cells = block.body.size() <= 30;
  }
  return short_cells && !is_role_word(label_key(body(text, label_cell)));
}

}  // namespace

TableRoles table_roles(std::string_view text, const std::vector<Block>& blocks) {
  TableRoles roles;
  find_transcripts(text, blocks, roles);
  find_headers(text, blocks, roles);
  return roles;
}

std::optional<std::uint64_t> cell_time(std::string_view cell) {
  if (const auto range = time_range(cell)) return range->start_ms;
  if (const auto span = time_span(cell)) return span->start_ms;
  const auto marked = marked_timestamp(cell);
  const auto time = marked ? marked : bare_timestamp(cell);
  if (!time || time->length != cell.size()) return std::nullopt;
  return time->ms;
}

SpeakerRow speaker_row(std::string_view text, const std::vector<Block>& blocks, const Cells& cells,
                       const SpeakerColumns& columns) {
  SpeakerRow row;
  for (const std::size_t c : cells) {
    if (const auto ms = cell_time(body(text, blocks[c]))) row.start_ms = ms;
  }
  const auto named = std::find_if(cells.begin(), cells.end(),
                                  [&](std::size_t c) { return blocks[c].column == columns.label; });
  if (named == cells.end()) return row;
  row.label = *named;
  row.is_header = blocks[*named].row == 1 && names_columns(text, blocks, cells, blocks[*named]);
  return row;
}

}  // namespace rodtrad::ingest
