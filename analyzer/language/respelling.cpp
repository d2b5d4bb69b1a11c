#include "analyzer/language/respelling.h"

#include "analyzer/base/utf8.h"
#include "analyzer/language/word_lists.h"

namespace rodtrad::language {
namespace {

constexpr std::size_t kShortest = 4;  // bytes of a word that is respelled

/// -ig loses its g, the most common ending of Swedish that is not written as it is said.
std::string with_g(std::string_view word, const Lexicon& lexicon) {
  const auto known = [&lexicon](std::string whole) {
    return lexicon.knows(whole) ? whole : std::string();
  };
  if (word.ends_with("it")) return known(std::string(word.substr(0, word.size() - 1)) + "gt");
  if (word.ends_with("ia")) return known(std::string(word.substr(0, word.size() - 1)) + "ga");
  if (word.ends_with('i')) return known(std::string(word) + "g");
  return {};
}

/// `e-post` and `epost`, with any ending.
std::string with_or_without_hyphen(std::string_view word, const Lexicon& lexicon) {
  if (word.find('-') != std::string_view::npos) return without_hyphen(word, lexicon);
  if (word[0] != 'e' || !lexicon.knows(word.substr(1))) return {};
  return "e-" + std::string(word.substr(1));
}

}  // namespace

std::string without_hyphen(std::string_view folded, const Lexicon& lexicon) {
  const std::size_t hyphen = folded.find('-');
  if (hyphen == std::string_view::npos || hyphen == 0) return {};
  const std::string_view rest = folded.substr(hyphen + 1);
  if (rest.find('-') != std::string_view::npos || utf8::count(rest) < 3) return {};
  std::string solid = std::string(folded.substr(0, hyphen)) + std::string(rest);
  const bool letter = utf8::count(folded.substr(0, hyphen)) == 1;
  if (letter && folded[0] != 'e' && lexicon.knows(solid)) return {};
  return solid;
}

std::vector<std::string> respelled(std::string_view folded, const Lexicon& lexicon) {
  std::vector<std::string> out;
  if (folded.size() < kShortest) return out;
  if (const std::size_t at = folded.find('\''); at != std::string_view::npos && at > 0) {
    std::string whole(folded);
    whole.erase(at, 1);
    out = standard_forms(whole, whole);
    if (out.empty() && lexicon.knows(whole)) out.push_back(whole);
    if (std::string longer = with_g(whole, lexicon); !longer.empty()) out.push_back(longer);
    return out;
  }
  const char last = folded.back();
  if ((last == 't' || last == 'a' || last == 'i') && !lexicon.knows(folded)) {
    if (std::string whole = with_g(folded, lexicon); !whole.empty()) out.push_back(whole);
  }
  if (std::string other = with_or_without_hyphen(folded, lexicon); !other.empty()) {
    out.push_back(other);
  }
  return out;
}

}  // namespace rodtrad::language
