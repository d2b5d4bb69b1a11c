#include "analyzer/pipeline/answer_clusters.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <unordered_map>

#include "analyzer/base/sorted.h"
#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/language/inflection.h"
#include "analyzer/language/word_lists.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

using namespace std::string_view_literals;

constexpr double kContained = 0.75;  ///< one holds all of the other's words
constexpr double kMostly = 0.8;
constexpr std::size_t kFewestWords = 3;  ///< for anything looser than the same words

bool is_negation(std::string_view word) {
  constexpr std::array words = {"inte"sv, "ej"sv,    "aldrig"sv, "icke"sv,
                                "inga"sv, "ingen"sv, "inget"sv,  "utan"sv};
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words that carry no point of their own. Negations and words of degree (fler, färre, bättre) do.
bool is_light(std::string_view word) {
  constexpr std::array words = {
      "och"sv,   "att"sv,   "i"sv,      "på"sv,    "en"sv,      "ett"sv,    "den"sv,    "det"sv,
      "de"sv,    "dem"sv,   "vi"sv,     "jag"sv,   "oss"sv,     "man"sv,    "vår"sv,    "vårt"sv,
      "våra"sv,  "min"sv,   "mitt"sv,   "mina"sv,  "med"sv,     "för"sv,    "av"sv,     "till"sv,
      "från"sv,  "om"sv,    "som"sv,    "är"sv,    "var"sv,     "vara"sv,   "har"sv,    "ha"sv,
      "ska"sv,   "skall"sv, "skulle"sv, "måste"sv, "behöver"sv, "behöva"sv, "behövs"sv, "vill"sv,
      "vilja"sv, "kan"sv,   "kunna"sv,  "bör"sv,   "finns"sv,   "finnas"sv, "så"sv,     "där"sv,
      "här"sv,   "sig"sv,   "sin"sv,    "sina"sv,  "även"sv,    "också"sv,  "när"sv,    "då"sv,
      "eller"sv, "samt"sv,  "mot"sv,    "vid"sv,   "hos"sv,     "alltså"sv, "ju"sv,     "bara"sv,
      "denna"sv, "detta"sv, "dessa"sv,  "någon"sv, "något"sv,   "några"sv,  "sedan"sv,  "se"sv};
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    while (!word.empty() && (word.back() == '-' || word.back() == '\'')) word.pop_back();
    if (!word.empty()) words.push_back(text::folded_form(word));
    word.clear();
  };
  utf8::for_each(text, [&](char32_t c, std::size_t) {
    if (text::is_word_character(c) || (!word.empty() && (c == U'-' || c == U':'))) {
      utf8::append(word, c);
    } else {
      close();
    }
  });
  close();
  for (std::string& w : words) {
    while (!w.empty() && (w.back() == ':' || w.back() == '-')) w.pop_back();
  }
  return words;
}

/// Short forms of chat that stand for one word.
std::string written_out(const std::string& word) {
  static const std::map<std::string_view, std::string_view> kShort = {{"o", "och"},
                                                                      {"m", "med"},
                                                                      {"&", "och"},
                                                                      {"el", "eller"},
                                                                      {"info", "information"},
                                                                      {"innan", "före"},
                                                                      {"ihop", "tillsammans"},
                                                                      {"gm", "genom"}};
  const auto found = kShort.find(word);
  if (found != kShort.end()) return std::string(found->second);
  if (const auto whole = language::abbreviated_word(word, word); !whole.empty())
    return whole.front();
  if (const auto standard = language::standard_forms(word, word); standard.size() == 1) {
    return standard.front();
  }
  return word;
}

/// Every string with one letter left out.
std::vector<std::string> with_one_less(std::string_view word) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t length = std::max<std::uint32_t>(1, utf8::decode(word, at).length);
    out.push_back(std::string(word.substr(0, at)) + std::string(word.substr(at + length)));
    at += length;
  }
  return out;
}

std::u32string letters_of(std::string_view word) {
  std::u32string out;
  utf8::for_each(word, [&out](char32_t c, std::size_t) { out += c; });
  return out;
}

/// One letter more, less, another, or two neighbours swapped.
bool one_slip_apart(std::string_view x, std::string_view y) {
  const std::u32string a = letters_of(x);
  const std::u32string b = letters_of(y);
  if (a == b) return false;
  std::size_t front = 0;
  while (front < a.size() && front < b.size() && a[front] == b[front]) ++front;
  std::size_t back = 0;
  while (back + front < a.size() && back + front < b.size() &&
         a[a.size() - 1 - back] == b[b.size() - 1 - back]) {
    ++back;
  }
  const std::size_t left_a = a.size() - front - back;
  const std::size_t left_b = b.size() - front - back;
  if (left_a <= 1 && left_b <= 1) return true;
  return left_a == 2 && left_b == 2 && a[front] == b[front + 1] && a[front + 1] == b[front];
}

class FormMaker {
 public:
  FormMaker(const std::vector<std::string_view>& answers, const language::Resources& resources)
      : answers_(answers),
        lexicon_(resources.lexicon != nullptr ? *resources.lexicon : no_lexicon_),
        inflection_(lexicon_),
        index_({}, resources),
        lookup_(index_) {}

