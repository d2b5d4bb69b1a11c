#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <set>

#include "analyzer/base/byte_reader.h"
#include "analyzer/base/hash_runs.h"
#include "analyzer/base/ordered_work.h"
#include "analyzer/base/scratch_file.h"
#include "analyzer/base/sha256.h"
#include "tests/support/temp_folder.h"

namespace rodtrad {
namespace {

using test::TempFolder;

TEST(OrderedWork, HandsResultsOverInTheOrderOfProduction) {
  for (const std::size_t workers : {1U, 2U, 5U}) {
    int made = 0;
    std::vector<int> seen;
    std::atomic<int> alive{0};
    std::atomic<int> most{0};
    ordered_work<int>(
        workers, 4,
        [&](int& item) {
          item = made++;
          most = std::max(most.load(), ++alive);
          return item < 200;
        },
        [](int& item, std::size_t) { item *= 2; },
        [&](int& item) {
          seen.push_back(item);
          --alive;
        });
    ASSERT_EQ(seen.size(), 200U);
    for (int i = 0; i < 200; ++i) EXPECT_EQ(seen[static_cast<std::size_t>(i)], 2 * i);
    EXPECT_LE(most, 5);
  }
}

TEST(OrderedWork, PassesTheFirstExceptionOn) {
  int made = 0;
  EXPECT_THROW(ordered_work<int>(
                   3, 4, [&](int& item) { return (item = made++) < 100; },
                   [](int& item, std::size_t) {
                     if (item == 17) throw std::runtime_error("seventeen");
                   },
                   [](int&) {}),
               std::runtime_error);
}

TEST(ScratchFile, GivesBackWhatWasPutAside) {
  const TempFolder folder;
  ScratchFile file(folder.path() / "not yet there", 10);
  std::string all;
  for (int i = 0; i < 300; ++i) {
    const std::string piece = std::to_string(i) + ",";
    all += piece;
    ASSERT_TRUE(file.append(piece));
  }
  EXPECT_EQ(file.size(), all.size());
  for (const std::size_t step : {1U, 7U, 4096U}) {
    ScratchReader reader(file, 0, file.size(), step);
    std::string back;
    while (!reader.at_end()) back += reader.next(1).value();
    EXPECT_EQ(back, all);
  }
  ScratchReader middle(file, 3, 9);
  EXPECT_EQ(middle.next(6).value(), all.substr(3, 6));
  EXPECT_TRUE(test::files_in(folder.path()).empty());
}

TEST(HashRuns, CountsTextsThatAreTheSame) {
  const TempFolder folder;
  for (const std::size_t in_memory : {2U, 5U, 1000U}) {
    HashRuns runs(folder.path(), in_memory);
    std::map<Fingerprint, std::uint64_t> wanted;
    for (int i = 0; i < 100; ++i) {
      const Fingerprint print = fingerprint(std::to_string(i * i % 37));
      ++wanted[print];
      ASSERT_TRUE(runs.add(print));
    }
    std::map<Fingerprint, std::uint64_t> got;
    ASSERT_TRUE(runs.visit([&](const Fingerprint& print, std::uint64_t n) { got[print] = n; }));
    EXPECT_EQ(got, wanted);
  }
}

TEST(Sha256, IsTheSameInPieces) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += static_cast<char>(i);
  for (std::size_t size = 0; size < text.size(); ++size) {
    const std::string_view whole = std::string_view(text).substr(0, size);
    Sha256 pieces;
    for (std::size_t at = 0; at < size; at += 1 + at % 70) {
      pieces.add(whole.substr(at, 1 + at % 70));
    }
    EXPECT_EQ(hexadecimal(pieces.digest()), sha256_hex(whole)) << size;
  }
}

TEST(ByteReader, ReadsAFileAgainAndSaysWhenItChanged) {
  const TempFolder folder;
  const auto path = folder.write("a.txt", "åtta byte");
  auto reader = ByteReader::open(path);
  ASSERT_TRUE(reader);
  std::string bytes;
  ASSERT_TRUE(reader.value().append_to(bytes, 4));
  ASSERT_TRUE(reader.value().append_to(bytes, 100));
  EXPECT_EQ(bytes, "åtta byte");
  auto twin = reader.value().twin();
  ASSERT_TRUE(twin);
  std::string first;
  ASSERT_TRUE(twin.value().append_to(first, 5));
  EXPECT_EQ(first, "åtta");
  reader.value().rewind();
  folder.write("a.txt", "kortare");
  EXPECT_FALSE(twin.value().append_to(first, 100));
  bytes.clear();
  const Outcome again = reader.value().append_to(bytes, 100);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.failure().diagnostics.items().front().id, "io-changed");
  EXPECT_FALSE(ByteReader::open(folder.path() / "b.txt"));
}

}  // namespace
}  // namespace rodtrad
