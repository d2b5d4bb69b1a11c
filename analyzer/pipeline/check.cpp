#include "analyzer/pipeline/check.h"

#include <algorithm>
#include <map>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/language/lexicon.h"
#include "analyzer/language/term_index.h"
#include "analyzer/matching/rule_language.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"
#include "analyzer/text/segment.h"

namespace rodtrad::pipeline {
namespace {

constexpr std::uint64_t kOverlapUnits = 3;

/// A text as one answer, so that the whole of it is one unit.
Document document_of(const std::string& text) {
  Document document;
  document.key = "example";
  document.text = text;
  document.is_answers = true;
  Segment segment;
  segment.kind = SegmentKind::Answer;
  segment.zone = Zone::Answer;
  segment.span = {0, static_cast<std::uint32_t>(text.size())};
  document.segments.push_back(std::move(segment));
  return document;
}

class Checker {
 public:
  explicit Checker(const CompiledCodebook& compiled)
      : book_(*compiled.codebook), resources_(compiled.resources), worker_(compiled.matcher) {}

  Diagnostics run() {
    for (std::size_t c = 0; c < book_.concepts.size(); ++c) examples(ConceptId(c));
    concepts();
    themes();
    shared_indicators();
    forms_of_others();
    words();
    return std::move(out_);
  }

 private:
  /// Concepts coded in a text.
  std::set<ConceptId> coded_in(const std::string& text) {
    const Document document = document_of(text);
    const Segmentation segmentation = segmenter_.segment(document);
    std::set<ConceptId> found;
    for (const Coding& coding : worker_.code(document, segmentation, {}).codings) {
      found.insert(coding.concept_id);
    }
    return found;
  }

  void examples(ConceptId id) {
    const Concept& entry = at(book_.concepts, id);
    for (const Example& example : entry.examples) {
      if (!coded_in(example.text).contains(id)) {
        out_.error("check-example-missed", "no rule of \"" + entry.key + "\" catches its example",
                   example.place, "add an indicator, or change the example");
      }
    }
    for (const Example& example : entry.counterexamples) {
      if (coded_in(example.text).contains(id)) {
        out_.error("check-counterexample-caught",
                   "a rule of \"" + entry.key + "\" catches its counterexample", example.place,
                   "narrow the indicator, or add what must stop it under \"unless\"");
      }
    }
  }

  void concepts() {
    for (const Concept& entry : book_.concepts) {
      if (entry.indicators.empty()) {
        out_.warning("lint-no-indicators", "the concept \"" + entry.key + "\" has no indicators",
                     entry.place, "it can be coded by hand only");
      }
    }
  }

  void themes() {
    for (const Theme& theme : book_.themes) {
      if (theme.concepts.size() == 1) {
        out_.warning("lint-one-concept", "the theme \"" + theme.key + "\" has only one concept",
                     theme.place, "a theme gathers several concepts; or is it the concept itself?");
      }
      if (theme.concepts.empty() && theme.indicators.empty()) {
        out_.warning("lint-empty-theme", "the theme \"" + theme.key + "\" has nothing in it",
                     theme.place);
      }
    }
  }

