#include "analyzer/stats/results_diff.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>

#include "analyzer/base/offset_map.h"
#include "analyzer/base/strings.h"
#include "analyzer/stats/code_pairing.h"

namespace rodtrad::stats {
namespace {

using Numbers = std::vector<std::uint32_t>;

/// Old positions to new ones, by kind.
struct Translation {
  Numbers themes;
  Numbers concepts;
  Numbers levels;

  Translation(const std::vector<CodePairing>& codes, const Codebook& before)
      : themes(before.themes.size(), kNone),
        concepts(before.concepts.size(), kNone),
        levels(before.levels.size(), kNone) {
    for (const CodePairing& code : codes) {
      if (code.before != kNone) list(code.kind)[code.before] = code.after;
    }
  }
  Numbers& list(CodeKind kind) {
    return kind == CodeKind::Theme ? themes : kind == CodeKind::Concept ? concepts : levels;
  }
};

/// Where each old document is now, kNone when it is gone. Same id, else the same text.
Numbers documents_after(const Analysis& before, const Analysis& after) {
  std::unordered_map<std::string_view, std::uint32_t> by_key;
  std::multimap<std::string_view, std::uint32_t> by_text;
  std::set<std::string_view> old_keys;
  for (const Document& document : before.documents) old_keys.insert(document.key);
  for (std::uint32_t d = 0; d < after.documents.size(); ++d) {
    const Document& document = after.documents[d];
    by_key.emplace(document.key, d);
    if (!old_keys.contains(document.key)) by_text.emplace(document.text, d);
  }
  Numbers out;
  for (const Document& document : before.documents) {
    if (const auto same = by_key.find(document.key); same != by_key.end()) {
      out.push_back(same->second);
    } else if (const auto alike = by_text.find(document.text); alike != by_text.end()) {
      out.push_back(alike->second);
      by_text.erase(alike);
    } else {
      out.push_back(kNone);
    }
  }
  return out;
}

/// Which documents a step looks at: in an unchanged text the same words elsewhere are other words.
enum class Texts { Any, Changed };

/// A coding ready to be looked for: all numbers are the new side's.
struct Sought {
  std::uint32_t coding = 0;
  std::uint32_t document = kNone;
  ByteSpan span{};
  std::string_view text{};
  std::uint32_t theme = kNone;
  std::uint32_t concept_id = kNone;
  bool theme_only = false;
  std::uint32_t level = kNone;
  std::string_view coder{};
  std::uint32_t partner = kNone;  ///< position on the other side

  /// The code that must agree: the concept, or the theme where there is none.
  [[nodiscard]] std::pair<bool, std::uint32_t> code() const {
    return {theme_only, theme_only ? theme : concept_id};
  }
};

class ResultsComparison {
 public:
  ResultsComparison(const Analysis& before, const Analysis& after)
      : before_(before),
        after_(after),
        documents_(documents_after(before, after)),
        codes_(pair_codes(before, after)),
        to_(codes_, *before.codebook),
        unchanged_(after.documents.size(), false) {
    for (std::uint32_t d = 0; d < documents_.size(); ++d) {
      if (documents_[d] == kNone) continue;
      came_from_.emplace(documents_[d], d);
      unchanged_[documents_[d]] = before.documents[d].text == after.documents[documents_[d]].text;
    }
    for (std::uint32_t c = 0; c < before.codings.size(); ++c) old_.push_back(old_coding(c));
    for (std::uint32_t c = 0; c < after.codings.size(); ++c) new_.push_back(new_coding(c));
  }

  ResultsDiff run() {
    join_equal(
        [](const Sought& s) { return std::tuple(s.document, s.span, s.code(), s.coder, s.level); });
    join_equal([](const Sought& s) { return std::tuple(s.document, s.span, s.code(), s.coder); });
    join_equal(
        [](const Sought& s) { return std::tuple(s.document, s.text, s.code(), s.coder, s.level); },
        Texts::Changed);
    join_equal([](const Sought& s) { return std::tuple(s.document, s.text, s.code(), s.coder); },
               Texts::Changed);
    join_other_code();
    join_overlapping();
    ResultsDiff out;
    out.codes = codes_;
    excerpts(out.excerpts);
    counts(out.counts);
    return out;
  }

