#include <algorithm>
#include <cmath>

#include "analyzer/base/strings.h"
#include "analyzer/formats/html_escape.h"
#include "analyzer/report/compare_report.h"
#include "analyzer/report/explore_report.h"
#include "analyzer/report/html_page.h"

namespace rodtrad::report {
namespace {

using formats::escape_html;

constexpr std::size_t kWords = 30;       // of the uncovered
constexpr std::size_t kGroupWords = 12;  // of each group
constexpr std::size_t kPairs = 25;
constexpr std::size_t kSuggestions = 12;  // of each theme
constexpr std::size_t kNegative = 60;
constexpr double kOneVoice = 0.5;  // a code resting this much on one voice is marked
constexpr std::string_view kCss =
    ".kwic{margin:.2rem 0;overflow-wrap:anywhere}.kwic b{color:var(--accent)}"
    ".curve{max-width:100%;height:auto;border:1px solid var(--line)}"
    ".word{font-weight:700}.tight td,.tight th{padding:.3rem .5rem}\n";

std::string decimals(const std::optional<double>& value, Language l) {
  return shown(value ? Cell(*value) : Cell(), {"", "", ColumnKind::Decimal, 1}, l);
}

std::string kwic(const WordPlace& place) {
  return "<p class=\"kwic\">" + escape_html(place.left) + "<b>" + escape_html(place.hit) + "</b>" +
         escape_html(place.right) + " <span class=\"m\">" +
         escape_html(place.document + (place.speaker.empty() ? "" : ", " + place.speaker)) +
         "</span></p>";
}

class ExplorePage : HtmlBody {
 public:
  ExplorePage(const Analysis& analysis, const Exploration& exploration, Language language)
      : a_(analysis), e_(exploration), l_(language) {}

  std::string run() {
    HtmlPage page;
    page.title =
        say(l_, "Utforska: vad kodboken inte säger", "Explore: what the codebook does not say");
    page.subtitle = (a_.title.empty() ? a_.codebook->title : a_.title) + " · " + a_.codebook->title;
    page.css = kCss;
    page.contents = {{"okodat", say(l_, "Ord i okodat", "Uncovered words")},
                     {"forslag", say(l_, "Förslag på indikatorer", "Suggested indicators")},
                     {"grupper", say(l_, "Gruppers ord", "Groups' words")},
                     {"ordpar", say(l_, "Ord som hör ihop", "Collocations")},
                     {"mattnad", say(l_, "Mättnad", "Saturation")},
                     {"koncentration", say(l_, "Koncentration", "Concentration")},
                     {"negativa", say(l_, "Det som går emot", "Negative cases")}};
    if (!e_.lexicon) {
      paragraph(
          say(l_,
              "Inget lexikon fanns: orden har förts ihop på sina ändelser, och sammansättningar "
              "har inte delats.",
              "There was no lexicon: words were brought together by their endings, and compounds "
              "were not split."),
          "alert");
    }
    uncovered();
    suggestions();
    keyness();
    collocations();
    saturation();
    concentration();
    negative();
    page.body = std::move(out_);
    return html_page(page, l_);
  }

 private:
  void head(const std::vector<std::pair<std::string, bool>>& columns) {
    out_ += "<div class=\"wide\"><table class=\"tight\"><thead><tr>";
    for (const auto& [label, number] : columns) {
      out_ += std::string("<th scope=\"col\"") + (number ? " class=\"r\">" : ">") +
              escape_html(label) + "</th>";
    }
    out_ += "</tr></thead><tbody>\n";
  }
  void number(const std::string& value) {
    out_ += "<td class=\"r\">" + escape_html(value) + "</td>";
  }
  void more(std::size_t shown_now, std::size_t all, const char* file) {
    if (all <= shown_now) return;
    paragraph(filled(say(l_, "De %1 första av %2 visas; alla finns i %3.",
                         "The first %1 of %2 are shown; all stand in %3."),
                     {std::to_string(shown_now), std::to_string(all), file}),
              "note");
  }

  void limits(ExploreList list) { paragraph(limits_of(list, e_, l_), "note"); }

