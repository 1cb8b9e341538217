# SPDX-License-Identifier: GPL-3.0-or-later
# PostgreSQL 15 with pg_trgm and a GIN index, in a cluster of its own that listens on a socket only, behind front.cc.
# PostgreSQL refuses to run as root: as root it runs as `postgres`.
pg_bin=/usr/lib/postgresql/15/bin
as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
start_cluster() { # DIR
  as_postgres "$pg_bin/pg_ctl" -D "$1/cluster" -w -l "$1/cluster.log" \
    -o "-c listen_addresses='' -c unix_socket_directories=$1 -c shared_buffers=512MB -c jit=off" start
}
stop_cluster() { as_postgres "$pg_bin/pg_ctl" -D "$1/cluster" -w -m fast stop; }
index() {
  python3 "$here/sources.py" postgres "$2" "$1/load"
  [ "$(id -u)" -ne 0 ] || chown postgres "$1"
  as_postgres "$pg_bin/initdb" -D "$1/cluster" -U peers -E UTF8 --locale=C.UTF-8 -A trust
  start_cluster "$1"
  psql -h "$1" -U peers -d postgres -q -v ON_ERROR_STOP=1 -f "$1/load"
  stop_cluster "$1"
}
serve() {
  start_cluster "$1" >/dev/null
  trap 'kill "$front" 2>/dev/null; stop_cluster "$dir" >/dev/null' EXIT
  dir=$1
  "$work/front" postgres "host=$1 user=peers dbname=postgres" "$2" &
  front=$!
  trap 'exit 0' TERM
  wait "$front"
}
index_files() { echo "$1/cluster/base"; }
extra_processes() { head -1 "$1/cluster/postmaster.pid"; } # beyond what serve's own process started
