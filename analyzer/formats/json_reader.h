#pragma once
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"

/// JSON read fast and often, as for the lines of results. The same JSON as `parse_json`, refused
/// with the same words.
namespace rodtrad::formats {

/// A value of a text that was read. Its parts follow it in memory; all of them and their texts
/// stand until the reader reads the next text.
class JsonItem {
 public:
  enum class Kind : std::uint8_t { Null, Boolean, Whole, Decimal, Text, Array, Object };

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_null() const { return kind_ == Kind::Null; }
  [[nodiscard]] bool is_text() const { return kind_ == Kind::Text; }
  [[nodiscard]] bool is_array() const { return kind_ == Kind::Array; }
  [[nodiscard]] bool is_object() const { return kind_ == Kind::Object; }
  /// What JSON calls it: `string`, `number`.
  [[nodiscard]] const char* type_name() const;
  /// The key it has in its object.
  [[nodiscard]] std::string_view key() const { return key_; }
  /// The text; empty for every other kind.
  [[nodiscard]] std::string_view text() const { return text_; }
  /// False for every other kind than truth values.
  [[nodiscard]] bool truth() const { return kind_ == Kind::Boolean && whole_ != 0; }
  /// Whole numbers, those below zero wrapped around.
  [[nodiscard]] std::optional<std::uint64_t> whole() const {
    return kind_ == Kind::Whole ? std::optional(whole_) : std::nullopt;
  }
  /// A whole number written with a minus.
  [[nodiscard]] bool is_below_zero() const { return below_zero_; }

  /// The value of a key; null where this is no object or has no such key.
  [[nodiscard]] const JsonItem* find(std::string_view key) const;
  /// The same; null also where the value is JSON's null, which says nothing.
  [[nodiscard]] const JsonItem* find_unless_null(std::string_view key) const;

  /// The values of an array or object in the order of the text.
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = JsonItem;
    using difference_type = std::ptrdiff_t;
    using pointer = const JsonItem*;
    using reference = const JsonItem&;

    explicit Iterator(const JsonItem* item) : item_(item) {}
    const JsonItem& operator*() const { return *item_; }
    const JsonItem* operator->() const { return item_; }
    Iterator& operator++() {
      item_ += item_->size_;  // past all that the item holds
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    const JsonItem* item_;
  };
  [[nodiscard]] Iterator begin() const { return Iterator(this + 1); }
  [[nodiscard]] Iterator end() const { return Iterator(this + size_); }

 private:
  friend class JsonItems;

  std::string_view key_{};
  std::string_view text_{};
  std::uint64_t whole_ = 0;
  std::uint32_t size_ = 1;  ///< this item and all it holds
  Kind kind_ = Kind::Null;
  bool below_zero_ = false;
};

/// Reads texts one after the other and reuses its memory.
class JsonReader {
 public:
  JsonReader();
  ~JsonReader();
  JsonReader(JsonReader&&) noexcept;
  JsonReader& operator=(JsonReader&&) noexcept;

  /// Errors: those of `parse_json`.
  Result<const JsonItem*> read(std::string_view text, const std::string& file,
                               std::size_t first_line = 1);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rodtrad::formats
