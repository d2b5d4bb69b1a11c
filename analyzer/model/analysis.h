#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/base/diagnostic.h"
#include "analyzer/model/codebook.h"
#include "analyzer/model/coding.h"
#include "analyzer/model/count_table.h"
#include "analyzer/model/document.h"
#include "analyzer/model/segmentation.h"

namespace rodtrad {

/// One input file as it was read.
struct InputFile {
  std::string name;
  std::string sha256;
  std::string importer;
  std::string encoding;
  std::uint64_t documents = 0;
  bool read = true;  ///< false: named in the report, nothing of it was coded
};

/// What was used and how: enough to run it again. No clock.
struct RunInfo {
  std::string tool_version;
  std::string icu_version;
  std::string unicode_version;
  std::string lexicon = "none";
  std::string lexicon_origin{};  ///< files it was made from, with their hashes
  std::vector<InputFile> inputs{};
  std::vector<std::pair<std::string, std::string>> options{};  ///< as given or defaulted
};

/// The sum a reader can check: every unit read is coded, uncoded or an empty answer.
struct Totals {
  std::uint64_t documents = 0;
  std::uint64_t speakers = 0;
  std::uint64_t units = 0;
  std::uint64_t coded = 0;
  std::uint64_t uncoded = 0;
  std::uint64_t empty = 0;
  std::uint64_t codings = 0;
  std::uint64_t words_coded_zones = 0;
  std::map<Zone, std::uint64_t> words_per_zone{};
  std::int64_t votes = 0;
};

/// What people's decisions did to the rules' codings.
struct DecisionCounts {
  std::size_t added = 0;      ///< codings that no rule had made
  std::size_t confirmed = 0;  ///< codings that stood already
  std::size_t levels = 0;     ///< codings whose level a person set
  std::size_t undecided = 0;  ///< rows without a decision
  std::size_t relocated = 0;  ///< rows found again by their words
  std::size_t adrift = 0;     ///< rows whose place or text is no longer in the material; all told
  std::set<std::string> rejected{};  ///< the ids of codings taken away
};

/// Everything a report may read, and nothing else: a report is a pure function of it.
struct Analysis {
  std::string title{};
  /// Shared with everything else that is coded with it.
  std::shared_ptr<const Codebook> codebook = std::make_shared<const Codebook>();
  std::vector<Document> documents{};
  std::vector<Unit> units{};                     ///< by document, in text order
  std::vector<Coding> codings{};                 ///< by document, start, theme, concept
  std::vector<std::uint32_t> speaker_of_unit{};  ///< distinct person per unit, see Totals::speakers
  CountTable counts{};
  Totals totals{};
  RunInfo run{};
  std::optional<DecisionCounts> decided{};  ///< where decisions were applied in this run
  Diagnostics remarks{};

  [[nodiscard]] const Document& document_of(const Unit& unit) const {
    return documents.at(unit.document.value);
  }
  [[nodiscard]] const Unit& unit_of(const Coding& coding) const {
    return units.at(coding.unit.value);
  }
};

}  // namespace rodtrad
