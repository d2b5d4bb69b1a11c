#include "analyzer/report/html_page.h"

#include "analyzer/formats/html_escape.h"
#include "analyzer/report/html_head.h"
#include "embedded/rodtrad_report.h"

namespace rodtrad::report {

std::string html_page(const HtmlPage& page, Language language) {
  using formats::escape_html;
  const Phrases& p = phrases(language);
  std::string out =
      html_head({.title = page.title, .css = std::string(templates::report_css()) + page.css},
                language) +
      "<header><p class=\"brand\">Rödtråd</p><h1>" + escape_html(page.title) +
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
