"""Read: a pasted text or an address → what Lagebild finds in it, at once; and into the store."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody
from litestar.response import Redirect
from msgspec import Meta, Struct
from msgspec.structs import replace

from lagebild.errors import UsageError
from lagebild.record import Page, Report
from lagebild.situation.assimilating import assimilate, extract_of
from lagebild.store.reports import content_id, make_entry
from lagebild.view.contract import ReportObject, to_object
from lagebild.view.from_contract import report_of
from lagebild.web.forms import Form, check_form
from lagebild.web.problems import PROBLEMS
from lagebild.web.rendering import Tools, Visit, page, visitor_of
from lagebild.web.reports import article, map_of
from lagebild.web.site import Here, Site

LONGEST_LINE = 2000  # characters
Line = Annotated[str, Meta(max_length=LONGEST_LINE)] | None


class ToRead(Struct, frozen=True, forbid_unknown_fields=True):
    """A text to read and what is known of it; or, where the server fetches, the address of a report."""

    text: Annotated[str, Meta(description="The text of one news report.")] = ""
    address: Annotated[str, Meta(max_length=LONGEST_LINE, description="to fetch; only with `serve --fetch`")] = ""
    title: Line = None
    publisher: Line = None
    published: Annotated[str | None, Meta(description="ISO 8601 date or date-time")] = None
    url: Line = None
    language: Annotated[str | None, Meta(description="ISO 639-1; without it it is detected")] = None
    save: Annotated[bool, Meta(description="keep it in the store, with its stories")] = False


class ReadResult(Struct, frozen=True):
    """The record, and whether it is in the store now."""

    record: ReportObject
    saved: bool
    id: str


def read_text(site: Site, given: ToRead) -> ReadResult:
    """Read a text or what is at an address and, where asked, keep it. InputError says why it cannot be read."""
    if bool(given.text.strip()) == bool(given.address.strip()):
        raise UsageError("give either a text or an address")
    if given.address.strip():
        return read_page(site, site.fetch(given.address.strip()), given.language, save=given.save)
    url = given.url if given.url and given.url.startswith(("http://", "https://")) else None
    page = Page(text=given.text, url=url, title=given.title, publisher=given.publisher, published=given.published)
    return read_page(site, page, given.language, save=given.save)


def read_page(site: Site, page: Page, language: str | None, *, save: bool) -> ReadResult:
    """Read a page under the id that it has in a store."""
    page = replace(page, id=content_id(page))
    with site.reader() as reader:
        report = reader.read(page, language)
        record = to_object(report, reader.made_by(report))
    if save:
        _keep(site, page, report, record)
    return ReadResult(record, save, page.id)


def _keep(site: Site, page: Page, report: Report, record: ReportObject) -> None:
    settings = site.knowledge.settings
    extract = extract_of(report, settings)
    entry = make_entry(page, msgspec.json.encode(record), source="web", name=page.url or page.title or page.id)
    with site.store() as store, store.transaction():
        if store.reports.add(entry) is not None:
            assimilate(store, extract, settings)


@get("/read", sync_to_thread=True, include_in_schema=False)
def read_form(request: Visit, site: Here) -> Response[str]:
    """The form to paste a text into."""
    return page(request, site, "read", given=ToRead(), text="", address="")


@post("/read", sync_to_thread=True, include_in_schema=False, status_code=200)
def read_now(request: Visit, site: Here, data: Form) -> Response[str] | Redirect:
    """Read what was pasted; show it, or keep it and go to it."""
    check_form(request, site, data)
    given = _given(data)
    if not given.text.strip() and not given.address:
        raise UsageError("there is nothing to read; paste a text")
    result = read_text(site, replace(given, text="") if given.address else given)
    if given.save:
        return Redirect(f"/reports/{result.id}", status_code=303)
    tools = Tools(site, visitor_of(request, site), request)
    made_by = msgspec.to_builtins(result.record.made_by)
    return page(
        request, site, "read",
        given=given, text="" if given.address else given.text, address=given.address, record=result.record,
        a=article(report_of(result.record), made_by, tools, site), map=map_of(result.record, tools),
    )  # fmt: skip


def _given(form: dict[str, str]) -> ToRead:
    """What a form says; its lines end as in a text file."""

    def field(name: str) -> str | None:
        return form.get(name, "").strip()[:LONGEST_LINE] or None

    return ToRead(
        text=form.get("text", "").replace("\r\n", "\n"),
        address=form.get("address", "").strip()[:LONGEST_LINE],
        publisher=field("publisher"),
        published=field("published"),
        url=field("url"),
        language=field("language"),
        save=form.get("save") == "yes",
    )


@post("/api/read", sync_to_thread=True, tags=["read"], responses=PROBLEMS, status_code=200)
def post_read(site: Here, data: JSONBody[ToRead]) -> ReadResult:
    """Read a text, or an address, and get its record (`lagebild.report/1`); `save`: keep it in the store."""
    return read_text(site, data)


HANDLERS = (read_form, read_now, post_read)
