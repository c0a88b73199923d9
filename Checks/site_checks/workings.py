"""Numbers of pages, followed by links to rows and made again from them.

Shares no code with the program: it reads what a reader reads, the printed formulas and the file of rows.
"""

import calendar
import csv
import datetime
import html.parser
import itertools
import math
import posixpath
import random
import re
import statistics
import urllib.parse

from .report import Result

# What stands between a formula's numbers.
TOKEN = re.compile(r"\s*(?:(\d+\.?\d*(?:e[-+]?\d+)?)|([A-Za-z][\w/-]*(?:\.[A-Za-z][\w-]*)?)|([−+×÷^(),]))")


class Formula:
    """A formula's text, evaluated from left to right by the usual precedence.

    A value is a list: of numbers, or of words. `names` gives the value of `group.column`, `group` or an earlier step.
    """

    def __init__(self, text, names):
        self.tokens = []
        position = 0
        while position < len(text.rstrip()):
            match = TOKEN.match(text, position)
            if not match:
                raise ValueError(f"'{text[position:]}' isn't part of a formula")
            self.tokens.append(next((kind, token) for kind, token in zip("nws", match.groups()) if token))
            position = match.end()
        self.names = names
        self.at = 0
        self.result = self.sum()
        if self.at != len(self.tokens):
            raise ValueError(f"'{text}' goes on behind its end")

    def sign(self, wanted):
        if self.at < len(self.tokens) and self.tokens[self.at][0] == "s" and self.tokens[self.at][1] in wanted:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return None

    def sum(self):
        value = self.product()
        while sign := self.sign("+−"):
            value = pairs(value, self.product(), lambda a, b: a + b if sign == "+" else a - b)
        return value

    def product(self):
        value = self.power()
        while sign := self.sign("×÷"):
            value = pairs(value, self.power(), lambda a, b: a * b if sign == "×" else a / b)
        return value

    def power(self):
        value = self.single()
        if self.sign("^"):
            value = pairs(value, self.power(), lambda a, b: a ** b)
        return value

    def single(self):
        if self.sign("−"):
            return [-number for number in self.single()]
        if self.sign("("):
            value = self.sum()
            if not self.sign(")"):
                raise ValueError("a bracket isn't closed")
            return value
        kind, token = self.tokens[self.at]
        self.at += 1
        if kind == "n":
            return [float(token)]
        if not self.sign("("):
            return self.names(token)
        arguments = []
        while not self.sign(")"):
            arguments.append(self.sum())
            self.sign(",")
        return FUNCTIONS[token](*arguments)


def pairs(a, b, operation):
    if len(a) != len(b) and len(a) != 1 and len(b) != 1:
        raise ValueError(f"{len(a)} numbers can't meet {len(b)}")
    count = len(b) if len(a) == 1 else len(a)
    return [operation(a[0] if len(a) == 1 else a[i], b[0] if len(b) == 1 else b[i]) for i in range(count)]


EPOCH = datetime.date(1970, 1, 1)


def days(text):
    """The first and the last day of a date at the precision known, in days since 1970."""
    # A column of years alone looks like numbers.
    text = str(int(text)) if isinstance(text, float) else text
    parts = text.split("-")
    year = int(parts[0])
    if len(parts) == 1:
        first, last = (1, 12)
    elif parts[1][0] == "H":
        first, last = (1, 6) if parts[1] == "H1" else (7, 12)
    elif parts[1][0] == "Q":
        first, last = int(parts[1][1]) * 3 - 2, int(parts[1][1]) * 3
    else:
        first = last = int(parts[1])
    if len(parts) == 3:
        start = end = datetime.date(year, first, int(parts[2]))
    else:
        start = datetime.date(year, first, 1)
        end = datetime.date(year, last, calendar.monthrange(year, last)[1])
    return (start - EPOCH).days, (end - EPOCH).days


def decimal_year(number):
    day = EPOCH + datetime.timedelta(days=int(number))
    start, end = datetime.date(day.year, 1, 1), datetime.date(day.year + 1, 1, 1)
    return day.year + (day - start).days / (end - start).days


