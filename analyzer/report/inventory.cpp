#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "analyzer/report/fields.h"
#include "analyzer/report/findings.h"
#include "analyzer/text/segment.h"

namespace rodtrad::report {
namespace {

constexpr std::uint32_t kNobody = 0xFFFFFFFF;
constexpr std::size_t kZoneCount = std::size(kZones);

struct Entry {
  std::string key;
  std::string file;
  std::uint64_t documents = 0;
  std::uint64_t units = 0;
  std::uint64_t coded = 0;
  std::uint64_t empty = 0;
  std::uint64_t words = 0;
  std::set<std::uint32_t> people{};
  std::optional<std::uint64_t> last_ms{};  ///< the latest time the source tells
  bool ends_known = false;                 ///< it is an end, not just the last time stamp
  std::array<std::uint64_t, kZoneCount> zone_words{};
};

std::size_t zone_index(Zone zone) { return static_cast<std::size_t>(zone); }

class Inventory {
 public:
  explicit Inventory(const Analysis& analysis) : a_(analysis) {}

  std::vector<Entry> run() {
    units();
    for (std::size_t d = 0; d < a_.documents.size(); ++d) document(a_.documents[d]);
    return std::move(entries_);
  }

 private:
  /// Rows of one sheet are one entry.
  Entry& entry_of(const Document& document) {
    const std::string& key = document.is_answers ? document.source_key : document.key;
    const auto [found, is_new] = numbers_.emplace(key, entries_.size());
    if (is_new) {
      Entry entry;
      entry.key = key;
      entry.file = document.provenance.file;
      entries_.push_back(std::move(entry));
    }
    return entries_[found->second];
  }

  void units() {
    const auto codings = codings_by_unit(a_);
    for (std::size_t u = 0; u < a_.units.size(); ++u) {
      const Unit& unit = a_.units[u];
      Entry& entry = entry_of(a_.document_of(unit));
      ++entry.units;
      entry.words += unit.words;
      if (unit.empty_answer) ++entry.empty;
      if (!codings[u].empty()) ++entry.coded;
      if (a_.speaker_of_unit[u] != kNobody) entry.people.insert(a_.speaker_of_unit[u]);
      const std::size_t zone = zone_index(zone_of(a_, unit));
      entry.zone_words[zone] += unit.words;
      coded_zone_[zone] = true;
    }
  }

  void document(const Document& document) {
    Entry& entry = entry_of(document);
    ++entry.documents;
    const auto time = [&entry](const SourceAnchor& anchor) {
      for (const auto& ms : {anchor.start_ms, anchor.end_ms}) {
        if (ms && *ms >= entry.last_ms.value_or(0)) {
          entry.last_ms = ms;
          entry.ends_known = ms == anchor.end_ms;
        }
      }
    };
    for (const Segment& segment : document.segments) time(segment.anchor);
    for (const PlaceMark& place : document.places) time(place.anchor);
    other_zones(document, entry);
  }

  /// Zones that are not coded have no units: their words are counted here.
  void other_zones(const Document& document, Entry& entry) {
    const bool any = std::any_of(
        document.segments.begin(), document.segments.end(),
        [this](const Segment& segment) { return !coded_zone_[zone_index(segment.zone)]; });
    if (!any) return;
    const Segmentation segmentation = segmenter_.segment(document);
    for (const Sentence& sentence : segmentation.sentences) {
      const std::size_t zone = zone_index(document.segments[sentence.segment].zone);
      if (!coded_zone_[zone]) entry.zone_words[zone] += sentence.words;
    }
  }

  const Analysis& a_;
  text::Segmenter segmenter_{};
  std::vector<Entry> entries_{};
  std::map<std::string, std::size_t> numbers_{};
  std::array<bool, kZoneCount> coded_zone_{};
};

}  // namespace

Table inventory_table(const Analysis& analysis, Language language) {
  const bool sv = language == Language::Swedish;
  const auto count = [](const char* name, std::string label) {
    return Column{name, std::move(label), ColumnKind::Integer};
  };
  Table table{.name = "inventory",
              .title = sv ? "Materialet: dokument, deltagare, ord och minuter"
                          : "The material: documents, respondents, words and minutes",
              .sheet = sv ? "Material" : "Material"};
  table.columns = {{"document", sv ? "Dokument" : "Document"},
                   {"file", sv ? "Fil" : "File"},
                   count("documents", sv ? "Antal dokument" : "Documents"),
                   count("respondents", sv ? "Deltagare" : "Respondents"),
                   count("units", sv ? "Enheter" : "Units"),
                   count("coded", sv ? "Kodade" : "Coded"),
                   count("uncoded", sv ? "Utan kod" : "Uncoded"),
                   count("empty", sv ? "Tomma svar" : "Empty answers"),
                   count("words", sv ? "Ord som kodas" : "Words coded"),
                   {"minutes", sv ? "Minuter" : "Minutes", ColumnKind::Decimal, 1},
                   {"minutes_basis", sv ? "Minuterna kommer från" : "Minutes come from"}};
  for (const Zone zone : kZones) {
    table.columns.push_back(
        count(("zone_" + std::string(to_text(zone))).c_str(),
              std::string(sv ? "Ord: " : "Words: ") + std::string(zone_name(zone, language))));
  }
  for (const Entry& entry : Inventory(analysis).run()) {
    std::vector<Cell> row = {entry.key,
                             entry.file,
                             entry.documents,
                             entry.people.size(),
                             entry.units,
                             entry.coded,
                             entry.units - entry.coded - entry.empty,
                             entry.empty,
                             entry.words};
    if (entry.last_ms) {
      row.emplace_back(static_cast<double>(*entry.last_ms) / 60'000);
      row.emplace_back(entry.ends_known ? (sv ? "inspelningens slut" : "end of recording")
                                        : (sv ? "sista tidsangivelsen, alltså minst"
                                              : "last time stamp, so at least"));
    } else {
      row.emplace_back();
      row.emplace_back();
    }
    for (const std::uint64_t words : entry.zone_words) row.emplace_back(words);
    table.rows.push_back(std::move(row));
  }
  table.notes = {
      sv ? "Ord som kodas är deltagarnas. Intervjuarens ord, rubriker och rester räknas för sig."
         : "Words coded are the participants'. Interviewers' words, headings and debris are "
           "counted "
           "apart.",
      sv ? "Minuter står bara där källan har tider."
         : "Minutes are given where the source has times."};
  return table;
}

}  // namespace rodtrad::report
