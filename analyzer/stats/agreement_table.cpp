#include "analyzer/stats/agreement_table.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "analyzer/stats/agreement.h"
#include "analyzer/stats/bootstrap.h"
#include "analyzer/stats/nominal_measures.h"
#include "analyzer/stats/random.h"
#include "analyzer/stats/unitizing.h"

namespace rodtrad::stats {
namespace {

using Set = std::vector<std::uint32_t>;
using Weights = std::vector<double>;
/// Takes the rows one after another, always in the same order.
using Sink = std::function<void(AgreementRow&&)>;

/// One code of an axis: units that look alike to it (who has it, who not, who did not judge).
struct CodeTable {
  Ratings patterns{};
  std::vector<std::uint32_t> pattern_of_profile{};
};

/// One axis with equal units folded together: what every coder gave is a unit's profile.
struct AxisTable {
  CodeAxis axis = CodeAxis::Theme;
  const AxisJudgements* judgements = nullptr;
  std::vector<std::size_t> coders{};  ///< those who judged anything on the axis
  Ratings sets{};                     ///< profiles x coders; a category is an exact set of codes
  std::vector<Set> set_of_category{};
  std::vector<char> coded{};  ///< somebody gave this profile a code
  std::vector<std::uint32_t> profile_of_unit{};
  std::vector<CodeTable> codes{};
  Matrix masi{0};
  Matrix jaccard{0};
  bool several_codes = false;  ///< some coder gave some unit more than one

