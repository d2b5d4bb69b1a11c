#include "analyzer/codebook/load.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <tuple>

#include "analyzer/base/sha256.h"
#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/formats/json_locator.h"
#include "analyzer/formats/json_reader.h"
#include "analyzer/text/decode.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::codebook {
namespace {

using formats::JsonItem;
using formats::JsonLocator;

constexpr char kFormat[] = "rodtrad-codebook/1";
constexpr std::size_t kMaxFaults = 20;

class Loader {
 public:
  /// Fills `pointers` unless it is null.
  Loader(const JsonItem& root, const JsonLocator& where, const std::string& file,
         std::vector<std::string>* pointers)
      : root_(root), where_(where), pointers_(pointers) {
    book_.file = file;
  }

  Draft run() {
    if (!root_.is_object()) {
      fault("codebook-type", "a codebook is an object { … }", root_);
      return finish();
    }
    keys(root_, {"format", "id", "version", "language", "title", "description", "levels",
                 "dimensions", "themes", "lists", "$schema"});
    if (const std::string format = text(root_, "format", Need::Required);
        !format.empty() && format != kFormat) {
      fault("codebook-format", "the format is \"" + format + "\", expected \"" + kFormat + "\"",
            *root_.find("format"));
    }
    book_.key = text(root_, "id", Need::Required);
    book_.version = text(root_, "version");
    if (const std::string language = text(root_, "language"); !language.empty()) {
      if (language != "sv") {
        fault("codebook-language", "the language is \"" + language + "\", only \"sv\" is known",
              *root_.find("language"));
      }
      book_.language = language;
    }
    book_.title = text(root_, "title");
    if (book_.title.empty()) book_.title = book_.key;
    book_.description = text(root_, "description");
    each(root_, "levels", [this](const JsonItem& value) { level(value); });
    each(root_, "dimensions", [this](const JsonItem& value) { dimension(value); });
    each(root_, "themes", [this](const JsonItem& value) { theme(value); });
    lists();
    const JsonItem* const themes = root_.find("themes");
    const bool told = themes != nullptr && !themes->is_array() && !themes->is_null();
    if (book_.themes.empty() && !told) {
      fault("codebook-no-themes", "the codebook has no themes", themes == nullptr ? root_ : *themes,
            "a codebook needs at least one theme");
    }
    return finish();
  }

 private:
  enum class Need { Optional, Required };

  /// What an id was given to first, and its place in the list.
  struct Entry {
    const JsonItem* id = nullptr;
    std::size_t number = 0;
  };
  using Keys = std::map<std::string, Entry>;

  // --- faults --------------------------------------------------------------------------------

  void fault(std::string id, std::string message, const JsonItem& item, std::string hint = {},
             JsonLocator::At at = JsonLocator::At::Value) {
    if (++faults_ > kMaxFaults) return;
    const std::string path = where_.path(item);
    const std::string named = path.empty() ? "" : " (" + path + ")";
    diagnostics_.add({Severity::Error, std::move(id), std::move(message) + named,
                      where_.place(item, at), where_.line_of(item), std::move(hint)});
  }

  Draft finish() { return {std::move(book_), std::move(diagnostics_), faults_}; }

  /// Names are compared only for faults that are told.
  [[nodiscard]] std::string did_you_mean(const std::string& word,
                                         const std::vector<std::string>& names) const {
    if (faults_ >= kMaxFaults) return {};
    const std::string near = nearest(word, names);
    return near.empty() ? "" : "did you mean \"" + near + "\"?";
  }

  // --- reading with types --------------------------------------------------------------------

  void keys(const JsonItem& object, std::initializer_list<std::string_view> known) {
    for (const JsonItem& member : object) {
      if (std::find(known.begin(), known.end(), member.key()) != known.end()) continue;
      const std::string key(member.key());
      fault("codebook-unknown-key", "unknown key \"" + key + "\"", member,
            did_you_mean(key, std::vector<std::string>(known.begin(), known.end())),
            JsonLocator::At::Key);
    }
  }

  bool is_object(const JsonItem& value) {
    if (value.is_object()) return true;
    fault("codebook-type", std::string("expected an object { … }, found ") + value.type_name(),
          value);
    return false;
  }

  std::string text(const JsonItem& object, std::string_view key, Need need = Need::Optional) {
    const JsonItem* const found = object.find_unless_null(key);
    const auto named = [key] { return "\"" + std::string(key) + "\""; };
    if (found == nullptr) {
      if (need == Need::Required) fault("codebook-missing-key", named() + " is missing", object);
      return {};
    }
    if (!found->is_text()) {
      fault("codebook-type", named() + " is " + found->type_name() + ", expected a string", *found);
      return {};
    }
    std::string value = text::canonical(found->text());
    if (need == Need::Required && trim(value).empty()) {
      fault("codebook-missing-key", named() + " is empty", *found);
    }
    return value;
  }

