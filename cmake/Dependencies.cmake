# Everything comes from the distribution's packages; ./quickstart installs them.
# RE2 and libstemmer are found by feature: re2.pc carries no usable version, libstemmer has no .pc.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc>=70 icu-i18n>=70)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(HIGHWAY REQUIRED libhwy>=0.16)  # its headers only
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(PUGIXML REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(GUMBO REQUIRED IMPORTED_TARGET gumbo)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto>=3.0)
pkg_check_modules(SIMDJSON REQUIRED IMPORTED_TARGET simdjson>=1.0)
find_package(nlohmann_json 3.10 REQUIRED)
find_package(CLI11 REQUIRED)

find_library(RODTRAD_STEMMER_LIBRARY stemmer REQUIRED)
find_path(RODTRAD_STEMMER_INCLUDE libstemmer.h REQUIRED)
add_library(rodtrad_stemmer INTERFACE)
target_link_libraries(rodtrad_stemmer INTERFACE ${RODTRAD_STEMMER_LIBRARY})
target_include_directories(rodtrad_stemmer SYSTEM INTERFACE ${RODTRAD_STEMMER_INCLUDE})
