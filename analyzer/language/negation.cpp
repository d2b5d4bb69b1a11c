#include "analyzer/language/negation.h"

#include <algorithm>
#include <array>

namespace rodtrad::language {
namespace {

using namespace std::string_view_literals;

template <std::size_t n>
bool holds(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

class Reach {
 public:
  Reach(const std::vector<ClausePart>& parts, const Lexicon* lexicon)
      : parts_(parts), clauses_(find_clauses(parts, lexicon)) {}

  std::vector<bool> run() {
    const std::size_t count = clauses_.clauses.size();
    cues_.resize(count);
    inherited_.assign(count, 0);
    std::vector<bool> denied(count, false);  // by a plain word
    for (std::uint32_t i = 0; i < parts_.size(); ++i) {
      if (!is_cue(i)) continue;
      const std::uint32_t clause = clauses_.of_part[i];
      const bool plain = is_plain(at(i));
      const bool taken_back = i > 0 && is_plain(at(i - 1));  // inte sällan
      // `vi har inte tid och inte ork`, `inte hinner vi det inte`: said again.
      if (plain && denied[clause] && !taken_back) continue;
      denied[clause] = denied[clause] || plain;
      cues_[clause].push_back(i);
    }
    std::vector<bool> negated(count, false);
    for (std::uint32_t c = 0; c < count; ++c) {
      inherited_[c] = inherit(c);
      negated[c] = (cues_[c].size() + inherited_[c]) % 2 == 1;
    }
    std::vector<bool> out;
    out.reserve(parts_.size());
    for (const std::uint32_t clause : clauses_.of_part) out.push_back(negated[clause]);
    return out;
  }

 private:
  /// Nobody speaks so long sentences that what is farther away matters; a long line of words
  /// without a stop would take quadratic time.
  static constexpr std::uint32_t kNear = 200;
  static std::uint32_t near(std::uint32_t begin, std::uint32_t part) {
    return std::max(begin, part - std::min(part, kNear));
  }

  [[nodiscard]] std::string_view at(std::size_t i) const {
    return i < parts_.size() && parts_[i].is_word ? parts_[i].folded : std::string_view();
  }
  [[nodiscard]] const Clause& clause_of(std::uint32_t part) const {
    return clauses_.clauses[clauses_.of_part[part]];
  }

  [[nodiscard]] bool is_cue(std::uint32_t i) const {
    const std::string_view word = at(i);
    const Clause& clause = clause_of(i);
    if (word == "utan") return clause.kind == ClauseKind::Without && clause.begin == i;
    // `vi lät bli att ringa`, `kan inte låta bli att undra`
    if (word == "bli") return i > 0 && is_letting(at(i - 1));
    if (word == "sig") {
      const bool without = i > 1 && at(i - 2) == "utan";
      return i > 0 && at(i - 1) == "vare" && !without && !other_negator(i) && !is_either_way(i);
    }
    return is_negator(word) && !is_exception(i);
  }

  static bool is_plain(std::string_view word) {
    constexpr std::array plain = {"inte"sv,   "ej"sv,     "icke"sv,    "int"sv,
                                  "aldrig"sv, "sällan"sv, "knappast"sv};
    return holds(plain, word);
  }

  static bool is_letting(std::string_view word) {
    return word == "låta" || word == "låter" || word == "lät" || word == "låtit";
  }

  /// `ingen rutin och ingen plan hjälper`: one negation.
  [[nodiscard]] bool determined_before(std::uint32_t part) const {
    for (std::uint32_t i = near(clause_of(part).begin, part); i < part; ++i) {
      if (clauses_.of_part[i] == clauses_.of_part[part] && is_negative_determiner(at(i))) {
        return true;
      }
    }
    return false;
  }

  /// `vi hinner inte vare sig äta eller dricka`: one negation.
  [[nodiscard]] bool other_negator(std::uint32_t sig) const {
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(parts_.size(), sig + kNear));
    for (std::uint32_t i = near(0, sig); i < end; ++i) {
      if (i != sig && clauses_.of_part[i] == clauses_.of_part[sig] && is_negator(at(i)))
        return true;
    }
    return false;
  }

  /// `vare sig det fungerar eller inte`
  [[nodiscard]] bool is_either_way(std::uint32_t sig) const {
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(parts_.size(), sig + kNear));
    for (std::uint32_t i = sig + 1; i < end; ++i) {
      if (at(i) == "eller" && is_plain(at(i + 1))) return true;
    }
    return false;
  }

