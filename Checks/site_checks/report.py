"""What a check found."""

import dataclasses
import datetime
import re


@dataclasses.dataclass
class Result:
    """What was counted, in words, and all that is wrong, a line each."""

    counted: str
    failures: list
    seconds: float = 0


def grouped(text):
    """The text with a comma in every number from 1,000 up, as the site prints them; days and names stay."""
    return re.sub(r"(?<![\w.,-])\d{4,}(?![\w-])", lambda number: f"{int(number[0]):,}", text)


def note(results, dated):
    """The counts as a note for `Input/notes/`; without running times, which differ from one machine to the next.

    A list, for a table of a note has no caption, and the gate lets no table without one pass.
    """
    day = datetime.date.fromisoformat(dated)
    lines = "\n".join(
        f"- **{name.replace('-', ' ')}**: {grouped(result.counted)}; {len(result.failures) or 'no'} failures"
        for name, result in results.items())
    return f"""---
id: conformance
page: quality
title: The site, checked by others' tools
author: Parallax
written: {dated}
---

The built site was last put before validators and a browser, by `make check-site`, on the day that this note is dated: {day.day} {day:%B %Y}.

{lines}
"""
