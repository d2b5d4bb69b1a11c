#include <algorithm>
#include <map>

#include "analyzer/base/strings.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/report/data_structure.h"
#include "analyzer/report/excerpts.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/html_figures.h"
#include "analyzer/report/html_head.h"
#include "analyzer/report/say.h"
#include "analyzer/report/table.h"
#include "analyzer/report/voices.h"
#include "analyzer/report/writer.h"
#include "embedded/rodtrad_report.h"

namespace rodtrad::report {
namespace {

using formats::append_html;
using formats::escape_html;

constexpr std::size_t kUncodedShown = 5000;
constexpr std::size_t kDocumentsListed = 200;
constexpr std::size_t kFilterValues = 40;

/// The page is one file under a policy that lets nothing in or out: only this style and this
/// script, by their hashes.
class HtmlReport {
 public:
  HtmlReport(const Analysis& analysis, Language language)
      : a_(analysis),
        language_(language),
        p_(phrases(language)),
        voices_(voices_of(analysis)),
        voice_table_(count_voices(analysis, voices_)),
        excerpts_(excerpts_of(analysis)),
        offsets_(analysis) {
    find_filters();
  }

  std::string run() {
    head();
    brief();
    not_read();
    figures();
    structure();
    filter_form();
    themes();
    uncoded();
    read();
    warnings();
    method();
    tail();
    return std::move(out_);
  }

 private:
  void text(std::string_view words) { append_html(out_, words); }
  void number(std::uint64_t value) { text(grouped(value)); }

  [[nodiscard]] std::string title() const {
    return a_.title.empty() ? a_.codebook->title : a_.title;
  }

  /// Theme colours of the codebook become rules of the one style sheet.
  [[nodiscard]] std::string style() const {
    std::string css(templates::report_css());
    for (std::size_t t = 0; t < a_.codebook->themes.size(); ++t) {
      const std::string& color = a_.codebook->themes[t].color;
      if (!color.empty()) css += ".t" + std::to_string(t) + "{--c:" + color + "}\n";
    }
    return css;
  }

  // --- top -----------------------------------------------------------------------------------

  void head() {
    out_ += html_head({.title = std::string(p_.report_on) + ": " + title(),
                       .css = style(),
                       .script = std::string(templates::report_js())},
                      language_);
    out_ += "<header><p class=\"brand\">Rödtråd</p><h1>";
    text(title());
    out_ += "</h1>\n<p class=\"sub\">";
    text(a_.codebook->title);
    if (!a_.codebook->version.empty()) {
      text(std::string(", ") + p_.version + " " + a_.codebook->version);
    }
    out_ += "</p></header>\n<nav aria-label=\"";
    text(p_.contents);
    out_ += "\"><ul>";
    for (const auto& [anchor, words] : {std::pair{"korthet", p_.in_brief},
                                        {"tabell", p_.theme_by_level},
                                        {"datastruktur", p_.data_structure},
                                        {"teman", p_.themes_with_excerpts},
                                        {"okodat", p_.uncoded_units},
                                        {"last", p_.what_was_read},
                                        {"varningar", p_.warnings},
                                        {"metod", p_.method}}) {
      out_ += std::string("<li><a href=\"#") + anchor + "\">";
      text(words);
      out_ += "</a></li>";
    }
    out_ += "</ul></nav>\n<main id=\"innehall\">\n";
  }

  [[nodiscard]] std::string units_text(std::uint64_t units) const {
    return grouped(units) + " " + (units == 1 ? p_.cell_unit : p_.cell_units);
  }

  void tile(std::uint64_t value, const char* what) {
    out_ += "<div class=\"tile\"><b>";
    number(value);
    out_ += "</b> <span>";
    text(what);
    out_ += "</span></div>";
  }

  void brief() {
    const Totals& n = a_.totals;
    out_ += "<section id=\"korthet\"><h2>";
    text(p_.in_brief);
    out_ += "</h2>\n<div class=\"tiles\">";
    tile(n.documents, p_.documents);
    if (voices_.kind != Voices::Kind::Documents) tile(voices_.total, voices_.name(language_));
    tile(n.units, p_.units_read);
    tile(n.coded, p_.coded);
    tile(n.codings, p_.codings);
    tile(n.words_coded_zones, p_.words);
    if (n.votes > 0) tile(static_cast<std::uint64_t>(n.votes), p_.votes);
    out_ += "</div>\n<p>";
    text(filled(p_.sum_line,
                {grouped(n.units), grouped(n.coded), grouped(n.uncoded), grouped(n.empty)}));
    const std::uint64_t answered = n.units - n.empty;
    if (answered > 0) {
      text(std::string(" (") + (n.empty > 0 ? p_.share_coded_of_answered : p_.share_coded) + " " +
           percent(n.coded, answered) + ").");
    }
    out_ += "</p></section>\n";
  }

