"""Of which day the data are: every chart and every table of records or figures says it."""

import re

from .report import Result

SAYS = re.compile(r"[Aa]s of |Data of | read (?:on|up to) |[Aa]s recorded on |\d to (?:the )?[\w ]*\d{4}|own day|the board of ")
# The fields of a kind, the list of editions, and what an edition changed, whose heading names its day.
UNDATED = ("Fields of ", "Editions, ", "Figures that moved", "Verdicts that changed", "Records that changed")
# A table that a page or note writes itself, without a figure of ours, has no data of ours either.
OWN_NUMBER = re.compile(r'data-figure=|class="n"')


def of_tables(site):
    """In the line under it, or in the footer of a chart of the same data in its section."""
    failures = []
    tables = charts = 0
    for path in site.pages:
        text = site.text(path)
        main = text[text.find("<main"):text.rfind("</main>")]
        for footer in re.findall(r'<figcaption class="fig-foot">(.*?)</figcaption>', main, re.S):
            charts += 1
            if not SAYS.search(re.sub(r"<[^>]+>", "", footer.split("<details>")[0])):
                failures.append(f"{path}: a chart doesn't say of which day it is: {footer[:80]}")
        for match in re.finditer(r"<table.*?</table>", main, re.S):
            before = main[:match.start()]
            opened = before.rfind("<details><summary>Table")
            if opened > before.rfind("</details>"):
                continue
            caption = re.search(r"<caption[^>]*>(.*?)</caption>", match.group(0), re.S)
            name = caption.group(1) if caption else ""
            is_ours = 'data-label' in match.group(0) or "tscroll" in before[-120:] or OWN_NUMBER.search(match.group(0))
            if name.startswith(UNDATED) or not is_ours:
                continue
            tables += 1
            after = main[match.end():].removeprefix("</div>").lstrip("\n")
            line = re.match(r'<p class="small gap-s">(.*?)</p>', after, re.S)
            section = before[before.rfind("<section"):]
            footer = section[section.rfind("<figcaption"):] if "<figcaption" in section else ""
            if not SAYS.search(line.group(1) if line else "") and not SAYS.search(footer):
                failures.append(f"{path}: '{name}' doesn't say of which day its data are")
    return Result(f"{tables} tables, {charts} charts", failures[:60])
