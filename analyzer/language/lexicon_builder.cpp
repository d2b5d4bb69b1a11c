#include "analyzer/language/lexicon_builder.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "analyzer/base/contract.h"
#include "analyzer/base/strings.h"
#include "analyzer/language/lexicon_format.h"
#include "analyzer/language/lexicon_rules.h"
#include "embedded/lexicon_maker.h"

namespace rodtrad::language {
namespace {

constexpr std::size_t kLongestForm = 255;  // its length is one byte

/// The same form, lemma and group once; imperative or exclamation only when every path says so.
void merge_doubles(std::vector<LexiconWord>& words) {
  std::stable_sort(words.begin(), words.end());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].form.size() > kLongestForm || words[i].lemma.size() > kLongestForm) continue;
    if (kept > 0 && (words[kept - 1] <=> words[i]) == std::strong_ordering::equal) {
      LexiconWord& before = words[kept - 1];
      before.imperative = before.imperative && words[i].imperative;
      before.exclamation = before.exclamation && words[i].exclamation;
      before.places.begin = before.places.begin || words[i].places.begin;
      before.places.middle = before.places.middle || words[i].places.middle;
      before.places.end = before.places.end || words[i].places.end;
      before.places.only_inside = before.places.only_inside && words[i].places.only_inside;
      continue;
    }
    if (kept != i) words[kept] = std::move(words[i]);
    ++kept;
  }
  words.resize(kept);
}

std::uint8_t packed(const CompoundPlaces& places) {
  return static_cast<std::uint8_t>((places.begin ? 1U : 0U) | (places.middle ? 2U : 0U) |
                                   (places.end ? 4U : 0U) | (places.only_inside ? 8U : 0U));
}

/// Collects the numbered texts and writes the sections.
class TableWriter {
 public:
  std::string write(const std::vector<LexiconWord>& words, LexiconSources sources,
                    const std::string& origin) {
    number_forms(words);
    number_lemmas(words);
    std::vector<std::uint32_t> form_readings(forms_.size() + 1, 0);
    std::vector<std::uint32_t> readings;
    std::vector<std::uint8_t> places(forms_.size(), 0);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> lemma_forms;
    std::size_t next = 0;
    for (std::uint32_t form = 0; form < forms_.size(); ++form) {
      form_readings[form] = static_cast<std::uint32_t>(readings.size());
      for (; next < words.size() && words[next].form == forms_[form]; ++next) {
        const LexiconWord& word = words[next];
        const std::uint32_t lemma = lemma_number_.at(word.lemma);
        readings.push_back((lemma << 8U) | static_cast<std::uint32_t>(word.group) |
                           (word.imperative ? 0x10U : 0U) | (word.exclamation ? 0x20U : 0U));
        places[form] |= packed(word.places);
        lemma_forms.emplace_back(lemma, form);
      }
    }
    form_readings[forms_.size()] = static_cast<std::uint32_t>(readings.size());
    std::sort(lemma_forms.begin(), lemma_forms.end());
    lemma_forms.erase(std::unique(lemma_forms.begin(), lemma_forms.end()), lemma_forms.end());

    LexiconHeader header{};
    std::memcpy(header.magic, kLexiconMagic, sizeof header.magic);
    header.sources = static_cast<std::uint32_t>(sources);
    header.forms = static_cast<std::uint32_t>(forms_.size());
    header.readings = static_cast<std::uint32_t>(readings.size());
    header.lemmas = static_cast<std::uint32_t>(lemma_form_.size());
    header.lemma_forms = static_cast<std::uint32_t>(lemma_forms.size());
    header.origin_bytes = static_cast<std::uint32_t>(origin.size());

    std::string texts;
    std::vector<std::uint32_t> form_text;
    for (const std::string_view form : forms_) {
      form_text.push_back(static_cast<std::uint32_t>(texts.size()));
      texts += static_cast<char>(form.size());
      texts += form;
    }
    header.text_bytes = static_cast<std::uint32_t>(texts.size());
    const std::vector<std::uint32_t> hash = hash_table();
    header.hash_size = static_cast<std::uint32_t>(hash.size());

    std::vector<std::uint32_t> first_form(lemma_form_.size() + 1, 0);
    std::vector<std::uint32_t> form_list;
    for (const auto& [lemma, form] : lemma_forms) {
      ++first_form[lemma + 1];
      form_list.push_back(form);
    }
    for (std::size_t i = 1; i < first_form.size(); ++i) first_form[i] += first_form[i - 1];

    out_.append(reinterpret_cast<const char*>(&header), sizeof header);
    section(hash);
    section(form_text);
    section(form_readings);
    section(readings);
    section(lemma_form_);
    section(first_form);
    section(form_list);
    section(std::string_view(reinterpret_cast<const char*>(places.data()), places.size()));
    section(std::string_view(texts));
    section(std::string_view(origin));
    return std::move(out_);
  }

