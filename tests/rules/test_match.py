"""Of rules that ask for as much the same one comes first in every process."""

import os
import subprocess
import sys

import pytest

from lagebild.errors import DataError
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.event_rules import RuleText, load_event_words, make_rule
from lagebild.record import Act, Sentence, Token
from lagebild.rules.match import RuleIndex
from lagebild.rules.tree import Tree

CODE = """
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.event_rules import load_event_words
from lagebild.record import Sentence, Token
from lagebild.rules.match import RuleIndex
from lagebild.rules.tree import Tree
words = load_event_words(package_folder("languages") / "de" / "events")
index = RuleIndex(words.rules, words.grammar)
for lemma, form in (("Reise", "Reisen"), ("Angriff", "Angriffe"), ("Abkommen", "Abkommens"), ("Treffen", "Treffens")):
    token = Token((0, len(form)), form, lemma, "NOUN", (), -1, "root")
    for match in index.matches(Tree(Sentence((0, len(form)), 0, (token,)))):
        print([rule.name for rule in match.rules], match.excluded and match.excluded.name)
"""


def test_the_order_of_rules_is_the_same_in_every_process() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", CODE],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1
    assert found != {""}


GRAMMAR = load_event_words(package_folder("languages") / "en" / "events").grammar
KNOWN = RuleText(
    name="known", event="REJECT", trigger=("spurn",), slots={"object": ("offer",)}, unless={"subject": ("team",)}
)
TOLD = RuleText(name="told", event="ACCUSE", told=0.6)
INDEX = RuleIndex([make_rule(text, "test.yaml", {}) for text in (KNOWN, TOLD)], GRAMMAR)


def held(*acts: Act, thing: str = "offer", somebody: str = "Chad") -> list[tuple[str, str | None]]:
    """Names of the rules that hold in "Chad spurned the offer", and of one that a word excludes."""
    words = [(somebody, "PROPN", 1, "nsubj"), ("spurn", "VERB", -1, "root"), (thing, "NOUN", 1, "obj")]
    tokens = tuple(Token((6 * i, 6 * i + 5), w, w, upos, (), head, rel) for i, (w, upos, head, rel) in enumerate(words))
    found = INDEX.matches(Tree(Sentence((0, 17), 0, tokens, (), acts)))
    return [(match.rules[0].name if match.rules else "", match.excluded and match.excluded.name) for match in found]


def test_the_model_is_asked_where_no_rule_holds() -> None:
    accused = Act(1, "ACCUSE", 0.7)
    assert held() == [("known", None)]
    assert held(accused) == [("known", None)]
    assert held(accused, thing="deal") == [("told", None)]
    assert held(thing="deal") == []


def test_the_model_is_not_asked_where_a_word_excludes_a_rule() -> None:
    assert held(Act(1, "ACCUSE", 0.9), somebody="team") == [("", "known")]


def test_the_model_must_be_sure_and_mean_a_type_of_which_a_rule_asks_it() -> None:
    assert held(Act(1, "ACCUSE", 0.5), thing="deal") == []
    assert held(Act(1, "AID", 0.9), thing="deal") == []
    assert held(Act(2, "ACCUSE", 0.9), thing="deal") == []  # a noun, and the rule asks of verbs


@pytest.mark.parametrize(
    "text", [RuleText(name="r", event="AID"), RuleText(name="r", event="AID", trigger=("a",), told=1)]
)
def test_a_rule_has_words_or_asks_the_model(text: RuleText) -> None:
    with pytest.raises(DataError, match="either `trigger`"):
        make_rule(text, "test.yaml", {})
