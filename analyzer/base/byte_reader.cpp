#include "analyzer/base/byte_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "analyzer/base/file_io.h"

namespace rodtrad {

Result<ByteReader> ByteReader::open(const std::filesystem::path& path) {
  Result<int> descriptor = open_regular_file(path);
  if (!descriptor) return std::move(descriptor).failure();
  ByteReader reader;
  reader.descriptor_ = descriptor.value();
  reader.name_ = display_name(path);
  struct stat status {};
  ::fstat(reader.descriptor_, &status);
  reader.size_ = static_cast<std::uint64_t>(status.st_size);
  reader.modified_seconds_ = status.st_mtim.tv_sec;
  reader.modified_nanoseconds_ = status.st_mtim.tv_nsec;
  return reader;
}

ByteReader::ByteReader(ByteReader&& other) noexcept
    : bytes_(other.bytes_),
      name_(std::move(other.name_)),
      size_(other.size_),
      at_(other.at_),
      modified_seconds_(other.modified_seconds_),
      modified_nanoseconds_(other.modified_nanoseconds_),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

ByteReader& ByteReader::operator=(ByteReader&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(name_, other.name_);
  std::swap(size_, other.size_);
  std::swap(at_, other.at_);
  std::swap(modified_seconds_, other.modified_seconds_);
  std::swap(modified_nanoseconds_, other.modified_nanoseconds_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

ByteReader::~ByteReader() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<ByteReader> ByteReader::twin() const {
  ByteReader other(bytes_);
  other.name_ = name_;
  other.size_ = size_;
  other.modified_seconds_ = modified_seconds_;
  other.modified_nanoseconds_ = modified_nanoseconds_;
  if (descriptor_ < 0) return other;
  other.descriptor_ = ::fcntl(descriptor_, F_DUPFD_CLOEXEC, 0);
  if (other.descriptor_ >= 0) return other;
  return failure("io-read", "cannot read \"" + name_ + "\": " + std::strerror(errno));
}

bool ByteReader::changed() const {
  struct stat status {};
  return ::fstat(descriptor_, &status) != 0 ||
         static_cast<std::uint64_t>(status.st_size) != size_ ||
         status.st_mtim.tv_sec != modified_seconds_ ||
         status.st_mtim.tv_nsec != modified_nanoseconds_;
}

Outcome ByteReader::append_to(std::string& out, std::size_t most) {
  if (descriptor_ < 0) {
    const std::size_t n = std::min<std::size_t>(most, bytes_.size() - at_);
    out.append(bytes_.substr(at_, n));
    at_ += n;
    return success();
  }
  const std::size_t before = out.size();
  out.resize(before + most);
  std::size_t filled = 0;
  while (filled < most) {
    const ssize_t n = ::pread(descriptor_, out.data() + before + filled, most - filled,
                              static_cast<off_t>(at_ + filled));
    if (n == 0) break;
    if (n < 0) {
      if (errno == EINTR) continue;
      const int error = errno;
      out.resize(before);
      return failure("io-read", "cannot read \"" + name_ + "\": " + std::strerror(error));
    }
    filled += static_cast<std::size_t>(n);
  }
  out.resize(before + filled);
  at_ += filled;
  if (filled < most && changed()) {
    return failure("io-changed", "\"" + name_ + "\" was changed while it was read", {},
                   "run again when nothing writes to it");
  }
  return success();
}

}  // namespace rodtrad
