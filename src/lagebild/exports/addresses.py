"""Which addresses are handed on as links."""

import re

# What RFC 3986 allows in an address, and letters of other scripts (RFC 3987); not `javascript:` and its like.
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x1f\x7f]+", re.IGNORECASE)


def web_address(url: str | None) -> list[str] | None:
    """The address in a list where it is one of the web that a reader can follow safely; else None."""
    return [url] if url and _WEB.fullmatch(url) else None
