#include "analyzer/formats/html_tree.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "analyzer/base/strings.h"

namespace rodtrad::formats {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMostAttributes = 200;
constexpr std::size_t kMaxDepth = 256;
constexpr std::size_t kMaxBytes = 64U << 20U;
constexpr std::size_t kMaxMemory = 700U << 20U;
constexpr std::size_t kLookBack = 64;

/// Memory for one parse, given back as a whole: the library's own way of freeing a tree calls
/// itself once per level, and it knows no limit.
class Arena {
 public:
  struct Exhausted {};

  void* allocate(std::size_t size) {
    size = (size + 15U) & ~std::size_t{15};
    if (size > kMaxMemory - used_) throw Exhausted{};
    used_ += size;
    if (size > kBlock / 4) {
      large_.push_back(std::make_unique<std::byte[]>(size));
      return large_.back().get();
    }
    if (size > left_) {
      blocks_.push_back(std::make_unique<std::byte[]>(kBlock));
      next_ = blocks_.back().get();
      left_ = kBlock;
    }
    void* out = next_;
    next_ += size;
    left_ -= size;
    return out;
  }

 private:
  static constexpr std::size_t kBlock = 1U << 18U;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::vector<std::unique_ptr<std::byte[]>> large_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t used_ = 0;
};

/// Elements without an end, or whose end is left out so often that nesting says nothing.
bool does_not_nest(std::string_view name) {
  constexpr std::array names = {
      "area"sv,  "base"sv,  "br"sv,    "col"sv,      "embed"sv, "hr"sv,   "img"sv,    "input"sv,
      "link"sv,  "meta"sv,  "param"sv, "source"sv,   "wbr"sv,   "p"sv,    "li"sv,     "td"sv,
      "th"sv,    "tr"sv,    "dt"sv,    "dd"sv,       "rt"sv,    "rp"sv,   "option"sv, "optgroup"sv,
      "tbody"sv, "thead"sv, "tfoot"sv, "colgroup"sv, "html"sv,  "head"sv, "body"sv,   "track"sv};
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool holds_raw_text(std::string_view name) {
  return name == "script" || name == "style" || name == "textarea" || name == "title" ||
         name == "xmp" || name == "iframe" || name == "noframes" || name == "noembed";
}

/// True when a tag whose name ends at `at` has more attributes than any page needs.
bool has_many_attributes(std::string_view page, std::size_t at) {
  std::size_t attributes = 0;
  char last = ' ';  // not blank, unless it parts two attributes
  for (; at < page.size() && page[at] != '>'; ++at) {
    const char c = page[at];
    if ((c == '"' || c == '\'') && last == '=') {
      at = page.find(c, at + 1);
      if (at == std::string_view::npos) return false;
      last = ' ';
    } else if (is_blank(c) || c == '/') {
      if (last != '=') last = ' ';
    } else {
      if (last == ' ' && c != '=' && ++attributes > kMostAttributes) return true;
      last = c;
    }
  }
  return false;
}

enum class Shape { Sound, TooDeep, TooManyAttributes };

/// A rough walk over the tags, before the parser whose time grows with the square of the depth and
/// of a tag's attributes.
Shape shape_of(std::string_view page) {
  std::vector<std::string> open;
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at)) {
    if (page.substr(at).starts_with("<!--")) {
      at = std::min(page.find("-->", at + 4), page.size());
      continue;
    }
    const bool closes = at + 1 < page.size() && page[at + 1] == '/';
    std::size_t end = at + (closes ? 2 : 1);
    const std::size_t begin = end;
    while (end < page.size() && end - begin < 32 && page.find_first_of("\t\n\f\r />", end) != end) {
      ++end;
    }
    const std::string name = ascii_lower(page.substr(begin, end - begin));
    at = end;
    if (name.empty() || name[0] < 'a' || name[0] > 'z') continue;
    if (has_many_attributes(page, end)) return Shape::TooManyAttributes;
    if (does_not_nest(name)) continue;
    if (closes) {
      const std::size_t reach = std::min(open.size(), kLookBack);
      const auto found =
          std::find(open.rbegin(), open.rbegin() + static_cast<std::ptrdiff_t>(reach), name);
      if (found != open.rbegin() + static_cast<std::ptrdiff_t>(reach)) {
        open.erase(found.base() - 1, open.end());
      }
      continue;
    }
    if (holds_raw_text(name)) {
      const std::string close = "</" + name;
      while (at < page.size() && ascii_lower(page.substr(at, close.size())) != close) {
        at = std::min(page.find('<', at + 1), page.size());
      }
      continue;
    }
    open.push_back(name);
    if (open.size() > kMaxDepth) return Shape::TooDeep;
  }
  return Shape::Sound;
}

std::string name_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece piece = element.original_tag;
  gumbo_tag_from_original_text(&piece);
  return piece.data == nullptr ? "unknown" : ascii_lower({piece.data, piece.length});
}

/// False when the tree is deeper than a page can sensibly be.
bool copy_node(const GumboNode& from, HtmlNode& to, std::size_t depth) {
  if (depth > 2 * kMaxDepth) return false;
  const GumboElement& element = from.v.element;
  to.name = name_of(element);
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    to.attributes.emplace_back(attribute->name, attribute->value);
  }
  for (unsigned i = 0; i < element.children.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(element.children.data[i]);
    if (child->type == GUMBO_NODE_ELEMENT || child->type == GUMBO_NODE_TEMPLATE) {
      to.children.emplace_back();
      if (!copy_node(*child, to.children.back(), depth + 1)) return false;
    } else if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE ||
               child->type == GUMBO_NODE_CDATA) {
      to.children.emplace_back();
      to.children.back().text = child->v.text.text;
    }
  }
  return true;
}

}  // namespace

std::string_view HtmlNode::attribute(std::string_view wanted) const {
  for (const auto& [key, value] : attributes) {
    if (key == wanted) return value;
  }
  return {};
}

Result<HtmlNode> load_html(std::string_view page, const std::string& file) {
  const auto too_large = [&file] {
    return failure("html-too-large", "the page is larger than can be read", {.path = file});
  };
  const auto too_deep = [&file] {
    return failure("html-too-deep", "the page is nested deeper than 256", {.path = file});
  };
  if (page.size() > kMaxBytes) return too_large();
  switch (shape_of(page)) {
    case Shape::TooDeep:
      return too_deep();
    case Shape::TooManyAttributes:
      return failure("html-too-large", "a tag of the page has more than 200 attributes",
                     {.path = file});
    case Shape::Sound:
      break;
  }
  Arena arena;
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  options.userdata = &arena;
  options.allocator = [](void* memory, std::size_t size) {
    return static_cast<Arena*>(memory)->allocate(size);
  };
  options.deallocator = [](void*, void*) {};
  try {
    const GumboOutput* output = gumbo_parse_with_options(&options, page.data(), page.size());
    HtmlNode root;
    if (!copy_node(*output->root, root, 0)) return too_deep();
    return root;
  } catch (const Arena::Exhausted&) {
    return too_large();
  }
}

}  // namespace rodtrad::formats
