#include "analyzer/matching/evaluate.h"

#include <algorithm>

namespace rodtrad::matching {
namespace {

/// Beyond so many pairs or phrases of one rule in one unit not all of them are kept: they grow with
/// the product of what is near. Which hits take part, and whether the rule holds, does not change.
constexpr std::size_t kMaxHits = 4096;

/// So many words at most part a phrase within a negation: `hinner` vi inte riktigt `med`.
constexpr std::uint32_t kNegationWords = 4;

class Evaluator {
 public:
  Evaluator(const CompiledRules& rules, const UnitView& unit) : rules_(rules), unit_(unit) {}

  Verdict run(std::uint32_t number) const {
    const Node& node = rules_.nodes[number];
    switch (node.kind) {
      case RuleKind::Term:
      case RuleKind::Regex:
        return atom(node.atom);
      case RuleKind::Sequence:
        return sequence(node);
      case RuleKind::And:
        return all(node);
      case RuleKind::List:
      case RuleKind::Or:
        return any(node);
      case RuleKind::Not:
        return {!run(node.children.front()).holds, {}};
      case RuleKind::Near:
      case RuleKind::Before:
        return near(node);
      case RuleKind::Negated:
      case RuleKind::Affirmed:
        return by_negation(node);
    }
    return {};
  }

 private:
  [[nodiscard]] std::uint32_t sentence(std::uint32_t word) const {
    return (*unit_.words)[word].sentence;
  }

  template <class Placed>
  static bool by_place(const Placed& a, const Placed& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  }

  static Verdict held(std::vector<Hit> hits) {
    if (!std::is_sorted(hits.begin(), hits.end(), by_place<Hit>)) {
      std::stable_sort(hits.begin(), hits.end(), by_place<Hit>);
    }
    const bool any = !hits.empty();
    return {any, std::move(hits)};
  }

  [[nodiscard]] Verdict atom(Atom wanted) const {
    const auto by_atom = [](const AtomHit& hit, Atom value) { return hit.atom < value; };
    std::vector<Hit> hits;
    for (auto it = std::lower_bound(unit_.hits->begin(), unit_.hits->end(), wanted, by_atom);
         it != unit_.hits->end() && it->atom == wanted; ++it) {
      hits.push_back({it->begin, it->end, {it->begin, it->end, it->recognition, {}}, {}});
    }
    return held(std::move(hits));
  }

  [[nodiscard]] Verdict all(const Node& node) const {
    std::vector<Hit> hits;
    for (const std::uint32_t child : node.children) {
      Verdict verdict = run(child);
      if (!verdict.holds) return {};
      for (Hit& hit : verdict.hits) hits.push_back(std::move(hit));
    }
    Verdict verdict = held(std::move(hits));
    verdict.holds = true;
    return verdict;
  }

  [[nodiscard]] Verdict any(const Node& node) const {
    bool holds = false;
    std::vector<Hit> hits;
    for (const std::uint32_t child : node.children) {
      Verdict verdict = run(child);
      holds = holds || verdict.holds;
      for (Hit& hit : verdict.hits) hits.push_back(std::move(hit));
    }
    Verdict verdict = held(std::move(hits));
    verdict.holds = holds;
    return verdict;
  }

  /// How a phrase may begin: its words so far end with hit number `hit` of its last part, and came
  /// there by way number `before` of the part before.
  struct Way {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t hit = 0;
    std::uint32_t before = 0;
  };

  /// The hits of one part of a phrase and the ways that lead to them.
  struct Part {
    std::size_t number = 0;
    std::vector<Hit> hits;
    std::vector<Way> ways{};
  };

