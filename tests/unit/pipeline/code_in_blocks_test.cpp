#include <gtest/gtest.h>

#include <array>
#include <random>

#include "analyzer/pipeline/analyze.h"
#include "analyzer/pipeline/code_in_blocks.h"
#include "analyzer/report/terminal.h"
#include "analyzer/report/writer.h"

/// A run in blocks gives what the run over the whole material gives, byte for byte: results,
/// totals, remarks and errors. The texts are invented; every line of theirs is there for something
/// that reaches over lines (speakers, headings, lists of people, times, turns) or that is counted.
namespace rodtrad::pipeline {
namespace {

using namespace std::string_literals;

CompiledCodebook book() {
  auto compiled = compile_codebook(
      R"({"format": "rodtrad-codebook/1", "id": "b", "title": "Prov",
          "levels": [{"id": "regional", "label": "Regional nivå", "indicators": ["region", "länsnivå"]},
                     {"id": "lokal", "label": "Lokal nivå", "indicators": ["kommun*"]},
                     {"id": "ingen", "label": "Utan nivå", "default": true}],
          "themes": [{"id": "struktur", "label": "Struktur", "indicators": ["struktur"],
                      "concepts": [{"id": "roller", "label": "Roller", "indicators": ["roll", "otydlig AND roll"]},
                                   {"id": "moten", "label": "Möten", "indicators": ["möte", "/m[öo]ten?/"], "unless": ["inställt"]}]},
                     {"id": "kultur", "label": "Kultur",
                      "concepts": [{"id": "tillit", "label": "Tillit", "indicators": ["tillit", "lita NEAR/3 varandra"]}]}]})",
      "b.json");
  if (!compiled) throw std::runtime_error(to_text(compiled.failure().diagnostics.items()[0]));
  return std::move(compiled).value();
}

/// Everything a person gets to see of a run that only writes codings.
struct Seen {
  std::string codings{};
  std::string run{};
  std::string summary{};
  std::string errors{};
  std::size_t blocks = 0;
};

std::string told(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics.items()) out += to_text(d);
  return out;
}

Seen whole(const Request& request, const CompiledCodebook& codebook) {
  const auto analysis = analyze(request, codebook);
  if (!analysis) return {.errors = told(analysis.failure().diagnostics)};
  const Analysis& a = analysis.value();
  return {report::codings_jsonl(a),
          report::run_json(a),
          report::terminal_summary(a, report::Language::Swedish, 100),
          {}};
}

Seen in_blocks(const Request& request, const CompiledCodebook& codebook, std::size_t block_bytes) {
  const auto run = code_in_blocks(
      request, codebook,
      {.block_bytes = block_bytes, .scratch_folder = std::filesystem::temp_directory_path()});
  if (!run) return {.errors = told(run.failure().diagnostics)};
  Seen seen;
  seen.blocks = run.value().blocks;
  const Outcome written = run.value().write_codings([&seen](std::string_view bytes) {
    seen.codings += bytes;
    return success();
  });
  EXPECT_TRUE(written);
  seen.run = report::run_json(run.value().analysis);
  seen.summary = report::terminal_summary(run.value().analysis, report::Language::Swedish, 100);
  return seen;
}

/// Compares at sizes that put a border after every line, and at some that do not. Returns the
/// number of blocks at the smallest size.
std::size_t expect_same(Request request, const CompiledCodebook& codebook,
                        const std::string& what) {
  const Seen wanted = whole(request, codebook);
  std::size_t blocks = 0;
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{90}, std::size_t{700}}) {
    for (const std::size_t jobs : {std::size_t{1}, std::size_t{3}}) {
      request.jobs = jobs;
      const Seen got = in_blocks(request, codebook, bytes);
      const std::string where =
          what + ", blocks of " + std::to_string(bytes) + ", " + std::to_string(jobs) + " threads";
      EXPECT_EQ(got.errors, wanted.errors) << where;
      EXPECT_EQ(got.codings, wanted.codings) << where;
      EXPECT_EQ(got.run, wanted.run) << where;
      EXPECT_EQ(got.summary, wanted.summary) << where;
      blocks = std::max(blocks, got.blocks);
    }
  }
  return blocks;
}

