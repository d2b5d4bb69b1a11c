#pragma once
#include <string_view>

#include "analyzer/cli/exit_code.h"

/// What `main` has to know about the standard streams.
namespace rodtrad::cli {

/// Gives closed streams a place of their own: the next file opened would get their number, and what
/// is printed would land in it.
void open_closed_streams();

/// The exit code, or an error when something could not be printed: half a text is no result.
ExitCode after_printing(ExitCode code);

/// Writes to stderr, behind what was printed.
void tell(std::string_view text);

}  // namespace rodtrad::cli
