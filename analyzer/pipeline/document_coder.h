#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analyzer/matching/matcher.h"
#include "analyzer/model/analysis.h"
#include "analyzer/pipeline/compiled_codebook.h"
#include "analyzer/pipeline/request.h"
#include "analyzer/text/segment.h"

namespace rodtrad::pipeline {

/// How a source is coded: its own settings, else those of the run.
matching::MatcherOptions matcher_options(const Request& request, const SourceSettings& settings);
/// The import options of the run with the labels that headings can carry.
ingest::ImportOptions with_labels(ingest::ImportOptions options, const Codebook* codebook);

/// The inputs in the order of their names, which is the order of everything that comes out.
std::vector<const Input*> sorted_inputs(const Request& request);

/// Ids that two inputs ask for: the later gets `~2`, `~3` …
void make_keys_unique(const std::vector<std::string*>& keys);

/// The error of material with too many different attributes, `file` being where one was too many.
inline constexpr std::size_t kMostAttributes = 2'000;
Failure too_many_attributes(const std::string& file);
/// Adds the names of a document's attributes, of all kinds.
void collect_attribute_names(const Document& document, std::set<std::string>& names);

/// What coding one document gave.
struct CodedDocument {
  matching::DocumentCodings codings{};
  std::map<Zone, std::uint64_t> words_per_zone{};
};

/// Segments and codes documents: one for each thread.
class DocumentCoder {
 public:
  explicit DocumentCoder(const CompiledCodebook& compiled) : matcher_(compiled.matcher) {}
  /// The first `carried` segments only say which headings are in force: they give no units and no
  /// words; `words` are those of the whole text (both for parts of a long text).
  CodedDocument code(const Document& document, const matching::MatcherOptions& options,
                     std::uint32_t carried = 0, const text::Vocabulary* words = nullptr);

 private:
  text::Segmenter segmenter_;
  Segmentation segmentation_{};  ///< of the document at hand
  matching::Matcher::Worker matcher_;
};

/// Adds a document's units and codings to those of the documents before it.
void add_coded(CodedDocument coded, DocumentId document, Analysis& analysis);

/// An input with these bytes as it goes into `run.json`; no documents where it cannot be read.
InputFile input_file(const std::string& name, std::string_view bytes,
                     const std::vector<Document>& documents);

/// Warning `input-twice`: files with the same bytes, whose words all count twice.
void tell_same_files(const std::vector<InputFile>& files, Diagnostics& remarks);

/// The tool, its libraries and the lexicon, as they go into `run.json`.
RunInfo run_info(const Request& request, const CompiledCodebook& compiled);

}  // namespace rodtrad::pipeline
