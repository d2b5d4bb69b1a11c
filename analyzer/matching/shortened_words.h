#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/model/document.h"
#include "analyzer/model/segmentation.h"

/// Words that leave a part to another word of the sentence: `in- och utskrivning`, `studiebidrag
/// och -lån`. Words with a dash for their hyphen: `e–hälsa`. And what is a word only beside a
/// number: `10 min`.
namespace rodtrad::matching {

/// Joins shortened words to whole ones: och, eller, samt, till, respektive.
bool joins_shortened(std::string_view word);

/// A shortened word and the one that lends it a part, in the order of the text; or, after
/// `language::kBesideNumber`, an abbreviation alone.
struct ShortenedPair {
  std::uint32_t from = 0;  ///< word numbers
  std::uint32_t to = 0;
  std::string first{};  ///< as `text::surface_form`, the shortened one with its hyphen
  std::string second{};
};

/// Appends the pairs that word `w` tells of. `X-` borrows the last part of the word after och,
/// eller …, `/` or `&`, past further `Y-`. Where `w` joins and `-X` stands after it, that and
/// further `-Y` before it borrow the first part of the word before them. An abbreviation that
/// counts beside a number does where one stands.
void add_shortened_pairs(const Document& document, const Segmentation& segmentation,
                         std::uint32_t w, std::vector<ShortenedPair>& out);

/// Appends the pairs of the document whose words a dash or minus without blanks holds together:
/// `e–` and `hälsa`, `SIP–` and `möten`. Behind longer words it means from–to (måndag–fredag), so
/// they are not told; and both words count as such in any case.
void add_dashed_pairs(const Document& document, const Segmentation& segmentation,
                      std::vector<ShortenedPair>& out);

}  // namespace rodtrad::matching
