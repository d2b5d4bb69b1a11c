#include "analyzer/report/plain_page.h"

#include "analyzer/base/sha256.h"
#include "analyzer/formats/html_escape.h"
#include "embedded/rodtrad_report.h"

namespace rodtrad::report {

std::string plain_page(const PlainPage& page, Language language) {
  const Phrases& p = phrases(language);
  const std::string css(templates::plain_page_css());
  const auto digest = sha256(css);
  const std::string hash = base64({reinterpret_cast<const char*>(digest.data()), digest.size()});
  const std::string title = formats::escape_html(page.title);
  std::string out = std::string("<!DOCTYPE html>\n<html lang=\"") + p.html_lang +
                    "\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                    "style-src 'sha256-" +
                    hash + "'; base-uri 'none'; form-action 'none'\">\n" +
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" +
                    title + "</title>\n<style>" + css +
                    "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#innehall\">" +
                    p.skip_to_content + "</a>\n<header><p class=\"brand\">Rödtråd</p><h1>" + title +
                    "</h1>";
  if (!page.subtitle.empty()) {
    out += "\n<p class=\"sub\">" + formats::escape_html(page.subtitle) + "</p>";
  }
  out += "</header>\n<main id=\"innehall\">\n" + page.body + "</main>\n</body>\n</html>\n";
  return out;
}

}  // namespace rodtrad::report
