#include "analyzer/ingest/speaker_labels.h"

#include <algorithm>
#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/ingest/beginnings.h"
#include "analyzer/ingest/timestamps.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMaxLabelCharacters = 40;
constexpr std::size_t kShortestRoleAmongOthers = 4;  // `Anna (I)` may be initials
constexpr std::ptrdiff_t kMaxLabelWords = 4;

constexpr std::array kAsking = {"intervjuare"sv,
                                "intervjuaren"sv,
                                "interviewer"sv,
                                "int"sv,
                                "i"sv,
                                "moderator"sv,
                                "moderatorn"sv,
                                "mod"sv,
                                "intervjuledare"sv,
                                "samtalsledare"sv,
                                "samtalsledaren"sv,
                                "frågeställare"sv,
                                "forskare"sv,
                                "forskaren"sv,
                                "fråga"sv,
                                "gruppledare"sv,
                                "intervjuperson0"sv,
                                "facilitator"sv,
                                "q"sv,
                                "processledare"sv,
                                "utfrågare"sv};
constexpr std::array kAnswering = {
    "respondent"sv, "respondenten"sv, "informant"sv,   "informanten"sv,    "ip"sv,
    "r"sv,          "deltagare"sv,    "deltagaren"sv,  "intervjuperson"sv, "intervjupersonen"sv,
    "svar"sv,       "svarande"sv,     "participant"sv, "interviewee"sv,    "a"sv};
constexpr std::array kEither = {"m"sv,          "f"sv,      "k"sv,     "talare"sv, "speaker"sv,
                                "person"sv,     "kvinna"sv, "man"sv,   "okänd"sv,  "unknown"sv,
                                "fokusgrupp"sv, "s"sv,      "flera"sv, "alla"sv,   "röst"sv};
constexpr std::array kNever = {"till exempel"sv, "t.ex."sv,        "t.ex"sv,
                               "t ex"sv,         "exempel"sv,      "obs"sv,
                               "tid"sv,          "plats"sv,        "datum"sv,
                               "ps"sv,           "nb"sv,           "ja"sv,
                               "nej"sv,          "alltså"sv,       "dvs"sv,
                               "ämne"sv,         "till"sv,         "från"sv,
                               "kopia"sv,        "bilaga"sv,       "källa"sv,
                               "anm"sv,          "anmärkning"sv,   "not"sv,
                               "notera"sv,       "kommentar"sv,    "sammanfattning"sv,
                               "syfte"sv,        "mål"sv,          "bakgrund"sv,
                               "metod"sv,        "resultat"sv,     "förslag"sv,
                               "beslut"sv,       "http"sv,         "https"sv,
                               "kl"sv,           "telefon"sv,      "e-post"sv,
                               "handläggare"sv,  "diarienummer"sv, "dagordning"sv,
                               "agenda"sv,       "närvarande"sv,   "frånvarande"sv,
                               "sekreterare"sv,  "ordförande"sv,   "justerare"sv,
                               "citat"sv,        "figur"sv,        "tabell"sv,
                               "klart"sv,        "inte klart"sv,   "återstår"sv,
                               "ansvarig"sv,     "status"sv,       "tema"sv,
                               "nivå"sv,         "kod"sv};

template <std::size_t n>
bool holds(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// `ip3` -> `ip`, `deltagare 4` -> `deltagare`, `speaker_00` -> `speaker`.
std::string_view without_number(std::string_view key) {
  while (!key.empty() && (is_digit(key.back()) || key.back() == ' ' || key.back() == '_' ||
                          key.back() == '-' || key.back() == '#')) {
    key.remove_suffix(1);
  }
  return key;
}

bool is_label_character(char32_t c) {
  return text::is_letter(c) || (c >= '0' && c <= '9') || c == ' ' || c == '.' || c == '\'' ||
         c == '-' || c == '(' || c == ')' || c == '_' || c == 0x2019 || c == ',' || c == '/' ||
         c == '&' || c == 0xA0 || c == '#';
}

}  // namespace

