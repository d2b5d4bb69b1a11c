#include "analyzer/matching/matcher.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "analyzer/base/strings.h"
#include "analyzer/language/negation.h"
#include "analyzer/matching/compile.h"
#include "analyzer/matching/evaluate.h"
#include "analyzer/matching/headings.h"
#include "analyzer/matching/levels.h"
#include "analyzer/matching/shortened_words.h"
#include "analyzer/matching/word_types.h"
#include "analyzer/text/normalise.h"
#include "analyzer/text/segment.h"

namespace rodtrad::matching {

struct Matcher::Impl {
  const Codebook* codebook;
  CompiledRules rules;
  language::TermIndex index;
  HeadingLabels labels;
  const language::Lexicon* lexicon;

  Impl(const Codebook& book, CompiledRules compiled, const language::Resources& resources)
      : codebook(&book),
        rules(std::move(compiled)),
        index(rules.terms, resources),
        labels(book),
        lexicon(resources.lexicon) {}
};

Matcher::Matcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

Result<Matcher> Matcher::compile(const Codebook& codebook, const language::Resources& resources) {
  Result<CompiledRules> rules = compile_rules(
      codebook, resources.spoken_forms ? Shortenings::Accepted : Shortenings::Ignored);
  if (!rules) return std::move(rules).failure();
  return Matcher(std::make_unique<Impl>(codebook, std::move(rules).value(), resources));
}

std::string coding_key(std::string_view document, ByteSpan span, std::string_view theme,
                       std::string_view concept_key, std::string_view coder) {
  // FNV-1a over the parts, then MurmurHash3's finaliser: stable, and cheap enough for millions.
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  const auto add = [&hash](std::string_view part) {
    for (const char byte : part) {
      hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
    }
    hash = (hash ^ 0xFFU) * 0x100000001b3ULL;
  };
  add(document);
  add(std::to_string(span.begin));
  add(std::to_string(span.end));
  add(theme);
  add(concept_key);
  add(coder);
  hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdULL;
  hash = (hash ^ (hash >> 33U)) * 0xc4ceb9fe1a85ec53ULL;
  hash ^= hash >> 33U;
  std::string key(16, '0');
  for (auto digit = key.rbegin(); digit != key.rend(); ++digit, hash >>= 4U) {
    *digit = "0123456789abcdef"[hash & 15U];
  }
  return key;
}

namespace {

/// The rules that hold in one unit, by indicator.
struct UnitVerdicts {
  std::vector<std::uint32_t> holding;
  std::vector<Verdict> verdicts;  ///< parallel to `holding`
};

/// A sentence that may hold a match of a regular expression.
struct RegexTry {
  std::uint32_t sentence = 0;
  std::uint32_t pattern = 0;

  friend auto operator<=>(const RegexTry&, const RegexTry&) = default;
};

/// A coding that a unit's rules ask for, before levels.
struct Asked {
  std::uint32_t unit = 0;
  std::uint32_t theme = 0;
  ConceptId concept_id{};
  std::vector<Evidence> evidence{};
  std::vector<LevelCue> words{};  ///< where the evidence is, in words, if there are levels
  Origin origin = Origin::Rule;
};

}  // namespace

struct Matcher::Worker::Impl {
  static constexpr std::size_t kMostPairs = 10'000;  // remembered, so that memory does not grow

  explicit Impl(const Matcher::Impl& owner)
      : m(owner),
        types(owner.index, owner.rules.regexes),
        present(owner.rules.rules_of_atom.size()) {}

  const Matcher::Impl& m;
  WordTypes types;
  /// What shortened pairs (`in-` + `utskrivning`) stand for.
  std::unordered_map<std::string, std::vector<language::TermMatch>> shortened;
  std::vector<ShortenedPair> pairs;
  const language::Recognition regex_recognition{How::Pattern, {}, {}};

