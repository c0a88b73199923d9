#!/usr/bin/env python3
"""ryaml (Rust), Polars, minijinja (Rust).    fast.py INPUT OUTPUT"""

import os
import sys

import minijinja
import polars
import ryaml

from common import fail, models_by_id, newest, write_figures

source, target = sys.argv[1:3]


by_id = models_by_id(source, lambda file: ryaml.loads(file.read().decode()))
models = list(by_id.values())

column = polars.col
known = polars.LazyFrame({"model": list(by_id), "bloc": [model["bloc"] for model in models]})
parts = column("value").str.extract_groups(r"^([\d.]+) \[([\d.]+), ([\d.]+)\]$")
scores = (
    polars.scan_csv(f"{source}/scores/**/*.csv", glob=True)
    .with_columns(
        rating=parts.struct[0].cast(polars.Float64), low=parts.struct[1].cast(polars.Float64),
        high=parts.struct[2].cast(polars.Float64))
    .join(known, on="model", how="left")
    .collect())
if scores["bloc"].null_count() or scores["rating"].null_count():
    fail("a score has an unknown model, or is no number")
if not scores.select(((column("low") <= column("rating")) & (column("rating") <= column("high"))).all()).item():
    fail("a score lies outside its interval")
downloads = (
    polars.scan_csv(f"{source}/downloads/**/*.csv", glob=True)
    .select(model=column("subject"), month=column("as-of"), value="value")
    .join(known, on="model", how="left")
    .collect())
if downloads["bloc"].null_count() or downloads["value"].min() < 0:
    fail("a count is negative, or of an unknown model")
prices = polars.scan_csv(f"{source}/prices/**/*.csv", glob=True).join(known, on="model", how="left").collect()

best = (
    scores.lazy().filter(column("benchmark") == "arena").group_by("vintage", "bloc").agg(column("rating").max())
    .collect().pivot(on="bloc", index="vintage", values="rating").sort("vintage"))
gap = (best["us"] - best["china"])[-1]
counted = (
    downloads.group_by("month", "bloc").agg(column("value").sum())
    .pivot(on="bloc", index="month", values="value").sort("month"))
share = counted["china"][-1] / sum(counted[side][-1] for side in counted.columns if side != "month")
tally = {}
for model in models:
    name = f"{model['released'][:4]}-{model['bloc']}"
    tally[name] = tally.get(name, 0) + 1
price = prices.filter(column("bloc") == "us").select(((3 * column("input") + column("output")) / 4).median()).item()

os.makedirs(f"{target}/models", exist_ok=True)
here = os.path.dirname(__file__)
templates = minijinja.Environment(
    templates={name: open(f"{here}/{name}", encoding="utf-8").read() for name in ["index.html.j2", "model.html.j2"]},
    auto_escape_callback=lambda name: "html")
with open(f"{target}/index.html", "w", encoding="utf-8") as file:
    file.write(templates.render_template(
        "index.html.j2", gap=round(gap, 1), share=round(share, 3), price=round(price, 2), newest=newest(models)))
rows = polars.struct("benchmark", "vintage", "value", "votes")
latest = (
    scores.lazy().group_by("model")
    .agg(rows.sort_by(["vintage", "benchmark"], descending=[True, False]).head(20).alias("row"))
    .explode("row").unnest("row").collect())
shown = {}
for model, *row in latest.iter_rows():
    shown.setdefault(model, []).append(row)
for model in models:
    with open(f"{target}/models/{model['id']}.html", "w", encoding="utf-8") as file:
        file.write(templates.render_template("model.html.j2", model=model, rows=shown.get(model["id"], [])))
front = max(value for side, value in zip(best.columns, best.row(-1)) if side in ("us", "china"))
write_figures(target, front, gap, share, tally, price)
