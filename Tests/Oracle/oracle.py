"""Computes what the measures of Sources/Metrics give, with SciPy, statsmodels and plain loops, from the same fixtures.

    python oracle.py            prints every number that differs from Expected/*.json, writes those files anew, ends with 1
    python oracle.py --check    the same, but writes nothing

Each function reads one file of Fixtures/ and is written from the method's definition, not from the Swift code. Libraries
are used wherever they have the method; where they don't, the slowest loop that is plainly right stands in.
"""

import json
import math
import sys
import warnings
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from scipy import stats
from scipy.special import expit
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

HERE = Path(__file__).parent
# Allowed where two exact methods add in another order.
TOLERANCE = 1e-12


def trend(case):
    x, y = np.array(case["at"]), np.array(case["value"])
    order = np.argsort(x, kind="stable")
    x, y = x[order], y[order]
    slope = stats.theilslopes(y, x, alpha=0.95)
    tau = stats.kendalltau(x, y, method="asymptotic")
    n = len(x)
    score = sum(int(np.sign(y[j] - y[i]) * np.sign(x[j] - x[i])) for i in range(n) for j in range(i + 1, n))
    # SciPy's p has no correction for continuity: its z gives the variance, which Mann and Kendall's p needs.
    z = stats.norm.isf(tau.pvalue / 2)
    variance = (score / z) ** 2 if score else None
    return {
        "slope": slope.slope, "low": slope.low_slope, "high": slope.high_slope, "score": score,
        # A series without any rise or fall has no tau.
        "p_without_continuity": tau.pvalue if math.isfinite(tau.pvalue) else None,
        "p": 2 * stats.norm.sf((abs(score) - 1) / math.sqrt(variance)) if score else 1.0,
    }


def variance_of_score(x, y):
    """Of Kendall's score with ties in either, as SciPy's asymptotic test takes it: asked for by how it moves the p value."""
    n = len(x)
    if n < 2:
        return 0.0
    tied = [np.unique(v, return_counts=True)[1].astype(float) for v in (x, y)]
    fives = sum((t * (t - 1) * (2 * t + 5)).sum() for t in tied)
    twos = [(t * (t - 1)).sum() for t in tied]
    threes = [(t * (t - 1) * (t - 2)).sum() for t in tied]
    variance = (n * (n - 1) * (2 * n + 5) - fives) / 18 + twos[0] * twos[1] / (2 * n * (n - 1))
    return variance + (threes[0] * threes[1] / (9 * n * (n - 1) * (n - 2)) if n > 2 else 0)


def trend_within(case):
    """Scale by scale with SciPy and NumPy, then scores, variances and slopes of the scales together."""
    slopes, score, single, joint = [], 0, 0.0, 0.0
    for scale in sorted(set(case["scale"])):
        own = [i for i, name in enumerate(case["scale"]) if name == scale]
        x, y = np.array(case["at"])[own], np.array(case["value"])[own]
        later, earlier = np.nonzero(x[:, None] > x[None, :])
        rise = y[later] - y[earlier]
        slopes += list(rise / (x[later] - x[earlier]))
        score += int(np.sign(rise).sum())
        n = len(x)
        tied = [np.unique(v, return_counts=True)[1].astype(float) for v in (x, y)]
        single += (n * (n - 1) * (2 * n + 5) - sum((t * (t - 1) * (2 * t + 5)).sum() for t in tied)) / 18
        joint += variance_of_score(x, y)
        if n > 3 and not any((t > 1).any() for t in tied):
            # Without ties SciPy's own test has the same variance.
            own_score = int(np.sign(rise).sum())
            if own_score:
                z = stats.norm.isf(stats.kendalltau(x, y, method="asymptotic").pvalue / 2)
                assert math.isclose((own_score / z) ** 2, variance_of_score(x, y), rel_tol=1e-6), case["name"]
    slopes = sorted(slopes)
    spread = stats.norm.isf(0.025) * math.sqrt(single)
    low, high = round((len(slopes) - spread) / 2) - 1, round((len(slopes) + spread) / 2)
    if len(case["at"]) < 5 or low < 0 or high >= len(slopes):
        return {"none": True}
    return {
        "slope": float(np.median(slopes)), "low": float(slopes[low]), "high": float(slopes[high]), "score": score,
        "p": float(2 * stats.norm.sf((abs(score) - 1) / math.sqrt(joint))) if score else 1.0, "pairs": len(slopes),
    }


