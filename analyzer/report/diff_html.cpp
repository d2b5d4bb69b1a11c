#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "analyzer/base/strings.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/report/diff_report.h"
#include "analyzer/report/html_page.h"

namespace rodtrad::report {
namespace {

using formats::escape_html;

constexpr std::size_t kShown = 200;  // excerpts of one kind on the page; all stand in diff.csv
constexpr std::size_t kCauses = 40;  // rows of causes
constexpr std::string_view kCss =
    ".up{color:#1a6b2f;font-weight:700}.down{color:#9b1b1f;font-weight:700}"
    ".eq{color:var(--muted)}td.d{text-align:center;white-space:nowrap}"
    "@media (prefers-color-scheme:dark){.up{color:#7fd699}.down{color:#ff9a92}}\n";

class DiffPage : HtmlBody {
 public:
  DiffPage(const DiffSides& sides, const ResultsDiff& diff, Language language)
      : sides_(sides), diff_(diff), l_(language) {
    for (const ExcerptDifference& d : diff.excerpts) ++n_[static_cast<std::size_t>(d.change)];
  }

  std::string run() {
    HtmlPage page;
    page.title = say(l_, "Vad har ändrats?", "What has changed?");
    page.subtitle = sides_.before_name + " → " + sides_.after_name;
    page.css = kCss;
    page.contents = {{"korthet", say(l_, "I korthet", "In brief")},
                     {"koder", say(l_, "Koder", "Codes")},
                     {"orsaker", say(l_, "Orsaker", "Causes")},
                     {"antal", say(l_, "Antal före och efter", "Counts before and after")},
                     {"forlorade", say(l_, "Förlorade utdrag", "Lost excerpts")},
                     {"nya", say(l_, "Nya utdrag", "New excerpts")},
                     {"flyttade", say(l_, "Flyttade utdrag", "Moved excerpts")}};
    brief();
    codes();
    causes();
    counts();
    excerpts(ExcerptChange::Lost, "forlorade", page.contents[4].second);
    excerpts(ExcerptChange::Gained, "nya", page.contents[5].second);
    excerpts(ExcerptChange::Moved, "flyttade", page.contents[6].second);
    page.body = std::move(out_);
    return html_page(page, l_);
  }

 private:
  [[nodiscard]] std::size_t n(ExcerptChange change) const {
    return n_[static_cast<std::size_t>(change)];
  }
  void tile(std::size_t value, const char* what, const char* anchor) {
    out_ += "<div class=\"tile\"><b>" + grouped(value) + "</b> <span>";
    if (*anchor != '\0') out_ += std::string("<a href=\"") + anchor + "\">";
    text(what);
    out_ += *anchor != '\0' ? "</a></span></div>" : "</span></div>";
  }

  void brief() {
    section("korthet", say(l_, "I korthet", "In brief"));
    out_ += "<p>";
    const bool nothing =
        n(ExcerptChange::Lost) + n(ExcerptChange::Gained) + n(ExcerptChange::Moved) == 0;
    if (nothing) {
      text(say(l_, "Inget utdrag har tillkommit, försvunnit eller flyttats.",
               "No excerpt was gained, lost or moved."));
    } else if (n(ExcerptChange::Lost) == 0) {
      text(say(l_, "Inget utdrag har gått förlorat.", "No excerpt was lost."));
    } else {
      text(filled(say(l_, "%1 utdrag har gått förlorade. De står uppräknade nedan, med orsak.",
                      "%1 excerpts were lost. They are listed below, with the reason."),
                  {grouped(n(ExcerptChange::Lost))}));
    }
    out_ += " ";
    text(code_sentence());
    out_ += "</p>\n<div class=\"tiles\">";
    tile(n(ExcerptChange::Same), say(l_, "oförändrade", "unchanged"), "");
    tile(n(ExcerptChange::Gained), say(l_, "nya", "gained"), "#nya");
    tile(n(ExcerptChange::Lost), say(l_, "förlorade", "lost"), "#forlorade");
    tile(n(ExcerptChange::Moved), say(l_, "flyttade", "moved"), "#flyttade");
    out_ += "</div>\n<p class=\"note\">";
    text(say(
        l_,
        "Ett utdrag är här en kodning: en enhet i texten, en kod och en kodare. Förändrade koder "
        "har först parats ihop, så en kod som bara bytt namn ger inga förlorade utdrag. Alla "
        "rader finns i diff.csv.",
        "An excerpt here is one coding: a unit of text, a code and a coder. Codes were paired "
        "first, so a code that was only renamed loses nothing. Every row stands in diff.csv."));
    out_ += "</p></section>\n";
  }

