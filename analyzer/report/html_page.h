#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/report/phrases.h"

/// The frame of a page beside the main report: one file, no network, no script, readable on a phone
/// and on paper.
namespace rodtrad::report {

struct HtmlPage {
  std::string title{};
  std::string subtitle{};
  std::vector<std::pair<std::string, std::string>> contents{};  ///< anchor, words
  std::string body{};                                           ///< markup
  std::string css{};                                            ///< added to the report's own
};

/// The whole page. Title, subtitle and contents are escaped here; `body` and `css` are taken as
/// they are.
std::string html_page(const HtmlPage& page, Language language);

/// What pages write their body with; text is escaped.
class HtmlBody {
 protected:
  void text(std::string_view words);
  void paragraph(std::string_view words, std::string_view css_class = {});
  /// Opens `<section>` with its heading; the caller closes it.
  void section(std::string_view id, std::string_view heading);

  std::string out_{};
};

/// The words of the language: `say(language, "Tema", "Theme")`.
inline const char* say(Language language, const char* swedish, const char* english) {
  return language == Language::Swedish ? swedish : english;
}

}  // namespace rodtrad::report