 private:
  [[nodiscard]] Sought old_coding(std::uint32_t c) const {
    const Coding& coding = before_.codings[c];
    const Unit& unit = before_.unit_of(coding);
    Sought s;
    s.coding = c;
    s.document = documents_[unit.document.value];
    s.span = unit.span;
    s.text = slice(before_.document_of(unit).text, unit.span);
    s.theme = to_.themes[coding.theme.value];
    s.theme_only = !coding.concept_id.valid();
    if (!s.theme_only) s.concept_id = to_.concepts[coding.concept_id.value];
    if (coding.level.valid()) s.level = to_.levels[coding.level.value];
    s.coder = coding.coder;
    return s;
  }

  [[nodiscard]] Sought new_coding(std::uint32_t c) const {
    const Coding& coding = after_.codings[c];
    const Unit& unit = after_.unit_of(coding);
    Sought s;
    s.coding = c;
    s.document = unit.document.value;
    s.span = unit.span;
    s.text = slice(after_.document_of(unit).text, unit.span);
    s.theme = coding.theme.value;
    s.theme_only = !coding.concept_id.valid();
    s.concept_id = coding.concept_id.value;
    s.level = coding.level.value;
    s.coder = coding.coder;
    return s;
  }

  void join(Sought& old_one, std::uint32_t o, Sought& new_one, std::uint32_t n) {
    old_one.partner = n;
    new_one.partner = o;
  }

  /// Pairs what has the same key, in order.
  template <class Key>
  void join_equal(Key key, Texts texts = Texts::Any) {
    std::map<decltype(key(Sought{})), std::vector<std::uint32_t>> waiting;
    for (std::uint32_t n = static_cast<std::uint32_t>(new_.size()); n-- > 0;) {
      if (new_[n].partner == kNone) waiting[key(new_[n])].push_back(n);
    }
    for (std::uint32_t o = 0; o < old_.size(); ++o) {
      if (old_[o].partner != kNone || old_[o].document == kNone) continue;
      if (old_[o].code().second == kNone) continue;
      if (texts == Texts::Changed && same_text(old_[o])) continue;
      const auto found = waiting.find(key(old_[o]));
      if (found == waiting.end() || found->second.empty()) continue;
      join(old_[o], o, new_[found->second.back()], found->second.back());
      found->second.pop_back();
    }
  }

  /// Free new codings under a key, in order.
  template <class Key>
  [[nodiscard]] auto free_by(Key key) const {
    std::map<decltype(key(Sought{})), std::vector<std::uint32_t>> out;
    for (std::uint32_t n = 0; n < new_.size(); ++n) {
      if (new_[n].partner == kNone) out[key(new_[n])].push_back(n);
    }
    return out;
  }

  /// The same words, once evidence of one code, are now evidence of another.
  void join_other_code() {
    const auto key = [](const Sought& s) { return std::tuple(s.document, s.coder, s.span); };
    const auto free = free_by(key);
    for (std::uint32_t o = 0; o < old_.size(); ++o) {
      if (old_[o].partner != kNone || old_[o].document == kNone) continue;
      const auto here = free.find(key(old_[o]));
      if (here == free.end()) continue;
      std::uint32_t best = kNone;
      for (const std::uint32_t n : here->second) {
        if (new_[n].partner != kNone || new_[n].text != old_[o].text) continue;
        if (!share_evidence(old_[o], new_[n])) continue;
        if (best == kNone ||
            (new_[n].theme == old_[o].theme && new_[best].theme != old_[o].theme)) {
          best = n;
        }
      }
      if (best != kNone) join(old_[o], o, new_[best], best);
    }
  }

  [[nodiscard]] bool share_evidence(const Sought& old_one, const Sought& new_one) const {
    for (const Evidence& a : before_.codings[old_one.coding].evidence) {
      for (const Evidence& b : after_.codings[new_one.coding].evidence) {
        if (a.span.overlaps(b.span)) return true;
      }
    }
    return false;
  }

