#include "analyzer/pipeline/workshop.h"

#include <algorithm>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/pipeline/answer_clusters.h"
#include "analyzer/pipeline/answer_parts.h"
#include "analyzer/report/fields.h"
#include "analyzer/stats/counts.h"
#include "analyzer/stats/priorities.h"

namespace rodtrad::pipeline {
namespace {

std::string group_of(const Analysis& analysis, const Unit& unit) {
  const Document& document = analysis.document_of(unit);
  if (document.group_attribute.empty()) return {};
  const Attributes attributes = report::attributes_of(analysis, unit);
  const std::string* group = attributes.find(document.group_attribute);
  return group == nullptr ? std::string() : *group;
}

class Builder {
 public:
  Builder(const Analysis& analysis, const WorkshopOptions& options,
          const language::Resources& resources)
      : a_(analysis), options_(options), codings_(report::codings_by_unit(analysis)) {
    out_.vote_kind = options.votes;
    collect_questions();
    collect_parts();
    forms_of_parts(resources);
    cluster();
    count_totals();
    prioritise();
    suggest();
  }
  Workshop take() { return std::move(out_); }

 private:
  void collect_questions() {
    std::map<std::string, std::uint32_t> known;
    for (const Unit& unit : a_.units) {
      const std::string text = report::question_of(a_, unit);
      const auto [entry, fresh] =
          known.try_emplace(text, static_cast<std::uint32_t>(out_.questions.size()));
      if (fresh) out_.questions.push_back({.text = text});
      question_of_unit_.push_back(entry->second);
    }
    weights();
  }

  /// What each answer's votes weigh; ranks become points within their question.
  void weights() {
    for (const Unit& unit : a_.units) votes_.push_back(report::votes_of(a_, unit));
    if (options_.votes != VoteKind::Ranks) return;
    for (std::uint32_t q = 0; q < out_.questions.size(); ++q) {
      std::vector<std::size_t> units;
      std::vector<std::int64_t> ranks;
      for (std::size_t u = 0; u < a_.units.size(); ++u) {
        if (question_of_unit_[u] != q || !votes_[u]) continue;
        units.push_back(u);
        ranks.push_back(*votes_[u]);
      }
      const std::vector<std::int64_t> points = stats::points_of_ranks(ranks);
      for (std::size_t i = 0; i < units.size(); ++i) votes_[units[i]] = points[i];
    }
  }

  void collect_parts() {
    for (std::size_t u = 0; u < a_.units.size(); ++u) {
      const Unit& unit = a_.units[u];
      const std::string& text = a_.document_of(unit).text;
      const std::string_view whole = slice(text, unit.span);
      std::vector<ByteSpan> points = {{0, static_cast<std::uint32_t>(whole.size())}};
      if (options_.split == SplitAnswers::On && !unit.empty_answer) points = answer_points(whole);
      for (std::size_t p = 0; p < points.size(); ++p) {
        AnswerPart part;
        part.unit = UnitId(u);
        part.part = static_cast<std::uint32_t>(p + 1);
        part.parts = static_cast<std::uint32_t>(points.size());
        part.span = {unit.span.begin + points[p].begin, unit.span.begin + points[p].end};
        part.text = std::string(slice(text, part.span));
        part.question = question_of_unit_[u];
        part.weight = votes_[u].value_or(0);
        part.empty = unit.empty_answer;
        part.coded = !codings_[u].empty();
        themes_of(u, part);
        out_.parts.push_back(std::move(part));
      }
    }
  }

  void themes_of(std::size_t unit, AnswerPart& part) const {
    std::set<std::uint32_t> themes;
    for (const std::uint32_t c : codings_[unit]) {
      const Coding& coding = a_.codings[c];
      bool here = part.parts == 1 || coding.evidence.empty();
      for (const Evidence& evidence : coding.evidence) {
        here = here || (evidence.span.begin < part.span.end && part.span.begin < evidence.span.end);
      }
      if (here) themes.insert(coding.theme.value);
    }
    for (const std::uint32_t theme : themes) part.themes.emplace_back(std::size_t{theme});
  }

  void forms_of_parts(const language::Resources& resources) {
    std::vector<std::string_view> texts;
    for (const AnswerPart& part : out_.parts) texts.emplace_back(part.text);
    forms_ = answer_forms(texts, resources);
    for (std::size_t p = 0; p < forms_.size(); ++p) out_.parts[p].proposal = forms_[p].proposal;
  }

  // --- near-duplicates ---------------------------------------------------------------------------

