#include "analyzer/language/stemmer.h"

#include <libstemmer.h>

#include "analyzer/base/contract.h"

namespace rodtrad::language {

struct Stemmer::Impl {
  sb_stemmer* snowball = sb_stemmer_new("swedish", "UTF_8");
  ~Impl() { sb_stemmer_delete(snowball); }

  std::string stem(std::string_view word) const {
    const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
    const sb_symbol* stemmed = sb_stemmer_stem(snowball, bytes, static_cast<int>(word.size()));
    if (stemmed == nullptr) return std::string(word);
    return {reinterpret_cast<const char*>(stemmed),
            static_cast<std::size_t>(sb_stemmer_length(snowball))};
  }
};

Stemmer::Stemmer() : impl_(std::make_unique<Impl>()) {
  expects(impl_->snowball != nullptr, "libstemmer knows Swedish");
}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string Stemmer::stem(std::string_view folded) {
  // Nor does it know the definite form of nouns in -a: kaptenskan, kaptenskans.
  constexpr std::size_t kLongEnough = 7;
  const std::string_view bare = folded.substr(0, folded.size() - (folded.ends_with('s') ? 1 : 0));
  if (bare.size() >= kLongEnough && bare.ends_with("an")) folded = bare.substr(0, bare.size() - 1);
  std::string stem = impl_->stem(folded);
  // Snowball knows -arna and -arnas but not -ars: a genitive or passive of an inflected form loses
  // its s and nothing else.
  const bool only_s = folded.ends_with('s') && stem.size() + 1 == folded.size();
  return only_s ? impl_->stem(stem) : stem;
}

}  // namespace rodtrad::language
