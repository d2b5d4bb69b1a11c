#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/model/count_table.h"
#include "analyzer/model/ids.h"

/// How the codings spread over what is known of the respondents: role, organisation, own level,
/// group, question. Results only; `stats` computes them, `report` shows them.
namespace rodtrad {

/// Nobody or nothing in particular, in lists of numbers by unit.
inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// Units told apart by the values of one or more attributes. Only combinations that occur in the
/// material are groups: a question never asked of somebody is none.
struct Grouping {
  std::vector<std::string> attributes{};           ///< names, as the material writes them
  std::vector<std::vector<std::string>> groups{};  ///< values of each group; "" where not known
  std::vector<std::uint32_t> of_unit{};            ///< by unit
};

/// Everything said in one group, coded or not: the denominators.
struct GroupTotals {
  std::uint64_t units = 0;
  std::uint64_t documents = 0;
  std::uint64_t speakers = 0;
  std::uint64_t words = 0;
  std::uint32_t respondents = 0;  ///< see Respondents

  friend bool operator==(const GroupTotals&, const GroupTotals&) = default;
};

/// One cell. Without a concept: the whole theme, where a unit counts once however many concepts
/// hit. In `Crosstab::margins` the level is not valid and all levels are counted together.
struct CrosstabCell {
  ThemeId theme{};
  ConceptId concept_id{};
  LevelId level{};
  std::uint32_t group = 0;
  Counts counts{};
  std::uint32_t respondents = 0;
};

/// Theme x concept x level x group.
struct Crosstab {
  Grouping grouping{};
  std::vector<GroupTotals> totals{};    ///< by group
  std::vector<CrosstabCell> cells{};    ///< theme, concept, level, group; zeros included
  std::vector<CrosstabCell> margins{};  ///< theme, concept, group; all levels together
  bool has_unlevelled = false;          ///< some coding has no level: cells without a level exist

  /// Share of the group's words that stand in the cell's units; nothing where no word was said.
  [[nodiscard]] std::optional<double> share(const CrosstabCell& cell) const {
    const std::uint64_t all = totals.at(cell.group).words;
    if (all == 0) return std::nullopt;
    return static_cast<double>(cell.counts.words) / static_cast<double>(all);
  }
};

/// Whom "n of N" counts: persons where the material tells them apart, else groups, else documents.
enum class RespondentKind { Persons, Groups, Documents };

struct Respondent {
  std::string document{};             ///< where they first speak
  std::string label{};                ///< printed speaker or group name; empty when nobody named
  std::vector<std::string> values{};  ///< of the compared attributes, several joined by " / "
  std::uint64_t units = 0;
  std::uint64_t words = 0;
  std::vector<std::uint64_t> by_theme{};    ///< units in each theme
  std::vector<std::uint64_t> by_concept{};  ///< units in each concept
};

struct Respondents {
  RespondentKind kind = RespondentKind::Persons;
  std::vector<Respondent> list{};
  std::vector<std::uint32_t> of_unit{};  ///< by unit; kNone for nobody
};

enum class CodeKind { Theme, Concept, Level };

/// Within what two codes meet.
enum class CodeScope { Unit, Turn, Neighbourhood };

/// How often two themes, or two concepts, meet. All counts are of distinct units, turns or
/// neighbourhoods, so c = n_ab / (n_a + n_b - n_ab) never passes 1.
struct CodePair {
  CodeKind kind = CodeKind::Theme;
  std::uint32_t a = 0;  ///< position in the codebook's list, a < b
  std::uint32_t b = 0;
  CodeScope scope = CodeScope::Unit;
  std::uint64_t n_a = 0;
  std::uint64_t n_b = 0;
  std::uint64_t n_ab = 0;

  /// Nothing when neither occurs.
  [[nodiscard]] std::optional<double> c() const {
    const std::uint64_t either = n_a + n_b - n_ab;
    if (either == 0) return std::nullopt;
    return static_cast<double>(n_ab) / static_cast<double>(either);
  }
  friend bool operator==(const CodePair&, const CodePair&) = default;
};

/// Does it differ between the groups how many respondents speak of a theme? Rows are the values of
/// one attribute, columns those who do and those who do not.
struct GroupTest {
  std::string attribute{};
  ThemeId theme{};
  std::vector<std::string> values{};
  std::vector<std::uint64_t> with{};     ///< by value
  std::vector<std::uint64_t> without{};  ///< by value
  std::optional<double> chi2{};
  std::optional<std::uint32_t> df{};
  std::optional<double> p{};
  std::optional<double> cramers_v{};
  std::optional<double> fisher_p{};  ///< exact, where expected counts are small
  std::optional<double> p_holm{};  ///< of the p to read, corrected for the tests of this attribute
  std::vector<std::string> warnings{};
  std::string undefined{};  ///< why there is no test
};

/// Everything `compare` shows.
struct Comparison {
  Crosstab crosstab{};                   ///< all attributes crossed
  std::vector<Crosstab> by_attribute{};  ///< one for each, when there are several
  std::optional<Crosstab> own_level{};   ///< the cube: level spoken of x speaker's own level
  Respondents respondents{};
  std::vector<CodePair> pairs{};
  std::uint32_t near = 1;  ///< units on each side in a neighbourhood
  std::vector<GroupTest> tests{};
};

}  // namespace rodtrad
