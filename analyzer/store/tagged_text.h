#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rodtrad::store {

/// The text of a cleaned HTML document, and where each byte of its bare text went. Bare text is
/// what stands between the tags, entities decoded: what Taguette's positions count. In `text`
/// paragraphs end with a line end.
struct TaggedText {
  std::string text{};
  std::size_t bare_size = 0;

  /// The place in `text` of a place in the bare text; the end for what lies beyond.
  [[nodiscard]] std::uint32_t place(std::uint64_t bare) const;

  struct Step {
    std::uint64_t bare = 0;
    std::uint32_t text = 0;
  };
  std::vector<Step> steps{};  ///< from here on both run side by side
};

TaggedText text_of_html(std::string_view html);

}  // namespace rodtrad::store
