# SPDX-License-Identifier: GPL-3.0-or-later
# Firstfix: a content folder with one case a document, `firstfix index`, `firstfix serve`. The lexicon
# and the facts are empty: the sets are not an operator's.
index() { # DIR CORPUS
  python3 "$here/sources.py" firstfix "$2" "$1/content"
  echo '[]' | tee "$1/content/facts.yaml" >"$1/content/lexicon.yaml"
  printf -- '- id: network\n  label: 网络\n  children: [{id: coverage, label: 覆盖}]\n' >"$1/content/taxonomy.yaml"
  mkdir "$1/data"
  "$firstfix" --home "$root" --content "$1/content" --data "$1/data" index
}
serve() { # DIR PORT
  exec "$firstfix" --home "$root" --content "$1/content" --data "$1/data" serve --host 127.0.0.1 --port "$2" --workers 128
}
index_files() { echo "$1/data/index"; } # DIR
