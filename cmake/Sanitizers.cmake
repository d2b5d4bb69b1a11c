# RODTRAD_SANITIZE=address,undefined instruments everything that links a layer.
add_library(rodtrad_sanitizers INTERFACE)
if(RODTRAD_SANITIZE)
  target_compile_options(rodtrad_sanitizers INTERFACE
    -fsanitize=${RODTRAD_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g)
  target_link_options(rodtrad_sanitizers INTERFACE -fsanitize=${RODTRAD_SANITIZE})
endif()
if(RODTRAD_FUZZ)
  target_compile_options(rodtrad_sanitizers INTERFACE -fsanitize=fuzzer-no-link)
endif()
