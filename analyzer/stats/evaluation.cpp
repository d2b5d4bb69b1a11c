#include "analyzer/stats/evaluation.h"

#include <algorithm>
#include <map>
#include <set>

#include "analyzer/stats/agreement_table.h"
#include "analyzer/stats/bootstrap.h"
#include "analyzer/stats/nominal_measures.h"
#include "analyzer/stats/random.h"

namespace rodtrad::stats {
namespace {

using Weights = std::vector<double>;

/// Codes of one axis by number.
class Codes {
 public:
  void add(const std::vector<std::string>& names) { names_.insert(names.begin(), names.end()); }
  void add(const std::string& name) {
    if (!name.empty()) names_.insert(name);
  }
  void settle() { list_.assign(names_.begin(), names_.end()); }
  [[nodiscard]] std::int32_t of(const std::string& name) const {
    const auto found = std::lower_bound(list_.begin(), list_.end(), name);
    return static_cast<std::int32_t>(found - list_.begin());
  }
  [[nodiscard]] std::vector<std::int32_t> of(const std::vector<std::string>& names) const {
    std::vector<std::int32_t> out;
    for (const std::string& name : names) out.push_back(of(name));
    return out;
  }
  [[nodiscard]] const std::vector<std::string>& list() const { return list_; }
  /// The number that stands for "none".
  [[nodiscard]] std::int32_t none() const { return static_cast<std::int32_t>(list_.size()); }

 private:
  std::set<std::string> names_;
  std::vector<std::string> list_;
};

/// A unit with numbers for names; equal units are one profile.
struct Profile {
  std::vector<std::int32_t> themes;
  std::vector<std::int32_t> rule_themes;
  std::vector<std::int32_t> concepts;
  std::vector<std::int32_t> rule_concepts;
  std::int32_t level = -1;
  std::int32_t rule_level = -1;
  bool has_level = false;

  friend auto operator<=>(const Profile&, const Profile&) = default;
};

bool holds(const std::vector<std::int32_t>& list, std::int32_t code) {
  return std::find(list.begin(), list.end(), code) != list.end();
}

struct Tally {
  double hits = 0;
  double false_hits = 0;
  double misses = 0;
};

Statistic ratio(double part, double whole) {
  return whole > 0 ? Statistic(part / whole) : Statistic(Undefined::NoData);
}

EvaluationMeasure share(const char* name, double part, double whole) {
  return {name, ratio(part, whole), whole, whole};
}

/// F1 from the tallies: 2 hits / (n + predicted).
double f1_whole(const Tally& t) { return 2 * t.hits + t.false_hits + t.misses; }
Statistic f1(const Tally& t) { return ratio(2 * t.hits, f1_whole(t)); }

double or_zero(const Statistic& s) { return s.value.value_or(0); }

class Scores {
 public:
  explicit Scores(const std::vector<JudgedUnit>& units) {
    for (const JudgedUnit& unit : units) {
      themes_.add(unit.themes);
      gold_themes_.add(unit.themes);
      themes_.add(unit.rule_themes);
      concepts_.add(unit.concepts);
      concepts_.add(unit.rule_concepts);
      levels_.add(unit.level);
      levels_.add(unit.rule_level);
    }
    for (Codes* codes : {&themes_, &gold_themes_, &concepts_, &levels_}) codes->settle();
    std::map<Profile, std::uint32_t> numbers;
    for (const JudgedUnit& unit : units) {
      const auto [found, fresh] =
          numbers.emplace(profile(unit), static_cast<std::uint32_t>(numbers.size()));
      if (fresh) profiles_.push_back(found->first);
      profile_of_unit_.push_back(found->second);
    }
    theme_pairs_ = pairs(
        themes_, [](const Profile& p) { return first(p.themes); },
        [](const Profile& p) { return first(p.rule_themes); });
    level_pairs_ = pairs(
        levels_, [](const Profile& p) { return p.level; },
        [](const Profile& p) { return p.rule_level; });
    works_with_concepts_ = std::any_of(units.begin(), units.end(),
                                       [](const auto& unit) { return !unit.concepts.empty(); });
  }

  [[nodiscard]] Weights fold(const std::vector<JudgedUnit>& units, const Weights& times) const {
    Weights out(profiles_.size(), 0.0);
    for (std::size_t u = 0; u < profile_of_unit_.size(); ++u) {
      out[profile_of_unit_[u]] += times[u] * units[u].weight;
    }
    return out;
  }

  /// Judged units, whatever number of others each stands for.
  [[nodiscard]] Weights judged() const {
    Weights out(profiles_.size(), 0.0);
    for (const std::uint32_t profile : profile_of_unit_) out[profile] += 1;
    return out;
  }

