#include "analyzer/report/html_page.h"

#include "analyzer/base/sha256.h"
#include "analyzer/base/strings.h"
#include "analyzer/formats/html_escape.h"
#include "embedded/rodtrad_report.h"

namespace rodtrad::report {

std::string html_page(const HtmlPage& page, Language language) {
  using formats::escape_html;
  const Phrases& p = phrases(language);
  const std::string css = std::string(templates::report_css()) + page.css;
  const auto digest = sha256(css);
  const std::string hash = base64({reinterpret_cast<const char*>(digest.data()), digest.size()});
  std::string out = std::string("<!DOCTYPE html>\n<html lang=\"") + p.html_lang +
                    "\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                    "style-src 'sha256-" +
                    hash +
                    "'; base-uri 'none'; form-action 'none'\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" +
                    escape_html(page.title) + "</title>\n<style>" + css +
                    "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#innehall\">" +
                    escape_html(p.skip_to_content) +
                    "</a>\n<header><p class=\"brand\">Rödtråd</p><h1>" + escape_html(page.title) +
                    "</h1>\n<p class=\"sub\">" + escape_html(page.subtitle) +
                    "</p></header>\n<nav aria-label=\"" + escape_html(p.contents) + "\"><ul>";
  for (const auto& [anchor, words] : page.contents) {
    out += "<li><a href=\"#" + escape_html(anchor) + "\">" + escape_html(words) + "</a></li>";
  }
  return out + "</ul></nav>\n<main id=\"innehall\">\n" + page.body + "</main>\n</body>\n</html>\n";
}

void HtmlBody::text(std::string_view words) { out_ += formats::escape_html(words); }

void HtmlBody::paragraph(std::string_view words, std::string_view css_class) {
  out_ += css_class.empty() ? "<p>" : "<p class=\"" + std::string(css_class) + "\">";
  text(words);
  out_ += "</p>\n";
}

void HtmlBody::section(std::string_view id, std::string_view heading) {
  out_ += "<section id=\"" + std::string(id) + "\"><h2>";
  text(heading);
  out_ += "</h2>\n";
}

}  // namespace rodtrad::report
