#include "tests/fuzz/checks.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "analyzer/base/utf8.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/decode.h"
#include "analyzer/text/segment.h"

namespace rodtrad::fuzz {
namespace {

// One rule of every kind, so that each way through the matcher is taken by common words.
constexpr char kSampleCodebook[] = R"json({
"format": "rodtrad-codebook/1", "id": "prov", "version": "1", "language": "sv", "title": "Prov",
"lists": {"organ": ["grupp", "möte", "/[Nn]ämnd(en)?/"]},
"levels": [
 {"id": "regional", "label": "Regional nivå", "indicators": ["regional", "hela regionen"]},
 {"id": "lokal", "label": "Lokal nivå", "indicators": ["lokal", "+vårdcentral", "på golvet"]},
 {"id": "ingen", "label": "Nivåoberoende", "default": true}],
"dimensions": [{"id": "d", "label": "Förutsättningar"}],
"themes": [
 {"id": "struktur", "label": "Struktur", "dimension": "d", "indicators": ["+samverkan", "a"],
  "concepts": [
   {"id": "otydlig", "label": "Otydligt", "indicators":
     ["(otydlig OR oklar) NEAR/6 (roll OR uppdrag)", "vem ~2 vad", "många BEFORE/3 $organ"]
},
   {"id": "former", "label": "Former", "level": "lokal", "unless": ["=Vänersborg"], "indicators":
     ["=vi", "==IT", "sam*", "*het", "*ord*", "avtal+", {"match": "in- och utskrivning"}]}]
},
 {"id": "resurser", "label": "Resurser", "concepts": [
   {"id": "brist", "label": "Brist", "indicators":
     ["negated(resurs OR tid)", "tid AND NOT NOT pengar", "affirmed(ja)", "e NEAR/9 NOT inte"]},
   {"id": "tal", "label": "Tal", "indicators": ["/\\pN+ ?(%|procent)/", "/x.*y/", "/\\pL+-\\pL+/"]}]}]
})json";

bool starts_character(std::string_view text, std::uint32_t at) {
  return at == text.size() || (at < text.size() && !utf8::is_continuation(text[at]));
}

bool is_control(char32_t c) { return (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0); }

/// Every non-blank character from `begin` to `end`, by its byte offset.
template <class Visit>
void for_each_non_blank(std::string_view text, ByteSpan span, Visit visit) {
  utf8::for_each(text.substr(span.begin, span.size()), [&](char32_t c, std::size_t at) {
    if (!text::is_blank(c)) visit(span.begin + static_cast<std::uint32_t>(at));
  });
}

void check_segments(const Document& document) {
  const std::string& text = document.text;
  std::uint32_t end = 0;
  const auto nothing_before = [&](std::uint32_t begin) {
    for_each_non_blank(text, {end, begin}, [](std::uint32_t) {
      require(false, "every non-blank character lies in a segment");
    });
  };
  for (const Segment& segment : document.segments) {
    check_slice(text, segment.span, "a segment is a slice of the text");
    require(segment.span.begin >= end, "segments are in order and do not overlap");
    require(!segment.speaker.valid() || segment.speaker.value < document.speakers.size(),
            "a segment's speaker is one of the document's");
    nothing_before(segment.span.begin);
    end = segment.span.end;
  }
  nothing_before(static_cast<std::uint32_t>(text.size()));
}

void check_marks(const Document& document) {
  std::uint32_t end = 0;
  for (const Mark& mark : document.marks) {
    check_slice(document.text, mark.span, "a mark is a slice of the text");
    require(mark.span.begin >= end, "marks are in order and do not overlap");
    require(!mark.span.empty(), "a mark holds something");
    end = mark.span.end;
  }
  std::uint32_t begin = 0;
  for (const PlaceMark& place : document.places) {
    require(place.begin >= begin, "places are in order");
    require(starts_character(document.text, place.begin), "a place begins at a character");
    begin = place.begin;
  }
}

