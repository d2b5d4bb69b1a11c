#include "analyzer/cli/git_tree.h"

#include <stdlib.h>

#include "analyzer/base/child_process.h"
#include "analyzer/base/strings.h"

namespace rodtrad::cli {

namespace fs = std::filesystem;

namespace {

Result<ChildOutput> git(const fs::path& in, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"git", "-C", in.string()});
  return run_child(arguments);
}

}  // namespace

Result<GitTree> GitTree::extract(const std::string& revision, const fs::path& beside) {
  // The folder may be one that only the revision has.
  std::error_code error;
  fs::path in = fs::absolute(beside.empty() ? fs::path(".") : beside, error);
  while (!fs::is_directory(in, error) && in.has_relative_path()) in = in.parent_path();
  auto top = git(in, {"rev-parse", "--show-toplevel"});
  if (!top) return std::move(top).failure();
  if (top.value().exit_code != 0) {
    return failure("git-repository", "there is no git repository here", {},
                   "stand in the study's folder, or name two files or two results folders");
  }
  auto commit =
      git(in, {"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
  if (!commit) return std::move(commit).failure();
  if (commit.value().exit_code != 0) {
    return failure("git-revision",
                   "\"" + revision + "\" is neither a file, a folder nor a git revision", {},
                   "see git log for the revisions there are");
  }
  const std::string hash(trim(commit.value().out));
  GitTree tree;
  tree.top_ = fs::canonical(fs::path(trim(top.value().out)), error);
  tree.name_ = hash.substr(0, 10);
  auto archive = git(tree.top_, {"archive", "--format=tar", hash});
  if (!archive) return std::move(archive).failure();
  std::string pattern = (fs::temp_directory_path(error) / "rodtrad-XXXXXX").string();
  if (archive.value().exit_code != 0 || mkdtemp(pattern.data()) == nullptr) {
    return failure("git-archive", "the files of " + revision + " could not be taken out", {},
                   "see that git works here and that there is room for temporary files");
  }
  tree.folder_ = pattern;
  auto unpacked =
      run_child({"tar", "-x", "-f", "-", "-C", tree.folder_.string()}, {}, archive.value().out);
  if (!unpacked) return std::move(unpacked).failure();
  if (unpacked.value().exit_code != 0) {
    return failure("git-archive", "the files of " + revision + " could not be unpacked");
  }
  return tree;
}

GitTree::GitTree(GitTree&& other) noexcept
    : folder_(std::move(other.folder_)),
      top_(std::move(other.top_)),
      name_(std::move(other.name_)) {
  other.folder_.clear();
}

GitTree::~GitTree() {
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

std::optional<fs::path> GitTree::find(const fs::path& path) const {
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(fs::absolute(path, error), error);
  const fs::path inside = whole.lexically_relative(top_);
  if (inside.empty() || *inside.begin() == "..") return std::nullopt;
  const fs::path found = folder_ / inside;
  return fs::exists(found, error) ? std::optional(found) : std::nullopt;
}

}  // namespace rodtrad::cli
