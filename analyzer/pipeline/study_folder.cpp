#include "analyzer/pipeline/study_folder.h"

#include <algorithm>
#include <map>
#include <set>

#include "analyzer/base/offset_map.h"
#include "analyzer/base/sha256.h"
#include "analyzer/base/strings.h"
#include "analyzer/base/utf8.h"
#include "analyzer/formats/csv.h"
#include "analyzer/formats/json_writer.h"
#include "analyzer/ingest/exchange.h"
#include "analyzer/pipeline/exchange.h"
#include "analyzer/report/import_report.h"

namespace rodtrad::pipeline {
namespace {

using formats::JsonWriter;

/// A document's id as a file name in one folder.
std::string file_stem(const std::string& key, std::set<std::string>& taken) {
  std::string stem;
  for (const char c : without_controls(key)) {
    stem += std::string_view("/\\:*?\"<>|").find(c) == std::string_view::npos ? c : '_';
  }
  stem = std::string(trim(stem));
  if (stem.empty() || stem.starts_with('.')) stem.insert(0, "_");
  std::string name = stem;
  for (int n = 2; !taken.insert(ascii_lower(name)).second; ++n) {
    name = stem + "-" + std::to_string(n);
  }
  return name;
}

bool is_project(const std::string& name) {
  const std::string lower = ascii_lower(name);
  return lower.ends_with(".qdpx") || lower.ends_with(".qde");
}

class StudyMaker {
 public:
  StudyMaker(Material material, const ingest::ImportOptions& import, std::string codebook,
             report::Language language)
      : material_(std::move(material)),
        import_(import),
        codebook_(std::move(codebook)),
        language_(language) {}

