#pragma once
#include <string>
#include <string_view>

#include "analyzer/model/analysis.h"
#include "analyzer/report/phrases.h"

/// What reports promise, read back with readers of our own: the program's own readers may share
/// its writers' mistakes.
namespace rodtrad::fuzz {

/// report.html is inert: with every < > & " ' of the material swapped for other characters the page
/// has the same elements and attributes; the material itself stands in it as text.
void check_html(const Analysis& analysis, report::Language language);

/// Outside code, nothing in report.md opens an HTML element.
void check_markdown(const Analysis& analysis);

/// Every line of codings.jsonl is strict JSON; offsets in code points give back the text.
void check_jsonl(const Analysis& analysis);

/// run.json is strict JSON.
void check_run(const Analysis& analysis);

/// The tables re-read to the cells they were written from, and hold nothing that a spreadsheet
/// program would run as a formula.
void check_csv(const Analysis& analysis, char separator);

}  // namespace rodtrad::fuzz