  [[nodiscard]] std::size_t profiles() const { return coded.size(); }
  /// The weights without the profiles that nobody gave a code.
  [[nodiscard]] Weights only_coded(Weights weights) const {
    for (std::size_t p = 0; p < weights.size(); ++p) {
      if (coded[p] == 0) weights[p] = 0;
    }
    return weights;
  }
};

/// Levels that nobody gave are missing, so there are no "all units" of them.
bool measures_all_units(const CodedUnits& coded, CodeAxis axis) {
  return coded.knows_uncoded && axis != CodeAxis::Level;
}

/// Numbers values by first appearance.
template <class Key>
class Numbering {
 public:
  std::uint32_t of(const Key& key) {
    return numbers_.emplace(key, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }
  [[nodiscard]] std::vector<Key> in_order() const {
    std::vector<Key> out(numbers_.size());
    for (const auto& [key, number] : numbers_) out[number] = key;
    return out;
  }

 private:
  std::map<Key, std::uint32_t> numbers_;
};

CodeTable code_table(const AxisTable& table, std::uint32_t code) {
  CodeTable out;
  Numbering<std::vector<std::int32_t>> patterns;
  for (std::size_t p = 0; p < table.profiles(); ++p) {
    std::vector<std::int32_t> pattern;
    for (std::size_t c = 0; c < table.sets.coders; ++c) {
      const std::int32_t category = table.sets.value(p, c);
      if (category == kMissing) {
        pattern.push_back(kMissing);
        continue;
      }
      const Set& set = table.set_of_category[static_cast<std::size_t>(category)];
      pattern.push_back(std::binary_search(set.begin(), set.end(), code) ? 1 : 0);
    }
    out.pattern_of_profile.push_back(patterns.of(pattern));
  }
  out.patterns.coders = table.sets.coders;
  out.patterns.categories = 2;
  for (const auto& pattern : patterns.in_order()) {
    out.patterns.values.insert(out.patterns.values.end(), pattern.begin(), pattern.end());
  }
  return out;
}

/// Sets that are too many to be compared with each other a thousand times.
constexpr std::size_t kMostSets = 1000;

void add_set_distances(AxisTable& table) {
  const std::size_t q = table.set_of_category.size();
  if (table.axis == CodeAxis::Level || q > kMostSets) return;
  table.masi = Matrix(q);
  table.jaccard = Matrix(q);
  for (std::size_t a = 0; a < q; ++a) {
    for (std::size_t b = 0; b < q; ++b) {
      table.masi(a, b) = masi_distance(table.set_of_category[a], table.set_of_category[b]);
      table.jaccard(a, b) = jaccard_distance(table.set_of_category[a], table.set_of_category[b]);
    }
  }
}

/// The coders who judged anything on the axis. The others are no coders of it: their empty columns
/// would turn complete judgements into missing ones.
std::vector<std::size_t> coders_of(const CodedUnits& coded, CodeAxis axis) {
  std::vector<std::size_t> out;
  for (std::size_t c = 0; c < coded.coders.size(); ++c) {
    for (std::size_t u = 0; u < coded.units.size(); ++u) {
      if (!coded.was_judged(axis, u, c)) continue;
      out.push_back(c);
      break;
    }
  }
  return out;
}

AxisTable axis_table(const CodedUnits& coded, CodeAxis axis) {
  AxisTable out{.axis = axis, .judgements = &coded.axis(axis), .coders = coders_of(coded, axis)};
  Numbering<Set> sets;
  Numbering<std::vector<std::int32_t>> profiles;
  for (std::size_t u = 0; u < coded.units.size(); ++u) {
    std::vector<std::int32_t> profile;
    for (const std::size_t c : out.coders) {
      const Set& given = coded.given(axis, u, c);
      out.several_codes = out.several_codes || given.size() > 1;
      profile.push_back(coded.was_judged(axis, u, c) ? static_cast<std::int32_t>(sets.of(given))
                                                     : kMissing);
    }
    out.profile_of_unit.push_back(profiles.of(profile));
  }
  out.set_of_category = sets.in_order();
  out.sets.coders = out.coders.size();
  out.sets.categories = out.set_of_category.size();
  for (const auto& profile : profiles.in_order()) {
    out.sets.values.insert(out.sets.values.end(), profile.begin(), profile.end());
    out.coded.push_back(std::any_of(profile.begin(), profile.end(), [&](std::int32_t set) {
      return set != kMissing && !out.set_of_category[static_cast<std::size_t>(set)].empty();
    }));
  }
  for (std::size_t code = 0; code < out.judgements->codes.size(); ++code) {
    out.codes.push_back(code_table(out, static_cast<std::uint32_t>(code)));
  }
  add_set_distances(out);
  return out;
}

/// Alpha over sets from the profiles' own pairs: no matrix of coincidences.
Statistic alpha_over_sets(const Ratings& sets, const Weights& weights, const Matrix& distance) {
  Weights marginals(sets.categories, 0.0);
  double values = 0;
  double observed = 0;
  for (std::size_t p = 0; p < sets.units(); ++p) {
    if (weights[p] <= 0) continue;
    double judged = 0;
    for (std::size_t c = 0; c < sets.coders; ++c) judged += sets.value(p, c) != kMissing ? 1 : 0;
    if (judged < 2) continue;
    values += weights[p] * judged;
    for (std::size_t a = 0; a < sets.coders; ++a) {
      if (sets.value(p, a) == kMissing) continue;
      marginals[static_cast<std::size_t>(sets.value(p, a))] += weights[p];
      for (std::size_t b = 0; b < sets.coders; ++b) {
        if (a == b || sets.value(p, b) == kMissing) continue;
        observed += weights[p] / (judged - 1) *
                    distance(static_cast<std::size_t>(sets.value(p, a)),
                             static_cast<std::size_t>(sets.value(p, b)));
      }
    }
  }
  if (values <= 0) return Undefined::NoPairs;
  double expected = 0;
  for (std::size_t a = 0; a < marginals.size(); ++a) {
    if (marginals[a] <= 0) continue;
    double near = 0;
    for (std::size_t b = 0; b < marginals.size(); ++b) near += marginals[b] * distance(a, b);
    expected += marginals[a] * near;
  }
  if (expected <= 1e-9) return Undefined::OneCategory;
  return 1 - (values - 1) * observed / expected;
}

std::string joined(std::string a, const std::string& b) {
  if (a.empty()) return b;
  return b.empty() ? a : a + " " + b;
}

class Emitter {
 public:
  Emitter(const CodedUnits& coded, const AxisTable& table) : coded_(coded), table_(table) {
    for (std::size_t p = 0; p < table.profiles(); ++p) {
      for (std::size_t c = 0; c < table.sets.coders; ++c) {
        missing_ = missing_ || table.sets.value(p, c) == kMissing;
      }
    }
  }

  void emit(const Weights& profiles, const Sink& sink) const {
    emit_scope(table_.only_coded(profiles), AgreementScope::CodedUnits, sink);
    if (measures_all_units(coded_, table_.axis)) {
      emit_scope(profiles, AgreementScope::AllUnits, sink);
    }
  }

