#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/base/diagnostic.h"
#include "analyzer/model/document.h"
#include "analyzer/model/exchange.h"
#include "analyzer/report/phrases.h"

/// What an import brought over, in numbers that a person can check against the originals.
namespace rodtrad::report {

/// A text and what its characters are: every one is in a zone or blank between two.
struct ImportedText {
  std::string name;
  std::string file;
  std::string importer{};
  std::uint64_t characters = 0;           ///< code points of the canonical text
  std::map<Zone, std::uint64_t> zones{};  ///< characters
  std::vector<std::pair<std::string, std::uint64_t>> turns{};  ///< by speaker, as they come

  [[nodiscard]] std::uint64_t listed() const;
  [[nodiscard]] std::uint64_t between() const { return characters - listed(); }
};

/// The answers of one file.
struct ImportedAnswers {
  std::string file;
  std::uint64_t rows = 0;
  std::uint64_t answers = 0;
  std::uint64_t empty = 0;  ///< of them, those that say nothing
  std::uint64_t characters = 0;
  std::map<std::string, std::uint64_t> by_question{};
  std::map<std::string, std::uint64_t> by_group{};
  std::map<std::pair<std::string, std::string>, std::uint64_t> by_both{};  ///< question, group
};

struct ImportReport {
  std::string title{};
  std::vector<ImportedText> texts{};
  std::vector<ImportedAnswers> answers{};
  std::vector<std::pair<std::string, std::uint64_t>> codings{};  ///< by coder
  Diagnostics remarks{};
  std::vector<Loss> losses{};
};

/// For programs (`rodtrad-import/1`).
std::string import_report_json(const ImportReport& report);
/// For people: one page, no network, no script.
std::string import_report_html(const ImportReport& report, Language language);

}  // namespace rodtrad::report
