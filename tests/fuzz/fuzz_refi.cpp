#include "analyzer/base/utf8.h"
#include "analyzer/formats/zip_writer.h"
#include "analyzer/ingest/exchange.h"
#include "analyzer/report/exchange.h"
#include "tests/fuzz/checks.h"

namespace {

// What stands behind this line, if anything does, is the text of the source `t.txt`.
constexpr std::string_view kTextFollows = "\n=== text ===\n";

bool at_edge(const std::string& text, std::uint32_t at) {
  return at == text.size() || (at < text.size() && !rodtrad::utf8::is_continuation(text[at]));
}

}  // namespace

/// Another program's project inside a sound container: every coding that comes out stands in its
/// text, and what is written again can be read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using rodtrad::fuzz::require;
  const std::string_view input = rodtrad::fuzz::as_text(data, size);
  const std::size_t at = input.find(kTextFollows);
  const std::string text(at == std::string_view::npos ? ""
                                                      : input.substr(at + kTextFollows.size()));
  rodtrad::Diagnostics remarks;
  const auto read = rodtrad::ingest::read_refi(
      rodtrad::formats::write_zip(
          {{"project.qde", std::string(input.substr(0, at))}, {"sources/t.txt", text}}),
      "p.qdpx", {}, remarks);
  if (!read) {
    require(!read.failure().diagnostics.empty(), "a refusal says why");
    return 0;
  }
  const rodtrad::ExchangeProject& project = read.value();
  for (const rodtrad::ExchangeCoding& one : project.codings) {
    const std::string& source = project.sources.at(one.source).text;
    require(!one.span.empty() && at_edge(source, one.span.begin) && at_edge(source, one.span.end),
            "a coding stands in its text");
    require(one.code < project.codes.size() && one.coder < project.coders.size(),
            "a coding has a code and a coder");
  }
  const auto again =
      rodtrad::ingest::read_refi(rodtrad::report::qdpx(project), "p.qdpx", {}, remarks);
  require(static_cast<bool>(again), "what we write we can read");
  require(again.value().sources.size() == project.sources.size(), "every source comes back");
  return 0;
}
