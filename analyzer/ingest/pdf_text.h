#pragma once
#include <string>
#include <string_view>

#include "analyzer/base/result.h"

namespace rodtrad::ingest {

/// The text of a PDF in reading order, pages ended by form feeds, through the program `pdftotext`:
/// as a child process without network, with limits on time and memory, fed through a pipe so that
/// nothing is written to disk. The only place that starts a program. Errors: pdf-no-program,
/// pdf-encrypted, pdf-damaged, pdf-limits. Warning: pdf-damaged-parts.
Result<std::string> pdf_text(std::string_view bytes, const std::string& file, Diagnostics& remarks);

/// The words of a PDF and where they are printed, one a line, for `pdf_words`; by the same program
/// with the same care. Empty when the program is too old for it. Error: pdf-limits.
Result<std::string> pdf_word_list(std::string_view bytes, const std::string& file);

}  // namespace rodtrad::ingest
