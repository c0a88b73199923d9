#!/usr/bin/env python3
"""Counts with callgrind the instructions that reading and whole runs take, which a busy machine doesn't change.

Readers: one reading of a fixed text of 1 MiB, by the program `bench`. Runs: commands of `parallax` over the benchmark's site
of fifty models, from start to end; builds with one thread. Says what moved since the counts that are in the file and puts the
new ones into it; where one has grown too much it fails and leaves the file, unless it is told to accept that.

    instructions.py FILE [--bench PROGRAM] [--parallax PROGRAM] [--accept]
"""

import argparse
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path += [HERE, f"{HERE}/site"]
import generate  # noqa: E402

# In per cent: what a change may cost before somebody has to say why.
MOST_GROWTH = 5
MODELS = 50
READERS = ["record-text", "csv-table", "csv-sheet"]
# Else every process would put its dictionaries in another order, and `parallax build` would start itself anew unseen.
ENVIRONMENT = os.environ | {
    "SWIFT_DETERMINISTIC_HASHING": "1", "GLIBC_TUNABLES": "glibc.malloc.tcache_count=60000"}


def counted(command, cwd=None):
    report = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command], cwd=cwd, env=ENVIRONMENT,
        capture_output=True, text=True)
    if report.returncode != 0:
        sys.exit(f"failed: {' '.join(command)}\n{report.stderr[-2000:]}")
    return int(next(line for line in report.stderr.split("\n") if "Collected" in line).split()[-1])


def readers(program):
    """How many one round takes: that of two rounds less that of one."""
    for name in READERS:
        one, two = (counted([program, name, "-", "--rounds", rounds]) for rounds in ["1", "2"])
        yield name, two - one


def runs(program, folder):
    generate.generate_site(folder, MODELS)
    build = [program, "build", "--jobs", "1", "--output", "Output", "--state", "State"]
    yield "check", counted([program, "check"], folder)
    yield "figures", counted([program, "figures"], folder)
    yield "first-build", counted(build, folder)
    generate.change_a_record(folder, 0)
    yield "one-record-changed", counted(build, folder)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--bench", default=".build-bench/release/bench")
    parser.add_argument("--parallax", default=".build/release/parallax")
    parser.add_argument("--accept", action="store_true", help="keep the new counts though one has grown")
    arguments = parser.parse_args()
    old = {}
    if os.path.exists(arguments.file):
        for line in open(arguments.file, encoding="utf-8"):
            words = line.split()
            if len(words) == 2 and words[1].replace(",", "").isdigit():
                old[words[0]] = int(words[1].replace(",", ""))
    lines = [
        "Instructions that one reading of a fixed text of 1 MiB takes, and whole runs over the benchmark's site of fifty models;",
        f"'make bench-instructions' counts them anew, and fails where one has grown by more than {MOST_GROWTH} %.", "",
    ]
    grown = []
    with tempfile.TemporaryDirectory() as folder:
        # Valgrind gives up at what the compiler says about the source.
        for name in ["bench", "parallax"]:
            subprocess.run(["strip", "--strip-debug", "-o", f"{folder}/{name}", getattr(arguments, name)], check=True)
        site = f"{folder}/site"
        os.mkdir(site)
        for what in [readers(f"{folder}/bench"), runs(f"{folder}/parallax", site)]:
            for name, count in what:
                lines.append(f"{name:20}{count:>15,}")
                change = f"{100 * (count / old[name] - 1):+.1f} %" if name in old else "new"
                print(f"{name:20}{count:>15,}  {change}", flush=True)
                if name in old and count > old[name] * (1 + MOST_GROWTH / 100):
                    grown.append(name)
    if grown and not arguments.accept:
        sys.exit(f"more than {MOST_GROWTH} % grown: {', '.join(grown)}; mend it, or accept it and say why in the commit")
    with open(arguments.file, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
