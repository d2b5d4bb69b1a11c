#include "tests/fuzz/checks.h"
#include "tests/fuzz/parts.h"

/// The XML of a workbook with one sheet inside a sound container: the sheet, the shared texts, the
/// styles.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto pieces = rodtrad::fuzz::pieces_of(rodtrad::fuzz::as_text(data, size), 3);
  rodtrad::fuzz::check_import(
      "material.xlsx",
      rodtrad::fuzz::container_of(
          {{"xl/workbook.xml",
            "<workbook><sheets><sheet name=\"Svar\" sheetId=\"1\" "
            "r:id=\"a\"/></sheets></workbook>"},
           {"xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
            "</Relationships>"},
           {"xl/s.xml", pieces[0]},
           {"xl/sharedStrings.xml", pieces[1]},
           {"xl/styles.xml", pieces[2]}}));
  return 0;
}
