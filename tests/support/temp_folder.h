#pragma once
#include <filesystem>
#include <map>
#include <string>

namespace rodtrad::test {

/// A new folder under the system's temporary one; removed with all it holds.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Writes a file below the folder, making folders on the way; returns its path.
  std::filesystem::path write(const std::string& name, const std::string& bytes) const;

 private:
  std::filesystem::path path_;
};

/// A whole file as bytes; empty when it cannot be read.
std::string read_text(const std::filesystem::path& path);

/// All regular files below a folder: relative name -> bytes.
std::map<std::string, std::string> files_in(const std::filesystem::path& folder);

}  // namespace rodtrad::test
