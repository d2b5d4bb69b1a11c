#include "analyzer/text/collate.h"

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "analyzer/base/contract.h"

namespace rodtrad::text {

struct Collator::Impl {
  std::unique_ptr<icu::Collator> collator;
};

Collator::Collator() : impl_(std::make_unique<Impl>()) {
  UErrorCode status = U_ZERO_ERROR;
  impl_->collator.reset(icu::Collator::createInstance(icu::Locale("sv"), status));
  expects(U_SUCCESS(status), "ICU has Swedish collation");
  impl_->collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
}
Collator::~Collator() = default;
Collator::Collator(Collator&&) noexcept = default;
Collator& Collator::operator=(Collator&&) noexcept = default;

std::string Collator::sort_key(std::string_view text) const {
  const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  std::string key(static_cast<std::size_t>(impl_->collator->getSortKey(wide, nullptr, 0)), '\0');
  impl_->collator->getSortKey(wide, reinterpret_cast<std::uint8_t*>(key.data()),
                              static_cast<int32_t>(key.size()));
  return key;
}

bool Collator::less(std::string_view a, std::string_view b) const {
  const std::string key_a = sort_key(a);
  const std::string key_b = sort_key(b);
  return key_a != key_b ? key_a < key_b : a < b;
}

}  // namespace rodtrad::text
