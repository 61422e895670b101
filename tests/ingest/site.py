"""A web site on the loopback interface, made of a table of answers."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from msgspec import Struct


class Reply(Struct):
    """What the site answers; a page with an ETag is not sent again to who has it."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = {}


class Site:
    """Replies by path, and what was asked for."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.replies: dict[str, Reply] = {}
        self.asked: list[str] = []

    def page(self, path: str, text: str, **headers: str) -> None:
        """Put a page with one paragraph there."""
        title = path.strip("/")
        html = f"<html lang=en><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"
        self.replies[path] = Reply(html.encode(), headers=headers)

    def feed(self, path: str, *entries: str, updated: str = "2024-05-14T10:00:00Z", **headers: str) -> None:
        """Put an Atom feed there that lists these pages of the site."""
        listed = "".join(
            f"<entry><title>{e}</title><link href='{self.root}{e}'/><id>{e}</id>"
            f"<published>2024-05-14T10:00:00Z</published><updated>{updated}</updated></entry>"
            for e in entries
        )
        feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>The Feed</title>{listed}</feed>"
        self.replies[path] = Reply(feed.encode(), "application/atom+xml", headers=headers)


@contextmanager
def running_site() -> Iterator[Site]:
    """A site that runs until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            reply = site.replies.get(self.path, Reply(status=404))
            etag = reply.headers.get("ETag")
            status = 304 if etag and self.headers.get("If-None-Match") == etag else reply.status
            self.send_response(status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            body = b"" if status == 304 else reply.body
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
