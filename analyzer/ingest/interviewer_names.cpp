#include "analyzer/ingest/interviewer_names.h"

#include <algorithm>

#include "analyzer/base/strings.h"
#include "analyzer/ingest/speaker_labels.h"

namespace rodtrad::ingest {

void InterviewerNames::add(const std::vector<Speaker>& speakers,
                           const std::vector<std::string>& names) {
  if (names.empty()) return;
  for (const Speaker& speaker : speakers) {
    if (std::any_of(names.begin(), names.end(), [&speaker](const std::string& name) {
          return label_key(name) == speaker.key;
        })) {
      met_.insert(speaker.key);
    }
    if (labels_.size() < kMostLabels) labels_.insert(speaker.label);
  }
}

void InterviewerNames::add(const InterviewerNames& other) {
  met_.insert(other.met_.begin(), other.met_.end());
  for (const std::string& label : other.labels_) {
    if (labels_.size() < kMostLabels) labels_.insert(label);
  }
}

void InterviewerNames::tell(const std::vector<std::string>& names, Diagnostics& remarks) const {
  const std::vector<std::string> labels(labels_.begin(), labels_.end());
  for (const std::string& name : names) {
    if (met_.contains(label_key(name))) continue;
    const std::string near = nearest(name, labels);
    constexpr std::size_t kNamed = 5;
    const std::vector<std::string> some(
        labels.begin(),
        labels.begin() + static_cast<std::ptrdiff_t>(std::min(kNamed, labels.size())));
    remarks
        .warning("interviewer-unknown",
                 "no speaker is called \"" + name + "\": nobody's words are left out for it", {},
                 !near.empty()    ? "did you mean \"" + near + "\"?"
                 : labels.empty() ? "no speakers were found: a name stands first on a line, with "
                                    "a colon after it"
                                  : "speakers are called " + join(some, ", ") +
                                        (labels.size() > kNamed ? " …" : ""))
        .in_swedish(
            "ingen talare heter \"" + name + "\": ingens ord lämnas utanför för det",
            !near.empty() ? "menas \"" + near + "\"?"
            : labels.empty()
                ? "inga talare hittades: ett namn står först på raden, med kolon efter"
                : "talarna heter " + join(some, ", ") + (labels.size() > kNamed ? " …" : ""));
  }
}

namespace {

void tell_no_interviewer(std::size_t speakers, const std::string& file, Diagnostics& remarks) {
  const std::string n = std::to_string(speakers);
  remarks
      .warning("transcript-no-interviewer",
               "no speaker is an interviewer: all " + n + " are counted as respondents",
               {.path = file},
               "name the interviewer with --interviewer NAME, or by a column \"roll\" in the "
               "attributes file")
      .in_swedish("ingen talare är intervjuare: alla " + n + " räknas som respondenter",
                  "ange intervjuaren med --interviewer NAMN, eller i en kolumn \"roll\" i filen "
                  "med attribut");
}

void tell_no_respondent(const std::string& file, Diagnostics& remarks) {
  remarks
      .warning("transcript-no-respondent",
               "all that is said is the interviewer's: nothing of it is coded", {.path = file},
               "write who answers and a colon before each answer, as in \"Respondent:\"")
      .in_swedish("allt som sägs är intervjuarens: inget av det kodas",
                  "skriv vem som svarar och ett kolon före varje svar, som i \"Respondent:\"");
}

}  // namespace

void tell_missing_roles(const std::vector<Speaker>& speakers, const std::string& file,
                        Diagnostics& remarks) {
  const auto asking = static_cast<std::size_t>(
      std::count_if(speakers.begin(), speakers.end(),
                    [](const Speaker& speaker) { return speaker.role == Role::Interviewer; }));
  if (speakers.size() > 1 && asking == 0) tell_no_interviewer(speakers.size(), file, remarks);
  if (!speakers.empty() && asking == speakers.size()) tell_no_respondent(file, remarks);
}

}  // namespace rodtrad::ingest