  /// A result with files missing says so before anything else is read.
  void not_read() {
    const bool any = std::any_of(a_.run.inputs.begin(), a_.run.inputs.end(),
                                 [](const InputFile& f) { return !f.read; });
    if (!any) return;
    out_ += "<section class=\"alert\" role=\"note\"><h2>";
    text(p_.not_read);
    out_ += "</h2><p>";
    text(p_.not_read_intro);
    out_ += "</p><ul>";
    for (const InputFile& file : a_.run.inputs) {
      if (file.read) continue;
      out_ += "<li>";
      text(file.name);
      out_ += "</li>";
    }
    out_ += "</ul></section>\n";
  }

  void figures() {
    out_ += "<section id=\"tabell\"><h2>";
    text(p_.theme_by_level);
    out_ += "</h2>\n" + heat_map_table(a_, voices_, voice_table_, language_);
    out_ += "<h3>";
    text(p_.bars);
    out_ += "</h3>\n<figure>" + theme_bars_svg(a_, language_) + "</figure></section>\n";
  }

  /// The data-structure figure; every box leads to its theme, concept or dimension below.
  void structure() {
    const DataStructure shape = data_structure(a_, {.language = language_, .counts = true});
    out_ += "<section id=\"datastruktur\"><h2>";
    text(p_.data_structure);
    out_ += "</h2>\n<p>";
    text(p_.data_structure_intro);
    out_ += "</p>\n<figure><div class=\"wide\" tabindex=\"0\">" +
            figure_svg(lay_out(shape, language_),
                       {.links = true, .id_prefix = "fig-", .declaration = false}) +
            "</div></figure>\n<details><summary>";
    text(p_.as_list);
    out_ += "</summary>" + structure_list_html(shape) + "</details></section>\n";
  }

  // --- filter --------------------------------------------------------------------------------

  struct Filter {
    std::string name;
    std::vector<std::string> values;
  };

  /// Attributes with few enough values to choose among.
  void find_filters() {
    std::map<std::string, std::map<std::string, std::size_t>> values;
    std::vector<std::string> order = attribute_names(a_);
    attributes_.reserve(a_.units.size());
    for (const Unit& unit : a_.units) {
      attributes_.push_back(attributes_of(a_, unit));
      for (const auto& [name, value] : attributes_.back().entries()) ++values[name][value];
    }
    for (const std::string& name : order) {
      const auto& found = values[name];
      if (found.size() < 2 || found.size() > kFilterValues) continue;
      Filter filter{name, {}};
      for (const auto& [value, n] : found) filter.values.push_back(value);
      filters_.push_back(std::move(filter));
    }
  }

  void select(const std::string& id, std::string_view label,
              const std::vector<std::string>& values) {
    out_ += "<label>";
    text(label);
    out_ += " <select data-f=\"" + id + "\"><option value=\"\">";
    text(p_.filter_all);
    out_ += "</option>";
    for (std::size_t i = 0; i < values.size(); ++i) {
      out_ += "<option value=\"" + std::to_string(i) + "\">";
      text(values[i]);
      out_ += "</option>";
    }
    out_ += "</select></label>\n";
  }

  /// Hidden until the script shows it: without script nothing here would work.
  void filter_form() {
    out_ += "<form id=\"filter\" hidden aria-label=\"";
    text(p_.filter);
    out_ += "\"><h2>";
    text(p_.filter);
    out_ += "</h2>\n";
    std::vector<std::string> labels;
    for (const Theme& theme : a_.codebook->themes) labels.push_back(theme.label);
    select("t", p_.theme, labels);
    labels.clear();
    for (const Level& level : a_.codebook->levels) labels.push_back(level.label);
    if (a_.counts.has_unlevelled) labels.emplace_back(p_.no_level);
    if (labels.size() > 1) select("l", p_.level, labels);
    if (a_.documents.size() > 1 && a_.documents.size() <= kDocumentsListed) {
      labels.clear();
      for (const Document& document : a_.documents) labels.push_back(document.key);
      select("d", p_.document, labels);
    }
    for (std::size_t f = 0; f < filters_.size(); ++f) {
      select("a" + std::to_string(f), filters_[f].name, filters_[f].values);
    }
    out_ += "<label class=\"grow\">";
    text(p_.filter_text);
    out_ += " <input type=\"search\" data-f=\"q\"></label>\n<button type=\"reset\">";
    text(p_.filter_clear);
    out_ += "</button>\n<p aria-live=\"polite\"><b id=\"antal\"></b> ";
    text(p_.filter_shown);
    out_ += "</p></form>\n";
  }

