#include "analyzer/ingest/sheet_roles.h"

#include <algorithm>
#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::ingest {
namespace {

using namespace std::string_view_literals;

struct RoleWord {
  std::string_view word;
  ColumnRole role;
  int rank;
};

// clang-format off
constexpr std::array kRoleWords = {
    RoleWord{"svar"sv, ColumnRole::Answer, 3},
    RoleWord{"svaret"sv, ColumnRole::Answer, 3},
    RoleWord{"answer"sv, ColumnRole::Answer, 3},
    RoleWord{"response"sv, ColumnRole::Answer, 3},
    RoleWord{"svarstext"sv, ColumnRole::Answer, 3},
    RoleWord{"fritext"sv, ColumnRole::Answer, 2},
    RoleWord{"text"sv, ColumnRole::Answer, 2},
    RoleWord{"inlägg"sv, ColumnRole::Answer, 2},
    RoleWord{"post-it"sv, ColumnRole::Answer, 2},
    RoleWord{"förslag"sv, ColumnRole::Answer, 2},
    RoleWord{"idé"sv, ColumnRole::Answer, 2},
    RoleWord{"synpunkt"sv, ColumnRole::Answer, 2},
    RoleWord{"kommentar"sv, ColumnRole::Answer, 1},
    RoleWord{"kommentarer"sv, ColumnRole::Answer, 1},
    RoleWord{"comment"sv, ColumnRole::Answer, 1},
    RoleWord{"comments"sv, ColumnRole::Answer, 1},
    RoleWord{"besvarelse"sv, ColumnRole::Answer, 2},
    RoleWord{"responses"sv, ColumnRole::Answer, 3},
    RoleWord{"fråga"sv, ColumnRole::Question, 0},
    RoleWord{"frågan"sv, ColumnRole::Question, 0},
    RoleWord{"frågeställning"sv, ColumnRole::Question, 0},
    RoleWord{"uppgift"sv, ColumnRole::Question, 0},
    RoleWord{"question"sv, ColumnRole::Question, 0},
    RoleWord{"prompt"sv, ColumnRole::Question, 0},
    RoleWord{"spørgsmål"sv, ColumnRole::Question, 0},
    RoleWord{"spørsmål"sv, ColumnRole::Question, 0},
    RoleWord{"grupp"sv, ColumnRole::Group, 0},
    RoleWord{"bord"sv, ColumnRole::Group, 0},
    RoleWord{"bordet"sv, ColumnRole::Group, 0},
    RoleWord{"bordsnummer"sv, ColumnRole::Group, 0},
    RoleWord{"lag"sv, ColumnRole::Group, 0},
    RoleWord{"station"sv, ColumnRole::Group, 0},
    RoleWord{"table"sv, ColumnRole::Group, 0},
    RoleWord{"group"sv, ColumnRole::Group, 0},
    RoleWord{"team"sv, ColumnRole::Group, 0},
    RoleWord{"gruppe"sv, ColumnRole::Group, 0},
    RoleWord{"röster"sv, ColumnRole::Votes, 0},
    RoleWord{"röst"sv, ColumnRole::Votes, 0},
    RoleWord{"poäng"sv, ColumnRole::Votes, 0},
    RoleWord{"prickar"sv, ColumnRole::Votes, 0},
    RoleWord{"gillar"sv, ColumnRole::Votes, 0},
    RoleWord{"votes"sv, ColumnRole::Votes, 0},
    RoleWord{"upvotes"sv, ColumnRole::Votes, 0},
    RoleWord{"score"sv, ColumnRole::Votes, 0},
    RoleWord{"points"sv, ColumnRole::Votes, 0},
    RoleWord{"likes"sv, ColumnRole::Votes, 0},
    RoleWord{"stemmer"sv, ColumnRole::Votes, 0},
    RoleWord{"id"sv, ColumnRole::Id, 0},
    RoleWord{"svarsid"sv, ColumnRole::Id, 0},
    RoleWord{"löpnummer"sv, ColumnRole::Id, 0},
    RoleWord{"nr"sv, ColumnRole::Id, 0},
    RoleWord{"tid"sv, ColumnRole::Time, 0},
    RoleWord{"tidstämpel"sv, ColumnRole::Time, 0},
    RoleWord{"starttid"sv, ColumnRole::Time, 0},
    RoleWord{"slutförandetid"sv, ColumnRole::Time, 0},
    RoleWord{"timestamp"sv, ColumnRole::Time, 0},
    RoleWord{"datum"sv, ColumnRole::Time, 0},
    RoleWord{"date"sv, ColumnRole::Time, 0},
    RoleWord{"answers"sv, ColumnRole::Answer, 3},
    RoleWord{"förslaget"sv, ColumnRole::Answer, 2},
    RoleWord{"post-its"sv, ColumnRole::Answer, 2},
    RoleWord{"lapp"sv, ColumnRole::Answer, 2},
    RoleWord{"lappar"sv, ColumnRole::Answer, 2},
    RoleWord{"kommentaren"sv, ColumnRole::Answer, 1},
    RoleWord{"total points"sv, ColumnRole::Meta, 0},
    RoleWord{"quiz feedback"sv, ColumnRole::Meta, 0},
    RoleWord{"poäng totalt"sv, ColumnRole::Meta, 0},
    RoleWord{"totala poäng"sv, ColumnRole::Meta, 0},
    RoleWord{"kvizzfeedback"sv, ColumnRole::Meta, 0},
    RoleWord{"start time"sv, ColumnRole::Time, 0},
    RoleWord{"completion time"sv, ColumnRole::Time, 0},
    RoleWord{"last modified time"sv, ColumnRole::Time, 0},
    RoleWord{"senast ändrad"sv, ColumnRole::Time, 0},
    RoleWord{"tid för senaste ändring"sv, ColumnRole::Time, 0},
    RoleWord{"inlämnad"sv, ColumnRole::Time, 0},
    RoleWord{"skapad"sv, ColumnRole::Time, 0},
    RoleWord{"submitted"sv, ColumnRole::Time, 0},
    RoleWord{"created"sv, ColumnRole::Time, 0},
    RoleWord{"klockslag"sv, ColumnRole::Time, 0},
    RoleWord{"sluttid"sv, ColumnRole::Time, 0},
    RoleWord{"språk"sv, ColumnRole::Meta, 0},
    RoleWord{"language"sv, ColumnRole::Meta, 0},
    RoleWord{"response id"sv, ColumnRole::Id, 0},
    RoleWord{"svars-id"sv, ColumnRole::Id, 0},
    RoleWord{"upvote"sv, ColumnRole::Votes, 0},
    RoleWord{"antal röster"sv, ColumnRole::Votes, 0},
    RoleWord{"gilla"sv, ColumnRole::Votes, 0},
    RoleWord{"respondent"sv, ColumnRole::Speaker, 3},
    RoleWord{"respondent id"sv, ColumnRole::Speaker, 3},
    RoleWord{"deltagare"sv, ColumnRole::Speaker, 3},
    RoleWord{"participant"sv, ColumnRole::Speaker, 3},
    RoleWord{"informant"sv, ColumnRole::Speaker, 3},
    RoleWord{"person"sv, ColumnRole::Speaker, 3},
    RoleWord{"speaker"sv, ColumnRole::Speaker, 3},
    RoleWord{"talare"sv, ColumnRole::Speaker, 3},
    RoleWord{"deltager"sv, ColumnRole::Speaker, 3},
    RoleWord{"namn"sv, ColumnRole::Speaker, 2},
    RoleWord{"name"sv, ColumnRole::Speaker, 2},
    RoleWord{"navn"sv, ColumnRole::Speaker, 2},
    RoleWord{"full name"sv, ColumnRole::Speaker, 2},
    RoleWord{"ditt namn"sv, ColumnRole::Speaker, 2},
    RoleWord{"your name"sv, ColumnRole::Speaker, 2},
    RoleWord{"fullständigt namn"sv, ColumnRole::Speaker, 2},
    RoleWord{"för- och efternamn"sv, ColumnRole::Speaker, 2},
    RoleWord{"deltagarens namn"sv, ColumnRole::Speaker, 2},
    RoleWord{"respondentens namn"sv, ColumnRole::Speaker, 2},
    RoleWord{"användarnamn"sv, ColumnRole::Speaker, 2},
    RoleWord{"username"sv, ColumnRole::Speaker, 2},
    RoleWord{"användare"sv, ColumnRole::Speaker, 2},
    RoleWord{"user"sv, ColumnRole::Speaker, 2},
    RoleWord{"e-post"sv, ColumnRole::Speaker, 1},
    RoleWord{"epost"sv, ColumnRole::Speaker, 1},
    RoleWord{"email"sv, ColumnRole::Speaker, 1},
    RoleWord{"e-mail"sv, ColumnRole::Speaker, 1},
    RoleWord{"mejl"sv, ColumnRole::Speaker, 1},
    RoleWord{"mail"sv, ColumnRole::Speaker, 1},
    RoleWord{"e-postadress"sv, ColumnRole::Speaker, 1},
    RoleWord{"mejladress"sv, ColumnRole::Speaker, 1},
    RoleWord{"mailadress"sv, ColumnRole::Speaker, 1},
    RoleWord{"email address"sv, ColumnRole::Speaker, 1},
    RoleWord{"e-mail address"sv, ColumnRole::Speaker, 1},
    RoleWord{"din e-post"sv, ColumnRole::Speaker, 1},
    RoleWord{"din e-postadress"sv, ColumnRole::Speaker, 1},
    RoleWord{"din mejladress"sv, ColumnRole::Speaker, 1},
    RoleWord{"vem är du?"sv, ColumnRole::Speaker, 2},
    RoleWord{"vem skriver?"sv, ColumnRole::Speaker, 2},
    RoleWord{"vem svarar?"sv, ColumnRole::Speaker, 2},
    RoleWord{"vem har svarat?"sv, ColumnRole::Speaker, 2},
    RoleWord{"uppgiftslämnare"sv, ColumnRole::Speaker, 2},
    RoleWord{"ifylld av"sv, ColumnRole::Speaker, 2},
    RoleWord{"ifyllt av"sv, ColumnRole::Speaker, 2},
    RoleWord{"skriven av"sv, ColumnRole::Speaker, 2},
    RoleWord{"inskickad av"sv, ColumnRole::Speaker, 2},
    RoleWord{"signatur"sv, ColumnRole::Private, 0},
    RoleWord{"kontaktperson"sv, ColumnRole::Private, 0},
    RoleWord{"kontaktuppgifter"sv, ColumnRole::Private, 0},
    RoleWord{"ditt telefonnummer"sv, ColumnRole::Private, 0},
    RoleWord{"förnamn"sv, ColumnRole::Private, 0},
    RoleWord{"efternamn"sv, ColumnRole::Private, 0},
    RoleWord{"first name"sv, ColumnRole::Private, 0},
    RoleWord{"last name"sv, ColumnRole::Private, 0},
    RoleWord{"personnummer"sv, ColumnRole::Private, 0},
    RoleWord{"födelsedatum"sv, ColumnRole::Private, 0},
    RoleWord{"telefon"sv, ColumnRole::Private, 0},
    RoleWord{"telefonnummer"sv, ColumnRole::Private, 0},
    RoleWord{"mobil"sv, ColumnRole::Private, 0},
    RoleWord{"mobilnummer"sv, ColumnRole::Private, 0},
    RoleWord{"phone"sv, ColumnRole::Private, 0},
    RoleWord{"phone number"sv, ColumnRole::Private, 0},
    RoleWord{"adress"sv, ColumnRole::Private, 0},
    RoleWord{"hemadress"sv, ColumnRole::Private, 0},
    RoleWord{"address"sv, ColumnRole::Private, 0},
    RoleWord{"ip-adress"sv, ColumnRole::Private, 0},
    RoleWord{"ip address"sv, ColumnRole::Private, 0},
};
// clang-format on

const RoleWord* word_named(std::string_view folded) {
  const auto found = std::find_if(kRoleWords.begin(), kRoleWords.end(),
                                  [folded](const RoleWord& w) { return w.word == folded; });
  return found == kRoleWords.end() ? nullptr : &*found;
}

/// Columns that Microsoft Forms puts beside each question of a quiz.
bool is_quiz_column(std::string_view folded) {
  constexpr std::array starts = {"points - "sv,       "points – "sv,      "feedback - "sv,
                                 "feedback – "sv,     "poäng - "sv,       "poäng – "sv,
                                 "återkoppling - "sv, "återkoppling – "sv};
  return std::any_of(starts.begin(), starts.end(),
                     [folded](std::string_view start) { return folded.starts_with(start); });
}

/// A word among others says what a column holds, but not who somebody is: `Enhetens namn`.
bool counts_among_others(ColumnRole role) {
  return role == ColumnRole::Answer || role == ColumnRole::Question || role == ColumnRole::Group ||
         role == ColumnRole::Votes;
}

}  // namespace

