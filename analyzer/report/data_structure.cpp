#include "analyzer/report/data_structure.h"

#include "analyzer/base/strings.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/report/excerpts.h"
#include "analyzer/report/voices.h"

namespace rodtrad::report {
namespace {

using Entry = DataStructure::Entry;

/// Reads the analysis into the figure's three orders.
class StructureReader {
 public:
  StructureReader(const Analysis& analysis, const StructureOptions& options)
      : a_(analysis),
        options_(options),
        p_(phrases(options.language)),
        voices_(voices_of(analysis)),
        voice_table_(count_voices(analysis, voices_)) {}

  DataStructure run() {
    DataStructure out;
    out.title = a_.title.empty() ? a_.codebook->title : a_.title;
    for (std::size_t d = 0; d < a_.codebook->dimensions.size(); ++d) add(out, DimensionId(d));
    add(out, DimensionId());
    return out;
  }

 private:
  [[nodiscard]] std::string counts(std::uint64_t units, std::uint32_t voices) const {
    if (!options_.counts) return {};
    return grouped(units) + " " + (units == 1 ? p_.cell_unit : p_.cell_units) + ", " +
           std::to_string(voices) + "/" + std::to_string(voices_.total) + " " +
           voices_.name(options_.language);
  }

  [[nodiscard]] bool shown(std::uint64_t units) const { return units > 0 || !options_.only_found; }

  void add(DataStructure& out, DimensionId id) {
    DataStructure::DimensionGroup group;
    if (id.valid()) {
      group.dimension = {at(a_.codebook->dimensions, id).label, "",
                         "#" + dimension_anchor(a_, id.value)};
    }
    for (std::size_t t = 0; t < a_.codebook->themes.size(); ++t) {
      const Counts& counted = a_.counts.by_theme[t];
      if (a_.codebook->themes[t].dimension != id || !shown(counted.units)) continue;
      group.themes.push_back(theme_group(t));
    }
    if (!group.themes.empty()) out.dimensions.push_back(std::move(group));
  }

  [[nodiscard]] DataStructure::ThemeGroup theme_group(std::size_t t) const {
    const Theme& theme = a_.codebook->themes[t];
    DataStructure::ThemeGroup group;
    group.theme = {theme.label, counts(a_.counts.by_theme[t].units, voice_table_.by_theme[t]),
                   "#" + theme_anchor(a_, t)};
    for (const ConceptId c : theme.concepts) {
      const std::uint64_t units = a_.counts.by_concept[c.value].units;
      if (!shown(units)) continue;
      group.concepts.push_back({at(a_.codebook->concepts, c).label,
                                counts(units, voice_table_.by_concept[c.value]),
                                "#" + concept_anchor(a_, c.value)});
    }
    return group;
  }

  const Analysis& a_;
  const StructureOptions& options_;
  const Phrases& p_;
  Voices voices_;
  VoiceTable voice_table_;
};

void append_entry(std::string& out, const Entry& entry, const char* tag) {
  if (!entry.link.empty()) {
    out += "<a href=\"";
    formats::append_html(out, entry.link);
    out += "\">";
  }
  out += std::string("<") + tag + ">";
  formats::append_html(out, entry.label);
  out += std::string("</") + tag + ">";
  if (!entry.link.empty()) out += "</a>";
  if (!entry.counts.empty()) {
    out += " <span class=\"n\">";
    formats::append_html(out, entry.counts);
    out += "</span>";
  }
}

void append_theme(std::string& out, const DataStructure::ThemeGroup& group) {
  out += "<li>";
  append_entry(out, group.theme, "b");
  if (!group.concepts.empty()) {
    out += "<ul>";
    for (const Entry& entry : group.concepts) {
      out += "<li>";
      append_entry(out, entry, "span");
      out += "</li>";
    }
    out += "</ul>";
  }
  out += "</li>\n";
}

}  // namespace

DataStructure data_structure(const Analysis& analysis, const StructureOptions& options) {
  return StructureReader(analysis, options).run();
}

std::string structure_list_html(const DataStructure& structure) {
  std::string out = "<ul class=\"plain\">\n";
  for (const DataStructure::DimensionGroup& group : structure.dimensions) {
    if (!group.dimension.label.empty()) {
      out += "<li>";
      append_entry(out, group.dimension, "strong");
      out += "<ul>\n";
    }
    for (const DataStructure::ThemeGroup& theme : group.themes) append_theme(out, theme);
    if (!group.dimension.label.empty()) out += "</ul></li>\n";
  }
  return out + "</ul>\n";
}

}  // namespace rodtrad::report
