"""Reads HTML as far as the suite's own rules need it: ids, links, what a page loads."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote

# Elements whose attribute makes a browser fetch something by itself.
LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src",
         "audio": "src", "embed": "src", "object": "data", "input": "src", "use": "href"}
LOADING_RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch",
                     "preconnect", "dns-prefetch", "apple-touch-icon"}
HAS_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")


class Page(HTMLParser):
    """`ids`, `links` (every href and src), `loads`, and the texts of inline scripts and styles."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.ids, self.links, self.loads, self.images, self.policies = set(), [], [], [], []
        self.inline, self.handlers, self.open = [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        if "id" in values:
            self.ids.add(values["id"])
        self.links += [values[name] for name in ("href", "src") if name in values]
        self.handlers += [name for name in values if name.startswith("on") or name == "style"]
        self.note_load(tag, values)
        if values.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(values.get("content", ""))
        if tag in ("script", "style") and "src" not in values:
            self.open = (tag, values.get("type", ""))

    def note_load(self, tag, values):
        if tag in LOADS and values.get(LOADS[tag]):
            self.loads.append(values[LOADS[tag]])
            self.images += [values["src"]] if tag == "img" else []
        if tag == "link" and LOADING_RELATIONS & set(values.get("rel", "").lower().split()):
            self.loads.append(values.get("href", ""))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.open = None

    def handle_data(self, text):
        if self.open:
            self.inline.append((*self.open, text))

    def handle_endtag(self, tag):
        if self.open and tag == self.open[0]:
            self.open = None


def is_absolute(link):
    return HAS_SCHEME.match(link) is not None


class Places:
    """Answers whether an absolute address leads to a built file, and to an anchor in it."""

    def __init__(self, site):
        self.site = site
        self.pages = {}

    def problem(self, address):
        """Nil where it leads somewhere on the site."""
        if address != self.site.address and not address.startswith(self.site.address + "/"):
            return f"{address} is not on the site"
        path, _, anchor = address[len(self.site.address):].partition("#")
        file = self.site.folder / unquote(path).lstrip("/")
        if file.is_dir():
            file = file / "index.html"
        if not file.is_file():
            return f"{address} leads to no file"
        if anchor and unquote(anchor) not in self.ids(file):
            return f"{address} leads to no such anchor"
        return None

    def ids(self, file):
        if file not in self.pages:
            self.pages[file] = Page(file.read_text(encoding="utf-8")).ids
        return self.pages[file]
