#include "analyzer/pipeline/input_blocks.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <optional>

#include "analyzer/matching/units.h"

namespace rodtrad::pipeline {
namespace {

/// Cuts a file's bytes after line ends.
class LinePieces {
 public:
  LinePieces(ByteReader reader, std::size_t piece_bytes)
      : reader_(std::move(reader)), piece_bytes_(piece_bytes) {}

  void again() {
    reader_.rewind();
    rest_.clear();
  }

  /// A piece has about `piece_bytes`, or one line where that is longer. False at the end.
  Result<bool> next(std::string& piece) {
    piece = std::move(rest_);
    rest_.clear();
    for (std::size_t step = piece_bytes_;; step = std::max(step, piece.size())) {
      const std::size_t before = piece.size();
      if (Outcome read = reader_.append_to(piece, step); !read) return std::move(read).failure();
      if (piece.size() == before) return !piece.empty();
      const std::size_t line_end = std::string_view(piece).substr(before).rfind('\n');
      if (line_end == std::string_view::npos) continue;
      rest_ = piece.substr(before + line_end + 1);
      piece.resize(before + line_end + 1);
      return true;
    }
  }

 private:
  ByteReader reader_;
  std::size_t piece_bytes_;
  std::string rest_;  ///< read, and without a line end
};

/// The SHA-256 of an input, made on a thread of its own beside all that is done with the input.
class HashBeside {
 public:
  HashBeside(ByteReader reader, std::size_t piece_bytes)
      : reader_(std::move(reader)),
        piece_bytes_(piece_bytes),
        made_(std::async(std::launch::async, [this] { return run(); })) {}
  HashBeside(const HashBeside&) = delete;
  HashBeside& operator=(const HashBeside&) = delete;
  ~HashBeside() { unwanted_ = true; }  // and the future waits

  /// Once only.
  Result<std::string> hexadecimal_digest() { return made_.get(); }

 private:
  Result<std::string> run() {
    Sha256 hash;
    std::string piece;
    do {
      piece.clear();
      if (Outcome read = reader_.append_to(piece, piece_bytes_); !read) {
        return std::move(read).failure();
      }
      hash.add(piece);
    } while (!piece.empty() && !unwanted_);
    return hexadecimal(hash.digest());
  }

  ByteReader reader_;
  std::size_t piece_bytes_;
  std::atomic<bool> unwanted_ = false;
  std::future<Result<std::string>> made_;
};

/// Line ends of any kind: LF, CR LF, CR.
std::uint32_t line_ends(std::string_view bytes) {
  auto n = static_cast<std::uint32_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  for (std::size_t at = bytes.find('\r'); at != std::string_view::npos;
       at = bytes.find('\r', at + 1)) {
    if (at + 1 == bytes.size() || bytes[at + 1] != '\n') ++n;
  }
  return n;
}

}  // namespace

/// One input that is read block by block.
struct InputBlocks::Stream {
  Stream(const Input& input, ByteReader reader, std::size_t block_bytes,
         const ingest::ImportOptions& options, text::TextForm form, std::launch ahead_how)
      : reading_ahead(ahead_how),
        source{input.name, input.key, {}},
        pieces(std::move(reader), block_bytes),
        decoder(std::make_shared<text::PieceDecoder>(text::DecodeOptions{options.encoding, form},
                                                     input.name)) {}

  std::launch reading_ahead;  ///< beside what is done with a piece, or when it is wanted
  ingest::Source source;
  LinePieces pieces;
  std::shared_ptr<text::PieceDecoder> decoder;
  text::PieceDecoder::Found found{};
  std::unique_ptr<HashBeside> hash_beside{};  ///< else the hash is made on the way
  Sha256 hash{};
  bool at_start = true;
  std::uint32_t next_line = 1;
  std::unique_ptr<ingest::TextParts> text{};
  bool first_part = true;
  std::future<Result<std::optional<std::string>>> ahead{};  ///< the next piece, decoded

  /// The first time a text is gone through, every piece is looked at before it is used: nearly all
  /// files are text as they are and need not be read once more to find that out.
  enum class Looking { No, Ahead, Begun, InVain };
  Looking looking = Looking::No;

