// Files that other programs made, each with what it must become. They lie beside the project and
// are not part of it; where they are absent the test says so. The invented twins of every kind are
// in the tests of the importers and run everywhere.
#include <gtest/gtest.h>

#include "analyzer/base/file_io.h"
#include "tests/support/build.h"

namespace rodtrad {
namespace {

struct Sample {
  const char* file;
  const char* fault;      ///< the id it is refused with; empty: it is read
  std::size_t documents;  ///< at least
  std::size_t speakers;   ///< in all documents together
  const char* words;      ///< must be somewhere in the text
  bool times;             ///< the first piece knows its time
};

void PrintTo(const Sample& sample, std::ostream* out) { *out << sample.file; }

class Samples : public testing::TestWithParam<Sample> {};

std::size_t speakers_of(const ingest::Documents& documents) {
  std::set<std::string> keys;
  for (const Document& document : documents) {
    for (const Speaker& speaker : document.speakers) keys.insert(speaker.key);
  }
  return keys.size();
}

bool holds_words(const ingest::Documents& documents, std::string_view words) {
  return std::any_of(documents.begin(), documents.end(), [words](const Document& document) {
    return document.text.find(words) != std::string::npos;
  });
}

TEST_P(Samples, AreReadOrRefusedForTheRightReason) {
  const Sample& sample = GetParam();
  const std::string path =
      RODTRAD_SOURCE_DIR "/../shared/interop/samples/" + std::string(sample.file);
  const auto bytes = read_file(path);
  if (!bytes) GTEST_SKIP() << path << " is not here";
  Diagnostics remarks;
  const auto read = ingest::import_source({sample.file, "s", bytes.value()}, {}, remarks);
  const std::string fault = read ? "" : read.failure().diagnostics.items().front().id;
  ASSERT_EQ(fault, sample.fault);
  if (!read) return;
  EXPECT_GE(read.value().size(), sample.documents);
  EXPECT_EQ(speakers_of(read.value()), sample.speakers);
  EXPECT_TRUE(holds_words(read.value(), sample.words)) << sample.words;
  if (!sample.times) return;
  const Document& document = read.value().front();
  const auto spoken = std::find_if(document.segments.begin(), document.segments.end(),
                                   [](const Segment& s) { return s.kind == SegmentKind::Turn; });
  ASSERT_NE(spoken, document.segments.end());
  EXPECT_TRUE(spoken->anchor.start_ms.has_value());
}

INSTANTIATE_TEST_SUITE_P(
    OfOtherPrograms, Samples,
    testing::Values(Sample{"googleforms_responses.csv", "sheet-no-text-column", 0, 0, "", false},
                    Sample{"onecol_responses.xlsx", "", 12, 0, "dining hall", false},
                    Sample{"qualcoder_cases456.xlsx", "sheet-no-text-column", 0, 0, "", false},
                    Sample{"qualcoder_ID1.docx", "", 1, 0, "", false},
                    Sample{"srt_bom_utf8.srt", "", 1, 0, "", true},
                    Sample{"teams_guid_ids.vtt", "", 1, 5, "Welcome to the Morning Coffee Chat!",
                           true},
                    Sample{"webvttpy_captions_with_bom.vtt", "", 1, 0, "Caption text #4", true},
                    Sample{"webvttpy_cue_tags.vtt", "", 1, 0, "That's amore", true},
                    Sample{"webvttpy_sample.srt", "", 1, 0, "Caption text #3", true},
                    Sample{"webvttpy_sample.vtt", "", 1, 0, "Caption text #12", true},
                    Sample{"whisper_punct.srt", "", 1, 0, "", true},
                    Sample{"whisper_punct.tsv", "", 1, 0, "", true},
                    Sample{"zoom_colon.vtt", "", 1, 3, "I have some experience with R", true},
                    Sample{"zoom_saved_captions.txt", "", 1, 2, "How you doing?", true}),
    [](const testing::TestParamInfo<Sample>& tested) {
      std::string name;
      for (const char c : std::string_view(tested.param.file)) {
        name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
      }
      return name;
    });

}  // namespace
}  // namespace rodtrad