  [[nodiscard]] std::string code_sentence() const {
    std::array<std::size_t, 5> changes{};
    std::size_t rules = 0;
    std::size_t moved = 0;
    for (const CodePairing& code : diff_.codes) {
      ++changes[static_cast<std::size_t>(code.change)];
      if (code.rules_changed && code.before != kNone && code.after != kNone) ++rules;
      if (code.moved) ++moved;
    }
    std::vector<std::string> parts;
    const auto add = [&](std::size_t count, const char* sv_one, const char* sv, const char* en_one,
                         const char* en) {
      if (count == 0) return;
      parts.push_back(std::to_string(count) + " " +
                      (count == 1 ? say(l_, sv_one, en_one) : say(l_, sv, en)));
    };
    add(changes[1], "kod har fått ett nytt id", "koder har fått nya id", "code has a new id",
        "codes have new ids");
    add(changes[2], "har fått ett nytt namn", "har fått nya namn", "has a new label",
        "have new labels");
    add(moved, "begrepp har flyttats till ett annat tema",
        "begrepp har flyttats till ett annat tema", "concept has moved to another theme",
        "concepts have moved to another theme");
    add(changes[3], "har tillkommit", "har tillkommit", "was added", "were added");
    add(changes[4], "har tagits bort", "har tagits bort", "was removed", "were removed");
    add(rules, "har ändrade regler", "har ändrade regler", "has changed rules",
        "have changed rules");
    if (parts.empty()) return say(l_, "Kodboken är densamma.", "The codebook is the same.");
    return std::string(say(l_, "Koder: ", "Codes: ")) + join(parts, ", ") + ".";
  }

  // --- codes -----------------------------------------------------------------------------------

  static std::string label_of(const Codebook& book, CodeKind kind, std::uint32_t position) {
    if (position == kNone) return "–";
    switch (kind) {
      case CodeKind::Theme:
        return book.themes[position].label;
      case CodeKind::Concept:
        return book.concepts[position].label;
      case CodeKind::Level:
        return book.levels[position].label;
    }
    return {};
  }

  [[nodiscard]] const char* recognised(MatchedBy by) const {
    switch (by) {
      case MatchedBy::Rules:
        return say(l_, ", igenkänd på sina regler", ", recognised by its rules");
      case MatchedBy::Label:
        return say(l_, ", igenkänd på sitt namn", ", recognised by its label");
      case MatchedBy::SomeRules:
        return say(l_, ", igenkänd på de flesta av sina regler",
                   ", recognised by most of its rules");
      case MatchedBy::Excerpts:
        return say(l_, ", igenkänd på sina utdrag", ", recognised by its excerpts");
      case MatchedBy::Id:
      case MatchedBy::None:
        break;
    }
    return "";
  }

  [[nodiscard]] std::string move_text(const CodePairing& code) const {
    const Codebook& was = *sides_.before.codebook;
    const Codebook& is = *sides_.after.codebook;
    return filled(say(l_, "flyttad från temat %1 till temat %2", "moved from theme %1 to theme %2"),
                  {at(was.themes, was.concepts[code.before].theme).label,
                   at(is.themes, is.concepts[code.after].theme).label});
  }

  [[nodiscard]] std::string change_name(const CodePairing& code) const {
    std::vector<std::string> parts;
    switch (code.change) {
      case CodeChange::Same:
        break;
      case CodeChange::Renamed:
        parts.push_back(std::string(say(l_, "nytt id", "new id")) + recognised(code.by));
        break;
      case CodeChange::Relabelled:
        parts.push_back(std::string(say(l_, "nytt namn", "new label")) + recognised(code.by));
        break;
      case CodeChange::Added:
        return say(l_, "tillagd", "added");
      case CodeChange::Removed:
        return say(l_, "borttagen", "removed");
    }
    if (code.moved) parts.push_back(move_text(code));
    if (code.rules_changed) parts.emplace_back(say(l_, "ändrade regler", "changed rules"));
    return join(parts, "; ");
  }

