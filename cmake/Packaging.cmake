# The program, the shipped codebooks and the README; a program, not a development library.
install(TARGETS rodtrad RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY codebooks/ DESTINATION ${CMAKE_INSTALL_DATADIR}/rodtrad/codebooks)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES docs/guide.md docs/codebook-format.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/guide DESTINATION ${CMAKE_INSTALL_DOCDIR})

# Written by the program itself, see analyzer/cli/CMakeLists.txt.
set(generated ${PROJECT_BINARY_DIR}/generated)
install(FILES ${generated}/rodtrad.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${generated}/rodtrad
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${generated}/_rodtrad DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${generated}/rodtrad.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

set(CPACK_PACKAGE_CONTACT "rodtrad developers")
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
