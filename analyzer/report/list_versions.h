#pragma once
#include <span>
#include <string>

#include "analyzer/model/list_versions.h"
#include "analyzer/report/writer.h"

/// What changed between two versions of a list, for people and for programs.
namespace rodtrad::report {

/// list, change, old, new, removed_words, added_words, old_line, new_line, moved.
std::string list_versions_csv(std::span<const ListComparison> comparisons,
                              const WriteOptions& options);
std::string list_versions_json(std::span<const ListComparison> comparisons);
std::string list_versions_text(std::span<const ListComparison> comparisons, Language language);
std::string list_versions_html(std::span<const ListComparison> comparisons,
                               const std::string& title, Language language);

}  // namespace rodtrad::report
