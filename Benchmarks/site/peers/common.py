"""What both Python builders say in the same words: their models, the checks of them, and the figures."""

import glob
import json
import sys

BLOC = {"US": "us", "CN": "china"}


def fail(words):
    sys.exit(f"the records are wrong: {words}")


def models_by_id(source, load):
    """The checked models, each with its maker's name and bloc; `load` makes a list of the bytes of a file of YAML."""

    def records(kind):
        found = []
        for path in sorted(glob.glob(f"{source}/{kind}/**/*.yaml", recursive=True)):
            with open(path, "rb") as file:
                found += load(file)
        return found

    makers = {maker["id"]: maker for maker in records("organisations")}
    models = records("models")
    by_id = {model["id"]: model for model in models}
    if len(by_id) != len(models):
        fail("two models have one id")
    for model in models:
        maker = makers.get(model["developer"]) or fail(f"{model['id']} has an unknown developer")
        model["maker"] = maker["name"]
        model["bloc"] = BLOC.get(maker["country"], "other")
        model["released"] = str(model["released"])
    return by_id


def newest(models):
    """The hundred that the index lists."""
    return sorted(models, key=lambda model: (model["released"], model["name"]), reverse=True)[:100]


def write_figures(folder, frontier, gap, share, tally, price):
    """The five figures as JSON: ratings in points, the share a fraction, the tally by year and bloc, dollars."""
    figures = {"frontier": frontier, "gap": gap, "share": share, "tally": tally, "price": price}
    with open(f"{folder}/figures.json", "w", encoding="utf-8") as file:
        json.dump(figures, file, indent=1)
