#pragma once
#include <string>
#include <string_view>

#include "analyzer/base/result.h"

/// From a file's bytes to canonical text: UTF-8, NFC, `\n` line ends, no BOM. Every change that
/// could matter is told as a remark; nothing is repaired in silence.
namespace rodtrad::text {

/// What the text is made into. Inside a field of CSV, JSON lines or cues, VT, FF, NEL, U+2028 and
/// U+2029 are text and end no line: there only CR LF and CR become `\n`, and whoever cuts a field
/// out makes it `canonical`.
enum class TextForm { Canonical, Lines };

struct DecodeOptions {
  /// An encoding's name as the person gave it (`--encoding`); empty: find out.
  std::string encoding{};
  TextForm form = TextForm::Canonical;
};

struct DecodedText {
  std::string text;
  std::string encoding;  ///< as taken, e.g. `UTF-8`, `UTF-16LE`, `windows-1252`
};

/// A BOM decides; without one valid UTF-8 is UTF-8; else Windows-1252 when the high bytes look
/// like it (warning `encoding-assumed`); else UTF-8 with U+FFFD in place of bad bytes, counted in
/// the warning `encoding-damaged` with the first byte offset. Errors: `encoding-binary` (NUL
/// bytes or a known container's first bytes), `encoding-unknown`. Warnings also:
/// `encoding-mojibake`, `file-empty` (also when all is blank). `file` names the place in diagnostics.
Result<DecodedText> decode(std::string_view bytes, const DecodeOptions& options,
                           const std::string& file, Diagnostics& remarks);

/// The last step alone, for text that comes out of a container: line ends and NFC.
std::string canonical(std::string_view utf8_text);

}  // namespace rodtrad::text
