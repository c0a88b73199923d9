#!/usr/bin/env python3
"""Lets Parallax and its peers do the same work in turns, and prints the ratios.

The work: models as text and rows as CSV in; checked; five figures; an index, a page for each model and the figures as
JSON out. Nothing is reported unless all agree on the figures. Every builder has a turn in each round, and each round begins
with another; what is still to be written to the disk is written before a turn begins. A ratio is taken within a round; shown
are the median and, in parentheses, the range.

    site.py --parallax PROGRAM --venv FOLDER [--sizes small,middle] [--rounds 5] [--limit MINUTES] [--enough MINUTES]

A peer that isn't done within `--limit` minutes is stopped, said so, and has no turn in later rounds of that size. One that
has taken `--enough` minutes for a run has no more turns in it; its line says how many it had.
"""

import argparse
import glob
import json
import math
import os
import random
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path += [HERE, os.path.dirname(HERE)]
import generate  # noqa: E402
from turn import NotEnded, spread, turn  # noqa: E402


def put_aside(*paths):
    """Makes room without removing anything: ext4 searches for an inode for minutes past those that were just freed, and
    would let whoever writes next pay for it. All goes when a size is done."""
    for path in paths:
        if os.path.exists(path):
            os.rename(path, f"{tempfile.mkdtemp(dir=os.path.dirname(path), prefix='aside-')}/gone")


class Builder:
    """One way to build the site of a folder with `Input/`."""

    def __init__(self, name, folder):
        self.name = name
        self.output = f"{folder}/out-{name}"

    def clean(self):
        put_aside(self.output)

    def pages(self):
        return len(glob.glob(f"{self.output}/models/*.html"))


class Parallax(Builder):
    def __init__(self, folder, program):
        super().__init__("parallax", folder)
        self.state = f"{folder}/state"
        self.command = [
            program, "build", "--input", f"{folder}/Input", "--templates", f"{folder}/Templates", "--output", self.output,
            "--state", self.state,
        ]
        self.cwd = folder

    def clean(self):
        put_aside(self.output, self.state)

    def figures(self):
        figures = {figure["id"]: figure for figure in json.load(open(f"{self.output}/data/figures.json"))}
        tally = {
            f"{point['at'][:4]}-{point['part']}": point["value"] for point in figures["tally"]["series"] if point["value"]
        }
        share = [p for p in figures["share"]["series"] if p["part"] == "china"][-1]["value"]
        return {
            "frontier": max(p["value"] for p in figures["frontier"]["series"][-2:]), "gap": figures["gap"]["value"],
            "share": share, "price": figures["price"]["value"], "tally": tally,
        }


class Script(Builder):
    def __init__(self, name, folder, python, script):
        super().__init__(name, folder)
        self.command = [python, f"{HERE}/peers/{script}", f"{folder}/Input", self.output]
        self.cwd = folder

    def figures(self):
        return json.load(open(f"{self.output}/figures.json"))


class Hugo(Script):
    def __init__(self, folder, program):
        Builder.__init__(self, "hugo", folder)
        self.cwd = f"{folder}/hugo"
        shutil.copytree(f"{HERE}/peers/hugo", self.cwd)
        os.symlink(f"{folder}/Input", f"{self.cwd}/Input")
        self.command = [program, "--quiet", "--destination", self.output]

    def pages(self):
        return len(glob.glob(f"{self.output}/models/*/index.html"))


def same(left, right):
    """Whether two builders say the same; our tally leaves out what is of neither bloc."""
    if isinstance(left, dict):
        blocs = {key: value for key, value in left.items() if not key.endswith("-other")}
        others = {key: value for key, value in right.items() if not key.endswith("-other")}
        return blocs.keys() == others.keys() and all(same(blocs[key], others[key]) for key in blocs)
    return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)


def ratio(theirs, ours, what):
    """How many times ours the other's is, taken within each round; nothing for ours itself."""
    return "" if theirs is ours else spread([other[what] / own[what] for other, own in zip(theirs, ours)])


def has_had_enough(turns, minutes):
    return minutes is not None and sum(seconds for seconds, _, _ in turns) >= minutes * 60


