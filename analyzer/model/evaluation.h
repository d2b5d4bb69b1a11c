#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/model/agreement.h"
#include "analyzer/model/coding.h"
#include "analyzer/model/statistic.h"

/// The rule set against a person's own coding of the same units.
namespace rodtrad {

/// Why the rules gave a unit a theme: the first indicator that hit.
struct RuleReason {
  std::string theme;
  std::string indicator;
  std::string found;  ///< the words in the text
};

/// A unit a person has judged, with what the rules say of it. Codes are keys.
struct JudgedUnit {
  std::string id;
  std::string document;
  std::uint32_t begin = 0;  ///< code points
  std::uint32_t end = 0;
  std::string text;
  std::string group{};                ///< drawn together for intervals
  std::vector<std::string> themes{};  ///< the person's; the first is the main one
  std::vector<std::string> concepts{};
  std::string level{};                     ///< empty: the person gave none
  std::vector<std::string> rule_themes{};  ///< by falling score
  std::vector<std::string> rule_concepts{};
  std::string rule_level{};  ///< of the first theme; else the default level
  LevelBasis level_basis = LevelBasis::None;
  std::string level_words{};  ///< the cue, heading or attribute behind it
  std::vector<RuleReason> reasons{};
  double weight = 1;  ///< units it stands for in a stratified sample
};

/// Figures that rest on fewer cases get no interval: a bootstrap of three hits out of three draws
/// the same three every time and would call it certain.
inline constexpr double kFewestCases = 5;

/// A figure of the whole.
struct EvaluationMeasure {
  std::string name;  ///< e.g. `theme_top1`
  Statistic value{};
  double n = 0;      ///< what the value is a share or mean of, as judged: not weighted
  double cases = 0;  ///< what it rests on: n, but for means over themes their codings
  std::optional<Interval> interval{};
};

/// One code: a person's n, the rules' predicted, both: hits.
struct CodeScore {
  enum Figure : std::uint8_t { Precision, Recall, F1, Kappa, Alpha, kFigures };
  CodeAxis axis = CodeAxis::Theme;
  std::string code;
  double n = 0;
  double predicted = 0;
  double hits = 0;
  std::array<Statistic, kFigures> figures{};
  /// Units behind each figure, as judged: of kappa and alpha those where either gave the code.
  std::array<double, kFigures> cases{};
  std::array<std::optional<Interval>, kFigures> intervals{};
};

/// How often the person's code (row) met the rules' first (column); empty code: none.
struct Confusion {
  std::vector<std::string> rows{};
  std::vector<std::string> columns{};
  std::vector<std::vector<double>> cells{};
};

struct Evaluation {
  std::size_t units = 0;
  bool weighted = false;
  std::vector<EvaluationMeasure> measures{};
  std::vector<CodeScore> codes{};
  Confusion themes{};
  Confusion levels{};
  std::size_t resamples = 0;
  std::uint64_t seed = 0;
  bool by_groups = false;  ///< whole documents or groups were drawn, else units
};

/// Units drawn to be judged by hand, so that every theme, level and the uncoded are among them.
struct DrawnSample {
  struct Stratum {
    ThemeId theme{};  ///< not valid: uncoded
    LevelId level{};
    std::size_t units = 0;
    std::size_t drawn = 0;
  };
  std::vector<std::uint32_t> units{};  ///< positions in Analysis::units, ascending
  std::vector<Stratum> strata{};
  std::uint64_t seed = 0;
};

}  // namespace rodtrad