  template <class Visit>
  void each(const JsonItem& object, std::string_view key, Visit visit) {
    if (const JsonItem* const found = object.find_unless_null(key)) each_in(*found, visit);
  }

  template <class Visit>
  void each_in(const JsonItem& list, Visit visit) {
    if (!list.is_array()) {
      fault(
          "codebook-type",
          "\"" + std::string(list.key()) + "\" is " + list.type_name() + ", expected a list [ … ]",
          list);
      return;
    }
    for (const JsonItem& item : list) visit(item);
  }

  std::vector<std::string> texts(const JsonItem& object, std::string_view key) {
    std::vector<std::string> out;
    each(object, key, [&](const JsonItem& value) {
      if (trim(value.text()).empty()) {
        fault("codebook-type", "expected a non-empty string", value);
        return;
      }
      out.push_back(text::canonical(value.text()));
    });
    return out;
  }

  /// The id of an entry, checked to be new among `seen`.
  std::string key_of(const JsonItem& value, const char* what, std::size_t number, Keys& seen) {
    std::string key = text(value, "id", Need::Required);
    if (key.empty()) return key;
    const JsonItem& id = *value.find("id");
    const bool odd = trim(key) != key || std::any_of(key.begin(), key.end(), [](char c) {
                       return static_cast<unsigned char>(c) < 0x20;
                     });
    if (odd) fault("codebook-bad-id", "the id has blanks at its ends", id);
    const auto [first, added] = seen.try_emplace(key, Entry{&id, number});
    if (!added) {
      const Place before = where_.place(*first->second.id);
      fault("codebook-duplicate-id",
            std::string("the ") + what + " id \"" + key + "\" is given twice", id,
            "the first one stands on line " + std::to_string(before.line.value_or(0)));
    }
    return key;
  }

  // --- entries -------------------------------------------------------------------------------

  IndicatorId indicator(const JsonItem& value) {
    Indicator made;
    const JsonItem* rule = &value;
    if (value.is_text()) {
      made.match = text::canonical(value.text());
    } else if (value.is_object()) {
      keys(value, {"match", "compound", "forms", "exclude", "pos", "note"});
      made.match = text(value, "match", Need::Required);
      made.note = text(value, "note");
      made.forms = texts(value, "forms");
      made.exclude = texts(value, "exclude");
      compound(value, made);
      part_of_speech(value, made);
      contradictions(value, made);
      if (const JsonItem* const match = value.find("match")) rule = match;
    } else {
      fault("codebook-type",
            std::string("an indicator is a string or an object, found ") + value.type_name(),
            value);
    }
    if (value.is_text() && trim(made.match).empty()) {
      fault("codebook-empty-indicator", "the indicator is empty", value,
            "write a rule or take the line away");
    }
    made.place = where_.inside_string(*rule);
    made.source_line = where_.line_of(*rule);
    if (pointers_ != nullptr) pointers_->push_back(where_.path(*rule));
    book_.indicators.push_back(std::move(made));
    return IndicatorId(book_.indicators.size() - 1);
  }

  /// Is there something to read? What is no text at all is told.
  bool has_text(const JsonItem& value, const char* key) {
    const JsonItem* const found = value.find_unless_null(key);
    if (found != nullptr && !found->is_text()) text(value, key);
    return found != nullptr && found->is_text();
  }

  void compound(const JsonItem& value, Indicator& out) {
    if (!has_text(value, "compound")) return;
    const std::string word = text(value, "compound");
    if (word == "none") {
      out.compound = CompoundRole::None;
    } else if (word == "head") {
      out.compound = CompoundRole::Head;
    } else if (word == "modifier") {
      out.compound = CompoundRole::Modifier;
    } else if (word == "any") {
      out.compound = CompoundRole::Any;
    } else {
      fault("codebook-value",
            "\"compound\" is \"" + word + "\", expected none, head, modifier or any",
            *value.find("compound"));
    }
  }

  void part_of_speech(const JsonItem& value, Indicator& out) {
    if (!has_text(value, "pos")) return;
    const std::string word = text(value, "pos");
    if (word == "n") {
      out.pos = PartOfSpeech::Noun;
    } else if (word == "v") {
      out.pos = PartOfSpeech::Verb;
    } else if (word == "adj") {
      out.pos = PartOfSpeech::Adjective;
    } else {
      fault("codebook-value", "\"pos\" is \"" + word + "\", expected n, v or adj",
            *value.find("pos"));
    }
  }