  Result<StudyFolder> run(const std::string& title) {
    documents();
    if (Outcome done = projects(); !done) return std::move(done).failure();
    attributes();
    study(title);
    report(title);
    out_.files.push_back({"loss.json", report::loss_json(losses_, "import", "study")});
    out_.remarks = std::move(material_.remarks);
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool swedish() const { return language_ == report::Language::Swedish; }

  // --- texts and answers ---------------------------------------------------------------------

  void documents() {
    std::map<std::uint32_t, std::string> answers;  // of each input
    for (std::size_t d = 0; d < material_.documents.size(); ++d) {
      const Document& document = material_.documents[d];
      if (document.is_answers) {
        answer(document, answers[material_.input_of[d]]);
        stems_.push_back(document.key);
        continue;
      }
      const std::string stem = file_stem(document.key, taken_);
      stems_.push_back(stem);
      const OutputFile file = file_of(d, stem);
      sources_.push_back(file.name);
      out_.files.push_back(file);
      if (stem == document.key) continue;
      losses_.push_back({.id = "document-renamed",
                         .what = document.key,
                         .why = "its file is called " + file.name});
    }
    for (auto& [input, lines] : answers) {
      const std::string stem = file_stem(material_.inputs[input]->key, taken_);
      sources_.push_back(stem + ".jsonl");
      out_.files.push_back({stem + ".jsonl", std::move(lines)});
    }
  }

  /// The document as text; or its own file, where the text alone would be read in another way: it
  /// says nothing of tables, notes, comments and names set in bold.
  [[nodiscard]] OutputFile file_of(std::size_t d, const std::string& stem) const {
    const Document& document = material_.documents[d];
    OutputFile text{stem + ".txt", document.text};
    const Input& input = *material_.inputs[material_.input_of[d]];
    const bool alone = std::count(material_.input_of.begin(), material_.input_of.end(),
                                  material_.input_of[d]) == 1;
    const std::size_t dot = input.name.rfind('.');
    if (!alone || is_project(input.name) || input.bytes.empty() || dot == std::string::npos ||
        reads_as(text, document)) {
      return text;
    }
    OutputFile own{stem + ascii_lower(input.name.substr(dot)), input.bytes};
    return reads_as(own, document) ? own : text;
  }

  /// Does the file give the same speech, of the same persons?
  [[nodiscard]] bool reads_as(const OutputFile& file, const Document& document) const {
    Diagnostics told;
    const auto read = ingest::import_source({file.name, document.key, file.bytes}, import_, told);
    if (!read || read.value().size() != 1 || read.value().front().text != document.text) {
      return false;
    }
    const Document& other = read.value().front();
    const auto who = [](const Document& from, const Segment& segment) {
      return segment.speaker.valid() ? at(from.speakers, segment.speaker).label : std::string();
    };
    return std::equal(document.segments.begin(), document.segments.end(), other.segments.begin(),
                      other.segments.end(), [&](const Segment& a, const Segment& b) {
                        return a.span == b.span && a.zone == b.zone && a.kind == b.kind &&
                               a.anchor.start_ms == b.anchor.start_ms &&
                               who(document, a) == who(other, b);
                      });
  }

  static void answer(const Document& document, std::string& out) {
    for (const Segment& segment : document.segments) {
      if (segment.zone != Zone::Answer) continue;
      JsonWriter json(out);
      json.begin_object().key("id").string(document.key);
      json.key("text").string(slice(document.text, segment.span));
      if (segment.speaker.valid()) {
        json.key("speaker").string(at(document.speakers, segment.speaker).label);
      }
      if (!segment.question.empty()) json.key("question").string(segment.question);
      Attributes facts = document.attributes;
      facts.merge(segment.attributes);
      if (!facts.empty()) {
        json.key("attributes").begin_object();
        for (const auto& [name, value] : facts.entries()) json.key(name).string(value);
        json.end_object();
      }
      if (segment.votes) json.key("votes").number(*segment.votes);
      json.end_object();
      out += '\n';
    }
  }

  void attributes() {
    std::vector<std::string> names;
    const auto collect = [&names](const Attributes& facts) {
      for (const auto& [name, value] : facts.entries()) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
      }
    };
    for (const Document& document : material_.documents) {
      if (document.is_answers) continue;
      collect(document.attributes);
      for (const Speaker& speaker : document.speakers) collect(speaker.attributes);
    }
    if (names.empty()) return;
    formats::CsvWriter csv(',');
    csv.cell(swedish() ? "dokument" : "document").cell(swedish() ? "talare" : "speaker");
    for (const std::string& name : names) csv.cell(name);
    csv.end_row();
    const auto row = [&](const std::string& document, const std::string& speaker,
                         const Attributes& facts) {
      if (facts.empty()) return;
      csv.cell(document).cell(speaker);
      for (const std::string& name : names) {
        const std::string* value = facts.find(name);
        csv.cell(value == nullptr ? "" : *value);
      }
      csv.end_row();
    };
    for (std::size_t d = 0; d < material_.documents.size(); ++d) {
      const Document& document = material_.documents[d];
      if (document.is_answers) continue;
      row(stems_[d], "", document.attributes);
      for (const Speaker& speaker : document.speakers) {
        row(stems_[d], speaker.label, speaker.attributes);
      }
    }
    out_.files.push_back({"attribut.csv", csv.take()});
    has_attributes_ = true;
  }

  // --- other programs' projects --------------------------------------------------------------

  Outcome projects() {
    for (std::size_t i = 0; i < material_.inputs.size(); ++i) {
      const Input& input = *material_.inputs[i];
      if (!is_project(input.name) || input.unreadable) continue;
      Diagnostics told;  // the import has told them already
      auto read = ingest::read_refi(input.bytes, input.name, {}, told);
      if (!read) return std::move(read).failure();
      const ExchangeProject& project = read.value();
      losses_.insert(losses_.end(), project.losses.begin(), project.losses.end());
      memos(project, input.key);
      if (project.codes.empty()) continue;
      auto book = codebook_of(project, input.name);
      if (!book) return std::move(book).failure();
      losses_.insert(losses_.end(), book.value().losses.begin(), book.value().losses.end());
      const std::string name = codebooks_ == 0
                                   ? "codebook.json"
                                   : "codebook-" + std::to_string(codebooks_ + 1) + ".json";
      ++codebooks_;
      out_.files.push_back({name, report::codebook_json(book.value().codebook)});
      codings(project, book.value(), i);
    }
    return success();
  }

  void memos(const ExchangeProject& project, const std::string& key) {
    if (project.notes.empty()) return;
    std::string out;
    for (const ExchangeNote& note : project.notes)
      out += "## " + note.name + "\n\n" + note.text + "\n\n";
    out_.files.push_back({file_stem(key + "-memos", taken_) + ".memo", std::move(out)});
  }

