"""Follows numbers of a built site, picked at random, by links alone to rows that give them.

Usage: trace_numbers.py FOLDER [--count 10] [--seed 20261123] [--records Input]

Prints a line for each number and all that is wrong; the exit code is 1 when anything is. Needs Python alone. With
`--records` the line of `Input/` that a record's value is said to stand at must have it.
"""

import argparse
import pathlib
import sys

from site_checks import site, workings


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--records", type=pathlib.Path)
    options = parser.parse_args()
    built = site.Site(options.folder.resolve())
    found, chosen, failures = workings.sample(built, options.count, options.seed, options.records)
    for path, text, address in chosen:
        print(f"{path}: '{text}' -> {address}")
    every = workings.all_workings(built)
    failures += every.failures
    for failure in failures:
        print(f"wrong: {failure}")
    print(f"{len(chosen)} of {len(found)} numbers followed; {every.counted} worked out; {len(failures)} wrong")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
