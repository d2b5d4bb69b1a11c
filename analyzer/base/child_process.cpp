#include "analyzer/base/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

namespace rodtrad {
namespace {

constexpr int kCannotStart = 127;

struct Pipe {
  int read = -1;
  int write = -1;
  bool open() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    read = ends[0];
    write = ends[1];
    return true;
  }
  static void shut(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
  ~Pipe() {
    shut(read);
    shut(write);
  }
};

/// In the child: nothing here may allocate, as other threads may have held the heap at the fork.
[[noreturn]] void become(const std::vector<char*>& argv, const ChildLimits& limits, const Pipe& in,
                         const Pipe& out, const Pipe& err) {
  const rlimit memory{limits.memory_bytes, limits.memory_bytes};
  const rlimit seconds{static_cast<rlim_t>(limits.seconds), static_cast<rlim_t>(limits.seconds)};
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_AS, &memory);
  ::setrlimit(RLIMIT_CPU, &seconds);
  ::setrlimit(RLIMIT_CORE, &none);
  if (limits.network == ChildLimits::Network::None) ::unshare(CLONE_NEWUSER | CLONE_NEWNET);
  ::setpgid(0, 0);
  ::dup2(in.read, STDIN_FILENO);
  ::dup2(out.write, STDOUT_FILENO);
  ::dup2(err.write, STDERR_FILENO);
  ::execvp(argv[0], argv.data());
  ::_exit(kCannotStart);
}

/// Appends what is ready; false at the end of the stream.
bool take(int descriptor, std::string& to) {
  std::array<char, 65536> block{};
  const ssize_t n = ::read(descriptor, block.data(), block.size());
  if (n > 0) to.append(block.data(), static_cast<std::size_t>(n));
  return n > 0 || (n < 0 && errno == EINTR);
}

}  // namespace

Result<ChildOutput> run_child(const std::vector<std::string>& arguments, const ChildLimits& limits,
                              const std::string& input) {
  Pipe in;
  Pipe out;
  Pipe err;
  const std::string& name = arguments.front();
  if (!in.open() || !out.open() || !err.open()) {
    return failure("child-failed", "cannot start " + name + ": " + std::strerror(errno));
  }
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const pid_t child = ::fork();
  if (child < 0)
    return failure("child-failed", "cannot start " + name + ": " + std::strerror(errno));
  if (child == 0) become(argv, limits, in, out, err);
  Pipe::shut(in.read);
  Pipe::shut(out.write);
  Pipe::shut(err.write);
  if (input.empty()) Pipe::shut(in.write);
  // A pipe that takes all or nothing would wait for a child that waits for us to read.
  if (in.write >= 0) ::fcntl(in.write, F_SETFL, O_NONBLOCK);

  ChildOutput result;
  std::size_t given = 0;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(limits.seconds);
  const char* broken = nullptr;
  while (out.read >= 0 || err.read >= 0) {
    std::array<pollfd, 3> ends = {pollfd{out.read, POLLIN, 0}, pollfd{err.read, POLLIN, 0},
                                  pollfd{in.write, POLLOUT, 0}};
    ::poll(ends.data(), ends.size(), 200);
    if ((ends[0].revents & (POLLIN | POLLHUP)) != 0 && !take(out.read, result.out))
      Pipe::shut(out.read);
    if ((ends[1].revents & (POLLIN | POLLHUP)) != 0 && !take(err.read, result.err))
      Pipe::shut(err.read);
    if ((ends[2].revents & (POLLOUT | POLLERR | POLLHUP)) != 0) {
      const ssize_t n = ::write(in.write, input.data() + given, input.size() - given);
      const bool later = n < 0 && (errno == EAGAIN || errno == EINTR);
      if (n > 0) given += static_cast<std::size_t>(n);
      if ((n <= 0 && !later) || given == input.size()) Pipe::shut(in.write);
    }
    if (std::chrono::steady_clock::now() > deadline) broken = "child-time";
    if (result.out.size() + result.err.size() > limits.output_bytes) broken = "child-output";
    if (broken != nullptr) {
      ::kill(-child, SIGKILL);
      break;
    }
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (broken != nullptr) {
    const bool time = std::string_view(broken) == "child-time";
    return failure(
        broken, name + (time ? " took too long and was ended" : " wrote too much and was ended"));
  }
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (result.exit_code == kCannotStart) {
    return failure("child-missing", "the program " + name + " is not installed");
  }
  return result;
}

}  // namespace rodtrad
