#pragma once
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Small string helpers that know only ASCII; anything about letters belongs to `text`.
namespace rodtrad {

/// Without blanks on either side; a view into `text`.
std::string_view trim(std::string_view text);
/// The pieces between separators, at least one; views into `text`.
std::vector<std::string_view> split(std::string_view text, char separator);
/// What they give would outlive a text that is made for the call alone.
template <std::same_as<std::string> T>
std::string_view trim(T&& text) = delete;
template <std::same_as<std::string> T>
std::vector<std::string_view> split(T&& text, char separator) = delete;
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string replace_all(std::string text, std::string_view from, std::string_view to);
std::string ascii_lower(std::string_view text);
/// More than `n` ASCII letters: trimming and folding take none away, so what is longer than every
/// word of a list needs no folding. Looks no further than it must.
bool has_more_letters(std::string_view text, std::size_t n);
bool is_blank(char byte);
bool is_digit(char byte);

/// A whole non-negative decimal number, or nothing fitting: false.
bool parse_number(std::string_view text, std::uint64_t& value);

/// The candidate nearest to `word` by edit distance (neighbours that changed
/// places are one edit), empty when none is near enough to suggest.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// Spaces where a number has thousands: 12345 -> "12 345" (with no-break spaces).
std::string grouped(std::uint64_t value);

/// A number with a point and this many decimals, whatever the locale; -0 is 0.
std::string fixed_decimals(double value, int decimals);

/// Replaces control characters by U+FFFD's ASCII stand-in `?`, so that a message cannot steer a
/// terminal.
std::string without_controls(std::string_view text);

}  // namespace rodtrad
