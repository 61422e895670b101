"""Scores of names, counted by hand on a pipeline that knows a few."""

from pathlib import Path

import pytest

from lagebild.bench.named_sentences import GoldName, NamedSentence
from lagebild.bench.names import NamesScore, TypeScore, score_names
from lagebild.engines.spacy_engine import load_pipeline
from tests.stand_in import save_stand_in

WORDS = ("Ada", "Zorb", "glorped", "Mars", ".")
NAMES = {"Ada Zorb": "PER", "Mars": "LOC"}
GOLD = (GoldName(0, 1, "PER"), GoldName(3, 3, "LOC"))
NOTHING = TypeScore(None, None, None, 0)


def sentence(*names: GoldName, words: tuple[str, ...] = WORDS, cut: tuple[str, ...] = ()) -> NamedSentence:
    return NamedSentence("s", tuple((word, True) for word in words), names, cut)


def score(tmp_path: Path, names: dict[str, str] | None, *sentences: NamedSentence) -> NamesScore:
    pipeline = load_pipeline("en", save_stand_in(tmp_path / "pipeline", {}, names=names))
    return score_names(pipeline, sentences, lambda: None)


def rates(found: NamesScore | TypeScore) -> tuple[float | None, float | None, float | None, int]:
    return found.precision, found.recall, found.f1, found.names


def test_names_that_are_the_gold_score_a_hundred(tmp_path: Path) -> None:
    found = score(tmp_path, NAMES, sentence(*GOLD), sentence(GOLD[1], words=("On", "a", "red", "Mars")))
    assert rates(found) == (100.0, 100.0, 100.0, 3)
    assert rates(found.per) == (100.0, 100.0, 100.0, 1)
    assert rates(found.loc) == (100.0, 100.0, 100.0, 2)
    assert found.org == found.misc == NOTHING
    assert found.sentences == 2
    assert found.tokens_per_s > 0


@pytest.mark.parametrize(
    "names",
    [
        {"Zorb": "PER", "Mars": "LOC"},  # another first word
        {"Ada": "PER", "Mars": "LOC"},  # another last word
        {"Ada Zorb": "ORG", "Mars": "LOC"},  # another type
    ],
)
def test_a_name_is_right_only_with_its_first_word_its_last_and_its_type(tmp_path: Path, names: dict[str, str]) -> None:
    found = score(tmp_path, names, sentence(*GOLD))
    assert rates(found) == (50.0, 50.0, 50.0, 2)
    assert found.per.recall == 0.0
    assert rates(found.loc) == (100.0, 100.0, 100.0, 1)


def test_a_missed_name_costs_recall_and_one_too_many_precision(tmp_path: Path) -> None:
    missed = score(tmp_path / "missed", {"Mars": "LOC"}, sentence(*GOLD))
    assert rates(missed) == (100.0, 50.0, pytest.approx(66.67), 2)
    invented = score(tmp_path / "invented", {**NAMES, "glorped": "ORG", ".": "ORG"}, sentence(*GOLD))
    assert rates(invented) == (50.0, 100.0, pytest.approx(66.67), 2)
    assert rates(invented.org) == (0.0, None, 0.0, 0)


def test_types_of_other_label_sets_are_made_ours(tmp_path: Path) -> None:
    names = {"Ada Zorb": "PERSON", "glorped": "MISC", "Mars": "GPE"}
    assert rates(score(tmp_path, names, sentence(*GOLD, GoldName(2, 2, "OTH")))) == (100.0, 100.0, 100.0, 3)


def test_what_is_derived_from_a_name_or_unknown_is_scored_on_neither_side(tmp_path: Path) -> None:
    names = {**NAMES, "glorped": "NORP", ".": "DATE"}
    gold = sentence(*GOLD, GoldName(4, 4, "LOCderiv"), GoldName(2, 2, "ORGpart"))
    assert rates(score(tmp_path, names, gold)) == (100.0, 100.0, 100.0, 2)


def test_a_gold_name_that_cuts_a_word_is_missed(tmp_path: Path) -> None:
    found = score(tmp_path, NAMES, sentence(*GOLD, cut=("ORG", "LOCderiv")))
    assert rates(found) == (100.0, pytest.approx(66.67), 80.0, 3)
    assert rates(found.org) == (None, 0.0, 0.0, 1)


def test_where_nothing_is_to_be_found_there_is_no_figure(tmp_path: Path) -> None:
    found = score(tmp_path, NAMES, sentence(words=("Nothing", "here")))
    assert rates(found) == (None, None, None, 0)


def test_a_pipeline_that_knows_no_names_has_no_figures(tmp_path: Path) -> None:
    assert rates(score(tmp_path / "none", None, sentence(*GOLD))) == (None, None, None, 2)
    found_nothing = score(tmp_path / "nothing", {"Venus": "LOC"}, sentence(*GOLD))
    assert rates(found_nothing) == (None, 0.0, 0.0, 2)


def test_a_step_is_a_sentence(tmp_path: Path) -> None:
    steps: list[int] = []
    pipeline = load_pipeline("en", save_stand_in(tmp_path / "pipeline", {}, names=NAMES))
    score_names(pipeline, [sentence(*GOLD)] * 3, lambda: steps.append(1))
    assert len(steps) == 3
