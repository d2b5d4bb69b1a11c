#include <algorithm>
#include <map>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/language/lexicon_builder.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::language {
namespace {

/// One element of a suffix rule's condition: `.`, a letter, or a class in brackets.
struct Condition {
  bool any = false;
  bool negated = false;
  std::u32string letters{};

  [[nodiscard]] bool fits(char32_t c) const {
    if (any) return true;
    return (letters.find(c) != std::u32string::npos) != negated;
  }
};

struct SuffixRule {
  std::u32string strip;
  std::u32string add;
  std::u32string continuation;  ///< flags of the form it makes
  std::vector<Condition> condition;
};

std::u32string wide(std::string_view text) {
  std::u32string out;
  utf8::for_each(text, [&out](char32_t c, std::size_t) { out += c; });
  return out;
}

std::string narrow(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) utf8::append(out, c);
  return out;
}

std::vector<Condition> parse_condition(std::string_view text) {
  std::vector<Condition> out;
  const std::u32string letters = wide(text);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    Condition one;
    if (letters[i] == '.') {
      one.any = true;
    } else if (letters[i] == '[') {
      ++i;
      if (i < letters.size() && letters[i] == '^') {
        one.negated = true;
        ++i;
      }
      while (i < letters.size() && letters[i] != ']') one.letters += letters[i++];
    } else {
      one.letters = letters[i];
    }
    out.push_back(std::move(one));
  }
  if (out.size() == 1 && out[0].any) out.clear();  // "." means no condition
  return out;
}

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> out;
  for (const std::string_view field : split(line, ' ')) {
    for (const std::string_view part : split(field, '\t')) {
      if (!part.empty()) out.push_back(part);
    }
  }
  return out;
}

/// sv_SE.aff's suffix classes and the flags that say where a word may stand in a compound.
class Affixes {
 public:
  explicit Affixes(std::string_view aff) {
    for (std::string_view line : split(aff, '\n')) {
      if (line.ends_with('\r')) line.remove_suffix(1);
      const std::vector<std::string_view> fields = fields_of(line);
      if (fields.size() < 2 || fields[0].starts_with('#')) continue;
      flag(fields, "COMPOUNDBEGIN", begin_);
      flag(fields, "COMPOUNDMIDDLE", middle_);
      flag(fields, "COMPOUNDEND", end_);
      flag(fields, "ONLYINCOMPOUND", only_inside_);
      flag(fields, "NEEDAFFIX", need_affix_);
      flag(fields, "FORBIDDENWORD", forbidden_);
      if (fields[0] == "SFX" && fields.size() >= 5) rule(fields);
    }
  }

  /// Adds the word and everything its flags make of it.
  void expand(std::string_view word, std::string_view flags, std::vector<LexiconWord>& out) const {
    const std::u32string letters = wide(word);
    const std::u32string wide_flags = wide(flags);
    const auto has = [&wide_flags](char32_t flag_letter) {
      return flag_letter != 0 && wide_flags.find(flag_letter) != std::u32string::npos;
    };
    if (has(forbidden_)) return;
    const CompoundPlaces places{has(begin_), has(middle_), has(end_), has(only_inside_)};
    const std::string lemma = text::folded_form(word);
    if (!has(need_affix_)) add(letters, lemma, places, out);
    suffixed(letters, wide_flags, lemma, places, 0, out);
  }

 private:
  static void flag(const std::vector<std::string_view>& fields, std::string_view name,
                   char32_t& out) {
    if (fields[0] == name) out = wide(fields[1]).front();
  }

  void rule(const std::vector<std::string_view>& fields) {
    const std::string_view added = fields[3];
    const std::size_t slash = added.find('/');
    SuffixRule made;
    if (fields[2] != "0") made.strip = wide(fields[2]);
    const std::string_view text = added.substr(0, slash);
    if (text != "0") made.add = wide(text);
    if (slash != std::string_view::npos) made.continuation = wide(added.substr(slash + 1));
    made.condition = parse_condition(fields[4]);
    rules_[wide(fields[1]).front()].push_back(std::move(made));
  }

  void suffixed(const std::u32string& word, const std::u32string& flags, const std::string& lemma,
                const CompoundPlaces& places, int level, std::vector<LexiconWord>& out) const {
    if (level == 2) return;
    for (const char32_t letter : flags) {
      const auto found = rules_.find(letter);
      if (found == rules_.end()) continue;
      for (const SuffixRule& rule : found->second) {
        if (!applies(rule, word)) continue;
        const std::u32string form = word.substr(0, word.size() - rule.strip.size()) + rule.add;
        const auto has = [&rule](char32_t flag_letter) {
          return flag_letter != 0 && rule.continuation.find(flag_letter) != std::u32string::npos;
        };
        CompoundPlaces here = places;
        if (!rule.continuation.empty()) {
          here.begin = has(begin_);
          here.middle = has(middle_);
          here.only_inside = has(only_inside_);
          here.end = has(end_) || (places.end && !here.only_inside);
        } else {
          here.begin = here.middle = false;  // an ending closes the word
        }
        if (!has(need_affix_)) add(form, lemma, here, out);
        suffixed(form, rule.continuation, lemma, here, level + 1, out);
      }
    }
  }

  static bool applies(const SuffixRule& rule, const std::u32string& word) {
    if (word.size() < rule.condition.size() || word.size() < rule.strip.size()) return false;
    if (word.compare(word.size() - rule.strip.size(), rule.strip.size(), rule.strip) != 0) {
      return false;
    }
    const std::size_t from = word.size() - rule.condition.size();
    for (std::size_t i = 0; i < rule.condition.size(); ++i) {
      if (!rule.condition[i].fits(word[from + i])) return false;
    }
    return true;
  }

  static void add(const std::u32string& form, const std::string& lemma,
                  const CompoundPlaces& places, std::vector<LexiconWord>& out) {
    LexiconWord word;
    word.form = text::folded_form(narrow(form));
    word.lemma = lemma;
    word.group = WordGroup::Hunspell;
    word.places = places;
    if (!word.form.empty()) out.push_back(std::move(word));
  }

  std::map<char32_t, std::vector<SuffixRule>> rules_;
  char32_t begin_ = 0;
  char32_t middle_ = 0;
  char32_t end_ = 0;
  char32_t only_inside_ = 0;
  char32_t need_affix_ = 0;
  char32_t forbidden_ = 0;
};

}  // namespace

Result<std::vector<LexiconWord>> hunspell_words(std::string_view dic, std::string_view aff) {
  const Affixes affixes(aff);
  std::vector<LexiconWord> words;
  bool first = true;
  for (std::string_view line : split(dic, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (first) {  // the number of entries
      first = false;
      continue;
    }
    line = line.substr(0, line.find('\t'));
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t slash = line.find('/', 1);
    const std::string_view word = line.substr(0, slash);
    if (word.find(' ') != std::string_view::npos || is_digit(word.front())) continue;
    affixes.expand(word, slash == std::string_view::npos ? "" : line.substr(slash + 1), words);
  }
  if (words.empty()) return failure("lexicon-source", "the dictionary holds no words");
  return words;
}

}  // namespace rodtrad::language