  std::vector<AnswerForm> run() {
    for (const std::string_view answer : answers_) {
      words_.push_back(words_in(answer));
      for (std::string& word : words_.back()) {
        word = written_out(word);
        ++count_[word];
      }
    }
    index_known_words();
    std::vector<AnswerForm> forms;
    for (const std::vector<std::string>& words : words_) forms.push_back(form_of(words));
    return forms;
  }

 private:
  static constexpr std::size_t kShortestSlip = 4;

  bool knows(const std::string& word) {
    const auto [entry, fresh] = known_.try_emplace(word, false);
    if (fresh) entry->second = !lexicon_.empty() ? lookup_.knows(word) : count_[word] > 1;
    return entry->second;
  }

  void index_known_words() {
    for (const auto& [word, n] : count_) {
      if (utf8::count(word) < kShortestSlip || !knows(word)) continue;
      for (std::string& less : with_one_less(word)) near_[std::move(less)].push_back(word);
      near_[word].push_back(word);
    }
  }

  /// The word the answers use most among those one slip away; itself when there is none.
  const std::string& repaired(const std::string& word) {
    const auto [entry, fresh] = repaired_.try_emplace(word, word);
    if (!fresh || utf8::count(word) < kShortestSlip || knows(word)) return entry->second;
    std::string best;
    std::size_t best_count = 0;
    const auto consider = [&](const std::string& key) {
      const auto found = near_.find(key);
      if (found == near_.end()) return;
      for (const std::string& candidate : found->second) {
        if (!one_slip_apart(word, candidate)) continue;
        const std::size_t n = count_.at(candidate);
        if (n > best_count || (n == best_count && candidate < best)) {
          best = candidate;
          best_count = n;
        }
      }
    };
    consider(word);
    for (const std::string& less : with_one_less(word)) consider(less);
    if (!best.empty()) entry->second = best;
    return entry->second;
  }

  const std::string& lemma(const std::string& word) {
    const auto [entry, fresh] = lemmas_.try_emplace(word);
    if (!fresh) return entry->second;
    const language::KnownWord known = inflection_.as_form(word, stemmer_);
    std::string best;
    for (const language::Reading& reading : known.readings) {
      const std::string_view text = lexicon_.lemma_text(reading.lemma);
      if (best.empty() || text < best) best = text;
    }
    for (const std::uint32_t base : known.bases) {
      if (!known.readings.empty()) break;
      const std::string_view text = lexicon_.lemma_text(base);
      if (best.empty() || text < best) best = text;
    }
    // A known compound or an unknown word: the stem tells its forms apart well enough.
    entry->second = best.empty() ? "~" + stemmer_.stem(word) : best;
    return entry->second;
  }

  /// An infinitive (boka) or imperative (bjud) opens a proposal.
  bool opens_proposal(const std::string& word) {
    if (language::is_listed_infinitive(word)) return true;
    const language::KnownWord known = inflection_.as_form(word, stemmer_);
    bool other = false;
    for (const language::Reading& reading : known.readings) {
      if (reading.group == language::WordGroup::Verb) {
        const std::string_view infinitive = lexicon_.lemma_text(reading.lemma);
        if (infinitive == word) return true;
        if (reading.imperative_only || infinitive == word + "a") {
          return !language::hardly_imperative(word);
        }
      } else {
        other = true;
      }
    }
    return known.readings.empty() && !other && lexicon_.empty() && word.ends_with('a');
  }

  AnswerForm form_of(const std::vector<std::string>& words) {
    AnswerForm form;
    form.words = words.size();
    form.plain = join(words, " ");
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string& word = words[i];
      if (std::all_of(word.begin(), word.end(), is_digit)) {
        form.numbers.push_back(word);
        continue;
      }
      if (is_negation(word)) form.negated = true;
      if (is_light(word) || is_negation(word)) continue;
      const std::string& right = repaired(word);
      form.repaired = form.repaired || right != word;
      form.lemmas.push_back(lemma(right));
    }
    if (!words.empty()) form.proposal = opens_proposal(repaired(words.front()));
    std::sort(form.lemmas.begin(), form.lemmas.end());
    form.lemmas.erase(std::unique(form.lemmas.begin(), form.lemmas.end()), form.lemmas.end());
    std::sort(form.numbers.begin(), form.numbers.end());
    return form;
  }

  const std::vector<std::string_view>& answers_;
  language::Lexicon no_lexicon_;
  const language::Lexicon& lexicon_;
  language::Inflection inflection_;
  language::Stemmer stemmer_;
  language::TermIndex index_;
  language::TermIndex::Lookup lookup_;
  std::vector<std::vector<std::string>> words_;
  std::map<std::string, std::size_t> count_;
  std::unordered_map<std::string, bool> known_;
  std::unordered_map<std::string, std::vector<std::string>> near_;
  std::unordered_map<std::string, std::string> repaired_;
  std::unordered_map<std::string, std::string> lemmas_;
};

