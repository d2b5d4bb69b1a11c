#include "analyzer/cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <mutex>

#include "analyzer/base/strings.h"

namespace rodtrad::cli {

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void tell(const Diagnostics& diagnostics, Verbosity verbosity) {
  for (const Diagnostic& d : diagnostics.items()) {
    if (d.severity == Severity::Info && verbosity == Verbosity::Quiet) continue;
    const std::string text = to_text(d);
    std::fwrite(text.data(), 1, text.size(), stderr);
  }
}

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
