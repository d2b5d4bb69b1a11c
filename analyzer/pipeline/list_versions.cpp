#include "analyzer/pipeline/list_versions.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "analyzer/base/offset_map.h"
#include "analyzer/base/sorted.h"
#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

constexpr std::size_t kCompareAll = 300;    ///< up to so many left-over items all pairs are tried
constexpr std::size_t kCommonWord = 200;    ///< a word in more items than this suggests no pair
constexpr std::size_t kLongestItem = 2000;  ///< words; longer items are compared as a whole only
constexpr double kAlike = 0.5;

using Words = std::vector<std::string>;

Words words_in(std::string_view text) {
  Words words;
  std::string word;
  utf8::for_each(text, [&](char32_t c, std::size_t) {
    if (text::is_word_character(c)) {
      utf8::append(word, c);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  });
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

/// Pieces between blanks, with their marks: what a reader sees change.
Words pieces_in(std::string_view text) {
  Words pieces;
  for (const std::string_view line : split(text, '\n')) {
    for (const std::string_view piece : split(line, ' ')) {
      if (!trim(piece).empty()) pieces.emplace_back(trim(piece));
    }
  }
  return pieces;
}

/// Lengths of the longest common subsequence of every pair of tails.
std::vector<std::vector<std::uint32_t>> common_tails(const Words& a, const Words& b) {
  std::vector<std::vector<std::uint32_t>> length(a.size() + 1,
                                                 std::vector<std::uint32_t>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      length[i][j] =
          a[i] == b[j] ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
    }
  }
  return length;
}

double word_likeness(const Words& a, const Words& b) {
  if (a.empty() || b.empty() || a.size() > kLongestItem || b.size() > kLongestItem) return 0;
  return 2.0 * common_tails(a, b)[0][0] / static_cast<double>(a.size() + b.size());
}

std::vector<std::uint64_t> letter_pairs(const Words& words) {
  std::vector<std::uint64_t> pairs;
  for (const std::string& word : words) {
    char32_t before = U' ';
    utf8::for_each(word + " ", [&](char32_t c, std::size_t) {
      pairs.push_back((std::uint64_t{before} << 32U) | c);
      before = c;
    });
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

double letter_likeness(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  const std::size_t common = shared_items(a, b);
  return a.empty() && b.empty()
             ? 0
             : 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

/// An item in the forms it is compared in.
struct Compared {
  Words words;   ///< as written, without marks
  Words folded;  ///< case ignored
  std::vector<std::uint64_t> letters;
};

std::vector<Compared> prepare(const ItemList& list) {
  std::vector<Compared> out;
  for (const ListItem& item : list.items) {
    Compared c;
    c.words = words_in(item.text);
    for (const std::string& word : c.words) c.folded.push_back(text::folded_form(word));
    c.letters = letter_pairs(c.folded);
    out.push_back(std::move(c));
  }
  return out;
}

class Pairing {
 public:
  Pairing(const ItemList& older, const ItemList& newer)
      : older_(older),
        newer_(newer),
        old_(prepare(older)),
        new_(prepare(newer)),
        old_of_(newer.items.size()),
        taken_(older.items.size(), false) {}

  std::vector<ItemVersion> run() {
    pair_by([this](std::size_t i) { return older_.items[i].text; },
            [this](std::size_t j) { return newer_.items[j].text; }, ItemChange::Equal);
    pair_by([this](std::size_t i) { return join(old_[i].words, " "); },
            [this](std::size_t j) { return join(new_[j].words, " "); }, ItemChange::Punctuation);
    pair_alike();
    return in_order();
  }

 private:
  struct Pair {
    std::size_t old_item;
    ItemChange change;
  };
  struct Candidate {
    double likeness;
    std::size_t old_item;
    std::size_t new_item;
  };

  void take(std::size_t i, std::size_t j, ItemChange change) {
    old_of_[j] = Pair{i, change};
    taken_[i] = true;
  }

  /// Pairs what has the same key, first with first, second with second.
  template <class OldKey, class NewKey>
  void pair_by(OldKey old_key, NewKey new_key, ItemChange change) {
    std::unordered_map<std::string, std::vector<std::size_t>> places;
    for (std::size_t i = older_.items.size(); i-- > 0;) {
      if (!taken_[i]) places[old_key(i)].push_back(i);
    }
    for (std::size_t j = 0; j < newer_.items.size(); ++j) {
      if (old_of_[j]) continue;
      const auto found = places.find(new_key(j));
      if (found == places.end() || found->second.empty() || found->first.empty()) continue;
      take(found->second.back(), j, change);
      found->second.pop_back();
    }
  }

  void pair_alike() {
    std::vector<Candidate> candidates;
    for (const auto& [i, j] : possible_pairs()) {
      const double likeness = std::max(word_likeness(old_[i].folded, new_[j].folded),
                                       letter_likeness(old_[i].letters, new_[j].letters) - 0.1);
      if (likeness >= kAlike) candidates.push_back({likeness, i, j});
    }
    std::stable_sort(
        candidates.begin(), candidates.end(),
        [](const Candidate& a, const Candidate& b) { return a.likeness > b.likeness; });
    for (const Candidate& c : candidates) {
      if (!taken_[c.old_item] && !old_of_[c.new_item]) {
        take(c.old_item, c.new_item, ItemChange::Changed);
      }
    }
  }

  [[nodiscard]] std::set<std::pair<std::size_t, std::size_t>> possible_pairs() const {
    std::vector<std::size_t> left_old;
    std::vector<std::size_t> left_new;
    for (std::size_t i = 0; i < taken_.size(); ++i) {
      if (!taken_[i]) left_old.push_back(i);
    }
    for (std::size_t j = 0; j < old_of_.size(); ++j) {
      if (!old_of_[j]) left_new.push_back(j);
    }
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    if (left_old.size() <= kCompareAll && left_new.size() <= kCompareAll) {
      for (const std::size_t i : left_old) {
        for (const std::size_t j : left_new) pairs.emplace(i, j);
      }
      return pairs;
    }
    std::unordered_map<std::string, std::vector<std::size_t>> with_word;
    for (const std::size_t j : left_new) {
      for (const std::string& word :
           std::set<std::string>(new_[j].folded.begin(), new_[j].folded.end())) {
        with_word[word].push_back(j);
      }
    }
    for (const std::size_t i : left_old) {
      for (const std::string& word : old_[i].folded) {
        const auto found = with_word.find(word);
        if (found == with_word.end() || found->second.size() > kCommonWord) continue;
        for (const std::size_t j : found->second) pairs.emplace(i, j);
      }
    }
    return pairs;
  }

  /// Paired items outside the longest run that keeps its order have moved.
  [[nodiscard]] std::vector<bool> moved_items() const {
    std::vector<std::size_t> olds;
    std::vector<std::size_t> news;
    for (std::size_t j = 0; j < old_of_.size(); ++j) {
      if (!old_of_[j]) continue;
      olds.push_back(old_of_[j]->old_item);
      news.push_back(j);
    }
    std::vector<std::size_t> tails;  // patience: last element of the best run of each length
    std::vector<std::size_t> before(olds.size(), olds.size());
    for (std::size_t k = 0; k < olds.size(); ++k) {
      const auto place =
          std::lower_bound(tails.begin(), tails.end(), olds[k],
                           [&](std::size_t t, std::size_t v) { return olds[t] < v; });
      if (place != tails.begin()) before[k] = *(place - 1);
      if (place == tails.end()) {
        tails.push_back(k);
      } else {
        *place = k;
      }
    }
    std::vector<bool> moved(newer_.items.size(), false);
    for (const std::size_t j : news) moved[j] = true;
    for (std::size_t k = tails.empty() ? olds.size() : tails.back(); k < olds.size();
         k = before[k]) {
      moved[news[k]] = false;
    }
    return moved;
  }

  [[nodiscard]] std::vector<ItemVersion> in_order() const {
    const std::vector<bool> moved = moved_items();
    std::vector<ItemVersion> out;
    std::size_t next_old = 0;
    const auto removed_before = [&](std::size_t end) {
      for (; next_old < end; ++next_old) {
        if (!taken_[next_old]) {
          out.push_back({.change = ItemChange::Removed, .old_item = next_old});
        }
      }
    };
    for (std::size_t j = 0; j < newer_.items.size(); ++j) {
      ItemVersion item;
      item.new_item = j;
      if (old_of_[j]) {
        item.old_item = old_of_[j]->old_item;
        item.change = old_of_[j]->change;
        item.moved = moved[j];
        if (!item.moved) removed_before(*item.old_item);
        if (item.change != ItemChange::Equal) {
          item.words = word_runs(older_.items[*item.old_item].text, newer_.items[j].text);
        }
      } else {
        item.change = ItemChange::Added;
      }
      out.push_back(std::move(item));
    }
    removed_before(older_.items.size());
    return out;
  }

  static std::vector<WordRun> word_runs(std::string_view older, std::string_view newer) {
    const Words a = pieces_in(older);
    const Words b = pieces_in(newer);
    if (a.size() > kLongestItem || b.size() > kLongestItem) {
      return {{WordRun::Kind::Removed, join(a, " ")}, {WordRun::Kind::Added, join(b, " ")}};
    }
    const auto length = common_tails(a, b);
    std::vector<WordRun> runs;
    const auto add = [&runs](WordRun::Kind kind, const std::string& piece) {
      if (!runs.empty() && runs.back().kind == kind) {
        runs.back().text += " " + piece;
      } else {
        runs.push_back({kind, piece});
      }
    };
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() || j < b.size()) {
      if (i < a.size() && j < b.size() && a[i] == b[j]) {
        add(WordRun::Kind::Kept, a[i]);
        ++i;
        ++j;
      } else if (i < a.size() && (j == b.size() || length[i + 1][j] >= length[i][j + 1])) {
        add(WordRun::Kind::Removed, a[i++]);
      } else {
        add(WordRun::Kind::Added, b[j++]);
      }
    }
    return runs;
  }

  const ItemList& older_;
  const ItemList& newer_;
  std::vector<Compared> old_;
  std::vector<Compared> new_;
  std::vector<std::optional<Pair>> old_of_;
  std::vector<bool> taken_;
};

bool is_speech(Zone zone) { return zone == Zone::Respondent || zone == Zone::Answer; }

/// The stretch without Markdown marks, blanks collapsed.
std::string clean_text(const Document& document, ByteSpan span) {
  std::string out;
  std::uint32_t at = span.begin;
  for (const Mark& mark : document.marks) {
    if (mark.kind != Mark::Kind::Markup || mark.span.end <= at || mark.span.begin >= span.end) {
      continue;
    }
    out += slice(document.text, {at, std::max(at, mark.span.begin)});
    at = std::min(mark.span.end, span.end);
  }
  out += slice(document.text, {at, span.end});
  return join(pieces_in(out), " ");
}

/// `Ver.2`, `Version 3`: a short line that says which version a list is.
bool is_version_label(std::string_view line) {
  const std::string folded = text::folded_label(line);
  if (utf8::count(folded) > 24) return false;
  std::string_view rest = folded;
  for (const std::string_view word : {"version", "ver", "utgåva"}) {
    if (!rest.starts_with(word)) continue;
    rest.remove_prefix(word.size());
    while (!rest.empty() && (rest.front() == '.' || rest.front() == ' ')) rest.remove_prefix(1);
    return !rest.empty() && is_digit(rest.front());
  }
  return false;
}

class ListFinder {
 public:
  explicit ListFinder(const Document& document) : document_(document), offsets_(document.text) {}

  std::vector<ItemList> run() {
    for (const Segment& segment : document_.segments) {
      if (segment.span.empty()) continue;
      if (segment.zone == Zone::Heading) {
        heading_ = clean_text(document_, segment.span);
        close();
      } else if (is_speech(segment.zone)) {
        take(segment);
      }
    }
    return std::move(lists_);
  }

 private:
  void take(const Segment& segment) {
    const std::string text = clean_text(document_, segment.span);
    if (text.empty()) return;
    if (segment.kind != SegmentKind::ListItem) {
      if (is_version_label(text) && !lists_.empty() && lists_.back().version.empty()) {
        lists_.back().version = text;
      } else if (is_version_label(text)) {
        pending_version_ = text;
      }
      close();
      return;
    }
    if (!open_) {
      lists_.push_back({.name = heading_, .version = pending_version_});
      pending_version_.clear();
      open_ = true;
      paragraph_ = 0;
    }
    std::vector<ListItem>& items = lists_.back().items;
    if (paragraph_ == segment.paragraph && !items.empty()) {
      items.back().text += " " + text;
    } else {
      const std::uint32_t line = offsets_.line(segment.span.begin);
      items.push_back(
          {text, anchor_at(document_, segment, segment.span.begin, line).line.value_or(line)});
    }
    paragraph_ = segment.paragraph;
  }
  void close() { open_ = false; }

  const Document& document_;
  OffsetMap offsets_;
  std::vector<ItemList> lists_;
  std::string heading_;
  std::string pending_version_;
  std::uint32_t paragraph_ = 0;
  bool open_ = false;
};

/// Every line that says something: for lists written without marks, and for sheets.
ItemList lines_of(std::span<const Document> documents) {
  ItemList list;
  for (const Document& document : documents) {
    const OffsetMap offsets(document.text);
    for (const Segment& segment : document.segments) {
      if (!is_speech(segment.zone) || segment.empty_answer) continue;
      std::uint32_t at = segment.span.begin;
      const std::string_view whole = slice(document.text, segment.span);
      for (const std::string_view line :
           document.is_answers ? std::vector<std::string_view>{whole} : split(whole, '\n')) {
        const ByteSpan span{at, at + static_cast<std::uint32_t>(line.size())};
        at = span.end + 1;
        const std::string text = clean_text(document, span);
        if (text.empty()) continue;
        const SourceAnchor anchor =
            anchor_at(document, segment, span.begin, offsets.line(span.begin));
        list.items.push_back({text, anchor.row ? *anchor.row : anchor.line.value_or(0)});
      }
    }
  }
  return list;
}

constexpr std::size_t kFewestLines = 3;

/// Blocks of at least three lines between blank ones: lists written without marks. A lone line
/// before a block is its name, one after it may say its version.
std::vector<ItemList> blocks_in(const Document& document) {
  std::vector<ItemList> lists;
  ItemList block;
  std::string before;
  std::uint32_t line_number = 0;
  std::uint32_t at = 0;
  const auto end_block = [&] {
    if (block.items.size() >= kFewestLines) {
      block.name = before;
      lists.push_back(std::move(block));
      before.clear();
    } else if (block.items.size() == 1) {
      before = block.items.front().text;
      if (is_version_label(before) && !lists.empty() && lists.back().version.empty()) {
        lists.back().version = before;
        before.clear();
      }
    }
    block = {};
  };
  for (const std::string_view line : split(document.text, '\n')) {
    ++line_number;
    const ByteSpan span{at, at + static_cast<std::uint32_t>(line.size())};
    at = span.end + 1;
    std::string text = clean_text(document, span);
    if (text.empty()) {
      end_block();
    } else {
      block.items.push_back({std::move(text), line_number});
    }
  }
  end_block();
  return lists;
}

}  // namespace

ListComparison compare_lists(ItemList older, ItemList newer) {
  ListComparison out;
  out.items = Pairing(older, newer).run();
  out.older = std::move(older);
  out.newer = std::move(newer);
  return out;
}

std::vector<ItemList> lists_in(std::span<const Document> documents) {
  std::vector<ItemList> lists;
  for (const Document& document : documents) {
    if (document.is_answers) continue;
    for (ItemList& list : ListFinder(document).run()) lists.push_back(std::move(list));
  }
  return lists;
}

ItemList whole_list(std::span<const Document> documents, std::string name) {
  ItemList whole;
  for (ItemList& list : lists_in(documents)) {
    for (ListItem& item : list.items) whole.items.push_back(std::move(item));
    if (whole.version.empty()) whole.version = list.version;
  }
  if (whole.items.empty()) whole = lines_of(documents);
  whole.name = std::move(name);
  return whole;
}

std::vector<ListComparison> versions_within(std::span<const Document> documents) {
  std::vector<ListComparison> marked = versions_among(lists_in(documents));
  if (!marked.empty()) return marked;
  std::vector<ItemList> blocks;
  for (const Document& document : documents) {
    if (document.is_answers) continue;
    for (ItemList& list : blocks_in(document)) blocks.push_back(std::move(list));
  }
  return versions_among(blocks);
}

std::vector<ListComparison> versions_among(const std::vector<ItemList>& lists) {
  std::vector<ListComparison> out;
  for (std::size_t j = 1; j < lists.size(); ++j) {
    for (std::size_t i = j; i-- > 0;) {
      ListComparison compared = compare_lists(lists[i], lists[j]);
      const std::size_t paired = compared.items.size() - compared.count(ItemChange::Added) -
                                 compared.count(ItemChange::Removed);
      if (paired * 2 < std::min(lists[i].items.size(), lists[j].items.size()) || paired == 0) {
        continue;
      }
      if (lists[i].items.size() == 1 && lists[j].items.size() == 1 &&
          compared.count(ItemChange::Equal) == 1) {
        continue;  // one line that recurs is no list in two versions
      }
      out.push_back(std::move(compared));
      break;
    }
  }
  return out;
}

}  // namespace rodtrad::pipeline
