"""`lagebild ingest`: reports into the store, safe to stop and start again."""

import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.cli.exits import SOME_FAILED, complain, exits
from lagebild.cli.inputs import STDIN, check_given
from lagebild.cli.progress import ingest_bar
from lagebild.cli.read import make_reader
from lagebild.cli.stores import StoreOption, opened
from lagebild.errors import UsageError
from lagebild.settings import Settings, load_settings

if TYPE_CHECKING:
    from lagebild.fetch.items import Step
    from lagebild.fetch.session import Session
    from lagebild.ingest.run import Run
    from lagebild.store.store import Store


class Engine(StrEnum):
    """What shares out the work."""

    local = "local"
    ray = "ray"


HELP = """Read reports into the store: files, directories, addresses, feeds, lists of feeds, web archives, JSON Lines.

What is stored already is passed over, so the command can be stopped at any moment and started again. A report that \
cannot be read goes to quarantine with the reason, and the others go on.

[bold]Examples[/bold]

  lagebild ingest reports/                        all text, HTML, JSON Lines and web archives in it
  lagebild ingest https://example.org/feed.xml    the pages that a feed lists, politely
  lagebild ingest feeds.opml --watch --every 30   all feeds of a list, every half hour
  lagebild ingest inbox/ --watch                  files as they come
  lagebild ingest CC-NEWS-20240514.warc.gz --workers 4
  lagebild ingest - < in.jsonl
  lagebild ingest archives/ --engine ray --parquet records/
  lagebild ingest --retry                         try again what is in quarantine

What a file holds is decided by looking at it. Sites are asked with pauses, as their robots.txt allows, and for \
unchanged pages only once.

[bold]Exit status[/bold]: 0 all stored or known, 1 some went to quarantine, 2 wrong usage.
"""


def ingest(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|URL|-", help="Files, directories or addresses; - is standard input."),
    ] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what is in quarantine.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Read files from their beginning and pages though unchanged.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on: new files in directories, addresses at intervals; Ctrl-C ends it.")
    ] = False,
    every: Annotated[float, typer.Option(min=0.1, help="With --watch: minutes between two looks at an address.")] = 15,
    lang: Annotated[str | None, typer.Option(help="Language of the reports (de, en); otherwise detected.")] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=4096, help="Processes that read; default 1, on a cluster all that it has room for."),
    ] = None,
    store: StoreOption = None,
    engine: Annotated[
        Engine, typer.Option(help="ray: on a cluster; web archives, Parquet and JSON Lines only.")
    ] = Engine.local,
    parquet: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="With --engine ray: records as Parquet files there, not into the store."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    with exits(debug):
        given = check_given(lang, None, None)
        settings = load_settings()
        named = sources or []
        _check_usage(named, retry, watch)
        if engine is Engine.ray or parquet is not None:
            _check_cluster_usage(engine, named, retry or again or watch)
            failed = _on_cluster(named, settings, given.language, workers, store, parquet, debug)
            raise typer.Exit(SOME_FAILED if failed else 0)
        from lagebild.ingest.reading import Task
        from lagebild.ingest.run import Run
        from lagebild.situation.assimilating import assimilate, close_quiet_stories, extract_of

        with opened(settings, store, create=True) as there, ingest_bar() as bar:
            task = Task(settings, make_reader, partial(extract_of, settings=settings), debug)
            run = Run(
                there,
                task,
                workers or 1,
                progress=bar,
                assimilate=partial(assimilate, settings=settings),
                settle=close_quiet_stories,
            )
            seconds = 60 * every if watch else None
            try:
                run.take(_all_steps(named, there, settings, given.language, retry, again, seconds))
            except KeyboardInterrupt:
                _tell(run, there)
                raise
            _tell(run, there)
    if run.counts["bad"]:
        raise typer.Exit(SOME_FAILED)


