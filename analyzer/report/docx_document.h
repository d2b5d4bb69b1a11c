#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/report/phrases.h"
#include "analyzer/report/table.h"

/// Builds a Word document: what a person writes in Word and LibreOffice open without repair. Parts
/// are added from top to bottom; the same calls give the same bytes.
namespace rodtrad::report {

/// A stretch of text with one look. Line ends in the text become line breaks.
struct Run {
  std::string text;
  bool bold = false;
  bool italic = false;
  bool marked = false;  ///< on a light yellow ground: a hit, a thing to look at
  bool muted = false;   ///< grey: places, counts
  /// `#name` leads to the heading, paragraph or table with that bookmark; else a web address.
  std::string link{};
};
using Runs = std::vector<Run>;

/// A cell of a Word table: text, or a choice a person makes in Word.
struct DocxCell {
  Runs runs{};
  bool right = false;                  ///< numbers
  std::vector<std::string> choices{};  ///< not empty: a drop-down list; its text is `runs`

  DocxCell() = default;
  DocxCell(std::string text) : runs{{.text = std::move(text)}} {}
  DocxCell(const char* text) : runs{{.text = text}} {}
  DocxCell(Runs content) : runs(std::move(content)) {}
};

struct DocxTable {
  std::vector<std::string> header{};  ///< repeated on every page
  std::vector<double> widths{};       ///< relative; empty: equal
  std::vector<std::vector<DocxCell>> rows{};
  std::string caption{};      ///< numbered: `Tabell 1. …`; empty: none
  std::string description{};  ///< for those who do not see the table
  std::string bookmark{};
  bool first_column_heads = true;  ///< the first column names the row
};

struct DocxPicture {
  std::string png{};      ///< bytes of a PNG file
  std::string alt{};      ///< for those who do not see the picture; required
  std::string caption{};  ///< numbered: `Figur 1. …`; empty: none
  double width_cm = 16;   ///< never wider than the page; the height follows
};

class DocxDocument {
 public:
  enum class Page { Portrait, Landscape };
  struct Options {
    std::string title{};  ///< in the file's properties and the page header
    Language language = Language::Swedish;
    Page page = Page::Portrait;
  };
  explicit DocxDocument(Options options);

  void title(std::string_view text);
  void subtitle(std::string_view text);
  /// Level 1-3; the first two stand in the table of contents. `bookmark` is any text; links name it.
  void heading(int level, std::string_view text, std::string_view bookmark = {});
  void paragraph(const Runs& runs, std::string_view bookmark = {});
  void paragraph(std::string_view text);
  /// A quote with its source line below, kept together on a page.
  void quote(const Runs& runs, const Runs& source = {}, std::string_view bookmark = {});
  void bullet(const Runs& runs, int depth = 0);
  void numbered(const Runs& runs);
  void table(const DocxTable& table);
  /// A results table: its title as caption, its notes below, its links as links.
  void table(const Table& table);
  void picture(const DocxPicture& picture);
  /// What is written next begins a page.
  void page_break();
  /// The table of contents stands here, already filled in; Word's "update field" adds the pages.
  void contents();

  /// The whole file; the document is empty afterwards.
  std::string take();

 private:
  enum class Keep { No, WithNext };
  void open_paragraph(std::string_view style, Keep keep = Keep::No, std::string_view more = {});
  void close_paragraph();
  void bookmark(std::string_view name);
  void runs(const Runs& runs);
  void run(const Run& run);
  void caption(const char* kind, int number, std::string_view text, Keep keep,
               std::string_view name = {});
  void cell(const DocxCell& cell, int width, bool heads_row);
  std::string bookmark_id(std::string_view name);
  std::string relation(const char* type, const std::string& target, bool external);
  [[nodiscard]] std::string contents_xml() const;
  [[nodiscard]] int text_width() const;

  struct Entry {
    int level;
    std::string text;
    std::string bookmark;
  };
  struct Relation {
    std::string id;
    std::string type;
    std::string target;
    bool external;
  };

  Options options_;
  std::string body_;
  std::vector<Entry> entries_;
  std::vector<Relation> relations_;
  std::map<std::string, std::string, std::less<>> bookmarks_;  ///< name as given -> Word's
  std::vector<std::string> pictures_;
  std::optional<std::size_t> contents_at_;
  int next_id_ = 1;  ///< of bookmarks, pictures and controls
  int tables_ = 0;
  int figures_ = 0;
  bool new_page_ = false;  ///< what comes next begins one
  int headings_ = 0;
};

}  // namespace rodtrad::report
