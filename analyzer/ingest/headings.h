#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/offsets.h"
#include "analyzer/ingest/beginnings.h"
#include "analyzer/ingest/importer.h"

/// What is a heading by its words alone: a report's usual ones, and the codebook's labels.
namespace rodtrad::ingest {

/// The headings that a codebook's labels make. Immutable; case and blanks never count.
class Headings {
 public:
  /// Of `options` only the labels of themes and levels are used, and only now.
  explicit Headings(const ImportOptions& options);

  /// Is this a theme's or level's label and nothing else?
  [[nodiscard]] bool is_label(std::string_view line) const;
  /// Is this paragraph a heading without any mark: a label, or a word such as `Metod`? A colon may
  /// follow. A glance tells it of nearly every paragraph that it is none.
  [[nodiscard]] bool is_plain(std::string_view paragraph) const;
  /// Every `Struktur: Regional nivå` (theme and level) inside `span`, in text order. A number
  /// before it is that of a slide and belongs to it.
  [[nodiscard]] std::vector<ByteSpan> themed(std::string_view text, ByteSpan span) const;

 private:
  std::vector<std::string> themed_;  ///< `theme: level`, folded
  std::set<std::string> labels_;     ///< of themes and levels, folded
  Beginnings beginnings_;            ///< of labels and section words
  std::size_t longest_;              ///< of them, in bytes
};

/// Does this heading open a list of sources or contents, which is nobody's speech?
bool opens_own_section(std::string_view heading);

/// The headings before quotes in running text under a theme: `Svårt att förstå: …` at the start of
/// a sentence, colon included, in text order.
std::vector<ByteSpan> subheadings(std::string_view text, ByteSpan span);

}  // namespace rodtrad::ingest
