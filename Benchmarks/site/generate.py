#!/usr/bin/env python3
"""Makes records of any size, from a seed: what the builders of `site.py` all read.

    generate.py FOLDER MODELS

A model has 200 rows: a score on 4 benchmarks in 40 months, and its downloads in 40 months. Models are text, a file for
each laboratory; rows are CSV, a file for each benchmark and month.
"""

import glob
import os
import random
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TEMPLATES = f"{HERE}/../../Templates"

BENCHMARKS = ["arena", "maths", "code", "agents"]
MONTHS = [f"{2023 + month // 12}-{month % 12 + 1:02}" for month in range(40)]
COUNTRIES = ["US", "CN", "FR", "KR"]
SIZES = {"small": 500, "middle": 5_000, "large": 50_000}


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def score_file(folder, benchmark, month):
    return f"{folder}/Input/scores/{benchmark}/{month}.csv"


def score_rows(models, random, benchmark, month):
    """One board: every model with its rating, interval and votes."""
    step = MONTHS.index(month)
    rows = ["model,benchmark,vintage,value,votes,run-by,scale,source\n"]
    for name, _, strength, _ in models:
        rating = strength + step + round(random.uniform(-2, 2), 1)
        rows.append(
            f'{name},{benchmark},{month}-15,"{rating:.1f} [{rating - 6:.1f}, {rating + 6:.1f}]",'
            f"{500 + step * 25},independent,{benchmark}-1,board\n")
    return "".join(rows)


def download_rows(models, month):
    step = MONTHS.index(month)
    rows = ["subject,subject-kind,platform,measure,value,unit,as-of,window,population,source\n"]
    for name, _, _, downloads in models:
        rows.append(f"{name},model,Hub,downloads,{downloads * (100 + step)},downloads,{month},month,all models,hub\n")
    return "".join(rows)


def models_of(count, seed=1):
    """Name, laboratory, strength in points and downloads of each model."""
    chance = random.Random(seed)
    laboratories = max(10, count // 25)
    return [
        (f"model-{index}", chance.randrange(laboratories), chance.randrange(900, 1400) + index / count, chance.randrange(1, 400))
        for index in range(count)
    ]


def generate(folder, count):
    models = models_of(count)
    chance = random.Random(2)
    laboratories = sorted({laboratory for _, laboratory, _, _ in models})
    write(f"{folder}/Input/sources/all.yaml", "".join(
        f"- {{id: {id}, title: {title}, publisher: The publisher, url: 'https://example.org/{id}', retrieved: 2026-05-01, "
        "redistribution: no, seen: full-text}\n" for id, title in [("board", "The boards"), ("hub", "The hub"), ("labs", "The makers")]))
    write(f"{folder}/Input/organisations/all.yaml", "".join(
        f"- id: lab-{laboratory}\n  name: Laboratory {laboratory}\n  kind: company\n  country: {COUNTRIES[laboratory % 4]}\n"
        "  sources: [labs]\n" for laboratory in laboratories))
    write(f"{folder}/Input/licences/all.yaml", "".join(
        f"- {{id: {id}, name: {id.capitalize()}, class: {id}, source: labs}}\n" for id in ["permissive", "closed"]))
    write(f"{folder}/Input/benchmarks/all.yaml", "".join(
        f"- {{id: {id}, name: {id.capitalize()}, unit: points, better: higher, scale: elo, vintages-comparable: yes, source: board}}\n"
        for id in BENCHMARKS))
    by_laboratory = {}
    for index, (name, laboratory, _, _) in enumerate(models):
        weights = ["open", "closed"][index % 2]
        by_laboratory.setdefault(laboratory, []).append(
            f"- id: {name}\n  name: Model {index}\n  developer: lab-{laboratory}\n"
            f"  released: {2019 + index % 4}-{index % 12 + 1:02}-{index % 28 + 1:02}\n  weights: {weights}\n"
            f"  licence: {['permissive', 'closed'][index % 2]}\n  total-parameters: {index % 70 + 1}\n  context: 128000\n"
            f"  source: labs\n  note: >-\n    The {index % 9 + 1}th of its line. It reads text and pictures, and writes text.\n")
    for laboratory, texts in by_laboratory.items():
        write(f"{folder}/Input/models/lab-{laboratory}.yaml", "".join(texts))
    write(f"{folder}/Input/prices/all.csv", "model,provider,input,output,observed,source\n" + "".join(
        f"{name},first-party,{1 + index % 40 / 10:.1f},{4 + index % 90 / 10:.1f},2026-04-15,labs\n"
        for index, (name, _, _, _) in enumerate(models)))
    for month in MONTHS:
        for benchmark in BENCHMARKS:
            write(score_file(folder, benchmark, month), score_rows(models, chance, benchmark, month))
        write(f"{folder}/Input/downloads/{month}.csv", download_rows(models, month))


def generate_site(folder, count):
    """The records, with our metrics and templates for the site that all builders make of them."""
    generate(folder, count)
    shutil.copytree(f"{HERE}/parallax", folder, dirs_exist_ok=True)
    shutil.copytree(f"{TEMPLATES}/assets", f"{folder}/Templates/assets")
    shutil.copy(f"{TEMPLATES}/site.html", f"{folder}/Templates/site.html")


def change_a_record(folder, round):
    path = sorted(glob.glob(f"{folder}/Input/models/*.yaml"))[0]
    with open(path) as file:
        text = file.read()
    with open(path, "w") as file:
        file.write(text.replace(f"context: {128000 + round}", f"context: {128001 + round}", 1))


if __name__ == "__main__":
    generate_site(sys.argv[1], int(SIZES.get(sys.argv[2], sys.argv[2])))
