#include "analyzer/ingest/marks.h"

#include <algorithm>
#include <array>
#include <string>

#include "analyzer/base/strings.h"
#include "analyzer/ingest/timestamps.h"
#include "analyzer/text/byte_runs.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

using namespace std::string_view_literals;

// What transcribers write in brackets for sounds and gaps: beginnings of a word, and whole words.
constexpr std::array kSoundBeginnings = {"skratt"sv,     "ohörb"sv,    "mumm"sv,   "humm"sv,
                                         "harkl"sv,      "fniss"sv,    "applåd"sv, "överlapp"sv,
                                         "inspelning"sv, "inaudibl"sv, "laugh"sv,  "paus"sv};
constexpr std::array kSoundWords = {
    "tyst"sv,   "tystnad"sv, "suck"sv,     "suckar"sv,  "host"sv,      "hostar"sv,    "hostning"sv,
    "gråt"sv,   "gråter"sv,  "nick"sv,     "nickar"sv,  "telefon"sv,   "telefonen"sv, "avbrott"sv,
    "bandet"sv, "ljud"sv,    "ljudet"sv,   "knackar"sv, "knackning"sv, "andas"sv,     "leende"sv,
    "ler"sv,    "viskar"sv,  "viskande"sv, "hörs"sv,    "oklart"sv,    "pause"sv,     "crosstalk"sv,
    "music"sv,  "musik"sv,   "sorl"sv,     "xxx"sv,     "gäspar"sv,    "visslar"sv,   "nynnar"sv,
    "dörr"sv,   "dörren"sv,  "ringer"sv,   "ekar"sv,    "brus"sv,      "hm"sv,        "mm"sv,
    "skakar"sv, "drömsk"sv};

bool is_sound_word(std::string_view word) {
  const auto begins = [word](std::string_view start) { return word.starts_with(start); };
  return std::any_of(kSoundBeginnings.begin(), kSoundBeginnings.end(), begins) ||
         std::find(kSoundWords.begin(), kSoundWords.end(), word) != kSoundWords.end();
}

/// The first word that is not an introduction (`kort`, `alla`) must name a sound.
bool is_sound(std::string_view inside) {
  const std::string folded = text::folded_label(inside);
  // A description is short; a long bracket is somebody's remark.
  if (std::count(folded.begin(), folded.end(), ' ') > 5) return false;
  constexpr std::array introductions = {"kort"sv, "lång"sv, "otydligt"sv, "alla"sv, "flera"sv};
  for (const std::string_view word : split(folded, ' ')) {
    if (std::find(introductions.begin(), introductions.end(), word) == introductions.end()) {
      if (is_sound_word(word)) return true;
      break;
    }
  }
  return folded == "talar samtidigt" || folded == "prat i mun" || folded == "i mun på varandra" ||
         folded == "otydligt tal";
}

bool is_cut(std::string_view inside) {
  const std::string_view body = trim(inside);
  return body.empty() || body == "…" ||
         (body.size() >= 2 && body.find_first_not_of('.') == std::string_view::npos) ||
         body == "- - -" || body == "---";
}

bool is_inaudible_letters(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with("XXX")) return false;
  const auto is_x = [&](std::size_t i) { return i < text.size() && text[i] == 'X'; };
  const bool edge_before = at == 0 || is_blank(text[at - 1]) || text[at - 1] == '(';
  std::size_t end = at;
  while (is_x(end)) ++end;
  return edge_before &&
         (end == text.size() || !((text[end] >= 'a' && text[end] <= 'z') || is_digit(text[end])));
}

constexpr std::size_t kLongestSound = 80;
constexpr std::size_t kLongestLink = 2'000;

/// Where `part` stands at most `reach` bytes after `at`: a thousand open brackets that nobody
/// closes do not search the whole text a thousand times.
std::size_t found_within(std::string_view text, std::string_view part, std::size_t at,
                         std::size_t reach) {
  const std::size_t found = text.substr(at, reach + part.size()).find(part);
  return found == std::string_view::npos ? found : at + found;
}

}  // namespace

