#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A list in two versions: which items came, went, changed, and which only lost or gained a mark.
namespace rodtrad {

/// One item of a list as it stands, without its bullet, and the line it begins on.
struct ListItem {
  std::string text;
  std::uint32_t line = 0;  ///< from 1 in the file, 0 when not known
};

/// A list with what the document calls it.
struct ItemList {
  std::string name{};     ///< the file, or the heading the list stands under
  std::string version{};  ///< `Ver.2` when the document says so beside the list
  std::vector<ListItem> items{};
};

enum class ItemChange {
  Equal,        ///< the same, letter by letter
  Punctuation,  ///< the same words in the same order; only marks differ
  Changed,      ///< most words are the same
  Added,
  Removed,
};

/// A stretch of words that both versions have, or only one.
struct WordRun {
  enum class Kind { Kept, Removed, Added };
  Kind kind = Kind::Kept;
  std::string text{};

  friend bool operator==(const WordRun&, const WordRun&) = default;
};

/// What became of one item.
struct ItemVersion {
  ItemChange change = ItemChange::Equal;
  std::optional<std::size_t> old_item{};  ///< position in the old list
  std::optional<std::size_t> new_item{};
  bool moved = false;            ///< stands in another order among the items both lists have
  std::vector<WordRun> words{};  ///< of a changed item; joined with blanks they give both texts
};

struct ListComparison {
  ItemList older{};
  ItemList newer{};
  std::vector<ItemVersion> items{};  ///< in the new list's order, removed items where they stood

  [[nodiscard]] std::size_t count(ItemChange change) const {
    std::size_t n = 0;
    for (const ItemVersion& item : items) n += item.change == change ? 1U : 0U;
    return n;
  }
};

constexpr ItemChange kItemChanges[] = {ItemChange::Added, ItemChange::Removed, ItemChange::Changed,
                                       ItemChange::Punctuation, ItemChange::Equal};

inline std::string_view to_text(ItemChange change) {
  switch (change) {
    case ItemChange::Equal:
      return "equal";
    case ItemChange::Punctuation:
      return "punctuation";
    case ItemChange::Changed:
      return "changed";
    case ItemChange::Added:
      return "added";
    case ItemChange::Removed:
      return "removed";
  }
  return {};
}

}  // namespace rodtrad
