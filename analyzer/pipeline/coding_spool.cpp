#include "analyzer/pipeline/coding_spool.h"

#include <atomic>
#include <cstring>
#include <utility>
#include <vector>

#include "analyzer/base/contract.h"
#include "analyzer/base/ordered_work.h"
#include "analyzer/report/coding_lines.h"

namespace rodtrad::pipeline {
namespace {

constexpr std::size_t kReadAtOnce = std::size_t{1} << 18U;

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

/// Cuts records after whole groups.
class RecordPieces {
 public:
  explicit RecordPieces(const ScratchFile& records) : records_(records) {}

  [[nodiscard]] bool at_end() const { return at_ == records_.size() && rest_.empty(); }
  /// Gives at least one group.
  Outcome next(std::string& piece) {
    piece = std::exchange(rest_, {});
    std::size_t whole = 0;
    while (whole == 0) {
      const std::size_t before = piece.size();
      if (Outcome read = records_.append_to(piece, at_, kReadAtOnce); !read) return read;
      expects(piece.size() > before, "what was put aside ends with a whole group");
      at_ += piece.size() - before;
      whole = whole_groups(piece);
    }
    rest_ = piece.substr(whole);
    piece.resize(whole);
    return success();
  }

 private:
  static std::size_t whole_groups(std::string_view records) {
    std::size_t end = 0;
    for (std::uint32_t length = 0; records.size() - end >= sizeof length;) {
      std::memcpy(&length, records.data() + end, sizeof length);
      if (records.size() - end - sizeof length < length) break;
      end += sizeof length + length;
    }
    return end;
  }

  const ScratchFile& records_;
  std::uint64_t at_ = 0;  ///< of the bytes after the rest
  std::string rest_{};    ///< the beginning of a group
};

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
                     const std::function<Outcome(std::string_view)>& append, std::size_t threads) {
  struct Item {
    std::string records{};
    std::string lines{};
  };
  RecordPieces pieces(records);
  Outcome read = success();
  Outcome appended = success();
  std::atomic<bool> stopped = false;  // either of them failed
  const auto check = [&stopped](const Outcome& outcome) {
    if (!outcome) stopped = true;
  };
  std::vector<std::vector<report::WeighedIndicator>> used_again(threads);
  ordered_work<Item>(
      threads, threads == 1 ? 1 : threads + 1,
      [&](Item& item) {
        if (stopped || pieces.at_end()) return false;
        check(read = pieces.next(item.records));
        return !stopped;
      },
      [&](Item& item, std::size_t worker) {
        item.lines.reserve(item.records.size());
        for (Fields groups(item.records); !groups.at_end();) {
          finish_group(groups.text(groups.number()), counts, used_again[worker], item.lines);
        }
      },
      [&](Item& item) {
        if (!stopped) check(appended = append(item.lines));
      });
  return read ? std::move(appended) : std::move(read);
}

}  // namespace rodtrad::pipeline
