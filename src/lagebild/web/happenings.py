"""One happening: its claims, why they are judged to be one, and the tools to join and split."""

from litestar import Response, get
from litestar.params import FromPath
from msgspec import Struct

from lagebild.errors import UsageError
from lagebild.situation.accounts import HappeningAccount, accounts_of, find_happening, judgements_of
from lagebild.store.store import Store
from lagebild.stories.model import Judgement
from lagebild.web.problems import PROBLEMS, NothingHereError
from lagebild.web.rendering import Visit, page
from lagebild.web.site import Here


class HappeningDetail(Struct, frozen=True):
    """A happening whole: claims, independent sources, contradictions, and why its claims are one."""

    account: HappeningAccount
    judgements: tuple[Judgement, ...]
    stories: tuple[str, ...]


def happening_of(store: Store, named: str) -> HappeningDetail:
    """A happening by its id or the beginning of it."""
    try:
        happening = find_happening(store, named)
    except UsageError as error:
        raise NothingHereError(str(error)) from error
    (account,) = accounts_of(store, [happening])
    stories = tuple(story.id for story in store.index.stories_of_happenings([happening.id]))
    return HappeningDetail(account, judgements_of(store, happening), stories)


@get("/happenings/{named:str}", sync_to_thread=True, include_in_schema=False)
def happening_page(request: Visit, site: Here, named: FromPath[str]) -> Response[str]:
    """One happening: why its claims are one, and the tools to join and split."""
    with site.store() as store:
        found = happening_of(store, named)
        others = store.index.claims(c for j in found.judgements for c in (j.claim, j.other))
        stories = store.index.stories(found.stories)
        near = store.index.happenings(h for story in stories for h in story.happenings)
        history = {c.id: store.verdicts.history(c.id) for c in found.account.claims if c.id in found.account.verdicts}
    return page(
        request, site, "happening",
        found=found, claims={c.id: c for c in (*others, *found.account.claims)}, stories=stories, history=history,
        near=[h for h in near if h.id != found.account.happening.id],
    )  # fmt: skip


@get("/api/happenings/{named:str}", sync_to_thread=True, tags=["stories"], responses=PROBLEMS)
def get_happening(site: Here, named: FromPath[str]) -> HappeningDetail:
    """A happening with its claims, its independent sources, and why its claims are one."""
    with site.store() as store:
        return happening_of(store, named)


HANDLERS = (happening_page, get_happening)
