"""Pages and pictures: the Nu HTML Checker, xmllint, LinkChecker, and what a page may load."""

import base64
import csv
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from install import CHECKER
from judging import Breakage, Verdict, appending, judge, replacing
from markup import Page, is_absolute
from server import SiteServer

# Two remarks that are not about the build: the checker takes 'self' in a page's policy for no host
# at all (the judge `csp` looks instead), and an author's letters are published as they were typed.
REMARKS = ("Resource violates Content Security Policy", "not in Unicode Normalization Form C")
PROBES = Path(__file__).resolve().parent.parent / "probes"


@judge("html", "the Nu HTML Checker on every page, its styles too; a warning counts", [
    Breakage("an element that is never closed", "index.html", replacing("</main>", "")),
    Breakage("an id that stands twice", "about/index.html",
             replacing("</main>", '<p id="again"></p><p id="again"></p></main>')),
    Breakage("an unknown CSS property", "index.html",
             replacing("</style>", "p { colour: red }</style>")),
])
def html(site):
    return checked(site, "--html", site.files("*.html"))


@judge("svg", "the Nu HTML Checker on every SVG file", [
    Breakage("an unknown SVG element", "favicon.svg", replacing("</svg>", "<circel/></svg>")),
])
def svg(site):
    return checked(site, "--svg", site.files("*.svg"))


def checked(site, kind, paths):
    verdict = Verdict(f"{len(paths)} files")
    if not verdict.require(paths, "no such file was built"):
        return verdict
    done = subprocess.run(
        ["java", "-jar", CHECKER, kind, "--no-langdetect", "--stdout", "--exit-zero-always",
         "--format", "json", *(site.folder / path for path in paths)],
        capture_output=True, text=True, check=False)
    prefix = site.folder.resolve().as_uri().replace("file:///", "file:/")
    for message in json.loads(done.stdout)["messages"]:
        is_remark = message["type"] == "info" and message.get("subType") != "warning"
        if is_remark or any(remark in message["message"] for remark in REMARKS):
            continue
        place = message.get("url", "").removeprefix(prefix).lstrip("/")
        verdict.problems.append(f"{place}:{message.get('lastLine', '')}: {message['message']}")
    return verdict


@judge("xml", "xmllint: every XML, feed and SVG file is well-formed and in UTF-8", [
    Breakage("a bare ampersand in a feed", "feed.xml", replacing("<title>", "<title>R & D ")),
    Breakage("a CDATA end in a picture's text", "favicon.svg", replacing("</svg>", "]]></svg>")),
])
def xml(site):
    paths = site.files("*.xml", "*.svg", "*.rss", "*.atom")
    verdict = Verdict(f"{len(paths)} files")
    done = subprocess.run(["xmllint", "--noout", "--nonet", *(site.folder / p for p in paths)],
                          capture_output=True, text=True, check=False)
    prefix = f"{site.folder}/"
    lines = [line.removeprefix(prefix) for line in done.stderr.splitlines() if prefix in line]
    verdict.problems += lines if done.returncode else []
    verdict.require(done.returncode == 0 or lines, f"xmllint: {done.stderr[:200]}")
    return verdict


@judge("links", "LinkChecker crawls the site as served: no dead link, no dead anchor", [
    Breakage("a dead link", "about/index.html",
             replacing("</main>", '<a href="../gone/">gone</a></main>')),
    Breakage("a dead anchor", "about/index.html",
             replacing("</main>", '<a href="../severity-levels/#gone">gone</a></main>')),
    Breakage("a page of a listed address is missing its links", "sitemap.xml",
             replacing("/about/</loc>", "/aboot/</loc>")),
])
def links(site):
    verdict = Verdict()
    starts = [""] + [path for path in ("sitemap.xml", "404.html") if (site.folder / path).exists()]
    with SiteServer(site.folder, site.address, at_home=True) as server, \
            tempfile.TemporaryDirectory() as scratch:
        settings = Path(scratch) / "settings"
        settings.write_text("[checking]\nthreads=4\nmaxrequestspersecond=1000\nrobotstxt=0\n"
                            "[filtering]\ncheckextern=0\n[output]\nverbose=1\n[AnchorCheck]\n")
        done = subprocess.run(
            [sys.executable, PROBES / "crawl.py", "-f", settings, "--no-status", "-o", "csv",
             *(f"{server.root}/{start}" for start in starts)],
            capture_output=True, text=True, check=False)
        rows = [line for line in done.stdout.splitlines() if line and not line.startswith("# ")]
        visits = list(csv.DictReader(rows, delimiter=";"))
        for visit in visits:
            judge_visit(visit, server.root, verdict)
    verdict.seen = f"{len(visits)} links"
    verdict.require(len(visits) > 5, f"it visited {len(visits)} links: {done.stderr[-300:]}")
    return verdict