  // Of the document at hand.
  const Document* document = nullptr;
  const Segmentation* segmentation = nullptr;
  std::vector<std::uint32_t> type_numbers;  ///< of its words
  std::vector<AtomHit> hits;                ///< by word
  bool found_before = false;                ///< while they are collected: some out of this order
  std::size_t next_hit = 0;                 ///< of these, for the unit that comes next
  std::vector<AtomHit> unit_hits;
  AtomsPresent present;                ///< of the unit at hand
  std::vector<std::uint32_t> touched;  ///< its rules that may hold
  UnitVerdicts verdicts;
  std::vector<std::uint32_t> stopped;  ///< concepts of the unit whose `unless` holds
  std::vector<RegexTry> regex_tries;
  // Of the sentence that patterns are tried in.
  std::string regex_line;
  std::vector<std::uint32_t> regex_starts;
  std::vector<std::uint32_t> regex_ends;
  std::vector<ByteSpan> regex_found;
  std::map<std::uint32_t, std::vector<bool>> negation_by_sentence;  ///< by word within it

  void open(const Document& d, const Segmentation& s) {
    document = &d;
    segmentation = &s;
    negation_by_sentence.clear();
    types.forget_when_large();
    if (shortened.size() > kMostPairs) shortened.clear();
    collect_hits();
  }

  void collect_hits() {
    hits.clear();
    next_hit = 0;
    regex_tries.clear();
    found_before = false;
    types.of(*segmentation, document->text, type_numbers);
    for (std::uint32_t w = 0; w < type_numbers.size(); ++w) {
      if (type_numbers[w] == 0) continue;
      const WordType& type = types[type_numbers[w]];
      for (const std::uint32_t pattern : type.patterns) {
        regex_tries.push_back({segmentation->words[w].sentence, pattern});
      }
      for (const language::TermMatch& match : type.matches) {
        hits.push_back({match.term, w, w + 1, &match.recognition});
      }
      if (type.may_shorten) collect_shortened(w);
    }
    collect_dashed();
    const auto before = [](const AtomHit& a, const AtomHit& b) { return a.begin < b.begin; };
    if (found_before) std::stable_sort(hits.begin(), hits.end(), before);
    if (m.rules.regexes.size() == 0) return;
    const auto by_words = static_cast<std::ptrdiff_t>(hits.size());
    collect_regex_hits();
    std::stable_sort(hits.begin() + by_words, hits.end(), before);
    std::inplace_merge(hits.begin(), hits.begin() + by_words, hits.end(), before);
  }

  /// `in- och utskrivning` is also inskrivning, `studiebidrag och -lån` also studielån: the words
  /// that a shortened one stands for are looked up like any other, and their place is the whole
  /// expression.
  void collect_shortened(std::uint32_t w) {
    pairs.clear();
    add_shortened_pairs(*document, *segmentation, w, pairs);
    for (const ShortenedPair& pair : pairs) {
      found_before = found_before || pair.from < w;
      collect_completed(pair);
    }
  }

  /// `e–hälsa` is also e-hälsa.
  void collect_dashed() {
    pairs.clear();
    add_dashed_pairs(*document, *segmentation, pairs);
    found_before = found_before || !pairs.empty();
    for (const ShortenedPair& pair : pairs) collect_completed(pair);
  }

  void collect_completed(const ShortenedPair& pair) {
    const auto& [from, to, first, second] = pair;
    const auto [known, is_new] = shortened.try_emplace(first + "\n" + second);
    if (is_new) types.lookup().find_shortened(first, second, known->second);
    for (const language::TermMatch& match : known->second) {
      hits.push_back({match.term, from, to + 1, &match.recognition});
    }
  }

  /// RE2 runs only in sentences that hold a literal of the pattern, and for patterns without
  /// literals in all of them if they occur in the document.
  void collect_regex_hits() {
    add_tries_in_marks();
    add_tries_everywhere();
    std::sort(regex_tries.begin(), regex_tries.end());
    regex_tries.erase(std::unique(regex_tries.begin(), regex_tries.end()), regex_tries.end());
    for (std::size_t i = 0; i < regex_tries.size(); ++i) {
      const bool new_sentence = i == 0 || regex_tries[i - 1].sentence != regex_tries[i].sentence;
      if (new_sentence) open_sentence(segmentation->sentences[regex_tries[i].sentence]);
      try_regex(regex_tries[i]);
    }
  }