  [[nodiscard]] std::vector<EvaluationMeasure> measures(const Weights& w) const {
    double n = 0;
    double covered = 0;
    double themes = 0;
    double top1 = 0;
    double top1_covered = 0;
    double any = 0;
    double levels = 0;
    double with_level = 0;
    double level_covered = 0;
    double cells = 0;
    for (std::size_t p = 0; p < profiles_.size(); ++p) {
      const Profile& unit = profiles_[p];
      const bool first_right = first(unit.themes) == first(unit.rule_themes);
      const bool level_right = unit.has_level && unit.level == unit.rule_level;
      n += w[p];
      covered += unit.rule_themes.empty() ? 0 : w[p];
      themes += w[p] * static_cast<double>(unit.rule_themes.size());
      top1 += first_right ? w[p] : 0;
      top1_covered += first_right && !unit.rule_themes.empty() ? w[p] : 0;
      any += any_hit(unit) ? w[p] : 0;
      with_level += unit.has_level ? w[p] : 0;
      level_covered += unit.has_level && unit.rule_level != levels_.none() ? w[p] : 0;
      levels += level_right ? w[p] : 0;
      cells += first_right && level_right ? w[p] : 0;
    }
    const NominalMeasures theme = nominal_measures(theme_pairs_, w);
    const NominalMeasures level = nominal_measures(level_pairs_, w);
    std::vector<EvaluationMeasure> out = {
        share("coverage", covered, n), share("themes_per_unit", themes, n),
        share("theme_top1", top1, n), share("theme_top1_of_covered", top1_covered, covered),
        share("theme_any_hit", any, n)};
    add_micro_and_macro(tally(CodeAxis::Theme, w), out);
    out.push_back({"theme_kappa", theme.cohen, theme.paired, theme.paired});
    out.push_back({"theme_alpha", theme.alpha, theme.paired, theme.paired});
    out.push_back(share("level_coverage", level_covered, with_level));
    out.push_back(share("level_accuracy", levels, with_level));
    out.push_back(share("level_accuracy_of_covered", levels, level_covered));
    out.push_back({"level_kappa", level.cohen, level.paired, level.paired});
    out.push_back({"level_alpha", level.alpha, level.paired, level.paired});
    out.push_back(share("cell_accuracy", cells, with_level));
    return out;
  }

  [[nodiscard]] std::vector<CodeScore> codes(const Weights& w) const {
    std::vector<CodeScore> out;
    add_codes(CodeAxis::Theme, w, out);
    if (works_with_concepts_) add_codes(CodeAxis::Concept, w, out);
    add_codes(CodeAxis::Level, w, out);
    return out;
  }

  [[nodiscard]] Confusion confusion(CodeAxis axis, const Weights& w) const {
    const bool theme = axis == CodeAxis::Theme;
    const Codes& codes = theme ? themes_ : levels_;
    const Ratings& pairs = theme ? theme_pairs_ : level_pairs_;
    std::vector<std::string> names = codes.list();
    names.emplace_back();
    Confusion out{names, names, std::vector<Weights>(names.size(), Weights(names.size(), 0.0))};
    for (std::size_t p = 0; p < pairs.units(); ++p) {
      if (pairs.value(p, 0) == kMissing) continue;
      out.cells[static_cast<std::size_t>(pairs.value(p, 0))]
               [static_cast<std::size_t>(pairs.value(p, 1))] += w[p];
    }
    return out;
  }

 private:
  static std::int32_t first(const std::vector<std::int32_t>& list) {
    return list.empty() ? -1 : list.front();
  }

  [[nodiscard]] Profile profile(const JudgedUnit& unit) const {
    return {.themes = themes_.of(unit.themes),
            .rule_themes = themes_.of(unit.rule_themes),
            .concepts = concepts_.of(unit.concepts),
            .rule_concepts = concepts_.of(unit.rule_concepts),
            .level = unit.level.empty() ? -1 : levels_.of(unit.level),
            .rule_level = unit.rule_level.empty() ? levels_.none() : levels_.of(unit.rule_level),
            .has_level = !unit.level.empty()};
  }

  /// Two coders, one category a code and one for "none"; levels the person did not give are
  /// missing.
  template <class Person, class Rules>
  [[nodiscard]] Ratings pairs(const Codes& codes, Person person, Rules rules) const {
    const bool levels = &codes == &levels_;
    Ratings out{.coders = 2, .categories = codes.list().size() + 1};
    for (const Profile& p : profiles_) {
      const std::int32_t none = codes.none();
      const auto number = [none](std::int32_t code) { return code < 0 ? none : code; };
      const bool missing = levels && !p.has_level;
      out.values.push_back(missing ? kMissing : number(person(p)));
      out.values.push_back(missing ? kMissing : number(rules(p)));
    }
    return out;
  }

