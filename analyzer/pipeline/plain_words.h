#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/offsets.h"

/// Words as quotations are compared by them: case, punctuation, hyphens and line breaks put aside.
namespace rodtrad::pipeline {

struct PlainWord {
  std::string form{};  ///< folded, without hyphens and apostrophes: `vi-och-dom` is one word
  ByteSpan span{};
};

/// The words of `text` within `span`, in order. A word broken over a line (`med-\ndelande`) is one.
std::vector<PlainWord> plain_words(std::string_view text, ByteSpan span);
std::vector<PlainWord> plain_words(std::string_view text);

}  // namespace rodtrad::pipeline
