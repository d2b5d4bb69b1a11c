#include "analyzer/base/diagnostic.h"

#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"

namespace rodtrad {

void Diagnostics::error(std::string id, std::string message, Place place, std::string hint) {
  add({Severity::Error, std::move(id), std::move(message), std::move(place), {}, std::move(hint)});
}

Diagnostic& Diagnostics::warning(std::string id, std::string message, Place place,
                                 std::string hint) {
  add({Severity::Warning,
       std::move(id),
       std::move(message),
       std::move(place),
       {},
       std::move(hint)});
  return items_.back();
}

Diagnostic& Diagnostics::info(std::string id, std::string message, Place place, std::string hint) {
  add({Severity::Info, std::move(id), std::move(message), std::move(place), {}, std::move(hint)});
  return items_.back();
}

void Diagnostics::append(Diagnostics other) {
  for (Diagnostic& diagnostic : other.items_) items_.push_back(std::move(diagnostic));
}

std::size_t Diagnostics::count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(items_.begin(), items_.end(),
                    [severity](const Diagnostic& d) { return d.severity == severity; }));
}

std::string to_text(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Info:
      return "info";
  }
  return {};
}

std::string to_text(const Place& place) {
  std::string out = without_controls(place.path);
  if (place.line) out += ":" + std::to_string(*place.line);
  if (place.line && place.column) out += ":" + std::to_string(*place.column);
  if (!place.inside.empty()) out += (out.empty() ? "" : ": ") + without_controls(place.inside);
  return out;
}

std::string to_text(const Diagnostic& d) {
  const std::string where = to_text(d.place);
  std::string out = (where.empty() ? "rodtrad" : where) + ": " + to_text(d.severity) + ": " +
                    without_controls(d.message);
  if (!d.id.empty()) out += "  [" + d.id + "]";
  out += '\n';
  if (!d.source_line.text.empty() && d.place.line) {
    const std::string number = std::to_string(*d.place.line);
    const bool cut = d.source_line.first_column > 1;
    out += std::string(number.size() < 5 ? 5 - number.size() : 0, ' ') + number + " | " +
           (cut ? "…" : "") + without_controls(d.source_line.text) + "\n";
    if (d.place.column && *d.place.column >= d.source_line.first_column) {
      const std::size_t before = *d.place.column - d.source_line.first_column + (cut ? 1 : 0);
      out += "      | " + std::string(before, ' ') + "^\n";
    }
  }
  if (!d.hint.empty()) out += "   hint: " + without_controls(d.hint) + "\n";
  return out;
}

}  // namespace rodtrad