  /// `=chef` is this form only and `/chef.n/` has no forms: settings that widen them do nothing. No
  /// form counts and does not.
  void contradictions(const JsonItem& value, const Indicator& made) {
    for (const std::string& form : made.forms) {
      const std::string folded = text::folded_form(form);
      const bool excluded =
          std::any_of(made.exclude.begin(), made.exclude.end(),
                      [&](const std::string& other) { return text::folded_form(other) == folded; });
      if (excluded) {
        fault("codebook-contradiction", "\"" + form + "\" is in both \"forms\" and \"exclude\"",
              *value.find("exclude"), "take it out of one of them");
      }
      if (form.find_first_of(" \t\n") != std::string::npos) {
        fault("codebook-value", "\"" + form + "\" is more than one word, forms are single words",
              *value.find("forms"), "write it as a rule of its own");
      }
    }
    const std::string_view rule = trim(made.match);
    const bool exact = rule.starts_with('=') && rule.find_first_of(" \t\n") == rule.npos;
    const bool regex = rule.size() > 1 && rule.starts_with('/') && rule.ends_with('/');
    if (!exact && !regex) return;
    for (const char* key : {"compound", "forms", "pos"}) {
      const JsonItem* const found = value.find_unless_null(key);
      const bool says_nothing = found == nullptr || found->text() == "none" ||
                                (found->is_array() && found->begin() == found->end());
      if (says_nothing) continue;
      fault("codebook-contradiction",
            std::string("\"") + key + "\" does nothing for " +
                (exact ? "an exact form (=)" : "a regular expression"),
            *found, "take it away, or write the rule without the mark");
    }
  }

  std::vector<IndicatorId> indicators(const JsonItem& value, std::string_view key) {
    const JsonItem* const list = value.find_unless_null(key);
    return list == nullptr ? std::vector<IndicatorId>() : indicators_in(*list);
  }

  std::vector<IndicatorId> indicators_in(const JsonItem& list) {
    std::vector<IndicatorId> out;
    each_in(list, [&](const JsonItem& entry) { out.push_back(indicator(entry)); });
    return out;
  }

  void level(const JsonItem& value) {
    if (!is_object(value)) return;
    keys(value, {"id", "label", "definition", "indicators", "default"});
    Level made;
    made.key = key_of(value, "level", book_.levels.size(), level_keys_);
    made.label = text(value, "label", Need::Required);
    made.definition = text(value, "definition");
    made.indicators = indicators(value, "indicators");
    if (const JsonItem* const found = value.find_unless_null("default")) {
      if (found->kind() != JsonItem::Kind::Boolean) {
        fault("codebook-type", "\"default\" must be true or false", *found);
      }
      made.is_default = found->truth();
      if (made.is_default && ++defaults_ == 2) {
        fault("codebook-two-defaults", "two levels are the default", *found,
              "keep \"default\": true on one of them");
      }
    }
    made.place = where_.place(value);
    book_.levels.push_back(std::move(made));
  }

  void dimension(const JsonItem& value) {
    if (!is_object(value)) return;
    keys(value, {"id", "label", "definition"});
    book_.dimensions.push_back(
        {.key = key_of(value, "dimension", book_.dimensions.size(), dimension_keys_),
         .label = text(value, "label", Need::Required),
         .definition = text(value, "definition"),
         .place = where_.place(value)});
  }

  void theme(const JsonItem& value) {
    if (!is_object(value)) return;
    keys(value,
         {"id", "label", "dimension", "definition", "why", "color", "indicators", "concepts"});
    Theme made;
    made.key = key_of(value, "theme", book_.themes.size(), theme_keys_);
    made.label = text(value, "label", Need::Required);
    made.definition = text(value, "definition");
    made.why = text(value, "why");
    made.color = text(value, "color");
    if (!made.color.empty() && !is_color(made.color)) {
      fault("codebook-value", "the color is \"" + made.color + "\", expected such as \"#2a6f97\"",
            *value.find("color"));
    }
    made.dimension = reference<DimensionTag>(value, "dimension", dimension_keys_);
    made.indicators = indicators(value, "indicators");
    made.place = where_.place(value);
    book_.themes.push_back(std::move(made));
    const ThemeId id(book_.themes.size() - 1);
    each(value, "concepts", [&](const JsonItem& entry) { concept_entry(entry, id); });
  }

  static bool is_color(const std::string& color) {
    return (color.size() == 7 || color.size() == 4) && color[0] == '#' &&
           color.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
  }

