#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/commands/material.h"
#include "analyzer/cli/console.h"
#include "analyzer/cli/lexicon.h"
#include "analyzer/language/term_index.h"
#include "analyzer/matching/rule_language.h"
#include "analyzer/matching/shortened_words.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/collate.h"
#include "analyzer/text/normalise.h"
#include "analyzer/text/segment.h"

namespace rodtrad::cli {
namespace {

struct FormsOptions {
  std::vector<std::string> terms{};
  ReadingOptions reading{};
  LanguageOptions language{};
};

/// Adds the words of a rule, each with its own marks; false when it holds something else too: a
/// pattern, a list.
bool add_terms(const matching::Rule& rule, const std::string& text,
               std::vector<language::Term>& terms, std::vector<std::string>& typed) {
  if (rule.kind == matching::RuleKind::Term) {
    terms.push_back({.word = rule.text, .kind = rule.term_kind, .compound = rule.compound});
    typed.push_back(text);
    return true;
  }
  bool only_words = !rule.children.empty();
  for (const matching::Rule& child : rule.children) {
    only_words = add_terms(child, text, terms, typed) && only_words;
  }
  return only_words;
}

/// The words of what was typed.
bool parse_terms(const FormsOptions& options, std::vector<language::Term>& terms,
                 std::vector<std::string>& typed) {
  for (const std::string& text : options.terms) {
    matching::Rule rule;
    matching::RuleError error;
    if (!matching::parse_rule(text, rule, error)) {
      Diagnostics told;
      told.error(error.id, "\"" + text + "\": " + error.message, {}, error.hint);
      tell(told);
      return false;
    }
    if (!add_terms(rule, text, terms, typed)) {
      Diagnostics told;
      told.warning("forms-no-words", "\"" + text + "\" holds more than words: only those are shown",
                   {}, "rodtrad kwic shows what the whole rule finds");
      tell(told);
    }
  }
  return true;
}

std::vector<std::string> in_alphabetical_order(const std::set<std::string>& types) {
  const text::Collator collator;
  std::vector<std::pair<std::string, std::string>> keyed;
  for (const std::string& type : types) keyed.emplace_back(collator.sort_key(type), type);
  std::sort(keyed.begin(), keyed.end());
  std::vector<std::string> out;
  for (auto& [key, type] : keyed) out.push_back(std::move(type));
  return out;
}

/// What the material says: every word type as written, in Swedish alphabetical order, and the words
/// that shortened ones stand for.
struct MaterialTypes {
  std::vector<std::string> words{};
  std::set<std::pair<std::string, std::string>> shortened{};  ///< `in-` and `utskrivning`
};

MaterialTypes types_of(const std::vector<Document>& documents) {
  text::Segmenter segmenter;
  std::set<std::string> types;
  MaterialTypes out;
  std::vector<matching::ShortenedPair> pairs;
  for (const Document& document : documents) {
    const Segmentation segmentation = segmenter.segment(document);
    pairs.clear();
    for (std::uint32_t w = 0; w < segmentation.words.size(); ++w) {
      types.insert(text::surface_of(segmentation.words[w], segmentation, document.text));
      matching::add_shortened_pairs(document, segmentation, w, pairs);
    }
    matching::add_dashed_pairs(document, segmentation, pairs);
    for (matching::ShortenedPair& pair : pairs) {
      out.shortened.emplace(std::move(pair.first), std::move(pair.second));
    }
  }
  out.words = in_alphabetical_order(types);
  return out;
}

/// Adds `before` and each form of the words that this can be, as a base form or as another one
/// (hinner: hinna); false when the lexicon does not know it.
bool add_paradigm(const std::string& before, const std::string& folded,
                  const language::Lexicon& lexicon, std::set<std::string>& types) {
  const auto add = [&](std::uint32_t lemma) {
    for (const std::string_view form : lexicon.forms_of(lemma)) {
      types.insert(before + std::string(form));
    }
  };
  const auto lemma = lexicon.lemma(folded);
  if (lemma) add(*lemma);
  const auto entry = lexicon.find(folded);
  if (entry) {
    for (const language::Reading& reading : entry->apertium) add(reading.lemma);
    for (const std::uint32_t base : entry->bases) add(base);
  }
  return lemma || entry;
}

/// Forms that no material is needed for: the paradigm, and compounds that the lexicon holds whole.
/// A compound that it lacks has the forms of its head: all ends are tried, and the index chooses.
std::vector<std::string> types_in_lexicon(const std::vector<language::Term>& terms,
                                          const language::Lexicon& lexicon) {
  std::set<std::string> types;
  for (const language::Term& term : terms) {
    const std::string folded = text::folded_form(term.word);
    types.insert(text::surface_form(term.word));
    const bool known = add_paradigm("", folded, lexicon, types);
    constexpr std::size_t kShortestHead = 3;
    for (std::size_t at = 1; !known && at + kShortestHead <= folded.size(); ++at) {
      if (utf8::is_continuation(folded[at])) continue;
      add_paradigm(folded.substr(0, at), folded.substr(at), lexicon, types);
    }
    const std::string root(utf8::prefix(folded, 3));
    lexicon.for_each_form([&](std::string_view form) {
      if (form.find(root) != std::string_view::npos) types.emplace(form);
    });
  }
  return in_alphabetical_order(types);
}

/// A plain word does not find its compounds; alone, the command shows them too, as `+chef+` would.
/// The numbers of the plain terms behind the terms added.
std::vector<std::uint32_t> add_as_compounds(std::vector<language::Term>& terms,
                                            std::vector<std::string>& typed) {
  std::vector<std::uint32_t> plain;
  for (std::size_t i = 0, n = terms.size(); i < n; ++i) {
    if (terms[i].kind != language::TermKind::Inflected) continue;
    if (terms[i].compound != CompoundRole::None) continue;
    language::Term compound = terms[i];
    compound.compound = CompoundRole::Any;
    typed.push_back("+" + compound.word + "+");
    terms.push_back(std::move(compound));
    plain.push_back(static_cast<std::uint32_t>(i));
  }
  return plain;
}

/// A term with a typing error finds next to nothing: say so.
void tell_unknown(const std::vector<language::Term>& terms, language::TermIndex::Lookup& lookup) {
  Diagnostics told;
  for (const language::Term& term : terms) {
    if (term.kind != language::TermKind::Inflected || text::count_upper(term.word) >= 2) continue;
    const std::string folded = text::folded_form(term.word);
    if (lookup.knows(folded.substr(folded.rfind('-') + 1))) continue;
    told.warning("forms-unknown-word",
                 "\"" + term.word + "\" is not in the lexicon: its endings are guessed", {},
                 "is it spelled right?");
  }
  tell(told);
}

ExitCode run_forms(const FormsOptions& options) {
  std::vector<language::Term> terms;
  std::vector<std::string> typed;
  if (!parse_terms(options, terms, typed)) return ExitCode::BadInput;
  Diagnostics remarks;
  auto lexicon = open_lexicon(options.language, remarks);
  tell(remarks);
  if (!lexicon) {
    return fail(lexicon.failure());
  }
  const language::Resources& resources = lexicon.value().resources;
  MaterialTypes types;
  if (!options.reading.inputs.empty()) {
    pipeline::Request request;
    Diagnostics read;
    auto material = read_material(options.reading, "", request, read);
    tell(read);
    if (!material) {
      return fail(material.failure());
    }
    tell(material.value().remarks);
    types = types_of(material.value().documents);
  } else if (resources.lexicon != nullptr) {
    types.words = types_in_lexicon(terms, *resources.lexicon);
  } else {
    for (const language::Term& term : terms) types.words.push_back(text::surface_form(term.word));
    Diagnostics told;
    told.info("forms-no-material", "without a lexicon only the term itself is known", {},
              "give --in INPUT to see the forms that occur in your material");
    tell(told, Verbosity::Verbose);
  }
  const std::size_t asked = terms.size();
  std::vector<std::uint32_t> plain_of;
  if (options.reading.inputs.empty() && resources.lexicon != nullptr) {
    plain_of = add_as_compounds(terms, typed);
  }
  const language::TermIndex index(terms, resources);
  language::TermIndex::Lookup lookup(index);
  if (resources.lexicon != nullptr) {
    tell_unknown({terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(asked)}, lookup);
  }
  std::map<std::uint32_t, std::string> rows;
  const auto add_row = [&](const std::string& form, const language::TermMatch& match) {
    std::string detail = match.recognition.detail;
    if (!match.recognition.ambiguous.empty()) {
      detail += (detail.empty() ? "ambiguous: " : "; ambiguous: ") +
                join(match.recognition.ambiguous, ", ");
    }
    rows[match.term] += typed[match.term] + "\t" + form + "\t" +
                        std::string(to_text(match.recognition.how)) + "\t" + detail + "\n";
  };
  for (const std::string& type : types.words) {
    std::vector<language::TermMatch> found;
    lookup.find(type, found);
    const auto is_form = [&](std::uint32_t term) {
      return std::any_of(found.begin(), found.end(),
                         [term](const auto& match) { return match.term == term; });
    };
    for (const language::TermMatch& match : found) {
      // As compounds are shown only those of the lexicon that the plain word does not find.
      if (match.term >= asked &&
          (match.recognition.how != How::Compound || is_form(plain_of[match.term - asked]) ||
           !resources.lexicon->knows(text::folded_form(type)))) {
        continue;
      }
      add_row(type, match);
    }
  }
  for (const auto& [first, second] : types.shortened) {
    std::vector<language::TermMatch> found;
    lookup.find_shortened(first, second, found);
    for (const language::TermMatch& match : found) {
      add_row(first == language::kBesideNumber ? second : first + " … " + second, match);
    }
  }
  print("term\tform\thow\tdetail\n");
  for (const auto& [term, text] : rows) print(text);
  return ExitCode::Done;
}

}  // namespace

void define_forms(CLI::App& app, Action& action) {
  auto options = std::make_shared<FormsOptions>();
  CLI::App* command =
      app.add_subcommand("forms", "show which word forms a term finds, and why (TSV)");
  command->add_option("TERM", options->terms, "words as in a rule: chef, +vård+, samverk*")
      ->required();
  command->add_option("--in", options->reading.inputs, "look for forms in this material")
      ->type_name("INPUT...");
  add_language_options(*command, options->language);
  command->footer(
      "Without --in: every form of the term and the compounds with it that the lexicon knows.\n"
      "how = equal, lexicon, compound, acronym, spoken, fallback or pattern");
  command->callback([options, &action] { action.run = [options] { return run_forms(*options); }; });
}

}  // namespace rodtrad::cli
