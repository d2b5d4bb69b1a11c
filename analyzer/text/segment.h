#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "analyzer/model/document.h"
#include "analyzer/model/segmentation.h"
#include "analyzer/text/line_joins.h"

/// Sentences, tokens and words of a document: ICU's rules, then ours for Swedish and for text that
/// was broken into lines. The canonical text is never rewritten: joining lives in the tokens.
namespace rodtrad::text {

/// Makes segmentations; one per thread, reusable. Linear in the text.
class Segmenter {
 public:
  Segmenter();
  ~Segmenter();
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;

  /// Every segment of the document is cut on its own: a bullet, cell or turn never shares a
  /// sentence with its neighbour. `known` (may be empty) helps to join words broken over lines.
  /// Where the document is a part of a longer one, `whole` are the words of all its parts.
  Segmentation segment(const Document& document, const WordKnown& known = {},
                       const Vocabulary* whole = nullptr);
  /// The same into `out`, whose memory is used again.
  void segment(const Document& document, const WordKnown& known, const Vocabulary* whole,
               Segmentation& out);

  /// Adds the words that the joining of broken words asks for, of a document or a part of one.
  void add_words(const Document& document, Vocabulary& words);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The word as rules see it, before folding: `surface_form` of its tokens, with line breaks joined.
std::string surface_of(const Word& word, const Segmentation& segmentation, const std::string& text);

}  // namespace rodtrad::text
