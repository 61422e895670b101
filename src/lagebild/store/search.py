"""The full-text index: titles and texts of reports, without furniture."""

from collections.abc import Iterable

from msgspec import Struct

from lagebild.store.database import Database, Value, whole
from lagebild.store.words import Term, fold, parse_search, words_of

WINDOW = 2000  # newest matches that are ranked. For a rare word all of them; for a common one the newest are wanted
TITLE = 5.0  # weight of a word in the title; in the text 1
AROUND = 12  # words shown on either side of the first match


class Filters(Struct, frozen=True):
    """What else must hold of a report; None: anything."""

    language: str | None = None
    publisher: str | None = None
    since: str | None = None  # published on this ISO date or later
    until: str | None = None  # … or earlier


class Piece(Struct, frozen=True):
    """A stretch of a snippet; `match`: it is what was searched for."""

    text: str
    match: bool


class SearchIndex:
    """Words of reports, looked up; the reports themselves are in `reports.Reports`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, number: int, title: list[str], body: list[str]) -> None:
        """Index a report by its folded words (`words.words_of`)."""
        if self._database.dialect == "sqlite":
            self._database.execute(
                "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", (number, " ".join(title), " ".join(body))
            )
        else:
            self._database.execute(
                "INSERT INTO search (number, words) VALUES (?, ?::tsvector)", (number, _vector(title, body))
            )

    def find(self, text: str, filters: Filters, limit: int, by_relevance: bool) -> list[tuple[int, float]]:
        """Numbers and scores of matching reports, best or newest first. Raises UsageError for an empty search."""
        terms = parse_search(text)
        condition, values = conditions(filters)
        if self._database.dialect == "sqlite":
            sql = (
                f"SELECT search.rowid, -bm25(search, {TITLE}, 1.0) FROM search "
                f"{'JOIN reports ON reports.number = search.rowid ' if condition else ''}"
                f"WHERE search MATCH ?{condition} ORDER BY search.rowid DESC LIMIT ?"
            )
            asked: list[Value] = [_match(terms), *values, WINDOW if by_relevance else limit]
        else:
            sql = (
                "SELECT number, ts_rank('{0, 0, 0.2, 1}', words, asked) FROM (SELECT search.number, words, asked "
                "FROM search JOIN reports ON reports.number = search.number, CAST(? AS tsquery) AS asked "
                f"WHERE words @@ asked{condition} ORDER BY search.number DESC LIMIT ?) AS newest ORDER BY number DESC"
            )
            asked = [_tsquery(terms), *values, WINDOW if by_relevance else limit]
        found = [(whole(number), float(str(score))) for number, score in self._database.query(sql, asked)]
        return sorted(found, key=lambda hit: hit[1], reverse=True)[:limit] if by_relevance else found

    def count(self) -> int:
        """How many reports are indexed."""
        table = "search_docsize" if self._database.dialect == "sqlite" else "search"
        (row,) = self._database.query(f"SELECT count(*) FROM {table}")
        return whole(row[0])


def snippet(text: str, search: str) -> tuple[Piece, ...]:
    """The surroundings of the first match in a text; its beginning where only the title matches."""
    wanted = [term for term in parse_search(search) if term.kind != "excluded"]
    spans, words = [], []
    for start, end in _word_spans(text):
        for part in words_of(text[start:end]):
            words.append(part)
            spans.append((start, end))
    hits = {
        at + offset
        for term in wanted
        for at in range(len(words))
        if term.meets(words, at)
        for offset in range(len(term.words))
    }
    first = min(hits, default=0)
    shown = range(max(0, first - AROUND), min(len(words), first + AROUND + 1))
    return tuple(_pieces(text, [(spans[i], i in hits) for i in shown]))


def _pieces(text: str, shown: list[tuple[tuple[int, int], bool]]) -> Iterable[Piece]:
    """The words and what stands between them; neighbours of one kind are one piece."""
    if not shown:
        return
    at = shown[0][0][0]
    for (start, end), match in shown:
        if match:
            if start > at:
                yield Piece(" ".join(text[at:start].split("\n")), False)
            yield Piece(text[start:end], True)
            at = end
    last = shown[-1][0][1]
    if last > at:
        yield Piece(" ".join(text[at:last].split("\n")), False)


def _word_spans(text: str) -> list[tuple[int, int]]:
    spans, start = [], None
    for at, ch in enumerate(text):
        if ch.isalnum() or (start is not None and fold(ch) == ""):
            start = at if start is None else start
        elif start is not None:
            spans.append((start, at))
            start = None
    return [*spans, (start, len(text))] if start is not None else spans


def conditions(filters: Filters) -> tuple[str, list[Value]]:
    """What must hold of a row of reports, as ` AND … AND …`, and its values."""
    told = [
        ("reports.language = ?", filters.language),
        ("reports.publisher = ?", filters.publisher),
        ("reports.published >= ?", filters.since),
        ("substr(reports.published, 1, 10) <= ?", filters.until),
    ]
    given = [(sql, value) for sql, value in told if value is not None]
    return "".join(f" AND {sql}" for sql, _ in given), [value for _, value in given]


def _match(terms: tuple[Term, ...]) -> str:
    """In the words of FTS5; every word is quoted, so that none is taken for an operator."""
    wanted = [f'"{" ".join(t.words)}"{" *" if t.kind == "prefix" else ""}' for t in terms if t.kind != "excluded"]
    return " AND ".join(wanted) + "".join(f' NOT "{" ".join(t.words)}"' for t in terms if t.kind == "excluded")


def _tsquery(terms: tuple[Term, ...]) -> str:
    return " & ".join(
        f"{'!' if t.kind == 'excluded' else ''}({' <-> '.join(_lexemes(t))})"  # folded words hold no quotation marks
        for t in terms
    )


def _lexemes(term: Term) -> list[str]:
    quoted = [f"'{word}'" for word in term.words]
    return [*quoted[:-1], quoted[-1] + (":*" if term.kind == "prefix" else "")]


def _vector(title: list[str], body: list[str]) -> str:
    """A tsvector as text: made here and not by PostgreSQL's parser, so that both databases find the same."""
    places: dict[str, list[str]] = {}
    for at, word in enumerate(title, 1):
        places.setdefault(word, []).append(f"{at}A")
    for at, word in enumerate(body, len(title) + 2):  # a gap, so that no phrase runs from the title into the text
        places.setdefault(word, []).append(f"{min(at, 16383)}")  # 16383: the last place that a tsvector knows
    return " ".join(f"'{word}':{','.join(found[:255])}" for word, found in places.items())
