"""The API fuzzed from its own OpenAPI schema, against the app itself: no fault, nothing unsaid.

Half of the requests ask for what there is, so that more than "nothing here" is seen.
"""

import itertools
import shutil
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode, checks
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from lagebild.cli.serve import make_site
from lagebild.settings import Settings
from lagebild.store.store import open_store
from lagebild.web.access import make_access
from lagebild.web.app import make_app
from lagebild.web.rates import Rates

EXAMPLES = 6  # of each way in, and as many of what its schema does not allow
SLOW = list(HealthCheck)
HERE = {"host": "127.0.0.1"}
CHECKS: list[Any] = [
    checks.not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    response_headers_conformance, negative_data_rejection,
]  # fmt: skip


@pytest.fixture(scope="module")
def api(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The schema of an app over a store of its own; nobody asks it too often."""
    place = tmp_path_factory.mktemp("fuzzed") / "store.db"
    shutil.copy(filled, place)
    site = make_site(Settings(), str(place), make_access("127.0.0.1", None), fetch=False)
    clock = itertools.count(step=1000.0)
    app = make_app(site, Rates(lambda: float(next(clock))))
    return schemathesis.openapi.from_asgi("/api/schema/openapi.json", app, headers=HERE)


@pytest.fixture(scope="module")
def there(filled: Path) -> dict[str, str]:
    """Ids of what is in the store, by what stands before them in a path."""
    with open_store(str(filled)) as store:
        happening = store.index.latest_happenings(1)[0]
        (claim,) = store.index.claims(happening.claims[:1])
        story = store.index.stories_of_happenings([happening.id])[0]
    return {
        "/api/stories/{named}": story.id, "/api/happenings/{named}": happening.id, "/api/reports/{id}": claim.report,
        "event": claim.event, "claim": claim.id, "format": "csv",
    }  # fmt: skip


def ask_for(case: Any, there: dict[str, str]) -> None:
    """Ask for something that there is."""
    for path, id in there.items():
        if case.path.startswith(path):
            case.path_parameters = {**case.path_parameters, path.rpartition("{")[2].rstrip("}"): id}
    for name in ("event", "format"):
        if name in (case.path_parameters or {}):
            case.path_parameters[name] = there[name]
    if isinstance(case.body, dict) and "claim" in case.body:
        case.body = {**case.body, "claim": there["claim"]}


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as-told", "otherwise"])
def test_the_api_keeps_to_its_schema(api: Any, there: dict[str, str], mode: GenerationMode) -> None:
    faults = []
    for found in api.get_all_operations():
        operation = found.ok()

        @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=SLOW)
        @given(operation.as_strategy(generation_mode=mode), st.booleans())
        def ask(case: Any, known: bool) -> None:
            if known and mode is GenerationMode.POSITIVE:
                ask_for(case, there)
            case.validate_response(case.call(headers=HERE), checks=CHECKS)

        try:
            ask()
        except Unsatisfiable:
            continue  # nothing can be asked that the schema does not allow
        except (FailureGroup, Failure) as failure:
            faults.append(f"{operation.label}: {[str(one) for one in getattr(failure, 'exceptions', [failure])]}")
    assert not faults, "\n\n".join(faults)
