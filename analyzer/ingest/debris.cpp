#include "analyzer/ingest/debris.h"

#include <algorithm>
#include <array>
#include <map>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/ingest/beginnings.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kTeaserBytes = 1500;

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// A glance at the last byte tells of nearly every line that no page number ends it.
bool may_end_in_page_number(std::string_view text) {
  const char last = text.empty() ? 'x' : text.back();
  return is_digit(last) || last == ')' || last == '-' || last == '|' || last <= ' ' ||
         static_cast<unsigned char>(last) >= 0x80;
}

bool is_page_number(std::string_view text) {
  if (!may_end_in_page_number(text) || std::none_of(text.begin(), text.end(), is_digit)) {
    return false;
  }
  std::string_view body = text;
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view mark : {"-"sv, "–"sv, "—"sv, " "sv, "|"sv}) {
      const std::size_t before = body.size();
      while (body.starts_with(mark)) body.remove_prefix(mark.size());
      while (body.ends_with(mark)) body.remove_suffix(mark.size());
      more = more || body.size() < before;
    }
  }
  if (all_digits(body) && body.size() <= 4) return true;
  const std::string folded = text::folded_label(body);
  std::string_view rest = folded;
  bool word = false;
  for (const std::string_view start :
       {"sida "sv, "sidan "sv, "sid. "sv, "sid "sv, "s. "sv, "page "sv, "bild "sv, "slide "sv}) {
    if (!word && rest.starts_with(start)) {
      rest.remove_prefix(start.size());
      word = true;
    }
  }
  std::size_t digits = 0;
  while (digits < rest.size() && is_digit(rest[digits])) ++digits;
  if (digits == 0 || digits > 4) return false;
  rest.remove_prefix(digits);
  rest = trim(rest);
  if (rest.empty()) return word;
  for (const std::string_view of : {"av "sv, "of "sv, "/"sv, "("sv}) {
    if (!rest.starts_with(of)) continue;
    rest = trim(rest.substr(of.size()));
    if (rest.ends_with(')')) rest.remove_suffix(1);
    return all_digits(rest) && rest.size() <= 4;
  }
  return false;
}

/// `2026-04-08`, `2026-04-08 10:15`, `8/4/2026`, `2026/04/08`.
bool is_print_date(std::string_view text) {
  std::size_t digits = 0;
  std::size_t marks = 0;
  for (const char c : text) {
    if (is_digit(c)) {
      ++digits;
    } else if (c == '-' || c == '/' || c == ':' || c == '.') {
      ++marks;
    } else if (c != ' ') {
      return false;
    }
  }
  return digits >= 6 && digits <= 14 && marks >= 2 && text.size() <= 20;
}

bool is_address(std::string_view text) {
  if (std::any_of(text.begin(), text.end(), is_blank)) return false;
  const std::string lower = ascii_lower(text);
  if (lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.")) {
    return true;
  }
  for (const std::string_view end : {".se"sv, ".com"sv, ".org"sv, ".nu"sv, ".net"sv}) {
    const std::size_t at = lower.find(end);
    if (at == std::string::npos || at == 0) continue;
    const std::size_t after = at + end.size();
    if (after == lower.size() || lower[after] == '/') return lower.find('@') == std::string::npos;
  }
  return false;
}

/// A second glance, at all bytes of a word: false only when the line, once folded, does not end
/// with it.
bool may_end_with(std::string_view line, std::string_view word) {
  // A blank stands for any, and bytes of other letters than ASCII's may fold to anything.
  const auto may_be = [](char wanted, char seen) {
    return static_cast<unsigned char>(seen) >= 0x80 || (wanted == ' ' && seen < ' ') ||
           wanted == (seen >= 'A' && seen <= 'Z' ? seen + 32 : seen);
  };
  return line.size() >= word.size() && may_be(word.back(), line.back()) &&
         std::equal(word.begin(), word.end(), line.end() - word.size(), may_be);
}

