#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "analyzer/base/strings.h"
#include "analyzer/language/lexicon_builder.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::language {
namespace {

/// A transducer as `lt-print` writes it: arcs `from to input output weight`, finals `state weight`.
class Transducer {
 public:
  /// Reads the largest section (the file's sections are parted by `--`).
  static Result<Transducer> read(std::string_view att) {
    Transducer best;
    Transducer current;
    for (const std::string_view line : split(att, '\n')) {
      if (line == "--") {
        if (current.arc_count_ > best.arc_count_) std::swap(best, current);
        current = {};
        continue;
      }
      if (!line.empty() && !current.add(line)) {
        return failure("lexicon-source", "the lexicon's source is not an AT&T transducer");
      }
    }
    if (current.arc_count_ > best.arc_count_) std::swap(best, current);
    best.find_cycles();
    return best;
  }

  std::vector<LexiconWord> words() {
    std::string input;
    std::string output;
    walk(0, input, output);
    return std::move(words_);
  }

 private:
  struct Arc {
    std::uint32_t to;
    std::uint32_t input;
    std::uint32_t output;
  };

  std::uint32_t symbol(std::string_view text) {
    if (text == "ε" || text == "@0@") text = "";
    if (text == "@_SPACE_@") text = " ";
    const auto [found, added] =
        numbers_.emplace(std::string(text), static_cast<std::uint32_t>(symbols_.size()));
    if (added) symbols_.emplace_back(text);
    return found->second;
  }

  bool add(std::string_view line) {
    const std::vector<std::string_view> cells = split(line, '\t');
    std::uint64_t from = 0;
    if (cells.empty() || !parse_number(cells[0], from) || from > 10'000'000) return false;
    if (from >= arcs_.size()) {
      arcs_.resize(from + 1);
      final_.resize(from + 1, false);
    }
    if (cells.size() < 4) {
      final_[from] = true;
      return true;
    }
    std::uint64_t to = 0;
    if (!parse_number(cells[1], to) || to > 10'000'000) return false;
    if (to >= arcs_.size()) {
      arcs_.resize(to + 1);
      final_.resize(to + 1, false);
    }
    arcs_[from].push_back({static_cast<std::uint32_t>(to), symbol(cells[2]), symbol(cells[3])});
    ++arc_count_;
    return true;
  }

  /// States that lie on a cycle, which the walk must not enter: Tarjan's strongly connected
  /// components (1972), with an explicit stack.
  void find_cycles() {
    constexpr std::uint32_t unseen = 0;
    std::vector<std::uint32_t> order(arcs_.size(), unseen);
    std::vector<std::uint32_t> low(arcs_.size(), 0);
    std::vector<bool> open(arcs_.size(), false);
    std::vector<std::uint32_t> members;
    std::vector<std::pair<std::uint32_t, std::size_t>> path;
    std::uint32_t next = 1;
    on_cycle_.assign(arcs_.size(), false);
    for (std::uint32_t root = 0; root < arcs_.size(); ++root) {
      if (order[root] != unseen) continue;
      path.emplace_back(root, 0);
      while (!path.empty()) {
        auto& [state, arc] = path.back();
        if (arc == 0) {
          order[state] = low[state] = next++;
          open[state] = true;
          members.push_back(state);
        }
        if (arc < arcs_[state].size()) {
          const std::uint32_t to = arcs_[state][arc++].to;
          if (to == state) on_cycle_[state] = true;
          if (order[to] == unseen) {
            path.emplace_back(to, 0);
          } else if (open[to]) {
            low[state] = std::min(low[state], order[to]);
          }
          continue;
        }
        const std::uint32_t done = state;
        path.pop_back();
        if (!path.empty()) low[path.back().first] = std::min(low[path.back().first], low[done]);
        if (low[done] != order[done]) continue;
        const bool alone = members.back() == done;
        for (std::uint32_t member = done + 1; member != done;) {
          member = members.back();
          members.pop_back();
          open[member] = false;
          if (!alone) on_cycle_[member] = true;
        }
      }
    }
  }

