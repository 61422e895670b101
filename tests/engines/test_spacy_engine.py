"""The adapter: whatever the text and the pipeline, it hands out trees whose tokens lie on the page."""

from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from lagebild.engines.clean_text import MAX_LENGTH, MAX_WORD
from lagebild.engines.spacy_engine import Analyse, load_analyser
from lagebild.errors import DataError, UnsupportedLanguageError
from lagebild.record import Block, BlockKind, Page, Sentence, Token


@pytest.fixture(scope="module")
def german() -> Analyse:
    return load_analyser("de")


@pytest.fixture(scope="module")
def english() -> Analyse:
    return load_analyser("en")


def read(analyse: Analyse, text: str, kind: BlockKind = "body") -> tuple[Sentence, ...]:
    return analyse(Page(text=text), (Block(kind, (0, len(text)), ""),)).part


def token(sentences: tuple[Sentence, ...], text: str) -> Token:
    return next(t for s in sentences for t in s.tokens if t.text == text)


def assert_trees_on_page(text: str, sentences: tuple[Sentence, ...]) -> None:
    end = 0
    for sentence in sentences:
        tokens = sentence.tokens
        assert tokens
        assert sentence.span == (tokens[0].span[0], tokens[-1].span[1])
        assert sum(t.head == -1 for t in tokens) == 1
        for i, t in enumerate(tokens):
            assert end <= t.span[0] < t.span[1] <= len(text)
            assert text[t.span[0] : t.span[1]].strip()
            end = t.span[1]
            assert -1 <= t.head < len(tokens)
            assert (t.deprel == "root") == (t.head == -1)
            seen, above = set(), i
            while above != -1:
                assert above not in seen
                seen.add(above)
                above = tokens[above].head


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        (
            *("Der Minister sagte: ", "„Nein“, ", "am 3. Mai. ", "DIE LAGE IST ERNST ", "lehnte ab", "U.S. ", "..."),
            *("\n", "\t ", "\u00ad", "\u200b", "\u202e", "\x00", "\x07", "\ufeff", "🚀", "🇩🇪", "e\u0301", "«»", "--"),
            "İSTANBUL GROSSE STADT ",
        )
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=12))
def test_any_text_gives_trees_whose_tokens_lie_on_the_page(german: Analyse, pieces: list[str]) -> None:
    text = "".join(pieces)
    assert_trees_on_page(text, read(german, text))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=12))
def test_the_english_pipeline_keeps_the_same_promises(english: Analyse, pieces: list[str]) -> None:
    text = "".join(pieces)
    assert_trees_on_page(text, read(english, text))


def test_a_token_behind_invisible_characters_keeps_its_place(german: Analyse) -> None:
    text = "\ufeffDer Präsi\u00addent\u200b lacht.  \U0001f680 Er geht."
    sentences = read(german, text)
    assert_trees_on_page(text, sentences)
    president = token(sentences, "Präsident")
    assert text[president.span[0] : president.span[1]] == "Präsi\u00addent"


@pytest.mark.parametrize("kind", ["promo", "comment", "furniture", "credit", "notice"])
def test_blocks_that_are_not_about_the_news_are_not_read(german: Analyse, kind: BlockKind) -> None:
    assert read(german, "Abonnieren Sie unseren Newsletter.", kind) == ()


def test_a_sentence_names_its_block(german: Analyse) -> None:
    text = "Der Gipfel endet.\nMehr lesen\nDie Gespräche gehen weiter."
    blocks = (Block("title", (0, 17), ""), Block("promo", (18, 28), ""), Block("body", (29, len(text)), ""))
    assert [s.block for s in german(Page(text=text), blocks).part] == [0, 2]


def test_a_joined_preposition_and_article_stays_one_token(german: Analyse) -> None:
    zum = token(read(german, "Er reiste zum Gipfel."), "zum")
    assert (zum.lemma, zum.upos, zum.deprel) == ("zu", "ADP", "case")


