#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "analyzer/language/term_index.h"
#include "analyzer/matching/compile.h"
#include "analyzer/model/segmentation.h"

/// What a compiled rule means, given where its words occur in one unit.
namespace rodtrad::matching {

/// One place where an atom occurs: a half-open range of the document's words.
struct AtomHit {
  Atom atom = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  const language::Recognition* recognition = nullptr;  ///< owned by the caller
};

/// A stretch of words that a rule points at, e.g. a word or a whole phrase.
struct Piece {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  const language::Recognition* recognition = nullptr;   ///< of its first part
  std::vector<const language::Recognition*> further{};  ///< of a phrase's other parts, in order

  friend bool operator==(const Piece&, const Piece&) = default;
};

/// One way in which a rule holds: its pieces, and the words from the first to the last of them.
/// Nearly all have one piece, which costs no memory of its own.
struct Hit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Piece piece{};
  std::vector<Piece> further{};

  template <class Visit>
  void for_pieces(Visit visit) const {
    visit(piece);
    for (const Piece& other : further) visit(other);
  }
};

struct Verdict {
  bool holds = false;
  std::vector<Hit> hits{};  ///< ordered by begin, end
};

/// One unit as a rule sees it.
struct UnitView {
  const std::vector<AtomHit>* hits = nullptr;  ///< of this unit, ordered by atom, begin
  const std::vector<Word>* words = nullptr;    ///< of the whole document
  /// Is this word within the reach of a negation? Asked only by negated( ) and affirmed( ).
  std::function<bool(std::uint32_t word)> negated{};
  /// Are these words a negation that can part a phrase? Asked only within those, too.
  std::function<bool(std::uint32_t begin, std::uint32_t end)> parts_phrase{};
};

/// Which atoms occur in the unit at hand; begins anew for the next without a look at them all.
class AtomsPresent {
 public:
  explicit AtomsPresent(std::size_t atoms) : last_(atoms, 0) {}
  void next_unit() { ++unit_; }
  void add(Atom atom) { last_[atom] = unit_; }
  [[nodiscard]] bool has(Atom atom) const { return last_[atom] == unit_; }

 private:
  std::vector<std::uint64_t> last_;  ///< by atom: the unit that had it last
  std::uint64_t unit_ = 1;
};

/// False where the rule cannot hold for want of its words: a glance that spares `evaluate`.
bool may_hold(const CompiledRules& rules, std::uint32_t node, const AtomsPresent& present);

/// Evaluates one rule in one unit. Beyond 4,096 pairs (NEAR, BEFORE) or phrases a node keeps those
/// that are nearest or shortest, for every hit that takes part.
Verdict evaluate(const CompiledRules& rules, std::uint32_t node, const UnitView& unit);

}  // namespace rodtrad::matching
