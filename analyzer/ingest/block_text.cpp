#include "analyzer/ingest/block_text.h"

#include <algorithm>
#include <map>

#include "analyzer/base/strings.h"
#include "analyzer/ingest/structure.h"
#include "analyzer/text/decode.h"

namespace rodtrad::ingest {
namespace {

constexpr std::uint32_t kWidestTable = 1024;

}  // namespace

Result<Documents> structured(Result<BlockText> result, const Source& source,
                             const ImportOptions& options, Diagnostics& remarks) {
  if (!result) return std::move(result).failure();
  BlockText read = std::move(result).value();
  Document document;
  document.key = source.key;
  document.title = std::move(read.title);
  document.provenance.file = source.name;
  std::string canonical = text::canonical(read.text);
  if (canonical != read.text) {
    // Only a letter and its mark in separate runs can do this; positions are made for canonical
    // text, so such a file is read again from its plain text.
    remarks
        .info("text-recomposed", "letters split between runs were put together",
              {.path = source.name})
        .in_swedish("bokstäver som var delade har satts ihop");
    read.text = std::move(canonical);
    read.blocks = plain_blocks(read.text);
  }
  document.text = std::move(read.text);
  structure(document, read.blocks, options, MarkupKind::None, remarks);
  if (trim(document.text).empty()) {
    remarks.warning("file-empty", "the document holds no text", {.path = source.name})
        .in_swedish("dokumentet har ingen text");
  }
  Documents documents;
  documents.push_back(std::move(document));
  return documents;
}

void tell_left_out(const std::string& id, const std::vector<LeftOutKind>& kinds,
                   const std::string& file, Diagnostics& remarks) {
  std::vector<std::string> parts;
  std::vector<std::string> swedish;
  for (const LeftOutKind& kind : kinds) {
    if (kind.count == 0) continue;
    parts.push_back(std::to_string(kind.count) + " " + kind.what);
    swedish.push_back(std::to_string(kind.count) + " " + kind.what_sv);
  }
  if (parts.empty()) return;
  remarks.info(id, "left out: " + join(parts, ", "), {.path = file})
      .in_swedish("inte med: " + join(swedish, ", "));
}

void tell_kept_notes(const std::string& id, std::size_t notes, const std::string& file,
                     Diagnostics& remarks) {
  if (notes == 0) return;
  const std::string n = std::to_string(notes);
  remarks
      .info(id, n + " footnotes and comments stand behind the text, apart from speech",
            {.path = file})
      .in_swedish(n + " fotnoter och kommentarer står efter texten, skilda från det som sägs");
}

std::vector<TextTable> tables_in(const BlockText& read) {
  std::map<std::uint32_t, TextTable> tables;
  for (const Block& block : read.blocks) {
    if (block.kind != Block::Kind::Cell || block.table == 0 || block.row == 0 ||
        block.column == 0 || block.column > kWidestTable) {
      continue;
    }
    const auto [found, added] = tables.try_emplace(block.table);
    TextTable& table = found->second;
    if (added) table.anchor = block.anchor;
    if (table.rows.size() < block.row) table.rows.resize(block.row);
    std::vector<std::string>& row = table.rows[block.row - 1];
    if (row.size() < block.column) row.resize(block.column);
    std::string& cell = row[block.column - 1];
    if (!cell.empty()) cell += '\n';
    cell += std::string_view(read.text).substr(block.body.begin, block.body.size());
  }
  for (const MergedCells& merged : read.merged) {
    const auto found = tables.find(merged.table);
    if (found == tables.end() || merged.row == 0 || merged.column == 0) continue;
    auto& rows = found->second.rows;
    if (merged.row > rows.size() || merged.column > rows[merged.row - 1].size()) continue;
    const std::string text = rows[merged.row - 1][merged.column - 1];
    const std::size_t last_row = std::min<std::size_t>(rows.size(), merged.row + merged.rows - 1);
    const std::uint32_t last_column = std::min(kWidestTable, merged.column + merged.columns - 1);
    for (std::size_t r = merged.row - 1; r < last_row; ++r) {
      if (rows[r].size() < last_column) rows[r].resize(last_column);
      for (std::size_t c = merged.column - 1; c < last_column; ++c) {
        if (rows[r][c].empty()) rows[r][c] = text;
      }
    }
  }
  std::vector<TextTable> out;
  for (auto& [number, table] : tables) {
    std::size_t width = 0;
    for (const auto& row : table.rows) width = std::max(width, row.size());
    for (auto& row : table.rows) row.resize(width);
    out.push_back(std::move(table));
  }
  return out;
}

}  // namespace rodtrad::ingest
