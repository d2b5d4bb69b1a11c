#pragma once
#include "analyzer/ingest/importer.h"

/// The importers of formatted files, workbooks and transcripts of other programs.
namespace rodtrad::ingest {

Result<Documents> read_odt(const Source&, const ImportOptions&, Diagnostics& remarks);
Result<Documents> read_rtf(const Source&, const ImportOptions&, Diagnostics& remarks);
Result<Documents> read_html(const Source&, const ImportOptions&, Diagnostics& remarks);
Result<Documents> read_pdf(const Source&, const ImportOptions&, Diagnostics& remarks);
Result<Documents> read_xlsx_sheets(const Source&, const ImportOptions&, Diagnostics& remarks);
Result<Documents> read_json_transcript(const Source&, const ImportOptions&, Diagnostics& remarks);

}  // namespace rodtrad::ingest
