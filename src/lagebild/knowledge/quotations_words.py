"""The words of one language around quotations: marks, verbs of saying, source phrases."""

from functools import cached_property
from typing import Literal

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode

Takes = Literal["clause", "infinitive", "object", "marks", "term", "person"]


class SpeechVerb(Struct, frozen=True):
    """What a verb of saying may take, and the words without which it means something else."""

    takes: frozenset[Takes]
    beside: frozenset[str] = frozenset()
    impersonal: bool = False  # "es hieß": nobody is named
    attitude: bool = False  # thinking and wanting
    quoted: bool = False  # its passive subject speaks: "wird zitiert"
    wanted_of: bool = False  # its passive agent does not speak: "von Rossi wird erwartet"
    raises: bool = False  # its passive says something of its subject: "is said to have fled"
    claims: bool = False  # its object is told as a fact: "berichteten von Gefechten", not "verurteilten Gefechte"


class _VerbGroup(Struct, frozen=True, forbid_unknown_fields=True):
    takes: tuple[Takes, ...]
    lemmas: tuple[str, ...]
    beside: tuple[str, ...] = ()
    impersonal: bool = False
    attitude: bool = False
    quoted: bool = False
    wanted_of: bool = False
    raises: bool = False
    claims: bool = False


class _VerbFile(Struct, frozen=True, forbid_unknown_fields=True):
    verbs: tuple[_VerbGroup, ...]
    infinitive_endings: tuple[str, ...]  # the first that fits is cut off
    form_endings: tuple[str, ...]
    participle: tuple[str, ...]  # what stands before and behind the stem; () for none
    separable: tuple[str, ...]


class _MarkFile(Struct, frozen=True, forbid_unknown_fields=True):
    pairs: dict[str, tuple[str, ...]]


class SourcePhrases(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Words that give a sentence to a source without a verb; each list is explained in its file."""

    comma_before_clause: bool
    object_alone: bool
    before: frozenset[str]
    before_names: frozenset[str]
    after: frozenset[str]
    with_noun: frozenset[str]
    nouns: frozenset[str]
    noun_endings: tuple[str, ...]
    owner_needed: bool
    inside: frozenset[str]
    like: frozenset[str]
    that: frozenset[str]
    also_relative: frozenset[str]
    whereby: frozenset[str]
    subordinators: frozenset[str]
    conditions: frozenset[str]
    infinitive: frozenset[str]
    continuing: frozenset[str]
    to: frozenset[str]
    pointing: frozenset[str]
    mute: frozenset[str]
    speech_nouns: frozenset[str]
    own: frozenset[str]
    voicing: frozenset[str]
    with_claim: frozenset[str]
    owned_by: frozenset[str]
    of_object: frozenset[str]
    whence: frozenset[str]
    documents: tuple[str, ...]
    spokesmen: tuple[str, ...]
    introduced_by: frozenset[str]
    tellers: tuple[str, ...]
    subjunctive: frozenset[str]
    subjunctive_weak: frozenset[str]
    hearsay: frozenset[str]
    first_person: frozenset[str]
    negations: frozenset[str]
    citing: tuple[tuple[str, ...], ...] = ()
    translating: tuple[tuple[str, ...], ...] = ()
    weak_endings: tuple[str, ...] = ()
    strong_endings: dict[str, str] = {}
    genitive_ending: str = ""
    compound_endings: tuple[str, ...] = ()
    linking_endings: tuple[str, ...] = ()

    @cached_property
    def openings(self) -> frozenset[str]:
        """The words at which a source phrase may stand, other than nouns."""
        return self.before | self.before_names | self.after | self.with_noun | self.inside | self.continuing

    @cached_property
    def reporting(self) -> frozenset[str]:
        """The words that carry reported speech on without a cue."""
        return self.subjunctive | self.subjunctive_weak | self.hearsay

    @cached_property
    def openings_of_clauses(self) -> frozenset[str]:
        """The conjunctions that open a dependent clause."""
        return self.that | self.subordinators


class QuotationWords(Struct, frozen=True):
    """Everything that a language must supply for its quotations to be read."""

    pairs: dict[str, tuple[str, ...]]  # opening mark → closing marks
    verbs: dict[str, tuple[SpeechVerb, ...]]  # by lemma
    forms: dict[str, str]  # regular forms → lemma
    phrases: SourcePhrases


def load_quotation_words(folder: Folder) -> QuotationWords:
    """Read languages/<code>/quotations."""
    verbs: dict[str, tuple[SpeechVerb, ...]] = {}
    file = decode(folder.joinpath("verbs.yaml"), _VerbFile)
    for group in file.verbs:
        flags = (group.impersonal, group.attitude, group.quoted, group.wanted_of, group.raises, group.claims)
        verb = SpeechVerb(frozenset(group.takes), frozenset(group.beside), *flags)
        for lemma in group.lemmas:
            verbs[lemma] = (*verbs.get(lemma, ()), verb)
    return QuotationWords(
        pairs=decode(folder.joinpath("marks.yaml"), _MarkFile).pairs,
        verbs=verbs,
        forms=_regular_forms(tuple(verbs), file),
        phrases=decode(folder.joinpath("phrases.yaml"), SourcePhrases),
    )


def _regular_forms(lemmas: tuple[str, ...], file: _VerbFile) -> dict[str, str]:
    """Forms that regular endings make: "declar" + "ed" → declare."""
    forms = {}
    for lemma in lemmas:
        ending = next((e for e in file.infinitive_endings if lemma.endswith(e)), "")
        stem = lemma[: len(lemma) - len(ending)]
        if len(stem) > 2:
            forms.update({stem + e: lemma for e in file.form_endings if stem + e not in lemmas})
            forms.update({form: lemma for form in _participles(stem, file) if form not in lemmas})
    return forms


def _participles(stem: str, file: _VerbFile) -> list[str]:
    """The regular participle, the prefix of a separable verb first: "ein" + "ge" + "räum" + "t"."""
    if not file.participle:
        return []
    before, behind = file.participle
    prefix = next((p for p in file.separable if stem.startswith(p) and len(stem) > len(p) + 2), "")
    return [prefix + before + stem[len(prefix) :] + behind]
