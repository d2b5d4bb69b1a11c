#pragma once
#include <string>
#include <vector>

#include "analyzer/model/document.h"

namespace rodtrad::test {

/// `head: words` of every turn; `head` is made of its segment and its speaker's label, `-` when
/// nobody is named.
template <typename Head>
std::vector<std::string> turns_of(const Document& document, Head head) {
  std::vector<std::string> out;
  for (const Segment& segment : document.segments) {
    if (segment.kind != SegmentKind::Turn) continue;
    const std::string who =
        segment.speaker.valid() ? document.speakers[segment.speaker.value].label : "-";
    out.push_back(head(segment, who) + ": " + std::string(slice(document.text, segment.span)));
  }
  return out;
}

}  // namespace rodtrad::test
