# rodtrad_layer(NAME DEPENDS layer... LIBS target... SOURCES file...)
#
# One folder under analyzer/ is one layer is one static library `rodtrad_NAME`, alias
# `rodtrad::NAME`. DEPENDS names the layers it may include: they are linked, and the same list is
# written to layers.txt, which tests/architecture/includes_test.cpp reads. One list, two guards.
set(RODTRAD_LAYERS_FILE ${CMAKE_BINARY_DIR}/layers.txt)
file(WRITE ${RODTRAD_LAYERS_FILE} "")

function(rodtrad_layer name)
  cmake_parse_arguments(LAYER "" "" "DEPENDS;LIBS;SOURCES" ${ARGN})
  if(LAYER_SOURCES)
    add_library(rodtrad_${name} STATIC ${LAYER_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(rodtrad_${name} PRIVATE ${LAYER_LIBS} rodtrad_warnings)
  else()
    add_library(rodtrad_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(rodtrad::${name} ALIAS rodtrad_${name})
  target_include_directories(rodtrad_${name} ${scope} ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
  target_compile_features(rodtrad_${name} ${scope} cxx_std_20)
  target_link_libraries(rodtrad_${name} ${scope} rodtrad_sanitizers)
  foreach(dependency IN LISTS LAYER_DEPENDS)
    target_link_libraries(rodtrad_${name} ${scope} rodtrad::${dependency})
  endforeach()
  string(REPLACE ";" " " dependencies "${LAYER_DEPENDS}")
  file(APPEND ${RODTRAD_LAYERS_FILE} "${name}: ${dependencies}\n")
endfunction()
