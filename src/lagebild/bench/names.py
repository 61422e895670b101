"""How well names are found: words of gold sentences are given to the pipeline, its names are compared."""

import time
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from lagebild.bench.measures import Advance, f1, per_cent, rounded
from lagebild.bench.named_sentences import NamedSentence
from lagebild.engines.spacy_engine import Pipeline
from lagebild.engines.spacy_words import NAME_TYPES
from lagebild.record import Name, NameType

SCORED: tuple[NameType, ...] = ("PER", "LOC", "ORG", "MISC")  # not NORP: corpora do not agree on what it holds


class TypeScore(Struct, frozen=True):
    """Per cent, rounded to two digits; None where there was nothing to score, or the pipeline knows no names."""

    precision: float | None
    recall: float | None
    f1: float | None
    names: int  # in the file


class NamesScore(Struct, frozen=True):
    """Rates as in TypeScore, of the four types together and of each."""

    precision: float | None
    recall: float | None
    f1: float | None
    per: TypeScore
    loc: TypeScore
    org: TypeScore
    misc: TypeScore
    sentences: int
    names: int  # in the file, of the four types
    tokens_per_s: float  # of given words, single thread, one sentence at a time
    model: str  # digest of its files


def score_names(pipeline: Pipeline, sentences: Sequence[NamedSentence], advance: Advance) -> NamesScore:
    """Score the names of a pipeline; `advance` is called after each sentence.

    A name is right if first word, last word and type are right.
    """
    counts: Counter[tuple[str, NameType]] = Counter()
    seconds, knows_names = 0.0, False
    pipeline.read_names([sentences[0].words])  # the first call is slower than any other
    for sentence in sentences:
        started = time.perf_counter()
        # Each is read as a page of its own: they do not belong together, and a page's spellings decide on recasing.
        found = pipeline.read_names([sentence.words])
        seconds += time.perf_counter() - started
        knows_names |= found is not None
        counts.update(_compare(sentence, found[0] if found else ()))
        advance()
    every = _type_score(counts, SCORED, knows_names)
    per, loc, org, misc = (_type_score(counts, [kind], knows_names) for kind in SCORED)
    return NamesScore(
        precision=every.precision,
        recall=every.recall,
        f1=every.f1,
        per=per,
        loc=loc,
        org=org,
        misc=misc,
        sentences=len(sentences),
        names=every.names,
        tokens_per_s=round(sum(len(sentence.words) for sentence in sentences) / seconds, 1),
        model=pipeline.version,
    )


def _compare(sentence: NamedSentence, names: Iterable[Name]) -> Counter[tuple[str, NameType]]:
    wanted = {(name.first, name.last, NAME_TYPES.get(name.type)) for name in sentence.names}
    given = {(name.first, name.last, name.type) for name in names}
    counts: Counter[tuple[str, NameType]] = Counter()
    for part, types in (
        ("wanted", [kind for *_, kind in wanted] + [NAME_TYPES.get(kind) for kind in sentence.cut]),
        ("given", [kind for *_, kind in given]),
        ("right", [kind for *_, kind in wanted & given]),
    ):
        counts.update((part, kind) for kind in types if kind is not None)
    return counts


def _type_score(counts: Counter[tuple[str, NameType]], types: Sequence[NameType], knows_names: bool) -> TypeScore:
    right, given, wanted = (sum(counts[part, kind] for kind in types) for part in ("right", "given", "wanted"))
    if not knows_names:
        return TypeScore(None, None, None, wanted)
    return TypeScore(
        precision=rounded(per_cent(right, given)),
        recall=rounded(per_cent(right, wanted)),
        f1=rounded(f1(right, given, wanted)),
        names=wanted,
    )
