#include "analyzer/matching/compile.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/language/acronyms.h"
#include "analyzer/language/word_lists.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::matching {
namespace {

constexpr std::size_t kShownOfRule = 80;
constexpr std::size_t kListDepth = 64;
constexpr std::size_t kMaxSteps = 50'000;
constexpr std::size_t kNamesCompared = 20;

class Compiler {
 public:
  Compiler(const Codebook& codebook, Shortenings shortenings)
      : codebook_(codebook), shortenings_(shortenings) {}

  Result<CompiledRules> run() {
    for (std::size_t i = 0; i < codebook_.lists.size(); ++i) {
      list_numbers_.emplace(codebook_.lists[i].name, i);
    }
    parse_all();
    compile_regexes();
    find_cycles();
    if (faults_.empty()) check_sizes();
    if (!faults_.empty()) return Failure{std::move(faults_)};
    own_rules();
    for (std::size_t i = 0; i < parsed_.size(); ++i) out_.roots.push_back(root_of(i));
    index_atoms();
    return std::move(out_);
  }

 private:
  void fault(const Indicator& indicator, std::uint32_t at, std::string id, std::string message,
             std::string hint) {
    Place place = indicator.place;
    const std::size_t column = utf8::count(std::string_view(indicator.match).substr(0, at)) + 1;
    if (place.column) *place.column += column - 1;
    const std::string_view shown = utf8::prefix(indicator.match, kShownOfRule);
    const std::string cut = shown.size() < indicator.match.size() ? "…" : "";
    faults_.add({Severity::Error, std::move(id),
                 "rule \"" + std::string(shown) + cut + "\", column " + std::to_string(column) +
                     ": " + std::move(message),
                 std::move(place), indicator.source_line, std::move(hint)});
  }

  void parse_all() {
    for (const Indicator& indicator : codebook_.indicators) {
      Rule rule;
      RuleError error;
      if (!parse_rule(indicator.match, rule, error)) {
        fault(indicator, error.at, error.id, error.message, error.hint);
      } else if (!needs_hit(rule)) {
        fault(indicator, 0, "rule-matches-empty", "the rule only says what must not be there",
              "it would code everything; add what must be there, with AND");
      } else {
        check_names(indicator, rule);
      }
      parsed_.push_back(std::move(rule));
    }
  }

  void check_names(const Indicator& indicator, const Rule& rule) {
    if (rule.kind == RuleKind::List && !list_named(rule.text)) {
      std::vector<std::string> names;
      if (unknown_lists_++ < kNamesCompared) {
        for (const RuleList& list : codebook_.lists) names.push_back(list.name);
      }
      const std::string near = nearest(rule.text, names);
      fault(indicator, rule.begin, "rule-unknown-list", "there is no list named " + rule.text,
            near.empty() ? "add it under \"lists\"" : "did you mean $" + near + "?");
    }
    for (const Rule& child : rule.children) check_names(indicator, child);
  }

  [[nodiscard]] std::optional<std::size_t> list_named(const std::string& name) const {
    const auto found = list_numbers_.find(name);
    return found == list_numbers_.end() ? std::nullopt : std::optional(found->second);
  }

  void lists_in(const Rule& rule, std::set<std::size_t>& out) const {
    if (rule.kind == RuleKind::List) {
      if (const auto list = list_named(rule.text)) out.insert(*list);
    }
    for (const Rule& child : rule.children) lists_in(child, out);
  }

  /// A list must not reach itself; the circle is printed.
  void find_cycles() {
    std::vector<std::set<std::size_t>> uses(codebook_.lists.size());
    for (std::size_t i = 0; i < codebook_.lists.size(); ++i) {
      for (const IndicatorId rule : codebook_.lists[i].rules)
        lists_in(parsed_[rule.value], uses[i]);
    }
    std::vector<int> state(uses.size(), 0);
    std::vector<std::size_t> path;
    for (std::size_t i = 0; i < uses.size(); ++i) visit_list(i, uses, state, path);
  }

