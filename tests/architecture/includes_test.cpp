#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace {

namespace fs = std::filesystem;

/// layer -> layers it may include, from the same lists that link the libraries.
std::map<std::string, std::set<std::string>> allowed_layers() {
  std::map<std::string, std::set<std::string>> out;
  std::ifstream file(RODTRAD_LAYERS_FILE);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line.substr(line.find(':') + 1));
    std::set<std::string>& allowed = out[line.substr(0, line.find(':'))];
    for (std::string word; words >> word;) allowed.insert(word);
  }
  return out;
}

// Outside libraries and the one layer (or two) that may name them.
const std::map<std::string, std::set<std::string>> kOutside = {
    {"unicode/", {"text"}},
    {"re2/", {"matching"}},
    {"libstemmer.h", {"language"}},
    {"zip.h", {"formats"}},
    {"gumbo.h", {"formats"}},
    {"simdjson.h", {"base", "formats"}},
    {"xlsxwriter.h", {"report"}},
    {"sqlite3.h", {"store"}},
    {"CLI/", {"cli"}},
    {"nlohmann/json.hpp", {"formats", "ingest", "codebook", "report", "pipeline", "cli"}},
    {"pugixml.hpp", {"formats", "ingest"}},
};

template <class Visit>
void for_each_include(Visit visit) {
  const std::regex pattern(R"(^\s*#include\s*["<]([^">]+)[">])");
  const fs::path root = fs::path(RODTRAD_SOURCE_DIR) / "analyzer";
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".h" && extension != ".cpp") continue;
    const std::string layer = entry.path().lexically_relative(root).begin()->string();
    std::ifstream file(entry.path());
    std::smatch match;
    for (std::string line; std::getline(file, line);) {
      if (std::regex_search(line, match, pattern)) visit(entry.path(), layer, match[1].str());
    }
  }
}

TEST(Architecture, LayersIncludeOnlyWhatTheirListAllows) {
  const auto allowed = allowed_layers();
  ASSERT_FALSE(allowed.empty());
  std::size_t seen = 0;
  for_each_include([&](const fs::path& file, const std::string& layer, const std::string& name) {
    if (name.rfind("analyzer/", 0) != 0) return;
    ++seen;
    const std::string target = name.substr(9, name.find('/', 9) - 9);
    EXPECT_TRUE(target == layer || allowed.at(layer).contains(target))
        << file << " includes " << name;
  });
  EXPECT_GT(seen, 100U);
}

TEST(Architecture, OutsideLibrariesStayInTheirLayer) {
  for_each_include([&](const fs::path& file, const std::string& layer, const std::string& name) {
    for (const auto& [library, layers] : kOutside) {
      if (name.rfind(library, 0) == 0) {
        EXPECT_TRUE(layers.contains(layer)) << file << " includes " << name;
      }
    }
  });
}

TEST(Architecture, HeadersOfOneLayerShowNoOutsideLibraryToAnother) {
  for_each_include([&](const fs::path& file, const std::string&, const std::string& name) {
    if (file.extension() != ".h") return;
    for (const char* library : {"unicode/", "re2/", "zip.h", "CLI/", "nlohmann/json.hpp",
                                "pugixml.hpp", "libstemmer.h"}) {
      EXPECT_NE(name.rfind(library, 0), 0U) << file << " includes " << name;
    }
  });
}

TEST(Architecture, NoTwoTypesHaveOneName) {
  // The linker would take the functions of one of them for both.
  const std::regex space(R"(^namespace (rodtrad[\w:]*) \{)");
  const std::regex type(R"(^(?:struct|class|enum class) (\w+)[^;(]*\{)");
  std::map<std::string, fs::path> met;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(RODTRAD_SOURCE_DIR) / "analyzer")) {
    if (entry.path().extension() != ".h") continue;
    std::ifstream file(entry.path());
    std::string inside;
    std::smatch match;
    for (std::string line; std::getline(file, line);) {
      if (std::regex_search(line, match, space)) inside = match[1].str();
      if (!std::regex_search(line, match, type)) continue;
      const auto [first, is_new] = met.emplace(inside + "::" + match[1].str(), entry.path());
      EXPECT_TRUE(is_new) << first->first << " is in " << first->second << " and " << entry.path();
    }
  }
  EXPECT_GT(met.size(), 200U);
}

TEST(Architecture, IncludesAreWrittenFromTheProjectRoot) {
  for_each_include([&](const fs::path& file, const std::string&, const std::string& name) {
    EXPECT_NE(name.substr(0, 2), "..") << file;
  });
}

}  // namespace