def quantile(part, numbers):
    """Type 7 of Hyndman and Fan."""
    ordered = sorted(numbers)
    position = part[0] * (len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return [ordered[below] + (position - below) * (ordered[above] - ordered[below])]


def by_word(numbers, words):
    sums = {}
    for number, word in zip(numbers, words, strict=True):
        sums.setdefault(word, []).append(number)
    return [math.fsum(sums[word]) for word in sorted(sums)]


def by_table(words, answers, points, other):
    """What a scoring table gives for each word; `other` for what it doesn't know."""
    table = dict(reversed(list(zip(answers, points, strict=True))))
    return [table.get(word, other) for word in words]


def gini(numbers):
    ordered = sorted(numbers)
    count = len(ordered)
    return [sum((2 * (i + 1) - count - 1) * x for i, x in enumerate(ordered)) / (count * math.fsum(ordered))]


def theil_sen(times, numbers, scales=None):
    """The median slope between all pairs of a scale, and Sen's 95% interval with ties of dates and numbers taken off."""
    scales = scales or [""] * len(times)
    slopes, variance = [], 0

    def ties(values):
        return sum(n * (n - 1) * (2 * n + 5) for n in (values.count(value) for value in set(values)))

    for scale in set(scales):
        points = sorted((t, x) for t, x, own in zip(times, numbers, scales, strict=True) if own == scale)
        slopes += [(b[1] - a[1]) / (b[0] - a[0]) for a, b in itertools.combinations(points, 2) if b[0] > a[0]]
        n = len(points)
        variance += (n * (n - 1) * (2 * n + 5) - ties([t for t, _ in points]) - ties([x for _, x in points])) / 18
    slopes.sort()
    spread = 1.959963984540054 * math.sqrt(variance)
    low = round((len(slopes) - spread) / 2) - 1
    high = round((len(slopes) + spread) / 2)
    return statistics.median(slopes), slopes[max(low, 0)], slopes[min(high, len(slopes) - 1)]


def drawn(*arguments):
    """The lowest and the highest score under weights drawn with SplitMix64, and under the own ones."""
    seed, draws, *rest = [argument[0] for argument in arguments]
    weights, qualities = rest[: len(rest) // 2], rest[len(rest) // 2:]
    state, mask = int(seed), (1 << 64) - 1

    def fraction():
        nonlocal state
        state = (state + 0x9E3779B97F4A7C15) & mask
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & mask
        return (((mixed ^ (mixed >> 31)) >> 11) + 1) / 9007199254740992

    scores = [sum(w * q for w, q in zip(weights, qualities))]
    for _ in range(int(draws)):
        logs = [-math.log(fraction()) for _ in weights]
        scores.append(sum((w + log / sum(logs)) / 2 * q for w, log, q in zip(weights, logs, qualities)))
    return min(scores), max(scores)


def flat(arguments):
    return [number for argument in arguments for number in argument]


FUNCTIONS = {
    "count": lambda *a: [float(len(flat(a)))],
    "sum": lambda *a: [math.fsum(flat(a))],
    "mean": lambda *a: [math.fsum(flat(a)) / len(flat(a))],
    "median": lambda *a: [statistics.median(flat(a))],
    "min": lambda *a: [min(flat(a))],
    "max": lambda *a: [max(flat(a))],
    "sqrt": lambda a: [math.sqrt(x) for x in a],
    "exp": lambda a: [math.exp(x) for x in a],
    "log10": lambda a: [math.log10(x) for x in a],
    "abs": lambda a: [abs(x) for x in a],
    "round": lambda a: [math.copysign(math.floor(abs(x) + 0.5), x) for x in a],
    "quantile": quantile,
    "largest": lambda k, a: sorted(a)[-int(k[0]):],
    "sums": by_word,
    "counts": lambda words: by_word([1.0] * len(words), words),
    "at-least": lambda a, b: pairs(a, b, lambda x, least: float(x >= least)),
    "where": lambda a, b: [x for x, holds in zip(a, b * len(a) if len(b) == 1 else b, strict=True) if holds],
    "points-least": lambda words, answers, points: by_table(words, answers, points, min(points)),
    "points-most": lambda words, answers, points: by_table(words, answers, points, max(points)),
    "gini": gini,
    "first": lambda a: [float(days(x)[0]) for x in a],
    "last": lambda a: [float(days(x)[1]) for x in a],
    "middle": lambda a: [sum(days(x)) / 2 for x in a],
    "year": lambda a: [decimal_year(x) for x in a],
    "slope": lambda *a: [theil_sen(*a)[0]],
    "slope-low": lambda *a: [theil_sen(*a)[1]],
    "slope-high": lambda *a: [theil_sen(*a)[2]],
    "drawn-low": lambda *a: [drawn(*a)[0]],
    "drawn-high": lambda *a: [drawn(*a)[1]],
}


class Links(html.parser.HTMLParser):
    """The numbers of a page that lead somewhere: their text, and where to; and the rows of a table by their ids.

    A number of a row that has no page leads to its file, and its line stands behind it.
    """

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.numbers = []
        self.lines = {}
        self.rows = {}
        self._address = self._text = self._row = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "a" and values.get("class") == "n":
            self._address, self._text = values["href"], ""
        elif tag == "tr":
            self._row = values.get("id")
            self.rows.setdefault(self._row, [])
        elif tag in ("td", "th") and self._row is not None:
            self.rows[self._row].append("")

    def handle_endtag(self, tag):
        if tag == "a" and self._address is not None:
            self.numbers.append((self._text, self._address))
            self._address = None
        elif tag == "tr":
            self._row = None

    def handle_data(self, data):
        if self._address is not None:
            self._text += data
        elif self.numbers and (line := re.match(r" line (\d+)$", data)):
            self.lines.setdefault(len(self.numbers) - 1, int(line.group(1)))
        if self._row is not None and self.rows[self._row]:
            self.rows[self._row][-1] += data


class TrailPage(html.parser.HTMLParser):
    """What a figure's page shows: the table of steps, the address of its file of rows, and both for each other choice."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.steps = []
        self.rows = None
        self.observations = None
        self.choices = {}
        self.rows_of_choices = None
        self._caption = self._cell = self._choice = None
        self._column = -1
        self._codes = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "caption":
            self._caption = ""
        elif tag == "tr":
            self._codes = []
            self._choice = values.get("id") if (values.get("id") or "").startswith("choice-") else None
            self._column = -1
            if self._choice:
                self.choices[self._choice] = []
        elif tag in ("td", "th"):
            self._column += 1
        elif tag == "code":
            self._cell = ""
        elif tag == "a" and values.get("href", "").endswith(".rows.csv"):
            self.rows = values["href"]
        elif tag == "a" and values.get("href", "").endswith(".choices.csv"):
            self.rows_of_choices = values["href"]
        elif tag == "a" and re.search(r"/data/[^/]+\.csv$", values.get("href", "")):
            self.observations = values["href"]

    def handle_endtag(self, tag):
        if tag == "code" and self._cell is not None:
            self._codes.append(self._cell)
            # A choice has its steps in its third cell: name = formula = numbers = result.
            if self._choice and self._column == 2:
                self.choices[self._choice].append(self._cell.split(" = "))
            self._cell = None
        elif tag == "tr":
            self._choice = None
            if self._caption == "The number made again, step by step" and len(self._codes) == 4:
                self.steps.append(list(self._codes))
        elif tag == "table":
            self._caption = None

    def handle_data(self, data):
        if self._cell is not None:
            self._cell += data
        elif self._caption == "":
            self._caption = data


class File:
    """The lines of a file of rows, by the names under which formulas read them."""

    def __init__(self, text):
        self.groups = {}
        for row in csv.DictReader(text.splitlines()):
            # In a file of several choices a name speaks of one of them.
            for group in row["contribution"].split():
                self.groups.setdefault((row.get("choice", ""), group), []).append(row)


class Rows:
    """Rows of a file, and the steps that were worked out from it."""

    def __init__(self, file, scope="", choice=""):
        """With a scope, names speak of one observation: `leader` of the rows that contribute to `leader@2025-01-29/us`."""
        self.file = file
        self.choice = choice
        self.steps = {}
        self.scope = scope

    def value(self, name):
        if name in self.steps:
            return self.steps[name]
        group, _, column = name.partition(".")
        group += self.scope
        rows = self.file.groups.get((self.choice, group))
        if not rows:
            raise ValueError(f"no row is in '{group}'")
        if not column:
            return [row["name"] for row in rows]
        cells = [row[column].lstrip("'") for row in rows if row[column] != ""]
        try:
            return [float(cell) for cell in cells] if not all(map(is_date, cells)) else cells
        except ValueError:
            return cells


def is_date(cell):
    return re.fullmatch(r"\d{4}(-(\d\d|H\d|Q\d))?(-\d\d)?", cell) is not None and (len(cell) > 4)


def printed(text):
    return [float(number.replace("−", "-")) for number in text.split(", ")]


def agrees(numbers, text):
    """Whether numbers are those that the page prints; of many it prints three and their count."""
    if "…" in text:
        *first, last = text.split(", ")
        return len(numbers) == int(last.split()[1]) and all(map(is_near, numbers, printed(", ".join(first))))
    wanted = printed(text)
    return len(numbers) == len(wanted) and all(map(is_near, numbers, wanted))


def is_near(a, b):
    return math.isclose(a, b, rel_tol=2e-9, abs_tol=1e-9)


def work_out(site, path):
    """Every step of a figure's page by name, and what is wrong with them."""
    page = TrailPage(site.text(path))
    if not page.steps:
        # A figure without a number has nothing to work out, and says so.
        return {}, [] if "<dt>Answer</dt><dd>no value</dd>" in site.text(path) else [f"{path}: prints no workings"]
    rows = Rows(File(site.text(follow(path, page.rows)[0])))
    failures = evaluate(page.steps, rows, path)
    return rows.steps, failures


def evaluate(steps, rows, where):
    """Works out steps one after the other; gives what is wrong with them."""
    failures = []
    for name, formula, _, result in steps:
        try:
            rows.steps[name] = Formula(formula, rows.value).result
        except (ValueError, KeyError, ArithmeticError, IndexError) as problem:
            failures.append(f"{where}: {name} = {formula}: {problem}")
            continue
        if not agrees(rows.steps[name], result):
            failures.append(f"{where}: {name} = {formula} gives {rows.steps[name][:4]}, and the page says {result}")
    return failures


def work_out_choice(site, path, page, choice, file=None):
    """Every step of one of a figure's other choices, and what is wrong with them."""
    if choice not in page.choices or not page.rows_of_choices:
        return {}, [f"{path}: has no choice '{choice}', or no rows of it"]
    file = file or File(site.text(follow(path, page.rows_of_choices)[0]))
    rows = Rows(file, choice=choice)
    failures = evaluate(page.choices[choice], rows, f"{path}#{choice}")
    return rows.steps, failures


def observed(site, path, page):
    """The observations of a figure, each with the scope of the names in its formulas."""
    known = {}
    for row in csv.DictReader(site.text(follow(path, page.observations)[0]).splitlines()):
        scope = "@" + row["at"] + "/" + row["part"].replace(" ", "_")
        known[scope] = known.get(scope, 0) + 1
        yield row, scope if known[scope] == 1 else f"{scope}/{known[scope]}"


def work_out_observations(site, path, page):
    """Counts the numbers of a figure's observations that have a formula, and gives what is wrong with any."""
    counted, failures = 0, []
    text = site.text(path)
    file = File(site.text(follow(path, page.rows)[0]))
    for row, scope in observed(site, path, page):
        where = f"{path}: {row['at']}, {row['part']}"
        for column, name in (("value", "formula"), ("low", "low-formula"), ("high", "high-formula")):
            if not row[column]:
                continue
            if not row[name]:
                # Of a bound the page may say in words which rows were chosen for it.
                if column == "value" or f"‘{column}’" not in text:
                    failures.append(f"{where}: no formula of the {column}")
                continue
            counted += 1
            try:
                result = Formula(row[name], Rows(file, scope).value).result
            except (ValueError, KeyError, ArithmeticError, IndexError) as problem:
                failures.append(f"{where}: {row[name]}: {problem}")
                continue
            if len(result) != 1 or not is_near(result[0], float(row[column])):
                failures.append(f"{where}: {row[name]} gives {result[:4]}, not {row[column]}")
    return counted, failures


def follow(path, address):
    """The file and fragment that an address of a page leads to."""
    parts = urllib.parse.urlsplit(address)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), urllib.parse.unquote(parts.path)))
    return (target if parts.path else path), urllib.parse.unquote(parts.fragment)


