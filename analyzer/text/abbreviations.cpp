#include "analyzer/text/abbreviations.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace rodtrad::text {
namespace {

using namespace std::string_view_literals;

/// In the order of their bytes, to be searched.
template <std::size_t n>
constexpr std::array<std::string_view, n> sorted(std::array<std::string_view, n> list) {
  std::sort(list.begin(), list.end());
  return list;
}

// Swedish abbreviations written with a full stop, as in Svenska skrivregler's list and in health
// care. Left out on purpose: words that are also ordinary sentence ends (`min`, `sek`, `sa`).
constexpr std::array kAbbreviations = sorted(std::array{
    "a.a"sv,   "adj"sv,     "adv"sv,    "anm"sv,    "ang"sv,   "avd"sv,   "avs"sv,   "bitr"sv,
    "bl"sv,    "bl.a"sv,    "c:a"sv,    "ca"sv,     "cirk"sv,  "d.v.s"sv, "d.y"sv,   "d.ä"sv,
    "dir"sv,   "doc"sv,     "dr"sv,     "dvs"sv,    "e.d"sv,   "e.dyl"sv, "e.g"sv,   "e.kr"sv,
    "eg"sv,    "ekon"sv,    "enl"sv,    "ev"sv,     "exkl"sv,  "f.d"sv,   "f.kr"sv,  "f.m"sv,
    "f.n"sv,   "f.r.o.m"sv, "f.v.b"sv,  "f.ö"sv,    "febr"sv,  "ffg"sv,   "fig"sv,   "forts"sv,
    "fr"sv,    "fr.a"sv,    "fr.o.m"sv, "förf"sv,   "förk"sv,  "gm"sv,    "h.h"sv,   "hr"sv,
    "i.e"sv,   "i.o.m"sv,   "i.s.f"sv,  "i.st.f"sv, "inkl"sv,  "jfr"sv,   "jr"sv,    "jur"sv,
    "kap"sv,   "kl"sv,      "leg"sv,    "lic"sv,    "m.a.o"sv, "m.fl"sv,  "m.h.a"sv, "m.m"sv,
    "m.v.h"sv, "med.dr"sv,  "mm"sv,     "mr"sv,     "mrs"sv,   "mvh"sv,   "n.n"sv,   "nr"sv,
    "o.d"sv,   "o.dyl"sv,   "o.s.a"sv,  "o.s.v"sv,  "obs"sv,   "ordf"sv,  "osv"sv,   "p.g.a"sv,
    "p.s"sv,   "pat"sv,     "pga"sv,    "prel"sv,   "prof"sv,  "prot"sv,  "resp"sv,  "rev"sv,
    "s.a.s"sv, "s.k"sv,     "sekr"sv,   "sign"sv,   "skr"sv,   "spec"sv,  "st.f"sv,  "t.ex"sv,
    "t.h"sv,   "t.o.m"sv,   "t.v"sv,    "tel"sv,    "teol"sv,  "tf"sv,    "tfn"sv,   "tr"sv,
    "tsk"sv,   "u.a"sv,     "u.å"sv,    "uppl"sv,   "utg"sv,   "v.g"sv,   "verks"sv, "v.v"sv,
    "vard"sv,  "vol"sv,     "ä.k"sv,    "äv"sv,     "ö.h"sv,   "övers"sv});

constexpr std::size_t kLongest =
    std::max_element(kAbbreviations.begin(), kAbbreviations.end(),
                     [](std::string_view a, std::string_view b) { return a.size() < b.size(); })
        ->size();

/// Letters of ASCII and À to ÿ share their low five bits with their capitals.
constexpr std::size_t low_bits(char byte) { return static_cast<unsigned char>(byte) % 32U; }

/// By the first byte of an abbreviation: which bytes come last.
constexpr std::array<std::uint32_t, 32> kLasts = [] {
  std::array<std::uint32_t, 32> lasts{};
  for (const std::string_view word : kAbbreviations) {
    lasts[low_bits(word.front())] |= 1U << low_bits(word.back());
  }
  return lasts;
}();

/// Does a word of these bytes keep them when it is folded, but for case?
bool keeps_its_bytes(std::string_view word) {
  return word.front() != '_' && word.back() != '_' &&
         std::all_of(word.begin(), word.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte != 0x9F && (byte < 0xC0 || byte == 0xC3);  // ß folds to two letters
         });
}

constexpr std::array kMonths = sorted(
    std::array{"januari"sv, "februari"sv, "mars"sv,      "april"sv,   "maj"sv,      "juni"sv,
               "juli"sv,    "augusti"sv,  "september"sv, "oktober"sv, "november"sv, "december"sv,
               "jan"sv,     "feb"sv,      "febr"sv,      "apr"sv,     "jun"sv,      "jul"sv,
               "aug"sv,     "sep"sv,      "sept"sv,      "okt"sv,     "nov"sv,      "dec"sv});

template <std::size_t n>
bool holds(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::binary_search(list.begin(), list.end(), word);
}

}  // namespace

bool may_be_abbreviation(std::string_view word) {
  if (word.empty() || !keeps_its_bytes(word)) return true;
  return word.size() <= kLongest &&
         (kLasts[low_bits(word.front())] & (1U << low_bits(word.back()))) != 0;
}

bool is_abbreviation(std::string_view token) { return holds(kAbbreviations, token); }
bool is_month(std::string_view token) { return holds(kMonths, token); }

}  // namespace rodtrad::text