  void visit_list(std::size_t list, const std::vector<std::set<std::size_t>>& uses,
                  std::vector<int>& state, std::vector<std::size_t>& path) {
    if (state[list] == 2) return;
    if (path.size() >= kListDepth && state[list] == 0) {
      if (!std::exchange(too_deep_, true)) {
        faults_.error(
            "codebook-list-depth",
            "lists hold lists that hold lists, more than " + std::to_string(kListDepth) + " deep",
            codebook_.lists[list].place, "write the rules out in fewer lists");
      }
      return;
    }
    path.push_back(list);
    if (state[list] == 1) {
      std::string circle;
      bool inside = false;
      for (const std::size_t step : path) {
        inside = inside || step == list;
        if (inside) circle += (circle.empty() ? "$" : " → $") + codebook_.lists[step].name;
      }
      faults_.error("codebook-list-cycle", "the lists go in a circle: " + circle,
                    codebook_.lists[list].place, "take one of them out of the other");
    } else {
      state[list] = 1;
      for (const std::size_t next : uses[list]) visit_list(next, uses, state, path);
      state[list] = 2;
    }
    path.pop_back();
  }

  /// Lists that name lists may double at every step: what a rule unfolds to has a limit.
  void check_sizes() {
    std::vector<std::size_t> list_sizes(codebook_.lists.size(), 0);
    for (std::size_t i = 0; i < parsed_.size(); ++i) {
      if (size_of(parsed_[i], list_sizes) <= kMaxSteps) continue;
      fault(codebook_.indicators[i], 0, "rule-too-large",
            "with its lists the rule holds more than " + std::to_string(kMaxSteps) + " words",
            "take lists out of the lists it names");
    }
  }

  /// Steps of a rule once its lists are unfolded, counted no further than the limit.
  std::size_t size_of(const Rule& rule, std::vector<std::size_t>& list_sizes) const {
    std::size_t size = 1;
    if (rule.kind == RuleKind::List) {
      const std::size_t list = *list_named(rule.text);
      if (list_sizes[list] == 0) {
        std::size_t& sum = list_sizes[list];
        sum = 1;
        for (const IndicatorId entry : codebook_.lists[list].rules) {
          sum = std::min(kMaxSteps + 1, sum + size_of(parsed_[entry.value], list_sizes));
        }
      }
      size += list_sizes[list];
    }
    for (const Rule& child : rule.children) {
      size = std::min(kMaxSteps + 1, size + size_of(child, list_sizes));
    }
    return size;
  }

  void own_rules() {
    out_.owners.resize(codebook_.indicators.size());
    const auto own = [this](const std::vector<IndicatorId>& rules, RuleOwner::Kind kind,
                            std::size_t number) {
      for (const IndicatorId rule : rules) {
        out_.owners[rule.value] = {kind, static_cast<std::uint32_t>(number)};
      }
    };
    for (std::size_t i = 0; i < codebook_.levels.size(); ++i) {
      own(codebook_.levels[i].indicators, RuleOwner::Kind::Level, i);
    }
    for (std::size_t i = 0; i < codebook_.themes.size(); ++i) {
      own(codebook_.themes[i].indicators, RuleOwner::Kind::Theme, i);
    }
    for (std::size_t i = 0; i < codebook_.concepts.size(); ++i) {
      own(codebook_.concepts[i].indicators, RuleOwner::Kind::Concept, i);
      own(codebook_.concepts[i].unless, RuleOwner::Kind::Unless, i);
    }
  }

  std::uint32_t root_of(std::size_t indicator) {
    const std::pair use(indicator, in_negation_);
    if (const auto done = done_.find(use); done != done_.end()) return done->second;
    const bool outer = std::exchange(in_phrase_, false);
    const std::uint32_t root = node_of(parsed_[indicator], codebook_.indicators[indicator]);
    in_phrase_ = outer;
    done_[use] = root;
    return root;
  }

  std::uint32_t add(Node node) {
    out_.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(out_.nodes.size() - 1);
  }