  // --- themes and excerpts -------------------------------------------------------------------

  void themes() {
    out_ += "<section id=\"teman\"><h2>";
    text(p_.themes_with_excerpts);
    out_ += "</h2>\n";
    std::size_t next = 0;
    for (std::size_t t = 0; t < a_.codebook->themes.size(); ++t) next = theme(t, next);
    out_ += "</section>\n";
  }

  std::size_t theme(std::size_t t, std::size_t next) {
    const Theme& theme = a_.codebook->themes[t];
    out_ += "<section class=\"theme t" + std::to_string(t) + "\" id=\"" + theme_anchor(a_, t) +
            "\"><h3>";
    text(theme.label);
    out_ += " <span class=\"n\">";
    text(units_text(a_.counts.by_theme[t].units) + " (" + std::to_string(voice_table_.by_theme[t]) +
         "/" + std::to_string(voices_.total) + " " + voices_.name(language_) + ")");
    out_ += "</span></h3>\n";
    if (theme.dimension.valid()) {
      out_ += "<p class=\"meta\"" + dimension_id(t) + ">";
      text(std::string(p_.dimension) + ": " + at(a_.codebook->dimensions, theme.dimension).label);
      out_ += "</p>";
    }
    if (!theme.definition.empty()) paragraph(p_.definition, theme.definition);
    if (!theme.why.empty()) paragraph(p_.reasoning, theme.why);
    concept_table(theme);
    std::size_t column = ~std::size_t{0};
    bool open = false;
    for (; next < excerpts_.size() && excerpts_[next].theme.value == t; ++next) {
      if (excerpts_[next].column != column) {
        if (open) out_ += "</section>\n";
        column = excerpts_[next].column;
        group_heading(t, column);
        open = true;
      }
      excerpt(excerpts_[next]);
    }
    if (open) out_ += "</section>\n";
    out_ += "<p class=\"back\"><a href=\"#tabell\">";
    text(p_.to_table);
    out_ += "</a></p></section>\n";
    return next;
  }

  /// The first theme of a dimension is the place that links to the dimension lead to.
  [[nodiscard]] std::string dimension_id(std::size_t t) const {
    const auto& themes = a_.codebook->themes;
    const DimensionId dimension = themes[t].dimension;
    const auto first = std::find_if(themes.begin(), themes.end(), [dimension](const Theme& theme) {
      return theme.dimension == dimension;
    });
    if (static_cast<std::size_t>(first - themes.begin()) != t) return {};
    return " id=\"" + dimension_anchor(a_, dimension.value) + "\"";
  }

  void paragraph(const char* label, const std::string& words) {
    out_ += "<p><b>";
    text(label);
    out_ += ":</b> ";
    text(words);
    out_ += "</p>\n";
  }

  void concept_table(const Theme& theme) {
    if (theme.concepts.empty()) return;
    out_ += "<div class=\"wide\"><table><thead><tr><th scope=\"col\">";
    text(p_.first_order_concept);
    out_ += "</th><th scope=\"col\">";
    text(p_.definition);
    out_ += "</th><th scope=\"col\" class=\"r\">";
    text(p_.cell_units);
    out_ += "</th><th scope=\"col\" class=\"r\">";
    text(voices_.name(language_));
    out_ += "</th></tr></thead><tbody>";
    for (const ConceptId id : theme.concepts) {
      const Concept& entry = at(a_.codebook->concepts, id);
      out_ += "<tr id=\"" + concept_anchor(a_, id.value) + "\"><th scope=\"row\">";
      text(entry.label);
      out_ += "</th><td>";
      text(entry.definition);
      out_ += "</td><td class=\"r\">";
      number(a_.counts.by_concept[id.value].units);
      out_ += "</td><td class=\"r\">";
      number(voice_table_.by_concept[id.value]);
      out_ += "</td></tr>";
    }
    out_ += "</tbody></table></div>\n";
  }