  static bool any_hit(const Profile& unit) {
    if (unit.themes.empty()) return unit.rule_themes.empty();
    return std::any_of(unit.themes.begin(), unit.themes.end(),
                       [&](std::int32_t theme) { return holds(unit.rule_themes, theme); });
  }

  [[nodiscard]] std::vector<Tally> tally(CodeAxis axis, const Weights& w) const {
    const Codes& codes = axis == CodeAxis::Theme     ? themes_
                         : axis == CodeAxis::Concept ? concepts_
                                                     : levels_;
    std::vector<Tally> out(codes.list().size());
    const auto at = [&out](std::int32_t code) -> Tally& {
      return out[static_cast<std::size_t>(code)];
    };
    for (std::size_t p = 0; p < profiles_.size(); ++p) {
      const Profile& unit = profiles_[p];
      if (axis == CodeAxis::Level) {
        if (!unit.has_level) continue;
        const bool given = unit.rule_level != levels_.none();
        if (given && unit.level == unit.rule_level) {
          at(unit.level).hits += w[p];
          continue;
        }
        at(unit.level).misses += w[p];
        if (given) at(unit.rule_level).false_hits += w[p];
        continue;
      }
      const auto& person = axis == CodeAxis::Theme ? unit.themes : unit.concepts;
      const auto& rules = axis == CodeAxis::Theme ? unit.rule_themes : unit.rule_concepts;
      for (const std::int32_t code : person) {
        (holds(rules, code) ? at(code).hits : at(code).misses) += w[p];
      }
      for (const std::int32_t code : rules) {
        if (!holds(person, code)) at(code).false_hits += w[p];
      }
    }
    return out;
  }

  void add_micro_and_macro(const std::vector<Tally>& tallies,
                           std::vector<EvaluationMeasure>& out) const {
    Tally all;
    double precision = 0;
    double recall = 0;
    double f = 0;
    for (const Tally& t : tallies) {
      all.hits += t.hits;
      all.false_hits += t.false_hits;
      all.misses += t.misses;
    }
    for (const std::string& theme : gold_themes_.list()) {
      const Tally& t = tallies[static_cast<std::size_t>(themes_.of(theme))];
      precision += or_zero(ratio(t.hits, t.hits + t.false_hits));
      recall += or_zero(ratio(t.hits, t.hits + t.misses));
      f += or_zero(f1(t));
    }
    const auto themes = static_cast<double>(gold_themes_.list().size());
    out.push_back(share("theme_micro_precision", all.hits, all.hits + all.false_hits));
    out.push_back(share("theme_micro_recall", all.hits, all.hits + all.misses));
    out.push_back(share("theme_micro_f1", 2 * all.hits, f1_whole(all)));
    const double codings = all.hits + all.false_hits + all.misses;
    for (EvaluationMeasure mean :
         {share("theme_macro_precision", precision, themes),
          share("theme_macro_recall", recall, themes), share("theme_macro_f1", f, themes)}) {
      mean.cases = codings;
      out.push_back(std::move(mean));
    }
  }

  void add_codes(CodeAxis axis, const Weights& w, std::vector<CodeScore>& out) const {
    const Codes& codes = axis == CodeAxis::Theme     ? themes_
                         : axis == CodeAxis::Concept ? concepts_
                                                     : levels_;
    double n = 0;
    for (std::size_t p = 0; p < profiles_.size(); ++p) {
      n += axis == CodeAxis::Level && !profiles_[p].has_level ? 0 : w[p];
    }
    static const Ratings has_it{.coders = 2, .categories = 2, .values = {1, 1, 0, 1, 1, 0, 0, 0}};
    const std::vector<Tally> tallies = tally(axis, w);
    for (std::size_t c = 0; c < tallies.size(); ++c) {
      const Tally& t = tallies[c];
      const double rest = std::max(0.0, n - t.hits - t.false_hits - t.misses);
      const NominalMeasures both = nominal_measures(has_it, {t.hits, t.false_hits, t.misses, rest});
      CodeScore score{.axis = axis, .code = codes.list()[c]};
      score.n = t.hits + t.misses;
      score.predicted = t.hits + t.false_hits;
      score.hits = t.hits;
      score.figures = {ratio(t.hits, score.predicted), ratio(t.hits, score.n), f1(t), both.cohen,
                       both.alpha};
      const double either = t.hits + t.false_hits + t.misses;
      score.cases = {score.predicted, score.n, either, either, either};
      out.push_back(std::move(score));
    }
  }

