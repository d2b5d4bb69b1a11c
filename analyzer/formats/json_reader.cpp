#include "analyzer/formats/json_reader.h"

#include <simdjson.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analyzer/formats/json_io.h"
#include "analyzer/formats/json_scan.h"

namespace rodtrad::formats {

/// Lays values out one after the other, parts behind their whole.
class JsonItems {
 public:
  void clear() { items_.clear(); }
  [[nodiscard]] const JsonItem* first() const { return items_.data(); }

  /// False where a key is given twice, or something cannot be read.
  bool add(simdjson::dom::element value, std::string_view key);
  void add(const nlohmann::ordered_json& value, std::string_view key);

 private:
  std::size_t open(std::string_view key, JsonItem::Kind kind) {
    JsonItem& item = items_.emplace_back();
    item.key_ = key;
    item.kind_ = kind;
    return items_.size() - 1;
  }
  /// `at` holds all that has been added since.
  void close(std::size_t at) { items_[at].size_ = static_cast<std::uint32_t>(items_.size() - at); }
  void add_text(std::string_view key, std::string_view text) {
    items_[open(key, JsonItem::Kind::Text)].text_ = text;
  }
  void add_whole(std::string_view key, std::uint64_t number, bool below_zero) {
    JsonItem& item = items_[open(key, JsonItem::Kind::Whole)];
    item.whole_ = number;
    item.below_zero_ = below_zero;
  }
  void add_truth(std::string_view key, bool truth) {
    items_[open(key, JsonItem::Kind::Boolean)].whole_ = truth ? 1 : 0;
  }
  [[nodiscard]] bool keys_differ(std::size_t object);

  std::vector<JsonItem> items_{};
  std::vector<std::string_view> keys_{};
};

bool JsonItems::keys_differ(std::size_t object) {
  constexpr std::size_t kFew = 32;
  keys_.clear();
  bool differ = true;
  for (const JsonItem& item : items_[object]) {
    // Few keys are compared with each other, which takes no longer than to sort them.
    if (keys_.size() < kFew) {
      differ = differ && std::find(keys_.begin(), keys_.end(), item.key()) == keys_.end();
    }
    keys_.push_back(item.key());
  }
  if (!differ || keys_.size() <= kFew) return differ;
  std::sort(keys_.begin(), keys_.end());
  return std::adjacent_find(keys_.begin(), keys_.end()) == keys_.end();
}

bool JsonItems::add(simdjson::dom::element value, std::string_view key) {
  using simdjson::dom::element_type;
  switch (value.type()) {
    case element_type::NULL_VALUE:
      open(key, JsonItem::Kind::Null);
      return true;
    case element_type::BOOL:
      add_truth(key, value.get_bool().value_unsafe());
      return true;
    case element_type::INT64: {
      const std::int64_t number = value.get_int64().value_unsafe();
      add_whole(key, static_cast<std::uint64_t>(number), number < 0);
      return true;
    }
    case element_type::UINT64:
      add_whole(key, value.get_uint64().value_unsafe(), false);
      return true;
    case element_type::DOUBLE:
      open(key, JsonItem::Kind::Decimal);
      return true;
    case element_type::STRING:
      add_text(key, value.get_string().value_unsafe());
      return true;
    case element_type::ARRAY: {
      const std::size_t array = open(key, JsonItem::Kind::Array);
      const simdjson::dom::array items = value.get_array().value_unsafe();
      for (const simdjson::dom::element item : items) {
        if (!add(item, {})) return false;
      }
      close(array);
      return true;
    }
    case element_type::OBJECT: {
      const std::size_t object = open(key, JsonItem::Kind::Object);
      const simdjson::dom::object members = value.get_object().value_unsafe();
      for (const simdjson::dom::key_value_pair member : members) {
        if (!add(member.value, member.key)) return false;
      }
      close(object);
      return keys_differ(object);
    }
  }
  return false;
}

void JsonItems::add(const nlohmann::ordered_json& value, std::string_view key) {
  if (value.is_string()) {
    add_text(key, value.get_ref<const std::string&>());
  } else if (value.is_number_integer()) {
    add_whole(key, value.get<std::uint64_t>(),
              !value.is_number_unsigned() && value.get<std::int64_t>() < 0);
  } else if (value.is_number()) {
    open(key, JsonItem::Kind::Decimal);
  } else if (value.is_boolean()) {
    add_truth(key, value.get<bool>());
  } else if (value.is_array()) {
    const std::size_t array = open(key, JsonItem::Kind::Array);
    for (const nlohmann::ordered_json& item : value) add(item, {});
    close(array);
  } else if (value.is_object()) {
    const std::size_t object = open(key, JsonItem::Kind::Object);
    for (auto member = value.begin(); member != value.end(); ++member) {
      add(member.value(), member.key());
    }
    close(object);
  } else {
    open(key, JsonItem::Kind::Null);
  }
}

const char* JsonItem::type_name() const {
  switch (kind_) {
    case Kind::Null:
      return "null";
    case Kind::Boolean:
      return "boolean";
    case Kind::Whole:
    case Kind::Decimal:
      return "number";
    case Kind::Text:
      return "string";
    case Kind::Array:
      return "array";
    case Kind::Object:
      break;
  }
  return "object";
}

const JsonItem* JsonItem::find(std::string_view key) const {
  if (kind_ != Kind::Object) return nullptr;
  for (const JsonItem& item : *this) {
    if (item.key_ == key) return &item;
  }
  return nullptr;
}

const JsonItem* JsonItem::find_unless_null(std::string_view key) const {
  const JsonItem* const found = find(key);
  return found == nullptr || found->is_null() ? nullptr : found;
}

namespace {

/// The fast parser takes halves of surrogate pairs for letters. Nobody needs to write the pairs.
bool may_hold_surrogates(std::string_view text) {
  for (auto at = text.find("\\u"); at != std::string_view::npos; at = text.find("\\u", at + 2)) {
    if (at + 2 < text.size() && (text[at + 2] == 'd' || text[at + 2] == 'D')) return true;
  }
  return false;
}

}  // namespace

struct JsonReader::State {
  static constexpr std::size_t kUsualLine = 1U << 16U;

  simdjson::dom::parser fast{};
  bool ready = fast.allocate(kUsualLine, kMaxJsonDepth) == simdjson::SUCCESS;
  nlohmann::ordered_json strict{};  ///< keeps the texts of what the fast parser would not read
  JsonItems items{};

  /// False for what the strict parser has to judge.
  bool read_fast(std::string_view text) {
    if (!ready || text.empty() || may_hold_surrogates(text)) return false;
    simdjson::dom::element root;
    if (fast.parse(text.data(), text.size()).get(root) != simdjson::SUCCESS) return false;
    return items.add(root, {});
  }
};

JsonReader::JsonReader() : state_(std::make_unique<State>()) {}
JsonReader::~JsonReader() = default;
JsonReader::JsonReader(JsonReader&&) noexcept = default;
JsonReader& JsonReader::operator=(JsonReader&&) noexcept = default;

Result<const JsonItem*> JsonReader::read(std::string_view text, const std::string& file,
                                         std::size_t first_line) {
  state_->items.clear();
  if (state_->read_fast(text)) return state_->items.first();
  if (Result<nlohmann::json> parsed = parse_json(text, file, first_line); !parsed) {
    return std::move(parsed).failure();
  }
  state_->strict = nlohmann::ordered_json::parse(text);
  state_->items.clear();
  state_->items.add(state_->strict, {});
  return state_->items.first();
}

}  // namespace rodtrad::formats
