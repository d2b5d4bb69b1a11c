#pragma once
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

/// Markdown: the same with headings (#, underlined, a line all in bold), bullets, tables, rules.
std::vector<Block> markdown_blocks(std::string_view text);

/// A list mark at the start of a line (`- `, `• `, `1. `, `a) `): its bytes with the blanks after.
std::uint32_t list_mark_length(std::string_view line);

}  // namespace rodtrad::ingest
