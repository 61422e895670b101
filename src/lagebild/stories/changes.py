"""What a later version of a report says otherwise: claim by claim, and figures of sentences without a claim.

A `Version` holds what is compared: claims, and sentences as plain text, so that it can be made of a report that was
just read and of a record that was stored.
"""

from collections.abc import Iterator, Sequence, Set

from msgspec import Struct

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.record import Report, Span
from lagebild.stories.claims import claims_of, fold_speech
from lagebild.stories.counts import numbers_in
from lagebild.stories.features import Beside, value
from lagebild.stories.likeness import judge
from lagebild.stories.model import Aspect, Change, Claim, Party

ALIKE = 0.6  # of the words of the shorter of two sentences, from which one is a new wording of the other
STEM = 5  # letters by which words are known again: arrest, arrested
SHORTEST_WORD = 4  # letters of a word that is compared: what is shorter says little of what a sentence tells
WITHOUT_ACTOR = 4  # content words that tell that two claims are of one act where one of them names no actor
SHORTEST = 3  # content words of a sentence that is compared
TEXT = ("title", "lead", "body")


class Said(Struct, frozen=True):
    """A sentence as far as versions are compared by it; or a notice of the page."""

    text: str
    span: Span
    kind: str  # of its block
    words: frozenset[str]  # their first letters, folded
    figures: tuple[str, ...]  # times left out


class Version(Struct, frozen=True):
    """One version of a report."""

    language: str
    claims: tuple[Claim, ...]
    said: tuple[Said, ...]


def version_of(report: Report, knowledge: StoryKnowledge) -> Version:
    """A report that was just read, as a version."""
    blocks, text = report.blocks or (), report.page.text
    said = [
        say(text, s.span, blocks[s.block].kind, numbers_in(report.quantities or (), s.span))
        for s in report.sentences or ()
    ]
    said += [say(text, block.span, block.kind, ()) for block in blocks if block.kind == "notice"]
    return Version(report.language, claims_of(report, knowledge), tuple(said))


def say(text: str, span: Span, kind: str, figures: Sequence[tuple[int, str]]) -> Said:
    """A stretch of a report's text as a sentence that is compared; `figures` as `counts.numbers_in` gives them."""
    told = " ".join(text[slice(*span)].split())
    words = frozenset(word[:STEM] for word in fold_speech(told).split() if len(word) >= SHORTEST_WORD)
    return Said(told, span, kind, words, tuple(figure for _, figure in figures))


def changes(before: Version, after: Version, knowledge: StoryKnowledge) -> tuple[Change, ...]:
    """What was added, withdrawn and altered from one version of a report to a later one, in the order of the later."""
    retracted = _retractions(after, knowledge)
    spans = {said.span for said in retracted}
    earlier = before.claims
    later = tuple(claim for claim in after.claims if claim.span not in spans)
    old, new = _sentences(before), [said for said in _sentences(after) if said.span not in spans]
    alike = _aligned(old, new)
    pairs = _paired(earlier, later, old, new, alike, knowledge)
    found: list[Change] = []
    for claim in later:
        if claim.id in pairs:
            found += _altered(pairs[claim.id], claim)
        else:
            words = f"added: {claim.text}"
            found.append(Change("added", None, None, claim.id, None, claim.text, words))
    kept = {claim.id for claim in pairs.values()}
    gone = [claim for claim in earlier if claim.id not in kept and not _still_said(claim, new)]
    turned = _turned(gone, [claim for claim in later if claim.id not in pairs])
    found = [change for change in found if change.after not in turned.values() or change.kind != "added"]
    by_id = {claim.id: claim for claim in later}
    for claim in gone:
        found.append(_into(claim, by_id[turned[claim.id]]) if claim.id in turned else _withdrawn(claim, retracted))
    found += _figures(old, new, alike, found, (*earlier, *later))
    found += _sentences_without_claim(old, new, alike, {c.span for c in earlier}, {c.span for c in later}, retracted)
    return tuple(_once(found))


def _into(before: Claim, after: Claim) -> Change:
    words = f"type: {before.type.lower()} before, {after.type.lower()} now: {after.text}"
    return Change("altered", "type", before.id, after.id, before.text, after.text, words)


