#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "analyzer/base/strings.h"
#include "analyzer/pipeline/explore.h"
#include "analyzer/stats/keyness.h"

namespace rodtrad::pipeline {
namespace {

constexpr std::size_t kForms = 5;

using Numbers = std::vector<std::uint32_t>;

std::uint64_t distinct(Numbers numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers.size() - (!numbers.empty() && numbers.back() == kNone ? 1U : 0U);
}

/// The running words of each lemma, by position.
std::vector<Numbers> places_by_lemma(const Lemmas& lemmas) {
  std::vector<Numbers> out(lemmas.list.size());
  for (std::uint32_t w = 0; w < lemmas.words.size(); ++w) out[lemmas.words[w].lemma].push_back(w);
  return out;
}

/// Largest share of one person among the words whose speaker is known.
std::optional<double> top_share(const Analysis& analysis, const Lemmas& lemmas,
                                const Numbers& here) {
  std::unordered_map<std::uint32_t, std::uint64_t> by_person;
  std::uint64_t most = 0;
  for (const std::uint32_t w : here) {
    const std::uint32_t person = analysis.speaker_of_unit[lemmas.words[w].unit];
    if (person == kNone) return std::nullopt;
    most = std::max(most, ++by_person[person]);
  }
  if (here.empty()) return std::nullopt;
  return static_cast<double>(most) / static_cast<double>(here.size());
}

std::vector<std::string> forms_of(const Analysis& analysis, const Lemmas& lemmas,
                                  const Numbers& here) {
  std::map<std::string, std::uint64_t> counts;
  for (const std::uint32_t w : here) {
    const RunningWord& word = lemmas.words[w];
    ++counts[std::string(slice(analysis.document_of(analysis.units[word.unit]).text, word.span))];
  }
  std::vector<std::pair<std::uint64_t, std::string>> sorted;
  for (const auto& [form, n] : counts) sorted.emplace_back(n, form);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> out;
  for (std::size_t i = 0; i < std::min(sorted.size(), kForms); ++i) {
    out.push_back(replace_all(sorted[i].second, "\n", " "));
  }
  return out;
}

/// One word here and elsewhere, with its measures; the text around it is added later.
WordContrast contrast(const Lemma& lemma, std::uint64_t here, std::uint64_t there,
                      std::uint64_t words_here, std::uint64_t words_there) {
  WordContrast out;
  out.word = lemma.text;
  out.parts = lemma.parts;
  out.here = here;
  out.there = there;
  const stats::Frequencies f{static_cast<double>(here), static_cast<double>(there),
                             static_cast<double>(words_here), static_cast<double>(words_there)};
  out.log_likelihood = stats::rayson_log_likelihood(f).value;
  out.log_ratio = stats::log_ratio(f).value;
  return out;
}

void describe(const Analysis& analysis, const Lemmas& lemmas, const Numbers& here,
              WordPlaces& places, WordContrast& out) {
  Numbers units;
  Numbers documents;
  Numbers people;
  for (const std::uint32_t w : here) {
    const std::uint32_t u = lemmas.words[w].unit;
    units.push_back(u);
    documents.push_back(analysis.units[u].document.value);
    people.push_back(analysis.speaker_of_unit[u]);
  }
  out.units = distinct(std::move(units));
  out.documents = distinct(std::move(documents));
  out.speakers = distinct(std::move(people));
  out.top_speaker = top_share(analysis, lemmas, here);
  out.forms = forms_of(analysis, lemmas, here);
  out.example = places.of(lemmas.words[here.front()]);
}

/// A contrast and where it was counted.
struct Found {
  WordContrast word;
  Numbers here;
};

/// The most distinctive first, then the most common, then by the alphabet of bytes.
void sort_and_cut(std::vector<Found>& found) {
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    const double la = a.word.log_likelihood.value_or(0);
    const double lb = b.word.log_likelihood.value_or(0);
    return std::tie(lb, b.word.here, a.word.word) < std::tie(la, a.word.here, b.word.word);
  });
  if (found.size() > kMostContrasts) found.resize(kMostContrasts);
}

std::vector<WordContrast> described(const Analysis& analysis, const Lemmas& lemmas,
                                    std::vector<Found> found, std::size_t width) {
  sort_and_cut(found);
  std::vector<WordContrast> out;
  WordPlaces places(analysis, width);
  for (Found& one : found) {
    describe(analysis, lemmas, one.here, places, one.word);
    out.push_back(std::move(one.word));
  }
  return out;
}

}  // namespace

