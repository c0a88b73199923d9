"""What both Python builders say in the same words: the figures of the last month, and the checks."""

import json
import sys

BLOC = {"US": "us", "CN": "china"}


def fail(words):
    sys.exit(f"the records are wrong: {words}")


def write_figures(folder, frontier, gap, share, tally, price):
    """The five figures as JSON: ratings in points, the share a fraction, the tally by year and bloc, dollars."""
    figures = {"frontier": frontier, "gap": gap, "share": share, "tally": tally, "price": price}
    with open(f"{folder}/figures.json", "w", encoding="utf-8") as file:
        json.dump(figures, file, indent=1)