HeaderRole role_of_header(std::string_view header) {
  std::string folded = text::folded_label(header);
  while (folded.ends_with(':')) folded.pop_back();
  if (const RoleWord* whole = word_named(folded)) return {whole->role, whole->rank};
  // `Namn (frivilligt)`, `E-post *`
  const std::string_view bare =
      trim(std::string_view(folded).substr(0, folded.find_first_of("(*[")));
  if (const RoleWord* whole = word_named(bare)) return {whole->role, whole->rank};
  if (is_quiz_column(folded)) return {ColumnRole::Meta, 0};
  if (folded.find('?') != std::string::npos) return {};
  const std::vector<std::string_view> words = split(folded, ' ');
  if (words.size() > 3) return {};
  for (const RoleWord& entry : kRoleWords) {
    if (!counts_among_others(entry.role)) continue;
    if (std::find(words.begin(), words.end(), entry.word) != words.end()) {
      return {entry.role, entry.rank};
    }
  }
  return {};
}

bool is_group_name(std::string_view text) {
  const std::string folded = text::folded_label(text);
  const std::vector<std::string_view> words = split(folded, ' ');
  if (words.size() != 2 || words[1].empty() || words[1].size() > 3) return false;
  const RoleWord* word = word_named(words[0]);
  return word != nullptr && word->role == ColumnRole::Group;
}

