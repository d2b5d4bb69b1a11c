#pragma once
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/utf8.h"
#include "analyzer/formats/csv.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

/// What the tests of bad input share: a folder with a codebook and an older report in it, the
/// program run as a person runs it, and what every refusal and every warning has to look like.
namespace rodtrad::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif
#else
inline constexpr bool kSanitized = false;
#endif

/// Sanitizers reserve terabytes of addresses and are slow: no memory limit, ten times the time.
inline constexpr const char* kTwoGigabytes = kSanitized ? "" : "ulimit -v 2097152; ";
inline constexpr int kPatience = kSanitized ? 10 : 1;

/// What a participant said, in the bad files: no message may repeat it.
inline const std::string kSecret = "hemligord";

inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

inline std::size_t occurrences(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++n;
  }
  return n;
}

inline std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

/// One theme, one concept, two levels: `mandat` is coded, `region` is a level.
inline std::string small_codebook() {
  return R"({"format": "rodtrad-codebook/1", "id": "prov", "version": "1", "title": "Prov",
 "levels": [{"id": "regional", "label": "Regional nivå", "indicators": ["region"]},
            {"id": "oberoende", "label": "Nivåoberoende", "default": true}],
 "themes": [{"id": "struktur", "label": "Struktur",
   "concepts": [{"id": "mandat", "label": "Mandat", "indicators": ["mandat"]}]}]})";
}

/// A folder of its own for one test. Everything a run could leave behind (HOME, TMPDIR) lies in it.
class Sandbox {
 public:
  Sandbox() {
    write("bok.json", small_codebook());
    write("gammal/report.html", "en äldre rapport\n");
    write("gammal/run.json", "{}\n");
    write("gammal/anteckning.txt", "forskarens egen fil\n");
    std::filesystem::create_directory(path() / "hem");
    std::filesystem::create_directory(path() / "tmp");
  }

  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  void write(const std::string& name, const std::string& bytes) const {
    folder_.write(name, bytes);
  }
  [[nodiscard]] std::string read(const std::string& name) const { return read_text(path() / name); }
  [[nodiscard]] bool exists(const std::string& name) const {
    return std::filesystem::exists(std::filesystem::symlink_status(path() / name));
  }
  /// All files by name with their bytes; links by where they point. Loops and locks do no harm.
  [[nodiscard]] std::map<std::string, std::string> files() const {
    namespace fs = std::filesystem;
    std::map<std::string, std::string> out;
    std::error_code error;
    fs::recursive_directory_iterator it(path(), fs::directory_options::skip_permission_denied);
    for (const fs::recursive_directory_iterator end; it != end; it.increment(error)) {
      const std::string name = it->path().lexically_relative(path()).string();
      if (it->is_symlink(error)) {
        out[name] = "-> " + fs::read_symlink(it->path(), error).string();
      } else if (it->is_regular_file(error)) {
        out[name] = read_text(it->path());
      }
    }
    return out;
  }

  /// A shell command in the folder; `$R` is the program.
  [[nodiscard]] Finished shell(const std::string& command, int seconds = 20) const {
    return run_shell(command, path(),
                     {"R=" RODTRAD_PROGRAM, "HOME=" + (path() / "hem").string(),
                      "TMPDIR=" + (path() / "tmp").string(), "LC_ALL=C.UTF-8"},
                     seconds * kPatience);
  }
  /// `rodtrad ARGUMENTS`, for at most so many seconds of the processor: a busy machine, where they
  /// last longer, does not decide whether a test holds.
  [[nodiscard]] Finished run(const std::string& arguments, int seconds = 20) const {
    constexpr int kWaiting = 6;
    const std::string limit = "ulimit -t " + std::to_string(seconds * kPatience) + "; ";
    return shell(kTwoGigabytes + limit + as_ + "\"$R\" " + arguments, seconds * kWaiting);
  }
  /// `rodtrad code ARGUMENTS` with the small codebook, on every machine with the same Swedish.
  [[nodiscard]] Finished code(const std::string& arguments, int seconds = 20) const {
    return run("code --lexicon none --codebook bok.json " + arguments, seconds);
  }

