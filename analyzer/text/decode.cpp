#include "analyzer/text/decode.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "analyzer/base/contract.h"
#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::text {
namespace {

using namespace std::string_view_literals;

/// Bytes that Swedish text in Windows-1252 really uses above 0x7F: letters of Nordic and near
/// languages, dashes, quotation marks and a few signs.
bool plausible_windows_1252(unsigned char byte) {
  constexpr auto kUsual =
      "\xE5\xE4\xF6\xC5\xC4\xD6\xE9\xC9\xE8\xE0\xFC\xDC\xF8\xE6\xD8\xC6\xF4\xEA\xEB\xE7\xF1\xE1"
      "\xED\xF3\xFA\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xA0\xA7\xA9\xAB\xAE\xB0\xB1\xB2\xB3"
      "\xB4\xB5\xB7\xBB\xBC\xBD\xBE\xD7"sv;
  constexpr std::array<bool, 256> kPlausible = [kUsual] {
    std::array<bool, 256> plausible{};
    for (const char c : kUsual) plausible[static_cast<unsigned char>(c)] = true;
    return plausible;
  }();
  return kPlausible[byte];
}

struct HighBytes {
  std::size_t total = 0;
  std::size_t plausible = 0;
  std::size_t valid_sequences = 0;  ///< well-formed multi-byte UTF-8
};

HighBytes look_at_high_bytes(std::string_view bytes) {
  HighBytes seen;
  for (std::size_t at = utf8::skip_ascii(bytes, 0); at < bytes.size();
       at = utf8::skip_ascii(bytes, at + 1)) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    ++seen.total;
    if (plausible_windows_1252(byte)) ++seen.plausible;
    if (utf8::decode(bytes, at).length > 1) ++seen.valid_sequences;
  }
  return seen;
}

const char* container_name(std::string_view bytes) {
  struct Magic {
    std::string_view start;
    const char* name;
  };
  constexpr std::array magics = {
      Magic{"%PDF-", "a PDF document"},
      Magic{"PK\x03\x04", "a zip container (Word, Excel or OpenDocument)"},
      Magic{"\xD0\xCF\x11\xE0", "an old Office document"},
      Magic{"\x89PNG", "a picture"},
      Magic{"\xFF\xD8\xFF", "a picture"},
      Magic{"GIF8", "a picture"},
      Magic{"\x1F\x8B", "a gzip file"},
      Magic{"7z\xBC\xAF", "a 7-zip file"},
      Magic{"\x7F"
            "ELF",
            "a program"},
      Magic{"ID3", "a sound file"},
      Magic{"RIFF", "a sound or video file"}};
  for (const Magic& magic : magics) {
    if (bytes.starts_with(magic.start)) return magic.name;
  }
  return nullptr;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

using Converter = std::unique_ptr<UConverter, CloseConverter>;

/// Bytes in a named encoding to UTF-8; U+FFFD for what does not fit.
bool convert(std::string_view bytes, const std::string& encoding, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter from(ucnv_open(encoding.c_str(), &status));
  const Converter to(ucnv_open("UTF-8", &status));
  if (U_FAILURE(status)) return false;
  std::array<UChar, 4096> between{};
  UChar* filled_from = between.data();
  UChar* filled_to = between.data();
  const char* next = bytes.data();
  std::size_t written = 0;
  bool first = true;
  out.resize(bytes.size() + bytes.size() / 4 + 64);
  for (;; out.resize(out.size() * 2)) {
    char* end = out.data() + written;
    status = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &end, out.data() + out.size(), &next,
                   bytes.data() + bytes.size(), between.data(), &filled_from, &filled_to,
                   between.data() + between.size(), static_cast<UBool>(first), true, &status);
    written = static_cast<std::size_t>(end - out.data());
    first = false;
    if (status != U_BUFFER_OVERFLOW_ERROR) break;
  }
  out.resize(written);
  return U_SUCCESS(status) != 0;
}

std::size_t occurrences(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++n;
  }
  return n;
}

/// Pairs that UTF-8 read as Windows-1252 leaves behind, as Ã¤ for ä.
std::size_t mojibake_in(std::string_view text) {
  std::size_t n = 0;
  // Ã and â are looked for by their second bytes, which Swedish letters do not share.
  for (const char second : {'\x83', '\xA2'}) {
    for (std::size_t at = text.find(second, 1); at != std::string_view::npos;
         at = text.find(second, at + 1)) {
      const std::string_view rest = text.substr(at - 1);
      for (const std::string_view sign : {"Ã¥"sv, "Ã¤"sv, "Ã¶"sv, "Ã…"sv, "Ã„"sv, "Ã–"sv, "â€"sv}) {
        n += rest.starts_with(sign) ? 1U : 0U;
      }
    }
  }
  return n;
}

