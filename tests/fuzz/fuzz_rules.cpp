#include "analyzer/matching/rule_language.h"
#include "tests/fuzz/checks.h"

namespace {

using namespace rodtrad;

constexpr char kText[] =
    "Det är oklart vem som gör vad. Vi har inte tid, och rollerna är otydliga!\n"
    "IT-stödet i KoK-boken … in- och utskrivning; vårdcentralschefernas sam-\nverkansavtal "
    "(50 %) gäller t.ex. för a, b och c: a a a. Ingen vet. Ja, jag vet år 2014.";

Document sample_document() {
  Document document;
  document.key = "prov";
  document.text = kText;
  Segment segment;
  segment.span = {0, static_cast<std::uint32_t>(document.text.size())};
  document.segments.push_back(segment);
  return document;
}

/// A codebook that holds nothing but the rule, and a list for it to name.
Codebook codebook_of(std::string_view rule) {
  Codebook book;
  book.key = "prov";
  for (const std::string_view match : {rule, std::string_view("vem"), std::string_view("a")}) {
    Indicator indicator;
    indicator.match = std::string(match);
    indicator.place = {.path = "prov.json", .line = 1, .column = 1};
    book.indicators.push_back(std::move(indicator));
  }
  RuleList list;
  list.name = "lista";
  list.rules = {IndicatorId(std::size_t{1}), IndicatorId(std::size_t{2})};
  book.lists.push_back(std::move(list));
  Theme theme;
  theme.key = theme.label = "t";
  theme.indicators = {IndicatorId(std::size_t{0})};
  book.themes.push_back(std::move(theme));
  return book;
}

/// Every part lies inside its whole.
void check_rule(const matching::Rule& rule, std::string_view text) {
  fuzz::check_slice(text, {rule.begin, rule.end}, "a rule is a slice of what was written");
  fuzz::require(rule.gaps.empty() || rule.gaps.size() == rule.children.size(),
                "a phrase has one gap a word");
  for (const matching::Rule& child : rule.children) {
    fuzz::require(rule.begin <= child.begin && child.end <= rule.end,
                  "a part of a rule lies inside it");
    check_rule(child, text);
  }
}

}  // namespace

/// A rule from its text to its hits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Document document = sample_document();
  const std::string_view text = fuzz::as_text(data, size);
  matching::Rule rule;
  matching::RuleError error;
  if (!matching::parse_rule(text, rule, error)) {
    fuzz::require(error.at <= text.size(), "a rule's fault lies within the rule");
    fuzz::require(!error.id.empty() && !error.message.empty(), "a rule's fault says something");
    return 0;
  }
  check_rule(rule, text);
  const Codebook book = codebook_of(text);
  const auto matcher = matching::Matcher::compile(book);
  if (matcher) {
    fuzz::check_coding_of(document, book, matcher.value());
  } else {
    fuzz::check_failure(matcher.failure());
  }
  return 0;
}
