#include "analyzer/formats/zip.h"

#include <zip.h>

#include <algorithm>
#include <set>

namespace rodtrad::formats {
namespace {

constexpr std::uint64_t kRatioGrace = 1 << 20;

bool is_unsafe_name(std::string_view name) {
  return name.starts_with('/') || name.find('\\') != std::string_view::npos || name == ".." ||
         name.starts_with("../") || name.find("/../") != std::string_view::npos ||
         name.ends_with("/..") || (name.size() > 1 && name[1] == ':');
}

/// Unix keeps the kind of a file in the upper half of the attributes.
bool is_link(zip_t* archive, zip_uint64_t index) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  return zip_file_get_external_attributes(archive, index, 0, &system, &attributes) == 0 &&
         system == ZIP_OPSYS_UNIX && (attributes >> 16U & 0170000U) == 0120000U;
}

struct CloseZip {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

zip_t* open_archive(std::string_view bytes, int flags, zip_error_t& error) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return nullptr;
  zip_t* archive = zip_open_from_source(source, flags, &error);
  if (archive == nullptr) zip_source_free(source);
  return archive;
}

}  // namespace

struct ZipReader::Impl {
  std::unique_ptr<zip_t, CloseZip> archive;
  std::string file;
  ZipLimits limits;
  std::vector<std::string> names;
  std::uint64_t read_so_far = 0;

  [[nodiscard]] Failure fail(std::string id, std::string message, const std::string& part) const {
    return failure(std::move(id), std::move(message),
                   {.path = file, .inside = part.empty() ? "" : "part \"" + part + "\""});
  }
};

ZipReader::ZipReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ZipReader::~ZipReader() = default;
ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&&) noexcept = default;

Result<ZipReader> ZipReader::open(std::string_view bytes, const std::string& file,
                                  const ZipLimits& limits) {
  auto impl = std::make_unique<Impl>();
  impl->file = file;
  impl->limits = limits;
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return impl->fail("zip-encrypted",
                      "the file is password protected (lösenordsskyddad) or in the old Office "
                      "format",
                      "");
  }
  zip_error_t error;
  zip_error_init(&error);
  zip_t* archive = open_archive(bytes, ZIP_RDONLY | ZIP_CHECKCONS, error);
  if (archive == nullptr && zip_error_code_zip(&error) == ZIP_ER_EXISTS) {
    // A part that is there twice: opened all the same, to find out which.
    archive = open_archive(bytes, ZIP_RDONLY, error);
  }
  if (archive == nullptr) {
    const std::string why = zip_error_strerror(&error);
    zip_error_fini(&error);
    return impl->fail("zip-damaged", "the file is damaged or not complete: " + why, "");
  }
  zip_error_fini(&error);
  impl->archive.reset(archive);

  const zip_int64_t count = zip_get_num_entries(archive, 0);
  if (count < 0 || static_cast<std::uint64_t>(count) > limits.entries) {
    return impl->fail("zip-too-many-entries", "the container holds too many parts", "");
  }
  std::set<std::string> seen;
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* raw = zip_get_name(archive, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
    const std::string name = raw == nullptr ? "" : raw;
    if (is_link(archive, static_cast<zip_uint64_t>(i))) {
      return impl->fail("zip-unsafe-name", "a part is a link to another file", name);
    }
    if (is_unsafe_name(name)) {
      return impl->fail("zip-unsafe-name", "a part has a name that leaves the container", name);
    }
    if (!seen.insert(name).second) {
      return impl->fail("zip-duplicate-entry", "the container holds this part twice", name);
    }
    impl->names.push_back(name);
  }
  return ZipReader(std::move(impl));
}

bool ZipReader::has(const std::string& name) const {
  return std::find(impl_->names.begin(), impl_->names.end(), name) != impl_->names.end();
}

const std::vector<std::string>& ZipReader::names() const { return impl_->names; }

Result<std::string> ZipReader::read(const std::string& name) {
  const auto found = std::find(impl_->names.begin(), impl_->names.end(), name);
  if (found == impl_->names.end()) {
    return impl_->fail("zip-missing-part", "a part that must be there is missing", name);
  }
  const auto index = static_cast<zip_uint64_t>(found - impl_->names.begin());
  zip_stat_t status;
  zip_stat_init(&status);
  if (zip_stat_index(impl_->archive.get(), index, 0, &status) != 0) {
    return impl_->fail("zip-damaged", "the part cannot be read", name);
  }
  if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE) {
    return impl_->fail("zip-encrypted", "the file is password protected (lösenordsskyddad)", name);
  }
  const std::unique_ptr<zip_file_t, CloseFile> part(
      zip_fopen_index(impl_->archive.get(), index, 0));
  if (part == nullptr) return impl_->fail("zip-damaged", "the part cannot be opened", name);

  std::string out;
  std::string block(65536, '\0');
  for (;;) {
    const zip_int64_t n = zip_fread(part.get(), block.data(), block.size());
    if (n < 0) return impl_->fail("zip-damaged", "the part is damaged (checksum or data)", name);
    if (n == 0) break;
    out.append(block, 0, static_cast<std::size_t>(n));
    impl_->read_so_far += static_cast<std::uint64_t>(n);
    const bool too_large =
        out.size() > impl_->limits.part_bytes || impl_->read_so_far > impl_->limits.total_bytes;
    const bool too_dense =
        out.size() > kRatioGrace && out.size() / impl_->limits.ratio > status.comp_size;
    if (too_large || too_dense) {
      return impl_->fail("zip-bomb", "the part grows suspiciously large when unpacked", name);
    }
  }
  return out;
}

}  // namespace rodtrad::formats
