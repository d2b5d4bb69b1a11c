#include "analyzer/report/quote_decisions.h"

#include <algorithm>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/sheet_rows.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::report {
namespace {

using Names = std::initializer_list<const char*>;

/// A table's rows by the meaning of its columns, whatever their order and language.
class Sheet {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  explicit Sheet(std::vector<std::vector<std::string>> rows) : rows_(std::move(rows)) {
    for (; header_ < rows_.size(); ++header_) {
      coding_ = column({"coding", "kodning", "id"});
      document_ = column({"document", "dokument"});
      if (coding_ != kNone || document_ != kNone) break;
    }
    if (header_ == rows_.size()) return;
    start_ = column({"start"});
    end_ = column({"end", "slut"});
    code_ = column({"concept", "begrepp"});
    theme_ = column({"theme", "tema"});
    mark_ = column({"mark", "märkning"});
  }

  [[nodiscard]] bool usable() const {
    const bool place = document_ != kNone && start_ != kNone && end_ != kNone;
    return header_ < rows_.size() && (coding_ != kNone || place);
  }
  [[nodiscard]] std::size_t begin() const { return header_ + 1; }
  [[nodiscard]] std::size_t end() const { return rows_.size(); }
  [[nodiscard]] bool blank(std::size_t r) const {
    return std::all_of(rows_[r].begin(), rows_[r].end(),
                       [](const std::string& cell) { return trim(cell).empty(); });
  }

  [[nodiscard]] std::string coding(std::size_t r) const { return cell(r, coding_); }
  [[nodiscard]] std::string document(std::size_t r) const { return cell(r, document_); }
  [[nodiscard]] std::string start(std::size_t r) const { return cell(r, start_); }
  [[nodiscard]] std::string stop(std::size_t r) const { return cell(r, end_); }
  [[nodiscard]] std::string code(std::size_t r) const { return cell(r, code_); }
  [[nodiscard]] std::string theme(std::size_t r) const { return cell(r, theme_); }
  [[nodiscard]] QuoteMark mark(std::size_t r) const { return quote_mark_named(cell(r, mark_)); }

 private:
  [[nodiscard]] std::string cell(std::size_t r, std::size_t c) const {
    return c < rows_[r].size() ? std::string(trim(rows_[r][c])) : std::string();
  }
  [[nodiscard]] std::size_t column(Names names) const {
    for (std::size_t c = 0; c < rows_[header_].size(); ++c) {
      const std::string header = text::folded_label(rows_[header_][c]);
      if (std::find(names.begin(), names.end(), header) != names.end()) return c;
    }
    return kNone;
  }

  std::vector<std::vector<std::string>> rows_;
  std::size_t header_ = 0;
  std::size_t coding_ = kNone, document_ = kNone, start_ = kNone, end_ = kNone;
  std::size_t code_ = kNone, theme_ = kNone, mark_ = kNone;
};

/// Codings at a place, told apart by concept or theme (id or label) where the row names one.
class Places {
 public:
  explicit Places(const Analysis& analysis) : a_(analysis) {
    DocumentOffsets offsets(analysis);
    for (const Coding& coding : analysis.codings) {
      const Unit& unit = analysis.unit_of(coding);
      const CodePointSpan span = offsets.of(unit.document).code_points(unit.span);
      by_place_[place(analysis.document_of(unit).key, std::to_string(span.begin),
                      std::to_string(span.end))]
          .push_back(&coding);
    }
  }

  /// The codings a row means; none when nothing stands there.
  [[nodiscard]] std::vector<const Coding*> at_row(const Sheet& sheet, std::size_t r) const {
    const auto found = by_place_.find(place(sheet.document(r), sheet.start(r), sheet.stop(r)));
    std::vector<const Coding*> out;
    if (found == by_place_.end()) return out;
    for (const Coding* coding : found->second) {
      const Theme& theme = at(a_.codebook->themes, coding->theme);
      if (!fits(sheet.theme(r), theme.key, theme.label)) continue;
      if (!coding->concept_id.valid()) {
        if (sheet.code(r).empty()) out.push_back(coding);
        continue;
      }
      const Concept& entry = at(a_.codebook->concepts, coding->concept_id);
      if (fits(sheet.code(r), entry.key, entry.label)) out.push_back(coding);
    }
    return out;
  }

 private:
  static std::string place(const std::string& document, const std::string& start,
                           const std::string& end) {
    return document + "\n" + start + "\n" + end;
  }
  static bool fits(const std::string& asked, const std::string& key, const std::string& label) {
    return asked.empty() || asked == key || asked == label;
  }

  const Analysis& a_;
  std::map<std::string, std::vector<const Coding*>> by_place_{};
};

std::set<std::string> keys_of(const Analysis& analysis) {
  std::set<std::string> keys;
  for (const Coding& coding : analysis.codings) keys.insert(coding.key);
  return keys;
}

}  // namespace

Outcome read_picks(const OutputFile& file, const Analysis& analysis, QuoteDecisions& decisions,
                   Diagnostics& remarks) {
  auto rows = sheet_rows(file.bytes, file.name, remarks);
  if (!rows) return std::move(rows).failure();
  const Sheet sheet(std::move(rows).value());
  if (!sheet.usable()) {
    return failure("picks-header", "no row of headings tells which quotes are meant",
                   {.path = file.name},
                   "name a column coding, or three columns document, start and end");
  }
  const std::set<std::string> keys = keys_of(analysis);
  const Places places(analysis);
  Diagnostics unknown;
  for (std::size_t r = sheet.begin(); r < sheet.end(); ++r) {
    if (sheet.blank(r)) continue;
    const std::string key = sheet.coding(r);
    if (keys.contains(key)) {
      decisions.picked[key] = sheet.mark(r);
      continue;
    }
    const auto there = key.empty() ? places.at_row(sheet, r) : std::vector<const Coding*>{};
    for (const Coding* coding : there) decisions.picked[coding->key] = sheet.mark(r);
    if (there.empty()) {
      unknown.error("picks-unknown", "no coding of this analysis is meant by the row",
                    {.path = file.name, .line = r + 1},
                    "take the coding's id from codings.csv or evidence.csv");
    }
  }
  if (!unknown.empty()) return Failure{std::move(unknown)};
  return success();
}

Outcome read_marks(const std::vector<OutputFile>& files, const Analysis& analysis,
                   QuoteDecisions& decisions, Diagnostics& remarks) {
  const std::set<std::string> keys = keys_of(analysis);
  Diagnostics conflicts;
  for (const OutputFile& file : files) {
    auto rows = sheet_rows(file.bytes, file.name, remarks);
    if (!rows) return std::move(rows).failure();
    const Sheet sheet(std::move(rows).value());
    if (!sheet.usable()) continue;
    for (std::size_t r = sheet.begin(); r < sheet.end(); ++r) {
      const QuoteMark mark = sheet.mark(r);
      const std::string key = sheet.coding(r);
      if (mark == QuoteMark::None || !keys.contains(key)) continue;
      const auto [known, is_new] = decisions.marked.emplace(key, mark);
      if (!is_new && known->second != mark) {
        conflicts.error("kept-conflict",
                        "the quote " + key + " has another mark in the other table",
                        {.path = file.name, .line = r + 1},
                        "make evidence.xlsx and evidence.csv say the same, or move one away");
      }
    }
  }
  if (!conflicts.empty()) return Failure{std::move(conflicts)};
  return success();
}

}  // namespace rodtrad::report
