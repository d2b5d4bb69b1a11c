#include "analyzer/report/quotes.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/report/fields.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::report {
namespace {

constexpr std::uint32_t kNobody = 0xFFFFFFFF;
constexpr std::size_t kWordsInside = 4;  ///< shorter texts are inside others by chance

std::size_t marks_in(const Document& document, ByteSpan span) {
  const auto begins_before = [](const Mark& mark, std::uint32_t at) {
    return mark.span.begin < at;
  };
  auto mark =
      std::lower_bound(document.marks.begin(), document.marks.end(), span.begin, begins_before);
  std::size_t n = 0;
  for (; mark != document.marks.end() && mark->span.begin < span.end; ++mark) {
    if (mark->kind == Mark::Kind::NonSpeech || mark->kind == Mark::Kind::Cut) ++n;
  }
  return n;
}

bool is_whole_sentence(std::string_view text) {
  const std::string_view ends = ".!?…\"”";
  return text::starts_upper(text) && !text.empty() &&
         ends.find(text.back()) != std::string_view::npos;
}

/// Chooses within one theme; what is chosen for one concept is known to the next.
class ThemeChooser {
 public:
  struct Candidate {
    std::uint32_t coding = 0;
    std::uint32_t unit = 0;
    std::uint32_t voice = kNobody;
    std::uint32_t group = 0;
    LevelId level{};
    int telling = 0;
    bool in_window = true;
    bool left_out = false;
  };

  ThemeChooser(const Analysis& analysis, const QuoteOptions& options,
               const QuoteDecisions& decisions, std::set<std::uint32_t>& used_units)
      : a_(analysis), options_(options), decisions_(decisions), used_units_(used_units) {}

  std::vector<Quote> choose(std::vector<Candidate> candidates) {
    here_ = {};
    std::vector<Quote> quotes = decided(candidates);
    const bool closed = std::any_of(quotes.begin(), quotes.end(), [this](const Quote& quote) {
      return decisions_.picked.contains(a_.codings[quote.coding].key);
    });
    while (!closed && quotes.size() < options_.per_concept) {
      Candidate* next = best(candidates, quotes.empty());
      if (next == nullptr) break;
      quotes.push_back({next->coding, next->voice, next->telling});
      take(*next);
    }
    std::stable_sort(quotes.begin(), quotes.end(),
                     [this](const Quote& x, const Quote& y) { return rank(x) < rank(y); });
    return quotes;
  }

 private:
  struct Heard {
    std::map<std::uint32_t, std::size_t> voices{};
    std::map<std::uint32_t, std::size_t> groups{};
    std::map<LevelId, std::size_t> levels{};
  };

  static std::size_t times(const std::map<std::uint32_t, std::size_t>& counts, std::uint32_t key) {
    const auto found = counts.find(key);
    return found == counts.end() ? 0 : found->second;
  }
  [[nodiscard]] std::size_t level_times(LevelId level) const {
    const auto found = here_.levels.find(level);
    return found == here_.levels.end() ? 0 : found->second;
  }

  [[nodiscard]] static std::tuple<int, int, std::uint32_t> rank(const Quote& quote) {
    const int mark = quote.mark == QuoteMark::Power ? 0 : quote.mark == QuoteMark::Proof ? 1 : 2;
    return {mark, -quote.telling, quote.coding};
  }

  /// The codings a person has picked or marked, in any length and number.
  std::vector<Quote> decided(std::vector<Candidate>& candidates) {
    std::vector<Quote> out;
    const auto add_from = [&](const std::map<std::string, QuoteMark>& list) {
      for (Candidate& candidate : candidates) {
        const auto found = list.find(a_.codings[candidate.coding].key);
        if (found == list.end() || candidate.left_out) continue;
        out.push_back({candidate.coding, candidate.voice, candidate.telling, found->second, true});
        take(candidate);
      }
    };
    add_from(decisions_.picked);
    if (out.empty()) {
      add_from(decisions_.marked);
    } else {
      for (Quote& quote : out) keep_mark(quote);
    }
    return out;
  }

  /// A pick without a mark of its own keeps the mark it had.
  void keep_mark(Quote& quote) const {
    const auto found = decisions_.marked.find(a_.codings[quote.coding].key);
    if (quote.mark == QuoteMark::None && found != decisions_.marked.end()) {
      quote.mark = found->second;
    }
  }

  [[nodiscard]] auto order(const Candidate& c) const {
    return std::tuple(times(here_.voices, c.voice), c.in_window ? 0 : 1,
                      used_units_.contains(c.unit) ? 1 : 0, times(theme_.voices, c.voice),
                      times(here_.groups, c.group), level_times(c.level),
                      times(theme_.groups, c.group), -c.telling, c.coding);
  }

