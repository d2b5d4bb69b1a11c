#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"

/// Reading zip containers in memory (docx, xlsx, odt, qdpx) with limits counted on what comes out:
/// nothing is unpacked to disk, and a bomb ends as an error.
namespace rodtrad::formats {

struct ZipLimits {
  std::uint64_t part_bytes = 512ULL << 20U;    ///< inflated size of one part
  std::uint64_t total_bytes = 1024ULL << 20U;  ///< of all parts read
  std::uint64_t ratio = 100;                   ///< inflated : packed, counted after 1 MB
  std::uint64_t entries = 65'535;
};

class ZipReader {
 public:
  /// `bytes` must outlive the reader. Errors: zip-encrypted (says "lösenordsskyddad"), zip-damaged,
  /// zip-too-many-entries, zip-duplicate-entry, zip-unsafe-name.
  static Result<ZipReader> open(std::string_view bytes, const std::string& file,
                                const ZipLimits& limits = {});
  ~ZipReader();
  ZipReader(ZipReader&&) noexcept;
  ZipReader& operator=(ZipReader&&) noexcept;

  [[nodiscard]] bool has(const std::string& name) const;
  [[nodiscard]] const std::vector<std::string>& names() const;
  /// One part, inflated and its checksum verified. Errors: zip-missing-part, zip-damaged, zip-bomb,
  /// zip-encrypted.
  Result<std::string> read(const std::string& name);

 private:
  struct Impl;
  explicit ZipReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace rodtrad::formats
