# SPDX-License-Identifier: GPL-3.0-or-later
set(FIRSTFIX_SANITIZE "" CACHE STRING "address,undefined or thread; empty for none")
if(FIRSTFIX_SANITIZE)
  add_compile_options(-fsanitize=${FIRSTFIX_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${FIRSTFIX_SANITIZE})
endif()