Input text(std::string name, std::string bytes) {
  std::string key = name.substr(0, name.rfind('.'));
  return {.name = std::move(name), .key = std::move(key), .bytes = std::move(bytes)};
}

Request of(std::vector<Input> inputs) {
  Request request;
  request.title = "Prov";
  request.inputs = std::move(inputs);
  return request;
}

/// Nothing here is a wrapped line: paragraphs stand apart.
const std::string kInterview =
    "Intervju på vårdcentralen\n\n"
    "Deltagare: Anna Ek, Bo Lind\n\n"
    "I: Hur ser rollerna ut hos er?\n\n"
    "IP1: Det är en otydlig roll. Möten har vi i regionen.\n\n"
    "  Vi litar på varandra i kommunen.\n\n"
    "I: Fler möten?\n\n"
    "IP2: Mötet blev inställt. Rollen finns kvar.\n\n"
    "Regional nivå\n\n"
    "IP2: Strukturen är ny. Rollen är otydlig.\n\n"
    "Sida 3 av 9\n\n"
    "Anna Ek, samordnare\n\nBo Lind, chef\n\nCecilia Berg, läkare\n\n"
    "IP1: [00:01:10] Tillit saknas, [skratt] på länsnivå.\n\n\n"
    "Referenser\n\n"
    "En bok om roller och möten.\n";

const std::string kJsonl =
    R"({"id": "a", "text": "Otydlig roll i regionen.", "speaker": "Kim", "attributes": {"nivå": "lokal"}})"
    "\n"
    R"({"text": "Vi litar på varandra.", "question": "Vad fungerar?", "votes": 3, "extra": 1})"
    "\r\n\n"
    R"({"id": "b", "text": "vet ej"})"
    "\n"
    R"({"id": "c", "text": "Möten, möten och möten.\nRoller i kommunen.", "speaker": "Kim", "extra": 2})"
    "\n"
    R"({"id": "d", "text": "Struktur behövs.", "speaker": "Lo", "attributes": {"grupp": "2"}})";

TEST(CodeInBlocks, GivesTheSameForEveryUnit) {
  const CompiledCodebook codebook = book();
  for (const auto unit : {std::optional<UnitKind>(), std::optional(UnitKind::Sentence),
                          std::optional(UnitKind::Turn), std::optional(UnitKind::Paragraph),
                          std::optional(UnitKind::Answer), std::optional(UnitKind::Document)}) {
    Request request = of({text("intervju.txt", kInterview), text("svar.jsonl", kJsonl)});
    request.unit = unit;
    const std::size_t blocks =
        expect_same(request, codebook, unit ? std::string(to_text(*unit)) : "auto");
    EXPECT_GT(blocks, unit == UnitKind::Document ? 5U : 11U);
  }
}

TEST(CodeInBlocks, GivesTheSameForEveryZone) {
  const CompiledCodebook codebook = book();
  for (const Zone zone : kZones) {
    Request request = of({text("intervju.txt", kInterview), text("svar.jsonl", kJsonl)});
    request.coded_zones = {zone};
    expect_same(request, codebook, std::string(to_text(zone)));
  }
}

TEST(CodeInBlocks, CarriesHeadingsFromOnePartToTheNext) {
  const CompiledCodebook codebook = book();
  Request request = of({text("rapport.txt",
                             "Lokal nivå\nEn roll.\nEtt möte i regionen.\nStruktur: Regional nivå\n"
                             "En roll till.\nÅterigen en roll.\nKultur: Lokal nivå\nTillit.\n"
                             "Roll.\nStruktur: Utan nivå\nEtt möte och en roll.\nTack\nRoll.\n")});
  request.inputs[0].settings.headings_code = true;
  expect_same(request, codebook, "headings code");
  request.inputs[0].settings.headings_code = false;
  expect_same(request, codebook, "headings give the level");
  request.coded_zones = {Zone::Heading, Zone::Respondent};
  expect_same(request, codebook, "headings are coded");
  EXPECT_GT(in_blocks(request, codebook, 1).blocks, 8U);
  EXPECT_NE(in_blocks(request, codebook, 1).codings.find("\"level_basis\":\"heading\""),
            std::string::npos);
}

