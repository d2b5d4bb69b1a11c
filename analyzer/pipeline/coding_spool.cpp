#include "analyzer/pipeline/coding_spool.h"

#include <cstring>
#include <utility>

#include "analyzer/report/coding_lines.h"

namespace rodtrad::pipeline {
namespace {

constexpr std::size_t kWrittenAtOnce = std::size_t{1} << 18U;

void append_number(std::string& out, std::size_t number) {
  const auto value = static_cast<std::uint32_t>(number);
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// The number at `at` becomes the length of all that follows it.
void set_length(std::string& out, std::size_t at) {
  const auto length = static_cast<std::uint32_t>(out.size() - at - sizeof(std::uint32_t));
  std::memcpy(out.data() + at, &length, sizeof length);
}

/// Takes a record apart.
class Fields {
 public:
  explicit Fields(std::string_view record) : rest_(record) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  std::uint32_t number() {
    std::uint32_t value = 0;
    std::memcpy(&value, text(sizeof value).data(), sizeof value);
    return value;
  }
  std::string_view text(std::size_t size) {
    const std::string_view out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }

 private:
  std::string_view rest_;
};

/// `indicators` is memory that is used again.
void finish_group(std::string_view record, const report::IndicatorCounts& counts,
                  std::vector<report::WeighedIndicator>& indicators, std::string& lines) {
  Fields fields(record);
  indicators.resize(fields.number());
  for (report::WeighedIndicator& one : indicators) {
    one.indicator = IndicatorId(fields.number());
    one.words = fields.number();
    one.places.resize(fields.number());
    for (ByteSpan& place : one.places) {
      place.begin = fields.number();
      place.end = fields.number();
    }
  }
  const std::uint32_t score = counts.score(indicators);
  while (!fields.at_end()) {
    lines += fields.text(fields.number());
    report::append_score(lines, score);
  }
}

}  // namespace

void append_records(std::string& out, const Analysis& analysis,
                    const std::function<const OffsetMap&(DocumentId)>& offsets_of) {
  report::ScoredGroups groups(analysis);
  report::CodingLines lines(analysis);
  for (report::ScoredGroup group; groups.next(group);) {
    const std::size_t begin = out.size();
    append_number(out, 0);  // lengths, once they are known
    append_number(out, group.indicators.size());
    for (const report::WeighedIndicator& one : group.indicators) {
      append_number(out, one.indicator.value);
      append_number(out, one.words);
      append_number(out, one.places.size());
      for (const ByteSpan place : one.places) {
        append_number(out, place.begin);
        append_number(out, place.end);
      }
    }
    for (std::size_t c = group.first; c < group.last; ++c) {
      const Coding& coding = analysis.codings[c];
      const std::size_t line = out.size();
      append_number(out, 0);
      lines.append_unscored(out, coding, offsets_of(analysis.unit_of(coding).document));
      set_length(out, line);
    }
    set_length(out, begin);
  }
}

Outcome finish_lines(const ScratchFile& records, const report::IndicatorCounts& counts,
                     const std::function<Outcome(std::string_view)>& append, std::launch how) {
  ScratchReader reader(records, 0, records.size());
  std::string lines;
  std::vector<report::WeighedIndicator> indicators;
  std::future<Outcome> passed;  // the lines before these
  const auto pass_on = [&]() -> Outcome {
    if (passed.valid()) {
      if (Outcome before = passed.get(); !before) return before;
    }
    passed = std::async(how, [&append, done = std::exchange(lines, {})] { return append(done); });
    return success();
  };
  while (!reader.at_end()) {
    auto head = reader.next(sizeof(std::uint32_t));
    if (!head) return std::move(head).failure();
    auto record = reader.next(Fields(head.value()).number());
    if (!record) return std::move(record).failure();
    finish_group(record.value(), counts, indicators, lines);
    if (lines.size() < kWrittenAtOnce) continue;
    if (Outcome appended = pass_on(); !appended) return appended;
  }
  if (Outcome appended = pass_on(); !appended) return appended;
  return passed.get();
}

}  // namespace rodtrad::pipeline
