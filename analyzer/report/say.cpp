#include "analyzer/report/say.h"

#include "analyzer/base/strings.h"

namespace rodtrad::report {

std::string message_of(const Diagnostic& told, Language language) {
  const bool swedish = language == Language::Swedish && !told.swedish_message.empty();
  return swedish ? told.swedish_message : told.message;
}

std::string hint_of(const Diagnostic& told, Language language) {
  const bool swedish = language == Language::Swedish && !told.swedish_message.empty() &&
                       (!told.swedish_hint.empty() || told.hint.empty());
  return swedish ? told.swedish_hint : told.hint;
}

std::string place_of(const Diagnostic& told, Language language) {
  if (language != Language::Swedish) return to_text(told.place);
  Place place = told.place;
  for (const auto& [en, sv] : {std::pair{"sheet \"", "blad \""}, {"\" row ", "\" rad "}}) {
    place.inside = replace_all(place.inside, en, sv);
  }
  return to_text(place);
}

}  // namespace rodtrad::report
