"""`lagebild serve`: the situation on screen, in the browser of this machine."""

import getpass
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.cli.exits import exits
from lagebild.cli.read import make_reader
from lagebild.cli.stores import StoreOption, place_of
from lagebild.cli.watch_files import load_vocabulary
from lagebild.cli.writers import languages_folder, ontology_of, words_of
from lagebild.knowledge.codes import load_codes
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.rule_source import RuleSource, find_rule_sources
from lagebild.knowledge.web_words import load_web_words
from lagebild.settings import Settings, load_settings

if TYPE_CHECKING:
    from lagebild.record import Page
    from lagebild.situation.naming import Naming
    from lagebild.store.store import Store
    from lagebild.web.access import Access
    from lagebild.web.site import Site

TOKEN_VARIABLE = "LAGEBILD_TOKEN"
HELP = """Show the situation in the browser: web pages and an API over the store.

Only this machine can reach it, and nothing is fetched. To let others in, name the address to listen on and set a \
secret, which pages and programs must then give: without it the server does not start. What is sent is not encrypted: \
put a server that speaks HTTPS in front of it.

[bold]Examples[/bold]

  lagebild serve                        then open http://127.0.0.1:8420
  lagebild serve --store news.db --port 9000
  lagebild serve --fetch                the page "Read" may fetch addresses
  LAGEBILD_TOKEN=$(openssl rand -hex 16) lagebild serve --host 0.0.0.0 --allow-host lage.example.org

The API is described at /api/schema/openapi.json; how to use it and what is safe: docs/web.md
"""


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8420,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A name by which browsers may call it; more than once."),
    ] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Let pages fetch the address that a visitor gives.")] = False,
    store: StoreOption = None,
    debug: Annotated[bool, typer.Option("--debug", help="Where Lagebild itself fails, show where.")] = False,
) -> None:
    with exits(debug):
        settings = load_settings()
        import uvicorn

        from lagebild.web.access import make_access
        from lagebild.web.app import make_app

        access = make_access(host, os.environ.get(TOKEN_VARIABLE) or None, tuple(allow_host or ()))
        site = make_site(settings, place_of(settings, store), access, fetch=fetch)
        shown = f"[{host}]" if ":" in host else host
        print(f"Lagebild shows its store at http://{shown}:{port}  (Ctrl-C stops it)", flush=True)
        uvicorn.run(
            make_app(site),
            host=host,
            port=port,
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=15,
            limit_concurrency=200,
            h11_max_incomplete_event_size=64 * 1024,
        )


def make_site(settings: Settings, place: str, access: "Access", *, fetch: bool) -> "Site":
    """What pages are made from, over the store at a place, which is made where there is none."""
    from lagebild.store.store import Store, connect, open_store
    from lagebild.web.pool import Pool
    from lagebild.web.site import Knowledge, Site

    with open_store(place):
        pass  # its schema is brought up to date once, before anybody asks

    def open_one() -> "Store":
        return Store(connect(place, create=False))

    knowledge = Knowledge(
        settings=settings,
        ontology=ontology_of(settings),
        codes=load_codes(package_folder("world")),
        words=load_web_words(languages_folder(settings)),
        view_words=words_of(settings),
        vocabulary=cache(lambda: load_vocabulary(settings)),
        rules=_rules(settings),
        naming=_naming(settings),
    )
    return Site(
        Pool(open_one), access, knowledge, lambda: make_reader(settings), author=getpass.getuser(),
        fetch=_fetcher(settings) if fetch else None,
    )  # fmt: skip


def _rules(settings: Settings) -> Callable[[str], dict[str, RuleSource]]:
    from lagebild.knowledge.rules_and_ontology import own_rules

    @cache
    def rules(language: str) -> dict[str, RuleSource]:
        found = find_rule_sources(languages_folder(settings).joinpath(language))
        if settings.ontology and (own := own_rules(Path(settings.ontology), language)):
            found |= find_rule_sources(Path(str(own)).parent)
        return found

    return rules


def _naming(settings: Settings) -> "Callable[[], Naming]":
    @cache
    def naming() -> "Naming":
        from lagebild.app import Reader
        from lagebild.situation.assimilating import story_knowledge
        from lagebild.situation.naming import Naming

        reader, vocabulary = Reader(settings), load_vocabulary(settings)
        sounds = story_knowledge(settings).sounds
        return Naming(reader.languages, cache(reader.world_of), vocabulary.find_place, vocabulary, sounds)

    return naming


def _fetcher(settings: Settings) -> "Callable[[str], Page]":
    from lagebild.fetch.web import fetch_page

    return lambda address: fetch_page(
        address,
        timeout=settings.timeout_seconds,
        limit_bytes=settings.max_bytes,
        user_agent=settings.user_agent,
        private=settings.private_addresses,
    )
