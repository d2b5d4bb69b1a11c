#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/ingest/blocks.h"

/// Text that is nobody's speech: what printing, slides and web pages leave behind, and lists of
/// who was there.
namespace rodtrad::ingest {

/// Why a lone block is debris (page number, print date, address), empty when it is not.
std::string lone_debris_reason(std::string_view block);

/// Marks the blocks of link teasers: a line such as `Läs mer` that recurs at least three times,
/// with the title and snippet before it. One reason per block, empty where it is none.
std::vector<std::string> teaser_reasons(std::string_view text, const std::vector<Block>& blocks);

/// True for `Deltagare: Anna Ek, Bo Lind …`: a word for presence followed by names.
bool is_attendance_line(std::string_view block);

/// True when the text starts with two or three capitalised names, alone or before a comma or role.
bool starts_with_name(std::string_view block);

}  // namespace rodtrad::ingest
