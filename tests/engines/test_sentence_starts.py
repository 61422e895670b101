"""Where a sentence cannot start, must start, and may."""

import pytest
import spacy

from lagebild.engines.sentence_starts import mark_sentence_starts


@pytest.mark.parametrize(
    ("text", "must", "may"),
    [
        ("Polen schließt die Grenze. Die Lage ist ernst.", ["Die"], []),
        ("Am 3. Mai begann er. Heute nicht.", [], ["Mai", "Heute"]),
        ("Rund 3 Mrd . Euro fehlen.", [], ["Euro"]),
        ("Warum gerade jetzt? Niemand weiß es.", ["Niemand"], []),
        ("Er kam an. und ging.", [], ["und"]),
        ("Er ging:\nDie Lage", [], []),
        ("„Niemals!“ Die Lage ist ernst.", ["Die"], []),
        ("So war es seit 1995. Die Lage ist ernst.", ["Die"], []),
        ("So war es seit 1995. Theo kam.", [], ["Theo"]),
        ("Ein Beben von 7,1. Sie floh aus den U.S.A. Die Lage ist ernst.", ["Sie", "Die"], []),
        ("Er schrieb auf X. Polizisten kamen.", ["Polizisten"], []),
        ("Das stand auf X. Y. Zhang las es. Malcolm X. Miller auch.", [], ["Y.", "Zhang", "Malcolm", "Miller"]),
        ("1. Die Lage ist ernst.", [], ["Die"]),
        ("Zeitungen, z.B. Die Welt", [], ["Die"]),
    ],
)
def test_starts(text: str, must: list[str], may: list[str]) -> None:
    doc = mark_sentence_starts(spacy.blank("de").make_doc(text), after_quotation=True, starters=("Die", "Sie"))
    later = [token for token in doc if token.i]
    assert [token.text for token in later if token.is_sent_start] == must
    assert [token.text for token in later if token.is_sent_start is None] == may
