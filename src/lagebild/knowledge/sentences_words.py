"""What a language supplies for the analysis of its sentences: languages/<code>/sentences.

pack.yaml      how particle verbs are joined, how capitals are recased
lemmas.tsv     form, lemma, UPOS: known lemmas win over the model's guesses (optional)
truecase.txt   words as they are usually written, one a line (optional)

treebank.yaml, which lies beside them, is about gold sentences: treebank_habits.py.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from lagebild.errors import DataError
from lagebild.knowledge.data import Folder, decode


class Articles(Struct, frozen=True, forbid_unknown_fields=True):
    """Articles that say that their noun is no subject."""

    cases: dict[str, str] = {}  # of one that stands before no subject, and the case of a singular: "Acc" or "Dat"
    feminine: frozenset[str] = frozenset()  # before the subject, unless that is feminine: "der", then a dative
    feminine_endings: tuple[str, ...] = ()  # that only feminine nouns have
    other_endings: tuple[str, ...] = ()  # longer ones that others have: "Ursprung" is masculine


class PackFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The options in pack.yaml."""

    join_particles: Literal["prefix", "suffix", "none"] = "none"  # ab + feuern; call + " off"
    particles: tuple[str, ...] = ()  # that may close a clause far from their verb
    infinitive_mark: str = ""  # that stands between particle and verb: an-zu-greifen
    unknown_capitals: Literal["title", "lower"] = "lower"  # how a word in capitals is written if nothing tells
    quotation_ends_sentence: bool = False  # a speaker named after a stop and a closing mark needs a comma: …!“, sagte
    starters: frozenset[str] = frozenset()  # words that open a sentence wherever they stand behind a stop in capitals
    compounds: bool = False  # nouns are written together: "Drohnenangriffe" ends like "Angriffe"
    openers: tuple[str, ...] = ()  # what may stand before the first sentence of a block: datelines, times; patterns
    noun_endings: dict[str, str] = {}  # of plural and lemma, for nouns in no table
    verb_endings: dict[str, str] = {}  # of a lemma that is no known verb, and of the right one; the longest counts
    pasts: tuple[str, ...] = ()  # forms of strong verbs that can be no present
    only_verbs: frozenset[str] = frozenset()  # pasts that no noun or adjective looks like: "a bomb tore through"
    unmarked_pasts: frozenset[str] = frozenset()  # forms of verbs whose past looks like their present: shut, hit
    past_endings: tuple[str, ...] = ("",)  # by which further forms are made of each
    first_parts: tuple[str, ...] = ()  # of verbs, beside the particles: be, ver
    verb_second: bool = False  # one phrase stands before the finite verb of a main clause
    postpositions: frozenset[str] = frozenset()  # behind their noun: der Polizei zufolge
    noun_prepositions: frozenset[str] = frozenset()  # between a subject and its verb these belong to the subject
    second_object: str = ""  # label of the dative beside an accusative; "" where verbs may have two objects
    measures: tuple[str, ...] = ()  # nouns behind which stands what they count: "eine Gruppe Soldaten"
    articles: Articles = Articles()


class SentencesWords(Struct, frozen=True):
    """Everything the sentence engine needs to know of a language."""

    join_particles: Literal["prefix", "suffix", "none"]
    particles: frozenset[str]
    infinitive_mark: str
    unknown_capitals: Literal["title", "lower"]
    quotation_ends_sentence: bool
    starters: frozenset[str]
    compounds: bool
    openers: re.Pattern[str] | None
    noun_endings: Mapping[str, str]
    verb_endings: Mapping[str, str]  # the longest first
    pasts: frozenset[str]  # with all endings
    only_verbs: frozenset[str]
    unmarked_pasts: frozenset[str]
    first_parts: frozenset[str]  # particles and what cannot be separated
    verb_second: bool
    postpositions: frozenset[str]
    noun_prepositions: frozenset[str]
    second_object: str
    measures: frozenset[str]  # casefolded
    articles: Articles
    lemmas: Mapping[tuple[str, str], str]  # (form, UPOS, for participles also VERB:Part) → lemma; verbs in lower case
    verbs: frozenset[str]  # all verb lemmas of the table
    truecase: Mapping[str, str]  # lower case → usual form


def load_sentences_words(folder: Folder) -> SentencesWords:
    """Read languages/<code>/sentences; a folder that is missing means a language without tables."""
    file = folder.joinpath("pack.yaml")
    pack = decode(file, PackFile) if file.is_file() else PackFile()
    lemmas = dict(_read_lemmas(folder.joinpath("lemmas.tsv")))
    return SentencesWords(
        join_particles=pack.join_particles,
        particles=frozenset(pack.particles),
        infinitive_mark=pack.infinitive_mark,
        unknown_capitals=pack.unknown_capitals,
        quotation_ends_sentence=pack.quotation_ends_sentence,
        starters=pack.starters,
        compounds=pack.compounds,
        openers=re.compile("|".join(pack.openers)) if pack.openers else None,
        noun_endings=pack.noun_endings,
        verb_endings=dict(sorted(pack.verb_endings.items(), key=lambda pair: -len(pair[0]))),
        pasts=frozenset(past + ending for past in pack.pasts for ending in pack.past_endings),
        only_verbs=pack.only_verbs,
        unmarked_pasts=pack.unmarked_pasts,
        first_parts=frozenset((*pack.particles, *pack.first_parts)),
        verb_second=pack.verb_second,
        postpositions=pack.postpositions,
        noun_prepositions=pack.noun_prepositions,
        second_object=pack.second_object,
        measures=frozenset(word.casefold() for word in pack.measures),
        articles=pack.articles,
        lemmas=lemmas,
        verbs=frozenset(lemma for (_, upos), lemma in lemmas.items() if upos == "VERB"),
        truecase={word.lower(): word for word in _lines(folder.joinpath("truecase.txt"))},
    )


def _read_lemmas(file: Folder, holding: str = "") -> Iterator[tuple[tuple[str, str], str]]:
    """Form and UPOS, and the lemma, of each line, or of those alone that hold some letters: to part all is slow."""
    for line in _lines(file):
        if holding not in line:
            continue
        columns = line.split("\t")
        if len(columns) != 3:
            raise DataError(f"{file}: {line!r} should be a form, a lemma and a UPOS with tabs between them")
        form, lemma, upos = columns
        yield (form, upos), lemma


def _lines(file: Folder) -> Iterator[str]:
    if file.is_file():
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield line


def load_participles(folder: Folder, verbs: Container[str], endings: Iterable[str]) -> dict[str, str]:
    """Form → infinitive of the participles of these verbs that lemmas.tsv of a `sentences` folder holds.

    `endings` are those that a participle has before a noun.
    """
    found: dict[str, str] = {}
    for (form, tag), lemma in _read_lemmas(folder.joinpath("lemmas.tsv"), "\tVERB"):
        if tag == "VERB:Part" and lemma in verbs:
            found[form] = lemma
        elif tag == "VERB" and lemma in verbs and form != lemma:  # finite forms are none, and stand before no noun
            found.setdefault(form, lemma)
    return {participle + ending: verb for participle, verb in found.items() for ending in endings}
