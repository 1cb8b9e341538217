# SPDX-License-Identifier: GPL-3.0-or-later
# Linked by every target of ours, by none of theirs.
add_library(firstfix_warnings INTERFACE)
target_compile_options(firstfix_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Werror)
