#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/ingest/blocks.h"

/// What the tables inside a text are: a transcript set as a table, with a column of speakers, or a
/// plan or protocol whose first row names its columns. Tables and columns have the numbers of
/// their cells' blocks, from 1.
namespace rodtrad::ingest {

/// Who speaks and what they say: two columns of a transcript.
struct SpeakerColumns {
  std::uint32_t label = 0;
  std::uint32_t text = 0;
};

struct TableRoles {
  std::map<std::uint32_t, SpeakerColumns> transcripts{};  ///< by table
  /// Other tables: the words over each column, by table and column.
  std::map<std::uint32_t, std::map<std::uint32_t, std::string>> headers{};
  /// The blocks of a row's cells, by table and row.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::size_t>> rows{};
};

/// A table is a transcript when most cells of a column are role words or labels that recur. A first
/// row names columns when it is set in bold, or in short words above several rows.
TableRoles table_roles(std::string_view text, const std::vector<Block>& blocks);

/// The start a cell tells when it holds nothing but a time, or a span of time.
std::optional<std::uint64_t> cell_time(std::string_view cell);

/// What a transcript's row tells, in whatever order its cells stand.
struct SpeakerRow {
  bool is_header = false;              ///< it names the columns: `Talare | Text`
  std::optional<std::size_t> label{};  ///< block with the speaker; none: the last one goes on
  std::optional<std::uint64_t> start_ms{};
};
SpeakerRow speaker_row(std::string_view text, const std::vector<Block>& blocks,
                       const std::vector<std::size_t>& cells, const SpeakerColumns& columns);

}  // namespace rodtrad::ingest
