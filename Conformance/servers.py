"""Starts nginx and Caddy as Documentation/hosting describes them, and has `allclear verify` look.

Each has to pass; and with one thing broken, verify has to name that and nothing else. Only the
address and the folder in the documented configurations are changed.
"""

import argparse
import contextlib
import gzip
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parent.parent
HOSTING = ROOT / "Documentation" / "hosting"
WORK = ROOT / ".build" / "conformance" / "servers"
UNPACK = {".gz": gzip.decompress, ".br": brotli.decompress}


@dataclass(frozen=True)
class Break:
    """`what` in words, the checks that have to notice, and the text to change in each configuration."""

    what: str
    checks: tuple
    nginx: tuple = ("", "")
    caddy: tuple = ("", "")
    stale_copy: bool = False


BREAKS = [
    Break("a calendar of another type", ("types",), ("text/calendar", "application/octet-stream"),
          ("text/calendar", "application/octet-stream")),
    Break("feeds that scripts may not read", ("cors",),
          ("add_header Access-Control-Allow-Origin", "# add_header Access-Control-Allow-Origin"),
          ("header @open", "# header @open")),
    Break("a private folder that is open", ("private-folder",),
          ("location ^~ /.allclear {", "location ^~ /.other {"), ("error @private", "# error @private")),
    Break("copies that get too old", ("caching",), ("max-age=60,", "max-age=600,"),
          ("max-age=60,", "max-age=600,")),
    Break("no page for unknown addresses", ("not-found",), ("error_page", "# error_page"),
          ("rewrite * /404.html", "respond 404")),
    Break("an old packed copy beside the page", ("compression",), stale_copy=True),
]


def main():
    options = arguments()
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    site = built(options.binary)
    outcomes = [report("packed files", packed_wrongly(site / "public"))]
    for name, server in (("nginx", nginx), ("caddy", caddy)):
        if not program(name):
            outcomes.append(report(name, [f"there is no {name}"]))
            continue
        for broken in [None, *BREAKS]:
            found = off(options.binary, server, site, broken)
            wanted = list(broken.checks) if broken else []
            problems = [] if found == wanted else [f"off are {found}, not {wanted}"]
            outcomes.append(report(f"{name}: {broken.what if broken else 'as documented'}", problems))
    failed = outcomes.count(False)
    print(f"{len(outcomes) - failed} passed, {failed} failed")
    return 1 if failed else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--binary", default=ROOT / ".build/debug/allclear", type=Path)
    return parser.parse_args()


def built(binary):
    site = WORK / "site"
    subprocess.run([binary, "init", site], check=True, stdout=subprocess.DEVNULL)
    with (site / "status.yml").open("a", encoding="utf-8") as file:
        file.write("\npublish:\n  - {to: public, precompress: [gzip, brotli]}\n")
    subprocess.run([binary, "build", "--site", site], check=True, stdout=subprocess.DEVNULL)
    return site


def packed_wrongly(output):
    """Packed files that do not unpack to the file beside them, and how many there are of each kind."""
    packed = [file for file in output.rglob("*") if file.suffix in UNPACK]
    wrong = [file.name for file in packed
             if UNPACK[file.suffix](file.read_bytes()) != file.with_suffix("").read_bytes()]
    few = [ending for ending in UNPACK if sum(file.suffix == ending for file in packed) < 30]
    return wrong + [f"too few {ending}" for ending in few]


def off(binary, server, site, broken):
    """The checks that verify finds off at a server, which may be broken."""
    home = site / "public" / "index.html"
    packed = {home.with_name("index.html.gz"): gzip.compress,
              home.with_name("index.html.br"): brotli.compress}
    good = {file: file.read_bytes() for file in packed}
    if broken and broken.stale_copy:
        old = home.read_bytes().replace(b"<title>", b"<title>Old ")
        for file, pack in packed.items():
            file.write_bytes(pack(old))
    try:
        with server(site / "public", broken) as url:
            done = subprocess.run([binary, "verify", url, "--site", site, "--json"],
                                  capture_output=True, text=True, check=False)
    finally:
        for file, content in good.items():
            file.write_bytes(content)
    if done.returncode not in (0, 1):
        return [f"verify exits {done.returncode}: {done.stderr}"]
    return [row["check"] for row in json.loads(done.stdout) if not row["ok"]]


@contextlib.contextmanager
def nginx(folder, broken):
    port = free_port()
    site = changed(HOSTING / "nginx.conf", broken.nginx if broken else ("", ""), [
        ("listen 80;", f"listen 127.0.0.1:{port};"), ("  listen [::]:80;\n", ""),
        ("/var/www/status", str(folder))])
    home = WORK / "nginx"
    home.mkdir(exist_ok=True)
    temporary = "".join(f"{kind}_temp_path {home}/{kind};" for kind in
                        ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;" if os.geteuid() == 0 else ""
    (home / "nginx.conf").write_text(
        f"{user} daemon off; pid {home}/pid; error_log {home}/errors; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {temporary}\n{site} }}\n")
    command = [program("nginx"), "-e", home / "errors", "-p", home, "-c", home / "nginx.conf"]
    with running(command, port):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def caddy(folder, broken):
    port = free_port()
    text = changed(HOSTING / "Caddyfile", broken.caddy if broken else ("", ""), [
        ("status.example.com {", f"http://127.0.0.1:{port} {{"), ("/var/www/status", str(folder))])
    file = WORK / "Caddyfile"
    file.write_text("{\n\tadmin off\n}\n" + text)
    with running([program("caddy"), "run", "--adapter", "caddyfile", "--config", file], port):
        yield f"http://127.0.0.1:{port}"


def changed(file, damage, settings):
    text = file.read_text()
    for old, new in [*settings, damage]:
        if old and old not in text:
            raise LookupError(f"{file.name} does not hold {old!r}")
        text = text.replace(old, new) if old else text
    return text


@contextlib.contextmanager
def running(command, port):
    log = (WORK / "log").open("a")
    environment = os.environ | {"HOME": str(WORK), "XDG_DATA_HOME": str(WORK / "data")}
    process = subprocess.Popen([str(part) for part in command], stdout=log, stderr=log,
                               env=environment)
    try:
        wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def wait_for(port, process):
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args[0]} ended; see {WORK}/log")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args[0]} does not listen; see {WORK}/log")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def program(name):
    """In PATH, where Debian keeps servers, or beside the Python that runs this."""
    places = [os.environ.get("PATH", ""), "/usr/sbin", str(Path(sys.executable).parent)]
    return shutil.which(name, path=os.pathsep.join(places))


def report(name, problems):
    print(f"{name}: {'FAIL: ' + '; '.join(problems) if problems else 'pass'}", flush=True)
    return not problems


if __name__ == "__main__":
    sys.exit(main())