  void cluster() {
    std::map<std::string, std::vector<std::uint32_t>> by_hand;
    for (std::uint32_t q = 0; q < out_.questions.size(); ++q) {
      std::vector<std::uint32_t> members;
      std::vector<AnswerForm> forms;
      for (std::uint32_t p = 0; p < out_.parts.size(); ++p) {
        if (out_.parts[p].question != q) continue;
        const auto told = told_group(out_.parts[p]);
        if (told && !told->empty()) {
          by_hand[std::to_string(q) + " " + *told].push_back(p);
        } else if (told || out_.parts[p].empty) {
          add_cluster({p}, "", told.has_value());
        } else {
          members.push_back(p);
          forms.push_back(forms_[p]);
        }
      }
      for (const FormGroup& group : group_alike(forms)) {
        std::vector<std::uint32_t> parts;
        for (const std::uint32_t member : group.members) parts.push_back(members[member]);
        add_cluster(std::move(parts), group.why, false);
      }
    }
    for (auto& [name, parts] : by_hand) {
      std::stable_sort(parts.begin(), parts.end(), [this](std::uint32_t a, std::uint32_t b) {
        return forms_[a].lemmas.size() > forms_[b].lemmas.size();
      });
      add_cluster(std::move(parts), "", true);
    }
    std::stable_sort(out_.clusters.begin(), out_.clusters.end(),
                     [](const AnswerCluster& a, const AnswerCluster& b) {
                       return *std::min_element(a.parts.begin(), a.parts.end()) <
                              *std::min_element(b.parts.begin(), b.parts.end());
                     });
    for (std::uint32_t c = 0; c < out_.clusters.size(); ++c) {
      for (const std::uint32_t part : out_.clusters[c].parts) out_.parts[part].cluster = c;
    }
  }

  void add_cluster(std::vector<std::uint32_t> parts, std::string why, bool by_hand) {
    out_.clusters.push_back({std::move(parts), std::move(why), by_hand});
  }

  [[nodiscard]] std::optional<std::string> told_group(const AnswerPart& part) const {
    const auto found =
        options_.groups.find({a_.document_of(at(a_.units, part.unit)).key, part.part});
    if (found == options_.groups.end()) return std::nullopt;
    return found->second;
  }

  // --- counts ------------------------------------------------------------------------------------

  void count_totals() {
    std::vector<std::set<std::string>> groups(out_.questions.size());
    std::vector<std::set<std::uint32_t>> voters(out_.questions.size());
    for (std::size_t u = 0; u < a_.units.size(); ++u) {
      const std::uint32_t q = question_of_unit_[u];
      QuestionTotals& totals = out_.questions[q].totals;
      const std::int64_t votes = votes_[u].value_or(0);
      ++totals.answers;
      totals.voted = totals.voted || votes_[u].has_value();
      totals.votes += votes;
      if (a_.units[u].empty_answer) {
        ++totals.empty;
        totals.votes_empty += votes;
      } else if (codings_[u].empty()) {
        ++totals.uncoded;
        totals.votes_uncoded += votes;
      } else {
        ++totals.coded;
        totals.votes_coded += votes;
      }
      if (const std::string group = group_of(a_, a_.units[u]); !group.empty()) {
        groups[q].insert(group);
      }
      if (votes > 0 && a_.speaker_of_unit[u] != stats::kNobody) {
        voters[q].insert(a_.speaker_of_unit[u]);
      }
    }
    std::vector<std::set<std::uint32_t>> clusters(out_.questions.size());
    for (const AnswerPart& part : out_.parts) {
      ++out_.questions[part.question].totals.parts;
      clusters[part.question].insert(part.cluster);
    }
    for (std::size_t q = 0; q < out_.questions.size(); ++q) {
      out_.questions[q].totals.groups = static_cast<std::uint32_t>(groups[q].size());
      out_.questions[q].totals.voters = static_cast<std::uint32_t>(voters[q].size());
      out_.questions[q].totals.clusters = static_cast<std::uint32_t>(clusters[q].size());
    }
  }

  struct Tally {
    std::set<std::uint32_t> units;
    std::set<std::uint32_t> clusters;
    std::set<std::string> groups;
    std::set<std::uint32_t> voters;
    std::int64_t votes = 0;
  };

  void prioritise() {
    const std::size_t themes = a_.codebook->themes.size();
    std::vector<Tally> tallies(out_.questions.size() * themes);
    for (std::size_t u = 0; u < a_.units.size(); ++u) {
      std::set<std::uint32_t> of_unit;
      for (const std::uint32_t c : codings_[u]) of_unit.insert(a_.codings[c].theme.value);
      for (const std::uint32_t theme : of_unit) {
        Tally& tally = tallies[question_of_unit_[u] * themes + theme];
        tally.units.insert(static_cast<std::uint32_t>(u));
        tally.votes += votes_[u].value_or(0);
        if (const std::string group = group_of(a_, a_.units[u]); !group.empty()) {
          tally.groups.insert(group);
        }
        if (votes_[u].value_or(0) > 0 && a_.speaker_of_unit[u] != stats::kNobody) {
          tally.voters.insert(a_.speaker_of_unit[u]);
        }
      }
    }
    // An answer stands for its first point with the theme, so that there are never more groups
    // than answers.
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    for (const AnswerPart& part : out_.parts) {
      for (const ThemeId theme : part.themes) {
        if (!seen.insert({part.unit.value, theme.value}).second) continue;
        tallies[part.question * themes + theme.value].clusters.insert(part.cluster);
      }
    }
    for (std::uint32_t q = 0; q < out_.questions.size(); ++q) {
      add_priorities(q, {tallies.begin() + static_cast<std::ptrdiff_t>(q * themes),
                         tallies.begin() + static_cast<std::ptrdiff_t>((q + 1) * themes)});
    }
  }

