#include "analyzer/pipeline/lemmas.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/language/acronyms.h"
#include "analyzer/language/compounds.h"
#include "analyzer/language/inflection.h"
#include "analyzer/language/word_lists.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"
#include "analyzer/text/segment.h"

namespace rodtrad::pipeline {
namespace {

using namespace std::string_view_literals;
using language::Reading;
using language::WordGroup;

/// Words that say little of what a passage is about, though they are verbs, nouns or adjectives.
bool says_little(std::string_view lemma) {
  constexpr std::array words = {
      "vara"sv,    "var"sv,   "bli"sv,   "ha"sv,     "få"sv,     "göra"sv,   "komma"sv,
      "gå"sv,      "säga"sv,  "kunna"sv, "skola"sv,  "ska"sv,    "vilja"sv,  "finnas"sv,
      "ta"sv,      "tycka"sv, "tro"sv,   "tänka"sv,  "veta"sv,   "se"sv,     "ge"sv,
      "stå"sv,     "ligga"sv, "sitta"sv, "sätta"sv,  "ställa"sv, "hålla"sv,  "låta"sv,
      "känna"sv,   "börja"sv, "bruka"sv, "heta"sv,   "måste"sv,  "böra"sv,   "sak"sv,
      "gång"sv,    "sätt"sv,  "fall"sv,  "del"sv,    "slag"sv,   "sort"sv,   "typ"sv,
      "liksom"sv,  "ju"sv,    "väl"sv,   "asså"sv,   "alltså"sv, "eh"sv,     "öh"sv,
      "mm"sv,      "ah"sv,    "hm"sv,    "ja"sv,     "nej"sv,    "jo"sv,     "nä"sv,
      "jaha"sv,    "okej"sv,  "stor"sv,  "liten"sv,  "mycken"sv, "mycket"sv, "många"sv,
      "annan"sv,   "all"sv,   "hel"sv,   "sådan"sv,  "samma"sv,  "egen"sv,   "viss"sv,
      "bra"sv,     "olik"sv,  "enda"sv,  "själv"sv,  "flera"sv,  "fler"sv,   "mer"sv,
      "båda"sv,    "andra"sv, "många"sv, "god"sv,    "ny"sv,     "tack"sv,   "förlåt"sv,
      "ursäkta"sv, "gud"sv,   "kors"sv,  "tjänare"sv};
  return std::find(words.begin(), words.end(), lemma) != words.end();
}

/// Which reading a form is counted as; smaller is taken first.
int rank(WordGroup group) {
  switch (group) {
    case WordGroup::Noun:
      return 0;
    case WordGroup::Verb:
      return 1;
    case WordGroup::Adjective:
      return 2;
    case WordGroup::PastParticiple:
    case WordGroup::PresentParticiple:
      return 3;
    case WordGroup::Hunspell:
      return 4;
    case WordGroup::Linking:
    case WordGroup::OldLinking:
      return 5;
    case WordGroup::Adverb:
    case WordGroup::Closed:
      return 6;
  }
  return 6;
}

/// What one folded form is counted as.
struct Read {
  std::string key;  ///< what forms of one word share
  std::string text;
  std::string parts;
  bool content = true;
  bool as_written = false;  ///< no base form is known: show the commonest form
};

class Reader {
 public:
  explicit Reader(const language::Resources& resources)
      : inflection_(resources.lexicon != nullptr ? *resources.lexicon : none_),
        splitter_(inflection_) {}

  /// Counts, for every word, how many forms of it the material holds that are no other word's.
  void learn(const std::vector<std::string>& surfaces) {
    std::set<std::string> forms;
    for (const std::string& surface : surfaces) forms.insert(text::fold(surface));
    for (const std::string& form : forms) {
      std::set<std::uint32_t> words;
      for (const Reading& reading : inflection_.as_form(form, splitter_.stemmer()).readings) {
        words.insert(reading.lemma);
      }
      if (words.size() == 1) ++own_forms_[*words.begin()];
    }
  }

