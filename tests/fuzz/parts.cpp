#include "tests/fuzz/parts.h"

#include <zip.h>

#include "tests/fuzz/checks.h"

namespace rodtrad::fuzz {
namespace {

void add_part(zip_t* archive, const std::string& name, std::string_view bytes) {
  zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
  const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  require(index >= 0 && zip_set_file_compression(archive, static_cast<zip_uint64_t>(index),
                                                 ZIP_CM_STORE, 0) == 0,
          "the test can pack a part");
}

}  // namespace

std::string container_of(const std::vector<std::pair<std::string, std::string_view>>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error);
  require(archive != nullptr, "the test can make a container");
  zip_source_keep(source);
  for (const auto& [name, bytes] : parts) {
    if (!bytes.empty()) add_part(archive, name, bytes);
  }
  require(zip_close(archive) == 0, "the test can write a container");
  zip_stat_t status;
  require(zip_source_stat(source, &status) == 0 && zip_source_open(source) == 0,
          "the test can read its container");
  std::string bytes(status.size, '\0');
  zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  zip_source_free(source);
  zip_error_fini(&error);
  return bytes;
}

std::vector<std::string_view> pieces_of(std::string_view input, std::size_t count) {
  constexpr std::string_view kCut = "\n=== ===\n";
  std::vector<std::string_view> out;
  while (out.size() + 1 < count) {
    const std::size_t at = input.find(kCut);
    out.push_back(input.substr(0, at));
    input = at == std::string_view::npos ? "" : input.substr(at + kCut.size());
  }
  out.push_back(input);
  return out;
}

}  // namespace rodtrad::fuzz
