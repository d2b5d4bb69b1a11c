#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/base/byte_reader.h"
#include "analyzer/base/diagnostic.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/model/coding.h"
#include "analyzer/model/document.h"

/// What the main job is asked to do, free of paths and of the command line.
namespace rodtrad::pipeline {

/// How one source is read, where that differs from the rest.
struct SourceSettings {
  std::optional<UnitKind> unit{};
  std::optional<std::vector<Zone>> zones{};
  bool headings_code = false;  ///< a heading with a theme's label codes what stands below
  Attributes attributes{};     ///< given to its documents
};

/// One input as it was found: bytes, or the reason why there are none.
struct Input {
  std::string name;  ///< as the person named it
  std::string key;   ///< the document id it asks for
  std::string bytes{};
  std::optional<Diagnostic> unreadable{};
  /// Set instead of `bytes` for inputs that are read a little at a time (`code_in_blocks`). May be
  /// called more than once, from any thread.
  std::function<Result<ByteReader>()> open{};
  SourceSettings settings{};
};

/// A table of attributes: name and bytes.
struct NamedBytes {
  std::string name;
  std::string bytes;
};

enum class OnBadInput { Stop, KeepGoing };

struct Request {
  std::string title{};
  std::vector<Input> inputs{};
  std::vector<NamedBytes> attribute_tables{};
  ingest::ImportOptions import{};
  std::optional<UnitKind> unit{};
  std::vector<Zone> coded_zones = {Zone::Respondent, Zone::Answer};
  std::uint32_t context_sentences = 1;
  std::size_t jobs = 1;
  OnBadInput on_bad_input = OnBadInput::Stop;
  /// Options as a person would name them, for run.json.
  std::vector<std::pair<std::string, std::string>> option_list{};
};

/// Called from any thread, in no promised order, with the number of documents done and known.
using Progress = std::function<void(std::size_t done, std::size_t total)>;

}  // namespace rodtrad::pipeline
