"""What is kept of a report's text: shingles, names, numbers and quotations, by which copies and translations show."""

import re
from hashlib import blake2b
from itertools import accumulate, islice, pairwise

from rensa import RMinHash

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.knowledge.sounds import fold
from lagebild.record import Block, Report, Span
from lagebild.stories.addresses import canonical_address
from lagebild.stories.claims import fold_speech, report_id
from lagebild.stories.counts import numbers_in
from lagebild.stories.days import published_of
from lagebild.stories.identities import Identities
from lagebild.stories.model import Fingerprint, is_country
from lagebild.stories.sourcing import agencies_of, outlet_of
from lagebild.stories.topics import topic_of

PERMUTATIONS = 64
ROWS = (
    4  # of a band; 16 bands find 64 % of the pairs that share half of their shingles, 99 % of those that share 7 in 10
)
SEED = 1
MOST_SHINGLES = 256  # kept of one report; longer texts keep every 2nd, 4th, 8th … by hash
SENTENCES = 12  # from the start, each a band of its own: excerpts keep whole sentences
SENTENCE = 8  # words of a sentence that is worth a band
TEXT = ("lead", "body")
MOST_AUTHORS = 12  # words of bylines
_WORD = re.compile(r"\w+")
_FOUR_BYTES = blake2b(digest_size=4)


def fingerprint_of(report: Report, knowledge: StoryKnowledge, identities: Identities | None = None) -> Fingerprint:
    """What is kept of a report to compare its text with others; `identities` are its own, where they were made."""
    blocks = [block for block in report.blocks or () if block.kind in TEXT]
    words = [word for block in blocks for word in _words(report, block.span)]
    shingles = _shingles(words, knowledge.copies.shingle)
    signature = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    signature.update([str(shingle) for shingle in shingles])
    digest = tuple(signature.digest()) if shingles else ()
    identities = identities or Identities(report, knowledge.sounds, knowledge.bodies)
    outlet = outlet_of(report, knowledge)
    title = (report.masthead.title if report.masthead else None) or report.page.title or ""
    return Fingerprint(
        report=report_id(report),
        language=report.language,
        published=published_of(report),
        outlet=outlet,
        agencies=agencies_of(report, outlet, knowledge),
        address=canonical_address(report.page.url),
        title=title,
        title_words=tuple(fold_speech(title).split()),
        length=len(words),
        method=f"rensa-{RMinHash.ALGORITHM_VERSION}/{PERMUTATIONS}/{knowledge.copies.shingle}",
        signature=digest,
        shingles=_sample(shingles),
        bands=(*_bands(digest), *_sentence_bands(report)),
        anchors=_anchors(report, blocks, identities),
        quotes=_quotes(report),
        developing=bool(report.masthead and report.masthead.developing),
        machine_translated=bool(report.masthead and report.masthead.machine_translated),
        authors=_authors(report),
        topic=topic_of(report),
    )


def _authors(report: Report) -> tuple[str, ...]:
    """The words of its bylines that begin with a capital, at most so many."""
    lines = (report.page.text[slice(*block.span)] for block in report.blocks or () if block.kind == "byline")
    words = (word for line in lines for word in _WORD.findall(line) if word[:1].isupper() and len(word) > 2)
    return tuple(dict.fromkeys(fold(word) for word in words))[:MOST_AUTHORS]


def _words(report: Report, span: Span) -> list[str]:
    words = _WORD.findall(report.page.text[slice(*span)])
    return fold("\n".join(words)).split("\n") if words else []


def _shingles(words: list[str], length: int) -> set[int]:
    """Hashes of all runs of so many words."""
    text = " ".join(words).encode()
    begins = [0, *accumulate(len(word.encode()) + 1 for word in words)]
    return {_hash(text[begin : end - 1]) for begin, end in zip(begins, begins[length:], strict=False)}


def _hash(text: bytes) -> int:
    state = _FOUR_BYTES.copy()  # half the time of a new one
    state.update(text)
    return int.from_bytes(state.digest())


def _sample(shingles: set[int]) -> tuple[int, ...]:
    """All, or those whose hash is divisible by the smallest power of two that leaves few enough."""
    step = 1
    kept = shingles
    while len(kept) > MOST_SHINGLES:
        step *= 2
        kept = {shingle for shingle in kept if shingle % step == 0}
    return tuple(sorted(kept))


def _bands(signature: tuple[int, ...]) -> tuple[str, ...]:
    rows = (signature[i : i + ROWS] for i in range(0, len(signature), ROWS))
    return tuple(f"m{i}:{_hash(repr(row).encode()):08x}" for i, row in enumerate(rows))


def _sentence_bands(report: Report) -> tuple[str, ...]:
    """Of the first sentences of running text that are long enough."""
    text = (s for s in report.sentences or () if (report.blocks or ())[s.block].kind in TEXT)
    long = (words for sentence in text if len(words := _words(report, sentence.span)) >= SENTENCE)
    return tuple(dict.fromkeys(f"s:{_hash(' '.join(words).encode()):08x}" for words in islice(long, SENTENCES)))


def _anchors(report: Report, blocks: list[Block], identities: Identities) -> tuple[str, ...]:
    """Names, numbers and quotations in text order; what is repeated at once stands once.

    Countries are left out: every report on a dispute names the same two, again and again.
    """
    found: list[tuple[int, str]] = []
    for block in blocks:
        found += [(at, key) for at, key in identities.anchors_in(block.span) if not is_country(key)]
        found += [(at, "#" + figure) for at, figure in numbers_in(report.quantities or (), block.span)]
    for quotation in report.quotations or ():
        if quotation.type in ("direct", "mixed") and quotation.content:
            found.append((quotation.content[0][0], '"'))
    ordered = [key for _, key in sorted(found)]
    return tuple(ordered[:1] + [key for before, key in pairwise(ordered) if key != before])


def _quotes(report: Report) -> tuple[str, ...]:
    text = report.page.text
    spoken = (q for q in report.quotations or () if q.type in ("direct", "mixed"))
    folded = (fold_speech(text[slice(*content)]) for quotation in spoken for content in quotation.content)
    return tuple(dict.fromkeys(speech for speech in folded if speech.count(" ") >= 3))
