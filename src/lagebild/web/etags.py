"""Answers that the browser has already are not sent again: ETags by the hash of what would be sent."""

from hashlib import blake2b

from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Scope, Send


class ETags:
    """Wraps an ASGI app; answers that come in parts (downloads) go through as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with 304 where the client has what would be sent."""
        if str(scope["type"]) != "http" or str(scope.get("method")) not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        asked = next((value for name, value in scope["headers"] if name.lower() == b"if-none-match"), b"")
        start: HTTPResponseStartEvent | None = None

        async def send_on(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and message["status"] == 200:
                start = message
                return
            if start is not None and message["type"] == "http.response.body":
                head, start = start, None
                if not message.get("more_body"):
                    tag = b'"' + blake2b(message["body"], digest_size=12).hexdigest().encode() + b'"'
                    named = [(name, value) for name, value in head["headers"] if name.lower() != b"etag"]
                    named = [*named, (b"etag", tag)]
                    if not any(name.lower() == b"cache-control" for name, _ in named):
                        named.append((b"cache-control", b"private, no-cache"))
                    head["headers"] = named
                    if tag in [one.strip().removeprefix(b"W/") for one in asked.split(b",")]:
                        head["status"] = 304
                        head["headers"] = [(n, v) for n, v in named if n.lower() not in _OF_THE_BODY]
                        message["body"] = b""
                await send(head)
            await send(message)

        await self.app(scope, receive, send_on)


_OF_THE_BODY = (b"content-length", b"content-type")
