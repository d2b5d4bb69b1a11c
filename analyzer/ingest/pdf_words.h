#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Where the words of a PDF are printed: what is needed to see tables in it.
namespace rodtrad::ingest {

/// One word as the PDF program lists it (`pdftotext -tsv`), in reading order. Points from the
/// page's upper left corner.
struct PdfWord {
  std::uint32_t block = 0;  ///< words printed together: a paragraph, a cell; counted in the page
  std::uint32_t line = 0;   ///< in the block
  double left = 0;
  double top = 0;
  double width = 0;
  double height = 0;
  std::string text{};

  [[nodiscard]] double right() const { return left + width; }
  [[nodiscard]] double bottom() const { return top + height; }
};

/// The words by page; pages without words are empty. Lines that are not understood are passed over.
std::vector<std::vector<PdfWord>> pdf_words(std::string_view listed);

struct PdfCell {
  std::uint32_t row = 0;     ///< from 1
  std::uint32_t column = 0;  ///< from 1
  std::string text{};        ///< its lines joined; a word divided at a line's end is whole again
};

/// A table of a page: its cells row by row, and which of the page's words it is made of.
struct PdfTable {
  std::vector<PdfCell> cells{};
  std::vector<std::size_t> words{};  ///< positions in the page's words, rising
};

/// The tables of one page, in reading order: blocks that stand side by side in two or more columns,
/// row below row. Only what is clear: at least three columns in two rows or two columns in three
/// rows, columns that no block bridges, most cells filled. Text in columns is no table.
std::vector<PdfTable> pdf_tables(const std::vector<PdfWord>& words);

/// The page's text without the line numbers that a word processor printed in its margin, line by
/// line with blank lines between paragraphs; nothing where lines are not numbered: at least five
/// numbers left of all text, each one more than the one above it, beside most lines.
std::optional<std::string> without_line_numbers(const std::vector<PdfWord>& words);

/// A page's running text (as `pdftotext` prints it) in parts: text, and tables in its place.
struct PdfPart {
  std::string text{};  ///< running text, when there is no table
  std::vector<PdfCell> cells{};
};

/// Cuts the printed page where its tables stand: a table comes where its first word is printed, and
/// what is not of it keeps its order. The printed words must be the listed ones in the
/// same order, apart from hyphens at line ends; a hyphen before a digit or capital, which the
/// program drops (`2026-03-` `01`), is put back. Where they are not, all of the page is text.
std::vector<PdfPart> pdf_parts(std::string_view printed, const std::vector<PdfWord>& words);

}  // namespace rodtrad::ingest
