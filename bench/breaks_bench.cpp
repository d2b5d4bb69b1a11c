#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "analyzer/base/file_io.h"
#include "analyzer/base/strings.h"
#include "analyzer/text/breaks.h"

/// Word and sentence boundaries, ours beside ICU's, on the file that RODTRAD_BENCH_TEXT names (one
/// paragraph a line). bytes_per_second is of CPU time.
namespace {

using rodtrad::text::BreakEngine;
using rodtrad::text::Breaker;

const std::string& text() {
  static const std::string bytes = [] {
    const char* path = std::getenv("RODTRAD_BENCH_TEXT");
    auto read = rodtrad::read_file(path != nullptr ? path : "");
    if (!read) std::exit((std::fputs("RODTRAD_BENCH_TEXT must name a text file\n", stderr), 2));
    return std::move(read).value();
  }();
  return bytes;
}

const std::vector<std::string_view>& lines() {
  static const std::vector<std::string_view> all = rodtrad::split(text(), '\n');
  return all;
}

void words(benchmark::State& state, BreakEngine engine) {
  Breaker breaker(engine);
  std::vector<rodtrad::Token> tokens;
  for (auto _ : state) {
    for (const std::string_view line : lines()) {
      tokens.clear();
      breaker.words(line, tokens);
      benchmark::DoNotOptimize(tokens.data());
    }
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text().size()));
}

void sentences(benchmark::State& state, BreakEngine engine) {
  Breaker breaker(engine);
  std::vector<std::uint32_t> ends;
  for (auto _ : state) {
    for (const std::string_view line : lines()) {
      ends.clear();
      breaker.sentences(line, ends);
      benchmark::DoNotOptimize(ends.data());
    }
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text().size()));
}

BENCHMARK_CAPTURE(words, ours, BreakEngine::FastWhereExact)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(words, icu, BreakEngine::IcuOnly)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(sentences, ours, BreakEngine::FastWhereExact)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(sentences, icu, BreakEngine::IcuOnly)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
