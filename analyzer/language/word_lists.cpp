#include "analyzer/language/word_lists.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"
#include "embedded/rodtrad_language.h"

namespace rodtrad::language {
namespace {

/// The rows of a data file, without remarks.
std::vector<std::vector<std::string_view>> rows_of(std::string_view tsv) {
  std::vector<std::vector<std::string_view>> out;
  for (const std::string_view line : split(tsv, '\n')) {
    if (!line.empty() && !line.starts_with('#')) out.push_back(split(line, '\t'));
  }
  return out;
}

std::vector<std::string> parts_of(std::string_view text, char separator) {
  std::vector<std::string> out;
  for (const std::string_view part : split(text, separator)) out.emplace_back(trim(part));
  return out;
}

/// What a word may stand for.
struct Meaning {
  std::string word;
  std::string exactly;      ///< how it must be written; empty: in any case
  bool small_only = false;  ///< with a capital it is something else
};

using Meanings = std::unordered_map<std::string, std::vector<Meaning>>;

std::vector<std::string> meanings_of(const Meanings& table, const std::string& folded,
                                     std::string_view surface) {
  std::vector<std::string> out;
  const auto found = table.find(folded);
  if (found == table.end()) return out;
  for (const Meaning& meaning : found->second) {
    if (!meaning.exactly.empty() && meaning.exactly != surface) continue;
    if (meaning.small_only && text::starts_upper(surface)) continue;
    if (std::find(out.begin(), out.end(), meaning.word) == out.end()) out.push_back(meaning.word);
  }
  return out;
}

/// The tables of variants, parsed once. The fourth column of a row may say `small` or `both`, of
/// abbreviations also beside which number they are meant.
struct Variants {
  Meanings spoken;
  std::unordered_map<std::string, std::vector<std::string>> equals;
  Meanings abbreviated;
  std::unordered_map<std::string, std::vector<std::vector<std::string>>> phrases;
  std::unordered_map<std::string, NumberWord> beside_numbers;  ///< as they are written

  Variants() {
    for (const auto& row : rows_of(data::spoken_tsv())) {
      for (const std::string& meaning : parts_of(row[1], '/')) {
        spoken[std::string(row[0])].push_back({meaning, {}, says(row, "small")});
        if (says(row, "both")) equals[meaning].emplace_back(row[0]);
      }
    }
    for (const auto& row : rows_of(data::abbreviations_tsv())) {
      const bool after = says(row, "after a number") || says(row, "beside a number");
      const bool before = says(row, "before a number") || says(row, "beside a number");
      if (after || before) {
        for (std::string& way : parts_of(row[0], '|')) {
          beside_numbers[std::move(way)] = {parts_of(row[1], '/'), after, before};
        }
        continue;
      }
      for (const std::string& meaning : parts_of(row[1], '/')) {
        for (const std::string& way : parts_of(row[0], '|')) {
          if (meaning.find(' ') != std::string::npos) {
            phrases[meaning].push_back(tokens_of(way));
          } else if (way.find(' ') == std::string::npos) {
            const bool cased = text::count_upper(way) > 0;
            abbreviated[text::fold(way)].push_back(
                {meaning, cased ? way : std::string(), says(row, "small") && !cased});
          }
        }
      }
    }
    for (const auto& row : rows_of(data::one_or_two_words_tsv())) {
      phrases[std::string(row[0])].push_back(tokens_of(std::string(row[1])));
      phrases[std::string(row[1])].push_back(tokens_of(std::string(row[0])));
    }
  }

  static bool says(const std::vector<std::string_view>& row, std::string_view what) {
    return row.size() > 3 && row[3] == what;
  }

