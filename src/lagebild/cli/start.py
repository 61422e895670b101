"""Where the command `lagebild` starts: what needs no more than a glance is answered before anything is loaded."""

import gc
import os
import sys

from lagebild import __version__


def main() -> None:
    """Tell the version, or run the command that the user gave."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"lagebild {__version__}\n")
        return
    # Before NumPy is imported. Its own threads gain nothing on products as small as ours, and while they wait for one
    # another on a machine that others use too, reading took 20 times as long (docs/decisions/0008-network.md).
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    gc.disable()  # what is imported stays
    from lagebild.cli.commands import run

    gc.enable()
    run(sys.argv[1:])


if __name__ == "__main__":
    main()
