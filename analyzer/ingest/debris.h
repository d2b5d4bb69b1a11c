#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/ingest/blocks.h"

/// Text that is nobody's speech: what printing, slides and web pages leave behind, and lists of
/// who was there.
namespace rodtrad::ingest {

/// Why a lone block is debris (page number, print date, address), empty when it is not.
std::string_view lone_debris_reason(std::string_view block);

/// A link line recurs at least so often before it is a teaser's.
inline constexpr std::size_t kTeaserRepeats = 3;

/// The text of a teaser's link line at a block's end, folded; empty when there is none.
std::string teaser_line(std::string_view block);

/// How often each link line is met in a text.
using TeaserCounts = std::map<std::string, std::size_t>;

/// The blocks of link teasers: a line such as `Läs mer` that recurs at least three times, with the
/// title and snippet before it.
struct Teasers {
  std::vector<std::string> reasons{};  ///< one a block, empty where it is none
  std::vector<std::size_t> lines{};    ///< the blocks that end with the line
};

/// Of all the blocks of a text.
Teasers find_teasers(std::string_view text, const std::vector<Block>& blocks);

/// What lies between the last teaser and the blocks that come next.
struct TeaserState {
  bool any = false;  ///< there was a teaser
  std::size_t blocks = 0;
  std::size_t bytes = 0;
};

/// The same for a stretch of a text of which the counts are known. A block's reason depends on no
/// more than `kTeaserReach` blocks after it.
inline constexpr std::size_t kTeaserReach = 6;
Teasers find_teasers(std::string_view text, const std::vector<Block>& blocks,
                     const TeaserCounts& counts, TeaserState state);
/// Brings the state behind the first `count` blocks of a stretch.
void pass_teasers(const Teasers& teasers, const std::vector<Block>& blocks, std::size_t count,
                  TeaserState& state);

/// True for `Deltagare: Anna Ek, Bo Lind …`: a word for presence followed by names.
bool is_attendance_line(std::string_view block);

/// True when the text starts with two or three capitalised names, alone or before a comma or role.
bool starts_with_name(std::string_view block);

}  // namespace rodtrad::ingest
