#pragma once
#include <string>

#include "analyzer/model/agreement.h"
#include "analyzer/model/codebook.h"
#include "analyzer/report/phrases.h"

namespace rodtrad::report {

/// The label of a code, or its key when the codebook does not know it (or there is none).
inline std::string code_label(const Codebook* codebook, CodeAxis axis, const std::string& key) {
  if (codebook == nullptr) return key;
  const auto find = [&key](const auto& list) {
    for (const auto& entry : list) {
      if (entry.key == key) return entry.label;
    }
    return key;
  };
  switch (axis) {
    case CodeAxis::Theme:
      return find(codebook->themes);
    case CodeAxis::Concept:
      return find(codebook->concepts);
    case CodeAxis::Level:
      return find(codebook->levels);
  }
  return key;
}

/// Why there is no number, in the report's language.
inline std::string reason_of(Undefined reason, Language language) {
  if (language == Language::English) return std::string(to_text(reason));
  switch (reason) {
    case Undefined::No:
      return "";
    case Undefined::NoData:
      return "det finns inget att räkna";
    case Undefined::NoPairs:
      return "ingen enhet är bedömd av två kodare";
    case Undefined::OneCategory:
      return "bara en kategori är använd";
    case Undefined::EmptyMargin:
      return "en rad eller kolumn är tom";
    case Undefined::UnequalCoders:
      return "enheterna är bedömda av olika många kodare";
    case Undefined::TooFewCoders:
      return "det behövs två kodare";
    case Undefined::NotTwoByTwo:
      return "gäller bara tabeller med två rader och två kolumner";
    case Undefined::NeverMarked:
      return "inga två kodare har markerat text på samma ställe";
    case Undefined::ZeroFrequency:
      return "en frekvens är noll";
    case Undefined::OutOfRange:
      return "talen passar inte måttet";
  }
  return "";
}

}  // namespace rodtrad::report
