#pragma once
#include <optional>
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
/// `encoding-mojibake`, `file-empty` (also when all is blank). `file` names the place in
/// diagnostics.
Result<DecodedText> decode(std::string_view bytes, const DecodeOptions& options,
                           const std::string& file, Diagnostics& remarks);

/// The same for a file that is read in pieces, each ending with a line feed: the whole file is
/// looked at first, since its last byte can tell the encoding, then every piece is decoded by
/// itself. What comes out, put together, is what `decode` gives; so are the remarks.
class PieceDecoder {
 public:
  /// What pieces had in them that is told about the file.
  struct Found {
    std::size_t replaced = 0;  ///< ill-formed sequences
    std::size_t mojibake = 0;
    bool all_blank = true;

    void add(const Found& other);
  };

  PieceDecoder(const DecodeOptions& options, std::string file);

  /// Takes the pieces in order.
  void look(std::string_view piece);
  /// True while the pieces looked at are, but for a byte order mark, the text they hold: UTF-8 in
  /// the wanted form.
  [[nodiscard]] bool is_text_so_far() const;
  /// After the last piece: true when all must be looked at once more, since the file is not UTF-8
  /// and its bytes tell what else it may be.
  bool look_again();
  /// When all is looked at. False where the file must be decoded whole: UTF-16 and other encodings
  /// of several bytes, binary files, files without content.
  bool settle();
  [[nodiscard]] const std::string& encoding() const { return encoding_; }
  /// Bytes of the file's byte order mark, no part of the first piece's text.
  [[nodiscard]] std::size_t bom() const { return bom_; }

  /// After `settle`; may be called from many threads. `piece` is without the byte order mark.
  /// Error io-changed: the bytes are not those that were looked at.
  Result<std::string> decode(std::string piece, Found& found) const;
  /// The remarks about the whole file, given what all pieces had.
  void tell(const Found& all, Diagnostics& remarks) const;

 private:
  enum class Way { Utf8, Mended, SingleByte };

  DecodeOptions options_;
  std::string file_;
  std::string encoding_{};
  Way way_ = Way::Utf8;
  bool assumed_ = false;  ///< the encoding was guessed
  bool whole_ = false;    ///< it is clear already that pieces will not do
  bool in_form_ = true;   ///< nothing in the pieces is changed by decoding them
  std::size_t bom_ = 0;
  std::size_t size_ = 0;  ///< looked at, without the byte order mark
  std::optional<std::size_t> first_invalid_{};
  bool counts_ = false;  ///< the bytes above 7F
  std::size_t high_ = 0;
  std::size_t plausible_ = 0;
  std::size_t sequences_ = 0;
};

/// The last step alone, for text that comes out of a container: line ends and NFC.
std::string canonical(std::string_view utf8_text);

}  // namespace rodtrad::text
