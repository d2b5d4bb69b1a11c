#pragma once

namespace rodtrad::cli {

/// What the program's exit status means (docs/guide.md).
enum class ExitCode {
  Done = 0,
  CheckSaidNo = 1,
  BadInput = 2,    ///< usage or input error, nothing written
  SomeUnread = 3,  ///< done, but some inputs could not be read
  OurBug = 70,
};

}  // namespace rodtrad::cli
