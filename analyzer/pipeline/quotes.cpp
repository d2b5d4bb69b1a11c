#include "analyzer/pipeline/quotes.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/pipeline/plain_words.h"
#include "analyzer/pipeline/quote_index.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

constexpr std::uint32_t kCutReach = 400;      ///< words that a cut may pass over
constexpr std::uint32_t kInsertionReach = 8;  ///< words that a bracketed insertion may stand for

/// Words of the quotation between two gaps.
struct Part {
  std::vector<PlainWord> words{};
  std::vector<std::uint32_t> forms{};
  std::uint32_t reach = 0;  ///< words of the transcript that may be passed over before this part
};

/// Cuts a quotation at its brackets and ellipses.
class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<Part> run() {
    std::size_t start = 0;
    for (std::size_t i = 0; i < text_.size();) {
      const std::size_t gap = gap_at(i);
      if (gap == 0) {
        ++i;
        continue;
      }
      flush(start, i);
      reach_ = std::max(reach_, found_reach_);
      i += gap;
      start = i;
    }
    flush(start, text_.size());
    return std::move(parts_);
  }

 private:
  /// Length of a gap that starts here, 0 for none; notes how far it reaches.
  std::size_t gap_at(std::size_t i) {
    const std::string_view rest = text_.substr(i);
    if (rest.starts_with("…")) return gap(3, kCutReach);
    if (rest.starts_with("...")) {
      std::size_t length = 3;
      while (length < rest.size() && rest[length] == '.') ++length;
      return gap(length, kCutReach);
    }
    if (rest.front() != '[' && rest.front() != '(' && rest.front() != '/') return 0;
    const char end = rest.front() == '[' ? ']' : (rest.front() == '(' ? ')' : '/');
    const std::size_t close = rest.find(end, 1);
    if (close == std::string_view::npos) return 0;
    const std::string_view inside = rest.substr(1, close - 1);
    const bool empty = plain_words(inside).empty();
    if (end == '/') return empty && !inside.empty() ? gap(close + 1, kCutReach) : 0;
    if (end == ')' && is_sound(inside)) return gap(close + 1, 0);
    if (end == ')') return empty ? gap(close + 1, kCutReach) : 0;
    if (empty) return gap(close + 1, kCutReach);
    if (changed_letter(inside, rest.substr(close + 1))) return 0;
    return gap(close + 1, kInsertionReach);
  }

  std::size_t gap(std::size_t length, std::uint32_t reach) {
    found_reach_ = reach;
    return length;
  }

  /// `(skratt)`: what transcripts and reports put in parentheses without anybody saying it.
  static bool is_sound(std::string_view inside) {
    const std::string folded = text::folded_label(inside);
    return folded == "skratt" || folded == "skrattar" || folded == "paus" || folded == "suck" ||
           folded == "suckar" || folded == "ohörbart";
  }

  /// `[V]i har`: one letter in another case, part of the word.
  static bool changed_letter(std::string_view inside, std::string_view after) {
    return utf8::count(inside) == 1 && text::is_letter(text::first_character(inside)) &&
           text::is_letter(text::first_character(after));
  }

  /// The words of text [begin, end). A bracketed letter is read as part of its word.
  void flush(std::size_t begin, std::size_t end) {
    std::vector<PlainWord> words;
    for (PlainWord& word :
         plain_words(text_, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)})) {
      const bool continues = !words.empty() && word.span.begin == words.back().span.end + 1 &&
                             text_[words.back().span.end] == ']';
      if (continues) {
        words.back().form += word.form;
        words.back().span.end = word.span.end;
      } else {
        words.push_back(std::move(word));
      }
    }
    if (words.empty()) return;
    parts_.push_back({std::move(words), {}, parts_.empty() ? 0 : reach_});
    reach_ = 0;
  }

  std::string_view text_;
  std::vector<Part> parts_{};
  std::uint32_t reach_ = 0;        ///< of the gaps since the last part
  std::uint32_t found_reach_ = 0;  ///< of the gap just found
};

/// Where a whole quotation stands: one placement per part.
struct Found {
  std::vector<Placement> parts{};
  std::uint32_t cost = 0;
  bool mixes_voices = false;

  /// First and last word of the material that the quotation stands for.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> ends() const {
    std::optional<std::pair<std::uint32_t, std::uint32_t>> out;
    for (const Placement& part : parts) {
      for (const WordEdit& edit : part.edits) {
        if (edit.kind == WordEdit::Kind::Add) continue;
        out = {out ? out->first : edit.source, edit.source};
      }
    }
    return out.value_or(std::pair<std::uint32_t, std::uint32_t>{0, 0});
  }
};

