#include <algorithm>
#include <memory>
#include <set>
#include <tuple>

#include "analyzer/base/offset_map.h"
#include "analyzer/language/negation.h"
#include "analyzer/pipeline/explore.h"
#include "analyzer/stats/saturation.h"
#include "analyzer/text/normalise.h"
#include "analyzer/text/segment.h"

namespace rodtrad::pipeline {
namespace {

constexpr double kMostOthers = 0.75;        // a theme so many speak of is missed where it is absent
constexpr std::size_t kFewRespondents = 4;  // with fewer, absence says nothing

/// The codes of each document that is an interview.
std::vector<std::vector<std::uint32_t>> codes_by_document(const Analysis& analysis, bool concepts) {
  std::vector<std::set<std::uint32_t>> sets(analysis.documents.size());
  for (const Coding& coding : analysis.codings) {
    const std::uint32_t document = analysis.unit_of(coding).document.value;
    if (!concepts) {
      sets[document].insert(coding.theme.value);
    } else if (coding.concept_id.valid()) {
      sets[document].insert(coding.concept_id.value);
    }
  }
  std::vector<std::vector<std::uint32_t>> out;
  for (const auto& set : sets) out.emplace_back(set.begin(), set.end());
  return out;
}

std::string respondent_name(const Respondent& respondent) {
  return respondent.label.empty() ? respondent.document
                                  : respondent.label + " (" + respondent.document + ")";
}

/// Which words of one document stand within reach of a negation.
class NegatedWords {
 public:
  NegatedWords(const Document& document, const language::Lexicon* lexicon,
               text::Segmenter& segmenter)
      : document_(document), segmentation_(segmenter.segment(document)), lexicon_(lexicon) {}

  bool covers(ByteSpan span) {
    const auto& sentences = segmentation_.sentences;
    auto sentence = std::upper_bound(
        sentences.begin(), sentences.end(), span.begin,
        [](std::uint32_t begin, const Sentence& s) { return begin < s.span.begin; });
    if (sentence == sentences.begin()) return false;
    --sentence;
    std::vector<std::string> folded;
    for (std::uint32_t t = sentence->token_begin; t < sentence->token_end; ++t) {
      folded.push_back(text::folded_form(slice(document_.text, segmentation_.tokens[t].span)));
    }
    std::vector<language::ClausePart> parts;
    for (std::size_t i = 0; i < folded.size(); ++i) {
      parts.push_back({folded[i], segmentation_.tokens[sentence->token_begin + i].kind !=
                                      TokenKind::Punctuation});
    }
    const std::vector<bool> negated = language::negated_parts(parts, lexicon_);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (!segmentation_.tokens[sentence->token_begin + i].span.overlaps(span)) continue;
      // A hit that holds the negation itself is about what is not: nothing goes against it.
      if (language::is_negator(folded[i])) return false;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (segmentation_.tokens[sentence->token_begin + i].span.overlaps(span) && parts[i].is_word) {
        return negated[i];
      }
    }
    return false;
  }

 private:
  const Document& document_;
  Segmentation segmentation_;
  const language::Lexicon* lexicon_;
};

bool says_negation(const Indicator& indicator) {
  return indicator.match.find("negated(") != std::string::npos ||
         indicator.match.find("affirmed(") != std::string::npos;
}

void add_negated(const Analysis& analysis, const language::Lexicon* lexicon,
                 std::vector<NegativeCase>& out) {
  text::Segmenter segmenter;
  std::unique_ptr<NegatedWords> words;
  std::unique_ptr<OffsetMap> offsets;
  std::uint32_t current = kNone;
  for (const Coding& coding : analysis.codings) {
    const Unit& unit = analysis.unit_of(coding);
    const Document& document = analysis.document_of(unit);
    if (unit.document.value != current) {
      current = unit.document.value;
      words = std::make_unique<NegatedWords>(document, lexicon, segmenter);
      offsets = std::make_unique<OffsetMap>(document.text);
    }
    if (coding.evidence.empty()) continue;
    const auto goes_against = [&](const Evidence& evidence) {
      return evidence.indicator.valid() &&
             !says_negation(at(analysis.codebook->indicators, evidence.indicator)) &&
             words->covers(evidence.span);
    };
    // Another hit that is affirmed makes the coding right anyhow.
    if (!std::all_of(coding.evidence.begin(), coding.evidence.end(), goes_against)) continue;
    NegativeCase found;
    found.kind = NegativeKind::Negated;
    found.theme = coding.theme;
    found.concept_id = coding.concept_id;
    found.document = document.key;
    const SpeakerId speaker = speaker_in(document, unit);
    if (speaker.valid()) found.speaker = at(document.speakers, speaker).label;
    found.span = offsets->code_points(unit.span);
    found.text = std::string(slice(document.text, unit.span));
    found.evidence = std::string(slice(document.text, coding.evidence.front().span));
    out.push_back(std::move(found));
  }
}

void add_absent(const Analysis& analysis, const Respondents& who, std::vector<NegativeCase>& out) {
  if (who.list.size() < kFewRespondents) return;
  for (std::size_t t = 0; t < analysis.codebook->themes.size(); ++t) {
    std::uint64_t speak = 0;
    for (const Respondent& respondent : who.list) speak += respondent.by_theme[t] > 0 ? 1U : 0U;
    const auto all = who.list.size();
    if (speak == all || static_cast<double>(speak) < kMostOthers * static_cast<double>(all))
      continue;
    for (const Respondent& respondent : who.list) {
      if (respondent.by_theme[t] > 0) continue;
      NegativeCase found;
      found.kind = NegativeKind::Absent;
      found.theme = ThemeId(t);
      found.document = respondent.document;
      found.speaker = respondent.label;
      found.others = speak;
      found.of = all;
      out.push_back(std::move(found));
    }
  }
}

}  // namespace

