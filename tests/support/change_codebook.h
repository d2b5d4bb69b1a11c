#pragma once
#include <memory>
#include <utility>

#include "analyzer/model/analysis.h"

namespace rodtrad::test {

/// Gives an analysis a changed copy of its codebook, which others may share.
template <class Change>
void change_codebook(Analysis& analysis, Change change) {
  Codebook book = *analysis.codebook;
  change(book);
  analysis.codebook = std::make_shared<const Codebook>(std::move(book));
}

}  // namespace rodtrad::test
