#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "analyzer/base/result.h"

/// A study as it was at an earlier git revision, without touching the person's working copy.
namespace rodtrad::cli {

/// The files of one revision in a temporary folder that goes away with this value.
class GitTree {
 public:
  /// Errors: git-revision (unknown), git-repository (`beside` is in none), child-missing (no git).
  /// `beside` is a folder of the working copy.
  static Result<GitTree> extract(const std::string& revision, const std::filesystem::path& beside);

  GitTree(GitTree&& other) noexcept;
  GitTree& operator=(GitTree&&) = delete;
  ~GitTree();

  /// Where a path of the working copy (relative paths: from the current folder) is in this tree;
  /// nothing when the revision has no such file.
  [[nodiscard]] std::optional<std::filesystem::path> find(const std::filesystem::path& path) const;
  /// The short hash.
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  GitTree() = default;
  std::filesystem::path folder_{};
  std::filesystem::path top_{};  ///< of the working copy
  std::string name_{};
};

}  // namespace rodtrad::cli
