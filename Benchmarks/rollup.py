#!/usr/bin/env python3
"""Lets `parallax rollup`, DuckDB and Polars count the same history, and prints the ratios.

The history is a file a day, a row for each model: model, day, downloads. Asked for are sums by organisation and week, where
a table says which organisation a hub belongs to. Nothing is reported unless all three give the same sums. Each has a turn
in each round, with a process of its own, and each round begins with another; a round before them isn't counted, which fills
caches and leaves results that later ones find. Shown are medians, and least and greatest in parentheses. The machine may be
busy with other things: so the time of the processors counts beside that of the clock. What Python takes to start and to load
DuckDB or Polars is in their times, and stands by itself too. Memory is what `getrusage` says, pages of
mapped files such as libraries among it, and what of it is no part of any file.
"""

import argparse
import datetime
import pathlib
import random
import resource
import shutil
import sys
import tempfile

from turn import spread, turn_looked_at

MODELS = 20_000
ORGANISATIONS = 500
WITHOUT_SUMS = "Parallax, without sums of the files"
FIRST_DAY = datetime.date(2024, 7, 1)  # A Monday.

SPEC = """\
id: hub
title: Downloads by organisation and week
into: downloads
inputs: [hub/*.csv]
columns:
  - {name: model, type: text}
  - {name: day, type: day}
  - {name: downloads, type: count}
name-column: model
day-column: day
count-column: downloads
period: week
take: sum
by: organisation
platform: Hub
measure: downloads by organisation
unit: downloads
source: hub
"""

DUCKDB = """
import duckdb, sys
history, hubs, out = sys.argv[1:]
duckdb.sql(f'''
COPY (
  SELECT organisation, week, SUM(downloads)::BIGINT AS downloads
  FROM (
    SELECT split_part(model, '/', 1) AS hub, (date_trunc('week', day) + INTERVAL 6 DAY)::DATE AS week, SUM(downloads) AS downloads
    FROM read_csv('{history}/hub/*.csv', header = true, auto_detect = false, delim = ',', quote = '"',
      columns = {{'model': 'VARCHAR', 'day': 'DATE', 'downloads': 'BIGINT'}}, dateformat = '%Y-%m-%d')
    GROUP BY ALL
  ) JOIN read_csv('{hubs}', header = true) USING (hub)
  GROUP BY ALL ORDER BY ALL
) TO '{out}' (HEADER, DATEFORMAT '%Y-%m-%d')
''')
"""

POLARS = """
import polars as pl, sys
history, hubs, out = sys.argv[1:]
rows = pl.scan_csv(f"{history}/hub/*.csv", schema={"model": pl.String, "day": pl.Date, "downloads": pl.Int64})
(
    rows.with_columns(
        hub=pl.col("model").str.split("/").list.first(),
        week=pl.col("day").dt.truncate("1w").dt.offset_by("6d"),
    )
    .group_by("hub", "week")
    .agg(pl.col("downloads").sum())
    .join(pl.scan_csv(hubs), on="hub")
    .group_by("organisation", "week")
    .agg(pl.col("downloads").sum())
    .sort("organisation", "week")
    .collect(engine="streaming")
    .write_csv(out)
)
"""