  /// From now on `run` and `code` respect permissions, also when the tests are run by root. False
  /// when root cannot become nobody here.
  bool become_powerless() {
    if (::geteuid() != 0) return true;
    as_ = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
    return shell("chown -R 65534:65534 . && " + as_ + "test -w . && " + as_ + "\"$R\" version")
               .exit_code == 0;
  }

 private:
  TempFolder folder_;
  std::string as_;
};

/// Names of files that came, went or changed; bytes are not shown, they may be many.
inline std::vector<std::string> changes(const std::map<std::string, std::string>& before,
                                        const std::map<std::string, std::string>& after) {
  std::vector<std::string> out;
  for (const auto& [name, bytes] : before) {
    const auto now = after.find(name);
    if (now == after.end()) {
      out.push_back("gone: " + name);
    } else if (now->second != bytes) {
      out.push_back("changed: " + name);
    }
  }
  for (const auto& [name, bytes] : after) {
    if (!before.contains(name)) out.push_back("new: " + name);
  }
  return out;
}

using Names = std::vector<std::string>;

/// Bytes that steer a terminal: C0 without the line end, DEL, C1.
inline bool has_controls(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte < 0x20 && byte != '\n') || byte == 0x7F) return true;
    if (byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) {
      return true;
    }
  }
  return false;
}

/// True when one of `ids` (`a|b`) stands in brackets.
inline bool names_id(std::string_view err, const std::string& ids) {
  for (std::size_t at = 0; at <= ids.size();) {
    const std::size_t end = std::min(ids.find('|', at), ids.size());
    std::string id = "[";
    id.append(ids, at, end - at).append("]");
    if (contains(err, id)) return true;
    at = end + 1;
  }
  return false;
}

/// How a refusal has to read: exit 2, one error with its place and id, nobody's words, no controls.
inline void expect_one_error(const Finished& done, const std::string& id,
                             const std::string& place) {
  EXPECT_EQ(done.exit_code, 2) << done.err;
  EXPECT_EQ(occurrences(done.err, ": error: "), 1U) << done.err;
  EXPECT_TRUE(names_id(done.err, id)) << "expected [" << id << "] in: " << done.err;
  EXPECT_TRUE(contains(done.err, place)) << "expected " << place << " in: " << done.err;
  EXPECT_FALSE(contains(done.err + done.out, kSecret)) << done.err << done.out;
  EXPECT_FALSE(has_controls(done.err)) << done.err;
  EXPECT_FALSE(utf8::first_invalid(done.err).has_value());
}

/// `code` with these arguments is refused, into a new folder and over an older report, and not one
/// file anywhere comes, goes or changes.
inline void expect_refused(const Sandbox& box, const std::string& arguments, const std::string& id,
                           const std::string& place) {
  const auto before = box.files();
  for (const std::string out : {"ny", "gammal"}) {
    SCOPED_TRACE("--out " + out);
    expect_one_error(box.code(arguments + " --out " + out), id, place);
  }
  EXPECT_FALSE(box.exists("ny")) << "an empty output folder was left";
  EXPECT_EQ(changes(before, box.files()), Names{});
}

/// The remarks of a run as `severity id place: message`.
inline std::vector<std::string> remarks_of(const Sandbox& box, const std::string& out = "ut") {
  const auto run = nlohmann::json::parse(box.read(out + "/run.json"), nullptr, false);
  std::vector<std::string> lines;
  if (run.is_discarded()) return {"run.json cannot be read"};
  for (const auto& r : run["remarks"]) {
    lines.push_back(r["severity"].get<std::string>() + " " + r["id"].get<std::string>() + " " +
                    r["place"].get<std::string>() + ": " + r["message"].get<std::string>());
  }
  return lines;
}

inline std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