 private:
  /// Forms in byte order. A lemma is a form too, even where no source generates it.
  void number_forms(const std::vector<LexiconWord>& words) {
    for (const LexiconWord& word : words) {
      forms_.emplace_back(word.form);
      forms_.emplace_back(word.lemma);
    }
    std::sort(forms_.begin(), forms_.end());
    forms_.erase(std::unique(forms_.begin(), forms_.end()), forms_.end());
    expects(forms_.size() < (1U << 24U), "the lexicon's numbers fit in 24 bits");
  }

  void number_lemmas(const std::vector<LexiconWord>& words) {
    for (const LexiconWord& word : words) {
      const auto [found, added] =
          lemma_number_.emplace(word.lemma, static_cast<std::uint32_t>(lemma_form_.size()));
      if (!added) continue;
      const auto form = std::lower_bound(forms_.begin(), forms_.end(), word.lemma);
      lemma_form_.push_back(static_cast<std::uint32_t>(form - forms_.begin()));
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> hash_table() const {
    std::size_t size = 1024;
    while (size < forms_.size() * 3 / 2) size *= 2;
    std::vector<std::uint32_t> table(size, 0);
    const auto mask = static_cast<std::uint32_t>(size - 1);
    for (std::uint32_t form = 0; form < forms_.size(); ++form) {
      std::uint32_t at = lexicon_hash(forms_[form]) & mask;
      while (table[at] != 0) at = (at + 1) & mask;
      table[at] = form + 1;
    }
    return table;
  }

  void section(const std::vector<std::uint32_t>& numbers) {
    out_.append(reinterpret_cast<const char*>(numbers.data()), numbers.size() * 4);
  }
  void section(std::string_view bytes) {
    out_ += bytes;
    while (out_.size() % 4 != 0) out_ += '\0';
  }

  std::string out_;
  std::vector<std::string_view> forms_;
  std::unordered_map<std::string_view, std::uint32_t> lemma_number_;
  std::vector<std::uint32_t> lemma_form_;
};

}  // namespace

Result<std::vector<LexiconWord>> listed_words(std::string_view tsv, const std::string& file) {
  std::vector<LexiconWord> words;
  std::size_t number = 0;
  for (const std::string_view line : split(tsv, '\n')) {
    ++number;
    if (trim(line).empty() || line.starts_with('#')) continue;
    const std::vector<std::string_view> cells = split(line, '\t');
    LexiconWord word;
    bool known = cells.size() >= 3;
    const std::string_view group = known ? cells[2] : std::string_view();
    if (group == "n") {
      word.group = WordGroup::Noun;
    } else if (group == "v" || group == "imp") {
      word.group = WordGroup::Verb;
      word.imperative = group == "imp";
    } else if (group == "pp") {
      word.group = WordGroup::PastParticiple;
    } else if (group == "pprs") {
      word.group = WordGroup::PresentParticiple;
    } else if (group == "adj") {
      word.group = WordGroup::Adjective;
    } else if (group == "adv") {
      word.group = WordGroup::Adverb;
    } else if (group == "closed" || group == "ij") {
      word.group = WordGroup::Closed;
      word.exclamation = group == "ij";
    } else if (group == "link") {
      word.group = WordGroup::Linking;
    } else if (group == "oldlink") {
      word.group = WordGroup::OldLinking;
    } else if (group == "drop") {
      word.dropped = true;
    } else {
      known = false;
    }
    if (!known) {
      return failure("lexicon-source", "expected form, lemma and group with tabs between",
                     {.path = file, .line = number});
    }
    word.form = cells[0];
    word.lemma = cells[1];
    words.push_back(std::move(word));
  }
  return words;
}

std::string build_lexicon(std::vector<LexiconWord> words, LexiconSources sources,
                          const std::string& origin) {
  const DroppedReadings dropped = take_dropped(words);
  drop_readings(words, dropped);  // nothing is made from them
  drop_plurals_in_iker(words);
  add_s_passives(words);
  add_an_plurals(words);
  add_vowel_plurals(words);
  add_er_plurals(words);
  add_particle_verbs(words);
  add_participles(words);
  add_short_definites(words);
  drop_readings(words, dropped);  // nor is one of them made from another
  merge_doubles(words);
  return TableWriter().write(words, sources, origin);
}

std::string_view lexicon_maker_sha256() { return data::lexicon_maker(); }

}  // namespace rodtrad::language
