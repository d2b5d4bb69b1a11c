#include "analyzer/pipeline/analyze.h"

#include <algorithm>
#include <atomic>
#include <set>

#include "analyzer/base/parallel.h"
#include "analyzer/ingest/attribute_table.h"
#include "analyzer/ingest/interviewer_names.h"
#include "analyzer/pipeline/document_coder.h"
#include "analyzer/stats/counts.h"

namespace rodtrad::pipeline {
namespace {

/// What importing one input gave.
struct Imported {
  ingest::Documents documents;
  Diagnostics remarks;
  bool failed = false;
};

Imported import_one(const Input& input, const ingest::ImportOptions& options) {
  Imported out;
  if (input.unreadable) {
    out.remarks.add(*input.unreadable);
    out.failed = true;
    return out;
  }
  auto documents =
      ingest::import_source({input.name, input.key, input.bytes}, options, out.remarks);
  if (!documents) {
    out.remarks.append(std::move(documents).failure().diagnostics);
    out.failed = true;
    return out;
  }
  out.documents = std::move(documents).value();
  for (Document& document : out.documents) document.attributes.merge(input.settings.attributes);
  return out;
}

Outcome few_attributes(const std::vector<Document>& documents) {
  std::set<std::string> names;
  for (const Document& document : documents) {
    collect_attribute_names(document, names);
    if (names.size() > kMostAttributes) return too_many_attributes(document.provenance.file);
  }
  return success();
}

}  // namespace

Result<Material> import_all(const Request& request, const Codebook* codebook) {
  Material material;
  material.inputs = sorted_inputs(request);
  const ingest::ImportOptions options = with_labels(request.import, codebook);
  std::vector<Imported> imported(material.inputs.size());
  parallel_for(imported.size(), request.jobs, [&](std::size_t i, std::size_t) {
    imported[i] = import_one(*material.inputs[i], options);
  });

  Failure failed;
  for (std::size_t i = 0; i < imported.size(); ++i) {
    const Input& input = *material.inputs[i];
    InputFile file = input_file(input.name, input.bytes, imported[i].documents);
    file.read = !imported[i].failed;
    material.files.push_back(std::move(file));
    if (imported[i].failed && request.on_bad_input == OnBadInput::Stop) {
      failed.diagnostics.append(std::move(imported[i].remarks));
      continue;
    }
    material.remarks.append(std::move(imported[i].remarks));
    for (Document& document : imported[i].documents) {
      material.documents.push_back(std::move(document));
      material.input_of.push_back(static_cast<std::uint32_t>(i));
    }
  }
  if (!failed.diagnostics.empty()) return failed;
  ingest::InterviewerNames interviewers;
  for (const Document& document : material.documents) {
    interviewers.add(document.speakers, request.import.interviewers);
  }
  interviewers.tell(request.import.interviewers, material.remarks);
  std::vector<std::string*> keys;
  for (Document& document : material.documents) keys.push_back(&document.key);
  make_keys_unique(keys);
  for (const NamedBytes& named : request.attribute_tables) {
    auto table = ingest::read_attribute_table(named.bytes, named.name, request.import.encoding,
                                              material.remarks);
    if (!table) return std::move(table).failure();
    ingest::apply_attributes(table.value(), material.documents, material.remarks);
    ingest::take_back_no_interviewer(table.value(), material.remarks);
  }
  tell_same_files(material.files, material.remarks);
  return material;
}

Result<Analysis> analyze(const Request& request, const CompiledCodebook& compiled,
                         const Progress& progress) {
  auto imported = import_all(request, compiled.codebook.get());
  if (!imported) return std::move(imported).failure();
  Material material = std::move(imported).value();
  if (Outcome few = few_attributes(material.documents); !few) return std::move(few).failure();

  std::vector<CodedDocument> coded(material.documents.size());
  const std::size_t workers = std::max<std::size_t>(1, request.jobs);
  std::vector<DocumentCoder> coders;
  for (std::size_t w = 0; w < workers; ++w) coders.emplace_back(compiled);
  std::atomic<std::size_t> done{0};
  parallel_for(coded.size(), workers, [&](std::size_t i, std::size_t worker) {
    const SourceSettings& settings = material.inputs[material.input_of[i]]->settings;
    coded[i] = coders[worker].code(material.documents[i], matcher_options(request, settings));
    if (progress) progress(++done, coded.size());
  });

  Analysis analysis;
  analysis.title = request.title;
  analysis.codebook = compiled.codebook;
  analysis.documents = std::move(material.documents);
  analysis.remarks = std::move(material.remarks);
  for (std::size_t i = 0; i < coded.size(); ++i) {
    add_coded(std::move(coded[i]), DocumentId(i), analysis);
  }
  stats::recount(analysis);
  analysis.run = run_info(request, compiled);
  analysis.run.inputs = std::move(material.files);
  return analysis;
}

}  // namespace rodtrad::pipeline