/// `Anna Ek started transcription`: what the meeting program says, not a person.
bool is_recording_notice(std::string_view text) {
  static constexpr std::array ends = {
      "started transcription"sv,      "stopped transcription"sv,     "started recording"sv,
      "stopped recording"sv,          "startade transkription"sv,    "startade transkriptionen"sv,
      "startade transkribering"sv,    "startade transkriberingen"sv, "stoppade transkription"sv,
      "stoppade transkriptionen"sv,   "stoppade transkriberingen"sv, "avslutade transkriptionen"sv,
      "avslutade transkriberingen"sv, "startade inspelningen"sv,     "stoppade inspelningen"sv,
      "avslutade inspelningen"sv};
  static constexpr Endings kEndings(ends);
  const auto may_be = [text](std::string_view end) {
    return may_end_with(text, end.substr(end.rfind(' ') + 1));
  };
  if (text.empty() || text.size() > 100 || !kEndings.may_end(text) ||
      std::none_of(ends.begin(), ends.end(), may_be)) {
    return false;
  }
  const std::string folded = text::folded_label(text);
  return std::any_of(ends.begin(), ends.end(),
                     [&folded](std::string_view e) { return folded.ends_with(e); });
}

/// A glance at the bytes that costs next to nothing: false where the last word is none that a link
/// line ends with.
bool may_end_in_teaser(std::string_view block) {
  const auto ends_word = [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && static_cast<unsigned char>(c) > ' ' &&
           c != '.' && c != '>' && c != ')' && c != ']';
  };
  while (!block.empty() && !ends_word(block.back())) block.remove_suffix(1);
  static constexpr std::array last_words = {" mer"sv,  " more"sv,   "äsa"sv,
                                            " hela"sv, " vidare"sv, "mation"sv};
  static constexpr Endings kEndings(last_words);
  return kEndings.may_end(block) &&
         std::any_of(last_words.begin(), last_words.end(),
                     [block](std::string_view word) { return may_end_with(block, word); });
}

bool is_alone(std::string_view block, const std::string& line) {
  if (block.size() > 200) return false;
  return text::folded_label(block).size() <= line.size() + 8;
}

}  // namespace

std::string_view lone_debris_reason(std::string_view block) {
  const std::string_view body = trim(block);
  if (body.size() > 200) return {};
  if (is_recording_notice(body)) return "notice of the meeting program";
  if (is_page_number(body)) return "page number";
  if (is_print_date(body)) return "date alone on a line";
  if (is_address(body)) return "web address alone on a line";
  return {};
}

std::string teaser_line(std::string_view block) {
  if (!may_end_in_teaser(block)) return {};
  // Only the end can hold one: the longest line and some marks after it.
  constexpr std::size_t kReach = 80;
  if (block.size() > kReach) {
    block.remove_prefix(block.size() - kReach);
    while (!block.empty() && utf8::is_continuation(block.front())) block.remove_prefix(1);
  }
  const std::string folded = text::folded_label(block);
  // Hardly any block holds a word of these lines: three searches instead of seven.
  const auto holds = [&folded](const char* word) { return folded.find(word) != std::string::npos; };
  if (!holds("läs") && !holds("mer") && !holds("more")) return {};
  for (const std::string_view line : {"läs mer"sv, "läs vidare"sv, "läs hela"sv, "visa mer"sv,
                                      "read more"sv, "mer information"sv, "fortsätt läsa"sv}) {
    const std::size_t at = folded.rfind(line);
    if (at == std::string::npos) continue;
    const std::string_view after = std::string_view(folded).substr(at + line.size());
    if (after.find_first_not_of(" .»>…→)]") != std::string_view::npos) continue;
    const std::string_view before = trim(std::string_view(folded).substr(0, at));
    const bool alone = before.find_first_not_of("»>…. ([") == std::string_view::npos;
    if (alone || before.ends_with("…") || before.ends_with("...")) return std::string(line);
  }
  return {};
}

namespace {

/// The link line a block ends with, where the text has it often enough.
std::string counted_line(std::string_view body, const TeaserCounts& counts) {
  std::string line = teaser_line(body);
  if (line.empty()) return line;
  const auto found = counts.find(line);
  return found != counts.end() && found->second >= kTeaserRepeats ? line : std::string();
}

std::string_view body_of(std::string_view text, const Block& block) {
  return text.substr(block.body.begin, block.body.size());
}

}  // namespace

Teasers find_teasers(std::string_view text, const std::vector<Block>& blocks) {
  TeaserCounts counts;
  for (const Block& block : blocks) {
    if (const std::string line = teaser_line(body_of(text, block)); !line.empty()) ++counts[line];
  }
  return find_teasers(text, blocks, counts, {});
}