TEST(CodeInBlocks, TakesALongTextInPartsThoughSomeLinesLookLikeATranscripts) {
  const CompiledCodebook codebook = book();
  std::string bytes =
      "Anna Ek   0:03\n\nBo Lind   0:09\n\n10:15 Möte\n\n10:20 Roll\n\n10:30 Roll\n\n";
  for (int i = 0; i < 700; ++i) bytes += "En roll i regionen som alla andra.\n\n";
  const Request request = of({text("lang.txt", bytes)});
  EXPECT_GT(expect_same(request, codebook, "chance"), 500U);
}

TEST(CodeInBlocks, LearnsWhoSpeaksOnSlidesAndBeginsAgain) {
  // Who speaks is known long before the text ends: what was read ahead by then must be forgotten.
  const CompiledCodebook codebook = book();
  std::string bytes = "1 Roller och struktur\n\nAnna: En otydlig roll.\n\n";
  for (int i = 0; i < 12; ++i) bytes += "Och en roll till, som vi har i kommunen.\n\n";
  bytes += "Bo: Ett möte i regionen.\n\nAnna: Ja.\n\nBo: Nej.\n\n";
  for (int slide = 2; slide < 30; ++slide) {
    bytes +=
        std::to_string(slide) + " Möte och tillit\n\nAnna: Vi litar på varandra.\n\nBo: Roll.\n\n";
  }
  EXPECT_GT(expect_same(of({text("bilder.txt", bytes)}), codebook, "slides"), 50U);
}

TEST(CodeInBlocks, DecodesPiecesAsTheWhole) {
  const CompiledCodebook codebook = book();
  std::string crlf;
  for (const char c : kInterview) crlf += c == '\n' ? "\r\n"s : std::string(1, c);
  std::string latin;
  for (std::size_t i = 0; i < kInterview.size(); ++i) {
    const auto byte = static_cast<unsigned char>(kInterview[i]);
    latin += byte == 0xC3 ? static_cast<char>(static_cast<unsigned char>(kInterview[++i]) + 0x40)
                          : kInterview[i];
  }
  const std::string nfd =
      "En o\xCC\x88ppen roll.\nMo\xCC\x88ten i regionen.\nRoll\xE2\x80\xA8möte.\n";
  expect_same(
      of({text("a.txt", "\xEF\xBB\xBF" + crlf), text("b.txt", latin), text("c.txt", nfd),
          text("d.txt", "En roll \xFF\xC3 i kommunen.\nMöte \xE2\x82\nRoll.\n"),
          text("e.txt", "\n \n\n"), text("f.txt", ""),
          text("g.txt", "R\r\nroll\rmöte\vroll\n\n\rroll"), text("h.txt", "mÃ¶te Ã¥r\nroll Ã¤r\n"),
          text("i.txt", "\xFF\xFEr\0o\0l\0l\0\n\0r\0o\0l\0l\0"s),
          text("j.jsonl", "\xEF\xBB\xBF" + kJsonl),
          text("k.txt",
               "\xEF\xBB\xBF"
               "Anna Ek: En roll.\nBo Lind: Nej.\nAnna Ek: Ett möte.\nBo Lind: Ja.\n"),
          text("l.txt", kInterview + nfd), text("m.txt", kInterview + "En roll \xFF till.\n")}),
      codebook, "encodings");
  Request named = of({text("b.txt", latin)});
  named.import.encoding = "windows-1252";
  expect_same(named, codebook, "named encoding");
  named.import.encoding = "utf-8";
  expect_same(named, codebook, "named encoding that is wrong");
  named.import.encoding = "utf-16";
  expect_same(named, codebook, "an encoding of two bytes");
}

