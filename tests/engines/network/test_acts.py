"""The head of acts: which words it is asked of, what it tells, and that trees stay as they are."""

from pathlib import Path

import numpy as np
import pytest
import spacy

from lagebild.engines.network.acts import ACTS, LEAST, kinds_of
from lagebild.engines.network.network import Network, Text
from lagebild.engines.network.pipe import FACTORY, TOLD
from lagebild.errors import DataError
from tests.engines.network.weights import LABELS, write_act_head, write_network


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_network(tmp_path)
    write_act_head(tmp_path)
    return tmp_path


def text(words: str) -> Text:
    forms = words.split(" ")
    return Text(forms, [True] * len(forms), [0] * len(forms))


def test_acts_are_the_same_alone_and_among_others_and_change_no_tree(folder: Path, tmp_path: Path) -> None:
    texts = [
        text(t) for t in ("Die Armee griff das Dorf an .", "Nein", "Polen und Ungarn trafen sich in Bern , hieß es .")
    ]
    plain = tmp_path / "plain"
    write_network(plain)
    together = Network(folder).read(texts)
    assert any(reading.acts for reading in together)
    for one, expected, before in zip(texts, together, Network(plain).read(texts), strict=True):
        assert Network(folder).read([one])[0].acts == expected.acts
        assert expected.heads.tolist() == before.heads.tolist()
        assert before.acts is None


def test_only_words_with_content_are_asked_and_only_what_is_likely_is_told(folder: Path) -> None:
    (reading,) = Network(folder).read([text("Die Armee griff das Dorf an , sagte ein Sprecher der Stadt .")])
    assert list(reading.acts) == sorted(reading.acts)
    for place, kind, share in reading.acts:
        assert LABELS.upos[reading.upos[place]] in ("NOUN", "VERB")
        assert kind in ("ASSAULT", "CONSULT")
        assert LEAST <= share <= 1


def test_places_count_in_the_whole_text_where_a_text_is_cut(folder: Path) -> None:
    first, second = "Die Armee griff das Dorf an .", "Polen und Ungarn trafen sich ."
    alone = [Network(folder).read([text(t)])[0].acts for t in (first, second)]
    joined = text(f"{first} {second}")
    shift = len(first.split(" "))
    fixed = [1 if i in (0, shift) else 0 for i in range(len(joined.forms))]
    (both,) = Network(folder).read([Text(joined.forms, joined.blanks, fixed)])
    assert both.acts == (*alone[0], *((place + shift, kind, share) for place, kind, share in alone[1]))


def test_relations_count_with_their_subtypes() -> None:
    assert kinds_of(["nsubj:pass", "obl:agent", "advmod", "punct", "root"]).tolist() == [0, 1, 2, -1, -1]


def test_odd_words_are_read(folder: Path) -> None:
    odd = Text(["\ud800s", "X" * 10_000, "", "\u202e", "ＡＢ", "1.000"], [True] * 6, [0] * 6)
    assert isinstance(Network(folder).read([odd])[0].acts, tuple)


def test_a_head_that_lacks_an_array_is_named(folder: Path) -> None:
    with np.load(folder / ACTS) as stored:
        kept = {name: stored[name] for name in stored.files if name != "types"}
    np.savez_compressed(folder / ACTS, **kept)
    with pytest.raises(DataError, match=r"acts\.npz lacks types"):
        Network(folder)


def test_a_pipeline_carries_acts_and_keeps_them_when_it_is_saved(folder: Path, tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe(FACTORY).from_disk(folder)
    nlp.to_disk(tmp_path / "pipeline")
    written = "Die Armee griff das Dorf an. Polen und Ungarn trafen sich in Bern, hieß es."
    before, after = nlp(written), spacy.load(tmp_path / "pipeline")(written)
    assert before.user_data[TOLD]
    assert before.user_data[TOLD] == after.user_data[TOLD]
