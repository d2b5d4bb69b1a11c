#include <algorithm>
#include <map>

#include "analyzer/base/strings.h"
#include "analyzer/formats/csv.h"
#include "analyzer/ingest/exchange.h"
#include "analyzer/text/decode.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

constexpr std::size_t kMaxDepth = 60;

std::size_t column_named(const formats::CsvRow& header, std::initializer_list<const char*> names) {
  for (std::size_t c = 0; c < header.cells.size(); ++c) {
    const std::string cell = text::folded_label(header.cells[c]);
    if (std::any_of(names.begin(), names.end(), [&](const char* n) { return cell == n; })) return c;
  }
  return kNone;
}

std::string cell_at(const formats::CsvRow& row, std::size_t column) {
  return column < row.cells.size() ? text::canonical(trim(row.cells[column])) : std::string();
}

}  // namespace

Result<ExchangeProject> read_tag_rows(const std::vector<formats::CsvRow>& rows,
                                      const std::string& file) {
  const std::size_t name =
      rows.empty() ? kNone
                   : column_named(rows.front(), {"tag", "path", "name", "code", "kod", "namn"});
  if (name == kNone) {
    return failure("codebook-table-columns",
                   "the table has no column \"tag\", \"path\", \"name\" or \"kod\"",
                   {.path = file, .line = 1}, "name the column of codes in the first row");
  }
  const std::size_t about =
      column_named(rows.front(), {"description", "definition", "beskrivning", "memo"});
  const std::size_t parent = column_named(rows.front(), {"parent", "förälder", "hör till"});
  const std::size_t color = column_named(rows.front(), {"color", "colour", "färg"});
  const bool is_path = text::folded_label(rows.front().cells[name]) == "path";
  ExchangeProject project;
  project.title = file.substr(file.rfind('/') + 1);
  std::map<std::string, std::size_t> known;
  std::vector<std::size_t> depth;
  const auto add = [&](const std::string& path, const std::string& label, std::size_t above) {
    const auto [at, fresh] = known.emplace(path, project.codes.size());
    if (!fresh) return at->second;
    // Deeper than anybody draws: kept, as sisters of the deepest.
    if (above != kNone && depth[above] >= kMaxDepth) above = project.codes[above].parent;
    depth.push_back(above == kNone ? 1 : depth[above] + 1);
    project.codes.push_back({.name = label, .parent = above});
    return at->second;
  };
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const std::string path = cell_at(rows[r], name);
    if (path.empty()) continue;
    std::size_t above = kNone;
    const std::string under = cell_at(rows[r], parent);
    if (!under.empty()) above = add(under, under, kNone);
    // A path such as `Hinder/Tid` names the codes above as well.
    std::string sofar = under;
    const std::vector<std::string_view> parts =
        is_path ? split(path, '/') : std::vector<std::string_view>{path};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (trim(parts[i]).empty()) continue;
      sofar = is_path ? sofar + "/" + std::string(trim(parts[i])) : path;
      above = add(sofar, std::string(trim(parts[i])), above);
    }
    if (above == kNone) continue;
    ExchangeCode& code = project.codes[above];
    const std::string description = cell_at(rows[r], about);
    if (!description.empty()) code.description = description;
    const std::string shade = cell_at(rows[r], color);
    if (shade.size() == 7 && shade.starts_with('#')) code.color = shade;
  }
  for (std::size_t c = 0; c < rows.front().cells.size(); ++c) {
    if (c == name || c == about || c == parent || c == color) continue;
    project.losses.push_back({.id = "column-not-kept",
                              .what = text::canonical(rows.front().cells[c]),
                              .why = "the column says nothing about the codes themselves",
                              .count = rows.size() - 1});
  }
  return project;
}

}  // namespace rodtrad::ingest
