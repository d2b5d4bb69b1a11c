#pragma once
#include <string>
#include <string_view>

/// Letter properties from Unicode, for the layers that may not see ICU.
namespace rodtrad::text {

bool is_letter(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
/// A letter, mark, digit or connector: what a word is made of.
bool is_word_character(char32_t c);
bool is_blank(char32_t c);

/// Without the blanks at its ends.
std::string_view trimmed(std::string_view text);

/// First code point, 0 for empty text.
char32_t first_character(std::string_view text);
char32_t last_character(std::string_view text);
bool starts_upper(std::string_view text);
bool starts_lower(std::string_view text);

/// How many upper-case letters stand in the text.
std::size_t count_upper(std::string_view text);

/// True when the text holds a letter and every letter is upper case.
bool is_all_caps(std::string_view text);

/// The ICU version the program runs with, e.g. `72.1`, and Unicode's, e.g. `15.0`.
std::string icu_version();
std::string unicode_version();

}  // namespace rodtrad::text
