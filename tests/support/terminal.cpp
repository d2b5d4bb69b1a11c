#include "tests/support/terminal.h"

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>

namespace rodtrad::test {
namespace {

[[noreturn]] void become(const std::string& command, const std::filesystem::path& folder,
                         const std::vector<std::string>& environment) {
  if (::chdir(folder.c_str()) != 0) ::_exit(127);
  for (const std::string& entry : environment) {
    const std::size_t equals = entry.find('=');
    ::setenv(entry.substr(0, equals).c_str(), entry.substr(equals + 1).c_str(), 1);
  }
  ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
  ::_exit(127);
}

}  // namespace

Finished run_at_terminal(const std::string& command, const std::filesystem::path& folder,
                         const std::string& typed, const std::vector<std::string>& environment,
                         int seconds) {
  Finished done;
  int terminal = -1;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
  if (child < 0) return done;
  if (child == 0) become(command, folder, environment);
  if (::write(terminal, typed.data(), typed.size()) < 0) done.err = "cannot type";
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  char buffer[4096];
  bool late = false;
  for (;;) {
    pollfd waiting{terminal, POLLIN, 0};
    ::poll(&waiting, 1, 200);
    if ((waiting.revents & (POLLIN | POLLHUP)) != 0) {
      const ssize_t n = ::read(terminal, buffer, sizeof buffer);
      if (n <= 0) break;  // the program has gone
      done.out.append(buffer, static_cast<std::size_t>(n));
    }
    late = std::chrono::steady_clock::now() > end;
    if (late) break;
  }
  if (late) ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  ::close(terminal);
  done.exit_code = late                  ? 124
                   : WIFEXITED(status)   ? WEXITSTATUS(status)
                   : WIFSIGNALED(status) ? 128 + WTERMSIG(status)
                                         : -1;
  return done;
}

}  // namespace rodtrad::test
