"""What machines and terminals read: metrics, plain text, badges, the site map, headers."""

import re
import unicodedata
import urllib.robotparser
import xml.etree.ElementTree as tree

from prometheus_client.openmetrics.parser import text_string_to_metric_families

from judging import Breakage, Verdict, judge, replacing
from markup import Places

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
WORDS = {"operational": "operational", "under_maintenance": "maintenance",
         "degraded_performance": "degraded", "partial_outage": "partial",
         "major_outage": "major"}


@judge("metrics", "prometheus-client's OpenMetrics parser reads metrics.txt, as the API says", [
    Breakage("a line that is no sample", "metrics.txt", replacing("# EOF", "all is well\n# EOF")),
    Breakage("no end mark", "metrics.txt", replacing("# EOF\n", "")),
    Breakage("a label without its quotes", "metrics.txt", replacing('="', "=")),
    Breakage("a component that is missing", "metrics.txt",
             lambda text: text.replace('"billing"', '"bills"')),
    Breakage("an open incident that is not counted", "metrics.txt",
             replacing('incidents_open{severity="SEV2"} 1', 'incidents_open{severity="SEV2"} 0')),
])
def metrics(site):
    verdict = Verdict()
    if not verdict.require((site.folder / "metrics.txt").is_file(), "metrics.txt is missing"):
        return verdict
    try:
        families = list(text_string_to_metric_families(site.read("metrics.txt")))
    except ValueError as error:
        verdict.problems.append(f"it cannot be parsed: {error}")
        return verdict
    samples = [sample for family in families for sample in family.samples]
    verdict.seen = f"{len(samples)} samples of {len(families)} families"
    held = {(sample.labels.get("component"), state) for sample in samples if sample.value == 1
            for state in WORDS if state in sample.labels.values()}
    wanted = {(row["id"], row["status"]) for row in site.components}
    verdict.require(held == wanted, f"the statuses differ in {sorted(held ^ wanted)[:3]}")
    open_now = sum(sample.value for sample in samples if sample.name == "allclear_incidents_open")
    unresolved = len(site.json("api/v2/incidents/unresolved.json")["incidents"])
    verdict.require(open_now == unresolved, f"{open_now:.0f} open incidents, not {unresolved}")
    return verdict


RANKS = ("operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage")
HEADLINES = ("All systems operational", "Maintenance in progress", "Degraded performance",
             "Partial outage", "Major outage")
BY_IMPACT = {"minor": "degraded_performance", "major": "partial_outage", "critical": "major_outage"}


@judge("status-text", "status.txt names the page's status, the components, what is open", [
    Breakage("another status", "status.txt", replacing("Partial outage\n", "All fine\n")),
    Breakage("a component that is missing", "status.txt",
             lambda text: text.replace("Label printing", "Labels")),
    Breakage("an escape sequence", "status.txt", lambda text: "\x1b[1m" + text),
])
def status_text(site):
    verdict = Verdict()
    if not verdict.require((site.folder / "status.txt").is_file(), "status.txt is missing"):
        return verdict
    text = site.read("status.txt")
    verdict.seen = f"{len(text.splitlines())} lines"
    summary = site.json("api/v2/summary.json")
    # The headline is the worst status of any component, or what the impact of an open incident stands for.
    worst = [RANKS.index(row["status"]) for row in site.components]
    worst += [RANKS.index(BY_IMPACT[row["impact"]]) for row in summary["incidents"]
              if not row["components"] and row["impact"] in BY_IMPACT]
    verdict.require(HEADLINES[max(worst, default=0)] in text.splitlines(),
                    f"it is not headed {HEADLINES[max(worst, default=0)]!r}")
    for row in site.components:
        if not row["only_show_if_degraded"] or row["status"] != "operational":
            says(text, row["name"], verdict)
    for entry in summary["incidents"]:
        says(text, entry["name"], verdict)
    strange = [c for c in text if ord(c) < 32 and c != "\n"]
    verdict.require(not strange, f"control characters {strange[:3]}")
    verdict.require(text.endswith("\n"), "no line end after the last line")
    return verdict


def says(text, words, verdict):
    """Wherever lines are broken, and without the invisible marks that a terminal must not get."""
    verdict.require(visible(words) in visible(text), f"it does not say {words!r}")


def visible(text):
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


