#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/language/constituents.h"
#include "analyzer/language/inflection.h"
#include "analyzer/pipeline/explore.h"
#include "analyzer/stats/keyness.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

constexpr std::size_t kPlaces = 3;  // of one suggestion
constexpr std::size_t kPerTheme = 25;
constexpr std::size_t kShortestWord = 4;  // an indicator's word inside a compound

using Numbers = std::vector<std::uint32_t>;

/// An indicator that is one plain word: `samverkan`, `+möte`, `=SIP`.
std::string plain_word(const std::string& rule) {
  std::string word;
  for (const char c : rule) {
    if (c == '+' || c == '=' || c == '*') continue;
    if (is_blank(c) || c == '/' || c == '(' || c == '$' || c == '~' || c == '"') return {};
    word += c;
  }
  return utf8::count(word) >= kShortestWord ? text::folded_form(word) : std::string();
}

struct IndicatorWord {
  std::string word;
  std::string rule;
  ThemeId theme;
  ConceptId concept_id;
};

std::vector<IndicatorWord> indicator_words(const Codebook& book) {
  std::vector<IndicatorWord> out;
  const auto add = [&](const std::vector<IndicatorId>& ids, ThemeId theme, ConceptId concept_id) {
    for (const IndicatorId id : ids) {
      const std::string& rule = at(book.indicators, id).match;
      if (const std::string word = plain_word(rule); !word.empty()) {
        out.push_back({word, rule, theme, concept_id});
      }
    }
  };
  for (std::size_t t = 0; t < book.themes.size(); ++t) {
    add(book.themes[t].indicators, ThemeId(t), {});
    for (const ConceptId id : book.themes[t].concepts) {
      add(at(book.concepts, id).indicators, ThemeId(t), id);
    }
  }
  return out;
}

class Suggester {
 public:
  Suggester(const Analysis& analysis, const Lemmas& lemmas, const language::Resources& resources,
            const ExploreOptions& options)
      : a_(analysis),
        lemmas_(lemmas),
        options_(options),
        coded_(coded_units(analysis)),
        inflection_(resources.lexicon != nullptr ? *resources.lexicon : none_),
        splitter_(inflection_),
        word_places_(analysis, options.width) {
    for (std::uint32_t w = 0; w < lemmas.words.size(); ++w) {
      places_[lemmas.words[w].lemma].push_back(w);
    }
    themes_of_unit_.resize(analysis.units.size());
    for (const Coding& coding : analysis.codings) {
      themes_of_unit_[coding.unit.value].insert(coding.theme.value);
    }
    find_evidence();
  }

  std::vector<SuggestedIndicator> run() {
    compounds();
    for (std::uint32_t t = 0; t < a_.codebook->themes.size(); ++t) company(t);
    std::stable_sort(out_.begin(), out_.end(),
                     [](const SuggestedIndicator& a, const SuggestedIndicator& b) {
                       const double la = a.log_likelihood.value_or(0);
                       const double lb = b.log_likelihood.value_or(0);
                       return std::tie(a.theme, a.basis, b.uncoded, lb, a.word) <
                              std::tie(b.theme, b.basis, a.uncoded, la, b.word);
                     });
    return std::move(out_);
  }

 private:
  /// Words that are evidence of each theme, by lemma: proposing them would propose nothing.
  void find_evidence() {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> words;
    for (std::uint32_t w = 0; w < lemmas_.words.size(); ++w) {
      const RunningWord& word = lemmas_.words[w];
      words[{a_.units[word.unit].document.value, word.unit}].push_back(w);
    }
    for (const Coding& coding : a_.codings) {
      const auto here = words.find({a_.unit_of(coding).document.value, coding.unit.value});
      if (here == words.end()) continue;
      for (const Evidence& evidence : coding.evidence) {
        for (const std::uint32_t w : here->second) {
          if (lemmas_.words[w].span.overlaps(evidence.span)) {
            evidence_.insert({coding.theme.value, lemmas_.words[w].lemma});
          }
        }
      }
    }
  }

  [[nodiscard]] std::set<std::uint32_t> units_of(const Numbers& places) const {
    std::set<std::uint32_t> out;
    for (const std::uint32_t w : places) out.insert(lemmas_.words[w].unit);
    return out;
  }

  [[nodiscard]] SuggestedIndicator made(std::uint32_t lemma, std::uint32_t theme) {
    SuggestedIndicator s;
    const Numbers& places = places_.at(lemma);
    s.word = lemmas_.list[lemma].text;
    s.theme = ThemeId(std::size_t{theme});
    for (const std::uint32_t u : units_of(places)) {
      ++s.units;
      s.with_theme += themes_of_unit_[u].count(theme);
      s.uncoded += coded_[u] ? 0U : 1U;
    }
    for (const bool uncoded_first : {true, false}) {
      for (const std::uint32_t w : places) {
        if (s.places.size() == kPlaces) break;
        if (coded_[lemmas_.words[w].unit] == uncoded_first) continue;
        s.places.push_back(word_places_.of(lemmas_.words[w]));
      }
    }
    return s;
  }

