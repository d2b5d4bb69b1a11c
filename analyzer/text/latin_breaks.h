#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "analyzer/text/breaks.h"

/// Word and sentence boundaries of text in the Latin repertoire, exactly where ICU finds them but
/// an order of magnitude faster. Rules: UAX #29 (WB3-WB13b, SB3-SB11) with ICU's `sv` tailoring;
/// character classes are read from ICU itself when first needed, so they follow its version. A text
/// with a character that needs more (combining marks, format characters, other scripts, emoji) is
/// left to ICU. Proven by tests/property/latin_breaks_test.cpp and tests/fuzz/fuzz_breaks.cpp.
namespace rodtrad::text {

/// Appends the tokens of `text` as Breaker::words would. False, and nothing appended, when the text
/// must go to ICU.
bool latin_words(std::string_view text, std::vector<Token>& out, std::uint32_t base = 0);

/// Appends the sentence ends as Breaker::sentences would; the same promise.
bool latin_sentences(std::string_view text, std::vector<std::uint32_t>& ends);

}  // namespace rodtrad::text
