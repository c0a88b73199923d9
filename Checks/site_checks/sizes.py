"""Size limits, and what the first screen of a phone holds."""

import gzip
import re

from .browser import chromium, tab
from .report import Result

PAGE, SCRIPT, STYLE, HOME = 200_000, 30_000, 40_000, 100_000
# Pages that list every record of a kind.
FULL_INDEXES = {"models.html", "sources.html", "claims.html", "figures.html", "organisations.html", "licences.html",
                "published-claims.html"}
# What every page loads, and what only some pages load besides.
SCRIPTS = ["script.js", "tables.js", "choose.js"]
STYLES = ["style.css", "pages.css"]


def limits(site):
    size = {path: (site.folder / path).stat().st_size for path in site.files}
    failures = []

    def hold(path, count, limit):
        if count > limit:
            failures.append(f"{path}: {count:,} bytes, and {limit:,} are allowed")

    for path in site.pages:
        if path not in FULL_INDEXES:
            hold(path, size[path], PAGE)
    script = sum(size[path] for path in SCRIPTS)
    hold(" and ".join(SCRIPTS), script, SCRIPT)
    style = sum(size[path] for path in STYLES)
    hold(" and ".join(STYLES), style, STYLE)
    largest = max((path for path in site.pages if path not in FULL_INDEXES), key=size.get)
    return Result(
        f"largest page {largest} {size[largest]:,} bytes, script {script:,}, style {style:,}",
        failures)


def first_screen(site):
    """On a phone the first screen says who leads, by how much and how sure: heading and first paragraph whole.

    All that the whole home page takes is within the limit, uncompressed.
    """
    failures = []
    with chromium() as browser, tab(browser, 390, 844) as page:
        page.goto(site.address("index.html"))
        bottom = max(page.evaluate(
            "() => ['main h1', 'main .standfirst'].map(s => document.querySelector(s).getBoundingClientRect().bottom)"))
        if bottom > 844:
            failures.append(f"heading and first paragraph end at {bottom:.0f} px, below a screen of 844")
    html = (site.folder / "index.html").read_bytes()
    loaded = re.findall(rb'<(?:link rel="(?:icon|stylesheet)" href|script src)="([^"]+)"', html)
    files = {path: (site.folder / path).read_bytes() for path in ["index.html", *(name.decode() for name in loaded)]}
    end = html.index(b"</p>", html.index(b"standfirst"))
    others = sum(len(content) for path, content in files.items() if path != "index.html")
    sent = sum(len(gzip.compress(content)) for content in files.values())
    if len(html) + others > HOME:
        failures.append(f"the home page takes {len(html) + others:,} bytes, and {HOME:,} are allowed")
    return Result(
        f"heading and answer end at {bottom:.0f} px of 844, after {end + others:,} bytes; the whole page is "
        f"{len(html) + others:,} bytes, {sent:,} as sent", failures)
