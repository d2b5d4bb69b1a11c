#include "analyzer/base/scratch_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "analyzer/base/contract.h"
#include "analyzer/base/file_io.h"

namespace rodtrad {
namespace fs = std::filesystem;

ScratchFile::ScratchFile(fs::path folder, std::size_t kept)
    : folder_(std::move(folder)), kept_(kept) {}

ScratchFile::ScratchFile(ScratchFile&& other) noexcept
    : folder_(std::move(other.folder_)),
      kept_(other.kept_),
      descriptor_(std::exchange(other.descriptor_, -1)),
      written_(other.written_),
      waiting_(std::move(other.waiting_)) {}

ScratchFile::~ScratchFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Outcome ScratchFile::open() {
  std::error_code error;
  fs::path folder = fs::absolute(folder_, error).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  if (!fs::is_directory(folder, error)) folder = folder.parent_path();
  descriptor_ = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor_ < 0) {
    std::string name = (folder / ".rodtrad-scratch-XXXXXX").string();
    descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor_ >= 0) ::unlink(name.c_str());
  }
  if (descriptor_ >= 0) return success();
  return failure("out-write",
                 "cannot write in \"" + display_name(folder) + "\": " + std::strerror(errno));
}

Outcome ScratchFile::append(std::string_view bytes) {
  if (waiting_.size() + bytes.size() <= kept_) {
    waiting_ += bytes;
    return success();
  }
  if (descriptor_ < 0) {
    if (Outcome opened = open(); !opened) return opened;
  }
  if (Outcome written = write(waiting_); !written) return written;
  waiting_.clear();
  return write(bytes);
}

Outcome ScratchFile::write(std::string_view bytes) {
  for (std::string_view rest = bytes; !rest.empty();) {
    const ssize_t n = ::write(descriptor_, rest.data(), rest.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      return failure("out-write",
                     "cannot write in \"" + display_name(folder_) + "\": " + std::strerror(errno));
    }
    rest.remove_prefix(static_cast<std::size_t>(n));
  }
  written_ += bytes.size();
  return success();
}

Outcome ScratchFile::append_to(std::string& out, std::uint64_t at, std::size_t size) const {
  const std::size_t before = out.size();
  if (at < written_) {
    out.resize(before + static_cast<std::size_t>(std::min<std::uint64_t>(size, written_ - at)));
    for (std::size_t filled = 0; before + filled < out.size();) {
      const ssize_t n = ::pread(descriptor_, out.data() + before + filled,
                                out.size() - before - filled, static_cast<off_t>(at + filled));
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) {
        return failure("io-read", "cannot read back from \"" + display_name(folder_) +
                                      "\": " + std::strerror(errno));
      }
      filled += static_cast<std::size_t>(n);
    }
  }
  const std::size_t read = out.size() - before;
  const std::uint64_t from = at + read - std::min(at + read, written_);
  if (read < size && from < waiting_.size()) {
    out.append(waiting_, static_cast<std::size_t>(from), size - read);
  }
  return success();
}

Result<std::string_view> ScratchReader::next(std::size_t size) {
  if (buffer_.size() - used_ < size) {
    buffer_.erase(0, used_);
    used_ = 0;
    const std::size_t wanted = std::max(size - buffer_.size(), step_);
    const std::size_t kept = buffer_.size();
    const std::size_t left = static_cast<std::size_t>(std::min<std::uint64_t>(wanted, end_ - at_));
    if (Outcome read = file_.append_to(buffer_, at_, left); !read) {
      return std::move(read).failure();
    }
    at_ += buffer_.size() - kept;
    expects(buffer_.size() >= size, "what is read back was put aside");
  }
  used_ += size;
  return std::string_view(buffer_).substr(used_ - size, size);
}

}  // namespace rodtrad