/// A warning with this id, or any at all about the material.
inline bool has_warning(const Sandbox& box, const std::string& id = {}) {
  for (const std::string& line : remarks_of(box)) {
    if (line.starts_with("warning lexicon-")) continue;  // about the machine
    if (line.starts_with("warning " + id)) return true;
  }
  return false;
}

/// A CSV file of the results, by its own reader.
inline std::vector<std::vector<std::string>> rows_of(const std::string& bytes) {
  std::vector<std::vector<std::string>> out;
  const std::string_view text =
      std::string_view(bytes).substr(bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  std::string lines;
  for (const char c : text) {
    if (c != '\r') lines += c;
  }
  Diagnostics remarks;
  const auto table = formats::read_csv(lines, ',', "results", remarks);
  if (!table) return out;
  for (const formats::CsvRow& row : table.value().rows) out.push_back(row.cells);
  return out;
}

/// One column of units.csv.
inline std::vector<std::string> units_column(const Sandbox& box, const std::string& name,
                                             const std::string& out = "ut") {
  const auto rows = rows_of(box.read(out + "/units.csv"));
  std::vector<std::string> cells;
  if (rows.empty()) return cells;
  const auto head = std::find(rows[0].begin(), rows[0].end(), name);
  const auto column = static_cast<std::size_t>(head - rows[0].begin());
  for (std::size_t r = 1; r < rows.size(); ++r) {
    cells.push_back(column < rows[r].size() ? rows[r][column] : "");
  }
  return cells;
}

/// The result files that are not valid UTF-8.
inline Names not_utf8(const Sandbox& box, const std::string& out = "ut") {
  Names names;
  for (const auto& [name, bytes] : files_in(box.path() / out)) {
    if (utf8::first_invalid(bytes)) names.push_back(name);
  }
  return names;
}

/// Processor seconds of all children so far: what a busy machine does not change.
inline double children_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// --- containers --------------------------------------------------------------------------------

struct Part {
  std::string name;
  std::string bytes;
};

/// A zip container in memory. ZIP_CM_STORE keeps the bytes as they are, so that a test can spoil
/// them.
inline std::string zip_of(const std::vector<Part>& parts, zip_int32_t method = ZIP_CM_DEFLATE) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error("libzip cannot write in memory");
  zip_source_keep(target);
  for (const Part& part : parts) {
    zip_source_t* bytes = zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), 0);
    const zip_int64_t at = zip_file_add(archive, part.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
    if (at < 0) throw std::runtime_error(zip_strerror(archive));
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), method, 1);
  }
  if (zip_close(archive) != 0) throw std::runtime_error(zip_strerror(archive));
  zip_stat_t status;
  zip_stat_init(&status);
  zip_source_stat(target, &status);
  std::string out(status.size, '\0');
  zip_source_open(target);
  zip_source_read(target, out.data(), out.size());
  zip_source_close(target);
  zip_source_free(target);
  return out;
}

inline constexpr const char* kBodyPart = "word/document.xml";

/// word/document.xml around the paragraphs.
inline std::string body_xml(const std::string& paragraphs) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"urn:w\"><w:body>" +
         paragraphs + "</w:body></w:document>";
}

inline std::string paragraph_xml(const std::string& text) {
  return "<w:p><w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
}

inline std::string docx_of(const std::string& paragraphs) {
  return zip_of({{kBodyPart, body_xml(paragraphs)}});
}

/// The bytes with every `from` made `to`, of the same length: containers keep their offsets.
inline std::string spoilt(std::string bytes, std::string_view from, std::string_view to) {
  for (std::size_t at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + 1)) {
    bytes.replace(at, from.size(), to);
  }
  return bytes;
}

/// The name of a case in a table, for GoogleTest. Each case type also prints as its name.
struct CaseName {
  template <class Row>
  std::string operator()(const ::testing::TestParamInfo<Row>& info) const {
    return info.param.name;
  }
};

}  // namespace rodtrad::test