 private:
  void emit_scope(const Weights& weights, AgreementScope scope, const Sink& sink) const {
    const NominalMeasures all = nominal_measures(table_.sets, weights);
    const std::string sets = table_.several_codes ? "exact_sets" : "";
    nominal_rows(all, scope, "", sets, sink);
    if (table_.masi.size() > 0) {
      row("krippendorff_alpha_masi", scope, "", alpha_over_sets(table_.sets, weights, table_.masi),
          all.paired, "masi", sink);
      row("krippendorff_alpha_jaccard", scope, "",
          alpha_over_sets(table_.sets, weights, table_.jaccard), all.paired, "jaccard", sink);
    }
    for (std::size_t code = 0; code < table_.codes.size(); ++code) {
      const CodeTable& one = table_.codes[code];
      Weights patterns(one.patterns.units(), 0.0);
      for (std::size_t p = 0; p < weights.size(); ++p) {
        patterns[one.pattern_of_profile[p]] += weights[p];
      }
      nominal_rows(nominal_measures(one.patterns, patterns), scope, table_.judgements->codes[code],
                   "", sink);
    }
  }

  void nominal_rows(const NominalMeasures& m, AgreementScope scope, const std::string& code,
                    const std::string& note, const Sink& sink) const {
    const std::string pairs = table_.coders.size() > 2 ? "mean_of_pairs" : "";
    const std::string gwet = missing_ ? "missing_judgements" : "";
    row("percent_agreement", scope, code, m.percent, m.paired, joined("by_units", note), sink);
    row("cohen_kappa", scope, code, m.cohen, m.paired, joined(pairs, note), sink);
    row("fleiss_kappa", scope, code, m.fleiss, m.paired, joined(gwet, note), sink);
    row("brennan_prediger", scope, code, m.brennan_prediger, m.paired, note, sink);
    row("krippendorff_alpha", scope, code, m.alpha, m.paired, joined("nominal", note), sink);
    row("gwet_ac1", scope, code, m.ac1, m.paired, note, sink);
  }

  void row(const char* measure, AgreementScope scope, const std::string& code,
           const Statistic& value, double n, std::string note, const Sink& sink) const {
    sink({.measure = measure,
          .axis = table_.axis,
          .scope = scope,
          .code = code,
          .value = value,
          .n = n,
          .coders = table_.coders.size(),
          .note = std::move(note)});
  }

  const CodedUnits& coded_;
  const AxisTable& table_;
  bool missing_ = false;
};

/// The text that could be coded, unit after unit: gaps are then words that a coder passed over, not
/// the interviewer's. Without known units the text runs to the last mark.
class Line {
 public:
  explicit Line(const CodedUnits& coded) {
    for (const PlacedUnit& unit : coded.units) {
      auto& units = documents_[unit.document];
      if (coded.knows_uncoded) {
        const double from = units.empty() ? 0 : units.back().from + units.back().size;
        units.push_back({unit.begin, unit.end, from, static_cast<double>(unit.end - unit.begin)});
      } else {
        if (units.empty()) units.push_back({0, 0, 0, 0});
        units.front().end = std::max(units.front().end, unit.end);
        units.front().size = units.front().end;
      }
    }
  }
  [[nodiscard]] double length(const std::string& document) const {
    const auto& units = documents_.at(document);
    return units.back().from + units.back().size;
  }
  [[nodiscard]] double at(const std::string& document, std::uint32_t place) const {
    const auto& units = documents_.at(document);
    const auto after = std::upper_bound(
        units.begin(), units.end(), place,
        [](std::uint32_t wanted, const Stretch& unit) { return wanted < unit.begin; });
    if (after == units.begin()) return 0;
    const Stretch& unit = *(after - 1);
    return unit.from + std::min<double>(place - unit.begin, unit.size);
  }

