"""Everything Lagebild raises on purpose.

    LagebildError
    ├── DataError             a shipped or supplied data file is wrong (file and field are named)
    ├── WiringError           stages in an order in which one reads a part that nobody has filled
    ├── InputError            one report cannot be read; the next one goes on
    │   ├── NotFoundError     no such file or address
    │   ├── NotTextError      binary, empty, or not decodable
    │   ├── TooLargeError     larger than the limit in settings
    │   ├── NotAReportError   text, but no running prose in it
    │   ├── NotARecordError   no `lagebild.report/1` object where one was expected
    │   ├── UnsupportedLanguageError
    │   └── FetchError        the network or the other side refused
    ├── StoreError            the store cannot be opened or used, or it is damaged
    ├── SinkError             an alert could not be handed over; the next sink goes on
    └── UsageError            the command was called wrongly
        └── MissingLibraryError   what was asked for needs a library that is not installed

Odd but readable text raises nothing: it becomes a `Note` on the report.
"""


class LagebildError(Exception):
    """Base of all errors raised on purpose; the message says what, where and what to do."""


class DataError(LagebildError):
    """A data file does not have the shape its type demands."""


class WiringError(LagebildError):
    """The table of stages is inconsistent."""


class InputError(LagebildError):
    """This input cannot be read; others can."""


class NotFoundError(InputError):
    """There is nothing at this path or address."""


class NotTextError(InputError):
    """The input is empty, binary or in no known encoding."""


class TooLargeError(InputError):
    """The input is larger than the limit."""


class NotAReportError(InputError):
    """The input is text, but holds no sentence to read."""


class NotARecordError(InputError):
    """There is no `lagebild.report/1` object here, or what it points at is not in it."""


class UnsupportedLanguageError(InputError):
    """No language pack for the language of this text."""


class FetchError(InputError):
    """An address could not be fetched or must not be."""


class StoreError(LagebildError):
    """The store cannot be opened, read or written."""


class SinkError(LagebildError):
    """An alert could not be handed over."""


class UsageError(LagebildError):
    """The command was called wrongly."""


class MissingLibraryError(UsageError):
    """What was asked for needs a library that is not installed; the message says how to install it."""


def kind_of(error: Exception) -> str:
    """The kind of an error as programs are told it: NotFoundError → "not_found"."""
    name = type(error).__name__.removesuffix("Error")
    return "".join("_" + ch.lower() if ch.isupper() else ch for ch in name).lstrip("_")
