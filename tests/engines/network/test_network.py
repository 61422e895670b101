"""The network with weights made by chance: shapes, batches, odd words."""

from pathlib import Path

import numpy as np
import pytest

from lagebild.engines.network.features import rows_of, shape_of
from lagebild.engines.network.network import GRAPH, WEIGHTS, Network, Text, write_labels
from lagebild.errors import DataError
from tests.engines.network.weights import LABELS, write_network


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_network(tmp_path)
    return tmp_path


def text(words: str, fixed: list[int] | None = None) -> Text:
    forms = words.split(" ")
    return Text(forms, [True] * len(forms), fixed or [0] * len(forms))


def test_a_text_is_read_the_same_alone_and_among_others(folder: Path) -> None:
    texts = [text("Polen schließt die Grenze ."), text("Nein"), text("Die Lage bleibt ernst , sagte er .")]
    together = Network(folder).read(texts)
    for alone, expected in zip(texts, together, strict=True):
        (reading,) = Network(folder).read([alone])
        assert reading.heads.tolist() == expected.heads.tolist()
        assert reading.upos.tolist() == expected.upos.tolist()
        assert reading.deprels.tolist() == expected.deprels.tolist()


def test_heads_make_one_tree_for_each_sentence(folder: Path) -> None:
    fixed = [1, -1, -1, 1, -1, -1, -1]
    (reading,) = Network(folder).read([text("a b c d e f g", fixed)])
    assert reading.starts.tolist() == [True, False, False, True, False, False, False]
    heads = reading.heads.tolist()
    assert [i for i, head in enumerate(heads) if i == head and i < 3] != []
    assert all(head < 3 for head in heads[:3])
    assert all(head >= 3 for head in heads[3:])
    assert sum(i == head for i, head in enumerate(heads)) == 2


def test_a_sentence_without_end_is_cut(folder: Path) -> None:
    (reading,) = Network(folder).read([text(" ".join("x" * 700), [-1] * 700)])
    assert np.flatnonzero(reading.starts).tolist() == [0, 250, 500]


def test_more_words_than_a_batch_holds(folder: Path) -> None:
    readings = Network(folder).read([text("a b c d")] * 2000)
    assert len(readings) == 2000
    assert len({tuple(r.heads.tolist()) for r in readings}) == 1


def test_odd_words_are_read(folder: Path) -> None:
    odd = Text(["\ud800", "x" * 10_000, "", "\u202e", "ＡＢ", "1.000"], [True] * 6, [0] * 6)
    (reading,) = Network(folder).read([odd])
    assert len(reading.upos) == 6


def test_missing_or_broken_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no network can be read here"):
        Network(tmp_path)
    write_labels(LABELS, tmp_path)
    (tmp_path / WEIGHTS).write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(DataError, match="no network can be read here"):
        Network(tmp_path)


def test_weights_that_lack_an_array_are_named(folder: Path) -> None:
    with np.load(folder / WEIGHTS) as stored:
        kept = {name: stored[name] for name in stored.files if name != "root_rel"}
    np.savez_compressed(folder / WEIGHTS, **kept)
    with pytest.raises(DataError, match="lacks root_rel"):
        Network(folder)


def test_a_graph_that_is_none_or_missing_is_named(folder: Path) -> None:
    (folder / GRAPH).write_bytes(b"no graph at all")
    with pytest.raises(DataError, match=r"network\.onnx is no graph"):
        Network(folder)
    (folder / GRAPH).unlink()
    with pytest.raises(DataError, match="no network can be read here"):
        Network(folder)


def test_forms_have_rows_and_shapes() -> None:
    assert rows_of("Rakete", 1000) == rows_of("rakete", 1000)
    assert set(rows_of("Raketen", 65536)) & set(rows_of("Granaten", 65536))
    assert len({shape_of(form, True) for form in ("rakete", "Rakete", "USA", "iPhone", "12", ",")}) == 6
    assert shape_of("“", True) != shape_of("“", False)