  void again() {
    ahead = {};  // waits for what is being read
    for (std::string piece; looking == Looking::Begun; piece.clear()) {
      if (!look_on(piece)) looking = Looking::InVain;
    }
    pieces.again();
    found = {};
    at_start = true;
  }

  /// Appends the next piece as it is. False at the end, also where the file turns out not to be
  /// text as it is; `looking` says which.
  Result<bool> look_on(std::string& out) {
    std::string piece;
    auto more = pieces.next(piece);
    if (!more) return more;
    if (!more.value()) {
      looking = decoder->settle() ? Looking::No : Looking::InVain;
      return false;
    }
    if (hash_beside == nullptr) hash.add(piece);
    decoder->look(piece);
    looking = decoder->is_text_so_far() ? Looking::Begun : Looking::InVain;
    if (looking == Looking::InVain) return false;
    if (at_start) piece.erase(0, decoder->bom());
    at_start = false;
    if (out.empty()) {
      out = std::move(piece);
    } else {
      out += piece;
    }
    return true;
  }

  /// The next piece without the byte order mark.
  Result<bool> next_piece(std::string& piece) {
    auto more = pieces.next(piece);
    if (!more || !more.value()) return more;
    if (at_start) piece.erase(0, decoder->bom());
    at_start = false;
    return true;
  }

  /// True when the file can be decoded in pieces.
  Result<bool> look() {
    std::string piece;
    do {
      again();
      hash = Sha256();
      for (;;) {
        auto more = pieces.next(piece);
        if (!more) return std::move(more).failure();
        if (!more.value()) break;
        decoder->look(piece);
        if (hash_beside == nullptr) hash.add(piece);
      }
    } while (decoder->look_again());
    again();
    return decoder->settle();
  }

  /// Nothing at the end.
  Result<std::optional<std::string>> next_decoded() {
    std::string piece;
    auto more = next_piece(piece);
    if (!more) return std::move(more).failure();
    if (!more.value()) return std::optional<std::string>();
    auto decoded = decoder->decode(std::move(piece), found);
    if (!decoded) return std::move(decoded).failure();
    return std::optional(std::move(decoded).value());
  }

  ingest::TextParts::Feed feed() {
    const auto read_ahead = [this] {
      ahead = std::async(reading_ahead, [this] { return next_decoded(); });
    };
    return {[this, read_ahead](std::string& out) -> Result<bool> {
              if (looking == Looking::InVain) return false;
              if (looking != Looking::No) return look_on(out);
              if (!ahead.valid()) read_ahead();
              auto decoded = ahead.get();
              if (!decoded) return std::move(decoded).failure();
              if (!decoded.value()) return false;
              read_ahead();
              if (out.empty()) {
                out = std::move(*decoded.value());
              } else {
                out += *decoded.value();
              }
              return true;
            },
            [this] { again(); }};
  }

  void end(InputBlock& block) {
    block.kind = InputBlock::Kind::End;
    Result<std::string> sha256 =
        hash_beside != nullptr ? hash_beside->hexadecimal_digest() : hexadecimal(hash.digest());
    if (sha256) {
      block.sha256 = std::move(sha256).value();
    } else if (!block.failed) {
      block.failed = std::move(sha256).failure();
    }
    block.encoding = decoder->encoding();
    block.decoder = decoder;
    if (text == nullptr || block.failed) return;
    decoder->tell(found, block.remarks);
    text->tell(block.remarks);
  }