  /// The first in order that repeats nothing; those that do are left out for good.
  Candidate* best(std::vector<Candidate>& candidates, bool allow_repeat) {
    using Open = std::pair<decltype(order(candidates.front())), Candidate*>;
    std::vector<Open> open;
    for (Candidate& candidate : candidates) {
      if (!candidate.left_out) open.emplace_back(order(candidate), &candidate);
    }
    if (open.empty()) return nullptr;
    // Of thousands of candidates nearly always one of the first few is taken.
    const auto later = [](const Open& x, const Open& y) { return y.first < x.first; };
    std::make_heap(open.begin(), open.end(), later);
    Candidate* const first = open.front().second;
    while (!open.empty()) {
      std::pop_heap(open.begin(), open.end(), later);
      Candidate* const candidate = open.back().second;
      open.pop_back();
      if (!repeats(*candidate)) return candidate;
      candidate->left_out = true;
    }
    return allow_repeat ? first : nullptr;
  }

  [[nodiscard]] std::vector<std::string> words_of(const Candidate& candidate) const {
    const Unit& unit = a_.units[candidate.unit];
    return distinct_words(slice(a_.document_of(unit).text, unit.span));
  }

  [[nodiscard]] bool repeats(const Candidate& candidate) const {
    if (shown_.empty()) return false;
    const std::vector<std::string> words = words_of(candidate);
    return std::any_of(
        shown_.begin(), shown_.end(),
        [&words](const std::vector<std::string>& other) { return nearly_same(words, other); });
  }

  void take(Candidate& candidate) {
    candidate.left_out = true;
    for (Heard* heard : {&here_, &theme_}) {
      ++heard->voices[candidate.voice];
      ++heard->groups[candidate.group];
      ++heard->levels[candidate.level];
    }
    shown_.push_back(words_of(candidate));
    used_units_.insert(candidate.unit);
  }

  const Analysis& a_;
  const QuoteOptions& options_;
  const QuoteDecisions& decisions_;
  std::set<std::uint32_t>& used_units_;
  Heard theme_{};
  Heard here_{};
  std::vector<std::vector<std::string>> shown_{};
};

/// Candidates of every concept, and what the choice needs to know about units.
class Chooser {
 public:
  Chooser(const Analysis& analysis, const Voices& voices, const QuoteOptions& options,
          const QuoteDecisions& decisions)
      : a_(analysis), voices_(voices), options_(options), decisions_(decisions) {
    themes_of_unit();
    groups_of_units();
  }

  std::vector<ConceptQuotes> run() {
    const std::size_t concepts = a_.codebook->concepts.size();
    std::vector<std::vector<ThemeChooser::Candidate>> lists(concepts + a_.codebook->themes.size());
    for (std::uint32_t c = 0; c < a_.codings.size(); ++c) {
      const Coding& coding = a_.codings[c];
      lists[coding.concept_id.valid() ? coding.concept_id.value : concepts + coding.theme.value]
          .push_back(candidate(c));
    }
    std::vector<ConceptQuotes> out;
    for (std::size_t t = 0; t < a_.codebook->themes.size(); ++t) theme(t, lists, out);
    return out;
  }

 private:
  void themes_of_unit() {
    one_theme_.assign(a_.units.size(), ThemeId());
    several_.assign(a_.units.size(), false);
    for (const Coding& coding : a_.codings) {
      ThemeId& known = one_theme_[coding.unit.value];
      if (known.valid() && known != coding.theme) several_[coding.unit.value] = true;
      known = coding.theme;
    }
  }

  void groups_of_units() {
    const std::string name =
        options_.group.empty() ? spread_attribute(a_, voices_) : options_.group;
    std::map<std::string, std::uint32_t> numbers;
    group_of_unit_.assign(a_.units.size(), kNobody);
    if (name.empty()) return;
    for (std::size_t u = 0; u < a_.units.size(); ++u) {
      const Attributes attributes = attributes_of(a_, a_.units[u]);
      const std::string* value = attributes.find(name);
      if (value == nullptr) continue;
      group_of_unit_[u] =
          numbers.emplace(*value, static_cast<std::uint32_t>(numbers.size())).first->second;
    }
  }

  [[nodiscard]] ThemeChooser::Candidate candidate(std::uint32_t c) const {
    const Coding& coding = a_.codings[c];
    const std::uint32_t unit = coding.unit.value;
    const std::uint32_t words = a_.units[unit].words;
    return {c,
            unit,
            voices_.of_unit[unit],
            group_of_unit_[unit],
            coding.level,
            telling_of(a_, c, !several_[unit]),
            words >= options_.min_words && words <= options_.max_words};
  }

  static std::size_t voices_in(const std::vector<ThemeChooser::Candidate>& list) {
    std::set<std::uint32_t> seen;
    for (const ThemeChooser::Candidate& candidate : list) seen.insert(candidate.voice);
    return seen.size();
  }

