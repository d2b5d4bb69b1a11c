#include "analyzer/report/diff_report.h"
#include "analyzer/report/html_page.h"

namespace rodtrad::report {
namespace {

template <class List, class Tag>
std::string key_of(const List& list, Id<Tag> id) {
  return id.valid() ? at(list, id).key : std::string();
}

/// Key and label of a code by its kind and position.
struct Named {
  std::string key;
  std::string label;
};

Named named(const Codebook& book, CodeKind kind, std::uint32_t position) {
  if (position == kNone) return {};
  switch (kind) {
    case CodeKind::Theme:
      return {book.themes[position].key, book.themes[position].label};
    case CodeKind::Concept:
      return {book.concepts[position].key, book.concepts[position].label};
    case CodeKind::Level:
      return {book.levels[position].key, book.levels[position].label};
  }
  return {};
}

std::uint64_t units_of(const Analysis& analysis, CodeKind kind, std::uint32_t position) {
  if (position == kNone) return 0;
  switch (kind) {
    case CodeKind::Theme:
      return analysis.counts.by_theme[position].units;
    case CodeKind::Concept:
      return analysis.counts.by_concept[position].units;
    case CodeKind::Level:
      return analysis.counts.by_level[position].units;
  }
  return 0;
}

/// A new id or name is the greater news of a code that also moved.
std::string_view change_id(const CodePairing& code) {
  return code.change == CodeChange::Same && code.moved ? "moved" : to_text(code.change);
}

std::string_view kind_id(CodeKind kind) {
  return kind == CodeKind::Theme ? "theme" : kind == CodeKind::Concept ? "concept" : "level";
}

}  // namespace

const char* reason_name(ChangeReason reason, Language l) {
  switch (reason) {
    case ChangeReason::None:
      return "";
    case ChangeReason::CodeAdded:
      return say(l, "ny kod", "new code");
    case ChangeReason::CodeRemoved:
      return say(l, "koden är borttagen", "the code is gone");
    case ChangeReason::RuleAdded:
      return say(l, "ny eller ändrad regel", "new or changed rule");
    case ChangeReason::RuleRemoved:
      return say(l, "regeln är borttagen eller ändrad", "the rule is gone or changed");
    case ChangeReason::ExceptionAdded:
      return say(l, "nytt undantag (unless)", "new exception (unless)");
    case ChangeReason::ExceptionRemoved:
      return say(l, "ett undantag (unless) är borttaget", "an exception (unless) is gone");
    case ChangeReason::OtherCode:
      return say(l, "samma ord pekar nu på en annan kod",
                 "the same words now point to another code");
    case ChangeReason::ConceptMoved:
      return say(l, "begreppet står under ett annat tema",
                 "the concept stands under another theme");
    case ChangeReason::Level:
      return say(l, "annan nivå", "another level");
    case ChangeReason::Boundaries:
      return say(l, "enheten börjar eller slutar på ett annat ställe",
                 "the unit begins or ends elsewhere");
    case ChangeReason::DocumentAdded:
      return say(l, "nytt dokument", "new document");
    case ChangeReason::DocumentRemoved:
      return say(l, "dokumentet är borta", "the document is gone");
    case ChangeReason::TextChanged:
      return say(l, "texten är ändrad", "the text has changed");
    case ChangeReason::Person:
      return say(l, "en persons beslut", "a person's decision");
    case ChangeReason::Unknown:
      return say(l, "varken kodbok eller text: inställningar, lexikon eller program",
                 "neither codebook nor text: options, lexicon or program");
  }
  return "";
}

Table diff_table(const DiffSides& sides, const ResultsDiff& diff, Language l) {
  const Codebook& was = *sides.before.codebook;
  const Codebook& is = *sides.after.codebook;
  Table table;
  table.name = "diff";
  table.title = say(l, "Varje kodning före och efter", "Every coding before and after");
  table.sheet = say(l, "Kodningar", "Codings");
  table.columns = {
      {"change", say(l, "Ändring", "Change")},
      {"document", say(l, "Dokument", "Document")},
      {"start", say(l, "Från tecken", "From character"), ColumnKind::Integer},
      {"end", say(l, "Till tecken", "To character"), ColumnKind::Integer},
      {"theme_before", say(l, "Tema före", "Theme before")},
      {"theme_after", say(l, "Tema efter", "Theme after")},
      {"concept_before", say(l, "Begrepp före", "Concept before")},
      {"concept_after", say(l, "Begrepp efter", "Concept after")},
      {"level_before", say(l, "Nivå före", "Level before")},
      {"level_after", say(l, "Nivå efter", "Level after")},
      {"rule", say(l, "Regel", "Rule")},
      {"reason", say(l, "Orsak", "Reason")},
      {"coder", say(l, "Kodad av", "Coder")},
      {"speaker", say(l, "Person", "Person")},
      {"text", say(l, "Utdrag", "Excerpt")},
  };
  for (const ExcerptDifference& d : diff.excerpts) {
    table.rows.push_back({to_text(d.change), d.document, d.span.begin, d.span.end,
                          key_of(was.themes, d.before.theme), key_of(is.themes, d.after.theme),
                          key_of(was.concepts, d.before.concept_id),
                          key_of(is.concepts, d.after.concept_id),
                          key_of(was.levels, d.before.level), key_of(is.levels, d.after.level),
                          d.rule, to_text(d.reason), d.coder, d.speaker, d.text});
  }
  return table;
}

Table diff_codes_table(const DiffSides& sides, const ResultsDiff& diff, Language l) {
  Table table;
  table.name = "diff-codes";
  table.title = say(l, "Koder: vad som bytt namn, flyttats, tillkommit och försvunnit",
                    "Codes: renamed, moved, added and removed");
  table.sheet = say(l, "Koder", "Codes");
  table.columns = {
      {"kind", say(l, "Slag", "Kind")},
      {"change", say(l, "Ändring", "Change")},
      {"id_before", say(l, "Id före", "Id before")},
      {"id_after", say(l, "Id efter", "Id after")},
      {"label_before", say(l, "Namn före", "Label before")},
      {"label_after", say(l, "Namn efter", "Label after")},
      {"rules_changed", say(l, "Reglerna ändrade", "Rules changed")},
      {"matched_by", say(l, "Igenkänd genom", "Recognised by")},
      {"units_before", say(l, "Enheter före", "Units before"), ColumnKind::Integer},
      {"units_after", say(l, "Enheter efter", "Units after"), ColumnKind::Integer},
  };
  for (const CodePairing& code : diff.codes) {
    const Named was = named(*sides.before.codebook, code.kind, code.before);
    const Named is = named(*sides.after.codebook, code.kind, code.after);
    table.rows.push_back({kind_id(code.kind), change_id(code), was.key, is.key, was.label, is.label,
                          code.rules_changed ? "yes" : "no", to_text(code.by),
                          units_of(sides.before, code.kind, code.before),
                          units_of(sides.after, code.kind, code.after)});
  }
  return table;
}

Table diff_counts_table(const DiffSides& sides, const ResultsDiff& diff, Language l) {
  const Codebook& was = *sides.before.codebook;
  const Codebook& is = *sides.after.codebook;
  Table table;
  table.name = "diff-counts";
  table.title = say(l, "Enheter per tema och nivå före och efter",
                    "Units per theme and level before and after");
  table.sheet = say(l, "Antal", "Counts");
  table.columns = {
      {"theme_before", say(l, "Tema före", "Theme before")},
      {"theme_after", say(l, "Tema efter", "Theme after")},
      {"level_before", say(l, "Nivå före", "Level before")},
      {"level_after", say(l, "Nivå efter", "Level after")},
      {"units_before", say(l, "Enheter före", "Units before"), ColumnKind::Integer},
      {"units_after", say(l, "Enheter efter", "Units after"), ColumnKind::Integer},
      {"difference", say(l, "Skillnad", "Difference"), ColumnKind::Integer},
      {"documents_before", say(l, "Dokument före", "Documents before"), ColumnKind::Integer},
      {"documents_after", say(l, "Dokument efter", "Documents after"), ColumnKind::Integer},
      {"speakers_before", say(l, "Personer före", "Persons before"), ColumnKind::Integer},
      {"speakers_after", say(l, "Personer efter", "Persons after"), ColumnKind::Integer},
  };
  for (const CountDifference& c : diff.counts) {
    if (c.all_levels) continue;
    table.rows.push_back(
        {key_of(was.themes, c.theme_before), key_of(is.themes, c.theme_after),
         key_of(was.levels, c.level_before), key_of(is.levels, c.level_after), c.before.units,
         c.after.units,
         static_cast<std::int64_t>(c.after.units) - static_cast<std::int64_t>(c.before.units),
         c.before.documents, c.after.documents, c.before.speakers, c.after.speakers});
  }
  return table;
}

}  // namespace rodtrad::report
