#pragma once
#include <array>

/// The packages' files that the lexicon is made from (Debian and Ubuntu put them here).
namespace rodtrad::cli {

struct LexiconSource {
  const char* name;  ///< as it is named in the table's origin
  const char* path;
  const char* package;
};

inline constexpr std::array<LexiconSource, 3> lexicon_sources() {
  return {{{"nor-swe.autogen.bin", "/usr/share/apertium/apertium-swe-nor/nor-swe.autogen.bin",
            "apertium-swe-nor"},
           {"sv_SE.dic", "/usr/share/hunspell/sv_SE.dic", "hunspell-sv"},
           {"sv_SE.aff", "/usr/share/hunspell/sv_SE.aff", "hunspell-sv"}}};
}

}  // namespace rodtrad::cli
