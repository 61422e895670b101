"""The command starts at once where little is asked of it."""

import subprocess
import sys

from lagebild import __version__


def test_the_version_is_told_before_anything_is_loaded() -> None:
    code = (
        "import sys; sys.argv = ['lagebild', '--version']; from lagebild.cli.start import main; main();"
        "sys.exit(bool({'typer', 'msgspec', 'numpy', 'spacy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"lagebild {__version__}\n")


def test_other_commands_run_as_ever() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lagebild.cli.start", "read", "no-such-file"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "no such file" in done.stderr


def test_spacy_without_its_commands_still_has_them() -> None:
    code = (
        "import lagebild.engines, spacy, sys; assert 'spacy.cli' not in sys.modules;"
        "assert spacy.info()['spacy_version']; import spacy.cli; assert spacy.cli.download"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
