"""The sitemap, the feed, and what machines read."""

import csv
import datetime
import json
import xml.etree.ElementTree as xml

from .report import Result
from .site import Page

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


def sitemap(site):
    root = xml.fromstring(site.text("sitemap.xml"))
    failures = [] if root.tag == SITEMAP + "urlset" else [f"the root is {root.tag}"]
    addresses = [(url.findtext(SITEMAP + "loc") or "").strip() for url in root.findall(SITEMAP + "url")]
    if len(addresses) > 50_000:
        failures.append("more than 50,000 addresses")
    if len(set(addresses)) != len(addresses):
        failures.append("an address stands twice")
    home = min(addresses, key=len, default="")
    base = home[:home.rfind("/") + 1]
    if not base.startswith(("https://", "http://")):
        failures.append(f"'{home}' isn't an absolute address")
    listed = {address.removeprefix(base) or "index.html" for address in addresses}
    failures += [f"lists '{path}', which isn't there" for path in sorted(listed - set(site.files))]
    failures += [f"doesn't list '{path}'" for path in site.pages if path not in listed]
    for day in root.iter(SITEMAP + "lastmod"):
        try:
            datetime.datetime.fromisoformat((day.text or "").replace("Z", "+00:00"))
        except ValueError:
            failures.append(f"'{day.text}' isn't a W3C date")
    return Result(f"{len(addresses)} addresses", failures[:60])


def atom(site):
    if "feed.xml" not in site.files:
        linked = any("feed.xml" in address for address in Page(site.text("index.html")).addresses)
        return Result("no feed", ["linked from the home page, and not there"] if linked else [])
    root = xml.fromstring(site.text("feed.xml"))
    failures = [] if root.tag == ATOM + "feed" else [f"the root is {root.tag}"]
    entries = root.findall(ATOM + "entry")
    ids = [root.findtext(ATOM + "id")]
    has_author = root.find(ATOM + "author") is not None
    for number, element in enumerate([root] + entries):
        name = "the feed" if number == 0 else f"entry {number}"
        for part in ["id", "title", "updated"]:
            if not (element.findtext(ATOM + part) or "").strip():
                failures.append(f"{name} has no {part}")
        for part in ["updated", "published"]:
            text = element.findtext(ATOM + part)
            if text is not None:
                try:
                    if datetime.datetime.fromisoformat(text.strip().replace("Z", "+00:00")).tzinfo is None:
                        failures.append(f"{name}: '{text}' has no time zone")
                except ValueError:
                    failures.append(f"{name}: '{text}' isn't a date of RFC 3339")
        if number == 0:
            continue
        ids.append(element.findtext(ATOM + "id"))
        if not has_author and element.find(ATOM + "author") is None:
            failures.append(f"{name} has no author")
        has_link = any(link.get("rel", "alternate") == "alternate" for link in element.findall(ATOM + "link"))
        if element.find(ATOM + "content") is None and not has_link:
            failures.append(f"{name} has neither content nor a link")
    if len(set(ids)) != len(ids):
        failures.append("an id stands twice")
    return Result(f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}", failures[:60])


def data(site):
    """JSON that parses, CSV whose rows are of one length, JSON-LD that names its vocabulary and type."""
    failures = []
    counts = {"json": 0, "csv": 0, "ld": 0}
    for path in site.files:
        try:
            if path.endswith(".json"):
                counts["json"] += 1
                json.loads(site.text(path))
            elif path.endswith(".csv"):
                counts["csv"] += 1
                with open(site.folder / path, newline="", encoding="utf-8") as file:
                    rows = list(csv.reader(file, strict=True))
                widths = {len(row) for row in rows}
                if len(widths) > 1:
                    failures.append(f"{path}: rows of {sorted(widths)} cells")
            elif path.endswith(".html") and "application/ld+json" in site.text(path):
                for script in Page(site.text(path)).scripts:
                    counts["ld"] += 1
                    value = json.loads(script)
                    if value.get("@context") != "https://schema.org" or "@type" not in value:
                        failures.append(f"{path}: JSON-LD without vocabulary or type")
        except (ValueError, csv.Error) as problem:
            failures.append(f"{path}: {problem}")
    package = site.folder / "datapackage.json"
    if package.is_file():
        for resource in json.loads(package.read_text())["resources"]:
            if not (site.folder / resource["path"]).is_file():
                failures.append(f"datapackage.json: '{resource['path']}' isn't there")
    return Result(f"{counts['json']} JSON, {counts['csv']} CSV, {counts['ld']} JSON-LD", failures[:60])
