#include "analyzer/ingest/pdf_text.h"

#include "analyzer/base/child_process.h"

namespace rodtrad::ingest {
namespace {

// Together less than what any input may take.
constexpr ChildLimits kLimits{.seconds = 12,
                              .output_bytes = 128ULL << 20U,
                              .memory_bytes = 1ULL << 30U,
                              .network = ChildLimits::Network::None};
constexpr ChildLimits kWordLimits{.seconds = 7,
                                  .output_bytes = 256ULL << 20U,
                                  .memory_bytes = 1ULL << 30U,
                                  .network = ChildLimits::Network::None};
constexpr int kNoPermission = 3;
constexpr int kKilled = 128;

Failure no_program(const std::string& file) {
  return failure("pdf-no-program",
                 "reading PDF needs the program pdftotext, which is not installed", {.path = file},
                 "install the package poppler-utils: sudo apt install poppler-utils");
}

Failure past_limits(const std::string& file) {
  return failure("pdf-limits",
                 "the PDF needs more time or memory than is allowed, and was given up",
                 {.path = file}, "save it anew as PDF from the program it came from");
}

}  // namespace

Result<std::string> pdf_text(std::string_view bytes, const std::string& file,
                             Diagnostics& remarks) {
  if (bytes.substr(0, 1024).find("%PDF-") == std::string_view::npos) {
    return failure("pdf-damaged", "the file does not begin as a PDF does", {.path = file});
  }
  auto child = run_child({"pdftotext", "-enc", "UTF-8", "-eol", "unix", "-", "-"}, kLimits,
                         std::string(bytes));
  if (!child) {
    const bool missing = child.failure().diagnostics.items().front().id == "child-missing";
    return missing ? no_program(file) : past_limits(file);
  }
  const ChildOutput& output = child.value();
  if (output.exit_code >= kKilled) return past_limits(file);
  if (output.err.find("ncorrect password") != std::string::npos ||
      output.exit_code == kNoPermission) {
    return failure("pdf-encrypted", "the PDF is password protected (lösenordsskyddad)",
                   {.path = file}, "save a copy without a password");
  }
  if (output.err.find("out of memory") != std::string::npos ||
      output.err.find("Out of memory") != std::string::npos) {
    return past_limits(file);
  }
  if (output.exit_code != 0) {
    return failure("pdf-damaged", "the PDF is damaged and cannot be read", {.path = file});
  }
  if (output.err.find("Syntax Error") != std::string::npos) {
    remarks
        .warning("pdf-damaged-parts", "parts of the PDF are damaged; their text may be missing",
                 {.path = file})
        .in_swedish("delar av pdf-filen är skadade; text kan saknas");
  }
  return child.value().out;
}

Result<std::string> pdf_word_list(std::string_view bytes, const std::string& file) {
  auto child =
      run_child({"pdftotext", "-tsv", "-enc", "UTF-8", "-", "-"}, kWordLimits, std::string(bytes));
  if (!child || child.value().exit_code >= kKilled) return past_limits(file);
  // Programs from before 2021 know no such list.
  return child.value().exit_code == 0 ? std::move(child).value().out : std::string();
}

}  // namespace rodtrad::ingest
