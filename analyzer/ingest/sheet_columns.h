#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/ingest/importer.h"

/// What the columns of an answer sheet hold, found by their header words.
namespace rodtrad::ingest {

struct SheetShape {
  /// Where the header came from. Believed: no name is known, but nothing speaks against it.
  enum class Header { Found, Believed, None };
  Header header = Header::Found;
  std::size_t header_row = 0;          ///< index into the rows
  std::size_t first_row = 1;           ///< of the data; 0 when there is no header
  std::vector<std::string> headers{};  ///< `kolumn 1` … when there is none
  std::vector<std::size_t> answers{};  ///< one: a row is an answer; several: a column a question
  std::optional<std::size_t> question{};
  std::optional<std::size_t> group{};
  std::optional<std::size_t> votes{};
  std::optional<std::size_t> speaker{};
  std::optional<std::size_t> id{};
  std::vector<std::size_t> attributes{};  ///< everything else
};

/// A sheet's cells; rows may differ in length.
using Rows = std::vector<std::vector<std::string>>;

/// Finds the header among the first 15 rows and the roles of its columns. A first row with numbers,
/// or the first cell of a lone column, is an answer unless its words say otherwise. Columns named in
/// `wanted` win. Errors: sheet-no-column (a named column is missing), sheet-no-text-column (with
/// the columns found).
Result<SheetShape> find_shape(const Rows& rows, const SheetColumns& wanted,
                              const std::string& file);

/// `-`, `vet ej`, `inget svar` …: an answer that says nothing.
bool is_empty_answer(std::string_view answer);

/// `Summa`, `Totalt`: a row below the data.
bool is_total_row(const std::vector<std::string>& cells);

}  // namespace rodtrad::ingest
