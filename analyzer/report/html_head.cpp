#include "analyzer/report/html_head.h"

#include "analyzer/base/sha256.h"
#include "analyzer/formats/html_escape.h"

namespace rodtrad::report {
namespace {

/// Allows what has just this content.
std::string source_hash(std::string_view content) {
  const auto digest = sha256(content);
  return "'sha256-" + base64({reinterpret_cast<const char*>(digest.data()), digest.size()}) + "'";
}

}  // namespace

std::string html_head(const HtmlHead& head, Language language) {
  const Phrases& p = phrases(language);
  std::string out = std::string("<!DOCTYPE html>\n<html lang=\"") + p.html_lang +
                    "\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                    "style-src " +
                    source_hash(head.css);
  if (!head.script.empty()) out += "; script-src " + source_hash(head.script);
  out +=
      "; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"";
  out += kPageGenerator;
  out += "\">\n<title>";
  formats::append_html(out, head.title);
  out += "</title>\n<style>" + head.css +
         "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#innehall\">";
  formats::append_html(out, p.skip_to_content);
  return out + "</a>\n";
}

}  // namespace rodtrad::report
