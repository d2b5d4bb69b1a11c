#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace rodtrad::text {

/// Swedish alphabetical order (å, ä, ö last; v and w apart, as in SAOL since 2006), digits by
/// value, case and accents only as the last resort. Independent of the process locale.
class Collator {
 public:
  Collator();
  ~Collator();
  Collator(Collator&&) noexcept;
  Collator& operator=(Collator&&) noexcept;

  /// A key whose byte order is the alphabetical order.
  [[nodiscard]] std::string sort_key(std::string_view text) const;
  [[nodiscard]] bool less(std::string_view a, std::string_view b) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace rodtrad::text
