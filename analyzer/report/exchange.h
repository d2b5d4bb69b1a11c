#pragma once
#include <string>
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/model/exchange.h"
#include "analyzer/report/table.h"

/// Results and codebooks as other programs take them: REFI-QDA projects (`.qdpx`) and codebooks
/// (`.qdc`), and a codebook as our own JSON or as a table.
namespace rodtrad::report {

/// The analysis as a project: dimensions, themes and concepts become codes, levels codes of their
/// own beside them, the documents' attributes variables, speakers with attributes cases.
ExchangeProject exchange_of(const Analysis& analysis, Language language);
/// The codebook alone.
ExchangeProject exchange_of(const Codebook& codebook, Language language);

/// How text and offsets are written. Standard: UTF-8 without BOM, LF, code points. The other two
/// follow what files of these programs look like; neither is verified with the program.
enum class QdpxProfile { Standard, Nvivo, Maxqda };

/// Code names made unique in the whole project (`Tid (Hinder)`), source names free of characters
/// that file systems refuse; each change is a loss.
void make_names_unique(ExchangeProject& project);

/// A project file; valid against the standard's schema, the same project gives the same bytes.
std::string qdpx(ExchangeProject project, QdpxProfile profile = QdpxProfile::Standard);
/// The codes alone.
std::string qdc(ExchangeProject project);
/// What the project loses when it is written as `.qdpx`: names changed, characters other programs
/// count differently.
std::vector<Loss> qdpx_losses(ExchangeProject project, QdpxProfile profile = QdpxProfile::Standard);
/// What was changed or left out, as JSON. `target` is the format written.
std::string loss_json(const std::vector<Loss>& losses, std::string_view source,
                      std::string_view target);

/// Our own format, with every rule; `codebook::load` gives the same codebook back.
std::string codebook_json(const Codebook& codebook);

}  // namespace rodtrad::report