def _check_cluster_usage(engine: Engine, named: list[str], other: bool) -> None:
    if engine is not Engine.ray:
        raise UsageError("--parquet goes with --engine ray; `lagebild export parquet` writes a store's events")
    if other:
        raise UsageError("--retry, --again and --watch do not go with --engine ray")
    if STDIN in named or any(name.lower().startswith(("http://", "https://")) for name in named):
        raise UsageError("--engine ray reads files: web archives, Parquet, JSON Lines, or directories of them")


def _on_cluster(
    named: list[str],
    settings: Settings,
    language: str | None,
    workers: int | None,
    store: str | None,
    folder: Path | None,
    debug: bool,
) -> bool:
    """Read files on a cluster; True if some reports could not be read."""
    from lagebild.ingest.reading import Task
    from lagebild.ingest.run import Run
    from lagebild.scale.part_reader import Order
    from lagebild.scale.parts import find_parts
    from lagebild.scale.ray_engine import ingest_parts, write_parts
    from lagebild.situation.assimilating import assimilate, close_quiet_stories, extract_of

    parts = find_parts(named)
    if folder is not None:
        order = Order(Task(settings, make_reader, None, debug), settings.max_bytes, language, str(folder.absolute()))
        read, unread = write_parts(parts, order, workers)
        complain(f"{read:,} reports read, {unread:,} could not be read; records and reasons are in {folder}")
        return unread > 0
    order = Order(
        Task(settings, make_reader, partial(extract_of, settings=settings), debug), settings.max_bytes, language
    )
    with opened(settings, store, create=True) as there, ingest_bar() as bar:
        run = Run(
            there,
            order.task,
            progress=bar,
            assimilate=partial(assimilate, settings=settings),
            settle=close_quiet_stories,
        )
        ingest_parts(run, parts, order, workers)
        _tell(run, there)
    return run.counts["bad"] > 0


def _check_usage(named: list[str], retry: bool, watch: bool) -> None:
    if not named and not retry:
        raise UsageError("nothing to ingest; name files, directories or addresses, or say --retry")
    if any(not name.strip() for name in named):
        raise UsageError("an empty name was given; name a file, a directory or an address")
    if named.count(STDIN) > 1:
        raise UsageError("standard input (-) can be read only once")
    if watch and (STDIN in named or not named):
        raise UsageError("--watch needs directories or addresses to watch")


def _all_steps(
    named: list[str],
    store: "Store",
    settings: Settings,
    language: str | None,
    retry: bool,
    again: bool,
    every: float | None,
) -> "Iterator[Step]":
    """What is to be taken in: of quarantine, of standard input, of the sources; `every` in seconds, None: once."""
    from lagebild.fetch.sources import Sources, read_stream
    from lagebild.ingest.again import Forgetful
    from lagebild.ingest.again import retry as try_again

    if retry:
        yield from try_again(store, _session(settings), settings.max_bytes)
    if STDIN in named:
        yield from read_stream(sys.stdin.buffer, settings.max_bytes, language)
    sources = Sources(
        [name for name in named if name != STDIN],
        memory=Forgetful() if again else store.marks,
        session=_session(settings),
        limit_bytes=settings.max_bytes,
        language=language,
    )
    yield from sources.read() if every is None else sources.watch(every)


def _session(settings: Settings) -> "Callable[[], Session]":
    """Makes the session by which sites are asked, when the first is."""

    def make() -> "Session":
        from lagebild.fetch.session import Manners, Session

        return Session(
            Manners(settings.user_agent, settings.timeout_seconds, settings.delay_seconds, settings.private_addresses)
        )

    return make


def _tell(run: "Run", store: "Store") -> None:
    """Say what came of the run."""
    counts = run.counts
    told = [f"{counts['stored']:,} new" + (f" ({run.versions:,} of them new versions)" if run.versions else "")]
    known = counts["known"] + counts["double"]
    told += [f"{known:,} known already"] if known else []
    told += [f"{counts['left_out']:,} left out: no report, or in another language"] if counts["left_out"] else []
    complain(f"{', '.join(told)}; the store holds {store.reports.count():,} reports")
    if counts["bad"]:
        complain(f"{counts['bad']:,} could not be read; see: lagebild store quarantine")
