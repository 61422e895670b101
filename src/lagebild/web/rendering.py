"""Templates → pages in the visitor's language; everything from a report is escaped and cannot steer the line."""

import secrets
from datetime import date
from functools import cached_property
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FunctionLoader, StrictUndefined
from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.enums import MediaType
from markupsafe import Markup
from msgspec import Struct

from lagebild.knowledge.ontology import label_in
from lagebild.knowledge.view_words import ViewWords
from lagebild.knowledge.web_words import WebWords
from lagebild.store.terms import day_number
from lagebild.stories.model import Claim, Party, Spot
from lagebild.view.phrases import flat, printable, shorten
from lagebild.web.access import form_token
from lagebild.web.event_counts import days_of
from lagebild.web.growth import counts_by_day
from lagebild.web.marked_changes import mark_changes
from lagebild.web.site import Site

SEED, LANGUAGE, THEME, AUTHOR = "lagebild_seed", "lagebild_language", "lagebild_theme", "lagebild_author"
THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600
Visit = Request[Any, Any, Any]


class Visitor(Struct, frozen=True):
    """Who looks, as far as it matters: language of the interface, colours, whose judgements, cookie for forms."""

    language: str
    theme: str
    author: str
    seed: str
    is_new: bool


def visitor_of(request: Visit, site: Site) -> Visitor:
    """What the request says of its visitor."""
    cookies = request.cookies
    seed = cookies.get(SEED)
    theme = cookies.get(THEME, "auto")
    return Visitor(
        language=_language(request, site.languages),
        theme=theme if theme in THEMES else "auto",
        author=cookies.get(AUTHOR, "").strip()[:80] or site.author,
        seed=seed if seed and len(seed) == 32 else secrets.token_hex(16),
        is_new=not seed or len(seed) != 32,
    )


def page(request: Visit, site: Site, template: str, status: int = 200, **shown: object) -> Response[str]:
    """One page."""
    visitor = visitor_of(request, site)
    words = site.knowledge.words[visitor.language]
    tools = Tools(site, visitor, request)
    html = (
        _environment(site)
        .get_template(f"{template}.html.jinja")
        .render(w=words.phrases, n=words.names, mark_changes=mark_changes, t=tools, v=visitor, site=site, **shown)
    )
    cookies = [_cookie(SEED, visitor.seed, None)] if visitor.is_new else []
    if request.query_params.get("lang") == visitor.language:
        cookies.append(_cookie(LANGUAGE, visitor.language, YEAR))
    return Response(html, media_type=MediaType.HTML, status_code=status, cookies=cookies)


def _cookie(name: str, value: str, seconds: int | None) -> Cookie:
    return Cookie(name, value=value, max_age=seconds, path="/", httponly=True, samesite="strict")


def keep_cookie(name: str, value: str) -> Cookie:
    """A cookie that lasts: the visitor's colours or name."""
    return _cookie(name, value, YEAR)


def _language(request: Visit, known: tuple[str, ...]) -> str:
    """By query, else by cookie, else what the browser asks for, else the first that there is English in."""
    for asked in (request.query_params.get("lang"), request.cookies.get(LANGUAGE)):
        if asked in known:
            return str(asked)
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(request.headers.get("accept-language", "").split(",")[:20]):
        tag, _, quality = part.strip().partition(";q=")
        weight = float(quality) if quality.replace(".", "", 1).isdigit() else 1.0
        wanted.append((-weight, place, tag.lower().partition("-")[0]))
    return next((code for _, _, code in sorted(wanted) if code in known), known[-1])


def _environment(site: Site) -> Environment:
    return site.kept("environment", make_environment)


def make_environment() -> Environment:
    """Jinja with escaping on, and control and direction characters of texts shown as dots."""
    folder = files("lagebild.web").joinpath("templates")
    return Environment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_harmless,
    )


def _harmless(value: object) -> object:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