bool is_number_cell(std::string_view cell) {
  const std::string_view body = trim(cell);
  return !body.empty() && body.find_first_not_of("0123456789.,-+%:/ ") == std::string_view::npos;
}

bool is_date_cell(std::string_view cell) {
  const std::string_view body = trim(cell);
  const std::size_t end = body.find_first_of(" T");
  const std::string_view day = body.substr(0, end);
  if (day.find_first_not_of("0123456789-/.") != std::string_view::npos || day.size() < 8) {
    return false;
  }
  return std::count_if(day.begin(), day.end(), [](char c) { return !is_digit(c); }) == 2;
}

namespace {

constexpr std::array kEmptyAnswers = {"–"sv,
                                      "—"sv,
                                      "…"sv,
                                      "x"sv,
                                      "vet ej"sv,
                                      "vet inte"sv,
                                      "inget svar"sv,
                                      "inget"sv,
                                      "tomt"sv,
                                      "tom"sv,
                                      "blank"sv,
                                      "n/a"sv,
                                      "na"sv,
                                      "ej svar"sv,
                                      "ej svarat"sv,
                                      "ingen kommentar"sv,
                                      "inga kommentarer"sv,
                                      "inget att tillägga"sv,
                                      "ingen åsikt"sv,
                                      "ingen uppfattning"sv,
                                      "hoppar över"sv,
                                      "pass"sv,
                                      "ej aktuellt"sv,
                                      "no answer"sv,
                                      "none"sv,
                                      "null"sv,
                                      "vet ej riktigt"sv,
                                      "se ovan"sv,
                                      "se ovanstående"sv,
                                      "se föregående"sv,
                                      "se föregående svar"sv,
                                      "samma som ovan"sv,
                                      "samma som föregående"sv,
                                      "dito"sv,
                                      "ingen aning"sv};
constexpr std::size_t kLongestEmptyAnswer =
    std::max_element(kEmptyAnswers.begin(), kEmptyAnswers.end(),
                     [](std::string_view a, std::string_view b) { return a.size() < b.size(); })
        ->size();

}  // namespace

