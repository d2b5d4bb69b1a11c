#include "analyzer/pipeline/gioia.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "analyzer/base/sha256.h"
#include "analyzer/formats/json_io.h"
#include "analyzer/report/codebook_appendix.h"
#include "analyzer/report/coreq.h"
#include "analyzer/report/evidence.h"
#include "analyzer/report/figure_png.h"
#include "analyzer/report/findings.h"
#include "analyzer/report/meaning_units.h"
#include "analyzer/report/quote_decisions.h"
#include "analyzer/report/table.h"
#include "analyzer/stats/saturation.h"

namespace rodtrad::pipeline {
namespace {

using report::Language;

constexpr const char* kMemory = "gioia.json";
constexpr double kPageShape = 1.3;  ///< height to width of the figure's room on an A4 page

/// Concepts met for the first time in each document, in order. Answers in sheets have no order.
std::optional<report::SaturationFact> saturation_of(const Analysis& analysis) {
  std::vector<double> fresh(analysis.documents.size(), 0);
  for (const Document& document : analysis.documents) {
    if (document.is_answers) return std::nullopt;
  }
  std::set<std::uint32_t> met;
  for (const Coding& coding : analysis.codings) {
    if (coding.concept_id.valid() && met.insert(coding.concept_id.value).second) {
      ++fresh[analysis.unit_of(coding).document.value];
    }
  }
  const stats::SaturationOptions options;
  const stats::Saturation found = stats::saturation(fresh, options);
  report::SaturationFact fact{fresh.size(),      options.base, options.run,
                              options.threshold, found.label,  ""};
  if (found.reason != Undefined::No) fact.undefined = to_text(found.reason);
  return fact;
}

class Package {
 public:
  Package(const Analysis& analysis, const GioiaRequest& request, Diagnostics& remarks)
      : a_(analysis),
        request_(request),
        remarks_(remarks),
        language_(request.write.language),
        voices_(report::voices_of(analysis)) {}

  Result<std::vector<OutputFile>> run() {
    if (Outcome read = read_memory(); !read) return std::move(read).failure();
    report::QuoteDecisions decisions;
    if (Outcome read = read_decisions(decisions); !read) return std::move(read).failure();
    const auto quotes = report::choose_quotes(a_, voices_, request_.quotes, decisions);
    const report::Evidenced evidence{a_, voices_, quotes};
    report::StructureOptions options = request_.structure;
    options.language = language_;
    structure_ = report::data_structure(a_, options);
    figure();
    tables(evidence);
    appendix();
    if (wants("json")) add("warnings.json", report::findings_json(a_, voices_, language_));
    if (Outcome made = meaning_units(evidence); !made) return std::move(made).failure();
    keep_changed();
    remember();
    return std::move(files_);
  }

 private:
  [[nodiscard]] bool wants(const char* format) const {
    const auto& formats = request_.formats;
    return formats.empty() || std::find(formats.begin(), formats.end(), format) != formats.end();
  }

  void add(std::string name, std::string bytes) {
    files_.push_back({std::move(name), std::move(bytes)});
  }

  [[nodiscard]] std::optional<std::string> earlier(const std::string& name) const {
    const auto found = request_.earlier.find(name);
    if (found == request_.earlier.end()) return std::nullopt;
    return found->second;
  }

  // --- what people have done -----------------------------------------------------------------

  Outcome read_memory() {
    const auto bytes = earlier(kMemory);
    if (!bytes) return success();
    auto json = formats::parse_json(*bytes, kMemory);
    if (!json) return std::move(json).failure();
    try {
      written_ = json.value().at("files").get<std::map<std::string, std::string>>();
    } catch (const nlohmann::json::exception&) {
      return failure("kept-memory", "this is not what was written there earlier", {.path = kMemory},
                     "delete the file; changed files are kept all the same");
    }
    return success();
  }

  /// True when somebody has changed the file since it was written here.
  [[nodiscard]] bool changed(const std::string& name) const {
    const auto bytes = earlier(name);
    if (!bytes) return false;
    const auto written = written_.find(name);
    return written == written_.end() || written->second != sha256_hex(*bytes);
  }

  Outcome read_decisions(report::QuoteDecisions& decisions) {
    std::vector<OutputFile> tables;
    // Where only one was changed, the other holds what is older.
    const bool xlsx = changed("evidence.xlsx");
    const bool csv = changed("evidence.csv");
    if (auto bytes = earlier("evidence.xlsx"); bytes && (xlsx || !csv)) {
      tables.push_back({"evidence.xlsx", std::move(*bytes)});
    }
    if (auto bytes = earlier("evidence.csv"); bytes && (csv || !xlsx)) {
      tables.push_back({"evidence.csv", std::move(*bytes)});
    }
    if (Outcome read = report::read_marks(tables, a_, decisions, remarks_); !read) return read;
    if (!request_.picks) return success();
    return report::read_picks(*request_.picks, a_, decisions, remarks_);
  }

  /// Documents and tables that somebody has written in stay, beside the new ones.
  void keep_changed() {
    std::vector<OutputFile> copies;
    for (const OutputFile& file : files_) {
      if (file.name.starts_with("graneheim-lundman") && !file.name.ends_with(".docx")) continue;
      const auto bytes = earlier(file.name);
      if (!bytes || *bytes == file.bytes || !changed(file.name)) continue;
      const std::size_t dot = file.name.rfind('.');
      const std::string copy = file.name.substr(0, dot) +
                               (language_ == Language::Swedish ? "-sparad-" : "-kept-") +
                               sha256_hex(*bytes).substr(0, 8) + file.name.substr(dot);
      remarks_.info("kept-copy",
                    "somebody has changed " + file.name + "; their version is kept as " + copy);
      copies.push_back({copy, *bytes});
    }
    for (OutputFile& copy : copies) files_.push_back(std::move(copy));
  }

