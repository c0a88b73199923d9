"""Links and anchors, in pages and in their Markdown twins, and the numbers of both."""

import collections
import html.parser
import posixpath
import re
import urllib.parse

from .report import Result
from .site import NOT_FOUND, Page


def of_pages(site):
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
    if NOT_FOUND in files:
        for address in Page(site.text(NOT_FOUND)).addresses:
            counts["links"] += 1
            parts = urllib.parse.urlsplit(address)
            # Shown under any address, so nothing on it may be relative to one.
            if not parts.scheme and parts.path and not any(
                    "/" + path == parts.path or parts.path.endswith("/" + path) for path in files):
                failures.append(f"{NOT_FOUND}: '{address}' doesn't lead from the server's root to a file")
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
# What a link by name leads to, with its words: `[arena-gap]: figures/arena-gap.md "Gap …"`.
DEFINITION = re.compile(r"(?m)^\[([^\]]+)\]: (\S+) (?=\")")
REFERENCE = re.compile(r"(?<!\\)\]\[([^\]]+)\]")


def of_twins(site):
    files = set(site.everything)
    twins = [path for path in site.files if path.endswith((".md", "llms.txt"))]
    failures = [f"{path}: has no Markdown twin" for path in site.pages if path[:-5] + ".md" not in files]
    count = 0
    for path in twins:
        text = site.text(path)
        defined = dict(DEFINITION.findall(text))
        failures += [f"{path}: '[{name}]' is defined nowhere" for name in REFERENCE.findall(text) if name not in defined]
        for address in MARKDOWN_LINK.findall(text) + list(defined.values()):
            count += 1
            parts = urllib.parse.urlsplit(address)
            if parts.scheme in ("http", "https") or not parts.path:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), urllib.parse.unquote(parts.path)))
            if target not in files:
                failures.append(f"{path}: '{address}' leads to no file")
    return Result(f"{len(twins)} texts, {count} links", failures[:60])


VOID = {"br", "hr", "img", "input", "link", "meta"}


class Walker(html.parser.HTMLParser):
    """Knows the elements that it is in, each with whether what stands there counts for nothing."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self._path = []
        self.feed(text)

    @property
    def is_in_main(self):
        return any(tag == "main" for tag, _ in self._path)

    @property
    def is_silent(self):
        return bool(self._path) and self._path[-1][1]

    def enter(self, tag, silent):
        if tag not in VOID:
            self._path.append((tag, silent))

    def handle_endtag(self, tag):
        if tag not in VOID:
            while self._path and self._path.pop()[0] != tag:
                pass


class Targets(Walker):
    """Where a page's `main` leads, but for its drawings, its contents and the notes that stand on paper alone."""

    def __init__(self, text):
        self.addresses = []
        super().__init__(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        classes = set((values.get("class") or "").split())
        silent = self.is_silent or tag == "svg" or bool(classes & {"toc", "paper-notes"})
        if tag == "a" and not silent and self.is_in_main:
            self.addresses.append(values.get("href") or "")
        self.enter(tag, silent)


def same_links(site):
    """Every link of a page stands in its twin, which leads to the twins of pages."""
    failures = []
    count = 0
    for path in site.pages:
        twin = path[:-5] + ".md"
        if twin not in site.files:
            continue
        text = site.text(twin)
        defined = dict(DEFINITION.findall(text))
        there = collections.Counter(MARKDOWN_LINK.findall(text))
        there.update(defined[name] for name in REFERENCE.findall(text) if name in defined)
        wanted = set()
        for address in Targets(site.text(path)).addresses:
            parts = urllib.parse.urlsplit(address)
            if not parts.scheme and parts.path.endswith(".html"):
                address = parts._replace(path=parts.path[:-5] + ".md").geturl()
            wanted.add(address.translate({40: "%28", 41: "%29"}))
        count += len(wanted)
        failures += [f"{path}: '{address}' isn't in its twin" for address in sorted(wanted - set(there))]
    return Result(f"{count:,} links of {len(site.pages)} pages", failures[:60])


NUMBER = re.compile(r"\d[\d,.]*\d|\d")


class Words(Walker):
    """What a page's `main` says, with the description of each drawing once and without what its heading list repeats.

    A small chart has no heading: its title, which the twin shows, is the name of its drawing.
    """

    def __init__(self, text):
        self.words = []
        self._described = set()
        self._is_small = False
        super().__init__(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        classes = (values.get("class") or "").split()
        silent = self.is_silent
        # A list of the page's sections is the page's alone; the key to verdicts stands in the twin too.
        if tag in ("script", "svg", "meter") or tag == "nav" and "toc" in classes:
            silent = True
        if tag == "svg":
            self._is_small = "mini" in classes
        if tag == "title" and self._is_small and "id" in values:
            silent = values["id"] in self._described
            self._described.add(values["id"])
        if tag == "desc":
            # Both layouts of a chart carry the same description.
            silent = values.get("id", "").rsplit("-", 2)[0] in self._described
            self._described.add(values.get("id", "").rsplit("-", 2)[0])
        self.enter(tag, silent)

    def handle_data(self, data):
        if self.is_in_main and not self.is_silent:
            self.words.append(data)


def numbers(site):
    """Every number of a page stands in its twin, as often, and no other."""
    failures = []
    count = 0
    for path in site.pages:
        twin = path[:-5] + ".md"
        if twin not in site.files:
            continue
        page = collections.Counter(NUMBER.findall(" ".join(Words(site.text(path)).words)))
        text = site.text(twin).rsplit("\n---\n", 1)[0]
        text = re.sub(r"(?<!\\)\]\([^)\s]*\)", "]", text)
        text = DEFINITION.sub("", REFERENCE.sub("]", text)).replace("\\", "")
        text = re.sub(r"(?m)^\s*\d+\. ", "", text)
        other = collections.Counter(NUMBER.findall(text))
        count += sum(page.values())
        if page != other:
            missing, more = page - other, other - page
            failures.append(f"{path}: only in HTML {dict(list(missing.items())[:6])}, only in Markdown {dict(list(more.items())[:6])}")
    return Result(f"{count:,} numbers of {len(site.pages)} pages", failures[:60])
