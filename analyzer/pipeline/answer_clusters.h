#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/language/term_index.h"

/// Which short answers say the same thing in nearly the same words.
namespace rodtrad::pipeline {

/// An answer in the form it is compared in.
struct AnswerForm {
  std::string plain;                 ///< folded, without marks, blanks collapsed
  std::vector<std::string> lemmas;   ///< distinct content lemmas, sorted
  std::vector<std::string> numbers;  ///< sorted
  bool negated = false;
  std::size_t words = 0;
  bool repaired = false;  ///< a spelling slip was read as another word
  bool proposal = false;  ///< begins with an infinitive or imperative
};

/// Forms of all answers together: a word no lexicon knows is read as a word one letter away that
/// the answers use; without such a word it stays as it is.
std::vector<AnswerForm> answer_forms(const std::vector<std::string_view>& answers,
                                     const language::Resources& resources);

/// Why two answers are near-duplicates: `equal`, `lemmas`, `spelling`, `contained`, or nothing.
/// Never when a number or a negation differs.
std::string alike(const AnswerForm& a, const AnswerForm& b);

struct FormGroup {
  std::vector<std::uint32_t> members{};  ///< the most complete first
  std::string why{};
};

/// Groups of near-duplicates (connected pairs), by first member. Every answer is in one group.
std::vector<FormGroup> group_alike(const std::vector<AnswerForm>& forms);

}  // namespace rodtrad::pipeline
