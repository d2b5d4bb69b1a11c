#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/diagnostic.h"
#include "analyzer/base/result.h"
#include "analyzer/model/agreement.h"
#include "analyzer/model/analysis.h"

/// People's codings as files: JSON lines (as `codings.jsonl` or with `id`, `text`, `theme`,
/// `level`), CSV, TSV and Excel sheets (as `codings.csv` or a filled-in sample).
namespace rodtrad::pipeline {

/// One row: what a person said about one stretch of text.
struct JudgementRow {
  std::string id{};                      ///< of the stretch, where the file has one
  std::string document{};                ///< empty: the row has its own text
  std::optional<std::uint32_t> begin{};  ///< code points
  std::optional<std::uint32_t> end{};
  std::string text{};
  std::vector<std::string> themes{};  ///< as written; the first is the main one; empty: none fits
  std::string concept_name{};
  std::string level{};
  /// What our own files hold beside the ids; a person may have changed either.
  std::string theme_label{};
  std::string concept_label{};
  std::string level_label{};
  bool level_by_default = false;  ///< nothing but the codebook's default gave the row its level
  std::string coder{};
  std::string group{};     ///< rows that are not independent of each other
  std::string decision{};  ///< yes or no in the person's own word; empty: undecided
  bool judged = true;      ///< false: a sample's row that nobody filled in
  bool sample = false;     ///< from a sheet that `sample` made
  Place place{};           ///< in the file, for messages
};

/// Reads a file of judgements; the kind goes by the name's ending (.jsonl, .json, .csv, .tsv,
/// .xlsx). Errors, all told: judgement-format (nothing usable in the header or row), those of the
/// formats. In a sheet `–` or "inget" in the theme column says that no theme fits. In sheets made
/// to be filled in (columns `your_theme` of a sample, `agreed_theme` of disagreements) an empty
/// theme cell was not judged; elsewhere it says that no theme fits. Remarks: those of decoding and
/// of the table readers.
Result<std::vector<JudgementRow>> read_judgements(std::string_view bytes, const std::string& file,
                                                  Diagnostics& remarks);

/// Names as people write them (id or label, in any case) to the codebook's ids. Names it does not
/// know are kept as they are, normalised, and told once each (judgement-unknown-code).
class CodeNames {
 public:
  explicit CodeNames(const Codebook* codebook) : codebook_(codebook) {}
  std::string theme(const std::string& name, Diagnostics& remarks);
  std::string concept_of(const std::string& name, Diagnostics& remarks);
  std::string level(const std::string& name, Diagnostics& remarks);

 private:
  template <class List>
  std::string find(const List& list, const char* what, const std::string& name,
                   Diagnostics& remarks);
  const Codebook* codebook_;
  std::vector<std::string> told_;
};

/// The rows as coders' marks, by coder (`fallback` names those without). Rows without a place are
/// found by their text in `analysis`, where one is given. Errors: judgement-place (a row whose
/// place cannot be told). Remarks: judgement-document (not in the material).
Result<std::vector<CoderCodings>> coders_of(const std::vector<JudgementRow>& rows,
                                            const std::string& fallback, const Analysis* analysis,
                                            CodeNames& names, Diagnostics& remarks);

/// The coders of an analysis: the rule set and whoever changed its codings. Suggestions that nobody
/// accepted are no codings.
std::vector<CoderCodings> coders_of(const Analysis& analysis);

/// The units of an analysis that can be compared: all but empty answers.
std::vector<PlacedUnit> placed_units(const Analysis& analysis);

}  // namespace rodtrad::pipeline