bool is_empty_answer(std::string_view answer) {
  if (has_more_letters(answer, kLongestEmptyAnswer)) return false;
  std::string folded = text::folded_label(answer);
  while (!folded.empty() &&
         std::string_view(".!,)").find(folded.back()) != std::string_view::npos) {
    folded.pop_back();
  }
  while (!folded.empty() && folded.front() == '(') folded.erase(folded.begin());
  if (folded.find_first_not_of("-?./*_ ") == std::string::npos) return true;
  return std::find(kEmptyAnswers.begin(), kEmptyAnswers.end(), folded) != kEmptyAnswers.end();
}

bool is_nothing_to_add(std::string_view question, std::string_view answer) {
  constexpr std::array no = {"nej"sv,
                             "nej tack"sv,
                             "nej inget"sv,
                             "nej inte"sv,
                             "nope"sv,
                             "nej inget mer"sv,
                             "nej inget att tillägga"sv,
                             "inte direkt"sv,
                             "nej det tror jag inte"sv};
  constexpr std::array more = {"övrig"sv, "tillägga"sv,    "något mer"sv, "annat"sv,
                               "fler "sv, "ytterligare"sv, "kommentar"sv, "synpunkt"sv};
  std::string said = replace_all(text::folded_label(answer), ",", "");
  while (!said.empty() && (said.back() == '.' || said.back() == '!')) said.pop_back();
  if (std::find(no.begin(), no.end(), said) == no.end()) return false;
  const std::string asked = text::folded_label(question);
  return std::any_of(more.begin(), more.end(), [&asked](std::string_view word) {
    return asked.find(word) != std::string::npos;
  });
}

