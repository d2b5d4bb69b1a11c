#include <algorithm>
#include <array>
#include <map>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/formats/html_tree.h"
#include "analyzer/ingest/formatted_importers.h"
#include "analyzer/ingest/html_blocks.h"
#include "analyzer/ingest/text_writer.h"
#include "analyzer/text/decode.h"
#include "analyzer/text/normalise.h"

/// Web pages: their main text; navigation, lists of links, forms and scripts are debris.
namespace rodtrad::ingest {
namespace {

using namespace std::string_view_literals;
using formats::HtmlNode;

constexpr std::size_t kLinksInAList = 3;
constexpr std::size_t kLongLink = 80;

template <std::size_t n>
bool holds(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_block(std::string_view name) {
  constexpr std::array names = {
      "p"sv,       "div"sv,    "section"sv,  "article"sv,    "main"sv,    "header"sv,
      "footer"sv,  "nav"sv,    "aside"sv,    "ul"sv,         "ol"sv,      "li"sv,
      "dl"sv,      "dt"sv,     "dd"sv,       "table"sv,      "tr"sv,      "td"sv,
      "th"sv,      "h1"sv,     "h2"sv,       "h3"sv,         "h4"sv,      "h5"sv,
      "h6"sv,      "pre"sv,    "figure"sv,   "figcaption"sv, "form"sv,    "fieldset"sv,
      "address"sv, "hr"sv,     "body"sv,     "caption"sv,    "details"sv, "summary"sv,
      "menu"sv,    "center"sv, "hgroup"sv,   "blockquote"sv, "html"sv,    "head"sv,
      "thead"sv,   "tbody"sv,  "tfoot"sv,    "dialog"sv,     "legend"sv,  "option"sv,
      "script"sv,  "style"sv,  "template"sv, "noscript"sv,   "title"sv};
  return holds(names, name);
}

/// Text and link text below a node, to know a list of links.
struct Weight {
  std::size_t characters = 0;
  std::size_t linked = 0;
  std::size_t links = 0;
  std::size_t longest_link = 0;
};

std::size_t letters(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += is_blank(c) || utf8::is_continuation(c) ? 0U : 1U;
  return n;
}

class PageReader {
 public:
  explicit PageReader(BlockText& out) : out_(out), writer_(out) {}

  void read(const HtmlNode& root) {
    weigh(root, false);
    find_main(root, 0);
    walk(root, {});
    writer_.end_block();
  }

 private:
  /// What holds for everything below a node.
  struct Context {
    std::string debris{};
    bool in_main = false;
    bool preformatted = false;
    bool bold = false;
  };

  Weight weigh(const HtmlNode& node, bool linked) {
    Weight sum;
    if (node.is_text()) {
      sum.characters = letters(node.text);
      if (linked) sum.linked = sum.characters;
      return sum;
    }
    if (node.name == "script" || node.name == "style") return sum;
    const bool link = node.name == "a" && !node.attribute("href").empty();
    for (const HtmlNode& child : node.children) {
      const Weight below = weigh(child, linked || link);
      sum.characters += below.characters;
      sum.linked += below.linked;
      sum.links += below.links;
      sum.longest_link = std::max(sum.longest_link, below.longest_link);
    }
    if (link) {
      ++sum.links;
      sum.longest_link = std::max(sum.longest_link, sum.characters);
    }
    weights_[&node] = sum;
    return sum;
  }

  /// The page's own text: `main`, or its only `article`.
  void find_main(const HtmlNode& node, int depth) {
    if (node.name == "main" || node.attribute("role") == "main") has_main_ = true;
    if (node.name == "article") ++articles_;
    for (const HtmlNode& child : node.children) {
      if (!child.is_text()) find_main(child, depth + 1);
    }
    if (depth == 0 && !has_main_ && articles_ == 1) article_is_main_ = has_main_ = true;
  }

  [[nodiscard]] bool is_main(const HtmlNode& node) const {
    return node.name == "main" || node.attribute("role") == "main" ||
           (article_is_main_ && node.name == "article");
  }

  [[nodiscard]] bool is_link_list(const HtmlNode& node) const {
    constexpr std::array lists = {"ul"sv, "ol"sv, "dl"sv, "menu"sv, "div"sv, "p"sv, "td"sv};
    if (!holds(lists, node.name)) return false;
    const Weight& weight = weights_.at(&node);
    return weight.links >= kLinksInAList && weight.linked * 10 >= weight.characters * 8 &&
           weight.longest_link <= kLongLink;
  }

  [[nodiscard]] std::string debris_of(const HtmlNode& node, const Context& context) const {
    const std::string& name = node.name;
    if (name == "script" || name == "style" || name == "template" || name == "noscript") {
      return name == "style" ? "style sheet" : "script";
    }
    if (name == "nav" || node.attribute("role") == "navigation") return "navigation";
    if (name == "form" || name == "button" || name == "select" || name == "textarea" ||
        name == "datalist" || node.attribute("role") == "search") {
      return "form";
    }
    if (name == "aside") return "sidebar";
    if (name == "footer" && !context.in_main) return "page footer";
    if (name == "header" && !context.in_main && has_main_) return "page header";
    if (is_named_navigation(node)) return "navigation";
    if (is_hidden(node)) return "hidden on the page";
    if (is_link_list(node)) return "list of links";
    return {};
  }

  static bool is_hidden(const HtmlNode& node) {
    for (const auto& [key, value] : node.attributes) {
      if (key == "hidden" || (key == "aria-hidden" && value == "true")) return true;
      if (key != "style") continue;
      const std::string style = replace_all(ascii_lower(value), " ", "");
      if (style.find("display:none") != std::string::npos) return true;
    }
    return false;
  }

  /// Pages made of `div`: what their classes call themselves.
  static bool is_named_navigation(const HtmlNode& node) {
    constexpr std::array words = {"nav"sv,       "navbar"sv,     "menu"sv,          "meny"sv,
                                  "sidebar"sv,   "breadcrumb"sv, "breadcrumbs"sv,   "footer"sv,
                                  "cookie"sv,    "cookies"sv,    "cookie-banner"sv, "cookiebar"sv,
                                  "brodsmulor"sv};
    if (node.name == "body" || node.name == "html") return false;
    for (const char* key : {"class", "id"}) {
      const std::string value = ascii_lower(node.attribute(key));
      for (const std::string_view word : split(value, ' ')) {
        if (holds(words, word)) return true;
      }
    }
    return false;
  }

  void walk(const HtmlNode& node, Context context) {
    if (node.is_text()) return text(node.text, context);
    if (node.name == "title") {
      if (out_.title.empty() && !node.children.empty()) {
        const std::string title = text::canonical(node.children.front().text);
        out_.title = std::string(trim(title));
      }
      return;
    }
    if (is_main(node)) context.in_main = true;
    const bool below_debris = !context.debris.empty();
    if (!below_debris) context.debris = debris_of(node, context);
    if (node.name == "br") return writer_.line_break();
    if (node.name == "pre") context.preformatted = true;
    if (node.name == "b" || node.name == "strong") context.bold = true;
    if (node.name == "table" && is_data_table(node)) return table(node, context);
    const bool block = is_block(node.name) || (!below_debris && !context.debris.empty());
    if (block) open_block(node, context);
    for (const HtmlNode& child : node.children) walk(child, context);
    if (block) writer_.end_block();
  }

  void open_block(const HtmlNode& node, const Context& context) {
    writer_.end_block();
    (void)context;
    if (node.name.size() == 2 && node.name[0] == 'h' && node.name[1] >= '1' &&
        node.name[1] <= '6') {
      writer_.heading(static_cast<std::uint32_t>(node.name[1] - '0'));
    } else if (node.name == "li") {
      writer_.list_item();
    }
  }

  void text(std::string_view text, const Context& context) {
    std::string debris = context.debris;
    if (debris.empty() && has_main_ && !context.in_main) debris = "outside the page's main text";
    writer_.debris(debris);
    if (context.preformatted) {
      writer_.append(text, context.bold ? Bold::Yes : Bold::No);
    } else {
      writer_.append_collapsed(text, context.bold ? Bold::Yes : Bold::No);
    }
  }

  // --- tables --------------------------------------------------------------------------------

  /// Tables that lay out a page hold tables, or have one cell a row.
  static bool is_data_table(const HtmlNode& table) {
    if (has_table_below(table)) return false;
    std::size_t widest = 0;
    each_row(table, [&widest](const HtmlNode& row) {
      const auto cells =
          std::count_if(row.children.begin(), row.children.end(),
                        [](const HtmlNode& c) { return c.name == "td" || c.name == "th"; });
      widest = std::max(widest, static_cast<std::size_t>(cells));
    });
    return widest >= 2;
  }

  static bool has_table_below(const HtmlNode& node) {
    return std::any_of(node.children.begin(), node.children.end(), [](const HtmlNode& child) {
      return child.name == "table" || has_table_below(child);
    });
  }

  template <class Visit>
  static void each_row(const HtmlNode& node, Visit visit) {
    for (const HtmlNode& child : node.children) {
      if (child.name == "tr") {
        visit(child);
      } else if (child.name == "thead" || child.name == "tbody" || child.name == "tfoot") {
        each_row(child, visit);
      }
    }
  }

  static std::uint32_t span_of(const HtmlNode& cell, std::string_view name) {
    std::uint64_t value = 1;
    if (!parse_number(trim(cell.attribute(name)), value) || value == 0) return 1;
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(value, 1000));
  }

  void table(const HtmlNode& node, const Context& context) {
    writer_.end_block();
    for (const HtmlNode& child : node.children) {
      if (child.name == "caption") {
        walk(child, context);
        writer_.end_block();
      }
    }
    writer_.begin_table();
    each_row(node, [&](const HtmlNode& row) {
      writer_.begin_row();
      for (const HtmlNode& cell : row.children) {
        if (cell.name != "td" && cell.name != "th") continue;
        writer_.begin_cell(span_of(cell, "colspan"), span_of(cell, "rowspan"));
        Context below = context;
        if (below.debris.empty()) below.debris = debris_of(cell, context);
        for (const HtmlNode& child : cell.children) walk(child, below);
        writer_.end_block();
      }
    });
    writer_.end_table();
  }

  BlockText& out_;
  TextWriter writer_;
  std::map<const HtmlNode*, Weight> weights_;
  bool has_main_ = false;
  bool article_is_main_ = false;
  int articles_ = 0;
};

/// The encoding a page names for itself, used when the bytes are not UTF-8.
std::string declared_encoding(std::string_view bytes) {
  const std::string head = ascii_lower(bytes.substr(0, 2048));
  std::size_t at = head.find("charset");
  if (at == std::string::npos) return {};
  at += 7;
  while (at < head.size() &&
         (is_blank(head[at]) || head[at] == '=' || head[at] == '"' || head[at] == '\'')) {
    ++at;
  }
  std::size_t end = at;
  while (end < head.size() && end - at < 30 &&
         (is_digit(head[end]) || (head[end] >= 'a' && head[end] <= 'z') || head[end] == '-' ||
          head[end] == '_')) {
    ++end;
  }
  const std::string name = head.substr(at, end - at);
  return name == "iso-8859-1" || name == "utf-8" || name == "latin1" ? "" : name;
}

}  // namespace

Result<BlockText> html_blocks(std::string_view page, const Source& source, Diagnostics&) {
  auto root = formats::load_html(page, source.name);
  if (!root) return std::move(root).failure();
  BlockText out;
  PageReader(out).read(root.value());
  return out;
}

Result<BlockText> html_file_blocks(const Source& source, const ImportOptions& options,
                                   Diagnostics& remarks) {
  std::string encoding = options.encoding;
  if (encoding.empty() && utf8::first_invalid(source.bytes)) {
    encoding = declared_encoding(source.bytes);
  }
  auto decoded = text::decode(source.bytes, {encoding}, source.name, remarks);
  if (!decoded && !encoding.empty() && options.encoding.empty()) {
    decoded = text::decode(source.bytes, {}, source.name, remarks);
  }
  if (!decoded) return std::move(decoded).failure();
  return html_blocks(decoded.value().text, source, remarks);
}

Result<Documents> read_html(const Source& source, const ImportOptions& options,
                            Diagnostics& remarks) {
  return structured(html_file_blocks(source, options, remarks), source, options, remarks);
}

}  // namespace rodtrad::ingest