def growth(case):
    slope = stats.theilslopes(np.log(np.array(case["value"])), np.array(case["at"]), alpha=0.95)
    return {
        "growth": float(np.exp(slope.slope)), "low": float(np.exp(slope.low_slope)),
        "high": float(np.exp(slope.high_slope)), "mean": float(np.mean(case["value"])),
    }


def ratio(case):
    (a, m), (c, n) = case["first"], case["second"]
    answer = {}
    for name, k, trials in (("first", a, m), ("second", c, n)):
        low, high = proportion_confint(k, trials, alpha=0.05, method="wilson")
        answer[name] = {"value": k / trials, "low": float(low), "high": float(high)}
    low, high = confint_proportions_2indep(a, m, c, n, method="newcomb", compare="diff", alpha=0.05)
    answer["difference"] = {"value": a / m - c / n, "low": float(low), "high": float(high)}
    if a and c and (a == m or c == n):
        # Of both Wilson intervals (Donner and Zou 2012), within a percent or two of the score interval.
        (l1, u1), (l2, u2) = [proportion_confint(k, t, alpha=0.05, method="wilson") for k, t in ((a, m), (c, n))]
        p1, p2 = a / m, c / n
        ends = [
            (p1 * p2 + sign * math.sqrt(max(0, (p1 * p2) ** 2 - own * (2 * p1 - own) * other * (2 * p2 - other))))
            / (other * (2 * p2 - other)) for own, other, sign in ((l1, u2, -1), (u1, l2, 1))]
        answer["relative_risk"] = {"value": p1 / p2, "low": float(ends[0]), "high": float(ends[1])}
    elif a and c:
        low, high = confint_proportions_2indep(a, m, c, n, method="log", compare="ratio", alpha=0.05, correction=False)
        answer["relative_risk"] = {"value": (a / m) / (c / n), "low": float(low), "high": float(high)}
    else:
        answer["relative_risk"] = None
    return answer


def concentration(case):
    held, rest, top = np.array(case["held"], dtype=float), case["rest"], case["top"]

    def squares(values):
        return float(np.sum((values / values.sum()) ** 2))

    def leading(values):
        return float(np.sort(values)[::-1][:top].sum() / values.sum())

    # The rest in a million pieces, and all of it in the largest holder's hand.
    pieces = np.full(1_000_000, rest / 1_000_000)
    to_largest = held.copy()
    to_largest[np.argmax(to_largest)] += rest
    return {
        "herfindahl_about": squares(np.concatenate([held, pieces])) if rest else squares(held),
        "herfindahl_high": squares(to_largest),
        "top": float(np.sort(held)[::-1][:top].sum() / (held.sum() + rest)),
        "top_high": leading(to_largest),
        "gini": float(np.abs(held[:, None] - held[None, :]).mean() / (2 * held.mean())),
    }


def statistics(case):
    values = np.array(case["values"], dtype=float)
    lower, upper = np.quantile(values, [0.25, 0.75])
    reach = stats.iqr(values) * 1.5
    return {
        "sum": float(values.sum()), "mean": float(values.mean()), "median": float(np.median(values)),
        "p10": float(np.quantile(values, 0.1)), "p25": float(lower), "p75": float(upper),
        "p90": float(np.quantile(values, 0.9)), "minimum": float(values.min()), "maximum": float(values.max()),
        "fences": [float(lower - reach), float(upper + reach)],
    }


