#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "analyzer/stats/agreement.h"
#include "analyzer/stats/nominal_measures.h"
#include "analyzer/stats/unitizing.h"

namespace rodtrad::stats {
namespace {

Ratings random_ratings(std::mt19937& random) {
  Ratings r;
  r.coders = 2 + random() % 4;
  r.categories = 2 + random() % 4;
  const std::size_t units = 1 + random() % 30;
  for (std::size_t i = 0; i < units * r.coders; ++i) {
    r.values.push_back(random() % 5 == 0 ? kMissing
                                         : static_cast<std::int32_t>(random() % r.categories));
  }
  return r;
}

using Measure = Statistic (*)(const Ratings&);
const std::vector<std::pair<const char*, Measure>> kMeasures = {
    {"percent", [](const Ratings& r) { return percent_agreement(r); }},
    {"cohen", [](const Ratings& r) { return cohen_kappa(r); }},
    {"scott", [](const Ratings& r) { return scott_pi(r); }},
    {"fleiss", [](const Ratings& r) { return fleiss_kappa_missing(r); }},
    {"conger", [](const Ratings& r) { return conger_kappa(r); }},
    {"brennan", [](const Ratings& r) { return brennan_prediger(r); }},
    {"ac1", [](const Ratings& r) { return gwet_ac(r); }},
    {"alpha", [](const Ratings& r) { return krippendorff_alpha(r); }}};

/// Alpha from its definition, pair by pair, without a coincidence matrix.
Statistic slow_alpha(const Ratings& r) {
  double observed = 0;
  std::vector<std::int32_t> pool;
  for (std::size_t unit = 0; unit < r.units(); ++unit) {
    std::vector<std::int32_t> here;
    for (std::size_t coder = 0; coder < r.coders; ++coder) {
      if (r.value(unit, coder) != kMissing) here.push_back(r.value(unit, coder));
    }
    if (here.size() < 2) continue;
    double differing = 0;
    for (std::size_t i = 0; i < here.size(); ++i) {
      for (std::size_t j = 0; j < here.size(); ++j) differing += here[i] != here[j] ? 1 : 0;
    }
    observed += differing / static_cast<double>(here.size() - 1);
    pool.insert(pool.end(), here.begin(), here.end());
  }
  const auto n = static_cast<double>(pool.size());
  double expected = 0;
  for (const std::int32_t a : pool) {
    for (const std::int32_t b : pool) expected += a != b ? 1 : 0;
  }
  if (pool.empty()) return Undefined::NoPairs;
  if (expected == 0) return Undefined::OneCategory;
  return 1 - (observed / n) / (expected / (n * (n - 1)));
}

void expect_same(const Statistic& a, const Statistic& b, const std::string& what) {
  ASSERT_EQ(a.reason, b.reason) << what;
  if (a.defined()) {
    ASSERT_TRUE(std::isfinite(*a.value)) << what;
    ASSERT_NEAR(*a.value, *b.value, 1e-9) << what;
  }
}

TEST(AgreementProperty, AlphaEqualsItsDefinition) {
  std::mt19937 random(4001);
  for (int round = 0; round < 500; ++round) {
    const Ratings r = random_ratings(random);
    expect_same(krippendorff_alpha(r), slow_alpha(r), "round " + std::to_string(round));
  }
}

TEST(AgreementProperty, EqualCodersAgreeCompletelyOrNothingCanBeSaid) {
  std::mt19937 random(4002);
  for (int round = 0; round < 300; ++round) {
    Ratings r = random_ratings(random);
    for (std::size_t unit = 0; unit < r.units(); ++unit) {
      for (std::size_t coder = 1; coder < r.coders; ++coder) {
        r.values[unit * r.coders + coder] = r.values[unit * r.coders];
      }
    }
    for (const auto& [name, measure] : kMeasures) {
      const Statistic s = measure(r);
      if (!s.defined()) continue;
      ASSERT_NEAR(*s.value, 1.0, 1e-9) << name << ", round " << round;
    }
  }
}

TEST(AgreementProperty, OrderOfCodersAndUnitsAndNamesOfCategoriesChangeNothing) {
  std::mt19937 random(4003);
  for (int round = 0; round < 300; ++round) {
    const Ratings r = random_ratings(random);
    Ratings turned = r;
    turned.values.clear();
    for (std::size_t unit = r.units(); unit-- > 0;) {
      for (std::size_t coder = r.coders; coder-- > 0;) {
        const std::int32_t v = r.value(unit, coder);
        turned.values.push_back(v == kMissing ? v
                                              : static_cast<std::int32_t>(r.categories) - 1 - v);
      }
    }
    for (const auto& [name, measure] : kMeasures) {
      expect_same(measure(r), measure(turned), std::string(name) + " " + std::to_string(round));
    }
  }
}

TEST(AgreementProperty, AWeightIsTheSameAsRepeatingTheUnit) {
  std::mt19937 random(4004);
  for (int round = 0; round < 300; ++round) {
    Ratings weighted = random_ratings(random);
    Ratings repeated = weighted;
    repeated.values.clear();
    for (std::size_t unit = 0; unit < weighted.units(); ++unit) {
      const auto times = random() % 4;
      weighted.weights.push_back(static_cast<double>(times));
      for (std::size_t i = 0; i < times; ++i) {
        for (std::size_t c = 0; c < weighted.coders; ++c) {
          repeated.values.push_back(weighted.value(unit, c));
        }
      }
    }
    for (const auto& [name, measure] : kMeasures) {
      expect_same(measure(weighted), measure(repeated),
                  std::string(name) + " " + std::to_string(round));
    }
  }
}

TEST(AgreementProperty, OnePassEqualsTheMeasuresOneByOne) {
  std::mt19937 random(4006);
  for (int round = 0; round < 500; ++round) {
    Ratings r = random_ratings(random);
    for (std::size_t unit = 0; unit < r.units(); ++unit) {
      r.weights.push_back(static_cast<double>(random() % 3));
    }
    const NominalMeasures all = nominal_measures(r, r.weights);
    const std::string what = "round " + std::to_string(round);
    expect_same(all.percent, percent_agreement(r), what + " percent");
    expect_same(all.cohen, cohen_kappa(r), what + " cohen");
    expect_same(all.fleiss, fleiss_kappa_missing(r), what + " fleiss");
    expect_same(all.brennan_prediger, brennan_prediger(r), what + " brennan");
    expect_same(all.ac1, gwet_ac(r), what + " ac1");
    expect_same(all.alpha, krippendorff_alpha(r), what + " alpha");
  }
}

/// The sums character by character: what the interval arithmetic must equal.
UnitizingSums slow_sums(const Continuum& text, std::size_t categories) {
  UnitizingSums out(categories);
  const std::size_t m = text.coders.size();
  const auto length = static_cast<std::size_t>(text.length);
  std::vector<std::vector<std::size_t>> at(m, std::vector<std::size_t>(length, categories));
  for (std::size_t c = 0; c < m; ++c) {
    for (const Marking& mark : text.coders[c]) {
      for (auto i = static_cast<std::size_t>(mark.begin); i < static_cast<std::size_t>(mark.end);
           ++i) {
        at[c][i] = mark.category;
      }
    }
  }
  for (std::size_t a = 0; a < m; ++a) {
    for (std::size_t i = 0; i < length; ++i) {
      for (std::size_t b = 0; b < m; ++b) {
        if (a == b) continue;
        const double share = 1.0 / static_cast<double>(m - 1);
        out.all[at[a][i]] += share;
        if (at[a][i] == at[b][i]) out.shared[at[a][i]] += share;
        if (at[b][i] == categories && at[a][i] != categories) out.against_gap[at[a][i]] += share;
      }
      if (at[a][i] == categories) out.self[categories] += 1;
    }
    for (const Marking& mark : text.coders[a]) {
      double covered = 0;
      for (auto i = static_cast<std::size_t>(mark.begin); i < static_cast<std::size_t>(mark.end);
           ++i) {
        bool others = false;
        for (std::size_t b = 0; b < m; ++b) others = others || (b != a && at[b][i] != categories);
        covered += others ? 1 : 0;
      }
      out.self[mark.category] += (mark.end - mark.begin) * (mark.end - mark.begin);
      out.self_pairable[mark.category] += covered * covered;
    }
  }
  out.coders = m;
  return out;
}

TEST(UnitizingProperty, IntervalsEqualCharacters) {
  std::mt19937 random(4005);
  for (int round = 0; round < 300; ++round) {
    const std::size_t categories = 1 + random() % 3;
    Continuum text{.length = static_cast<double>(20 + random() % 80)};
    text.coders.resize(2 + random() % 3);
    for (auto& coder : text.coders) {
      double at = static_cast<double>(random() % 10);
      while (true) {
        const double end = at + 1 + static_cast<double>(random() % 12);
        if (end > text.length) break;
        coder.push_back({at, end, random() % categories});
        at = end + static_cast<double>(random() % 8);
      }
    }
    const UnitizingSums fast = unitizing_sums(text, categories);
    const UnitizingSums slow = slow_sums(text, categories);
    const std::string what = "round " + std::to_string(round);
    expect_same(u_alpha(fast), u_alpha(slow), what);
    expect_same(u_alpha_binary(fast), u_alpha_binary(slow), what);
    expect_same(cu_alpha(fast), cu_alpha(slow), what);
    for (std::size_t c = 0; c < categories; ++c)
      expect_same(ku_alpha(fast, c), ku_alpha(slow, c), what);
  }
}

}  // namespace
}  // namespace rodtrad::stats
