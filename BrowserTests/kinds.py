"""Which pages of a site are opened: of each kind the one with the most on it."""

SIZES = {
    "template": 1, "stress-ltr": 3, "stress-rtl": 1, "bare": 1, "words": 2, "work": 1,
    "languages": 1, "picture": 1,
}
FOLDERS = ("incidents", "maintenance", "components")


def kinds(site):
    """Paths of pages; in a damaged copy the damaged one alone."""
    if site.damaged:
        return [site.damaged]
    count = SIZES[site.name]
    entries = [path for folder in FOLDERS for path in largest(site, f"{folder}/*/index.html", count)]
    months = largest(site, "history/*/index.html", 1)
    others = site.files("[!h]*/index.html")
    extra = [path for path in others if path.count("/") == 1]
    return ["index.html", *open_incident(site), *entries, "history/index.html", *months,
            *extra, "404.html"]


def largest(site, pattern, count):
    files = [path for path in site.files(pattern) if path.split("/")[0] in pattern]
    return sorted(files, key=lambda path: -(site.folder / path).stat().st_size)[:count]


def open_incident(site):
    """The first page of an incident that is not over."""
    live = [path for path in site.files("incidents/*/index.html")
            if path.startswith("incidents/") and "data-until" in site.read(path)]
    return live[:1]
