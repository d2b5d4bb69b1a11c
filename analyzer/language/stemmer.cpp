#include "analyzer/language/stemmer.h"

#include <libstemmer.h>

#include "analyzer/base/contract.h"

namespace rodtrad::language {

struct Stemmer::Impl {
  sb_stemmer* snowball = sb_stemmer_new("swedish", "UTF_8");
  ~Impl() { sb_stemmer_delete(snowball); }
};

Stemmer::Stemmer() : impl_(std::make_unique<Impl>()) {
  expects(impl_->snowball != nullptr, "libstemmer knows Swedish");
}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string Stemmer::stem(std::string_view folded) {
  const auto* bytes = reinterpret_cast<const sb_symbol*>(folded.data());
  const sb_symbol* stemmed =
      sb_stemmer_stem(impl_->snowball, bytes, static_cast<int>(folded.size()));
  if (stemmed == nullptr) return std::string(folded);
  return {reinterpret_cast<const char*>(stemmed),
          static_cast<std::size_t>(sb_stemmer_length(impl_->snowball))};
}

}  // namespace rodtrad::language
