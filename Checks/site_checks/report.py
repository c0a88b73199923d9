"""What a check found."""

import dataclasses


@dataclasses.dataclass
class Result:
    """What was counted, in words, and all that is wrong, a line each."""

    counted: str
    failures: list
    seconds: float = 0


def note(results, dated):
    """The counts as a note for `Input/notes/`; without running times, which differ from one machine to the next.

    A list, for a table of a note has no caption, and the gate lets no table without one pass.
    """
    lines = "\n".join(
        f"- **{name.replace('-', ' ')}**: {result.counted}; {len(result.failures) or 'no'} failures"
        for name, result in results.items())
    return f"""---
id: conformance
page: quality
title: The site, checked by others' tools
author: Parallax
written: {dated}
---

The built site was last put before validators and a browser, by `make check-site`, on the day that this note is dated: {dated}.

{lines}
"""
