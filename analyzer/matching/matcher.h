#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/offset_map.h"
#include "analyzer/base/result.h"
#include "analyzer/language/term_index.h"
#include "analyzer/matching/units.h"
#include "analyzer/model/codebook.h"
#include "analyzer/model/coding.h"
#include "analyzer/model/document.h"
#include "analyzer/model/segmentation.h"

namespace rodtrad::matching {

struct MatcherOptions {
  UnitOptions units{};
  std::uint32_t context_sentences = 1;
  /// A heading that carries a theme's label codes the units below it (origin `heading`).
  bool headings_code = false;
  /// Of a part of a longer text, where it stands in the whole: ids are those of places there.
  const std::vector<Stretch>* stretches = nullptr;
};

/// What one document gave.
struct DocumentCodings {
  std::vector<Unit> units{};
  std::vector<Coding> codings{};  ///< by unit, theme, concept; `unit` counts within this document
};

/// A rule's hit in a text, for concordances.
struct RuleHit {
  IndicatorId indicator{};
  std::uint32_t unit = 0;
  std::vector<Evidence> evidence{};
};

/// A compiled codebook: finds what its rules say about documents. Immutable once compiled, so one
/// Matcher may serve many threads, each with its own Worker. Movable, not copyable.
class Matcher {
 public:
  /// Compiles every rule. On failure all faulty rules are told, each at its place.
  /// `codebook` and the lexicon in `resources` must outlive the matcher.
  static Result<Matcher> compile(const Codebook& codebook,
                                 const language::Resources& resources = {});
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  /// One thread's scratch space: remembers every word type it has met.
  class Worker {
   public:
    explicit Worker(const Matcher& matcher);
    ~Worker();
    Worker(Worker&&) noexcept;
    Worker& operator=(Worker&&) noexcept;

    /// Codings of one document. Linear in its length; `segmentation` must be of `document`.
    DocumentCodings code(const Document& document, const Segmentation& segmentation,
                         const MatcherOptions& options);
    /// Every indicator's hits, owned or not, by unit then indicator.
    std::vector<RuleHit> hits(const Document& document, const Segmentation& segmentation,
                              const std::vector<Unit>& units);

    /// Is this folded word known to the lexicon, whole or as a compound? For joining broken lines.
    bool knows(std::string_view folded);

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
  };

 private:
  struct Impl;
  explicit Matcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// A coding's stable id: 16 hexadecimal digits from document, place, code and coder.
std::string coding_key(std::string_view document, ByteSpan span, std::string_view theme,
                       std::string_view concept_key, std::string_view coder);

}  // namespace rodtrad::matching