  [[nodiscard]] std::vector<std::pair<IndicatorId, ThemeId>> theme_indicators() const {
    std::vector<std::pair<IndicatorId, ThemeId>> out;
    for (std::size_t t = 0; t < book_.themes.size(); ++t) {
      for (const IndicatorId i : book_.themes[t].indicators) out.emplace_back(i, ThemeId(t));
    }
    for (const Concept& entry : book_.concepts) {
      for (const IndicatorId i : entry.indicators) out.emplace_back(i, entry.theme);
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  void shared_indicators() {
    std::map<std::string, ThemeId> first;
    for (const auto& [id, theme] : theme_indicators()) {
      const Indicator& indicator = at(book_.indicators, id);
      const auto [known, added] = first.emplace(text::folded_label(indicator.match), theme);
      if (added || known->second == theme) continue;
      out_.warning("lint-shared-indicator",
                   "the indicator \"" + indicator.match + "\" also stands in the theme \"" +
                       at(book_.themes, known->second).key + "\"",
                   indicator.place, "units with it are counted in both themes");
    }
  }

  /// `chefer` beside `chef`: the second finds the first, so the first adds nothing.
  void forms_of_others() {
    for (const Concept& entry : book_.concepts) {
      std::vector<language::Term> terms;
      std::vector<IndicatorId> ids;
      for (const IndicatorId id : entry.indicators) {
        const Indicator& indicator = at(book_.indicators, id);
        matching::Rule rule;
        matching::RuleError error;
        if (!matching::parse_rule(indicator.match, rule, error)) continue;
        if (rule.kind != matching::RuleKind::Term) continue;
        terms.push_back({.word = rule.text,
                         .kind = rule.term_kind,
                         .compound = rule.own_mark
                                         ? rule.compound
                                         : indicator.compound.value_or(CompoundRole::None),
                         .forms = indicator.forms,
                         .exclude = indicator.exclude,
                         .pos = indicator.pos});
        ids.push_back(id);
      }
      report_covered(terms, ids);
    }
  }

  void report_covered(const std::vector<language::Term>& terms,
                      const std::vector<IndicatorId>& ids) {
    const language::TermIndex index(terms, resources_);
    language::TermIndex::Lookup lookup(index);
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const bool plain = terms[i].kind == language::TermKind::Inflected ||
                         terms[i].kind == language::TermKind::Folded;
      if (!plain || terms[i].compound != CompoundRole::None) continue;
      std::vector<language::TermMatch> found;
      lookup.find(text::surface_form(terms[i].word), found);
      for (const language::TermMatch& match : found) {
        const bool twin =
            text::folded_form(terms[match.term].word) == text::folded_form(terms[i].word) &&
            terms[match.term].kind == terms[i].kind &&
            terms[match.term].compound == terms[i].compound;
        if (match.term == i || (twin && match.term > i)) continue;
        out_.warning("lint-form-of-other",
                     "\"" + at(book_.indicators, ids[i]).match + "\" is already found by \"" +
                         at(book_.indicators, ids[match.term]).match + "\"",
                     at(book_.indicators, ids[i]).place, "one of the two is enough");
        break;
      }
    }
  }

  /// Every inflected word of every rule, each told of once.
  void words() {
    if (resources_.lexicon == nullptr) return;
    std::set<std::pair<std::string, PartOfSpeech>> seen;
    for (const Indicator& indicator : book_.indicators) {
      if (!indicator.forms.empty()) continue;  // the person has said which forms there are
      matching::Rule rule;
      matching::RuleError error;
      if (!matching::parse_rule(indicator.match, rule, error)) continue;
      lower_case_operators(rule, indicator);
      words_of(rule, indicator, seen);
    }
    tell_ambiguous();
  }

  /// `chef near/5 mål` is a phrase of words, which hardly ever stands in a text.
  void lower_case_operators(const matching::Rule& rule, const Indicator& indicator) {
    for (const matching::Rule& child : rule.children) lower_case_operators(child, indicator);
    if (rule.kind != matching::RuleKind::Sequence) return;
    for (std::size_t i = 1; i + 1 < rule.children.size(); ++i) {
      // `near/5` is two words at one place.
      if (rule.children[i].begin == rule.children[i - 1].begin) continue;
      const std::string written = as_written(rule.children[i], indicator);
      const std::string meant = operator_meant(written);
      if (meant.empty()) continue;
      out_.warning(
          "lint-operator-case", "\"" + written + "\" stands here as a word of a phrase",
          indicator.place,
          (ascii_lower(written) == ascii_lower(meant) ? "operators are written in capitals: "
                                                      : "operators are English words: ") +
              meant);
    }
  }

  static std::string as_written(const matching::Rule& rule, const Indicator& indicator) {
    return indicator.match.substr(rule.begin, rule.end - rule.begin);
  }

  /// The operator that a word between two others is, but for its capitals or in Swedish capitals;
  /// empty when it is none.
  static std::string operator_meant(const std::string& word) {
    for (const auto& [swedish, meant] : {std::pair{"OCH", "AND"},
                                         {"ELLER", "OR"},
                                         {"INTE", "NOT"},
                                         {"NÄRA", "NEAR/5"},
                                         {"FÖRE", "BEFORE/5"}}) {
      if (word == swedish) return meant;
    }
    const std::string lower = ascii_lower(word);
    const std::string name = lower.substr(0, lower.find('/'));
    const bool far = name == "near" || name == "before";
    if (!far && lower != "and" && lower != "or" && lower != "not") return {};
    std::string meant = word;
    std::transform(meant.begin(), meant.end(), meant.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return meant == word ? std::string() : meant;
  }

  void words_of(const matching::Rule& rule, const Indicator& indicator,
                std::set<std::pair<std::string, PartOfSpeech>>& seen) {
    for (const matching::Rule& child : rule.children) {
      const bool in_phrase = rule.kind == matching::RuleKind::Sequence;
      if (in_phrase && !operator_meant(as_written(child, indicator)).empty()) continue;
      words_of(child, indicator, seen);
    }
    if (rule.kind != matching::RuleKind::Term || rule.term_kind != language::TermKind::Inflected ||
        text::count_upper(rule.text) >= 2) {
      return;
    }
    const std::string folded = text::folded_form(rule.text);
    if (!seen.emplace(folded, indicator.pos).second) return;
    if (!worker_.knows(folded.substr(folded.rfind('-') + 1))) {
      out_.warning("lint-unknown-word",
                   "\"" + rule.text + "\" is not in the lexicon: its endings are guessed",
                   indicator.place, "see rodtrad forms " + rule.text + " --in your material");
    }
    ambiguous_forms(rule.text, folded, indicator);
  }

  /// Forms of the word that are forms of other words too, unless the indicator leaves them out.
  void ambiguous_forms(const std::string& word, const std::string& folded,
                       const Indicator& indicator) {
    const auto lemma = resources_.lexicon->lemma(folded);
    if (!lemma) return;
    const language::TermIndex index(
        {{.word = word, .exclude = indicator.exclude, .pos = indicator.pos}}, resources_);
    language::TermIndex::Lookup lookup(index);
    std::string shown;
    for (const std::string_view form : resources_.lexicon->forms_of(*lemma)) {
      std::vector<language::TermMatch> found;
      lookup.find(form, found);
      if (found.empty()) continue;
      const std::vector<std::string> others =
          other_words(form, found.front().recognition.ambiguous);
      if (others.empty()) continue;
      shown += (shown.empty() ? "" : "; ") + std::string(form) + " is also a form of " +
               join(others, ", ");
    }
    if (shown.empty()) return;
    Diagnostic told{Severity::Warning, "lint-ambiguous", "\"" + word + "\": " + shown,
                    indicator.place};
    told.hint = "if that disturbs, give the form under \"exclude\" or the word class under \"pos\"";
    ambiguous_.push_back(std::move(told));
    ambiguous_words_.push_back(word);
  }

  /// Of the words a form could also be, those that are words of their own: a verb's participle or
  /// what only a spelling dictionary lists is not.
  [[nodiscard]] std::vector<std::string> other_words(std::string_view form,
                                                     const std::vector<std::string>& others) const {
    std::vector<std::string> out;
    const auto entry = resources_.lexicon->find(form);
    if (!entry) return out;
    for (const std::string& other : others) {
      const bool own_word = std::any_of(
          entry->apertium.begin(), entry->apertium.end(), [&](const language::Reading& reading) {
            return resources_.lexicon->lemma_text(reading.lemma) == other &&
                   (reading.group == language::WordGroup::Noun ||
                    reading.group == language::WordGroup::Verb);
          });
      if (own_word) out.push_back(other);
    }
    return out;
  }

  /// A few are told one by one; many would bury everything else, so they become remarks.
  void tell_ambiguous() {
    constexpr std::size_t kFew = 5;
    if (ambiguous_.size() > kFew) {
      const std::vector<std::string> some(ambiguous_words_.begin(),
                                          ambiguous_words_.begin() + kFew);
      out_.warning("lint-ambiguous",
                   std::to_string(ambiguous_.size()) +
                       " words share forms with other words, e.g. " + join(some, ", "),
                   {.path = book_.file},
                   "see them all with --verbose; \"exclude\" and \"pos\" help");
      for (Diagnostic& told : ambiguous_) told.severity = Severity::Info;
    }
    for (Diagnostic& told : ambiguous_) out_.add(std::move(told));
  }

  const Codebook& book_;
  language::Resources resources_;
  matching::Matcher::Worker worker_;
  text::Segmenter segmenter_;
  Diagnostics out_;
  std::vector<Diagnostic> ambiguous_;
  std::vector<std::string> ambiguous_words_;
};

}  // namespace

Diagnostics check_codebook(const CompiledCodebook& compiled) { return Checker(compiled).run(); }

AgainstMaterial against(const Analysis& analysis) {
  AgainstMaterial out;
  const Codebook& book = *analysis.codebook;
  std::vector<bool> hit(book.indicators.size(), false);
  std::map<ConceptId, std::set<UnitId>> units;
  for (const Coding& coding : analysis.codings) {
    for (const Evidence& evidence : coding.evidence) hit[evidence.indicator.value] = true;
    if (coding.concept_id.valid()) units[coding.concept_id].insert(coding.unit);
  }
  const auto note = [&](const std::vector<IndicatorId>& ids) {
    for (const IndicatorId id : ids) {
      if (!hit[id.value]) out.never.push_back(id);
    }
  };
  for (const Theme& theme : book.themes) note(theme.indicators);
  for (const Concept& entry : book.concepts) note(entry.indicators);

  for (auto a = units.begin(); a != units.end(); ++a) {
    for (auto b = std::next(a); b != units.end(); ++b) {
      if (at(book.concepts, a->first).theme == at(book.concepts, b->first).theme) continue;
      const auto both = static_cast<std::uint64_t>(
          std::count_if(a->second.begin(), a->second.end(),
                        [&](UnitId unit) { return b->second.contains(unit); }));
      if (both < kOverlapUnits) continue;
      if (both * 2 < std::min(a->second.size(), b->second.size())) continue;
      out.overlaps.push_back({a->first, b->first, a->second.size(), b->second.size(), both});
    }
  }
  std::stable_sort(out.overlaps.begin(), out.overlaps.end(),
                   [](const AgainstMaterial::Overlap& x, const AgainstMaterial::Overlap& y) {
                     return x.n_both > y.n_both;
                   });
  return out;
}

}  // namespace rodtrad::pipeline
