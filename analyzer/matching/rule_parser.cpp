#include <algorithm>
#include <optional>

#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/matching/rule_language.h"
#include "analyzer/text/breaks.h"
#include "analyzer/text/characters.h"

namespace rodtrad::matching {
namespace {

constexpr std::size_t kMaxRuleBytes = 20'000;
constexpr int kMaxDepth = 64;
constexpr std::uint64_t kMaxDistance = 1000;

enum class Piece {
  Word,
  Regex,
  List,
  Gap,
  And,
  Or,
  Not,
  Near,
  Before,
  Negated,
  Affirmed,
  Open,
  Close,
  End
};

/// What the writer sees: a word, an operator, a parenthesis.
struct Lexeme {
  Piece piece = Piece::End;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t number = 0;  ///< of NEAR/n, BEFORE/n, ~n
};

struct Fault {
  RuleError error;
};

[[noreturn]] void fault(std::size_t at, std::string message, std::string hint = {},
                        std::string id = "rule-syntax") {
  throw Fault{{static_cast<std::uint32_t>(at), std::move(id), std::move(message), std::move(hint)}};
}

class Lexer {
 public:
  explicit Lexer(std::string_view rule) : rule_(rule) {}

  std::vector<Lexeme> run() {
    std::vector<Lexeme> out;
    while (skip_blanks()) out.push_back(next());
    const auto end = static_cast<std::uint32_t>(rule_.size());
    out.push_back({Piece::End, end, end, 0});
    return out;
  }

 private:
  bool skip_blanks() {
    while (at_ < rule_.size()) {
      const utf8::Decoded d = utf8::decode(rule_, at_);
      if (!text::is_blank(d.code_point)) return true;
      at_ += d.length;
    }
    return false;
  }

  [[nodiscard]] std::uint32_t chunk_end() const {
    std::size_t end = at_;
    while (end < rule_.size()) {
      const utf8::Decoded d = utf8::decode(rule_, end);
      if (text::is_blank(d.code_point) || d.code_point == '(' || d.code_point == ')') break;
      end += d.length;
    }
    return static_cast<std::uint32_t>(end);
  }

  Lexeme single(Piece piece) {
    const auto begin = static_cast<std::uint32_t>(at_++);
    return {piece, begin, begin + 1, 0};
  }

  Lexeme next() {
    if (rule_[at_] == '(') return single(Piece::Open);
    if (rule_[at_] == ')') return single(Piece::Close);
    if (rule_[at_] == '/') return regex();
    const auto begin = static_cast<std::uint32_t>(at_);
    const std::uint32_t end = chunk_end();
    const std::string_view chunk = rule_.substr(begin, end - begin);
    at_ = end;
    const auto made = [&](Piece piece, std::uint32_t number = 0) {
      return Lexeme{piece, begin, end, number};
    };
    if (chunk == "AND") return made(Piece::And);
    if (chunk == "OR") return made(Piece::Or);
    if (chunk == "NOT") return made(Piece::Not);
    const bool called = end < rule_.size() && rule_[end] == '(';
    if (called && chunk == "negated") return made(Piece::Negated);
    if (called && chunk == "affirmed") return made(Piece::Affirmed);
    for (const auto& [name, piece] : {std::pair{"NEAR", Piece::Near}, {"BEFORE", Piece::Before}}) {
      const std::string_view word = name;
      if (chunk == word || chunk.starts_with(std::string(word) + "/")) {
        const std::string_view digits =
            chunk.size() > word.size() ? chunk.substr(word.size() + 1) : std::string_view();
        return made(piece, distance(digits, begin + static_cast<std::uint32_t>(word.size()),
                                    std::string(word)));
      }
    }
    if (chunk.front() == '~') {
      std::uint64_t number = 0;
      if (!parse_number(chunk.substr(1), number) || number > kMaxDistance) {
        fault(begin + 1, "expected a number after ~", "write ~3 to allow up to 3 words between");
      }
      return made(Piece::Gap, static_cast<std::uint32_t>(number));
    }
    if (chunk.front() == '$') {
      if (chunk.size() == 1) fault(begin, "expected the name of a list after $");
      return made(Piece::List);
    }
    if (chunk.front() == '"' || chunk.starts_with("”") || chunk.starts_with("“")) {
      fault(begin, "quotation marks have no meaning here",
            "write =word for one exact form, or the words of a phrase as they are");
    }
    return made(Piece::Word);
  }