  /// Patterns see marks inside a sentence as they are written, though these hold no words.
  void add_tries_in_marks() {
    std::uint32_t s = 0;
    std::vector<std::uint32_t> patterns;
    for (const Mark& mark : document->marks) {
      while (s < segmentation->sentences.size() &&
             segmentation->sentences[s].span.end <= mark.span.begin) {
        ++s;
      }
      if (s == segmentation->sentences.size()) return;
      if (segmentation->sentences[s].span.begin > mark.span.begin) continue;
      patterns.clear();
      m.rules.regexes.with_literal_in(slice(document->text, mark.span), patterns);
      for (const std::uint32_t pattern : patterns) regex_tries.push_back({s, pattern});
    }
  }

  void add_tries_everywhere() {
    if (m.rules.regexes.without_literals().empty()) return;
    std::string flat = document->text;
    std::replace(flat.begin(), flat.end(), '\n', ' ');
    for (const std::uint32_t r : m.rules.regexes.without_literals()) {
      if (!m.rules.regexes.occurs(r, flat)) continue;
      for (std::uint32_t s = 0; s < segmentation->sentences.size(); ++s) {
        regex_tries.push_back({s, r});
      }
    }
  }

  /// The sentence as patterns see it: on one line, with the edges of its words.
  void open_sentence(const Sentence& sentence) {
    regex_line = slice(document->text, sentence.span);
    std::replace(regex_line.begin(), regex_line.end(), '\n', ' ');
    regex_starts.clear();
    regex_ends.clear();
    for (std::uint32_t w = sentence.word_begin; w < sentence.word_end; ++w) {
      const ByteSpan span = segmentation->words[w].span;
      regex_starts.push_back(span.begin - sentence.span.begin);
      regex_ends.push_back(span.end - sentence.span.begin);
    }
  }

  void try_regex(const RegexTry& wanted) {
    const auto terms = static_cast<Atom>(m.rules.terms.size());
    const std::uint32_t first_word = segmentation->sentences[wanted.sentence].word_begin;
    regex_found.clear();
    m.rules.regexes.find(wanted.pattern, regex_line, regex_starts, regex_ends, regex_found);
    for (const ByteSpan span : regex_found) {
      const auto first = std::lower_bound(regex_starts.begin(), regex_starts.end(), span.begin);
      const auto last = std::lower_bound(regex_ends.begin(), regex_ends.end(), span.end);
      hits.push_back({terms + wanted.pattern,
                      first_word + static_cast<std::uint32_t>(first - regex_starts.begin()),
                      first_word + static_cast<std::uint32_t>(last - regex_ends.begin()) + 1,
                      &regex_recognition});
    }
  }

  [[nodiscard]] std::vector<std::string> folded_words(std::uint32_t begin,
                                                      std::uint32_t end) const {
    std::vector<std::string> out;
    for (std::uint32_t w = begin; w < end; ++w) {
      out.push_back(
          text::fold(text::surface_of(segmentation->words[w], *segmentation, document->text)));
    }
    return out;
  }

  bool is_negated(std::uint32_t word) {
    const std::uint32_t number = segmentation->words[word].sentence;
    const Sentence& sentence = segmentation->sentences[number];
    auto known = negation_by_sentence.find(number);
    if (known == negation_by_sentence.end()) {
      known = negation_by_sentence.emplace(number, negation_of(sentence)).first;
    }
    return known->second[word - sentence.word_begin];
  }

  /// One flag per word of the sentence.
  [[nodiscard]] std::vector<bool> negation_of(const Sentence& sentence) const {
    std::vector<std::string> forms;
    std::vector<bool> is_word;
    std::vector<std::size_t> part_of_word;
    std::uint32_t word = sentence.word_begin;
    for (std::uint32_t t = sentence.token_begin; t < sentence.token_end;) {
      if (word < sentence.word_end && segmentation->words[word].token_begin == t) {
        part_of_word.push_back(forms.size());
        forms.push_back(
            text::fold(text::surface_of(segmentation->words[word], *segmentation, document->text)));
        is_word.push_back(true);
        t = segmentation->words[word].token_end;
        ++word;
      } else {
        forms.emplace_back(slice(document->text, segmentation->tokens[t].span));
        is_word.push_back(false);
        ++t;
      }
    }
    std::vector<language::ClausePart> parts;
    for (std::size_t i = 0; i < forms.size(); ++i) parts.push_back({forms[i], is_word[i]});
    const std::vector<bool> negated = language::negated_parts(parts, m.lexicon);
    std::vector<bool> out;
    for (const std::size_t part : part_of_word) out.push_back(negated[part]);
    return out;
  }