  [[nodiscard]] std::string code_label(ThemeId theme, ConceptId concept_id) const {
    const std::string label = at(a_.codebook->themes, theme).label;
    return concept_id.valid() ? label + " › " + at(a_.codebook->concepts, concept_id).label : label;
  }

  void word_rows(const std::vector<WordContrast>& words, std::size_t most, bool example) {
    head({{say(l_, "Ord", "Word"), false},
          {say(l_, "här", "here"), true},
          {say(l_, "i övrigt", "elsewhere"), true},
          {say(l_, "personer", "persons"), true},
          {"LL", true},
          {"Log Ratio", true},
          {say(l_, "Exempel", "Example"), false}});
    for (std::size_t i = 0; i < std::min(most, words.size()); ++i) {
      const WordContrast& w = words[i];
      out_ += "<tr><th scope=\"row\"><span class=\"word\">" + escape_html(w.word) + "</span>";
      if (!w.parts.empty()) out_ += " <span class=\"m\">" + escape_html(w.parts) + "</span>";
      out_ += "</th>";
      number(std::to_string(w.here));
      number(std::to_string(w.there));
      number(std::to_string(w.speakers) +
             (w.top_speaker.value_or(0) > kOneVoice && w.speakers > 0 ? "†" : ""));
      number(decimals(w.log_likelihood, l_));
      number(decimals(w.log_ratio, l_));
      out_ += "<td>" + (example && w.example ? kwic(*w.example) : "") + "</td></tr>\n";
    }
    out_ += "</tbody></table></div>\n";
  }

  void uncovered() {
    section("okodat", say(l_, "Ord som kodboken inte fångar", "Words the codebook does not catch"));
    paragraph(filled(
        say(l_,
            "%1 ord står i enheter utan kod och %2 i enheter med. Här är ord som är vanliga och "
            "utmärkande för det okodade. Handlar de om något som studien borde ha med?",
            "%1 words stand in units without a code and %2 in units with one. These are common "
            "and distinctive of the uncoded. Are they about something the study should have?"),
        {grouped(e_.words_uncoded), grouped(e_.words_coded)}));
    word_rows(e_.uncovered, kWords, true);
    more(kWords, e_.uncovered.size(), "uncovered.csv");
    paragraph(say(l_,
                  "† mer än hälften kommer från en person. LL: hur säker skillnaden är. Log Ratio: "
                  "hur stor; "
                  "1 = dubbelt så vanligt.",
                  "† more than half comes from one person. LL: how sure the difference is. Log "
                  "Ratio: how "
                  "large; 1 = twice as common."),
              "note");
    limits(ExploreList::Uncovered);
    out_ += "</section>\n";
  }

  void suggestions() {
    section("forslag", say(l_, "Förslag på indikatorer", "Suggested indicators"));
    paragraph(say(
        l_,
        "Ord som finns i materialet men som temat inte söker efter. Läs ställena: ett förslag är "
        "inget fynd. Pröva gärna med rodtrad kwic innan ordet läggs till.",
        "Words in the material that the theme does not look for. Read the places: a suggestion is "
        "no finding. Try rodtrad kwic before adding a word."));
    for (std::size_t t = 0; t < a_.codebook->themes.size(); ++t) {
      std::vector<const SuggestedIndicator*> list;
      for (const SuggestedIndicator& s : e_.suggestions) {
        if (s.theme.value == t) list.push_back(&s);
      }
      if (list.empty()) continue;
      out_ += "<h3>" + escape_html(a_.codebook->themes[t].label) + "</h3>\n";
      for (std::size_t i = 0; i < std::min(kSuggestions, list.size()); ++i) suggestion(*list[i]);
      more(kSuggestions, list.size(), "suggested-indicators.csv");
    }
    limits(ExploreList::Suggestions);
    out_ += "</section>\n";
  }