  void codes() {
    section("koder", say(l_, "Koder", "Codes"));
    std::string rows;
    for (const CodePairing& code : diff_.codes) {
      if (code.change == CodeChange::Same && !code.rules_changed && !code.moved) continue;
      const char* kind = code.kind == CodeKind::Theme     ? say(l_, "tema", "theme")
                         : code.kind == CodeKind::Concept ? say(l_, "begrepp", "concept")
                                                          : say(l_, "nivå", "level");
      rows += std::string("<tr><td>") + kind + "</td><td>" +
              escape_html(label_of(*sides_.before.codebook, code.kind, code.before)) + "</td><td>" +
              escape_html(label_of(*sides_.after.codebook, code.kind, code.after)) + "</td><td>" +
              escape_html(change_name(code)) + "</td></tr>\n";
    }
    if (rows.empty()) {
      out_ += "<p>";
      text(say(l_, "Inga koder har ändrats.", "No code has changed."));
      out_ += "</p></section>\n";
      return;
    }
    table_head({say(l_, "Slag", "Kind"), say(l_, "Före", "Before"), say(l_, "Efter", "After"),
                say(l_, "Ändring", "Change")});
    out_ += rows + "</tbody></table></div></section>\n";
  }

  void table_head(const std::vector<std::string>& headers) {
    out_ += "<div class=\"wide\"><table><thead><tr>";
    for (const std::string& header : headers) {
      out_ += "<th scope=\"col\">" + escape_html(header) + "</th>";
    }
    out_ += "</tr></thead><tbody>\n";
  }

  // --- causes ----------------------------------------------------------------------------------

  void causes() {
    section("orsaker",
            say(l_, "Orsaker: vilken regel som gjorde vad", "Causes: which rule did what"));
    std::map<std::pair<ChangeReason, std::string>, std::array<std::size_t, 4>> by_cause;
    for (const ExcerptDifference& d : diff_.excerpts) {
      if (d.change == ExcerptChange::Same) continue;
      ++by_cause[{d.reason, d.rule}][static_cast<std::size_t>(d.change)];
    }
    using Row = std::pair<std::size_t, std::pair<ChangeReason, std::string>>;
    std::vector<Row> rows;
    for (const auto& [cause, counts] : by_cause)
      rows.push_back({counts[0] + counts[1] + counts[2], cause});
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& a, const Row& b) { return a.first > b.first; });
    if (rows.empty()) {
      out_ += "<p>";
      text(say(l_, "Inget att förklara.", "Nothing to explain."));
      out_ += "</p></section>\n";
      return;
    }
    table_head({say(l_, "Orsak", "Reason"), say(l_, "Regel", "Rule"), say(l_, "nya", "gained"),
                say(l_, "förlorade", "lost"), say(l_, "flyttade", "moved")});
    for (std::size_t i = 0; i < std::min(rows.size(), kCauses); ++i) {
      const auto& counts = by_cause.at(rows[i].second);
      out_ += "<tr><td>" + escape_html(reason_name(rows[i].second.first, l_)) + "</td><td><code>" +
              escape_html(rows[i].second.second) + "</code></td>";
      for (const std::size_t c : {0U, 1U, 2U}) {
        out_ += "<td class=\"r\">" + grouped(counts[c]) + "</td>";
      }
      out_ += "</tr>\n";
    }
    out_ += "</tbody></table></div>";
    if (rows.size() > kCauses) {
      out_ += "<p class=\"note\">";
      text(filled(say(l_, "Här visas de %1 vanligaste av %2 orsaker; alla finns i diff.csv.",
                      "The %1 most common of %2 causes; all stand in diff.csv."),
                  {std::to_string(kCauses), std::to_string(rows.size())}));
      out_ += "</p>";
    }
    out_ += "</section>\n";
  }

  // --- counts ----------------------------------------------------------------------------------

  void change_cell(std::uint64_t before, std::uint64_t after) {
    out_ += "<td class=\"d\">";
    if (before == after) {
      out_ += "<span class=\"eq\">" + grouped(after) + "</span></td>";
      return;
    }
    const bool up = after > before;
    out_ += grouped(before) + " → " + grouped(after) + " <span class=\"" +
            (up ? "up\">+" : "down\">−") + grouped(up ? after - before : before - after) +
            "</span></td>";
  }

