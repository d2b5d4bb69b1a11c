# Warnings sit on an interface target; -Werror only where a preset asks for it, so that a packager
# is not stopped by a newer compiler.
# -Wno-restrict: g++ 12 reports std::string's operator+ (GCC bug 105651).
add_library(rodtrad_warnings INTERFACE)
target_compile_options(rodtrad_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wswitch-enum
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${RODTRAD_WERROR}>:-Werror>)
