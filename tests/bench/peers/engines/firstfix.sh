# SPDX-License-Identifier: GPL-3.0-or-later
# Firstfix: a content folder with one case a document, `firstfix index`, `firstfix serve`.
index() { # DIR CORPUS
  python3 "$here/sources.py" firstfix "$2" "$1/content"
  cp "$root"/content/*.yaml "$1/content/"
  mkdir "$1/data"
  "$firstfix" --home "$root" --content "$1/content" --data "$1/data" index
}
serve() { # DIR PORT
  exec "$firstfix" --home "$root" --content "$1/content" --data "$1/data" serve --host 127.0.0.1 --port "$2" --workers 128
}
index_files() { echo "$1/data/index"; } # DIR
