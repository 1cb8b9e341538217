# SPDX-License-Identifier: GPL-3.0-or-later
"""How each engine is asked, and how well it answers.
  asking.py forms ENGINE                                 the query forms
  asking.py paths ENGINE FORM QUERIES                    one request path a query
  asking.py quality ENGINE FORM QUERIES QRELS PORT       MRR@10 TAB Hit@1 TAB queries that found nothing
  asking.py memory PID...                                MiB resident of the processes and all they started
  asking.py table RESULTS                                the table, of lines: engine TAB form TAB column TAB value"""
import collections
import http.client
import os
import re
import statistics
import sys
from urllib.parse import quote

WORD = re.compile(r"[A-Za-z0-9]+|[\u3400-\u9fff]+")


def grams(text, size):
    """Overlapping pieces of the Chinese runs, Latin words and numbers whole; each once."""
    found = []
    for run in WORD.findall(text):
        whole = run[0] < "\u3400" or len(run) <= size
        found += [run] if whole else [run[at:at + size] for at in range(len(run) - size + 1)]
    return list(dict.fromkeys(found))


def bigrams(text, between=" "):
    return between.join(grams(text, 2))


def trigrams_or(text):
    """For a trigram index: of every three characters, as they stand, blanks and signs included."""
    pieces = dict.fromkeys(text[at:at + 3].replace('"', '""') for at in range(max(1, len(text) - 2)))
    return " OR ".join(f'"{piece}"' for piece in pieces)


def phrase(text):
    return '"' + text.replace('"', '""') + '"'


def script_string(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


KIWIX = "/search?content=peers&pageLength=10&pattern="
OMEGA = "/omega?DB=default&FMT=ids&HITSPERPAGE=10&"
GROONGA = "/d/select?table=Docs&limit=10&output_columns=_key,text,_score&sort_keys=-_score&"

# engine -> (pattern of an id in an answer, {form -> path of a query})
ENGINES = {
    "firstfix": (r'"case":"([^"]+)"', {
        "as typed": lambda q: "/api/v1/search?limit=10&q=" + quote(q)}),
    "kiwix": (r'href="/peers/([^"]+)\.html"', {
        "as typed": lambda q: KIWIX + quote(q),
        "bigrams": lambda q: KIWIX + quote(bigrams(q)),
        "bigrams OR": lambda q: KIWIX + quote(bigrams(q, " OR "))}),
    "omega": (r"(?m)^(\w+)\t", {
        "as typed": lambda q: OMEGA + "P=" + quote(q),
        "bigrams OR": lambda q: OMEGA + "DEFAULTOP=or&P=" + quote(bigrams(q)),
        "bigrams OR, whole": lambda q: OMEGA.replace("omega", "whole", 1) + "DEFAULTOP=or&P=" + quote(bigrams(q))}),
    "groonga": (r'\["(?!_key"|text"|_score")(\w+)","', {
        "as typed": lambda q: GROONGA + "match_columns=text&query=" + quote(script_string(q)),
        "bigrams OR": lambda q: GROONGA + "match_columns=scorer_tf_idf(text)&query=" + quote(bigrams(q, " OR ")),
        "similar": lambda q: GROONGA + "filter=" + quote("text *S " + script_string(q))}),
    "sqlite": (r"(?m)^(\w+)\t", {
        "as typed": lambda q: "/search?q=" + quote(phrase(q)),
        "trigrams OR": lambda q: "/search?q=" + quote(trigrams_or(q))}),
    "postgres": (r"(?m)^(\w+)\t", {
        "as typed": lambda q: "/search?form=ilike&q=" + quote(q),
        "word similarity": lambda q: "/search?form=similar&q=" + quote(q)}),
}


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def answer(connection, path):
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read().decode(errors="replace")
    if response.status not in (200, 404):
        raise SystemExit(f"{path}: status {response.status}: {body[:300]}")
    return body


def quality(engine, form, queries, qrels, port):
    pattern, forms = ENGINES[engine]
    relevant = collections.defaultdict(set)
    for query, document, grade in rows(qrels):
        if int(grade) > 0:
            relevant[query].add(document)
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
    asked = [row for row in rows(queries) if row[0] in relevant]
    reciprocal, first, nothing = 0.0, 0, 0
    for query, text in asked:
        ids = list(dict.fromkeys(re.findall(pattern, answer(connection, forms[form](text)))))[:10]
        rank = next((at for at, id in enumerate(ids, 1) if id in relevant[query]), 0)
        reciprocal += 1 / rank if rank else 0
        first += rank == 1
        nothing += not ids
    print(f"{reciprocal / len(asked):.3f}\t{first / len(asked):.3f}\t{nothing / len(asked):.3f}")


def memory(*pids):
    children = collections.defaultdict(list)
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as file:
                children[file.read().rsplit(")", 1)[1].split()[1]].append(pid)
        except OSError:
            pass
    tree, total = list(pids), 0
    for pid in tree:
        tree += children[pid]
        try:
            with open(f"/proc/{pid}/smaps_rollup") as file:
                total += next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except (OSError, StopIteration):
            pass
    print(round(total / 1024))


COLUMNS = ["complaints MRR@10", "complaints Hit@1", "questions MRR@10", "questions Hit@1",
           "req/s 1", "p99 1", "req/s 16", "p99 16", "req/s 64", "p99 64", "failed", "index MB", "memory MiB", "index s"]


def table(results):
    cells = collections.defaultdict(lambda: collections.defaultdict(list))
    for engine, form, column, value in rows(results):
        cells[engine, form][column].append(value)
    print("| engine | query | " + " | ".join(COLUMNS) + " |")
    print("|" + "---|" * (len(COLUMNS) + 2))
    for (engine, form), values in cells.items():
        line = [f"{statistics.median(map(float, values[c])):g}" if values[c] else "" for c in COLUMNS]
        print(f"| {engine} | {form} | " + " | ".join(line) + " |")


def main(command, *arguments):
    if command == "forms":
        print("\n".join(ENGINES[arguments[0]][1]))
    elif command == "paths":
        engine, form, queries = arguments
        print("\n".join(ENGINES[engine][1][form](text) for _, text in rows(queries)))
    else:
        {"quality": quality, "memory": memory, "table": table}[command](*arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
