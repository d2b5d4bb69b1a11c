#include "analyzer/report/codebook_appendix.h"

#include <algorithm>
#include <vector>

#include "analyzer/base/strings.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/report/docx_document.h"
#include "analyzer/report/plain_page.h"

namespace rodtrad::report {
namespace {

/// The appendix as a list of blocks, made once; each format only writes them.
struct Block {
  enum class Kind { Heading, Text, Facts };
  Kind kind = Kind::Text;
  int level = 1;  ///< headings: 1 dimension, 2 theme, 3 concept
  std::string label{};
  std::string text{};
  std::vector<std::string> items{};  ///< Facts
  bool rules = false;                ///< the items are in the rule language
};

class Outline {
 public:
  Outline(const Codebook& codebook, Language language)
      : book_(codebook), sv_(language == Language::Swedish) {}

  std::vector<Block> run() {
    source();
    text("", book_.description);
    for (std::size_t d = 0; d < book_.dimensions.size(); ++d) dimension(DimensionId(d));
    dimension(DimensionId());
    levels();
    lists();
    return std::move(out_);
  }

  [[nodiscard]] std::string title() const {
    return std::string(sv_ ? "Kodbok: " : "Codebook: ") + book_.title;
  }

 private:
  [[nodiscard]] const char* say(const char* swedish, const char* english) const {
    return sv_ ? swedish : english;
  }

  void heading(int level, const std::string& text) {
    out_.push_back({.kind = Block::Kind::Heading, .level = level, .text = text});
  }
  void text(const char* label, const std::string& words) {
    if (!words.empty()) out_.push_back({.label = label, .text = words});
  }
  void facts(const char* label, std::vector<std::string> items, bool rules) {
    if (items.empty()) return;
    out_.push_back(
        {.kind = Block::Kind::Facts, .label = label, .items = std::move(items), .rules = rules});
  }

  void source() {
    std::string words = book_.key;
    if (!book_.version.empty())
      words += std::string(", ") + say("version ", "version ") + book_.version;
    if (!book_.sha256.empty()) words += ", SHA-256 " + book_.sha256;
    text(say("Kodbok", "Codebook"), words);
    const auto number = [](std::size_t n) { return std::to_string(n); };
    text(say("Omfattning", "Contents"),
         number(book_.dimensions.size()) + say(" dimensioner, ", " dimensions, ") +
             number(book_.themes.size()) + say(" teman, ", " themes, ") +
             number(book_.concepts.size()) + say(" begrepp, ", " concepts, ") +
             number(book_.levels.size()) + say(" nivåer", " levels"));
  }

  void dimension(DimensionId id) {
    const auto belongs = [id](const Theme& theme) { return theme.dimension == id; };
    if (!id.valid() && std::none_of(book_.themes.begin(), book_.themes.end(), belongs)) return;
    if (id.valid()) {
      const Dimension& dimension = at(book_.dimensions, id);
      heading(1, std::string(say("Dimension: ", "Dimension: ")) + dimension.label);
      text(say("Definition", "Definition"), dimension.definition);
    } else if (book_.dimensions.empty()) {
      heading(1, say("Teman", "Themes"));
    } else {
      heading(1, say("Teman utan dimension", "Themes without a dimension"));
    }
    for (const Theme& theme : book_.themes) {
      if (belongs(theme)) this->theme(theme);
    }
  }

  void theme(const Theme& theme) {
    heading(2, std::string(say("Tema: ", "Theme: ")) + theme.label);
    text(say("Definition", "Definition"), theme.definition);
    text(say("Varför begreppen hör ihop", "Why the concepts belong together"), theme.why);
    rules(say("Temats egna regler", "The theme's own rules"), theme.indicators);
    for (const ConceptId id : theme.concepts) entry(at(book_.concepts, id));
  }

  void entry(const Concept& entry) {
    heading(3, entry.label);
    text(say("Definition", "Definition"), entry.definition);
    text(say("Räknas hit", "Include"), entry.include);
    text(say("Räknas inte hit", "Exclude"), entry.exclude);
    if (entry.level.valid()) text(say("Nivå", "Level"), at(book_.levels, entry.level).label);
    rules(say("Regler", "Rules"), entry.indicators);
    rules(say("Utom när", "Unless"), entry.unless);
    facts(say("Exempel", "Examples"), texts(entry.examples), false);
    facts(say("Motexempel", "Counterexamples"), texts(entry.counterexamples), false);
  }