  Read read(const std::string& surface) {
    const std::string folded = text::fold(surface);
    if (language::is_acronym(surface)) return {"A " + surface, surface, {}, true, false};
    if (!has_letter(folded)) return {"N", folded, {}, false, false};
    if (const auto standard = language::standard_forms(folded, surface); !standard.empty()) {
      return known(standard.front()).value_or(Read{"S " + folded, folded, {}, false, false});
    }
    if (auto found = known(folded)) return *found;
    if (auto compound = as_compound(folded)) return *compound;
    // With a lexicon short unknown words are mostly names and slips; without one, anything.
    const std::string stem = splitter_.stemmer().stem(folded);
    return {"U " + stem, folded, {}, utf8::count(folded) > 2 && !says_little(folded), true};
  }

 private:
  static bool has_letter(const std::string& folded) {
    return text::is_letter(text::first_character(folded)) ||
           text::is_letter(text::last_character(folded));
  }

  std::string parts_of(const std::string& lemma) {
    const auto& splits = splitter_.splits(lemma);
    return splits.empty() ? std::string() : language::to_text(splits.front());
  }

  /// `skrev` is counted under skriva, not the noun, where the material also has `skriver`.
  [[nodiscard]] bool comes_first(const Reading& a, const Reading& b) const {
    const bool both_content = rank(a.group) < 6 && rank(b.group) < 6;
    const bool a_occurs = own_forms_.contains(a.lemma);
    const bool b_occurs = own_forms_.contains(b.lemma);
    if (both_content && a_occurs != b_occurs) return a_occurs;
    if (rank(a.group) != rank(b.group)) return rank(a.group) < rank(b.group);
    const language::Lexicon& lexicon = inflection_.lexicon();
    return lexicon.lemma_text(a.lemma) < lexicon.lemma_text(b.lemma);
  }

  /// A form the lexicon knows whole.
  std::optional<Read> known(const std::string& folded) {
    const language::KnownWord word = inflection_.as_form(folded, splitter_.stemmer());
    const Reading* best = nullptr;
    for (const Reading& reading : word.readings) {
      if (best == nullptr || comes_first(reading, *best)) best = &reading;
    }
    if (best != nullptr) {
      const std::string best_lemma(inflection_.lexicon().lemma_text(best->lemma));
      const bool content =
          rank(best->group) < 6 && !says_little(best_lemma) && !says_little(folded);
      return Read{"L " + best_lemma, best_lemma, content ? parts_of(best_lemma) : "", content,
                  false};
    }
    if (word.bases.empty()) return std::nullopt;
    std::string lemma(inflection_.lexicon().lemma_text(word.bases.front()));
    for (const std::uint32_t base : word.bases) {
      const std::string other(inflection_.lexicon().lemma_text(base));
      if (other == folded) lemma = other;
    }
    const bool content = !says_little(lemma) && utf8::count(lemma) > 2;
    return Read{"L " + lemma, lemma, content ? parts_of(lemma) : "", content, false};
  }

  /// A compound nobody lists: its last part is known.
  std::optional<Read> as_compound(const std::string& folded) {
    const auto& splits = splitter_.splits(folded);
    if (splits.empty()) return std::nullopt;
    const std::string whole = language::to_text(splits.front());
    const std::string head = splits.front().parts.back();
    const std::string modifier = folded.substr(0, folded.size() - head.size());
    const auto base = known(head);
    const std::string lemma = modifier + (base ? base->text : head);
    const std::string parts =
        whole.substr(0, whole.size() - head.size()) + (base ? base->text : head);
    return Read{"L " + lemma, lemma, parts, true, false};
  }

