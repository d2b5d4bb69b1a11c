#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/base/diagnostic.h"
#include "analyzer/model/ids.h"

/// A Gioia-style codebook: first-order concepts in second-order themes in aggregate dimensions,
/// and levels as an axis of their own. Flat lists joined by ids; every entry knows its place.
namespace rodtrad {

enum class CompoundRole : std::uint8_t { None, Head, Modifier, Any };
enum class PartOfSpeech : std::uint8_t { Any, Noun, Verb, Adjective };

/// How a concept, theme or level shows in text: a rule and its exceptions.
struct Indicator {
  std::string match;  ///< in the rule language, as written
  std::optional<CompoundRole> compound{};
  std::vector<std::string> forms{};    ///< further forms of the rule's words
  std::vector<std::string> exclude{};  ///< forms that never count
  PartOfSpeech pos = PartOfSpeech::Any;
  std::string note{};
  Place place{};              ///< of the first character of `match`
  SourceLine source_line{};  ///< the codebook line it stands on
};

struct Level {
  std::string key;
  std::string label;
  std::string definition{};
  std::vector<IndicatorId> indicators{};
  bool is_default = false;
  Place place{};
};

struct Dimension {
  std::string key;
  std::string label;
  std::string definition{};
  Place place{};
};

struct Theme {
  std::string key;
  std::string label;
  DimensionId dimension{};
  std::string definition{};
  std::string why{};
  std::string color{};
  std::vector<IndicatorId> indicators{};
  std::vector<ConceptId> concepts{};
  Place place{};
};

struct Example {
  std::string text;
  Place place{};
};

struct Concept {
  std::string key;
  std::string label;
  ThemeId theme{};
  std::string definition{};
  std::string include{};
  std::string exclude{};
  std::vector<IndicatorId> indicators{};
  std::vector<IndicatorId> unless{};
  LevelId level{};  ///< fixes the level of its codings when valid
  std::vector<Example> examples{};
  std::vector<Example> counterexamples{};
  Place place{};
};

/// A named list: its rules are alternatives wherever `$name` is written.
struct RuleList {
  std::string name;
  std::vector<IndicatorId> rules{};
  Place place{};
};

struct Codebook {
  std::string key;
  std::string version;
  std::string language = "sv";
  std::string title;
  std::string description{};
  std::vector<Level> levels{};
  std::vector<Dimension> dimensions{};
  std::vector<Theme> themes{};
  std::vector<Concept> concepts{};
  std::vector<Indicator> indicators{};
  std::vector<RuleList> lists{};
  std::string file{};
  std::string sha256{};

  [[nodiscard]] LevelId default_level() const {
    for (std::size_t i = 0; i < levels.size(); ++i) {
      if (levels[i].is_default) return LevelId(i);
    }
    return {};
  }
};

}  // namespace rodtrad
