#include "analyzer/base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "analyzer/base/file_io.h"

namespace rodtrad {

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  const auto failed = [&path] {
    return failure("io-read", "cannot map \"" + display_name(path) + "\": " + std::strerror(errno));
  };
  if (descriptor < 0) return failed();
  struct stat status {};
  const bool regular = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  const auto size = static_cast<std::size_t>(status.st_size);
  void* data = regular && size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
                                   : MAP_FAILED;
  const int error = errno;
  ::close(descriptor);
  errno = error;
  if (!regular || size == 0) {
    return failure("io-read", "cannot map \"" + display_name(path) +
                                  "\": " + (regular ? "the file is empty" : "it is no file"));
  }
  if (data == MAP_FAILED) return failed();
  return MappedFile({static_cast<const char*>(data), size});
}

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace rodtrad
