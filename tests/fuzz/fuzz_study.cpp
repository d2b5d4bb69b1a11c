#include <nlohmann/json.hpp>
#include <set>

#include "analyzer/formats/json_io.h"
#include "analyzer/pipeline/study.h"
#include "tests/fuzz/checks.h"

namespace {

using nlohmann::json;

/// True when some object gives a key twice, however the key is spelt.
bool has_key_twice(std::string_view text) {
  std::vector<std::set<std::string>> open;
  bool twice = false;
  const json read = json::parse(
      text,
      [&](int, json::parse_event_t event, json& parsed) {
        if (event == json::parse_event_t::object_start) open.emplace_back();
        if (event == json::parse_event_t::object_end) open.pop_back();
        if (event == json::parse_event_t::key) {
          twice = !open.back().insert(parsed.get<std::string>()).second || twice;
        }
        return true;
      },
      false);
  return twice;
}

}  // namespace

/// A study file; and what all our JSON files share: that they are strict JSON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rodtrad;
  const std::string_view text = fuzz::as_text(data, size);
  if (const auto parsed = formats::parse_json(text, "studie.json")) {
    fuzz::require(text.find('\0') == std::string_view::npos, "JSON ends where the file ends");
    fuzz::require(!has_key_twice(text), "JSON with a key given twice is refused");
  }
  pipeline::is_study(text);
  const auto study = pipeline::read_study(text, "studie.json");
  if (!study) {
    fuzz::check_failure(study.failure());
    return 0;
  }
  fuzz::require(!study.value().codebook.empty(), "a study names its codebook");
  fuzz::require(!study.value().sources.empty(), "a study has a source");
  for (const pipeline::Study::Source& source : study.value().sources) {
    fuzz::require(!source.path.empty(), "a source has a path");
  }
  return 0;
}
