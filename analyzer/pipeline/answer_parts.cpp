#include "analyzer/pipeline/answer_parts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

using namespace std::string_view_literals;

ByteSpan span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

ByteSpan trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin < end && (is_blank(text[begin]) || text[begin] == '\n')) ++begin;
  while (end > begin && (is_blank(text[end - 1]) || text[end - 1] == '\n')) --end;
  return span_of(begin, end);
}

/// Length of a bullet at the beginning, blanks included; 0 for none.
std::size_t bullet_at(std::string_view text) {
  for (const std::string_view mark : {"-"sv, "*"sv, "•"sv, "–"sv, "+"sv, "·"sv}) {
    if (text.starts_with(mark) && text.size() > mark.size() && is_blank(text[mark.size()])) {
      return mark.size() + 1;
    }
  }
  return 0;
}

/// Length of `1) ` or `1. ` with this number at the beginning; 0 for none.
std::size_t number_at(std::string_view text, std::size_t wanted) {
  const std::string digits = std::to_string(wanted);
  if (!text.starts_with(digits) || text.size() < digits.size() + 3) return 0;
  const char mark = text[digits.size()];
  if ((mark != ')' && mark != '.') || !is_blank(text[digits.size() + 1])) return 0;
  return digits.size() + 2;
}

bool holds_letters(std::string_view text, ByteSpan span) {
  bool found = false;
  utf8::for_each(text.substr(span.begin, span.size()),
                 [&found](char32_t c, std::size_t) { found = found || text::is_letter(c); });
  return found;
}

std::string first_word(std::string_view text, ByteSpan span) {
  const std::string_view body = text.substr(span.begin, span.size());
  return text::folded_form(body.substr(0, body.find(' ')));
}

/// Words that tie a piece to what stands before it.
bool leans_back(std::string_view text, ByteSpan span) {
  const std::string word = first_word(text, span);
  constexpr std::array ties = {
      "och"sv,    "eller"sv,    "men"sv,  "som"sv,  "så"sv,    "att"sv, "för"sv,
      "när"sv,    "om"sv,       "inte"sv, "ej"sv,   "där"sv,   "då"sv,  "dvs"sv,
      "utan"sv,   "vilket"sv,   "vem"sv,  "vad"sv,  "hur"sv,   "ev"sv,  "gärna"sv,
      "annars"sv, "eftersom"sv, "t"sv,    "även"sv, "helst"sv, "ett"sv, "en"sv,
      "med"sv,    "på"sv,       "vi"sv,   "det"sv,  "den"sv,   "jag"sv, "idag"sv,
      "nu"sv,     "särskilt"sv, "bl"sv,   "samt"sv, "i"sv,     "av"sv,  "till"sv};
  return std::find(ties.begin(), ties.end(), word) != ties.end();
}

/// Words that no point ends with, and words that begin a sentence and not a point.
bool leans_forward(std::string_view line) {
  constexpr std::array open = {"en"sv,  "ett"sv,  "den"sv,   "det"sv, "de"sv,   "att"sv,
                               "och"sv, "med"sv,  "på"sv,    "i"sv,   "av"sv,   "till"sv,
                               "för"sv, "som"sv,  "eller"sv, "vår"sv, "vårt"sv, "våra"sv,
                               "om"sv,  "från"sv, "alla"sv,  "vid"sv, "hos"sv,  "är"sv,
                               "ska"sv, "kan"sv,  "inte"sv,  "samt"sv};
  const std::string word = text::folded_form(line.substr(line.rfind(' ') + 1));
  return std::find(open.begin(), open.end(), word) != open.end();
}
bool begins_a_sentence(std::string_view line) {
  constexpr std::array subjects = {"vi"sv,  "jag"sv, "man"sv, "de"sv,  "dom"sv,
                                   "det"sv, "den"sv, "ni"sv,  "att"sv, "om"sv};
  const std::string word = text::folded_form(line.substr(0, line.find(' ')));
  return std::find(subjects.begin(), subjects.end(), word) != subjects.end();
}

bool is_broken(std::string_view text, ByteSpan before, ByteSpan line) {
  const std::string_view point = text.substr(before.begin, before.size());
  if (point.ends_with('.') || point.ends_with('!') || point.ends_with('?')) return false;
  return leans_back(text, line) || leans_forward(point) || begins_a_sentence(point);
}

