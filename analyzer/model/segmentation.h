#pragma once
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "analyzer/base/offsets.h"

namespace rodtrad {

enum class TokenKind : std::uint8_t { Word, Number, Punctuation };

/// One ICU word-rule token, or a word that was broken over two lines and is one again.
struct Token {
  static constexpr std::uint32_t kAsWritten = std::numeric_limits<std::uint32_t>::max();

  ByteSpan span{};
  std::uint32_t sentence = 0;         ///< number within the document, from 0
  std::uint32_t joined = kAsWritten;  ///< index into Segmentation::joined_forms
  TokenKind kind = TokenKind::Word;
};

struct Sentence {
  ByteSpan span{};            ///< without surrounding blanks
  std::uint32_t segment = 0;  ///< index into Document::segments
  std::uint32_t token_begin = 0;
  std::uint32_t token_end = 0;  ///< half-open range of tokens
  std::uint32_t word_begin = 0;
  std::uint32_t word_end = 0;  ///< half-open range of words
  /// How many words it has, as every count in the results has them: tokens that are no
  /// punctuation, so that `vi-och-dom-känsla` is four.
  std::uint32_t words = 0;
};

/// What rules see as one word: a token, or tokens held together by hyphens (`IT-stöd`,
/// `KoK-boken`), or a token with the hyphen of a shortened compound (`in-` of `in- och
/// utskrivning`).
struct Word {
  std::uint32_t token_begin = 0;
  std::uint32_t token_end = 0;  ///< half-open
  std::uint32_t sentence = 0;
};

/// Sentences and tokens of one document, in text order; a value, made once, pointing nowhere.
/// Marks (laughter, time stamps, cuts) hold no tokens; every other non-blank character does.
struct Segmentation {
  std::vector<Token> tokens{};
  std::vector<Word> words{};
  std::vector<Sentence> sentences{};
  std::vector<std::string> joined_forms{};
};

}  // namespace rodtrad
