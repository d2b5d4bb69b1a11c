#include "analyzer/pipeline/project_judgements.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "analyzer/base/offset_map.h"
#include "analyzer/matching/levels.h"
#include "analyzer/pipeline/exchange.h"
#include "analyzer/text/normalise.h"

namespace rodtrad::pipeline {
namespace {

/// What a code is called where codings are compared; all empty: nothing.
struct CodeAs {
  std::string theme{};
  std::string concept_name{};
  std::string level{};
};

template <class List>
auto named(const List& list, const ExchangeCode& code) {
  const std::string name = text::folded_label(code.name);
  return std::find_if(list.begin(), list.end(), [&](const auto& entry) {
    return text::folded_label(entry.label) == name || text::folded_label(entry.key) == name;
  });
}

template <class List>
bool has_key(const List& list, const std::string& key) {
  return std::any_of(list.begin(), list.end(),
                     [&key](const auto& entry) { return entry.key == key; });
}

/// By the names a codebook has.
CodeAs in_codebook(const Codebook& book, const ExchangeCode& code) {
  if (const auto theme = named(book.themes, code); theme != book.themes.end()) {
    return {.theme = theme->key};
  }
  if (const auto one = named(book.concepts, code); one != book.concepts.end()) {
    return {.theme = at(book.themes, one->theme).key, .concept_name = one->key};
  }
  if (const LevelId level = matching::level_named(book, code.name); level.valid()) {
    return {.level = at(book.levels, level).key};
  }
  return {};
}

CodeAs by_meaning(const Codebook& book, const CodeMeaning& meaning) {
  CodeAs out;
  if (meaning.theme.valid()) out.theme = at(book.themes, meaning.theme).key;
  if (meaning.concept_id.valid()) out.concept_name = at(book.concepts, meaning.concept_id).key;
  if (meaning.level.valid()) out.level = at(book.levels, meaning.level).key;
  return out;
}

class ProjectRows {
 public:
  ProjectRows(const ExchangeProject& project, const std::string& file, const std::string& fallback,
              Diagnostics& remarks)
      : project_(project), file_(file), fallback_(fallback), remarks_(remarks) {}

  Outcome name_codes(const Codebook* codebook) {
    Result<CodebookOfProject> own = codebook_of(project_, file_);
    if (!own && codebook == nullptr) return std::move(own).failure();
    for (std::size_t i = 0; i < project_.codes.size(); ++i) {
      CodeAs meant;
      if (own) meant = by_meaning(own.value().codebook, own.value().meaning[i]);
      codes_.push_back(codebook == nullptr ? meant : known_as(*codebook, own, i, meant));
    }
    return success();
  }

  std::vector<JudgementRow> rows(const Analysis* analysis) {
    find_levels();
    std::vector<JudgementRow> out;
    std::map<std::size_t, std::uint64_t> left_out;
    for (std::size_t begin = 0; begin < project_.codings.size();) {
      const std::size_t source = project_.codings[begin].source;
      const OffsetMap offsets(project_.sources.at(source).text);
      const bool same = is_same_text(project_.sources[source], analysis);
      for (; begin < project_.codings.size() && project_.codings[begin].source == source; ++begin) {
        const ExchangeCoding& coding = project_.codings[begin];
        const CodeAs& as = codes_.at(coding.code);
        if (as.theme.empty() && as.level.empty()) ++left_out[coding.code];
        if (as.theme.empty()) continue;
        out.push_back(row(coding, as, offsets));
        if (!same) out.back().begin = out.back().end = std::nullopt;
      }
    }
    for (const auto& [code, n] : left_out) {
      remarks_.warning("project-code-left-out",
                       "the code \"" + project_.codes[code].name +
                           "\" is neither a theme nor a concept; its " + std::to_string(n) +
                           " codings are left out",
                       {.path = file_});
    }
    return out;
  }

 private:
  /// Our own ids first, where the project carries our codebook; then names; what only the project
  /// knows keeps the label it has there.
  [[nodiscard]] CodeAs known_as(const Codebook& book, const Result<CodebookOfProject>& own,
                                std::size_t code, CodeAs meant) const {
    const bool ours = !project_.codebook_json.empty() &&
                      (has_key(book.themes, meant.theme) || has_key(book.levels, meant.level));
    if (ours) return meant;
    CodeAs named = in_codebook(book, project_.codes[code]);
    if (!named.theme.empty() || !named.level.empty()) return named;
    if (!meant.theme.empty()) {
      const CodebookOfProject& made = own.value();
      meant.theme = at(made.codebook.themes, made.meaning[code].theme).label;
    }
    return meant;
  }

  using Stretch = std::tuple<std::size_t, std::size_t, ByteSpan>;  // source, coder, words
  static Stretch stretch_of(const ExchangeCoding& one) { return {one.source, one.coder, one.span}; }

  /// Codes that are levels, by the words they were given to.
  void find_levels() {
    for (const ExchangeCoding& one : project_.codings) {
      const CodeAs& as = codes_.at(one.code);
      if (as.theme.empty() && !as.level.empty()) levels_.emplace(stretch_of(one), as.level);
    }
  }

  bool is_same_text(const ExchangeSource& source, const Analysis* analysis) {
    if (analysis == nullptr) return true;
    const std::string name = text::folded_label(source.name);
    for (const Document& document : analysis->documents) {
      if (text::folded_label(document.key) != name &&
          text::folded_label(document.provenance.file) != name) {
        continue;
      }
      if (document.text == source.text) return true;
      remarks_.warning(
          "project-text-differs",
          "the text of \"" + source.name +
              "\" is not the same as in the material; coded words are looked for there",
          {.path = file_});
      return false;
    }
    return true;  // not in the material: told where documents are matched
  }

  [[nodiscard]] JudgementRow row(const ExchangeCoding& one, const CodeAs& as,
                                 const OffsetMap& offsets) const {
    const ExchangeSource& source = project_.sources[one.source];
    const CodePointSpan where = offsets.code_points(one.span);
    JudgementRow row;
    row.document = source.name;
    row.begin = where.begin;
    row.end = where.end;
    row.text = std::string(slice(source.text, one.span));
    row.themes = {as.theme};
    row.concept_name = as.concept_name;
    if (one.level != kNone) row.level = codes_.at(one.level).level;
    if (row.level.empty()) {
      const auto level = levels_.find(stretch_of(one));
      if (level != levels_.end()) row.level = level->second;
    }
    if (one.coder < project_.coders.size()) row.coder = project_.coders[one.coder];
    if (row.coder.empty()) row.coder = fallback_;
    row.place = {.path = file_, .inside = "coding in \"" + source.name + "\""};
    return row;
  }

  const ExchangeProject& project_;
  const std::string& file_;
  const std::string& fallback_;
  Diagnostics& remarks_;
  std::vector<CodeAs> codes_;
  std::map<Stretch, std::string> levels_;
};

}  // namespace

Result<std::vector<JudgementRow>> judgements_of(const ExchangeProject& project,
                                                const std::string& file,
                                                const std::string& fallback,
                                                const Codebook* codebook, const Analysis* analysis,
                                                Diagnostics& remarks) {
  if (project.codings.empty()) {
    return failure("judgement-format", "the project holds no codings", {.path = file});
  }
  ProjectRows made(project, file, fallback, remarks);
  if (Outcome done = made.name_codes(codebook); !done) return std::move(done).failure();
  return made.rows(analysis);
}

}  // namespace rodtrad::pipeline
