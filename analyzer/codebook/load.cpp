#include "analyzer/codebook/load.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "analyzer/base/sha256.h"
#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/codebook/json_locator.h"
#include "analyzer/formats/json_io.h"
#include "analyzer/formats/json_scan.h"
#include "analyzer/text/decode.h"

namespace rodtrad::codebook {
namespace {

using nlohmann::json;

constexpr char kFormat[] = "rodtrad-codebook/1";
constexpr std::size_t kMaxFaults = 20;

class Loader {
 public:
  Loader(const json& root, const JsonLocator& where, const std::string& file)
      : root_(root), where_(where) {
    book_.file = file;
  }

  Draft run() {
    if (!root_.is_object()) {
      fault("codebook-type", "a codebook is an object { … }", "");
      return finish();
    }
    keys(root_, "",
         {"format", "id", "version", "language", "title", "description", "levels", "dimensions",
          "themes", "lists", "$schema"});
    if (const std::string format = text(root_, "", "format", Need::Required);
        !format.empty() && format != kFormat) {
      fault("codebook-format", "the format is \"" + format + "\", expected \"" + kFormat + "\"",
            "/format");
    }
    book_.key = text(root_, "", "id", Need::Required);
    book_.version = text(root_, "", "version");
    if (const std::string language = text(root_, "", "language"); !language.empty()) {
      if (language != "sv") {
        fault("codebook-language", "the language is \"" + language + "\", only \"sv\" is known",
              "/language");
      }
      book_.language = language;
    }
    book_.title = text(root_, "", "title");
    if (book_.title.empty()) book_.title = book_.key;
    book_.description = text(root_, "", "description");
    each("", root_, "levels", [this](const json& v, const std::string& p) { level(v, p); });
    each("", root_, "dimensions", [this](const json& v, const std::string& p) { dimension(v, p); });
    each("", root_, "themes", [this](const json& v, const std::string& p) { theme(v, p); });
    lists();
    const auto themes = root_.find("themes");
    const bool told = themes != root_.end() && !themes->is_array() && !themes->is_null();
    if (book_.themes.empty() && !told) {
      fault("codebook-no-themes", "the codebook has no themes", "/themes",
            "a codebook needs at least one theme");
    }
    one_default();
    return finish();
  }

 private:
  enum class Need { Optional, Required };

  /// Where an id was given first, and the place of its entry in the list.
  struct Entry {
    std::string pointer;
    std::size_t number = 0;
  };
  using Keys = std::map<std::string, Entry>;

  // --- faults --------------------------------------------------------------------------------

  void fault(std::string id, std::string message, const std::string& pointer, std::string hint = {},
             JsonLocator::At at = JsonLocator::At::Value) {
    if (++faults_ > kMaxFaults) return;
    Place place = where_.place(pointer, at);
    const std::string named = pointer.empty() ? "" : " (" + pointer + ")";
    diagnostics_.add({Severity::Error, std::move(id), std::move(message) + named, std::move(place),
                      where_.line_of(pointer), std::move(hint)});
  }

  Draft finish() { return {std::move(book_), std::move(diagnostics_), faults_, std::move(pointers_)}; }

  /// Names are compared only for faults that are told.
  [[nodiscard]] std::string did_you_mean(const std::string& word,
                                         const std::vector<std::string>& names) const {
    if (faults_ >= kMaxFaults) return {};
    const std::string near = nearest(word, names);
    return near.empty() ? "" : "did you mean \"" + near + "\"?";
  }

  // --- reading with types --------------------------------------------------------------------

  void keys(const json& object, const std::string& pointer,
            std::initializer_list<const char*> known) {
    for (const auto& [key, value] : object.items()) {
      if (std::find(known.begin(), known.end(), key) != known.end()) continue;
      fault("codebook-unknown-key", "unknown key \"" + key + "\"",
            pointer + "/" + formats::pointer_step(key),
            did_you_mean(key, std::vector<std::string>(known.begin(), known.end())),
            JsonLocator::At::Key);
    }
  }

  bool is_object(const json& value, const std::string& pointer) {
    if (value.is_object()) return true;
    fault("codebook-type", std::string("expected an object { … }, found ") + value.type_name(),
          pointer);
    return false;
  }