  Codes themes_;
  Codes gold_themes_;
  Codes concepts_;
  Codes levels_;
  std::vector<Profile> profiles_;
  std::vector<std::uint32_t> profile_of_unit_;
  Ratings theme_pairs_;
  Ratings level_pairs_;
  bool works_with_concepts_ = false;
};

/// How many judged cases each figure rests on: the same sums with every unit counted once.
void count_cases(const Scores& scores, Evaluation& out) {
  const Weights judged = scores.judged();
  const std::vector<EvaluationMeasure> measures = scores.measures(judged);
  for (std::size_t m = 0; m < measures.size(); ++m) {
    out.measures[m].n = measures[m].n;
    out.measures[m].cases = measures[m].cases;
  }
  const std::vector<CodeScore> codes = scores.codes(judged);
  for (std::size_t c = 0; c < codes.size(); ++c) out.codes[c].cases = codes[c].cases;
}

/// None for a figure of too few cases, nor where every draw gave the same: that says how little the
/// draws can tell, not how sure the figure is.
std::optional<Interval> interval(const Statistic& value, double cases, std::vector<double>& drawn,
                                 std::size_t rounds) {
  if (!value.defined() || cases < kFewestCases) return std::nullopt;
  const std::optional<Interval> found = middle_95(drawn, rounds);
  return found && found->low < found->high ? found : std::nullopt;
}

/// Whole groups when there are enough of them, else units.
class Draw {
 public:
  Draw(const std::vector<JudgedUnit>& units, std::uint64_t seed) : random_(seed) {
    std::map<std::string, std::uint32_t> groups;
    for (const JudgedUnit& unit : units) {
      const std::string& name = unit.group.empty() ? unit.id : unit.group;
      group_of_unit_.push_back(
          groups.emplace(name, static_cast<std::uint32_t>(groups.size())).first->second);
    }
    groups_ = groups.size();
    by_groups_ = groups_ >= kDocumentsToDraw;
  }
  [[nodiscard]] bool by_groups() const { return by_groups_ && groups_ < group_of_unit_.size(); }

  Weights next() {
    const std::size_t things = by_groups_ ? groups_ : group_of_unit_.size();
    Weights drawn(things, 0.0);
    for (std::size_t i = 0; i < things; ++i) drawn[random_.below(things)] += 1;
    if (!by_groups_) return drawn;
    Weights times;
    for (const std::uint32_t group : group_of_unit_) times.push_back(drawn[group]);
    return times;
  }

 private:
  Random random_;
  std::vector<std::uint32_t> group_of_unit_;
  std::size_t groups_ = 0;
  bool by_groups_ = false;
};

}  // namespace

Evaluation evaluate(const std::vector<JudgedUnit>& units, const EvaluationOptions& options) {
  const Scores scores(units);
  const Weights once = scores.fold(units, Weights(units.size(), 1.0));
  Evaluation out;
  out.units = units.size();
  out.weighted =
      std::any_of(units.begin(), units.end(), [](const auto& unit) { return unit.weight != 1; });
  out.measures = scores.measures(once);
  out.codes = scores.codes(once);
  count_cases(scores, out);
  out.themes = scores.confusion(CodeAxis::Theme, once);
  out.levels = scores.confusion(CodeAxis::Level, once);
  out.seed = options.seed;
  out.resamples = units.size() < 2 ? 0 : options.resamples;
  Draw draw(units, options.seed);
  out.by_groups = draw.by_groups();

  constexpr std::size_t kFigures = CodeScore::kFigures;
  std::vector<std::vector<double>> whole(out.measures.size());
  std::vector<std::vector<double>> parts(out.codes.size() * kFigures);
  for (std::size_t round = 0; round < out.resamples; ++round) {
    const Weights w = scores.fold(units, draw.next());
    const auto measures = scores.measures(w);
    for (std::size_t m = 0; m < measures.size(); ++m) {
      if (measures[m].value.defined()) whole[m].push_back(*measures[m].value.value);
    }
    const auto codes = scores.codes(w);
    for (std::size_t c = 0; c < codes.size(); ++c) {
      for (std::size_t f = 0; f < kFigures; ++f) {
        if (codes[c].figures[f].defined()) {
          parts[c * kFigures + f].push_back(*codes[c].figures[f].value);
        }
      }
    }
  }
  for (std::size_t m = 0; m < out.measures.size(); ++m) {
    EvaluationMeasure& measure = out.measures[m];
    measure.interval = interval(measure.value, measure.cases, whole[m], out.resamples);
  }
  for (std::size_t c = 0; c < out.codes.size(); ++c) {
    CodeScore& code = out.codes[c];
    for (std::size_t f = 0; f < kFigures; ++f) {
      code.intervals[f] =
          interval(code.figures[f], code.cases[f], parts[c * kFigures + f], out.resamples);
    }
  }
  return out;
}

}  // namespace rodtrad::stats
