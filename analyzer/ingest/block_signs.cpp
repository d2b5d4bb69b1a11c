#include "analyzer/ingest/block_signs.h"

#include "analyzer/base/strings.h"
#include "analyzer/ingest/chance.h"

namespace rodtrad::ingest {

std::optional<LabelCandidate> BlockSigns::label(std::size_t i) const {
  const Block& block = blocks[i];
  if (!debris[i].empty() || block.kind == Block::Kind::Heading || block.kind == Block::Kind::Cell) {
    return std::nullopt;
  }
  std::string_view line = body(i);
  std::uint32_t skipped = 0;
  if (const auto time = leading_time(line, bare_time)) {
    skipped = *time;
    line.remove_prefix(skipped);
  }
  auto found = label_candidate(line);
  if (!found && block.bold_prefix > 0 && block.bold_prefix <= line.size()) {
    found = bold_label(line, block.bold_prefix);
  }
  if (!found) found = label_without_colon(line);
  if (!found || headings.is_label(found->printed)) return std::nullopt;
  found->end += skipped;
  return found;
}

bool BlockSigns::begins_with_number(std::size_t i, std::uint64_t wanted) const {
  if (blocks[i].kind != Block::Kind::Paragraph || !debris[i].empty()) return false;
  const std::string_view line = body(i);
  std::size_t digits = 0;
  while (digits < line.size() && is_digit(line[digits])) ++digits;
  std::uint64_t number = 0;
  if (digits == 0 || digits > 3 || !parse_number(line.substr(0, digits), number)) return false;
  const bool alone = digits == line.size();
  return (alone || is_blank(line[digits])) && number == wanted;
}

bool are_slides(std::size_t numbered, std::size_t blocks) {
  constexpr std::size_t kAtLeast = 5;
  return numbered >= kAtLeast && !is_chance(numbered, blocks);
}

}  // namespace rodtrad::ingest
