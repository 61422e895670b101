"""What goes wrong, as RFC 9457 problem details for programs and as a page for people."""

from litestar.openapi import ResponseSpec
from msgspec import Struct

from lagebild.errors import (
    DataError,
    InputError,
    LagebildError,
    MissingLibraryError,
    NotFoundError,
    StoreError,
    TooLargeError,
    UsageError,
    kind_of,
)

PROBLEM_TYPE = "application/problem+json"
TITLES = {
    400: "Bad request", 401: "Token needed", 403: "Not from here", 404: "Nothing here", 405: "Method not allowed",
    413: "Too large", 415: "Unsupported media type", 421: "Wrong host", 422: "Cannot be read",
    429: "Too many requests", 500: "A fault of Lagebild", 501: "Library not installed", 503: "Store not available",
}  # fmt: skip


class Problem(Struct, frozen=True):
    """Problem details; `type` names the kind of error as batch output does."""

    type: str
    title: str
    status: int
    detail: str


class NothingHereError(LagebildError):
    """There is no story, report or other thing of this name in the store."""


def problem_of(error: Exception) -> Problem:
    """What to tell of an error; nothing of one that is our own fault but that it is."""
    if isinstance(error, LagebildError):
        status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
        return make_problem(status, str(error), kind_of(error))
    status = getattr(error, "status_code", 500)
    if not isinstance(status, int) or status >= 500:
        return make_problem(500, "an internal error; the log of the server says more")
    told = [str(getattr(error, "detail", "")) or TITLES.get(status, "")]
    extra = getattr(error, "extra", None)
    for one in extra if isinstance(extra, list) else ():
        if isinstance(one, dict):
            told.append(": ".join(str(one[part]) for part in ("key", "message") if one.get(part)))
    return make_problem(status, "; ".join(told))


def make_problem(status: int, detail: str, kind: str = "about:blank") -> Problem:
    """A problem of this status."""
    return Problem(kind, TITLES.get(status, "Error"), status, detail)


_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NothingHereError, 404),
    (NotFoundError, 404),
    (TooLargeError, 413),
    (InputError, 422),
    (DataError, 422),
    (MissingLibraryError, 501),
    (UsageError, 400),
    (StoreError, 503),
)


# Of the API: what its schema says can go wrong.
PROBLEMS = {
    status: ResponseSpec(Problem, generate_examples=False, description=TITLES[status], media_type=PROBLEM_TYPE)
    for status in (400, 401, 403, 404, 413, 422, 429, 503)
}
