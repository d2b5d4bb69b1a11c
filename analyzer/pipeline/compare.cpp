#include "analyzer/pipeline/compare.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/voices.h"
#include "analyzer/stats/code_pairs.h"
#include "analyzer/stats/group_counts.h"
#include "analyzer/stats/group_tests.h"
#include "analyzer/text/collate.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

/// What can be compared without being an attribute in a table.
enum class BuiltIn { Question, Group, Document, Speaker };

struct BuiltInName {
  const char* name;
  BuiltIn what;
};
constexpr std::array kBuiltIn = {
    BuiltInName{"fråga", BuiltIn::Question},    BuiltInName{"question", BuiltIn::Question},
    BuiltInName{"grupp", BuiltIn::Group},       BuiltInName{"group", BuiltIn::Group},
    BuiltInName{"dokument", BuiltIn::Document}, BuiltInName{"document", BuiltIn::Document},
    BuiltInName{"person", BuiltIn::Speaker},    BuiltInName{"talare", BuiltIn::Speaker},
    BuiltInName{"speaker", BuiltIn::Speaker}};

std::string built_in_value(const Analysis& analysis, const Unit& unit, BuiltIn what) {
  const Document& document = analysis.document_of(unit);
  switch (what) {
    case BuiltIn::Question:
      return report::question_of(analysis, unit);
    case BuiltIn::Group: {
      const std::string* group =
          document.group_attribute.empty()
              ? nullptr
              : document.segments[unit.segment_begin].attributes.find(document.group_attribute);
      return group == nullptr ? "" : *group;
    }
    case BuiltIn::Document:
      return document.key;
    case BuiltIn::Speaker:
      return report::speaker_of(analysis, unit);
  }
  return {};
}

/// An attribute as asked for: one of the material's, or a built-in one.
struct Chosen {
  std::string name;
  std::optional<BuiltIn> built_in{};
};

std::optional<Chosen> find_attribute(const std::vector<std::string>& names,
                                     const std::string& wanted) {
  const std::string folded = text::folded_label(wanted);
  for (const std::string& name : names) {
    if (text::folded_label(name) == folded) return Chosen{name, {}};
  }
  for (const BuiltInName& built_in : kBuiltIn) {
    if (folded == built_in.name) return Chosen{built_in.name, built_in.what};
  }
  return std::nullopt;
}

using Values = std::vector<std::string>;

/// The value of each chosen attribute of each unit.
std::vector<Values> values_of_units(const Analysis& analysis, const std::vector<Chosen>& chosen) {
  std::vector<Values> out;
  out.reserve(analysis.units.size());
  for (const Unit& unit : analysis.units) {
    const Attributes attributes = report::attributes_of(analysis, unit);
    Values values;
    for (const Chosen& c : chosen) {
      if (c.built_in) {
        values.push_back(built_in_value(analysis, unit, *c.built_in));
      } else {
        const std::string* value = attributes.find(c.name);
        values.emplace_back(value == nullptr ? "" : *value);
      }
    }
    out.push_back(std::move(values));
  }
  return out;
}

/// Alphabetical order of values, the unknown last.
class ValueOrder {
 public:
  [[nodiscard]] std::string key(const Values& values) const {
    std::string out;
    for (const std::string& value : values) {
      out += value.empty() ? "\xFF" : collator_.sort_key(value);
      out += '\1';
      out += value;
      out += '\0';
    }
    return out;
  }

 private:
  text::Collator collator_;
};

Grouping grouped(const Analysis& analysis, const std::vector<Chosen>& chosen) {
  Grouping out;
  for (const Chosen& c : chosen) out.attributes.push_back(c.name);
  const std::vector<Values> values = values_of_units(analysis, chosen);
  std::map<Values, std::uint32_t> numbers;
  for (const Values& v : values) numbers.emplace(v, 0);
  const ValueOrder order;
  std::vector<std::pair<std::string, Values>> sorted;
  for (const auto& [v, unused] : numbers) sorted.emplace_back(order.key(v), v);
  std::sort(sorted.begin(), sorted.end());
  for (auto& [unused, v] : sorted) {
    numbers[v] = static_cast<std::uint32_t>(out.groups.size());
    out.groups.push_back(std::move(v));
  }
  for (const Values& v : values) out.of_unit.push_back(numbers.at(v));
  return out;
}

