#include "analyzer/report/plain_page.h"

#include "analyzer/formats/html_escape.h"
#include "analyzer/report/html_head.h"
#include "embedded/rodtrad_report.h"

namespace rodtrad::report {

std::string plain_page(const PlainPage& page, Language language) {
  std::string out =
      html_head({.title = page.title, .css = std::string(templates::plain_page_css())}, language) +
      "<header><p class=\"brand\">Rödtråd</p><h1>" + formats::escape_html(page.title) + "</h1>";
  if (!page.subtitle.empty()) {
    out += "\n<p class=\"sub\">" + formats::escape_html(page.subtitle) + "</p>";
  }
  out += "</header>\n<main id=\"innehall\">\n" + page.body + "</main>\n</body>\n</html>\n";
  return out;
}

}  // namespace rodtrad::report
