#pragma once
#include <string>
#include <string_view>

#include "analyzer/base/result.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/matching/matcher.h"
#include "analyzer/model/document.h"
#include "analyzer/model/segmentation.h"
#include "analyzer/pipeline/compiled_codebook.h"

/// What every fuzz target holds the program to. A broken promise prints itself and aborts, so that
/// libFuzzer keeps the input that broke it.
namespace rodtrad::fuzz {

/// The fuzzer's bytes as text.
std::string_view as_text(const std::uint8_t* data, std::size_t size);

/// Aborts with the promise unless it holds.
void require(bool holds, const char* promise);

/// A stretch of the text, cut between code points.
void check_slice(std::string_view text, ByteSpan span, const char* what);

/// Messages are UTF-8, have an id, and cannot steer a terminal.
void check_diagnostics(const Diagnostics& diagnostics);
/// The same, and at least one of them is an error.
void check_failure(const Failure& failure);

/// The promises of model/document.h: canonical text; segments, marks and places in order and in
/// the text; every non-blank character in exactly one segment.
void check_document(const Document& document);

/// The promises of model/segmentation.h: tokens inside segments and outside marks, in order, and
/// none forgotten.
void check_segmentation(const Document& document, const Segmentation& segmentation);

/// Units and codings point at slices of the text and at entries of the codebook.
void check_codings(const Document& document, const Segmentation& segmentation,
                   const matching::DocumentCodings& codings, const Codebook& codebook);

/// A codebook with a rule of every kind.
const pipeline::CompiledCodebook& sample_codebook();

/// Segments and codes a document in every kind of unit, and checks what comes out.
void check_coding_of(const Document& document, const Codebook& codebook,
                     const matching::Matcher& matcher);

/// What an importer makes of a file of this name, from its bytes to codings. Gives the number of
/// documents, 0 when the file was refused.
std::size_t check_import(const std::string& name, std::string_view bytes,
                         const std::string& encoding = {});

/// The same for an answer sheet: a row of the sheet is at least one line of the file.
void check_sheet(const std::string& name, std::string_view bytes);

}  // namespace rodtrad::fuzz
