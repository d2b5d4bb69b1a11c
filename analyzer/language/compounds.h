#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzer/language/inflection.h"
#include "analyzer/model/codebook.h"

/// Swedish compounds as constituents, not substrings: vård|planerings|möte, fall|lucka.
namespace rodtrad::language {

/// One way to read a word as a compound. `parts` are as written, linking letters with the part
/// before them; a letter that spelling drops (`fallucka`) stands in both.
struct CompoundSplit {
  std::vector<std::string> parts;
  double cost = 0;
};

/// `vårdplanerings|möte`.
std::string to_text(const CompoundSplit& split);

/// Does the split go through a word that is no compound (kon|troll), or take an ending for its last
/// part (ledar|skap, ung|dom, del|vis)?
bool cuts_a_word(const std::string& word, const CompoundSplit& split);

/// Of two syllables of two letters names and foreign words are made: jo|hann|is|berg.
bool has_two_short_parts(const CompoundSplit& split);

/// Splits words by the lowest cost: parts, short parts, and how sure the source is of each. Keeps
/// what it has seen; one per thread.
class Splitter {
 public:
  explicit Splitter(const Inflection& inflection) : inflection_(&inflection) {}

  /// The accepted readings, best first; none for a word that is no compound. A word that the
  /// lexicon knows whole may still be one (handlingsplan), but must then fit well.
  const std::vector<CompoundSplit>& splits(const std::string& folded);

  /// Cost of `text` as first or middle part(s), of as last part(s); nothing when it cannot be.
  [[nodiscard]] std::optional<double> modifier_cost(const std::string& text);
  [[nodiscard]] std::optional<double> head_cost(const std::string& text);

  /// Ways to read one linking form as two: `folkhälso` is folk + hälso.
  std::vector<std::pair<std::string, std::string>> modifier_pairs(const std::string& text);

  /// A compound the lexicon knows whole has its last part's lemma, word class and gender:
  /// handlingsplanen as planen; but mandatet not as daten, kristen not as sten. True for unknown
  /// words. With a term, its last part has to be a form of that.
  [[nodiscard]] bool inflects_as(const std::string& word, const std::string& head,
                                 const KnownWord* term = nullptr);

  /// The word classes the lexicon gives a word; any for one it does not know.
  [[nodiscard]] std::vector<PartOfSpeech> classes_of(const std::string& word) const;

  /// What was judged is remembered; starts anew when that is much, so that memory does not follow
  /// the corpus. What `splits` returned is not valid after.
  void forget_when_large();

  /// Does an s between two parts belong to the other one? `barnomsorg|slag`: the modifier is known
  /// with its s alone, and what follows is a part without it (barnomsorgs|lag). `vins|orter`: it is
  /// known without one, and what follows is a part with it (vin|sorter), unless a base form alone
  /// stands without it (dags|pris).
  [[nodiscard]] bool s_is_misplaced(const std::string& modifier, const std::string& rest);

  Stemmer& stemmer() { return stemmer_; }
  [[nodiscard]] const Inflection& inflection() const { return *inflection_; }

 private:
  struct Piece {
    std::optional<double> as_modifier;
    std::optional<double> as_head;
    bool sure_modifier = false;  ///< a source has it as a first part, it is not guessed
    bool known = false;
    bool noun_base = false;  ///< the base form of a noun, and no form of another one
  };
  const Piece& piece(const std::string& text);
  /// What the word's first part costs.
  std::optional<double> first_cost(const std::string& text);
  Piece judge(const std::string& text) const;
  std::vector<CompoundSplit> find(const std::string& folded);
  bool is_valid(const std::string& word, const CompoundSplit& split);
  void extend(const std::string& word, std::size_t from, CompoundSplit& so_far, double limit,
              std::vector<CompoundSplit>& out);
  /// Where every split has a letter that stands for two (sekretess|slag), also the one in which it
  /// stands for itself: sekretess|lag.
  void add_without_shared_letter(const std::string& word, std::vector<CompoundSplit>& splits);
  double cheapest_tail(const std::string& word, std::size_t from, std::vector<double>& known);

  const Inflection* inflection_;
  Stemmer stemmer_;
  std::unordered_map<std::string, Piece> pieces_;
  std::unordered_map<std::string, std::vector<CompoundSplit>> seen_;
};

}  // namespace rodtrad::language