  void levels() {
    if (book_.levels.empty()) return;
    heading(1, say("Nivåer", "Levels"));
    for (const Level& level : book_.levels) {
      heading(2, level.label +
                     (level.is_default ? say(" (om inget annat sägs)", " (the default)") : ""));
      text(say("Definition", "Definition"), level.definition);
      rules(say("Ledord", "Cues"), level.indicators);
    }
  }

  void lists() {
    if (book_.lists.empty()) return;
    heading(1, say("Ordlistor", "Word lists"));
    for (const RuleList& list : book_.lists) {
      heading(2, "$" + list.name);
      rules(say("Regler", "Rules"), list.rules);
    }
  }

  static std::vector<std::string> texts(const std::vector<Example>& examples) {
    std::vector<std::string> out;
    for (const Example& example : examples) out.push_back(example.text);
    return out;
  }

  void rules(const char* label, const std::vector<IndicatorId>& ids) {
    std::vector<std::string> out;
    for (const IndicatorId id : ids) out.push_back(rule(at(book_.indicators, id)));
    facts(label, std::move(out), true);
  }

  [[nodiscard]] std::string rule(const Indicator& indicator) const {
    std::vector<std::string> more;
    if (indicator.compound) {
      const char* parts[] = {say("inte i sammansättningar", "not in compounds"),
                             say("sista led", "last part"), say("första led", "first part"),
                             say("alla led", "any part")};
      more.emplace_back(parts[static_cast<std::size_t>(*indicator.compound)]);
    }
    if (!indicator.forms.empty())
      more.push_back(say("även ", "also ") + join(indicator.forms, ", "));
    if (!indicator.exclude.empty())
      more.push_back(say("inte ", "not ") + join(indicator.exclude, ", "));
    if (!indicator.note.empty()) more.push_back(indicator.note);
    return indicator.match + (more.empty() ? "" : " (" + join(more, "; ") + ")");
  }

  const Codebook& book_;
  bool sv_;
  std::vector<Block> out_{};
};

}  // namespace

std::string codebook_appendix_markdown(const Codebook& codebook, Language language) {
  Outline outline(codebook, language);
  std::string out = "# " + formats::escape_markdown(outline.title()) + "\n";
  for (const Block& block : outline.run()) {
    out += "\n";
    if (block.kind == Block::Kind::Heading) {
      out += std::string(static_cast<std::size_t>(block.level) + 1, '#') + " " +
             formats::escape_markdown(block.text) + "\n";
      continue;
    }
    if (!block.label.empty()) out += "**" + block.label + ":**";
    if (block.kind == Block::Kind::Text) {
      out += (block.label.empty() ? "" : " ") + formats::escape_markdown(block.text) + "\n";
      continue;
    }
    out += "\n\n";
    for (const std::string& item : block.items) out += "- " + formats::escape_markdown(item) + "\n";
  }
  return out;
}

std::string codebook_appendix_html(const Codebook& codebook, Language language) {
  Outline outline(codebook, language);
  std::string out;
  for (const Block& block : outline.run()) {
    if (block.kind == Block::Kind::Heading) {
      const std::string tag = "h" + std::to_string(block.level + 1);
      out += "<" + tag + ">" + formats::escape_html(block.text) + "</" + tag + ">\n";
      continue;
    }
    out += "<p>";
    if (!block.label.empty()) out += "<b>" + formats::escape_html(block.label) + ":</b> ";
    out += formats::escape_html(block.text) + "</p>\n";
    if (block.kind != Block::Kind::Facts) continue;
    out += "<ul>";
    for (const std::string& item : block.items) {
      const std::string words = formats::escape_html(item);
      out += "<li>" + (block.rules ? "<code>" + words + "</code>" : words) + "</li>";
    }
    out += "</ul>\n";
  }
  return plain_page({.title = outline.title(), .subtitle = {}, .body = std::move(out)}, language);
}

std::string codebook_appendix_docx(const Codebook& codebook, Language language) {
  Outline outline(codebook, language);
  DocxDocument document({.title = outline.title(), .language = language});
  document.title(outline.title());
  bool contents = false;
  for (const Block& block : outline.run()) {
    if (block.kind == Block::Kind::Heading) {
      if (!contents) document.contents();
      contents = true;
      document.heading(block.level, block.text);
      continue;
    }
    Runs runs;
    if (!block.label.empty()) runs.push_back({.text = block.label + ": ", .bold = true});
    if (!block.text.empty()) runs.push_back({.text = block.text});
    document.paragraph(runs);
    for (const std::string& item : block.items) document.bullet({{.text = item}});
  }
  return document.take();
}

}  // namespace rodtrad::report