  /// Compounds with an indicator's word in them that the theme has not found.
  void compounds() {
    struct Candidate {
      std::uint32_t lemma;
      std::string folded;
    };
    std::vector<Candidate> candidates;
    for (const auto& [lemma, places] : places_) {
      if (lemmas_.list[lemma].parts.empty()) continue;
      const bool uncoded = std::any_of(places.begin(), places.end(), [this](std::uint32_t w) {
        return !coded_[lemmas_.words[w].unit];
      });
      if (uncoded) candidates.push_back({lemma, text::folded_form(lemmas_.list[lemma].text)});
    }
    for (const IndicatorWord& indicator : indicator_words(*a_.codebook)) {
      const language::CompoundTerm term = language::compound_term(
          inflection_, inflection_.as_term(indicator.word, splitter_.stemmer()), PartOfSpeech::Any);
      for (const Candidate& candidate : candidates) {
        if (evidence_.contains({indicator.theme.value, candidate.lemma})) continue;
        if (candidate.folded == indicator.word || !may_hold(term, candidate.folded)) continue;
        // A verb's past forms look like ends of other words: toalett holds no `leda`.
        if (candidate.folded.find(utf8::prefix(indicator.word, kShortestWord)) ==
            std::string::npos) {
          continue;
        }
        if (!language::find_constituent(term, CompoundRole::Any, candidate.folded, splitter_))
          continue;
        if (!proposed_.insert({indicator.theme.value, candidate.lemma}).second) continue;
        SuggestedIndicator s = made(candidate.lemma, indicator.theme.value);
        s.concept_id = indicator.concept_id;
        s.basis = SuggestionBasis::Compound;
        s.related = indicator.rule;
        out_.push_back(std::move(s));
      }
    }
  }

  /// Cheap: one of the term's roots must stand in the word.
  static bool may_hold(const language::CompoundTerm& term, const std::string& folded) {
    return std::any_of(term.roots.begin(), term.roots.end(), [&](const std::string& root) {
      return folded.find(root) != std::string::npos;
    });
  }

  /// Words of the theme's company that stand in uncoded units too.
  void company(std::uint32_t theme) {
    std::uint64_t words_with = 0;
    for (const RunningWord& word : lemmas_.words) {
      words_with += themes_of_unit_[word.unit].count(theme);
    }
    std::vector<std::pair<double, SuggestedIndicator>> found;
    for (const auto& [lemma, places] : places_) {
      if (!lemmas_.list[lemma].content || places.size() < options_.least) continue;
      if (evidence_.contains({theme, lemma}) || proposed_.contains({theme, lemma})) continue;
      std::uint64_t with = 0;
      std::uint64_t uncoded = 0;
      std::set<std::uint32_t> documents;
      for (const std::uint32_t w : places) {
        const std::uint32_t u = lemmas_.words[w].unit;
        const auto here = themes_of_unit_[u].count(theme);
        with += here;
        uncoded += coded_[u] ? 0U : 1U;
        if (here != 0) documents.insert(a_.units[u].document.value);
      }
      if (with < 2 || uncoded == 0 || documents.size() < 2) continue;
      const stats::Frequencies f{
          static_cast<double>(with), static_cast<double>(places.size() - with),
          static_cast<double>(words_with), static_cast<double>(lemmas_.words.size() - words_with)};
      const double likelihood = stats::rayson_log_likelihood(f).value.value_or(0);
      if (likelihood < kSuggestionLimit) continue;
      SuggestedIndicator s = made(lemma, theme);
      s.log_likelihood = likelihood;
      s.log_ratio = stats::log_ratio(f).value;
      s.concept_id = likely_concept(places, theme);
      found.emplace_back(likelihood, std::move(s));
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return std::tie(b.first, a.second.word) < std::tie(a.first, b.second.word);
    });
    for (std::size_t i = 0; i < std::min(found.size(), kPerTheme); ++i) {
      out_.push_back(std::move(found[i].second));
    }
  }

  /// The theme's concept that most often codes the word's units.
  [[nodiscard]] ConceptId likely_concept(const Numbers& places, std::uint32_t theme) const {
    const std::set<std::uint32_t> units = units_of(places);
    std::map<ConceptId, std::uint64_t> counts;
    for (const Coding& coding : a_.codings) {
      if (coding.theme.value == theme && coding.concept_id.valid() &&
          units.contains(coding.unit.value)) {
        ++counts[coding.concept_id];
      }
    }
    ConceptId best;
    std::uint64_t most = 0;
    for (const auto& [concept_id, n] : counts) {
      if (n > most) {
        most = n;
        best = concept_id;
      }
    }
    return best;
  }

  const Analysis& a_;
  const Lemmas& lemmas_;
  const ExploreOptions& options_;
  std::vector<bool> coded_;
  language::Lexicon none_{};
  language::Inflection inflection_;
  language::Splitter splitter_;
  WordPlaces word_places_;
  std::map<std::uint32_t, Numbers> places_;  // by lemma
  std::vector<std::set<std::uint32_t>> themes_of_unit_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> evidence_;  // theme, lemma
  std::set<std::pair<std::uint32_t, std::uint32_t>> proposed_;  // theme, lemma
  std::vector<SuggestedIndicator> out_;
};

}  // namespace

std::vector<SuggestedIndicator> suggest_indicators(const Analysis& analysis, const Lemmas& lemmas,
                                                   const language::Resources& resources,
                                                   const ExploreOptions& options) {
  return Suggester(analysis, lemmas, resources, options).run();
}

}  // namespace rodtrad::pipeline