  static std::uint32_t distance(std::string_view digits, std::uint32_t at,
                                const std::string& name) {
    std::uint64_t number = 0;
    if (!parse_number(digits, number)) {
      fault(at, "expected a number after " + name + "/",
            "write " + name + "/5 for at most 5 words between");
    }
    if (number > kMaxDistance) {
      fault(at, name + "/" + std::string(digits) + " is too far", "the largest distance is 1000");
    }
    return static_cast<std::uint32_t>(number);
  }

  Lexeme regex() {
    const auto begin = static_cast<std::uint32_t>(at_);
    bool in_class = false;
    for (std::size_t i = at_ + 1; i < rule_.size(); ++i) {
      const char c = rule_[i];
      if (c == '\\') {
        ++i;
      } else if (c == '[') {
        in_class = true;
      } else if (c == ']') {
        in_class = false;
      } else if (c == '/' && !in_class) {
        at_ = i + 1;
        return {Piece::Regex, begin, static_cast<std::uint32_t>(at_), 0};
      }
    }
    fault(begin, "the regular expression is not closed",
          "end it with /, and write \\/ for the character itself");
  }

  std::string_view rule_;
  std::size_t at_ = 0;
};

class Parser {
 public:
  explicit Parser(std::string_view rule) : rule_(rule), lexemes_(Lexer(rule).run()) {}

  Rule run() {
    if (peek().piece == Piece::End) fault(0, "the rule is empty", {}, "rule-empty");
    Rule rule = any_of();
    if (peek().piece == Piece::Close) fault(peek().begin, "this ) closes nothing");
    if (peek().piece != Piece::End) fault(peek().begin, "expected AND, OR or the end of the rule");
    return rule;
  }

 private:
  [[nodiscard]] const Lexeme& peek() const { return lexemes_[at_]; }
  const Lexeme& take() { return lexemes_[at_++]; }
  [[nodiscard]] std::string name(const Lexeme& lexeme) const {
    return std::string(rule_.substr(lexeme.begin, lexeme.end - lexeme.begin));
  }

  /// `A OR B OR C` as one node; single operands stay themselves.
  template <class Operand>
  Rule chain(Piece piece, RuleKind kind, Operand operand) {
    Rule first = operand();
    if (peek().piece != piece) return first;
    Rule rule{.kind = kind, .begin = first.begin};
    rule.children.push_back(std::move(first));
    while (peek().piece == piece) {
      const Lexeme& op = take();
      expect_operand(op);
      rule.children.push_back(operand());
    }
    rule.end = rule.children.back().end;
    return rule;
  }

  void expect_operand(const Lexeme& op) {
    switch (peek().piece) {
      case Piece::End:
      case Piece::Close:
      case Piece::And:
      case Piece::Or:
      case Piece::Near:
      case Piece::Before:
        fault(peek().begin, "expected a word after " + name(op));
      case Piece::Word:
      case Piece::Regex:
      case Piece::List:
      case Piece::Gap:
      case Piece::Not:
      case Piece::Negated:
      case Piece::Affirmed:
      case Piece::Open:
        return;
    }
  }

  Rule any_of() {
    return chain(Piece::Or, RuleKind::Or, [this] { return all_of(); });
  }
  Rule all_of() {
    return chain(Piece::And, RuleKind::And, [this] { return near(); });
  }

