# rodtrad_embed(TARGET namespace FILE...): each file becomes `std::string_view namespace::name()`,
# declared in embedded/<target>.h, where name is the file's name with '.' and '-' as '_'.
# The conversion is one CMake script, so no other tool is needed at build time.
set(RODTRAD_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_script.cmake)

function(rodtrad_embed target namespace)
  set(header ${PROJECT_BINARY_DIR}/embedded/${target}.h)
  set(declarations "")
  set(sources "")
  foreach(path IN LISTS ARGN)
    get_filename_component(name ${path} NAME)
    string(REGEX REPLACE "[^A-Za-z0-9]" "_" symbol ${name})
    string(APPEND declarations "std::string_view ${symbol}();\n")
    set(source ${PROJECT_BINARY_DIR}/embedded/${target}_${symbol}.cpp)
    add_custom_command(
      OUTPUT ${source}
      COMMAND ${CMAKE_COMMAND} -DINPUT=${path} -DOUTPUT=${source} -DSYMBOL=${symbol}
              -DNAMESPACE=${namespace} -P ${RODTRAD_EMBED_SCRIPT}
      DEPENDS ${path} ${RODTRAD_EMBED_SCRIPT} VERBATIM)
    list(APPEND sources ${source})
  endforeach()
  file(CONFIGURE OUTPUT ${header} CONTENT
"#pragma once
#include <string_view>
namespace ${namespace} {
${declarations}}
")
  target_sources(${target} PRIVATE ${sources})
endfunction()

# rodtrad_fingerprint(TARGET namespace name FILE...): `std::string_view namespace::name()`, declared
# in embedded/<name>.h, is the hash of the files' hashes: it changes when one of them does.
set(RODTRAD_FINGERPRINT_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/fingerprint_script.cmake)

function(rodtrad_fingerprint target namespace name)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/embedded/${name}.h CONTENT
"#pragma once
#include <string_view>
namespace ${namespace} {
std::string_view ${name}();
}
")
  set(source ${PROJECT_BINARY_DIR}/embedded/${name}.cpp)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} "-DINPUTS=${ARGN}" -DOUTPUT=${source} -DNAME=${name}
            -DNAMESPACE=${namespace} -P ${RODTRAD_FINGERPRINT_SCRIPT}
    DEPENDS ${ARGN} ${RODTRAD_FINGERPRINT_SCRIPT} VERBATIM)
  target_sources(${target} PRIVATE ${source})
endfunction()
