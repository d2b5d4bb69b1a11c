#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "analyzer/base/result.h"

/// Reading a person's files. Only `cli` and tests call this: the engine takes bytes and names.
namespace rodtrad {

/// Largest file that is read whole (the offsets inside are 32 bit).
inline constexpr std::uint64_t kMaxFileBytes = 2'000'000'000;

/// The whole of a regular file. Never blocks on a pipe or device, never follows a link loop.
/// Error ids: io-not-found (with the nearest name as hint), io-not-a-file, io-permission,
/// io-too-large, io-read.
Result<std::string> read_file(const std::filesystem::path& path);

/// The open descriptor of a regular file that is not too large, for reading; the caller closes it.
/// The errors are those of `read_file`.
Result<int> open_regular_file(const std::filesystem::path& path);

/// All of standard input.
Result<std::string> read_stdin();

/// The names in a folder, sorted: for hints, so what cannot be listed is left out.
std::vector<std::string> names_in(const std::filesystem::path& folder);

/// A path as UTF-8 text for messages and reports; bytes that are not UTF-8 become U+FFFD.
std::string display_name(const std::filesystem::path& path);

}  // namespace rodtrad