/// `named`: the person has said which encoding it is.
void warn_of_mojibake(std::size_t n, const std::string& named, const std::string& file,
                      Diagnostics& remarks) {
  if (n == 0) return;
  if (!named.empty()) {
    remarks
        .warning("encoding-mojibake",
                 "read as " + named + " the text holds " + std::to_string(n) +
                     " broken character pairs such as \"Ã¤\": the file is rather UTF-8",
                 {.path = file}, "leave --encoding out")
        .in_swedish("läst som " + named + " har texten " + std::to_string(n) +
                        " trasiga teckenpar som \"Ã¤\": filen är snarare UTF-8",
                    "utelämna --encoding");
    return;
  }
  remarks
      .warning("encoding-mojibake",
               "the text holds " + std::to_string(n) +
                   " broken character pairs such as \"Ã¤\": it was saved in the wrong encoding",
               {.path = file}, "save it again as UTF-8 from the program it came from")
      .in_swedish("texten har " + std::to_string(n) +
                      " trasiga teckenpar som \"Ã¤\": den är sparad med fel teckenkodning",
                  "spara den igen som UTF-8 i programmet den kommer från");
}

struct Bom {
  std::string_view bytes;
  const char* encoding;
};
constexpr std::array kBoms = {Bom{"\xEF\xBB\xBF"sv, "UTF-8"}, Bom{"\xFF\xFE\0\0"sv, "UTF-32LE"},
                              Bom{"\0\0\xFE\xFF"sv, "UTF-32BE"}, Bom{"\xFF\xFE"sv, "UTF-16LE"},
                              Bom{"\xFE\xFF"sv, "UTF-16BE"}};

void warn_of_damage(std::size_t replaced, std::size_t first, const std::string& file,
                    Diagnostics& remarks) {
  remarks
      .warning("encoding-damaged",
               std::to_string(replaced) +
                   " invalid UTF-8 sequences were replaced by U+FFFD, the first at byte offset " +
                   std::to_string(first),
               {.path = file}, "give --encoding if the file is not UTF-8")
      .in_swedish(std::to_string(replaced) +
                      " ogiltiga UTF-8-följder är ersatta med U+FFFD, den första vid byte " +
                      std::to_string(first),
                  "ange --encoding om filen inte är UTF-8");
}

void warn_of_loss(std::size_t lost, const std::string& encoding, const std::string& file,
                  Diagnostics& remarks) {
  if (lost == 0) return;
  remarks
      .warning("encoding-damaged",
               std::to_string(lost) + " places are not valid " + encoding +
                   " and were replaced by U+FFFD",
               {.path = file})
      .in_swedish(std::to_string(lost) + " ställen är inte giltig " + encoding +
                  " och är ersatta med U+FFFD");
}

void tell_assumed_encoding(const std::string& file, Diagnostics& remarks) {
  remarks
      .warning("encoding-assumed", "the file is not UTF-8; it was read as windows-1252 (Latin-1)",
               {.path = file}, "give --encoding if that is wrong")
      .in_swedish("filen är inte UTF-8; den lästes som windows-1252 (Latin-1)",
                  "ange --encoding om det är fel");
}

/// UTF-8 with every ill-formed byte replaced and told.
std::string mend(std::string_view bytes, const std::string& file, Diagnostics& remarks) {
  const std::size_t first = utf8::first_invalid(bytes).value_or(0);
  std::size_t replaced = 0;
  std::string text = utf8::replace_invalid(bytes, replaced);
  warn_of_damage(replaced, first, file, remarks);
  return text;
}

/// Mostly what Windows-1252 uses above 0x7F, and hardly anything that is UTF-8.
bool looks_like_windows_1252(std::size_t high, std::size_t plausible, std::size_t sequences) {
  return sequences * 10 <= high && plausible * 10 >= high * 9;
}

bool is_utf8_name(const std::string& encoding) {
  const std::string name = ascii_lower(encoding);
  return name == "utf-8" || name == "utf8";
}

/// Encodings of one byte a character, in which a line feed is always the byte 0A.
bool is_single_byte_name(const std::string& encoding) {
  const std::string name = ascii_lower(encoding);
  return name == "windows-1252" || name == "cp1252" || name == "iso-8859-1" || name == "latin1" ||
         name == "latin-1";
}

bool is_all_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded d = utf8::decode(text, at);
    if (!is_blank(d.code_point)) return false;
    at += d.length;
  }
  return true;
}