  void suggestion(const SuggestedIndicator& s) {
    out_ += "<div class=\"x\"><p><span class=\"word\">" + escape_html(s.word) +
            "</span> <span class=\"m\">";
    text(
        filled(say(l_, "%1 enheter, %2 okodade, %3 redan i temat",
                   "%1 units, %2 uncoded, %3 already in the theme"),
               {std::to_string(s.units), std::to_string(s.uncoded), std::to_string(s.with_theme)}));
    text(s.basis == SuggestionBasis::Compound
             ? std::string(say(l_, "; sammansättning med ", "; compound with ")) + s.related
             : std::string(say(l_, "; vanligare i temat än annars (LL ",
                               "; more common in the theme (LL ")) +
                   decimals(s.log_likelihood, l_) + ")");
    if (s.concept_id.valid()) {
      text(say(l_, "; närmast: ", "; nearest: "));
      text(at(a_.codebook->concepts, s.concept_id).label);
    }
    out_ += "</span></p>";
    for (const WordPlace& place : s.places) out_ += kwic(place);
    out_ += "</div>\n";
  }

  void keyness() {
    section("grupper", say(l_, "Ord som utmärker en grupp", "Words that set a group apart"));
    if (e_.keyness.empty()) {
      paragraph(say(l_, "Materialet har ingen uppdelning med två till åtta grupper.",
                    "The material has no attribute with two to eight groups."));
    }
    std::string attribute;
    for (const GroupKeyness& group : e_.keyness) {
      if (group.attribute != attribute) {
        attribute = group.attribute;
        out_ += "<h3>" + escape_html(attribute) + "</h3>\n";
      }
      out_ += "<details><summary>" + escape_html(group.value) + " <span class=\"m\">" +
              escape_html(filled(say(l_, "%1 ord, %2 personer, %3 utmärkande ord",
                                     "%1 words, %2 persons, %3 distinctive words"),
                                 {grouped(group.words_here), std::to_string(group.speakers_here),
                                  std::to_string(group.words.size())})) +
              "</span></summary>\n";
      word_rows(group.words, kGroupWords, true);
      more(kGroupWords, group.words.size(), "keyness.csv");
      out_ += "</details>\n";
    }
    if (!e_.keyness.empty()) limits(ExploreList::Keyness);
    out_ += "</section>\n";
  }

  void collocations() {
    section("ordpar", say(l_, "Ord som hör ihop", "Words that belong together"));
    paragraph(filled(
        say(l_,
            "Två ord bredvid varandra i samma mening utan skiljetecken emellan, i grundform. "
            "%1 par i allt.",
            "Two words side by side in one sentence with no punctuation between, in base form. "
            "%1 pairs in all."),
        {grouped(e_.pairs)}));
    head({{say(l_, "Ordpar", "Pair"), false},
          {say(l_, "antal", "number"), true},
          {say(l_, "personer", "persons"), true},
          {"G²", true},
          {"PMI", true}});
    for (std::size_t i = 0; i < std::min(kPairs, e_.collocations.size()); ++i) {
      const Collocation& c = e_.collocations[i];
      out_ += "<tr><th scope=\"row\">" + escape_html(c.first + " " + c.second) + "</th>";
      number(std::to_string(c.n_ab));
      number(std::to_string(c.speakers));
      number(decimals(c.log_likelihood, l_));
      number(decimals(c.pmi, l_));
      out_ += "</tr>\n";
    }
    out_ += "</tbody></table></div>\n";
    more(kPairs, e_.collocations.size(), "collocations.csv");
    limits(ExploreList::Collocations);
    out_ += "</section>\n";
  }

  [[nodiscard]] std::string saturation_sentence() const {
    const SaturationCurve& s = e_.saturation;
    if (s.undefined == "answers") {
      return say(l_, "Mättnad gäller intervjuer. Här finns bara svarsblad.",
                 "Saturation is for interviews. There are only answer sheets here.");
    }
    if (s.undefined == "too-few") {
      return filled(say(l_, "För få intervjuer: metoden behöver minst %1.",
                        "Too few interviews: the method needs at least %1."),
                    {std::to_string(s.base + s.run)});
    }
    if (!s.undefined.empty()) {
      return say(l_, "Basen har inga koder att jämföra med.",
                 "The base has no codes to compare with.");
    }
    const std::string limit = shown_share(s.threshold, 0, l_);
    std::uint64_t later = 0;
    for (const SaturationStep& step : s.steps) later += step.fresh;
    if (!s.label.empty()) later -= s.steps[std::stoul(s.label) + s.run - 1].so_far;
    return s.label.empty()
               ? filled(say(l_, "Gränsen %1 nåddes inte: nya koder dyker upp till slutet.",
                            "The threshold of %1 was not reached: new codes turn up to the end."),
                        {limit})
           : later == 0
               ? filled(say(l_, "Gränsen %1 nåddes vid %2 intervjuer. Därefter kom inga nya koder.",
                            "The threshold of %1 was reached at %2 interviews. No codes turned up "
                            "after that."),
                        {limit, s.label})
               : filled(
                     say(l_, "Gränsen %1 nåddes vid %2 intervjuer. Därefter kom ändå %3 nya koder.",
                         "The threshold of %1 was reached at %2 interviews. After that, %3 more "
                         "codes turned up."),
                     {limit, s.label, std::to_string(later)});
  }

