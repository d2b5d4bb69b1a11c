#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/model/statistic.h"

/// Several coders' judgements about the same material, and how far they agree. Coders may have
/// marked different stretches of text, so their marks are laid on common units first.
namespace rodtrad {

/// One mark of one coder: a stretch of a document and what it is about. Offsets are code points.
struct CodedSpan {
  std::string document;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text{};
  std::string theme{};  ///< key; empty: looked at, nothing found
  std::string concept_key{};
  std::string level{};

  friend auto operator<=>(const CodedSpan&, const CodedSpan&) = default;
};

struct CoderCodings {
  std::string coder;
  std::vector<CodedSpan> spans{};
  std::vector<std::string> documents{};  ///< read in full; empty: those of `spans`
  /// The coder listed units one by one, also those without a code: nothing else was judged.
  bool lists_every_unit = false;
};

/// A unit that coders can be compared on.
struct PlacedUnit {
  std::string document;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text{};

  friend auto operator<=>(const PlacedUnit&, const PlacedUnit&) = default;
};

enum class CodeAxis : std::uint8_t { Theme, Concept, Level };

/// What every coder gave every unit on one axis. Several codes of a unit are all kept.
struct AxisJudgements {
  std::vector<std::string> codes{};                 ///< in alphabetical order of their keys
  std::vector<std::vector<std::uint32_t>> given{};  ///< unit by unit, one ascending list a coder
};

struct CodedUnits {
  std::vector<std::string> coders{};  ///< in alphabetical order
  std::vector<PlacedUnit> units{};    ///< by document and place
  std::vector<char> judged{};         ///< unit by unit, one flag a coder
  AxisJudgements themes{};
  AxisJudgements concepts{};
  AxisJudgements levels{};
  std::vector<char> uses_concepts{};  ///< one flag a coder: gave a concept somewhere
  bool knows_uncoded = false;         ///< the units nobody coded are there too
  std::vector<CoderCodings> marks{};  ///< as marked, by coder: for measures of unitizing

  [[nodiscard]] const AxisJudgements& axis(CodeAxis which) const {
    return which == CodeAxis::Theme ? themes : which == CodeAxis::Concept ? concepts : levels;
  }
  [[nodiscard]] bool was_judged(std::size_t unit, std::size_t coder) const {
    return judged[unit * coders.size() + coder] != 0;
  }
  /// What a coder did not judge is missing, not "no code": levels where they gave none, and
  /// concepts altogether when they work without them.
  [[nodiscard]] bool was_judged(CodeAxis which, std::size_t unit, std::size_t coder) const {
    if (!was_judged(unit, coder)) return false;
    if (which == CodeAxis::Concept) return uses_concepts[coder] != 0;
    return which == CodeAxis::Theme || !given(which, unit, coder).empty();
  }
  [[nodiscard]] const std::vector<std::uint32_t>& given(CodeAxis which, std::size_t unit,
                                                        std::size_t coder) const {
    return axis(which).given[unit * coders.size() + coder];
  }
};

/// What a number is about: units that somebody coded, all units, or marked text.
enum class AgreementScope : std::uint8_t { CodedUnits, AllUnits, Text };

/// One figure of agreement.
struct AgreementRow {
  std::string measure;  ///< e.g. `krippendorff_alpha`
  CodeAxis axis = CodeAxis::Theme;
  AgreementScope scope = AgreementScope::CodedUnits;
  std::string code{};  ///< empty: all codes of the axis together
  Statistic value{};
  std::optional<Interval> interval{};
  double n = 0;  ///< units that at least two judged; characters for measures of text
  std::size_t coders = 0;
  std::string note{};  ///< the variant: `by_units`, `exact_sets`, `masi`, `mean_of_pairs` …
};

/// Two coders by themselves, over all codes of an axis: what a mean over the pairs hides.
struct PairAgreement {
  CodeAxis axis = CodeAxis::Theme;
  AgreementScope scope = AgreementScope::CodedUnits;
  std::size_t first = 0;  ///< positions in CodedUnits::coders
  std::size_t second = 0;
  Statistic percent{};
  Statistic kappa{};  ///< Cohen's
  double n = 0;       ///< units that both judged
};

struct Agreement {
  std::vector<AgreementRow> rows{};
  std::vector<PairAgreement> pairs{};  ///< of axes with more than two coders
  std::size_t resamples = 0;
  std::uint64_t seed = 0;
  bool by_documents = false;  ///< what was drawn anew for the intervals: documents, else units
  std::size_t documents = 0;
};

}  // namespace rodtrad