  /// False when the block is the input's end.
  bool next(InputBlock& block) {
    auto more = text != nullptr ? text->next(block.part) : next_piece(block.bytes);
    if (more && more.value()) {
      if (text != nullptr) {
        block.kind = InputBlock::Kind::TextPart;
        block.first_part = std::exchange(first_part, false);
        return true;
      }
      block.kind = InputBlock::Kind::JsonLines;
      block.first_line = next_line;
      block.decoder = decoder;
      next_line += line_ends(block.bytes);
      return true;
    }
    if (!more) block.failed = std::move(more).failure();
    end(block);
    return false;
  }
};

InputBlocks::InputBlocks(const Request& request, const std::vector<const Input*>& inputs,
                         const ingest::ImportOptions& options, std::size_t block_bytes,
                         const std::set<std::size_t>& left_out)
    : request_(request),
      inputs_(inputs),
      options_(options),
      block_bytes_(block_bytes),
      left_out_(left_out) {}

InputBlocks::~InputBlocks() = default;

/// Units that reach over the whole text cannot be cut; and the marks in zone `label` count as the
/// paragraph before them.
bool InputBlocks::may_cut_text(const Input& input) const {
  const SourceSettings& settings = input.settings;
  const auto unit = settings.unit ? settings.unit : request_.unit;
  const std::vector<Zone>& zones = settings.zones ? *settings.zones : request_.coded_zones;
  return unit != UnitKind::Document &&
         std::find(zones.begin(), zones.end(), Zone::Label) == zones.end();
}

/// Null when the input has to be imported as one, also when it cannot be read: the import says why.
std::unique_ptr<InputBlocks::Stream> InputBlocks::open(const Input& input) const {
  const ingest::SourceKind kind = ingest::kind_of(input.name);
  if (kind == ingest::SourceKind::Other || input.unreadable) return nullptr;
  const bool is_text = kind == ingest::SourceKind::PlainText;
  if (is_text && !may_cut_text(input)) return nullptr;
  const auto opened = [&]() -> std::unique_ptr<Stream> {
    Result<ByteReader> reader = reader_of(input);
    if (!reader || reader.value().size() <= block_bytes_) return nullptr;
    std::unique_ptr<HashBeside> hash_beside;
    if (request_.jobs > 1) {
      Result<ByteReader> twin = reader.value().twin();
      if (!twin) return nullptr;
      hash_beside = std::make_unique<HashBeside>(std::move(twin).value(), block_bytes_);
    }
    auto made =
        std::make_unique<Stream>(input, std::move(reader).value(), block_bytes_, options_,
                                 is_text ? text::TextForm::Canonical : text::TextForm::Lines,
                                 request_.jobs > 1 ? std::launch::async : std::launch::deferred);
    made->hash_beside = std::move(hash_beside);
    return made;
  };
  std::unique_ptr<Stream> stream = opened();
  if (stream == nullptr) return nullptr;
  const auto surveyed = [&](const std::string& encoding) {
    stream->text = std::make_unique<ingest::TextParts>(stream->feed(), stream->source, options_,
                                                       encoding, block_bytes_);
    Result<bool> in_parts = stream->text->survey();
    return in_parts && in_parts.value();
  };
  if (is_text) {
    stream->looking = Stream::Looking::Ahead;
    const bool in_parts = surveyed("UTF-8");
    if (stream->looking == Stream::Looking::No) return in_parts ? std::move(stream) : nullptr;
    stream = opened();
    if (stream == nullptr) return nullptr;
  }
  Result<bool> in_pieces = stream->look();
  if (!in_pieces || !in_pieces.value()) return nullptr;
  if (is_text && !surveyed(stream->decoder->encoding())) return nullptr;
  return stream;
}

bool InputBlocks::next(InputBlock& block) {
  if (stream_ == nullptr) {
    while (left_out_.contains(at_)) ++at_;
    if (at_ == inputs_.size()) return false;
    stream_ = open(*inputs_[at_]);
  }
  block.input = at_;
  if (stream_ == nullptr) {
    block.kind = InputBlock::Kind::Whole;
    const Result<ByteReader> reader = reader_of(*inputs_[at_]);
    bytes_read_ += reader ? reader.value().size() : 0;
    ++at_;
  } else if (stream_->next(block)) {
    bytes_read_ += block.bytes.size() + block.part.document.text.size();
  } else {
    stream_.reset();
    ++at_;
  }
  block.bytes_read = bytes_read_;
  return true;
}

std::uint64_t bytes_of(const std::vector<const Input*>& inputs) {
  std::uint64_t bytes = 0;
  for (const Input* input : inputs) {
    const Result<ByteReader> reader = reader_of(*input);
    if (reader) bytes += reader.value().size();
  }
  return bytes;
}

Result<ByteReader> reader_of(const Input& input) {
  if (input.unreadable) {
    Failure failed;
    failed.diagnostics.add(*input.unreadable);
    return failed;
  }
  return input.open ? input.open() : ByteReader::of(input.bytes);
}

}  // namespace rodtrad::pipeline