  Rule near() {
    Rule left = negation();
    while (peek().piece == Piece::Near || peek().piece == Piece::Before) {
      const Lexeme op = take();
      expect_operand(op);
      Rule rule{.kind = op.piece == Piece::Near ? RuleKind::Near : RuleKind::Before,
                .begin = left.begin};
      rule.distance = op.number;
      rule.children.push_back(std::move(left));
      rule.children.push_back(negation());
      rule.end = rule.children.back().end;
      check_near(rule, op);
      left = std::move(rule);
    }
    return left;
  }

  /// Both sides must be something one can point at; one of them may be `NOT x`.
  void check_near(const Rule& rule, const Lexeme& op) const {
    std::size_t pointless = 0;
    for (const Rule& child : rule.children) {
      if (needs_hit(child)) continue;
      ++pointless;
      if (child.kind != RuleKind::Not || !needs_hit(child.children.front())) {
        fault(child.begin, name(op) + " needs words on both sides");
      }
    }
    if (pointless > 1) fault(op.begin, name(op) + " needs words on at least one side");
  }

  Rule negation() {
    if (peek().piece != Piece::Not) return sequence();
    const Lexeme op = take();
    expect_operand(op);
    const Deeper deeper(*this, op);
    Rule rule{.kind = RuleKind::Not, .begin = op.begin};
    rule.children.push_back(negation());
    rule.end = rule.children.back().end;
    return rule;
  }

  [[nodiscard]] bool at_primary() const {
    switch (peek().piece) {
      case Piece::Word:
      case Piece::Regex:
      case Piece::List:
      case Piece::Negated:
      case Piece::Affirmed:
      case Piece::Open:
        return true;
      case Piece::Gap:
      case Piece::And:
      case Piece::Or:
      case Piece::Not:
      case Piece::Near:
      case Piece::Before:
      case Piece::Close:
      case Piece::End:
        return false;
    }
    return false;
  }

  Rule sequence() {
    if (peek().piece == Piece::Gap) {
      fault(peek().begin, "a gap needs a word before it", "write: ta ~3 ansvar");
    }
    if (!at_primary()) fault(peek().begin, unexpected(peek()));
    Rule rule{.kind = RuleKind::Sequence, .begin = peek().begin};
    std::uint32_t gap = 0;
    while (at_primary() || peek().piece == Piece::Gap) {
      if (peek().piece == Piece::Gap) {
        const Lexeme& lexeme = take();
        gap += lexeme.number;
        if (!at_primary())
          fault(lexeme.begin, "a gap needs a word after it", "write: ta ~3 ansvar");
        continue;
      }
      add_primary(rule, gap);
      gap = 0;
    }
    rule.end = rule.children.back().end;
    if (rule.children.size() == 1) return std::move(rule.children.front());
    for (const Rule& child : rule.children) {
      if (!needs_hit(child) || child.kind == RuleKind::And) {
        fault(child.begin, "only words, lists and OR groups can stand in a phrase",
              "join the parts with AND or NEAR/5");
      }
    }
    return rule;
  }

  [[nodiscard]] std::string unexpected(const Lexeme& lexeme) const {
    switch (lexeme.piece) {
      case Piece::End:
        return "expected a word, the rule ends here";
      case Piece::Close:
        return "expected a word before )";
      case Piece::And:
      case Piece::Or:
      case Piece::Near:
      case Piece::Before:
        return "expected a word before " + name(lexeme);
      case Piece::Word:
      case Piece::Regex:
      case Piece::List:
      case Piece::Gap:
      case Piece::Not:
      case Piece::Negated:
      case Piece::Affirmed:
      case Piece::Open:
        break;
    }
    return "expected a word";
  }