std::vector<WordContrast> uncovered_words(const Analysis& analysis, const Lemmas& lemmas,
                                          const ExploreOptions& options) {
  const std::vector<bool> coded = coded_units(analysis);
  std::uint64_t words_coded = 0;
  for (const RunningWord& word : lemmas.words) words_coded += coded[word.unit] ? 1U : 0U;
  const std::uint64_t words_uncoded = lemmas.words.size() - words_coded;
  const std::vector<Numbers> places = places_by_lemma(lemmas);
  std::vector<Found> found;
  for (std::size_t l = 0; l < places.size(); ++l) {
    if (!lemmas.list[l].content) continue;
    Found one;
    for (const std::uint32_t w : places[l]) {
      if (!coded[lemmas.words[w].unit]) one.here.push_back(w);
    }
    if (one.here.size() < options.least) continue;
    one.word = contrast(lemmas.list[l], one.here.size(), places[l].size() - one.here.size(),
                        words_uncoded, words_coded);
    found.push_back(std::move(one));
  }
  return described(analysis, lemmas, std::move(found), options.width);
}

std::vector<GroupKeyness> keyness_by(const Analysis& analysis, const Lemmas& lemmas,
                                     const Grouping& grouping, const ExploreOptions& options) {
  const std::vector<Numbers> places = places_by_lemma(lemmas);
  std::vector<GroupKeyness> out;
  for (std::uint32_t g = 0; g < grouping.groups.size(); ++g) {
    if (grouping.groups[g].front().empty()) continue;
    GroupKeyness group;
    group.attribute = grouping.attributes.front();
    group.value = grouping.groups[g].front();
    Numbers people;
    for (const RunningWord& word : lemmas.words) {
      const bool inside = grouping.of_unit[word.unit] == g;
      ++(inside ? group.words_here : group.words_there);
      if (inside) people.push_back(analysis.speaker_of_unit[word.unit]);
    }
    group.speakers_here = distinct(std::move(people));
    std::vector<Found> found;
    for (std::size_t l = 0; l < places.size(); ++l) {
      if (!lemmas.list[l].content || places[l].size() < options.least) continue;
      Found one;
      for (const std::uint32_t w : places[l]) {
        if (grouping.of_unit[lemmas.words[w].unit] == g) one.here.push_back(w);
      }
      if (one.here.size() < options.least) continue;
      one.word = contrast(lemmas.list[l], one.here.size(), places[l].size() - one.here.size(),
                          group.words_here, group.words_there);
      if (one.word.log_likelihood.value_or(0) >= kKeynessLimit) found.push_back(std::move(one));
    }
    group.words = described(analysis, lemmas, std::move(found), options.width);
    out.push_back(std::move(group));
  }
  return out;
}

std::vector<Collocation> collocations(const Analysis& analysis, const Lemmas& lemmas,
                                      const ExploreOptions& options, std::uint64_t& all_pairs) {
  struct Pair {
    std::uint64_t n = 0;
    std::set<std::uint32_t> people;
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, Pair> pairs;
  std::vector<std::uint64_t> first(lemmas.list.size());
  std::vector<std::uint64_t> second(lemmas.list.size());
  all_pairs = 0;
  for (std::size_t w = 1; w < lemmas.words.size(); ++w) {
    if (!lemmas.words[w].follows) continue;
    const std::uint32_t a = lemmas.words[w - 1].lemma;
    const std::uint32_t b = lemmas.words[w].lemma;
    ++all_pairs;
    ++first[a];
    ++second[b];
    if (!lemmas.list[a].content || !lemmas.list[b].content) continue;
    Pair& pair = pairs[{a, b}];
    ++pair.n;
    const std::uint32_t person = analysis.speaker_of_unit[lemmas.words[w].unit];
    if (person != kNone) pair.people.insert(person);
  }
  std::vector<Collocation> out;
  for (const auto& [words, pair] : pairs) {
    if (pair.n < options.least) continue;
    const stats::PairCounts n{static_cast<double>(pair.n), static_cast<double>(first[words.first]),
                              static_cast<double>(second[words.second]),
                              static_cast<double>(all_pairs)};
    Collocation c;
    c.first = lemmas.list[words.first].text;
    c.second = lemmas.list[words.second].text;
    c.n_ab = pair.n;
    c.n_a = first[words.first];
    c.n_b = second[words.second];
    c.speakers = pair.people.size();
    c.log_likelihood = stats::collocation_g_squared(n).value;
    c.pmi = stats::collocation_pmi(n).value;
    c.t = stats::collocation_t(n).value;
    c.dice = stats::collocation_dice(n).value;
    c.lambda = stats::collocation_lambda(n).value;
    c.z = stats::collocation_z(n).value;
    out.push_back(std::move(c));
  }
  std::stable_sort(out.begin(), out.end(), [](const Collocation& a, const Collocation& b) {
    const double la = a.log_likelihood.value_or(0);
    const double lb = b.log_likelihood.value_or(0);
    return std::tie(lb, b.n_ab, a.first, a.second) < std::tie(la, a.n_ab, b.first, b.second);
  });
  if (out.size() > kMostContrasts) out.resize(kMostContrasts);
  return out;
}

}  // namespace rodtrad::pipeline
