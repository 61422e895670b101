"""Reports in all versions: what they say of themselves, the page, and the record made of it."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from lagebild.record import Page
from lagebild.store.database import Database, Row, Value, clean, query_in, whole
from lagebild.store.packing import LEVEL, pack, unpack
from lagebild.store.search import Filters, SearchIndex, conditions
from lagebild.store.words import words_of
from lagebild.stories.addresses import canonical_address

FOUND_BY = ("lead", "body", "caption")  # blocks whose words a search finds, beside the title
ID_LENGTH = 24  # hex digits: 96 bits, so that two of a billion reports share one with a chance of 1 in 10^10


class Entry(Struct, frozen=True):
    """A report ready to be stored: made where it was read, in any process."""

    id: str
    name: str
    source: str
    page: Page  # without its text, which is in the record
    title: str | None
    publisher: str | None
    published: str | None
    language: str
    events: int
    packed_page: bytes
    packed_record: bytes
    title_words: list[str]
    body_words: list[str]


class StoredReport(Struct, frozen=True):
    """What the store knows of a report without opening its record."""

    number: int
    id: str
    name: str
    family: str
    version: int
    address: str | None
    url: str | None
    publisher: str | None
    title: str | None
    language: str
    published: str | None
    retrieved: str | None
    source: str
    added: str
    events: int


class _Text(Struct, frozen=True):
    text: str


class _Block(Struct, frozen=True):
    kind: str
    span: tuple[int, int]


class _Known(Struct, frozen=True):
    """What the store reads of a lagebild.report/1."""

    text: str
    language: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    blocks: list[_Block] | None = None
    events: list[msgspec.Raw] | None = None


COLUMNS = ", ".join(f"reports.{field}" for field in StoredReport.__struct_fields__)


def content_id(page: Page) -> str:
    """The id of a page: a hash of its text and of where it stood, or else of who published it and when.

    The same text at another address is another report: who printed it counts. The same text fetched again is not,
    whatever stands around it: of HTML only the lines of the article count, where they are known.
    """
    address = canonical_address(page.url)
    where = address if address is not None else f"{page.publisher or ''}\n{page.published or ''}"
    article = "\n".join(page.text[slice(*element.span)] for element in page.elements if element.main)
    data = f"{where}\n\n{article or page.text}".encode("utf-8", errors="surrogatepass")
    return hashlib.sha256(data).hexdigest()[:ID_LENGTH]


def record_of(entry: Entry) -> bytes:
    """The lagebild.report/1 of an entry, as JSON."""
    return zlib.decompress(entry.packed_record)


def make_entry(page: Page, record: bytes, *, source: str, name: str) -> Entry:
    """Get a report ready for the store; `record` is its lagebild.report/1 as JSON, whose id is `page.id`."""
    known = msgspec.json.decode(record, type=_Known)
    bare = replace(page, text="")
    title_words, body_words = _words(known)
    return Entry(
        id=page.id,
        name=clean(name),
        source=clean(source),
        page=bare,
        title=known.title,
        publisher=known.publisher,
        published=known.published,
        language=known.language,
        events=len(known.events or ()),
        packed_page=pack(bare),
        packed_record=zlib.compress(record, LEVEL),
        title_words=title_words,
        body_words=body_words,
    )


def words_of_record(record: bytes) -> tuple[list[str], list[str]]:
    """The words of title and text by which a report is found; furniture and other articles' headlines are left out."""
    return _words(msgspec.json.decode(record, type=_Known))


def _words(known: _Known) -> tuple[list[str], list[str]]:
    blocks = known.blocks or [_Block("body", (0, len(known.text)))]
    titles = [known.text[b.span[0] : b.span[1]] for b in blocks if b.kind == "title"]
    body = [known.text[b.span[0] : b.span[1]] for b in blocks if b.kind in FOUND_BY]
    return words_of("\n".join([*titles, "" if titles else known.title or ""])), words_of("\n".join(body))