/// CR LF and CR become `\n`.
std::string with_line_feeds(std::string_view text) {
  if (text.find('\r') == std::string_view::npos) return std::string(text);
  std::string lines;
  lines.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r') {
      lines.push_back(text[at]);
    } else if (at + 1 == text.size() || text[at + 1] != '\n') {
      lines.push_back('\n');
    }
  }
  return lines;
}

DecodedText in_form(const std::string& text, TextForm form, std::string encoding,
                    const Place& place, Diagnostics& remarks) {
  if (is_all_blank(text)) {
    remarks.warning("file-empty", "the file holds nothing but blanks", place)
        .in_swedish("filen innehåller bara blanktecken");
  }
  return {form == TextForm::Canonical ? canonical(text) : with_line_feeds(text),
          std::move(encoding)};
}

/// Six searches by the C library are faster than one look at every byte.
bool holds_foreign_line_end(std::string_view text) {
  for (const char end : {'\r', '\v', '\f'}) {
    if (text.find(end) != std::string_view::npos) return true;
  }
  for (const std::string_view end : {"\xC2\x85"sv, "\xE2\x80\xA8"sv, "\xE2\x80\xA9"sv}) {
    if (text.find(end) != std::string_view::npos) return true;
  }
  return false;
}

bool is_in_form(std::string_view text, TextForm form) {
  if (form == TextForm::Lines) return text.find('\r') == std::string_view::npos;
  return !holds_foreign_line_end(text) && is_nfc(text);
}

}  // namespace

std::string canonical(std::string_view text) {
  if (!holds_foreign_line_end(text)) return to_nfc(text);
  std::string lines;
  lines.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::string_view rest = text.substr(at);
    if (byte == '\r') {
      lines.push_back('\n');
      if (at + 1 < text.size() && text[at + 1] == '\n') ++at;
    } else if (byte == '\v' || byte == '\f') {
      lines.push_back('\n');
    } else if (rest.starts_with("\xC2\x85")) {  // NEL
      lines.push_back('\n');
      at += 1;
    } else if (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9")) {
      lines.push_back('\n');  // U+2028, U+2029
      at += 2;
    } else {
      lines.push_back(text[at]);
    }
  }
  return to_nfc(lines);
}

Result<DecodedText> decode(std::string_view bytes, const DecodeOptions& options,
                           const std::string& file, Diagnostics& remarks) {
  const Place place{.path = file};
  std::string encoding = options.encoding;
  for (const Bom& bom : kBoms) {
    if (!bytes.starts_with(bom.bytes)) continue;
    bytes.remove_prefix(bom.bytes.size());
    if (encoding.empty()) encoding = bom.encoding;
    break;
  }
  if (bytes.empty()) {
    remarks.warning("file-empty", "the file is empty", place).in_swedish("filen är tom");
    return DecodedText{"", encoding.empty() ? "UTF-8" : encoding};
  }

  std::string text;
  if (!encoding.empty() && !is_utf8_name(encoding)) {
    if (!convert(bytes, encoding, text)) {
      return failure("encoding-unknown", "the encoding \"" + encoding + "\" is not known", place,
                     "try utf-8, windows-1252, iso-8859-1 or utf-16");
    }
    warn_of_loss(occurrences(text, "\xEF\xBF\xBD"), encoding, file, remarks);
    warn_of_mojibake(mojibake_in(text), options.encoding.empty() ? "" : encoding, file, remarks);
    if (text.find('\0') != std::string::npos) {
      return failure("encoding-binary", "the file is not text: it holds NUL characters", place);
    }
    return in_form(text, options.form, encoding, place, remarks);
  }

  if (const char* container = container_name(bytes)) {
    return failure("encoding-binary", std::string("the file is not text but ") + container, place,
                   "give the file its right extension, or save it as text");
  }
  if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) {
    return failure("encoding-binary",
                   "the file is not text: NUL byte at byte offset " + std::to_string(nul), place,
                   "if it is UTF-16 without a byte order mark, give --encoding utf-16le");
  }
  if (!utf8::first_invalid(bytes)) {
    text = std::string(bytes);
    encoding = "UTF-8";
  } else if (encoding.empty()) {
    const HighBytes seen = look_at_high_bytes(bytes);
    const bool windows =
        looks_like_windows_1252(seen.total, seen.plausible, seen.valid_sequences) &&
        convert(bytes, "windows-1252", text);
    if (windows) {
      encoding = "windows-1252";
      tell_assumed_encoding(file, remarks);
    } else {
      encoding = "UTF-8";
      text = mend(bytes, file, remarks);
    }
  } else {
    encoding = "UTF-8";
    text = mend(bytes, file, remarks);
  }
  warn_of_mojibake(mojibake_in(text), {}, file, remarks);
  return in_form(text, options.form, encoding, place, remarks);
}

