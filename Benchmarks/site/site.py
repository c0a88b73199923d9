#!/usr/bin/env python3
"""Lets Parallax and its peers do the same work in turns, and prints the ratios.

The work: models as text and rows as CSV in; checked; five figures; an index, a page for each model and the figures as
JSON out. Nothing is reported unless all agree on the figures. Every builder has a turn in each round, and each round begins
with another; what is still to be written to the disk is written before a turn begins. A ratio is taken within a round; shown
are the median and, in parentheses, the range.

    site.py --parallax PROGRAM --venv FOLDER [--sizes small,middle] [--rounds 5] [--limit MINUTES] [--pool SIZES]

A peer that isn't done within `--limit` minutes is stopped, said so, and has no turn in later rounds of that size. Peers keep
nothing from one run for the next. So with the sizes of `--pool` those of their runs that are the same work are counted
together: each round has one of them, another one than the round before. There a round has all runs, so that its turns are
near each other, and not each run all rounds.
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
import time

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


RUNS = ["first build", "nothing changed", "one record changed", "one score file added"]


class Builder:
    """One way to build the site of a folder with `Input/`."""

    # Runs that are the same work stand together.
    alike = [[run] for run in RUNS]

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
    # Whatever has changed, all is read and written anew, over the files that are there.
    alike = [RUNS[:1], RUNS[1:]]

    def __init__(self, name, folder, python, script):
        super().__init__(name, folder)
        self.command = [python, f"{HERE}/peers/{script}", f"{folder}/Input", self.output]
        self.cwd = folder

    def figures(self):
        return json.load(open(f"{self.output}/figures.json"))


class Hugo(Script):
    # Whether files are there doesn't show beside what else it does: see the middle size.
    alike = [RUNS]

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
    return "" if theirs == ours else spread([other[what] / own[what] for other, own in zip(theirs, ours)])


def runs_like(run, builder, is_pooled):
    """The runs that are the same work for a builder as this one."""
    return next(runs for runs in (builder.alike if is_pooled else Builder.alike) if run in runs)


def add_a_score_file(folder, models, round):
    month = f"{2026 + (4 + round) // 12}-{(4 + round) % 12 + 1:02}"
    last = generate.MONTHS[-1]
    rows = generate.score_rows(models, random.Random(round), "arena", last)
    path = generate.score_file(folder, "arena", month)
    generate.write(path, rows.replace(f"{last}-15", f"{month}-15"))
    return path


def measure(size, arguments):
    count = generate.SIZES[size]
    folder = tempfile.mkdtemp(prefix="parallax-bench-")
    try:
        generate.generate_site(folder, count)
        # What was written within the last two seconds is read again whatever it looks like.
        time.sleep(3)
        bin = os.path.abspath(f"{arguments.venv}/bin")
        ours = Parallax(folder, os.path.abspath(arguments.parallax))
        peers = [
            Script("plain", folder, f"{bin}/python", "plain.py"), Script("fast", folder, f"{bin}/python", "fast.py"),
            Hugo(folder, f"{bin}/hugo"),
        ]
        builders = [ours] + [peer for peer in peers if peer.name in arguments.peers]
        models = generate.models_of(count)
        is_pooled = size in arguments.pool
        # By run, name and round.
        took = {run: {} for run in RUNS}

        def note(run, name, round, numbers):
            took[run].setdefault(name, {})[round] = numbers
            said = " ".join(f"{number:.2f}" for number in numbers)
            print(f"{size}, {run}, round {round + 1}, {name}: {said}", file=sys.stderr, flush=True)

        late, added = set(), []
        order = [(run, round) for run in RUNS for round in range(arguments.rounds)]
        for run, round in sorted(order, key=lambda turn: turn[1]) if is_pooled else order:
            if run == "first build":
                while added:
                    os.remove(added.pop())
            if run == "one record changed":
                generate.change_a_record(folder, round)
            if run == "one score file added":
                added.append(add_a_score_file(folder, models, round))
            first = round % len(builders)
            had_turns = []
            for builder in builders[first:] + builders[:first]:
                runs = runs_like(run, builder, is_pooled)
                if builder in late or runs[round % len(runs)] != run:
                    continue
                if run == "first build":
                    builder.clean()
                try:
                    os.sync()
                    limit = None if builder is ours else arguments.limit * 60
                    note(run, builder.name, round, turn(builder.command, builder.cwd, limit))
                    had_turns.append(builder)
                except NotEnded:
                    print(f"{size}, {run}, round {round + 1}, {builder.name}: stopped", file=sys.stderr, flush=True)
                    late.add(builder)
            said = ours.figures()
            for builder in had_turns:
                other = builder.figures()
                wrong = [name for name in said if not same(said[name], other[name])]
                if wrong or builder.pages() != count:
                    sys.exit(f"{builder.name} disagrees on {wrong or 'the pages'}: nothing is reported\n{said}\n{other}")
            if run == "first build":
                copy = f"{folder}/copy"
                put_aside(copy)
                os.sync()
                note(run, "cp -r", round, turn(["cp", "-r", ours.output, copy]))
                note(run, "cat", round, turn(["sh", "-c", "find Input -type f | xargs cat > /dev/null"], folder))
        report(size, count, builders, took, is_pooled)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def report(size, count, builders, took, is_pooled):
    print(f"\n### {size}: {count} models, {count * 200} rows\n")
    print(
        "| run | builder | seconds | of the processors | memory, MB | beside ours: seconds | processors | memory |\n"
        "|---|---|---|---|---|---|---|---|")
    floors = [Builder(name, "") for name in ["cp -r", "cat"]]
    for run in RUNS:
        own = list(took[run]["parallax"].values())
        for builder in builders + (floors if run == "first build" else []):
            runs = runs_like(run, builder, is_pooled)
            turns = [took[runs[round % len(runs)]].get(builder.name, {}).get(round) for round in range(len(own))]
            if None in turns:
                print(f"| {run} | {builder.name} | not ended within the limit | | | | | |")
                continue
            walls, processors, memory = zip(*turns)
            which = "" if len(runs) == 1 else ", of all runs" if runs == RUNS else ", of all runs but the first"
            print(
                f"| {run} | {builder.name}{which} | {spread(walls)} | {spread(processors)} | {spread(memory, 0)} "
                f"| {ratio(turns, own, 0)} | {ratio(turns, own, 1)} | {ratio(turns, own, 2)} |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--parallax", default=".build/release/parallax")
    parser.add_argument("--venv", default=".build-bench/site")
    parser.add_argument("--sizes", default="small,middle")
    parser.add_argument("--peers", default="plain,fast,hugo", type=lambda text: text.split(","))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=float, default=10, help="the most minutes that a turn of a peer may take")
    parser.add_argument(
        "--pool", default=[], type=lambda text: text.split(","), help="the sizes at which runs alike are counted together")
    arguments = parser.parse_args()
    unknown = [size for size in arguments.sizes.split(",") + arguments.pool if size not in generate.SIZES]
    if unknown:
        parser.error(f"the sizes are {', '.join(generate.SIZES)}, and not {', '.join(unknown)}")
    with open("/proc/cpuinfo") as file:
        names = [line.split(": ")[1].strip() for line in file if line.startswith("model name")]
    print(f"{len(names)} processors, {names[0] if names else 'unknown'}; {arguments.rounds} rounds")
    for size in arguments.sizes.split(","):
        measure(size, arguments)


if __name__ == "__main__":
    main()