  std::string text(const json& object, const std::string& pointer, const char* key,
                   Need need = Need::Optional) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) {
      if (need == Need::Required) {
        fault("codebook-missing-key", std::string("\"") + key + "\" is missing", pointer);
      }
      return {};
    }
    if (!found->is_string()) {
      fault("codebook-type",
            std::string("\"") + key + "\" is " + found->type_name() + ", expected a string",
            pointer + "/" + key);
      return {};
    }
    std::string value = text::canonical(found->get<std::string>());
    if (need == Need::Required && trim(value).empty()) {
      fault("codebook-missing-key", std::string("\"") + key + "\" is empty", pointer + "/" + key);
    }
    return value;
  }

  template <class Visit>
  void each(const std::string& pointer, const json& object, const char* key, Visit visit) {
    each_in(object, key, pointer + "/" + key, visit);
  }

  /// `here` is the list's own path, whose last step may hold escapes.
  template <class Visit>
  void each_in(const json& object, const std::string& key, const std::string& here, Visit visit) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return;
    if (!found->is_array()) {
      fault("codebook-type",
            std::string("\"") + key + "\" is " + found->type_name() + ", expected a list [ … ]",
            here);
      return;
    }
    for (std::size_t i = 0; i < found->size(); ++i) {
      visit((*found)[i], here + "/" + std::to_string(i));
    }
  }

  std::vector<std::string> texts(const json& object, const std::string& pointer, const char* key) {
    std::vector<std::string> out;
    each(pointer, object, key, [&](const json& value, const std::string& here) {
      if (!value.is_string() || trim(value.get_ref<const std::string&>()).empty()) {
        fault("codebook-type", "expected a non-empty string", here);
        return;
      }
      out.push_back(text::canonical(value.get<std::string>()));
    });
    return out;
  }

  /// The id of an entry, checked to be new among `seen`.
  std::string key_of(const json& value, const std::string& pointer, const char* what,
                     std::size_t number, Keys& seen) {
    std::string key = text(value, pointer, "id", Need::Required);
    if (key.empty()) return key;
    const bool odd = trim(key) != key || std::any_of(key.begin(), key.end(), [](char c) {
                       return static_cast<unsigned char>(c) < 0x20;
                     });
    if (odd) fault("codebook-bad-id", "the id has blanks at its ends", pointer + "/id");
    const auto [first, added] = seen.emplace(key, Entry{pointer, number});
    if (!added) {
      const Place before = where_.place(first->second.pointer + "/id");
      fault("codebook-duplicate-id",
            std::string("the ") + what + " id \"" + key + "\" is given twice", pointer + "/id",
            "the first one stands on line " + std::to_string(before.line.value_or(0)));
    }
    return key;
  }

  // --- entries -------------------------------------------------------------------------------

  IndicatorId indicator(const json& value, const std::string& pointer) {
    Indicator made;
    std::string at = pointer;
    if (value.is_string()) {
      made.match = text::canonical(value.get<std::string>());
    } else if (value.is_object()) {
      keys(value, pointer, {"match", "compound", "forms", "exclude", "pos", "note"});
      made.match = text(value, pointer, "match", Need::Required);
      made.note = text(value, pointer, "note");
      made.forms = texts(value, pointer, "forms");
      made.exclude = texts(value, pointer, "exclude");
      compound(value, pointer, made);
      part_of_speech(value, pointer, made);
      contradictions(value, pointer, made.match);
      at = pointer + "/match";
    } else {
      fault("codebook-type",
            std::string("an indicator is a string or an object, found ") + value.type_name(),
            pointer);
    }
    if (value.is_string() && trim(made.match).empty()) {
      fault("codebook-empty-indicator", "the indicator is empty", pointer,
            "write a rule or take the line away");
    }
    made.place = where_.inside_string(at);
    made.source_line = where_.line_of(at);
    pointers_.push_back(at);
    book_.indicators.push_back(std::move(made));
    return IndicatorId(book_.indicators.size() - 1);
  }

  void compound(const json& value, const std::string& pointer, Indicator& out) {
    const std::string word = text(value, pointer, "compound");
    if (word.empty()) return;
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
            pointer + "/compound");
    }
  }

  void part_of_speech(const json& value, const std::string& pointer, Indicator& out) {
    const std::string word = text(value, pointer, "pos");
    if (word.empty()) return;
    if (word == "n") {
      out.pos = PartOfSpeech::Noun;
    } else if (word == "v") {
      out.pos = PartOfSpeech::Verb;
    } else if (word == "adj") {
      out.pos = PartOfSpeech::Adjective;
    } else {
      fault("codebook-value", "\"pos\" is \"" + word + "\", expected n, v or adj",
            pointer + "/pos");
    }
  }

  /// `=chef` is this form only and `/chef.n/` has no forms: settings that widen them do nothing.
  void contradictions(const json& value, const std::string& pointer, const std::string& match) {
    const std::string_view rule = trim(match);
    const bool exact = rule.starts_with('=') && rule.find_first_of(" \t\n") == rule.npos;
    const bool regex = rule.size() > 1 && rule.starts_with('/') && rule.ends_with('/');
    if (!exact && !regex) return;
    for (const char* key : {"compound", "forms", "pos"}) {
      const auto found = value.find(key);
      const bool says_nothing = found == value.end() || found->is_null() || *found == "none" ||
                                (found->is_array() && found->empty());
      if (says_nothing) continue;
      fault("codebook-contradiction",
            std::string("\"") + key + "\" does nothing for " +
                (exact ? "an exact form (=)" : "a regular expression"),
            pointer + "/" + key, "take it away, or write the rule without the mark");
    }
  }

  std::vector<IndicatorId> indicators(const json& value, const std::string& pointer,
                                      const char* key) {
    return indicators_in(value, key, pointer + "/" + key);
  }

  std::vector<IndicatorId> indicators_in(const json& value, const std::string& key,
                                         const std::string& list) {
    std::vector<IndicatorId> out;
    each_in(value, key, list, [&](const json& entry, const std::string& here) {
      out.push_back(indicator(entry, here));
    });
    return out;
  }

  void level(const json& value, const std::string& pointer) {
    if (!is_object(value, pointer)) return;
    keys(value, pointer, {"id", "label", "definition", "indicators", "default"});
    Level made;
    made.key = key_of(value, pointer, "level", book_.levels.size(), level_keys_);
    made.label = text(value, pointer, "label", Need::Required);
    made.definition = text(value, pointer, "definition");
    made.indicators = indicators(value, pointer, "indicators");
    if (const auto found = value.find("default"); found != value.end() && !found->is_null()) {
      if (!found->is_boolean()) {
        fault("codebook-type", "\"default\" must be true or false", pointer + "/default");
      } else {
        made.is_default = found->get<bool>();
      }
    }
    made.place = where_.place(pointer);
    book_.levels.push_back(std::move(made));
  }

  void dimension(const json& value, const std::string& pointer) {
    if (!is_object(value, pointer)) return;
    keys(value, pointer, {"id", "label", "definition"});
    book_.dimensions.push_back({.key = key_of(value, pointer, "dimension", book_.dimensions.size(),
                                       dimension_keys_),
                                .label = text(value, pointer, "label", Need::Required),
                                .definition = text(value, pointer, "definition"),
                                .place = where_.place(pointer)});
  }

  void theme(const json& value, const std::string& pointer) {
    if (!is_object(value, pointer)) return;
    keys(value, pointer,
         {"id", "label", "dimension", "definition", "why", "color", "indicators", "concepts"});
    Theme made;
    made.key = key_of(value, pointer, "theme", book_.themes.size(), theme_keys_);
    made.label = text(value, pointer, "label", Need::Required);
    made.definition = text(value, pointer, "definition");
    made.why = text(value, pointer, "why");
    made.color = text(value, pointer, "color");
    if (!made.color.empty() && !is_color(made.color)) {
      fault("codebook-value", "the color is \"" + made.color + "\", expected such as \"#2a6f97\"",
            pointer + "/color");
    }
    made.dimension = reference<DimensionTag>(value, pointer, "dimension", dimension_keys_);
    made.indicators = indicators(value, pointer, "indicators");
    made.place = where_.place(pointer);
    book_.themes.push_back(std::move(made));
    const ThemeId id(book_.themes.size() - 1);
    each(pointer, value, "concepts",
         [&](const json& entry, const std::string& here) { concept_entry(entry, here, id); });
  }

  static bool is_color(const std::string& color) {
    return (color.size() == 7 || color.size() == 4) && color[0] == '#' &&
           color.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
  }

  void concept_entry(const json& value, const std::string& pointer, ThemeId theme) {
    if (!is_object(value, pointer)) return;
    keys(value, pointer,
         {"id", "label", "definition", "include", "exclude", "indicators", "unless", "level",
          "examples", "counterexamples"});
    Concept made;
    made.key = key_of(value, pointer, "concept", book_.concepts.size(), concept_keys_);
    made.label = text(value, pointer, "label", Need::Required);
    made.theme = theme;
    made.definition = text(value, pointer, "definition");
    made.include = text(value, pointer, "include");
    made.exclude = text(value, pointer, "exclude");
    made.indicators = indicators(value, pointer, "indicators");
    made.unless = indicators(value, pointer, "unless");
    made.level = reference<LevelTag>(value, pointer, "level", level_keys_);
    made.examples = examples(value, pointer, "examples");
    made.counterexamples = examples(value, pointer, "counterexamples");
    made.place = where_.place(pointer);
    book_.concepts.push_back(std::move(made));
    at(book_.themes, theme).concepts.push_back(ConceptId(book_.concepts.size() - 1));
  }

  std::vector<Example> examples(const json& value, const std::string& pointer, const char* key) {
    std::vector<Example> out;
    each(pointer, value, key, [&](const json& entry, const std::string& here) {
      if (!entry.is_string()) {
        fault("codebook-type", "an example is a string", here);
        return;
      }
      out.push_back({text::canonical(entry.get<std::string>()), where_.place(here)});
    });
    return out;
  }

  /// An entry named by its id; a name that is not there is a fault with the nearest one.
  template <class Tag>
  Id<Tag> reference(const json& value, const std::string& pointer, const char* key,
                    const Keys& known) {
    const std::string wanted = text(value, pointer, key);
    if (wanted.empty()) return {};
    if (const auto found = known.find(wanted); found != known.end()) {
      return Id<Tag>(found->second.number);
    }
    std::vector<std::string> names;
    if (faults_ < kMaxFaults) {
      for (const auto& [name, entry] : known) names.push_back(name);
    }
    fault("codebook-dangling-id", std::string("there is no ") + key + " \"" + wanted + "\"",
          pointer + "/" + key, did_you_mean(wanted, names));
    return {};
  }

  void lists() {
    const auto found = root_.find("lists");
    if (found == root_.end() || found->is_null()) return;
    if (!found->is_object()) {
      fault("codebook-type", "\"lists\" must be an object { … }", "/lists");
      return;
    }
    for (const auto& [name, rules] : found->items()) {
      const std::string pointer = "/lists/" + formats::pointer_step(name);
      RuleList list;
      list.name = name;
      list.place = where_.place(pointer, JsonLocator::At::Key);
      list.rules = indicators_in(*found, name, pointer);
      if (rules.is_array() && rules.empty()) {
        fault("codebook-empty-list", "the list \"" + name + "\" is empty", pointer);
      }
      const bool odd = name.empty() || name.find_first_of(" ()\t\n") != std::string::npos;
      if (odd)
        fault("codebook-bad-id", "a list's name is one word", pointer, "", JsonLocator::At::Key);
      book_.lists.push_back(std::move(list));
    }
  }

  void one_default() {
    std::size_t defaults = 0;
    for (std::size_t i = 0; i < book_.levels.size(); ++i) {
      if (book_.levels[i].is_default && ++defaults == 2) {
        fault("codebook-two-defaults", "two levels are the default",
              "/levels/" + std::to_string(i) + "/default", "keep \"default\": true on one of them");
      }
    }
  }

  const json& root_;
  const JsonLocator& where_;
  Codebook book_;
  Diagnostics diagnostics_;
  std::size_t faults_ = 0;
  std::vector<std::string> pointers_;
  Keys level_keys_;
  Keys dimension_keys_;
  Keys theme_keys_;
  Keys concept_keys_;
};

}  // namespace

Result<Draft> read(std::string_view bytes, const std::string& file) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (const auto bad = utf8::first_invalid(bytes)) {
    return failure("codebook-encoding",
                   "the codebook is not UTF-8: invalid byte at byte offset " + std::to_string(*bad),
                   {.path = file}, "save it as UTF-8");
  }
  formats::JsonPositions positions;
  auto root = formats::parse_json(bytes, file, 1, &positions);
  if (!root) return std::move(root).failure();
  const JsonLocator where(bytes, file, std::move(positions));
  Draft draft = Loader(root.value(), where, file).run();
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