 private:
  struct Stretch {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    double from = 0;
    double size = 0;
  };
  std::map<std::string, std::vector<Stretch>> documents_;
};

/// One document as two or more coders marked it.
struct MarkedDocument {
  double length = 0;
  struct Piece {
    double begin = 0;
    double end = 0;
    Set themes{};
  };
  std::vector<std::vector<Piece>> coders{};
};

/// A coder's marks cut where any of them begins or ends, so that each piece has one set of themes.
std::vector<MarkedDocument::Piece> pieces_of(std::vector<MarkedDocument::Piece> marks) {
  std::vector<double> cuts;
  for (const auto& mark : marks) {
    cuts.push_back(mark.begin);
    cuts.push_back(mark.end);
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::vector<MarkedDocument::Piece> pieces;
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) pieces.push_back({cuts[i], cuts[i + 1], {}});
  for (const auto& mark : marks) {
    auto piece = std::lower_bound(pieces.begin(), pieces.end(), mark.begin,
                                  [](const auto& p, double place) { return p.begin < place; });
    for (; piece != pieces.end() && piece->end <= mark.end; ++piece) {
      piece->themes.insert(piece->themes.end(), mark.themes.begin(), mark.themes.end());
    }
  }
  std::erase_if(pieces, [](const auto& piece) { return piece.themes.empty(); });
  for (auto& piece : pieces) {
    std::sort(piece.themes.begin(), piece.themes.end());
    piece.themes.erase(std::unique(piece.themes.begin(), piece.themes.end()), piece.themes.end());
  }
  return pieces;
}

/// Documents that at least two coders judged, in order.
std::vector<MarkedDocument> marked_documents(const CodedUnits& coded) {
  std::map<std::string, std::vector<char>> judged;
  for (std::size_t u = 0; u < coded.units.size(); ++u) {
    auto& flags = judged[coded.units[u].document];
    flags.resize(coded.coders.size(), 0);
    for (std::size_t c = 0; c < coded.coders.size(); ++c) {
      if (coded.was_judged(u, c)) flags[c] = 1;
    }
  }
  const Line line(coded);
  std::vector<MarkedDocument> out;
  for (const auto& [document, flags] : judged) {
    if (std::count(flags.begin(), flags.end(), 1) < 2) continue;
    MarkedDocument marked{.length = line.length(document)};
    for (std::size_t c = 0; c < flags.size(); ++c) {
      if (flags[c] == 0) continue;
      std::vector<MarkedDocument::Piece> marks;
      for (const CodedSpan& span : coded.marks[c].spans) {
        if (span.document != document || span.theme.empty()) continue;
        const auto& codes = coded.themes.codes;
        const auto code = static_cast<std::uint32_t>(
            std::lower_bound(codes.begin(), codes.end(), span.theme) - codes.begin());
        const double begin = line.at(document, span.begin);
        const double end = line.at(document, span.end);
        if (end > begin) marks.push_back({begin, end, {code}});
      }
      marked.coders.push_back(pieces_of(std::move(marks)));
    }
    out.push_back(std::move(marked));
  }
  return out;
}

/// Sums of one document for everything that is reported of marked text.
struct TextSums {
  UnitizingSums sets{};
  std::vector<UnitizingSums> alone{};    ///< by theme: marked with it or not
  std::vector<UnitizingSums> against{};  ///< by theme: it, or other themes
};

template <class Category>
Continuum continuum(const MarkedDocument& document, Category category) {
  Continuum out{.length = document.length};
  for (const auto& coder : document.coders) {
    std::vector<Marking> marks;
    for (const auto& piece : coder) {
      if (const auto c = category(piece.themes)) marks.push_back({piece.begin, piece.end, *c});
    }
    out.coders.push_back(std::move(marks));
  }
  return out;
}

std::vector<TextSums> text_sums(const CodedUnits& coded) {
  const std::vector<MarkedDocument> documents = marked_documents(coded);
  Numbering<Set> sets;
  for (const MarkedDocument& document : documents) {
    for (const auto& coder : document.coders) {
      for (const auto& piece : coder) sets.of(piece.themes);
    }
  }
  const std::size_t q = sets.in_order().size();
  std::vector<TextSums> out;
  for (const MarkedDocument& document : documents) {
    TextSums one;
    one.sets = unitizing_sums(
        continuum(document, [&](const Set& s) { return std::optional<std::size_t>(sets.of(s)); }),
        q);
    for (std::uint32_t theme = 0; theme < coded.themes.codes.size(); ++theme) {
      const auto has = [theme](const Set& s) {
        return std::binary_search(s.begin(), s.end(), theme);
      };
      one.alone.push_back(unitizing_sums(continuum(document,
                                                   [&](const Set& s) {
                                                     return has(s) ? std::optional<std::size_t>(0)
                                                                   : std::nullopt;
                                                   }),
                                         1));
      one.against.push_back(unitizing_sums(
          continuum(document,
                    [&](const Set& s) { return std::optional<std::size_t>(has(s) ? 0 : 1); }),
          2));
    }
    out.push_back(std::move(one));
  }
  return out;
}

void emit_text(const CodedUnits& coded, const std::vector<TextSums>& documents,
               const Weights& weights, const Sink& sink) {
  if (documents.empty()) return;
  const auto total = [&](auto part) {
    UnitizingSums sum(part(documents.front()).categories());
    for (std::size_t d = 0; d < documents.size(); ++d) {
      if (weights[d] > 0) sum.add(part(documents[d]), weights[d]);
    }
    return sum;
  };
  const auto row = [&](const char* measure, const std::string& code, const Statistic& value,
                       double length) {
    sink({.measure = measure,
          .scope = AgreementScope::Text,
          .code = code,
          .value = value,
          .n = length,
          .coders = coded.coders.size(),
          .note = coded.knows_uncoded ? "" : "unknown_length"});
  };
  const UnitizingSums all = total([](const TextSums& t) -> const UnitizingSums& { return t.sets; });
  row("u_alpha", "", u_alpha(all), all.length);
  row("u_alpha_binary", "", u_alpha_binary(all), all.length);
  row("cu_alpha", "", cu_alpha(all), all.length);
  for (std::size_t theme = 0; theme < coded.themes.codes.size(); ++theme) {
    const std::string& code = coded.themes.codes[theme];
    const UnitizingSums alone =
        total([&](const TextSums& t) -> const UnitizingSums& { return t.alone[theme]; });
    const UnitizingSums against =
        total([&](const TextSums& t) -> const UnitizingSums& { return t.against[theme]; });
    row("u_alpha", code, u_alpha(alone), alone.length);
    row("ku_alpha", code, ku_alpha(against, 0), against.length);
  }
}

/// Draws units or documents anew; the same draw serves every measure.
class Drawing {
 public:
  Drawing(const CodedUnits& coded, const AgreementOptions& options) : random_(options.seed) {
    std::map<std::string, std::uint32_t> documents;
    for (const PlacedUnit& unit : coded.units) {
      document_of_unit_.push_back(
          documents.emplace(unit.document, static_cast<std::uint32_t>(documents.size()))
              .first->second);
    }
    documents_ = documents.size();
    by_documents_ = options.resample == Resample::Documents ||
                    (options.resample == Resample::Auto && documents_ >= kDocumentsToDraw);
  }
  [[nodiscard]] bool by_documents() const { return by_documents_; }
  [[nodiscard]] std::size_t documents() const { return documents_; }

