# SPDX-License-Identifier: GPL-3.0-or-later
# Xapian Omega: scriptindex with CJK bigrams, and its CGI program behind lighttpd. Below /omega the query parser makes
# bigrams too; below /whole it leaves the client's words whole.
index() {
  python3 "$here/sources.py" omega "$2" "$1/dump"
  printf 'id : boolean=Q unique=Q field=id\ntext : index field=text\n' >"$1/script"
  mkdir "$1/db" "$1/templates"
  XAPIAN_CJK_NGRAM=1 scriptindex --overwrite "$1/db/default" "$1/script" "$1/dump"
  printf '$hitlist{$field{id}\t$html{$truncate{$field{text},200}}\n}' >"$1/templates/ids"
  printf 'database_dir %s/db\ntemplate_dir %s/templates\nlog_dir %s\ncdb_dir %s\n' "$1" "$1" "$1" "$1" >"$1/omega.conf"
}
serve() {
  cat >"$1/lighttpd.conf" <<CONF
server.modules = ("mod_setenv", "mod_alias", "mod_cgi")
server.document-root = "$1"
server.bind = "127.0.0.1"
server.port = $2
server.errorlog = "$1/lighttpd.log"
server.max-keep-alive-requests = 1000000
alias.url = ("/omega" => "/usr/lib/cgi-bin/omega/omega", "/whole" => "/usr/lib/cgi-bin/omega/omega")
cgi.assign = ("omega" => "")
setenv.add-environment = ("OMEGA_CONFIG_FILE" => "$1/omega.conf")
\$HTTP["url"] =~ "^/omega" { setenv.add-environment += ("XAPIAN_CJK_NGRAM" => "1") }
CONF
  exec lighttpd -D -f "$1/lighttpd.conf"
}
index_files() { echo "$1/db"; }
