#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/file_io.h"
#include "analyzer/base/strings.h"

namespace rodtrad::test {

/// The lines of a file, blank ones and remarks (#) left out.
inline std::vector<std::string> table_lines(const std::string& path) {
  std::vector<std::string> out;
  const std::string table = read_file(path).value();
  for (const std::string_view line : split(table, '\n')) {
    if (!line.empty() && !line.starts_with('#')) out.emplace_back(line);
  }
  return out;
}

}  // namespace rodtrad::test
