#pragma once
#include <array>
#include <string>
#include <string_view>

/// JSON files that this program writes or that people write for it: they say what they are, and are
/// never material.
namespace rodtrad::pipeline {

/// What a JSON file calls itself, without its version (`rodtrad-codebook`); empty when it is none
/// of ours. Only its beginning is looked at, so that a faulty file is known too.
std::string own_kind(std::string_view bytes);

/// A file that stands in every folder that a command has written results into.
struct ResultsMark {
  const char* file;
  const char* kind;
};

/// Folders of `code`, `gioia`, `workshop` and `compare`.
inline constexpr std::array kResultsMarks = {ResultsMark{"run.json", "rodtrad-run"},
                                             ResultsMark{"gioia.json", "rodtrad-gioia"},
                                             ResultsMark{"workshop.json", "rodtrad-workshop"},
                                             ResultsMark{"framework.json", "rodtrad-framework"}};

}  // namespace rodtrad::pipeline
