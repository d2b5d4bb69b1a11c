#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "analyzer/model/coding.h"
#include "analyzer/model/document.h"

/// The words of the reports in Swedish and English.
namespace rodtrad::report {

enum class Language { Swedish, English };

/// Every fixed phrase, one member each; `phrases(language)` gives a whole set.
struct Phrases {
  const char* html_lang;
  const char* report_on;
  const char* skip_to_content;
  const char* in_brief;
  const char* documents;
  const char* persons;
  const char* groups;
  const char* units_read;
  const char* coded;
  const char* uncoded;
  const char* empty_answers;
  const char* codings;
  const char* words;
  const char* vote;  ///< one
  const char* votes;
  const char* sum_line;  ///< %1 = %2 + %3 + %4
  const char* what_was_read;
  const char* file;
  const char* rows;
  const char* zone;
  const char* places;
  const char* why;
  const char* left_out;
  const char* left_out_intro;
  const char* coded_zones;
  const char* theme_by_level;
  const char* theme_by_level_intro;
  const char* choose_a_cell;
  const char* theme;
  const char* dimension;
  const char* level;
  const char* no_level;
  const char* total;
  const char* total_note;
  const char* cell_unit;  ///< one
  const char* cell_units;
  const char* small_cell_note;
  const char* bars;
  const char* bars_alt;
  const char* themes_with_excerpts;
  const char* definition;
  const char* reasoning;
  const char* first_order_concept;
  const char* concepts;
  const char* without_concept;
  const char* excerpts;
  const char* excerpt_one;
  const char* to_table;
  const char* show_why;
  const char* rule;
  const char* found_as;
  const char* could_also_be;
  const char* level_because;
  const char* by_heading;
  const char* uncoded_units;
  const char* uncoded_intro;
  const char* uncoded_more;
  const char* empty_units;
  const char* warnings;
  const char* no_warnings;
  const char* method;
  const char* method_intro;
  const char* decided;   ///< %1 added, %2 taken away, %3 confirmed, %4 levels
  const char* coded_by;  ///< a person
  const char* unit_is;
  const char* codebook;
  const char* version;
  const char* program;
  const char* lexicon;
  const char* options;
  const char* inputs;
  const char* not_read;
  const char* not_read_intro;
  const char* filter;
  const char* filter_all;
  const char* filter_text;
  const char* filter_clear;
  const char* filter_shown;
  const char* document;
  const char* person;
  const char* question;
  const char* line;
  const char* page;
  const char* row;
  const char* paragraph;
  const char* time;
  const char* contents;
  const char* where_report;
  const char* n_of_n;
  const char* more_warnings;
  const char* share_coded;
  const char* share_coded_of_answered;
  const char* empty_words;
  const char* unnamed;
  const char* data_structure;
  const char* data_structure_intro;
  const char* as_list;
};

const Phrases& phrases(Language language);

std::string_view zone_name(Zone zone, Language language);
std::string_view unit_name(UnitKind kind, Language language);
std::string_view unit_names(UnitKind kind, Language language);  ///< several of them
std::string_view how_name(How how, Language language);
std::string_view basis_name(LevelBasis basis, Language language);
/// Why a stretch is no respondent's: the importer's reason in the report's language.
std::string reason_text(std::string_view reason, Language language);

/// `%1`, `%2` … replaced.
std::string filled(std::string_view pattern, std::initializer_list<std::string> values);

}  // namespace rodtrad::report