void find_marks(std::string_view text, ByteSpan span, std::vector<Mark>& out) {
  const std::string_view body = text.substr(0, span.end);
  text::ByteRuns<text::unmarked_bytes> unmarked(body);
  for (std::uint32_t at = span.begin; at < span.end;) {
    if (const std::size_t end = unmarked.end(at); end > at) {
      at = static_cast<std::uint32_t>(end);
      continue;
    }
    const char c = text[at];
    if (c == '#' || c == '[' || c == '(') {
      if (const auto time = marked_timestamp(body.substr(at))) {
        out.push_back({{at, at + time->length}, Mark::Kind::Time});
        at += time->length;
        continue;
      }
    }
    if (c == '[' || c == '(') {
      const std::size_t close = found_within(body, c == '[' ? "]" : ")", at, kLongestSound);
      if (close != std::string_view::npos) {
        const std::string_view inside = body.substr(at + 1, close - at - 1);
        const auto end = static_cast<std::uint32_t>(close + 1);
        if (is_cut(inside)) {
          out.push_back({{at, end}, Mark::Kind::Cut});
          at = end;
          continue;
        }
        if (is_sound(inside)) {
          out.push_back({{at, end}, Mark::Kind::NonSpeech});
          at = end;
          continue;
        }
      }
    }
    if (c == 'X' && is_inaudible_letters(body, at)) {
      std::uint32_t end = at;
      while (end < span.end && text[end] == 'X') ++end;
      out.push_back({{at, end}, Mark::Kind::NonSpeech});
      at = end;
      continue;
    }
    ++at;
  }
}

void find_markdown_marks(std::string_view text, ByteSpan span, std::vector<Mark>& out) {
  const std::string_view body = text.substr(0, span.end);
  const auto add = [&out](std::size_t begin, std::size_t end) {
    out.push_back(
        {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, Mark::Kind::Markup});
  };
  for (std::size_t at = span.begin; at < span.end; ++at) {
    const char c = text[at];
    if (c == '\\' && at + 1 < span.end &&
        "*_#[]()`-+.!\\"sv.find(text[at + 1]) != std::string_view::npos) {
      add(at, at + 1);
      ++at;
    } else if (c == '*' || c == '`') {
      add(at, at + 1);
    } else if (c == '_') {
      // Emphasis only at a word's edge: snake_case keeps its mark.
      const bool after_edge = at == span.begin || is_blank(text[at - 1]) || text[at - 1] == '(';
      const bool before_edge = at + 1 == span.end || is_blank(text[at + 1]) ||
                               ".,;:!?)"sv.find(text[at + 1]) != std::string_view::npos;
      if (after_edge || before_edge) add(at, at + 1);
    } else if (c == '[') {
      const std::size_t close = found_within(body, "](", at, kLongestLink);
      const std::size_t end =
          close == std::string_view::npos ? close : found_within(body, ")", close, kLongestLink);
      if (end != std::string_view::npos &&
          body.substr(at, close - at).find('\n') == std::string_view::npos) {
        const bool image = at > span.begin && text[at - 1] == '!';
        add(image ? at - 1 : at, at + 1);
        add(close, end + 1);
      }
    } else if (c == '<' &&
               (body.substr(at).starts_with("<http") || body.substr(at).starts_with("<mailto"))) {
      const std::size_t end = found_within(body, ">", at, kLongestLink);
      if (end != std::string_view::npos) {
        add(at, end + 1);
        at = end;
      }
    }
  }
}

void tidy_marks(std::vector<Mark>& marks) {
  std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<Mark> kept;
  for (const Mark& mark : marks) {
    if (kept.empty() || mark.span.begin >= kept.back().span.end) kept.push_back(mark);
  }
  marks = std::move(kept);
}

}  // namespace rodtrad::ingest
