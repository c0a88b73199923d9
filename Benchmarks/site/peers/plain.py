#!/usr/bin/env python3
"""PyYAML with its C loader, pandas, Jinja2.    plain.py INPUT OUTPUT"""

import glob
import os
import sys

import jinja2
import pandas
import yaml

from common import fail, models_by_id, newest, write_figures

source, target = sys.argv[1:3]


def rows(kind):
    paths = sorted(glob.glob(f"{source}/{kind}/**/*.csv", recursive=True))
    return pandas.concat([pandas.read_csv(path) for path in paths], ignore_index=True)


by_id = models_by_id(source, lambda file: yaml.load(file, yaml.CSafeLoader))
models = list(by_id.values())

scores = rows("scores")
parts = scores["value"].str.extract(r"^([\d.]+) \[([\d.]+), ([\d.]+)\]$").astype(float)
scores["rating"] = parts[0]
if not scores["model"].isin(by_id.keys()).all():
    fail("a score has an unknown model")
if scores["rating"].isna().any() or not ((parts[1] <= parts[0]) & (parts[0] <= parts[2])).all():
    fail("a score isn't a number in its interval")
downloads = rows("downloads")
if not downloads["subject"].isin(by_id.keys()).all() or (downloads["value"] < 0).any():
    fail("a count is negative, or of an unknown model")
prices = rows("prices")

bloc = pandas.Series({model["id"]: model["bloc"] for model in models})
arena = scores[scores["benchmark"] == "arena"]
best = arena.groupby(["vintage", arena["model"].map(bloc)])["rating"].max().unstack().sort_index()
gap = best["us"] - best["china"]
counted = downloads.groupby(["as-of", downloads["subject"].map(bloc)])["value"].sum().unstack().sort_index()
share = counted["china"] / counted.sum(axis=1)
frame = pandas.DataFrame({"year": [model["released"][:4] for model in models], "bloc": [model["bloc"] for model in models]})
tally = {f"{year}-{side}": int(count) for (year, side), count in frame.groupby(["year", "bloc"]).size().items()}
mine = prices[prices["model"].map(bloc) == "us"]
price = float(((3 * mine["input"] + mine["output"]) / 4).median())

os.makedirs(f"{target}/models", exist_ok=True)
templates = jinja2.Environment(loader=jinja2.FileSystemLoader(os.path.dirname(__file__)), autoescape=True)
with open(f"{target}/index.html", "w", encoding="utf-8") as file:
    file.write(
        templates.get_template("index.html.j2").render(
            gap=round(gap.iloc[-1], 1), share=round(share.iloc[-1], 3), price=round(price, 2), newest=newest(models)))
page = templates.get_template("model.html.j2")
latest = scores.sort_values(["vintage", "benchmark"], ascending=[False, True]).groupby("model").head(20)
shown = {
    model: list(group[["benchmark", "vintage", "value", "votes"]].itertuples(index=False, name=None))
    for model, group in latest.groupby("model")
}
for model in models:
    with open(f"{target}/models/{model['id']}.html", "w", encoding="utf-8") as file:
        file.write(page.render(model=model, rows=shown.get(model["id"], [])))
write_figures(target, float(best.iloc[-1][["us", "china"]].max()), float(gap.iloc[-1]), float(share.iloc[-1]), tally, price)
