"""A static server on loopback that answers conditional requests as common web servers do."""

import sys
import threading
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8", ".xml": "application/xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8", ".atom": "application/atom+xml; charset=utf-8",
    ".json": "application/json; charset=utf-8", ".ics": "text/calendar; charset=utf-8",
    ".txt": "text/plain; charset=utf-8", ".svg": "image/svg+xml", ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}
TEXT = {".html", ".xml", ".rss", ".atom", ".json", ".ics", ".txt"}


class Listener(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that hangs up early is no news; anything else is."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class SiteServer:
    """Serves `folder` under the path of `address`, for as long as the `with` block runs.

    `folder` may be changed between two requests: that is a deploy. `answers` lists what was asked
    and the status given. With `at_home`, the site's own address in a text becomes the server's, so
    that a client which follows absolute links stays on loopback.
    """

    def __init__(self, folder: Path, address: str, at_home=False):
        self.folder = folder
        self.address = address.rstrip("/")
        self.prefix = urlsplit(self.address).path
        self.at_home = at_home
        self.answers = []

    def __enter__(self):
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.answer(self)

            do_HEAD = do_GET

            def log_message(self, *_):
                pass

        self.listener = Listener(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()
        self.root = f"http://127.0.0.1:{self.listener.server_port}{self.prefix}"
        return self

    def __exit__(self, *_):
        self.listener.shutdown()
        self.listener.server_close()

    def answer(self, request):
        path = unquote(urlsplit(request.path).path)
        file, status = self.find(path)
        headers, body = self.read(file)
        if status == 200 and is_known(request.headers, headers):
            status, body = 304, b""
        self.answers.append((path.removeprefix(self.prefix), status))
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        if status != 304:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        if request.command == "GET" and body:
            request.wfile.write(body)

    def find(self, path):
        below = path.removeprefix(self.prefix).lstrip("/")
        file = (self.folder / below).resolve()
        if file.is_dir() and (path.endswith("/") or not below):
            file = file / "index.html"
        inside = path.startswith(self.prefix) and file.is_relative_to(self.folder.resolve())
        if inside and file.is_file():
            return file, 200
        return self.folder / "404.html", 404

    def read(self, file):
        if not file.is_file():
            return {"Content-Type": "text/plain"}, b"not found\n"
        stat = file.stat()
        body = file.read_bytes()
        if self.at_home and file.suffix in TEXT:
            body = body.replace(self.address.encode(), self.root.encode())
        headers = {
            "Content-Type": TYPES.get(file.suffix, "application/octet-stream"),
            # Whole seconds and the size, as nginx makes it: two builds in one second are told
            # apart only if the build sees to it.
            "ETag": f'"{int(stat.st_mtime):x}-{stat.st_size:x}"',
            "Last-Modified": formatdate(int(stat.st_mtime), usegmt=True),
            "Cache-Control": "no-cache",
            "LinkChecker": "yes",  # asks that crawler not to wait between two requests
        }
        return headers, body


def is_known(asked, headers):
    """RFC 9110: If-None-Match decides where it is given, else If-Modified-Since."""
    tags = asked.get("If-None-Match")
    if tags is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return headers.get("ETag") in known
    since = asked.get("If-Modified-Since")
    return since is not None and since == headers.get("Last-Modified")
