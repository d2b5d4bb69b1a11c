#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/offsets.h"

/// Programs count text positions in different ways. This finds out which way a file means, by what
/// its selections quote or, where they quote nothing, by whether they begin and end at words.
namespace rodtrad::ingest {

/// A way to count positions.
struct OffsetConvention {
  bool utf16 = false;          ///< UTF-16 units, else code points
  bool newline_once = false;   ///< a CR LF counts one, else as stored
  bool inclusive_end = false;  ///< the end is the last character, else the one after
  bool counts_bom = false;

  friend bool operator==(const OffsetConvention&, const OffsetConvention&) = default;
};

/// `code points, line ends as stored, end exclusive`.
std::string to_text(const OffsetConvention& convention);

struct RawSelection {
  std::int64_t begin = 0;
  std::int64_t end = 0;
  std::string quote{};  ///< its name, which many programs make the text itself
};

/// A text as its file holds it (UTF-8, with BOM and CR when it has them) and what is marked in it.
struct RawText {
  std::string bytes{};
  std::vector<RawSelection> selections{};
};

struct ConventionFound {
  OffsetConvention convention{};
  /// Another convention fits as well and gives other excerpts.
  std::optional<OffsetConvention> rival{};
};

/// The convention that fits all texts of one file best. The plain one (code points, as stored,
/// exclusive) wins where it fits as well as any.
ConventionFound find_convention(const std::vector<RawText>& texts);

/// Spans of the raw bytes; nothing for selections outside the text, empty or upside down.
std::vector<std::optional<ByteSpan>> spans_of(const RawText& text,
                                              const OffsetConvention& convention);

/// The canonical text (no BOM, `\n`, NFC) and each span in it.
struct CanonicalText {
  std::string text;
  std::vector<std::optional<ByteSpan>> spans;
};
CanonicalText to_canonical(const RawText& text, const std::vector<std::optional<ByteSpan>>& spans);

}  // namespace rodtrad::ingest
