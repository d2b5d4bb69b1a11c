#include "analyzer/formats/xml_writer.h"

#include "analyzer/base/contract.h"
#include "analyzer/base/utf8.h"

namespace rodtrad::formats {
namespace {

bool forbidden(char32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF;
}

}  // namespace

void append_xml(std::string& out, std::string_view text) {
  utf8::for_each(text, [&out](char32_t c, std::size_t) {
    switch (c) {
      case '&':
        out += "&amp;";
        return;
      case '<':
        out += "&lt;";
        return;
      case '>':
        out += "&gt;";
        return;
      case '"':
        out += "&quot;";
        return;
      case '\t':
        out += "&#9;";
        return;
      case '\n':
        out += "&#10;";
        return;
      case '\r':
        out += "&#13;";
        return;
      default:
        utf8::append(out, forbidden(c) ? utf8::kReplacement : c);
    }
  });
}

XmlWriter& XmlWriter::begin(std::string_view name) {
  close_tag();
  if (!open_.empty()) out_ += '\n';
  out_.append(open_.size() * 2, ' ');
  out_ += '<';
  out_ += name;
  open_.emplace_back(name);
  in_tag_ = true;
  has_text_ = false;
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::string_view value) {
  expects(in_tag_, "attributes stand in their element's tag");
  out_ += ' ';
  out_ += name;
  out_ += "=\"";
  append_xml(out_, value);
  out_ += '"';
  return *this;
}

XmlWriter& XmlWriter::number(std::string_view name, std::int64_t value) {
  return attribute(name, std::to_string(value));
}

XmlWriter& XmlWriter::text(std::string_view text) {
  close_tag();
  append_xml(out_, text);
  has_text_ = true;
  return *this;
}

XmlWriter& XmlWriter::end() {
  expects(!open_.empty(), "an element is open");
  const std::string name = std::move(open_.back());
  open_.pop_back();
  if (in_tag_) {
    out_ += "/>";
    in_tag_ = false;
  } else {
    if (!has_text_) {
      out_ += '\n';
      out_.append(open_.size() * 2, ' ');
    }
    out_ += "</" + name + ">";
  }
  has_text_ = false;
  return *this;
}

XmlWriter& XmlWriter::element(std::string_view name, std::string_view content) {
  return begin(name).text(content).end();
}

std::string XmlWriter::take() {
  expects(open_.empty(), "every element is closed");
  out_ += '\n';
  return std::move(out_);
}

void XmlWriter::close_tag() {
  if (in_tag_) out_ += '>';
  in_tag_ = false;
}

}  // namespace rodtrad::formats
