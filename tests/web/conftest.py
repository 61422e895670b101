"""A store with three stories, read once, and a server over it; tests that change something have a copy of their own."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import httpx
import pytest

from lagebild.app import Reader
from lagebild.bench.story_files import read_story_files
from lagebild.ingest.reading import read_item
from lagebild.settings import Settings
from lagebild.situation.assimilating import assimilate, extract_of
from lagebild.store.store import open_store
from lagebild.web.site import Site
from tests.situation.items import item_of
from tests.web.serving import served

FOLDER = Path(__file__).parents[2] / "benchmarks" / "stories" / "first"
STORIES = ("peshawar", "el-obeid", "gothenburg")
ATTACK = "Russian forces attacked the port of Odessa on Monday, the Ukrainian army said. Twelve people were killed."
HOSTILE = """<script>alert(1)</script> Putin\u202e besucht "Kim" in Pjöngjang &lt;b&gt; &#x3c;\
img src=x onerror=alert(1)>

Der russische Präsident Wladimir Putin hat am Montag den nordkoreanischen Machthaber Kim Jong Un in Pjöngjang besucht, \
</p><script>alert(2)</script> teilte der Kreml mit. {{ 7 * 7 }} {% raw %} ${7*7}
"""


class Client:
    """A browser without a screen: keeps cookies, sends forms with the token of the page."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.http = httpx.Client(base_url=address, timeout=60)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.http.get(path, headers={"accept": "text/html", "accept-language": "en", **headers})

    def json(self, path: str) -> object:
        answer = self.http.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def form_token(self) -> str:
        found = re.search(r'name="_token" value="([0-9a-f]{64})"', self.get("/read").text)
        assert found is not None
        return found[1]

    def post(self, path: str, **fields: str) -> httpx.Response:
        return self.http.post(path, data={"_token": self.form_token(), **fields})


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with what the stories tell."""
    place = tmp_path_factory.mktemp("web") / "store.db"
    files, _ = read_story_files(FOLDER)
    reports = [r for file in files if any(name in file.story for name in STORIES) for r in file.reports]
    assert len(reports) >= 5
    read = partial(read_item, reader=Reader(Settings()), extract=extract_of)
    with open_store(str(place)) as store:
        for report in sorted(reports, key=lambda r: r.published):
            reading = read(item_of(report))
            with store.transaction():
                store.reports.add(reading.entry)
                assimilate(store, reading.extract)
    return place


@pytest.fixture(scope="session")
def running(filled: Path) -> Iterator[tuple[str, Site]]:
    with served(filled) as found:
        yield found


@pytest.fixture(scope="session")
def address(running: tuple[str, Site]) -> str:
    return running[0]


@pytest.fixture
def client(address: str) -> Client:
    return Client(address)


@pytest.fixture
def fresh(filled: Path, tmp_path: Path) -> Iterator[Callable[..., Client]]:
    """Makes a client of a server over a copy of the store; with a token where one is given."""
    with ExitStack() as stack:

        def make(token: str | None = None) -> Client:
            place = tmp_path / f"{len(list(tmp_path.iterdir()))}.db"
            shutil.copy(filled, place)
            return Client(stack.enter_context(served(place, token))[0])

        yield make