class Reports:
    """The reports of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.search = SearchIndex(database)

    def add(self, entry: Entry) -> int | None:
        """Store a report with its record and index its words; its number, or None where it is stored already."""
        with self._database.transaction():
            if self.number_of(entry.id) is not None:
                return None
            address = canonical_address(entry.page.url)
            family, version = self._family(entry.id, address)
            rows = self._database.query(
                "INSERT INTO reports (id, name, family, version, address, url, publisher, title, language, published, "
                "retrieved, source, added, events) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
                (
                    entry.id,
                    entry.name,
                    family,
                    version,
                    address and clean(address),
                    entry.page.url and clean(entry.page.url),
                    entry.publisher and clean(entry.publisher),
                    entry.title and clean(entry.title),
                    entry.language,
                    entry.published and clean(entry.published),
                    entry.page.retrieved and clean(entry.page.retrieved),
                    entry.source,
                    now(),
                    entry.events,
                ),
            )
            number = whole(rows[0][0])
            self._database.execute(
                "INSERT INTO records (number, page, record) VALUES (?, ?, ?)",
                (number, entry.packed_page, entry.packed_record),
            )
            self.search.add(number, entry.title_words, entry.body_words)
            return number

    def _family(self, id: str, address: str | None) -> tuple[str, int]:
        if address is not None:
            last = self._database.query(
                "SELECT family, version FROM reports WHERE address = ? ORDER BY version DESC LIMIT 1", (clean(address),)
            )
            if last:
                return str(last[0][0]), whole(last[0][1]) + 1
        return id, 1

    def number_of(self, id: str) -> int | None:
        """The number of a report; None where there is none of this id."""
        found = self._database.query("SELECT number FROM reports WHERE id = ?", (id,))
        return whole(found[0][0]) if found else None

    def numbers_of(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of those of these reports that there are."""
        rows = query_in(self._database, "SELECT id, number FROM reports WHERE id IN ({marks})", ids)
        return {str(id): whole(number) for id, number in rows}

    def get(self, id: str) -> StoredReport | None:
        """One report by its id or a beginning of it that no other has."""
        rows = self._database.query(
            f"SELECT {COLUMNS} FROM reports WHERE id >= ? AND id < ? ORDER BY id LIMIT 2", (clean(id), clean(id) + "g")
        )
        exact = [row for row in rows if row[1] == id]
        return _report(exact[0]) if exact else _report(rows[0]) if len(rows) == 1 and id else None

    def by_numbers(self, numbers: Iterable[int]) -> tuple[StoredReport, ...]:
        """The reports of these numbers, in this order."""
        asked = list(numbers)
        rows = query_in(self._database, f"SELECT {COLUMNS} FROM reports WHERE number IN ({{marks}})", asked)
        found = {whole(row[0]): _report(row) for row in rows}
        return tuple(found[number] for number in asked if number in found)

    def versions(self, id: str) -> tuple[StoredReport, ...]:
        """All versions of the report, this one among them, first to last."""
        rows = self._database.query(
            f"SELECT {COLUMNS} FROM reports WHERE family = (SELECT family FROM reports WHERE id = ?) ORDER BY version",
            (id,),
        )
        return tuple(_report(row) for row in rows)

    def record(self, id: str) -> bytes | None:
        """The lagebild.report/1 of a report as JSON; None where there is no such report."""
        rows = self._database.query(
            "SELECT record FROM records JOIN reports ON reports.number = records.number WHERE id = ?", (id,)
        )
        return zlib.decompress(rows[0][0]) if rows and isinstance(rows[0][0], bytes) else None

    def page(self, id: str) -> Page | None:
        """The page that a report was read from, its text and elements as they came in."""
        rows = self._database.query(
            "SELECT page, record FROM records JOIN reports ON reports.number = records.number WHERE id = ?", (id,)
        )
        return replace(unpack(rows[0][0], Page), text=unpack(rows[0][1], _Text).text) if rows else None

    def text(self, id: str) -> str:
        """The text of a report; empty where there is none of this id."""
        record = self.record(id)
        return msgspec.json.decode(record, type=_Text).text if record is not None else ""

    def each(self, filters: Filters | None = None) -> Iterator[StoredReport]:
        """All reports in order of arrival, one by one."""
        condition, values = _where(filters or Filters())
        for row in self._database.each(f"SELECT {COLUMNS} FROM reports{condition} ORDER BY number", values):
            yield _report(row)

    def records(self, filters: Filters | None = None) -> Iterator[bytes]:
        """The records of all reports as JSON, in order of arrival, one by one."""
        condition, values = _where(filters or Filters())
        sql = (
            f"SELECT record FROM records JOIN reports ON reports.number = records.number{condition} "
            "ORDER BY reports.number"
        )
        for (data,) in self._database.each(sql, values):
            if isinstance(data, bytes):
                yield zlib.decompress(data)

    def find(
        self, text: str, filters: Filters | None = None, limit: int = 20, by_relevance: bool = False
    ) -> tuple[tuple[StoredReport, float], ...]:
        """Full-text search (`words.parse_search`): reports with scores, newest to arrive first or best first.

        Raises UsageError where nothing is asked for.
        """
        hits = self.search.find(text, filters or Filters(), limit, by_relevance)
        scores = dict(hits)
        return tuple((report, scores[report.number]) for report in self.by_numbers(scores))

    def latest(self, limit: int, before: int | None = None, filters: Filters | None = None) -> tuple[StoredReport, ...]:
        """The reports that came last; `before`: only those that came before the one of this number."""
        condition, values = conditions(filters or Filters())
        rows = self._database.query(
            f"SELECT {COLUMNS} FROM reports WHERE reports.number < ?{condition} ORDER BY reports.number DESC LIMIT ?",
            (2**62 if before is None else before, *values, limit),
        )
        return tuple(_report(row) for row in rows)

    def count(self) -> int:
        """How many reports there are, versions counted each."""
        return whole(self._database.query("SELECT count(*) FROM reports")[0][0])


def now() -> str:
    """The present time as it is stored."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """A moment as it is stored: in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _report(row: Row) -> StoredReport:
    return msgspec.convert(dict(zip(StoredReport.__struct_fields__, row, strict=True)), StoredReport)


def _where(filters: Filters) -> tuple[str, list[Value]]:
    condition, values = conditions(filters)
    return (f" WHERE {condition.removeprefix(' AND ')}" if condition else ""), values
