#include "analyzer/pipeline/block_worker.h"

#include <memory>
#include <set>

#include "analyzer/pipeline/coding_spool.h"
#include "analyzer/stats/counts.h"

namespace rodtrad::pipeline {
namespace {

Result<std::string> all_bytes(const Input& input) {
  Result<ByteReader> reader = reader_of(input);
  if (!reader) return std::move(reader).failure();
  std::string bytes;
  const std::uint64_t size = reader.value().size();
  if (Outcome read = reader.value().append_to(bytes, static_cast<std::size_t>(size)); !read) {
    return std::move(read).failure();
  }
  return bytes;
}

/// Whose units these are, each person once.
std::vector<Fingerprint> people_in(const Analysis& analysis) {
  std::set<stats::PersonName> people;
  std::optional<stats::PersonName> last;
  for (const Unit& unit : analysis.units) {
    const auto person = stats::person_of(analysis.document_of(unit), unit);
    if (!person || person == last) continue;
    last = person;
    people.insert(*person);
  }
  std::vector<Fingerprint> out;
  for (const stats::PersonName& person : people) {
    std::string name(person.where);
    name += '\0';
    name += person.who;
    out.push_back(fingerprint(name));
  }
  return out;
}

}  // namespace

BlockWorker::BlockWorker(const BlockContext& context)
    : context_(context), coder_(context.compiled) {
  analysis_.codebook = context.compiled.codebook;
}

BlockResult BlockWorker::run(InputBlock& block) {
  BlockResult out;
  analysis_.documents.clear();
  numbers_.clear();
  switch (block.kind) {
    case InputBlock::Kind::End:
      return out;
    case InputBlock::Kind::Whole:
      import_whole(block, out);
      break;
    case InputBlock::Kind::JsonLines:
      import_lines(block, out);
      break;
    case InputBlock::Kind::TextPart:
      analysis_.documents.push_back(std::move(block.part.document));
      numbers_.push_back(0);
      break;
  }
  settle_documents(block, out);
  if (!context_.only_import && !out.failed) code(block, out);
  analysis_.documents.clear();
  return out;
}

void BlockWorker::import_whole(const InputBlock& block, BlockResult& out) {
  const Input& input = *context_.inputs[block.input];
  Result<std::string> bytes = all_bytes(input);
  if (!bytes) {
    out.file = input_file(input.name, {}, {});
    out.failed = Failure();
    out.failed->diagnostics.add(bytes.failure().diagnostics.items().front());
    return;
  }
  auto documents =
      ingest::import_source({input.name, input.key, bytes.value()}, context_.import, out.remarks);
  if (documents) analysis_.documents = std::move(documents).value();
  out.file = input_file(input.name, bytes.value(), analysis_.documents);
  if (!documents) {
    out.failed = std::move(documents).failure();
    return;
  }
  for (std::uint32_t i = 0; i < analysis_.documents.size(); ++i) numbers_.push_back(i);
}

void BlockWorker::import_lines(const InputBlock& block, BlockResult& out) {
  const Input& input = *context_.inputs[block.input];
  const ingest::Source source{input.name, input.key, {}};
  auto text = block.decoder->decode(block.bytes, out.found);
  if (!text) {
    out.failed = std::move(text).failure();
    return;
  }
  ingest::JsonlPiece piece =
      ingest::read_jsonl_piece(text.value(), block.first_line, source, block.decoder->encoding());
  out.ignored = std::move(piece.ignored);
  out.failed = std::move(piece.failed);
  analysis_.documents = std::move(piece.documents);
  for (Document& document : analysis_.documents) {
    document.source_key = input.key;
    numbers_.push_back(document.segments.front().anchor.line.value_or(0));
  }
}

/// Ids and attributes: everything that is known of documents before they are coded.
void BlockWorker::settle_documents(const InputBlock& block, BlockResult& out) {
  const Input& input = *context_.inputs[block.input];
  const bool goes_on = block.kind == InputBlock::Kind::TextPart && !block.first_part;
  out.documents = goes_on ? 0 : analysis_.documents.size();
  std::set<std::string> names;
  for (std::size_t d = 0; d < analysis_.documents.size(); ++d) {
    Document& document = analysis_.documents[d];
    out.interviewers.add(document.speakers, context_.import.interviewers);
    document.attributes.merge(input.settings.attributes);
    if (!goes_on) out.ids.push_back({numbers_[d], document.key, fingerprint(document.key)});
    const auto renamed =
        context_.new_ids.ids.find({static_cast<std::uint32_t>(block.input), numbers_[d]});
    if (renamed != context_.new_ids.ids.end()) document.key = renamed->second;
  }
  out.met.resize(context_.tables.size());
  for (std::size_t t = 0; t < context_.tables.size(); ++t) {
    ingest::apply_attributes(context_.tables[t], analysis_.documents, out.met[t]);
  }
  for (const Document& document : analysis_.documents) collect_attribute_names(document, names);
  out.attribute_names.assign(names.begin(), names.end());
}

void BlockWorker::code(const InputBlock& block, BlockResult& out) {
  const Input& input = *context_.inputs[block.input];
  const bool is_part = block.kind == InputBlock::Kind::TextPart;
  matching::MatcherOptions options = matcher_options(context_.request, input.settings);
  if (is_part) options.stretches = &block.part.stretches;
  analysis_.units.clear();
  analysis_.codings.clear();
  analysis_.totals = {};
  for (std::size_t d = 0; d < analysis_.documents.size(); ++d) {
    add_coded(
        coder_.code(analysis_.documents[d], options, block.part.carried, block.part.words.get()),
        DocumentId(d), analysis_);
  }

  const std::vector<std::uint32_t> nobody(analysis_.units.size(), stats::kNobody);
  out.counts = stats::count(*analysis_.codebook, analysis_.documents, analysis_.units,
                            analysis_.codings, nobody);
  out.totals = stats::totals(analysis_.documents, analysis_.units, analysis_.codings, nobody);
  out.totals.words_per_zone = std::move(analysis_.totals.words_per_zone);
  out.people = people_in(analysis_);
  out.indicator_counts.add(analysis_);

  DocumentId current;
  std::unique_ptr<OffsetMap> offsets;
  append_records(out.records, analysis_, [&](DocumentId document) -> const OffsetMap& {
    if (offsets == nullptr || current != document) {
      const std::string& text = analysis_.documents[document.value].text;
      offsets = is_part ? std::make_unique<OffsetMap>(text, block.part.stretches)
                        : std::make_unique<OffsetMap>(text);
      current = document;
    }
    return *offsets;
  });
}

}  // namespace rodtrad::pipeline