def make_history(folder, rows):
    """Whole weeks of days with MODELS rows each, `rows` of them or a few more."""
    random.seed(8)
    kinds = ["Qwen3-8B-Instruct", "Llama-4-Scout", "gemma-3-27b-it", "Mistral-Small", "DeepSeek-R1-Distill"]
    names = [f"lab-{i % ORGANISATIONS}/{random.choice(kinds)}-{i}" for i in range(MODELS)]
    base = [int(random.paretovariate(0.9) * 10) % 10_000_000 for _ in names]
    days = -(-rows // MODELS // 7) * 7
    (folder / "hub").mkdir(parents=True)
    for number in range(days):
        day = (FIRST_DAY + datetime.timedelta(number)).isoformat()
        factor = 0.8 + 0.4 * random.random()
        lines = [f"{name},{day},{int(count * factor) + number % 7}\n" for name, count in zip(names, base)]
        (folder / "hub" / f"{day}.csv").write_text("model,day,downloads\n" + "".join(lines))
    return days * MODELS


def make_records(folder):
    for kind in ["rollups", "sources", "organisations"]:
        (folder / "Input" / kind).mkdir(parents=True)
    (folder / "Input/report.yaml").write_text(
        "title: Bench\nblocs:\n  - {id: us, name: United States, adjective: American, countries: [US]}\n"
    )
    (folder / "Input/sources/s.yaml").write_text("id: hub\ntitle: A hub\nseen: full-text\n")
    (folder / "Input/rollups/hub.yaml").write_text(SPEC)
    ids = range(ORGANISATIONS)
    (folder / "Input/organisations/o.yaml").write_text(
        "".join(f"- {{id: organisation-{i}, name: Organisation {i}, country: US, hubs: [lab-{i}]}}\n" for i in ids)
    )
    (folder / "hubs.csv").write_text("hub,organisation\n" + "".join(f"lab-{i},organisation-{i}\n" for i in ids))


def sums(path, columns):
    lines = path.read_text().splitlines()
    places = [lines[0].split(",").index(column) for column in columns]
    return sorted(tuple(line.split(",")[place] for place in places) for line in lines[1:])


def measure(rows, rounds, program, work):
    history = work / f"history-{rows}"
    rows = make_history(history, rows)
    size = sum(path.stat().st_size for path in history.rglob("*.csv"))
    ours = [program, "rollup", "hub", "--history", str(history), "--input", str(work / "Input")]
    tools = {
        WITHOUT_SUMS: ours + ["--no-sums"],
        "Parallax": ours,
        "DuckDB": [sys.executable, "-c", DUCKDB, str(history), str(work / "hubs.csv"), str(work / "duckdb.csv")],
        "Polars, streaming": [sys.executable, "-c", POLARS, str(history), str(work / "hubs.csv"), str(work / "polars.csv")],
        "Python that loads DuckDB": [sys.executable, "-c", "import duckdb"],
        "Python that loads Polars": [sys.executable, "-c", "import polars"],
        "`cat` of the files": ["sh", "-c", f"cat {history}/hub/*.csv > /dev/null"],
    }
    results = {name: [] for name in tools}
    for round in range(rounds + 1):
        turns = list(tools.items())
        first = round % len(turns)
        for name, command in turns[first:] + turns[:first]:
            took = turn_looked_at(command)
            if round > 0:
                results[name].append(took)
    found = [
        sums(work / "Input/downloads/rollups/hub.csv", ["subject", "as-of", "value"]),
        sums(work / "duckdb.csv", ["organisation", "week", "downloads"]),
        sums(work / "polars.csv", ["organisation", "week", "downloads"]),
    ]
    if not found[0] == found[1] == found[2]:
        sys.exit("they don't agree on the sums; nothing is reported")
    shutil.rmtree(history)
    print(f"\n### {rows:,} rows, {size / 1e6:,.0f} MB, {len(found[0]):,} sums, {rounds} rounds\n")
    print("| | seconds | of the processors | MB | of its own | beside ours: time | processors | memory | of its own | "
          "beside ours without sums: time | processors |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for name, runs in results.items():
        columns = [spread([run[part] for run in runs], digits) for part, digits in enumerate([2, 2, 0, 0])]
        for base, parts in [("Parallax", range(4)), (WITHOUT_SUMS, range(2))]:
            columns += [
                spread([theirs[part] / mine[part] for theirs, mine in zip(runs, results[base])], 1) if name != base else "1"
                for part in parts
            ]
        print(f"| {name} | {' | '.join(columns)} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", default="1000000,10000000", help="sizes, with commas between them")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--program", default=".build/release/parallax")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        make_records(work)
        for rows in options.rows.split(","):
            measure(int(rows), options.rounds, str(pathlib.Path(options.program).resolve()), work)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
