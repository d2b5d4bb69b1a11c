#include "analyzer/report/quotes_report.h"

#include <algorithm>

#include "analyzer/base/offset_map.h"
#include "analyzer/base/strings.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/formats/json_writer.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/plain_page.h"

namespace rodtrad::report {
namespace {

struct Words {
  const char* status[6];  ///< in the order of QuoteStatus
  const char* title;
  const char* summary;  ///< %1 quotations in %2
  const char* too_short;
  const char* all_well;
  const char* faults;
  const char* in_report;
  const char* in_transcript;
  const char* not_found;
  const char* said_by;
  const char* attributed_to;
  const char* difference;
  const char* same_as;
  const char* line;
  const char* page;
  const char* paragraph;
  const char* others;
};

const Words& words(Language language) {
  static const Words swedish = {
      {"ordagrant", "förkortat", "ändrat", "finns inte", "använt tidigare", "fel person"},
      "Kontroll av citat",
      "%1 citat i %2",
      "%1 korta uttryck mellan citattecken kontrolleras inte",
      "Inget citat behöver rättas.",
      "%1 citat behöver rättas.",
      "I rapporten",
      "I utskriften",
      "Orden finns inte i materialet.",
      "Sagt av",
      "Rapporten anger",
      "Skillnad",
      "Samma ställe som citat",
      "rad",
      "sida",
      "stycke",
      "Övriga citat"};
  static const Words english = {
      {"exact", "shortened", "altered", "missing", "used before", "wrong person"},
      "Quotations checked",
      "%1 quotations in %2",
      "%1 short phrases between quotation marks are not checked",
      "No quotation needs correction.",
      "%1 quotations need correction.",
      "In the report",
      "In the transcript",
      "The words are not in the material.",
      "Said by",
      "The report says",
      "Difference",
      "Same place as quotation",
      "line",
      "page",
      "paragraph",
      "Other quotations"};
  return language == Language::Swedish ? swedish : english;
}

std::string filled(std::string text, const std::string& one, const std::string& two = {}) {
  return replace_all(replace_all(std::move(text), "%1", one), "%2", two);
}

const char* status_word(QuoteStatus status, const Words& w) {
  return w.status[static_cast<std::size_t>(status)];
}

std::size_t faults_in(const QuoteReport& quotes) {
  return static_cast<std::size_t>(
      std::count_if(quotes.checks.begin(), quotes.checks.end(),
                    [](const QuoteCheck& check) { return is_fault(check.status); }));
}

std::string place_text(const SourceAnchor& place, const Words& w) {
  if (place.page) return std::string(w.page) + " " + std::to_string(*place.page);
  if (place.paragraph) return std::string(w.paragraph) + " " + std::to_string(*place.paragraph);
  if (place.line) return std::string(w.line) + " " + std::to_string(*place.line);
  return {};
}

/// `12 ordagrant, 2 ändrat`: the kinds that occur, the harmless first.
std::string tally(const QuoteReport& quotes, const Words& w) {
  std::vector<std::string> parts;
  for (const QuoteStatus status : kQuoteStatuses) {
    const auto number =
        std::count_if(quotes.checks.begin(), quotes.checks.end(),
                      [status](const QuoteCheck& check) { return check.status == status; });
    if (number > 0) parts.push_back(std::to_string(number) + " " + status_word(status, w));
  }
  return join(parts, ", ");
}

std::string one_line(std::string_view text) {
  return without_controls(replace_all(std::string(text), "\n", " "));
}

const Document* document_of(const QuoteCheck& check, const std::vector<Document>& transcripts) {
  return check.document.valid() ? &transcripts[check.document.value] : nullptr;
}

std::string said_where(const QuoteCheck& check, const Document& document) {
  return check.speaker.empty() ? document.key : check.speaker + ", " + document.key;
}

void json_place(formats::JsonWriter& json, const QuoteReport& quotes, const SourceAnchor& place) {
  json.key("place").begin_object().key("file").string(quotes.name);
  if (place.page) json.key("page").number(*place.page);
  if (place.paragraph) json.key("paragraph").number(*place.paragraph);
  if (place.line) json.key("line").number(*place.line);
  json.end_object();
}

void text_or_null(formats::JsonWriter& json, const char* key, const std::string& value) {
  json.key(key);
  if (value.empty()) {
    json.null();
  } else {
    json.string(value);
  }
}

/// Escaped text with some stretches inside an element.
std::string marked(std::string_view text, std::vector<ByteSpan> changed, const char* element) {
  std::sort(changed.begin(), changed.end());
  std::string out;
  std::uint32_t at = 0;
  for (const ByteSpan span : changed) {
    if (span.begin < at) continue;
    formats::append_html(out, text.substr(at, span.begin - at));
    out += std::string("<") + element + ">";
    formats::append_html(out, text.substr(span.begin, span.size()));
    out += std::string("</") + element + ">";
    at = span.end;
  }
  formats::append_html(out, text.substr(at));
  return out;
}

/// The transcript's words, changed ones marked. Long cuts are shown whole: that is what was cut.
std::string source_html(const QuoteCheck& check, const Document& document) {
  std::vector<ByteSpan> changed;
  for (const ByteSpan span : check.changed_in_source) {
    if (!check.span.contains(span)) continue;
    changed.push_back({span.begin - check.span.begin, span.end - check.span.begin});
  }
  return marked(slice(document.text, check.span), changed, "del");
}

std::string row_html(std::size_t number, const QuoteCheck& check,
                     const std::vector<Document>& transcripts, const Words& w) {
  std::string out = "<tr id=\"c" + std::to_string(number + 1) + "\"><th scope=\"row\">" +
                    std::to_string(number + 1) + "</th><td><strong>" +
                    status_word(check.status, w) + "</strong>";
  if (const std::string place = place_text(check.quotation.place, w); !place.empty()) {
    out += "<br>" + place;
  }
  out += "</td><td><p>" + marked(check.quotation.text, check.changed_in_quote, "ins") + "</p>";
  if (check.status == QuoteStatus::Misattributed) {
    out += "<p>" + std::string(w.attributed_to) + ": <strong>" +
           formats::escape_html(check.quotation.attribution) + "</strong></p>";
  }
  out += "</td><td>";
  if (const Document* document = document_of(check, transcripts)) {
    out += "<p>" + source_html(check, *document) + "</p><p>" + w.said_by + ": " +
           formats::escape_html(said_where(check, *document)) + "</p>";
  } else {
    out += std::string("<p>") + w.not_found + "</p>";
  }
  if (!check.difference.empty()) {
    out +=
        std::string("<p>") + w.difference + ": " + formats::escape_html(check.difference) + "</p>";
  }
  if (check.same_as) {
    const std::string other = std::to_string(*check.same_as + 1);
    out += std::string("<p>") + w.same_as + " <a href=\"#c" + other + "\">" + other + "</a>.</p>";
  }
  return out + "</td></tr>\n";
}

std::string table_html(const QuoteReport& quotes, const std::vector<Document>& transcripts,
                       const Words& w, bool faults) {
  std::string rows;
  for (std::size_t i = 0; i < quotes.checks.size(); ++i) {
    if (is_fault(quotes.checks[i].status) != faults) continue;
    rows += row_html(i, quotes.checks[i], transcripts, w);
  }
  if (rows.empty()) return {};
  return std::string("<div class=\"wide\"><table><thead><tr><th></th><th></th><th scope=\"col\">") +
         w.in_report + "</th><th scope=\"col\">" + w.in_transcript +
         "</th></tr></thead>\n<tbody>\n" + rows + "</tbody></table></div>\n";
}

}  // namespace

std::string quotes_jsonl(const QuoteReport& quotes, const std::vector<Document>& transcripts) {
  std::string out;
  for (std::size_t i = 0; i < quotes.checks.size(); ++i) {
    const QuoteCheck& check = quotes.checks[i];
    formats::JsonWriter json(out);
    json.begin_object();
    json.key("number").number(static_cast<std::int64_t>(i + 1));
    json.key("quote").string(check.quotation.text);
    json_place(json, quotes, check.quotation.place);
    json.key("status").string(to_text(check.status));
    if (const Document* document = document_of(check, transcripts)) {
      const CodePointSpan where = OffsetMap(document->text).code_points(check.span);
      json.key("document").string(document->key);
      json.key("start").number(where.begin).key("end").number(where.end);
      json.key("text").string(slice(document->text, check.span));
    } else {
      json.key("document").null().key("start").null().key("end").null().key("text").null();
    }
    text_or_null(json, "difference", check.difference);
    text_or_null(json, "speaker", check.speaker);
    text_or_null(json, "attribution", check.quotation.attribution);
    json.key("same_as");
    if (check.same_as) {
      json.number(static_cast<std::int64_t>(*check.same_as + 1));
    } else {
      json.null();
    }
    json.end_object();
    out += '\n';
  }
  return out;
}

std::string quotes_text(const QuoteReport& quotes, const std::vector<Document>& transcripts,
                        Language language) {
  const Words& w = words(language);
  std::string out = filled(w.summary, std::to_string(quotes.checks.size()), quotes.name);
  if (!quotes.checks.empty()) out += ": " + tally(quotes, w);
  out += ".\n";
  if (quotes.too_short > 0) {
    out += filled(w.too_short, std::to_string(quotes.too_short)) + ".\n";
  }
  for (std::size_t i = 0; i < quotes.checks.size(); ++i) {
    const QuoteCheck& check = quotes.checks[i];
    if (check.status == QuoteStatus::Exact) continue;
    const std::string place = place_text(check.quotation.place, w);
    out += "\n" + std::to_string(i + 1) + "  " + status_word(check.status, w) +
           (place.empty() ? "" : "  (" + place + ")") + "\n   ”" + one_line(check.quotation.text) +
           "”\n";
    if (check.status == QuoteStatus::Misattributed) {
      out += std::string("   ") + w.attributed_to + ": " + one_line(check.quotation.attribution) +
             "\n";
    }
    if (const Document* document = document_of(check, transcripts)) {
      out += std::string("   ") + w.said_by + ": " + one_line(said_where(check, *document)) + "\n";
    } else {
      out += std::string("   ") + w.not_found + "\n";
    }
    if (!check.difference.empty()) {
      out += std::string("   ") + w.difference + ": " + one_line(check.difference) + "\n";
    }
    if (check.same_as) {
      out += std::string("   ") + w.same_as + " " + std::to_string(*check.same_as + 1) + "\n";
    }
  }
  const std::size_t faults = faults_in(quotes);
  out += "\n" + (faults == 0 ? std::string(w.all_well) : filled(w.faults, std::to_string(faults))) +
         "\n";
  return out;
}

std::string quotes_html(const QuoteReport& quotes, const std::vector<Document>& transcripts,
                        Language language) {
  const Words& w = words(language);
  const std::size_t faults = faults_in(quotes);
  PlainPage page;
  page.title = w.title;
  page.subtitle = filled(w.summary, std::to_string(quotes.checks.size()), quotes.name) +
                  (quotes.checks.empty() ? "" : ": " + tally(quotes, w));
  page.body = "<h2>" +
              (faults == 0 ? std::string(w.all_well) : filled(w.faults, std::to_string(faults))) +
              "</h2>\n" + table_html(quotes, transcripts, w, true);
  if (const std::string others = table_html(quotes, transcripts, w, false); !others.empty()) {
    page.body += std::string("<h2>") + w.others + "</h2>\n" + others;
  }
  if (quotes.too_short > 0) {
    page.body += "<p>" + filled(w.too_short, std::to_string(quotes.too_short)) + ".</p>\n";
  }
  return plain_page(page, language);
}

}  // namespace rodtrad::report
