#pragma once
#include <string>

#include "analyzer/base/diagnostic.h"
#include "analyzer/report/phrases.h"

namespace rodtrad::report {

/// Picks the report's language: `say("svenska", "English")`.
class Say {
 public:
  explicit Say(Language language) : swedish_(language == Language::Swedish) {}
  std::string operator()(const char* sv, const char* en) const { return swedish_ ? sv : en; }

 private:
  bool swedish_;
};

/// What is told to the reader, its advice and its place; English where there is no Swedish.
std::string message_of(const Diagnostic& told, Language language);
std::string hint_of(const Diagnostic& told, Language language);
std::string place_of(const Diagnostic& told, Language language);

}  // namespace rodtrad::report
