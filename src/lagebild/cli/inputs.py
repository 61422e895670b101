"""What the user named → pages: a file, a directory, an address, or standard input."""

import re
import sys
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from lagebild.errors import NotFoundError, TooLargeError, UsageError
from lagebild.fetch.json_lines import is_iso_date
from lagebild.record import Page
from lagebild.settings import Settings

STDIN = "-"
READABLE = (".txt", ".html", ".htm", ".xhtml", ".md")


class Given(Struct, frozen=True):
    """What the user says of the reports; it goes before what they say of themselves."""

    language: str | None = None
    published: str | None = None
    url: str | None = None


def check_given(language: str | None, published: str | None, url: str | None) -> Given:
    """Refuse what cannot be a language code or a date."""
    if language is not None and not (len(language) == 2 and language.isascii() and language.isalpha()):
        raise UsageError(f"--lang {language}: not a language code; give two letters as in ISO 639-1, for example de")
    if published is not None and not is_iso_date(published):
        raise UsageError(f"--published {published}: not a date; give it as 2024-03-05 or 2024-03-05T14:30")
    return Given(language.lower() if language else None, published, url)


def find_inputs(sources: list[str], endings: tuple[str, ...] = READABLE) -> list[str]:
    """The inputs one by one; a directory stands for the files in it with one of these endings, by name."""
    if not sources:
        if sys.stdin.isatty():
            raise UsageError(
                "nothing to read; name a file or an address, or pipe a report in. See: lagebild read --help"
            )
        return [STDIN]
    found: list[str] = []
    for source in sources:
        if not source.strip():
            raise UsageError("an empty name was given; name a file or an address")
        folder = Path(source)
        if source != STDIN and not is_address(source) and folder.is_dir():
            files = sorted(str(f) for f in folder.iterdir() if f.is_file() and f.suffix.lower() in endings)
            found += files or [source]
        else:
            found.append(source)
    if found.count(STDIN) > 1:
        raise UsageError("standard input (-) can be read only once")
    return found


def is_address(source: str) -> bool:
    """True for what is to be fetched from the network."""
    return source.lower().startswith(("http://", "https://"))


def acquire(source: str, settings: Settings, given: Given) -> Page:
    """Get one page; InputError says what is wrong with the input and what to do."""
    # Imported here: the HTML machinery takes a third of a second, and --help needs none of it.
    from lagebild.fetch.files import read_bytes, read_file

    if is_address(source):
        from lagebild.fetch.web import fetch_page

        page = fetch_page(
            source,
            timeout=settings.timeout_seconds,
            limit_bytes=settings.max_bytes,
            user_agent=settings.user_agent,
            private=settings.private_addresses,
        )
    elif source == STDIN:
        data = sys.stdin.buffer.read(settings.max_bytes + 1)
        if len(data) > settings.max_bytes:
            raise TooLargeError(f"standard input: larger than the limit of {settings.max_bytes:,} bytes")
        page = read_bytes(data, "stdin", where="standard input")
    elif _SCHEME.match(source):
        raise NotFoundError(f"{source}: only http and https addresses can be fetched; save it as a file and name that")
    elif Path(source).is_dir():
        raise NotFoundError(f"{source}: no file in this directory ends in {' '.join(READABLE)}; name the files")
    else:
        page = read_file(source, settings.max_bytes)
    return apply_given(page, given)


def apply_given(page: Page, given: Given) -> Page:
    """The page with what the user says of it; the language is said to the reader."""
    return replace(
        page,
        published=given.published or page.published,
        url=given.url or page.url,
    )


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]{1,20}://")
