"""The ASGI app: all pages and the API, behind the guard."""

import traceback
from importlib.resources import files
from logging import getLogger

from litestar import Litestar, Response, Router, get, post
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Tag
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.types import ASGIApp

from lagebild import __version__
from lagebild.web import (
    actors,
    editing,
    event_exports,
    events,
    happenings,
    joining,
    judging,
    quality,
    reading,
    reports,
    sources,
    stories,
    story,
    watches,
)
from lagebild.web.access import is_token, session_of
from lagebild.web.etags import ETags
from lagebild.web.event_filters import event_filter
from lagebild.web.forms import Form, back_to, check_form
from lagebild.web.guard import SESSION, Guard
from lagebild.web.problems import PROBLEM_TYPE, PROBLEMS, NothingHereError, Problem, problem_of
from lagebild.web.rates import Rates
from lagebild.web.rendering import THEME, THEMES, Visit, keep_cookie, page
from lagebild.web.site import Here, Site

log = getLogger("lagebild.web")
MOST_BYTES = 4_000_000  # of a request; a form may need three bytes for one of the text
ASSETS = {
    "site.css": "text/css",
    "site.js": "text/javascript",
    "charts.js": "text/javascript",
    "d3.min.js": "text/javascript",
    "d3.LICENSE": "text/plain",
    "world.svg": "image/svg+xml",
    "icon.svg": "image/svg+xml",
}
TAGS = {
    "stories": "What happened, and who says so.",
    "reports": "Single reports and everything found in them.",
    "events": "Events of all reports.",
    "actors": "Who takes part in events.",
    "sources": "Who tells.",
    "corrections": "What people judge.",
    "watches": "Standing rules and their alerts.",
    "read": "Read a text at once.",
}


def make_app(site: Site, rates: Rates | None = None) -> ASGIApp:
    """The app for one store, guarded; `rates` are how often one address may ask, where not as usual."""
    topics = (
        stories, story, happenings, reports, editing, events, event_exports, actors, sources, watches, reading,
        judging, joining, quality,
    )  # fmt: skip
    # One router: registered one by one, Litestar 2.25 would wrap a handler twice whose path another shares.
    handlers = [asset, healthy, login_page, login, set_theme, *(h for topic in topics for h in topic.HANDLERS)]
    app = Litestar(
        route_handlers=[Router("/", route_handlers=handlers)],
        dependencies={
            "site": Provide(lambda: site, sync_to_thread=False),
            "asked": Provide(event_filter, sync_to_thread=False),
        },
        exception_handlers={Exception: answer_error},
        openapi_config=OpenAPIConfig(
            title="Lagebild",
            version=__version__,
            description="What news reports say happened, to whom, where and when, and who says so.",
            path="/api/schema",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
            tags=[Tag(name=name, description=words) for name, words in TAGS.items()],
        ),
        request_max_body_size=MOST_BYTES,
        on_shutdown=[site.pool.close],
        state=State({"site": site}),
        logging_config=None,  # it would take over the logging of the whole process
        debug=False,
    )
    return Guard(ETags(app), site.access, MOST_BYTES, rates)


def answer_error(request: Visit, error: Exception) -> Response[Problem] | Response[str]:
    """An error as problem details for programs, as a page for people."""
    problem = problem_of(error)
    if problem.status >= 500 and problem.type == "about:blank":
        log.error("%s %s: %s", request.method, request.url.path, "".join(traceback.format_exception(error)))
    headers = error.headers if isinstance(error, HTTPException) else None
    if request.url.path.startswith("/api") or "text/html" not in request.headers.get("accept", "text/html"):
        return Response(problem, media_type=PROBLEM_TYPE, status_code=problem.status, headers=headers or {})
    return page(request, request.app.state["site"], "problem", problem.status, problem=problem)


@get("/assets/{name:str}", sync_to_thread=False, include_in_schema=False)
def asset(name: FromPath[str]) -> Response[bytes]:
    """A file of the pages: style, script, outlines of the world, D3 and its licence."""
    if name not in ASSETS:
        raise NothingHereError(f"{name:.40}: no such file")
    data = files("lagebild.web").joinpath("assets", name).read_bytes()
    cached = {"cache-control": "public, max-age=3600"}
    return Response(data, media_type=f"{ASSETS[name]}; charset=utf-8", headers=cached)


@get("/api/health", sync_to_thread=True, tags=["reports"], responses=PROBLEMS)
def healthy(site: Here) -> dict[str, int | str]:
    """That the server runs and its store can be read."""
    with site.store() as store:
        return {"lagebild": __version__, "reports": store.reports.count()}


@get("/login", sync_to_thread=False, include_in_schema=False)
def login_page(request: Visit, site: Here) -> Response[str]:
    """The form for the token."""
    return page(request, site, "login", target=request.query_params.get("next", "/"), wrong=False)


@post("/login", sync_to_thread=False, include_in_schema=False, status_code=200)
def login(request: Visit, site: Here, data: Form) -> Response[str] | Redirect:
    """Take the token, give a cookie."""
    check_form(request, site, data)
    if not is_token(site.access, data.get("token", "")):
        return page(request, site, "login", 401, target=data.get("back", "/"), wrong=True)
    return Redirect(back_to(data, "/"), status_code=303, cookies=[keep_cookie(SESSION, session_of(site.access))])


@post("/theme", sync_to_thread=False, include_in_schema=False)
def set_theme(request: Visit, site: Here, data: Form) -> Redirect:
    """Light, dark, or as the device has it."""
    check_form(request, site, data)
    theme = data.get("theme", "auto")
    return Redirect(
        back_to(data, "/"), status_code=303, cookies=[keep_cookie(THEME, theme if theme in THEMES else "auto")]
    )
