#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"

namespace rodtrad {

/// One file of a result: its name inside the output folder and its bytes.
struct OutputFile {
  std::string name;
  std::string bytes;
};

/// Results that appear whole or not at all. Files are staged without a name (O_TMPFILE, so that
/// even a killed run leaves nothing behind; hidden `.rodtrad-part` files where the file system
/// cannot), synced, and given their names together in `commit`. When that fails half-way the older
/// files are put back.
class OutputFolder {
 public:
  /// Says early whether the folder can be written; creates nothing yet. Errors:
  /// out-not-a-folder, out-permission, out-missing-parent.
  static Result<OutputFolder> open(const std::filesystem::path& folder);

  OutputFolder(OutputFolder&& other) noexcept;
  OutputFolder& operator=(OutputFolder&&) = delete;
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  /// Removes whatever was not committed, also a folder made by `stage`.
  ~OutputFolder();

  /// Writes one whole file and syncs it.
  Outcome stage(const OutputFile& file);
  /// The same in pieces, one file at a time: for results that are streamed.
  Outcome begin(const std::string& name);
  Outcome append(std::string_view bytes);
  Outcome end();

  /// Gives all staged files their names.
  Outcome commit();

 private:
  struct Staged {
    std::string name;
    int descriptor = -1;
    bool has_part = false;  ///< a hidden file stands in the folder
    bool in_place = false;  ///< already renamed to its final name
    bool has_old = false;   ///< an older file waits under its backup name
  };
  explicit OutputFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  [[nodiscard]] std::filesystem::path beside(const std::string& name, const char* suffix) const;
  [[nodiscard]] Failure cannot_write(const std::string& name) const;
  Outcome place(Staged& file) const;
  void roll_back();

  std::filesystem::path folder_;
  bool made_folder_ = false;
  bool committed_ = false;
  std::vector<Staged> staged_;
};

}  // namespace rodtrad