  /// The same code in a unit that begins or ends elsewhere in an unchanged text.
  void join_overlapping() {
    const auto key = [](const Sought& s) { return std::tuple(s.document, s.coder, s.code()); };
    const auto free = free_by(key);
    for (std::uint32_t o = 0; o < old_.size(); ++o) {
      if (old_[o].partner != kNone || old_[o].document == kNone) continue;
      if (old_[o].code().second == kNone || !same_text(old_[o])) continue;
      const auto here = free.find(key(old_[o]));
      if (here == free.end()) continue;
      // Units of one code do not overlap each other, so their ends are in order too.
      auto n = std::lower_bound(
          here->second.begin(), here->second.end(), old_[o].span.begin,
          [this](std::uint32_t i, std::uint32_t begin) { return new_[i].span.end <= begin; });
      for (; n != here->second.end() && new_[*n].span.begin < old_[o].span.end; ++n) {
        if (new_[*n].partner != kNone) continue;
        join(old_[o], o, new_[*n], *n);
        break;
      }
    }
  }

  [[nodiscard]] bool same_text(const Sought& old_one) const { return unchanged_[old_one.document]; }

  // --- telling -------------------------------------------------------------------------------

  static CodedAs coded_as(const Coding& coding) {
    return {coding.theme, coding.concept_id, coding.level};
  }

  static std::string rules_of(const Analysis& analysis, const Coding& coding) {
    std::vector<std::string> rules;
    for (const Evidence& evidence : coding.evidence) {
      const std::string& rule = evidence.indicator.valid()
                                    ? at(analysis.codebook->indicators, evidence.indicator).match
                                    : std::string();
      if (!rule.empty() && std::find(rules.begin(), rules.end(), rule) == rules.end()) {
        rules.push_back(rule);
      }
    }
    return rules.empty() ? std::string(to_text(coding.origin)) : rodtrad::join(rules, " | ");
  }

  static std::string level_rule(const Analysis& analysis, const Coding& coding) {
    std::string out(to_text(coding.level_basis));
    const Document& document = analysis.document_of(analysis.unit_of(coding));
    for (const LevelEvidence& evidence : coding.level_evidence) {
      out += evidence.attribute.empty() ? ": " + std::string(slice(document.text, evidence.span))
                                        : ": " + evidence.attribute + " = " + evidence.value;
    }
    return out;
  }

  static std::string speaker_of(const Analysis& analysis, const Unit& unit) {
    const Document& document = analysis.document_of(unit);
    const SpeakerId speaker = speaker_in(document, unit);
    return speaker.valid() ? at(document.speakers, speaker).label : "";
  }

  using Words = std::set<std::string>;

  /// The rules of a code that are no exceptions, and its exceptions: of a concept, or of a theme
  /// without one. Many codings ask for the same code.
  struct Rules {
    Words indicators;
    Words exceptions;
  };
  const Rules& rules(const Analysis& analysis, ThemeId theme, ConceptId concept_id) const {
    auto& known = &analysis == &before_ ? old_rules_ : new_rules_;
    const std::pair code(concept_id.valid(), concept_id.valid() ? concept_id.value : theme.value);
    const auto [found, added] = known.try_emplace(code);
    if (!added) return found->second;
    const auto add = [&analysis](const std::vector<IndicatorId>& ids, Words& words) {
      for (const IndicatorId id : ids) {
        words.insert(rule_signature(at(analysis.codebook->indicators, id)));
      }
    };
    if (concept_id.valid()) {
      const Concept& entry = at(analysis.codebook->concepts, concept_id);
      add(entry.indicators, found->second.indicators);
      add(entry.unless, found->second.exceptions);
    } else {
      add(at(analysis.codebook->themes, theme).indicators, found->second.indicators);
    }
    return found->second;
  }

  /// True when none of the coding's own indicators stands in the other side's code.
  static bool rules_differ(const Analysis& analysis, const Coding& coding, const Words& other) {
    bool any = false;
    for (const Evidence& evidence : coding.evidence) {
      if (!evidence.indicator.valid()) continue;
      any = true;
      if (other.contains(rule_signature(at(analysis.codebook->indicators, evidence.indicator)))) {
        return false;
      }
    }
    return any;
  }

