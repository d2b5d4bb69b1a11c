#include "analyzer/matching/evaluate.h"

#include <algorithm>

namespace rodtrad::matching {
namespace {

constexpr std::size_t kMaxHits = 4096;

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

  static Verdict held(std::vector<Hit> hits) {
    std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
    if (hits.size() > kMaxHits) hits.resize(kMaxHits);
    const bool any = !hits.empty();
    return {any, std::move(hits)};
  }

  [[nodiscard]] Verdict atom(Atom wanted) const {
    const auto by_atom = [](const AtomHit& hit, Atom value) { return hit.atom < value; };
    std::vector<Hit> hits;
    for (auto it = std::lower_bound(unit_.hits->begin(), unit_.hits->end(), wanted, by_atom);
         it != unit_.hits->end() && it->atom == wanted; ++it) {
      hits.push_back({it->begin, it->end, {{it->begin, it->end, {it->recognition}}}});
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

  /// A phrase is one piece from its first word to its last.
  [[nodiscard]] Verdict sequence(const Node& node) const {
    std::vector<Hit> partial = run(node.children.front()).hits;
    for (std::size_t i = 1; i < node.children.size() && !partial.empty(); ++i) {
      const std::vector<Hit> next = run(node.children[i]).hits;
      std::vector<Hit> longer;
      for (const Hit& hit : partial) {
        auto follow = std::lower_bound(
            next.begin(), next.end(), hit.end,
            [](const Hit& candidate, std::uint32_t end) { return candidate.begin < end; });
        for (; follow != next.end() && follow->begin <= hit.end + node.gaps[i] &&
               longer.size() < kMaxHits;
             ++follow) {
          if (sentence(follow->begin) == sentence(hit.begin))
            longer.push_back(joined(hit, *follow));
        }
      }
      partial = std::move(longer);
    }
    for (Hit& hit : partial) merge_pieces(hit);
    return held(std::move(partial));
  }

  static Hit joined(const Hit& a, const Hit& b) {
    Hit out{std::min(a.begin, b.begin), std::max(a.end, b.end), a.pieces};
    for (const Piece& piece : b.pieces) {
      if (std::find(out.pieces.begin(), out.pieces.end(), piece) == out.pieces.end()) {
        out.pieces.push_back(piece);
      }
    }
    return out;
  }

  static void merge_pieces(Hit& hit) {
    Piece whole{hit.begin, hit.end, {}};
    for (const Piece& piece : hit.pieces) {
      whole.recognitions.insert(whole.recognitions.end(), piece.recognitions.begin(),
                                piece.recognitions.end());
    }
    hit.pieces = {std::move(whole)};
  }

  /// Words between two hits; 0 when one lies inside the other's span.
  static std::uint32_t between(const Hit& a, const Hit& b) {
    if (b.begin >= a.end) return b.begin - a.end;
    if (a.begin >= b.end) return a.begin - b.end;
    return 0;
  }

  static bool share_words(const Hit& a, const Hit& b) {
    for (const Piece& p : a.pieces) {
      for (const Piece& q : b.pieces) {
        if (p.begin < q.end && q.begin < p.end) return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool close(const Node& node, const Hit& a, const Hit& b) const {
    if (sentence(a.begin) != sentence(b.begin)) return false;
    if (node.kind == RuleKind::Before && b.begin < a.end) return false;
    return between(a, b) <= node.distance && !share_words(a, b);
  }

  /// Hits of `b` that can be close to `a`: both lists are ordered by begin, and a sentence is
  /// a contiguous range of words.
  template <class Visit>
  void for_close(const Node& node, const Hit& a, const std::vector<Hit>& b, Visit visit) const {
    for (const Hit& candidate : b) {
      if (candidate.begin > a.end + node.distance) break;
      if (close(node, a, candidate)) visit(candidate);
    }
  }

  [[nodiscard]] Verdict near(const Node& node) const {
    const Node& left = rules_.nodes[node.children[0]];
    const Node& right = rules_.nodes[node.children[1]];
    if (left.kind == RuleKind::Not || right.kind == RuleKind::Not) return far_from(node);
    const std::vector<Hit> a = run(node.children[0]).hits;
    if (a.empty()) return {};
    const std::vector<Hit> b = run(node.children[1]).hits;
    std::vector<Hit> out;
    for (const Hit& hit : a) {
      for_close(node, hit, b, [&](const Hit& other) {
        if (out.size() < kMaxHits) out.push_back(joined(hit, other));
      });
    }
    return held(std::move(out));
  }

  /// `A NEAR/5 NOT B`: the places of A with no B near.
  [[nodiscard]] Verdict far_from(const Node& node) const {
    const bool not_first = rules_.nodes[node.children[0]].kind == RuleKind::Not;
    const Node& negation = rules_.nodes[node.children[not_first ? 0 : 1]];
    std::vector<Hit> kept = run(node.children[not_first ? 1 : 0]).hits;
    const std::vector<Hit> unwanted = run(negation.children.front()).hits;
    std::erase_if(kept, [&](const Hit& hit) {
      return std::any_of(unwanted.begin(), unwanted.end(), [&](const Hit& other) {
        return not_first ? close(node, other, hit) : close(node, hit, other);
      });
    });
    return held(std::move(kept));
  }

  [[nodiscard]] Verdict by_negation(const Node& node) const {
    Verdict verdict = run(node.children.front());
    const bool wanted = node.kind == RuleKind::Negated;
    std::erase_if(verdict.hits, [&](const Hit& hit) {
      bool negated = false;
      for (const Piece& piece : hit.pieces) {
        for (std::uint32_t word = piece.begin; word < piece.end; ++word) {
          negated = negated || unit_.negated(word);
        }
      }
      return negated != wanted;
    });
    return held(std::move(verdict.hits));
  }

  const CompiledRules& rules_;
  const UnitView& unit_;
};

}  // namespace

Verdict evaluate(const CompiledRules& rules, std::uint32_t node, const UnitView& unit) {
  return Evaluator(rules, unit).run(node);
}

}  // namespace rodtrad::matching
