#include "analyzer/pipeline/import_profile.h"
#include "tests/fuzz/checks.h"

/// An import profile: what is read is what is written again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rodtrad;
  const std::string_view text = fuzz::as_text(data, size);
  pipeline::is_import_profile(text);
  const auto profile = pipeline::read_import_profile(text, "profil.json");
  if (!profile) {
    fuzz::check_failure(profile.failure());
    return 0;
  }
  const std::string written = pipeline::import_profile_json(profile.value());
  const auto again = pipeline::read_import_profile(written, "profil.json");
  fuzz::require(static_cast<bool>(again), "a written profile can be read");
  fuzz::require(pipeline::import_profile_json(again.value()) == written,
                "a profile read and written is the same");
  return 0;
}