def gap(case):
    """By statsmodels: two samples of two values each that have just these means and standard errors."""
    # The quantile as the formula prints it; the interval doesn't hang on it, the standard error does.
    z = 1.959964

    def sample(side):
        error = (side["high"] - side["low"]) / (2 * z)
        return DescrStatsW([side["value"] - error, side["value"] + error])

    compared = CompareMeans(sample(case["leader"]), sample(case["follower"]))
    difference = case["leader"]["value"] - case["follower"]["value"]
    error = compared.std_meandiff_separatevar
    # Of the quantile with all its digits the interval would be narrower by a hundred-millionth.
    low, high = compared.zconfint_diff(alpha=2 * stats.norm.sf(z), usevar="unequal")
    p, _, _ = compared.ztost_ind(-case["margin"], case["margin"], usevar="unequal")
    return {
        "value": difference, "error": float(error), "low": float(low), "high": float(high),
        "win_rate": float(expit(difference * math.log(10) / 400)), "equivalent": bool(p < 0.05),
    }


def lag(case):
    """Months from the first leader's model rated at least as high to the follower's best, within one board."""
    day = date.fromisoformat
    best = max((row for row in case["rows"] if row["bloc"] == "china"), key=lambda row: row["value"])
    matches = [row for row in case["rows"] if row["bloc"] == "us" and row["value"] >= best["value"]]
    if not matches:
        return {"months": None, "lead_at_least": (day(case["vintage"]) - day(best["released"])).days / 30.4375}
    first = min(day(row["released"]) for row in matches)
    return {"months": (day(best["released"]) - first).days / 30.4375, "lead_at_least": None}


def corners(date_text):
    """A date's first, middle and last day, as numbers."""
    parts = [int(part) for part in date_text.split("-")]
    first = date(*(parts + [1, 1])[:3])
    if len(parts) == 3:
        last = first
    elif len(parts) == 2:
        last = (date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)) - timedelta(1)
    else:
        last = date(parts[0], 12, 31)
    return first.toordinal(), (first.toordinal() + last.toordinal()) / 2, last.toordinal()


def lag_bounds(case):
    """Every model out on the first or the last day of its date, the follower rated at each end of its interval."""
    from itertools import product

    follower, leaders = case["follower"], case["leaders"]

    def lags(threshold):
        reaching = [corners(row["released"]) for row in leaders if threshold(row)]
        own = corners(follower["released"])
        days = product(*[sorted({day[0], day[2]}) for day in reaching + [own]])
        return [(choice[-1] - min(choice[:-1])) / 30.4375 for choice in days] if reaching else None

    def ahead(row, end, other):
        """By how much more than the way to that end of the difference's interval the row is ahead; an end of none is itself."""
        own = row.get(end, row["value"]) - row["value"]
        return row["value"] - follower["value"], math.hypot(own, follower[other] - follower["value"])

    hardest = lags(lambda row: ahead(row, "low", "high")[0] >= ahead(row, "low", "high")[1])
    easiest = lags(lambda row: ahead(row, "high", "low")[0] >= -ahead(row, "high", "low")[1])
    return {"low": min(hardest) if hardest else None, "high": max(easiest) if easiest else None}


def lag_intervals(case):
    return lag_bounds(case)


def price_bounds(case):
    """Every rating at each end of its interval: the lowest price of each way, the least and the most of them."""
    from itertools import product

    prices = [
        min((offer["price"] for offer, rating in zip(case["offers"], ratings) if rating >= case["rating"]),
            default=math.inf)
        for ratings in product(*[sorted({offer["low"], offer["high"]}) for offer in case["offers"]])
    ]
    low, high = min(prices), max(prices)
    return {"low": low if low < math.inf else None, "high": high if high < math.inf else None}


def share(case):
    """Bounds by trying both: all of the unattributed to a part, and none of it."""
    whole = sum(case["counts"].values())
    rest = case["counts"].get("unattributed", 0)
    return {
        part: {"value": count / whole, "low": count / whole, "high": (count + rest) / whole}
        for part, count in case["counts"].items() if part != "unattributed"
    }


def crossing(case):
    rows = sorted(case["rows"])
    for index in range(len(rows)):
        if all(follower > leader for _, leader, follower in rows[index:]):
            return {"after": rows[index - 1][0] if index else None, "by": rows[index][0]}
    return {"after": None, "by": None}