  void group_heading(std::size_t t, std::size_t column) {
    const bool named = column < a_.codebook->levels.size();
    out_ += "<section class=\"cell\" id=\"" + cell_anchor(a_, t, column) + "\"><h4>";
    text(a_.codebook->themes[t].label);
    out_ += " · ";
    text(named ? a_.codebook->levels[column].label : p_.no_level);
    out_ += " <span class=\"n\">";
    text(units_text(a_.counts.cell(t, column).units));
    out_ += "</span></h4>\n";
  }

  void excerpt(const ExcerptView& view) {
    const Unit& unit = a_.units[view.unit];
    const Document& document = a_.document_of(unit);
    const Coding& first = a_.codings[view.codings.front()];
    out_ += "<article class=\"x\" id=\"k-" + first.key + "\" data-t=\"" +
            std::to_string(view.theme.value) + "\" data-l=\"" + std::to_string(view.column) +
            "\" data-d=\"" + std::to_string(unit.document.value) + "\" data-v=\"" +
            voice_number(view.unit) + "\" data-u=\"" + std::to_string(view.unit) + "\"" +
            filter_data(view.unit) + "><p class=\"q\">";
    const ByteSpan context = first.context;
    if (context.begin < unit.span.begin) {
      out_ += "<span class=\"c\">";
      text(slice(document.text, {context.begin, unit.span.begin}));
      out_ += "</span>";
    }
    for (const Stretch& stretch : marked_stretches(a_, view)) {
      if (stretch.hit) out_ += "<mark>";
      text(slice(document.text, stretch.span));
      if (stretch.hit) out_ += "</mark>";
    }
    if (context.end > unit.span.end) {
      out_ += "<span class=\"c\">";
      text(slice(document.text, {unit.span.end, context.end}));
      out_ += "</span>";
    }
    out_ += "</p>\n<p class=\"m\">";
    text(who(unit));
    out_ += " · ";
    text(place_text(a_, unit, offsets_.of(unit.document), language_));
    if (const auto votes = votes_of(a_, unit)) {
      text(" · " + std::to_string(*votes) + " " + (*votes == 1 ? p_.vote : p_.votes));
    }
    out_ += "</p>";
    reasons(view, document);
    out_ += "</article>\n";
  }

  [[nodiscard]] std::string voice_number(std::uint32_t unit) const {
    const std::uint32_t voice = voices_.of_unit[unit];
    return voice == 0xFFFFFFFFU ? "" : std::to_string(voice);
  }

  [[nodiscard]] std::string filter_data(std::uint32_t unit) const {
    std::string out;
    for (std::size_t f = 0; f < filters_.size(); ++f) {
      const std::string* value = attributes_[unit].find(filters_[f].name);
      if (value == nullptr) continue;
      const auto& values = filters_[f].values;
      const auto found = std::lower_bound(values.begin(), values.end(), *value);
      out += " data-a" + std::to_string(f) + "=\"" + std::to_string(found - values.begin()) + "\"";
    }
    return out;
  }

  /// Who said it: speaker or group, and their attributes.
  [[nodiscard]] std::string who(const Unit& unit) const {
    const Document& document = a_.document_of(unit);
    std::string out = speaker_of(a_, unit);
    if (out.empty()) out = document.key;
    std::vector<std::string> facts;
    for (const auto& [name, value] :
         attributes_[static_cast<std::size_t>(&unit - a_.units.data())].entries()) {
      if (!value.empty() && value.size() <= 80) facts.push_back(value);
    }
    if (!facts.empty()) out += " (" + join(facts, ", ") + ")";
    return out;
  }