# A number as pages print it, with what goes before and behind it.
SHOWN = re.compile(r"(−?)([$]?)(\d[\d,]*(?:\.(\d+))?)(%?)( billion(?!s| parameters))?")
WORDS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def shown(text):
    """Numbers that a printed text may stand for, each with half of its last digit."""
    numbers = []
    for sign, dollar, digits, places, percent, billion in SHOWN.findall(text):
        number = float(digits.replace(",", "")) * (-1 if sign else 1)
        half = 0.5 * 10 ** -len(places)
        # Fractions are shown as percentages, millions of dollars as billions.
        scale = 0.01 if percent else 1000 if billion else 1
        numbers.append((number * scale, half * scale))
        if percent:
            numbers.append((number, half))
    numbers += [(float(WORDS.index(text)), 0)] if text in WORDS else []
    if text.endswith(" times in 100"):
        numbers += [(number / 100, half / 100) for number, half in numbers]
    return numbers


def is_shown(text, result, digit=0):
    """Whether a result is one that the text shows. Who is behind is shown as a lead: without its sign.

    `digit` is what the last digit is worth where an interval takes more than those behind the point.
    """
    return any(
        abs(number - other) <= max(half, digit / 2) * (1 + 1e-9) + 1e-12
        for number, half in shown(text) for other in (result, -result))