@pytest.mark.parametrize("compound", ["US-Präsident", "Amur-Region", "Nato-Truppen"])
def test_a_hyphen_compound_stays_one_token(german: Analyse, compound: str) -> None:
    assert token(read(german, f"Die Lage um {compound} bleibt ernst."), compound)


def test_quotation_marks_are_tokens_of_their_own(german: Analyse) -> None:
    texts = [t.text for s in read(german, "„Nein“, sagte er. »Ja«, sagte sie.") for t in s.tokens]
    assert {"„", "“", "»", "«"} <= set(texts)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Das Treffen begann am 13. September in Wien. Der Minister reiste am 3. Mai ab.", 2),
        ("„Wir gehen nicht“, sagte der Minister. „Nie.“ Die Lage bleibt ernst.", 3),
    ],
)
def test_ordinals_and_quotations_do_not_end_a_sentence(german: Analyse, text: str, count: int) -> None:
    assert len(read(german, text)) == count


def test_an_abbreviation_does_not_end_an_english_sentence(english: Analyse) -> None:
    text = "The U.S. Senate passed the bill on Sept. 13. Talks will go on."
    assert [text[slice(*s.span)] for s in read(english, text)] == [
        "The U.S. Senate passed the bill on Sept. 13.",
        "Talks will go on.",
    ]


def test_a_block_in_capitals_is_recased_and_keeps_its_places(german: Analyse) -> None:
    text = "MINISTER LEHNT NEUE MASSNAHMEN GEGEN DIE REGIERUNG AB"
    sentences = read(german, text, "title")
    found = {t.text for s in sentences for t in s.tokens}
    assert {"Massnahmen", "gegen", "die", "Regierung"} <= found
    assert all(t.text.upper() == text[slice(*t.span)] for s in sentences for t in s.tokens)


def test_a_block_too_long_for_one_analysis_is_read_in_parts_and_noted(german: Analyse) -> None:
    text = "Der Minister reist ab. " * (MAX_LENGTH // 20)
    found = german(Page(text=text), (Block("body", (0, len(text)), ""),))
    assert_trees_on_page(text, found.part)
    assert found.part[-1].span[1] == len(text.rstrip())
    assert [note.span for note in found.notes] == [(0, len(text))]


@pytest.mark.parametrize("character", ["x", "„", "-", "."])
def test_a_long_string_without_blanks_is_cut_for_the_tokenizer(german: Analyse, character: str) -> None:
    text = character * 3_000
    sentences = read(german, text)
    assert_trees_on_page(text, sentences)
    assert max(t.span[1] - t.span[0] for s in sentences for t in s.tokens) <= MAX_WORD


def test_the_same_text_gives_the_same_sentences(german: Analyse) -> None:
    text = "Die Armee schoss zwei Drohnen ab. Nach Angaben der Polizei wurde niemand verletzt."
    assert read(german, text) == read(german, text)


def test_a_language_without_model_is_refused_with_advice() -> None:
    with pytest.raises(UnsupportedLanguageError, match="give the folder"):
        load_analyser("xx")


def test_a_folder_without_pipeline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot load"):
        load_analyser("de", tmp_path)


@Language.component("stand_in_labels")
def label(doc: Doc) -> Doc:
    """Label every word the same, and hang all on the first of its sentence."""
    for t in doc:
        t.pos_ = "NOUN"
        t.lemma_ = t.text
        t.head = doc[0]
        t.dep_ = "ROOT" if t.i == 0 else "dep"
    return doc


def test_another_pipeline_can_stand_in(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("stand_in_labels")
    nlp.to_disk(tmp_path / "pipeline")
    text = "One two  three."
    sentences = read(load_analyser("en", tmp_path / "pipeline"), text)
    assert_trees_on_page(text, sentences)
    assert [t.deprel for t in sentences[0].tokens] == ["root", "dep", "dep", "dep"]


def test_a_pipeline_that_only_cuts_sentences_still_gives_trees(tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "pipeline")
    text = "Eins zwei. Drei vier."
    sentences = read(load_analyser("de", tmp_path / "pipeline"), text)
    assert_trees_on_page(text, sentences)
    assert all(a.span[1] <= b.span[0] for a, b in pairwise(sentences))
