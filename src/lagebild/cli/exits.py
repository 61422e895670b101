"""How a command ends: the message on stderr and the exit status.

0 all read · 1 some inputs failed, the rest is out · 2 wrong usage or a wrong setting or data file ·
130 stopped with Ctrl-C · 141 the reader of the output has gone. A fault of ours ends with 1 and says so.
"""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from lagebild.errors import DataError, LagebildError, UsageError

SOME_FAILED = 1
WRONG_USAGE = 2
STOPPED = 130
PIPE_CLOSED = 141


@contextmanager
def exits(debug: bool = False) -> Iterator[None]:
    """Run a command; what goes wrong becomes one line on stderr and an exit status."""
    try:
        yield
        sys.stdout.flush()
    except (UsageError, DataError) as error:
        complain(str(error))
        raise SystemExit(WRONG_USAGE) from error
    except LagebildError as error:
        complain(str(error))
        raise SystemExit(SOME_FAILED) from error
    except BrokenPipeError as error:
        # `lagebild read … | head`: nobody listens any more. The interpreter must not try to flush at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(PIPE_CLOSED) from error
    except KeyboardInterrupt as error:
        raise SystemExit(STOPPED) from error
    except Exception as error:
        complain(our_fault(error, debug))
        raise SystemExit(SOME_FAILED) from error


def complain(message: str) -> None:
    """Say on stderr what went wrong."""
    print(f"lagebild: {message}", file=sys.stderr)


def located(source: str, error: LagebildError) -> str:
    """The message of an error with the input that it is about."""
    message = str(error)
    return message if message.startswith((source, "standard input")) else f"{source}: {message}"


def our_fault(error: Exception, debug: bool) -> str:
    """What to say where the program itself is wrong."""
    message = (
        f"internal error ({type(error).__name__}: {str(error)[:200]}); this is a fault of Lagebild, not of your input; "
    )
    if debug:
        return message + "please report it with what follows\n" + "".join(traceback.format_exception(error)).rstrip()
    return message + "run it with --debug and report what it prints (CONTRIBUTING.md says how)"