std::string group_key(std::string_view group) {
  std::string folded = text::folded_label(group);
  const std::size_t digits = folded.find_first_of("0123456789");
  if (digits == std::string::npos ||
      folded.find_first_not_of("0123456789", digits) != std::string::npos) {
    return folded;
  }
  const RoleWord* word = word_named(trim(std::string_view(folded).substr(0, digits)));
  const bool bare = digits == 0 || (word != nullptr && word->role == ColumnRole::Group);
  std::size_t first = digits;
  while (bare && first + 1 < folded.size() && folded[first] == '0') ++first;
  return bare ? folded.substr(first) : folded;
}

bool is_total_row(const std::vector<std::string>& cells) {
  constexpr std::array totals = {"summa"sv, "totalt"sv, "total"sv, "delsumma"sv, "totalsumma"sv};
  std::size_t at = 0;
  while (at < cells.size() && trim(cells[at]).empty()) ++at;
  if (at == cells.size()) return false;
  std::string folded = text::folded_label(cells[at]);
  while (folded.ends_with(':')) folded.pop_back();
  const std::vector<std::string_view> words = split(folded, ' ');
  if (std::find(totals.begin(), totals.end(), words.front()) == totals.end()) return false;
  if (words.size() == 1) return true;
  // `Summa av allt vi sagt` may be an answer; with nothing but numbers beside it, it is none.
  bool numbers = false;
  for (std::size_t i = at + 1; i < cells.size(); ++i) {
    if (trim(cells[i]).empty()) continue;
    if (!is_number_cell(cells[i])) return false;
    numbers = true;
  }
  return numbers && words.size() <= 4;
}

std::optional<std::uint64_t> count_in_cell(std::string_view cell) {
  constexpr std::array units = {"röster"sv, "röst"sv,    "st"sv,   "p"sv,
                                "poäng"sv,  "prickar"sv, "votes"sv};
  std::string folded = replace_all(text::folded_label(cell), "\u00A0", " ");
  while (folded.ends_with('.')) folded.pop_back();
  for (const std::string_view unit : units) {
    if (!folded.ends_with(unit)) continue;
    const std::string_view number =
        trim(std::string_view(folded).substr(0, folded.size() - unit.size()));
    if (number.empty() || !is_digit(number.back())) continue;
    folded = std::string(number);
    break;
  }
  // Dots as they stood on the wall: ●●●, xxx, |||.
  for (const std::string_view mark : {"●"sv, "•"sv, "x"sv, "*"sv, "|"sv, "✓"sv, "✔"sv, "⬤"sv}) {
    if (folded.empty() || folded.size() % mark.size() != 0) continue;
    std::string same;
    while (same.size() < folded.size()) same += mark;
    if (same == folded) return folded.size() / mark.size();
  }
  if (folded.ends_with(",0") || folded.ends_with(".0")) folded.resize(folded.size() - 2);
  const std::vector<std::string_view> thousands = split(folded, ' ');
  for (std::size_t i = 1; i < thousands.size(); ++i) {
    if (thousands[i].size() != 3 || thousands.front().size() > 3) return std::nullopt;
  }
  std::uint64_t value = 0;
  if (!parse_number(replace_all(folded, " ", ""), value)) return std::nullopt;
  return value;
}

}  // namespace rodtrad::ingest
