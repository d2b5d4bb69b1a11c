#include "analyzer/report/list_versions.h"

#include "analyzer/base/strings.h"
#include "analyzer/formats/csv.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/formats/json_writer.h"
#include "analyzer/report/plain_page.h"

namespace rodtrad::report {
namespace {

using formats::escape_html;

bool swedish(Language language) { return language == Language::Swedish; }

const char* change_name(ItemChange change, Language language) {
  const bool sv = swedish(language);
  switch (change) {
    case ItemChange::Added:
      return sv ? "tillagd" : "added";
    case ItemChange::Removed:
      return sv ? "borttagen" : "removed";
    case ItemChange::Changed:
      return sv ? "ändrad" : "changed";
    case ItemChange::Punctuation:
      return sv ? "lika utom skiljetecken" : "equal apart from punctuation";
    case ItemChange::Equal:
      return sv ? "lika" : "equal";
  }
  return "";
}

const ListItem* old_item(const ListComparison& lists, const ItemVersion& item) {
  return item.old_item ? &lists.older.items[*item.old_item] : nullptr;
}
const ListItem* new_item(const ListComparison& lists, const ItemVersion& item) {
  return item.new_item ? &lists.newer.items[*item.new_item] : nullptr;
}

std::string words_of(const ItemVersion& item, WordRun::Kind kind) {
  std::vector<std::string> runs;
  for (const WordRun& run : item.words) {
    if (run.kind == kind) runs.push_back(run.text);
  }
  return join(runs, " … ");
}

std::string list_name(const ItemList& list) {
  if (list.name.empty()) return list.version;
  return list.version.empty() ? list.name : list.name + " (" + list.version + ")";
}

/// `A → B`, or `A: Ver.1 → Ver.2` when both stand under the same heading.
std::string comparison_name(const ListComparison& lists) {
  if (lists.older.name == lists.newer.name && !lists.older.version.empty() &&
      !lists.newer.version.empty()) {
    return lists.older.name + (lists.older.name.empty() ? "" : ": ") + lists.older.version + " → " +
           lists.newer.version;
  }
  const std::string older = list_name(lists.older);
  const std::string newer = list_name(lists.newer);
  return older == newer ? older : older + " → " + newer;
}

std::string summary(const ListComparison& lists, Language language) {
  std::vector<std::string> parts;
  for (const ItemChange change : kItemChanges) {
    parts.push_back(std::to_string(lists.count(change)) + " " + change_name(change, language));
  }
  return join(parts, ", ");
}

void json_list(formats::JsonWriter& json, const ItemList& list) {
  json.begin_object();
  json.key("name").string(list.name).key("version").string(list.version);
  json.key("items").number(static_cast<std::int64_t>(list.items.size()));
  json.end_object();
}

void json_side(formats::JsonWriter& json, const char* text, const char* line,
               const ListItem* item) {
  json.key(text);
  if (item == nullptr) {
    json.null();
  } else {
    json.string(item->text);
  }
  json.key(line);
  if (item == nullptr || item->line == 0) {
    json.null();
  } else {
    json.number(item->line);
  }
}

void html_words(std::string& out, const ItemVersion& item) {
  bool first = true;
  for (const WordRun& run : item.words) {
    if (!first) out += ' ';
    first = false;
    const char* tag = run.kind == WordRun::Kind::Removed ? "del"
                      : run.kind == WordRun::Kind::Added ? "ins"
                                                         : nullptr;
    if (tag != nullptr) out += std::string("<") + tag + ">";
    out += escape_html(run.text);
    if (tag != nullptr) out += std::string("</") + tag + ">";
  }
}

std::string moved_note(Language language) { return swedish(language) ? "flyttad" : "moved"; }

}  // namespace

std::string list_versions_csv(std::span<const ListComparison> comparisons,
                              const WriteOptions& options) {
  formats::CsvWriter csv(options.csv_separator);
  for (const char* column : {"list", "change", "old", "new", "removed_words", "added_words",
                             "old_line", "new_line", "moved"}) {
    csv.cell(column);
  }
  csv.end_row();
  const auto line = [&csv](const ListItem* item) {
    if (item == nullptr || item->line == 0) {
      csv.cell("");
    } else {
      csv.number(item->line);
    }
  };
  for (const ListComparison& lists : comparisons) {
    for (const ItemVersion& item : lists.items) {
      const ListItem* older = old_item(lists, item);
      const ListItem* newer = new_item(lists, item);
      csv.cell(comparison_name(lists)).cell(to_text(item.change));
      csv.cell(older == nullptr ? "" : older->text).cell(newer == nullptr ? "" : newer->text);
      csv.cell(words_of(item, WordRun::Kind::Removed));
      csv.cell(words_of(item, WordRun::Kind::Added));
      line(older);
      line(newer);
      csv.cell(item.moved ? "yes" : "no");
      csv.end_row();
    }
  }
  return csv.take();
}

std::string list_versions_json(std::span<const ListComparison> comparisons) {
  std::string out;
  formats::JsonWriter json(out, formats::JsonWriter::Style::Indented);
  json.begin_object();
  json.key("format").string("rodtrad-versions/1");
  json.key("lists").begin_array();
  for (const ListComparison& lists : comparisons) {
    json.begin_object();
    json.key("old");
    json_list(json, lists.older);
    json.key("new");
    json_list(json, lists.newer);
    json.key("counts").begin_object();
    for (const ItemChange change : kItemChanges) {
      json.key(to_text(change)).number(static_cast<std::int64_t>(lists.count(change)));
    }
    json.end_object();
    json.key("items").begin_array();
    for (const ItemVersion& item : lists.items) {
      json.begin_object();
      json.key("change").string(to_text(item.change));
      json_side(json, "old", "old_line", old_item(lists, item));
      json_side(json, "new", "new_line", new_item(lists, item));
      json.key("removed_words").string(words_of(item, WordRun::Kind::Removed));
      json.key("added_words").string(words_of(item, WordRun::Kind::Added));
      json.key("moved").boolean(item.moved);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return out + "\n";
}

std::string list_versions_text(std::span<const ListComparison> comparisons, Language language) {
  const bool sv = swedish(language);
  if (comparisons.empty()) {
    return sv ? "Ingen lista står i två versioner.\n" : "No list stands in two versions.\n";
  }
  std::string out;
  for (const ListComparison& lists : comparisons) {
    if (!out.empty()) out += "\n";
    out += without_controls(comparison_name(lists)) + "\n" + summary(lists, language) + "\n";
    for (const ItemVersion& item : lists.items) {
      const ListItem* older = old_item(lists, item);
      const ListItem* newer = new_item(lists, item);
      const std::string moved = item.moved ? " (" + moved_note(language) + ")" : "";
      const auto show = [](const ListItem* shown) { return without_controls(shown->text); };
      switch (item.change) {
        case ItemChange::Added:
          out += "  + " + show(newer) + "\n";
          break;
        case ItemChange::Removed:
          out += "  - " + show(older) + "\n";
          break;
        case ItemChange::Equal:
          out += "    " + show(newer) + moved + "\n";
          break;
        case ItemChange::Punctuation:
        case ItemChange::Changed:
          out += std::string(item.change == ItemChange::Changed ? "  ~ " : "  . ") + show(newer) +
                 moved + "\n      " + (sv ? "förut: " : "before: ") + show(older) + "\n";
          break;
      }
    }
  }
  return out;
}

std::string list_versions_html(std::span<const ListComparison> comparisons,
                               const std::string& title, Language language) {
  const bool sv = swedish(language);
  std::string out;
  if (comparisons.empty()) {
    out += sv ? "<p>Ingen lista står i två versioner.</p>\n"
              : "<p>No list stands in two versions.</p>\n";
  }
  for (const ListComparison& lists : comparisons) {
    out += "<h2>" + escape_html(comparison_name(lists)) + "</h2>\n<p>" + summary(lists, language) +
           ".</p>\n<div class=\"wide\"><table class=\"stack\"><caption>" +
           (sv ? "Varje punkt i den nya versionen, och de som togs bort där de stod"
               : "Every item of the new version, and removed ones where they stood") +
           "</caption>\n<thead><tr><th scope=\"col\">" + (sv ? "Vad hände" : "Change") +
           "</th><th scope=\"col\">" + (sv ? "Före" : "Before") + "</th><th scope=\"col\">" +
           (sv ? "Efter" : "After") + "</th><th scope=\"col\">" + (sv ? "Orden" : "The words") +
           "</th></tr></thead>\n<tbody>\n";
    for (const ItemVersion& item : lists.items) {
      const ListItem* older = old_item(lists, item);
      const ListItem* newer = new_item(lists, item);
      out += std::string("<tr><th scope=\"row\"><span class=\"tag") +
             (item.change == ItemChange::Equal ? "" : " strong") + "\">" +
             change_name(item.change, language) + "</span>" +
             (item.moved ? " <span class=\"tag\">" + moved_note(language) + "</span>" : "") +
             "</th><td data-label=\"" + (sv ? "Före" : "Before") + "\">" +
             (older == nullptr ? "" : escape_html(older->text)) + "</td><td data-label=\"" +
             (sv ? "Efter" : "After") + "\">" + (newer == nullptr ? "" : escape_html(newer->text)) +
             "</td><td data-label=\"" + (sv ? "Orden" : "The words") + "\">";
      html_words(out, item);
      out += "</td></tr>\n";
    }
    out += "</tbody></table></div>\n";
  }
  return plain_page({.title = title, .body = std::move(out)}, language);
}

}  // namespace rodtrad::report
