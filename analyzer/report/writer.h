#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/output_folder.h"
#include "analyzer/model/analysis.h"
#include "analyzer/report/phrases.h"

/// Reports are pure functions of an analysis: same analysis, same bytes. `writers.cpp` is their
/// table.
namespace rodtrad::report {

struct WriteOptions {
  Language language = Language::Swedish;
  char csv_separator = ',';
};

/// The files of one format (`html`, `md`, `csv`, `jsonl`, `material`, `json`). The name must be
/// known.
std::vector<OutputFile> write(std::string_view format, const Analysis& analysis,
                              const WriteOptions& options);

bool is_known_format(std::string_view name);
/// All formats in the order they are written.
std::vector<std::string> known_formats();
/// The names of the files of all formats, in that order.
std::vector<std::string> known_files();
/// Those written when nothing else is asked for.
std::vector<std::string> default_formats();

// --- the writers -------------------------------------------------------------------------------

std::string codings_jsonl(const Analysis& analysis);
/// Documents, segments and units as read; with the codings, codebook.json and run.json it makes the
/// analysis whole again (pipeline/results_folder.h).
std::string material_jsonl(const Analysis& analysis);
std::string codings_csv(const Analysis& analysis, const WriteOptions& options);
std::string counts_csv(const Analysis& analysis, const WriteOptions& options);
std::string units_csv(const Analysis& analysis, const WriteOptions& options);
std::string run_json(const Analysis& analysis);
std::string html(const Analysis& analysis, const WriteOptions& options);
std::string markdown(const Analysis& analysis, const WriteOptions& options);

}  // namespace rodtrad::report
