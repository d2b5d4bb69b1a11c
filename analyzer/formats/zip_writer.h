#pragma once
#include <string>
#include <vector>

namespace rodtrad::formats {

struct ZipPart {
  std::string name;
  std::string bytes;
};

/// A zip container in memory: parts in the order given, deflated, every entry dated 1980-01-01, so
/// that the same parts give the same bytes. Names must be different.
std::string write_zip(const std::vector<ZipPart>& parts);

}  // namespace rodtrad::formats
