#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/report/docx_document.h"
#include "analyzer/report/excerpts.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/results_tables.h"
#include "analyzer/report/say.h"
#include "analyzer/report/voices.h"

// The coded-excerpt report as a researcher hands it in.
namespace rodtrad::report {
namespace {

class ExcerptReport {
 public:
  ExcerptReport(const Analysis& analysis, Language language)
      : a_(analysis),
        language_(language),
        p_(phrases(language)),
        voices_(voices_of(analysis)),
        voice_table_(count_voices(analysis, voices_)),
        offsets_(analysis),
        out_({.title = title(), .language = language}) {}

  std::string run() {
    out_.title(title());
    out_.subtitle(either("Kodade citat per tema", "Coded excerpts by theme"));
    out_.contents();
    method();
    table();
    themes();
    warnings();
    return out_.take();
  }

 private:
  [[nodiscard]] const char* either(const char* swedish, const char* english) const {
    return language_ == Language::Swedish ? swedish : english;
  }
  [[nodiscard]] std::string title() const {
    return a_.title.empty() ? a_.codebook->title : a_.title;
  }
  [[nodiscard]] std::string level(std::size_t column) const {
    return column < a_.codebook->levels.size() ? a_.codebook->levels[column].label : p_.no_level;
  }

  void method() {
    const Totals& n = a_.totals;
    out_.heading(1, p_.method);
    out_.paragraph(method_words(a_, language_));
    out_.paragraph(filled(p_.sum_line, {grouped(n.units), grouped(n.coded), grouped(n.uncoded),
                                        grouped(n.empty)}) +
                   ". " + p_.unit_is + ": " +
                   std::string(unit_name(
                       a_.units.empty() ? UnitKind::Sentence : a_.units.front().kind, language_)) +
                   ".");
    fact(p_.codebook, a_.codebook->title + ", " + p_.version + " " + a_.codebook->version +
                          (a_.codebook->sha256.empty()
                               ? ""
                               : " (SHA-256 " + a_.codebook->sha256.substr(0, 12) + "…)"));
    fact(p_.program, "Rödtråd " + a_.run.tool_version + ", ICU " + a_.run.icu_version);
    fact(p_.lexicon, a_.run.lexicon);
    fact(p_.inputs, std::to_string(a_.run.inputs.size()) + "; " + grouped(n.documents) + " " +
                        p_.documents + ", " + grouped(voices_.total) + " " +
                        voices_.name(language_) + ", " + grouped(n.words_coded_zones) + " " +
                        p_.words);
  }

  void fact(const char* label, const std::string& text) {
    out_.bullet({{.text = std::string(label) + ": ", .bold = true}, {.text = text}});
  }

  void table() {
    out_.heading(1, p_.theme_by_level);
    out_.paragraph(filled(
        either("Varje ruta visar antal enheter (%1). Inom parentes står hur många %2 av %3 de "
               "kommer från.",
               "Each cell shows the number of units (%1), in parentheses how many of the %3 %2 "
               "they come from."),
        {std::string(
             unit_name(a_.units.empty() ? UnitKind::Sentence : a_.units.front().kind, language_)),
         voices_.name(language_), std::to_string(voices_.total)}));
    const std::size_t columns = std::max<std::size_t>(a_.counts.columns(), 1);
    const std::size_t stride = a_.counts.by_level.size();
    DocxTable table{
        .header = {p_.theme},
        .widths = {26},
        .caption = either("Teman och nivåer, antal enheter", "Themes and levels, units"),
        .description = p_.total_note};
    for (std::size_t c = 0; c < columns; ++c) {
      table.header.push_back(level(c));
      table.widths.push_back(15);
    }
    table.header.emplace_back(p_.total);
    table.widths.push_back(14);
    for (std::size_t t = 0; t < a_.codebook->themes.size(); ++t) {
      std::vector<DocxCell>& row = table.rows.emplace_back();
      row.emplace_back(Runs{{.text = a_.codebook->themes[t].label, .link = "#" + theme_mark(t)}});
      for (std::size_t c = 0; c < columns; ++c) {
        row.push_back(count(a_.counts.cell(t, c).units, voice_table_.cells[t * stride + c]));
      }
      row.push_back(count(a_.counts.by_theme[t].units, voice_table_.by_theme[t]));
    }
    std::vector<DocxCell>& sum = table.rows.emplace_back();
    sum.emplace_back(p_.total);
    for (std::size_t c = 0; c < columns; ++c) {
      sum.push_back(count(a_.counts.by_level[c].units, voice_table_.by_level[c]));
    }
    sum.push_back(count(a_.counts.total.units, voice_table_.total));
    out_.table(table);
    out_.paragraph(p_.total_note);
  }

