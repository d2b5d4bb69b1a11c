#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/ingest/blocks.h"

/// Transcripts copied from meeting programs: a line names who says what follows, and when.
namespace rodtrad::ingest {

/// A line that names the speaker of the lines after it.
struct Caption {
  ByteSpan name{};
  std::optional<std::uint64_t> start_ms{};
  std::uint32_t end = 0;  ///< where the block goes on in the next line, or ends
};

/// The name and time that a block's first line is: `[Namn] 11:02:09`, `Anna Ek (0:03)`,
/// `Anna Ek 00:00:03` or, with a wide gap, `Anna Ek   0:03`.
std::optional<Caption> caption_line(std::string_view text, ByteSpan block);

/// Is this line such a caption? Cheap for other lines.
bool is_caption(std::string_view line);

/// A first line that is nothing but `Intervjuare`, `Talare 2`, `IP3`; or any name, set in bold.
std::optional<Caption> role_line(std::string_view text, const Block& block);

/// The start that a line tells which is nothing but a time, or a time range with an arrow.
std::optional<std::uint64_t> timing_line(std::string_view line);

/// Do so many captions, or timing lines, make a text of so many blocks a transcript of this sort?
bool are_captions(std::size_t lines, std::size_t blocks);

/// Those of a text, by the number of their block; both are empty in other texts.
struct Captions {
  std::map<std::size_t, Caption> names{};
  std::map<std::size_t, std::uint64_t> timings{};  ///< lines that only tell a start
  bool clock_times = false;                        ///< the times are those of the day
};

/// Finds captions, and names on lines of their own before or after timing lines. Lines such as
/// `00:00:03 Talare 1` and `Talare 1` are captions where most lines with a time are, or where they
/// recur, and words follow each. Blocks with a reason to be debris are left out.
Captions captions_in(std::string_view text, const std::vector<Block>& blocks,
                     const std::vector<std::string>& debris);

}  // namespace rodtrad::ingest
