#!/usr/bin/env python3
"""Copies Input/ with many times as many scores, to measure how time and memory grow with the rows.

Every file of scores is copied with its own benchmark and names, each copy on a day of its own after all real ones, so
that every metric of scores has as many times the boards. With --names new each copied name gets a word that no record
knows, and stands on the boards of the real days: so many more names that mean nothing.
"""

import argparse
import csv
import datetime
import pathlib
import shutil


def grown(rows, copy, days, names):
    """The rows of one copy; `days` holds the first free day of each benchmark."""
    if names == "new":
        return [dict(row, model=f"{row['model']} variant {copy}") for row in rows]
    moved = {}
    result = []
    for row in rows:
        key = (row["benchmark"], row["vintage"])
        if key not in moved:
            moved[key] = days.get(row["benchmark"], datetime.date(2026, 11, 1))
            days[row["benchmark"]] = moved[key] + datetime.timedelta(days=1)
        changed = dict(row, vintage=moved[key].isoformat())
        # A series that may be joined ends with the real rows: its last day and a day long after aren't one scale.
        if row.get("scale"):
            changed["scale"] = f"{row['scale']} again"
        result.append(changed)
    return result


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("times", type=int, help="how many times as many rows of scores there are to be")
    options.add_argument("output", type=pathlib.Path, help="the folder that gets the copy, Input inside it")
    options.add_argument("--input", type=pathlib.Path, default=pathlib.Path("Input"))
    options.add_argument("--names", choices=["known", "new"], default="known")
    chosen = options.parse_args()
    copy_of = chosen.output / "Input"
    shutil.copytree(chosen.input, copy_of)
    days = {}
    rows_before = rows_after = 0
    for path in sorted((chosen.input / "scores").rglob("*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows, fields = list(reader), reader.fieldnames
        rows_before += len(rows)
        for copy in range(1, chosen.times):
            place = copy_of / "scores" / f"copy-{copy}" / path.relative_to(chosen.input / "scores")
            place.parent.mkdir(parents=True, exist_ok=True)
            with open(place, "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, fields, lineterminator="\n")
                writer.writeheader()
                writer.writerows(grown(rows, copy, days, chosen.names))
        rows_after += len(rows) * chosen.times
    print(f"{rows_before} rows of scores became {rows_after}")


if __name__ == "__main__":
    main()
