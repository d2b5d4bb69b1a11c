#include <algorithm>
#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/pipeline/plan_rows.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

struct HeaderWords {
  std::string_view words;  ///< all of them stand in the header
  PlanColumn column;
};

/// The first that fits decides, so the narrower ones stand first.
constexpr std::array kHeaders = {
    HeaderWords{"samverkan", PlanColumn::With},
    HeaderWords{"samverkar", PlanColumn::With},
    HeaderWords{"tillsammans", PlanColumn::With},
    HeaderWords{"medverkande", PlanColumn::With},
    HeaderWords{"with", PlanColumn::With},
    HeaderWords{"ansvarig", PlanColumn::Responsible},
    HeaderWords{"ansvariga", PlanColumn::Responsible},
    HeaderWords{"ansvar", PlanColumn::Responsible},
    HeaderWords{"responsible", PlanColumn::Responsible},
    HeaderWords{"owner", PlanColumn::Responsible},
    HeaderWords{"vem", PlanColumn::Responsible},
    HeaderWords{"utförare", PlanColumn::Responsible},
    HeaderWords{"rapportering", PlanColumn::Forum},
    HeaderWords{"rapporteras", PlanColumn::Forum},
    HeaderWords{"återrapportering", PlanColumn::Forum},
    HeaderWords{"forum", PlanColumn::Forum},
    HeaderWords{"önskat", PlanColumn::Wanted},
    HeaderWords{"önskad", PlanColumn::Wanted},
    HeaderWords{"planerat", PlanColumn::Wanted},
    HeaderWords{"beräknat", PlanColumn::Wanted},
    HeaderWords{"senast", PlanColumn::Wanted},
    HeaderWords{"deadline", PlanColumn::Wanted},
    HeaderWords{"måldatum", PlanColumn::Wanted},
    HeaderWords{"slutdatum", PlanColumn::Wanted},
    HeaderWords{"tidplan", PlanColumn::Wanted},
    HeaderWords{"tidsplan", PlanColumn::Wanted},
    HeaderWords{"wanted", PlanColumn::Wanted},
    HeaderWords{"due", PlanColumn::Wanted},
    HeaderWords{"när", PlanColumn::Wanted},
    HeaderWords{"status", PlanColumn::Status},
    HeaderWords{"läge", PlanColumn::Status},
    HeaderWords{"klart", PlanColumn::Done},
    HeaderWords{"klar", PlanColumn::Done},
    HeaderWords{"utfört", PlanColumn::Done},
    HeaderWords{"genomfört", PlanColumn::Done},
    HeaderWords{"avslutat", PlanColumn::Done},
    HeaderWords{"done", PlanColumn::Done},
    HeaderWords{"datum", PlanColumn::Wanted},
    HeaderWords{"tid", PlanColumn::Wanted},
    HeaderWords{"aktivitet", PlanColumn::Activity},
    HeaderWords{"aktiviteter", PlanColumn::Activity},
    HeaderWords{"åtgärd", PlanColumn::Activity},
    HeaderWords{"åtgärder", PlanColumn::Activity},
    HeaderWords{"insats", PlanColumn::Activity},
    HeaderWords{"insatser", PlanColumn::Activity},
    HeaderWords{"uppgift", PlanColumn::Activity},
    HeaderWords{"handling", PlanColumn::Activity},
    HeaderWords{"vad", PlanColumn::Activity},
    HeaderWords{"activity", PlanColumn::Activity},
    HeaderWords{"action", PlanColumn::Activity},
    HeaderWords{"tema", PlanColumn::Theme},
    HeaderWords{"theme", PlanColumn::Theme},
    HeaderWords{"prioritering", PlanColumn::Theme},
    HeaderWords{"område", PlanColumn::Theme},
    HeaderWords{"mål", PlanColumn::Theme},
    HeaderWords{"svar", PlanColumn::Answers},
    HeaderWords{"underlag", PlanColumn::Answers},
    HeaderWords{"answers", PlanColumn::Answers},
    HeaderWords{"källa", PlanColumn::Answers},
};

