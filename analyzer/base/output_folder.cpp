#include "analyzer/base/output_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "analyzer/base/file_io.h"

namespace rodtrad {
namespace fs = std::filesystem;
namespace {
constexpr char kPart[] = ".rodtrad-part";
constexpr char kOld[] = ".rodtrad-old";
}  // namespace

Result<OutputFolder> OutputFolder::open(const fs::path& folder) {
  const std::string name = display_name(folder);
  std::error_code error;
  if (fs::exists(folder, error)) {
    if (!fs::is_directory(folder, error)) {
      return failure("out-not-a-folder", "\"" + name + "\" is not a folder", {},
                     "give the name of a folder after --out");
    }
    if (::access(folder.c_str(), W_OK | X_OK) == 0) return OutputFolder(folder);
    return failure("out-permission", "cannot write in \"" + name + "\": permission denied");
  }
  const fs::path absolute = fs::absolute(folder, error).lexically_normal();
  const fs::path parent =
      absolute.has_filename() ? absolute.parent_path() : absolute.parent_path().parent_path();
  if (!fs::is_directory(parent, error)) {
    return failure("out-missing-parent",
                   "cannot create the folder \"" + name + "\": the folder above it does not exist",
                   {}, "create \"" + display_name(parent) + "\" first");
  }
  if (::access(parent.c_str(), W_OK | X_OK) != 0) {
    return failure("out-permission",
                   "cannot create the folder \"" + name + "\": permission denied");
  }
  return OutputFolder(folder);
}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : folder_(std::move(other.folder_)),
      made_folder_(std::exchange(other.made_folder_, false)),
      committed_(std::exchange(other.committed_, true)),
      staged_(std::exchange(other.staged_, {})) {}

OutputFolder::~OutputFolder() {
  if (!committed_) roll_back();
  for (const Staged& file : staged_) {
    if (file.descriptor >= 0) ::close(file.descriptor);
  }
}

void OutputFolder::roll_back() {
  std::error_code ignored;
  for (Staged& file : staged_) {
    if (file.has_old) {
      std::error_code error;
      fs::rename(beside(file.name, kOld), folder_ / file.name, error);
      // Of two names of one file rename leaves both. What could not be put back stays beside.
      if (!error) fs::remove(beside(file.name, kOld), ignored);
    } else if (file.in_place) {
      fs::remove(folder_ / file.name, ignored);
    }
    if (file.has_part) fs::remove(beside(file.name, kPart), ignored);
    file.in_place = file.has_old = file.has_part = false;
  }
  if (made_folder_) fs::remove(folder_, ignored);  // only succeeds when empty
}

fs::path OutputFolder::beside(const std::string& name, const char* suffix) const {
  return folder_ / ("." + name + suffix);
}

Failure OutputFolder::cannot_write(const std::string& name) const {
  const int error = errno;
  return failure("out-write",
                 "cannot write \"" + display_name(folder_ / name) + "\": " + std::strerror(error));
}

Outcome OutputFolder::stage(const OutputFile& file) {
  if (Outcome begun = begin(file.name); !begun) return begun;
  if (Outcome written = append(file.bytes); !written) return written;
  return end();
}

Outcome OutputFolder::begin(const std::string& name) {
  std::error_code error;
  if (!fs::exists(folder_, error)) {
    if (::mkdir(folder_.c_str(), 0755) != 0) return cannot_write("");
    made_folder_ = true;
  }
  Staged file{.name = name};
  file.descriptor = ::open(folder_.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0644);
  if (file.descriptor < 0) {
    file.descriptor = ::open(beside(name, kPart).c_str(),
                             O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
    file.has_part = file.descriptor >= 0;
  }
  if (file.descriptor < 0) return cannot_write(name);
  staged_.push_back(std::move(file));
  return success();
}

Outcome OutputFolder::append(std::string_view bytes) {
  const Staged& file = staged_.back();
  while (!bytes.empty()) {
    const ssize_t n = ::write(file.descriptor, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return cannot_write(file.name);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return success();
}

Outcome OutputFolder::end() {
  Staged& file = staged_.back();
  if (::fsync(file.descriptor) != 0) return cannot_write(file.name);
  return success();
}

Outcome OutputFolder::place(Staged& file) const {
  const fs::path part = beside(file.name, kPart);
  const fs::path target = folder_ / file.name;
  if (!file.has_part) {
    const std::string self = "/proc/self/fd/" + std::to_string(file.descriptor);
    ::unlink(part.c_str());  // left by a run that lost its power here
    if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, part.c_str(), AT_SYMLINK_FOLLOW) != 0) {
      return cannot_write(file.name);
    }
    file.has_part = true;
  }
  std::error_code error;
  if (fs::is_directory(target, error)) {
    errno = EISDIR;
    return cannot_write(file.name);
  }
  // A second name for the older file: its own name never disappears, whatever happens here.
  const fs::path old = beside(file.name, kOld);
  ::unlink(old.c_str());
  file.has_old = ::link(target.c_str(), old.c_str()) == 0;
  // A memory stick knows no second names, and of another's file one may not be given: it moves.
  if (!file.has_old && errno != ENOENT) {
    file.has_old = ::rename(target.c_str(), old.c_str()) == 0;
    if (!file.has_old && errno != ENOENT) return cannot_write(file.name);
  }
  if (::rename(part.c_str(), target.c_str()) != 0) return cannot_write(file.name);
  file.has_part = false;
  file.in_place = true;
  return success();
}

namespace {

/// A stop that comes while files get their names waits until all or none have them.
class StopsWait {
 public:
  StopsWait() {
    sigset_t stops;
    sigemptyset(&stops);
    for (const int stop : {SIGTERM, SIGINT, SIGHUP, SIGQUIT}) sigaddset(&stops, stop);
    ::pthread_sigmask(SIG_BLOCK, &stops, &before_);
  }
  ~StopsWait() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  StopsWait(const StopsWait&) = delete;
  StopsWait& operator=(const StopsWait&) = delete;

 private:
  sigset_t before_;
};

}  // namespace

Outcome OutputFolder::commit() {
  const StopsWait until_done;
  for (Staged& file : staged_) {
    if (Outcome placed = place(file); !placed) {
      roll_back();
      return placed;
    }
  }
  committed_ = true;
  for (const Staged& file : staged_) {
    if (file.has_old) ::unlink(beside(file.name, kOld).c_str());
  }
  return success();
}

}  // namespace rodtrad
