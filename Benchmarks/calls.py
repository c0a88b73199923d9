#!/usr/bin/env python3
"""Counts the system calls of three builds of a small site with `strace -f -c`, and prints them beside each other.

The three: a first build, a run with nothing to do, and one after one score has changed. Taken off is what the program
calls when it only says its version: what any Swift program needs to load its libraries.

    calls.py --parallax PROGRAM [--models 50]
"""

import argparse
import glob
import os
import re
import subprocess
import sys
import tempfile

# As `parallax build` sets it for itself when nobody else has: it would start anew, and its start be counted twice.
ENVIRONMENT = os.environ | {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=60000"}
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(f"{HERE}/site")
import generate  # noqa: E402


def calls(command, folder):
    """How often each call was made; ends the count when the command fails."""
    report = f"{folder}/calls.txt"
    done = subprocess.run(
        ["strace", "-f", "-c", "-o", report, *command], cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(command)}\n{done.stderr.decode()[-2000:]}")
    counted = {}
    with open(report, encoding="utf-8") as file:
        for line in file:
            found = re.fullmatch(r"\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?(\w+)", line.rstrip())
            if found and found[2] != "total":
                counted[found[2]] = int(found[1])
    return counted


def change_a_score(folder):
    path = sorted(glob.glob(f"{folder}/Input/scores/*/*.csv"))[-1]
    with open(path, encoding="utf-8") as file:
        head, row, *rest = file.read().split("\n")
    start, low, *others = row.split('"')
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join([head, f'{start}"1000.5 [990.5, 1010.5]"{"".join(others)}', *rest]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--parallax", default=".build/release/parallax")
    parser.add_argument("--models", type=int, default=50)
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.parallax)
    with tempfile.TemporaryDirectory(prefix="parallax-calls-") as folder:
        generate.generate_site(folder, arguments.models)
        build = [program, "build", "--input", "Input", "--templates", "Templates", "--output", "Output", "--state", "State"]
        started = calls([program, "--version"], folder)
        runs = {"first build": calls(build, folder), "nothing to do": calls(build, folder)}
        change_a_score(folder)
        runs["one score changed"] = calls(build, folder)
        read = sum(len(files) for part in ["Input", "Templates"] for _, _, files in os.walk(f"{folder}/{part}"))
        written = list(os.walk(os.path.realpath(f"{folder}/Output")))
        print(
            f"{read} files read, {sum(len(files) for _, _, files in written)} published in {len(written)} folders\n\n"
            f"| call | {' | '.join(runs)} |\n|---|{'---|' * len(runs)}")
        left = {name: {call: max(0, count - started.get(call, 0)) for call, count in run.items()} for name, run in runs.items()}
        names = {call for run in left.values() for call, count in run.items() if count > 0}
        for call in sorted(names, key=lambda call: -max(run.get(call, 0) for run in left.values())):
            print(f"| {call} | {' | '.join(str(run.get(call, 0)) for run in left.values())} |")


if __name__ == "__main__":
    main()
