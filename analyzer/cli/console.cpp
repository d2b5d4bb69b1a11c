#include "analyzer/cli/console.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <mutex>

#include "analyzer/base/strings.h"
#include "analyzer/cli/streams.h"
#include "analyzer/report/terminal.h"

namespace rodtrad::cli {

namespace {
int print_error = 0;  // why standard output could not be written, the first time
}

void print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() && print_error == 0) {
    print_error = errno;
  }
}

void open_closed_streams() {
  for (int stream = 0; stream <= 2; ++stream) {
    if (::fcntl(stream, F_GETFD) >= 0 || errno != EBADF) continue;
    // Standard input gets a door that cannot be read: nothing must not pass for an empty input.
    if (::open("/dev/null", stream == 0 ? O_WRONLY : O_RDWR) != stream) return;
  }
}

ExitCode after_printing(ExitCode code) {
  if (std::fflush(stdout) != 0 && print_error == 0) print_error = errno;
  if (print_error == 0 || print_error == EPIPE) return code;
  Diagnostics told;
  told.error("out-write",
             std::string("cannot write to standard output: ") + std::strerror(print_error));
  tell(told);
  return ExitCode::BadInput;
}

void tell(const Diagnostics& diagnostics, Verbosity verbosity) {
  for (const Diagnostic& d : diagnostics.items()) {
    if (!report::is_told(d) && verbosity == Verbosity::Quiet) continue;
    const std::string text = to_text(d);
    std::fwrite(text.data(), 1, text.size(), stderr);
  }
}

void tell(std::string_view text) {
  std::fflush(stdout);  // in the order of the telling, where both go to one terminal
  std::fwrite(text.data(), 1, text.size(), stderr);
}

ExitCode fail(const Diagnostics& diagnostics) {
  clear_progress();
  tell(diagnostics);
  return ExitCode::BadInput;
}

ExitCode fail(const Failure& failure) { return fail(failure.diagnostics); }

std::size_t terminal_width() {
  winsize size{};
  if (::isatty(STDOUT_FILENO) != 0 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
      size.ws_col > 20) {
    return size.ws_col;
  }
  return 100;
}

std::function<void(std::size_t, std::size_t)> progress_line(std::string what) {
  if (::isatty(STDERR_FILENO) == 0) return {};
  return
      [what = std::move(what), last = std::size_t{0}](std::size_t done, std::size_t total) mutable {
        static std::mutex guard;
        const std::lock_guard lock(guard);
        const std::size_t percent = total == 0 ? 100 : done * 100 / total;
        if (percent == last && done != total) return;
        last = percent;
        std::fprintf(stderr, "\r%s %zu/%zu", what.c_str(), done, total);
        std::fflush(stderr);
      };
}

void clear_progress() {
  if (::isatty(STDERR_FILENO) != 0) std::fputs("\r\033[K", stderr);
}

}  // namespace rodtrad::cli