  void add_priorities(std::uint32_t question, const std::vector<Tally>& tallies) {
    const QuestionTotals& totals = out_.questions[question].totals;
    std::vector<std::int64_t> answers;
    std::vector<std::int64_t> votes;
    for (const Tally& tally : tallies) {
      answers.push_back(static_cast<std::int64_t>(tally.units.size()));
      votes.push_back(tally.votes);
    }
    const std::vector<std::uint32_t> by_answers = stats::ranks(answers);
    const std::vector<std::uint32_t> by_votes = stats::ranks(votes);
    std::vector<Priority> list;
    for (std::size_t t = 0; t < tallies.size(); ++t) {
      Priority priority;
      priority.question = question;
      priority.theme = ThemeId(t);
      priority.answers = static_cast<std::uint32_t>(tallies[t].units.size());
      priority.answers_grouped = static_cast<std::uint32_t>(tallies[t].clusters.size());
      priority.groups = static_cast<std::uint32_t>(tallies[t].groups.size());
      priority.rank_answers = by_answers[t];
      if (totals.voted) {
        priority.votes = tallies[t].votes;
        priority.rank_votes = by_votes[t];
        if (totals.voters > 0)
          priority.voters = static_cast<std::uint32_t>(tallies[t].voters.size());
      }
      list.push_back(priority);
    }
    std::stable_sort(list.begin(), list.end(), [](const Priority& a, const Priority& b) {
      const std::uint32_t x = a.rank_votes.value_or(a.rank_answers);
      const std::uint32_t y = b.rank_votes.value_or(b.rank_answers);
      return x != y ? x < y : a.rank_answers < b.rank_answers;
    });
    out_.priorities.insert(out_.priorities.end(), list.begin(), list.end());
  }

  // --- suggested factors -------------------------------------------------------------------------

  static constexpr std::size_t kFewestInFactor = 2;

  /// Points without a theme, by the lemma most of them share; each point in one suggestion.
  void suggest() {
    for (std::uint32_t q = 0; q < out_.questions.size(); ++q) {
      std::vector<std::uint32_t> left;
      for (std::uint32_t p = 0; p < out_.parts.size(); ++p) {
        const AnswerPart& part = out_.parts[p];
        if (part.question == q && !part.empty && part.themes.empty()) left.push_back(p);
      }
      std::vector<SuggestedFactor> found;
      while (const auto best = most_shared(left)) {
        SuggestedFactor factor;
        factor.question = q;
        std::vector<std::uint32_t> rest;
        for (const std::uint32_t p : left) (holds(p, *best) ? factor.parts : rest).push_back(p);
        factor.name = name_of(factor.parts, *best);
        found.push_back(std::move(factor));
        left = std::move(rest);
      }
      out_.suggestions.insert(out_.suggestions.end(), found.begin(), found.end());
    }
  }

  [[nodiscard]] bool holds(std::uint32_t part, const std::string& lemma) const {
    return std::binary_search(forms_[part].lemmas.begin(), forms_[part].lemmas.end(), lemma);
  }

  [[nodiscard]] std::optional<std::string> most_shared(
      const std::vector<std::uint32_t>& parts) const {
    std::map<std::string, std::size_t> count;
    for (const std::uint32_t p : parts) {
      for (const std::string& lemma : forms_[p].lemmas) {
        if (utf8::count(lemma) > 3) ++count[lemma];
      }
    }
    const std::string* best = nullptr;
    std::size_t most = kFewestInFactor - 1;
    for (const auto& [lemma, n] : count) {
      if (n > most) {
        best = &lemma;
        most = n;
      }
    }
    if (best == nullptr) return std::nullopt;
    return *best;
  }

  /// The lemma, with those that all the points share.
  [[nodiscard]] std::string name_of(const std::vector<std::uint32_t>& parts,
                                    const std::string& lemma) const {
    std::vector<std::string> words = {lemma};
    for (const std::string& other : forms_[parts.front()].lemmas) {
      const bool all =
          std::all_of(parts.begin(), parts.end(), [&](std::uint32_t p) { return holds(p, other); });
      if (all && other != lemma) words.push_back(other);
    }
    for (std::string& word : words) {
      if (word.starts_with('~')) word.erase(0, 1);
    }
    return join(words, ", ");
  }

  const Analysis& a_;
  const WorkshopOptions& options_;
  std::vector<std::vector<std::uint32_t>> codings_;
  std::vector<std::uint32_t> question_of_unit_;
  std::vector<std::optional<std::int64_t>> votes_;
  std::vector<AnswerForm> forms_;
  Workshop out_;
};

}  // namespace

Workshop build_workshop(const Analysis& analysis, const WorkshopOptions& options,
                        const language::Resources& resources) {
  return Builder(analysis, options, resources).take();
}

}  // namespace rodtrad::pipeline
