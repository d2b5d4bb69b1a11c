#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "analyzer/base/diagnostic.h"
#include "analyzer/model/document.h"

namespace rodtrad::ingest {

/// Which of the names given as interviewers are speakers of the material, over any number of
/// documents: a misspelt name would leave an interviewer's questions among the answers.
class InterviewerNames {
 public:
  /// Speakers of one document.
  void add(const std::vector<Speaker>& speakers, const std::vector<std::string>& names);
  void add(const InterviewerNames& other);
  /// Warning `interviewer-unknown` for each of the names, in their order, that nobody bears.
  void tell(const std::vector<std::string>& names, Diagnostics& remarks) const;

 private:
  static constexpr std::size_t kMostLabels = 1'000;  // to suggest from

  std::set<std::string> met_{};     ///< keys of names
  std::set<std::string> labels_{};  ///< of speakers, some of them when there are many
};

/// Warnings `transcript-no-interviewer`: of several speakers nobody asks, and
/// `transcript-no-respondent`: nobody answers, so nothing would be coded.
void tell_missing_roles(const std::vector<Speaker>& speakers, const std::string& file,
                        Diagnostics& remarks);

}  // namespace rodtrad::ingest
