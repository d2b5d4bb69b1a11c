#include "analyzer/report/coreq.h"

#include <algorithm>
#include <map>
#include <set>

#include "analyzer/base/strings.h"
#include "analyzer/report/docx_document.h"
#include "analyzer/report/fields.h"
#include "analyzer/report/findings.h"
#include "analyzer/report/plain_page.h"

namespace rodtrad::report {
namespace {

constexpr std::uint32_t kNobody = 0xFFFFFFFF;
constexpr std::size_t kItems = 32;
constexpr std::size_t kSmallGroup = 5;
constexpr std::size_t kListedValues = 8;

struct Topic {
  const char* swedish;
  const char* english;
};
constexpr Topic kTopics[kItems] = {
    {"Vem som intervjuade", "Who interviewed"},
    {"Intervjuarens utbildning och titel", "The interviewer's credentials"},
    {"Intervjuarens yrke vid tiden för studien", "The interviewer's occupation at the time"},
    {"Intervjuarens kön", "The interviewer's gender"},
    {"Intervjuarens erfarenhet och träning", "The interviewer's experience and training"},
    {"Relation till deltagarna före studien", "Relationship with participants beforehand"},
    {"Vad deltagarna visste om intervjuaren", "What participants knew of the interviewer"},
    {"Intervjuarens förförståelse och intressen", "The interviewer's assumptions and interests"},
    {"Metodansats och teori", "Methodological orientation and theory"},
    {"Urval", "Sampling"},
    {"Hur deltagarna tillfrågades", "How participants were approached"},
    {"Antal deltagare", "Sample size"},
    {"Bortfall", "Non-participation"},
    {"Plats för datainsamlingen", "Setting of data collection"},
    {"Andra närvarande", "Presence of non-participants"},
    {"Beskrivning av deltagarna", "Description of the sample"},
    {"Intervjuguide", "Interview guide"},
    {"Upprepade intervjuer", "Repeat interviews"},
    {"Inspelning", "Audio or visual recording"},
    {"Fältanteckningar", "Field notes"},
    {"Intervjuernas längd", "Duration"},
    {"Mättnad", "Data saturation"},
    {"Utskrifter återlämnade till deltagarna", "Transcripts returned"},
    {"Antal kodare", "Number of data coders"},
    {"Kodträdet", "The coding tree"},
    {"Hur temana uppstod", "How themes arose"},
    {"Programvara", "Software"},
    {"Deltagarnas granskning av resultaten", "Participants' checking of findings"},
    {"Citat med deltagarnummer", "Quotations with participant number"},
    {"Överensstämmelse mellan data och resultat", "Consistency of data and findings"},
    {"Tydlighet i huvudteman", "Clarity of major themes"},
    {"Mindre teman och avvikande fall", "Minor themes and negative cases"}};

enum class Status : std::uint8_t { Write, Partly, Computed };

struct Answer {
  Status status = Status::Write;
  std::string text{};
  std::string source{};
};

class Reviewer {
 public:
  Reviewer(const Evidenced& evidence, const std::optional<SaturationFact>& saturation,
           Language language)
      : e_(evidence),
        a_(evidence.analysis),
        saturation_(saturation),
        language_(language),
        sv_(language == Language::Swedish),
        voice_table_(count_voices(evidence.analysis, evidence.voices)) {}

  std::map<int, Answer> run() {
    answers_[12] = {Status::Computed, sample_size(), "run.json, inventory.csv"};
    add(16, Status::Partly, sample(), "units.csv");
    add(21, Status::Computed, duration(), "inventory.csv");
    add(22, Status::Partly, saturation(), "codings.jsonl");
    answers_[24] = {Status::Computed, coders(), "codings.jsonl"};
    answers_[25] = {Status::Computed, tree(), "data-structure.svg, codebook-appendix.docx"};
    add(26, Status::Partly, derivation(), "codebook-appendix.docx");
    answers_[27] = {Status::Computed, software(), "run.json"};
    add(29, Status::Computed, quotes(), "evidence.csv");
    add(30, Status::Partly, consistency(), "counts.csv, evidence.csv, warnings.json");
    add(31, Status::Computed, themes(), "counts.csv, warnings.json");
    add(32, Status::Partly, minor(), "warnings.json, counts.csv");
    return std::move(answers_);
  }