  /// Set phrases where a negator negates nothing.
  [[nodiscard]] bool is_exception(std::uint32_t i) const {
    const std::string_view word = at(i);
    const std::string_view before = i > 0 ? at(i - 1) : std::string_view();
    const std::string_view next = at(i + 1);
    const std::string_view after = at(i + 2);
    const bool plain = word == "inte" || word == "ej" || word == "icke" || word == "int";
    if (word == before) return true;  // said twice
    if (before == "och" && is_negative_determiner(word) && determined_before(i)) return true;
    if (plain) {
      constexpr std::array only = {"bara"sv,  "enbart"sv, "endast"sv,
                                   "blott"sv, "minst"sv,  "desto"sv};
      if (holds(only, next)) return true;
      if (next == "sant" && before.empty()) return true;  // visst går det, inte sant?
      const bool to_say = next == "tala" || next == "säga" || next == "nämna";
      if (before == "att" && to_say && i > 1 && at(i - 2) == "för") return true;
      if (before == "varför" && clause_of(i).finite == no_clause) return true;  // a proposal
    }
    if (before == "eller" && (next.empty() || is_open_question(i))) return true;  // eller inte
    if (word == "inget" && (next == "emot" || is_harmless(i))) return true;
    if ((plain && next == "förrän") || (word == "knappt" && reaches_before(i))) return true;
    if (before == "och" && is_negative_determiner(word) && next == "annan") return true;
    const bool other = next == "annat" || next == "annan" || next == "andra";
    if (other && (after == "än" || (plain && before == "om"))) return true;
    return next == "mindre" && after == "än";
  }

  /// `vare sig vi vill eller inte stänger de`, `oavsett om vi vill eller inte`.
  [[nodiscard]] bool is_open_question(std::uint32_t part) const {
    for (std::uint32_t i = near(0, part); i < part; ++i) {
      if (at(i) == "oavsett" || at(i) == "vare") return true;
    }
    return false;
  }
  /// `det gör inget att vi väntar`.
  [[nodiscard]] bool is_harmless(std::uint32_t i) const {
    const std::string_view before = i > 0 ? at(i - 1) : std::string_view();
    const std::string_view next = at(i + 1);
    return (before == "gör" || before == "gjorde") && (next == "att" || next == "om");
  }
  /// `vi hade knappt börjat förrän larmet gick`.
  [[nodiscard]] bool reaches_before(std::uint32_t part) const {
    constexpr std::uint32_t kWords = 8;
    for (std::uint32_t i = part; i < part + kWords; ++i) {
      if (at(i) == "förrän") return true;
    }
    return false;
  }

  [[nodiscard]] std::size_t cues_before(std::uint32_t clause, std::uint32_t part) const {
    const std::vector<std::uint32_t>& cues = cues_[clause];  // in order
    return static_cast<std::size_t>(std::lower_bound(cues.begin(), cues.end(), part) -
                                    cues.begin());
  }

  /// How many negations outside a clause reach into it.
  [[nodiscard]] std::size_t inherit(std::uint32_t number) const {
    const Clause& clause = clauses_.clauses[number];
    if (clause.sibling != no_clause) return from_sibling(clause, !cues_[number].empty());
    if (clause.parent == no_clause) return 0;
    const std::size_t outer = cues_before(clause.parent, clause.begin) + inherited_[clause.parent];
    switch (clause.kind) {
      case ClauseKind::That:
        if (clause.fronted) return cues_[clause.parent].size();
        return clause.raised ? outer : 0;
      case ClauseKind::Infinitive:
        return outer > 0 && is_undone(clause) ? 0 : outer;
      case ClauseKind::Without:
        return outer;
      case ClauseKind::Relative:
        return outer > 0 && describes_nothing(clause) ? outer : 0;
      case ClauseKind::Main:
      case ClauseKind::Adverbial:
      case ClauseKind::Purpose:
        return 0;
    }
    return 0;
  }