def last_digit(low, high):
    """What the last digit is worth of a number from low to high.

    No decimal is worth less than a thirtieth of half the interval, no digit before the point less than a hundredth.
    """
    if high <= low:
        return 0
    decimals, wholes = (math.ceil(math.log10(part / ((high - low) / 2)) - 1e-9) - 1 for part in (30, 100))
    return 10.0 ** -(decimals if decimals > 0 else min(0, wholes))


MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]
DATE = re.compile(rf"(?:(\d+) )?({'|'.join(MONTHS)}) (\d{{4}})")


def is_span(text, steps):
    """Whether dates, such as `between September 2025 and October 2025`, are those that decimal years come to."""
    dates = []
    for day, month, year in DATE.findall(text):
        dates.append(f"{year}-{MONTHS.index(month) + 1:02}" + (f"-{int(day):02}" if day else ""))
    if not dates or "high" not in steps:
        return False
    ends = decimal_year(days(dates[0])[0]), decimal_year(days(dates[-1])[1] + 1)
    return is_near(ends[1], steps["high"][0]) and ("low" not in steps or is_near(ends[0], steps["low"][0]))


def trace(site, path, text, address, records=None, line=None):
    """What is wrong with one number of a page, followed by links to its rows; nothing when it follows from them."""
    target, fragment = follow(path, address)
    where = f"{path}: '{text}'"
    if not target.startswith("figures/"):
        # A value of a record: its page says where it stands.
        return [f"{where} {why}" for why in trace_value(site, target, fragment, text, records, line)]
    page = TrailPage(site.text(target))
    if fragment.startswith("choice-"):
        steps, failures = work_out_choice(site, target, page, fragment)
        return failures if says(text, steps) else failures + [f"{where}: {target}#{fragment} gives another number"]
    if not page.rows:
        return [f"{where}: {target} leads to no rows"]
    if not fragment:
        steps, failures = work_out(site, target)
        if says(text, steps):
            return failures
        # A page may quote another part of the series, or another day; then it is among the observations.
    file = File(site.text(follow(target, page.rows)[0]))
    day = fragment.removeprefix("at-")
    tried = 0
    for row, scope in observed(site, target, page):
        # Where nobody knows the value, a bound stands in its place.
        names = ["formula"] if row["formula"] else ["low-formula", "high-formula"]
        formulas = [row[name] for name in names if row[name] and (not day or row["at"] == day)]
        digit = last_digit(float(row["low"]), float(row["high"])) if row["low"] and row["high"] else 0
        for formula in formulas:
            tried += 1
            if is_shown(text, Formula(formula, Rows(file, scope).value).result[0], digit):
                return []
    return [f"{where}: none of {tried} observations of {target} {day} gives it"]