  void add_primary(Rule& sequence, std::uint32_t gap) {
    const Lexeme lexeme = take();
    const auto add = [&](Rule child) {
      sequence.gaps.push_back(sequence.children.empty() ? 0 : gap);
      sequence.children.push_back(std::move(child));
    };
    switch (lexeme.piece) {
      case Piece::Word: {
        std::uint32_t before = gap;
        for (Rule& word : words(lexeme)) {
          sequence.gaps.push_back(sequence.children.empty() ? 0 : before);
          sequence.children.push_back(std::move(word));
          before = 0;
        }
        return;
      }
      case Piece::Regex:
        return add(regex(lexeme));
      case Piece::List:
        return add(Rule{
            .kind = RuleKind::List,
            .begin = lexeme.begin,
            .end = lexeme.end,
            .text = std::string(rule_.substr(lexeme.begin + 1, lexeme.end - lexeme.begin - 1))});
      case Piece::Open:
        return add(group(lexeme));
      case Piece::Negated:
      case Piece::Affirmed: {
        Rule rule{.kind = lexeme.piece == Piece::Negated ? RuleKind::Negated : RuleKind::Affirmed,
                  .begin = lexeme.begin};
        rule.children.push_back(group(take()));
        if (!needs_hit(rule.children.front())) {
          fault(rule.children.front().begin, name(lexeme) + "( ) needs a word");
        }
        rule.end = lexemes_[at_ - 1].end;
        return add(std::move(rule));
      }
      case Piece::Gap:
      case Piece::And:
      case Piece::Or:
      case Piece::Not:
      case Piece::Near:
      case Piece::Before:
      case Piece::Close:
      case Piece::End:
        return;
    }
  }

  Rule group(const Lexeme& open) {
    const Deeper deeper(*this, open);
    Rule rule = any_of();
    if (peek().piece != Piece::Close) fault(open.begin, "this ( is not closed", "add a )");
    take();
    return rule;
  }

  Rule regex(const Lexeme& lexeme) const {
    const std::string pattern(rule_.substr(lexeme.begin + 1, lexeme.end - lexeme.begin - 2));
    if (pattern.empty()) fault(lexeme.begin, "the regular expression is empty", {}, "rule-empty");
    for (std::size_t i = 0; i + 1 < pattern.size(); ++i) {
      if (pattern[i] != '\\') continue;
      const char c = pattern[i + 1];
      if (c == 'b' || c == 'B') {
        fault(lexeme.begin + 1 + i, std::string("\\") + c + " knows ASCII only and is refused",
              "leave it out: a regular expression always matches whole words", "rule-regex-ascii");
      }
      if (c == 'w' || c == 'W') {
        fault(lexeme.begin + 1 + i, std::string("\\") + c + " knows ASCII only and is refused",
              c == 'w' ? "write \\pL for a letter, [\\pL\\pN] for a letter or digit"
                       : "write [^\\pL\\pN]",
              "rule-regex-ascii");
      }
      ++i;
    }
    return Rule{.kind = RuleKind::Regex,
                .begin = lexeme.begin,
                .end = lexeme.end,
                .text = replace_all(pattern, "\\/", "/")};
  }

  /// The words of one chunk: usually one; `kommun/region` is a phrase of two, `t.ex.` one word.
  std::vector<Rule> words(const Lexeme& lexeme) {
    std::string_view body = rule_.substr(lexeme.begin, lexeme.end - lexeme.begin);
    Rule base{.kind = RuleKind::Term, .begin = lexeme.begin, .end = lexeme.end};
    read_marks(body, base);
    std::vector<Rule> out;
    for (std::string& word : plain_words(body)) {
      Rule rule = base;
      rule.text = std::move(word);
      out.push_back(std::move(rule));
    }
    if (out.empty()) {
      fault(lexeme.begin, "\"" + name(lexeme) + "\" holds no word",
            "punctuation is not searched; write the words around it", "rule-empty");
    }
    if (out.size() > 1 && base.own_mark) {
      fault(lexeme.begin, "\"" + name(lexeme) + "\" is several words, but = + * go with one",
            "put the mark on one word of the phrase");
    }
    return out;
  }

