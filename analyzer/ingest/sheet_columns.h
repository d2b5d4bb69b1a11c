#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/sheet_table.h"

/// What the columns of an answer sheet hold, found by their header words and by what stands below.
namespace rodtrad::ingest {

struct SheetShape {
  /// Where the header came from. Believed: no name is known, but nothing speaks against it.
  enum class Header { Found, Believed, None };
  Header header = Header::Found;
  /// One name a column, `kolumn 1` … when there is none; two header rows are joined with ` / `.
  std::vector<std::string> headers{};
  std::vector<std::string> asked{};  ///< by column: what answers below are about
  std::size_t header_row = 0;        ///< index of the (upper) header row
  std::size_t first_data_row = 0;    ///< index of the first row of answers

  std::vector<std::size_t> answers{};  ///< one: a row is an answer; several: a column a question
  bool column_is_question = false;     ///< the header of an answer column is its question
  bool column_is_group = false;        ///< the header of an answer column is its group
  std::string group_name = "Grupp";    ///< the attribute that then holds it
  std::vector<bool> choices{};         ///< by answer: several choices joined with `;`
  std::optional<std::size_t> question{};
  std::optional<std::size_t> group{};
  std::optional<std::size_t> votes{};  ///< of the row, whatever it answers
  /// By answer, where each answer column has votes of its own; else empty.
  std::vector<std::optional<std::size_t>> votes_of{};
  std::optional<std::size_t> speaker{};
  std::optional<std::size_t> id{};
  bool speaker_is_code = false;           ///< `R1`, `Deltagare 4`: names nobody
  bool speaker_asked_for = false;         ///< a person named the column: names are shown
  bool from_profile = false;              ///< an import profile named columns
  std::vector<std::size_t> private_{};    ///< who somebody is: left out
  std::vector<std::size_t> attributes{};  ///< everything else
  std::vector<std::size_t> times{};       ///< those of the attributes that hold dates
  std::vector<std::size_t> unread{};      ///< those that hold free text and may be answers too
};

/// Finds the header among the first 15 rows and the roles of the columns. A first row with numbers,
/// or the first cell of a lone column, is an answer unless its words say otherwise. Columns named
/// in `options.columns` win, then those of a form with the same headers; several names stand with
/// `|` between. Errors: sheet-no-column (a named column is missing), sheet-no-text-column (with the
/// columns found), sheet-tie (two columns could hold the answers).
Result<SheetShape> find_shape(const SheetTable& table, const ImportOptions& options);

/// A sheet whose answers could stand in several columns: only a person knows in which.
struct SheetTie {
  Place place{};                          ///< of the header
  std::vector<std::string> headers{};     ///< of all columns: what the form is known by
  std::vector<std::string> candidates{};  ///< two or more of them
};

/// The tie that `find_shape` would refuse the sheet for, if any.
std::optional<SheetTie> tie_of(const SheetTable& table, const ImportOptions& options);

/// The ties of a source, one a sheet. None for other kinds than sheets and for files that cannot be
/// read: importing them says why. Cost: reads the whole file.
std::vector<SheetTie> ties_in(const Source& source, const ImportOptions& options);

}  // namespace rodtrad::ingest