class Search {
 public:
  explicit Search(const QuoteIndex& index) : index_(index) {}

  /// All places, least cost first, one voice before several.
  [[nodiscard]] std::vector<Found> run(const std::vector<Part>& parts) const {
    const auto longest = std::max_element(
        parts.begin(), parts.end(),
        [](const Part& a, const Part& b) { return a.words.size() < b.words.size(); });
    const auto anchor = static_cast<std::size_t>(longest - parts.begin());
    std::vector<Found> out;
    for (Placement& placement : index_.places(longest->forms)) {
      out.push_back(around(parts, anchor, std::move(placement)));
    }
    std::stable_sort(out.begin(), out.end(), [](const Found& a, const Found& b) {
      if (a.cost != b.cost) return a.cost < b.cost;
      return !a.mixes_voices && b.mixes_voices;
    });
    return out;
  }

 private:
  [[nodiscard]] Found around(const std::vector<Part>& parts, std::size_t anchor,
                             Placement placement) const {
    const auto [low, high] = index_.document_range(placement.begin);
    Found found;
    found.parts.resize(parts.size());
    found.parts[anchor] = std::move(placement);
    for (std::size_t i = anchor + 1; i < parts.size(); ++i) {
      const std::uint32_t from = found.parts[i - 1].end;
      const auto reach = parts[i].reach + static_cast<std::uint32_t>(parts[i].forms.size());
      found.parts[i] = index_.align(parts[i].forms, from, std::min(high, from + reach),
                                    QuoteIndex::Prefer::Earliest);
    }
    for (std::size_t i = anchor; i-- > 0;) {
      const std::uint32_t to = found.parts[i + 1].begin;
      const auto reach = parts[i + 1].reach + static_cast<std::uint32_t>(parts[i].forms.size());
      found.parts[i] = index_.align(parts[i].forms, to - std::min(to - low, reach), to,
                                    QuoteIndex::Prefer::Latest);
    }
    for (const Placement& part : found.parts) found.cost += part.cost;
    found.mixes_voices = voices(found) > 1;
    return found;
  }

  [[nodiscard]] std::size_t voices(const Found& found) const {
    std::set<std::uint32_t> heard;
    for (const Placement& part : found.parts) {
      for (const WordEdit& edit : part.edits) {
        if (edit.kind == WordEdit::Kind::Keep) heard.insert(index_.words()[edit.source].voice);
      }
    }
    return heard.size();
  }

  const QuoteIndex& index_;
};

/// A run of changed words: `fick → får`, `+ alltid`, `− inte`.
struct Change {
  std::string said{};
  std::string quoted{};
};

class Describer {
 public:
  Describer(const QuoteIndex& index, const std::vector<Document>& transcripts)
      : index_(index), transcripts_(transcripts) {}

  void describe(const std::vector<Part>& parts, const Found& found, QuoteCheck& check) {
    for (std::size_t p = 0; p < parts.size(); ++p) {
      for (const WordEdit& edit : found.parts[p].edits) step(parts[p], edit, check);
      close();
    }
    if (found.mixes_voices) lines_.emplace_back("⧺ två talare");
    check.difference = join(lines_, "; ");
  }

 private:
  void step(const Part& part, const WordEdit& edit, QuoteCheck& check) {
    if (edit.kind == WordEdit::Kind::Keep) {
      close();
      return;
    }
    if (edit.kind != WordEdit::Kind::Add) {
      const IndexedWord& word = index_.words()[edit.source];
      append(change_.said, slice(transcripts_[word.document].text, word.span));
      check.changed_in_source.push_back(word.span);
    }
    if (edit.kind != WordEdit::Kind::Leave) {
      const ByteSpan span = part.words[edit.quote].span;
      append(change_.quoted, slice(check.quotation.text, span));
      check.changed_in_quote.push_back(span);
    }
  }

  static void append(std::string& words, std::string_view word) {
    if (!words.empty()) words += ' ';
    words += word;
  }

  void close() {
    if (!change_.said.empty() && !change_.quoted.empty()) {
      lines_.push_back(change_.said + " → " + change_.quoted);
    } else if (!change_.said.empty()) {
      lines_.push_back("− " + change_.said);
    } else if (!change_.quoted.empty()) {
      lines_.push_back("+ " + change_.quoted);
    }
    change_ = {};
  }

  const QuoteIndex& index_;
  const std::vector<Document>& transcripts_;
  Change change_{};
  std::vector<std::string> lines_{};
};