  /// `bl. a` is written as two tokens; stops between them are no words.
  static std::vector<std::string> tokens_of(const std::string& way) {
    std::vector<std::string> out;
    for (std::string token : parts_of(way, ' ')) {
      while (!token.empty() && token.back() == '.') token.pop_back();
      if (!token.empty()) out.push_back(std::move(token));
    }
    return out;
  }
};

const Variants& variants() {
  static const Variants tables;
  return tables;
}

using Words = std::unordered_set<std::string_view>;

const Words& verb_forms(std::string_view kind) {
  static const std::unordered_map<std::string_view, Words> by_kind = [] {
    std::unordered_map<std::string_view, Words> out;
    for (const auto& row : rows_of(data::verb_forms_tsv())) {
      for (const std::string_view word : split(row[1], ' ')) out[row[0]].insert(word);
    }
    return out;
  }();
  return by_kind.at(kind);
}

}  // namespace

std::vector<std::string> standard_forms(const std::string& folded, std::string_view surface) {
  return meanings_of(variants().spoken, folded, surface);
}

std::vector<std::string> equal_spellings(const std::string& folded) {
  const auto found = variants().equals.find(folded);
  return found == variants().equals.end() ? std::vector<std::string>() : found->second;
}

std::vector<std::string> abbreviated_word(const std::string& folded, std::string_view surface) {
  std::vector<std::string> whole = meanings_of(variants().abbreviated, folded, surface);
  const std::size_t colon = folded.find(':');
  if (!whole.empty() || colon == std::string::npos || colon == 0) return whole;
  return meanings_of(variants().abbreviated, folded.substr(0, colon),
                     surface.substr(0, surface.find(':')));
}

const NumberWord* number_word(std::string_view surface) {
  constexpr std::size_t longest = 4;
  if (surface.size() > longest) return nullptr;
  const auto found = variants().beside_numbers.find(std::string(surface));
  return found == variants().beside_numbers.end() ? nullptr : &found->second;
}

std::vector<std::string> word_after_number(const std::string& folded, std::string_view surface) {
  const std::size_t digits = folded.find_first_not_of("0123456789");
  if (digits == 0 || digits == std::string::npos) return {};
  const std::size_t at = surface.find_first_not_of("0123456789");
  if (const NumberWord* const word = number_word(surface.substr(at))) {
    return word->after ? word->words : std::vector<std::string>();
  }
  const std::string rest = folded.substr(digits);
  std::vector<std::string> out = abbreviated_word(rest, surface.substr(at));
  const bool is_word = utf8::count(rest) >= 3 && text::starts_lower(surface.substr(at));
  if (out.empty() && is_word && rest.find_first_of(":-'") == std::string::npos) out.push_back(rest);
  return out;
}

const std::vector<std::vector<std::string>>* other_spellings(std::string_view folded_words) {
  const auto found = variants().phrases.find(std::string(folded_words));
  return found == variants().phrases.end() ? nullptr : &found->second;
}

bool is_blocked(std::string_view folded, std::string_view term) {
  struct Block {
    std::string_view beginning;
    std::string_view term;
  };
  static const std::vector<Block> blocks = [] {
    std::vector<Block> out;
    for (const auto& row : rows_of(data::not_compounds_tsv())) {
      if (row[1] != "*") out.push_back({row[0], row[1]});
    }
    return out;
  }();
  return std::any_of(blocks.begin(), blocks.end(), [&](const Block& block) {
    return block.term == term && folded.starts_with(block.beginning);
  });
}

std::size_t uncut_length(std::string_view folded) {
  struct Uncut {
    Words words;
    std::size_t shortest = std::string_view::npos;
    std::size_t longest = 0;
  };
  static const Uncut uncut = [] {
    Uncut out;
    for (const auto& row : rows_of(data::not_compounds_tsv())) {
      if (row[1] != "*") continue;
      out.words.insert(row[0]);
      out.shortest = std::min(out.shortest, row[0].size());
      out.longest = std::max(out.longest, row[0].size());
    }
    return out;
  }();
  for (std::size_t size = std::min(uncut.longest, folded.size()); size >= uncut.shortest; --size) {
    if (uncut.words.contains(folded.substr(0, size))) return size;
  }
  return 0;
}

bool hardly_imperative(std::string_view folded) {
  static const Words forms = [] {
    Words out;
    for (const auto& row : rows_of(data::homographs_tsv())) out.insert(row[0]);
    return out;
  }();
  return forms.contains(folded);
}

bool is_listed_finite(std::string_view folded) { return verb_forms("finite").contains(folded); }
bool is_listed_infinitive(std::string_view folded) {
  return verb_forms("infinitive").contains(folded);
}
bool is_listed_supine(std::string_view folded) { return verb_forms("supine").contains(folded); }
bool is_listed_s_form(std::string_view folded) { return verb_forms("both").contains(folded); }

std::string_view patch_words() { return data::patch_tsv(); }

}  // namespace rodtrad::language