  void reasons(const ExcerptView& view, const Document& document) {
    const Coding& first = a_.codings[view.codings.front()];
    out_ += "<ul class=\"k\">";
    for (const std::uint32_t c : view.codings) {
      const Coding& coding = a_.codings[c];
      out_ += "<li>";
      text(coding_label(a_, coding, language_));
      out_ += "</li>";
    }
    out_ += "</ul><details><summary>";
    text(p_.show_why);
    out_ += "</summary><ul>";
    for (const std::uint32_t c : view.codings) {
      const Coding& coding = a_.codings[c];
      for (const Evidence& evidence : coding.evidence) {
        out_ += "<li><q>";
        text(slice(document.text, evidence.span));
        out_ += "</q> ← ";
        text(p_.rule);
        out_ += " <code>";
        text(at(a_.codebook->indicators, evidence.indicator).match);
        out_ += "</code>, ";
        text(std::string(p_.found_as) + " " + std::string(how_name(evidence.how, language_)));
        if (!evidence.detail.empty()) text(" (" + evidence.detail + ")");
        if (!evidence.ambiguous.empty()) {
          text(std::string("; ") + p_.could_also_be + " " + join(evidence.ambiguous, ", "));
        }
        out_ += "</li>";
      }
      if (coding.origin == Origin::Heading) {
        out_ += "<li>";
        text(p_.by_heading);
        out_ += "</li>";
      }
    }
    out_ += "<li>";
    text(std::string(p_.level_because) + " " +
         std::string(basis_name(first.level_basis, language_)));
    for (const LevelEvidence& evidence : first.level_evidence) {
      text(evidence.attribute.empty()
               ? ": ”" + std::string(slice(document.text, evidence.span)) + "”"
               : ": " + evidence.attribute + " = " + evidence.value);
    }
    out_ += "</li><li><code>" + first.key + "</code></li></ul></details>";
  }

  // --- the rest ------------------------------------------------------------------------------

  void uncoded() {
    std::vector<bool> coded(a_.units.size(), false);
    for (const Coding& coding : a_.codings) coded[coding.unit.value] = true;
    out_ += "<section id=\"okodat\"><h2>";
    text(std::string(p_.uncoded_units) + " (" + grouped(a_.totals.uncoded) + ")");
    out_ += "</h2>\n<p>";
    text(p_.uncoded_intro);
    out_ += "</p>\n<details><summary>";
    text(grouped(a_.totals.uncoded) + " " + p_.uncoded);
    out_ += "</summary><ul class=\"plain\">\n";
    std::size_t shown = 0;
    for (std::size_t u = 0; u < a_.units.size(); ++u) {
      const Unit& unit = a_.units[u];
      if (coded[u] || unit.empty_answer) continue;
      if (++shown > kUncodedShown) break;
      out_ += "<li>";
      text(slice(a_.document_of(unit).text, unit.span));
      out_ += " <span class=\"m\">";
      text(who(unit) + " · " + place_text(a_, unit, offsets_.of(unit.document), language_));
      out_ += "</span></li>\n";
    }
    out_ += "</ul></details>";
    if (a_.totals.uncoded > kUncodedShown) {
      out_ += "<p>";
      text(filled(p_.uncoded_more, {grouped(a_.totals.uncoded - kUncodedShown)}));
      out_ += "</p>";
    }
    out_ += "</section>\n";
  }

  /// What the files hold beside their text (struck words, pictures) and the material lacks.
  void left_out_of_files() {
    std::string items;
    for (const Diagnostic& d : a_.remarks.items()) {
      if (d.severity != Severity::Info || !d.id.ends_with("-left-out")) continue;
      items += "<li><b>" + escape_html(place_of(d, language_)) +
               "</b>: " + escape_html(message_of(d, language_)) + "</li>\n";
    }
    if (!items.empty()) out_ += "<ul>" + items + "</ul>\n";
  }

