#pragma once
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "analyzer/model/analysis.h"
#include "analyzer/stats/counts.h"

/// Whole analyses made up by a seed, for laws that hold whatever the material is. The words mean
/// nothing; what matters is who said how many of them where.
namespace rodtrad::test {

struct GeneratedSize {
  std::size_t documents = 5;
  std::size_t units = 40;  ///< in each document
  std::size_t themes = 4;
  std::size_t concepts = 3;  ///< in each theme
};

inline Codebook generated_codebook(const GeneratedSize& size) {
  Codebook book;
  book.key = "gissad";
  for (const char* level : {"regional", "lokal", "annan"}) book.levels.push_back({level, level});
  for (std::size_t t = 0; t < size.themes; ++t) {
    Theme theme;
    theme.key = theme.label = "tema" + std::to_string(t);
    for (std::size_t c = 0; c < size.concepts; ++c) {
      Indicator indicator;
      indicator.match = "regel" + std::to_string(t) + "x" + std::to_string(c);
      Concept entry;
      entry.key = entry.label = theme.key + "-begrepp" + std::to_string(c);
      entry.theme = ThemeId(t);
      entry.indicators = {IndicatorId(book.indicators.size())};
      book.indicators.push_back(indicator);
      theme.concepts.push_back(ConceptId(book.concepts.size()));
      book.concepts.push_back(entry);
    }
    book.themes.push_back(theme);
  }
  return book;
}

/// One document: turns of one to three units, each unit a segment of three to nine words.
inline Document generated_document(std::size_t number, const GeneratedSize& size,
                                   std::mt19937& random) {
  const auto below = [&random](std::size_t n) { return static_cast<std::uint32_t>(random() % n); };
  Document document;
  document.key = document.source_key = "dokument" + std::to_string(number);
  const char* roles[] = {"chef", "läkare", "sköterska", ""};
  const std::uint32_t speakers = below(3);
  for (std::uint32_t s = 0; s < speakers; ++s) {
    Speaker speaker;
    speaker.key = speaker.label = "R" + std::to_string(s);
    speaker.attributes.set("roll", roles[below(4)]);
    document.speakers.push_back(speaker);
  }
  document.attributes.set("roll", roles[below(4)]);
  std::uint32_t turn = 0;
  for (std::size_t u = 0; u < size.units; ++u) {
    if (below(2) == 0) ++turn;
    Segment segment;
    segment.turn = turn;
    if (speakers > 0) segment.speaker = SpeakerId(std::size_t{turn % speakers});
    segment.span.begin = static_cast<std::uint32_t>(document.text.size());
    for (std::uint32_t w = 0; w < 3 + below(7); ++w) document.text += "åh ";
    document.text += std::to_string(below(1000)) + ".";
    segment.span.end = static_cast<std::uint32_t>(document.text.size());
    document.text += "\n";
    document.segments.push_back(segment);
  }
  return document;
}

/// Counts and people, computed as the pipeline does.
inline void finish(Analysis& analysis) {
  analysis.speaker_of_unit = stats::people_of_units(analysis.documents, analysis.units);
  analysis.counts = stats::count(*analysis.codebook, analysis.documents, analysis.units,
                                 analysis.codings, analysis.speaker_of_unit);
  analysis.totals =
      stats::totals(analysis.documents, analysis.units, analysis.codings, analysis.speaker_of_unit);
}

/// Units and codings of documents that are already there.
inline void generate_codings(Analysis& analysis, std::mt19937& random) {
  const auto below = [&random](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  for (std::size_t d = 0; d < analysis.documents.size(); ++d) {
    const Document& document = analysis.documents[d];
    for (std::uint32_t s = 0; s < document.segments.size(); ++s) {
      Unit unit;
      unit.document = DocumentId(d);
      unit.span = document.segments[s].span;
      unit.segment_begin = s;
      unit.segment_end = s + 1;
      unit.words = static_cast<std::uint32_t>(std::count(
          document.text.begin() + unit.span.begin, document.text.begin() + unit.span.end, ' '));
      for (std::size_t c = 0; c < analysis.codebook->concepts.size(); ++c) {
        if (below(8) != 0) continue;
        Coding coding;
        coding.unit = UnitId(analysis.units.size());
        coding.theme = analysis.codebook->concepts[c].theme;
        coding.concept_id = ConceptId(c);
        if (below(10) != 0) coding.level = LevelId(below(analysis.codebook->levels.size()));
        coding.evidence.push_back({analysis.codebook->concepts[c].indicators.front(),
                                   {unit.span.begin, unit.span.begin + 1}});
        analysis.codings.push_back(coding);
      }
      if (below(9) == 0) {
        Coding coding;
        coding.unit = UnitId(analysis.units.size());
        coding.theme = ThemeId(below(analysis.codebook->themes.size()));
        analysis.codings.push_back(coding);
      }
      analysis.units.push_back(unit);
    }
  }
}

inline Analysis generated_analysis(std::uint32_t seed, const GeneratedSize& size = {}) {
  std::mt19937 random(seed);
  Analysis analysis;
  analysis.codebook = std::make_shared<const Codebook>(generated_codebook(size));
  for (std::size_t d = 0; d < size.documents; ++d) {
    analysis.documents.push_back(generated_document(d, size, random));
  }
  generate_codings(analysis, random);
  finish(analysis);
  return analysis;
}

/// The same analysis as if its files had been read in the opposite order.
inline Analysis with_files_reversed(const Analysis& analysis) {
  Analysis out = analysis;
  std::reverse(out.documents.begin(), out.documents.end());
  out.units.clear();
  out.codings.clear();
  std::vector<std::size_t> number(analysis.units.size());
  for (std::size_t d = 0; d < out.documents.size(); ++d) {
    const DocumentId before(analysis.documents.size() - 1 - d);
    for (std::size_t u = 0; u < analysis.units.size(); ++u) {
      if (analysis.units[u].document != before) continue;
      number[u] = out.units.size();
      out.units.push_back(analysis.units[u]);
      out.units.back().document = DocumentId(d);
    }
    for (const Coding& coding : analysis.codings) {
      if (analysis.unit_of(coding).document != before) continue;
      out.codings.push_back(coding);
      out.codings.back().unit = UnitId(number[coding.unit.value]);
    }
  }
  finish(out);
  return out;
}

}  // namespace rodtrad::test
