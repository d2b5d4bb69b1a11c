#include "analyzer/report/import_report.h"
#include "analyzer/report/say.h"

#include "analyzer/base/strings.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/formats/json_writer.h"
#include "analyzer/report/html_page.h"

namespace rodtrad::report {

std::uint64_t ImportedText::listed() const {
  std::uint64_t all = 0;
  for (const auto& [zone, n] : zones) all += n;
  return all;
}

namespace {

using formats::JsonWriter;

void json_number(JsonWriter& json, std::string_view key, std::uint64_t value) {
  json.key(key).number(static_cast<std::int64_t>(value));
}

template <class Counts>
void json_counts(JsonWriter& json, const char* key, const Counts& counts) {
  json.key(key).begin_object();
  for (const auto& [name, n] : counts) json_number(json, name, n);
  json.end_object();
}

void json_text(JsonWriter& json, const ImportedText& text) {
  json.begin_object().key("document").string(text.name).key("file").string(text.file);
  json_number(json, "characters", text.characters);
  json.key("zones").begin_object();
  for (const auto& [zone, n] : text.zones) json_number(json, to_text(zone), n);
  json.end_object();
  json_number(json, "between", text.between());
  json_counts(json, "turns", text.turns);
  json.end_object();
}

/// The same question or group in several files is one.
std::map<std::string, std::uint64_t> summed(
    const std::vector<ImportedAnswers>& files,
    std::map<std::string, std::uint64_t> ImportedAnswers::*counts) {
  std::map<std::string, std::uint64_t> out;
  for (const ImportedAnswers& file : files) {
    for (const auto& [name, n] : file.*counts) out[name] += n;
  }
  return out;
}

std::uint64_t total(const std::vector<ImportedAnswers>& files,
                    std::uint64_t ImportedAnswers::*count) {
  std::uint64_t out = 0;
  for (const ImportedAnswers& file : files) out += file.*count;
  return out;
}

class ImportPage : HtmlBody {
 public:
  ImportPage(const ImportReport& report, Language language)
      : report_(report), language_(language) {}

  std::string page() {
    HtmlPage page;
    page.title = say(language_, "Importrapport", "Import report");
    page.subtitle = report_.title;
    const auto part = [&page](const char* id, const char* words) {
      page.contents.emplace_back(id, words);
      return words;
    };
    if (!report_.texts.empty()) {
      texts(part("texter", say(language_, "Texter", "Texts")));
      turns(part("repliker", say(language_, "Repliker per talare", "Turns by speaker")));
    }
    if (!report_.answers.empty()) answers(part("svar", say(language_, "Svar", "Answers")));
    if (!report_.codings.empty()) {
      codings(part("kodningar", say(language_, "Kodningar", "Codings")));
    }
    remarks(part("anmarkningar", say(language_, "Anmärkningar", "Remarks")));
    if (!report_.losses.empty()) {
      losses(part("bortfall", say(language_, "Kom inte med", "Not carried over")));
    }
    page.body = std::move(out_);
    return html_page(page, language_);
  }

 private:
  using Cells = std::vector<std::string>;

  void open_table(const Cells& header) {
    out_ += "<div class=\"wide\"><table><thead><tr>";
    for (const std::string& name : header) {
      out_ += "<th scope=\"col\">";
      text(name);
      out_ += "</th>";
    }
    out_ += "</tr></thead>\n<tbody>\n";
  }
  void close_table() { out_ += "</tbody></table></div>\n"; }
  /// A name, then numbers.
  void row(const std::string& name, const std::vector<std::uint64_t>& numbers) {
    out_ += "<tr><th scope=\"row\">";
    text(name);
    out_ += "</th>";
    for (const std::uint64_t n : numbers) out_ += "<td class=\"r\">" + grouped(n) + "</td>";
    out_ += "</tr>\n";
  }
  void close_section() { out_ += "</section>\n"; }

  void texts(const char* heading) {
    section("texter", heading);
    paragraph(
        say(language_,
            "Varje tecken i en text står i en zon eller är blankt mellan två: summan av "
            "kolumnerna är alltid antalet tecken. Vad läsaren lämnade utanför filerna står bland "
            "anmärkningarna.",
            "Every character of a text is in a zone or blank between two: the columns always "
            "add up to the number of characters. What was left out of the files is among "
            "the remarks."));
    Cells header = {say(language_, "Text", "Text"), say(language_, "Tecken", "Characters")};
    std::map<Zone, std::uint64_t> sums;
    for (const ImportedText& one : report_.texts) {
      for (const auto& [zone, n] : one.zones) sums[zone] += n;
    }
    for (const auto& [zone, n] : sums) header.emplace_back(zone_name(zone, language_));
    header.emplace_back(say(language_, "blankt emellan", "blank between"));
    open_table(header);
    std::uint64_t characters = 0;
    std::uint64_t between = 0;
    for (const ImportedText& one : report_.texts) {
      std::vector<std::uint64_t> numbers = {one.characters};
      for (const auto& [zone, n] : sums) {
        const auto own = one.zones.find(zone);
        numbers.push_back(own == one.zones.end() ? 0 : own->second);
      }
      numbers.push_back(one.between());
      row(one.name == one.file ? one.name : one.name + " (" + one.file + ")", numbers);
      characters += one.characters;
      between += one.between();
    }
    std::vector<std::uint64_t> numbers = {characters};
    for (const auto& [zone, n] : sums) numbers.push_back(n);
    numbers.push_back(between);
    row(say(language_, "Summa", "Total"), numbers);
    close_table();
    close_section();
  }