std::vector<std::string> header_words(std::string_view header) {
  std::string spaced = text::folded_label(header);
  for (char& c : spaced) {
    if (std::string_view("/,.():;_-?\n").find(c) != std::string_view::npos) c = ' ';
  }
  std::vector<std::string> words;
  for (const std::string_view word : split(spaced, ' ')) {
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

struct FoundHeader {
  std::size_t row = 0;
  std::vector<std::optional<PlanColumn>> columns{};
  std::size_t named = 0;
};

FoundHeader read_header(const TableRow& row, std::size_t number) {
  FoundHeader header{number, {}, 0};
  std::vector<PlanColumn> taken;
  for (const std::string& cell : row.cells) {
    std::optional<PlanColumn> column = cell.size() > 80 ? std::nullopt : plan_column(cell);
    // Two columns called klart: the first is the wanted one.
    if (column && std::find(taken.begin(), taken.end(), *column) != taken.end()) {
      if (*column == PlanColumn::Done &&
          std::find(taken.begin(), taken.end(), PlanColumn::Wanted) == taken.end()) {
        for (auto& earlier : header.columns) {
          if (earlier == PlanColumn::Done) earlier = PlanColumn::Wanted;
        }
        taken.push_back(PlanColumn::Wanted);
      } else {
        column.reset();
      }
    }
    if (column) {
      taken.push_back(*column);
      ++header.named;
    }
    header.columns.push_back(column);
  }
  if (std::find(taken.begin(), taken.end(), PlanColumn::Activity) == taken.end()) header.named = 0;
  return header;
}

constexpr std::size_t kHeaderRows = 30;

}  // namespace

std::optional<PlanColumn> plan_column(std::string_view header) {
  const std::vector<std::string> words = header_words(header);
  if (words.empty() || words.size() > 6) return std::nullopt;
  for (const HeaderWords& entry : kHeaders) {
    if (std::find(words.begin(), words.end(), entry.words) != words.end()) return entry.column;
  }
  return std::nullopt;
}

std::optional<RawPlan> plan_from_table(const std::vector<TableRow>& table) {
  FoundHeader best;
  for (std::size_t r = 0; r < table.size() && r < kHeaderRows; ++r) {
    const FoundHeader header = read_header(table[r], r);
    if (header.named > best.named) best = header;
  }
  if (best.named < 2) return std::nullopt;
  RawPlan plan;
  for (const auto& column : best.columns) {
    if (column) plan.columns.push_back(*column);
  }
  for (std::size_t r = 0; r < best.row; ++r) {
    for (const std::string& cell : table[r].cells) {
      if (!trim(cell).empty()) {
        plan.heading += (plan.heading.empty() ? "" : "\n") + std::string(trim(cell));
      }
    }
  }
  for (std::size_t r = best.row + 1; r < table.size(); ++r) {
    RawPlanRow row;
    row.place = table[r].place;
    bool filled = false;
    for (std::size_t c = 0; c < table[r].cells.size(); ++c) {
      const std::string text(trim(table[r].cells[c]));
      if (text.empty() || c >= best.columns.size() || !best.columns[c]) continue;
      row.cell(*best.columns[c]) = text;
      filled = true;
    }
    if (filled) plan.rows.push_back(std::move(row));
  }
  return plan;
}

std::vector<TableRow> table_in_text(std::string_view text, const std::string& file) {
  std::vector<TableRow> pipes;
  std::vector<TableRow> tabs;
  std::size_t lines = 0;
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    const std::string_view body = trim(line);
    if (body.empty()) continue;
    ++lines;
    const std::string place = file + ":" + std::to_string(number);
    if (body.front() == '|' && std::count(body.begin(), body.end(), '|') >= 3) {
      if (body.find_first_not_of("|-: ") == std::string_view::npos) continue;
      TableRow row{{}, place};
      const std::string inner(body.substr(1, body.size() - (body.back() == '|' ? 2 : 1)));
      for (const std::string_view cell : split(inner, '|')) {
        row.cells.push_back(replace_all(std::string(trim(cell)), "<br>", "\n"));
      }
      pipes.push_back(std::move(row));
    } else if (std::count(line.begin(), line.end(), '\t') >= 2) {
      TableRow row{{}, place};
      for (const std::string_view cell : split(line, '\t')) row.cells.emplace_back(trim(cell));
      tabs.push_back(std::move(row));
    }
  }
  if (pipes.size() >= 2) return pipes;
  if (tabs.size() >= 2 && tabs.size() * 2 >= lines) return tabs;
  return {};
}

}  // namespace rodtrad::pipeline
