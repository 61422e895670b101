"""Sentences with names from JSON Lines: words, blanks, places of names, and what is said of a broken file."""

import gzip
import json
import re
from pathlib import Path

import pytest

from lagebild.bench.named_sentences import GoldName, NamedSentence, is_held_out, read_named_sentences
from lagebild.errors import DataError


def line(text: str, *entities: tuple[int, int, str, str]) -> str:
    found = [{"span": [start, end], "type": kind, "level": level} for start, end, kind, level in entities]
    return json.dumps({"id": "a/1", "lang": "de", "text": text, "entities": found}, ensure_ascii=False) + "\n"


def read(tmp_path: Path, text: str) -> list[NamedSentence]:
    file = tmp_path / "names.jsonl"
    file.write_text(text, encoding="utf-8")
    return read_named_sentences(file)


def test_outer_names_have_the_places_of_their_words_and_the_types_of_the_file(tmp_path: Path) -> None:
    entities = ((4, 18, "ORG", "outer"), (15, 18, "LOC", "inner"), (25, 34, "LOCderiv", "outer"))
    (sentence,) = read(tmp_path, line("Die Technik AG Ulm hilft Ukrainern .", *entities))
    assert sentence.id == "a/1"
    assert [form for form, _ in sentence.words] == ["Die", "Technik", "AG", "Ulm", "hilft", "Ukrainern", "."]
    assert sentence.names == (GoldName(1, 3, "ORG"), GoldName(5, 5, "LOCderiv"))
    assert sentence.cut == ()


@pytest.mark.parametrize("span", [(0, 2), (1, 4), (0, 99), (5, 4), (0, 5), (-4, 4), (4, 4), (5, 0)])
def test_a_span_that_does_not_begin_and_end_with_a_word_is_set_apart(tmp_path: Path, span: tuple[int, int]) -> None:
    (sentence,) = read(tmp_path, line("Graz liegt da", (*span, "LOC", "outer"), (5, 10, "OTH", "outer")))
    assert sentence.names == (GoldName(1, 1, "OTH"),)
    assert sentence.cut == ("LOC",)


def test_blanks_are_where_a_text_has_them(tmp_path: Path) -> None:
    (sentence,) = read(tmp_path, line('Er sagte : " Ja , „ bald “ ( vielleicht ) " .'))
    assert "".join(form + " " * blank for form, blank in sentence.words) == 'Er sagte: "Ja, „bald“ (vielleicht)". '


def test_more_than_one_blank_makes_no_empty_word(tmp_path: Path) -> None:
    (sentence,) = read(tmp_path, line("  Graz  liegt da ", (2, 6, "LOC", "outer"), (8, 16, "OTH", "outer")))
    assert sentence.words == (("Graz", True), ("liegt", True), ("da", True))
    assert sentence.names == (GoldName(0, 0, "LOC"), GoldName(1, 2, "OTH"))


def test_spans_count_code_points(tmp_path: Path) -> None:
    (sentence,) = read(tmp_path, line("😀 Özil lacht", (2, 6, "PER", "outer")))
    assert sentence.names == (GoldName(1, 1, "PER"),)


def test_empty_lines_byte_order_mark_and_gzip_are_no_matter(tmp_path: Path) -> None:
    wanted = read(tmp_path, line("Eins") + line("Zwei"))
    raw = b"\xef\xbb\xbf" + f"{line('Eins')}\r\n  \r\n{line('Zwei')}".rstrip().encode()
    for name, data in (("a.jsonl", raw), ("b.jsonl.gz", gzip.compress(raw))):
        (tmp_path / name).write_bytes(data)
        assert read_named_sentences(tmp_path / name) == wanted


def test_one_in_five_is_held_out_by_its_id_alone() -> None:
    identifiers = [f"corpus/{i}" for i in range(1000)]
    held_out = [identifier for identifier in identifiers if is_held_out(identifier)]
    assert 150 < len(held_out) < 250
    assert (is_held_out("s3"), is_held_out("s0")) == (True, False)  # another choice would score what models know


GOOD = line("Ein Wort")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD + '{"id": "a/2", "text"', "line 2: Input data was truncated"),
        ("Der Minister reist.\n", "line 1: JSON is malformed"),
        ("[1]\n", "line 1: Expected `object`, got `array`"),
        ("\n" + GOOD.replace('"text"', '"words"'), "line 2: Object missing required field `text`; each line is"),
        (GOOD.replace('"id"', '"ID"'), "line 1: Object missing required field `id`"),
        (GOOD.replace('"entities"', '"names"'), "line 1: Object missing required field `entities`"),
        (
            GOOD.replace("[]", '[{"span": [0, 3], "type": "PER"}]'),
            "missing required field `level` - at `$.entities[0]`",
        ),
        (GOOD.replace("[]", '[{"span": [0], "type": "PER", "level": "outer"}]'), "at `$.entities[0].span`"),
        (line("Ein Wort", (0, 3, "PER", "top")), "line 1: Invalid enum value 'top' - at `$.entities[0].level`"),
        (line(" "), "line 1: the text is empty"),
        ("", "no sentence in it; a JSON Lines file is expected"),
        ("\n \n", "no sentence in it"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError, match=r"names\.jsonl: .*" + re.escape(message)):
        read(tmp_path, text)


def test_what_is_no_text_or_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00\x01")
    for name, message in (("binary", "not text in UTF-8"), ("none", "no such file; name a JSON"), (".", "cannot be")):
        with pytest.raises(DataError, match=message):
            read_named_sentences(tmp_path / name)
