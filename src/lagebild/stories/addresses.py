"""A web address in the one form by which two fetches of a page are known as the same page."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

# Parameters that say who sent the reader, never which page: those that the large analytics and newsletter tools append.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|mkt_tok|wt_(?:mc|zmc)|at_(?:medium|campaign)\w*|"
    r"cmp|cmpid|ref|ocid|_ga|xtor|ns_(?:source|mchannel|campaign)|share|ref_src|spm|amp",
    re.IGNORECASE,
)
_PORTS = {"http": ":80", "https": ":443"}


def canonical_address(url: str | None) -> str | None:
    """Host in lower case without www., no fragment, no tracking, parameters in order; None for what is no address.

    >>> canonical_address("https://www.News.example:443/a/?utm_source=x&id=3#top")
    'news.example/a?id=3'
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(_PORTS[parts.scheme.lower()]).rstrip(".")
    kept = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k))
    query = f"?{urlencode(kept)}" if kept else ""
    return host.removeprefix("www.") + parts.path.rstrip("/") + query
