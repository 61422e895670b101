"""What browsers send: forms that this server gave them, and nothing else."""

from collections.abc import Mapping

from litestar.exceptions import PermissionDeniedException
from litestar.params import URLEncodedBody

from lagebild.web.access import is_form_token
from lagebild.web.rendering import SEED, Visit
from lagebild.web.site import Site

Form = URLEncodedBody[dict[str, str]]


def check_form(request: Visit, site: Site, form: Mapping[str, str]) -> None:
    """Raise unless the form carries the token that goes with the browser's cookie."""
    if not is_form_token(site.access, request.cookies.get(SEED), form.get("_token")):
        raise PermissionDeniedException(
            "this form was not made for this browser, or the server has been started anew; load the page again"
        )


def back_to(form: Mapping[str, str], otherwise: str) -> str:
    """Where to go after a form: a path of this server, never another's address."""
    target = form.get("back", "")
    safe = target.startswith("/") and not target.startswith(("//", "/\\")) and not any(ord(ch) < 33 for ch in target)
    return target if safe else otherwise