def rubric(case):
    """Every way of filling in what isn't known, and the mean of those records where nothing is open."""
    from itertools import product

    fields = case["table"]
    most, least = sum(max(p.values()) for p in fields.values()), sum(min(p.values()) for p in fields.values())

    def scaled(points):
        return (points - least) / (most - least)

    known, low, high, weights, known_weights = [], [], [], [], []
    for record in case["records"]:
        options = [
            [fields[name][record["answers"][name]]] if record["answers"].get(name) in fields[name]
            else list(fields[name].values()) for name in fields
        ]
        sums = [scaled(sum(choice)) for choice in product(*options)]
        weights.append(record["weight"])
        low.append(min(sums))
        high.append(max(sums))
        if all(len(option) == 1 for option in options) and all(
                record["answers"].get(name) in fields[name] for name in fields):
            known.append(sums[0])
            known_weights.append(record["weight"])
    value = float(np.average(known, weights=known_weights)) if known else None
    ends = [float(np.average(low, weights=weights)), float(np.average(high, weights=weights))]
    # The scored records alone may lie outside what all can come to: then there is no value.
    is_possible = value is not None and ends[0] - 1e-12 <= value <= ends[1] + 1e-12
    return {"value": value if is_possible else None, "low": ends[0], "high": ends[1], "scored": bool(known)}


def price(case):
    offers = [dict(offer, blended=(3 * offer["input"] + offer["output"]) / 4) for offer in case["offers"]]

    def beats(a, b):
        return a["blended"] <= b["blended"] and a["rating"] >= b["rating"] and (
            a["blended"] < b["blended"] or a["rating"] > b["rating"])

    frontier = sorted(
        (o for o in offers if not any(beats(other, o) for other in offers)), key=lambda o: o["blended"])

    def cheapest(bloc):
        return min((o["blended"] for o in offers if o["bloc"] == bloc and o["rating"] >= case["rating"]), default=None)

    us, china = cheapest("us"), cheapest("china")
    return {
        "frontier": [o["model"] for o in frontier], "us": us, "china": china,
        "ratio": china / us if us and china else None,
    }


def threshold(case):
    """By corners: every number at either end; what all corners agree on is known."""
    from itertools import product

    corners = []
    for choice in product(*[sorted(set(rate["extent"])) for rate in case["rates"]]):
        performance = max(
            (value * rate["bits"] for value, rate in zip(choice, case["rates"])), default=None)
        for area in sorted(set(case["area"])) if case["area"] else [None]:
            density = performance / area if performance is not None and area else None
            corners.append((performance, density))

    def met(limit, performance, density):
        value = performance if limit["quality"] == "performance" else density
        if value is None:
            return None
        return value >= limit["from"] and (limit["below"] is None or value < limit["below"])

    def limb(limits, corner):
        answers = [met(limit, *corner) for limit in limits]
        return False if False in answers else None if None in answers else True

    answers = set()
    for corner in corners:
        limbs = [limb(limits, corner) for limits in case["limits"]]
        answers.add(True if True in limbs else None if None in limbs else False)
    performances = [corner[0] for corner in corners if corner[0] is not None]
    return {
        "performance": [min(performances), max(performances)] if performances else None,
        "above": answers.pop() if len(answers) == 1 else None,
    }


def balance(case):
    """Scores under the reader's weights, and the share of draws in which the first stays first."""
    qualities = [[math.nan if v is None else v for v in c["qualities"]] for c in case["candidates"]]
    table = np.array(qualities, dtype=float)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        least, most = np.nanmin(table, axis=0), np.nanmax(table, axis=0)
    scaled = np.where(most > least, (table - least) / np.where(most > least, most - least, 1), 1.0)
    scaled = np.where(np.isnan(table), 0.0, scaled)
    own = np.array(case["weights"], dtype=float) / sum(case["weights"])
    names = [c["name"] for c in case["candidates"]]

    def order(weights):
        return sorted(range(len(names)), key=lambda i: (-sum(s * w for s, w in zip(scaled[i], weights)), names[i]))

    state = case["seed"]
    mask = (1 << 64) - 1
    firsts = 0
    own_order = order(own)
    for _ in range(case["draws"]):
        drawn = []
        for _ in own:
            state = (state + 0x9E3779B97F4A7C15) & mask
            mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
            mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & mask
            mixed ^= mixed >> 31
            drawn.append(-math.log(((mixed >> 11) + 1) / 2.0**53))
        weights = [(o + d / sum(drawn)) / 2 for o, d in zip(own, drawn)]
        firsts += order(weights)[0] == own_order[0]
    return {
        "order": [names[i] for i in own_order], "scores": [float(scaled[i] @ own) for i in own_order],
        "first": firsts / case["draws"],
    }


