#include <CLI/CLI.hpp>
#include <memory>

#include "analyzer/base/offset_map.h"
#include "analyzer/base/strings.h"
#include "analyzer/cli/app.h"
#include "analyzer/cli/commands/material.h"
#include "analyzer/cli/console.h"
#include "analyzer/text/segment.h"

namespace rodtrad::cli {
namespace {

struct TokensOptions {
  ReadingOptions reading{};
};

const char* kind_name(TokenKind kind) {
  switch (kind) {
    case TokenKind::Word:
      return "word";
    case TokenKind::Number:
      return "number";
    case TokenKind::Punctuation:
      return "punctuation";
  }
  return "";
}

std::string token_rows(const Document& document, const Segmentation& segmentation) {
  std::string out = "start\tend\tkind\tsentence\ttext\n";
  const OffsetMap offsets(document.text);
  for (std::size_t s = 0; s < segmentation.sentences.size(); ++s) {
    const Sentence& sentence = segmentation.sentences[s];
    for (std::uint32_t t = sentence.token_begin; t < sentence.token_end; ++t) {
      const Token& token = segmentation.tokens[t];
      const CodePointSpan span = offsets.code_points(token.span);
      const std::string text = token.joined ? segmentation.joined_form(t)
                                            : std::string(slice(document.text, token.span));
      out += std::to_string(span.begin) + "\t" + std::to_string(span.end) + "\t" +
             kind_name(token.kind) + "\t" + std::to_string(s) + "\t" + text + "\n";
    }
  }
  return out;
}

ExitCode run_tokens(const TokensOptions& options) {
  pipeline::Request request;
  Diagnostics remarks;
  auto material = read_material(options.reading, "", request, remarks);
  tell(remarks);
  if (!material) {
    return fail(material.failure());
  }
  tell(material.value().remarks);
  text::Segmenter segmenter;
  const bool several = material.value().documents.size() > 1;
  for (const Document& document : material.value().documents) {
    if (several) print("# " + document.key + "\n");
    print(token_rows(document, segmenter.segment(document)));
  }
  return ExitCode::Done;
}

}  // namespace

void define_tokens(CLI::App& app, Action& action) {
  auto options = std::make_shared<TokensOptions>();
  CLI::App* command =
      app.add_subcommand("tokens", "show the words, numbers and punctuation of an input (TSV)");
  add_reading_options(*command, options->reading);
  command->footer(
      "Columns: start, end, kind, sentence (from 0), text. A word broken over two lines is one "
      "token, shown joined.");
  command->callback(
      [options, &action] { action.run = [options] { return run_tokens(*options); }; });
}

}  // namespace rodtrad::cli
