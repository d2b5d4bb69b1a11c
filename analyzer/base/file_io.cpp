#include "analyzer/base/file_io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"

namespace rodtrad {
namespace fs = std::filesystem;
namespace {

/// Closes the descriptor it holds.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return value_; }
  int release() { return std::exchange(value_, -1); }

 private:
  int value_;
};

std::string neighbour_hint(const fs::path& path) {
  const std::vector<std::string> names =
      names_in(path.has_parent_path() ? path.parent_path() : fs::path("."));
  const std::string wanted = display_name(path.filename());
  const auto longer = std::find_if(names.begin(), names.end(), [&wanted](const std::string& name) {
    return !wanted.empty() && fs::path(name).stem() == wanted;
  });
  const std::string near = longer != names.end() ? *longer : nearest(wanted, names);
  return near.empty() ? "" : "did you mean \"" + near + "\"?";
}

Failure open_failure(const fs::path& path, int error) {
  const std::string name = display_name(path);
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return failure("io-not-found", "cannot open \"" + name + "\": no such file", {},
                     neighbour_hint(path));
    case EACCES:
    case EPERM:
      return failure("io-permission", "cannot open \"" + name + "\": permission denied");
    case ENXIO:
      return failure("io-not-a-file", "\"" + name + "\" is not a regular file (a socket)");
    case ELOOP:
      return failure("io-not-a-file", "cannot open \"" + name + "\": the links go in a circle");
    default:
      return failure("io-read", "cannot open \"" + name + "\": " + std::strerror(error));
  }
}

/// Reads until end of file; `size_hint` avoids growing in steps.
Result<std::string> read_all(int descriptor, std::size_t size_hint, const std::string& name) {
  std::string bytes;
  bytes.resize(size_hint + 1);
  std::size_t filled = 0;
  for (;;) {
    if (filled == bytes.size()) bytes.resize(bytes.size() * 2 + 65536);
    const ssize_t n = ::read(descriptor, bytes.data() + filled, bytes.size() - filled);
    if (n == 0) break;
    if (n < 0) {
      if (errno == EINTR) continue;
      return failure("io-read", "cannot read \"" + name + "\": " + std::strerror(errno));
    }
    filled += static_cast<std::size_t>(n);
    if (filled > kMaxFileBytes) {
      return failure("io-too-large", "\"" + name + "\" is larger than 2 GB", {},
                     "split it into several files");
    }
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator it(folder, error);
  for (const fs::directory_iterator end; !error && it != end; it.increment(error)) {
    names.push_back(display_name(it->path().filename()));
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string display_name(const fs::path& path) {
  std::size_t replaced = 0;
  return utf8::replace_invalid(path.native(), replaced);
}

Result<int> open_regular_file(const fs::path& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (file.get() < 0) return open_failure(path, errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return open_failure(path, errno);
  const std::string name = display_name(path);
  if (S_ISDIR(status.st_mode)) {
    return failure("io-not-a-file", "\"" + name + "\" is a folder, expected a file");
  }
  if (!S_ISREG(status.st_mode)) {
    return failure("io-not-a-file",
                   "\"" + name + "\" is not a regular file (a pipe, socket or device)");
  }
  if (static_cast<std::uint64_t>(status.st_size) > kMaxFileBytes) {
    return failure("io-too-large", "\"" + name + "\" is larger than 2 GB", {},
                   "split it into several files");
  }
  return file.release();
}

Result<std::string> read_file(const fs::path& path) {
  Result<int> opened = open_regular_file(path);
  if (!opened) return std::move(opened).failure();
  const Descriptor file(opened.value());
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return open_failure(path, errno);
  return read_all(file.get(), static_cast<std::size_t>(status.st_size), display_name(path));
}

Result<std::string> read_stdin() { return read_all(STDIN_FILENO, 65536, "standard input"); }

}  // namespace rodtrad
