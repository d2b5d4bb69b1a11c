#include "tests/support/lexicon.h"

#include <cstdlib>
#include <stdexcept>
#include <string>

#include "analyzer/base/file_io.h"
#include "analyzer/language/lexicon_builder.h"

namespace rodtrad::test {

const language::Lexicon& mini_lexicon() {
  static const std::string table = [] {
    const std::string path = RODTRAD_SOURCE_DIR "/tests/data/mini_lexicon.tsv";
    auto words = language::listed_words(read_file(path).value(), path);
    if (!words) throw std::runtime_error(words.failure().diagnostics.items().front().message);
    return language::build_lexicon(std::move(words).value(),
                                   language::LexiconSources::ApertiumAndHunspell, "mini");
  }();
  static const language::Lexicon lexicon = language::Lexicon::open(table).value();
  return lexicon;
}

const language::Lexicon* real_lexicon() {
  static const std::string table = [] {
    const char* named = std::getenv("RODTRAD_LEXICON");
    const std::string path = named != nullptr ? named : RODTRAD_BUILT_LEXICON;
    auto bytes = read_file(path);
    return bytes ? std::move(bytes).value() : std::string();
  }();
  static const language::Lexicon lexicon =
      table.empty() ? language::Lexicon() : language::Lexicon::open(table).value();
  return table.empty() ? nullptr : &lexicon;
}

}  // namespace rodtrad::test