SaturationCurve saturation_curve(const Analysis& analysis, const ExploreOptions& options) {
  SaturationCurve out;
  out.base = options.base;
  out.run = options.run;
  out.threshold = options.threshold;
  out.orders = options.orders;
  out.seed = options.seed;
  out.of_concepts = !analysis.codebook->concepts.empty();
  if (std::all_of(analysis.documents.begin(), analysis.documents.end(),
                  [](const Document& d) { return d.is_answers; })) {
    out.undefined = "answers";
    return out;
  }
  const auto codes = codes_by_document(analysis, out.of_concepts);
  const stats::AccumulationBand band =
      stats::accumulation_band(codes, options.orders, options.seed);
  std::set<std::uint32_t> met;
  std::vector<double> fresh;
  for (std::size_t d = 0; d < codes.size(); ++d) {
    SaturationStep step;
    step.document = analysis.documents[d].key;
    step.codes = codes[d].size();
    for (const std::uint32_t code : codes[d]) step.fresh += met.insert(code).second ? 1U : 0U;
    step.so_far = met.size();
    fresh.push_back(static_cast<double>(step.fresh));
    if (d < band.middle.size()) {
      step.low = band.low[d];
      step.middle = band.middle[d];
      step.high = band.high[d];
    }
    out.steps.push_back(std::move(step));
  }
  if (codes.size() < options.base + options.run) {
    out.undefined = "too-few";
    return out;
  }
  const stats::Saturation found = stats::saturation(
      fresh, {.base = options.base, .run = options.run, .threshold = options.threshold});
  if (found.reason != Undefined::No) out.undefined = "no-codes";
  for (std::size_t i = 0; i < found.ratios.size(); ++i) {
    out.steps[options.base + options.run - 1 + i].ratio = found.ratios[i];
  }
  out.label = found.label;
  return out;
}

std::vector<Concentration> concentration_of(const Analysis& analysis, const Respondents& who) {
  std::vector<Concentration> out;
  const auto measure = [&](ThemeId theme, ConceptId concept_id) {
    Concentration c;
    c.theme = theme;
    c.concept_id = concept_id;
    for (const Respondent& respondent : who.list) {
      const std::uint64_t units = concept_id.valid() ? respondent.by_concept[concept_id.value]
                                                     : respondent.by_theme[theme.value];
      c.units += units;
      c.voices += units > 0 ? 1U : 0U;
      if (units > c.top_units) {
        c.top_units = units;
        c.top = respondent_name(respondent);
      }
    }
    out.push_back(std::move(c));
  };
  for (std::size_t t = 0; t < analysis.codebook->themes.size(); ++t) {
    measure(ThemeId(t), {});
    for (const ConceptId id : analysis.codebook->themes[t].concepts) measure(ThemeId(t), id);
  }
  return out;
}

std::vector<NegativeCase> negative_cases(const Analysis& analysis, const Respondents& who,
                                         const language::Resources& resources) {
  std::vector<NegativeCase> out;
  add_negated(analysis, resources.lexicon, out);
  add_absent(analysis, who, out);
  std::stable_sort(out.begin(), out.end(), [](const NegativeCase& a, const NegativeCase& b) {
    return std::tie(a.theme, a.kind) < std::tie(b.theme, b.kind);
  });
  return out;
}

}  // namespace rodtrad::pipeline