Result<std::vector<Chosen>> choose(const Analysis& analysis,
                                   const std::vector<std::string>& attributes) {
  const std::vector<std::string> names = report::attribute_names(analysis);
  std::vector<Chosen> chosen;
  Failure unknown;
  for (const std::string& wanted : attributes) {
    if (const auto found = find_attribute(names, wanted)) {
      chosen.push_back(*found);
      continue;
    }
    const std::vector<std::string> known = comparable_attributes(analysis);
    const std::string near = nearest(wanted, known);
    unknown.diagnostics.error("compare-attribute",
                              "nothing in the material has the attribute \"" + wanted + "\"", {},
                              (near.empty() ? "" : "did you mean \"" + near + "\"? ") +
                                  std::string("the material has ") + join(known, ", "));
  }
  if (!unknown.diagnostics.empty()) return unknown;
  return chosen;
}

std::optional<Chosen> own_level_attribute(const Analysis& analysis, const std::string& wanted) {
  const std::vector<std::string> names = report::attribute_names(analysis);
  if (!wanted.empty()) return find_attribute(names, wanted);
  for (const char* name : {"egen nivå", "own level", "nivå", "niva", "level"}) {
    for (const std::string& known : names) {
      if (text::folded_label(known) == name) return Chosen{known, {}};
    }
  }
  return std::nullopt;
}

/// Values that are the codebook's levels stand in its order.
void order_as_levels(const Codebook& book, Grouping& grouping) {
  std::vector<std::pair<std::size_t, std::uint32_t>> order;
  for (std::uint32_t g = 0; g < grouping.groups.size(); ++g) {
    const std::string value = text::folded_label(grouping.groups[g].front());
    std::size_t place = book.levels.size() + (value.empty() ? 1U : 0U);
    for (std::size_t l = 0; l < book.levels.size() && !value.empty(); ++l) {
      const std::string label = text::folded_label(book.levels[l].label);
      if (value == text::folded_label(book.levels[l].key) || label == value ||
          label.starts_with(value + " ")) {
        place = l;
        break;
      }
    }
    order.emplace_back(place, g);
  }
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> number(order.size());
  std::vector<Values> groups;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    number[order[i].second] = i;
    groups.push_back(std::move(grouping.groups[order[i].second]));
  }
  grouping.groups = std::move(groups);
  for (std::uint32_t& group : grouping.of_unit) group = number[group];
}

RespondentKind kind_of(report::Voices::Kind kind) {
  switch (kind) {
    case report::Voices::Kind::Persons:
      return RespondentKind::Persons;
    case report::Voices::Kind::Groups:
      return RespondentKind::Groups;
    case report::Voices::Kind::Documents:
      return RespondentKind::Documents;
  }
  return RespondentKind::Persons;
}

/// The printed name of a unit's voice.
std::string voice_label(const Analysis& analysis, const Unit& unit, RespondentKind kind) {
  switch (kind) {
    case RespondentKind::Persons:
      return report::speaker_of(analysis, unit);
    case RespondentKind::Groups:
      return built_in_value(analysis, unit, BuiltIn::Group);
    case RespondentKind::Documents:
      return {};
  }
  return {};
}

