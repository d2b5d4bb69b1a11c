#include "analyzer/pipeline/concordance.h"

#include <algorithm>

#include "analyzer/base/offset_map.h"
#include "analyzer/base/utf8.h"
#include "analyzer/matching/matcher.h"
#include "analyzer/pipeline/analyze.h"
#include "analyzer/text/collate.h"
#include "analyzer/text/normalise.h"
#include "analyzer/text/segment.h"

namespace rodtrad::pipeline {
namespace {

/// A codebook that holds nothing but the rule.
Codebook codebook_of(std::string_view rule) {
  Codebook book;
  book.key = "kwic";
  Indicator indicator;
  indicator.match = std::string(rule);
  indicator.place = {.path = "rule", .line = 1, .column = 1};
  indicator.source_line.text = std::string(rule);
  book.indicators.push_back(std::move(indicator));
  Theme theme;
  theme.key = theme.label = "kwic";
  theme.indicators = {IndicatorId(std::size_t{0})};
  book.themes.push_back(std::move(theme));
  return book;
}

std::string flat(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  return out;
}

}  // namespace

Result<std::vector<ConcordanceLine>> concordance(std::string_view rule, const Request& request,
                                                 std::size_t width,
                                                 const language::Resources& resources,
                                                 Diagnostics& remarks) {
  const Codebook book = codebook_of(rule);
  auto matcher = matching::Matcher::compile(book, resources);
  if (!matcher) return std::move(matcher).failure();
  auto material = import_all(request, nullptr);
  if (!material) return std::move(material).failure();
  remarks.append(std::move(material.value().remarks));

  text::Segmenter segmenter;
  matching::Matcher::Worker worker(matcher.value());
  std::vector<ConcordanceLine> lines;
  for (const Document& document : material.value().documents) {
    const Segmentation segmentation = segmenter.segment(
        document, [&worker](std::string_view word) { return worker.knows(word); });
    matching::UnitOptions options;
    options.kind = request.unit;
    options.coded_zones = request.coded_zones;
    const std::vector<Unit> units = matching::units_of(document, segmentation, options);
    const OffsetMap offsets(document.text);
    for (const matching::RuleHit& hit : worker.hits(document, segmentation, units)) {
      for (const Evidence& evidence : hit.evidence) {
        const Segment* home = nullptr;
        for (const Segment& segment : document.segments) {
          if (segment.span.contains(evidence.span)) home = &segment;
        }
        if (home == nullptr) continue;
        ConcordanceLine line;
        line.document = document.key;
        if (home->speaker.valid()) line.speaker = document.speakers[home->speaker.value].label;
        const CodePointSpan place = offsets.code_points(evidence.span);
        line.start_codepoint = place.begin;
        line.end_codepoint = place.end;
        line.left = flat(
            utf8::suffix(slice(document.text, {home->span.begin, evidence.span.begin}), width));
        line.hit = flat(slice(document.text, evidence.span));
        line.right =
            flat(utf8::prefix(slice(document.text, {evidence.span.end, home->span.end}), width));
        lines.push_back(std::move(line));
      }
    }
  }
  const text::Collator collator;
  std::vector<std::pair<std::string, std::size_t>> order;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    order.emplace_back(
        collator.sort_key(text::fold(lines[i].hit)) + '\1' + collator.sort_key(lines[i].right), i);
  }
  std::sort(order.begin(), order.end());
  std::vector<ConcordanceLine> sorted;
  for (const auto& [key, i] : order) sorted.push_back(std::move(lines[i]));
  return sorted;
}

}  // namespace rodtrad::pipeline
