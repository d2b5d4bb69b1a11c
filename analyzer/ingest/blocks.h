#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/ingest/lines.h"
#include "analyzer/model/document.h"

/// What a text is made of before anybody's voice is known: headings, paragraphs, list items, cells.
/// Text formats find blocks in lines, Word files bring them along; `structure` turns them into
/// segments.
namespace rodtrad::ingest {

struct Block {
  enum class Kind { Paragraph, Heading, ListItem, Cell };
  Kind kind = Kind::Paragraph;
  ByteSpan span{};                ///< everything, marks included, without surrounding blanks
  ByteSpan body{};                ///< without bullet and heading marks
  std::uint32_t rank = 0;         ///< headings: 1 outermost
  std::uint32_t bold_prefix = 0;  ///< bytes at the body's start set in bold (Word, Markdown)
  bool bold = false;              ///< all of it is set in bold
  std::uint32_t table = 0;        ///< cells: number of the table, from 1
  std::uint32_t row = 0;          ///< cells: row in it, from 1
  std::uint32_t column = 0;       ///< cells: column in it, from 1
  std::string debris{};           ///< why the reader knows it is nobody's speech; empty otherwise
  SourceAnchor anchor{};
};

/// Plain text: wrapped lines become paragraphs, bullets list items. A line is wrapped when the
/// next line's first word would not have fitted, or when the next line goes on in lower case.
std::vector<Block> plain_blocks(std::string_view text);

/// Where a stretch of a longer text stands, and how wide the runs of lines are that reach over its
/// borders (a run goes from one blank line to the next; its width decides which lines are wrapped).
struct StretchOfLines {
  std::uint32_t lines_before = 0;                ///< line ends of the text before the stretch
  std::optional<std::size_t> first_run_width{};  ///< when a run reaches into the stretch
  std::optional<std::size_t> last_run_width{};   ///< when one reaches out of it
};
/// The blocks of such a stretch, which begins where a block begins. The last one may go on after
/// it. `lines` are those of the stretch.
std::vector<Block> plain_blocks(std::string_view text, std::vector<Line> lines,
                                const StretchOfLines& where);

/// Longer lines, in characters, are paragraphs by themselves, and so are all lines of their run.
inline constexpr std::size_t kWidestWrap = 160;

/// Learns of a text, line by line, how wide its long runs are and whether `plain_blocks` joins any
/// lines at all.
class WrapSurvey {
 public:
  /// Widths are kept of runs of more than `long_run` bytes.
  explicit WrapSurvey(std::size_t long_run) : long_run_(long_run) {}

  /// The next line, without blanks at its ends.
  void add(std::string_view line);
  /// After the last line.
  void end();

  /// Valid after `end`.
  [[nodiscard]] bool any_wrapped() const { return wrapped_; }
  /// The width of the run that begins with this line, if it is a long one.
  [[nodiscard]] std::optional<std::size_t> width_of_run(std::uint32_t first_line) const;

 private:
  void end_run();

  std::size_t long_run_;
  std::map<std::uint32_t, std::size_t> widths_{};  ///< of long runs, by first line
  std::uint32_t line_ = 0;
  std::uint32_t run_line_ = 0;  ///< the first of the run
  std::size_t run_bytes_ = 0;
  std::string before_{};       ///< the line before, empty at the start of a run
  std::size_t width_ = 0;      ///< of the run, in characters
  std::size_t longest_ = 0;    ///< of a line with the next line's first word, where that decides
  bool joins_narrow_ = false;  ///< lines go on unless the run is wide
  bool wrapped_ = false;
};

/// Markdown: the same with headings (#, underlined, a line all in bold), bullets, tables, rules.
std::vector<Block> markdown_blocks(std::string_view text);

/// A list mark at the start of a line (`- `, `• `, `1. `, `a) `): its bytes with the blanks after.
std::uint32_t list_mark_length(std::string_view line);

}  // namespace rodtrad::ingest