  language::Lexicon none_{};
  language::Inflection inflection_;
  language::Splitter splitter_;
  std::unordered_map<std::uint32_t, std::uint32_t> own_forms_{};  ///< by lemma
};

/// Only blanks between two words.
bool only_blanks(std::string_view between) {
  return std::all_of(between.begin(), between.end(), is_blank);
}

/// A unit may stretch over an interviewer's words; they are not the respondent's.
bool coded_zone(const Document& document, const Unit& unit, const Segmentation& segmentation,
                const Word& word) {
  const Segment& home = document.segments[unit.segment_begin];
  return document.segments[segmentation.sentences[word.sentence].segment].zone == home.zone;
}

/// What the surfaces are counted as: `numbers` gets, for each, its place in `list`. A word without
/// a known base form is shown in its commonest surface, given how often each occurs.
void read_all(Reader& reader, const std::vector<std::string>& surfaces,
              const std::vector<std::uint64_t>& times, std::vector<Lemma>& list,
              std::vector<std::uint32_t>& numbers) {
  reader.learn(surfaces);
  std::unordered_map<std::string, std::uint32_t> by_key;
  std::vector<std::map<std::string, std::uint64_t>> written;  // how lemmas without base form are
  for (std::size_t i = 0; i < surfaces.size(); ++i) {
    Read read = reader.read(surfaces[i]);
    const auto [entry, fresh] = by_key.emplace(read.key, static_cast<std::uint32_t>(list.size()));
    if (fresh) {
      list.push_back({std::move(read.text), std::move(read.parts), read.content});
      written.emplace_back();
    }
    if (read.as_written) written[entry->second][surfaces[i]] += times[i];
    numbers.push_back(entry->second);
  }
  for (std::size_t l = 0; l < list.size(); ++l) {
    std::uint64_t most = 0;
    for (const auto& [form, n] : written[l]) {
      if (n <= most) continue;
      most = n;
      list[l].text = form;
    }
  }
}

}  // namespace

Lemmas lemmas_of(const Analysis& analysis, const language::Resources& resources) {
  Lemmas out;
  out.lexicon = resources.lexicon != nullptr && !resources.lexicon->empty();
  std::unordered_map<std::string, std::uint32_t> by_surface;
  std::vector<std::string> surfaces;
  std::vector<std::uint64_t> times;
  text::Segmenter segmenter;
  const auto knows = [&resources](std::string_view word) {
    return resources.lexicon != nullptr && resources.lexicon->knows(text::folded_form(word));
  };
  std::uint32_t unit = 0;
  for (std::uint32_t d = 0; d < analysis.documents.size(); ++d) {
    const Document& document = analysis.documents[d];
    const Segmentation segmentation = segmenter.segment(document, knows);
    const Word* before = nullptr;
    for (const Word& word : segmentation.words) {
      const ByteSpan span = word.span;
      while (unit < analysis.units.size() && analysis.units[unit].document.value == d &&
             analysis.units[unit].span.end <= span.begin) {
        ++unit;
      }
      const bool inside =
          unit < analysis.units.size() && analysis.units[unit].document.value == d &&
          analysis.units[unit].span.contains(span) && !analysis.units[unit].empty_answer &&
          coded_zone(document, analysis.units[unit], segmentation, word);
      if (!inside) {
        before = nullptr;
        continue;
      }
      std::string surface = text::surface_of(word, segmentation, document.text);
      const auto [known, fresh] =
          by_surface.emplace(surface, static_cast<std::uint32_t>(surfaces.size()));
      if (fresh) {
        surfaces.push_back(std::move(surface));
        times.push_back(0);
      }
      ++times[known->second];
      RunningWord running;
      running.lemma = known->second;  // the surface's number, until all are known
      running.unit = unit;
      running.span = span;
      if (before != nullptr && before->sentence == word.sentence) {
        const std::uint32_t end = before->span.end;
        running.follows = end <= span.begin && only_blanks(slice(document.text, {end, span.begin}));
      }
      out.words.push_back(running);
      before = &word;
    }
    while (unit < analysis.units.size() && analysis.units[unit].document.value == d) ++unit;
  }
  Reader reader(resources);
  std::vector<std::uint32_t> lemma_of_surface;
  read_all(reader, surfaces, times, out.list, lemma_of_surface);
  for (RunningWord& word : out.words) word.lemma = lemma_of_surface[word.lemma];
  return out;
}

}  // namespace rodtrad::pipeline
