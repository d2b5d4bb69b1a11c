#include "tests/support/docx.h"

#include <zip.h>

#include <stdexcept>

namespace rodtrad::test {

std::string zip_of(const std::map<std::string, std::string>& parts) {
  zip_error_t error;
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (const auto& [name, bytes] : parts) {
    zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), 315532800, 0);
  }
  if (zip_close(archive) != 0) throw std::runtime_error("zip");
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  std::string out(static_cast<std::size_t>(zip_source_tell(target)), '\0');
  zip_source_seek(target, 0, SEEK_SET);
  zip_source_read(target, out.data(), out.size());
  zip_source_close(target);
  zip_source_free(target);
  return out;
}

std::string docx_of(const std::string& body, const std::string& styles) {
  const std::string w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
  std::map<std::string, std::string> parts;
  parts["word/document.xml"] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document " + w +
                               "><w:body>" + body + "</w:body></w:document>";
  if (!styles.empty()) {
    parts["word/styles.xml"] = "<w:styles " + w + ">" + styles + "</w:styles>";
  }
  return zip_of(parts);
}

std::string docx_paragraph(const std::string& text, const std::string& style) {
  return "<w:p>" + (style.empty() ? "" : "<w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>") +
         "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
}

}  // namespace rodtrad::test
