#include <algorithm>
#include <array>

#include "analyzer/base/contract.h"
#include "analyzer/report/exchange.h"
#include "analyzer/report/results_tables.h"
#include "analyzer/report/writer.h"

namespace rodtrad::report {
namespace {

using Files = std::vector<OutputFile>;

struct Format {
  const char* name;
  bool by_default;  ///< written when no formats are asked for
  std::array<std::string_view, 3> files;
  Files (*write)(const Analysis&, const WriteOptions&);
};

// One row a format. Adding one is a file with one function and a line here.
constexpr std::array kFormats = {
    Format{"jsonl",
           true,
           {"codings.jsonl"},
           [](const Analysis& a, const WriteOptions&) -> Files {
             return {{"codings.jsonl", codings_jsonl(a)}};
           }},
    Format{"material",
           true,
           {"material.jsonl"},
           [](const Analysis& a, const WriteOptions&) -> Files {
             return {{"material.jsonl", material_jsonl(a)}};
           }},
    Format{"csv",
           true,
           {"codings.csv", "counts.csv", "units.csv"},
           [](const Analysis& a, const WriteOptions& o) -> Files {
             return {{"codings.csv", codings_csv(a, o)},
                     {"counts.csv", counts_csv(a, o)},
                     {"units.csv", units_csv(a, o)}};
           }},
    Format{"html",
           true,
           {"report.html"},
           [](const Analysis& a, const WriteOptions& o) -> Files {
             return {{"report.html", html(a, o)}};
           }},
    Format{"md",
           true,
           {"report.md"},
           [](const Analysis& a, const WriteOptions& o) -> Files {
             return {{"report.md", markdown(a, o)}};
           }},
    Format{"json",
           true,
           {"run.json"},
           [](const Analysis& a, const WriteOptions&) -> Files {
             return {{"run.json", run_json(a)}};
           }},
    Format{"xlsx",
           false,
           {"results.xlsx"},
           [](const Analysis& a, const WriteOptions& o) -> Files {
             return {{"results.xlsx", results_xlsx(a, o.language)}};
           }},
    Format{"docx",
           false,
           {"report.docx"},
           [](const Analysis& a, const WriteOptions& o) -> Files {
             return {{"report.docx", results_docx(a, o.language)}};
           }},
    Format{"qdpx",
           false,
           {"project.qdpx", "loss.json"},
           [](const Analysis& a, const WriteOptions& o) -> Files {
             const ExchangeProject project = exchange_of(a, o.language);
             return {{"project.qdpx", qdpx(project)},
                     {"loss.json", loss_json(qdpx_losses(project), "analysis", "qdpx")}};
           }},
    Format{"qdc",
           false,
           {"codebook.qdc"},
           [](const Analysis& a, const WriteOptions& o) -> Files {
             return {{"codebook.qdc", qdc(exchange_of(*a.codebook, o.language))}};
           }},
};

const Format* format_named(std::string_view name) {
  const auto found = std::find_if(kFormats.begin(), kFormats.end(),
                                  [name](const Format& f) { return name == f.name; });
  return found == kFormats.end() ? nullptr : &*found;
}

}  // namespace

std::vector<OutputFile> write(std::string_view format, const Analysis& analysis,
                              const WriteOptions& options) {
  const Format* found = format_named(format);
  expects(found != nullptr, "the command line lets only known formats through");
  return found->write(analysis, options);
}

bool is_known_format(std::string_view name) { return format_named(name) != nullptr; }

std::vector<std::string> known_formats() {
  std::vector<std::string> names;
  for (const Format& format : kFormats) names.emplace_back(format.name);
  return names;
}

std::vector<std::string> known_files() {
  std::vector<std::string> names;
  for (const Format& format : kFormats) {
    for (const std::string_view file : format.files) {
      if (!file.empty()) names.emplace_back(file);
    }
  }
  return names;
}

std::vector<std::string> default_formats() {
  std::vector<std::string> names;
  for (const Format& format : kFormats) {
    if (format.by_default) names.emplace_back(format.name);
  }
  return names;
}

}  // namespace rodtrad::report