 private:
  /// An answer without figures stays for the researcher to write.
  void add(int item, Status status, std::string text, const char* source) {
    if (!text.empty()) answers_[item] = {status, std::move(text), source};
  }

  [[nodiscard]] const char* say(const char* swedish, const char* english) const {
    return sv_ ? swedish : english;
  }
  static std::string n(std::uint64_t value) { return grouped(value); }
  [[nodiscard]] std::string of_voices(std::uint64_t value) const {
    return std::to_string(value) + "/" + std::to_string(e_.voices.total) + " " +
           e_.voices.name(language_);
  }

  [[nodiscard]] std::string sample_size() const {
    std::string out;
    if (e_.voices.kind == Voices::Kind::Persons) {
      out = n(e_.voices.total) + say(" deltagare i ", " participants in ");
    } else if (e_.voices.kind == Voices::Kind::Groups) {
      out = n(e_.voices.total) + say(" grupper (personerna går inte att skilja åt) i ",
                                     " groups (persons cannot be told apart) in ");
    } else {
      out = say("Materialet säger inte vem som talar; ", "The material does not say who speaks; ");
    }
    std::set<std::string> files;
    for (const Document& document : a_.documents) files.insert(document.provenance.file);
    return out + n(a_.totals.documents) + say(" dokument (", " documents (") + n(files.size()) +
           say(" filer), ", " files), ") + n(a_.totals.units) + say(" enheter, ", " units, ") +
           n(a_.totals.words_coded_zones) + say(" ord.", " words.");
  }

  /// How many voices have each value of each attribute with few values.
  [[nodiscard]] std::string sample() const {
    std::vector<std::string> parts;
    bool small = false;
    for (const std::string& name : attribute_names(a_)) {
      std::map<std::string, std::set<std::uint32_t>> values;
      for (std::size_t u = 0; u < a_.units.size(); ++u) {
        if (e_.voices.of_unit[u] == kNobody) continue;
        const Attributes attributes = attributes_of(a_, a_.units[u]);
        const std::string* value = attributes.find(name);
        if (value != nullptr && !value->empty()) values[*value].insert(e_.voices.of_unit[u]);
      }
      if (values.size() < 2 || values.size() > kListedValues) continue;
      std::vector<std::string> counts;
      for (const auto& [value, voices] : values) {
        const bool few = voices.size() < kSmallGroup;
        small = small || few;
        counts.push_back(value + " " + n(voices.size()) + (few ? "*" : ""));
      }
      parts.push_back(name + ": " + join(counts, ", "));
    }
    if (parts.empty()) return {};
    return join(parts, ". ") + "." +
           (small ? say(" (* färre än fem: röj ingen.)", " (* fewer than five: disclose nobody.)")
                  : "");
  }

  [[nodiscard]] std::string duration() const {
    const Table inventory = inventory_table(a_, language_);
    std::size_t column = 0;
    while (inventory.columns[column].name != "minutes") ++column;
    std::vector<double> minutes;
    for (const auto& row : inventory.rows) {
      if (const double* value = std::get_if<double>(&row[column].value)) minutes.push_back(*value);
    }
    if (minutes.empty()) return {};
    const auto [low, high] = std::minmax_element(minutes.begin(), minutes.end());
    double sum = 0;
    for (const double value : minutes) sum += value;
    const Column shown_as = inventory.columns[column];
    const auto text = [&](double value) { return shown(Cell(value), shown_as, language_); };
    return n(minutes.size()) + say(" av ", " of ") + n(inventory.rows.size()) +
           say(" källor har tider: ", " sources have times: ") + text(*low) + "–" + text(*high) +
           say(" minuter, sammanlagt ", " minutes, in all ") + text(sum) +
           say(" (där bara tidsmarkeringar finns är det minst så länge).",
               " (at least, where there are only time stamps).");
  }