TEST(CodeInBlocks, TellsOfSpeakersAsTheWhole) {
  const CompiledCodebook codebook = book();
  Request request =
      of({text("a.txt", kInterview), text("b.txt",
                                          "Intervjuare - Hur är det?\n\nRespondent - En roll.\n\n"
                                          "Intervjuare - Och mötet?\n\nRespondent - Bra.\n")});
  request.import.interviewers = {"IP2", "IP7", "Bo Lindh"};
  expect_same(request, codebook, "interviewers");
  const Seen seen = whole(request, codebook);
  EXPECT_EQ(seen.run.find("\"IP2\": nobody"), std::string::npos);
  for (const char* part : {"no speaker is called \\\"IP7\\\"",
                           "no speaker is called \\\"Bo Lindh\\\"", "transcript-labels-unread"}) {
    EXPECT_NE(seen.run.find(part), std::string::npos) << part << seen.run;
  }
}

TEST(CodeInBlocks, MakesIdsUniqueAsTheWhole) {
  const CompiledCodebook codebook = book();
  const auto line = [](const std::string& id) {
    return R"({"id": ")" + id + R"(", "text": "En roll.", "speaker": "Kim"})" + "\n";
  };
  const std::string ids = line("a") + line("a") + line("a~2") + line("b") + line("a") +
                          line("c~2") + line("c") + line("c") + line("c") + line("x~~2");
  Request request = of({text("1.jsonl", ids), text("2.jsonl", line("a") + line("a~3") + line("d")),
                        text("a.txt", "En roll.\nEtt möte.\n"), text("d.csv", "svar\nEn roll.\n")});
  expect_same(request, codebook, "ids");
  request.attribute_tables = {
      {"attribut.csv", "document,nivå\na~2,lokal\na,regional\nfinns ej,x\n"}};
  expect_same(request, codebook, "ids and attributes");
}

TEST(CodeInBlocks, GivesAttributesAsTheWhole) {
  const CompiledCodebook codebook = book();
  Request request = of({text("intervju.txt", kInterview), text("svar.jsonl", kJsonl)});
  request.inputs[0].settings.attributes.set("plats", "norr");
  request.attribute_tables = {
      {"attribut.csv",
       "dokument,talare,nivå,roll\nintervju,IP1,regional,\nintervju,IP2,,Intervjuare\n"
       "svar,,lokal,\nintervjun,,lokal,\n,Kim,regional,\n"},
      {"fler.csv", "document,extra\nb,1\nsaknas,2,3\n"}};
  expect_same(request, codebook, "a table with a row that is too long");
  request.attribute_tables[1].bytes = "document,extra\nb,1\nsaknas,2\n";
  expect_same(request, codebook, "tables");
  std::string many;
  for (int i = 0; i < 2100; ++i) {
    many += R"({"text": "En roll.", "attributes": {"a)" + std::to_string(i) + "\": \"1\"}}\n";
  }
  request.inputs.push_back(text("vida.jsonl", many));
  request.attribute_tables.clear();
  expect_same(request, codebook, "too many attributes");
}

TEST(CodeInBlocks, TellsTheSameErrors) {
  const CompiledCodebook codebook = book();
  Request request =
      of({text("a.jsonl", kJsonl + "\n{\"text\": 1}\n" + kJsonl), text("b.docx", "no"),
          text("c.txt", kInterview),
          text("d.jsonl", "{\"text\": \"En roll. \xFF\"}\n{\"txt\": \"\"}\n"),
          text("e.txt", "abc\0def\n"s + kInterview), text("f.jsonl", "{\n" + kJsonl)});
  Input missing = text("saknas.txt", "");
  missing.unreadable = failure("io-not-found", "no such file").diagnostics.items().front();
  request.inputs.push_back(missing);
  expect_same(request, codebook, "stop");
  request.on_bad_input = OnBadInput::KeepGoing;
  expect_same(request, codebook, "keep going");
}

