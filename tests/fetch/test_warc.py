"""Web archives: the HTML pages in them, whatever else is there, and after damage too."""

import gzip
from pathlib import Path

import pytest

from lagebild.fetch.warc import Archived, Broken, is_archive, read_archive
from tests.ingest.archives import HTML, archive, packed, record


def read(path: Path, data: bytes, limit: int = 100_000, start: int = 0) -> list[Archived | Broken]:
    path.write_bytes(data)
    return list(read_archive(path, limit, start))


@pytest.mark.parametrize("kind", ["gz", "zst", "plain"])
def test_pages_come_with_address_and_date_and_can_be_read_on(tmp_path: Path, kind: str) -> None:
    found = read(tmp_path / f"a.warc.{kind}", archive(kind, "a", "b", "c"))
    assert [f.url for f in found if isinstance(f, Archived)] == [f"https://a.example/{x}" for x in "abc"]
    assert all(isinstance(f, Archived) for f in found)
    first, second, _ = found
    assert isinstance(first, Archived)
    assert (first.date, first.charset, first.body) == ("2024-05-14T10:00:00+00:00", "utf-8", HTML.format("a").encode())
    rest = list(read_archive(tmp_path / f"a.warc.{kind}", 100_000, second.start))
    assert rest == found[1:]


def test_only_good_answers_with_html_are_pages(tmp_path: Path) -> None:
    html = "Content-Type: text/html"
    data = packed(
        "gz",
        record("https://a.example/image", b"\x89PNG", "200 OK\r\nContent-Type: image/png"),
        record("https://a.example/none", b"<p>no</p>", f"404 Not Found\r\n{html}"),
        record("https://a.example/yes", b"<p>yes</p>", f"200 OK\r\n{html}"),
    )
    assert [f.url for f in read(tmp_path / "a.warc.gz", data) if isinstance(f, Archived)] == ["https://a.example/yes"]


def test_codings_of_http_are_undone_within_the_limit(tmp_path: Path) -> None:
    head = "200 OK\r\nContent-Type: text/html\r\n"
    chunked = b"5\r\n<p>ab\r\n6\r\nc</p>x\r\n0\r\n\r\n"
    data = packed(
        "gz",
        record("https://a.example/1", gzip.compress(b"<p>packed</p>"), head + "Content-Encoding: gzip"),
        record("https://a.example/2", b"<p>said packed</p>", head + "Content-Encoding: gzip"),
        record("https://a.example/3", chunked, head + "Transfer-Encoding: chunked"),
        record("https://a.example/4", gzip.compress(b"x" * 10_000_000), head + "Content-Encoding: gzip"),
        record("https://a.example/5", b"\x1f\x8bbroken", head + "Content-Encoding: gzip"),
        record("https://a.example/6", b"?", head + "Content-Encoding: br"),
        record("https://a.example/7", b"x" * 100_001, head.strip()),
        record("https://a.example/8", b"<p>last</p>", head.strip()),
    )
    found = read(tmp_path / "a.warc.gz", data)
    bodies = [f.body for f in found if isinstance(f, Archived)]
    assert bodies == [b"<p>packed</p>", b"<p>said packed</p>", b"<p>abc</p>x", b"<p>last</p>"]
    assert ["limit" in f.reason for f in found if isinstance(f, Broken)] == [True, False, False, True]


@pytest.mark.parametrize("kind", ["gz", "zst"])
def test_reading_goes_on_after_damage(tmp_path: Path, kind: str) -> None:
    whole, start = archive(kind, *"abcdef"), len(archive(kind, *"ab"))
    damaged = whole[: start + 40] + b"\x00\xff\x00\xff" + whole[start + 44 :]
    found = read(tmp_path / f"a.warc.{kind}", damaged)
    assert {f.url[-1] for f in found if isinstance(f, Archived)} >= set("abdef")
    assert sum(isinstance(f, Broken) for f in found) <= 1


@pytest.mark.parametrize("kind", ["gz", "zst"])
def test_an_archive_that_is_cut_off_gives_what_is_whole(tmp_path: Path, kind: str) -> None:
    found = read(tmp_path / f"a.warc.{kind}", archive(kind, *"abc")[:-25])
    assert [f.url[-1] for f in found if isinstance(f, Archived)] == ["a", "b"]
    assert [type(f) for f in found][2:] == [Broken]


@pytest.mark.parametrize("data", [b"\x1f\x8b\x08garbage", b"WARC/1.0\r\nnonsense", b"\x28\xb5\x2f\xfd\x00\x00"])
def test_what_is_no_archive_is_broken_not_raised(tmp_path: Path, data: bytes) -> None:
    assert all(isinstance(f, Broken) for f in read(tmp_path / "a.warc.gz", data))


def test_an_empty_archive_holds_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "a.warc.gz", b"") == []


def test_archives_are_known_by_their_beginning() -> None:
    assert is_archive(archive("plain", "a"), "a.txt")
    assert is_archive(archive("gz", "a"), "CC-NEWS-1.WARC.GZ")
    assert not is_archive(gzip.compress(b"text"), "a.jsonl.gz")
