#!/usr/bin/env python3
"""Lets our readers and their peers take turns over the same files, and prints the ratios.

The machine may be busy with other things: so times are those of the processor that a reader used, every reader has a
turn in each round, and a ratio is taken within a round. Shown are the median of the ratios, the least and the greatest,
and of the times the best.
"""

import argparse
import csv
import glob
import io
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

os.environ["POLARS_MAX_THREADS"] = "1"


def joined(pattern, size):
    """Records of one kind, file after file, over and over up to a size."""
    texts = []
    for path in sorted(glob.glob(pattern)):
        text = open(path, encoding="utf-8").read().rstrip("\n") + "\n"
        if any(line.startswith("- ") for line in text.split("\n")):
            texts.append(text)
    part = "".join(texts)
    if not part:
        sys.exit(f"no records in {pattern}: run this in the package's folder")
    return part * (size // len(part.encode()) + 1)


def flow(size):
    random.seed(1)
    lines = []
    length = 0
    while length < size:
        line = "- {id: m-%d, name: Model %d, developer: lab-%d, scores: [%d, %d.5, %d], tags: [open, 'a b']}\n" % tuple(
            random.randrange(2000) for _ in range(6)
        )
        lines.append(line)
        length += len(line)
    return "".join(lines)


def scores(size):
    """The committed tables of one layout as one table, over and over; the interval is a column of text."""
    rows, header = [], None
    for path in sorted(glob.glob("Input/scores/**/arena-text-*-2026-*.csv", recursive=True)):
        lines = open(path, encoding="utf-8").read().splitlines(keepends=True)
        if header is None:
            header = lines[0]
        if lines[0] == header:
            rows += lines[1:]
    part = "".join(rows)
    return header.replace(",value,", ",rating,") + part * (size // len(part.encode()) + 1)


def counts(size):
    """A history of downloads: a model, its maker, a day, a count."""
    random.seed(2)
    names = ["model-%d-%s" % (n, random.choice(["base", "chat", "8b", "70b-instruct"])) for n in range(3000)]
    out = io.StringIO()
    out.write("model,organisation,day,downloads,value\n")
    while out.tell() < size:
        n = random.randrange(3000)
        out.write("%s,lab-%d,2026-%02d-%02d,%d,%.2f\n" % (
            names[n], n % 97, random.randrange(1, 13), random.randrange(1, 29), random.randrange(10**6),
            random.random() * 1000))
    return out.getvalue()


class Ours:
    """A reader of the program `bench`."""

    def __init__(self, name):
        self.name = name

    def run(self, path, rounds=1):
        lines = subprocess.run(
            [OPTIONS.bench, self.name, path, "--rounds", str(rounds)], check=True, capture_output=True, text=True
        ).stdout.split("\n")
        times = [line.split() for line in lines if line]
        return min(float(t[0]) for t in times), max(int(t[2]) for t in times)


class Polars:
    """Polars from bytes that are in memory already, on one thread, which guesses the types of columns."""

    name = "Polars"

    def types(self):
        return {}

    def run(self, path, rounds=1):
        import polars

        best = 1e9
        content = open(path, "rb").read()
        for _ in range(rounds):
            start = time.process_time()
            polars.read_csv(content, schema_overrides=self.types())
            best = min(best, time.process_time() - start)
        return best, 0


class PolarsCategories(Polars):
    """The same, told to keep each different text of a column once, as our sheet does."""

    name = "Polars, texts once"

    def types(self):
        import polars

        return {name: polars.Categorical for name in self.columns}

    def run(self, path, rounds=1):
        with open(path, encoding="utf-8") as file:
            self.columns = next(file).rstrip("\n").split(",")
        return super().run(path, rounds)


class PythonReader:
    """The C reader of Python's csv, from text that is in memory already; the rows are thrown away."""

    name = "Python's csv"

    def run(self, path, rounds=1):
        best = 1e9
        text = open(path, encoding="utf-8", newline="").read()
        for _ in range(rounds):
            start = time.process_time()
            for _row in csv.reader(io.StringIO(text, newline="")):
                pass
            best = min(best, time.process_time() - start)
        return best, 0


def compare(title, path, ours, peers, targets):
    size = os.path.getsize(path)
    readers = [ours] + peers
    times = {reader.name: [] for reader in readers}
    extra = 0
    for number in range(OPTIONS.rounds):
        # Each round begins with another reader.
        for reader in readers[number % len(readers):] + readers[: number % len(readers)]:
            seconds, memory = reader.run(path, OPTIONS.repeats)
            times[reader.name].append(seconds)
            if reader is ours:
                extra = max(extra, memory)
    print(f"\n{title}: {size / 1e6:.1f} MB")
    print(f"  {ours.name:16} {size / min(times[ours.name]) / 1e6:7.0f} MB/s; beside the file {extra / size:.2f} of its size")
    for peer, target in zip(peers, targets):
        ratios = sorted(theirs / own for own, theirs in zip(times[ours.name], times[peer.name]))
        middle = statistics.median(ratios)
        verdict = "reached" if middle >= target else "MISSED"
        print(
            f"  {peer.name:16} {size / min(times[peer.name]) / 1e6:7.0f} MB/s; we are {middle:.1f} times as fast "
            f"({ratios[0]:.1f} to {ratios[-1]:.1f}); wanted {target}: {verdict}")


PARSER = argparse.ArgumentParser(description=__doc__)
PARSER.add_argument("--bench", default=".build-bench/release/bench")
PARSER.add_argument("--rounds", type=int, default=7)
PARSER.add_argument("--repeats", type=int, default=3, help="readings in a reader's turn, of which the best counts")
PARSER.add_argument("--only", default="", help="files whose title has this in it")
OPTIONS = PARSER.parse_args()

with tempfile.TemporaryDirectory() as folder:
    yaml = [Ours("yams-compose"), Ours("libyaml-events")]
    cases = [
        ("Models, one after the other", "yaml", lambda: joined("Input/models/*.yaml", 4 << 20)),
        ("Claims, mostly prose", "yaml", lambda: joined("Input/claims/*.yaml", 4 << 20)),
        ("Sources, short fields", "yaml", lambda: joined("Input/sources/*.yaml", 4 << 20)),
        ("Collections in brackets", "yaml", lambda: flow(4 << 20)),
        ("Scores, quoted intervals", "csv", lambda: scores(64 << 20)),
        ("Counts by day", "csv", lambda: counts(64 << 20)),
    ]
    for title, notation, make in cases:
        if OPTIONS.only not in title:
            continue
        path = os.path.join(folder, "file." + notation)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(make())
        if notation == "yaml":
            compare(title, path, Ours("record-text"), yaml, [30, 3])
        else:
            compare(title, path, Ours("csv-sheet"), [Polars(), PolarsCategories(), PythonReader()], [1, 1, 5])
