#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/base/offsets.h"
#include "analyzer/model/attributes.h"

/// A coded project as the programs of qualitative analysis exchange it (REFI-QDA): codes in a
/// tree, sources with their texts, codings by people. What we read from others and write to them.
namespace rodtrad {

inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// Names by which our own projects carry what the format has no place for: the set of level codes
/// and the memo that holds the codebook with its rules.
inline constexpr const char* kLevelSet = "Rödtråd: nivåer";
inline constexpr const char* kCodebookNote = "Rödtråd: kodbok";
/// Between a code and its level, in the description of a selection whose codings differ in level.
inline constexpr const char* kLevelArrow = " → ";

/// What a code is to us. Others know only codes; read from them, every code is Other.
enum class CodeRole : std::uint8_t { Other, Folder, Dimension, Theme, Concept, Level };

struct ExchangeCode {
  std::string name;
  std::string key{};  ///< our id of the entry, or the other program's
  std::string description{};
  std::string color{};         ///< `#RRGGBB` or empty
  bool codable = true;         ///< false: a folder for other codes
  std::size_t parent = kNone;  ///< a code before this one
  CodeRole role = CodeRole::Other;

  friend bool operator==(const ExchangeCode&, const ExchangeCode&) = default;
};

/// One code given to one stretch of a source by one coder.
struct ExchangeCoding {
  std::size_t source = 0;
  ByteSpan span{};  ///< of the source's text; the whole text when the source itself is coded
  std::size_t code = 0;
  std::size_t level = kNone;  ///< the code of its level
  std::size_t coder = 0;
  std::string note{};

  friend auto operator<=>(const ExchangeCoding&, const ExchangeCoding&) = default;
};

struct ExchangeSource {
  std::string name;
  std::string text{};  ///< canonical
  std::string note{};
  Attributes attributes{};

  friend bool operator==(const ExchangeSource&, const ExchangeSource&) = default;
};

/// A person, unit or group the material is about, with what is known of it.
struct ExchangeCase {
  std::string name;
  std::string note{};
  Attributes attributes{};
  std::vector<std::size_t> sources{};

  friend bool operator==(const ExchangeCase&, const ExchangeCase&) = default;
};

/// A memo: of the project, or of what `about` names.
struct ExchangeNote {
  std::string name;
  std::string text{};
  std::string about{};

  friend bool operator==(const ExchangeNote&, const ExchangeNote&) = default;
};

struct ExchangeSet {
  std::string name;
  std::vector<std::size_t> codes{};
  std::vector<std::size_t> sources{};

  friend bool operator==(const ExchangeSet&, const ExchangeSet&) = default;
};

/// Something the other side could not hold, or that was changed on the way.
struct Loss {
  std::string id;    ///< stable, e.g. `code-renamed`
  std::string what;  ///< which thing, by name
  std::string why;   ///< in a sentence
  std::uint64_t count = 1;

  friend bool operator==(const Loss&, const Loss&) = default;
};

struct ExchangeProject {
  std::string title{};
  std::string origin{};         ///< the program that wrote it
  std::string convention{};     ///< how its offsets were read, for the report
  std::string codebook_json{};  ///< our own codebook, when the project carries it
  std::vector<std::string> coders{};
  std::vector<ExchangeCode> codes{};
  std::vector<ExchangeSource> sources{};
  std::vector<ExchangeCoding> codings{};
  std::vector<ExchangeCase> cases{};
  std::vector<ExchangeNote> notes{};
  std::vector<ExchangeSet> sets{};
  std::vector<Loss> losses{};
};

}  // namespace rodtrad
