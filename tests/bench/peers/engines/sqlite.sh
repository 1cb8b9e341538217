# SPDX-License-Identifier: GPL-3.0-or-later
# SQLite FTS5 with the trigram tokenizer, behind front.cc.
index() {
  python3 "$here/sources.py" sqlite "$2" "$1/load"
  sqlite3 "$1/db" <"$1/load"
}
serve() { exec "$work/front" sqlite "$1/db" "$2"; }
index_files() { echo "$1/db"; }