  void concept_entry(const JsonItem& value, ThemeId theme) {
    if (!is_object(value)) return;
    keys(value, {"id", "label", "definition", "include", "exclude", "indicators", "unless", "level",
                 "examples", "counterexamples"});
    Concept made;
    made.key = key_of(value, "concept", book_.concepts.size(), concept_keys_);
    made.label = text(value, "label", Need::Required);
    made.theme = theme;
    made.definition = text(value, "definition");
    made.include = text(value, "include");
    made.exclude = text(value, "exclude");
    made.indicators = indicators(value, "indicators");
    made.unless = indicators(value, "unless");
    made.level = reference<LevelTag>(value, "level", level_keys_);
    made.examples = examples(value, "examples");
    made.counterexamples = examples(value, "counterexamples");
    made.place = where_.place(value);
    book_.concepts.push_back(std::move(made));
    at(book_.themes, theme).concepts.push_back(ConceptId(book_.concepts.size() - 1));
  }

  std::vector<Example> examples(const JsonItem& value, std::string_view key) {
    std::vector<Example> out;
    each(value, key, [&](const JsonItem& entry) {
      if (!entry.is_text()) {
        fault("codebook-type", "an example is a string", entry);
        return;
      }
      out.push_back({text::canonical(entry.text()), where_.place(entry)});
    });
    return out;
  }

  /// An entry named by its id; a name that is not there is a fault with the nearest one.
  template <class Tag>
  Id<Tag> reference(const JsonItem& value, const char* key, const Keys& known) {
    const std::string wanted = text(value, key);
    if (wanted.empty()) return {};
    if (const auto found = known.find(wanted); found != known.end()) {
      return Id<Tag>(found->second.number);
    }
    std::vector<std::string> names;
    if (faults_ < kMaxFaults) {
      for (const auto& [name, entry] : known) names.push_back(name);
    }
    fault("codebook-dangling-id", std::string("there is no ") + key + " \"" + wanted + "\"",
          *value.find(key), did_you_mean(wanted, names));
    return {};
  }

  void lists() {
    const JsonItem* const found = root_.find_unless_null("lists");
    if (found == nullptr) return;
    if (!found->is_object()) {
      fault("codebook-type", "\"lists\" must be an object { … }", *found);
      return;
    }
    for (const JsonItem& rules : *found) {
      RuleList list;
      list.name = rules.key();
      list.place = where_.place(rules, JsonLocator::At::Key);
      if (!rules.is_null()) list.rules = indicators_in(rules);
      if (rules.is_array() && list.rules.empty()) {
        fault("codebook-empty-list", "the list \"" + list.name + "\" is empty", rules);
      }
      if (list.name.empty() || list.name.find_first_of(" ()\t\n") != std::string::npos) {
        fault("codebook-bad-id", "a list's name is one word", rules, "", JsonLocator::At::Key);
      }
      book_.lists.push_back(std::move(list));
    }
  }

  const JsonItem& root_;
  const JsonLocator& where_;
  Codebook book_;
  Diagnostics diagnostics_;
  std::size_t faults_ = 0;
  std::size_t defaults_ = 0;
  std::vector<std::string>* pointers_;
  Keys level_keys_;
  Keys dimension_keys_;
  Keys theme_keys_;
  Keys concept_keys_;
};

}  // namespace

Result<Draft> read(std::string_view bytes, const std::string& file,
                   std::vector<std::string>* pointers) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("PK\x03\x04")) {
    return failure("codebook-format", "this is an Excel or Word file, no codebook", {.path = file},
                   "make one of an Excel file with: rodtrad convert FILE kodbok.json");
  }
  if (const auto bad = utf8::first_invalid(bytes)) {
    return failure("codebook-encoding",
                   "the codebook is not UTF-8: invalid byte at byte offset " + std::to_string(*bad),
                   {.path = file}, "save it as UTF-8");
  }
  formats::JsonReader json;
  const Result<const JsonItem*> root = json.read(bytes, file);
  if (!root) return root.failure();
  const JsonLocator where(bytes, file, *root.value());
  Draft draft = Loader(*root.value(), where, file, pointers).run();
  draft.book.sha256 = sha256_hex(bytes);
  return draft;
}

Failure tell(const Diagnostics& faults, std::size_t n, const std::string& file) {
  std::vector<Diagnostic> items = faults.items();
  std::stable_sort(items.begin(), items.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
  });
  if (items.size() > kMaxFaults) items.resize(kMaxFaults);
  Failure out;
  const std::size_t told = items.size();
  for (Diagnostic& fault : items) out.diagnostics.add(std::move(fault));
  if (n > told) {
    out.diagnostics.error("codebook-more-faults", "and " + std::to_string(n - told) + " more",
                          {.path = file});
  }
  return out;
}

Result<Codebook> load(std::string_view bytes, const std::string& file) {
  Result<Draft> draft = read(bytes, file);
  if (!draft) return std::move(draft).failure();
  if (draft.value().faults.empty()) return std::move(draft.value().book);
  return tell(draft.value().faults, draft.value().n_faults, file);
}

}  // namespace rodtrad::codebook
