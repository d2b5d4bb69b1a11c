#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "analyzer/formats/json_io.h"
#include "analyzer/formats/json_reader.h"

namespace rodtrad::formats {
namespace {

using nlohmann::json;

bool same(const JsonItem& item, const json& value) {
  switch (item.kind()) {
    case JsonItem::Kind::Null:
      return value.is_null();
    case JsonItem::Kind::Boolean:
      return value.is_boolean() && item.truth() == value.get<bool>();
    case JsonItem::Kind::Whole:
      return value.is_number_integer() && item.whole() == value.get<std::uint64_t>();
    case JsonItem::Kind::Decimal:
      return value.is_number_float();
    case JsonItem::Kind::Text:
      return value.is_string() && item.text() == value.get<std::string>();
    case JsonItem::Kind::Array: {
      if (!value.is_array()) return false;
      std::size_t i = 0;
      for (const JsonItem& part : item) {
        if (i == value.size() || !same(part, value[i++])) return false;
      }
      return i == value.size();
    }
    case JsonItem::Kind::Object: {
      if (!value.is_object()) return false;
      std::size_t members = 0;
      for (const JsonItem& part : item) {
        const auto found = value.find(std::string(part.key()));
        if (found == value.end() || !same(part, *found)) return false;
        ++members;
      }
      return members == value.size();
    }
  }
  return false;
}

/// Lines as ours are, and pieces to damage them with.
const std::vector<std::string> kLines = {
    R"({"id":"5a4f","document":"1","start":0,"end":139,"text":"Vi måste \"ringa\" 🙂","speaker":null,)"
    R"("attributes":{"Bord":"Bord 1"},"evidence":[{"indicator":"chef","start":135,"how":"equal"}],)"
    R"("votes":-3,"score":2.5e-1,"read":true})",
    R"([[],{},"",0,-0,1.0,1E5,18446744073709551616,{"a":{"a":[{"a":1}]}},"\\u00e5 \u00e5"])",
    R"({"start":1,"end":2,"segments":[{"start":0,"end":139,"kind":4,"attributes":[["a","b"]]}]})"};
const std::vector<std::string> kPieces = {"{",
                                          "}",
                                          "[",
                                          "]",
                                          ",",
                                          ":",
                                          "\"",
                                          "\\",
                                          "\\\"",
                                          "\\u",
                                          "\\ud83d",
                                          "\\u0041",
                                          "0",
                                          "-",
                                          ".",
                                          "e",
                                          "1e400",
                                          " ",
                                          "\t",
                                          "\r",
                                          "\n",
                                          "å",
                                          "\xC3",
                                          "\xED\xA0\x80",
                                          "\xFF",
                                          "null",
                                          "true",
                                          "\"a\":1,",
                                          "\"start\":0,",
                                          "\x01",
                                          "9999999999999999999999"};

std::string damaged(std::mt19937& random) {
  std::string line = kLines[random() % kLines.size()];
  for (auto n = random() % 4; n > 0; --n) {
    const std::size_t at = random() % (line.size() + 1);
    const std::string& piece = kPieces[random() % kPieces.size()];
    switch (random() % 3) {
      case 0:
        line.insert(at, piece);
        break;
      case 1:
        line.erase(at, 1 + random() % 5);
        break;
      default:
        line.replace(at, 1, piece);
    }
  }
  return line;
}

TEST(JsonProperty, TheFastReaderAndTheStrictParserAreOfOneMind) {
  std::mt19937 random(20261122);
  JsonReader reader;
  int taken = 0;
  for (int round = 0; round < 50'000; ++round) {
    const std::string line = damaged(random);
    const auto strict = parse_json(line, "f.jsonl", 3);
    const auto fast = reader.read(line, "f.jsonl", 3);
    ASSERT_EQ(static_cast<bool>(strict), static_cast<bool>(fast)) << line;
    if (strict) {
      ++taken;
      ASSERT_TRUE(same(*fast.value(), strict.value())) << line;
    } else {
      ASSERT_EQ(to_text(fast.failure().diagnostics.items().front()),
                to_text(strict.failure().diagnostics.items().front()))
          << line;
    }
  }
  EXPECT_GT(taken, 10'000);
}

}  // namespace
}  // namespace rodtrad::formats