class Tools:
    """What templates call, beside words: labels of codes, short texts, links, forms."""

    def __init__(self, site: Site, visitor: Visitor, request: Visit) -> None:
        self._site, self._visitor, self._request = site, visitor, request
        self.words: WebWords = site.knowledge.words[visitor.language]

    @property
    def path(self) -> str:
        return self._request.url.path

    @cached_property
    def view_words(self) -> ViewWords:
        return self._site.knowledge.view_words(self._visitor.language)

    @property
    def form(self) -> Markup:
        """The hidden field that every form which changes something needs."""
        token = form_token(self._site.access, self._visitor.seed)
        return Markup('<input type="hidden" name="_token" value="{}">').format(token)

    def link(self, path: str, **query: object) -> str:
        """A link with a query; what is empty is left out."""
        told = {name.rstrip("_"): value for name, value in query.items() if value not in (None, "", ())}
        return f"{path}?{urlencode(told, doseq=True)}" if told else path

    def here(self, **changes: object) -> str:
        """A link to this page with some of its query changed."""
        told: dict[str, object] = {}
        for name, value in self._request.query_params.multi_items():
            told.setdefault(name, [])
            found = told[name]
            if isinstance(found, list):
                found.append(value)
        told.update(changes)
        kept = {name: value for name, value in told.items() if value not in (None, "", [])}
        return f"{self.path}?{urlencode(kept, doseq=True)}" if kept else self.path

    def type(self, name: str) -> str:
        """The label of an event type."""
        kind = self._site.knowledge.ontology.event_types.get(name)
        return label_in(kind.label, self._visitor.language) if kind else name

    def mode(self, kind: str, name: str) -> str:
        """The label of a mode."""
        known = self._site.knowledge.ontology.event_types.get(kind)
        mode = next((m for m in known.modes if m.name == name), None) if known else None
        return label_in(mode.label, self._visitor.language) if mode else name

    def context(self, name: str) -> str:
        """The label of a context."""
        known = self._site.knowledge.ontology.contexts.get(name)
        return label_in(known.label, self._visitor.language) if known else name

    def what(self, event: Claim) -> str:
        """Type and modes in words."""
        return " · ".join([self.type(event.type), *(self.mode(event.type, m) for m in event.modes)])

    def modality(self, name: str) -> str:
        """The label of a modality."""
        found = {str(known): label for known, label in self.view_words.modality.items()}
        return found.get(name, name)

    def parties(self, parties: tuple[Party, ...]) -> str:
        """Names with codes."""
        told = (f"{flat(p.name)} ({p.code})" if p.code and p.code != p.name else flat(p.name) for p in parties)
        return ", ".join(dict.fromkeys(told))

    def spot(self, place: Spot | None) -> str:
        """A place with its country."""
        if place is None:
            return ""
        return f"{place.name} ({place.country})" if place.country and place.country != place.name else place.name

    def days(self, begin: str | None, end: str | None) -> str:
        """A day or a stretch of days as people of this language write them."""
        first, last = self.day(begin), self.day(end)
        return first if not last or last == first else f"{first} – {last}"

    def day(self, day: str | None) -> str:
        """One day as people of this language write it; "" for None."""
        number = day_number(day)
        if not number:
            return ""
        try:
            found = date(number // 10_000, number // 100 % 100, number % 100)
        except ValueError:
            return flat(day or "")
        return found.strftime(self.words.phrases["day_format"])

    def number(self, number: float) -> str:
        """A number with the language's separator of thousands."""
        text = f"{number:,}" if isinstance(number, int) else f"{number:g}"
        return text.replace(",", self.words.phrases["thousands"])

    def some(self, key: str, number: int) -> str:
        """ "1 source", "2 sources"."""
        word = self.words.phrases[key if number == 1 else f"{key}_plural"]
        return f"{self.number(number)} {word}"

    def short(self, text: str, longest: int = 160) -> str:
        """Text on one line, cut at a word."""
        return shorten(flat(text[: 4 * longest + 200]), longest)  # of a title of a megabyte no more is looked at

    def growth(self, growth: tuple[tuple[str, int], ...]) -> list[int]:
        """How many reports came each day."""
        return counts_by_day(growth)

    def within(self, period: str, **query: object) -> str:
        """A link to the events of a day, a month or a year: "2024-05-14", "2024-05", "2024"; "" for anything else."""
        days = days_of(period)
        return self.link("/events", **{**query, "since": days[0], "until": days[1]}) if days else ""

    def outside(self, url: str | None) -> str:
        """An address of the web that may be a link; "" for anything else, javascript: for one."""
        return url if url and url.startswith(("https://", "http://")) else ""