def add_a_score_file(folder, models, round):
    month = f"{2026 + (4 + round) // 12}-{(4 + round) % 12 + 1:02}"
    last = generate.MONTHS[-1]
    rows = generate.score_rows(models, random.Random(round), "arena", last)
    generate.write(generate.score_file(folder, "arena", month), rows.replace(f"{last}-15", f"{month}-15"))


def measure(size, arguments):
    count = generate.SIZES[size]
    folder = tempfile.mkdtemp(prefix="parallax-bench-")
    try:
        generate.generate_site(folder, count)
        bin = os.path.abspath(f"{arguments.venv}/bin")
        ours = Parallax(folder, os.path.abspath(arguments.parallax))
        peers = [
            Script("plain", folder, f"{bin}/python", "plain.py"), Script("fast", folder, f"{bin}/python", "fast.py"),
            Hugo(folder, f"{bin}/hugo"),
        ]
        peers = [peer for peer in peers if peer.name in arguments.peers]
        models = generate.models_of(count)
        print(f"\n### {size}: {count} models, {count * 200} rows\n")
        print(
            "| run | builder | seconds | of the processors | memory, MB | beside ours: seconds | processors | memory |\n"
            "|---|---|---|---|---|---|---|---|")
        for kind in ["first build", "nothing changed", "one record changed", "one score file added"]:
            results = {}
            for round in range(arguments.rounds):
                if kind == "one record changed":
                    generate.change_a_record(folder, round)
                if kind == "one score file added":
                    add_a_score_file(folder, models, round)
                took = {}
                builders = [ours] + peers
                first = round % len(builders)
                for builder in builders[first:] + builders[:first]:
                    if builder is not ours and has_had_enough(results.get(builder.name, []), arguments.enough):
                        continue
                    if kind == "first build":
                        builder.clean()
                    try:
                        os.sync()
                        limit = None if builder is ours else arguments.limit * 60
                        took[builder.name] = turn(builder.command, builder.cwd, limit)
                    except NotEnded:
                        peers = [peer for peer in peers if peer is not builder]
                        results.pop(builder.name, None)
                        print(f"| {kind} | {builder.name} | not ended within {arguments.limit:g} minutes | | | | | |", flush=True)
                said = ours.figures()
                for peer in [peer for peer in peers if peer.name in took]:
                    other = peer.figures()
                    wrong = [name for name in said if not same(said[name], other[name])]
                    if wrong or peer.pages() != count or ours.pages() != count:
                        sys.exit(f"{peer.name} disagrees on {wrong or 'the pages'}: nothing is reported\n{said}\n{other}")
                if kind == "first build":
                    copy = f"{folder}/copy"
                    put_aside(copy)
                    os.sync()
                    took["cp -r"] = turn(["cp", "-r", ours.output, copy])
                    took["cat"] = turn(["sh", "-c", "find Input -type f | xargs cat > /dev/null"], folder)
                for name, numbers in took.items():
                    results.setdefault(name, []).append(numbers)
            for name, numbers in results.items():
                walls, processors, memory = zip(*numbers)
                own = results["parallax"]
                turns = "" if len(numbers) == len(own) else f", {len(numbers)} of {len(own)} turns"
                print(
                    f"| {kind} | {name}{turns} | {spread(walls)} | {spread(processors)} | {spread(memory, 0)} "
                    f"| {ratio(numbers, own, 0)} | {ratio(numbers, own, 1)} | {ratio(numbers, own, 2)} |", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--parallax", default=".build/release/parallax")
    parser.add_argument("--venv", default=".build-bench/site")
    parser.add_argument("--sizes", default="small,middle")
    parser.add_argument("--peers", default="plain,fast,hugo", type=lambda text: text.split(","))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=float, default=10, help="the most minutes that a turn of a peer may take")
    parser.add_argument("--enough", type=float, help="the minutes after which a peer has no more turns in a run")
    arguments = parser.parse_args()
    with open("/proc/cpuinfo") as file:
        names = [line.split(": ")[1].strip() for line in file if line.startswith("model name")]
    print(f"{len(names)} processors, {names[0] if names else 'unknown'}; {arguments.rounds} rounds")
    for size in arguments.sizes.split(","):
        measure(size, arguments)


if __name__ == "__main__":
    main()