Teasers find_teasers(std::string_view text, const std::vector<Block>& blocks,
                     const TeaserCounts& counts, TeaserState state) {
  Teasers found;
  found.reasons.resize(blocks.size());
  std::size_t after_last = 0;  // first block after the last teaser, or of the stretch
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::string line = counted_line(body_of(text, blocks[i]), counts);
    if (line.empty()) continue;
    found.lines.push_back(i);
    found.reasons[i] = "link teaser";
    if (is_alone(body_of(text, blocks[i]), line)) {
      const std::size_t between = state.blocks + i - after_last;
      std::size_t bytes = state.bytes;
      for (std::size_t k = after_last; k < i && bytes <= kTeaserBytes; ++k) {
        bytes += blocks[k].body.size();
      }
      std::size_t from = i;
      if (state.any && between <= kTeaserReach && bytes <= kTeaserBytes) {
        from = after_last;
      } else if (i > after_last) {
        // The first of them: its snippet, and the title the snippet repeats.
        from = i - 1;
        if (from > after_last) {
          const std::string title = text::folded_label(body_of(text, blocks[from - 1]));
          const std::string snippet = text::folded_label(body_of(text, blocks[from]));
          if (!title.empty() && snippet.starts_with(title.substr(0, 40))) --from;
        }
      }
      for (std::size_t k = from; k < i; ++k) found.reasons[k] = "link teaser";
    }
    state = {.any = true};
    after_last = i + 1;
  }
  return found;
}

void pass_teasers(const Teasers& teasers, const std::vector<Block>& blocks, std::size_t count,
                  TeaserState& state) {
  const auto behind = std::lower_bound(teasers.lines.begin(), teasers.lines.end(), count);
  std::size_t from = 0;
  if (behind != teasers.lines.begin()) {
    state = {.any = true};
    from = *(behind - 1) + 1;
  }
  state.blocks += count - from;
  for (std::size_t i = from; i < count; ++i) state.bytes += blocks[i].body.size();
}

bool starts_with_name(std::string_view block) {
  std::size_t names = 0;
  const std::string_view line = block.substr(0, block.find('\n'));
  for (std::size_t at = 0; at <= line.size() && names <= 4;) {
    const std::size_t blank = std::min(line.find(' ', at), line.size());
    std::string_view word = line.substr(at, blank - at);
    at = blank + 1;
    if (word.empty()) continue;
    const bool ends_name = word.ends_with(',') || word.ends_with(';');
    if (ends_name) word.remove_suffix(1);
    if (!text::starts_upper(word) || text::is_all_caps(word) != (utf8::count(word) == 1)) break;
    ++names;
    if (ends_name) break;
  }
  return names >= 2 && names <= 4;
}

bool is_attendance_line(std::string_view block) {
  static constexpr std::array starts = {"deltagare"sv,
                                        "närvarande"sv,
                                        "ej närvarande"sv,
                                        "frånvarande"sv,
                                        "anmält förhinder"sv,
                                        "förhinder"sv,
                                        "sekreterare"sv,
                                        "sammanställande"sv,
                                        "ordförande"sv,
                                        "mötesordförande"sv,
                                        "justerare"sv,
                                        "justerade av"sv,
                                        "minnesanteckningar förda av"sv,
                                        "protokollförare"sv,
                                        "närvaro"sv,
                                        "inbjudna"sv,
                                        "kallade"sv,
                                        "adjungerade"sv,
                                        "ledamöter"sv};
  static constexpr Beginnings kBeginnings(starts);
  if (!kBeginnings.may_begin(block)) return false;
  const std::size_t mark =
      std::min({block.find(':'), block.find('\t'), block.find('\n'), block.size()});
  if (mark == block.size()) return false;
  constexpr std::size_t kLongestStart = "minnesanteckningar förda av"sv.size();
  const std::string folded = text::folded_beginning(block, kLongestStart);
  if (std::none_of(starts.begin(), starts.end(),
                   [&folded](std::string_view start) { return folded.starts_with(start); })) {
    return false;
  }
  std::size_t items = 0;
  std::size_t names = 0;
  const std::string list = replace_all(std::string(block.substr(mark + 1)), " och ", ", ");
  for (const std::string_view part : split(list, ',')) {
    const std::string_view item = trim(part);
    if (item.empty()) continue;
    ++items;
    if (starts_with_name(item)) ++names;
  }
  return items > 0 && names * 10 >= items * 6;
}

}  // namespace rodtrad::ingest
