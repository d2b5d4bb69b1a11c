#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/model/ids.h"

/// What a model learned from people's coding proposes. Nothing here is a coding: it becomes one
/// when a person accepts it, or when the run asks for suggestions to be counted.
namespace rodtrad {

/// A word (or pair of words, part of a compound, hit of a rule) that speaks for the proposal.
struct CarryingWord {
  std::string word{};
  double weight = 0;
};

struct Suggestion {
  enum class Because : std::uint8_t { Silent, Competing, LevelOpen };
  Because because = Because::Silent;
  UnitId unit{};
  ThemeId theme{};      ///< not valid for LevelOpen
  LevelId level{};      ///< of LevelOpen
  double strength = 0;  ///< how far the proposal is ahead of the second best, in log-odds
  std::vector<CarryingWord> words{};  ///< heaviest first
};

/// A word that people's codings of a theme share and that the theme's rules do not look for.
struct SuggestedWord {
  ThemeId theme{};
  std::string word{};
  double weight = 0;
  std::size_t items = 0;   ///< learned passages of the theme that hold it
  std::size_t others = 0;  ///< of other themes
};

struct Suggestions {
  std::size_t learned_from = 0;  ///< passages
  std::vector<Suggestion> suggestions{};
  std::vector<SuggestedWord> words{};
};

}  // namespace rodtrad