  static bool unwanted(std::string_view symbol) {
    return symbol == "<np>" || symbol == "<cmp-split>" ||
           symbol.find("DUE_TO_LT_PROC_HANG") != std::string_view::npos || symbol == " ";
  }

  void walk(std::uint32_t state, std::string& input, std::string& output) {
    if (on_cycle_[state]) return;
    if (final_[state]) emit(input, output);
    for (const Arc& arc : arcs_[state]) {
      const std::string& in = symbols_[arc.input];
      const std::string& out = symbols_[arc.output];
      if (unwanted(in) || unwanted(out)) continue;
      const std::size_t input_size = input.size();
      const std::size_t output_size = output.size();
      input += in;
      output += out;
      walk(arc.to, input, output);
      input.resize(input_size);
      output.resize(output_size);
    }
  }

  static constexpr std::array<std::string_view, 4> kNumbers = {"¹", "²", "³", "⁴"};

  /// `skola¹` and `skola` are two words to apertium and one to a rule.
  static std::string_view without_number(std::string_view lemma) {
    for (const std::string_view mark : kNumbers) {
      if (lemma.ends_with(mark)) return lemma.substr(0, lemma.size() - mark.size());
    }
    return lemma;
  }

  void emit(std::string_view input, std::string_view output) {
    const std::size_t tags_at = input.find('<');
    if (tags_at == std::string_view::npos || tags_at == 0 || output.empty()) return;
    const std::string_view lemma = input.substr(0, tags_at);
    const std::string_view tags = input.substr(tags_at);
    if (lemma.find_first_of("_#") != std::string_view::npos ||
        output.find_first_of("_#~") != std::string_view::npos) {
      return;
    }
    // `skola²de`: a number that the source has left inside.
    const auto is_inside = [output](std::string_view mark) {
      return output.find(mark) != std::string_view::npos;
    };
    if (std::any_of(kNumbers.begin(), kNumbers.end(), is_inside)) return;
    const auto has = [tags](std::string_view tag) {
      return tags.find(tag) != std::string_view::npos;
    };
    LexiconWord word;
    word.form = text::folded_form(output);
    word.lemma = text::folded_form(without_number(lemma));
    if (has("<guio>") && word.form.ends_with('-')) word.form.pop_back();  // `gatu-`
    if (word.form.empty()) return;
    if (has("<cmp>")) {
      word.group = has("<guio>") ? WordGroup::OldLinking : WordGroup::Linking;
    } else if (has("<pprs>")) {
      word.group = WordGroup::PresentParticiple;
    } else if (has("<pp>")) {
      word.group = WordGroup::PastParticiple;
    } else if (tags.starts_with("<n>")) {
      word.group = WordGroup::Noun;
    } else if (tags.starts_with("<vb") || tags.starts_with("<vaux")) {
      word.group = WordGroup::Verb;
      word.imperative = has("<imp>");
    } else if (tags.starts_with("<adj>")) {
      word.group = WordGroup::Adjective;
    } else if (tags.starts_with("<adv>")) {
      word.group = WordGroup::Adverb;
    } else {
      word.group = WordGroup::Closed;
      word.exclamation = tags.starts_with("<ij>");
    }
    words_.push_back(std::move(word));
  }

  std::vector<std::vector<Arc>> arcs_;
  std::vector<bool> final_;
  std::vector<bool> on_cycle_;
  std::vector<std::string> symbols_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::size_t arc_count_ = 0;
  std::vector<LexiconWord> words_;
};

}  // namespace

Result<std::vector<LexiconWord>> apertium_words(std::string_view att_text) {
  auto transducer = Transducer::read(att_text);
  if (!transducer) return std::move(transducer).failure();
  return transducer.value().words();
}

}  // namespace rodtrad::language
