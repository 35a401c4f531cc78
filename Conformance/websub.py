"""A hub of WebSub, a subscriber, and the page that it fetches: all on loopback.

The hub is Flask-WebSub, which wants Celery for what it does later; a thread stands in for that.
"""

import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import flask
import requests
from flask_websub.hub import Hub, SQLite3HubStorage
from werkzeug.serving import make_server

from receivers import Listener


class Later:
    """`celery.task`: what is asked for runs in a thread of its own, a failure is noted."""

    def __init__(self):
        self.failures = []

    def task(self, bind=False, **_):
        def made(function):
            def run(*arguments):
                try:
                    function(*([None, *arguments] if bind else arguments))
                except Exception as error:  # noqa: BLE001
                    self.failures.append(f"{arguments[:1]}: {error}")

            function.delay = lambda *arguments: threading.Thread(
                target=run, args=arguments, daemon=True).start()
            return function

        return made


class RealHub:
    """Flask-WebSub behind Werkzeug's server; notes which topics it was told of."""

    def __init__(self, folder: Path):
        self.later = Later()
        # `make_request_retrying` gets the hub first, then the task itself.
        self.hub = Hub(SQLite3HubStorage(str(folder / "hub.sqlite3")))
        self.hub.init_celery(self.later)
        self.topics, self.refused = [], []
        self.app = flask.Flask("hub")
        self.app.config["PUBLISH_SUPPORTED"] = True
        self.app.register_blueprint(self.hub.build_blueprint(url_prefix="/hub"))
        self.app.after_request(self.note)

    def note(self, response):
        form = flask.request.form
        if form.get("hub.mode") == "publish":
            # Others read the name `hub.url`.
            same = form.get("hub.url") == form.get("hub.topic")
            (self.topics if same and response.status_code == 202 else self.refused).append(
                form.get("hub.topic"))
        elif response.status_code != 202:
            self.refused.append(form.to_dict())
        return response

    def __enter__(self):
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.server = make_server("127.0.0.1", 0, self.app, threaded=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/hub"
        return self

    def __exit__(self, *_):
        self.server.shutdown()


class Served:
    """The site's output, with the `Link` headers that its `_headers` gives."""

    def __enter__(self):
        served = self
        served.folder = None

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                path = urlsplit(self.path).path
                file = served.folder / path.lstrip("/")
                if not file.is_file():
                    return self.send_error(404)
                body = file.read_bytes()
                self.send_response(200)
                for name, value in served.headers(path):
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.listener = Listener(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.listener.server_port}"
        return self

    def __exit__(self, *_):
        self.listener.shutdown()
        self.listener.server_close()

    def headers(self, path):
        found, here = [], False
        for line in (self.folder / "_headers").read_text().splitlines():
            if not line.startswith(" "):
                here = line.strip() == path
            elif here:
                name, _, value = line.strip().partition(": ")
                found.append((name, value))
        return found


class Subscriber:
    """Answers the hub's challenge, and keeps what the hub brings."""

    def __init__(self):
        self.got, self.confirmed = [], threading.Event()
        self.came = threading.Event()

    def __enter__(self):
        subscriber = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                query = parse_qs(urlsplit(self.path).query)
                answer = query.get("hub.challenge", [""])[0].encode()
                self.send_response(200)
                self.end_headers()
                self.wfile.write(answer)
                subscriber.confirmed.set()

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                subscriber.got.append(body.decode())
                self.send_response(204)
                self.end_headers()
                subscriber.came.set()

            def log_message(self, *_):
                pass

        self.listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.shutdown()
        self.listener.server_close()

    def subscribe(self, hub, topic):
        answer = requests.post(hub.url, timeout=10, data={
            "hub.mode": "subscribe", "hub.topic": topic,
            "hub.callback": f"http://127.0.0.1:{self.listener.server_port}/"})
        assert answer.status_code == 202, answer.text
        assert self.confirmed.wait(10), "the hub did not ask whether it was us"