  std::uint32_t node_of(const Rule& rule, const Indicator& indicator) {
    if (rule.kind == RuleKind::Term) {
      const std::uint32_t word = add({.kind = RuleKind::Term, .atom = term_atom(rule, indicator)});
      if (rule.own_mark) return word;
      return or_apart(rule, word_or_otherwise(rule, word));
    }
    if (rule.kind == RuleKind::Regex) {
      return add({.kind = RuleKind::Regex, .atom = regex_numbers_.at(rule.text)});
    }
    Node node{.kind = rule.kind,
              .distance = rule.distance,
              .in_negation = in_negation_,
              .gaps = rule.gaps};
    if (rule.kind == RuleKind::List) {
      node.kind = RuleKind::Or;
      for (const IndicatorId entry : codebook_.lists[*list_named(rule.text)].rules) {
        node.children.push_back(root_of(entry.value));
      }
    } else {
      const bool negation = rule.kind == RuleKind::Negated || rule.kind == RuleKind::Affirmed;
      const bool outer = std::exchange(in_phrase_, in_phrase_ || rule.kind == RuleKind::Sequence);
      const bool around = std::exchange(in_negation_, in_negation_ || negation);
      for (const Rule& child : rule.children) node.children.push_back(node_of(child, indicator));
      in_phrase_ = outer;
      in_negation_ = around;
    }
    const std::uint32_t whole = add(std::move(node));
    return rule.kind == RuleKind::Sequence ? phrase_or_otherwise(rule, whole) : whole;
  }

  /// Words of the phrase, or all, that are written shorter or in one are found so too: `på grund
  /// av att` finds pga att, `i stället för` istället för.
  std::uint32_t phrase_or_otherwise(const Rule& phrase, std::uint32_t whole) {
    Node any{.kind = RuleKind::Or, .children = {whole}};
    for (std::size_t begin = 0; begin + 1 < phrase.children.size(); ++begin) {
      std::string words;
      for (std::size_t i = begin; i < phrase.children.size(); ++i) {
        const Rule& word = phrase.children[i];
        const bool plain = word.kind == RuleKind::Term && !word.own_mark;
        if (!plain || (i > begin && phrase.gaps[i] > 0)) break;
        words += (words.empty() ? "" : " ") + text::folded_form(word.text);
        if (i == begin) continue;
        for (const std::vector<std::string>& way : other_ways(words)) {
          any.children.push_back(written_otherwise(whole, begin, i + 1, way));
        }
      }
    }
    return any.children.size() == 1 ? whole : add(std::move(any));
  }

  /// The phrase with other words for those from `begin` to `end`.
  std::uint32_t written_otherwise(std::uint32_t phrase, std::size_t begin, std::size_t end,
                                  const std::vector<std::string>& way) {
    Node other = out_.nodes[phrase];
    const auto at = [](auto& list, std::size_t i) {
      return list.begin() + static_cast<std::ptrdiff_t>(i);
    };
    const std::uint32_t gap = other.gaps[begin];
    other.children.erase(at(other.children, begin), at(other.children, end));
    other.gaps.erase(at(other.gaps, begin), at(other.gaps, end));
    std::vector<std::uint32_t> words;
    for (const std::string& token : way) words.push_back(shortened_word(token));
    other.children.insert(at(other.children, begin), words.begin(), words.end());
    other.gaps.insert(at(other.gaps, begin), words.size(), 0);
    other.gaps[begin] = gap;
    return add(std::move(other));
  }

  std::uint32_t shortened_word(const std::string& token) {
    const language::Term term{.word = token, .kind = language::TermKind::Shortened};
    return add({.kind = RuleKind::Term, .atom = atom_of(term)});
  }

  [[nodiscard]] std::vector<std::vector<std::string>> other_ways(const std::string& words) const {
    const auto* ways =
        shortenings_ == Shortenings::Accepted ? language::other_spellings(words) : nullptr;
    return ways == nullptr ? std::vector<std::vector<std::string>>() : *ways;
  }