std::string label_key(std::string_view printed) {
  std::string key = text::folded_label(printed);
  while (!key.empty() && (key.back() == ':' || key.back() == '.' || key.back() == '*')) {
    key.pop_back();
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  // `IP 2` is IP2.
  const std::size_t number = key.find_last_not_of("0123456789") + 1;
  if (number < key.size() && number > 1 && key[number - 1] == ' ') key.erase(number - 1, 1);
  return key;
}

std::optional<LabelCandidate> label_candidate(std::string_view paragraph) {
  // Most paragraphs have no colon so early: four bytes a character, and marks of emphasis.
  if (paragraph.substr(0, 4 * kMaxLabelCharacters + 10).find(':') == std::string_view::npos) {
    return std::nullopt;
  }
  std::size_t at = 0;
  std::size_t emphasis = 0;
  while (at < paragraph.size() && paragraph[at] == '*' && emphasis < 3) ++at, ++emphasis;
  const std::size_t begin = at;
  const char32_t first = text::first_character(paragraph.substr(at));
  if (!text::is_letter(first)) return std::nullopt;
  std::size_t characters = 0;
  std::optional<Timestamp> time;
  for (; at < paragraph.size(); ++characters) {
    const utf8::Decoded d = utf8::decode(paragraph, at);
    if (d.code_point == '(' || d.code_point == '[') {
      time = marked_timestamp(paragraph.substr(at));
      if (time) break;
    }
    if (d.code_point == ':' || d.code_point == '*') break;
    if (!is_label_character(d.code_point) || characters >= kMaxLabelCharacters) return std::nullopt;
    at += d.length;
  }
  const std::string_view printed = trim(paragraph.substr(begin, at - begin));
  if (time) at += time->length;
  while (emphasis > 0 && at < paragraph.size() && paragraph[at] == '*') ++at;  // **Namn**:
  if (at >= paragraph.size() || paragraph[at] != ':') return std::nullopt;
  ++at;
  while (emphasis > 0 && at < paragraph.size() && paragraph[at] == '*') ++at;  // **Namn:**
  if (at < paragraph.size() && !is_blank(paragraph[at]) &&
      !paragraph.substr(at).starts_with("\u00A0")) {
    return std::nullopt;
  }
  if (printed.empty() || std::count(printed.begin(), printed.end(), ' ') >= kMaxLabelWords) {
    return std::nullopt;
  }
  LabelCandidate candidate{std::string(printed), label_key(printed),
                           static_cast<std::uint32_t>(at)};
  if (time) candidate.start_ms = time->ms;
  if (!text::is_upper(first) && !is_role_word(candidate.key)) return std::nullopt;
  if (is_never_a_label(candidate.key)) return std::nullopt;
  return candidate;
}

bool could_be_name(std::string_view printed) {
  if (printed.empty() || printed.size() > 4 * kMaxLabelCharacters ||
      utf8::count(printed) > kMaxLabelCharacters ||
      std::count(printed.begin(), printed.end(), ' ') >= kMaxLabelWords) {
    return false;
  }
  bool sound = true;
  utf8::for_each(printed,
                 [&sound](char32_t c, std::size_t) { sound = sound && is_label_character(c); });
  if (!sound) return false;
  const std::string key = label_key(printed);
  const bool named = text::is_upper(text::first_character(printed)) || is_role_word(key);
  return named && !is_never_a_label(key);
}

std::optional<LabelCandidate> label_without_colon(std::string_view paragraph) {
  const bool bracket = paragraph.starts_with('[');
  const std::size_t close =
      paragraph.substr(0, 4 * kMaxLabelCharacters + 1).find(bracket ? ']' : '\t');
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view printed = trim(paragraph.substr(bracket ? 1 : 0, close - bracket));
  std::size_t end = close + 1;
  const bool colon = bracket && paragraph.substr(end).starts_with(':');
  if (colon) ++end;
  const std::string_view speech = paragraph.substr(end);
  if (trim(speech).empty() || (bracket && !is_blank(speech[0])) || !could_be_name(printed)) {
    return std::nullopt;
  }
  LabelCandidate candidate{std::string(printed), label_key(printed),
                           static_cast<std::uint32_t>(end)};
  candidate.no_colon = !colon;
  return candidate;
}

std::optional<LabelCandidate> bold_label(std::string_view paragraph, std::uint32_t length) {
  const std::string_view printed = trim(paragraph.substr(0, length));
  if (printed.empty() || utf8::count(printed) > kMaxLabelCharacters || length >= paragraph.size()) {
    return std::nullopt;
  }
  const std::string key = label_key(printed);
  if (!text::starts_upper(printed) || is_never_a_label(key) ||
      std::count(printed.begin(), printed.end(), ' ') >= kMaxLabelWords) {
    return std::nullopt;
  }
  return LabelCandidate{std::string(printed), key, length};
}

bool looks_like_label(std::string_view line) { return label_candidate(line).has_value(); }

Role role_of_label(std::string_view key) {
  const auto role_of = [](std::string_view part) {
    const std::string_view word = without_number(part);
    if (holds(kAsking, part) || holds(kAsking, word)) return Role::Interviewer;
    return holds(kAnswering, word) ? Role::Participant : Role::Unknown;
  };
  if (const Role role = role_of(key); role != Role::Unknown) return role;
  // `intervjuare/maria`, `maria (intervjuare)`, `maria, moderator`
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t begin = std::min(key.find_first_not_of("/(), ", at), key.size());
    at = std::min(key.find_first_of("/(),", begin), key.size());
    const std::string_view part = trim(key.substr(begin, at - begin));
    if (part == key || utf8::count(part) < kShortestRoleAmongOthers) continue;
    if (const Role role = role_of(part); role != Role::Unknown) return role;
  }
  return Role::Unknown;
}

