"""A form that can only be a finite verb heads its clause, whatever the model says."""

from lagebild.engines.finite_verbs import restore_finite_verbs
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.sentences_words import SentencesWords, load_sentences_words
from lagebild.record import Token
from tests.conllu import sentence

ENGLISH = load_sentences_words(package_folder("languages") / "en" / "sentences")
WORDS = load_sentences_words(package_folder("languages") / "de" / "sentences")


def restored(table: str, words: SentencesWords = WORDS) -> dict[str, tuple[str, str, str]]:
    """Form → tag, relation and form of the head."""
    tokens: tuple[Token, ...] = restore_finite_verbs(sentence(table).tokens, words)
    return {t.text: (t.upos, t.deprel, tokens[t.head].text if t.head >= 0 else "") for t in tokens}


def test_a_verb_read_as_an_adjective_becomes_the_head() -> None:
    found = restored(
        """
        Stunden  Stunde   NOUN  _ 0 root
        zuvor    zuvor    ADV   _ 1 advmod
        feuerte  feuern   VERB  Tense=Past|VerbForm=Fin 4 amod
        Nordkorea Nordkorea PROPN _ 1 conj
        Raketen  Rakete   NOUN  _ 1 obj
        ab       ab       ADP   _ 1 compound:prt
        """
    )
    assert found["feuerte"] == ("VERB", "root", "")
    assert found["Nordkorea"] == ("PROPN", "nsubj", "feuerte")
    assert found["Raketen"] == ("NOUN", "obj", "feuerte")
    assert found["ab"] == ("ADP", "compound:prt", "feuerte")
    assert found["Stunden"] == ("NOUN", "obl", "feuerte")


def test_a_verb_between_subject_and_object_leads_the_next_one() -> None:
    found = restored(
        """
        USA     USA     PROPN _ 3 det
        drohen  droh    ADJ   _ 3 amod
        Kuba    Kuba    PROPN _ 5 nsubj
        und     und     CCONJ _ 5 cc
        sagen   sagen   VERB  _ 0 root
        """
    )
    assert found["drohen"] == ("VERB", "root", "")
    assert found["USA"][1:] == ("nsubj", "drohen")
    assert found["Kuba"][1:] == ("obj", "drohen")
    assert found["sagen"][1:] == ("conj", "drohen")


def test_a_full_verb_read_as_a_copula_becomes_the_head() -> None:
    found = restored(
        """
        Polen    Polen    PROPN _ 4 nsubj
        begrüßte begrüßt  AUX   _ 4 cop
        die      der      DET   _ 4 det
        Wahl     Wahl     NOUN  _ 0 root
        """
    )
    assert found["begrüßte"] == ("VERB", "root", "")
    assert found["Polen"][1:] == ("nsubj", "begrüßte")
    assert found["Wahl"][1:] == ("obj", "begrüßte")
    assert found["die"][1:] == ("det", "Wahl")


def test_a_past_behind_its_subject_is_no_participle_of_its_object() -> None:
    found = restored(
        """
        Poland   Poland   PROPN _                        3 compound
        bought   buy      VERB  Tense=Past|VerbForm=Part 3 amod
        tanks    tank     NOUN  _                        0 root
        """
    )
    assert found["bought"] == ("VERB", "root", "")
    assert found["Poland"][1:] == ("nsubj", "bought")
    assert found["tanks"][1:] == ("obj", "bought")


def test_an_intransitive_past_is_the_verb_of_its_sentence() -> None:
    found = restored(
        """
        A        a        DET  _                        2 det
        bomb     bomb     NOUN _                        0 root
        exploded explode  VERB Tense=Past|VerbForm=Part 2 acl
        """,
        ENGLISH,
    )
    assert found["exploded"] == ("VERB", "root", "")
    assert found["bomb"][1:] == ("nsubj", "exploded")


def test_a_participle_that_can_be_passive_stays_with_its_noun() -> None:
    found = restored(
        """
        Soldiers soldier  NOUN _                        0 root
        killed   kill     VERB Tense=Past|VerbForm=Part 1 acl
        in       in       ADP  _                        4 case
        Mali     Mali     PROPN _                       2 obl
        """,
        ENGLISH,
    )
    assert found["killed"][1:] == ("acl", "Soldiers")


def test_an_inflected_participle_stays_an_adjective() -> None:
    found = restored(
        """
        die       der       DET  _ 3 det
        begrüßte  begrüßt   ADJ  _ 3 amod
        Wahl      Wahl      NOUN _ 0 root
        """
    )
    assert found["begrüßte"] == ("ADJ", "amod", "Wahl")


def test_a_real_copula_stays_one() -> None:
    found = restored(
        """
        Polen  Polen PROPN _ 3 nsubj
        war    sein  AUX   _ 3 cop
        bereit bereit ADJ  _ 0 root
        """
    )
    assert found["war"] == ("AUX", "cop", "bereit")
