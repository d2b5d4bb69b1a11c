#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "analyzer/base/result.h"

namespace rodtrad {

/// Bytes put aside while a run goes on, and read back in order. Few of them stay in memory; more go
/// to a file without a name in the folder of the results (or the one above, while that does not
/// exist), so that nothing is left behind whatever happens.
class ScratchFile {
 public:
  /// `kept` bytes at most are held in memory between writes.
  explicit ScratchFile(std::filesystem::path folder, std::size_t kept = std::size_t{1} << 20U);
  ScratchFile(ScratchFile&& other) noexcept;
  ScratchFile& operator=(ScratchFile&&) = delete;
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile();

  /// Error: out-write.
  Outcome append(std::string_view bytes);
  [[nodiscard]] std::uint64_t size() const { return written_ + waiting_.size(); }
  /// Appends `size` bytes from `at` on to `out`, fewer at the end. Errors: io-read.
  Outcome append_to(std::string& out, std::uint64_t at, std::size_t size) const;

 private:
  Outcome open();
  Outcome write(std::string_view bytes);

  std::filesystem::path folder_;
  std::size_t kept_;
  int descriptor_ = -1;
  std::uint64_t written_ = 0;
  std::string waiting_;
};

/// Reads a part of a scratch file from its beginning, a little at a time.
class ScratchReader {
 public:
  ScratchReader(const ScratchFile& file, std::uint64_t begin, std::uint64_t end,
                std::size_t step = std::size_t{1} << 18U)
      : file_(file), at_(begin), end_(end), step_(step) {}

  [[nodiscard]] bool at_end() const { return used_ == buffer_.size() && at_ == end_; }
  /// The next `size` bytes; valid until the next call. A contract: they were written.
  Result<std::string_view> next(std::size_t size);

 private:
  const ScratchFile& file_;
  std::uint64_t at_;  ///< of the bytes after the buffer
  std::uint64_t end_;
  std::size_t step_;
  std::string buffer_;
  std::size_t used_ = 0;
};

}  // namespace rodtrad
