# Run by rodtrad_fingerprint at build time: INPUTS, OUTPUT, NAME, NAMESPACE.
set(hashes "")
foreach(path IN LISTS INPUTS)
  file(SHA256 ${path} hash)
  string(APPEND hashes ${hash})
endforeach()
string(SHA256 fingerprint "${hashes}")
file(WRITE ${OUTPUT} "#include \"embedded/${NAME}.h\"
std::string_view ${NAMESPACE}::${NAME}() { return \"${fingerprint}\"; }
")