void check_sentence(const Document& document, const Segmentation& made, std::uint32_t number) {
  const Sentence& sentence = made.sentences[number];
  require(sentence.segment < document.segments.size(), "a sentence lies in a segment");
  const ByteSpan segment = document.segments[sentence.segment].span;
  check_slice(document.text, sentence.span, "a sentence is a slice of the text");
  require(segment.contains(sentence.span), "a sentence lies inside its segment");
  for (std::uint32_t t = sentence.token_begin; t < sentence.token_end; ++t) {
    const Token& token = made.tokens.at(t);
    require(!token.span.empty(), "a token holds something");
    check_slice(document.text, token.span, "a token is a slice of the text");
    require(segment.contains(token.span), "a token lies inside its segment");
    require(sentence.span.contains(token.span), "a token lies inside its sentence");
    require(!token.joined || !made.joined_form(t).empty(), "a joined token has its form");
  }
  std::uint32_t token = sentence.token_begin;
  for (std::uint32_t w = sentence.word_begin; w < sentence.word_end; ++w) {
    const Word& word = made.words.at(w);
    require(word.sentence == number, "a word knows its sentence");
    require(token <= word.token_begin && word.token_begin < word.token_end &&
                word.token_end <= sentence.token_end,
            "words are in order and made of their sentence's tokens");
    token = word.token_end;
    require(word.span.begin == made.tokens.at(word.token_begin).span.begin &&
                word.span.end == made.tokens.at(word.token_end - 1).span.end,
            "a word lies where its tokens do");
    bool joined = false;
    for (std::uint32_t t = word.token_begin; t < word.token_end; ++t) {
      joined = joined || made.tokens.at(t).joined;
    }
    require(word.joined == joined, "a word knows whether it was joined over lines");
    const std::string form = text::surface_of(word, made, document.text);
    require(!utf8::first_invalid(form), "a word's form is UTF-8");
  }
}

void check_tokens_and_marks(const Document& document, const Segmentation& made) {
  std::uint32_t end = 0;
  auto mark = document.marks.begin();
  const auto in_mark = [&](std::uint32_t at) {
    while (mark != document.marks.end() && mark->span.end <= at) ++mark;
    return mark != document.marks.end() && mark->span.begin <= at;
  };
  const auto nothing_before = [&](std::uint32_t begin) {
    for_each_non_blank(document.text, {end, begin}, [&](std::uint32_t at) {
      require(in_mark(at), "every non-blank character outside marks lies in a token");
    });
  };
  for (const Token& token : made.tokens) {
    require(token.span.begin >= end, "tokens are in order and do not overlap");
    nothing_before(token.span.begin);
    end = token.span.end;
    while (mark != document.marks.end() && mark->span.end <= token.span.begin) ++mark;
    require(mark == document.marks.end() || !mark->span.overlaps(token.span),
            "a token lies outside marks");
  }
  nothing_before(static_cast<std::uint32_t>(document.text.size()));
}

void check_unit(const Document& document, const Segmentation& segmentation, const Unit& unit) {
  check_slice(document.text, unit.span, "a unit is a slice of the text");
  require(unit.segment_begin < unit.segment_end && unit.segment_end <= document.segments.size(),
          "a unit is made of segments");
  require(unit.sentence_begin <= unit.sentence_end &&
              unit.sentence_end <= segmentation.sentences.size(),
          "a unit is made of sentences");
}

void check_coding(const Document& document, const Unit& unit, const Coding& coding,
                  const Codebook& codebook) {
  require(coding.key.size() == 16, "a coding has its id");
  require(coding.theme.value < codebook.themes.size(), "a coding's theme is in the codebook");
  require(!coding.concept_id.valid() || coding.concept_id.value < codebook.concepts.size(),
          "a coding's concept is in the codebook");
  require(!coding.level.valid() || coding.level.value < codebook.levels.size(),
          "a coding's level is in the codebook");
  require(!unit.empty_answer, "an empty answer is not coded");
  require(!coding.evidence.empty() || coding.origin == Origin::Heading,
          "a coding has something to point at");
  for (const Evidence& evidence : coding.evidence) {
    require(evidence.indicator.value < codebook.indicators.size(),
            "evidence names an indicator of the codebook");
    check_slice(document.text, evidence.span, "evidence is a slice of the text");
    require(!evidence.span.empty(), "evidence holds something");
    require(unit.span.contains(evidence.span), "evidence lies in its unit");
    require(!utf8::first_invalid(evidence.detail), "evidence is explained in UTF-8");
  }
  for (const LevelEvidence& evidence : coding.level_evidence) {
    check_slice(document.text, evidence.span, "a level's evidence is a slice of the text");
  }
  check_slice(document.text, coding.context, "a context is a slice of the text");
  require(coding.context.contains(unit.span), "a context holds its unit");
}

ingest::ImportOptions sample_options() {
  ingest::ImportOptions options;
  for (const Theme& theme : sample_codebook().codebook->themes) {
    options.theme_labels.push_back(theme.label);
  }
  for (const Level& level : sample_codebook().codebook->levels) {
    options.level_labels.push_back(level.label);
  }
  options.interviewers = {"Karin"};
  return options;
}

}  // namespace

std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

void check_slice(std::string_view text, ByteSpan span, const char* what) {
  require(span.begin <= span.end && span.end <= text.size() && starts_character(text, span.begin) &&
              starts_character(text, span.end),
          what);
}

