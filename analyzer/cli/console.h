#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "analyzer/base/diagnostic.h"
#include "analyzer/base/result.h"
#include "analyzer/cli/exit_code.h"

/// The one place that prints. Data goes to stdout, everything said about it to stderr.
namespace rodtrad::cli {

/// Writes to stdout; a reader that went away is no error.
void print(std::string_view text);
/// Writes diagnostics to stderr: what `report::is_told` lets through, and everything
/// when `verbose`.
enum class Verbosity { Quiet, Verbose };
void tell(const Diagnostics& diagnostics, Verbosity verbosity = Verbosity::Quiet);

/// Removes the progress line and tells why nothing was done.
ExitCode fail(const Diagnostics& diagnostics);
ExitCode fail(const Failure& failure);

/// Width of the terminal, 100 when stdout is none.
std::size_t terminal_width();

/// A progress line on stderr, only when that is a terminal; empty otherwise.
std::function<void(std::size_t, std::size_t)> progress_line(std::string what);
/// Removes the progress line.
void clear_progress();

}  // namespace rodtrad::cli
