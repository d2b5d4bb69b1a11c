#include "analyzer/pipeline/learned_model.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "analyzer/pipeline/plain_words.h"

namespace rodtrad::pipeline {
namespace {

constexpr double kPull = 1;

}  // namespace

FeatureReader::FeatureReader(const language::Resources& resources)
    : inflection_(resources.lexicon != nullptr ? *resources.lexicon : none_),
      splitter_(inflection_) {}

FeatureReader::Word FeatureReader::look_up(const std::string& folded) {
  const language::KnownWord known = inflection_.as_form(folded, stemmer_);
  const language::Lexicon& lexicon = inflection_.lexicon();
  Word out;
  if (!known.readings.empty()) {
    const language::Reading& reading = known.readings.front();
    out.lemma = std::string(lexicon.lemma_text(reading.lemma));
    out.content = reading.group != language::WordGroup::Closed &&
                  reading.group != language::WordGroup::Adverb;
  } else if (!known.bases.empty()) {
    out.lemma = std::string(lexicon.lemma_text(known.bases.front()));
    out.content = true;
  } else {
    out.lemma = stemmer_.stem(folded);
    out.content = true;
  }
  out.content = out.content && folded.size() > 2 && (folded[0] < '0' || folded[0] > '9');
  if (folded.size() < 7) return out;
  const auto& splits = splitter_.splits(folded);
  if (!splits.empty()) {
    for (const auto& part : splits.front().parts) {
      const std::string text(part);
      if (text.size() > 2) out.parts.push_back(text);
    }
  }
  return out;
}

const FeatureReader::Word& FeatureReader::word(const std::string& folded) {
  const auto found = seen_.find(folded);
  if (found != seen_.end()) return found->second;
  return seen_.emplace(folded, look_up(folded)).first->second;
}

std::vector<std::string> FeatureReader::features(std::string_view text) {
  std::set<std::string> out;
  std::string last;
  bool last_content = false;
  for (const PlainWord& plain : plain_words(text)) {
    const Word& here = word(plain.form);
    if (here.content) out.insert(here.lemma);
    for (const std::string& part : here.parts) out.insert("+" + part + "+");
    if (!last.empty() && (here.content || last_content)) out.insert(last + " " + here.lemma);
    last = here.lemma;
    last_content = here.content;
  }
  return {out.begin(), out.end()};
}

LearnedModel::LearnedModel(const std::vector<LearnedItem>& items, std::size_t labels)
    : items_of_label_(labels), items_(items.size()) {
  for (const LearnedItem& item : items) {
    ++items_of_label_[item.label];
    for (const std::string& feature : item.features) {
      FeatureCount& count = counts_[feature];
      count.by_label.resize(labels);
      ++count.by_label[item.label];
      ++count.all;
    }
  }
  // What was met in a single passage can only repeat that passage.
  std::erase_if(counts_, [](const auto& entry) { return entry.second.all < 2; });
}

double LearnedModel::weight(const FeatureCount& count, std::size_t label) const {
  const double expected = static_cast<double>(count.all) *
                          static_cast<double>(items_of_label_[label]) /
                          static_cast<double>(items_);
  return std::log((static_cast<double>(count.by_label[label]) + kPull) / (expected + kPull));
}

std::vector<double> LearnedModel::scores(const std::vector<std::string>& features) const {
  std::vector<double> out;
  for (const std::size_t items : items_of_label_) {
    out.push_back(std::log((static_cast<double>(items) + 1) /
                           static_cast<double>(items_ + items_of_label_.size())));
  }
  for (const std::string& feature : features) {
    const auto found = counts_.find(feature);
    if (found == counts_.end()) continue;
    for (std::size_t label = 0; label < out.size(); ++label) {
      out[label] += weight(found->second, label);
    }
  }
  return out;
}

std::vector<CarryingWord> LearnedModel::carrying(const std::vector<std::string>& features,
                                                 std::size_t label, std::size_t at_most) const {
  std::vector<CarryingWord> out;
  for (const std::string& feature : features) {
    const auto found = counts_.find(feature);
    if (found == counts_.end()) continue;
    const double here = weight(found->second, label);
    if (here > 0) out.push_back({feature, here});
  }
  std::stable_sort(out.begin(), out.end(), [](const CarryingWord& a, const CarryingWord& b) {
    return a.weight > b.weight;
  });
  if (out.size() > at_most) out.resize(at_most);
  return out;
}

}  // namespace rodtrad::pipeline
