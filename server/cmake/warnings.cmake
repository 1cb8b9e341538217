# SPDX-License-Identifier: GPL-3.0-or-later
# Linked by every target of ours, by none of theirs.
add_library(firstfix_warnings INTERFACE)
target_compile_options(firstfix_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Werror
  # GCC 12 sees overlaps in "literal" + std::string that are not there (GCC bug 105651).
  -Wno-restrict
  # A field left out takes the default that its declaration states.
  -Wno-missing-field-initializers)
