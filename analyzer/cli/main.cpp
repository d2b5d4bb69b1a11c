#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "analyzer/cli/app.h"
#include "analyzer/cli/streams.h"

namespace {

/// Every step frees what the next one needs again: the C library keeps some megabytes instead of
/// giving them back to the system, which would have to clear each page anew.
void keep_freed_memory() {
#if defined(__GLIBC__)
  constexpr int kMegabyte = 1 << 20;
  mallopt(M_TRIM_THRESHOLD, 8 * kMegabyte);
  mallopt(M_MMAP_THRESHOLD, 4 * kMegabyte);
  mallopt(M_TOP_PAD, kMegabyte);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  keep_freed_memory();
  rodtrad::cli::open_closed_streams();
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a full quota is an error where it happens
  try {
    const auto code = rodtrad::cli::run(argc, argv);
    return static_cast<int>(rodtrad::cli::after_printing(code));
  } catch (const std::exception& error) {
    std::fprintf(stderr,
                 "rodtrad: error: this is a bug in rodtrad, not in your material: %s\n"
                 "   hint: tell the developers which command you gave\n",
                 error.what());
    return static_cast<int>(rodtrad::cli::ExitCode::OurBug);
  }
}
