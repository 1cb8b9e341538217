# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a corpus (id TAB text) in the form an engine loads:  sources.py ENGINE CORPUS TARGET
and grows a corpus for the measurements of speed:             sources.py grow CORPUS TARGET COUNT"""
import html
import json
import os
import random
import struct
import sys
import zlib

CASE = """---
id: {id}
title: {id}
kind: answer
category: network/coverage
audience: [agent, clerk]
confidence: validated
owner: peers
verify_by: 2099-01-01
valid_from: 2020-01-01
symptoms:
  - {text}
---
## 现象
无
## 环境
无
## 原因
无
## 处理
1. 无
## 答复
无
### 短信
无
### 柜台
无
"""
MOST_CASE_BYTES = 60_000  # Firstfix refuses files beyond 64 KiB


def documents(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")[:2]


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def firstfix(corpus, target):
    folder = f"{target}/cases/network"
    os.makedirs(folder)
    for id, text in documents(corpus):
        text = text.encode()[:MOST_CASE_BYTES].decode(errors="ignore").strip() or "无"
        write(f"{folder}/{id}.md", CASE.format(id=id, text=json.dumps(text, ensure_ascii=False)))


def white_png(side=48):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + b"\xff\xff\xff" * side) * side
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def kiwix(corpus, target):
    os.makedirs(target)
    page = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>{}</title></head><body>{}</body></html>'
    write(f"{target}/index.html", page.format("peers", "peers"))
    with open(f"{target}/icon.png", "wb") as file:
        file.write(white_png())
    for id, text in documents(corpus):
        write(f"{target}/{id}.html", page.format(id, html.escape(text)))


def omega(corpus, target):
    write(target, "".join(f"id={id}\ntext={text}\n\n" for id, text in documents(corpus)))


def groonga(corpus, target):
    rows = [{"_key": id, "text": text} for id, text in documents(corpus)]
    write(target, "table_create Docs TABLE_HASH_KEY ShortText\n"
          "column_create Docs text COLUMN_SCALAR Text\n"
          "table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto\n"
          "column_create Terms docs_text COLUMN_INDEX|WITH_POSITION Docs text\n"
          "load --table Docs\n" + json.dumps(rows, ensure_ascii=False) + "\n")


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def sqlite(corpus, target):
    rows = "".join(f"INSERT INTO docs VALUES({quoted(id)},{quoted(text)});\n" for id, text in documents(corpus))
    write(target, "PRAGMA journal_mode=WAL;\nCREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, text, tokenize='trigram');\n"
          f"BEGIN;\n{rows}COMMIT;\nINSERT INTO docs(docs) VALUES('optimize');\nPRAGMA wal_checkpoint(TRUNCATE);\n")


def postgres(corpus, target):
    rows = "".join("{}\t{}\n".format(id, text.replace("\\", "\\\\")) for id, text in documents(corpus))
    write(target, "CREATE EXTENSION pg_trgm;\nCREATE TABLE docs (id text PRIMARY KEY, text text NOT NULL);\n"
          f"COPY docs FROM stdin;\n{rows}\\.\n"
          "CREATE INDEX docs_trgm ON docs USING gin (text gin_trgm_ops);\nVACUUM ANALYZE docs;\n")


def grow(corpus, target, count):
    """The documents in turn; from the second round on a stretch of each is exchanged for one of another."""
    random.seed(1)
    known = list(documents(corpus))
    with open(target, "w", encoding="utf-8") as file:
        for number in range(int(count)):
            text, other = known[number % len(known)][1], random.choice(known)[1]
            if number >= len(known):
                at = random.randrange(len(text)) if text else 0
                length = max(2, len(text) // 3)
                text = text[:at] + other[at:at + length] + text[at + length:]
            file.write(f"g{number:07}\t{text}\n")


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