def says(text, steps):
    """Whether a text shows what the steps of an answer come to."""
    results = [steps[name][0] for name in ("value", "low", "high") if name in steps]
    if "win-rate" in steps:
        results += [steps["win-rate"][0], 1 - steps["win-rate"][0]]
    ends = [steps[name][0] for name in ("low", "high") if name in steps]
    digit = last_digit(*ends) if len(ends) == 2 else 0
    return any(is_shown(text, result, digit) for result in results) or is_span(text, steps)


def trace_value(site, target, fragment, text, records, line_in_file=None):
    page = Links(site.text(target))
    line = page.rows.get(fragment) or page.rows.get(f"at-{fragment}")
    if not line:
        return [f"has no line on {target} that says where it stands ({fragment})"]
    if fragment.startswith("in-"):
        # A file of rows; which of them stands behind the number.
        if line_in_file is None:
            return ["says no line of the file that it leads to"]
        spot = re.match(r"Input/\S+", f"{line[0]}:{line_in_file}")
    else:
        # An answer of a question says it behind its source, a value of a record in a column of its own.
        value, said = line[1], line[-1] if fragment.startswith("answer-") else line[2]
        spot = re.search(r"Input/\S+?:\d+", said)
        if shown(value) != shown(text) and text.split(" ")[0] not in value:
            return [f"isn't '{value}', which {target} has"]
        if not spot:
            return [] if value == "0" else [f"stands nowhere: '{said}'"]
        # A count is in no line: of those counted the first are named.
        if "How many" in line[0] or "how many" in line[0]:
            return []
    if records is None:
        return []
    # The row itself, as the analyst wrote it.
    file, number = spot.group(0).removeprefix("Input/").rsplit(":", 1)
    lines = (records / file).read_text(encoding="utf-8").splitlines()[int(number) - 1:]
    # An answer goes on for some lines.
    written = " ".join(lines[:9 if fragment.startswith("answer-") else 1])
    plain = {float(found) for found in re.findall(r"\d+\.?\d*", written.replace(",", " "))}
    numbers = [abs(number) for number, _ in shown(text)]
    if " billion" in text:
        numbers += [number / 1000 for number in numbers]
    if file.startswith("prices/"):
        # A model's price is three parts of input and one of output.
        plain |= {(3 * one + two) / 4 for one in plain for two in plain}
    # How far a model is behind the best stands in no row: it is what the two that are named differ by.
    for other in re.findall(r"Input/(\S+?):(\d+)", said)[1:] if fragment and not fragment.startswith("in-") else []:
        row = (records / other[0]).read_text(encoding="utf-8").splitlines()[int(other[1]) - 1]
        beside = {float(found) for found in re.findall(r"\d+\.?\d*", row.replace(",", " "))}
        plain |= {abs(one - two) for one in plain for two in beside}
    near = any(abs(number - other) <= 0.5 for number in numbers for other in plain)
    return [] if near else [f"isn't in {spot.group(0)}: {written[:80]}"]


