# The program, the shipped codebooks and the README; a program, not a development library.
install(TARGETS rodtrad RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY codebooks/ DESTINATION ${CMAKE_INSTALL_DATADIR}/rodtrad/codebooks)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_PACKAGE_CONTACT "rodtrad developers")
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
