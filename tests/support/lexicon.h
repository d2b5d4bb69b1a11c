#pragma once
#include "analyzer/language/lexicon.h"

namespace rodtrad::test {

/// The hand-made lexicon of tests/data/mini_lexicon.tsv, built once.
const language::Lexicon& mini_lexicon();

/// The lexicon this machine has ($RODTRAD_LEXICON or the build's own); null when there is none.
const language::Lexicon* real_lexicon();

}  // namespace rodtrad::test