/// The names a report may give a source: who, which interview, which role, which level.
class Names {
 public:
  enum Kind : std::size_t { Speaker, DocumentName, RoleName, LevelName, kKinds };
  using Mentioned = std::vector<std::set<std::string>>;  ///< by kind

  explicit Names(const std::vector<Document>& transcripts) : transcripts_(transcripts) {
    for (const Document& document : transcripts) {
      for (const std::string& name : document_names(document)) known_[DocumentName].insert(name);
      add_attributes(document.attributes);
      for (const rodtrad::Speaker& speaker : document.speakers) {
        if (speaker.role == Role::Interviewer) continue;
        known_[Speaker].insert(normal(speaker.label));
        add_attributes(speaker.attributes);
      }
    }
  }

  /// True when the attribution names something and that is not this place of the material.
  [[nodiscard]] bool contradicts(const std::string& attribution, const Document& document,
                                 const rodtrad::Speaker* speaker) const {
    if (attribution.empty()) return false;
    const std::string said = " " + normal(attribution) + " ";
    Mentioned own(kKinds);
    for (const std::string& name : document_names(document)) own[DocumentName].insert(name);
    collect(document.attributes, own);
    if (speaker != nullptr) {
      own[Speaker].insert(normal(speaker->label));
      collect(speaker->attributes, own);
    }
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      if (own[kind].empty()) continue;
      bool names_one = false;
      bool names_own = false;
      for (const std::string& name : longest_mentioned(known_[kind], said)) {
        names_one = true;
        names_own = names_own || own[kind].contains(name);
      }
      if (names_one && !names_own) return true;
    }
    return false;
  }

  /// Lower case, words and numbers parted by one blank, no leading zeros.
  static std::string normal(std::string_view text) {
    std::string spaced;
    char32_t last = 0;
    utf8::for_each(text, [&](char32_t c, std::size_t) {
      const bool word = text::is_word_character(c) && c != '_';
      const bool digit = c >= '0' && c <= '9';
      const bool last_digit = last >= '0' && last <= '9';
      if (word && last != 0 && digit != last_digit && digit) spaced += ' ';
      if (word) {
        utf8::append(spaced, c);
      } else if (!spaced.empty() && spaced.back() != ' ') {
        spaced += ' ';
      }
      last = word ? c : 0;
    });
    std::vector<std::string> words;
    const std::string folded = text::fold(spaced);
    for (const std::string_view piece : split(folded, ' ')) {
      std::string_view kept = piece;
      while (kept.size() > 1 && kept.front() == '0') kept.remove_prefix(1);
      if (!kept.empty()) words.emplace_back(kept);
    }
    return join(words, " ");
  }

 private:
  static std::vector<std::string> document_names(const Document& document) {
    std::vector<std::string> out = {normal(document.key)};
    const std::size_t slash = document.key.rfind('/');
    if (slash != std::string::npos) out.push_back(normal(document.key.substr(slash + 1)));
    return out;
  }

  static bool is_level(std::string_view name) {
    const std::string folded = text::folded_label(name);
    return folded.find("nivå") != std::string::npos || folded == "level";
  }
  static bool is_role(std::string_view name) {
    const std::string folded = text::folded_label(name);
    return folded == "roll" || folded == "role" || folded == "yrke" || folded == "befattning";
  }

  static void collect(const Attributes& attributes, Mentioned& out) {
    for (const auto& [name, value] : attributes.entries()) {
      if (is_level(name) && !value.empty()) {
        const std::string level = normal(value);
        out[LevelName].insert(level.ends_with("nivå") ? level : level + " nivå");
      }
      if (is_role(name)) {
        const std::string first = normal(value.substr(0, value.find(',')));
        if (!first.empty()) out[RoleName].insert(first);
      }
    }
  }

  void add_attributes(const Attributes& attributes) {
    Mentioned found(kKinds);
    collect(attributes, found);
    for (const Kind kind : {RoleName, LevelName}) {
      known_[kind].insert(found[kind].begin(), found[kind].end());
    }
  }

  /// Names in the attribution; one inside a longer one (`chef` in `områdes chef`) does not count.
  static std::vector<std::string> longest_mentioned(const std::set<std::string>& names,
                                                    std::string said) {
    std::vector<std::string> by_length(names.begin(), names.end());
    std::stable_sort(
        by_length.begin(), by_length.end(),
        [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    std::vector<std::string> out;
    for (const std::string& name : by_length) {
      const std::string wanted = " " + name + " ";
      const std::size_t place = name.empty() ? std::string::npos : said.find(wanted);
      if (place == std::string::npos) continue;
      out.push_back(name);
      said.replace(place, wanted.size(), " | ");
    }
    return out;
  }

  const std::vector<Document>& transcripts_;
  Mentioned known_ = Mentioned(kKinds);
};

class Checker {
 public:
  explicit Checker(const std::vector<Document>& transcripts)
      : transcripts_(transcripts), index_(transcripts), names_(transcripts) {}

  QuoteCheck check(Quotation quotation) {
    QuoteCheck out;
    out.quotation = std::move(quotation);
    std::vector<Part> parts = Splitter(out.quotation.text).run();
    std::size_t words = 0;
    for (Part& part : parts) {
      for (const PlainWord& word : part.words) part.forms.push_back(index_.form(word.form));
      words += part.words.size();
    }
    if (parts.empty()) return out;
    std::vector<Found> places = Search(index_).run(parts);
    if (places.empty() || 5 * (words - std::min<std::size_t>(words, places[0].cost)) < 3 * words) {
      return out;
    }
    const Found& found = chosen(places, out.quotation.attribution);
    const auto [first, last] = found.ends();
    out.document = DocumentId(std::size_t{index_.words()[first].document});
    out.span = {index_.words()[first].span.begin, index_.words()[last].span.end};
    if (const Speaker* speaker = speaker_of(found)) out.speaker = speaker->label;
    if (found.cost > 0 || found.mixes_voices) {
      Describer(index_, transcripts_).describe(parts, found, out);
      out.status = QuoteStatus::Altered;
    } else if (contradicts(found, out.quotation.attribution)) {
      out.status = QuoteStatus::Misattributed;
    } else {
      out.status = skips(found) ? QuoteStatus::Shortened : QuoteStatus::Exact;
    }
    return out;
  }

 private:
  /// Among equally good places the first that the attribution does not contradict.
  [[nodiscard]] const Found& chosen(const std::vector<Found>& places,
                                    const std::string& attribution) const {
    for (const Found& place : places) {
      if (place.cost > places.front().cost || place.mixes_voices != places.front().mixes_voices) {
        break;
      }
      if (!contradicts(place, attribution)) return place;
    }
    return places.front();
  }

  [[nodiscard]] const Speaker* speaker_of(const Found& found) const {
    const IndexedWord& word = index_.words()[found.ends().first];
    const Document& document = transcripts_[word.document];
    return word.voice >= 2 ? &document.speakers[word.voice - 2] : nullptr;
  }

  [[nodiscard]] bool contradicts(const Found& found, const std::string& attribution) const {
    const IndexedWord& word = index_.words()[found.ends().first];
    return names_.contradicts(attribution, transcripts_[word.document], speaker_of(found));
  }

  static bool skips(const Found& found) {
    for (std::size_t i = 1; i < found.parts.size(); ++i) {
      if (found.parts[i].begin > found.parts[i - 1].end) return true;
    }
    return false;
  }

  const std::vector<Document>& transcripts_;
  QuoteIndex index_;
  Names names_;
};

/// The same words used twice: most of the shorter of the two places lies in the other.
bool same_place(const QuoteCheck& a, const QuoteCheck& b) {
  if (a.document != b.document || !a.document.valid()) return false;
  const std::uint32_t begin = std::max(a.span.begin, b.span.begin);
  const std::uint32_t end = std::min(a.span.end, b.span.end);
  return end > begin && 2 * (end - begin) > std::min(a.span.size(), b.span.size());
}

void mark_reuse(std::vector<QuoteCheck>& checks) {
  for (std::size_t i = 0; i < checks.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (checks[i].status == QuoteStatus::Missing || !same_place(checks[j], checks[i])) continue;
      checks[i].same_as = j;
      if (!is_fault(checks[i].status)) checks[i].status = QuoteStatus::Reused;
      break;
    }
  }
}

}  // namespace

QuoteReport check_quotes(const Document& report, const std::vector<std::string>& passages,
                         const std::vector<Document>& transcripts, const QuoteOptions& options) {
  QuoteReport out;
  out.name = report.provenance.file;
  FoundQuotations found = find_quotations(report, passages, options.scope, options.min_words);
  out.too_short = found.too_short;
  Checker checker(transcripts);
  for (Quotation& quotation : found.quotations) {
    out.checks.push_back(checker.check(std::move(quotation)));
  }
  mark_reuse(out.checks);
  return out;
}

}  // namespace rodtrad::pipeline
