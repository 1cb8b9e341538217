# SPDX-License-Identifier: GPL-3.0-or-later
# Every library from Debian 12. Each is a target; those without a CMake config get one here.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(yaml-cpp REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(CURL REQUIRED)
find_package(Protobuf REQUIRED)
pkg_check_modules(XAPIAN REQUIRED IMPORTED_TARGET xapian-core)
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)
pkg_check_modules(CMARK REQUIRED IMPORTED_TARGET libcmark-gfm)
pkg_check_modules(OPENCC REQUIRED IMPORTED_TARGET opencc)
# Read while building only: rime-data-pinyin-simp and rime-data-stroke.
find_file(FIRSTFIX_PINYIN_DICT pinyin_simp.dict.yaml PATHS /usr/share/rime-data REQUIRED)
find_file(FIRSTFIX_STROKE_DICT stroke.dict.yaml PATHS /usr/share/rime-data REQUIRED)

# A library without pkg-config file or CMake config: found by name, offered as firstfix_NAME.
function(firstfix_find_library target header)
  find_path(${target}_INCLUDE ${header} REQUIRED)
  add_library(${target} INTERFACE)
  target_include_directories(${target} SYSTEM INTERFACE ${${target}_INCLUDE})
  foreach(name IN LISTS ARGN)
    find_library(${target}_${name} ${name} REQUIRED)
    target_link_libraries(${target} INTERFACE ${${target}_${name}})
  endforeach()
endfunction()

firstfix_find_library(firstfix_soci soci/soci.h soci_core soci_sqlite3)
target_link_libraries(firstfix_soci INTERFACE SQLite::SQLite3)
firstfix_find_library(firstfix_phonenumber phonenumbers/phonenumberutil.h phonenumber geocoding)
target_link_libraries(firstfix_phonenumber INTERFACE protobuf::libprotobuf ICU::uc ICU::i18n)
firstfix_find_library(firstfix_csv csv.h csv)
firstfix_find_library(firstfix_mustache kainjow/mustache.hpp)
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)

# In the place of the C library's malloc: with many threads and small texts a fifth more resolves a second
# (tests/bench/README.md). The sanitizers bring their own.
pkg_check_modules(JEMALLOC REQUIRED IMPORTED_TARGET jemalloc)
add_library(firstfix_allocator INTERFACE)
if(NOT FIRSTFIX_SANITIZE)
  target_link_libraries(firstfix_allocator INTERFACE PkgConfig::JEMALLOC)
endif()
