"""Files and bytes, good and hostile."""

import contextlib
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.errors import InputError, NotAReportError, NotFoundError, NotTextError, TooLargeError
from lagebild.fetch.files import looks_like_html, read_bytes, read_file

SENTENCE = "Der Präsident grüßte – „herzlich“ – die Gäste aus Malmö.\r\n\r\nDann reiste er ab.\n"


def test_plain_text_is_kept_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "meldung.txt"
    path.write_bytes(SENTENCE.encode())
    page = read_file(path, 1000)
    assert page.text == SENTENCE
    assert page.id == "meldung"
    assert page.elements == ()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252"]
)
def test_encoding_is_recognised_without_declaration(encoding: str) -> None:
    assert read_bytes(SENTENCE.encode(encoding)).text == SENTENCE


def test_only_the_byte_order_mark_is_removed() -> None:
    assert read_bytes(b"\xef\xbb\xbf  Hallo Welt.\r\n").text == "  Hallo Welt.\r\n"


def test_other_encodings_are_detected() -> None:
    text = "Президент встретился с послом в столице и обсудил торговое соглашение двух стран. " * 5
    assert read_bytes(text.encode("windows-1251")).text == text


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-8", "rot13", "zip", "unicode_escape", "no-such-thing", ""])
def test_wrong_or_absurd_declaration_does_not_spoil_the_text(declared: str) -> None:
    html = (
        f'<html><head><meta charset="{declared}"></head><body><p>Die Brücke in Görlitz ist gesperrt.</p></body></html>'
    )
    assert "Die Brücke in Görlitz ist gesperrt." in read_bytes(html.encode()).text


def test_declared_encoding_is_used_where_the_bytes_do_not_decide() -> None:
    html = '<html><head><meta charset="windows-1251"></head><body><p>Мост закрыт.</p></body></html>'
    assert "Мост закрыт." in read_bytes(html.encode("windows-1251")).text
    assert read_bytes("Мост закрыт.".encode("koi8-r"), charset="koi8-r").text == "Мост закрыт."


def test_page_that_says_latin_1_means_windows_1252() -> None:
    html = '<html><head><meta charset="iso-8859-1"></head><body><p>„Nein“, sagte sie.</p></body></html>'
    assert "„Nein“, sagte sie." in read_bytes(html.encode("windows-1252")).text


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (gzip.compress(b"text"), "gzip"),
        (b"{\\rtf1 text", "rich-text"),
        (b"Some text\x00\x01\x02 and more", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x00" * 100, "empty"),
        ("\ufeff \n".encode(), "empty"),
    ],
)
def test_what_is_no_text_is_named_with_advice(data: bytes, named: str) -> None:
    with pytest.raises(NotTextError, match=named) as raised:
        read_bytes(data, where="report.txt")
    assert str(raised.value).startswith("report.txt: ")


def test_missing_file_directory_and_large_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no such file"):
        read_file(tmp_path / "none.txt", 10)
    with pytest.raises(InputError, match="directory"):
        read_file(tmp_path, 10)
    (tmp_path / "long.txt").write_text("x" * 11)
    with pytest.raises(TooLargeError, match="10 bytes"):
        read_file(tmp_path / "long.txt", 10)


@pytest.mark.parametrize("path", ["a\x00b", "x" * 5000, "/dev/null/x", ""])
def test_impossible_path_is_an_input_error(path: str) -> None:
    with pytest.raises(InputError):
        read_file(path, 10)


def test_endless_file_is_read_no_further_than_the_limit() -> None:
    with pytest.raises(TooLargeError):
        read_file("/dev/zero", 1000)


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>x",
        "  <html lang=de>",
        "<!-- c --><head>",
        "<?xml version='1.0'?>\n<html>",
        "<p>a</p><p>b</p>",
    ],
)
def test_html_is_recognised_by_how_it_begins(text: str) -> None:
    assert looks_like_html(text)


@pytest.mark.parametrize(
    "text", ["Der Befehl <p> öffnet einen Absatz, </p> schließt ihn. </p>", "3 < 4", "<3 Liebe", "<p>"]
)
def test_prose_with_a_tag_in_it_is_plain_text(text: str) -> None:
    assert not looks_like_html(text)


def test_feed_is_told_from_a_report() -> None:
    with pytest.raises(NotAReportError, match="feed"):
        read_bytes(b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>')


@given(st.binary(max_size=300))
def test_any_bytes_give_a_page_or_an_input_error(data: bytes) -> None:
    with contextlib.suppress(InputError):
        assert read_bytes(data).text.strip()


@given(st.text(alphabet=st.sampled_from("aäß „“–\r\n\u2028\U0001f600éЖ中.,"), min_size=1, max_size=200))
def test_any_unicode_text_survives_in_utf_8(text: str) -> None:
    assert read_bytes(("A" + text).encode()).text == "A" + text
