#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/codebook/load.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/matching/matcher.h"
#include "analyzer/text/segment.h"

/// Short ways to the things most tests need.
namespace rodtrad::test {

/// One document from text as if it were a file of this name; fails the test on an error.
inline Document imported(std::string_view bytes, const std::string& name = "text.txt",
                         const ingest::ImportOptions& options = {}, Diagnostics* told = nullptr) {
  Diagnostics remarks;
  auto documents =
      ingest::import_source({name, name.substr(0, name.rfind('.')), bytes}, options, remarks);
  if (told != nullptr) told->append(remarks);
  if (!documents)
    throw std::runtime_error(to_text(documents.failure().diagnostics.items().front()));
  if (documents.value().empty()) return {};
  return documents.value().front();
}

/// A document that is one running paragraph of a respondent.
inline Document paragraph(std::string text) {
  Document document;
  document.key = "d";
  document.text = std::move(text);
  Segment segment;
  segment.span = {0, static_cast<std::uint32_t>(document.text.size())};
  segment.kind = SegmentKind::Paragraph;
  segment.zone = Zone::Respondent;
  document.segments.push_back(segment);
  return document;
}

/// `zone:text` of every segment.
inline std::vector<std::string> zones_of(const Document& document) {
  std::vector<std::string> out;
  for (const Segment& segment : document.segments) {
    out.push_back(std::string(to_text(segment.zone)) + ":" +
                  std::string(slice(document.text, segment.span)));
  }
  return out;
}

/// Sentences as text.
inline std::vector<std::string> sentences_of(const Document& document) {
  const Segmentation segmentation = text::Segmenter().segment(document);
  std::vector<std::string> out;
  for (const Sentence& sentence : segmentation.sentences) {
    out.emplace_back(slice(document.text, sentence.span));
  }
  return out;
}

/// Words as rules see them.
inline std::vector<std::string> words_of(const Document& document) {
  const Segmentation segmentation = text::Segmenter().segment(document);
  std::vector<std::string> out;
  for (const Word& word : segmentation.words) {
    out.push_back(text::surface_of(word, segmentation, document.text));
  }
  return out;
}

/// A codebook with one theme `t`, whose concepts c1, c2 … have one rule each.
inline Codebook book_of(const std::vector<std::string>& rules) {
  Codebook book;
  book.key = "test";
  Theme theme;
  theme.key = theme.label = "t";
  for (std::size_t i = 0; i < rules.size(); ++i) {
    Indicator indicator;
    indicator.match = rules[i];
    indicator.place = {.path = "book.json", .line = i + 1, .column = 1};
    book.indicators.push_back(indicator);
    Concept entry;
    entry.key = entry.label = "c" + std::to_string(i + 1);
    entry.theme = ThemeId(std::size_t{0});
    entry.indicators = {IndicatorId(i)};
    book.concepts.push_back(entry);
    theme.concepts.emplace_back(i);
  }
  book.themes.push_back(theme);
  return book;
}

/// The texts a rule points at in a paragraph, in order, `|` between sentences' hits left out.
inline std::vector<std::string> hits(const std::string& rule, const std::string& text,
                                     const language::Resources& resources = {}) {
  const Codebook book = book_of({rule});
  auto matcher = matching::Matcher::compile(book, resources);
  if (!matcher) return {"error: " + matcher.failure().diagnostics.items().front().message};
  const Document document = paragraph(text);
  const Segmentation segmentation = text::Segmenter().segment(document);
  matching::Matcher::Worker worker(matcher.value());
  std::vector<std::string> out;
  for (const Coding& coding : worker.code(document, segmentation, {}).codings) {
    for (const Evidence& evidence : coding.evidence) {
      out.emplace_back(slice(document.text, evidence.span));
    }
  }
  return out;
}

/// How many sentences of the paragraph a rule codes.
inline std::size_t coded(const std::string& rule, const std::string& text) {
  const Codebook book = book_of({rule});
  auto matcher = matching::Matcher::compile(book);
  if (!matcher) throw std::runtime_error(to_text(matcher.failure().diagnostics.items().front()));
  const Document document = paragraph(text);
  matching::Matcher::Worker worker(matcher.value());
  return worker.code(document, text::Segmenter().segment(document), {}).codings.size();
}

}  // namespace rodtrad::test
