#include "analyzer/language/lexicon.h"

#include <cstring>

#include "analyzer/language/lexicon_format.h"

namespace rodtrad::language {

std::string_view to_text(LexiconSources sources) {
  switch (sources) {
    case LexiconSources::None:
      return "none";
    case LexiconSources::Hunspell:
      return "hunspell";
    case LexiconSources::ApertiumAndHunspell:
      return "apertium+hunspell";
  }
  return {};
}

Result<Lexicon> Lexicon::open(std::string_view bytes) {
  LexiconHeader header{};
  if (bytes.size() < sizeof header) {
    return failure("lexicon-damaged", "the lexicon is cut off", {},
                   "make it anew with: rodtrad lexicon build");
  }
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::string_view(header.magic, sizeof header.magic) !=
      std::string_view(kLexiconMagic, sizeof header.magic)) {
    return failure("lexicon-version", "the lexicon was made by another version", {},
                   "make it anew with: rodtrad lexicon build");
  }
  std::size_t at = sizeof header;
  bool fits = true;
  const auto section = [&](std::uint64_t items, std::size_t size) {
    const std::size_t begin = at;
    at += items * size;
    at = (at + 3) & ~std::size_t{3};
    fits = fits && items < bytes.size() && at <= bytes.size();
    return bytes.data() + begin;
  };
  const auto words = [&](std::uint64_t items) {
    return reinterpret_cast<const std::uint32_t*>(section(items, sizeof(std::uint32_t)));
  };
  Lexicon lexicon;
  lexicon.hash_ = words(header.hash_size);
  lexicon.form_text_ = words(header.forms);
  lexicon.form_readings_ = words(header.forms + 1ULL);
  lexicon.readings_ = words(header.readings);
  lexicon.lemma_form_ = words(header.lemmas);
  lexicon.lemma_forms_ = words(header.lemmas + 1ULL);
  lexicon.forms_ = words(header.lemma_forms);
  lexicon.places_ = reinterpret_cast<const std::uint8_t*>(section(header.forms, 1));
  lexicon.texts_ = section(header.text_bytes, 1);
  const char* origin = section(header.origin_bytes, 1);
  if (!fits || header.hash_size == 0 || (header.hash_size & (header.hash_size - 1)) != 0) {
    return failure("lexicon-damaged", "the lexicon is damaged", {},
                   "make it anew with: rodtrad lexicon build");
  }
  lexicon.bytes_ = bytes;
  lexicon.origin_ = {origin, header.origin_bytes};
  lexicon.sources_ = static_cast<LexiconSources>(header.sources);
  lexicon.hash_mask_ = header.hash_size - 1;
  lexicon.form_count_ = header.forms;
  lexicon.lemma_count_ = header.lemmas;
  return lexicon;
}

Lexicon Lexicon::hunspell_only() const {
  Lexicon out = *this;
  out.sources_ = LexiconSources::Hunspell;
  return out;
}

std::string_view Lexicon::text_at(std::uint32_t offset) const {
  return {texts_ + offset + 1, static_cast<std::uint8_t>(texts_[offset])};
}

std::optional<std::uint32_t> Lexicon::form_number(std::string_view folded) const {
  if (bytes_.empty()) return std::nullopt;
  for (std::uint32_t at = lexicon_hash(folded) & hash_mask_;; at = (at + 1) & hash_mask_) {
    const std::uint32_t slot = hash_[at];
    if (slot == 0) return std::nullopt;
    if (text_at(form_text_[slot - 1]) == folded) return slot - 1;
  }
}

bool Lexicon::knows(std::string_view folded) const { return form_number(folded).has_value(); }

std::optional<Entry> Lexicon::find(std::string_view folded) const {
  const auto form = form_number(folded);
  if (!form) return std::nullopt;
  Entry entry;
  for (std::uint32_t r = form_readings_[*form]; r < form_readings_[*form + 1]; ++r) {
    const std::uint32_t packed = readings_[r];
    const auto group = static_cast<WordGroup>(packed & 0x0FU);
    if (group == WordGroup::Hunspell) {
      entry.bases.push_back(packed >> 8U);
    } else if (sources_ == LexiconSources::ApertiumAndHunspell) {
      entry.apertium.push_back({packed >> 8U, group, (packed & 0x10U) != 0, (packed & 0x20U) != 0});
    }
  }
  const std::uint8_t places = places_[*form];
  entry.places = {(places & 1U) != 0, (places & 2U) != 0, (places & 4U) != 0, (places & 8U) != 0};
  return entry;
}

std::optional<std::uint32_t> Lexicon::lemma(std::string_view folded) const {
  const auto entry = find(folded);
  if (!entry) return std::nullopt;
  for (const Reading& reading : entry->apertium) {
    if (lemma_text(reading.lemma) == folded) return reading.lemma;
  }
  for (const std::uint32_t base : entry->bases) {
    if (lemma_text(base) == folded) return base;
  }
  return std::nullopt;
}

std::string_view Lexicon::lemma_text(std::uint32_t lemma) const {
  return text_at(form_text_[lemma_form_[lemma]]);
}

std::vector<std::string_view> Lexicon::forms_of(std::uint32_t lemma) const {
  std::vector<std::string_view> out;
  for (std::uint32_t i = lemma_forms_[lemma]; i < lemma_forms_[lemma + 1]; ++i) {
    out.push_back(text_at(form_text_[forms_[i]]));
  }
  return out;
}

}  // namespace rodtrad::language
