# Run by rodtrad_embed at build time: INPUT, OUTPUT, SYMBOL, NAMESPACE.
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" bytes "${bytes}")
file(WRITE ${OUTPUT} "#include <string_view>
namespace ${NAMESPACE} {
namespace {
constexpr unsigned char bytes[] = {${bytes}0};
}
std::string_view ${SYMBOL}();
std::string_view ${SYMBOL}() {
  return {reinterpret_cast<const char*>(bytes), sizeof(bytes) - 1};
}
}  // namespace ${NAMESPACE}
")