bool may_begin_with_role(std::string_view line) {
  static constexpr Beginnings kBeginnings = [] {
    Beginnings words(kAsking);
    for (const std::string_view word : kAnswering) words.add(word);
    return words;
  }();
  return kBeginnings.may_begin(line);
}

bool is_role_word(std::string_view key) {
  const std::string_view word = without_number(key);
  return role_of_label(key) != Role::Unknown || holds(kEither, word);
}

bool is_never_a_label(std::string_view key) { return holds(kNever, key); }

void settle_roles(std::vector<Speaker>& speakers, const std::vector<std::string>& interviewers) {
  const auto has = [&](std::string_view key) {
    return std::any_of(speakers.begin(), speakers.end(),
                       [key](const Speaker& s) { return s.key == key; });
  };
  for (Speaker& speaker : speakers) {
    if (speaker.role == Role::Unknown) speaker.role = role_of_label(speaker.key);
    for (const std::string& name : interviewers) {
      if (label_key(name) == speaker.key) speaker.role = Role::Interviewer;
    }
  }
  bool someone_asks = std::any_of(speakers.begin(), speakers.end(),
                                  [](const Speaker& s) { return s.role == Role::Interviewer; });
  for (Speaker& speaker : speakers) {
    if (speaker.role != Role::Unknown || someone_asks) continue;
    const bool moderator = speaker.key == "m" && speakers.size() > 1 && !has("k") && !has("f");
    const bool question = (speaker.key == "f" && has("s")) || (speaker.key == "q" && has("a"));
    if (!moderator && !question) continue;
    speaker.role = Role::Interviewer;
    someone_asks = true;
  }
  for (Speaker& speaker : speakers) {
    if (speaker.role == Role::Unknown && someone_asks) speaker.role = Role::Participant;
  }
}

}  // namespace rodtrad::ingest
