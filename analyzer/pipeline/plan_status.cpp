#include "analyzer/pipeline/plan_status.h"

#include <algorithm>
#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/dates.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

using namespace std::string_view_literals;

struct WordAt {
  std::string folded;
  ByteSpan span;
  bool clause_start = false;  ///< a mark or line end stands before it
};

std::vector<WordAt> words_of(std::string_view text) {
  std::vector<WordAt> words;
  std::size_t begin = text.size();
  bool fresh = true;
  const auto close = [&](std::size_t end) {
    if (begin >= end) return;
    words.push_back({text::folded_form(text.substr(begin, end - begin)),
                     {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                     fresh});
    begin = text.size();
    fresh = false;
  };
  utf8::for_each(text, [&](char32_t c, std::size_t at) {
    if (text::is_word_character(c)) {
      if (begin == text.size()) begin = at;
      return;
    }
    close(at);
    if (c == U'\n' || c == U'.' || c == U':' || c == U';' || c == U',' || c == U'(' || c == U')')
      fresh = true;
  });
  close(text.size());
  return words;
}

struct Entry {
  std::string_view word;
  PlanStatus status;
};

constexpr std::array kWords = {Entry{"klart", PlanStatus::Done},
                               Entry{"klar", PlanStatus::Done},
                               Entry{"klara", PlanStatus::Done},
                               Entry{"klarmarkerad", PlanStatus::Done},
                               Entry{"färdig", PlanStatus::Done},
                               Entry{"färdigt", PlanStatus::Done},
                               Entry{"färdiga", PlanStatus::Done},
                               Entry{"utfört", PlanStatus::Done},
                               Entry{"utförd", PlanStatus::Done},
                               Entry{"utförda", PlanStatus::Done},
                               Entry{"genomfört", PlanStatus::Done},
                               Entry{"genomförd", PlanStatus::Done},
                               Entry{"genomförda", PlanStatus::Done},
                               Entry{"genomfördes", PlanStatus::Done},
                               Entry{"avslutat", PlanStatus::Done},
                               Entry{"avslutad", PlanStatus::Done},
                               Entry{"avslutades", PlanStatus::Done},
                               Entry{"slutfört", PlanStatus::Done},
                               Entry{"slutförd", PlanStatus::Done},
                               Entry{"avklarat", PlanStatus::Done},
                               Entry{"avklarad", PlanStatus::Done},
                               Entry{"done", PlanStatus::Done},
                               Entry{"pågår", PlanStatus::Ongoing},
                               Entry{"pågående", PlanStatus::Ongoing},
                               Entry{"påbörjat", PlanStatus::Ongoing},
                               Entry{"påbörjad", PlanStatus::Ongoing},
                               Entry{"påbörjades", PlanStatus::Ongoing},
                               Entry{"startat", PlanStatus::Ongoing},
                               Entry{"startad", PlanStatus::Ongoing},
                               Entry{"igång", PlanStatus::Ongoing},
                               Entry{"fortsätter", PlanStatus::Ongoing},
                               Entry{"forts", PlanStatus::Ongoing},
                               Entry{"fortlöpande", PlanStatus::Ongoing},
                               Entry{"halvklart", PlanStatus::Ongoing},
                               Entry{"ongoing", PlanStatus::Ongoing},
                               Entry{"återstår", PlanStatus::Remaining},
                               Entry{"återstående", PlanStatus::Remaining},
                               Entry{"ogjort", PlanStatus::Remaining},
                               Entry{"planerad", PlanStatus::Remaining},
                               Entry{"planerat", PlanStatus::Remaining},
                               Entry{"försenat", PlanStatus::Delayed},
                               Entry{"försenad", PlanStatus::Delayed},
                               Entry{"försenade", PlanStatus::Delayed},
                               Entry{"försening", PlanStatus::Delayed},
                               Entry{"framflyttat", PlanStatus::Delayed},
                               Entry{"framflyttad", PlanStatus::Delayed},
                               Entry{"uppskjutet", PlanStatus::Delayed},
                               Entry{"uppskjuten", PlanStatus::Delayed},
                               Entry{"delayed", PlanStatus::Delayed},
                               Entry{"upphört", PlanStatus::Ended},
                               Entry{"upphörde", PlanStatus::Ended},
                               Entry{"upphör", PlanStatus::Ended},
                               Entry{"avbrutet", PlanStatus::Ended},
                               Entry{"avbruten", PlanStatus::Ended},
                               Entry{"avbröts", PlanStatus::Ended},
                               Entry{"inställt", PlanStatus::Ended},
                               Entry{"inställd", PlanStatus::Ended},
                               Entry{"nedlagt", PlanStatus::Ended},
                               Entry{"nedlagd", PlanStatus::Ended},
                               Entry{"utgår", PlanStatus::Ended},
                               Entry{"utgått", PlanStatus::Ended},
                               Entry{"struken", PlanStatus::Ended},
                               Entry{"avskriven", PlanStatus::Ended},
                               Entry{"oklart", PlanStatus::Unknown},
                               Entry{"oklar", PlanStatus::Unknown}};

template <class Words>
bool among(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array kNegations = {"inte"sv, "ej"sv,    "icke"sv, "aldrig"sv,
                                   "ännu"sv, "inget"sv, "not"sv,  "knappast"sv};
/// What makes a word for done a hope.
constexpr std::array kFuture = {
    "ska"sv,        "skall"sv,     "bör"sv,      "beräknas"sv,   "väntas"sv,
    "blir"sv,       "planeras"sv,  "senast"sv,   "mål"sv,        "målet"sv,
    "måste"sv,      "hoppas"sv,    "innan"sv,    "tills"sv,      "när"sv,
    "beräknat"sv,   "förväntas"sv, "inför"sv,    "kan"sv,        "kanske"sv,
    "borde"sv,      "skulle"sv,    "troligen"sv, "troligtvis"sv, "förhoppningsvis"sv,
    "eventuellt"sv, "ev"sv};
constexpr std::array kPartly = {"delvis"sv, "nästan"sv, "snart"sv, "halvt"sv, "del"sv};

class StatusFinder {
 public:
  explicit StatusFinder(std::string_view text) : text_(text), words_(words_of(text)) {}

  std::vector<StatusWord> run() {
    std::vector<StatusWord> out;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (const Entry& entry : kWords) {
        if (words_[i].folded != entry.word) continue;
        out.push_back(judge(i, entry));
        break;
      }
    }
    return out;
  }

 private:
  [[nodiscard]] StatusWord judge(std::size_t i, const Entry& entry) const {
    StatusWord found{entry.status, words_[i].span, false};
    if (entry.status == PlanStatus::Unknown) found.doubtful = true;
    std::size_t first = i;
    for (std::size_t back = i; back-- > 0 && i - back <= 3 && !words_[back + 1].clause_start;) {
      const std::string& before = words_[back].folded;
      if (among(kNegations, before) && before != "ännu") {
        found.span.begin = words_[back].span.begin;
        negate(found);
        return found;
      }
      if (before == "ännu") first = back;
      if (entry.status == PlanStatus::Done && among(kPartly, before)) {
        found.status = PlanStatus::Ongoing;
        found.doubtful = true;
      } else if (entry.status == PlanStatus::Done && among(kFuture, before)) {
        found.status = PlanStatus::Remaining;
        found.doubtful = true;
      }
    }
    found.span.begin = words_[first].span.begin;
    if (entry.status == PlanStatus::Done) look_ahead(i, found);
    return found;
  }

  static void negate(StatusWord& found) {
    switch (found.status) {
      case PlanStatus::Done:
        found.status = PlanStatus::NotDone;
        break;
      case PlanStatus::Ongoing:
        found.status = PlanStatus::Remaining;
        break;
      case PlanStatus::Unknown:
      case PlanStatus::Remaining:
      case PlanStatus::Delayed:
      case PlanStatus::Ended:
      case PlanStatus::NotDone:
        found.status = PlanStatus::Unknown;
        found.doubtful = true;
        break;
    }
  }

  /// `klart start`, `klart?`, `Mål: klart`, `klart inte`.
  void look_ahead(std::size_t i, StatusWord& found) const {
    if (i + 1 < words_.size() && !words_[i + 1].clause_start) {
      const std::string& after = words_[i + 1].folded;
      if (after == "start" || after == "startat" || after == "startad") {
        found.status = PlanStatus::Ongoing;
        found.doubtful = true;
      } else if (after == "inte" || after == "ej") {
        found.status = PlanStatus::NotDone;
        found.doubtful = true;
      } else if (after == "senast") {
        found.status = PlanStatus::Remaining;
        found.doubtful = true;
      }
    }
    if (i > 0 && words_[i].clause_start &&
        (words_[i - 1].folded == "mål" || words_[i - 1].folded == "målet")) {
      found.status = PlanStatus::Remaining;
      found.doubtful = true;
    }
    if (tells_a_part(i) || denies_elsewhere(i)) {
      found.status = PlanStatus::Ongoing;
      found.doubtful = true;
    }
    const std::size_t end = words_[i].span.end;
    if (text_.substr(end).starts_with("?")) {
      found.status = PlanStatus::Unknown;
      found.doubtful = true;
    }
  }

  /// `Klart till 80 %`, `50 procent klart`, `klart till hälften`.
  [[nodiscard]] bool tells_a_part(std::size_t i) const {
    constexpr std::size_t kNear = 4;
    for (std::size_t w = i - std::min(i, kNear); w < std::min(words_.size(), i + kNear); ++w) {
      const std::string& word = words_[w].folded;
      if (word == "hälften" || word == "halvvägs") return true;
      std::uint64_t number = 0;
      if (!parse_number(word, number) || number == 0 || number >= 100) continue;
      const std::string_view after = trim(text_.substr(words_[w].span.end));
      if (after.starts_with('%') || after.starts_with("procent")) return true;
    }
    return false;
  }
  /// `Klart hos oss, inte hos kommunen`: the same state, denied of others.
  [[nodiscard]] bool denies_elsewhere(std::size_t i) const {
    constexpr std::array where = {"hos"sv, "i"sv,  "på"sv, "för"sv,
                                  "än"sv,  "av"sv, "om"sv, "alla"sv};
    for (std::size_t w = i + 1; w + 1 < words_.size(); ++w) {
      const bool denied = words_[w].folded == "inte" || words_[w].folded == "ej";
      if (denied && among(where, words_[w + 1].folded)) return true;
    }
    return false;
  }

  std::string_view text_;
  std::vector<WordAt> words_;
};

/// How far from finished: the largest wins.
int weight(PlanStatus status) {
  switch (status) {
    case PlanStatus::NotDone:
      return 6;
    case PlanStatus::Delayed:
      return 5;
    case PlanStatus::Ended:
      return 4;
    case PlanStatus::Remaining:
      return 3;
    case PlanStatus::Ongoing:
      return 2;
    case PlanStatus::Done:
      return 1;
    case PlanStatus::Unknown:
      return 0;
  }
  return 0;
}

}  // namespace

