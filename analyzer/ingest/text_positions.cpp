#include "analyzer/ingest/text_positions.h"

#include <algorithm>
#include <tuple>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/decode.h"

namespace rodtrad::ingest {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::size_t kQuoteAtLeast = 4;  // code points of a name that can tell anything
constexpr std::size_t kCutAtLeast = 12;

/// Byte offsets of many positions in one pass over the text.
std::vector<std::optional<std::uint32_t>> bytes_of(std::string_view text,
                                                   const std::vector<std::int64_t>& positions,
                                                   const OffsetConvention& convention) {
  std::vector<std::size_t> order(positions.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return positions[a] < positions[b]; });
  std::vector<std::optional<std::uint32_t>> out(positions.size());
  std::size_t next = 0;
  while (next < order.size() && positions[order[next]] < 0) ++next;
  std::int64_t count = 0;
  const std::size_t start = !convention.counts_bom && text.starts_with(kBom) ? kBom.size() : 0;
  const auto reach = [&](std::size_t byte) {
    for (; next < order.size() && positions[order[next]] <= count; ++next) {
      out[order[next]] = static_cast<std::uint32_t>(byte);
    }
  };
  char before = '\0';
  for (std::size_t at = start; at < text.size() && next < order.size();) {
    const utf8::Decoded d = utf8::decode(text, at);
    const std::size_t length = d.length == 0 ? 1 : d.length;
    const bool second_of_line_end = convention.newline_once && text[at] == '\n' && before == '\r';
    // A position never falls between the two bytes of a line end that counts once.
    if (!second_of_line_end) {
      reach(at);
      count += convention.utf16 && d.code_point > 0xFFFF ? 2 : 1;
    }
    before = text[at];
    at += length;
  }
  reach(text.size());
  return out;
}

/// Each run of blanks as one, for comparing a text with its quote.
std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto add = [&out](bool blank, std::string_view bytes) {
    if (!blank) {
      out += bytes;
    } else if (!out.ends_with(' ')) {
      out += ' ';
    }
  };
  for (std::size_t at = 0; at < text.size();) {
    const char byte = text[at];
    if (static_cast<unsigned char>(byte) < 0x80) {
      add(byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t', text.substr(at++, 1));
      continue;
    }
    const utf8::Decoded d = utf8::decode(text, at);
    if (d.length == 0) {
      utf8::append(out, utf8::kReplacement);
    } else {
      add(d.code_point == 0xA0, text.substr(at, d.length));
    }
    at += std::max<std::size_t>(d.length, 1);
  }
  return out;
}

std::string without_ellipsis(const std::string& quote) {
  for (const std::string_view mark : {"…", "..."}) {
    if (quote.ends_with(mark)) return quote.substr(0, quote.size() - mark.size());
  }
  return quote;
}

struct Score {
  std::int64_t quoted = 0;
  std::int64_t edges = 0;
  friend auto operator<=>(const Score&, const Score&) = default;
};

char32_t before(std::string_view text, std::size_t at) {
  if (at == 0) return U'\n';
  std::size_t begin = at - 1;
  while (begin > 0 && utf8::is_continuation(text[begin])) --begin;
  return utf8::decode(text, begin).code_point;
}

char32_t after(std::string_view text, std::size_t at) {
  return at >= text.size() ? U'\n' : utf8::decode(text, at).code_point;
}

using text::is_word_character;

/// A selection's quote as it is compared; empty when it can tell nothing.
struct Quote {
  std::string whole{};
  std::string cut{};  ///< without its ellipsis, where it has one
};

Quote quote_of(const RawSelection& selection) {
  if (utf8::count(selection.quote) < kQuoteAtLeast) return {};
  Quote out{folded(selection.quote), {}};
  std::string cut = without_ellipsis(std::string(trim(out.whole)));
  if (cut.size() < trim(out.whole).size() && utf8::count(cut) >= kCutAtLeast) {
    out.cut = std::move(cut);
  }
  return out;
}

void add_score(Score& score, const RawText& text, const Quote& quote, ByteSpan span) {
  const std::string_view all = text.bytes;
  const std::string_view marked = all.substr(span.begin, span.size());
  if (!quote.whole.empty()) {
    const std::string have = folded(marked);
    if (have == quote.whole) {
      score.quoted += 2;
    } else if (trim(have) == trim(quote.whole)) {
      ++score.quoted;  // one blank more or less at an end
    } else if (!quote.cut.empty() && have.starts_with(quote.cut)) {
      ++score.quoted;
    }
  }
  const char32_t first = after(all, span.begin);
  const char32_t last = before(all, span.end);
  if (!(is_word_character(before(all, span.begin)) && is_word_character(first))) ++score.edges;
  if (!(is_word_character(last) && is_word_character(after(all, span.end)))) ++score.edges;
  if (first == ' ' || first == '\n' || first == '\r') --score.edges;
  if (last == '\n' || last == '\r') --score.edges;
}

constexpr unsigned kUtf16 = 1;
constexpr unsigned kNewlineOnce = 2;
constexpr unsigned kInclusiveEnd = 4;
constexpr unsigned kCountsBom = 8;

/// The ways of counting that can differ on these texts: without emoji, CR LF and BOM most agree.
unsigned ways_that_differ(const std::vector<RawText>& texts) {
  unsigned out = kInclusiveEnd;
  for (const RawText& text : texts) {
    const std::string_view all = text.bytes;
    const bool astral = std::any_of(all.begin(), all.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
    if (astral) out |= kUtf16;
    if (all.find("\r\n") != std::string_view::npos) out |= kNewlineOnce;
    if (all.starts_with(kBom)) out |= kCountsBom;
  }
  return out;
}

using Spans = std::vector<std::vector<std::optional<ByteSpan>>>;

}  // namespace