  static bool is_rejected(const Analysis& analysis, const Coding& coding) {
    return analysis.decided && analysis.decided->rejected.contains(coding.key);
  }

  [[nodiscard]] ChangeReason why_lost(const Sought& s) const {
    const Coding& coding = before_.codings[s.coding];
    if (coding.origin == Origin::Person || is_rejected(after_, coding)) return ChangeReason::Person;
    if (s.document == kNone) return ChangeReason::DocumentRemoved;
    if (s.code().second == kNone) return ChangeReason::CodeRemoved;
    const ThemeId theme(s.theme == kNone ? 0U : s.theme);
    const ConceptId concept_id = s.theme_only ? ConceptId() : ConceptId(s.concept_id);
    const Rules& is = rules(after_, theme, concept_id);
    if (rules_differ(before_, coding, is.indicators)) return ChangeReason::RuleRemoved;
    const Words& old_exceptions = rules(before_, coding.theme, coding.concept_id).exceptions;
    for (const std::string& exception : is.exceptions) {
      if (!old_exceptions.contains(exception)) return ChangeReason::ExceptionAdded;
    }
    return same_text(s) ? ChangeReason::Unknown : ChangeReason::TextChanged;
  }

  [[nodiscard]] ChangeReason why_gained(const Sought& s) const {
    const Coding& coding = after_.codings[s.coding];
    if (coding.origin == Origin::Person || is_rejected(before_, coding)) {
      return ChangeReason::Person;
    }
    const auto old_document = came_from_.find(s.document);
    if (old_document == came_from_.end()) return ChangeReason::DocumentAdded;
    const CodeKind kind = s.theme_only ? CodeKind::Theme : CodeKind::Concept;
    std::uint32_t old_code = kNone;
    for (const CodePairing& code : codes_) {
      if (code.kind == kind && code.after == s.code().second) old_code = code.before;
    }
    if (old_code == kNone) return ChangeReason::CodeAdded;
    const ConceptId old_concept = s.theme_only ? ConceptId() : ConceptId(old_code);
    const ThemeId old_theme =
        s.theme_only ? ThemeId(old_code) : at(before_.codebook->concepts, old_concept).theme;
    const Rules& was = rules(before_, old_theme, old_concept);
    if (rules_differ(after_, coding, was.indicators)) return ChangeReason::RuleAdded;
    const Words& new_exceptions = rules(after_, coding.theme, coding.concept_id).exceptions;
    for (const std::string& exception : was.exceptions) {
      if (!new_exceptions.contains(exception)) return ChangeReason::ExceptionRemoved;
    }
    return unchanged_[s.document] ? ChangeReason::Unknown : ChangeReason::TextChanged;
  }

  /// Fills in a pair: same, or moved and by what.
  void pair(const Sought& o, const Sought& n, ExcerptDifference& d) const {
    const Coding& was = before_.codings[o.coding];
    const Coding& is = after_.codings[n.coding];
    d.before = coded_as(was);
    d.after = coded_as(is);
    d.change = ExcerptChange::Moved;
    d.rule = rules_of(after_, is);
    if (o.code() != n.code()) {
      d.reason = ChangeReason::OtherCode;
    } else if (o.theme != n.theme) {
      d.reason = ChangeReason::ConceptMoved;
    } else if (o.level != n.level) {
      d.reason = ChangeReason::Level;
      d.rule = level_rule(before_, was) + " → " + level_rule(after_, is);
    } else if (o.text != n.text) {
      d.reason = ChangeReason::Boundaries;
    } else {
      d.change = ExcerptChange::Same;
      return;
    }
    if (is.origin == Origin::Person || is.level_basis == LevelBasis::Person) {
      d.reason = ChangeReason::Person;
    }
  }

