#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the words of an answer sheet say: headers, empty marks, rows of totals.
namespace rodtrad::ingest {

enum class ColumnRole : std::uint8_t {
  None,
  Answer,
  Question,
  Group,
  Votes,
  Speaker,
  Private,  ///< says who somebody is, and nothing an analysis needs
  Id,
  Time,
  Meta,  ///< what the form program adds for itself
};

struct HeaderRole {
  ColumnRole role = ColumnRole::None;
  int rank = 0;  ///< among columns of one role the highest wins
};

/// What a header says. Only short headers can: a whole question may hold any word.
HeaderRole role_of_header(std::string_view header);

/// `Grupp 3`, `Bord A`, `Team 2`: one group by name.
bool is_group_name(std::string_view text);

/// `-`, `vet ej`, `inget svar` …: an answer that says nothing.
bool is_empty_answer(std::string_view answer);

/// `Nej` to `Övrigt att tillägga?`: the question was whether there is more to say.
bool is_nothing_to_add(std::string_view question, std::string_view answer);

/// What makes two spellings of a group one: `Bord 1`, `BORD1`, `bord 01` and `1` are the same.
std::string group_key(std::string_view group);

/// `Summa`, `Totalt`, `Summa röster | 12`: a row below the data.
bool is_total_row(const std::vector<std::string>& cells);

/// A count as people write it: `12`, `12,0`, `1 200`, `3 röster`, `4 p`; nothing for other cells.
std::optional<std::uint64_t> count_in_cell(std::string_view cell);

/// Digits with signs and marks, and nothing else.
bool is_number_cell(std::string_view cell);

/// Begins like a date: `2026-11-21 …`, `9/6/2018 …`.
bool is_date_cell(std::string_view cell);

}  // namespace rodtrad::ingest