def floating(case):
    """Every way of putting what may be of a period into it, or leaving it out."""
    from itertools import chain, combinations, product

    def subsets(items):
        return chain.from_iterable(combinations(items, count) for count in range(len(items) + 1))

    if case["kind"] == "statistic":
        make = {"sum": np.sum, "mean": np.mean, "median": np.median, "minimum": np.min, "maximum": np.max,
                "p10": lambda values: np.quantile(values, 0.1), "p90": lambda values: np.quantile(values, 0.9)}
        answers = [float(make[case["statistic"]](np.array(case["values"] + list(more)))) for more in subsets(case["floating"])]
        return {"low": min(answers), "high": max(answers)}
    if case["kind"] == "rubric":
        def mean(scores, end):
            weights = np.array([score["weight"] for score in scores])
            return float(np.sum(weights * np.array([score[end] for score in scores])) / weights.sum())

        ways = [case["scores"] + list(more) for more in subsets(case["floating"])]
        low, high = min(mean(way, "low") for way in ways), max(mean(way, "high") for way in ways)
        known = [score for score in case["scores"] if score["value"] is not None]
        value = mean(known, "value") if known else None
        if value is None:
            return {"value": None, "low": None, "high": None}
        return {"value": value if low - 1e-12 <= value <= high + 1e-12 else None, "low": low, "high": high}
    squares, leading = [], []
    for more in product(*[range(most + 1) for _, most in case["holders"]], range(case["rest"][1] + 1)):
        held = np.array([count for count, _ in case["holders"]], dtype=float) + np.array(more[:-1])
        rest = case["rest"][0] + more[-1]
        # Nobody's is in very many hands, or all in one of those that are known.
        hands = [(held, held.sum() + rest)]
        for one in range(len(held)):
            given = held.copy()
            given[one] += rest
            hands.append((given, given.sum()))
        for amounts, whole in hands:
            if whole > 0:
                squares.append(float(np.sum((amounts / whole) ** 2)))
                leading.append(float(np.sort(amounts)[::-1][:case["top"]].sum() / whole))
    return {"herfindahl_low": min(squares), "herfindahl_high": max(squares), "top_low": min(leading), "top_high": max(leading)}


MEASURES = [trend, ratio, concentration, statistics, gap, lag, share, crossing, rubric, price, threshold, balance,
            lag_bounds, price_bounds, trend_within, growth,
            lag_intervals, floating]


def differences(known, made, path=""):
    """Every place in which two answers differ, as text."""
    if isinstance(known, dict) and isinstance(made, dict) and known.keys() == made.keys():
        return [line for key in known for line in differences(known[key], made[key], f"{path}.{key}")]
    if isinstance(known, list) and isinstance(made, list) and len(known) == len(made):
        return [line for i, pair in enumerate(zip(known, made)) for line in differences(*pair, f"{path}[{i}]")]
    numbers = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in (known, made))
    if numbers and math.isclose(known, made, rel_tol=TOLERANCE, abs_tol=TOLERANCE):
        return []
    return [] if known == made else [f"{path}: {known!r} in Expected, {made!r} now"]


def main():
    lines = []
    for measure in MEASURES:
        name = measure.__name__
        cases = json.loads((HERE / "Fixtures" / f"{name}.json").read_text())
        # Through text and back, so that numbers of NumPy and of JSON are alike.
        made = json.loads(json.dumps([{"name": case["name"], "answer": measure(case)} for case in cases]))
        path = HERE / "Expected" / f"{name}.json"
        known = json.loads(path.read_text()) if path.exists() else None
        found = differences(known, made, name) if known is not None else [f"{name}: no Expected yet"]
        lines += found
        if found and "--check" not in sys.argv:
            path.write_text(json.dumps(made, indent=1) + "\n")
    for line in lines:
        print(line)
    print(f"{len(MEASURES)} measures, {len(lines)} differences")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
