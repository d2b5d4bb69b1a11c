#pragma once
#include <string>

#include "analyzer/model/codebook.h"
#include "analyzer/report/phrases.h"

/// The codebook as an appendix to a thesis, article or report: every dimension, theme, concept and
/// level with its definition, limits, rules, examples and the reasoning behind the grouping. Says
/// nothing that does not stand in the codebook.
namespace rodtrad::report {

std::string codebook_appendix_markdown(const Codebook& codebook, Language language);
/// One self-contained page.
std::string codebook_appendix_html(const Codebook& codebook, Language language);
/// A Word document with a table of contents.
std::string codebook_appendix_docx(const Codebook& codebook, Language language);

}  // namespace rodtrad::report