  /// A phrase is one piece from its first word to its last. Of the ways from one word to another
  /// one is kept; when there are too many phrases, from each first word the shortest and longest.
  [[nodiscard]] Verdict sequence(const Node& node) const {
    std::vector<Part> parts;
    parts.reserve(node.children.size());
    for (const std::uint32_t child : node.children) {
      parts.push_back({parts.size(), run(child).hits});
      Part& part = parts.back();
      if (parts.size() == 1) {
        part.ways.reserve(part.hits.size());
        for (std::uint32_t i = 0; i < part.hits.size(); ++i) {
          part.ways.push_back({part.hits[i].begin, part.hits[i].end, i, 0});
        }
      } else {
        follow(parts[parts.size() - 2].ways, node, part);
      }
      if (part.ways.empty()) return {};
    }
    std::vector<Way>& found = parts.back().ways;
    if (!std::is_sorted(found.begin(), found.end(), by_place<Way>)) {
      std::stable_sort(found.begin(), found.end(), by_place<Way>);
    }
    if (found.size() > kMaxHits) keep_shortest_and_longest(found);
    Verdict verdict{true, {}};
    verdict.hits.reserve(found.size());
    for (const Way& way : found) verdict.hits.push_back(phrase(parts, way));
    return verdict;
  }

  /// The ways on to the hits of the next of the node's parts, at most `gap` words after where the
  /// part before ends; or after a negation, where the phrase stands within negated( ).
  void follow(const std::vector<Way>& ways, const Node& node, Part& next) const {
    const std::uint32_t gap = node.gaps[next.number];
    const std::uint32_t farthest = node.in_negation ? std::max(gap, kNegationWords) : gap;
    std::size_t group = 0;  // where those that begin where the way at hand does start
    for (std::uint32_t number = 0; number < ways.size(); ++number) {
      const Way& way = ways[number];
      auto hit = std::lower_bound(
          next.hits.begin(), next.hits.end(), way.end,
          [](const Hit& candidate, std::uint32_t end) { return candidate.begin < end; });
      for (; hit != next.hits.end() && hit->begin <= way.end + farthest; ++hit) {
        if (sentence(hit->begin) != sentence(way.begin)) continue;
        if (hit->begin > way.end + gap && !unit_.parts_phrase(way.end, hit->begin)) continue;
        next.ways.push_back({way.begin, std::max(way.end, hit->end),
                             static_cast<std::uint32_t>(hit - next.hits.begin()), number});
      }
      if (number + 1 == ways.size() || ways[number + 1].begin != way.begin) {
        if (next.ways.size() > kMaxHits) keep_one_way(next.ways, group);
        group = next.ways.size();
      }
    }
  }

  /// From `first` on, one way is kept for each place where they end.
  static void keep_one_way(std::vector<Way>& ways, std::size_t first) {
    const auto from = ways.begin() + static_cast<std::ptrdiff_t>(first);
    std::stable_sort(from, ways.end(), by_place<Way>);
    ways.erase(
        std::unique(from, ways.end(), [](const Way& a, const Way& b) { return a.end == b.end; }),
        ways.end());
  }

  static void keep_shortest_and_longest(std::vector<Way>& ways) {
    std::vector<Way> kept;
    for (std::size_t i = 0; i < ways.size(); ++i) {
      const bool shortest = i == 0 || ways[i - 1].begin != ways[i].begin;
      const bool longest = i + 1 == ways.size() || ways[i + 1].begin != ways[i].begin;
      if (shortest || longest) kept.push_back(ways[i]);
    }
    ways = std::move(kept);
  }

  /// The phrase that a way through all parts is, with what was recognised in their order.
  static Hit phrase(const std::vector<Part>& parts, const Way& last) {
    std::vector<const Hit*> hits(parts.size());
    const Way* way = &last;
    for (std::size_t i = parts.size(); i-- > 0;) {
      hits[i] = &parts[i].hits[way->hit];
      if (i > 0) way = &parts[i - 1].ways[way->before];
    }
    Piece whole{last.begin, last.end, nullptr, {}};
    for (const Hit* hit : hits) {
      hit->for_pieces([&whole](const Piece& piece) {
        if (whole.recognition == nullptr) {
          whole.recognition = piece.recognition;
        } else {
          whole.further.push_back(piece.recognition);
        }
        whole.further.insert(whole.further.end(), piece.further.begin(), piece.further.end());
      });
    }
    return {last.begin, last.end, std::move(whole), {}};
  }