std::vector<StatusWord> find_status(std::string_view text) { return StatusFinder(text).run(); }

bool begins_with_status(std::string_view text) {
  const std::vector<StatusWord> found = find_status(text);
  if (found.empty()) return false;
  const std::string_view before = text.substr(0, found.front().span.begin);
  return before.find_first_not_of(" \n\t") == std::string_view::npos;
}

StatusReading read_status(std::string_view text) {
  StatusReading reading;
  bool differ = false;
  for (const StatusWord& word : find_status(text)) {
    if (word.status == PlanStatus::Unknown) {
      reading.doubtful = true;
      continue;
    }
    if (word.doubtful && reading.status == PlanStatus::Unknown) reading.doubtful = true;
    if (reading.status != PlanStatus::Unknown && reading.status != word.status) differ = true;
    if (weight(word.status) > weight(reading.status)) reading.status = word.status;
  }
  reading.doubtful = reading.doubtful || differ;
  return reading;
}

std::vector<std::string> done_dates(std::string_view text) {
  const std::vector<StatusWord> words = find_status(text);
  std::vector<std::string> out;
  for (const text::DateMention& date : text::find_dates(text)) {
    const StatusWord* in_force = nullptr;
    for (const StatusWord& word : words) {
      if (word.span.begin < date.span.begin) in_force = &word;
    }
    // `20260816 Klart`: the date before the first word about progress.
    if (in_force == nullptr && !words.empty()) in_force = &words.front();
    if (in_force != nullptr && in_force->status != PlanStatus::Done) continue;
    const bool year_alone = date.from.month == 0 && date.from.week == 0 && date.from.quarter == 0;
    if (year_alone && !out.empty()) continue;  // `följer projektet hela 2026` is no second date
    out.push_back(text::iso_text(date));
  }
  return out;
}

}  // namespace rodtrad::pipeline
