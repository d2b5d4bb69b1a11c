#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analyzer/model/codebook.h"
#include "analyzer/model/document.h"

/// Headings that name a level or a theme of the codebook, and how far they reach.
namespace rodtrad::matching {

/// The labels a heading can carry, prepared once.
class HeadingLabels {
 public:
  explicit HeadingLabels(const Codebook& codebook);

  /// The level or theme whose whole label stands in the heading, word by word: `Delregional nivå`
  /// does not carry `Regional nivå`. Of several, the one that stands last.
  [[nodiscard]] std::optional<LevelId> level_in(std::string_view heading) const;
  [[nodiscard]] std::optional<ThemeId> theme_in(std::string_view heading) const;

 private:
  struct Label {
    std::vector<std::string> words;
    std::uint32_t number;
  };
  static std::optional<std::uint32_t> last_label(const std::vector<Label>& labels,
                                                 std::string_view heading);
  std::vector<Label> levels_;
  std::vector<Label> themes_;
};

/// What headings say about one segment.
struct InForce {
  LevelId level{};
  std::uint32_t level_heading = 0;  ///< segment index, when `level` is valid
  ThemeId theme{};
  std::uint32_t theme_heading = 0;
};

/// For each segment the level and theme of the headings above it. A heading ends those of its own
/// rank and deeper; the nearest that names a level (or theme) counts.
std::vector<InForce> headings_in_force(const Document& document, const HeadingLabels& labels);

}  // namespace rodtrad::matching