  [[nodiscard]] DocxCell count(std::uint64_t units, std::uint32_t voices) const {
    DocxCell cell(Runs{{.text = grouped(units)}});
    if (units > 0)
      cell.runs.push_back({.text = " (" + std::to_string(voices) + ")", .muted = true});
    cell.right = true;
    return cell;
  }

  static std::string theme_mark(std::size_t theme) { return "theme " + std::to_string(theme); }

  void themes() {
    const std::vector<ExcerptView> views = excerpts_of(a_);
    std::size_t next = 0;
    for (std::size_t t = 0; t < a_.codebook->themes.size(); ++t) {
      theme_head(t);
      std::size_t column = ~std::size_t{0};
      for (; next < views.size() && views[next].theme.value == t; ++next) {
        if (views[next].column != column) {
          column = views[next].column;
          if (!a_.codebook->levels.empty()) {
            out_.heading(3, a_.codebook->themes[t].label + ": " + level(column));
          }
        }
        excerpt(views[next]);
      }
    }
  }

  void theme_head(std::size_t t) {
    const Theme& theme = a_.codebook->themes[t];
    if (t == 0) out_.heading(1, p_.themes_with_excerpts);
    out_.heading(2, theme.label, theme_mark(t));
    if (!theme.definition.empty()) out_.paragraph(theme.definition);
    if (!theme.why.empty()) {
      out_.paragraph(
          {{.text = std::string(p_.reasoning) + ": ", .bold = true}, {.text = theme.why}});
    }
    out_.paragraph(
        filled(either("%1 enheter från %2 av %3 %4.", "%1 units from %2 of %3 %4."),
               {grouped(a_.counts.by_theme[t].units), std::to_string(voice_table_.by_theme[t]),
                std::to_string(voices_.total), voices_.name(language_)}));
    for (const ConceptId id : theme.concepts) {
      const Concept& entry = at(a_.codebook->concepts, id);
      out_.bullet(
          {{.text = entry.label, .bold = true},
           {.text = " (" + grouped(a_.counts.by_concept.at(id.value).units) + ")", .muted = true},
           {.text = entry.definition.empty() ? "" : ": " + entry.definition}});
    }
  }

  void excerpt(const ExcerptView& view) {
    const Unit& unit = a_.units[view.unit];
    const Document& document = a_.document_of(unit);
    Runs quote;
    for (const Stretch& stretch : marked_stretches(a_, view)) {
      quote.push_back(
          {.text = replace_all(std::string(slice(document.text, stretch.span)), "\n", " "),
           .marked = stretch.hit});
    }
    std::vector<std::string> concepts;
    for (const std::uint32_t c : view.codings) {
      concepts.push_back(coding_label(a_, a_.codings[c], language_));
    }
    std::sort(concepts.begin(), concepts.end());
    concepts.erase(std::unique(concepts.begin(), concepts.end()), concepts.end());
    const std::string speaker = speaker_of(a_, unit);
    out_.quote(quote, {{.text = (speaker.empty() ? "" : speaker + ", ") +
                                place_text(a_, unit, offsets_.of(unit.document), language_) +
                                " · " + join(concepts, ", ")}});
  }

  void warnings() {
    bool any = false;
    for (const Diagnostic& d : a_.remarks.items()) {
      if (d.severity == Severity::Info) continue;
      if (!any) out_.heading(1, p_.warnings);
      any = true;
      out_.bullet({{.text = place_of(d, language_) + (to_text(d.place).empty() ? "" : ": ") +
                            message_of(d, language_)}});
    }
  }

  const Analysis& a_;
  Language language_;
  const Phrases& p_;
  Voices voices_;
  VoiceTable voice_table_;
  DocumentOffsets offsets_;
  DocxDocument out_;
};

}  // namespace

std::string results_docx(const Analysis& analysis, Language language) {
  return ExcerptReport(analysis, language).run();
}

}  // namespace rodtrad::report