  void place(const Analysis& analysis, std::uint32_t c,
             std::vector<std::unique_ptr<OffsetMap>>& maps, ExcerptDifference& d) const {
    const Coding& coding = analysis.codings[c];
    const Unit& unit = analysis.unit_of(coding);
    const Document& document = analysis.document_of(unit);
    auto& map = maps[unit.document.value];
    if (map == nullptr) map = std::make_unique<OffsetMap>(document.text);
    d.document = document.key;
    d.span = map->code_points(unit.span);
    d.text = std::string(slice(document.text, unit.span));
    d.coder = coding.coder;
    d.speaker = speaker_of(analysis, unit);
  }

  void excerpts(std::vector<ExcerptDifference>& out) const {
    std::vector<std::unique_ptr<OffsetMap>> old_maps(before_.documents.size());
    std::vector<std::unique_ptr<OffsetMap>> new_maps(after_.documents.size());
    for (const Sought& n : new_) {
      ExcerptDifference d;
      place(after_, n.coding, new_maps, d);
      if (n.partner != kNone) {
        pair(old_[n.partner], n, d);
      } else {
        d.change = ExcerptChange::Gained;
        d.after = coded_as(after_.codings[n.coding]);
        d.rule = rules_of(after_, after_.codings[n.coding]);
        d.reason = why_gained(n);
      }
      out.push_back(std::move(d));
    }
    for (const Sought& o : old_) {
      if (o.partner != kNone) continue;
      ExcerptDifference d;
      place(before_, o.coding, old_maps, d);
      d.change = ExcerptChange::Lost;
      d.before = coded_as(before_.codings[o.coding]);
      d.rule = rules_of(before_, before_.codings[o.coding]);
      d.reason = why_lost(o);
      out.push_back(std::move(d));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const ExcerptDifference& a, const ExcerptDifference& b) {
                       return std::tie(a.document, a.span) < std::tie(b.document, b.span);
                     });
  }

  static Counts cell(const Analysis& analysis, std::uint32_t theme, std::uint32_t level) {
    if (theme == kNone) return {};
    return analysis.counts.cell(theme, level);
  }

  void counts(std::vector<CountDifference>& out) const {
    const std::uint32_t old_none = static_cast<std::uint32_t>(before_.codebook->levels.size());
    const std::uint32_t new_none = static_cast<std::uint32_t>(after_.codebook->levels.size());
    const auto id = [](auto made, std::uint32_t value) {
      return value == kNone ? decltype(made)() : decltype(made)(std::size_t{value});
    };
    for (const CodePairing& theme : codes_) {
      if (theme.kind != CodeKind::Theme) continue;
      CountDifference row{
          id(ThemeId(), theme.before), id(ThemeId(), theme.after), {}, {}, true, {}, {}};
      if (theme.before != kNone) row.before = before_.counts.by_theme[theme.before];
      if (theme.after != kNone) row.after = after_.counts.by_theme[theme.after];
      out.push_back(row);
      row.all_levels = false;
      for (const CodePairing& level : codes_) {
        if (level.kind != CodeKind::Level) continue;
        row.level_before = id(LevelId(), level.before);
        row.level_after = id(LevelId(), level.after);
        row.before = level.before == kNone ? Counts{} : cell(before_, theme.before, level.before);
        row.after = level.after == kNone ? Counts{} : cell(after_, theme.after, level.after);
        out.push_back(row);
      }
      if (!before_.counts.has_unlevelled && !after_.counts.has_unlevelled) continue;
      row.level_before = row.level_after = LevelId();
      row.before = cell(before_, theme.before, old_none);
      row.after = cell(after_, theme.after, new_none);
      out.push_back(row);
    }
  }

  const Analysis& before_;
  const Analysis& after_;
  Numbers documents_;  ///< new document of each old one
  std::map<std::uint32_t, std::uint32_t> came_from_;
  std::vector<CodePairing> codes_;
  Translation to_;
  std::vector<bool> unchanged_;  ///< by new document
  std::vector<Sought> old_;
  std::vector<Sought> new_;
  using RulesByCode = std::map<std::pair<bool, std::uint32_t>, Rules>;
  mutable RulesByCode old_rules_;
  mutable RulesByCode new_rules_;
};

}  // namespace

ResultsDiff diff_results(const Analysis& before, const Analysis& after) {
  return ResultsComparison(before, after).run();
}

}  // namespace rodtrad::stats