def _withdrawn(claim: Claim, retracted: Sequence[Said]) -> Change:
    took_back = _taken_back({*claim.words, *claim.trigger}, set(claim.trigger), retracted)
    words = f"{'retracted' if took_back else 'no longer said'}: {claim.text}"
    return Change("withdrawn", None, claim.id, None, claim.text, None, words, took_back)


def _paired(
    earlier: Sequence[Claim], later: Sequence[Claim], old: Sequence[Said], new: Sequence[Said],
    alike: dict[int, int], knowledge: StoryKnowledge,
) -> dict[str, Claim]:  # fmt: skip
    """The claims of both versions that are one: later claim → the earlier. The most alike go first."""
    table = knowledge.likeness
    here = Beside("text", "two versions of one report")
    sentence_of = [{said.span: i for i, said in enumerate(told)} for told in (old, new)]
    scored = []
    for b in later:
        for a in earlier:
            one_sentence = alike.get(sentence_of[1].get(b.span, -1)) == sentence_of[0].get(a.span, -2)
            score = judge(a, b, here, table).score + (1.0 if one_sentence else 0.0)
            if a.type == b.type and (score >= table.same or (one_sentence and a.trigger == b.trigger)):
                scored.append((-score - 5.0 * (a.text == b.text), a.span, b.span, a, b))
    pairs: dict[str, Claim] = {}
    taken: set[str] = set()
    for _, _, _, a, b in sorted(scored, key=lambda s: s[:3]):
        if b.id not in pairs and a.id not in taken:
            pairs[b.id] = a
            taken.add(a.id)
    return pairs


def _altered(before: Claim, after: Claim) -> Iterator[Change]:
    """What differs between two claims that are one."""
    aspects: tuple[tuple[Aspect, str | None, str | None], ...] = (
        ("number", *_numbers(before, after)),
        ("modality", before.modality, after.modality),
        ("actor", *_parties(before.actors, after.actors)),
        ("recipient", *_parties(before.recipients, after.recipients)),
        ("place", before.place.name if before.place else None, after.place.name if after.place else None),
        ("time", before.date_begin, after.date_begin),
        ("source", before.origin.name, after.origin.name),
    )
    for aspect, earlier, later in aspects:
        if earlier is not None and later is not None and earlier != later:
            words = f"{aspect}: {earlier} before, {later} now"
            yield Change("altered", aspect, before.id, after.id, earlier, later, words)


def _numbers(before: Claim, after: Claim) -> tuple[str | None, str | None]:
    """The figures of one kind that differ, else all figures of the sentence where there are as many as before."""
    told: list[list[str]] = [[], []]
    for a in before.quantities:
        same = [b for b in after.quantities if b.kind == a.kind and (a.kind or b.unit == a.unit)]
        if same and value(a) is not None and all(value(b) != value(a) for b in same):
            told[0].append(f"{value(a):g} {a.kind or a.unit}")
            told[1].append(f"{value(same[0]):g} {a.kind or a.unit}")
    if told[0]:
        return ", ".join(dict.fromkeys(told[0])), ", ".join(dict.fromkeys(told[1]))
    return None, None


def _parties(before: Sequence[Party], after: Sequence[Party]) -> tuple[str | None, str | None]:
    """Those who took part, where nobody of those before is among those now."""
    if not before or not after:
        return None, None
    one, other = ({party.code or party.key for party in parties} for parties in (before, after))
    keys = {party.key for party in before} & {party.key for party in after}
    if one & other or keys:
        return None, None
    return ", ".join(party.name for party in before), ", ".join(party.name for party in after)


def _sentences(version: Version) -> list[Said]:
    return [said for said in version.said if said.kind in TEXT]


def _aligned(old: Sequence[Said], new: Sequence[Said]) -> dict[int, int]:
    """Sentences of both versions that are wordings of one: index in the later → in the earlier, each used once."""
    scored = []
    for j, b in enumerate(new):
        for i, a in enumerate(old):
            fewest = min(len(a.words), len(b.words))
            share = len(a.words & b.words) / fewest if fewest >= SHORTEST else 0.0
            if share >= ALIKE:
                scored.append((-share, abs(i - j), i, j))
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(scored):
        if j not in pairs and i not in pairs.values():
            pairs[j] = i
    return pairs


