#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/ingest/block_text.h"
#include "analyzer/ingest/formatted_importers.h"
#include "analyzer/ingest/text_writer.h"
#include "analyzer/text/decode.h"
#include "analyzer/text/normalise.h"

/// Rich Text Format: words of control, groups, and bytes in a Windows code page.
namespace rodtrad::ingest {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMaxDepth = 4096;

/// Groups that hold no text of the document.
bool is_left_out(std::string_view word) {
  constexpr std::array words = {"fonttbl"sv,
                                "colortbl"sv,
                                "info"sv,
                                "pict"sv,
                                "object"sv,
                                "header"sv,
                                "headerl"sv,
                                "headerr"sv,
                                "headerf"sv,
                                "footer"sv,
                                "footerl"sv,
                                "footerr"sv,
                                "footerf"sv,
                                "fldinst"sv,
                                "xe"sv,
                                "tc"sv,
                                "themedata"sv,
                                "datastore"sv,
                                "colorschememapping"sv,
                                "latentstyles"sv,
                                "listtable"sv,
                                "listoverridetable"sv,
                                "rsidtbl"sv,
                                "generator"sv,
                                "nonshppict"sv,
                                "bkmkstart"sv,
                                "bkmkend"sv,
                                "revtbl"sv,
                                "xmlnstbl"sv,
                                "filetbl"sv,
                                "private"sv,
                                "template"sv,
                                "operator"sv,
                                "pntext"sv,
                                "listtext"sv};
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words that are one character.
std::string_view character_of(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> words = {
      std::pair{"emdash"sv, "—"sv}, {"endash"sv, "–"sv},       {"bullet"sv, "•"sv},
      {"lquote"sv, "‘"sv},          {"rquote"sv, "’"sv},       {"ldblquote"sv, "“"sv},
      {"rdblquote"sv, "”"sv},       {"tab"sv, "\t"sv},         {"emspace"sv, "\u2003"sv},
      {"enspace"sv, "\u2002"sv},    {"qmspace"sv, "\u2005"sv}, {"zwj"sv, "\u200D"sv}};
  for (const auto& [name, character] : words) {
    if (word == name) return character;
  }
  return {};
}

/// What a group inherits and its end takes back.
struct State {
  bool bold = false;
  bool hidden = false;   ///< of a group that holds no text, or hidden text
  bool deleted = false;  ///< a tracked deletion
  bool stylesheet = false;
  bool footnote = false;
  int skip_after_unicode = 1;
};

class RtfReader {
 public:
  RtfReader(std::string_view bytes, const std::string& file, BlockText& out)
      : bytes_(bytes), file_(file), writer_(out) {}

  Outcome run() {
    writer_.anchor.page = 1;
    while (at_ < bytes_.size()) {
      const char c = bytes_[at_];
      if (c == '{') {
        if (!open_group()) return too_deep();
      } else if (c == '}') {
        close_group();
      } else if (c == '\\') {
        control();
      } else {
        ++at_;
        if (c != '\r' && c != '\n' && c != '\0') byte(c);
      }
    }
    flush();
    writer_.end_block();
    writer_.end_table();
    if (depth_ != 0) ++damaged_;
    return success();
  }

  std::size_t notes = 0;
  std::size_t deletions = 0;
  [[nodiscard]] bool damaged() const { return damaged_ > 0; }

 private:
  [[nodiscard]] Failure too_deep() const {
    return failure("rtf-too-deep", "the groups are nested deeper than can be read",
                   {.path = file_});
  }

  // --- groups --------------------------------------------------------------------------------

  bool open_group() {
    flush();
    if (states_.size() >= kMaxDepth) return false;
    states_.push_back(state_);
    ++depth_;
    ++at_;
    group_begins_ = true;
    return true;
  }

  void close_group() {
    flush();
    ++at_;
    if (states_.empty()) {
      ++damaged_;
      return;
    }
    if (state_.stylesheet && !style_name_.empty()) keep_style();
    state_ = states_.back();
    states_.pop_back();
    --depth_;
  }

  void keep_style() {
    std::string name = style_name_;
    style_name_.clear();
    while (name.ends_with(';')) name.pop_back();
    const std::string folded = text::folded_label(name);
    for (const std::string_view start : {"heading "sv, "rubrik "sv}) {
      if (folded.starts_with(start) && folded.size() == start.size() + 1 &&
          is_digit(folded.back())) {
        headings_[style_number_] = static_cast<std::uint32_t>(folded.back() - '0');
      }
    }
    if (folded == "title" || folded == "rubrik" || folded == "titel") headings_[style_number_] = 1;
  }

  // --- control words -------------------------------------------------------------------------

  void control() {
    const std::size_t begin = ++at_;
    if (at_ >= bytes_.size()) return;
    const char first = bytes_[at_];
    const bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    if (!letter) {
      ++at_;
      return symbol(first);
    }
    while (at_ < bytes_.size() && ((bytes_[at_] >= 'a' && bytes_[at_] <= 'z') ||
                                   (bytes_[at_] >= 'A' && bytes_[at_] <= 'Z'))) {
      ++at_;
    }
    const std::string_view word = bytes_.substr(begin, at_ - begin);
    int number = 0;
    const char* end = bytes_.data() + bytes_.size();
    const auto parsed = std::from_chars(bytes_.data() + at_, end, number);
    const bool has_number = parsed.ptr != bytes_.data() + at_ && parsed.ec == std::errc{};
    at_ = static_cast<std::size_t>(parsed.ptr - bytes_.data());
    if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
    const bool opens = group_begins_;
    group_begins_ = false;
    if (word == "bin") {
      at_ += std::min(static_cast<std::size_t>(std::max(number, 0)), bytes_.size() - at_);
      return;
    }
    act(word, has_number ? std::optional(number) : std::nullopt, opens);
  }

  void symbol(char c) {
    switch (c) {
      case '\'': {
        unsigned value = 0;
        const auto parsed = std::from_chars(
            bytes_.data() + at_, bytes_.data() + std::min(at_ + 2, bytes_.size()), value, 16);
        at_ = static_cast<std::size_t>(parsed.ptr - bytes_.data());
        group_begins_ = false;
        if (parsed.ec == std::errc{}) byte(static_cast<char>(value));
        return;
      }
      case '*':  // a group that readers may leave out
        state_.hidden = true;
        return;
      case '~':
        return character("\u00A0");
      case '_':
        return character("\u2011");
      case '-':
        return character("\u00AD");
      case '\r':
      case '\n':
        return end_paragraph();
      case '\\':
      case '{':
      case '}':
        group_begins_ = false;
        return byte(c);
      default:
        return;
    }
  }

  void act(std::string_view word, std::optional<int> number, bool opens) {
    if (opens && is_left_out(word)) {
      state_.hidden = true;
      return;
    }
    if (word == "stylesheet") {
      state_.stylesheet = true;
    } else if (word == "footnote") {
      ++notes;
      state_.hidden = true;
    } else if (word == "shptxt" || word == "fldrslt") {
      flush();
      state_.hidden = false;  // the text of a box or field stands in a group readers may skip
    } else if (word == "u") {
      unicode(number.value_or(0));
    } else if (word == "uc") {
      state_.skip_after_unicode = std::clamp(number.value_or(1), 0, 16);
    } else if (word == "ansicpg") {
      flush();
      code_page_ = number.value_or(1252);
    } else if (word == "mac") {
      flush();
      code_page_ = 10000;
    } else if (word == "b") {
      flush();
      state_.bold = number.value_or(1) != 0;
    } else if (word == "plain") {
      flush();
      state_.bold = false;
      state_.deleted = false;
    } else if (word == "v") {
      flush();
      state_.hidden = state_.hidden || number.value_or(1) != 0;
      if (number && *number == 0 && !states_.empty()) state_.hidden = states_.back().hidden;
    } else if (word == "deleted") {
      flush();
      if (number.value_or(1) != 0 && !state_.deleted) ++deletions;
      state_.deleted = number.value_or(1) != 0;
    } else if (const std::string_view c = character_of(word); !c.empty()) {
      character(c);
    } else {
      layout(word, number);
    }
  }

  void layout(std::string_view word, std::optional<int> number) {
    if (word == "s" && state_.stylesheet) {
      style_number_ = number.value_or(0);
      return;
    }
    if (state_.stylesheet || state_.hidden) return;
    if (word == "par" || word == "sect") {
      end_paragraph();
    } else if (word == "line") {
      flush();
      writer_.line_break();
    } else if (word == "page") {
      end_paragraph();
      writer_.anchor.page = ++page_;
    } else if (word == "pard") {
      in_table_ = false;
      rank_ = 0;
      list_ = false;
    } else if (word == "s") {
      const auto heading = headings_.find(number.value_or(0));
      rank_ = heading == headings_.end() ? 0 : heading->second;
    } else if (word == "outlinelevel") {
      rank_ = static_cast<std::uint32_t>(std::clamp(number.value_or(0), 0, 8)) + 1;
    } else if (word == "ls") {
      list_ = true;
    } else if (word == "intbl") {
      in_table_ = true;
    } else if (word == "cell") {
      end_cell();
    } else if (word == "row") {
      flush();
      row_open_ = false;
    }
  }

  // --- text ----------------------------------------------------------------------------------

  void unicode(int number) {
    flush();
    skip_ = state_.skip_after_unicode;
    const auto code = static_cast<char32_t>(number < 0 ? number + 65536 : number);
    if (code >= 0xD800 && code < 0xDC00) {
      high_ = code;
      return;
    }
    std::string out;
    if (code >= 0xDC00 && code < 0xE000) {
      utf8::append(out, high_ == 0 ? utf8::kReplacement
                                   : 0x10000 + ((high_ - 0xD800) << 10U) + (code - 0xDC00));
    } else {
      utf8::append(out, code == 0 || code > 0x10FFFF ? utf8::kReplacement : code);
    }
    high_ = 0;
    const int keep = skip_;
    skip_ = 0;
    character(out);
    skip_ = keep;
  }

  void byte(char c) {
    group_begins_ = false;
    if (skip_ > 0) {
      --skip_;
      return;
    }
    pending_ += c;
  }

  void character(std::string_view utf8) {
    group_begins_ = false;
    if (skip_ > 0) {
      --skip_;
      return;
    }
    flush();
    add(utf8);
  }

  void flush() {
    if (pending_.empty()) return;
    std::string bytes;
    bytes.swap(pending_);
    if (state_.hidden && !state_.stylesheet) return;
    const bool ascii = std::all_of(bytes.begin(), bytes.end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x80 && c != '\0';
    });
    if (ascii) return add(bytes);
    bytes.erase(std::remove(bytes.begin(), bytes.end(), '\0'), bytes.end());
    const std::string name =
        code_page_ == 10000 ? "macintosh" : "windows-" + std::to_string(code_page_);
    Diagnostics unused;
    auto decoded = text::decode(bytes, {name}, file_, unused);
    if (!decoded) decoded = text::decode(bytes, {"windows-1252"}, file_, unused);
    if (decoded) add(decoded.value().text);
  }

  void add(std::string_view utf8) {
    if (state_.stylesheet) {
      style_name_ += utf8;
      return;
    }
    if (state_.hidden || state_.deleted) return;
    open_row();
    std::string text = text::canonical(utf8);
    std::replace(text.begin(), text.end(), '\n', ' ');
    writer_.append(text, state_.bold ? Bold::Yes : Bold::No);
  }

  // --- paragraphs and tables -----------------------------------------------------------------

  void open_row() {
    if (in_table_ == table_open_ && (!in_table_ || row_open_)) return;
    if (in_table_ && !table_open_) {
      writer_.begin_table();
      table_open_ = true;
    }
    if (!in_table_ && table_open_) {
      writer_.end_table();
      table_open_ = row_open_ = false;
      return;
    }
    if (in_table_ && !row_open_) {
      writer_.begin_row();
      writer_.begin_cell();
      row_open_ = true;
    }
  }

  void end_paragraph() {
    flush();
    if (state_.hidden) return;
    open_row();
    writer_.anchor.paragraph = ++paragraphs_;
    if (rank_ > 0) {
      writer_.heading(rank_);
    } else if (list_) {
      writer_.list_item();
    }
    writer_.end_paragraph();
  }

  void end_cell() {
    flush();
    in_table_ = true;
    open_row();
    writer_.anchor.paragraph = ++paragraphs_;
    writer_.end_paragraph();
    writer_.begin_cell();
  }

  std::string_view bytes_;
  const std::string& file_;
  TextWriter writer_;
  std::size_t at_ = 0;
  State state_;
  std::vector<State> states_;
  std::size_t depth_ = 0;
  std::size_t damaged_ = 0;
  bool group_begins_ = false;
  std::string pending_;
  int skip_ = 0;
  char32_t high_ = 0;
  int code_page_ = 1252;
  std::map<int, std::uint32_t> headings_;
  int style_number_ = 0;
  std::string style_name_;
  std::uint32_t rank_ = 0;
  bool list_ = false;
  bool in_table_ = false;
  bool table_open_ = false;
  bool row_open_ = false;
  std::uint32_t paragraphs_ = 0;
  std::uint32_t page_ = 1;
};

}  // namespace

Result<BlockText> rtf_blocks(const Source& source, Diagnostics& remarks) {
  if (!source.bytes.starts_with("{\\rtf")) {
    return failure(source.bytes.empty() ? "file-empty" : "rtf-syntax",
                   source.bytes.empty() ? "the file is empty, expected Rich Text Format"
                                        : "the file does not begin as Rich Text Format does",
                   {.path = source.name});
  }
  BlockText out;
  RtfReader reader(source.bytes, source.name, out);
  if (Outcome read = reader.run(); !read) return std::move(read).failure();
  if (reader.damaged()) {
    remarks
        .warning("rtf-damaged",
                 "the groups of the file do not end where they should; it may be "
                 "incomplete",
                 {.path = source.name})
        .in_swedish("filens delar slutar inte där de ska; den kan vara ofullständig");
  }
  tell_left_out("rtf-left-out",
                {{reader.deletions, "tracked deletions", "spårade strykningar"},
                 {reader.notes, "footnotes", "fotnoter"}},
                source.name, remarks);
  return out;
}

Result<Documents> read_rtf(const Source& source, const ImportOptions& options,
                           Diagnostics& remarks) {
  return structured(rtf_blocks(source, remarks), source, options, remarks);
}

}  // namespace rodtrad::ingest