/// Lines, where there are several; each loses its bullet. A line without a bullet goes on with the
/// one before when that ends in a comma or a conjunction; one in lower case also when it or the end
/// of the one before leans on the other, or that began as a sentence: a cell's text is often broken
/// by hand.
std::vector<ByteSpan> lines_of(std::string_view text) {
  std::vector<ByteSpan> out;
  std::size_t at = 0;
  bool goes_on = false;
  for (const std::string_view line : split(text, '\n')) {
    ByteSpan span = trimmed(text, at, at + line.size());
    at += line.size() + 1;
    if (span.empty()) continue;
    const std::string_view body = text.substr(span.begin, span.size());
    const std::size_t bullet = bullet_at(body);
    if (bullet > 0) span = trimmed(text, span.begin + bullet, span.end);
    const bool lower = text::starts_lower(body);
    if (!out.empty() && bullet == 0 && (goes_on || (lower && is_broken(text, out.back(), span)))) {
      out.back().end = span.end;
    } else if (!span.empty()) {
      out.push_back(span);
    }
    goes_on = body.ends_with(',') || body.ends_with(" och") || body.ends_with(" eller") ||
              body.ends_with(':');
  }
  return out;
}

/// `1) a 2) b 3) c` on one line.
std::vector<ByteSpan> numbered(std::string_view text, ByteSpan whole) {
  std::vector<std::size_t> marks;
  std::vector<std::size_t> bodies;
  for (std::size_t at = whole.begin; at < whole.end; ++at) {
    const bool edge = at == whole.begin || is_blank(text[at - 1]);
    if (!edge) continue;
    const std::size_t length = number_at(text.substr(at, whole.end - at), marks.size() + 1);
    if (length == 0) continue;
    marks.push_back(at);
    bodies.push_back(at + length);
  }
  if (marks.size() < 2 || marks.front() != whole.begin) return {};
  std::vector<ByteSpan> out;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    out.push_back(trimmed(text, bodies[i], i + 1 < marks.size() ? marks[i + 1] : whole.end));
  }
  return out;
}

std::vector<ByteSpan> cut_at(std::string_view text, ByteSpan whole, std::string_view mark) {
  std::vector<ByteSpan> out;
  std::size_t begin = whole.begin;
  for (;;) {
    const std::size_t at = text.find(mark, begin);
    const std::size_t end = at == std::string_view::npos || at >= whole.end ? whole.end : at;
    out.push_back(trimmed(text, begin, end));
    if (end == whole.end) return out;
    begin = end + mark.size();
  }
}

std::size_t count_words(std::string_view text, ByteSpan span) {
  std::size_t words = 0;
  for (const std::string_view word : split(text.substr(span.begin, span.size()), ' ')) {
    words += trim(word).empty() ? 0U : 1U;
  }
  return words;
}

/// A list of short points on one line: `bättre rutiner, tydligare ansvar och fler möten`.
std::vector<ByteSpan> enumeration(std::string_view text, ByteSpan whole) {
  const std::string_view body = text.substr(whole.begin, whole.size());
  if (body.find_first_of(".:?!(;\"") != std::string_view::npos &&
      body.find_first_of(".:?!(;\"") + 1 < body.size()) {
    return {};
  }
  std::vector<ByteSpan> pieces = cut_at(text, whole, ", ");
  if (pieces.size() < 2) return {};
  // The last piece may hold the last two points.
  const ByteSpan last = pieces.back();
  for (const std::string_view tie : {" och "sv, " samt "sv, " o "sv}) {
    const std::size_t at = text.substr(last.begin, last.size()).find(tie);
    if (at == std::string_view::npos) continue;
    const std::size_t first_end = last.begin + at;
    pieces.back() = trimmed(text, last.begin, first_end);
    pieces.push_back(trimmed(text, first_end + tie.size(), last.end));
    break;
  }
  if (pieces.size() < 3) return {};
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::size_t words = count_words(text, pieces[i]);
    // One word alone may lean on an adjective before the list (`gemensam tid, plats`).
    if (words < 2 || words > 4 || leans_back(text, pieces[i]) || !holds_letters(text, pieces[i])) {
      return {};
    }
  }
  return pieces;
}

}  // namespace

std::vector<ByteSpan> answer_points(std::string_view answer) {
  const ByteSpan whole = trimmed(answer, 0, answer.size());
  if (whole.empty()) return {whole};
  std::vector<ByteSpan> points = lines_of(answer);
  if (points.size() == 1) {
    const ByteSpan line = points.front();
    const std::string_view body = answer.substr(line.begin, line.size());
    if (auto list = numbered(answer, line); !list.empty()) {
      points = std::move(list);
    } else if (body.find(" / ") != std::string_view::npos) {
      points = cut_at(answer, line, " / ");
    } else if (auto several = enumeration(answer, line); !several.empty()) {
      points = std::move(several);
    }
  }
  const bool all_say_something = std::all_of(points.begin(), points.end(), [&](ByteSpan span) {
    return !span.empty() && holds_letters(answer, span);
  });
  if (points.size() < 2 || !all_say_something) return {whole};
  return points;
}

}  // namespace rodtrad::pipeline
