#pragma once
#include <compare>
#include <cstdint>
#include <limits>

namespace rodtrad {

/// A typed position in one of a codebook's or document's flat lists, so that a theme cannot be
/// passed for a concept. The text a person writes in the codebook as "id" is the entry's `key`.
template <class Tag>
struct Id {
  std::uint32_t value = std::numeric_limits<std::uint32_t>::max();

  Id() = default;
  constexpr explicit Id(std::size_t position) : value(static_cast<std::uint32_t>(position)) {}

  /// False for the default-made id, which points nowhere.
  [[nodiscard]] constexpr bool valid() const {
    return value != std::numeric_limits<std::uint32_t>::max();
  }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

using LevelId = Id<struct LevelTag>;
using DimensionId = Id<struct DimensionTag>;
using ThemeId = Id<struct ThemeTag>;
using ConceptId = Id<struct ConceptTag>;
using IndicatorId = Id<struct IndicatorTag>;
using SpeakerId = Id<struct SpeakerTag>;
using DocumentId = Id<struct DocumentTag>;
using UnitId = Id<struct UnitTag>;

/// The entry an id points to.
template <class List, class Tag>
auto& at(List& list, Id<Tag> id) {
  return list.at(id.value);
}

}  // namespace rodtrad
