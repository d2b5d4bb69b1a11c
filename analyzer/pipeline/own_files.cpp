#include "analyzer/pipeline/own_files.h"

#include "analyzer/report/html_head.h"

namespace rodtrad::pipeline {

std::string own_kind(std::string_view bytes) {
  constexpr std::string_view kKey = "\"format\"";
  constexpr std::string_view kOurs = "rodtrad-";
  constexpr std::string_view kBetween = " \t\r\n:\"";
  const std::string_view beginning = bytes.substr(0, kOwnFileBeginning);
  for (std::size_t at = beginning.find(kKey); at != std::string_view::npos;
       at = beginning.find(kKey, at + 1)) {
    const std::size_t value = beginning.find_first_not_of(kBetween, at + kKey.size());
    if (value == std::string_view::npos) break;
    const std::string_view rest = beginning.substr(value);
    const std::size_t end = rest.find_first_of("/\"\n");
    if (rest.starts_with(kOurs) && end != std::string_view::npos) {
      return std::string(rest.substr(0, end));
    }
  }
  return {};
}

bool is_own_page(std::string_view bytes) {
  const std::string generator =
      "<meta name=\"generator\" content=\"" + std::string(report::kPageGenerator) + "\">";
  return bytes.substr(0, kOwnFileBeginning).find(generator) != std::string_view::npos;
}

bool is_mark(const ResultsMark& mark, std::string_view bytes) {
  const std::string_view kind = mark.kind;
  return kind.empty() ? is_own_page(bytes) : own_kind(bytes) == kind;
}

}  // namespace rodtrad::pipeline