  /// `hinner inte eller orkar` goes on, `fungerar inte och skapar stress` does not; where the
  /// negation precedes the verb, it holds for both (`eftersom vi inte hinner och orkar`).
  [[nodiscard]] std::size_t from_sibling(const Clause& clause, bool own_cue) const {
    const Clause& first = clauses_.clauses[clause.sibling];
    const bool before_verb = cues_before(clause.sibling, first.finite) > 0;
    const bool goes_on = !own_cue && (clause.by_or || before_verb);
    return inherited_[clause.sibling] + (goes_on ? cues_[clause.sibling].size() : 0);
  }

  /// `glöm inte att ringa` asks for the call.
  [[nodiscard]] bool is_undone(const Clause& clause) const {
    constexpr std::array verbs = {"glöm"sv,    "glömmer"sv, "glömma"sv,  "glömde"sv,
                                  "tveka"sv,   "tvekar"sv,  "missa"sv,   "missar"sv,
                                  "missade"sv, "undvik"sv,  "undvika"sv, "undviker"sv};
    const std::uint32_t begin = near(clauses_.clauses[clause.parent].begin, clause.begin);
    for (std::uint32_t i = begin; i < clause.begin; ++i) {
      if (clauses_.of_part[i] == clause.parent && holds(verbs, at(i))) return true;
    }
    return false;
  }

  /// `det finns ingen som lyssnar`; but not `ingen som jobbar här är nöjd`, nor `det är inte chefen
  /// som bestämmer`.
  [[nodiscard]] bool describes_nothing(const Clause& clause) const {
    const Clause& parent = clauses_.clauses[clause.parent];
    const std::string_view before = clause.begin > 0 ? at(clause.begin - 1) : std::string_view();
    if (parent.finite == no_clause) return is_negative_determiner(before);  // ingen som lyssnar.
    if (parent.finite > clause.begin) return false;
    if (before == "sällan" || before == "aldrig" || before == "ofta") {
      return true;  // det är sällan, inte ofta, som vi träffas
    }
    return is_of_nothing(clause);
  }

  /// rutinerna, systemet, chefen; also `möten`, which may be either.
  static bool is_definite(std::string_view noun) {
    return noun.ends_with("na") || noun.ends_with("et") || noun.ends_with("en");
  }
  /// Stands one of the words in the clause around, before this one?
  template <class Words>
  [[nodiscard]] bool any_of(const Words& words, const Clause& clause) const {
    const std::uint32_t begin = near(clauses_.clauses[clause.parent].begin, clause.begin);
    for (std::uint32_t i = begin; i < clause.begin; ++i) {
      if (clauses_.of_part[i] == clause.parent && holds(words, at(i))) return true;
    }
    return false;
  }

