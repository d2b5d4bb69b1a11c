#pragma once
#include <string>
#include <string_view>

#include "analyzer/report/phrases.h"

/// How each of our pages begins: one file, nothing fetched, and no style or script but its own.
namespace rodtrad::report {

/// Every page says so in its head (`<meta name="generator">`): it is known by this when it lies
/// among interviews.
inline constexpr std::string_view kPageGenerator = "Rödtråd";

struct HtmlHead {
  std::string title{};   ///< plain text
  std::string css{};     ///< the whole style sheet
  std::string script{};  ///< the one script that may run; empty: none
};

/// From the document type to the link past the navigation, which leads to `#innehall`.
std::string html_head(const HtmlHead& head, Language language);

}  // namespace rodtrad::report