  /// Concepts few people speak about choose first, so that the quote they need is not gone.
  void theme(std::size_t t, std::vector<std::vector<ThemeChooser::Candidate>>& lists,
             std::vector<ConceptQuotes>& out) {
    const std::size_t own = a_.codebook->concepts.size() + t;
    std::vector<std::size_t> shown;
    for (const ConceptId id : a_.codebook->themes[t].concepts) shown.push_back(id.value);
    shown.push_back(own);
    std::vector<std::size_t> turn = shown;
    std::stable_sort(turn.begin(), turn.end(), [&lists](std::size_t x, std::size_t y) {
      return voices_in(lists[x]) < voices_in(lists[y]);
    });
    ThemeChooser chooser(a_, options_, decisions_, used_units_);
    std::map<std::size_t, std::vector<Quote>> chosen;
    for (const std::size_t list : turn) chosen[list] = chooser.choose(std::move(lists[list]));
    for (const std::size_t list : shown) {
      if (chosen[list].empty()) continue;
      out.push_back(
          {ThemeId(t), list == own ? ConceptId() : ConceptId(list), std::move(chosen[list])});
    }
  }

  const Analysis& a_;
  const Voices& voices_;
  const QuoteOptions& options_;
  const QuoteDecisions& decisions_;
  std::vector<ThemeId> one_theme_{};
  std::vector<bool> several_{};
  std::vector<std::uint32_t> group_of_unit_{};
  std::set<std::uint32_t> used_units_{};
};

}  // namespace

std::string_view to_text(QuoteMark mark) {
  switch (mark) {
    case QuoteMark::None:
      return "";
    case QuoteMark::Power:
      return "power";
    case QuoteMark::Proof:
      return "proof";
  }
  return "";
}

QuoteMark quote_mark_named(std::string_view word) {
  const std::string plain = ascii_lower(trim(word));
  if (plain == "power") return QuoteMark::Power;
  if (plain == "proof") return QuoteMark::Proof;
  return QuoteMark::None;
}

int telling_of(const Analysis& analysis, std::uint32_t c, bool only_theme) {
  const Coding& coding = analysis.codings[c];
  const Unit& unit = analysis.unit_of(coding);
  const Document& document = analysis.document_of(unit);
  const std::string_view text = slice(document.text, unit.span);
  std::set<IndicatorId> indicators;
  bool certain = coding.evidence.empty();
  for (const Evidence& evidence : coding.evidence) {
    indicators.insert(evidence.indicator);
    if (evidence.how != How::Fallback && evidence.ambiguous.empty()) certain = true;
  }
  int points = 3 * static_cast<int>(std::min<std::size_t>(indicators.size(), 3));
  if (unit.words >= 12 && unit.words <= 35) points += 4;
  if (only_theme) points += 2;
  if (is_whole_sentence(text)) points += 1;
  if (coding.level_basis == LevelBasis::Cue || coding.level_basis == LevelBasis::Person)
    points += 1;
  if (const auto votes = votes_of(analysis, unit)) {
    points += static_cast<int>(std::clamp<std::int64_t>(*votes, 0, 5));
  }
  if (!text.empty() && text.back() == '?') points -= 2;
  points -= 2 * static_cast<int>(std::min<std::size_t>(marks_in(document, unit.span), 5));
  if (!certain) points -= 3;
  return points;
}

std::vector<std::string> distinct_words(std::string_view text) {
  const std::string folded = text::fold(text);
  std::vector<std::string> words;
  std::size_t begin = std::string::npos;
  const auto end_word = [&](std::size_t at) {
    if (begin != std::string::npos) words.push_back(folded.substr(begin, at - begin));
    begin = std::string::npos;
  };
  utf8::for_each(folded, [&](char32_t c, std::size_t at) {
    if (!text::is_word_character(c)) {
      end_word(at);
    } else if (begin == std::string::npos) {
      begin = at;
    }
  });
  end_word(folded.size());
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

bool nearly_same(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::size_t both = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) ++both;
    const bool step_a = a[i] <= b[j];
    if (b[j] <= a[i]) ++j;
    if (step_a) ++i;
  }
  const std::size_t all = a.size() + b.size() - both;
  const std::size_t shorter = std::min(a.size(), b.size());
  return all == 0 || both * 5 >= all * 3 || (shorter >= kWordsInside && both == shorter);
}

std::string spread_attribute(const Analysis& analysis, const Voices& voices) {
  for (const Document& document : analysis.documents) {
    if (!document.group_attribute.empty()) return document.group_attribute;
  }
  for (const std::string& name : attribute_names(analysis)) {
    std::set<std::string> values;
    for (const Document& document : analysis.documents) {
      const auto add = [&](const Attributes& attributes) {
        if (const std::string* value = attributes.find(name)) values.insert(*value);
      };
      add(document.attributes);
      for (const Speaker& speaker : document.speakers) add(speaker.attributes);
    }
    if (values.size() >= 2 && values.size() * 2 <= voices.total) return name;
  }
  return {};
}

std::vector<ConceptQuotes> choose_quotes(const Analysis& analysis, const Voices& voices,
                                         const QuoteOptions& options,
                                         const QuoteDecisions& decisions) {
  return Chooser(analysis, voices, options, decisions).run();
}

}  // namespace rodtrad::report