  /// The next hit is the first that begins at this word or later. Units mostly come in order.
  void to_word(std::uint32_t word) {
    const auto before = [](const AtomHit& hit, std::uint32_t w) { return hit.begin < w; };
    if (next_hit > 0 && hits[next_hit - 1].begin >= word) {
      const auto found = std::lower_bound(hits.begin(), hits.end(), word, before);
      next_hit = static_cast<std::size_t>(found - hits.begin());
    }
    while (next_hit < hits.size() && hits[next_hit].begin < word) ++next_hit;
  }

  /// Words of a unit that lie in its coded sentences.
  void hits_in(const Unit& unit, const UnitOptions* options) {
    unit_hits.clear();
    for (std::uint32_t s = unit.sentence_begin; s < unit.sentence_end; ++s) {
      const Sentence& sentence = segmentation->sentences[s];
      const Segment& segment = document->segments[sentence.segment];
      if (options != nullptr && !is_coded(segment.zone, *options)) continue;
      for (to_word(sentence.word_begin);
           next_hit < hits.size() && hits[next_hit].begin < sentence.word_end; ++next_hit) {
        unit_hits.push_back(hits[next_hit]);
      }
    }
    const auto by_atom = [](const AtomHit& a, const AtomHit& b) { return a.atom < b.atom; };
    if (!std::is_sorted(unit_hits.begin(), unit_hits.end(), by_atom)) {
      std::stable_sort(unit_hits.begin(), unit_hits.end(), by_atom);
    }
  }

  /// The rules that hold in a unit. Valid until the next one is judged.
  const UnitVerdicts& judge(const Unit& unit, const UnitOptions* options) {
    verdicts.holding.clear();
    verdicts.verdicts.clear();
    hits_in(unit, options);
    if (unit_hits.empty()) return verdicts;
    present.next_unit();
    touched.clear();
    for (const AtomHit& hit : unit_hits) {
      if (present.has(hit.atom)) continue;
      present.add(hit.atom);
      const auto& rules = m.rules.rules_of_atom[hit.atom];
      touched.insert(touched.end(), rules.begin(), rules.end());
    }
    std::erase_if(touched, [this](std::uint32_t rule) {
      return !may_hold(m.rules, m.rules.roots[rule], present);
    });
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    const UnitView view{&unit_hits, &segmentation->words,
                        [this](std::uint32_t word) { return is_negated(word); },
                        [this](std::uint32_t begin, std::uint32_t end) {
                          return language::part_a_negated_phrase(folded_words(begin, end));
                        }};
    for (const std::uint32_t rule : touched) {
      Verdict verdict = evaluate(m.rules, m.rules.roots[rule], view);
      if (!verdict.holds) continue;
      verdicts.holding.push_back(rule);
      verdicts.verdicts.push_back(std::move(verdict));
    }
    return verdicts;
  }

  [[nodiscard]] Evidence evidence_of(std::uint32_t rule, const Piece& piece) const {
    Evidence evidence;
    evidence.indicator = IndicatorId(rule);
    evidence.span = {segmentation->words[piece.begin].span.begin,
                     segmentation->words[piece.end - 1].span.end};
    add_recognition(*piece.recognition, evidence);
    for (const language::Recognition* other : piece.further) add_recognition(*other, evidence);
    return evidence;
  }

  static void add_recognition(const language::Recognition& recognition, Evidence& evidence) {
    if (evidence.how == How::Equal) evidence.how = recognition.how;
    evidence.ambiguous.insert(evidence.ambiguous.end(), recognition.ambiguous.begin(),
                              recognition.ambiguous.end());
    if (recognition.detail.empty()) return;
    if (!evidence.detail.empty()) evidence.detail += ", ";
    evidence.detail += recognition.detail;
  }

