#pragma once
#include <string>

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

}  // namespace rodtrad::report
