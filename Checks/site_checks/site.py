"""The built site as files."""

import collections
import functools
import html.parser
import pathlib

# Where a page begins to speak of itself: what a validator of links has to know.
NOT_FOUND = "404.html"
LINKING = {"a": "href", "link": "href", "script": "src", "img": "src", "use": "href", "source": "src"}


class Page(html.parser.HTMLParser):
    """The ids and addresses of a page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.ids = set()
        self.addresses = []
        self.scripts = []
        self.elements = collections.Counter()
        self._is_data = False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.elements[tag] += 1
        if "id" in values:
            self.ids.add(values["id"])
        address = values.get(LINKING.get(tag, ""))
        if address is not None:
            self.addresses.append(address)
        if tag == "script":
            self._is_data = values.get("type") == "application/ld+json"

    def handle_data(self, data):
        if self._is_data:
            self.scripts.append(data)
            self._is_data = False


class Site:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    @functools.cached_property
    def files(self):
        """Every file's path from the root, except frozen pages: they are what was checked when it was published."""
        return [path for path in self.everything if not (path.startswith("editions/") and path.count("/") > 1)]

    @functools.cached_property
    def everything(self):
        """Every file's path from the root."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    @functools.cached_property
    def pages(self):
        """Every page but the one that a server shows for an address without a page, which can't be read from disk."""
        return [path for path in self.files if path.endswith(".html") and path != NOT_FOUND]

    def samples(self, each=2):
        """Pages of every template: those at the root, and of each folder the smallest, the largest, some between."""
        folders = collections.defaultdict(list)
        chosen = []
        for path in self.pages:
            folder, _, _ = path.rpartition("/")
            if folder:
                folders[folder].append(path)
            else:
                chosen.append(path)
        for _, paths in sorted(folders.items()):
            paths.sort(key=lambda path: ((self.folder / path).stat().st_size, path))
            steps = max(1, each - 1)
            chosen += dict.fromkeys(paths[round((len(paths) - 1) * step / steps)] for step in range(each))
        return chosen

    def text(self, path):
        return (self.folder / path).read_text(encoding="utf-8")

    def address(self, path):
        return (self.folder / path).as_uri()