Respondents respondents(const Analysis& analysis, const std::vector<Chosen>& chosen) {
  report::Voices voices = report::voices_of(analysis);
  Respondents out;
  out.kind = kind_of(voices.kind);
  out.of_unit = std::move(voices.of_unit);
  const std::vector<Values> values = values_of_units(analysis, chosen);
  std::vector<std::vector<Values>> met;  // by respondent, by attribute
  for (std::size_t u = 0; u < analysis.units.size(); ++u) {
    const std::uint32_t who = out.of_unit[u];
    if (who == kNone) continue;
    const Unit& unit = analysis.units[u];
    if (who >= out.list.size()) {
      out.list.resize(who + 1U);
      met.resize(who + 1U, std::vector<Values>(chosen.size()));
    }
    Respondent& respondent = out.list[who];
    if (respondent.units == 0) {
      respondent.document = analysis.document_of(unit).key;
      respondent.label = voice_label(analysis, unit, out.kind);
      respondent.by_theme.resize(analysis.codebook->themes.size());
      respondent.by_concept.resize(analysis.codebook->concepts.size());
    }
    ++respondent.units;
    respondent.words += unit.words;
    for (std::size_t a = 0; a < chosen.size(); ++a) {
      Values& seen = met[who][a];
      if (std::find(seen.begin(), seen.end(), values[u][a]) == seen.end()) {
        seen.push_back(values[u][a]);
      }
    }
  }
  for (std::size_t r = 0; r < out.list.size(); ++r) {
    for (const Values& seen : met[r]) out.list[r].values.push_back(join(seen, " / "));
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> counted_themes;
  std::set<std::pair<std::uint32_t, std::uint32_t>> counted_concepts;
  for (const Coding& coding : analysis.codings) {
    const std::uint32_t who = out.of_unit[coding.unit.value];
    if (who == kNone) continue;
    if (counted_themes.emplace(coding.unit.value, coding.theme.value).second) {
      ++out.list[who].by_theme[coding.theme.value];
    }
    if (coding.concept_id.valid() &&
        counted_concepts.emplace(coding.unit.value, coding.concept_id.value).second) {
      ++out.list[who].by_concept[coding.concept_id.value];
    }
  }
  return out;
}

}  // namespace

std::vector<std::string> comparable_attributes(const Analysis& analysis) {
  std::vector<std::string> names = report::attribute_names(analysis);
  for (const auto& [name, what] : {std::pair{"fråga", BuiltIn::Question},
                                   {"grupp", BuiltIn::Group},
                                   {"person", BuiltIn::Speaker}}) {
    const bool has = std::any_of(
        analysis.units.begin(), analysis.units.end(),
        [&, w = what](const Unit& unit) { return !built_in_value(analysis, unit, w).empty(); });
    if (has && std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
  }
  names.emplace_back("dokument");
  return names;
}

Result<Grouping> grouping_by(const Analysis& analysis, const std::vector<std::string>& attributes) {
  auto chosen = choose(analysis, attributes);
  if (!chosen) return std::move(chosen).failure();
  return grouped(analysis, chosen.value());
}

Respondents respondents_of(const Analysis& analysis, const std::vector<std::string>& attributes) {
  auto chosen = choose(analysis, attributes);
  return respondents(analysis, chosen ? chosen.value() : std::vector<Chosen>());
}

Result<Comparison> compare(const Analysis& analysis, const CompareOptions& options) {
  auto chosen = choose(analysis, options.by);
  if (!chosen) return std::move(chosen).failure();
  Comparison out;
  out.near = options.near;
  out.respondents = respondents(analysis, chosen.value());
  const auto table = [&](Grouping grouping) {
    return stats::crosstab(analysis, std::move(grouping), out.respondents.of_unit);
  };
  out.crosstab = table(grouped(analysis, chosen.value()));
  if (chosen.value().size() > 1) {
    for (const Chosen& one : chosen.value())
      out.by_attribute.push_back(table(grouped(analysis, {one})));
  }
  if (const auto own = own_level_attribute(analysis, options.own_level)) {
    Grouping grouping = grouped(analysis, {*own});
    order_as_levels(*analysis.codebook, grouping);
    out.own_level = table(std::move(grouping));
  } else if (!options.own_level.empty()) {
    return choose(analysis, {options.own_level}).failure();
  }
  out.pairs = stats::code_pairs(analysis, options.near);
  for (const Chosen& one : chosen.value()) {
    const auto tests = stats::group_tests(analysis, grouped(analysis, {one}), out.respondents);
    out.tests.insert(out.tests.end(), tests.begin(), tests.end());
  }
  return out;
}

}  // namespace rodtrad::pipeline