std::string to_text(const OffsetConvention& c) {
  return std::string(c.utf16 ? "UTF-16 units" : "code points") +
         (c.newline_once ? ", a line end counts one" : ", line ends as stored") +
         (c.inclusive_end ? ", end inclusive" : ", end exclusive") +
         (c.counts_bom ? ", BOM counted" : "");
}

std::vector<std::optional<ByteSpan>> spans_of(const RawText& text,
                                              const OffsetConvention& convention) {
  std::vector<std::int64_t> positions;
  for (const RawSelection& selection : text.selections) {
    positions.push_back(selection.begin);
    positions.push_back(selection.end + (convention.inclusive_end ? 1 : 0));
  }
  const auto bytes = bytes_of(text.bytes, positions, convention);
  std::vector<std::optional<ByteSpan>> spans;
  for (std::size_t i = 0; i < text.selections.size(); ++i) {
    const auto& begin = bytes[2 * i];
    const auto& end = bytes[2 * i + 1];
    if (begin && end && *begin < *end) {
      spans.emplace_back(ByteSpan{*begin, *end});
    } else {
      spans.emplace_back(std::nullopt);
    }
  }
  return spans;
}

ConventionFound find_convention(const std::vector<RawText>& texts) {
  struct Candidate {
    OffsetConvention convention;
    Score score;
    Spans spans;
  };
  std::vector<Candidate> candidates;
  std::vector<std::vector<Quote>> quotes;
  for (const RawText& text : texts) {
    quotes.emplace_back();
    for (const RawSelection& selection : text.selections) {
      quotes.back().push_back(quote_of(selection));
    }
  }
  const unsigned differ = ways_that_differ(texts);
  // The plain convention comes first, and among equals the first is kept.
  for (unsigned bits = 0; bits < 16; ++bits) {
    if ((bits & ~differ) != 0) continue;  // the same as one that came before
    Candidate made{{(bits & kUtf16) != 0, (bits & kNewlineOnce) != 0, (bits & kInclusiveEnd) != 0,
                    (bits & kCountsBom) != 0},
                   {},
                   {}};
    for (std::size_t t = 0; t < texts.size(); ++t) {
      made.spans.push_back(spans_of(texts[t], made.convention));
      for (std::size_t i = 0; i < texts[t].selections.size(); ++i) {
        const auto& span = made.spans.back()[i];
        if (span) add_score(made.score, texts[t], quotes[t][i], *span);
      }
    }
    candidates.push_back(std::move(made));
  }
  const Candidate* best = &candidates.front();
  for (const Candidate& one : candidates) {
    if (one.score > best->score) best = &one;
  }
  ConventionFound found{best->convention, std::nullopt};
  const Candidate& plain = candidates.front();
  if (best == &plain) return found;
  // Without quotes the edges of words alone must tell, and a hair's breadth is no telling.
  const std::int64_t lead = best->score.edges - plain.score.edges;
  std::int64_t selections = 0;
  for (const RawText& text : texts) selections += static_cast<std::int64_t>(text.selections.size());
  if (best->score.quoted == plain.score.quoted && best->spans != plain.spans &&
      lead <= std::max<std::int64_t>(1, selections / 50)) {
    found.rival = plain.convention;
    return found;
  }
  for (const Candidate& one : candidates) {
    if (&one != best && one.score == best->score && one.spans != best->spans) {
      found.rival = one.convention;
      break;
    }
  }
  return found;
}

CanonicalText to_canonical(const RawText& raw, const std::vector<std::optional<ByteSpan>>& spans) {
  const std::string_view all = raw.bytes;
  const std::size_t start = all.starts_with(kBom) ? kBom.size() : 0;
  // No cut inside a CR LF: both halves would become a line end.
  const auto whole = [all, start](std::uint32_t at) {
    if (at > 0 && at < all.size() && all[at] == '\n' && all[at - 1] == '\r') --at;
    return std::max(at, static_cast<std::uint32_t>(start));
  };
  std::vector<std::uint32_t> cuts = {static_cast<std::uint32_t>(start),
                                     static_cast<std::uint32_t>(all.size())};
  for (const auto& span : spans) {
    if (!span) continue;
    cuts.push_back(whole(span->begin));
    cuts.push_back(whole(span->end));
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());

  CanonicalText out;
  std::vector<std::uint32_t> placed = {0};
  std::uint32_t length = 0;
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    length += static_cast<std::uint32_t>(
        text::canonical(all.substr(cuts[i], cuts[i + 1] - cuts[i])).size());
    placed.push_back(length);
  }
  out.text = text::canonical(all.substr(start));
  const auto size = static_cast<std::uint32_t>(out.text.size());
  const auto place = [&](std::uint32_t at) {
    const auto found = std::lower_bound(cuts.begin(), cuts.end(), whole(at));
    std::uint32_t byte = std::min(placed[static_cast<std::size_t>(found - cuts.begin())], size);
    // A letter and its mark that were cut apart are one character now.
    while (byte > 0 && byte < size && utf8::is_continuation(out.text[byte])) --byte;
    return byte;
  };
  for (const auto& span : spans) {
    if (!span) {
      out.spans.emplace_back(std::nullopt);
      continue;
    }
    const ByteSpan moved{place(span->begin), place(span->end)};
    if (moved.empty()) {
      out.spans.emplace_back(std::nullopt);
    } else {
      out.spans.emplace_back(moved);
    }
  }
  return out;
}

}  // namespace rodtrad::ingest
