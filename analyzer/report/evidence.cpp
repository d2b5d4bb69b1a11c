#include "analyzer/report/evidence.h"

#include "analyzer/base/strings.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/report/docx_document.h"
#include "analyzer/report/excerpts.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/plain_page.h"

namespace rodtrad::report {
namespace {

/// Everything said about one quote, as text.
struct QuoteLine {
  std::string dimension_key, theme_key, concept_key, level_key;
  std::string dimension, theme, entry, level;
  std::string document, speaker, participant, place, coding, mark, text;
  std::int64_t start = 0;
  std::int64_t end = 0;
  std::uint32_t words = 0;
  std::size_t theme_number = 0;
  ConceptId concept_id{};
};

class Lines {
 public:
  Lines(const Evidenced& evidence, Language language)
      : e_(evidence), a_(evidence.analysis), language_(language), offsets_(evidence.analysis) {}

  std::vector<QuoteLine> run() {
    std::vector<QuoteLine> out;
    for (const ConceptQuotes& entry : e_.quotes) {
      for (const Quote& quote : entry.quotes) out.push_back(line(entry, quote));
    }
    return out;
  }

 private:
  QuoteLine line(const ConceptQuotes& entry, const Quote& quote) {
    const Coding& coding = a_.codings[quote.coding];
    const Unit& unit = a_.unit_of(coding);
    const Document& document = a_.document_of(unit);
    const Theme& theme = at(a_.codebook->themes, entry.theme);
    const OffsetMap& offsets = offsets_.of(unit.document);
    QuoteLine out;
    out.dimension_key = dimension_key(a_, coding);
    if (theme.dimension.valid()) out.dimension = at(a_.codebook->dimensions, theme.dimension).label;
    out.theme_key = theme.key;
    out.theme = theme.label;
    out.concept_key = concept_key(a_, coding);
    if (entry.concept_id.valid()) out.entry = at(a_.codebook->concepts, entry.concept_id).label;
    out.level_key = level_key(a_, coding);
    if (coding.level.valid()) out.level = at(a_.codebook->levels, coding.level).label;
    out.document = document.key;
    out.speaker = speaker_of(a_, unit);
    out.participant = participant_name(quote.voice, e_.voices, language_);
    out.place = place_text(a_, unit, offsets, language_);
    out.coding = coding.key;
    out.mark = to_text(quote.mark);
    out.text = slice(document.text, unit.span);
    const CodePointSpan span = offsets.code_points(unit.span);
    out.start = span.begin;
    out.end = span.end;
    out.words = unit.words;
    out.theme_number = entry.theme.value;
    out.concept_id = entry.concept_id;
    return out;
  }

