"""Scores of an analysis, counted by hand on pipelines that label by a table."""

from pathlib import Path

import pytest

from lagebild.bench.analysis import AnalysisScore, count_steps, score_analysis
from lagebild.bench.treebank import TreebankSentence, Word
from lagebild.engines.spacy_engine import load_pipeline
from tests.stand_in import save_stand_in

# "Zorbs glorped Mars off.": no table knows these words; the particle is joined: glorp off
TABLE = {
    "Zorbs": "PROPN zorb nsubj 1 Number=Plur",
    "glorped": "VERB glorp root 0 VerbForm=Fin",
    "Mars": "PROPN Mars obj -1",
    "off": "ADP off compound:prt -2",
    ".": "PUNCT . punct -3",
}
GOLD = (
    Word("Zorbs", "zorb", "PROPN", {"Number": "Plur"}, 1, "nsubj"),
    Word("glorped", "glorp", "VERB", {"VerbForm": "Fin"}, 1, "root"),
    Word("Mars", "Mars", "PROPN", {}, 1, "obj"),
    Word("off", "off", "ADP", {}, 1, "compound:prt", space_after=False),
    Word(".", ".", "PUNCT", {}, 1, "punct"),
)


def sentences(*words: Word) -> list[TreebankSentence]:
    return [TreebankSentence("s", "", words or GOLD)]


def score(tmp_path: Path, changes: dict[str, str], gold: list[TreebankSentence] | None = None) -> AnalysisScore:
    folder = save_stand_in(tmp_path / "pipeline", {**TABLE, **changes})
    return score_analysis(load_pipeline("en", folder), gold or sentences(), lambda: None)


def test_an_analysis_that_is_the_gold_scores_a_hundred_with_particles_joined(tmp_path: Path) -> None:
    found = score(tmp_path, {})
    rates = (found.upos, found.feats, found.uas, found.las, found.core_args, found.lemma)
    assert rates == (100.0,) * 6
    on_text = (found.text_tokens, found.text_sentences, found.text_upos, found.text_las, found.text_core_args)
    assert (*on_text, found.text_lemma, found.text_verb_lemma) == (100.0,) * 7
    assert (found.sentences, found.words) == (1, 5)
    assert found.tokens_per_s > 0


def test_each_figure_counts_its_own_mistakes(tmp_path: Path) -> None:
    # Mars: another word class, another relation on the same head, a lemma and a feature too many
    found = score(tmp_path, {"Mars": "NOUN mars iobj -1 Number=Sing"})
    assert (found.upos, found.feats, found.lemma) == (80.0, 80.0, 80.0)
    assert (found.uas, found.las) == (100.0, 75.0)  # of four arcs, for that of the stop does not count
    assert found.core_args == 50.0  # one of two given, one of two wanted
    assert (found.text_upos, found.text_las, found.text_core_args) == (80.0, 75.0, 50.0)


def test_a_core_argument_under_another_head_is_wrong_and_one_too_many_counts(tmp_path: Path) -> None:
    found = score(tmp_path, {"Mars": "PROPN Mars obj -2", "off": "ADP off obj -2"})
    assert found.core_args == pytest.approx(40.0)  # right nsubj; given three, wanted two
    assert (found.uas, found.las) == (75.0, 50.0)


def test_a_word_that_is_cut_otherwise_is_missed_and_invented_on_raw_text_only(tmp_path: Path) -> None:
    whole = Word("off.", "off", "ADP", {}, 1, "compound:prt")
    found = score(tmp_path, {"off.": "ADP off compound:prt -2"}, sentences(*GOLD[:3], whole))
    assert found.upos == 100.0
    assert found.text_tokens == pytest.approx(66.67)  # three of four wanted and five given


def test_where_nothing_is_to_be_found_there_is_no_figure(tmp_path: Path) -> None:
    found = score(tmp_path, {}, sentences(Word(".", ".", "PUNCT", {}, 0, "punct")))
    assert (found.upos, found.uas, found.las, found.core_args) == (100.0, None, None, None)


def test_a_pipeline_that_says_nothing_of_given_words_is_scored_on_raw_text_only(tmp_path: Path) -> None:
    nothing = load_pipeline("en", save_stand_in(tmp_path / "pipeline", TABLE))
    nothing.nlp.remove_pipe("lagebild_stand_in")
    found = score_analysis(nothing, sentences(), lambda: None)
    assert (found.upos, found.las, found.lemma) == (None, None, None)
    assert (found.text_tokens, found.text_upos) == (100.0, 0.0)


def test_the_repairs_of_the_adapter_are_scored_with_the_pipeline() -> None:
    pipeline = load_pipeline("de")
    gold = sentences(
        Word("Sie", "sie", "PRON", {}, 1, "nsubj"),
        Word("lehnten", "lehnen", "VERB", {}, 1, "root"),
        Word("ab", "ab", "ADP", {}, 1, "compound:prt", space_after=False),
        Word(".", ".", "PUNCT", {}, 1, "punct"),
    )
    assert score_analysis(pipeline, gold, lambda: None).lemma == 100.0  # ablehnen, on both sides


def test_steps_are_counted_for_the_progress_bar(tmp_path: Path) -> None:
    steps: list[int] = []
    pipeline = load_pipeline("en", save_stand_in(tmp_path / "pipeline", TABLE))
    score_analysis(pipeline, sentences() * 4, lambda: steps.append(1))
    assert len(steps) == count_steps(sentences() * 4) == 4
