"""Links and anchors, in pages and in their Markdown twins."""

import collections
import posixpath
import re
import urllib.parse

from .report import Result
from .site import Page


def html(site):
    pages = {path: Page(site.text(path)) for path in site.pages}
    files = set(site.everything)
    failures = []
    counts = collections.Counter()
    reached = collections.defaultdict(set)
    for path, page in pages.items():
        for address in page.addresses:
            counts["links"] += 1
            parts = urllib.parse.urlsplit(address)
            if parts.scheme in ("http", "https"):
                counts["foreign"] += 1
                continue
            if parts.scheme or address.startswith("/"):
                failures.append(f"{path}: '{address}' isn't relative")
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), urllib.parse.unquote(parts.path)))
            target = path if not parts.path else target
            if target not in files:
                failures.append(f"{path}: '{address}' leads to no file")
                continue
            reached[path].add(target)
            if parts.fragment:
                counts["anchors"] += 1
                if target in pages and urllib.parse.unquote(parts.fragment) not in pages[target].ids:
                    failures.append(f"{path}: '{address}' leads to no place on its page")
    found, waiting = {"index.html"}, ["index.html"]
    while waiting:
        for target in reached[waiting.pop()]:
            if target not in found:
                found.add(target)
                if target in pages:
                    waiting.append(target)
    failures += [f"{path}: no way leads there from the home page" for path in pages if path not in found]
    return Result(
        f"{len(pages)} pages, {counts['links']} links, {counts['anchors']} anchors, {counts['foreign']} to other sites",
        failures[:60])


MARKDOWN_LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")


def markdown(site):
    files = set(site.everything)
    twins = [path for path in site.files if path.endswith((".md", "llms.txt"))]
    failures = [f"{path}: has no Markdown twin" for path in site.pages if path[:-5] + ".md" not in files]
    count = 0
    for path in twins:
        for address in MARKDOWN_LINK.findall(site.text(path)):
            count += 1
            parts = urllib.parse.urlsplit(address)
            if parts.scheme in ("http", "https") or not parts.path:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), urllib.parse.unquote(parts.path)))
            if target not in files:
                failures.append(f"{path}: '{address}' leads to no file")
    return Result(f"{len(twins)} texts, {count} links", failures[:60])