void PieceDecoder::Found::add(const Found& other) {
  replaced += other.replaced;
  mojibake += other.mojibake;
  all_blank = all_blank && other.all_blank;
}

PieceDecoder::PieceDecoder(const DecodeOptions& options, std::string file)
    : options_(options), file_(std::move(file)), encoding_(options.encoding) {}

void PieceDecoder::look(std::string_view piece) {
  if (size_ == 0 && bom_ == 0) {
    for (const Bom& bom : kBoms) {
      if (!piece.starts_with(bom.bytes)) continue;
      bom_ = bom.bytes.size();
      piece.remove_prefix(bom_);
      if (encoding_.empty()) encoding_ = bom.encoding;
      break;
    }
    whole_ = container_name(piece) != nullptr ||
             (!encoding_.empty() && !is_utf8_name(encoding_) && !is_single_byte_name(encoding_));
  }
  whole_ = whole_ || piece.find('\0') != std::string_view::npos;
  if (whole_) return;
  if (!first_invalid_) {
    if (const auto invalid = utf8::first_invalid(piece)) first_invalid_ = size_ + *invalid;
  }
  in_form_ = in_form_ && !first_invalid_ && is_in_form(piece, options_.form);
  size_ += piece.size();
  if (!counts_) return;
  const HighBytes seen = look_at_high_bytes(piece);
  high_ += seen.total;
  plausible_ += seen.plausible;
  sequences_ += seen.valid_sequences;
}

bool PieceDecoder::is_text_so_far() const {
  return !whole_ && in_form_ && !first_invalid_ && (encoding_.empty() || is_utf8_name(encoding_));
}

bool PieceDecoder::look_again() {
  if (counts_ || whole_ || !first_invalid_ || !encoding_.empty()) return false;
  counts_ = true;
  size_ = bom_ = 0;
  return true;
}

bool PieceDecoder::settle() {
  if (whole_ || size_ == 0) return false;
  if (!encoding_.empty() && !is_utf8_name(encoding_)) {
    way_ = Way::SingleByte;
    return true;
  }
  way_ = first_invalid_ ? Way::Mended : Way::Utf8;
  if (first_invalid_ && encoding_.empty() &&
      looks_like_windows_1252(high_, plausible_, sequences_)) {
    way_ = Way::SingleByte;
    assumed_ = true;
    encoding_ = "windows-1252";
    return true;
  }
  encoding_ = "UTF-8";
  return true;
}

Result<std::string> PieceDecoder::decode(std::string piece, Found& found) const {
  std::string text;
  std::size_t replaced = 0;
  if (way_ == Way::SingleByte) {
    expects(convert(piece, encoding_, text), "ICU knows the encodings of one byte");
    replaced = assumed_ ? 0 : occurrences(text, "\xEF\xBF\xBD");
  } else if (way_ == Way::Mended) {
    text = utf8::replace_invalid(piece, replaced);
  } else {
    text = std::move(piece);
  }
  if ((way_ == Way::Utf8 && utf8::first_invalid(text)) || text.find('\0') != std::string::npos) {
    return failure("io-changed", "the file was changed while it was read", {.path = file_},
                   "run again when nothing writes to it");
  }
  found.replaced += replaced;
  found.mojibake += mojibake_in(text);
  found.all_blank = found.all_blank && is_all_blank(text);
  if (in_form_ && way_ == Way::Utf8) return text;
  return options_.form == TextForm::Canonical ? canonical(text) : with_line_feeds(text);
}

void PieceDecoder::tell(const Found& all, Diagnostics& remarks) const {
  if (way_ == Way::Mended) {
    warn_of_damage(all.replaced, first_invalid_.value_or(0), file_, remarks);
  } else if (assumed_) {
    tell_assumed_encoding(file_, remarks);
  } else {
    warn_of_loss(all.replaced, encoding_, file_, remarks);
  }
  const bool named = way_ == Way::SingleByte && !assumed_;
  warn_of_mojibake(all.mojibake, named ? encoding_ : std::string(), file_, remarks);
  if (all.all_blank) {
    remarks.warning("file-empty", "the file holds nothing but blanks", {.path = file_})
        .in_swedish("filen innehåller bara blanktecken");
  }
}

}  // namespace rodtrad::text