  [[nodiscard]] std::string saturation() const {
    if (!saturation_) return {};
    const SaturationFact& fact = *saturation_;
    if (!fact.undefined.empty()) return {};
    std::string out = say("Nya begrepp per intervju (Guest, Namey och Chen 2020; bas ",
                          "New concepts per interview (Guest, Namey and Chen 2020; base ") +
                      n(fact.base) + say(", omgång ", ", run ") + n(fact.run) +
                      say(", gräns ", ", threshold ") +
                      n(static_cast<std::uint64_t>(fact.threshold * 100 + 0.5)) + "\u00A0%): ";
    out += fact.label.empty() ? say("gränsen nås inte på ", "the threshold is not reached in ") +
                                    n(fact.interviews) + say(" dokument.", " documents.")
                              : fact.label + say(" av ", " of ") + n(fact.interviews) +
                                    say(" dokument.", " documents.");
    return out + say(" Beror på dokumentens ordning, och säger inget om teman som kodboken saknar.",
                     " Depends on the order of the documents, and says nothing of themes the "
                     "codebook lacks.");
  }

  [[nodiscard]] std::string coders() const {
    std::map<std::string, std::map<Origin, std::uint64_t>> by_coder;
    for (const Coding& coding : a_.codings) ++by_coder[coding.coder][coding.origin];
    std::vector<std::string> parts;
    for (const auto& [coder, origins] : by_coder) {
      std::vector<std::string> counts;
      for (const auto& [origin, number] : origins) {
        counts.push_back(n(number) + " " + origin_name(origin));
      }
      parts.push_back((coder == "rules" ? say("kodbokens regler", "the codebook's rules") : coder) +
                      std::string(": ") + join(counts, ", "));
    }
    return n(by_coder.size()) +
           say(by_coder.size() == 1 ? " kodare (" : " kodare (",
               by_coder.size() == 1 ? " coder (" : " coders (") +
           join(parts, "; ") + ").";
  }

  [[nodiscard]] const char* origin_name(Origin origin) const {
    switch (origin) {
      case Origin::Rule:
        return say("kodningar av regel", "codings by rule");
      case Origin::Heading:
        return say("av rubrik", "by heading");
      case Origin::Person:
        return say("av person", "by a person");
      case Origin::Suggestion:
        return say("förslag", "suggestions");
    }
    return "";
  }

  [[nodiscard]] std::string tree() const {
    return n(a_.codebook->dimensions.size()) + say(" dimensioner, ", " dimensions, ") +
           n(a_.codebook->themes.size()) + say(" teman, ", " themes, ") +
           n(a_.codebook->concepts.size()) + say(" begrepp, ", " concepts, ") +
           n(a_.codebook->levels.size()) +
           say(" nivåer. Figuren visar trädet, bilagan definitioner och regler.",
               " levels. The figure shows the tree, the appendix definitions and rules.");
  }

  [[nodiscard]] std::string derivation() const {
    std::uint64_t reasons = 0;
    for (const Theme& theme : a_.codebook->themes) reasons += theme.why.empty() ? 0U : 1U;
    return say("Kodningen följer en kodbok som fanns när materialet kodades (",
               "The coding follows a codebook that existed when the material was coded (") +
           a_.codebook->key + " " + a_.codebook->version + "). " + n(reasons) +
           say(" av ", " of ") + n(a_.codebook->themes.size()) +
           say(" teman har sin motivering nedskriven i kodboken.",
               " themes have their reasoning written in the codebook.");
  }

  [[nodiscard]] std::string software() const {
    std::string out = "Rödtråd " + a_.run.tool_version + ", ICU " + a_.run.icu_version +
                      ", Unicode " + a_.run.unicode_version + say(", lexikon ", ", lexicon ") +
                      a_.run.lexicon;
    out += say("; kodbok ", "; codebook ") + a_.codebook->key + " " + a_.codebook->version +
           " (SHA-256 " + a_.codebook->sha256.substr(0, 12) + "…).";
    return out;
  }