  void saturation() {
    section("mattnad", say(l_, "Mättnad", "Saturation"));
    paragraph(saturation_sentence());
    if (!e_.saturation.steps.empty()) {
      out_ += "<figure>" + saturation_svg(e_.saturation, l_) + "</figure>\n";
      paragraph(filled(say(l_,
                           "Linjen är ordningen som dokumenten lästes i, bandet %1 slumpade "
                           "ordningar. Kodboken är "
                           "fast: kurvan visar när dess koder har synts, inte om det finns teman "
                           "som den saknar. För "
                           "det, se orden i det okodade.",
                           "The line is the order the documents were read in, the band %1 random "
                           "orders. The codebook "
                           "is fixed: the curve shows when its codes have been seen, not whether "
                           "there are themes it "
                           "lacks. For that, see the uncovered words."),
                       {std::to_string(e_.saturation.orders)}));
    }
    out_ += "</section>\n";
  }

  void concentration() {
    section("koncentration",
            say(l_, "Hur mycket vilar på en röst?", "How much rests on one voice?"));
    head({{say(l_, "Tema", "Theme"), false},
          {say(l_, "enheter", "units"), true},
          {respondents_name(e_.respondents, l_), true},
          {say(l_, "flest enheter från", "most units from"), false},
          {say(l_, "deras andel", "their share"), true}});
    for (const Concentration& c : e_.concentration) {
      if (c.concept_id.valid()) continue;
      const double share =
          c.units == 0 ? 0 : static_cast<double>(c.top_units) / static_cast<double>(c.units);
      out_ += "<tr><th scope=\"row\">" + escape_html(code_label(c.theme, c.concept_id)) + "</th>";
      number(std::to_string(c.units));
      number(std::to_string(c.voices));
      out_ += "<td>" + escape_html(c.top) + "</td>";
      number(c.units == 0 ? "–" : shown_share(share, 0, l_) + (share > kOneVoice ? "†" : ""));
      out_ += "</tr>\n";
    }
    out_ += "</tbody></table></div>\n";
    paragraph(
        say(l_, "† mer än hälften kommer från en röst. Begreppen finns i concentration.csv.",
            "† more than half comes from one voice. The concepts stand in concentration.csv."),
        "note");
    out_ += "</section>\n";
  }

  void negative() {
    section("negativa", say(l_, "Det som går emot", "Negative cases"));
    paragraph(say(
        l_,
        "Utdrag där alla träffar står inom räckhåll för en negation, och respondenter som inte "
        "talar om ett tema som minst tre av fyra talar om. De stöder kanske inte temat: läs dem.",
        "Excerpts where every hit stands within reach of a negation, and respondents who do not "
        "speak of a theme that at least three of four do. They may not support it: read them."));
    std::size_t shown_now = 0;
    for (const NegativeCase& n : e_.negative) {
      if (shown_now++ == kNegative) break;
      out_ += "<div class=\"x\"><p class=\"meta\">" +
              escape_html(code_label(n.theme, n.concept_id)) + " · " +
              escape_html(n.document + (n.speaker.empty() ? "" : ", " + n.speaker)) + "</p><p>";
      text(n.kind == NegativeKind::Negated
               ? n.text
               : filled(say(l_, "Talar inte om temat; det gör %1 av %2.",
                            "Does not speak of the theme; %1 of %2 do."),
                        {std::to_string(n.others), std::to_string(n.of)}));
      out_ += "</p></div>\n";
    }
    if (e_.negative.empty()) paragraph(say(l_, "Inga hittades.", "None were found."));
    more(kNegative, e_.negative.size(), "negative-cases.csv");
    out_ += "</section>\n";
  }