  /// Walks back from `som` to what it describes: a noun that the negation denies (`ingen rutin
  /// som`, `har inte någon som`, `finns inte rutiner som`), or one of its own (`den rutin som`,
  /// `stöd till elever som`, `systemet som`)?
  [[nodiscard]] bool is_of_nothing(const Clause& clause) const {
    constexpr std::array indefinite = {"någon"sv, "något"sv, "några"sv, "nån"sv, "nåt"sv, "nåra"sv};
    constexpr std::array having = {"finns"sv, "fanns"sv, "finnas"sv, "har"sv,  "hade"sv,
                                   "ha"sv,    "haft"sv,  "får"sv,    "fick"sv, "fått"sv};
    constexpr std::array definite = {
        "den"sv,  "det"sv,  "de"sv,    "dom"sv,  "dem"sv,    "denna"sv, "detta"sv, "dessa"sv,
        "alla"sv, "vår"sv,  "våra"sv,  "vårt"sv, "min"sv,    "mina"sv,  "mitt"sv,  "sin"sv,
        "sina"sv, "sitt"sv, "deras"sv, "hans"sv, "hennes"sv, "samma"sv};
    constexpr std::array prepositions = {"i"sv,     "på"sv,     "av"sv,    "för"sv,    "med"sv,
                                         "till"sv,  "om"sv,     "från"sv,  "hos"sv,    "vid"sv,
                                         "mot"sv,   "under"sv,  "över"sv,  "mellan"sv, "bland"sv,
                                         "kring"sv, "enligt"sv, "genom"sv, "åt"sv,     "inom"sv};
    const Clause& parent = clauses_.clauses[clause.parent];
    constexpr std::array placing = {"i"sv, "på"sv, "inom"sv, "vid"sv, "hos"sv};
    bool within_phrase = false;  // a preposition stands between
    bool of_place = false;       // ... of a place that is known: `ingen skola i kommunen som`
    bool known = clause.begin > 0 && is_definite(at(clause.begin - 1));
    for (std::uint32_t i = clause.begin; i-- > near(parent.begin, clause.begin);) {
      if (clauses_.of_part[i] != clause.parent) continue;
      const std::string_view word = at(i);
      if (is_negative_determiner(word) || word == "ingenting" || holds(indefinite, word)) {
        if (parent.finite > i && parent.finite < clause.begin) {  // ingen har rutiner som hjälper
          return holds(having, at(parent.finite)) && !is_definite(at(clause.begin - 1));
        }
        return !within_phrase || of_place ||
               holds(prepositions, at(i + 1));  // ingen i gruppen som trivs
      }
      if (holds(definite, word) && !within_phrase) {
        known = i > 0 && holds(placing, at(i - 1));
        if (!known) return false;
      }
      of_place = of_place || (!within_phrase && known && holds(placing, word));
      within_phrase = within_phrase || holds(prepositions, word);
      // `har inte rutiner som hjälper`, but not `har inte systemet som`.
      if (is_plain(word)) {
        return !within_phrase && !is_definite(at(clause.begin - 1)) && any_of(having, clause);
      }
    }
    return false;
  }

  const std::vector<ClausePart>& parts_;
  Clauses clauses_;
  std::vector<std::vector<std::uint32_t>> cues_;
  std::vector<std::size_t> inherited_;
};

}  // namespace

std::vector<bool> negated_parts(const std::vector<ClausePart>& sentence, const Lexicon* lexicon) {
  return Reach(sentence, lexicon).run();
}

bool part_a_negated_phrase(const std::vector<std::string>& words) {
  constexpr std::array beside = {
      "jag"sv,        "du"sv,       "han"sv,       "hon"sv,    "hen"sv,       "den"sv,
      "det"sv,        "vi"sv,       "ni"sv,        "de"sv,     "dom"sv,       "man"sv,
      "mig"sv,        "dig"sv,      "sig"sv,       "oss"sv,    "er"sv,        "dem"sv,
      "mej"sv,        "dej"sv,      "sej"sv,       "alls"sv,   "riktigt"sv,   "heller"sv,
      "ens"sv,        "ju"sv,       "nog"sv,       "väl"sv,    "alltid"sv,    "så"sv,
      "då"sv,         "längre"sv,   "alltså"sv,    "bara"sv,   "direkt"sv,    "kanske"sv,
      "egentligen"sv, "faktiskt"sv, "dessvärre"sv, "tyvärr"sv, "verkligen"sv, "fortfarande"sv,
      "ännu"sv,       "ofta"sv};
  bool negates = false;
  for (const std::string& word : words) {
    if (is_negator(word)) {
      negates = true;
    } else if (!holds(beside, word)) {
      return false;
    }
  }
  return negates;
}

}  // namespace rodtrad::language
