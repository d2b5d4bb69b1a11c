#include "analyzer/language/clauses.h"

#include <algorithm>
#include <array>

#include "analyzer/language/lexicon.h"
#include "analyzer/language/verb_forms.h"

namespace rodtrad::language {
namespace {

using namespace std::string_view_literals;

template <std::size_t n>
bool holds(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array kNegators = {
    "inte"sv,      "aldrig"sv,    "ej"sv,       "icke"sv,       "ingen"sv,      "inget"sv,
    "inga"sv,      "inge"sv,      "ingens"sv,   "ingenting"sv,  "ingenstans"sv, "ingenvart"sv,
    "intet"sv,     "ingendera"sv, "knappast"sv, "knappt"sv,     "varken"sv,     "sällan"sv,
    "ingalunda"sv, "föga"sv,      "int"sv,      "näppeligen"sv, "ingenstädes"sv};
constexpr std::array kNegativeDeterminers = {"ingen"sv, "inget"sv, "inga"sv, "inge"sv, "intet"sv};
constexpr std::array kSubjects = {"jag"sv, "du"sv,  "han"sv, "hon"sv, "vi"sv,  "ni"sv, "de"sv,
                                  "dom"sv, "man"sv, "hen"sv, "det"sv, "den"sv, "dem"sv};
constexpr std::array kSureSubjects = {"jag"sv, "du"sv, "han"sv, "hon"sv, "vi"sv,
                                      "ni"sv,  "de"sv, "man"sv, "hen"sv};
constexpr std::array kVagueSubjects = {"som"sv,  "det"sv,   "något"sv, "någon"sv,
                                       "vad"sv,  "alla"sv,  "ingen"sv, "inget"sv,
                                       "allt"sv, "detta"sv, "nåt"sv,   "nån"sv};
/// Adverbs that may stand between a conjunction or subject and the verb.
constexpr std::array kAdverbs = {
    "inte"sv,   "aldrig"sv,      "ej"sv,     "också"sv,    "då"sv,        "sen"sv,
    "sedan"sv,  "därför"sv,      "nu"sv,     "dessutom"sv, "ibland"sv,    "alltid"sv,
    "ofta"sv,   "ju"sv,          "väl"sv,    "bara"sv,     "verkligen"sv, "faktiskt"sv,
    "kanske"sv, "knappast"sv,    "knappt"sv, "sällan"sv,   "ens"sv,       "heller"sv,
    "alls"sv,   "riktigt"sv,     "liksom"sv, "typ"sv,      "alltså"sv,    "nog"sv,
    "redan"sv,  "fortfarande"sv, "ändå"sv,   "dock"sv,     "däremot"sv,   "egentligen"sv,
    "själva"sv, "själv"sv,       "helst"sv,  "direkt"sv,   "helt"sv,      "varken"sv,
    "så"sv,     "igen"sv,        "längre"sv, "nästan"sv,   "precis"sv,    "tyvärr"sv,
    "här"sv,    "idag"sv,        "numera"sv, "annars"sv,   "gärna"sv,     "oftast"sv,
    "snart"sv,  "tidigare"sv};
/// Always open a subordinate clause when a finite verb follows.
constexpr std::array kSubordinators = {
    "eftersom"sv, "när"sv,      "medan"sv,  "innan"sv,       "tills"sv,  "fastän"sv, "ifall"sv,
    "förrän"sv,   "huruvida"sv, "om"sv,     "trots"sv,       "hur"sv,    "vad"sv,    "varför"sv,
    "vem"sv,      "vilka"sv,    "vilken"sv, "vilket"sv,      "vilkas"sv, "vars"sv,   "emedan"sv,
    "såvida"sv,   "än"sv,       "där"sv,    "dit"sv,         "då"sv,     "sedan"sv,  "sen"sv,
    "efter"sv,    "ju"sv,       "varpå"sv,  "allteftersom"sv};
/// Adverbs as often as conjunctions: only before a subject do they open a clause.
constexpr std::array kNeedSubject = {"där"sv, "dit"sv, "då"sv, "sedan"sv, "sen"sv, "än"sv, "ju"sv};
/// An infinitive follows these, sooner or later.
constexpr std::array kAuxiliaries = {
    "ska"sv,     "skall"sv,  "skulle"sv, "vill"sv,    "ville"sv,   "vilja"sv,    "kan"sv,
    "kunde"sv,   "kunna"sv,  "får"sv,    "fick"sv,    "få"sv,      "måste"sv,    "bör"sv,
    "borde"sv,   "lär"sv,    "må"sv,     "brukar"sv,  "brukade"sv, "behöver"sv,  "behövde"sv,
    "behöva"sv,  "vågar"sv,  "vågade"sv, "våga"sv,    "orkar"sv,   "orkade"sv,   "orka"sv,
    "hinner"sv,  "hann"sv,   "hinna"sv,  "slipper"sv, "slapp"sv,   "slippa"sv,   "börjar"sv,
    "började"sv, "börja"sv,  "slutar"sv, "slutade"sv, "sluta"sv,   "försöker"sv, "försökte"sv,
    "försöka"sv, "verkar"sv, "tycks"sv,  "lyckas"sv,  "tänker"sv,  "tänkte"sv,   "lyckades"sv};
/// `att det går tror jag inte`; but what one does not notice is so all the same.
constexpr std::array kBelieving = {"tror"sv,  "trodde"sv, "tycker"sv, "tyckte"sv,
                                   "anser"sv, "ansåg"sv,  "menar"sv};
constexpr std::array kBeing = {"är"sv, "var"sv, "blir"sv, "blev"sv, "vore"sv};
constexpr std::array kBeingToo = {"vara"sv,    "varit"sv, "bli"sv,    "blivit"sv, "verkar"sv,
                                  "verkade"sv, "känns"sv, "kändes"sv, "ter"sv};
/// How much, before an adjective or participle.
constexpr std::array kDegrees = {
    "helt"sv,       "så"sv,       "mycket"sv,  "särskilt"sv, "speciellt"sv,    "fullt"sv,
    "ännu"sv,       "väl"sv,      "dåligt"sv,  "bra"sv,      "tillräckligt"sv, "lika"sv,
    "ordentligt"sv, "alldeles"sv, "korrekt"sv, "rätt"sv,     "direkt"sv,       "totalt"sv};
/// Verbs of opinion: their negation is that of the clause they introduce (tror inte att det går).
constexpr std::array kRaising = {
    "tycker"sv,   "tyckte"sv,  "tyckt"sv,     "tycka"sv,  "tror"sv,    "trodde"sv,
    "trott"sv,    "tro"sv,     "anser"sv,     "ansåg"sv,  "anse"sv,    "upplever"sv,
    "upplevde"sv, "upplevt"sv, "uppleva"sv,   "känner"sv, "kände"sv,   "känt"sv,
    "känna"sv,    "menar"sv,   "menade"sv,    "vill"sv,   "ville"sv,   "verkar"sv,
    "verkade"sv,  "känns"sv,   "kändes"sv,    "ser"sv,    "såg"sv,     "märker"sv,
    "märkte"sv,   "så"sv,      "finna"sv,     "låter"sv,  "troligt"sv, "sannolikt"sv,
    "meningen"sv, "tanken"sv,  "förväntar"sv, "finner"sv, "tänker"sv,  "tänkt"sv,
    "som"sv,      "påstå"sv,   "hävda"sv,     "säga"sv,   "lova"sv,    "sant"sv,
    "stämmer"sv};

bool is_stop(std::string_view mark) {
  constexpr std::array stops = {";"sv, ":"sv, "–"sv, "—"sv, "-"sv, "."sv, "?"sv,
                                "!"sv, "…"sv, "/"sv, "|"sv, "•"sv, "["sv, "]"sv};
  return holds(stops, mark);
}

bool is_coordinator(std::string_view word) {
  return word == "och" || word == "eller" || word == "samt" || word == "å";
}

class Cutter {
 public:
  Cutter(const std::vector<ClausePart>& parts, const Lexicon* lexicon)
      : parts_(parts), lexicon_(lexicon), size_(static_cast<std::uint32_t>(parts.size())) {
    forms_.reserve(parts.size());
    for (const ClausePart& part : parts_) {
      forms_.push_back(part.is_word ? verb_form(part.folded, lexicon) : VerbForm::None);
    }
    settle_participles();
    settle_s_forms();
    settle_doubtful_verbs();
    settle_supines();
    look_ahead();
  }

  Clauses run() {
    out_.of_part.assign(size_, 0);
    open(ClauseKind::Main, no_clause, 0);
    for (std::uint32_t i = 0; i < size_; ++i) {
      if (parts_[i].is_word) {
        word(i);
      } else {
        mark(i);
      }
      out_.of_part[i] = current_;
      see(i);
    }
    return std::move(out_);
  }

 private:
  // --- looking ---------------------------------------------------------------------------------

  static constexpr std::uint32_t kFew = 12;  // parts that a clause without a sure verb may have

  [[nodiscard]] std::string_view at(std::uint32_t i) const {
    return i < size_ && parts_[i].is_word ? parts_[i].folded : std::string_view();
  }
  [[nodiscard]] bool is_finite(std::uint32_t i) const {
    return i < size_ && forms_[i] == VerbForm::Finite;
  }
  [[nodiscard]] bool is_word(std::uint32_t i) const { return i < size_ && parts_[i].is_word; }

  /// `rutinerna är inte uppdaterade`, `inga anpassade lokaler`, `vi har inte utbildade vikarier`:
  /// a plural participle and no verb of its own.
  void settle_participles() {
    for (std::uint32_t i = 1; i < size_; ++i) {
      const bool verb = forms_[i] == VerbForm::Finite || forms_[i] == VerbForm::MaybeFinite;
      if (verb && at(i).ends_with("ade") && may_be_participle(at(i)) && is_participle(i)) {
        forms_[i] = VerbForm::None;
      }
    }
  }
  /// Not of verbs without an object: orkade, jobbade.
  [[nodiscard]] bool may_be_participle(std::string_view word) const {
    if (lexicon_ == nullptr) return true;
    const auto entry = lexicon_->find(word);
    return !entry || entry->apertium.empty() ||
           std::any_of(entry->apertium.begin(), entry->apertium.end(),
                       [](const Reading& r) { return r.group == WordGroup::PastParticiple; });
  }
  /// Does a word that opens a clause stand before this one, with no stop between?
  [[nodiscard]] bool in_subordinate(std::uint32_t part) const {
    for (std::uint32_t i = part; i-- > part - std::min(part, kFew);) {
      if (!is_word(i)) return false;
      if (opens_clause(at(i))) return true;
    }
    return false;
  }
  [[nodiscard]] bool is_participle(std::uint32_t part) const {
    std::uint32_t i = part;
    bool negated = false;
    while (i > 0 && is_word(i - 1) && (holds(kAdverbs, at(i - 1)) || holds(kDegrees, at(i - 1)))) {
      --i;
      negated = negated || is_negator(at(i));
    }
    if (i == 0 || !is_word(i - 1)) return false;
    if (at(i - 1) == "inga") return is_word(part + 1) && !holds(kSubjects, at(part + 1));
    if (is_coordinator(at(i - 1))) {  // är inte anpassade och uppdaterade
      return i > 1 && at(i - 2).ends_with("ade") && forms_[i - 2] == VerbForm::None;
    }
    // The clause has a verb already, and no subject stands where it would have to for another.
    if (holds(kSureSubjects, at(part + 1)) || at(part + 1) == "det") return false;
    const bool own_subject = holds(kSureSubjects, at(i - 1));
    for (std::uint32_t j = i; j-- > part - std::min(part, kFew);) {
      if (!is_word(j) || is_opener(at(j)) || is_coordinator(at(j))) return false;
      const bool inverted = j + 2 == i;
      if (holds(kBeing, at(j)) || holds(kBeingToo, at(j))) {
        // `de som inte var där jobbade`: that `var` is the clause's before.
        return j + 1 == i || (!in_subordinate(j) && (!own_subject || inverted));
      }
      if (at(j) == "därför" || at(j) == "där" || at(j) == "då") return false;  // det var där de
      if (forms_[j] == VerbForm::Finite) {  // but `jag tror personalen inte orkade`
        return negated && !holds(kRaising, at(j)) && (!own_subject || inverted);
      }
    }
    return false;
  }

  /// `får inte vistas`, `kan barnen opereras eller vårdas`, but `vet inte när den lagas`: after an
  /// auxiliary or `att` an infinitive, else the clause's verb.
  void settle_s_forms() {
    for (std::uint32_t i = 0; i < size_; ++i) {
      if (forms_[i] != VerbForm::InfinitiveOrFinite) continue;
      forms_[i] = is_governed(i) ? VerbForm::Infinitive : VerbForm::Finite;
    }
  }
  [[nodiscard]] bool is_governed(std::uint32_t part) const {
    bool adverbs_only = true;  // up to now
    for (std::uint32_t i = part; i-- > part - std::min(part, kFew);) {
      if (at(i) == "att") return adverbs_only;
      if (!is_word(i) || is_opener(at(i))) return false;
      if (holds(kAuxiliaries, at(i))) return true;
      if (is_coordinator(at(i))) {
        if (i + 1 == part && i > 0 && forms_[i - 1] == VerbForm::Infinitive) return true;
        if (holds(kSubjects, at(i + 1))) return false;  // och det tas bort
      }
      if (forms_[i] == VerbForm::Finite) return false;
      adverbs_only = adverbs_only && holds(kAdverbs, at(i));
    }
    return false;
  }

  /// `delar`, `svar`: a verb right after its subject or right before it, else a noun.
  void settle_doubtful_verbs() {
    for (std::uint32_t i = 0; i < size_; ++i) {
      if (at(i) == "vare" && at(i + 1) == "sig") forms_[i] = VerbForm::None;
      if (forms_[i] != VerbForm::MaybeFinite) continue;
      const bool after =
          i > 0 && (holds(kSureSubjects, at(i - 1)) || holds(kVagueSubjects, at(i - 1)));
      const bool before =
          holds(kSureSubjects, at(i + 1)) || at(i + 1) == "det" ||
          (i > 0 && (at(i + 1) == "inte" || at(i + 1) == "inget" || at(i + 1) == "ingenting" ||
                     at(i + 1) == "något" || at(i + 1) == "nåt"));
      const bool first = i == 0 && at(i + 1) == "inte";  // an imperative
      const bool certain = after || before || first || follows_som(i) || needs_verb(i);
      forms_[i] = certain ? VerbForm::Finite : VerbForm::None;
    }
  }

  /// `förrän läkaren skrivit på`, `de som aldrig fått hjälp`: where har is left out, the supine is
  /// the clause's verb.
  void settle_supines() {
    for (std::uint32_t i = 0; i < size_; ++i) {
      if (forms_[i] == VerbForm::Supine && lacks_auxiliary(i)) forms_[i] = VerbForm::Finite;
    }
  }
  [[nodiscard]] bool lacks_auxiliary(std::uint32_t part) const {
    constexpr std::array participles = {"sagt"sv,     "planerat"sv, "väntat"sv,  "förväntat"sv,
                                        "avtalat"sv,  "beräknat"sv, "lovat"sv,   "tänkt"sv,
                                        "beslutat"sv, "önskat"sv,   "bestämt"sv, "nämnt"sv};
    bool adverbs_only = true;  // up to now
    for (std::uint32_t i = part; i-- > part - std::min(part, kFew);) {
      if (!is_word(i) || is_finite(i) || is_coordinator(at(i)) ||
          forms_[i] == VerbForm::Infinitive) {
        return false;
      }
      const bool needs_subject = holds(kNeedSubject, at(i)) || at(i) == "fast";
      if (needs_subject && holds(kSubjects, at(i + 1))) return true;
      // `det blev som planerat`
      if (at(i) == "som" && adverbs_only) return !holds(participles, at(part));
      if (opens_clause(at(i))) return !adverbs_only;
      adverbs_only = adverbs_only && holds(kAdverbs, at(i));
    }
    return false;
  }

  /// `barn som inte bor hemma`
  [[nodiscard]] bool follows_som(std::uint32_t part) const {
    std::uint32_t i = part;
    while (i > 0 && part - i < kFew && holds(kAdverbs, at(i - 1))) --i;
    return i > 0 && at(i - 1) == "som";
  }

  /// `när taket läcker`, `barn som inte äter tappar vikt`: a clause that would lack its verb
  /// without this word.
  [[nodiscard]] bool needs_verb(std::uint32_t part) const {
    // `maten som pappa lagar äter ingen`
    if (part > 1 && at(part - 2) == "som" && is_word(part - 1) && is_finite(part + 1)) return true;
    if (verb_follows(part)) return false;
    std::uint32_t opener = part;
    int verbs = 0;
    do {
      if (opener == 0 || part - opener == kFew) return false;
      --opener;
      if (!is_word(opener) || is_coordinator(at(opener))) return false;
      if (is_finite(opener)) ++verbs;
    } while (!opens_clause(at(opener)));
    if (opener + 1 == part) return false;
    // `barn som inte äter tappar`: the second verb is that of the clause around.
    return at(opener) == "som" ? verbs == 1 && !verb_precedes(opener) : verbs == 0;
  }
  [[nodiscard]] static bool opens_clause(std::string_view word) {
    return word == "som" || word == "att" ||
           (holds(kSubordinators, word) && !holds(kNeedSubject, word));
  }
  [[nodiscard]] bool verb_precedes(std::uint32_t part) const {
    for (std::uint32_t i = part; i-- > part - std::min(part, kFew);) {
      if (!is_word(i) || is_finite(i)) return is_finite(i);
    }
    return false;
  }
  /// Comes a verb before the next border that is not the next clause's own (`kan vi`)?
  [[nodiscard]] bool verb_follows(std::uint32_t part) const {
    for (std::uint32_t i = part + 1; i < std::min(size_, part + kFew); ++i) {
      if (!is_word(i) || is_opener(at(i))) return false;
      if (is_finite(i)) return !holds(kSubjects, at(i + 1));
    }
    return false;
  }

  [[nodiscard]] std::uint32_t skip_adverbs(std::uint32_t i) const {
    return i < size_ ? after_adverbs_[i] : i;
  }

  /// A word that begins a new clause by itself.
  [[nodiscard]] bool is_opener(std::string_view word) const {
    return opens_clause(word) || word == "men" || word == "utan";
  }

  /// The finite verb of the clause that would begin at `i`; nothing before the next stop, comma or
  /// opener means there is none.
  [[nodiscard]] bool finite_ahead(std::uint32_t i, bool over_commas = false) const {
    return i < size_ && (over_commas ? ahead_over_commas_ : ahead_)[i];
  }

  /// The answers of `finite_ahead` and `skip_adverbs`, from the last part to the first.
  void look_ahead() {
    ahead_.assign(size_ + 1, false);
    ahead_over_commas_.assign(size_ + 1, false);
    after_adverbs_.assign(size_ + 1, size_);
    for (std::uint32_t i = size_; i-- > 0;) {
      const bool adverb = is_word(i) && holds(kAdverbs, at(i)) && !is_finite(i);
      after_adverbs_[i] = adverb ? after_adverbs_[i + 1] : i;
      if (!is_word(i)) {
        const std::string_view sign = parts_[i].folded;
        const bool stop = is_stop(sign) || sign == ")";
        ahead_[i] = !stop && sign != "," && ahead_[i + 1];
        ahead_over_commas_[i] = !stop && ahead_over_commas_[i + 1];
        continue;
      }
      const bool opener = is_opener(at(i));
      ahead_[i] = is_finite(i) || (!opener && ahead_[i + 1]);
      ahead_over_commas_[i] = is_finite(i) || (!opener && ahead_over_commas_[i + 1]);
    }
  }

  /// A coordinated list goes on: `rutiner, mallar eller stöd`.
  [[nodiscard]] bool list_goes_on(std::uint32_t after_comma, bool only_or) const {
    constexpr std::uint32_t kLongestList = 200;  // parts
    std::uint32_t words = 0;
    for (std::uint32_t i = after_comma; i < std::min(size_, after_comma + kLongestList); ++i) {
      if (!is_word(i)) {
        if (parts_[i].folded != ",") return false;
        words = 0;
        continue;
      }
      if (is_finite(i) || is_opener(at(i)) || is_negator(at(i))) return false;
      if (is_coordinator(at(i))) {
        if (only_or && at(i) != "eller") return false;
        return words > 0 && !finite_ahead(i + 1);
      }
      if (++words > 3) return false;
    }
    return false;
  }

  [[nodiscard]] Clause& current() { return out_.clauses[current_]; }
  [[nodiscard]] bool has_finite(std::uint32_t clause) const {
    return out_.clauses[clause].finite != no_clause;
  }

  /// What the words up to now have put into a clause.
  struct Seen {
    bool word = false;
    bool negator = false;  ///< bare of its exceptions
    bool determiner = false;
  };

  void see(std::uint32_t i) {
    Seen& seen = seen_[current_];
    if (!is_word(i)) return;
    seen.word = true;
    seen.negator = seen.negator || is_negator(at(i));
    seen.determiner = seen.determiner || is_negative_determiner(at(i));
  }

  /// A negator in one of the clauses the current one stands in: `inte chefen som bestämmer, utan
  /// teamet`. Nobody speaks in deeper nests than these.
  [[nodiscard]] bool negator_around() const {
    constexpr int kDeepest = 8;
    std::uint32_t clause = out_.clauses[current_].parent;
    for (int depth = 0; clause != no_clause && depth < kDeepest; ++depth) {
      if (seen_[clause].negator) return true;
      clause = out_.clauses[clause].parent;
    }
    return false;
  }
  /// `sällan`, `knappt`, `inte ofta`: before a clause it is that clause's negation.
  [[nodiscard]] bool is_cleft_negator(std::uint32_t i) const {
    if (at(i) == "ofta") return i > 0 && is_negator(at(i - 1));
    return is_negator(at(i)) && at(i) != "inte" && at(i) != "ej";
  }
  [[nodiscard]] bool is_empty() const { return !seen_[current_].word; }

  // --- cutting ---------------------------------------------------------------------------------

  void open(ClauseKind kind, std::uint32_t parent, std::uint32_t begin) {
    current_ = static_cast<std::uint32_t>(out_.clauses.size());
    out_.clauses.push_back({.kind = kind, .parent = parent, .begin = begin});
    seen_.emplace_back();
  }
  void fresh(std::uint32_t i) {
    if (is_empty() && current().kind == ClauseKind::Main) return;
    open(ClauseKind::Main, no_clause, i);
  }

  /// Back to the innermost clause around that still lacks its verb; a new main clause if none.
  void resume(std::uint32_t i) {
    std::uint32_t clause = out_.clauses[current_].parent;
    while (clause != no_clause && has_finite(clause)) clause = out_.clauses[clause].parent;
    if (clause == no_clause) {
      open(ClauseKind::Main, no_clause, i);
    } else {
      current_ = clause;
    }
  }

  void mark(std::uint32_t i) {
    const std::string_view sign = parts_[i].folded;
    if (sign == "(") {
      around_.push_back(current_);
      open(ClauseKind::Main, no_clause, i);
    } else if (sign == ")") {
      if (!around_.empty()) {
        current_ = around_.back();
        around_.pop_back();
      }
    } else if (is_stop(sign)) {
      open(ClauseKind::Main, no_clause, i);
    } else if (sign == ",") {
      comma(i);
    }
  }

  /// `det får inte, som jag sa, röka här`: a few words between commas after a negation that still
  /// waits for its word.
  [[nodiscard]] std::uint32_t end_of_insertion(std::uint32_t comma) const {
    constexpr std::uint32_t kLongest = 5;
    if (comma == 0 || !is_negator(at(comma - 1)) || inserted_until_ != no_clause ||
        out_.clauses[current_].finite == no_clause) {
      return no_clause;
    }
    for (std::uint32_t i = comma + 1; i < std::min(size_, comma + 2 + kLongest); ++i) {
      if (is_word(i)) {
        if (at(i) == "men" || at(i) == "utan" || is_coordinator(at(i))) return no_clause;
        continue;
      }
      if (parts_[i].folded != "," || i == comma + 1) return no_clause;
      const std::string_view after = at(i + 1);
      const bool goes_on = !after.empty() && !is_finite(i + 1) && !holds(kSubjects, after) &&
                           !is_coordinator(after) && (after == "att" || !is_opener(after)) &&
                           !finite_ahead(i + 1);
      return goes_on ? i : no_clause;
    }
    return no_clause;
  }

  void comma(std::uint32_t i) {
    const std::uint32_t next = i + 1;
    if (inserted_until_ == i) {
      inserted_until_ = no_clause;
      current_ = around_insertion_;
      return;
    }
    if (!is_word(next) || is_empty()) return;
    if (const std::uint32_t end = end_of_insertion(i); end != no_clause) {
      inserted_until_ = end;
      around_insertion_ = current_;
      return open(ClauseKind::Main, no_clause, i);
    }
    if (is_opener(at(next))) return;  // it says itself where it belongs
    const std::uint32_t verb = skip_adverbs(next);
    const bool embedded = current().kind != ClauseKind::Main;
    if (embedded && is_finite(verb)) return resume(i);
    if (finite_ahead(next)) {
      if (has_finite(current_) || current().kind != ClauseKind::Main || seen_[current_].negator) {
        open(ClauseKind::Main, no_clause, i);
      }
      return;
    }
    const bool only_or = !has_finite(current_);
    if (!list_goes_on(next, only_or)) open(ClauseKind::Main, no_clause, i);
  }

  void word(std::uint32_t i) {
    const std::string_view w = at(i);
    if (is_finite(i)) return finite(i);
    if (opens_with_several(i)) return open_adverbial(i);
    if (w == "att") return that(i);
    if (w == "som") return relative(i);
    if (w == "om" && at(i + 1) == "än") return open(ClauseKind::Main, no_clause, i);
    if (w == "men" || (w == "fast" && finite_ahead(i + 1)))
      return open(ClauseKind::Main, no_clause, i);
    if (w == "utan") return without(i);
    if (w == "så" || w == "för") return so_or_for(i);
    if (is_coordinator(w)) return coordinate(i);
    if (holds(kSubordinators, w)) return subordinate(i);
    if (holds(kSubjects, w)) return subject(i);
  }

  void finite(std::uint32_t i) {
    const Clause clause = current();
    const bool verbless_kind =
        clause.kind == ClauseKind::Infinitive || clause.kind == ClauseKind::Purpose ||
        (clause.kind == ClauseKind::Without && clause.finite == no_clause && !without_that_);
    if (clause.finite == no_clause && clause.begin + 2 == i && at(clause.begin) == "föga") {
      // `föga förvånande slutade hon`: it reaches no farther than its adjective.
      open(ClauseKind::Main, no_clause, i);
    } else if (clause.kind == ClauseKind::Main && clause.finite != no_clause && follows_cleft(i)) {
      open(ClauseKind::That, current_, i);
      current().raised = true;
    } else if (verbless_kind || clause.finite != no_clause) {
      const std::uint32_t front = current_;
      resume(i);
      Clause& before = out_.clauses[front];
      if (before.kind == ClauseKind::That && before.begin == 0 && before.parent == current_ &&
          holds(kBelieving, at(i))) {
        before.raised = before.fronted = true;
      }
    }
    current().finite = i;
  }

  /// `det är sällan tekniken fungerar`: the negation is that of the second verb.
  [[nodiscard]] bool follows_cleft(std::uint32_t part) const {
    constexpr std::uint32_t kNear = 4;
    if (!holds(kBeing, at(out_.clauses[current_].finite))) return false;
    for (std::uint32_t i = part; i-- > part - std::min(part, kNear);) {
      if (out_.of_part[i] != current_ || !is_word(i) || i <= out_.clauses[current_].finite)
        return false;
      if (is_cleft_negator(i) && !is_negative_determiner(at(i))) return i + 1 < part;
    }
    return false;
  }

  /// `att`: an infinitive follows, or a clause.
  void that(std::uint32_t i) {
    const std::string_view before = i > 0 ? at(i - 1) : std::string_view();
    const std::uint32_t verb = skip_adverbs(i + 1);
    const bool infinitive =
        verb < size_ && !is_finite(verb) &&
        (forms_[verb] == VerbForm::Infinitive ||
         (lexicon_ == nullptr && (at(verb).ends_with("a") || at(verb).ends_with("as"))));
    if (before == "utan" && current().kind == ClauseKind::Without) {
      without_that_ = !infinitive;
      return;
    }
    const bool coordinated = is_coordinator(before) && current().kind == ClauseKind::That;
    const std::uint32_t parent = coordinated ? current().parent : current_;
    // `inte för att jag klagar`: with no verb before it, what is denied is the clause.
    const bool denied = before == "för" && i > 1 && is_negator(at(i - 2)) && !has_finite(current_);
    const bool purpose = (before == "för" && !denied) || before == "genom" || before == "med" ||
                         before == "efter" || before == "stället" || before == "istället";
    if (infinitive) {
      open(purpose ? ClauseKind::Purpose : ClauseKind::Infinitive, parent, i);
      return;
    }
    if (!finite_ahead(i + 1, true)) return;
    const bool so = before == "så" && !(i > 1 && is_negator(at(i - 2)));  // är inte så att
    const bool adverbial = purpose || so || before == "därför" || before == "trots";
    if (adverbial && current().kind == ClauseKind::Adverbial && current().begin + 1 == i) return;
    const bool it = before == "det" && i > 1 && is_negator(at(i - 2));  // är inte det att
    const bool cleft =
        denied || it || (i > 0 && is_cleft_negator(i - 1));  // `knappt att vi hinner`
    const bool after_comma = i > 0 && !is_word(i - 1) && parts_[i - 1].folded == ",";
    const std::uint32_t opinion = last_content_word(after_comma ? i - 1 : i);
    const bool raised = coordinated ? current().raised : cleft || is_opinion(opinion);
    open(adverbial ? ClauseKind::Adverbial : ClauseKind::That, parent, i);
    current().raised = raised && !adverbial;
  }

  /// `som` opens a clause before a verb, subject or definite noun; `som chef` does not, nor does
  /// `ingen som helst`.
  void relative(std::uint32_t i) {
    const std::uint32_t next = skip_adverbs(i + 1);
    if (at(i + 1) == "helst" || at(i + 1) == "om" || at(i + 1) == "att") {
      return;  // `som om`, `som att`: the next word decides
    }
    if (is_empty() || !finite_ahead(i + 1)) return;
    if (current().kind == ClauseKind::Adverbial && current().begin + 1 == i) return;  // vad som
    const std::string_view word = at(next);
    const bool definite = word.ends_with("en") || word.ends_with("et") || word.ends_with("na");
    const bool between_verbs = is_finite(next + 1) && is_finite(next + 2);  // som pappa lagar äter
    if (is_finite(next) || holds(kSubjects, word) || definite || is_negator(at(i + 1)) ||
        between_verbs) {
      open(ClauseKind::Relative, current_, i);
    }
  }

  /// After a negation `utan` turns to what is true instead; else it takes away.
  void without(std::uint32_t i) {
    constexpr std::array instead = {"även"sv,     "också"sv,   "dessutom"sv, "snarare"sv,
                                    "istället"sv, "tvärtom"sv, "hellre"sv};
    const bool after_comma = i > 0 && !is_word(i - 1);
    const bool negated = seen_[current_].negator || (after_comma && negator_around());
    // No preposition follows another: `inte på att de är lata utan på stressen`.
    constexpr std::array prepositions = {"på"sv,  "i"sv,   "av"sv, "till"sv,  "från"sv,  "för"sv,
                                         "hos"sv, "vid"sv, "åt"sv, "genom"sv, "därför"sv};
    const bool turns = negator_around() && (holds(prepositions, at(i + 1)) || in_cleft());
    const bool contrast = holds(instead, at(i + 1)) || ((negated || turns) && at(i + 1) != "att");
    const bool clause = holds(kSureSubjects, at(i + 1)) && finite_ahead(i + 1);
    if (contrast || clause) {
      open(ClauseKind::Main, no_clause, i);
    } else {
      without_that_ = false;
      const bool again = current().kind == ClauseKind::Without;  // utan X och utan Y
      open(ClauseKind::Without, again ? current().parent : current_, i);
    }
  }

  /// `det är inte regionen som bestämmer utan kommunen`
  [[nodiscard]] bool in_cleft() const {
    const Clause& here = out_.clauses[current_];
    if (here.kind != ClauseKind::Relative || !has_finite(current_)) return false;
    const Clause& around = out_.clauses[here.parent];
    return around.finite != no_clause && holds(kBeing, at(around.finite)) &&
           (at(around.begin) == "det" || at(around.finite + 1) == "det");
  }

  /// Does och or eller come before the next finite verb?
  [[nodiscard]] bool coordinator_first(std::uint32_t i) const {
    while (i < size_ && !is_finite(i) && !is_coordinator(at(i))) ++i;
    return i < size_ && !is_finite(i);
  }

  void so_or_for(std::uint32_t i) {
    const std::string_view next = at(i + 1);
    if (next == "att") return;
    if (at(i) == "så" && is_finite(skip_adverbs(i + 1))) {
      if (has_finite(current_)) resume(i);
      return;
    }
    const bool nobody = at(i) == "så" && (is_negative_determiner(next) || next == "ingenting");
    const bool subject = (holds(kSubjects, next) || nobody) && finite_ahead(i + 1);
    // `för personalen hinner inte`, but not `för lite personal och ibland hinner vi inte`.
    const bool noun =
        at(i) == "för" && has_finite(current_) && finite_ahead(i + 1) && !coordinator_first(i + 1);
    if ((subject || noun) && has_finite(current_)) open(ClauseKind::Main, no_clause, i);
  }

  void subordinate(std::uint32_t i) {
    const std::string_view w = at(i);
    std::string_view next = at(i + 1);
    if (next == "att") next = at(i + 2);
    if (is_empty() && current().kind == ClauseKind::Main &&
        (w == "hur" || w == "vad" || w == "varför" || w == "vem" || w == "vilka" || w == "vilken" ||
         w == "vilket")) {
      return;  // a question
    }
    const std::uint32_t verb = skip_adverbs(i + 1);
    if (holds(kNeedSubject, w)) {
      if (!holds(kSubjects, next) || is_empty() || !finite_ahead(i + 1)) return;
      const bool adverb = is_finite(verb);
      if (adverb) return;
    }
    if (!finite_ahead(next == "som" ? i + 2 : i + 1)) {
      // `ingen reagerade förrän efter larmet`: what comes then is so.
      if (w == "förrän" && !is_empty()) open(ClauseKind::Adverbial, current_, i);
      return;
    }
    // `frågan om bemanning är löst`: a preposition, or the outer clause would lack its verb.
    if ((w == "om" || w == "efter" || w == "innan" || w == "trots") && !is_empty() &&
        !has_finite(current_) && !holds(kSubjects, next)) {
      return;
    }
    if (w == "efter" && !holds(kSubjects, next)) return;
    const bool sibling = i > 0 && is_coordinator(at(i - 1)) && current().kind != ClauseKind::Main;
    const bool first = is_empty() && current().kind == ClauseKind::Main;
    const std::uint32_t parent = sibling ? current().parent : first ? no_clause : current_;
    const bool seeming = w == "om" && i > 0 && at(i - 1) == "som";  // känns inte som om
    open(seeming ? ClauseKind::That : ClauseKind::Adverbial, parent, i);
    current().raised = seeming;
  }

  /// `så länge ingen slutar`, `varje gång vi frågar`, `i den mån det går`.
  [[nodiscard]] bool opens_with_several(std::uint32_t i) const {
    std::uint32_t words = 0;
    const std::string_view next = at(i + 1);
    if (at(i) == "så" && (next == "länge" || next == "fort" || next == "snart")) words = 2;
    if (at(i) == "varje" && next == "gång") words = 2;
    if (at(i) == "i" && next == "fall") words = 2;
    if (at(i) == "i" && next == "den" && at(i + 2) == "mån") words = 3;
    if (words == 0) return false;
    if (at(i + words) == "som") ++words;
    return is_word(i + words) && !is_finite(i + words) && !is_opener(at(i + words)) &&
           !is_coordinator(at(i + words)) && finite_ahead(i + words);
  }

  void open_adverbial(std::uint32_t i) {
    const bool first = is_empty() && current().kind == ClauseKind::Main;
    open(ClauseKind::Adverbial, first ? no_clause : current_, i);
  }

  void subject(std::uint32_t i) {
    const std::uint32_t verb = skip_adverbs(i + 1);
    const bool heads = is_finite(verb);
    if (!heads || is_empty() || belongs_to_verb_before(i, verb)) return;
    if (has_finite(current_)) {
      // `det är sällan vi träffas` negates the meeting.
      const bool cleft = i > 0 && is_cleft_negator(i - 1);
      const bool opinion = cleft || is_opinion(last_content_word(i));
      open(opinion ? ClauseKind::That : ClauseKind::Main, opinion ? current_ : no_clause, i);
      current().raised = opinion;
    } else if (current().kind == ClauseKind::Main && follows_noun(i) && finite_ahead(verb + 1)) {
      open(ClauseKind::Relative, current_, i);  // `det vi gör fungerar`
    }
  }

  /// `hinner jag inte så gör jag det hemma`, `fungerar det inte ringer vi`: a clause that begins
  /// with its verb is a condition, and the next verb is another clause's.
  [[nodiscard]] bool belongs_to_verb_before(std::uint32_t i, std::uint32_t verb) const {
    if (!is_finite(i - 1) || out_.clauses[current_].begin != i - 1) return false;
    for (std::uint32_t between = i + 1; between < verb; ++between) {
      if (at(between) == "så") return true;
    }
    return verb > i + 1 && holds(kSubjects, at(verb + 1));
  }

  /// The word before `i` in this clause, adverbs and pronouns skipped.
  [[nodiscard]] std::uint32_t last_content_word(std::uint32_t i) const {
    while (i-- > 0) {
      if (out_.of_part[i] != current_ || !is_word(i)) return no_clause;
      if (holds(kRaising, at(i))) return i;
      if (!holds(kAdverbs, at(i)) && !holds(kSureSubjects, at(i)) && at(i) != "att") return i;
    }
    return no_clause;
  }

  [[nodiscard]] bool is_opinion(std::uint32_t i) const {
    return i != no_clause && holds(kRaising, at(i));
  }

  [[nodiscard]] bool follows_noun(std::uint32_t i) const {
    const std::string_view before = at(i - 1);
    if (!is_word(i - 1)) return false;
    return before == "det" || before == "allt" || before == "den" || before == "de" ||
           before == "något" || before.ends_with("en") || before.ends_with("et") ||
           before.ends_with("na");
  }

  void coordinate(std::uint32_t i) {
    const std::uint32_t next = skip_adverbs(i + 1);
    const Clause here = current();
    const std::uint32_t here_at = current_;
    if (at(i + 1) == "att" || is_opener(at(i + 1))) return;
    if (next > i + 1 && is_finite(next) && holds(kSubjects, at(next + 1)) &&
        (has_finite(current_) || seen_[current_].determiner)) {
      // `och ibland hinner vi inte`: with a subject of its own it shares nothing.
      open(ClauseKind::Main, no_clause, i);
      return;
    }
    if (is_finite(next) && has_finite(current_)) {
      open(here.kind == ClauseKind::Infinitive || here.kind == ClauseKind::Without ||
                   here.kind == ClauseKind::Purpose
               ? ClauseKind::Main
               : here.kind,
           here.parent, i);
      out_.clauses[current_].sibling = here_at;
      out_.clauses[current_].by_or = at(i) == "eller";
      return;
    }
    if (holds(kSubjects, at(i + 1)) && finite_ahead(i + 1) && has_finite(current_)) {
      // `eftersom vi inte hinner och de inte orkar`: word order tells which clause goes on.
      const bool embedded = here.kind != ClauseKind::Main && !is_finite(i + 2);
      open(embedded ? here.kind : ClauseKind::Main, embedded ? here.parent : no_clause, i);
      return;
    }
    const bool verb_ahead = finite_ahead(i + 1);
    if (verb_ahead && (has_finite(current_) || here.kind == ClauseKind::Infinitive ||
                       here.kind == ClauseKind::Purpose)) {
      open(ClauseKind::Main, no_clause, i);
      return;
    }
    if (verb_ahead) return;
    // Fragments: `bra bemötande och inga köer`, `inga köer och bra bemötande`; in `ingen tid och
    // inga pengar` each noun has its own negation.
    const bool negated_next = is_negator(at(i + 1));
    const bool negated_here = seen_[current_].negator;
    const bool own_noun = is_negative_determiner(at(i + 1)) && seen_[current_].determiner;
    if (negated_next && here.kind == ClauseKind::Relative) {
      return open(ClauseKind::Main, no_clause, i);  // `ingen som vet och ingen som frågar`
    }
    if (negated_next && (!negated_here || own_noun)) return open(here.kind, here.parent, i);
    // `är inte anpassade och alldeles för små`
    constexpr std::array stressed = {"alldeles"sv, "för"sv, "väldigt"sv, "ganska"sv};
    const bool another = negated_here && holds(stressed, at(i + 1)) && !is_coordinator(at(i + 2));
    if (another || (seen_[current_].determiner && is_adjective(at(i + 1)))) {
      open(ClauseKind::Main, no_clause, i);
    }
  }

  [[nodiscard]] bool is_adjective(std::string_view word) const {
    constexpr std::array common = {
        "bra"sv,  "god"sv,   "gott"sv,  "goda"sv,  "mer"sv,    "mycket"sv, "många"sv, "fler"sv,
        "stor"sv, "stort"sv, "stora"sv, "dålig"sv, "dåligt"sv, "dåliga"sv, "en"sv,    "ett"sv};
    if (holds(common, word)) return true;
    if (lexicon_ == nullptr) return false;
    const auto entry = lexicon_->find(word);
    return entry && !entry->apertium.empty() &&
           std::all_of(entry->apertium.begin(), entry->apertium.end(), [](const Reading& r) {
             return r.group == WordGroup::Adjective || r.group == WordGroup::PastParticiple;
           });
  }

  const std::vector<ClausePart>& parts_;
  const Lexicon* lexicon_;
  std::uint32_t size_;
  std::vector<VerbForm> forms_;
  std::vector<bool> ahead_;
  std::vector<bool> ahead_over_commas_;
  std::vector<std::uint32_t> after_adverbs_;
  std::vector<Seen> seen_;  ///< by clause
  Clauses out_;
  std::uint32_t current_ = 0;
  std::vector<std::uint32_t> around_;         ///< clauses left open by a bracket
  std::uint32_t inserted_until_ = no_clause;  ///< the comma after an insertion
  std::uint32_t around_insertion_ = 0;
  bool without_that_ = false;  ///< `utan att vi fick`: this one has a verb of its own
};

}  // namespace

bool is_negator(std::string_view folded) { return holds(kNegators, folded); }
bool is_negative_determiner(std::string_view folded) { return holds(kNegativeDeterminers, folded); }

Clauses find_clauses(const std::vector<ClausePart>& sentence, const Lexicon* lexicon) {
  return Cutter(sentence, lexicon).run();
}

}  // namespace rodtrad::language