  void read_marks(std::string_view& body, Rule& rule) {
    const std::uint32_t at = rule.begin;
    const bool exact = body.starts_with('=');
    if (exact) {
      const bool cased = body.starts_with("==");
      body.remove_prefix(cased ? 2 : 1);
      rule.term_kind = cased ? language::TermKind::Cased : language::TermKind::Folded;
      rule.own_mark = true;
      if (body.empty()) fault(at, "expected a word after =");
    }
    const bool star_before = body.starts_with('*');
    const bool plus_before = body.starts_with('+');
    if (star_before || plus_before) body.remove_prefix(1);
    const bool star_after = body.ends_with('*');
    const bool plus_after = body.ends_with('+');
    if (star_after || plus_after) body.remove_suffix(1);
    const bool star = star_before || star_after;
    const bool plus = plus_before || plus_after;
    if (star && plus) fault(at, "* and + cannot stand on the same word");
    if (exact && (star || plus)) fault(at, "= cannot stand with * or + on the same word");
    if (body.empty() && (star || plus)) {
      fault(at, "expected a word beside " + std::string(star ? "*" : "+"),
            "a lone * would match everything", "rule-empty");
    }
    if (body.find('*') != std::string_view::npos) {
      fault(at, "* can stand only first or last in a word", "write /…/ for anything finer");
    }
    if (star) {
      rule.term_kind = star_before && star_after ? language::TermKind::Infix
                       : star_before             ? language::TermKind::Suffix
                                                 : language::TermKind::Prefix;
    }
    if (plus) {
      rule.compound = plus_before && plus_after ? CompoundRole::Any
                      : plus_before             ? CompoundRole::Head
                                                : CompoundRole::Modifier;
    }
    rule.own_mark = rule.own_mark || star || plus;
  }

  std::vector<std::string> plain_words(std::string_view body) {
    std::vector<Token> tokens;
    breaker().words(body, tokens);
    std::vector<std::string> out;
    std::uint32_t last_end = 0;
    bool after_hyphen = false;
    for (const Token& token : tokens) {
      const std::string_view word = body.substr(token.span.begin, token.span.size());
      const bool touches = !out.empty() && token.span.begin == last_end;
      const bool hyphen = word == "-" || word == "\u2010" || word == "\u2011";
      if (hyphen && touches && !after_hyphen) {
        out.back() += "-";
        after_hyphen = true;
        last_end = token.span.end;
        continue;
      }
      if (token.kind == TokenKind::Punctuation) continue;
      if (touches && after_hyphen) {
        out.back() += word;
      } else {
        out.emplace_back(word);
      }
      after_hyphen = false;
      last_end = token.span.end;
    }
    return out;
  }

  static text::Breaker& breaker() {
    static thread_local text::Breaker instance;
    return instance;
  }

  /// Counts nesting while it lives.
  class Deeper {
   public:
    Deeper(Parser& parser, const Lexeme& lexeme) : parser_(parser) {
      if (++parser_.depth_ > kMaxDepth) fault(lexeme.begin, "the rule is nested too deep");
    }
    ~Deeper() { --parser_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    Parser& parser_;
  };

  std::string_view rule_;
  std::vector<Lexeme> lexemes_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

bool parse_rule(std::string_view text, Rule& rule, RuleError& error) {
  try {
    if (text.size() > kMaxRuleBytes) fault(0, "the rule is too long");
    if (const auto at = utf8::first_invalid(text)) fault(*at, "the rule is not UTF-8 here");
    rule = Parser(text).run();
    return true;
  } catch (Fault& f) {
    error = std::move(f.error);
    return false;
  }
}

bool needs_hit(const Rule& rule) {
  const auto needs = [](const Rule& child) { return needs_hit(child); };
  switch (rule.kind) {
    case RuleKind::Term:
    case RuleKind::Regex:
    case RuleKind::List:
    case RuleKind::Sequence:
    case RuleKind::Near:
    case RuleKind::Before:
    case RuleKind::Negated:
    case RuleKind::Affirmed:
      return true;
    case RuleKind::Not:
      return false;
    case RuleKind::And:
      return std::any_of(rule.children.begin(), rule.children.end(), needs);
    case RuleKind::Or:
      return std::all_of(rule.children.begin(), rule.children.end(), needs);
  }
  return true;
}

}  // namespace rodtrad::matching
