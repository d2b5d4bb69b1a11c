#include "analyzer/language/regular_forms.h"

#include <gtest/gtest.h>

namespace rodtrad::language {
namespace {

TEST(RegularForms, AreThoseThatNewWordsTake) {
  const std::pair<const char*, const char*> forms[] = {
      {"laptoppen", "laptop"},    {"laptopparna", "laptop"}, {"wifit", "wifi"},
      {"gigget", "gig"},          {"boostade", "boosta"},    {"boostats", "boosta"},
      {"pitchande", "pitcha"},    {"padeln", "padel"},       {"emojier", "emoji"},
      {"vloggarens", "vloggare"}, {"vloggarna", "vloggare"}, {"najsa", "najs"},
      {"najst", "najs"},          {"fontarna", "font"},      {"zoomandes", "zooma"},
      {"tofflorna", "toffla"},    {"chippen", "chip"},       {"skvättar", "skvätt"}};
  for (const auto& [form, base] : forms) EXPECT_TRUE(is_regular_form(form, base)) << form;
}

TEST(RegularForms, OfAVerbAreNoNounsAndOfAWordNotItsOwnRemains) {
  const std::pair<const char*, const char*> others[] = {
      {"prompten", "prompta"}, {"prompt", "prompta"}, {"trigger", "trigga"},
      {"bloggare", "blogga"},  {"vacka", "vacker"},   {"fing", "finger"},
      {"syst", "syster"},      {"laptop", "laptop"},  {"podcast", "podd"},
      {"laptopsen", "laptop"}, {"boosten", "boosta"}, {"ar", "a"}};
  for (const auto& [form, base] : others) EXPECT_FALSE(is_regular_form(form, base)) << form;
}

}  // namespace
}  // namespace rodtrad::language
