#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/base/offset_map.h"
#include "analyzer/ingest/importer.h"
#include "analyzer/ingest/structure.h"
#include "analyzer/text/line_joins.h"

/// A plain text of any length as parts that can be coded by themselves, one after the other, in
/// memory that follows the part and not the text.
namespace rodtrad::ingest {

/// One part: a document of its own, whose text begins with the headings in force from earlier
/// parts, so that it says the same about levels and themes as the whole does.
struct TextPart {
  Document document{};
  std::uint32_t carried = 0;         ///< segments at the front that belong to earlier parts
  std::vector<Stretch> stretches{};  ///< where the text stands in the whole
  /// The words of the whole text, where its lines are wrapped; else null.
  std::shared_ptr<const text::Vocabulary> words{};
};

/// Reads a text several times: to survey it, once more where its lines are wrapped in long runs or
/// link teasers are found, to learn its words where lines are wrapped (and who speaks where slides
/// are numbered), and to hand out its parts. Their segments, put together, are those that
/// `read_txt` gives. Of the whole text stay in memory: speakers, speaker labels, and where lines
/// are wrapped its different words.
class TextParts {
 public:
  /// Gives canonical text piece by piece, whole lines each; `again` starts from the beginning.
  struct Feed {
    /// Appends the next piece; false at the end.
    std::function<Result<bool>(std::string&)> more{};
    std::function<void()> again{};
  };
  /// A part has about `part_bytes`, unless what belongs together is longer: a turn, a list of
  /// people, a paragraph. Of `source` only the names are used; it must outlive this.
  TextParts(Feed feed, const Source& source, const ImportOptions& options, std::string encoding,
            std::size_t part_bytes);

  /// False when the text must be read whole, see `settle`.
  Result<bool> survey();
  /// The next part in order; false after the last. There is always one.
  Result<bool> next(TextPart& part);
  /// The remarks that `read_txt` makes about voices; after the last part.
  void tell(Diagnostics& remarks) const;

 private:
  /// A heading in force at the end of the last part.
  struct OpenHeading {
    Segment segment{};
    std::string text{};
    Stretch place{};
  };
  /// A run of lines without a blank line that began before `text_`.
  struct OpenRun {
    std::uint32_t first_line = 0;
    std::size_t width = 0;
  };

  /// As `next`; the marks between segments and inside them are found only when `complete`.
  Result<bool> cut(TextPart& part, bool complete);
  /// Sees how wide all runs of lines are, where the survey cannot see it on its way.
  Outcome see_wraps();
  /// Reads one more piece; the first time through its lines' widths are noted.
  Outcome read_on();
  /// Puts whole lines behind the first `wanted` bytes of `text_` aside until they are read again:
  /// what is not taken now would be looked at in vain.
  void put_aside(std::size_t wanted);
  Outcome survey_blocks();
  Outcome learn();
  void begin_again();
  /// Reads on until `text_` has so many bytes and its blocks can be told, and tells them. The last
  /// of them may go on after `text_`, unless all is read.
  Result<std::vector<Block>> fill(std::size_t wanted);
  /// The run of lines that the line with this number in `lines_` belongs to.
  [[nodiscard]] OpenRun run_of(std::size_t line) const;
  /// Goes past the front of `text_`, up to the start of a line, before it is taken away; `lines_`
  /// are those of `fill`.
  void pass(std::size_t bytes);
  void open_headings(const TextPart& part);
  void carry_headings(TextPart& part) const;
  [[nodiscard]] Document new_document() const;

  Feed feed_;
  const Source& source_;
  const ImportOptions& options_;
  std::string encoding_;
  std::size_t part_bytes_;

  WrapSurvey wraps_;
  bool wraps_known_ = false;  ///< of the whole text
  bool wraps_first_ = false;  ///< the survey must wait for `see_wraps`
  TextSurvey survey_{};
  StructureState state_{};
  std::shared_ptr<text::Vocabulary> words_{};
  std::vector<OpenHeading> headings_{};
  std::string text_{};         ///< read and not yet in a part
  std::vector<Line> lines_{};  ///< of `text_`, when `fill` has read it
  std::string aside_{};        ///< comes after `text_`, before what is still to be fed
  bool fed_ = false;           ///< no more comes after `text_`
  bool done_ = false;
  Stretch at_{};  ///< the place of `text_` in the whole; its code points when parts are cut
  std::optional<OpenRun> open_run_{};
};

}  // namespace rodtrad::ingest