  static Hit joined(const Hit& a, const Hit& b) {
    Hit out{std::min(a.begin, b.begin), std::max(a.end, b.end), a.piece, a.further};
    b.for_pieces([&out](const Piece& piece) {
      const bool known = piece == out.piece || std::find(out.further.begin(), out.further.end(),
                                                         piece) != out.further.end();
      if (!known) out.further.push_back(piece);
    });
    return out;
  }

  /// Words between two hits; 0 when one lies inside the other's span.
  static std::uint32_t between(const Hit& a, const Hit& b) {
    if (b.begin >= a.end) return b.begin - a.end;
    if (a.begin >= b.end) return a.begin - b.end;
    return 0;
  }

  static bool share_words(const Hit& a, const Hit& b) {
    bool shared = false;
    a.for_pieces([&](const Piece& p) {
      b.for_pieces(
          [&](const Piece& q) { shared = shared || (p.begin < q.end && q.begin < p.end); });
    });
    return shared;
  }

  [[nodiscard]] bool close(const Node& node, const Hit& a, const Hit& b) const {
    if (sentence(a.begin) != sentence(b.begin)) return false;
    if (node.kind == RuleKind::Before && b.begin < a.end) return false;
    return between(a, b) <= node.distance && !share_words(a, b);
  }

  /// The longest of some hits, in words.
  static std::uint32_t longest(const std::vector<Hit>& hits) {
    std::uint32_t words = 0;
    for (const Hit& hit : hits) words = std::max(words, hit.end - hit.begin);
    return words;
  }

  /// Visits hits of `b` that are close to `a` from left to right while `visit` says so. `reach` is
  /// the longest of `b`: none that begins further off can be near.
  template <class Visit>
  void for_close(const Node& node, const Hit& a, const std::vector<Hit>& b, std::uint32_t reach,
                 Visit visit) const {
    const std::uint32_t before = node.distance + reach;
    const std::uint32_t from = a.begin > before ? a.begin - before : 0;
    auto candidate =
        std::lower_bound(b.begin(), b.end(), from,
                         [](const Hit& hit, std::uint32_t begin) { return hit.begin < begin; });
    for (; candidate != b.end() && candidate->begin <= a.end + node.distance; ++candidate) {
      if (close(node, a, *candidate) && !visit(*candidate)) return;
    }
  }

  [[nodiscard]] Verdict near(const Node& node) const {
    const Node& left = rules_.nodes[node.children[0]];
    const Node& right = rules_.nodes[node.children[1]];
    if (left.kind == RuleKind::Not || right.kind == RuleKind::Not) return far_from(node);
    const std::vector<Hit> a = run(node.children[0]).hits;
    if (a.empty()) return {};
    const std::vector<Hit> b = run(node.children[1]).hits;
    const std::uint32_t reach = longest(b);
    std::vector<Hit> out;
    bool few = true;
    for (std::size_t i = 0; i < a.size() && few; ++i) {
      for_close(node, a[i], b, reach, [&](const Hit& other) {
        out.push_back(joined(a[i], other));
        few = out.size() <= kMaxHits;
        return few;
      });
    }
    return held(few ? std::move(out) : nearest_pairs(node, a, b));
  }

  /// When there are too many pairs: for each hit its nearest partner to the left and the right and
  /// its farthest to the right. Whoever has a partner keeps one, so the rule holds as before.
  [[nodiscard]] std::vector<Hit> nearest_pairs(const Node& node, const std::vector<Hit>& a,
                                               const std::vector<Hit>& b) const {
    std::vector<Hit> out;
    std::vector<bool> met(b.size(), false);
    const std::uint32_t reach = longest(b);
    for (const Hit& hit : a) {
      const Hit* left = nullptr;
      const Hit* right = nullptr;
      const Hit* last = nullptr;
      for_close(node, hit, b, reach, [&](const Hit& other) {
        if (other.begin < hit.begin) left = &other;
        if (other.begin >= hit.begin && right == nullptr) right = &other;
        last = &other;
        return true;
      });
      for (const Hit* partner : {left, right, last == right || last == left ? nullptr : last}) {
        if (partner == nullptr) continue;
        met[static_cast<std::size_t>(partner - b.data())] = true;
        out.push_back(joined(hit, *partner));
      }
    }
    add_unmet(node, a, b, met, out);
    return out;
  }