  [[nodiscard]] std::string quotes() const {
    std::uint64_t number = 0;
    std::uint64_t picked = 0;
    std::set<std::uint32_t> voices;
    for (const ConceptQuotes& entry : e_.quotes) {
      for (const Quote& quote : entry.quotes) {
        ++number;
        picked += quote.picked ? 1U : 0U;
        if (quote.voice != kNobody) voices.insert(quote.voice);
      }
    }
    if (number == 0) return {};
    return n(number) + say(" citat från ", " quotes from ") + of_voices(voices.size()) +
           say(", vart och ett med deltagarnummer och plats; ",
               ", each with participant number and place; ") +
           n(picked) + say(" är valda för hand.", " were picked by hand.");
  }

  [[nodiscard]] std::string consistency() const {
    std::set<std::uint32_t> themes;
    for (const ConceptQuotes& entry : e_.quotes) themes.insert(entry.theme.value);
    if (themes.empty()) return {};
    return say("Citat finns för ", "There are quotes for ") + n(themes.size()) +
           say(" av ", " of ") + n(a_.codebook->themes.size()) +
           say(" teman; varje siffra i rapporten leder till sina utdrag.",
               " themes; every figure in the report leads to its excerpts.");
  }

  [[nodiscard]] std::string themes() const {
    std::vector<std::string> parts;
    for (std::size_t t = 0; t < a_.codebook->themes.size(); ++t) {
      parts.push_back(a_.codebook->themes[t].label + ": " + n(a_.counts.by_theme[t].units) + " " +
                      (a_.counts.by_theme[t].units == 1 ? say("enhet", "unit")
                                                        : phrases(language_).cell_units) +
                      ", " + of_voices(voice_table_.by_theme[t]));
    }
    return parts.empty() ? "" : join(parts, ". ") + ".";
  }

  /// Themes and concepts few speak about, and those who are silent where most speak.
  [[nodiscard]] std::string minor() const {
    if (e_.voices.total < 2) return {};
    std::vector<std::string> few;
    for (std::size_t t = 0; t < a_.codebook->themes.size(); ++t) {
      const std::uint32_t voices = voice_table_.by_theme[t];
      if (voices > 0 && voices * 4 <= e_.voices.total) few.push_back(a_.codebook->themes[t].label);
    }
    std::vector<std::string> single;
    for (std::size_t c = 0; c < a_.codebook->concepts.size(); ++c) {
      if (voice_table_.by_concept[c] == 1) single.push_back(a_.codebook->concepts[c].label);
    }
    std::string out = say("Teman som högst en fjärdedel talar om: ",
                          "Themes that at most a quarter speak about: ") +
                      listed(few) +
                      say(". Begrepp från en enda röst: ", ". Concepts from one voice: ") +
                      listed(single) + ". ";
    return out + silent();
  }

  [[nodiscard]] std::string listed(const std::vector<std::string>& names) const {
    return names.empty() ? say("inga", "none") : join(names, ", ");
  }

  [[nodiscard]] std::string silent() const {
    std::vector<std::set<std::uint32_t>> speaking(a_.codebook->themes.size());
    for (const Coding& coding : a_.codings) {
      const std::uint32_t voice = e_.voices.of_unit[coding.unit.value];
      if (voice != kNobody) speaking[coding.theme.value].insert(voice);
    }
    std::vector<std::string> parts;
    for (std::size_t t = 0; t < speaking.size(); ++t) {
      const std::size_t voices = speaking[t].size();
      if (voices * 4 < e_.voices.total * 3ULL || voices == e_.voices.total) continue;
      std::vector<std::string> who;
      for (std::uint32_t voice = 0; voice < e_.voices.total; ++voice) {
        if (!speaking[t].contains(voice))
          who.push_back(participant_name(voice, e_.voices, language_));
      }
      parts.push_back(a_.codebook->themes[t].label + " (" + join(who, ", ") + ")");
    }
    return say("Tystnad där minst tre fjärdedelar talar: ",
               "Silence where at least three quarters speak: ") +
           listed(parts) +
           say(". Utdrag som säger emot ett tema måste du själv läsa fram.",
               ". Excerpts that speak against a theme are yours to find by reading.");
  }