  const Analysis& a_;
  const Exploration& e_;
  Language l_;
};

}  // namespace

std::string saturation_svg(const SaturationCurve& curve, Language l) {
  constexpr int kLeft = 50;
  constexpr int kTop = 16;
  constexpr int kWidth = 470;
  constexpr int kHeight = 240;
  const std::size_t n = curve.steps.size();
  const double all = n == 0 ? 0 : static_cast<double>(curve.steps.back().so_far);
  const auto x = [&](std::size_t i) {
    return kLeft + (n < 2 ? kWidth / 2
                          : static_cast<int>(
                                std::lround(static_cast<double>(kWidth) * static_cast<double>(i) /
                                            static_cast<double>(n - 1))));
  };
  const auto y = [&](double share) {
    return kTop + kHeight - static_cast<int>(std::lround(kHeight * share));
  };
  const auto point = [&](std::size_t i, double share) {
    return std::to_string(x(i)) + "," + std::to_string(y(share)) + " ";
  };
  std::string band;
  std::string middle;
  std::string line;
  std::string marks;
  for (std::size_t i = 0; i < n; ++i) {
    const SaturationStep& s = curve.steps[i];
    const double share = all > 0 ? static_cast<double>(s.so_far) / all : 0;
    band += point(i, s.high);
    middle += point(i, s.middle);
    line += point(i, share);
    marks += "<circle r=\"3\" fill=\"#9b1b1f\" cx=\"" + std::to_string(x(i)) + "\" cy=\"" +
             std::to_string(y(share)) + "\"><title>" +
             escape_html(s.document + ": " + std::to_string(s.so_far)) + "</title></circle>\n";
  }
  for (std::size_t i = n; i-- > 0;) band += point(i, curve.steps[i].low);
  std::string out =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"curve\" role=\"img\" width=\"540\" "
      "height=\"310\" viewBox=\"0 0 540 310\" font-family=\"sans-serif\" font-size=\"13\"><title>" +
      escape_html(say(l, "Andel av alla koder som hittats efter varje intervju",
                      "Share of all codes found after each interview")) +
      "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n";
  for (const int part : {0, 25, 50, 75, 100}) {
    const std::string at_y = std::to_string(y(part / 100.0));
    out += "<line stroke=\"#d5dae0\" x1=\"" + std::to_string(kLeft) + "\" x2=\"" +
           std::to_string(kLeft + kWidth) + "\" y1=\"" + at_y + "\" y2=\"" + at_y +
           "\"/><text text-anchor=\"end\" fill=\"#1c1f23\" x=\"" + std::to_string(kLeft - 6) +
           "\" y=\"" + std::to_string(y(part / 100.0) + 4) + "\">" + std::to_string(part) +
           " %</text>\n";
  }
  out += "<polygon fill=\"#c0d8ec\" fill-opacity=\"0.7\" points=\"" + band +
         "\"/>\n<polyline fill=\"none\" stroke=\"#5c97c8\" stroke-dasharray=\"5 4\" points=\"" +
         middle + "\"/>\n<polyline fill=\"none\" stroke=\"#9b1b1f\" stroke-width=\"2\" points=\"" +
         line + "\"/>\n" + marks;
  const std::size_t step = std::max<std::size_t>(1, (n + 11) / 12);
  for (std::size_t i = 0; i < n; i += step) {
    out += "<text text-anchor=\"middle\" fill=\"#1c1f23\" x=\"" + std::to_string(x(i)) + "\" y=\"" +
           std::to_string(kTop + kHeight + 18) + "\">" + std::to_string(i + 1) + "</text>";
  }
  return out + "<text text-anchor=\"middle\" fill=\"#1c1f23\" x=\"" +
         std::to_string(kLeft + kWidth / 2) + "\" y=\"" + std::to_string(kTop + kHeight + 40) +
         "\">" + escape_html(say(l, "intervju", "interview")) + "</text>\n</svg>\n";
}

std::string explore_html(const Analysis& analysis, const Exploration& exploration,
                         Language language) {
  return ExplorePage(analysis, exploration, language).run();
}

}  // namespace rodtrad::report