  void codings(const ExchangeProject& project, const CodebookOfProject& book, std::size_t input) {
    std::vector<std::size_t> document_of;
    for (std::size_t d = 0; d < material_.documents.size(); ++d) {
      if (material_.input_of[d] == input) document_of.push_back(d);
    }
    std::map<std::size_t, std::string> by_coder;
    for (std::size_t begin = 0; begin < project.codings.size();) {
      std::size_t end = begin;
      const std::size_t source = project.codings[begin].source;
      while (end < project.codings.size() && project.codings[end].source == source) ++end;
      const Document& document = material_.documents.at(document_of.at(source));
      const OffsetMap offsets(document.text);
      for (std::size_t c = begin; c < end; ++c) {
        coding(by_coder[project.codings[c].coder], project, book, project.codings[c], document,
               stems_[document_of[source]], offsets);
      }
      begin = end;
    }
    for (auto& [coder, lines] : by_coder) {
      coders_.emplace_back(project.coders.at(coder), static_cast<std::uint64_t>(std::count(
                                                         lines.begin(), lines.end(), '\n')));
      out_.files.push_back({"codings-" + file_stem(project.coders[coder], coder_names_) + ".jsonl",
                            std::move(lines)});
    }
  }

  /// The contract's fields; the passage a person marked is the unit.
  void coding(std::string& out, const ExchangeProject& project, const CodebookOfProject& book,
              const ExchangeCoding& one, const Document& document, const std::string& name,
              const OffsetMap& offsets) {
    const CodeMeaning& meaning = book.meaning.at(one.code);
    if (!meaning.theme.valid()) {
      losses_.push_back({.id = "coding-without-theme",
                         .what = project.codes[one.code].name,
                         .why = "the code is no theme or concept of the codebook"});
      return;
    }
    const CodePointSpan where = offsets.code_points(one.span);
    const Theme& theme = at(book.codebook.themes, meaning.theme);
    const std::string what = name + "\n" + std::to_string(where.begin) + "-" +
                             std::to_string(where.end) + "\n" + project.codes[one.code].name +
                             "\n" + project.coders[one.coder];
    JsonWriter json(out);
    const auto text_or_null = [&json](const char* key, const std::string& value) {
      json.key(key);
      value.empty() ? json.null() : json.string(value);
    };
    json.begin_object().key("id").string("p" + sha256_hex(what).substr(0, 15));
    json.key("document").string(name).key("start").number(where.begin).key("end").number(where.end);
    json.key("text").string(slice(document.text, one.span)).key("unit").string("passage");
    text_or_null("dimension",
                 theme.dimension.valid() ? at(book.codebook.dimensions, theme.dimension).key : "");
    json.key("theme").string(theme.key);
    text_or_null("concept", meaning.concept_id.valid()
                                ? at(book.codebook.concepts, meaning.concept_id).key
                                : "");
    const LevelId level = one.level == kNone ? LevelId{} : book.meaning.at(one.level).level;
    text_or_null("level", level.valid() ? at(book.codebook.levels, level).key : "");
    json.key("level_basis").string(level.valid() ? "person" : "none");
    json.key("origin").string("person").key("coder").string(project.coders[one.coder]);
    if (!one.note.empty()) json.key("note").string(one.note);
    json.end_object();
    out += '\n';
  }

  // --- study file and report -----------------------------------------------------------------

  void study(const std::string& title) {
    std::string out;
    JsonWriter json(out, JsonWriter::Style::Indented);
    json.begin_object().key("format").string("rodtrad-study/1");
    json.key("title").string(title.empty() ? "Studie" : title);
    const std::string book = !codebook_.empty() ? codebook_ : codebooks_ > 0 ? "codebook.json" : "";
    if (!book.empty()) json.key("codebook").string(book);
    json.key("sources").begin_array();
    for (const std::string& source : sources_) {
      json.begin_object().key("path").string(source).end_object();
    }
    json.end_array();
    if (has_attributes_) json.key("attributes").string("attribut.csv");
    json.end_object();
    out_.files.push_back({"studie.json", out + "\n"});
  }

