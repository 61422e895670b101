"""The network as a component of a spaCy pipeline."""

from pathlib import Path

import pytest
import spacy

from lagebild.engines.network.network import BATCH, Text
from lagebild.engines.network.pipe import FACTORY
from lagebild.engines.spacy_words import Words, forms_of, read_words
from tests.engines.network.weights import write_network


def test_a_pipeline_is_saved_and_loaded_and_labels_words(tmp_path: Path) -> None:
    write_network(tmp_path / "network")
    nlp = spacy.blank("de")
    nlp.add_pipe(FACTORY).from_disk(tmp_path / "network")
    nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    text = "Polen schließt die Grenze. Die Lage ist ernst."
    before, after = nlp(text), loaded(text)
    for name in ("POS", "DEP", "LEMMA", "MORPH", "SENT_START"):
        assert before.has_annotation(name), name
    assert [(t.pos_, t.dep_, t.head.i, t.lemma_, str(t.morph)) for t in before] == [
        (t.pos_, t.dep_, t.head.i, t.lemma_, str(t.morph)) for t in after
    ]
    assert sum(token.head == token for token in after) == len(list(after.sents))
    assert {name.label_ for name in after.ents} <= {"PER"}


def test_a_text_without_words_passes(tmp_path: Path) -> None:
    write_network(tmp_path)
    nlp = spacy.blank("de")
    nlp.add_pipe(FACTORY).from_disk(tmp_path)
    assert [len(doc) for doc in nlp.pipe(["", "Ein Wort", ""])] == [0, 2, 0]


def test_a_long_page_is_read_as_its_blocks_alone(tmp_path: Path) -> None:
    write_network(tmp_path)
    nlp = spacy.blank("de")
    nlp.add_pipe(FACTORY).from_disk(tmp_path)
    blocks = [f"Block {number} sagt : die Lage {'ist ernst , ' * (number % 7)}nun ." for number in range(1200)]
    assert sum(len(doc) for doc in map(nlp.make_doc, blocks)) > 4 * BATCH
    found = list(nlp.pipe(["", *blocks]))
    assert [doc.text for doc in found] == ["", *blocks]
    for doc, block in list(zip(found[1:], blocks, strict=True))[::97]:
        alone = nlp(block)
        assert [(t.pos_, t.dep_, t.head.i) for t in doc] == [(t.pos_, t.dep_, t.head.i) for t in alone]


def test_without_a_doc_it_says_the_same(tmp_path: Path) -> None:
    write_network(tmp_path)
    nlp = spacy.blank("de")
    pipe = nlp.add_pipe(FACTORY).from_disk(tmp_path)
    texts = [
        "",
        "Polen schließt die Grenze. Die Lage in Nord-Mali ist ernst.",
        "Wer?",
        "Der UNO-Rat tagt heute in Genf .",
    ]
    made = list(map(nlp.make_doc, texts))
    read = pipe.read(Text(*forms_of(doc), [0] * len(doc)) for doc in made)
    for doc, words in zip(nlp.pipe(texts), read, strict=True):
        assert words == (read_words(doc) if len(doc) else Words([], [], [], [], [], [], [], (), []))


def test_without_weights_it_says_so() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe(FACTORY)
    with pytest.raises(ValueError, match="no weights"):
        nlp("Ein Wort")
