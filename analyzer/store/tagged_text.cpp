#include "analyzer/store/tagged_text.h"

#include <algorithm>
#include <array>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"

namespace rodtrad::store {
namespace {

constexpr std::array<std::string_view, 17> kBlocks = {"p",  "div", "br", "li",  "ul",        "ol",
                                                      "h1", "h2",  "h3", "h4",  "h5",        "h6",
                                                      "tr", "td",  "th", "pre", "blockquote"};
constexpr std::size_t kLongestEntity = 10;

struct Entity {
  std::string_view name;
  char32_t code_point;
};
constexpr std::array kEntities = {Entity{"amp", '&'},  Entity{"lt", '<'},    Entity{"gt", '>'},
                                  Entity{"quot", '"'}, Entity{"apos", '\''}, Entity{"nbsp", 0xA0}};

/// The character of `&amp;` at `at`, and the byte after it; 0 when there is none.
char32_t entity_at(std::string_view html, std::size_t at, std::size_t& after) {
  const std::size_t end = html.find(';', at);
  if (end == std::string_view::npos || end - at > kLongestEntity) return 0;
  std::string_view name = html.substr(at + 1, end - at - 1);
  after = end + 1;
  for (const Entity& known : kEntities) {
    if (known.name == name) return known.code_point;
  }
  if (!name.starts_with('#') || name.size() < 2) return 0;
  name.remove_prefix(1);
  const bool hex = name.front() == 'x' || name.front() == 'X';
  if (hex) name.remove_prefix(1);
  char32_t value = 0;
  for (const char c : ascii_lower(name)) {
    const bool letter = hex && c >= 'a' && c <= 'f';
    if (!is_digit(c) && !letter) return 0;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(letter ? c - 'a' + 10 : c - '0');
    if (value > 0x10FFFF) return 0;
  }
  return value >= 0xD800 && value <= 0xDFFF ? 0 : value;
}

bool is_block(std::string_view tag) {
  if (tag.starts_with('/')) tag.remove_prefix(1);
  const std::string name = ascii_lower(tag.substr(0, tag.find_first_of(" \t\r\n/>")));
  return std::find(kBlocks.begin(), kBlocks.end(), name) != kBlocks.end();
}

}  // namespace

std::uint32_t TaggedText::place(std::uint64_t bare) const {
  if (bare >= bare_size) return static_cast<std::uint32_t>(text.size());
  const auto next =
      std::upper_bound(steps.begin(), steps.end(), bare,
                       [](std::uint64_t at, const Step& step) { return at < step.bare; });
  if (next == steps.begin()) return 0;
  const Step& step = *(next - 1);
  auto at = step.text + static_cast<std::uint32_t>(bare - step.bare);
  while (at > 0 && at < text.size() && utf8::is_continuation(text[at])) --at;
  return std::min(at, static_cast<std::uint32_t>(text.size()));
}

TaggedText text_of_html(std::string_view html) {
  TaggedText out;
  out.steps.push_back({});
  for (std::size_t at = 0; at < html.size();) {
    if (html.substr(at).starts_with("<!--")) {
      const std::size_t end = html.find("-->", at);
      at = end == std::string_view::npos ? html.size() : end + 3;
      continue;
    }
    const std::size_t close = html[at] == '<' ? html.find('>', at) : std::string_view::npos;
    if (close != std::string_view::npos) {
      if (is_block(html.substr(at + 1, close - at - 1)) && !out.text.empty() &&
          !out.text.ends_with('\n')) {
        out.text += '\n';
        out.steps.push_back({out.bare_size, static_cast<std::uint32_t>(out.text.size())});
      }
      at = close + 1;
      continue;
    }
    std::size_t after = at + 1;
    const char32_t decoded = html[at] == '&' ? entity_at(html, at, after) : 0;
    const std::size_t before = out.text.size();
    if (decoded != 0) {
      utf8::append(out.text, decoded);
      at = after;
    } else {
      out.text += html[at++];
    }
    out.bare_size += out.text.size() - before;
  }
  return out;
}

}  // namespace rodtrad::store
