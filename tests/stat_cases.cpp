// Reads one case `{"measure", "input"}` as JSON on stdin and prints the measure's value as JSON;
// null when it is undefined, with the reason on stderr.
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "analyzer/stats/agreement.h"
#include "analyzer/stats/alpha_u_1995.h"
#include "analyzer/stats/crosstab.h"
#include "analyzer/stats/keyness.h"
#include "analyzer/stats/saturation.h"
#include "analyzer/stats/unitizing.h"

namespace rodtrad::stats {
namespace {

using nlohmann::json;

json value_of(const Statistic& statistic) {
  if (statistic.defined()) return *statistic.value;
  std::cerr << "undefined: " << to_text(statistic.reason) << '\n';
  return nullptr;
}

/// Numbers before words, each in its own order.
bool value_before(const json& a, const json& b) {
  if (a.is_number() != b.is_number()) return a.is_number();
  if (a.is_number()) return a.get<double>() < b.get<double>();
  return a < b;
}

Matrix square(const json& rows) {
  Matrix out(rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < rows[r].size(); ++c) out(r, c) = rows[r][c].get<double>();
  }
  return out;
}

/// Categories: those listed in `categories`, else the values met in their order.
struct Values {
  std::vector<json> list;

  explicit Values(const json& input) {
    if (input.contains("categories") && input["categories"].is_array()) {
      list = input["categories"].get<std::vector<json>>();
      return;
    }
    for (const json& coder : input["coders_by_units"]) {
      for (const json& value : coder) {
        if (!value.is_null() && std::find(list.begin(), list.end(), value) == list.end()) {
          list.push_back(value);
        }
      }
    }
    std::sort(list.begin(), list.end(), value_before);
  }
  [[nodiscard]] std::int32_t number(const json& value) const {
    if (value.is_null()) return kMissing;
    const auto found = std::find(list.begin(), list.end(), value);
    return found == list.end() ? kMissing : static_cast<std::int32_t>(found - list.begin());
  }
  [[nodiscard]] bool numeric() const {
    return std::all_of(list.begin(), list.end(), [](const json& v) { return v.is_number(); });
  }
};

Ratings ratings(const json& input) {
  if (input.contains("table")) return ratings_of_table(square(input["table"]));
  const Values values(input);
  Ratings out;
  const json& coders = input["coders_by_units"];
  out.coders = coders.size();
  out.categories = values.list.size();
  if (values.numeric()) {
    for (const json& value : values.list) out.scale.push_back(value.get<double>());
  }
  const std::size_t units = coders.empty() ? 0 : coders.front().size();
  for (std::size_t unit = 0; unit < units; ++unit) {
    for (const json& coder : coders) {
      out.values.push_back(unit < coder.size() ? values.number(coder[unit]) : kMissing);
    }
  }
  return out;
}

UnitCounts counts(const json& input) {
  if (!input.contains("counts")) return unit_counts(ratings(input));
  UnitCounts out;
  for (const json& unit : input["counts"]) {
    out.categories = unit.size();
    double coders = 0;
    for (const json& n : unit) {
      out.counts.push_back(n.get<double>());
      coders += n.get<double>();
    }
    out.coders.push_back(coders);
    out.weights.push_back(1);
  }
  return out;
}

Weighting weighting(const json& input) {
  static const std::map<std::string, Weighting> named = {
      {"linear", Weighting::Linear},       {"quadratic", Weighting::Quadratic},
      {"squared", Weighting::Quadratic},   {"ordinal", Weighting::Ordinal},
      {"radical", Weighting::Radical},     {"ratio", Weighting::Ratio},
      {"unweighted", Weighting::Identity}, {"identity", Weighting::Identity}};
  return named.at(input.value("weights", "identity"));
}

std::vector<std::uint32_t> set_of(const json& items, std::vector<json>& known) {
  std::set<std::uint32_t> out;
  for (const json& item : items) {
    auto found = std::find(known.begin(), known.end(), item);
    if (found == known.end()) found = known.insert(known.end(), item);
    out.insert(static_cast<std::uint32_t>(found - known.begin()));
  }
  return {out.begin(), out.end()};
}

json alpha(const json& input) {
  const Ratings r = ratings(input);
  const std::string level = input.value("level", input.value("distance", "nominal"));
  if (level == "masi" || level == "jaccard") {
    std::vector<json> known;
    std::vector<std::vector<std::uint32_t>> sets;
    for (const json& value : Values(input).list) sets.push_back(set_of(value, known));
    return value_of(krippendorff_alpha(r, [&](std::size_t c, std::size_t k) {
      return level == "masi" ? masi_distance(sets[c], sets[k]) : jaccard_distance(sets[c], sets[k]);
    }));
  }
  static const std::map<std::string, Metric> metrics = {{"nominal", Metric::Nominal},
                                                        {"ordinal", Metric::Ordinal},
                                                        {"interval", Metric::Interval},
                                                        {"ratio", Metric::Ratio}};
  return value_of(krippendorff_alpha(r, metrics.at(level)));
}

/// Marks as `[first, second, category]`; `second` is an end (2016) or a length (1995).
struct Marked {
  Continuum continuum;
  std::vector<std::string> categories;

