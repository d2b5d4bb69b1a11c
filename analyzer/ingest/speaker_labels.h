#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/model/document.h"

/// Who speaks: labels at the start of paragraphs, and what role a label names.
namespace rodtrad::ingest {

/// A possible label at the start of a paragraph, e.g. `Intervjuare:`, `**R1:**`, `ANDERS S:\t`.
/// Offsets are relative to the paragraph.
struct LabelCandidate {
  std::string printed;                      ///< without colon and marks
  std::string key;                          ///< identity: folded, digits kept (R1 is not R2)
  std::uint32_t end = 0;                    ///< bytes to skip to the speech
  bool no_colon = false;                    ///< believed only where labels fill the document
  std::optional<std::uint64_t> start_ms{};  ///< of `Anna Ek (0:03): Hej.`
};

/// The candidate a paragraph starts with: a capital, at most 40 characters and 4 words, a colon,
/// then a blank or the end. A Markdown emphasis or brackets around it are part of it, and a time in
/// brackets behind it.
std::optional<LabelCandidate> label_candidate(std::string_view paragraph);

/// `Intervjuare<tab>Hur går det?`, `[Intervjuare] Hur går det?`: a tab behind the label or brackets
/// around it, and no colon.
std::optional<LabelCandidate> label_without_colon(std::string_view paragraph);

/// Is this written as a label is, by itself: a capital or a role word, few and short words?
bool could_be_name(std::string_view printed);

/// A label set in bold without a colon, as some Word transcripts have it: the first `length` bytes.
std::optional<LabelCandidate> bold_label(std::string_view paragraph, std::uint32_t length);

/// Cheap test for line joining: could this line open a new turn?
bool looks_like_label(std::string_view line);

/// What the word itself says: `Intervjuare`, `I`, `Moderator` ask; `R1`, `IP3`, `Informant` answer;
/// anything else is unknown.
Role role_of_label(std::string_view key);
/// A glance: false only where the line begins with no word that says a role.
bool may_begin_with_role(std::string_view line);
/// True for labels that need not recur to be believed.
bool is_role_word(std::string_view key);
/// Words that introduce text but are nobody: `Till exempel`, `Obs`, `Tid`, `Plats`.
bool is_never_a_label(std::string_view key);

/// The identity of a label: folded, blanks collapsed, closing punctuation dropped.
std::string label_key(std::string_view printed);

/// Decides the roles of one document's speakers together: `M` is a moderator among `K1`, `M1` only
/// when nobody else asks; names in `interviewers` ask whatever they look like.
void settle_roles(std::vector<Speaker>& speakers, const std::vector<std::string>& interviewers);

}  // namespace rodtrad::ingest
