#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/ingest/blocks.h"
#include "analyzer/ingest/headings.h"
#include "analyzer/ingest/speaker_labels.h"
#include "analyzer/ingest/timestamps.h"

namespace rodtrad::ingest {

/// What each block of a text shows by itself, before it is known who speaks. Blocks have their
/// number in `blocks`; text and blocks must outlive this.
struct BlockSigns {
  std::string_view text;
  const std::vector<Block>& blocks;
  Headings headings;
  std::vector<std::string> debris{};  ///< one a block: why it is nobody's speech; empty otherwise
  BareTime bare_time = BareTime::Text;

  [[nodiscard]] std::string_view view(ByteSpan span) const {
    return text.substr(span.begin, span.size());
  }
  [[nodiscard]] std::string_view body(std::size_t i) const { return view(blocks[i].body); }

  /// The label that a paragraph or list item begins with, a time before it left aside, if it could
  /// be a speaker's. Labels of the codebook are none.
  [[nodiscard]] std::optional<LabelCandidate> label(std::size_t i) const;

  /// Is this a paragraph that begins with this number, as the slides of a presentation do?
  [[nodiscard]] bool begins_with_number(std::size_t i, std::uint64_t wanted) const;
};

/// Do so many blocks, beginning with 1, 2, 3 …, make a text of so many a transcribed presentation?
bool are_slides(std::size_t numbered, std::size_t blocks);

}  // namespace rodtrad::ingest
