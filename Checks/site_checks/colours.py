"""Contrast, computed from the style sheet's own pairs of colours."""

import re

from .report import Result

PAIR = re.compile(r"--([a-z0-9-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")
TEXT = ["ink", "ink-2", "ink-3", "us", "cn"]
MARKS = ["mark", "us", "cn", "ink"]
GROUNDS = ["paper", "tint"]


def luminance(colour):
    """Relative luminance by WCAG 2.2."""
    channels = [int(colour[start:start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    light, dark = sorted([luminance(first), luminance(second)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tokens(site):
    colours = {name: (light, dark) for name, light, dark in PAIR.findall(site.text("style.css"))}
    failures = []
    count = 0
    for theme, index in [("light", 0), ("dark", 1)]:
        for names, least in [(TEXT, 4.5), (MARKS, 3)]:
            for name in names:
                for ground in GROUNDS:
                    if name not in colours or ground not in colours:
                        failures.append(f"the style sheet has no pair --{name} or --{ground}")
                        continue
                    count += 1
                    ratio = contrast(colours[name][index], colours[ground][index])
                    if ratio < least:
                        failures.append(f"{name} on {ground}, {theme}: {ratio:.2f}, and {least} is needed")
    return Result(f"{count} pairs of colours in two themes", failures)
