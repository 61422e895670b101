"""Happenings and stories joined and split by hand."""

from typing import Annotated

from litestar import post
from litestar.params import JSONBody
from litestar.response import Redirect
from msgspec import Meta, Struct

from lagebild.errors import UsageError
from lagebild.situation import hands
from lagebild.web.forms import Form, check_form
from lagebild.web.judging import Author
from lagebild.web.problems import PROBLEMS
from lagebild.web.rendering import Visit, visitor_of
from lagebild.web.site import Here


class Join(Struct, frozen=True, forbid_unknown_fields=True):
    """Two happenings, or two stories, that are one; `id` keeps its name."""

    id: str
    other: str
    author: Author


class Split(Struct, frozen=True, forbid_unknown_fields=True):
    """Claims to be taken out of a happening, or reports out of a story."""

    id: str
    parts: Annotated[list[str], Meta(min_length=1)]
    author: Author


class Handled(Struct, frozen=True):
    """The happening or story that came of it."""

    id: str


@post("/join", sync_to_thread=True, include_in_schema=False)
def join_form(request: Visit, site: Here, data: Form) -> Redirect:
    """Make one of two happenings."""
    check_form(request, site, data)
    with site.store() as store:
        joined = hands.join(store, data.get("id", ""), data.get("other", ""), visitor_of(request, site).author)
    return Redirect(f"/happenings/{joined.id}", status_code=303)


@post("/split", sync_to_thread=True, include_in_schema=False)
def split_form(request: Visit, site: Here, data: Form) -> Redirect:
    """Take claims out of a happening; each is a field of its own."""
    check_form(request, site, data)
    parts = [name.removeprefix("part_") for name, value in data.items() if name.startswith("part_") and value]
    if not parts:
        raise UsageError("choose the claims that go out")
    with site.store() as store:
        new = hands.split(store, data.get("id", ""), parts, visitor_of(request, site).author)
    return Redirect(f"/happenings/{new.id}", status_code=303)


@post("/api/join", sync_to_thread=True, tags=["corrections"], responses=PROBLEMS)
def post_join(site: Here, data: JSONBody[Join]) -> Handled:
    """Say that two happenings, or two stories, are one."""
    with site.store() as store:
        return Handled(hands.join(store, data.id, data.other, data.author).id)


@post("/api/split", sync_to_thread=True, tags=["corrections"], responses=PROBLEMS)
def post_split(site: Here, data: JSONBody[Split]) -> Handled:
    """Take claims out of a happening, or reports out of a story."""
    with site.store() as store:
        return Handled(hands.split(store, data.id, data.parts, data.author).id)


HANDLERS = (join_form, split_form, post_join, post_split)