@judge("badges", "each badge is an SVG whose text and title say the status that the API says", [
    Breakage("another status", "components/api/badge.svg",
             lambda text: re.sub("(?i)operational", "fine", text)),
    Breakage("a badge without words for those who do not see it", "badge.svg",
             lambda text: re.sub(r"<title>.*?</title>|aria-label=\"[^\"]*\"", "", text)),
])
def badges(site):
    verdict = Verdict(f"{len(site.components) + 1} badges")
    wanted = {f"components/{row['id']}/badge.svg": WORDS[row["status"]] for row in site.components}
    for path, word in {"badge.svg": "", **wanted}.items():
        if not verdict.require((site.folder / path).is_file(), f"{path} is missing"):
            continue
        root = tree.fromstring(site.read(path))
        text = " ".join(root.itertext()).lower()
        named = root.get("aria-label") or root.findtext("{http://www.w3.org/2000/svg}title")
        verdict.require(word in text, f"{path} does not say {word!r}")
        verdict.require(named, f"{path} has neither a title nor an aria-label")
    return verdict


@judge("sitemap", "sitemap.xml lists every page once; robots.txt lets robots in", [
    Breakage("an address that leads nowhere", "sitemap.xml", replacing("/about/", "/aboot/")),
    Breakage("an address that stands twice", "sitemap.xml",
             replacing("/about/</loc>", "/severity-levels/</loc>")),
    Breakage("another namespace", "sitemap.xml",
             lambda text: text.replace("sitemap/0.9", "sitemap/1.9")),
    Breakage("robots are sent away", "robots.txt", lambda text: "User-agent: *\nDisallow: /\n"),
])
def sitemap(site):
    verdict = Verdict()
    for path in ("sitemap.xml", "robots.txt"):
        if not verdict.require((site.folder / path).is_file(), f"{path} is missing"):
            return verdict
    root = tree.fromstring(site.read("sitemap.xml"))
    listed = [(place.text or "").strip() for place in root.iter(SITEMAP + "loc")]
    pages = {f"{site.address}/{path.removesuffix('index.html')}"
             for path in site.files("index.html")}
    verdict.seen = f"{len(listed)} addresses"
    verdict.require(len(listed) == len(set(listed)), "an address stands twice")
    verdict.require(set(listed) == pages, f"differs in {sorted(set(listed) ^ pages)[:3]}")
    places = Places(site)
    verdict.problems += [problem for problem in map(places.problem, listed) if problem]
    judge_robots(site, listed, verdict)
    return verdict


def judge_robots(site, listed, verdict):
    robots = urllib.robotparser.RobotFileParser()
    robots.parse(site.read("robots.txt").splitlines())
    forbidden = [address for address in listed if not robots.can_fetch("Examplebot", address)]
    verdict.require(not forbidden, f"robots.txt forbids {forbidden[:2]}")
    verdict.require((robots.site_maps() or []) == [f"{site.address}/sitemap.xml"],
                    f"robots.txt names the site maps {robots.site_maps()}")


@judge("headers", "_headers: paths that match a built file, and the headers that belong there", [
    Breakage("a line that is neither path nor header", "_headers",
             lambda text: "nonsense\n" + text),
    Breakage("a path of no file", "_headers", lambda text: text + "/gone.xml\n  X-A: b\n"),
    Breakage("no nosniff", "_headers",
             lambda text: re.sub("(?i)x-content-type-options", "X-Other", text)),
])
def headers(site):
    verdict = Verdict()
    if not verdict.require((site.folder / "_headers").is_file(), "_headers is missing"):
        return verdict
    built = ["/" + path for path in site.files("*")]
    built += [path.removesuffix("index.html") for path in built]
    names, pattern, count = set(), None, 0
    for line in site.read("_headers").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        count += 1
        if not line[0].isspace():
            pattern = line.strip()
            fits = pattern_of(pattern)
            # A rule for many files may stand ready for files that this site has none of.
            verdict.require("*" in pattern or ":" in pattern or any(map(fits.fullmatch, built)),
                            f"{pattern} matches no file")
            verdict.require(pattern.startswith("/"), f"{pattern} is no path")
        else:
            name, colon, value = line.strip().partition(":")
            verdict.require(colon and value.strip() and re.fullmatch(r"!? ?[A-Za-z-]+", name)
                            and pattern, f"no header: {line!r}")
            names.add(name.lower())
    verdict.seen = f"{count} lines"
    for name in ("x-content-type-options", "cache-control"):
        verdict.require(name in names, f"no {name}")
    return verdict


def pattern_of(path):
    """`*` stands for any rest, `:name` for one folder or file."""
    parts = re.split(r"(\*|:[A-Za-z_]+)", path)
    return re.compile("".join(".*" if part == "*" else "[^/]+" if part[:1] == ":" and part[1:]
                              else re.escape(part) for part in parts))
