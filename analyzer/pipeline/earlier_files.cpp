#include "analyzer/pipeline/earlier_files.h"

#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

#include "analyzer/base/parallel.h"
#include "analyzer/base/sha256.h"
#include "analyzer/formats/json_io.h"

namespace rodtrad::pipeline {

Result<EarlierFiles> EarlierFiles::read(std::map<std::string, std::string> files,
                                        std::string memory) {
  EarlierFiles out;
  out.files_ = std::move(files);
  out.memory_ = std::move(memory);
  const auto bytes = out.bytes(out.memory_);
  if (!bytes) return out;
  auto json = formats::parse_json(*bytes, out.memory_);
  if (!json) return std::move(json).failure();
  try {
    out.written_ = json.value().at("files").get<std::map<std::string, std::string>>();
  } catch (const nlohmann::json::exception&) {
    return failure("kept-memory", "this is not what was written there earlier",
                   {.path = out.memory_}, "delete the file; changed files are kept all the same");
  }
  return out;
}

std::optional<std::string> EarlierFiles::bytes(const std::string& name) const {
  const auto found = files_.find(name);
  if (found == files_.end()) return std::nullopt;
  return found->second;
}

bool EarlierFiles::changed(const std::string& name) const {
  const auto found = files_.find(name);
  if (found == files_.end()) return false;
  const auto written = written_.find(name);
  return written == written_.end() || written->second != sha256_hex(found->second);
}

std::vector<OutputFile> EarlierFiles::copies_for(const std::vector<OutputFile>& files,
                                                 report::Language language,
                                                 Diagnostics& remarks) const {
  std::vector<OutputFile> copies;
  for (const OutputFile& file : files) {
    const auto found = files_.find(file.name);
    if (found == files_.end() || found->second == file.bytes || !changed(file.name)) continue;
    const std::size_t dot = file.name.rfind('.');
    const std::string copy = file.name.substr(0, dot) +
                             (language == report::Language::Swedish ? "-sparad-" : "-kept-") +
                             sha256_hex(found->second).substr(0, 8) + file.name.substr(dot);
    remarks.info("kept-copy",
                 "somebody has changed " + file.name + "; their version is kept as " + copy);
    copies.push_back({copy, found->second});
  }
  return copies;
}

OutputFile EarlierFiles::remember(const std::vector<OutputFile>& files, const std::string& format,
                                  const Analysis& analysis) const {
  nlohmann::ordered_json out = {{"format", format},
                                {"tool", analysis.run.tool_version},
                                {"codebook", analysis.codebook->sha256},
                                {"files", nlohmann::ordered_json::object()}};
  std::vector<std::string> fresh(files.size());
  parallel_for(files.size(), std::thread::hardware_concurrency(),
               [&](std::size_t i, std::size_t) { fresh[i] = sha256_hex(files[i].bytes); });
  std::map<std::string, std::string> sums = written_;
  for (std::size_t i = 0; i < files.size(); ++i) sums[files[i].name] = std::move(fresh[i]);
  for (const auto& [name, sum] : sums) out["files"][name] = sum;
  return {memory_, out.dump(1) + "\n"};
}

}  // namespace rodtrad::pipeline