  Marked(const json& input, bool lengths) {
    std::set<std::string> names;
    const auto name = [](const json& c) { return c.is_string() ? c.get<std::string>() : c.dump(); };
    for (const json& coder : input["observers"]) {
      for (const json& mark : coder) names.insert(name(mark[2]));
    }
    categories.assign(names.begin(), names.end());
    continuum.length = input["L"].get<double>();
    for (const json& coder : input["observers"]) {
      std::vector<Marking> marks;
      for (const json& mark : coder) {
        const double begin = mark[0].get<double>();
        const double second = mark[1].get<double>();
        marks.push_back({begin, lengths ? begin + second : second, position(name(mark[2]))});
      }
      continuum.coders.push_back(std::move(marks));
    }
  }
  [[nodiscard]] std::size_t position(const std::string& category) const {
    return static_cast<std::size_t>(std::find(categories.begin(), categories.end(), category) -
                                    categories.begin());
  }
};

json unitizing(const json& input) {
  const Marked marked(input, false);
  const UnitizingSums sums = unitizing_sums(marked.continuum, marked.categories.size());
  json ku = json::object();
  for (std::size_t c = 0; c < marked.categories.size(); ++c) {
    ku[marked.categories[c]] = value_of(ku_alpha(sums, c));
  }
  return {{"u_alpha", value_of(u_alpha(sums))},
          {"binary", value_of(u_alpha_binary(sums))},
          {"cu", value_of(cu_alpha(sums))},
          {"ku", ku},
          {"units", sums.units}};
}

CrossTable table(const json& input) { return input["table"].get<CrossTable>(); }

PairCounts pair(const json& input) {
  return {input["n11"].get<double>(), input["n1"].get<double>(), input["n2"].get<double>(),
          input["N"].get<double>()};
}

Frequencies frequencies(const json& input) {
  return {input["a"].get<double>(), input["b"].get<double>(), input["c"].get<double>(),
          input["d"].get<double>()};
}

/// Binary vectors of one length, or two sets.
json jaccard(const json& input) {
  const json& a = input["a"];
  const json& b = input["b"];
  const auto binary = [](const json& list) {
    return std::all_of(list.begin(), list.end(), [](const json& v) { return v == 0 || v == 1; });
  };
  if (a.size() == b.size() && binary(a) && binary(b)) {
    double both = 0;
    double n_a = 0;
    double n_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      both += a[i] == 1 && b[i] == 1 ? 1 : 0;
      n_a += a[i] == 1 ? 1 : 0;
      n_b += b[i] == 1 ? 1 : 0;
    }
    return value_of(c_coefficient(both, n_a, n_b));
  }
  std::vector<json> known;
  const auto first = set_of(a, known);
  const auto second = set_of(b, known);
  if (first.empty() && second.empty()) return value_of(Undefined::NoData);
  return 1 - jaccard_distance(first, second);
}

