#include "analyzer/ingest/label_counts.h"

#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/ingest/chance.h"
#include "analyzer/text/characters.h"

namespace rodtrad::ingest {
namespace {

std::set<std::string> believed_by_colon(const LabelCounts& counts) {
  std::set<std::string> believed;
  if (counts.labelled < 2 || is_chance(counts.labelled, counts.paragraphs)) return believed;
  std::size_t recurring = 0;
  for (const auto& [key, n] : counts.by_colon) recurring += n >= 2 ? 1U : 0U;
  const bool spoken =
      counts.labelled * 5 >= counts.paragraphs || (counts.labelled >= 6 && recurring >= 2);
  std::size_t with_believed = 0;
  for (const auto& [key, n] : counts.by_colon) {
    if (!is_role_word(key) && (n < 2 || !spoken)) continue;
    believed.insert(key);
    with_believed += n;
  }
  // Somebody who speaks once among so many is no word before a colon.
  if (spoken && recurring > 0 && with_believed * 2 >= counts.paragraphs) {
    for (const auto& [key, printed] : counts.names) believed.insert(key);
  }
  // Where only an interviewer speaks, a name before a colon is who answers.
  const bool only_asking =
      !believed.empty() && std::all_of(believed.begin(), believed.end(), [](const auto& key) {
        return role_of_label(key) == Role::Interviewer;
      });
  if (only_asking) {
    for (const auto& [key, printed] : counts.names) believed.insert(key);
  }
  return believed;
}

/// `Kerstin`, `Anna-Lena K`, `Bosse 2`: few words, each with a capital or a number.
bool is_written_as_name(std::string_view printed) {
  constexpr std::size_t kMostWords = 3;
  const std::vector<std::string_view> words = split(printed, ' ');
  return words.size() <= kMostWords &&
         std::all_of(words.begin(), words.end(), [](std::string_view word) {
           return !word.empty() && (text::starts_upper(word) || is_digit(word[0]));
         });
}

/// Two voices at least that come again, in most of the paragraphs.
std::set<std::string> believed_without_colon(const LabelCounts& counts) {
  std::set<std::string> believed;
  std::size_t recurring = 0;
  std::size_t labelled = 0;
  for (const auto& [key, n] : counts.without_colon) {
    recurring += n >= 2 ? 1U : 0U;
    labelled += n >= 2 || is_role_word(key) ? n : 0U;
  }
  if (recurring < 2 || labelled * 3 < counts.paragraphs * 2) return believed;
  for (const auto& [key, n] : counts.without_colon) {
    if (n >= 2 || is_role_word(key)) believed.insert(key);
  }
  return believed;
}

constexpr std::size_t kShortestRole = 4;  // `Svar`; a shorter one, as `I`, begins sentences too
constexpr std::size_t kLongestRole = 20;

/// `Intervjuare`, `Respondent 2`, `Moderator - Hur …`, `Informant Det …`: a role word that stands
/// where a label stands, as it is written; empty when there is none.
std::string_view bare_role(std::string_view paragraph) {
  if (paragraph.empty() || paragraph[0] < 'A' || paragraph[0] > 'Z') return {};
  if (!may_begin_with_role(paragraph)) return {};
  const std::string_view head = paragraph.substr(0, kLongestRole + 1);
  const std::size_t end = std::min(head.find_first_of(" \t\n-.:)]"), head.size());
  if (end < kShortestRole || end > kLongestRole) return {};
  const std::string_view word = paragraph.substr(0, end);
  if (role_of_label(label_key(word)) == Role::Unknown) return {};
  std::string_view rest = trim(paragraph.substr(end));
  const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  rest = trim(rest.substr(digits));
  if (rest.empty() || text::starts_upper(rest)) return word;
  for (const std::string_view mark : {"- ", "\u2013 ", "\u2014 ", ". ", ") ", "] "}) {
    if (rest.starts_with(mark)) return word;
  }
  return {};
}

}  // namespace

void LabelCounts::add_unlabelled(std::string_view paragraph) {
  if (!paragraph.empty() && is_digit(paragraph.front())) {
    const std::size_t rest = std::min(paragraph.find_first_not_of("0123456789"), paragraph.size());
    const std::string_view after = paragraph.substr(rest);
    if (!after.empty() && is_blank(after.front()) && looks_like_label(trim(after))) ++numbered;
  }
  const std::string_view role = bare_role(paragraph);
  if (role.empty()) return;
  ++bare;
  if (bare_asking.empty() && role_of_label(label_key(role)) == Role::Interviewer) {
    bare_asking = role;
  }
}

void LabelCounts::add(const LabelCandidate& label) {
  ++(label.no_colon ? without_colon : by_colon)[label.key];
  if (label.no_colon) return;
  ++labelled;
  if (is_written_as_name(label.printed)) names.emplace(label.key, label.printed);
}

bool too_many(const LabelCounts& counts) {
  return counts.by_colon.size() > kMostLabels || counts.without_colon.size() > kMostLabels;
}

std::set<std::string> believed_labels(const LabelCounts& counts) {
  if (too_many(counts)) return {};
  std::set<std::string> believed = believed_by_colon(counts);
  believed.merge(believed_without_colon(counts));
  return believed;
}

void tell_single_labels(const LabelCounts& counts, const std::set<std::string>& believed,
                        const std::string& file, Diagnostics& remarks) {
  std::vector<std::string> single;
  for (const auto& [key, printed] : counts.names) {
    const bool once = counts.by_colon.at(key) == 1 && !is_role_word(key);
    if (once && believed.contains(key)) single.push_back("\"" + printed + "\"");
  }
  if (single.empty()) return;
  constexpr std::size_t kNamed = 8;
  const bool more = single.size() > kNamed;
  if (more) single.resize(kNamed);
  remarks
      .warning("transcript-label-once",
               join(single, ", ") + (more ? " …" : "") +
                   (single.size() == 1 ? " begins one paragraph and is read as a speaker"
                                       : " begin one paragraph each and are read as speakers"),
               {.path = file}, "if that is no name, write a dash instead of the colon")
      .in_swedish(join(single, ", ") + (more ? " …" : "") +
                      (single.size() == 1 ? " inleder ett enda stycke och läses som en talare"
                                          : " inleder ett stycke var och läses som talare"),
                  "är det inget namn, skriv ett tankstreck i stället för kolonet");
}

void tell_unread_labels(const LabelCounts& counts, const std::string& file, Diagnostics& remarks) {
  constexpr std::size_t kAtLeast = 4;
  if (counts.numbered >= kAtLeast) {
    remarks
        .warning("transcript-lines-numbered",
                 "numbers stand before the speakers' names: all is read as running text, questions "
                 "included",
                 {.path = file}, "save the transcript without line numbers")
        .in_swedish(
            "det står nummer före talarnas namn: allt läses som löpande text, frågorna också",
            "spara utskriften utan radnummer");
    return;
  }
  if (counts.bare < kAtLeast || counts.bare * 10 < counts.paragraphs ||
      counts.bare_asking.empty()) {
    return;
  }
  remarks
      .warning("transcript-labels-unread",
               "lines begin with \"" + counts.bare_asking +
                   "\" and the like but without a colon: all is read as running text, "
                   "questions included",
               {.path = file},
               "write a colon after the name, as in \"" + counts.bare_asking +
                   ":\", and start each turn on a line of its own")
      .in_swedish("rader börjar med \"" + counts.bare_asking +
                      "\" och liknande men utan kolon: allt läses som löpande text, frågorna också",
                  "skriv ett kolon efter namnet, som i \"" + counts.bare_asking +
                      ":\", och börja varje replik på en egen rad");
}

}  // namespace rodtrad::ingest