def sample(site, count, seed, records=None):
    """Numbers picked at random from all that lead somewhere, and what is wrong with them."""
    found, lines = [], {}
    for path in site.pages:
        links = Links(site.text(path))
        found += [(path, text, address) for text, address in links.numbers]
        lines.update({(path, *links.numbers[index]): line for index, line in links.lines.items()})
    # Values of records are many and lead one step: of every ten numbers five are of figures, two of their other choices.
    figures, choices, values = [], [], []
    for one in found:
        target, fragment = follow(one[0], one[2])
        (values if "figures/" not in target else choices if fragment.startswith("choice-") else figures).append(one)
    picked = random.Random(seed)
    of_choices = min(len(choices), math.ceil(count * 0.2))
    of_values = min(len(values), count - of_choices - min(len(figures), math.ceil(count * 0.5)))
    chosen = picked.sample(figures, min(len(figures), count - of_choices - of_values))
    chosen += picked.sample(choices, of_choices) + picked.sample(values, of_values)
    failures = []
    for one in chosen:
        failures += trace(site, *one, records, lines.get(one))
    return found, chosen, failures


def all_workings(site):
    """Every figure's page, worked out anew: its answer, each observation, each other choice."""
    failures = []
    steps = choices = observations = 0
    pages = [path for path in site.pages if path.startswith("figures/")]
    for path in pages:
        done, wrong = work_out(site, path)
        steps += len(done)
        failures += wrong
        page = TrailPage(site.text(path))
        if page.rows and page.observations:
            counted, wrong = work_out_observations(site, path, page)
            observations += counted
            failures += wrong
        file = page.rows_of_choices and File(site.text(follow(path, page.rows_of_choices)[0]))
        for choice in page.choices:
            done, wrong = work_out_choice(site, path, page, choice, file)
            choices += 1
            steps += len(done)
            failures += wrong
    counts = f"{len(pages)} figures, {choices} choices, {steps} steps, {observations} numbers of observations"
    return Result(counts, failures[:60])


def numbers(site):
    """Ten numbers of the site, picked by a fixed seed, each followed by links alone to rows that give it."""
    found, chosen, failures = sample(site, 10, seed=20261123)
    return Result(f"{len(chosen)} of {len(found)} numbers that lead to a trail", failures)
