#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "analyzer/base/result.h"

namespace rodtrad {

/// The bytes of one input in order, as few at a time as the reader asks for: a regular file, or
/// bytes that are in memory anyway. Reading again from the start gives the same bytes, or an error.
class ByteReader {
 public:
  /// The errors are those of `read_file`.
  static Result<ByteReader> open(const std::filesystem::path& path);
  /// `bytes` must outlive the reader.
  static ByteReader of(std::string_view bytes) { return ByteReader(bytes); }

  ByteReader(ByteReader&& other) noexcept;
  ByteReader& operator=(ByteReader&& other) noexcept;
  ByteReader(const ByteReader&) = delete;
  ByteReader& operator=(const ByteReader&) = delete;
  ~ByteReader();

  /// Another reader of the same bytes, from the first on. Errors: io-read.
  [[nodiscard]] Result<ByteReader> twin() const;

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Appends up to `most` bytes to `out`; none at the end. Errors: io-read, io-too-large, and
  /// io-changed where the file is not the one that was opened any more.
  Outcome append_to(std::string& out, std::size_t most);
  /// The next byte read is the first again.
  void rewind() { at_ = 0; }

 private:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes), size_(bytes.size()) {}
  ByteReader() = default;
  [[nodiscard]] bool changed() const;

  std::string_view bytes_{};
  std::string name_{};
  std::uint64_t size_ = 0;
  std::uint64_t at_ = 0;
  std::int64_t modified_seconds_ = 0;
  std::int64_t modified_nanoseconds_ = 0;
  int descriptor_ = -1;
};

}  // namespace rodtrad