  /// `SIP-möte` finds `SIP möten`, which many write.
  std::uint32_t or_apart(const Rule& word, std::uint32_t whole) {
    const std::string written = text::surface_form(word.text);
    const std::size_t hyphen = written.find('-');
    if (hyphen == std::string::npos || shortenings_ != Shortenings::Accepted) return whole;
    const std::string acronym = written.substr(0, hyphen);
    const std::string rest = written.substr(hyphen + 1);
    if (!language::is_acronym(acronym) || rest.find('-') != rest.npos || utf8::count(rest) < 3) {
      return whole;
    }
    Node apart{.kind = RuleKind::Sequence, .gaps = {0, 0}};
    for (const language::Term& term :
         {language::Term{.word = acronym, .kind = language::TermKind::Cased},
          language::Term{.word = rest}}) {
      apart.children.push_back(add({.kind = RuleKind::Term, .atom = atom_of(term)}));
    }
    const std::uint32_t two_words = add(std::move(apart));
    return add({.kind = RuleKind::Or, .children = {whole, two_words}});
  }

  /// A word that can be written otherwise is found so too: `idag` finds i dag.
  std::uint32_t word_or_otherwise(const Rule& word, std::uint32_t whole) {
    Node any{.kind = RuleKind::Or, .children = {whole}};
    for (const std::vector<std::string>& way : other_ways(text::folded_form(word.text))) {
      Node sequence{.kind = RuleKind::Sequence};
      for (const std::string& token : way) {
        sequence.children.push_back(shortened_word(token));
        sequence.gaps.push_back(0);
      }
      any.children.push_back(add(std::move(sequence)));
    }
    return any.children.size() == 1 ? whole : add(std::move(any));
  }

  Atom term_atom(const Rule& rule, const Indicator& indicator) {
    language::Term term{.word = rule.text, .kind = rule.term_kind, .compound = rule.compound};
    if (!rule.own_mark && indicator.compound) term.compound = *indicator.compound;
    if (rule.term_kind == language::TermKind::Inflected) {
      term.in_phrase = in_phrase_;
      term.forms = indicator.forms;
      term.pos = indicator.pos;
    }
    term.exclude = indicator.exclude;
    return atom_of(term);
  }

  Atom atom_of(const language::Term& term) {
    const auto [found, added] =
        term_numbers_.emplace(term, static_cast<Atom>(term_numbers_.size()));
    if (added) out_.terms.push_back(term);
    return found->second;
  }

  /// Regular expressions are numbered from 0 here and moved behind the terms at the end. The
  /// memory for them is divided, so they are counted first.
  void compile_regexes() {
    std::vector<std::pair<const Rule*, const Indicator*>> wanted;
    for (std::size_t i = 0; i < parsed_.size(); ++i) {
      regexes_in(parsed_[i], codebook_.indicators[i], wanted);
    }
    out_.regexes.expect(wanted.size());
    for (const auto& [rule, indicator] : wanted) {
      std::string error;
      const int number = out_.regexes.add(rule->text, error);
      if (number < 0) {
        fault(*indicator, rule->begin, "rule-regex",
              "the regular expression does not compile: " + error,
              "see docs/codebook-format.md for what RE2 knows");
      }
      regex_numbers_[rule->text] = static_cast<Atom>(std::max(number, 0));
    }
  }

  /// Each pattern once, with the first rule that holds it.
  void regexes_in(const Rule& rule, const Indicator& indicator,
                  std::vector<std::pair<const Rule*, const Indicator*>>& out) {
    if (rule.kind == RuleKind::Regex && regex_numbers_.emplace(rule.text, 0).second) {
      out.emplace_back(&rule, &indicator);
    }
    for (const Rule& child : rule.children) regexes_in(child, indicator, out);
  }

  void index_atoms() {
    const auto terms = static_cast<Atom>(out_.terms.size());
    for (Node& node : out_.nodes) {
      if (node.kind == RuleKind::Regex) node.atom += terms;
    }
    out_.rules_of_atom.resize(out_.terms.size() + out_.regexes.size());
    seen_.assign(out_.nodes.size(), 0);
    commonness_.assign(out_.nodes.size(), std::nullopt);
    for (std::uint32_t rule = 0; rule < out_.roots.size(); ++rule) {
      if (out_.owners[rule].kind == RuleOwner::Kind::List) continue;
      const std::uint32_t root = out_.roots[rule];
      std::set<Atom> atoms;
      if (commonness(root) < kAnyUnit) {
        atoms_wanted(root, rule + 1, atoms);
      } else {
        atoms_below(root, rule + 1, atoms);
      }
      for (const Atom atom : atoms) out_.rules_of_atom[atom].push_back(rule);
    }
  }