def _figures(
    old: Sequence[Said], new: Sequence[Said], alike: dict[int, int], found: Sequence[Change], claims: Sequence[Claim]
) -> Iterator[Change]:
    """Figures that changed in a sentence whose wording stayed, where no claim told of it."""
    spans = {claim.id: claim.span for claim in claims}
    told = {spans[c.after] for c in found if c.aspect == "number" and c.after}
    for j, i in sorted(alike.items()):
        a, b = old[i], new[j]
        if b.span in told or a.figures == b.figures or len(a.figures) != len(b.figures):
            continue
        pairs = [(x, y) for x, y in zip(a.figures, b.figures, strict=True) if x != y]
        earlier, later = ", ".join(x for x, _ in pairs), ", ".join(y for _, y in pairs)
        yield Change("altered", "number", None, None, a.text, b.text, f"number: {earlier} before, {later} now")


def _still_said(claim: Claim, new: Sequence[Said]) -> bool:
    """The sentence stands in the later version as it was: the reader, not the writer, found less in it."""
    return any(said.text == claim.text for said in new)


def _retractions(version: Version, knowledge: StoryKnowledge) -> tuple[Said, ...]:
    """Sentences and notices that say that something is taken back; notices are where corrections often stand."""
    words = knowledge.words[version.language]
    phrases = (*words.earlier, *words.retracted)
    said = (said for said in version.said if said.kind != "furniture")
    return tuple(s for s in said if any(phrase in s.text.lower() for phrase in phrases))


def _taken_back(words: Set[str], trigger: Set[str], retractions: Sequence[Said]) -> bool:
    """A retraction shares the verb of what was said, or two of its words, by their beginnings."""
    began, verbs = ({word[:STEM] for word in some if len(word) > 3} for some in (words, trigger))
    for said in retractions:
        there = {word[:STEM] for word in said.words}
        if verbs & there or len(began & there) > 1:
            return True
    return False


def _turned(gone: Sequence[Claim], come: Sequence[Claim]) -> dict[str, str]:
    """Claims that turned into claims of another type: an offer of help into help. Earlier claim → later.

    The same actor, and two words or a name of the sentence, make them one; where one of them names no actor, as "the
    strike would go ahead" before "the union called off the strike", more words.
    """
    turned: dict[str, str] = {}
    for before in gone:
        actors = {party.key or party.code for party in before.actors}
        for after in come:
            if after.id in turned.values() or before.type == after.type:
                continue
            theirs = {party.key or party.code for party in after.actors}
            names = (set(before.names) & set(after.names)) - actors
            words = len(set(before.words) & set(after.words))
            nameless = not (actors and theirs) and words >= WITHOUT_ACTOR
            if nameless or (actors & theirs and (names or words > 1)):
                turned[before.id] = after.id
                break
    return turned


def _sentences_without_claim(
    old: Sequence[Said], new: Sequence[Said], alike: dict[int, int], told_before: Set[Span], told_now: Set[Span],
    retracted: Sequence[Said],
) -> Iterator[Change]:  # fmt: skip
    """Sentences in which nothing was coded, and which only one of the versions has."""
    for j, said in enumerate(new):
        if j not in alike and said.span not in told_now and len(said.words) >= SHORTEST:
            yield Change("added", "wording", None, None, None, said.text, f"added: {said.text}")
    for i, said in enumerate(old):
        if i not in alike.values() and said.span not in told_before and len(said.words) >= SHORTEST:
            took_back = _taken_back(said.words, frozenset(), retracted)
            words = f"{'retracted' if took_back else 'no longer said'}: {said.text}"
            yield Change("withdrawn", "wording", None, None, said.text, None, words, took_back)


def _once(found: Sequence[Change]) -> Iterator[Change]:
    seen = set()
    for change in found:
        key = (change.kind, change.aspect, change.earlier, change.later)
        if key not in seen:
            seen.add(key)
            yield change
