#include "analyzer/base/strings.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/report/excerpts.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/say.h"
#include "analyzer/report/voices.h"
#include "analyzer/report/writer.h"

namespace rodtrad::report {
namespace {

using formats::escape_markdown;

class MarkdownReport {
 public:
  MarkdownReport(const Analysis& analysis, Language language)
      : a_(analysis),
        language_(language),
        p_(phrases(language)),
        voices_(voices_of(analysis)),
        voice_table_(count_voices(analysis, voices_)),
        offsets_(analysis) {}

  std::string run() {
    out_ = "# " + escape_markdown(a_.title.empty() ? a_.codebook->title : a_.title) + "\n\n";
    const Totals& n = a_.totals;
    out_ += filled(p_.sum_line, {std::to_string(n.units), std::to_string(n.coded),
                                 std::to_string(n.uncoded), std::to_string(n.empty)}) +
            ".\n\n";
    unread();
    table();
    themes();
    warnings();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string cell(std::uint64_t units, std::uint32_t voices,
                                 const char* mark = "") const {
    return units == 0 ? "0"
                      : std::to_string(units) + mark + " (" + std::to_string(voices) + "/" +
                            std::to_string(voices_.total) + ")";
  }

  /// Said before any number: these files are missing from all of them.
  void unread() {
    std::string names;
    for (const InputFile& file : a_.run.inputs) {
      if (!file.read) names += (names.empty() ? "" : ", ") + escape_markdown(file.name);
    }
    if (!names.empty()) out_ += std::string("**") + p_.not_read + "** " + names + "\n\n";
  }

  void table() {
    const std::size_t columns = std::max<std::size_t>(a_.counts.columns(), 1);
    const std::size_t stride = a_.counts.by_level.size();
    bool any_small = false;
    const UnitKind kind = a_.units.empty() ? UnitKind::Sentence : a_.units.front().kind;
    out_ +=
        std::string("## ") + p_.theme_by_level + "\n\n" +
        filled(p_.theme_by_level_intro, {std::string(unit_names(kind, language_)),
                                         voices_.name(language_), std::to_string(voices_.total)}) +
        "\n\n| " + p_.theme + " |";
    for (std::size_t c = 0; c < columns; ++c) out_ += " " + level(c) + " |";
    out_ += std::string(" ") + p_.total + " |\n|---|";
    for (std::size_t c = 0; c <= columns; ++c) out_ += "---:|";
    out_ += "\n";
    for (std::size_t t = 0; t < a_.codebook->themes.size(); ++t) {
      out_ += "| " + escape_markdown(a_.codebook->themes[t].label) + " |";
      for (std::size_t c = 0; c < columns; ++c) {
        const std::uint64_t units = a_.counts.cell(t, c).units;
        const bool small = units > 0 && units < kSmallCell;
        any_small = any_small || small;
        out_ += " " + cell(units, voice_table_.cells[t * stride + c], small ? "\\*" : "") + " |";
      }
      out_ += " " + cell(a_.counts.by_theme[t].units, voice_table_.by_theme[t]) + " |\n";
    }
    out_ += std::string("| **") + p_.total + "** |";
    for (std::size_t c = 0; c < columns; ++c) {
      out_ += " " + cell(a_.counts.by_level[c].units, voice_table_.by_level[c]) + " |";
    }
    out_ += " " + cell(a_.counts.total.units, voice_table_.total) + " |\n\n" + p_.total_note;
    if (any_small) out_ += std::string(" \\") + p_.small_cell_note;
    out_ += "\n\n";
  }

  [[nodiscard]] std::string level(std::size_t column) const {
    return escape_markdown(column < a_.codebook->levels.size() ? a_.codebook->levels[column].label
                                                               : p_.no_level);
  }

  void themes() {
    std::size_t theme = ~std::size_t{0};
    std::size_t column = 0;
    for (const ExcerptView& view : excerpts_of(a_)) {
      if (view.theme.value != theme) {
        theme = view.theme.value;
        column = ~std::size_t{0};
        const Theme& entry = a_.codebook->themes[theme];
        out_ += "## " + escape_markdown(entry.label) + "\n\n";
        if (!entry.definition.empty()) out_ += escape_markdown(entry.definition) + "\n\n";
      }
      if (view.column != column) {
        column = view.column;
        out_ += "### " + level(column) + "\n\n";
      }
      excerpt(view);
    }
  }

  void excerpt(const ExcerptView& view) {
    const Unit& unit = a_.units[view.unit];
    const Document& document = a_.document_of(unit);
    out_ += "> ";
    for (const Stretch& stretch : marked_stretches(a_, view)) {
      const std::string words = escape_markdown(slice(document.text, stretch.span));
      out_ += stretch.hit ? "**" + words + "**" : words;
    }
    std::vector<std::string> concepts;
    for (const std::uint32_t c : view.codings) {
      concepts.push_back(coding_label(a_, a_.codings[c], language_));
    }
    const std::string speaker = speaker_of(a_, unit);
    out_ += "\n>\n> — " + escape_markdown(speaker.empty() ? document.key : speaker) + ", " +
            escape_markdown(place_text(a_, unit, offsets_.of(unit.document), language_)) + " · " +
            escape_markdown(join(concepts, ", ")) + "\n\n";
  }

  void warnings() {
    std::string items;
    for (const Diagnostic& d : a_.remarks.items()) {
      if (d.severity == Severity::Info) continue;
      items +=
          "- " + escape_markdown(place_of(d, language_) + ": " + message_of(d, language_)) + "\n";
    }
    if (!items.empty()) out_ += std::string("## ") + p_.warnings + "\n\n" + items;
    if (a_.decided) {
      out_ += std::string(items.empty() ? "" : "\n") + "## " + p_.method + "\n\n" +
              method_words(a_, language_) + "\n";
    }
  }

  const Analysis& a_;
  Language language_;
  const Phrases& p_;
  Voices voices_;
  VoiceTable voice_table_;
  DocumentOffsets offsets_;
  std::string out_;
};

}  // namespace

std::string markdown(const Analysis& analysis, const WriteOptions& options) {
  return MarkdownReport(analysis, options.language).run();
}

}  // namespace rodtrad::report