  static constexpr double kAnyUnit = 1e9;

  /// How often a unit holds what a node cannot do without, roughly, from the lengths of words; from
  /// `kAnyUnit` on it can hold where none of its words is.
  double commonness(std::uint32_t number) {
    if (commonness_[number]) return *commonness_[number];
    const Node& node = out_.nodes[number];
    double out = 0;
    switch (node.kind) {
      case RuleKind::Not:
        out = kAnyUnit;
        break;
      case RuleKind::Term:
        out = 100.0 / static_cast<double>(1 + out_.terms[node.atom].word.size());
        break;
      case RuleKind::Regex:
        out = 10;
        break;
      case RuleKind::Sequence:
      case RuleKind::And:
      case RuleKind::Near:
      case RuleKind::Before:
        out = kAnyUnit;  // the rarest part decides
        for (const std::uint32_t child : node.children) out = std::min(out, commonness(child));
        break;
      case RuleKind::List:
      case RuleKind::Or:
      case RuleKind::Negated:
      case RuleKind::Affirmed:
        for (const std::uint32_t child : node.children) out += commonness(child);
        break;
    }
    commonness_[number] = out;
    return out;
  }

  /// Atoms of which at least one occurs wherever the node holds. Of what must occur together the
  /// rarest part is enough: a rule with `att` in it is not tried for every `att`.
  void atoms_wanted(std::uint32_t number, std::uint32_t round, std::set<Atom>& out) {
    if (std::exchange(seen_[number], round) == round) return;
    const Node& node = out_.nodes[number];
    switch (node.kind) {
      case RuleKind::Not:
        break;
      case RuleKind::Term:
      case RuleKind::Regex:
        out.insert(node.atom);
        break;
      case RuleKind::Sequence:
      case RuleKind::And:
      case RuleKind::Near:
      case RuleKind::Before:
        atoms_wanted(*std::min_element(node.children.begin(), node.children.end(),
                                       [this](std::uint32_t a, std::uint32_t b) {
                                         return commonness(a) < commonness(b);
                                       }),
                     round, out);
        break;
      case RuleKind::List:
      case RuleKind::Or:
      case RuleKind::Negated:
      case RuleKind::Affirmed:
        for (const std::uint32_t child : node.children) atoms_wanted(child, round, out);
        break;
    }
  }

  /// All atoms of a rule that can hold without them, but for what stands under NOT, which is no
  /// reason to try it.
  void atoms_below(std::uint32_t node, std::uint32_t round, std::set<Atom>& out) {
    if (std::exchange(seen_[node], round) == round) return;
    const Node& n = out_.nodes[node];
    if (n.kind == RuleKind::Not) return;
    if (n.kind == RuleKind::Term || n.kind == RuleKind::Regex) out.insert(n.atom);
    for (const std::uint32_t child : n.children) atoms_below(child, round, out);
  }

  const Codebook& codebook_;
  Shortenings shortenings_;
  std::vector<Rule> parsed_;
  CompiledRules out_;
  Diagnostics faults_;
  std::map<std::pair<std::size_t, bool>, std::uint32_t> done_;  ///< within a negation or not
  bool in_phrase_ = false;  ///< while the words of one are compiled
  bool in_negation_ = false;
  std::map<language::Term, Atom> term_numbers_;
  std::map<std::string, Atom> regex_numbers_;
  std::map<std::string, std::size_t> list_numbers_;
  std::vector<std::uint32_t> seen_;  ///< by node: the round that met it last
  std::vector<std::optional<double>> commonness_;
  std::size_t unknown_lists_ = 0;
  bool too_deep_ = false;
};

}  // namespace

Result<CompiledRules> compile_rules(const Codebook& codebook, Shortenings shortenings) {
  return Compiler(codebook, shortenings).run();
}

}  // namespace rodtrad::matching
