#include <csignal>
#include <cstdio>
#include <exception>

#include "analyzer/cli/app.h"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  try {
    const auto code = rodtrad::cli::run(argc, argv);
    std::fflush(stdout);
    return static_cast<int>(code);
  } catch (const std::exception& error) {
    std::fprintf(stderr,
                 "rodtrad: error: this is a bug in rodtrad, not in your material: %s\n"
                 "   hint: tell the developers which command you gave\n",
                 error.what());
    return static_cast<int>(rodtrad::cli::ExitCode::OurBug);
  }
}
