#include "analyzer/ingest/cues.h"

#include <map>

#include "analyzer/base/strings.h"
#include "analyzer/ingest/complete_segments.h"
#include "analyzer/ingest/interviewer_names.h"
#include "analyzer/ingest/speaker_labels.h"

namespace rodtrad::ingest {
namespace {

/// `Namn: text` inside cues: believed when the name is a role word, or recurs and stands at the
/// start of several cues.
void names_in_text(std::vector<Cue>& cues) {
  std::map<std::string, std::size_t> count;
  for (const Cue& cue : cues) {
    if (const auto found = label_candidate(cue.text)) ++count[found->key];
  }
  for (Cue& cue : cues) {
    const auto found = label_candidate(cue.text);
    if (!found || !(is_role_word(found->key) || count[found->key] >= 2)) continue;
    cue.speaker = found->printed;
    cue.text = std::string(trim(std::string_view(cue.text).substr(found->end)));
  }
}

/// The canonical text: one line a turn, `Label: words`; each cue's words keep their time.
class TurnWriter {
 public:
  TurnWriter(Document& document, const ImportOptions& options, Diagnostics& remarks)
      : document_(document), options_(options), remarks_(remarks) {}

  void write(const std::vector<Cue>& cues) {
    std::string speaker;
    bool open = false;
    for (const Cue& cue : cues) {
      const bool changed = !cue.speaker.empty() && label_key(cue.speaker) != label_key(speaker);
      if (!open || changed) {
        if (!cue.speaker.empty()) speaker = cue.speaker;
        begin_turn(speaker, cue);
        open = true;
      } else {
        document_.text += ' ';
      }
      SourceAnchor anchor;
      anchor.line = cue.line;
      anchor.start_ms = cue.start_ms;
      anchor.end_ms = cue.end_ms;
      document_.places.push_back({size(), anchor});
      document_.text += cue.text;
      document_.segments.back().span.end = size();
      document_.segments.back().anchor.end_ms = cue.end_ms;
    }
    if (open) document_.text += '\n';
    settle();
  }

 private:
  [[nodiscard]] std::uint32_t size() const {
    return static_cast<std::uint32_t>(document_.text.size());
  }

  void begin_turn(const std::string& speaker, const Cue& cue) {
    if (!document_.text.empty()) document_.text += '\n';
    ++turn_;
    SourceAnchor anchor;
    anchor.line = cue.line;
    anchor.start_ms = cue.start_ms;
    anchor.end_ms = cue.end_ms;
    SpeakerId id;
    if (!speaker.empty()) {
      id = speaker_of(speaker);
      Segment label;
      label.span.begin = size();
      document_.text += speaker + ":";
      label.span.end = size();
      label.kind = SegmentKind::Mark;
      label.zone = Zone::Label;
      label.reason = "speaker of the cue";
      label.anchor = anchor;
      document_.segments.push_back(std::move(label));
      document_.text += ' ';
    }
    Segment turn;
    turn.span = {size(), size()};
    turn.kind = SegmentKind::Turn;
    turn.zone = Zone::Respondent;
    turn.reason =
        speaker.empty() ? Reason("cues without speakers") : Reason("cues of \"" + speaker + "\"");
    turn.speaker = id;
    turn.turn = turn_;
    turn.paragraph = turn_;
    turn.anchor = anchor;
    document_.segments.push_back(std::move(turn));
  }

  SpeakerId speaker_of(const std::string& printed) {
    const std::string key = label_key(printed);
    const auto [found, added] = speakers_.emplace(key, SpeakerId(document_.speakers.size()));
    if (added) document_.speakers.push_back({.key = key, .label = printed});
    return found->second;
  }

  void settle() {
    settle_roles(document_.speakers, options_.interviewers);
    for (Segment& segment : document_.segments) {
      if (!segment.speaker.valid()) continue;
      if (document_.speakers[segment.speaker.value].role == Role::Interviewer) {
        segment.zone = Zone::Interviewer;
      }
    }
    tell_missing_roles(document_.speakers, document_.provenance.file, remarks_);
  }

  Document& document_;
  const ImportOptions& options_;
  Diagnostics& remarks_;
  std::map<std::string, SpeakerId> speakers_;
  std::uint32_t turn_ = 0;
};

}  // namespace

Document cue_document(std::vector<Cue> cues, const Source& source, const std::string& encoding,
                      const ImportOptions& options, Diagnostics& remarks) {
  names_in_text(cues);
  Document document;
  document.key = source.key;
  document.provenance.file = source.name;
  document.provenance.encoding = encoding;
  TurnWriter(document, options, remarks).write(cues);
  complete_segments(document, MarkupKind::None);
  return document;
}

}  // namespace rodtrad::ingest
