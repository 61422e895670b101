"""Where a list goes on: a place in it as short text that a link can carry."""

from typing import Annotated

from litestar.params import FromQuery, QueryParameter
from msgspec import Struct

from lagebild.errors import UsageError

LARGEST = 2**63 - 1
After = Annotated[str | None, QueryParameter(description="where to go on: `next` of the part before")]
Limit = Annotated[int, QueryParameter(description="how many at most", ge=1, le=500)]
Words = FromQuery[str]
Day = Annotated[str, QueryParameter(description="ISO 8601 date", pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


class Cursor(Struct, frozen=True):
    """The place of the last entry that was shown: what the list is ordered by, then its number."""

    key: str
    number: int


def write_cursor(cursor: Cursor) -> str:
    """The cursor as text."""
    return f"{cursor.number}.{cursor.key}"


def read_cursor(text: str | None) -> Cursor | None:
    """The cursor in the text; None where there is none; UsageError where it is none that this server gave."""
    if not text:
        return None
    number, dot, key = text.partition(".")
    if not dot or not number.isascii() or not number.isdigit() or int(number) > LARGEST:
        raise UsageError(f"after={text:.60}: not a place in this list; take it from `next`")
    return Cursor(key, int(number))