  /// Hits of `b` that nobody chose but that have a partner keep the first one.
  void add_unmet(const Node& node, const std::vector<Hit>& a, const std::vector<Hit>& b,
                 const std::vector<bool>& met, std::vector<Hit>& out) const {
    const std::uint32_t before = node.distance + longest(a);
    for (std::size_t i = 0; i < b.size(); ++i) {
      if (met[i]) continue;
      const std::uint32_t from = b[i].begin > before ? b[i].begin - before : 0;
      auto candidate =
          std::lower_bound(a.begin(), a.end(), from,
                           [](const Hit& hit, std::uint32_t begin) { return hit.begin < begin; });
      for (; candidate != a.end() && candidate->begin <= b[i].end + node.distance; ++candidate) {
        if (!close(node, *candidate, b[i])) continue;
        out.push_back(joined(*candidate, b[i]));
        break;
      }
    }
  }

  /// `A NEAR/5 NOT B`: the places of A with no B near.
  [[nodiscard]] Verdict far_from(const Node& node) const {
    const bool not_first = rules_.nodes[node.children[0]].kind == RuleKind::Not;
    const Node& negation = rules_.nodes[node.children[not_first ? 0 : 1]];
    std::vector<Hit> kept = run(node.children[not_first ? 1 : 0]).hits;
    const std::vector<Hit> unwanted = run(negation.children.front()).hits;
    const std::uint32_t before = node.distance + longest(unwanted);
    std::erase_if(kept, [&](const Hit& hit) {
      const std::uint32_t from = hit.begin > before ? hit.begin - before : 0;
      auto other = std::lower_bound(
          unwanted.begin(), unwanted.end(), from,
          [](const Hit& candidate, std::uint32_t begin) { return candidate.begin < begin; });
      for (; other != unwanted.end() && other->begin <= hit.end + node.distance; ++other) {
        if (not_first ? close(node, *other, hit) : close(node, hit, *other)) return true;
      }
      return false;
    });
    return held(std::move(kept));
  }

  [[nodiscard]] Verdict by_negation(const Node& node) const {
    Verdict verdict = run(node.children.front());
    const bool wanted = node.kind == RuleKind::Negated;
    std::erase_if(verdict.hits, [&](const Hit& hit) {
      bool negated = false;
      hit.for_pieces([&](const Piece& piece) {
        for (std::uint32_t word = piece.begin; word < piece.end; ++word) {
          negated = negated || unit_.negated(word);
        }
      });
      return negated != wanted;
    });
    return held(std::move(verdict.hits));
  }

  const CompiledRules& rules_;
  const UnitView& unit_;
};

}  // namespace

bool may_hold(const CompiledRules& rules, std::uint32_t node, const AtomsPresent& present) {
  const Node& n = rules.nodes[node];
  const auto may = [&](std::uint32_t child) { return may_hold(rules, child, present); };
  switch (n.kind) {
    case RuleKind::Term:
    case RuleKind::Regex:
      return present.has(n.atom);
    case RuleKind::Not:
      return true;
    case RuleKind::Sequence:
    case RuleKind::And:
    case RuleKind::Near:
    case RuleKind::Before:
      return std::all_of(n.children.begin(), n.children.end(), may);
    case RuleKind::List:
    case RuleKind::Or:
    case RuleKind::Negated:
    case RuleKind::Affirmed:
      return std::any_of(n.children.begin(), n.children.end(), may);
  }
  return true;
}

Verdict evaluate(const CompiledRules& rules, std::uint32_t node, const UnitView& unit) {
  return Evaluator(rules, unit).run(node);
}

}  // namespace rodtrad::matching
