#pragma once
#include <string>

#include "analyzer/report/phrases.h"

namespace rodtrad::report {

/// The parts of a small page; `body` is finished markup, the rest plain text.
struct PlainPage {
  std::string title{};
  std::string subtitle{};
  std::string body{};
};

/// One self-contained page: no script, no network, fit for a phone and for printing on A4. Pictures
/// in the body carry their colours as SVG attributes; there is no other style than the page's own.
std::string plain_page(const PlainPage& page, Language language);

}  // namespace rodtrad::report
