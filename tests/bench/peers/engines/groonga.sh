# SPDX-License-Identifier: GPL-3.0-or-later
# Groonga's HTTP server; TokenBigram, NormalizerAuto, an index with positions.
index() {
  python3 "$here/sources.py" groonga "$2" "$1/load"
  mkdir "$1/db"
  groonga -n "$1/db/db" <"$1/load" >"$1/load.log"
}
serve() { exec groonga --protocol http --bind-address 127.0.0.1 -p "$2" --log-path "$1/log" -s "$1/db/db"; }
index_files() { echo "$1/db"; }