json distance(const json& input, bool masi) {
  std::vector<json> known;
  const auto a = set_of(input["a"], known);
  const auto b = set_of(input["b"], known);
  return masi ? masi_distance(a, b) : jaccard_distance(a, b);
}

json saturation_case(const json& input) {
  const Saturation s = saturation(input["new_themes_per_interview"].get<std::vector<double>>(),
                                  {.base = input["base"].get<std::size_t>(),
                                   .run = input["run"].get<std::size_t>(),
                                   .threshold = input["threshold"].get<double>()});
  if (s.reason != Undefined::No) return value_of(s.reason);
  json out = {{"base_themes", s.base_themes}, {"ratios", s.ratios}};
  out["saturation_at"] = s.at ? json(*s.at) : json(nullptr);
  out["label"] = s.at ? json(s.label) : json(nullptr);
  return out;
}

json fleiss(const json& input) {
  const FleissKappa f = fleiss_kappa(counts(input));
  if (!f.kappa.defined() && f.kappa.reason != Undefined::OneCategory) return value_of(f.kappa);
  return {{"kappa", value_of(f.kappa)}, {"po", f.observed}, {"pe", f.expected}};
}

json fleiss_by_category(const json& input) {
  json out = json::array();
  for (const Statistic& s : fleiss_kappa_per_category(counts(input))) out.push_back(value_of(s));
  return out;
}

json old_alpha(const json& input) {
  return {{"alpha", value_of(alpha_u_1995(Marked(input, true).continuum))}};
}

json old_alpha_of_category(const json& input) {
  const Marked marked(input, true);
  const auto& name = input["category"];
  const AlphaU1995 a = alpha_u_1995(
      marked.continuum, marked.position(name.is_string() ? name.get<std::string>() : name.dump()));
  return {{"Do", a.observed}, {"De", a.expected}, {"alpha", value_of(a.alpha)}};
}

json ac_error(const json& input) {
  const Divisor divisor = input.contains("table") ? Divisor::Population : Divisor::Sample;
  return value_of(gwet_ac_standard_error(ratings(input), weighting(input), divisor));
}

Statistic fisher(const json& input) {
  const std::string side = input.value("alternative", "two");
  return fisher_exact_p(table(input), side.starts_with("g")   ? Alternative::Greater
                                      : side.starts_with("l") ? Alternative::Less
                                                              : Alternative::TwoSided);
}

Statistic chao(const json& input, Chao1 variant) {
  return chao1(input["counts"].get<std::vector<double>>(), variant);
}

using Measure = std::function<json(const json&)>;

/// Wraps a function that gives one statistic.
template <class Function>
Measure one(Function function) {
  return [function](const json& input) { return value_of(function(input)); };
}