  void remember() {
    nlohmann::ordered_json out = {{"format", "rodtrad-gioia/1"},
                                  {"tool", a_.run.tool_version},
                                  {"codebook", a_.codebook.sha256},
                                  {"files", nlohmann::ordered_json::object()}};
    std::map<std::string, std::string> sums = written_;
    for (const OutputFile& file : files_) sums[file.name] = sha256_hex(file.bytes);
    for (const auto& [name, sum] : sums) out["files"][name] = sum;
    add(kMemory, out.dump(1) + "\n");
  }

  // --- the files -----------------------------------------------------------------------------

  void figure() {
    whole_ = report::lay_out(structure_, language_);
    if (wants("svg")) add("data-structure.svg", report::figure_svg(whole_, {}));
    if (wants("png")) {
      if (auto bytes = picture(whole_)) add("data-structure.png", std::move(*bytes));
    }
  }

  std::optional<std::string> picture(const report::Figure& figure) {
    if (no_pictures_) return std::nullopt;
    Result<std::string> png = report::figure_png(figure);
    if (png) return std::move(png).value();
    no_pictures_ = true;
    const Diagnostic& why = png.failure().diagnostics.items().front();
    remarks_.warning(why.id, why.message, {}, why.hint);
    return std::nullopt;
  }

  /// The figure in parts that fit a page, for the document.
  std::vector<std::string> pictures() {
    std::vector<std::string> out;
    for (const report::Figure& part :
         report::lay_out_pages(structure_, language_, whole_.width * kPageShape)) {
      if (auto bytes = picture(part)) out.push_back(std::move(*bytes));
    }
    return no_pictures_ ? std::vector<std::string>() : out;
  }

  void tables(const report::Evidenced& evidence) {
    const report::Table inventory = report::inventory_table(a_, language_);
    const report::Table coreq = report::coreq_table(evidence, saturation_of(a_), language_);
    if (wants("csv")) {
      add("evidence.csv", table_csv(report::evidence_data(evidence, language_), request_.write));
      add("inventory.csv", table_csv(inventory, request_.write));
      add("coreq.csv", table_csv(coreq, request_.write));
    }
    if (wants("xlsx")) {
      const std::vector<report::Table> sheets = {report::evidence_sheet(evidence, language_),
                                                 inventory};
      add("evidence.xlsx", report::workbook_xlsx(sheets, language_));
    }
    if (wants("docx")) {
      add("evidence.docx", report::evidence_docx(evidence, whole_, pictures(), language_));
      add("coreq.docx", report::coreq_docx(coreq, language_));
    }
    if (wants("html")) {
      add("evidence.html", report::evidence_html(evidence, structure_, language_));
      add("coreq.html", report::coreq_html(coreq, language_));
    }
  }

  void appendix() {
    if (wants("md")) {
      add("codebook-appendix.md", report::codebook_appendix_markdown(a_.codebook, language_));
    }
    if (wants("html")) {
      add("codebook-appendix.html", report::codebook_appendix_html(a_.codebook, language_));
    }
    if (wants("docx")) {
      add("codebook-appendix.docx", report::codebook_appendix_docx(a_.codebook, language_));
    }
  }

  /// A table that stands there already is always made anew, so that its two files agree.
  Outcome meaning_units(const report::Evidenced& evidence) {
    const std::string name = "graneheim-lundman";
    const report::EarlierTable before{earlier(name + ".csv"), earlier(name + ".xlsx"),
                                      earlier(name + ".json")};
    const bool csv = wants("csv") || before.csv;
    const bool xlsx = wants("xlsx") || before.xlsx;
    if (!csv && !xlsx && !wants("docx")) return success();
    report::Table table = report::meaning_unit_table(evidence, language_);
    auto memory =
        report::keep_filled(table, before, report::meaning_unit_plan(), language_, remarks_);
    if (!memory) return std::move(memory).failure();
    if (csv) add(name + ".csv", table_csv(table, request_.write));
    if (xlsx) add(name + ".xlsx", report::workbook_xlsx({&table, 1}, language_));
    if (csv || xlsx) add(name + ".json", std::move(memory).value());
    if (wants("docx")) add(name + ".docx", report::meaning_unit_docx(evidence, table, language_));
    return success();
  }

  const Analysis& a_;
  const GioiaRequest& request_;
  Diagnostics& remarks_;
  Language language_;
  report::Voices voices_;
  report::DataStructure structure_{};
  report::Figure whole_{};
  bool no_pictures_ = false;
  std::map<std::string, std::string> written_{};
  std::vector<OutputFile> files_{};
};

}  // namespace

std::vector<std::string> gioia_formats() {
  return {"svg", "png", "csv", "xlsx", "docx", "html", "md", "json"};
}

std::vector<std::string> gioia_file_names() {
  return {"data-structure.svg",
          "data-structure.png",
          "evidence.csv",
          "evidence.xlsx",
          "evidence.docx",
          "evidence.html",
          "inventory.csv",
          "codebook-appendix.md",
          "codebook-appendix.docx",
          "codebook-appendix.html",
          "warnings.json",
          "coreq.csv",
          "coreq.docx",
          "coreq.html",
          "graneheim-lundman.csv",
          "graneheim-lundman.xlsx",
          "graneheim-lundman.docx",
          "graneheim-lundman.json",
          kMemory};
}

Result<std::vector<OutputFile>> gioia_package(const Analysis& analysis, const GioiaRequest& request,
                                              Diagnostics& remarks) {
  return Package(analysis, request, remarks).run();
}

}  // namespace rodtrad::pipeline
