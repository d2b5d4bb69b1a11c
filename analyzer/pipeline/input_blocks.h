#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analyzer/base/sha256.h"
#include "analyzer/ingest/text_parts.h"
#include "analyzer/pipeline/request.h"
#include "analyzer/text/decode.h"

namespace rodtrad::pipeline {

/// A piece of the material that can be imported and coded by itself.
struct InputBlock {
  enum class Kind {
    Whole,      ///< an input that is imported as one: a small file, or a kind that cannot be cut
    JsonLines,  ///< lines of a JSONL file
    TextPart,   ///< a part of a plain text, with its structure
    End,        ///< after the last block of an input that came in several
  };
  Kind kind = Kind::Whole;
  std::size_t input = 0;  ///< position in the sorted inputs

  // JsonLines
  std::string bytes{};
  std::uint32_t first_line = 1;
  std::shared_ptr<const text::PieceDecoder> decoder{};  ///< also with their End

  // TextPart
  ingest::TextPart part{};
  bool first_part = false;

  // End
  std::string sha256{};
  std::string encoding{};
  Diagnostics remarks{};            ///< of a text's bytes and voices
  std::optional<Failure> failed{};  ///< why the input could not be read to its end

  std::uint64_t bytes_read = 0;  ///< of the material, this block included
};

/// The sorted inputs as blocks, in order.
class InputBlocks {
 public:
  /// `left_out` are positions of inputs to pass over. All arguments must outlive this.
  InputBlocks(const Request& request, const std::vector<const Input*>& inputs,
              const ingest::ImportOptions& options, std::size_t block_bytes,
              const std::set<std::size_t>& left_out);
  ~InputBlocks();

  /// False after the last block.
  bool next(InputBlock& block);

 private:
  struct Stream;
  std::unique_ptr<Stream> open(const Input& input) const;
  [[nodiscard]] bool may_cut_text(const Input& input) const;

  const Request& request_;
  const std::vector<const Input*>& inputs_;
  const ingest::ImportOptions& options_;
  std::size_t block_bytes_;
  const std::set<std::size_t>& left_out_;
  std::size_t at_ = 0;
  std::uint64_t bytes_read_ = 0;
  std::unique_ptr<Stream> stream_;
};

/// Bytes of all inputs, as far as they can be told.
std::uint64_t bytes_of(const std::vector<const Input*>& inputs);
/// An input's bytes as a reader; the error of an input that has none.
Result<ByteReader> reader_of(const Input& input);

}  // namespace rodtrad::pipeline
