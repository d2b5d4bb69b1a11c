#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/ingest/block_text.h"

namespace rodtrad::ingest {

enum class Bold { No, Yes };

/// Writes a formatted document's text block by block: one line a paragraph, tabs between the cells
/// of a row. Readers of docx, odt, rtf and html say what they meet; this says where it stands.
class TextWriter {
 public:
  explicit TextWriter(BlockText& out) : out_(out) {}

  // --- within a block ------------------------------------------------------------------------

  /// Text as it is; line ends in it are line breaks of the block.
  void append(std::string_view text, Bold bold = Bold::No);
  /// Text of a web page: blanks and line ends become one blank.
  void append_collapsed(std::string_view text, Bold bold = Bold::No);
  void line_break() { text() += '\n'; }

  // --- what the block is ---------------------------------------------------------------------

  void heading(std::uint32_t rank);
  void list_item();
  /// Why what follows is nobody's speech; empty: it may be somebody's. Ends the block on a change.
  void debris(const std::string& reason);
  /// Where what follows stands in the file.
  SourceAnchor anchor{};

  /// Ends the block, and forgets what kind it was.
  void end_block();
  /// The same; a paragraph without text is an empty line.
  void end_paragraph();
  /// Ends the block when it holds text; an empty one stays what it is (`<li><p>`).
  void break_block();

  // --- tables --------------------------------------------------------------------------------

  void begin_table();
  void begin_row();
  void begin_cell(std::uint32_t columns = 1, std::uint32_t rows = 1);
  /// The cell just begun may reach into rows below, which say so themselves (`covered_cell`).
  void cell_goes_on(std::uint32_t columns);
  /// A cell that the one above covers.
  void covered_cell(std::uint32_t columns = 1);
  void end_table();

 private:
  struct Table {
    std::uint32_t number = 0;
    std::uint32_t row = 0;
    std::uint32_t column = 0;  ///< of the cell being written
    std::uint32_t next_column = 1;
    std::vector<std::uint32_t> covered{};  ///< rows each column is still covered for
  };

  [[nodiscard]] std::string& text() { return out_.text; }
  [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(out_.text.size()); }
  [[nodiscard]] std::uint32_t free_column(Table& table) const;
  void note_bold(std::uint32_t begin, Bold bold);
  void finish();
  void end_line();
  void add(ByteSpan span, bool first);
  [[nodiscard]] std::vector<ByteSpan> lines_of_block(ByteSpan span) const;

  BlockText& out_;
  std::vector<Table> tables_;  ///< the innermost last
  std::uint32_t table_count_ = 0;
  Block::Kind kind_ = Block::Kind::Paragraph;
  std::uint32_t rank_ = 0;
  std::string debris_;
  std::uint32_t begin_ = 0;       ///< of the block being written
  std::uint32_t bold_until_ = 0;  ///< from its begin on
  bool still_bold_ = true;
};

}  // namespace rodtrad::ingest