std::map<std::string, Measure> measures() {
  std::map<std::string, Measure> m;
  m["percent_agreement"] = one([](const json& i) { return percent_agreement(ratings(i)); });
  m["percent_agreement_values"] =
      one([](const json& i) { return percent_agreement(ratings(i), PercentVariant::ByValues); });
  m["percent_agreement_pairs"] =
      one([](const json& i) { return percent_agreement(ratings(i), PercentVariant::ByPairs); });
  m["holsti"] = one([](const json& i) {
    return holsti(i["agreements"].get<double>(), i["n1"].get<double>(), i["n2"].get<double>());
  });
  m["cohen_kappa"] = one([](const json& i) { return cohen_kappa(ratings(i), weighting(i)); });
  m["weighted_kappa"] = m["cohen_kappa"];
  m["cohen_kappa_se"] = one([](const json& i) { return cohen_kappa_standard_error(ratings(i)); });
  m["scott_pi"] = one([](const json& i) { return scott_pi(ratings(i)); });
  m["bennett_s"] = one([](const json& i) { return brennan_prediger(ratings(i), weighting(i)); });
  m["brennan_prediger"] = m["bennett_s"];
  m["gwet_ac1"] = one([](const json& i) { return gwet_ac(ratings(i)); });
  m["gwet_ac2"] = one([](const json& i) { return gwet_ac(ratings(i), weighting(i)); });
  m["gwet_ac1_se"] = ac_error;
  m["gwet_ac2_se"] = ac_error;
  m["fleiss_kappa"] = fleiss;
  m["fleiss_kappa_per_category"] = fleiss_by_category;
  m["fleiss_kappa_missing"] =
      one([](const json& i) { return fleiss_kappa_missing(ratings(i), weighting(i)); });
  m["conger_kappa"] = one([](const json& i) { return conger_kappa(ratings(i), weighting(i)); });
  m["krippendorff_alpha"] = alpha;
  m["masi_distance"] = [](const json& i) { return distance(i, true); };
  m["jaccard_distance"] = [](const json& i) { return distance(i, false); };
  m["alpha_U_1995"] = old_alpha;
  m["alpha_U_1995_category"] = old_alpha_of_category;
  m["u_alpha_2016"] = unitizing;
  m["ku_alpha_2016"] = [](const json& i) { return unitizing(i)["ku"]; };
  m["keyness_ll_rayson"] = one([](const json& i) { return rayson_log_likelihood(frequencies(i)); });
  m["keyness_log_ratio"] = one([](const json& i) { return log_ratio(frequencies(i)); });
  m["keyness_pct_diff"] = one([](const json& i) { return percent_difference(frequencies(i)); });
  m["colloc_t"] = one([](const json& i) { return collocation_t(pair(i)); });
  m["colloc_chi2"] = one([](const json& i) { return collocation_chi_square(pair(i)); });
  m["colloc_g2"] = one([](const json& i) { return collocation_g_squared(pair(i)); });
  m["colloc_pmi2"] = one([](const json& i) { return collocation_pmi(pair(i)); });
  m["colloc_dice"] = one([](const json& i) { return collocation_dice(pair(i)); });
  m["colloc_lambda"] = one([](const json& i) { return collocation_lambda(pair(i)); });
  m["colloc_z"] = one([](const json& i) { return collocation_z(pair(i)); });
  m["chi2"] = one([](const json& i) { return chi_square(table(i)); });
  m["chi2_yates"] = one([](const json& i) { return chi_square_yates(table(i)); });
  m["chi2_p"] = one([](const json& i) { return chi_square_p(table(i)); });
  m["cramers_v"] = one([](const json& i) { return cramers_v(table(i)); });
  m["g2"] = one([](const json& i) { return g_squared(table(i)); });
  m["g2_williams"] = one([](const json& i) { return g_squared_williams(table(i)); });
  m["g2_yates"] = one([](const json& i) { return g_squared_yates(table(i)); });
  m["fisher_exact_p"] = one(fisher);
  m["c_coefficient"] = one([](const json& i) {
    return c_coefficient(i["n12"].get<double>(), i["n1"].get<double>(), i["n2"].get<double>());
  });
  m["jaccard"] = jaccard;
  m["saturation"] = saturation_case;
  m["chao1_bias_corrected"] = one([](const json& i) { return chao(i, Chao1::BiasCorrected); });
  m["chao1_classic"] = one([](const json& i) { return chao(i, Chao1::Classic); });
  m["chao1_finite_n"] = one([](const json& i) { return chao(i, Chao1::FiniteN); });
  m["chao1_bias_corrected_finite_n"] =
      one([](const json& i) { return chao(i, Chao1::BiasCorrectedFiniteN); });
  m["goods_coverage"] =
      one([](const json& i) { return good_coverage(i["counts"].get<std::vector<double>>()); });
  return m;
}

int run() {
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  try {
    const json request = json::parse(text);
    const auto known = measures();
    const auto measure = known.find(request.at("measure").get<std::string>());
    if (measure == known.end()) {
      std::cerr << "there is no measure " << request.at("measure") << '\n';
      return 2;
    }
    const json& input = request.at("input");
    std::cout << measure->second(input).dump() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "this is no case: " << error.what() << '\n';
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace rodtrad::stats

int main() { return rodtrad::stats::run(); }
