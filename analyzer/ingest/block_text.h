#pragma once
#include <string>
#include <vector>

#include "analyzer/ingest/blocks.h"
#include "analyzer/ingest/importer.h"

namespace rodtrad::ingest {

/// A table's cells that were one in the original: the first holds the text.
struct MergedCells {
  std::uint32_t table = 0;
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t rows = 1;
  std::uint32_t columns = 1;
};

/// A formatted document as its reader hands it on: the text it wrote, and what stands where.
struct BlockText {
  std::string text{};
  std::string title{};
  std::vector<Block> blocks{};  ///< in text order, inside `text`
  std::vector<MergedCells> merged{};
};

/// A document from what a reader found: canonical text, and `structure` for the voices. The
/// reader's failure is handed on.
Result<Documents> structured(Result<BlockText> result, const Source& source,
                             const ImportOptions& options, Diagnostics& remarks);

/// What a file holds beside its text, so many of each, in English and Swedish.
struct LeftOutKind {
  std::size_t count = 0;
  const char* what = "";
  const char* what_sv = "";
};
/// Remark `id` where there is any of them.
void tell_left_out(const std::string& id, const std::vector<LeftOutKind>& kinds,
                   const std::string& file, Diagnostics& remarks);
/// Remark `id` where so many notes and comments were put behind the text.
void tell_kept_notes(const std::string& id, std::size_t notes, const std::string& file,
                     Diagnostics& remarks);

// --- the readers of formatted files ------------------------------------------------------------

Result<BlockText> docx_blocks(const Source& source, Diagnostics& remarks);
Result<BlockText> odt_blocks(const Source& source, Diagnostics& remarks);
Result<BlockText> rtf_blocks(const Source& source, Diagnostics& remarks);
Result<BlockText> html_file_blocks(const Source& source, const ImportOptions& options,
                                   Diagnostics& remarks);

Result<BlockText> pdf_blocks(const Source& source, Diagnostics& remarks);

/// What the PDF program printed, pages ended by form feeds; lines that come again are debris.
/// `word_list` says where the words stand (pdf_words.h), so that tables are found; it may be empty.
BlockText pdf_pages(std::string_view printed, std::string_view word_list = {},
                    bool* line_numbers = nullptr);

/// One table of a document, with its rows and columns as a reader sees them: every row has the same
/// number of cells, and a merged cell's text stands in each of the cells it covers. Paragraphs of a
/// cell are lines of it.
struct TextTable {
  std::vector<std::vector<std::string>> rows{};
  std::string sheet{};    ///< of a workbook
  SourceAnchor anchor{};  ///< of its first cell
};

/// The tables of a text with blocks.
std::vector<TextTable> tables_in(const BlockText& read);

/// The tables of a file: docx, odt, rtf and html by their markup, pdf where
/// words stand in columns; xlsx, csv and tsv are one table a
/// sheet. Errors: those of the importers, import-no-tables for other kinds.
Result<std::vector<TextTable>> tables_of(const Source& source, const ImportOptions& options,
                                         Diagnostics& remarks);

}  // namespace rodtrad::ingest
