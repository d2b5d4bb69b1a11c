#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace rodtrad::language {

/// Snowball's Swedish stemmer (libstemmer): the last resort for words no lexicon knows. The
/// genitive or passive in -s of an inflected form has that form's stem, which Snowball alone does
/// not give. Not thread-safe: one per thread. About 0.1 microseconds a word.
class Stemmer {
 public:
  Stemmer();
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  /// Stem of a folded word.
  std::string stem(std::string_view folded);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace rodtrad::language