  static report::ImportedText text_counts(const Document& document) {
    report::ImportedText out{.name = document.key, .file = document.provenance.file};
    out.importer = document.provenance.importer;
    out.characters = utf8::count(document.text);
    std::map<std::uint32_t, std::set<std::uint32_t>> turns_of;
    for (const Segment& segment : document.segments) {
      out.zones[segment.zone] += utf8::count(slice(document.text, segment.span));
      const bool speech = segment.zone == Zone::Respondent || segment.zone == Zone::Interviewer;
      if (speech && segment.speaker.valid()) turns_of[segment.speaker.value].insert(segment.turn);
    }
    for (const auto& [speaker, turns] : turns_of) {
      out.turns.emplace_back(document.speakers.at(speaker).label, turns.size());
    }
    return out;
  }

  static void count_answers(const Document& document, report::ImportedAnswers& out) {
    out.file = document.provenance.file;
    ++out.rows;
    for (const Segment& segment : document.segments) {
      if (segment.zone != Zone::Answer) continue;
      ++out.answers;
      if (segment.empty_answer) ++out.empty;
      out.characters += utf8::count(slice(document.text, segment.span));
      if (!segment.question.empty()) ++out.by_question[segment.question];
      const std::string* group = segment.attributes.find(document.group_attribute);
      if (group == nullptr) continue;
      ++out.by_group[*group];
      if (!segment.question.empty()) ++out.by_both[{segment.question, *group}];
    }
  }

  void report(const std::string& title) {
    report::ImportReport counts{.title = title.empty() ? "Studie" : title};
    std::map<std::uint32_t, report::ImportedAnswers> answers;  // of each input
    for (std::size_t d = 0; d < material_.documents.size(); ++d) {
      const Document& document = material_.documents[d];
      if (document.is_answers) {
        count_answers(document, answers[material_.input_of[d]]);
      } else {
        counts.texts.push_back(text_counts(document));
      }
    }
    for (auto& [input, counted] : answers) counts.answers.push_back(std::move(counted));
    counts.codings = coders_;
    counts.remarks = material_.remarks;
    counts.losses = losses_;
    out_.files.push_back({"import.json", report::import_report_json(counts)});
    out_.files.push_back({"import.html", report::import_report_html(counts, language_)});
    std::uint64_t characters = 0;
    std::uint64_t rows = 0;
    for (const report::ImportedText& one : counts.texts) characters += one.characters;
    for (const report::ImportedAnswers& one : counts.answers) {
      characters += one.characters;
      rows += one.rows;
    }
    summary(rows, characters);
  }

  void summary(std::uint64_t answers, std::uint64_t characters) {
    const std::uint64_t texts = material_.documents.size() - answers;
    out_.summary = grouped(texts) + (swedish() ? " texter, " : " texts, ") + grouped(answers) +
                   (swedish() ? " svar, " : " answers, ") + grouped(characters) +
                   (swedish() ? " tecken\n" : " characters\n");
    for (const auto& [coder, n] : coders_) {
      out_.summary += grouped(n) + (swedish() ? " kodningar av " : " codings by ") + coder + "\n";
    }
    if (!losses_.empty()) {
      out_.summary +=
          grouped(losses_.size()) +
          (swedish() ? std::string(losses_.size() == 1 ? " sak" : " saker") +
                           " kom inte med eller ändrades, se loss.json\n"
                     : " things were not carried over or were changed, see loss.json\n");
    }
  }

  Material material_;
  const ingest::ImportOptions& import_;
  std::string codebook_;
  report::Language language_;
  StudyFolder out_;
  std::vector<Loss> losses_;
  std::set<std::string> taken_ = {"codebook", "studie", "import", "loss", "attribut"};
  std::set<std::string> coder_names_;
  std::vector<std::string> stems_;  ///< name of each document in the study
  std::vector<std::string> sources_;
  std::vector<std::pair<std::string, std::uint64_t>> coders_;
  int codebooks_ = 0;
  bool has_attributes_ = false;
};

}  // namespace

Result<StudyFolder> study_folder(const Request& request, const std::string& codebook,
                                 report::Language language) {
  auto material = import_all(request, nullptr);
  if (!material) return std::move(material).failure();
  return StudyMaker(std::move(material).value(), request.import, codebook, language)
      .run(request.title);
}

}  // namespace rodtrad::pipeline
