# SPDX-License-Identifier: GPL-3.0-or-later
# Simplified forms, readings, strokes and words of Han characters: written once while building.
set(han_tables_source ${CMAKE_CURRENT_BINARY_DIR}/han_tables_data.cc)
add_executable(han_tables_maker han_tables_maker.cc)
target_include_directories(han_tables_maker PRIVATE ${PROJECT_SOURCE_DIR})
target_link_libraries(han_tables_maker PRIVATE firstfix_warnings PkgConfig::OPENCC ICU::uc fmt::fmt)
add_custom_command(
  OUTPUT ${han_tables_source}
  COMMAND han_tables_maker ${FIRSTFIX_PINYIN_DICT} ${FIRSTFIX_STROKE_DICT} > ${han_tables_source}
  DEPENDS han_tables_maker ${FIRSTFIX_PINYIN_DICT} ${FIRSTFIX_STROKE_DICT}
  COMMENT "Writing the tables of Han characters"
  VERBATIM)
target_sources(firstfix_search PRIVATE
  ${han_tables_source}
  han_simplify.cc
  han_tables.cc
  pinyin.cc
  speller.cc
  speller_confusion.cc
  speller_vocabulary.cc)
