#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

/// Files that this program writes or that people write for it: they say what they are, and are
/// never material.
namespace rodtrad::pipeline {

/// So many bytes are enough to know one of our files.
inline constexpr std::size_t kOwnFileBeginning = 4096;

/// What a JSON file calls itself, without its version (`rodtrad-codebook`); empty when it is none
/// of ours. Only its beginning is looked at, so that a faulty file is known too.
std::string own_kind(std::string_view bytes);

/// Is this one of our pages? Only its beginning is looked at.
bool is_own_page(std::string_view bytes);

/// A file that stands in every folder that a command has written results into.
struct ResultsMark {
  const char* file;
  const char* kind;  ///< as `own_kind` tells it; empty: the file is a page of ours
};

/// Folders of `code`, `gioia`, `workshop`, `compare`, `plan` and `versions`, and of those that
/// write tables with a page: `agree`, `diff`, `evaluate`, `explore` and `quotes`.
inline constexpr std::array kResultsMarks = {ResultsMark{"run.json", "rodtrad-run"},
                                             ResultsMark{"gioia.json", "rodtrad-gioia"},
                                             ResultsMark{"workshop.json", "rodtrad-workshop"},
                                             ResultsMark{"framework.json", "rodtrad-framework"},
                                             ResultsMark{"plan.json", "rodtrad-plan"},
                                             ResultsMark{"versions.json", "rodtrad-versions"},
                                             ResultsMark{"disagreements.html", ""},
                                             ResultsMark{"diff.html", ""},
                                             ResultsMark{"evaluation.html", ""},
                                             ResultsMark{"explore.html", ""},
                                             ResultsMark{"quotes.html", ""}};

/// Is this what a folder with results has under the mark's name?
bool is_mark(const ResultsMark& mark, std::string_view bytes);

}  // namespace rodtrad::pipeline
