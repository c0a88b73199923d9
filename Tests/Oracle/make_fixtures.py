"""Writes Fixtures/*.json: worked examples from the literature by hand, and random cases from a fixed seed.

Run once when a measure comes or changes: python make_fixtures.py
"""

import json
import math
import random
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
rng = random.Random(19680101)


def trend():
    cases = [
        # Sen (1968), section 6, after Graybill (1961): the slope is 4.
        {"name": "sen-1968", "at": [1, 2, 3, 4, 10, 12, 18], "value": [9, 15, 19, 20, 45, 55, 78]},
        {"name": "flat", "at": [1, 2, 3, 4, 5], "value": [2, 2, 2, 2, 2]},
        {"name": "ties", "at": [1, 1, 2, 2, 3, 4, 5, 5], "value": [3, 3, 4, 2, 5, 5, 5, 9]},
        {"name": "falling", "at": [2026.1, 2026.2, 2026.5, 2026.55, 2026.9, 2027.3],
         "value": [103.0, 74.5, 55.25, 60.0, 38.5, 42.2]},
    ]
    for index in range(20):
        n = rng.randint(4, 40)
        ties = index % 2 == 0
        at = [rng.randint(0, n) if ties else rng.uniform(0, 10) for _ in range(n)]
        value = [(rng.randint(0, 8) if ties else rng.gauss(0, 1)) + 0.2 * a for a in at]
        if ties:
            value = [round(v) for v in value]
        if len(set(at)) > 1 and len(set(value)) > 1:
            cases.append({"name": f"random-{index}", "at": at, "value": value})
    return cases


def ratio():
    cases = [
        # Newcombe (1998), Statistics in Medicine 17, 857–872, table I, and 873–890, table II.
        {"name": "newcombe-a", "first": [56, 70], "second": [48, 80]},
        {"name": "newcombe-b", "first": [9, 10], "second": [3, 10]},
        {"name": "newcombe-wilson", "first": [81, 263], "second": [15, 148]},
        {"name": "newcombe-rare", "first": [1, 29], "second": [0, 20]},
        # Agresti, Categorical Data Analysis: aspirin and heart attacks, relative risk 1.82, 1.43 to 2.30.
        {"name": "agresti-aspirin", "first": [189, 11034], "second": [104, 11037]},
        # DeepSeek R1 under HarmBench by Cisco and the University of Pennsylvania: 50 of 50.
        {"name": "all-of-fifty", "first": [50, 50], "second": [13, 50]},
    ]
    for index in range(30):
        m, n = rng.randint(1, 400), rng.randint(1, 400)
        cases.append({"name": f"random-{index}", "first": [rng.randint(0, m), m], "second": [rng.randint(0, n), n]})
    return cases


def concentration():
    cases = [
        # US Department of Justice and FTC, merger guidelines: shares of 30, 30, 20 and 20 percent give 2,600.
        {"name": "merger-guidelines", "held": [30, 30, 20, 20], "rest": 0, "top": 2},
        {"name": "one-holder", "held": [7], "rest": 0, "top": 3},
        {"name": "half-unknown", "held": [5, 3, 2], "rest": 10, "top": 1},
    ]
    for index in range(20):
        held = [round(rng.paretovariate(1.1), 3) for _ in range(rng.randint(2, 60))]
        cases.append({"name": f"random-{index}", "held": held, "rest": rng.choice([0, round(rng.uniform(0, 50), 2)]),
                      "top": rng.randint(1, 5)})
    return cases


def statistics():
    return [{"name": f"random-{n}", "values": [round(rng.gauss(50, 20), 2) for _ in range(n)]}
            for n in [4, 5, 6, 7, 10, 11, 30, 101, 500]]


def gap():
    cases = [{"name": "arena-2026-10", "leader": {"value": 1511.3, "low": 1502.2, "high": 1520.4},
              "follower": {"value": 1469.1, "low": 1460.0, "high": 1478.2}, "margin": 60}]
    for index in range(30):
        def side():
            value = round(rng.uniform(1200, 1500), 1)
            return {"value": value, "low": value - round(rng.uniform(2, 15), 1), "high": value + round(rng.uniform(2, 15), 1)}
        cases.append({"name": f"random-{index}", "leader": side(), "follower": side(), "margin": rng.choice([20, 80, 200])})
    return cases