/// More lines than are read back at once.
TEST(CodeInBlocks, HandsManyLinesOverInOrderAndStopsWhenTheyCannotBeWritten) {
  const CompiledCodebook codebook = book();
  std::string lines;
  for (int i = 0; i < 1500; ++i)
    lines += R"({"text": "Otydlig roll i regionen. Möten."})"
             "\n";
  Request request = of({text("a.jsonl", lines)});
  const std::string wanted = whole(request, codebook).codings;
  ASSERT_GT(wanted.size(), std::size_t{1} << 20U);
  for (const std::size_t jobs : {std::size_t{1}, std::size_t{3}}) {
    request.jobs = jobs;
    EXPECT_TRUE(in_blocks(request, codebook, 1000).codings == wanted) << jobs;
    const auto run = code_in_blocks(request, codebook, {.block_bytes = 1000});
    ASSERT_TRUE(run);
    std::string written;
    int calls = 0;
    const Outcome stopped = run.value().write_codings([&](std::string_view bytes) -> Outcome {
      if (++calls == 3) return failure("out-write", "no room");
      written += bytes;
      return success();
    });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(told(stopped.failure().diagnostics),
              told(failure("out-write", "no room").diagnostics));
    EXPECT_EQ(calls, 3);
    EXPECT_TRUE(wanted.starts_with(written));
  }
}

/// Lines that decide about lines far away, in any order.
TEST(CodeInBlocks, GivesTheSameForTextsPutTogetherAtRandom) {
  constexpr std::array lines = {
      "I: Vad tycker ni om rollerna?",
      "IP1: Rollen är otydlig i regionen.",
      "IP2: Vi har möten. Kommunen är med.",
      "Anna Ek: Tillit är en roll.",
      "Vi litar på varandra, och rollen är en annan.",
      "Regional nivå",
      "Lokal nivå",
      "Struktur: Regional nivå",
      "Kultur: Lokal nivå Vi har tillit: alla litar på varandra.",
      "Anna Ek, samordnare",
      "Bo Lind, chef",
      "Cecilia Berg, läkare",
      "Sida 2",
      "2026-03-04",
      "",
      "",
      "- en roll i en lista",
      "1. ett möte",
      "12 möten",
      "[00:01:10] En roll i tid.",
      "00:02:11 Ett möte",
      "Referenser",
      "Bakgrund",
      "En roll. Läs mer",
      "www.exempel.se",
      "Deltagare: Anna Ek, Bo Lind",
      "möten som går vidare utan stor bokstav",
      "Ett möte på länsnivå med en lång rad ord som fyller hela raden och lite till, så att den "
      "som "
      "läser ser att det är ett helt stycke och inte en bruten rad, som ju är kortare än så här.",
      "Obs: mötet är inställt",
      "Läs mer",
      "[Anna Ek] 11:02:09",
      "Bo Lind started transcription",
      "Anna Ek   0:03",
      "Struktur"};
  const CompiledCodebook codebook = book();
  std::size_t cut = 0;
  for (unsigned seed = 1; seed <= 120; ++seed) {
    std::mt19937 random(seed);
    const std::size_t kinds = 3 + random() % (lines.size() - 3);
    const std::size_t first = random() % lines.size();
    std::string made;
    for (std::size_t n = 5 + random() % 40; n > 0; --n) {
      made += lines[(first + random() % kinds) % lines.size()];
      made += seed % 2 == 0 ? "\n" : "\n\n";
    }
    Request request = of({text("a.txt", made)});
    request.unit = std::array{UnitKind::Sentence, UnitKind::Turn, UnitKind::Paragraph}[seed % 3];
    if (seed % 4 == 0) request.coded_zones = {Zone::Respondent, Zone::Interviewer, Zone::Heading};
    if (seed % 5 == 0) request.inputs[0].settings.headings_code = true;
    if (expect_same(request, codebook, "seed " + std::to_string(seed) + "\n" + made) > 4) ++cut;
    if (HasFailure()) return;
  }
  EXPECT_GT(cut, 40U);  // the others hold what asks for the whole text
}

}  // namespace
}  // namespace rodtrad::pipeline
