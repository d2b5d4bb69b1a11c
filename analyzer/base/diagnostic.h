#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What is told to a person about their input: an error, a warning or a remark, at a place, with a
/// stable id and, where possible, a hint that says what to type.
namespace rodtrad {

enum class Severity { Error, Warning, Info };

/// Where in the person's material. `line` and `column` count from 1, columns in code points;
/// `inside` is a place within a container such as `paragraph 14` or `sheet "Svar" cell C7`.
struct Place {
  std::string path;
  std::optional<std::size_t> line{};
  std::optional<std::size_t> column{};
  std::string inside{};

  friend bool operator==(const Place&, const Place&) = default;
};

/// A line of the person's file, or as much of a long one as stands around the place.
struct SourceLine {
  std::string text{};
  std::size_t first_column = 1;  ///< of `text` in the line

  friend bool operator==(const SourceLine&, const SourceLine&) = default;
};

struct Diagnostic {
  Severity severity = Severity::Error;
  std::string id{};       ///< stable, e.g. `codebook-unknown-key`
  std::string message{};  ///< lower case, no full stop; never a participant's words
  Place place{};
  SourceLine source_line{};  ///< the codebook line concerned, shown under the message
  std::string hint{};
  // The same in Swedish, for reports; empty where nobody has written it.
  std::string swedish_message{};
  std::string swedish_hint{};

  void in_swedish(std::string said, std::string advice = {}) {
    swedish_message = std::move(said);
    swedish_hint = std::move(advice);
  }

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// A list of diagnostics in the order found.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic) { items_.push_back(std::move(diagnostic)); }
  void error(std::string id, std::string message, Place place = {}, std::string hint = {});
  /// Both give what was added, to say it in Swedish too.
  Diagnostic& warning(std::string id, std::string message, Place place = {}, std::string hint = {});
  Diagnostic& info(std::string id, std::string message, Place place = {}, std::string hint = {});
  void append(Diagnostics other);
  template <class Matches>
  void erase_if(Matches matches) {
    std::erase_if(items_, matches);
  }

  [[nodiscard]] const std::vector<Diagnostic>& items() const { return items_; }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  [[nodiscard]] std::size_t count(Severity severity) const;

 private:
  std::vector<Diagnostic> items_;
};

/// `path:line:column: error: message`, the source line with a mark, the hint and `[id]`.
std::string to_text(const Diagnostic& diagnostic);
/// `error`, `warning` or `info`.
std::string to_text(Severity severity);
/// `path:line:column` or `path: inside`, empty without a path.
std::string to_text(const Place& place);

}  // namespace rodtrad
