#pragma once
#include <string>
#include <vector>

#include "analyzer/ingest/importer.h"

namespace CLI {
class App;
}

namespace rodtrad::cli {

/// Options of every command that reads material.
struct ReadingOptions {
  std::vector<std::string> inputs{};
  ingest::ImportOptions import{};
  std::string profile{};  ///< file with earlier choices of columns
};

/// Adds INPUT and the options that say how it is read. `minimum` is 0 where INPUT is optional.
void add_reading_options(CLI::App& command, ReadingOptions& options, int minimum = 1);

}  // namespace rodtrad::cli
