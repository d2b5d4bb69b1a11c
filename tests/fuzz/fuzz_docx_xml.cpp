#include <zip.h>

#include <cstdlib>
#include <memory>

#include "tests/fuzz/checks.h"

namespace {

// What stands behind this line, if anything does, is word/styles.xml.
constexpr std::string_view kStylesFollow = "\n=== styles ===\n";

void add_part(zip_t* archive, const char* name, std::string_view bytes) {
  zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
  const zip_int64_t index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
  rodtrad::fuzz::require(
      index >= 0 &&
          zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0) == 0,
      "the test can pack a part");
}

/// A container that holds nothing but these parts.
std::string docx_of(std::string_view body, std::string_view styles) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error);
  rodtrad::fuzz::require(archive != nullptr, "the test can make a container");
  zip_source_keep(source);
  add_part(archive, "word/document.xml", body);
  if (!styles.empty()) add_part(archive, "word/styles.xml", styles);
  rodtrad::fuzz::require(zip_close(archive) == 0, "the test can write a container");
  zip_stat_t status;
  rodtrad::fuzz::require(zip_source_stat(source, &status) == 0 && zip_source_open(source) == 0,
                         "the test can read its container");
  std::string bytes(status.size, '\0');
  zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  zip_source_free(source);
  zip_error_fini(&error);
  return bytes;
}

}  // namespace

/// A Word document's XML inside a sound container, which raw bytes seldom get through to.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = rodtrad::fuzz::as_text(data, size);
  const std::size_t at = input.find(kStylesFollow);
  const std::string_view styles =
      at == std::string_view::npos ? "" : input.substr(at + kStylesFollow.size());
  rodtrad::fuzz::check_import("material.docx", docx_of(input.substr(0, at), styles));
  return 0;
}
