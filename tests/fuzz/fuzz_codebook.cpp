#include "analyzer/pipeline/check.h"
#include "tests/fuzz/checks.h"

namespace {

using namespace rodtrad;

constexpr char kText[] =
    "I: Hur fungerar samverkan i hela regionen?\n"
    "R: Det är otydliga roller, ingen vet vem som gör vad i IT-gruppen. Vi har inte tid!\n"
    "I: Och lokalt?\n"
    "R: På vårdcentralen går in- och utskrivning bra, avtalet från 2014 gäller till 50 %.\n";

/// An interview that the rules of sample codebooks speak about.
const Document& sample_document() {
  static const Document made = [] {
    Diagnostics remarks;
    auto documents = ingest::import_source({"intervju.txt", "intervju", kText}, {}, remarks);
    fuzz::require(static_cast<bool>(documents), "the sample document is read");
    return documents.value().front();
  }();
  return made;
}

template <class List, class Tag>
void check_id(const List& list, Id<Tag> id) {
  fuzz::require(!id.valid() || id.value < list.size(), "an id points into the codebook");
}

template <class List>
void check_ids(const List& list, const auto& ids) {
  for (const auto id : ids) {
    fuzz::require(id.valid(), "a list of ids holds no empty one");
    check_id(list, id);
  }
}

void check_codebook(const Codebook& book) {
  fuzz::require(!book.key.empty() && !book.title.empty(), "a codebook has a name");
  fuzz::require(!book.themes.empty(), "a codebook has a theme");
  for (const Level& level : book.levels) check_ids(book.indicators, level.indicators);
  for (const RuleList& list : book.lists) check_ids(book.indicators, list.rules);
  for (const Theme& theme : book.themes) {
    check_id(book.dimensions, theme.dimension);
    check_ids(book.indicators, theme.indicators);
    check_ids(book.concepts, theme.concepts);
  }
  for (const Concept& entry : book.concepts) {
    fuzz::require(entry.theme.valid(), "a concept has a theme");
    check_id(book.themes, entry.theme);
    check_id(book.levels, entry.level);
    check_ids(book.indicators, entry.indicators);
    check_ids(book.indicators, entry.unless);
  }
}

}  // namespace

/// A codebook from its bytes to codings.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto compiled = pipeline::compile_codebook(fuzz::as_text(data, size), "kodbok.json");
  if (!compiled) {
    fuzz::check_failure(compiled.failure());
    for (const Diagnostic& fault : compiled.failure().diagnostics.items()) {
      fuzz::require(fault.place.path == "kodbok.json", "a fault names the file");
    }
    return 0;
  }
  check_codebook(*compiled.value().codebook);
  fuzz::check_diagnostics(pipeline::check_codebook(compiled.value()));
  fuzz::check_coding_of(sample_document(), *compiled.value().codebook, compiled.value().matcher);
  return 0;
}