  const Evidenced& e_;
  const Analysis& a_;
  const std::optional<SaturationFact>& saturation_;
  Language language_;
  bool sv_;
  VoiceTable voice_table_;
  std::map<int, Answer> answers_{};
};

const char* status_name(Status status) {
  switch (status) {
    case Status::Write:
      return "write";
    case Status::Partly:
      return "partly";
    case Status::Computed:
      return "computed";
  }
  return "";
}

std::string title_of(Language language) {
  return language == Language::Swedish ? "Underlag för granskare (COREQ)"
                                       : "Reviewer's pack (COREQ)";
}

}  // namespace

Table coreq_table(const Evidenced& evidence, const std::optional<SaturationFact>& saturation,
                  Language language) {
  const bool sv = language == Language::Swedish;
  std::map<int, Answer> answers = Reviewer(evidence, saturation, language).run();
  Table table{.name = "coreq", .title = title_of(language), .sheet = "COREQ"};
  table.columns = {{"item", sv ? "Punkt" : "Item", ColumnKind::Integer},
                   {"topic", sv ? "Vad" : "Topic"},
                   {"status", "Status"},
                   {"answer", sv ? "Uppgift" : "Answer", ColumnKind::Text, 2, 70},
                   {"source", sv ? "Källa" : "Source"}};
  for (std::size_t i = 0; i < kItems; ++i) {
    const int item = static_cast<int>(i) + 1;
    const Answer& answer = answers[item];
    std::string text = answer.text;
    const char* write = sv ? "Du måste skriva detta." : "You must write this.";
    const char* rest = sv ? " Resten måste du skriva." : " The rest is yours to write.";
    if (answer.status == Status::Write) text = write;
    if (answer.status == Status::Partly) text += rest;
    table.rows.push_back({item, sv ? kTopics[i].swedish : kTopics[i].english,
                          status_name(answer.status), text, answer.source});
  }
  table.notes = {
      sv ? "Punkterna följer COREQ (Tong, Sainsbury och Craig 2007) i egna ord. Bara det som går "
           "att "
           "räkna ur analysen är ifyllt; status är computed (räknat), partly (delvis) eller write "
           "(du skriver)."
         : "The items follow COREQ (Tong, Sainsbury and Craig 2007) in our own words. Only what "
           "can "
           "be computed from the analysis is filled in; status is computed, partly or write."};
  return table;
}

std::string coreq_html(const Table& table, Language language) {
  // The file for programs keeps the keys; people read words.
  Table shown = table;
  if (language == Language::Swedish) {
    for (std::vector<Cell>& row : shown.rows) {
      row[2] = row[2] == Cell("write")    ? Cell("att skriva")
               : row[2] == Cell("partly") ? Cell("delvis")
                                          : Cell("räknat");
    }
    shown.notes = {
        "Punkterna följer COREQ (Tong, Sainsbury och Craig 2007) i egna ord. Bara det som går att "
        "räkna ur analysen är ifyllt."};
  }
  return plain_page(
      {.title = table.title,
       .subtitle = {},
       .body = "<div class=\"wide\" tabindex=\"0\">" + table_html(shown, language) + "</div>\n"},
      language);
}

std::string coreq_docx(const Table& table, Language language) {
  DocxDocument document({.title = table.title, .language = language});
  document.title(table.title);
  DocxTable out{
      .header = {"", table.columns[1].label, table.columns[3].label, table.columns[4].label},
      .widths = {0.5, 2, 5, 1.8},
      .caption = table.title};
  const std::size_t status = 2;
  for (const std::vector<Cell>& row : table.rows) {
    const bool write = row[status] == Cell("write");
    out.rows.push_back(
        {DocxCell(shown(row[0], table.columns[0], language)),
         DocxCell(shown(row[1], table.columns[1], language)),
         DocxCell(Runs{{.text = shown(row[3], table.columns[3], language), .marked = write}}),
         DocxCell(Runs{{.text = shown(row[4], table.columns[4], language), .muted = true}})});
  }
  document.table(out);
  for (const std::string& note : table.notes) document.paragraph({{.text = note, .muted = true}});
  return document.take();
}

}  // namespace rodtrad::report
