#pragma once
#include <string>
#include <string_view>

#include "analyzer/base/result.h"
#include "analyzer/model/exchange.h"

namespace rodtrad::store {

/// True for the bytes of an SQLite database.
bool is_sqlite(std::string_view bytes);

/// A Taguette project exported as SQLite: documents, tags and highlights. Read in memory, never
/// written; no view, trigger or function of the file is run. Texts are as they come out of the
/// HTML, not yet canonical. Errors: sqlite-damaged, taguette-no-project, taguette-several-projects.
Result<ExchangeProject> read_taguette(std::string_view bytes, const std::string& file);

}  // namespace rodtrad::store
