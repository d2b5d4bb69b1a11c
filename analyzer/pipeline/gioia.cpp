#include "analyzer/pipeline/gioia.h"

#include <algorithm>
#include <future>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/pipeline/earlier_files.h"
#include "analyzer/report/codebook_appendix.h"
#include "analyzer/report/coreq.h"
#include "analyzer/report/evidence.h"
#include "analyzer/report/fields.h"
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
constexpr const char* kMeaningUnits = "graneheim-lundman";
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
    if (Outcome known = known_group(); !known) return std::move(known).failure();
    auto before = EarlierFiles::read(request_.earlier, kMemory);
    if (!before) return std::move(before).failure();
    earlier_ = std::move(before).value();
    report::QuoteDecisions decisions;
    if (Outcome read = read_decisions(decisions); !read) return std::move(read).failure();
    report::StructureOptions options = request_.structure;
    options.language = language_;
    structure_ = report::data_structure(a_, options);
    start_drawing();
    const auto quotes = report::choose_quotes(a_, voices_, request_.quotes, decisions);
    const report::Evidenced evidence{a_, voices_, quotes};
    if (Outcome made = meaning_units(evidence); !made) return std::move(made).failure();
    if (wants("svg")) add("data-structure.svg", report::figure_svg(whole_, {}));
    appendix();
    if (wants("json")) add("warnings.json", report::findings_json(a_, voices_, language_));
    tables(evidence);
    // What is drawn and packed beside the rest comes last.
    if (wants("png")) {
      if (auto bytes = drawn(picture_)) add("data-structure.png", std::move(*bytes));
    }
    if (wants("docx")) {
      add("evidence.docx", report::evidence_docx(evidence, whole_, pictures(), language_));
    }
    if (workbook_.valid()) add(std::string(kMeaningUnits) + ".xlsx", workbook_.get());
    std::sort(files_.begin(), files_.end(),
              [](const OutputFile& a, const OutputFile& b) { return a.name < b.name; });
    keep_changed();
    files_.push_back(earlier_.remember(files_, "rodtrad-gioia/1", a_));
    return std::move(files_);
  }

 private:
  /// Quotes spread over an attribute that nobody has would not be spread at all.
  [[nodiscard]] Outcome known_group() const {
    const std::string& wanted = request_.quotes.group;
    const std::vector<std::string> known = report::attribute_names(a_);
    if (wanted.empty() || std::find(known.begin(), known.end(), wanted) != known.end()) {
      return success();
    }
    const std::string near = nearest(wanted, known);
    return failure(
        "gioia-attribute", "nothing in the material has the attribute \"" + wanted + "\"", {},
        (near.empty() ? "" : "did you mean \"" + near + "\"? ") + std::string("the material has ") +
            (known.empty() ? "no attributes" : join(known, ", ")));
  }

  [[nodiscard]] bool wants(const char* format) const {
    const auto& formats = request_.formats;
    return formats.empty() || std::find(formats.begin(), formats.end(), format) != formats.end();
  }

  void add(std::string name, std::string bytes) {
    files_.push_back({std::move(name), std::move(bytes)});
  }

  [[nodiscard]] std::optional<std::string> earlier(const std::string& name) const {
    return earlier_.bytes(name);
  }

  // --- what people have done -----------------------------------------------------------------

  Outcome read_decisions(report::QuoteDecisions& decisions) {
    std::vector<OutputFile> tables;
    // Where only one was changed, the other holds what is older.
    const bool xlsx = earlier_.changed("evidence.xlsx");
    const bool csv = earlier_.changed("evidence.csv");
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

  /// Documents and tables that somebody has written in stay, beside the new ones. The meaning-unit
  /// table has taken over what was written in it.
  void keep_changed() {
    std::vector<OutputFile> files;
    for (const OutputFile& file : files_) {
      if (!file.name.starts_with(kMeaningUnits) || file.name.ends_with(".docx")) {
        files.push_back(file);
      }
    }
    for (OutputFile& copy : earlier_.copies_for(files, language_, remarks_)) {
      files_.push_back(std::move(copy));
    }
  }

  // --- the files -----------------------------------------------------------------------------

  using Drawing = std::shared_future<Result<std::string>>;

  /// Pictures are drawn by another program, beside the rest of the work: the whole figure, and for
  /// the document its parts that fit a page.
  void start_drawing() {
    whole_ = report::lay_out(structure_, language_);
    const auto start = [](report::Figure figure, int dots) -> Drawing {
      const auto draw = [figure = std::move(figure), dots] {
        return report::figure_png(figure, dots);
      };
      return std::async(std::launch::async, draw).share();
    };
    if (wants("png")) picture_ = start(whole_, report::kPrintDots);
    if (!wants("docx")) return;
    std::vector<report::Figure> parts =
        report::lay_out_pages(structure_, language_, whole_.width * kPageShape);
    if (parts.size() == 1 && picture_.valid()) {  // the whole figure fits the page
      pages_.push_back(picture_);
      return;
    }
    for (report::Figure& part : parts) {
      pages_.push_back(start(std::move(part), report::kDocumentDots));
    }
  }

  std::optional<std::string> drawn(Drawing& drawing) {
    const Result<std::string>& png = drawing.get();
    if (png) return png.value();
    if (no_pictures_) return std::nullopt;
    no_pictures_ = true;
    const Diagnostic& why = png.failure().diagnostics.items().front();
    remarks_.warning(why.id, why.message, {}, why.hint);
    return std::nullopt;
  }

  std::vector<std::string> pictures() {
    std::vector<std::string> out;
    for (Drawing& page : pages_) {
      if (auto bytes = drawn(page)) out.push_back(std::move(*bytes));
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
    if (wants("docx")) add("coreq.docx", report::coreq_docx(coreq, language_));
    if (wants("html")) {
      add("evidence.html", report::evidence_html(evidence, structure_, language_));
      add("coreq.html", report::coreq_html(coreq, language_));
    }
  }

  void appendix() {
    if (wants("md")) {
      add("codebook-appendix.md", report::codebook_appendix_markdown(*a_.codebook, language_));
    }
    if (wants("html")) {
      add("codebook-appendix.html", report::codebook_appendix_html(*a_.codebook, language_));
    }
    if (wants("docx")) {
      add("codebook-appendix.docx", report::codebook_appendix_docx(*a_.codebook, language_));
    }
  }

  /// A table that stands there already is always made anew, so that its two files agree.
  Outcome meaning_units(const report::Evidenced& evidence) {
    const std::string name = kMeaningUnits;
    report::EarlierTable before{earlier(name + ".csv"), earlier(name + ".xlsx"),
                                earlier(name + ".json")};
    if (before.json && !earlier_.changed(name + ".json")) {
      before.csv_as_written = !earlier_.changed(name + ".csv");
      before.xlsx_as_written = !earlier_.changed(name + ".xlsx");
    }
    const bool csv = wants("csv") || before.csv;
    const bool xlsx = wants("xlsx") || before.xlsx;
    if (!csv && !xlsx && !wants("docx")) return success();
    report::Table& table = meaning_table_;
    table = report::meaning_unit_table(evidence, language_);
    auto memory =
        report::keep_filled(table, before, report::meaning_unit_plan(), language_, remarks_);
    if (!memory) return std::move(memory).failure();
    if (xlsx) workbook_ = report::workbook_beside({&table, 1}, language_);
    if (csv) add(name + ".csv", table_csv(table, request_.write));
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
  Drawing picture_{};
  std::vector<Drawing> pages_{};
  report::Table meaning_table_{};
  std::future<std::string> workbook_{};  ///< of the table before it
  bool no_pictures_ = false;
  EarlierFiles earlier_{};
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