  void turns(const char* heading) {
    section("repliker", heading);
    open_table({say(language_, "Text", "Text"), say(language_, "Talare", "Speaker"),
                say(language_, "Repliker", "Turns")});
    std::size_t without = 0;
    for (const ImportedText& one : report_.texts) {
      if (one.turns.empty()) ++without;
      for (const auto& [speaker, n] : one.turns) {
        out_ += "<tr><th scope=\"row\">";
        text(one.name);
        out_ += "</th><td>";
        text(speaker);
        out_ += "</td><td class=\"r\">" + grouped(n) + "</td></tr>\n";
      }
    }
    close_table();
    if (without > 0) {
      paragraph(grouped(without) + say(language_, " texter har inga namngivna talare.",
                                       " texts have no named speakers."));
    }
    close_section();
  }

  void counts(const char* first, const std::map<std::string, std::uint64_t>& counted) {
    if (counted.empty()) return;
    open_table({first, say(language_, "Svar", "Answers")});
    for (const auto& [name, n] : counted) row(name, {n});
    close_table();
  }

  void answers(const char* heading) {
    section("svar", heading);
    open_table({say(language_, "Ark", "Sheet"), say(language_, "Rader", "Rows"),
                say(language_, "Svar", "Answers"), say(language_, "varav tomma", "of them empty"),
                say(language_, "Tecken", "Characters")});
    for (const ImportedAnswers& one : report_.answers) {
      row(one.file, {one.rows, one.answers, one.empty, one.characters});
    }
    row(say(language_, "Summa", "Total"), {total(report_.answers, &ImportedAnswers::rows),
                                           total(report_.answers, &ImportedAnswers::answers),
                                           total(report_.answers, &ImportedAnswers::empty),
                                           total(report_.answers, &ImportedAnswers::characters)});
    close_table();
    counts(say(language_, "Fråga", "Question"),
           summed(report_.answers, &ImportedAnswers::by_question));
    counts(say(language_, "Grupp", "Group"), summed(report_.answers, &ImportedAnswers::by_group));
    questions_by_group();
    close_section();
  }

  void questions_by_group() {
    std::map<std::pair<std::string, std::string>, std::uint64_t> both;
    for (const ImportedAnswers& one : report_.answers) {
      for (const auto& [key, n] : one.by_both) both[key] += n;
    }
    if (both.empty()) return;
    open_table({say(language_, "Fråga", "Question"), say(language_, "Grupp", "Group"),
                say(language_, "Svar", "Answers")});
    for (const auto& [key, n] : both) {
      out_ += "<tr><th scope=\"row\">";
      text(key.first);
      out_ += "</th><td>";
      text(key.second);
      out_ += "</td><td class=\"r\">" + grouped(n) + "</td></tr>\n";
    }
    close_table();
  }

  void codings(const char* heading) {
    section("kodningar", heading);
    open_table({say(language_, "Kodare", "Coder"), say(language_, "Kodningar", "Codings")});
    for (const auto& [coder, n] : report_.codings) row(coder, {n});
    close_table();
    close_section();
  }

  void remarks(const char* heading) {
    section("anmarkningar", heading);
    if (report_.remarks.empty()) {
      paragraph(say(language_, "Inga.", "None."));
    } else {
      out_ += "<ul>\n";
      for (const Diagnostic& remark : report_.remarks.items()) {
        out_ += "<li>";
        const std::string place = place_of(remark, language_);
        const std::string hint = hint_of(remark, language_);
        text((place.empty() ? "" : place + ": ") + message_of(remark, language_) +
             (hint.empty() ? "" : " (" + hint + ")"));
        out_ += " <code>";
        text(remark.id);
        out_ += "</code></li>\n";
      }
      out_ += "</ul>\n";
    }
    close_section();
  }

  void losses(const char* heading) {
    section("bortfall", heading);
    open_table({say(language_, "Vad", "What"), say(language_, "Varför", "Why"),
                say(language_, "Antal", "Number")});
    for (const Loss& loss : report_.losses) {
      out_ += "<tr><th scope=\"row\">";
      text(loss.what);
      out_ += "</th><td>";
      text(loss.why);
      out_ += "</td><td class=\"r\">" + grouped(loss.count) + "</td></tr>\n";
    }
    close_table();
    close_section();
  }

  const ImportReport& report_;
  Language language_;
};

}  // namespace

std::string import_report_json(const ImportReport& report) {
  std::string out;
  JsonWriter json(out, JsonWriter::Style::Indented);
  json.begin_object().key("format").string("rodtrad-import/1").key("documents").begin_array();
  for (const ImportedText& text : report.texts) json_text(json, text);
  json.end_array().key("answers").begin_object();
  json_number(json, "total", total(report.answers, &ImportedAnswers::rows));
  json_number(json, "empty", total(report.answers, &ImportedAnswers::empty));
  json_number(json, "characters", total(report.answers, &ImportedAnswers::characters));
  json_counts(json, "by_question", summed(report.answers, &ImportedAnswers::by_question));
  json_counts(json, "by_group", summed(report.answers, &ImportedAnswers::by_group));
  json.end_object();
  json_counts(json, "codings", report.codings);
  json.end_object();
  return out + "\n";
}

std::string import_report_html(const ImportReport& report, Language language) {
  return ImportPage(report, language).page();
}

}  // namespace rodtrad::report