def judge_visit(visit, root, verdict):
    words = f"{visit['parentname'].removeprefix(root)} → {visit['urlname']}".replace(root, "")
    verdict.require(visit["valid"] == "True", f"{words}: {visit['result']}")
    warning = visit["warningstring"] or ""
    verdict.require("nchor" not in warning, f"{words}: {warning}")


@judge("loads", "no page makes a browser fetch anything from another host, or a missing file", [
    Breakage("a picture from elsewhere", "index.html",
             replacing("</main>", '<img alt="" src="https://elsewhere.example/p.png"></main>')),
    Breakage("a missing style sheet", "about/index.html",
             replacing("</head>", '<link rel="stylesheet" href="../gone.css"></head>')),
])
def loads(site):
    verdict = Verdict()
    count = 0
    for path in site.files("*.html"):
        for load in Page(site.read(path)).loads:
            count += 1
            if is_absolute(load) or load.startswith("//"):
                ours = load.startswith((site.address + "/", "data:"))
                verdict.require(ours, f"{path} loads {load}")
            elif path != "404.html":  # its links are absolute paths, since it is shown anywhere
                target = (site.folder / path).parent / load.partition("#")[0]
                verdict.require(not load.partition("#")[0] or target.is_file(),
                                f"{path} loads {load}, which is missing")
    verdict.seen = f"{count} loads"
    return verdict


@judge("csp", "each page's own Content-Security-Policy allows its inline style and script", [
    Breakage("a style that its hash does not fit", "index.html",
             replacing("</style>", "\n</style>")),
    Breakage("a script without a hash", "index.html",
             replacing("</main>", "<script>let a = 1</script></main>")),
    Breakage("an inline event handler", "index.html", replacing("<main", '<main onclick="a()"')),
    Breakage("a policy that blocks the logo", "index.html",
             lambda text: re.sub(r"img-src (&#39;|')self", r"img-src \1none", text)),
    Breakage("a page without a policy", "about/index.html",
             replacing("Content-Security-Policy", "Content-Policy")),
])
def csp(site):
    verdict = Verdict(f"{len(site.files('*.html'))} pages")
    for path in site.files("*.html"):
        page = Page(site.read(path))
        if not verdict.require(page.policies, f"{path} has no policy"):
            continue
        policy = page.policies[0]
        verdict.require("default-src 'none'" in policy, f"{path}: {policy[:60]}")
        verdict.require("unsafe" not in policy, f"{path}: {policy[:60]}")
        verdict.require(not page.handlers, f"{path} has inline attributes {page.handlers}")
        verdict.require(not page.images or "img-src 'self'" in policy, f"{path} blocks its images")
        for tag, kind, text in page.inline:
            if kind in ("application/json", "application/ld+json"):
                continue
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            verdict.require(f"'sha256-{digest}'" in policy, f"{path}: a <{tag}> without its hash")
    return verdict


@judge("private", "nothing private is in any file: roles, owners, escalations, drafts", [
    Breakage("a commander's name", "index.html", appending("<!-- Noor Haddad -->\n")),
])
def private(site):
    words = [word.encode() for word in site.private]
    verdict = Verdict(f"{len(site.files('*'))} files, {len(words)} words")
    for path in site.files("*"):
        content = (site.folder / path).read_bytes()
        for word in words:
            verdict.require(word not in content, f"{path} says {word.decode()!r}")
    return verdict
