#include "analyzer/report/terminal.h"

#include <algorithm>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"

namespace rodtrad::report {
namespace {

constexpr std::size_t kWarningsShown = 3;
constexpr std::size_t kKindsShown = 8;
constexpr std::size_t kWidestLabel = 36;
constexpr std::size_t kWidestColumn = 20;
constexpr std::size_t kNarrowestColumn = 6;

std::string cut(const std::string& label, std::size_t width) {
  const std::string text = without_controls(label);
  if (utf8::count(text) <= width) return text;
  return std::string(utf8::prefix(text, width - 1)) + "…";
}

std::string left(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, utf8::count(text)), ' ');
}

std::string right(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, utf8::count(text)), ' ') + text;
}

/// As wide as the heads want; where the line is too short the widest give way first.
std::vector<std::size_t> column_widths(const std::vector<std::string>& heads, std::size_t room) {
  std::vector<std::size_t> widths;
  std::size_t total = 0;
  for (const std::string& head : heads) {
    widths.push_back(std::clamp(utf8::count(head), kNarrowestColumn, kWidestColumn));
    total += widths.back() + 2;
  }
  for (; total > room; --total) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowestColumn) break;
    --*widest;
  }
  return widths;
}

}  // namespace

std::string terminal_summary(const Analysis& analysis, Language language, std::size_t width) {
  const Phrases& p = phrases(language);
  const Codebook& book = *analysis.codebook;
  const CountTable& counts = analysis.counts;
  const std::size_t columns = std::max<std::size_t>(counts.columns(), 1);

  std::vector<std::string> heads;
  for (std::size_t c = 0; c < columns; ++c) {
    heads.push_back(c < book.levels.size() ? book.levels[c].label : p.no_level);
  }
  heads.emplace_back(p.total);
  std::size_t label_width = utf8::count(p.total);
  for (const Theme& theme : book.themes) {
    label_width = std::max(label_width, utf8::count(theme.label));
  }
  label_width = std::min(label_width, kWidestLabel);
  const std::vector<std::size_t> widths =
      column_widths(heads, width > label_width ? width - label_width : 0);

  std::string out = "\n" + std::string(label_width, ' ');
  for (std::size_t c = 0; c < heads.size(); ++c) {
    out += "  " + right(cut(heads[c], widths[c]), widths[c]);
  }
  out += '\n';
  const auto row = [&](const std::string& label, const auto& value_of, std::uint64_t total) {
    out += left(cut(label, label_width), label_width);
    for (std::size_t c = 0; c < columns; ++c) {
      out += "  " + right(std::to_string(value_of(c)), widths[c]);
    }
    out += "  " + right(std::to_string(total), widths.back()) + "\n";
  };
  for (std::size_t t = 0; t < book.themes.size(); ++t) {
    row(
        book.themes[t].label, [&](std::size_t c) { return counts.cell(t, c).units; },
        counts.by_theme[t].units);
  }
  row(
      p.total, [&](std::size_t c) { return counts.by_level[c].units; }, counts.total.units);

  const Totals& n = analysis.totals;
  out += "\n" +
         filled(p.sum_line,
                {grouped(n.units), grouped(n.coded), grouped(n.uncoded), grouped(n.empty)}) +
         "\n";
  return out;
}

bool is_told(const Diagnostic& diagnostic) {
  return diagnostic.severity != Severity::Info || diagnostic.id == "sheet-persons" ||
         diagnostic.id == "results-passed-over";
}

std::string terminal_warnings(const Analysis& analysis, Language language) {
  std::string out;
  std::size_t shown = 0;
  std::size_t more = 0;
  std::set<std::string_view> kinds;
  for (const Diagnostic& d : analysis.remarks.items()) {
    if (d.severity != Severity::Warning) {
      if (is_told(d)) out += to_text(d);
      continue;
    }
    // A misspelt name must not be lost behind the same remark on every file.
    const bool new_kind = kinds.insert(d.id).second && kinds.size() <= kKindsShown;
    if (!new_kind && shown >= kWarningsShown) {
      ++more;
      continue;
    }
    ++shown;
    out += to_text(d);
  }
  if (more > 0) out += filled(phrases(language).more_warnings, {std::to_string(more)}) + "\n";
  return out;
}

}  // namespace rodtrad::report