  void read() {
    out_ += "<section id=\"last\"><h2>";
    text(p_.what_was_read);
    out_ += "</h2>\n<div class=\"wide\"><table><thead><tr><th scope=\"col\">";
    text(p_.zone);
    out_ += "</th><th scope=\"col\" class=\"r\">";
    text(p_.words);
    out_ += "</th><th scope=\"col\">";
    text(p_.why);
    out_ += "</th></tr></thead><tbody>";
    std::map<Zone, bool> coded;
    std::map<Zone, std::map<std::string, std::size_t>> why;
    for (const Document& document : a_.documents) {
      for (const Segment& segment : document.segments) {
        ++why[segment.zone][reason_text(segment.reason, language_)];
      }
    }
    for (const Unit& unit : a_.units) coded[zone_of(a_, unit)] = true;
    std::uint64_t words_in_coded_zones = 0;
    for (const Zone zone : kZones) {
      if (!why.contains(zone)) continue;
      const auto words = a_.totals.words_per_zone.find(zone);
      out_ += "<tr><th scope=\"row\">";
      text(zone_name(zone, language_));
      out_ += "</th><td class=\"r\">";
      const std::uint64_t n = words == a_.totals.words_per_zone.end() ? 0 : words->second;
      number(n);
      out_ += "</td><td>";
      if (coded[zone]) {
        words_in_coded_zones += n;
        text(p_.coded_zones);
      } else {
        std::vector<std::string> parts;
        for (const auto& [reason, times] : why[zone]) {
          parts.push_back(reason + " (" + grouped(times) + ")");
        }
        text(join(parts, ", "));
      }
      out_ += "</td></tr>";
    }
    out_ += "</tbody></table></div>\n<p class=\"note\">";
    text(p_.left_out_intro);
    if (a_.totals.empty > 0 && words_in_coded_zones > a_.totals.words_coded_zones) {
      out_ += ' ';
      text(filled(p_.empty_words, {grouped(words_in_coded_zones - a_.totals.words_coded_zones)}));
    }
    out_ += "</p>\n";
    left_out_of_files();
    out_ += "<details><summary>";
    text(p_.inputs);
    out_ += "</summary><div class=\"wide\"><table><thead><tr><th scope=\"col\">";
    text(p_.file);
    out_ += "</th><th scope=\"col\" class=\"r\">";
    text(p_.rows);
    out_ += "</th><th scope=\"col\">SHA-256</th></tr></thead><tbody>";
    for (const InputFile& file : a_.run.inputs) {
      out_ += "<tr><th scope=\"row\">";
      text(file.name);
      out_ += "</th><td class=\"r\">";
      number(file.documents);
      out_ += "</td><td><code>" + file.sha256.substr(0, 16) + "…</code></td></tr>";
    }
    out_ += "</tbody></table></div></details></section>\n";
  }

  void warnings() {
    out_ += "<section id=\"varningar\"><h2>";
    text(p_.warnings);
    out_ += "</h2>\n";
    std::string items;
    for (const Diagnostic& d : a_.remarks.items()) {
      if (d.severity == Severity::Info) continue;
      items += "<li>";
      const std::string where = place_of(d, language_);
      if (!where.empty()) items += "<b>" + escape_html(where) + "</b>: ";
      items += escape_html(message_of(d, language_));
      const std::string hint = hint_of(d, language_);
      if (!hint.empty()) items += " <span class=\"m\">(" + escape_html(hint) + ")</span>";
      items += "</li>\n";
    }
    if (items.empty()) {
      out_ += "<p>";
      text(p_.no_warnings);
      out_ += "</p>";
    } else {
      out_ += "<ul>" + items + "</ul>";
    }
    out_ += "</section>\n";
  }

  void fact(std::string_view name, std::string_view value) {
    out_ += "<dt>";
    text(name);
    out_ += "</dt><dd>";
    text(value);
    out_ += "</dd>";
  }

  void method() {
    out_ += "<section id=\"metod\"><h2>";
    text(p_.method);
    out_ += "</h2>\n<p>";
    text(method_words(a_, language_));
    out_ += "</p><p>";
    text(p_.total_note);
    out_ += "</p>\n<dl>";
    if (!a_.units.empty()) fact(p_.unit_is, unit_name(a_.units.front().kind, language_));
    fact(p_.codebook, a_.codebook->title + ", " + p_.version + " " + a_.codebook->version +
                          " (SHA-256 " + a_.codebook->sha256.substr(0, 16) + "…)");
    fact(p_.program, "Rödtråd " + a_.run.tool_version + ", ICU " + a_.run.icu_version +
                         ", Unicode " + a_.run.unicode_version);
    fact(p_.lexicon, a_.run.lexicon);
    std::string options;
    for (const auto& [name, value] : a_.run.options) {
      options += (options.empty() ? "--" : " --") + name + " " + value;
    }
    fact(p_.options, options);
    out_ += "</dl></section>\n";
  }

  void tail() {
    out_ += "</main>\n<script>";
    out_ += templates::report_js();
    out_ += "</script>\n</body>\n</html>\n";
  }

  const Analysis& a_;
  Language language_;
  const Phrases& p_;
  Voices voices_;
  VoiceTable voice_table_;
  std::vector<ExcerptView> excerpts_;
  DocumentOffsets offsets_;
  std::vector<Attributes> attributes_;  // by unit
  std::vector<Filter> filters_;
  std::string out_;
};

}  // namespace

std::string html(const Analysis& analysis, const WriteOptions& options) {
  return HtmlReport(analysis, options.language).run();
}

}  // namespace rodtrad::report