  void add_evidence(std::uint32_t rule, const Verdict& verdict, std::vector<Evidence>& out) const {
    for (const Hit& hit : verdict.hits) {
      hit.for_pieces([&](const Piece& piece) { out.push_back(evidence_of(rule, piece)); });
    }
  }

  /// What the rules that hold in unit `u` ask for, in the order of themes and concepts, and its
  /// level cues. `headed` is the theme of the heading it stands under, or none.
  void ask(std::uint32_t u, const UnitVerdicts& in_unit, ThemeId headed, std::vector<Asked>& asked,
           std::vector<LevelCue>& cues) {
    const auto first = static_cast<std::ptrdiff_t>(asked.size());
    stopped.clear();
    for (const std::uint32_t rule : in_unit.holding) {
      const RuleOwner owner = m.rules.owners[rule];
      if (owner.kind == RuleOwner::Kind::Unless) stopped.push_back(owner.number);
    }
    for (std::size_t i = 0; i < in_unit.holding.size(); ++i) {
      const std::uint32_t rule = in_unit.holding[i];
      const RuleOwner owner = m.rules.owners[rule];
      const std::vector<Hit>& found = in_unit.verdicts[i].hits;
      if (owner.kind == RuleOwner::Kind::Level) {
        for (const Hit& hit : found) cues.push_back({LevelId(owner.number), hit.begin, hit.end});
        continue;
      }
      const bool is_theme = owner.kind == RuleOwner::Kind::Theme;
      const bool is_stopped =
          std::find(stopped.begin(), stopped.end(), owner.number) != stopped.end();
      if (!is_theme && (owner.kind != RuleOwner::Kind::Concept || is_stopped)) continue;
      const ConceptId concept_id = is_theme ? ConceptId() : ConceptId(owner.number);
      const std::uint32_t theme =
          is_theme ? owner.number : m.codebook->concepts[owner.number].theme.value;
      auto entry = std::find_if(asked.begin() + first, asked.end(), [&](const Asked& other) {
        return other.theme == theme && other.concept_id == concept_id;
      });
      if (entry == asked.end()) {
        asked.push_back({.unit = u, .theme = theme, .concept_id = concept_id});
        entry = asked.end() - 1;
      }
      add_evidence(rule, in_unit.verdicts[i], entry->evidence);
      if (m.codebook->levels.empty()) continue;
      for (const Hit& hit : found) {
        hit.for_pieces([&entry](const Piece& piece) {
          entry->words.push_back({{}, piece.begin, piece.end});
        });
      }
    }
    std::sort(cues.begin(), cues.end(), [](const LevelCue& a, const LevelCue& b) {
      return std::tie(a.begin, a.end, a.level) < std::tie(b.begin, b.end, b.level);
    });
    const auto headed_already = [headed](const Asked& other) {
      return other.theme == headed.value;
    };
    if (headed.valid() && std::none_of(asked.begin() + first, asked.end(), headed_already)) {
      asked.push_back({.unit = u, .theme = headed.value, .origin = Origin::Heading});
    }
    std::sort(asked.begin() + first, asked.end(), [](const Asked& a, const Asked& b) {
      return std::tie(a.theme, a.concept_id) < std::tie(b.theme, b.concept_id);
    });
  }

