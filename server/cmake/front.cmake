# SPDX-License-Identifier: GPL-3.0-or-later
# The browser's half: packages from npm as locked in package-lock.json, installed into the build folder, never into
# the sources, and bundled there.
find_program(FIRSTFIX_NODE node REQUIRED)
find_program(FIRSTFIX_NPM npm REQUIRED)

# Installs what FOLDER/package-lock.json names into INTO/node_modules; STAMP is made when that is done. Packages'
# install scripts are not run: none of ours needs one.
function(firstfix_npm_install folder into stamp)
  add_custom_command(
    OUTPUT ${stamp}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${into}
    COMMAND ${CMAKE_COMMAND} -E copy ${folder}/package.json ${folder}/package-lock.json ${into}
    COMMAND ${CMAKE_COMMAND} -E chdir ${into} ${FIRSTFIX_NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${folder}/package.json ${folder}/package-lock.json
    COMMENT "Installing the packages of ${folder}/package-lock.json"
    VERBATIM)
endfunction()

set(FIRSTFIX_ASSETS_DIR ${PROJECT_BINARY_DIR}/assets)
set(front ${PROJECT_BINARY_DIR}/front)
firstfix_npm_install(${PROJECT_SOURCE_DIR}/static ${front} ${front}/installed)
file(GLOB_RECURSE front_sources CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/static/*.js ${PROJECT_SOURCE_DIR}/static/*.mjs ${PROJECT_SOURCE_DIR}/static/*.css
  ${PROJECT_SOURCE_DIR}/static/*.svg ${PROJECT_SOURCE_DIR}/static/strings/*.json ${PROJECT_SOURCE_DIR}/static/sidepanel/*)
add_custom_command(
  OUTPUT ${front}/bundled
  COMMAND ${CMAKE_COMMAND} -E copy ${PROJECT_SOURCE_DIR}/static/bundle.mjs ${front}
  COMMAND ${CMAKE_COMMAND} -E chdir ${front} ${FIRSTFIX_NODE} bundle.mjs ${PROJECT_SOURCE_DIR}/static ${FIRSTFIX_ASSETS_DIR}
  COMMAND ${CMAKE_COMMAND} -E chdir ${PROJECT_SOURCE_DIR}/static/sidepanel
          ${CMAKE_COMMAND} -E tar cf ${FIRSTFIX_ASSETS_DIR}/firstfix-sidepanel.zip --format=zip -- .
  COMMAND ${CMAKE_COMMAND} -E touch ${front}/bundled
  DEPENDS ${front}/installed ${front_sources}
  COMMENT "Bundling scripts and styles"
  VERBATIM)
add_custom_target(firstfix_assets ALL DEPENDS ${front}/bundled)