  void counts() {
    section("antal", say(l_, "Enheter per tema och nivå före och efter",
                         "Units per theme and level before and after"));
    std::vector<std::string> headers = {say(l_, "Tema", "Theme"),
                                        say(l_, "Alla nivåer", "All levels")};
    std::size_t columns = 0;
    for (const CodePairing& code : diff_.codes) {
      if (code.kind != CodeKind::Level) continue;
      headers.push_back(code.after != kNone ? sides_.after.codebook->levels[code.after].label
                                            : sides_.before.codebook->levels[code.before].label);
      ++columns;
    }
    std::size_t cells = 0;
    for (const CountDifference& c : diff_.counts) cells += c.all_levels ? 0 : 1;
    const auto themes = static_cast<std::size_t>(
        std::count_if(diff_.counts.begin(), diff_.counts.end(),
                      [](const CountDifference& c) { return c.all_levels; }));
    if (themes > 0 && cells / themes > columns) headers.emplace_back(phrases(l_).no_level);
    table_head(headers);
    for (std::size_t i = 0; i < diff_.counts.size(); ++i) {
      const CountDifference& c = diff_.counts[i];
      if (c.all_levels) {
        if (i > 0) out_ += "</tr>\n";
        out_ += "<tr><th scope=\"row\">";
        text(c.theme_after.valid() ? at(sides_.after.codebook->themes, c.theme_after).label
                                   : at(sides_.before.codebook->themes, c.theme_before).label);
        out_ += "</th>";
      }
      change_cell(c.before.units, c.after.units);
    }
    out_ += diff_.counts.empty() ? "" : "</tr>\n";
    out_ += "</tbody></table></div><p class=\"note\">";
    text(say(l_, "En enhet räknas en gång per tema, även om flera begrepp träffar.",
             "A unit counts once per theme, however many concepts hit."));
    out_ += "</p></section>\n";
  }

  // --- excerpts --------------------------------------------------------------------------------

  [[nodiscard]] std::string code_text(const Analysis& side, const CodedAs& as, bool level) const {
    if (!as.theme.valid()) return "–";
    std::string out = at(side.codebook->themes, as.theme).label;
    if (as.concept_id.valid()) out += " › " + at(side.codebook->concepts, as.concept_id).label;
    if (level) {
      out += std::string(" (") +
             (as.level.valid() ? at(side.codebook->levels, as.level).label : phrases(l_).no_level) +
             ")";
    }
    return out;
  }

  void excerpt(const ExcerptDifference& d) {
    out_ += "<div class=\"x\"><p class=\"q\">";
    text(d.text);
    out_ += "</p><p class=\"meta\">";
    text(d.document + (d.speaker.empty() ? "" : ", " + d.speaker) + ", " +
         say(l_, "tecken ", "characters ") + std::to_string(d.span.begin) + "–" +
         std::to_string(d.span.end));
    out_ += "</p><p>";
    if (d.change == ExcerptChange::Moved) {
      text(code_text(sides_.before, d.before, true));
      out_ += " → ";
      text(code_text(sides_.after, d.after, true));
    } else if (d.change == ExcerptChange::Lost) {
      text(code_text(sides_.before, d.before, true));
    } else {
      text(code_text(sides_.after, d.after, true));
    }
    out_ += "</p><p class=\"m\">";
    text(reason_name(d.reason, l_));
    out_ += ": <code>" + escape_html(d.rule) + "</code></p></div>\n";
  }

  void excerpts(ExcerptChange change, const char* id, const std::string& heading) {
    section(id, heading + " (" + grouped(n(change)) + ")");
    std::size_t shown = 0;
    for (const ExcerptDifference& d : diff_.excerpts) {
      if (d.change != change || shown == kShown) continue;
      excerpt(d);
      ++shown;
    }
    if (shown == 0) {
      out_ += "<p>";
      text(say(l_, "Inga.", "None."));
      out_ += "</p>";
    } else if (n(change) > shown) {
      out_ += "<p class=\"note\">";
      text(filled(say(l_, "De %1 första av %2 visas; alla finns i diff.csv.",
                      "The first %1 of %2 are shown; all stand in diff.csv."),
                  {std::to_string(shown), grouped(n(change))}));
      out_ += "</p>";
    }
    out_ += "</section>\n";
  }

  const DiffSides& sides_;
  const ResultsDiff& diff_;
  Language l_;
  std::array<std::size_t, 4> n_{};
};

}  // namespace

std::string diff_html(const DiffSides& sides, const ResultsDiff& diff, Language language) {
  return DiffPage(sides, diff, language).run();
}

}  // namespace rodtrad::report
