#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/base/offsets.h"

namespace rodtrad {

enum class TokenKind : std::uint8_t { Word, Number, Punctuation };

/// One ICU word-rule token, or a word that was broken over two lines and is one again.
struct Token {
  ByteSpan span{};
  TokenKind kind = TokenKind::Word;
  bool joined = false;  ///< over lines; its form is among Segmentation::joined_forms
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
  ByteSpan span{};
  std::uint32_t token_begin = 0;
  std::uint32_t token_end = 0;  ///< half-open
  std::uint32_t sentence = 0;   ///< number within the document, from 0
  bool joined = false;          ///< one of its tokens is
};

/// How a token reads that was broken over lines.
struct JoinedForm {
  std::uint32_t token = 0;
  std::string form{};
};

/// Sentences and tokens of one document, in text order; a value, made once, pointing nowhere.
/// Marks (laughter, time stamps, cuts) hold no tokens; every other non-blank character does.
struct Segmentation {
  std::vector<Token> tokens{};
  std::vector<Word> words{};
  std::vector<Sentence> sentences{};
  std::vector<JoinedForm> joined_forms{};  ///< by token

  /// Of a token that is joined.
  [[nodiscard]] const std::string& joined_form(std::uint32_t token) const {
    return std::lower_bound(joined_forms.begin(), joined_forms.end(), token,
                            [](const JoinedForm& one, std::uint32_t t) { return one.token < t; })
        ->form;
  }
};

}  // namespace rodtrad