class Groups {
 public:
  explicit Groups(const std::vector<AnswerForm>& forms) : forms_(forms), parent_(forms.size()) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }

  std::vector<FormGroup> run() {
    join_equal();
    join_near();
    std::map<std::uint32_t, FormGroup> by_root;
    for (std::uint32_t i = 0; i < forms_.size(); ++i) by_root[root(i)].members.push_back(i);
    std::vector<FormGroup> out;
    for (auto& [first, group] : by_root) out.push_back(finished(std::move(group)));
    std::stable_sort(out.begin(), out.end(), [](const FormGroup& a, const FormGroup& b) {
      return *std::min_element(a.members.begin(), a.members.end()) <
             *std::min_element(b.members.begin(), b.members.end());
    });
    return out;
  }

 private:
  std::uint32_t root(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void unite(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t x = root(a);
    const std::uint32_t y = root(b);
    parent_[std::max(x, y)] = std::min(x, y);
  }

  void join_equal() {
    std::unordered_map<std::string, std::uint32_t> first;
    for (std::uint32_t i = 0; i < forms_.size(); ++i) {
      const AnswerForm& form = forms_[i];
      if (form.plain.empty()) continue;
      std::string key =
          join(form.lemmas, " ") + "|" + join(form.numbers, " ") + "|" + (form.negated ? "!" : "");
      if (form.lemmas.empty()) key = "=" + form.plain;
      const auto [entry, fresh] = first.try_emplace(std::move(key), i);
      if (!fresh) {
        unite(entry->second, i);
      } else {
        distinct_.push_back(i);
      }
    }
  }

  /// Only pairs that share one of their rarest words can be alike enough (prefix filtering).
  void join_near() {
    std::unordered_map<std::string, std::uint32_t> frequency;
    for (const std::uint32_t i : distinct_) {
      for (const std::string& lemma : forms_[i].lemmas) ++frequency[lemma];
    }
    std::unordered_map<std::string, std::vector<std::uint32_t>> holders;
    for (const std::uint32_t i : distinct_) {
      std::vector<std::string> rare = forms_[i].lemmas;
      if (rare.size() < kFewestWords) continue;
      std::sort(rare.begin(), rare.end(), [&](const std::string& a, const std::string& b) {
        const auto x = frequency.at(a);
        const auto y = frequency.at(b);
        return x != y ? x < y : a < b;
      });
      // At least three quarters are shared, so one of the first quarter and one more is.
      rare.resize(rare.size() - (rare.size() * 3 + 3) / 4 + 1);
      for (const std::string& lemma : rare) {
        std::vector<std::uint32_t>& earlier = holders[lemma];
        for (const std::uint32_t j : earlier) {
          if (root(i) != root(j) && !alike(forms_[j], forms_[i]).empty()) unite(j, i);
        }
        earlier.push_back(i);
      }
    }
  }

  FormGroup finished(FormGroup group) const {
    std::stable_sort(group.members.begin(), group.members.end(),
                     [this](std::uint32_t a, std::uint32_t b) { return fuller(a, b); });
    for (const std::uint32_t member : group.members) {
      if (member == group.members.front()) continue;
      const std::string why = alike(forms_[group.members.front()], forms_[member]);
      if (group.why.empty() || group.why == "equal") group.why = why.empty() ? "chain" : why;
    }
    return group;
  }

  /// More content, no slips, more words: the most complete answer stands in front.
  [[nodiscard]] bool fuller(std::uint32_t a, std::uint32_t b) const {
    const AnswerForm& x = forms_[a];
    const AnswerForm& y = forms_[b];
    if (x.lemmas.size() != y.lemmas.size()) return x.lemmas.size() > y.lemmas.size();
    if (x.repaired != y.repaired) return !x.repaired;
    return x.words > y.words;
  }

  const std::vector<AnswerForm>& forms_;
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint32_t> distinct_;
};

}  // namespace

std::vector<AnswerForm> answer_forms(const std::vector<std::string_view>& answers,
                                     const language::Resources& resources) {
  return FormMaker(answers, resources).run();
}

std::string alike(const AnswerForm& a, const AnswerForm& b) {
  if (a.plain.empty() || b.plain.empty()) return {};
  if (a.plain == b.plain) return "equal";
  if (a.negated != b.negated || a.numbers != b.numbers) return {};
  if (a.lemmas.empty() || b.lemmas.empty()) return {};
  if (a.lemmas == b.lemmas) return a.repaired || b.repaired ? "spelling" : "lemmas";
  const std::size_t both = shared_items(a.lemmas, b.lemmas);
  const std::size_t least = std::min(a.lemmas.size(), b.lemmas.size());
  if (least < kFewestWords) return {};
  const double share =
      static_cast<double>(both) / static_cast<double>(a.lemmas.size() + b.lemmas.size() - both);
  if (both == least && share >= kContained) return "contained";
  return share >= kMostly ? "contained" : std::string();
}

std::vector<FormGroup> group_alike(const std::vector<AnswerForm>& forms) {
  return Groups(forms).run();
}

}  // namespace rodtrad::pipeline
