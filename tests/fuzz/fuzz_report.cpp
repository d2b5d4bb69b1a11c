#include <algorithm>
#include <nlohmann/json.hpp>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/matching/rule_language.h"
#include "analyzer/pipeline/analyze.h"
#include "analyzer/text/decode.h"
#include "tests/fuzz/checks.h"
#include "tests/fuzz/report_checks.h"

namespace {

using namespace rodtrad;
using nlohmann::json;

/// The input's first lines are labels, the rest is what was said.
struct Input {
  std::string title;
  std::string theme;
  std::string level;
  std::string concept_label;
  std::string rule;
  std::string person;
  std::string file;
  std::string text;
};

Input read_input(std::string_view bytes) {
  Input input;
  for (std::string* label : {&input.title, &input.theme, &input.level, &input.concept_label,
                             &input.rule, &input.person, &input.file}) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    // The program reads labels from JSON and names through display_name: both are UTF-8 by then.
    std::size_t replaced = 0;
    *label = utf8::replace_invalid(bytes.substr(0, end), replaced);
    if (trim(*label).empty()) *label = "x";
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  std::replace(input.file.begin(), input.file.end(), '\0', '0');  // no file system allows it
  input.text = std::string(bytes);
  return input;
}

/// A codebook that codes every word, with the input's words wherever a person writes some.
std::string codebook_of(const Input& input) {
  json rules = json::array({"samverkan", "/\\pL+/"});
  matching::Rule rule;
  matching::RuleError error;
  if (matching::parse_rule(text::canonical(input.rule), rule, error)) rules.push_back(input.rule);
  const json book = {
      {"format", "rodtrad-codebook/1"},
      {"id", "prov"},
      {"version", input.person},
      {"title", input.title},
      {"levels",
       {{{"id", trim(input.level)}, {"label", input.level}, {"indicators", {"och"}}},
        {{"id", trim(input.theme)}, {"label", input.theme}, {"indicators", {"det"}}}}},
      {"dimensions", {{{"id", "d"}, {"label", input.concept_label}}}},
      {"themes",
       {{{"id", trim(input.theme)},
         {"label", input.theme},
         {"dimension", "d"},
         {"definition", input.person},
         {"why", input.title},
         {"color", "#2a6f97"},
         {"concepts",
          {{{"id", trim(input.concept_label)},
            {"label", input.concept_label},
            {"definition", input.level},
            {"indicators", rules}}}}},
        {{"id", "t2"}, {"label", input.level}, {"indicators", {"e", "i", "a"}}}}}};
  return book.dump();
}

pipeline::Request request_of(const Input& input) {
  pipeline::Request request;
  request.title = input.title;
  request.on_bad_input = pipeline::OnBadInput::KeepGoing;
  request.option_list = {{input.person, input.file}};
  pipeline::Input interview{.name = input.file + ".txt", .key = input.file, .bytes = input.text};
  interview.settings.attributes.set(input.theme, input.person);
  request.inputs.push_back(std::move(interview));
  std::size_t replaced = 0;
  const json answer = {{"text", utf8::replace_invalid(input.text, replaced)},
                       {"speaker", input.person},
                       {"question", input.title},
                       {"votes", -3},
                       {"attributes", {{input.theme, input.level}, {"kön", input.person}}}};
  request.inputs.push_back(
      {.name = input.file + ".jsonl", .key = input.file, .bytes = answer.dump()});
  pipeline::Input missing{.name = input.person + ".txt", .key = input.person};
  missing.unreadable = Diagnostic{.id = "io-not-found",
                                  .message = "cannot open \"" + input.person + "\"",
                                  .place = {.path = input.person}};
  request.inputs.push_back(std::move(missing));
  return request;
}

}  // namespace

/// Material and labels from their bytes to every report.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Input input = read_input(fuzz::as_text(data, size));
  const auto codebook = pipeline::compile_codebook(codebook_of(input), input.file + ".json");
  if (!codebook) {
    fuzz::check_failure(codebook.failure());
    return 0;
  }
  const auto analysis = pipeline::analyze(request_of(input), codebook.value());
  if (!analysis) {
    fuzz::check_failure(analysis.failure());
    return 0;
  }
  fuzz::check_diagnostics(analysis.value().remarks);
  // One language and one separator an input; its size chooses.
  fuzz::check_html(analysis.value(),
                   size % 2 == 0 ? report::Language::Swedish : report::Language::English);
  fuzz::check_csv(analysis.value(), std::string_view(",;\t")[size % 3]);
  fuzz::check_markdown(analysis.value());
  fuzz::check_jsonl(analysis.value());
  fuzz::check_run(analysis.value());
  return 0;
}
