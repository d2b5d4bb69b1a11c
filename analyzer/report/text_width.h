#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// How wide text is when drawn, known without a font at hand. The widths are those of Liberation
/// Sans, which Arial and Helvetica share letter for letter.
namespace rodtrad::report {

enum class Weight : std::uint8_t { Regular, Bold };

struct Font {
  double size = 11;
  Weight weight = Weight::Regular;
};

/// Width in the unit of the font's size. Kerning is left out, which makes text a little narrower
/// in truth than here. Signs outside the Latin letters count as a whole em.
double text_width(std::string_view text, const Font& font);

/// The text in lines no wider than `width`, broken between words, after hyphens and slashes; a word
/// wider than a line is divided as Swedish divides it, with a hyphen. No letter is ever lost.
std::vector<std::string> wrapped(std::string_view text, const Font& font, double width);

}  // namespace rodtrad::report