def lag():
    cases = []
    for index in range(30):
        rows = [{"bloc": rng.choice(["us", "china"]), "value": rng.randint(1200, 1400) + index / 100,
                 "released": str(date(2024, 1, 1) + timedelta(rng.randint(0, 700)))} for _ in range(rng.randint(4, 30))]
        blocs = {row["bloc"] for row in rows}
        values = [row["value"] for row in rows]
        # The best of a bloc must be one model, so that the answer is one.
        if blocs == {"us", "china"} and len(set(values)) == len(values):
            cases.append({"name": f"random-{index}", "vintage": "2026-01-01", "rows": rows})
    return cases


def share():
    return [{"name": f"random-{index}", "counts": {
        "us": rng.randint(0, 50), "china": rng.randint(0, 50), "other": rng.randint(1, 20),
        "unattributed": rng.randint(0, 60)}} for index in range(20)]


def crossing():
    cases = [
        {"name": "never", "rows": [["2025-01", 3, 1], ["2025-02", 3, 3]]},
        {"name": "always", "rows": [["2025-02", 1, 3], ["2025-01", 1, 2]]},
        {"name": "back-and-forth", "rows": [["2025-01", 3, 1], ["2025-02", 1, 2], ["2025-03", 3, 2], ["2025-06", 3, 5]]},
    ]
    for index in range(20):
        rows = [[f"2025-{month:02}", rng.randint(0, 10), rng.randint(0, 10) + month // 2]
                for month in sorted(rng.sample(range(1, 13), rng.randint(1, 12)))]
        rng.shuffle(rows)
        cases.append({"name": f"random-{index}", "rows": rows})
    return cases


def rubric():
    table = {"commercial-use": {"yes": 4, "conditional": 2, "no": 0}, "field-of-use": {"no": 2, "yes": 0},
             "naming-duty": {"no": 1, "yes": 0}}
    cases = []
    for index in range(20):
        records = [{"weight": rng.choice([1, 1, 2.5]), "answers": {
            name: rng.choice(list(points) + ["absent"]) for name, points in table.items()}}
            for _ in range(rng.randint(1, 12))]
        cases.append({"name": f"random-{index}", "table": table, "records": records})
    return cases


def price():
    return [{"name": f"random-{index}", "rating": rng.randint(1300, 1450), "offers": [
        {"model": f"m{i}", "bloc": rng.choice(["us", "china"]), "input": round(rng.uniform(0.05, 5), 2),
         "output": round(rng.uniform(0.1, 25), 2), "rating": rng.randint(1200, 1500)}
        for i in range(rng.randint(2, 40))]} for index in range(20)]


def threshold():
    rule = [[{"quality": "performance", "from": 4800, "below": None}],
            [{"quality": "performance", "from": 1600, "below": None}, {"quality": "density", "from": 5.92, "below": None}]]
    band = [[{"quality": "performance", "from": 2400, "below": 4800}, {"quality": "density", "from": 1.6, "below": 5.92}]]

    def chip(name, rates, area, limits=rule):
        return {"name": name, "rates": [{"extent": e, "bits": b} for e, b in rates], "area": area, "limits": limits}

    cases = [
        # NVIDIA's data sheets, dense: H100 SXM 15,832; H20 2,368 at 2.9 for each square millimetre; RTX 4090 D 4,707.
        chip("h100-sxm", [([989.5, 989.5], 16), ([1979, 1979], 8)], [814, 814]),
        chip("h20", [([148, 148], 16), ([296, 296], 8)], [814, 814]),
        chip("h20-band", [([148, 148], 16), ([296, 296], 8)], [814, 814], band),
        chip("no-area", [([240, 240], 8)], None),
        chip("no-rate", [], [500, 500]),
        chip("range", [([240, 280], 16)], [800, 900]),
        chip("range-across", [([290, 310], 16)], [1000, 1000]),
    ]
    for index in range(20):
        low = rng.uniform(50, 800)
        area = rng.uniform(200, 1600)
        cases.append(chip(f"random-{index}", [([low, low * rng.choice([1, 1.3])], rng.choice([8, 16]))],
                          [area, area * rng.choice([1, 1.1])], rng.choice([rule, band])))
    return cases


def balance():
    return [{"name": f"random-{index}", "seed": 20261123, "draws": 200,
             "weights": [rng.randint(0, 50) + (i == 0) for i in range(5)],
             "candidates": [{"name": f"m{i:02}", "qualities": [
                 None if rng.random() < 0.15 else round(rng.uniform(0, 100), 1) for _ in range(5)]}
                 for i in range(rng.randint(1, 15))]} for index in range(10)]


def lag_bounds():
    def day():
        text = str(date(2024, 1, 1) + timedelta(rng.randint(0, 700)))
        return text[:rng.choice([10, 10, 7, 4])]

    cases = []
    for index in range(30):
        value = rng.randint(1250, 1350) + 0.5
        cases.append({
            "name": f"random-{index}", "vintage": "2026-01-01",
            "follower": {"value": value, "low": value - rng.randint(0, 40), "high": value + rng.randint(0, 40),
                         "released": day()},
            "leaders": [{"value": rng.randint(1200, 1400), "released": day()} for _ in range(rng.randint(1, 8))]})
    return cases


def price_bounds():
    def offer(index):
        value = rng.randint(1200, 1500)
        return {"model": f"m{index}", "price": round(rng.uniform(0.05, 20), 2), "value": value,
                "low": value - rng.randint(0, 60), "high": value + rng.randint(0, 60)}

    return [{"name": f"random-{index}", "rating": rng.randint(1300, 1450),
             "offers": [offer(i) for i in range(rng.randint(1, 9))]} for index in range(30)]


def trend_within():
    cases = [
        # Two scales that rise, the second far below the first: joined they fall.
        {"name": "steps-down", "at": [1, 2, 3, 4, 5, 6, 7, 8], "value": [50, 51, 53, 54, 10, 11, 12, 14],
         "scale": ["A"] * 4 + ["B"] * 4},
        {"name": "alone", "at": [1, 2, 3, 4, 5], "value": [5, 4, 3, 2, 1], "scale": ["A", "B", "C", "D", "E"]},
        {"name": "four", "at": [1, 2, 3, 4], "value": [1, 2, 3, 4], "scale": ["A"] * 4},
    ]
    for index in range(12):
        n = rng.randint(6, 30)
        ties = index % 2 == 0
        at = [rng.randint(0, n) if ties else rng.uniform(0, 10) for _ in range(n)]
        scale = [rng.choice("ABC") for _ in range(n)]
        value = [(rng.randint(0, 8) if ties else rng.gauss(0, 1)) + 0.2 * a + 5 * "ABC".index(s)
                 for a, s in zip(at, scale)]
        cases.append({"name": f"random-{index}", "at": at, "value": value, "scale": scale})
    return cases


def growth():
    cases = [{"name": "doubling", "at": [1, 2, 3, 4, 5, 6], "value": [1, 2, 4, 8, 16, 32]}]
    for index in range(8):
        n = rng.randint(6, 25)
        at = sorted(rng.uniform(0, 10) for _ in range(n))
        cases.append({"name": f"random-{index}", "at": at, "value": [math.exp(0.3 * a + rng.gauss(0, 0.5)) for a in at]})
    return cases


def lag_intervals():
    cases = lag_bounds()
    for case in cases:
        case["vintage"] = "2026-02-01"
        for row in case["leaders"]:
            row["low"], row["high"] = row["value"] - rng.randint(1, 30), row["value"] + rng.randint(1, 30)
    return cases


def floating():
    cases = []
    for index in range(24):
        name = rng.choice(["sum", "mean", "median", "minimum", "maximum", "p10", "p90"])
        def numbers(least, most):
            return [round(rng.gauss(50, 20), 1) for _ in range(rng.randint(least, most))]
        cases.append({"name": f"{name}-{index}", "kind": "statistic", "statistic": name, "values": numbers(1, 8),
                      "floating": numbers(0, 7)})
    for index in range(20):
        def scores(least, most):
            made = []
            for _ in range(rng.randint(least, most)):
                low = round(rng.random(), 2)
                high = rng.choice([low, round(rng.uniform(low, 1), 2)])
                made.append({"value": low if low == high else None, "low": low, "high": high,
                             "weight": rng.choice([1, 1, 3.5])})
            return made
        cases.append({"name": f"rubric-{index}", "kind": "rubric", "scores": scores(1, 6), "floating": scores(0, 6)})
    for index in range(30):
        cases.append({"name": f"concentration-{index}", "kind": "concentration", "top": rng.randint(1, 3),
                      "holders": [[rng.randint(0, 9) + (1 if holder == 0 else 0), rng.choice([0, 0, 1, 2, 3])]
                                  for holder in range(rng.randint(1, 5))],
                      "rest": rng.choice([[0, 0], [0, 0], [rng.randint(0, 5), rng.randint(0, 2)]])})
    return cases


for make in [trend, ratio, concentration, statistics, gap, lag, share, crossing, rubric, price, threshold, balance,
             lag_bounds, price_bounds, trend_within, growth, lag_intervals, floating]:
    cases = make()
    (HERE / "Fixtures" / f"{make.__name__}.json").write_text(
        "[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