  /// In the order of the text. A place that two words of one rule find (SIP and samordnad
  /// individuell plan) stands once, by the more exact of them.
  static void tidy(std::vector<Evidence>& evidence) {
    if (evidence.size() < 2) return;
    std::stable_sort(evidence.begin(), evidence.end(), [](const Evidence& a, const Evidence& b) {
      if (a.span != b.span) return a.span < b.span;
      return std::tie(a.indicator, a.how) < std::tie(b.indicator, b.how);
    });
    const auto same = [](const Evidence& a, const Evidence& b) {
      return a.span == b.span && a.indicator == b.indicator;
    };
    evidence.erase(std::unique(evidence.begin(), evidence.end(), same), evidence.end());
  }
};

Matcher::Worker::Worker(const Matcher& matcher) : impl_(std::make_unique<Impl>(*matcher.impl_)) {}
Matcher::Worker::~Worker() = default;
Matcher::Worker::Worker(Worker&&) noexcept = default;
Matcher::Worker& Matcher::Worker::operator=(Worker&&) noexcept = default;

std::vector<RuleHit> Matcher::Worker::hits(const Document& document,
                                           const Segmentation& segmentation,
                                           const std::vector<Unit>& units) {
  impl_->open(document, segmentation);
  std::vector<RuleHit> out;
  for (std::uint32_t u = 0; u < units.size(); ++u) {
    const UnitVerdicts& verdicts = impl_->judge(units[u], nullptr);
    for (std::size_t i = 0; i < verdicts.holding.size(); ++i) {
      RuleHit hit{IndicatorId(verdicts.holding[i]), u, {}};
      impl_->add_evidence(verdicts.holding[i], verdicts.verdicts[i], hit.evidence);
      Impl::tidy(hit.evidence);
      out.push_back(std::move(hit));
    }
  }
  return out;
}

bool Matcher::Worker::knows(std::string_view folded) { return impl_->types.lookup().knows(folded); }

namespace {

ByteSpan span_in_whole(const Unit& unit, const MatcherOptions& options) {
  if (options.stretches == nullptr) return unit.span;
  const Stretch& stretch = stretch_at(*options.stretches, unit.span.begin);
  const std::uint32_t by = stretch.bytes - stretch.begin;
  return {unit.span.begin + by, unit.span.end + by};
}

}  // namespace

DocumentCodings Matcher::Worker::code(const Document& document, const Segmentation& segmentation,
                                      const MatcherOptions& options) {
  Impl& w = *impl_;
  const Codebook& codebook = *w.m.codebook;
  w.open(document, segmentation);
  DocumentCodings out;
  out.units = units_of(document, segmentation, options.units);
  const std::vector<InForce> in_force = headings_in_force(document, w.m.labels);

  std::vector<std::vector<LevelCue>> cues(out.units.size());
  std::vector<Asked> asked;  // by unit, theme and concept
  for (std::uint32_t u = 0; u < out.units.size(); ++u) {
    if (out.units[u].empty_answer) continue;
    const UnitVerdicts& verdicts = w.judge(out.units[u], &options.units);
    const ThemeId headed =
        options.headings_code ? in_force[out.units[u].segment_begin].theme : ThemeId();
    if (!verdicts.holding.empty() || headed.valid()) w.ask(u, verdicts, headed, asked, cues[u]);
  }

  const LevelFinder levels(codebook, document, segmentation, out.units, in_force, cues);
  for (std::size_t first = 0, last = 0; first < asked.size(); first = last) {
    const std::uint32_t u = asked[first].unit;
    while (last < asked.size() && asked[last].unit == u) ++last;
    for (std::size_t i = first; i < last; ++i) {
      Asked& entry = asked[i];
      Coding coding;
      coding.unit = UnitId(u);
      coding.theme = ThemeId(entry.theme);
      coding.concept_id = entry.concept_id;
      coding.origin = entry.origin;
      coding.evidence = std::move(entry.evidence);
      Impl::tidy(coding.evidence);
      const LevelId fixed =
          entry.concept_id.valid() ? at(codebook.concepts, entry.concept_id).level : LevelId();
      // The level belongs to the theme in this unit: all its concepts' evidence is asked.
      std::vector<LevelCue> words;
      for (std::size_t k = first; !fixed.valid() && k < last; ++k) {
        if (k == i || asked[k].theme != entry.theme) continue;
        words.insert(words.end(), asked[k].words.begin(), asked[k].words.end());
      }
      if (!words.empty()) words.insert(words.end(), entry.words.begin(), entry.words.end());
      LevelDecision level = levels.decide(u, words.empty() ? entry.words : words, fixed);
      coding.level = level.level;
      coding.level_basis = level.basis;
      coding.level_evidence = std::move(level.evidence);
      coding.context = context_of(out.units[u], document, segmentation, options.context_sentences);
      coding.key = coding_key(
          document.key, span_in_whole(out.units[u], options), codebook.themes[entry.theme].key,
          entry.concept_id.valid() ? std::string_view(at(codebook.concepts, entry.concept_id).key)
                                   : std::string_view(),
          coding.coder);
      out.codings.push_back(std::move(coding));
    }
  }
  return out;
}

}  // namespace rodtrad::matching
