#include "analyzer/language/lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "analyzer/language/lexicon_builder.h"
#include "analyzer/language/lexicon_rules.h"
#include "analyzer/language/stemmer.h"
#include "tests/support/lexicon.h"

namespace rodtrad::language {
namespace {

std::string build(std::string_view tsv) {
  return build_lexicon(listed_words(tsv, "words.tsv").value(), LexiconSources::ApertiumAndHunspell,
                       "test");
}

std::vector<std::string> strings(const std::vector<std::string_view>& views) {
  return {views.begin(), views.end()};
}

TEST(Lexicon, FindsFormsAndTheirWords) {
  const Lexicon& lexicon = test::mini_lexicon();
  const auto entry = lexicon.find("chefernas");
  ASSERT_TRUE(entry.has_value());
  ASSERT_EQ(entry->apertium.size(), 1U);
  EXPECT_EQ(lexicon.lemma_text(entry->apertium[0].lemma), "chef");
  EXPECT_EQ(entry->apertium[0].group, WordGroup::Noun);
  EXPECT_FALSE(lexicon.find("chefskap").has_value());
  EXPECT_FALSE(lexicon.find("").has_value());
  EXPECT_EQ(lexicon.origin(), "mini");
}

TEST(Lexicon, GivesAParadigmInOrder) {
  const std::string table =
      build("fall\tfall\tn\nfalla\tfalla\tv\nfall\tfalla\timp\nföll\tfalla\tv\n");
  const Lexicon lexicon = Lexicon::open(table).value();
  EXPECT_EQ(strings(lexicon.forms_of(lexicon.lemma("falla").value())),
            (std::vector<std::string>{"fall", "falla", "föll"}));
  const auto fall = lexicon.find("fall").value();
  ASSERT_EQ(fall.apertium.size(), 2U);
  EXPECT_NE(fall.apertium[0].imperative_only, fall.apertium[1].imperative_only);
}

TEST(Lexicon, IsTheSameHoweverItsWordsCome) {
  EXPECT_EQ(build("chef\tchef\tn\nchefer\tchef\tn\nmöte\tmöte\tn\n"),
            build("möte\tmöte\tn\nchefer\tchef\tn\nchef\tchef\tn\nchef\tchef\tn\n"));
}

TEST(Lexicon, AddsTheRegularPassives) {
  const std::string table = build("söka\tsöka\tv\nsöker\tsöka\tv\nsökte\tsöka\tv\nsökt\tsöka\tv\n");
  const Lexicon lexicon = Lexicon::open(table).value();
  EXPECT_TRUE(lexicon.knows("söks"));
}

TEST(Lexicon, AddsThePassivesOfVerbsInR) {
  const std::string table = build(
      "höra\thöra\tv\nhör\thöra\tv\nfara\tfara\tv\nfar\tfara\tv\n"
      "svara\tsvara\tv\nsvarar\tsvara\tv\nkör\tköra\tv\nkörs\tkör\tn\n");
  const Lexicon lexicon = Lexicon::open(table).value();
  EXPECT_TRUE(lexicon.knows("hörs"));
  EXPECT_FALSE(lexicon.knows("fars"));  // a farce
  EXPECT_FALSE(lexicon.knows("svarars"));
  EXPECT_EQ(lexicon.find("körs").value().apertium.size(), 2U);  // the choir's, and is driven
}

TEST(Lexicon, KnowsThePluralsOfWordsInAn) {
  const std::string table = build(
      "ansökan\tansökan\tn\nansökningar\tansökning\tn\nsamverkan\tsamverkan\tn\n"
      "handlan\thandlan\tn\nhandlingar\thandling\tn\n");
  const Lexicon lexicon = Lexicon::open(table).value();
  EXPECT_EQ(strings(lexicon.forms_of(lexicon.lemma("ansökan").value())),
            (std::vector<std::string>{"ansökan", "ansökningar", "ansökningarna", "ansökningarnas",
                                      "ansökningars"}));
  EXPECT_FALSE(lexicon.knows("samverkningar"));  // no source has it
  EXPECT_EQ(lexicon.find("handlingar").value().apertium.size(), 1U);
}

/// The forms that a rule adds, in order.
std::vector<std::string> added(void (*rule)(std::vector<LexiconWord>&),
                               std::vector<LexiconWord> words) {
  const std::size_t before = words.size();
  rule(words);
  std::vector<std::string> out;
  for (std::size_t i = before; i < words.size(); ++i) {
    out.push_back(words[i].form + ": " + words[i].lemma);
  }
  std::sort(out.begin(), out.end());
  return out;
}

TEST(LexiconRules, CompoundsHaveThePluralOfTheirHead) {
  using Forms = std::vector<std::string>;
  const WordGroup hunspell = WordGroup::Hunspell;
  EXPECT_EQ(
      added(add_vowel_plurals, {{.form = "sommarnatt", .lemma = "sommarnatt", .group = hunspell}}),
      (Forms{"sommarnätter: sommarnatt", "sommarnätterna: sommarnatt",
             "sommarnätternas: sommarnatt", "sommarnätters: sommarnatt"}));
  EXPECT_EQ(added(add_vowel_plurals, {{.form = "brandman", .lemma = "brandman"}}),
            (Forms{"brandmän: brandman", "brandmännen: brandman", "brandmännens: brandman",
                   "brandmäns: brandman"}));
  EXPECT_EQ(added(add_vowel_plurals, {{.form = "natt", .lemma = "natt"},
                                      {.form = "sommarnatten", .lemma = "sommarnatt"}}),
            Forms{});
}

TEST(LexiconRules, PluralsUnderAVerbAreTheNounsToo) {
  const LexiconWord noun{.form = "kris", .lemma = "kris"};
  const LexiconWord plural{.form = "kriserna", .lemma = "krisa", .group = WordGroup::Hunspell};
  const LexiconWord present{.form = "sluter", .lemma = "sluta", .group = WordGroup::Hunspell};
  const LexiconWord end{.form = "slut", .lemma = "slut"};
  EXPECT_EQ(added(add_er_plurals, {noun, plural, present, end}),
            (std::vector<std::string>{"kriser: kris", "kriserna: kris", "krisernas: kris",
                                      "krisers: kris"}));
  // What another source has as something else stays that.
  const LexiconWord other{.form = "kriser", .lemma = "kris", .group = WordGroup::Verb};
  EXPECT_EQ(added(add_er_plurals, {noun, plural, other}),
            (std::vector<std::string>{"kriserna: kris", "krisernas: kris", "krisers: kris"}));
  EXPECT_TRUE(added(add_er_plurals, {plural}).empty());
}

TEST(LexiconRules, PeopleAreNoPluralOfTheirSubject) {
  std::vector<LexiconWord> words;
  for (const char* const lemma : {"politik", "klinik", "karakteristik"}) {
    for (const char* const ending : {"", "en", "er", "erna"}) {
      words.push_back({.form = std::string(lemma) + ending, .lemma = lemma});
    }
  }
  for (const char* const person : {"politiker", "kliniker"}) {
    words.push_back({.form = person, .lemma = person});
  }
  const std::size_t before = words.size();
  drop_plurals_in_iker(words);
  EXPECT_EQ(words.size(), before - 2);
  EXPECT_TRUE(std::none_of(words.begin(), words.end(), [](const LexiconWord& word) {
    return word.lemma == "politik" && word.form.starts_with("politiker");
  }));
}

TEST(LexiconRules, VerbsBehindAParticleAreInflectedLikeTheVerb) {
  const LexiconWord verb{.form = "sätta", .lemma = "sätta", .group = WordGroup::Verb};
  const LexiconWord present{.form = "sätter", .lemma = "sätta", .group = WordGroup::Verb};
  const LexiconWord past{.form = "satte", .lemma = "sätta", .group = WordGroup::Verb};
  const LexiconWord whole{.form = "bosätta", .lemma = "bosätta", .group = WordGroup::Hunspell};
  const LexiconWord known{.form = "bosätter", .lemma = "bosätta", .group = WordGroup::Hunspell};
  EXPECT_EQ(
      added(add_particle_verbs, {verb, present, past, whole, known}),
      (std::vector<std::string>{"bosatte: bosätta", "bosätta: bosätta", "bosätter: bosätta"}));
  // Nothing says that it is a verb: Uppsala is no upp + sala.
  EXPECT_TRUE(added(add_particle_verbs, {verb, present, past, whole}).empty());
  // Another source has the word as something else.
  const LexiconWord other{.form = "bosätta", .lemma = "bosätta", .group = WordGroup::Adverb};
  EXPECT_TRUE(added(add_particle_verbs, {verb, present, past, whole, known, other}).empty());
}

TEST(LexiconRules, AVerbHasTheParticipleThatIsListedAlone) {
  const LexiconWord supine{.form = "utskrivit", .lemma = "utskriva", .group = WordGroup::Verb};
  const LexiconWord base{.form = "utskriven", .lemma = "utskriven", .group = WordGroup::Adjective};
  const LexiconWord plural{
      .form = "utskrivna", .lemma = "utskriven", .group = WordGroup::Adjective};
  EXPECT_EQ(added(add_participles, {supine, base, plural}),
            (std::vector<std::string>{"utskriven: utskriva", "utskrivet: utskriva",
                                      "utskrivna: utskriva"}));
  EXPECT_TRUE(added(add_participles, {supine, base}).empty()) << "no plural, no participle";
  LexiconWord own = base;
  own.lemma = "utskriva";
  own.group = WordGroup::PastParticiple;
  EXPECT_TRUE(added(add_participles, {supine, base, plural, own}).empty()) << "known already";
}

TEST(LexiconRules, TheShortDefiniteIsAdded) {
  EXPECT_EQ(added(add_short_definites, {{.form = "läraren", .lemma = "lärare"},
                                        {.form = "lärares", .lemma = "lärare"},
                                        {.form = "varen", .lemma = "var"}}),
            std::vector<std::string>{"lärarn: lärare"});
}

TEST(Lexicon, LeavesOutWhatIsNoForm) {
  const std::string table =
      build("vård\tvård\tn\nvårdet\tvård\tn\nvårdet\tvårda\tv\nvårdet\tvård\tdrop\n");
  const Lexicon lexicon = Lexicon::open(table).value();
  ASSERT_EQ(lexicon.find("vårdet").value().apertium.size(), 1U);
  EXPECT_EQ(lexicon.lemma_text(lexicon.find("vårdet").value().apertium[0].lemma), "vårda");
}

TEST(Lexicon, TellsExclamations) {
  const std::string table = build("buss\tbuss\tn\nbuss\tbuss\tij\nmot\tmot\tclosed\n");
  const Lexicon lexicon = Lexicon::open(table).value();
  const auto buss = lexicon.find("buss").value();
  ASSERT_EQ(buss.apertium.size(), 2U);
  EXPECT_FALSE(buss.apertium[0].exclamation);
  EXPECT_TRUE(buss.apertium[1].exclamation);
  EXPECT_FALSE(lexicon.find("mot").value().apertium.front().exclamation);
}

TEST(Stemmer, AGenitiveHasTheStemOfItsWord) {
  Stemmer stemmer;
  for (const auto& [form, word] : {std::pair{"joppars", "joppar"},
                                   {"joppars", "joppe"},
                                   {"slömdats", "slömda"},
                                   {"konundrums", "konundrum"}}) {
    EXPECT_EQ(stemmer.stem(form), stemmer.stem(word)) << form;
  }
  EXPECT_EQ(stemmer.stem("hus"), "hus");
}

TEST(Lexicon, RefusesDamagedTables) {
  const std::string table = build("chef\tchef\tn\nchefer\tchef\tn\n");
  EXPECT_FALSE(Lexicon::open(""));
  EXPECT_FALSE(Lexicon::open("not a lexicon at all, but long enough to hold a header"));
  for (std::size_t size = 0; size < table.size(); size += 7) {
    EXPECT_FALSE(Lexicon::open(std::string_view(table).substr(0, size))) << size;
  }
}

TEST(Lexicon, ListedWordsTellTheirLine) {
  const auto words = listed_words("chef\tchef\tn\nmöte\tmöte\tsubst\n", "words.tsv");
  ASSERT_FALSE(words);
  EXPECT_EQ(words.failure().diagnostics.items().front().place.line, 2U);
}

TEST(Lexicon, HunspellWordsFromSuffixRules) {
  const std::string aff = "SET UTF-8\nSFX A Y 2\nSFX A 0 en .\nSFX A 0 er .\n";
  const std::string dic = "2\nchef/A\nmöte\n";
  const auto words = hunspell_words(dic, aff);
  ASSERT_TRUE(words);
  std::vector<std::string> forms;
  for (const LexiconWord& word : words.value()) forms.push_back(word.form + ":" + word.lemma);
  std::sort(forms.begin(), forms.end());
  EXPECT_EQ(forms,
            (std::vector<std::string>{"chef:chef", "chefen:chef", "chefer:chef", "möte:möte"}));
}

}  // namespace
}  // namespace rodtrad::language
