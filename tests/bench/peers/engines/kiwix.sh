# SPDX-License-Identifier: GPL-3.0-or-later
# kiwix-serve on a ZIM file that zimwriterfs packs of one page a document. Without XAPIAN_CJK_NGRAM neither
# divides Chinese text at all, and next to nothing is found.
export XAPIAN_CJK_NGRAM=1
index() {
  python3 "$here/sources.py" kiwix "$2" "$1/pages"
  zimwriterfs --welcome=index.html --illustration=icon.png --language=zho --title=peers --description=peers \
    --creator=peers --publisher=peers --name=peers "$1/pages" "$1/peers.zim"
}
serve() { exec kiwix-serve -i 127.0.0.1 -p "$2" "$1/peers.zim"; }
index_files() { echo "$1/peers.zim"; }
