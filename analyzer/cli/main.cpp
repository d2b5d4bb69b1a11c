#include <csignal>
#include <cstdio>
#include <exception>

#include "analyzer/cli/app.h"
#include "analyzer/cli/streams.h"

int main(int argc, char** argv) {
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
