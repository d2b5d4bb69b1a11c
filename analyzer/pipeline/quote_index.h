#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzer/model/document.h"

/// Finds where a string of words occurs in the material, exactly or nearly. Seed and extend: pairs
/// of neighbouring words are looked up where the rarer of the two occurs, places that many pairs
/// agree on are aligned word by word. The cost grows with the quotation, not with the material.
namespace rodtrad::pipeline {

/// One word of the material.
struct IndexedWord {
  std::uint32_t form = 0;
  std::uint32_t document = 0;
  std::uint32_t voice = 0;  ///< who speaks: equal numbers in a document are one person
  bool begins = false;      ///< a paragraph, or a sentence as far as marks tell
  ByteSpan span{};
};

/// One step in turning words of the material into the quotation's words.
struct WordEdit {
  enum class Kind { Keep, Replace, Add, Leave };
  Kind kind = Kind::Keep;
  std::uint32_t quote = 0;   ///< position in the quotation (not for Leave)
  std::uint32_t source = 0;  ///< position in the material (not for Add)
};

/// Where words were found: a range of the material's words, the number of edits and the edits.
struct Placement {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t cost = 0;
  std::vector<WordEdit> edits{};
};

class QuoteIndex {
 public:
  /// Speech and answers, without marks for laughter, pauses and times. `documents` must outlive it.
  explicit QuoteIndex(const std::vector<Document>& documents);

  [[nodiscard]] const std::vector<IndexedWord>& words() const { return words_; }
  /// The number of a folded form; one that occurs nowhere gets a number of its own.
  [[nodiscard]] std::uint32_t form(const std::string& folded) const;

  /// The best places of these forms, least cost first, then in the material's order.
  [[nodiscard]] std::vector<Placement> places(const std::vector<std::uint32_t>& forms) const;
  /// The best alignment inside words [begin, end); among equals the earliest, or the latest. A
  /// word of the quotation's that is not the material's stands for one of the same sentence, if it
  /// can, before it counts as added.
  enum class Prefer { Earliest, Latest };
  [[nodiscard]] Placement align(const std::vector<std::uint32_t>& forms, std::uint32_t begin,
                                std::uint32_t end, Prefer prefer) const;
  /// First and one past the last word of the document that holds this word.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> document_range(std::uint32_t word) const;

 private:
  void add(const Document& document, std::uint32_t number);
  void index();
  [[nodiscard]] std::vector<std::int64_t> diagonals(const std::vector<std::uint32_t>& forms) const;

  std::vector<IndexedWord> words_;
  std::unordered_map<std::string, std::uint32_t> forms_;
  std::vector<std::uint32_t> first_;        ///< by form: its first place in `occurrences_`
  std::vector<std::uint32_t> occurrences_;  ///< word positions by form
  std::vector<std::uint32_t> document_begin_;
};

}  // namespace rodtrad::pipeline
