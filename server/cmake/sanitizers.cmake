# SPDX-License-Identifier: GPL-3.0-or-later
set(FIRSTFIX_SANITIZE "" CACHE STRING "address,undefined or thread; empty for none")
if(FIRSTFIX_SANITIZE)
  add_compile_options(-fsanitize=${FIRSTFIX_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  # Instrumented, std::regex and std::function look uninitialised to GCC 12 where they are not (GCC bug 105562).
  add_compile_options(-Wno-maybe-uninitialized)
  add_link_options(-fsanitize=${FIRSTFIX_SANITIZE})
endif()