  const Evidenced& e_;
  const Analysis& a_;
  Language language_;
  DocumentOffsets offsets_;
};

std::string flat(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  return text;
}

/// `Deltagare 3, Lokal nivå, intervju-01`.
std::string source_of(const QuoteLine& line) {
  std::vector<std::string> parts;
  for (const std::string& part : {line.participant, line.level, line.document}) {
    if (!part.empty()) parts.push_back(part);
  }
  return join(parts, ", ");
}

const char* concept_or_theme(const QuoteLine& line, Language language) {
  if (line.concept_id.valid()) return line.entry.c_str();
  return language == Language::Swedish ? "(temat som helhet)" : "(the theme as a whole)";
}

std::string title_of(const Analysis& analysis, Language language) {
  return std::string(language == Language::Swedish ? "Beläggstabell: " : "Evidence table: ") +
         (analysis.title.empty() ? analysis.codebook->title : analysis.title);
}

std::vector<std::string> notes_of(const Evidenced& evidence, Language language) {
  const bool sv = language == Language::Swedish;
  std::vector<std::string> notes = {
      sv ? "Citaten är valda så att olika personer, grupper och nivåer hörs: ingen får ett andra "
           "citat under ett begrepp så länge någon annan saknar ett."
         : "The quotes are chosen so that different people, groups and levels are heard: nobody "
           "gets a second quote under a concept while somebody else has none.",
      sv ? "Märkningen är forskarens: power bär resonemanget i texten, proof står i tabellen."
         : "The marks are the researcher's: power carries the argument in the text, proof stands "
           "in the table."};
  if (evidence.voices.kind != Voices::Kind::Persons) {
    notes.emplace_back(sv ? "Materialet skiljer inte personer åt; spridningen gäller grupper eller "
                            "dokument."
                          : "The material does not tell persons apart; the spread is over groups "
                            "or documents.");
  }
  return notes;
}

void append_source(std::string& out, const QuoteLine& line, Language language) {
  out += "<p class=\"note\">";
  if (!line.mark.empty()) {
    out += "<span class=\"tag strong\">" + line.mark + "</span> ";
  }
  formats::append_html(out, source_of(line));
  out += "<br>";
  formats::append_html(out, line.place);
  out += std::string(" · ") + (language == Language::Swedish ? "kodning " : "coding ");
  formats::append_html(out, line.coding);
  out += "</p>";
}

}  // namespace

std::string participant_name(std::uint32_t voice, const Voices& voices, Language language) {
  if (voice == 0xFFFFFFFFU) return {};
  const bool sv = language == Language::Swedish;
  const char* word = "";
  switch (voices.kind) {
    case Voices::Kind::Persons:
      word = sv ? "Deltagare " : "Participant ";
      break;
    case Voices::Kind::Groups:
      word = sv ? "Grupp " : "Group ";
      break;
    case Voices::Kind::Documents:
      word = sv ? "Dokument " : "Document ";
      break;
  }
  return word + std::to_string(voice + 1);
}

Table evidence_data(const Evidenced& evidence, Language language) {
  Table table{.name = "evidence", .title = title_of(evidence.analysis, language)};
  for (const char* name : {"dimension", "theme", "concept", "document", "speaker", "level"}) {
    table.columns.push_back({name, name});
  }
  table.columns.push_back({"start", "start", ColumnKind::Integer});
  table.columns.push_back({"end", "end", ColumnKind::Integer});
  for (const char* name : {"quote", "mark", "participant"}) table.columns.push_back({name, name});
  table.columns.push_back({"words", "words", ColumnKind::Integer});
  for (const char* name :
       {"dimension_label", "theme_label", "concept_label", "level_label", "place", "coding"}) {
    table.columns.push_back({name, name});
  }
  for (QuoteLine& line : Lines(evidence, language).run()) {
    table.rows.push_back({line.dimension_key, line.theme_key, line.concept_key, line.document,
                          line.speaker, line.level_key, line.start, line.end, line.text, line.mark,
                          line.participant, line.words, line.dimension, line.theme, line.entry,
                          line.level, line.place, line.coding});
  }
  return table;
}

Table evidence_sheet(const Evidenced& evidence, Language language) {
  const bool sv = language == Language::Swedish;
  Table table{.name = "evidence",
              .title = title_of(evidence.analysis, language),
              .sheet = sv ? "Belägg" : "Evidence"};
  table.columns = {{"dimension", "Dimension"},
                   {"theme", sv ? "Tema" : "Theme"},
                   {"concept", sv ? "Begrepp" : "Concept"},
                   {"quote", sv ? "Citat" : "Quote", ColumnKind::Text, 2, 70},
                   {"mark", sv ? "Märkning" : "Mark", ColumnKind::Text, 2, 11, {"power", "proof"}},
                   {"participant", sv ? "Deltagare" : "Participant"},
                   {"speaker", sv ? "Talare" : "Speaker"},
                   {"level", sv ? "Nivå" : "Level"},
                   {"document", sv ? "Dokument" : "Document"},
                   {"place", sv ? "Plats" : "Place"},
                   {"words", sv ? "Ord" : "Words", ColumnKind::Integer},
                   {"start", "Start", ColumnKind::Integer},
                   {"end", sv ? "Slut" : "End", ColumnKind::Integer},
                   {"coding", sv ? "Kodning" : "Coding"}};
  for (QuoteLine& line : Lines(evidence, language).run()) {
    table.rows.push_back({line.dimension, line.theme, line.entry, line.text, line.mark,
                          line.participant, line.speaker, line.level, line.document, line.place,
                          line.words, line.start, line.end, line.coding});
  }
  table.notes = notes_of(evidence, language);
  return table;
}

std::string evidence_html(const Evidenced& evidence, const DataStructure& structure,
                          Language language) {
  const bool sv = language == Language::Swedish;
  const Analysis& a = evidence.analysis;
  std::string out =
      "<figure><div class=\"wide\" tabindex=\"0\">" +
      figure_svg(lay_out(structure, language), {.links = true, .declaration = false}) +
      "</div></figure>\n<details><summary>";
  out += phrases(language).as_list;
  out += "</summary>" + structure_list_html(structure) + "</details>\n";
  for (const std::string& note : notes_of(evidence, language)) {
    out += "<p class=\"note\">" + formats::escape_html(note) + "</p>\n";
  }
  const std::vector<QuoteLine> lines = Lines(evidence, language).run();
  const auto section = [&](std::size_t t) {
    const Theme& theme = a.codebook->themes[t];
    out += "<h3 id=\"" + theme_anchor(a, t) + "\">" + formats::escape_html(theme.label) + "</h3>\n";
    if (!theme.definition.empty()) out += "<p>" + formats::escape_html(theme.definition) + "</p>\n";
    if (!theme.why.empty()) {
      out += "<p><b>" + std::string(phrases(language).reasoning) + ":</b> " +
             formats::escape_html(theme.why) + "</p>\n";
    }
    const auto quotes_of = [&](ConceptId id, const std::string& label, const std::string& anchor) {
      out += "<h4" + (anchor.empty() ? "" : " id=\"" + anchor + "\"") + ">" +
             formats::escape_html(label) + "</h4>\n";
      bool any = false;
      for (const QuoteLine& line : lines) {
        if (line.theme_number != t || line.concept_id != id) continue;
        out += "<blockquote><p class=\"quote\">" + formats::escape_html(line.text) + "</p>";
        append_source(out, line, language);
        out += "</blockquote>\n";
        any = true;
      }
      if (!any)
        out +=
            std::string("<p class=\"note\">") + (sv ? "Inga utdrag." : "No excerpts.") + "</p>\n";
    };
    for (const ConceptId id : theme.concepts) {
      quotes_of(id, at(a.codebook->concepts, id).label, concept_anchor(a, id.value));
    }
    const bool own = std::any_of(lines.begin(), lines.end(), [t](const QuoteLine& line) {
      return line.theme_number == t && !line.concept_id.valid();
    });
    if (own) quotes_of(ConceptId(), sv ? "Temat som helhet" : "The theme as a whole", "");
  };
  const auto dimension = [&](DimensionId id) {
    bool headed = false;
    for (std::size_t t = 0; t < a.codebook->themes.size(); ++t) {
      if (a.codebook->themes[t].dimension != id) continue;
      if (!headed && id.valid()) {
        out += "<h2 id=\"" + dimension_anchor(a, id.value) + "\">" +
               formats::escape_html(at(a.codebook->dimensions, id).label) + "</h2>\n";
      } else if (!headed) {
        out += std::string("<h2>") + phrases(language).themes_with_excerpts + "</h2>\n";
      }
      headed = true;
      section(t);
    }
  };
  for (std::size_t d = 0; d < a.codebook->dimensions.size(); ++d) dimension(DimensionId(d));
  dimension(DimensionId());
  return plain_page(
      {.title = title_of(a, language), .subtitle = a.codebook->title, .body = std::move(out)},
      language);
}

std::string evidence_docx(const Evidenced& evidence, const Figure& whole,
                          const std::vector<std::string>& pictures, Language language) {
  const bool sv = language == Language::Swedish;
  const std::string title = title_of(evidence.analysis, language);
  DocxDocument document({.title = title, .language = language});
  document.title(title);
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const std::string part = pictures.size() == 1
                                 ? ""
                                 : std::string(sv ? ", del " : ", part ") + std::to_string(i + 1) +
                                       (sv ? " av " : " of ") + std::to_string(pictures.size());
    document.picture({.png = pictures[i],
                      .alt = whole.title + part + ". " + flat(whole.description),
                      .caption = whole.title + part,
                      .width_cm = 16});
  }
  const std::vector<QuoteLine> lines = Lines(evidence, language).run();
  std::string dimension;
  for (std::size_t i = 0; i < lines.size();) {
    const std::size_t theme = lines[i].theme_number;
    if (!lines[i].dimension.empty() && lines[i].dimension != dimension) {
      dimension = lines[i].dimension;
      document.heading(1, dimension);
    }
    document.heading(2, lines[i].theme);
    DocxTable table{
        .header = {sv ? "Begrepp" : "Concept", sv ? "Citat" : "Quote"},
        .widths = {1, 3},
        .caption = (sv ? "Belägg för temat " : "Evidence for the theme ") + lines[i].theme};
    std::string last = "\n";
    for (; i < lines.size() && lines[i].theme_number == theme; ++i) {
      const QuoteLine& line = lines[i];
      Runs runs = {{.text = "”" + flat(line.text) + "” "}};
      if (!line.mark.empty()) runs.push_back({.text = line.mark + " ", .bold = true});
      runs.push_back({.text = "(" + source_of(line) + ")", .muted = true});
      const std::string label = concept_or_theme(line, language);
      table.rows.push_back({DocxCell(label == last ? std::string() : label), DocxCell(runs)});
      last = label;
    }
    document.table(table);
  }
  for (const std::string& note : notes_of(evidence, language)) {
    document.paragraph({{.text = note, .muted = true}});
  }
  return document.take();
}

}  // namespace rodtrad::report