void check_diagnostics(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    require(!diagnostic.id.empty() && !diagnostic.message.empty(), "a diagnostic says something");
    const std::string text = to_text(diagnostic);
    require(!utf8::first_invalid(text), "a diagnostic is UTF-8");
    utf8::for_each(text, [](char32_t c, std::size_t) {
      require(!is_control(c), "a diagnostic holds no control characters");
    });
  }
}

void check_failure(const Failure& failure) {
  require(failure.diagnostics.count(Severity::Error) > 0, "a failure tells an error");
  check_diagnostics(failure.diagnostics);
}

void check_document(const Document& document) {
  require(!utf8::first_invalid(document.text), "the canonical text is UTF-8");
  require(text::canonical(document.text) == document.text, "the canonical text stays as it is");
  require(!document.key.empty(), "a document has an id");
  check_segments(document);
  check_marks(document);
}

void check_segmentation(const Document& document, const Segmentation& segmentation) {
  std::uint32_t token = 0;
  std::uint32_t word = 0;
  std::uint32_t segment = 0;
  for (std::uint32_t s = 0; s < segmentation.sentences.size(); ++s) {
    const Sentence& sentence = segmentation.sentences[s];
    require(sentence.token_begin == token && token < sentence.token_end,
            "sentences share out the tokens");
    require(sentence.word_begin == word && word <= sentence.word_end,
            "sentences share out the words");
    require(segment <= sentence.segment, "sentences are in the order of their segments");
    check_sentence(document, segmentation, s);
    token = sentence.token_end;
    word = sentence.word_end;
    segment = sentence.segment;
  }
  require(token == segmentation.tokens.size(), "every token has a sentence");
  require(word == segmentation.words.size(), "every word has a sentence");
  check_tokens_and_marks(document, segmentation);
}

void check_codings(const Document& document, const Segmentation& segmentation,
                   const matching::DocumentCodings& codings, const Codebook& codebook) {
  std::uint32_t begin = 0;
  for (const Unit& unit : codings.units) {
    check_unit(document, segmentation, unit);
    require(unit.span.begin >= begin, "units are in text order");
    begin = unit.span.begin;
  }
  for (const Coding& coding : codings.codings) {
    require(coding.unit.value < codings.units.size(), "a coding belongs to a unit");
    check_coding(document, codings.units[coding.unit.value], coding, codebook);
  }
}

const pipeline::CompiledCodebook& sample_codebook() {
  static const pipeline::CompiledCodebook made = [] {
    auto compiled = pipeline::compile_codebook(kSampleCodebook, "prov.json");
    if (!compiled) {
      std::fputs(to_text(compiled.failure().diagnostics.items().front()).c_str(), stderr);
    }
    require(static_cast<bool>(compiled), "the sample codebook is valid");
    return std::move(compiled).value();
  }();
  return made;
}

void check_coding_of(const Document& document, const Codebook& codebook,
                     const matching::Matcher& matcher) {
  static text::Segmenter segmenter;
  const Segmentation segmentation = segmenter.segment(document);
  check_segmentation(document, segmentation);
  matching::Matcher::Worker worker(matcher);
  matching::MatcherOptions options;
  check_codings(document, segmentation, worker.code(document, segmentation, options), codebook);
  options.headings_code = true;
  options.context_sentences = 2;
  options.units.coded_zones.assign(std::begin(kZones), std::end(kZones));
  for (const UnitKind kind : {UnitKind::Turn, UnitKind::Paragraph, UnitKind::Document}) {
    options.units.kind = kind;
    check_codings(document, segmentation, worker.code(document, segmentation, options), codebook);
  }
}

std::size_t check_import(const std::string& name, std::string_view bytes,
                         const std::string& encoding) {
  static const ingest::ImportOptions plain = sample_options();
  const pipeline::CompiledCodebook& sample = sample_codebook();
  ingest::ImportOptions options = plain;
  options.encoding = encoding;
  Diagnostics remarks;
  const auto documents = ingest::import_source({name, "material", bytes}, options, remarks);
  check_diagnostics(remarks);
  if (!documents) {
    check_failure(documents.failure());
    return 0;
  }
  std::set<std::string> keys;
  for (const Document& document : documents.value()) {
    require(keys.insert(document.key).second, "ids are unique within a source");
    check_document(document);
    check_coding_of(document, *sample.codebook, sample.matcher);
  }
  return keys.size();
}

void check_sheet(const std::string& name, std::string_view bytes) {
  const auto line_ends =
      std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; });
  require(check_import(name, bytes) <= static_cast<std::size_t>(line_ends),
          "a sheet has no more answers than lines below its header");
}

}  // namespace rodtrad::fuzz
