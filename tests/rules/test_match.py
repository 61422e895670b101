"""Of rules that ask for as much the same one comes first in every process."""

import os
import subprocess
import sys

CODE = """
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.event_rules import load_event_words
from lagebild.record import Sentence, Token
from lagebild.rules.match import RuleIndex
from lagebild.rules.tree import Tree
words = load_event_words(package_folder("languages") / "de" / "events")
index = RuleIndex(words)
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