  /// How often each unit is drawn this time.
  const Weights& next() {
    const std::size_t things = by_documents_ ? documents_ : document_of_unit_.size();
    drawn_.assign(things, 0);
    for (std::size_t i = 0; i < things; ++i) drawn_[random_.below(things)] += 1;
    if (!by_documents_) return drawn_;
    times_.resize(document_of_unit_.size());
    for (std::size_t u = 0; u < times_.size(); ++u) times_[u] = drawn_[document_of_unit_[u]];
    return times_;
  }

 private:
  Random random_;
  std::vector<std::uint32_t> document_of_unit_;
  std::size_t documents_ = 0;
  bool by_documents_ = false;
  Weights drawn_;
  Weights times_;
};

Weights profile_weights(const AxisTable& table, const Weights& units) {
  Weights out(table.profiles(), 0.0);
  for (std::size_t u = 0; u < table.profile_of_unit.size(); ++u) {
    out[table.profile_of_unit[u]] += units[u];
  }
  return out;
}

}  // namespace

namespace {

Ratings two_of(const Ratings& all, std::size_t a, std::size_t b) {
  Ratings out{.coders = 2, .categories = all.categories};
  for (std::size_t p = 0; p < all.units(); ++p) {
    out.values.push_back(all.value(p, a));
    out.values.push_back(all.value(p, b));
  }
  return out;
}

void add_pairs(const AxisTable& table, AgreementScope scope, const Weights& weights,
               std::vector<PairAgreement>& out) {
  for (std::size_t a = 0; a < table.coders.size(); ++a) {
    for (std::size_t b = a + 1; b < table.coders.size(); ++b) {
      const NominalMeasures m = nominal_measures(two_of(table.sets, a, b), weights);
      out.push_back({.axis = table.axis,
                     .scope = scope,
                     .first = table.coders[a],
                     .second = table.coders[b],
                     .percent = m.percent,
                     .kappa = m.cohen,
                     .n = m.paired});
    }
  }
}

/// The pairs of every axis that has more than one of them.
std::vector<PairAgreement> pairs_of(const CodedUnits& coded, const std::vector<AxisTable>& tables) {
  std::vector<PairAgreement> out;
  for (const AxisTable& table : tables) {
    if (table.coders.size() < 3) continue;
    const Weights all = profile_weights(table, Weights(coded.units.size(), 1.0));
    add_pairs(table, AgreementScope::CodedUnits, table.only_coded(all), out);
    if (measures_all_units(coded, table.axis)) add_pairs(table, AgreementScope::AllUnits, all, out);
  }
  return out;
}

/// Only what at least two coders judged: the rest says nothing about agreement, and would only add
/// to what chance is taken to be.
CodedUnits judged_by_two(const CodedUnits& all) {
  CodedUnits out = all;
  const std::size_t coders = all.coders.size();
  std::vector<std::size_t> kept;
  for (std::size_t u = 0; u < all.units.size(); ++u) {
    std::size_t judges = 0;
    for (std::size_t c = 0; c < coders; ++c) judges += all.was_judged(u, c) ? 1U : 0U;
    if (judges >= 2) kept.push_back(u);
  }
  const auto keep = [&](auto& list, std::size_t width) {
    for (std::size_t i = 0; i < kept.size(); ++i) {
      for (std::size_t c = 0; c < width; ++c) list[i * width + c] = list[kept[i] * width + c];
    }
    list.resize(kept.size() * width);
  };
  keep(out.units, 1);
  keep(out.judged, coders);
  keep(out.themes.given, coders);
  keep(out.concepts.given, coders);
  keep(out.levels.given, coders);
  return out;
}

}  // namespace

Agreement measure_agreement(const CodedUnits& all, const AgreementOptions& options) {
  const CodedUnits coded = judged_by_two(all);
  std::vector<AxisTable> tables;
  std::vector<Emitter> emitters;
  for (const CodeAxis axis : {CodeAxis::Theme, CodeAxis::Concept, CodeAxis::Level}) {
    if (coded.axis(axis).codes.empty()) continue;
    AxisTable table = axis_table(coded, axis);
    if (axis == CodeAxis::Theme || table.coders.size() > 1) tables.push_back(std::move(table));
  }
  for (const AxisTable& table : tables) emitters.emplace_back(coded, table);
  const std::vector<TextSums> texts = text_sums(coded);

  Agreement out{.seed = options.seed};
  out.pairs = pairs_of(coded, tables);
  Drawing drawing(coded, options);
  out.by_documents = drawing.by_documents();
  out.documents = drawing.documents();
  out.resamples = coded.units.size() < 2 ? 0 : options.resamples;

  const auto emit_units = [&](const Weights& units, const Sink& sink) {
    for (std::size_t t = 0; t < tables.size(); ++t) {
      emitters[t].emit(profile_weights(tables[t], units), sink);
    }
  };
  emit_units(Weights(coded.units.size(), 1.0),
             [&](AgreementRow&& row) { out.rows.push_back(std::move(row)); });
  const std::size_t unit_rows = out.rows.size();
  emit_text(coded, texts, Weights(texts.size(), 1.0),
            [&](AgreementRow&& row) { out.rows.push_back(std::move(row)); });

  std::vector<std::vector<double>> values(out.rows.size());
  const auto into = [&](std::size_t first) {
    return [&values, at = first](AgreementRow&& row) mutable {
      if (row.value.defined()) values[at].push_back(*row.value.value);
      ++at;
    };
  };
  const bool draw_texts = out.resamples > 0 && texts.size() >= kDocumentsToDraw;
  Random text_random(options.seed);
  for (std::size_t round = 0; round < out.resamples; ++round) {
    emit_units(drawing.next(), into(0));
    if (!draw_texts) continue;
    Weights weights(texts.size(), 0.0);
    for (std::size_t i = 0; i < texts.size(); ++i) weights[text_random.below(texts.size())] += 1;
    emit_text(coded, texts, weights, into(unit_rows));
  }
  for (std::size_t r = 0; r < out.rows.size(); ++r) {
    if (out.rows[r].value.defined()) out.rows[r].interval = middle_95(values[r], out.resamples);
  }
  return out;
}

}  // namespace rodtrad::stats
