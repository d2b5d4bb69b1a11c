#include "analyzer/formats/zip_writer.h"

#include <zip.h>

#include <memory>

#include "analyzer/base/contract.h"

namespace rodtrad::formats {
namespace {

constexpr zip_uint16_t kDosDate = 0x0021;  // 1980-01-01, the first day a zip entry can have
constexpr zip_uint16_t kDosTime = 0;

struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};

void add(zip_t* archive, const ZipPart& part) {
  zip_source_t* source = zip_source_buffer(archive, part.bytes.data(), part.bytes.size(), 0);
  expects(source != nullptr, "a zip part has a source");
  const zip_int64_t index = zip_file_add(archive, part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  expects(index >= 0, "zip parts have different names");
  zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), kDosTime, kDosDate, 0);
}

}  // namespace

std::string write_zip(const std::vector<ZipPart>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  const std::unique_ptr<zip_source_t, FreeSource> target(
      zip_source_buffer_create(nullptr, 0, 0, &error));
  expects(target != nullptr, "a zip container can be made in memory");
  zip_source_keep(target.get());
  zip_t* archive = zip_open_from_source(target.get(), ZIP_TRUNCATE, &error);
  expects(archive != nullptr, "a zip container can be opened in memory");
  for (const ZipPart& part : parts) add(archive, part);
  const bool closed = zip_close(archive) == 0;
  if (!closed) zip_discard(archive);
  expects(closed, "a zip container can be written in memory");

  expects(zip_source_open(target.get()) == 0, "a written zip container can be read");
  zip_source_seek(target.get(), 0, SEEK_END);
  std::string out(static_cast<std::size_t>(zip_source_tell(target.get())), '\0');
  zip_source_seek(target.get(), 0, SEEK_SET);
  zip_source_read(target.get(), out.data(), out.size());
  zip_source_close(target.get());
  return out;
}

}  // namespace rodtrad::formats
