"""Report → claims: every event that it tells, on whose word, in a form that compares with other reports."""

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence

from msgspec.structs import replace

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.knowledge.sounds import fold
from lagebild.knowledge.stories_words import StoryWords
from lagebild.record import Event, Report, Sentence, Source, Span, Token
from lagebild.stories.blames import DEEDS
from lagebild.stories.counts import counts_of, numbers_in
from lagebild.stories.days import days_between, published_of
from lagebild.stories.identities import Identities, spot
from lagebild.stories.model import Claim, Origin, Outlet
from lagebild.stories.offsets import day_told_from
from lagebild.stories.scenes import is_at_the_scene, scene_of
from lagebild.stories.sourcing import agencies_of, origin_of, outlet_of, sources_of

CONTENT = ("NOUN", "VERB", "ADJ")
_WORD = re.compile(r"[^\W_]+")
_PARTED = re.compile("[,;:–—]")
FEW = 2  # content words of a sentence that says who is blamed, and nothing more
BESIDE = ("inserted verb", "source phrase", "wie-clause")  # rules of quotations whose source stands beside what is told
OPENING = 5  # tokens in which a sentence that goes on points back: "14 von ihnen", "Der nächtliche Angriff"
HAPPENED = ("asserted", "denied")
PARTING = ",;:–—"
TO_COME = ("AGREE", "CONCEDE", "REQUEST", "THREATEN")  # their day is that of what is promised, asked or threatened
AHEAD = 2  # days after publication: one may be another time zone's
Days = tuple[str, str]


def claims_of(report: Report, knowledge: StoryKnowledge, identities: Identities | None = None) -> tuple[Claim, ...]:
    """The claims of a report in text order; () where its events were not looked for or none was found.

    `identities` are the report's own, where they were made.
    """
    identities = identities or Identities(report, knowledge.sounds, knowledge.bodies)
    outlet = outlet_of(report, knowledge)
    agencies = agencies_of(report, outlet, knowledge)
    first = first_sentence(report)
    telling: dict[int, list[Event]] = defaultdict(list)
    for event in report.events or ():
        telling[event.sentence].append(event)
    days, words = _days(report), knowledge.words[report.language]
    spoken, scene = _spoken(report), scene_of(report)
    seen: dict[str, int] = {}
    claims = []
    for event in report.events or ():
        quotes = spoken.get(event.sentence, ())
        claim = _claim(report, event, identities, outlet, agencies, knowledge, quotes, first=first, telling=telling)
        told = day_told_from(event, telling[event.sentence], report, words)
        claim = _dated(claim, (told, told) if told else days.get((event.sentence, event.type)))
        claim = replace(
            claim,
            blames=_blames(claim, telling.get(event.sentence - 1, ()), knowledge.words[report.language]),
            lasting=not claim.date_begin and words.goes_on.search(_clause(report, event)) is not None,
            again=words.repeats.search(_clause(report, event)) is not None,
            scene=scene if is_at_the_scene(claim, scene, knowledge.likeness.spoken) else None,
        )
        seen[claim.id] = seen.get(claim.id, 0) + 1
        claims.append(claim if seen[claim.id] == 1 else replace(claim, id=f"{claim.id}-{seen[claim.id]}"))
    return tuple(claims)


def report_id(report: Report) -> str:
    """The id that the report was given, else a hash of its text."""
    return report.page.id or hashlib.sha256(report.page.text.encode()).hexdigest()[:16]


def first_sentence(report: Report) -> int:
    """Index of the first sentence of running text; -1 where there is none."""
    blocks, sentences = report.blocks or (), report.sentences or ()
    return next((i for i, s in enumerate(sentences) if blocks[s.block].kind in ("lead", "body")), -1)


def _claim(
    report: Report, event: Event, identities: Identities, outlet: Outlet, agencies: Sequence[Origin],
    knowledge: StoryKnowledge, quotes: Sequence[str], *, first: int, telling: Container[int],
) -> Claim:  # fmt: skip
    sentence = (report.sentences or ())[event.sentence]
    words = knowledge.words[report.language]
    actors = tuple(identities.party(p, words.civilians) for p in event.actors)
    recipients = tuple(identities.party(p, words.civilians) for p in event.recipients)
    counts, continued = counts_of(report, event, identities, words, knowledge.likeness.told_after, telling)
    told_by = (
        event.sources
        or _said_of(report, continued)
        or (_said_next(report, event.sentence, words) if event.sentence == first else ())
    )
    sources = sources_of(told_by, identities, knowledge, words)
    place = (report.places or ())[event.place] if event.place is not None else None
    block = (report.blocks or ())[event.block].kind
    text = " ".join(report.page.text[slice(*sentence.span)].split())
    claim = Claim(
        id="",
        report=report_id(report),
        event=event.id,
        language=report.language,
        published=published_of(report),
        type=event.type,
        modes=event.modes,
        contexts=event.contexts,
        actors=actors,
        recipients=recipients,
        place=spot(place) if place else None,
        date_begin=event.date_begin,
        date_end=event.date_end,
        modality="denied" if _taken_back(report, sentence.span, words) else event.modality,
        quantities=counts,
        sources=sources,
        origin=origin_of(sources, told_by, event, actors, agencies, outlet),
        outlet=outlet,
        trigger=_lemmas(sentence, event.trigger),
        words=_content(sentence, (*identities.named_words(sentence.span), *_beside(event))),
        names=identities.names_in(sentence.span),
        things=knowledge.things[report.language].within(_beside_trigger(sentence, event.trigger)),
        numbers=tuple(figure for _, figure in numbers_in(report.quantities or (), sentence.span)),
        quotes=tuple(quotes),
        text=text,
        span=sentence.span,
        lead=block in ("title", "lead") or event.sentence == first,
        confidence=event.confidence,
    )
    return replace(claim, id=_id(claim))


def _clause(report: Report, event: Event) -> str:
    """The words around an act up to a comma, in lower case."""
    text, (first, end) = report.page.text, (report.sentences or ())[event.sentence].span
    before, behind = text[first : event.trigger[0]], text[event.trigger[0] : end]
    return (before[max(before.rfind(mark) for mark in PARTING) + 1 :] + _PARTED.split(behind, maxsplit=1)[0]).lower()


def _days(report: Report) -> Mapping[tuple[int, str], Days]:
    """Sentence and type → the only day that its events of this type have: "exploded … on Friday, wounding four"."""
    found: dict[tuple[int, str], set[Days]] = defaultdict(set)
    for event in report.events or ():
        if event.date_begin and event.date_end and event.modality in HAPPENED:
            found[event.sentence, event.type].add((event.date_begin, event.date_end))
    return {key: next(iter(days)) for key, days in found.items() if len(days) == 1}


def _dated(claim: Claim, day: Days | None) -> Claim:
    """With the day of its sentence where it has none; without one that lies ahead of what has happened.

    "Cancelled the talks that were planned for next week" is no act of next week.
    """
    own = (claim.date_begin, claim.date_end)
    begin, end = day if day and not claim.date_begin and claim.modality in HAPPENED else own
    done = claim.modality in HAPPENED and claim.type not in TO_COME
    ahead = done and (days_between(claim.published, begin) or 0) >= AHEAD
    return replace(claim, date_begin=None, date_end=None) if ahead else replace(claim, date_begin=begin, date_end=end)


def _blames(claim: Claim, before: Sequence[Event], words: StoryWords) -> bool:
    """An allegation that names the deed, or whose sentence holds little else and stands right behind the deed's.

    `before` are the events of the sentence before.
    Who is blamed for having failed to prevent it did not do it.
    """
    if claim.type != "ACCUSE" or "allege" not in claim.modes or not claim.recipients or claim.modality != "asserted":
        return False
    said = set(claim.words)
    if said & words.folded_neglects:
        return False
    follows = any(event.type in DEEDS for event in before)
    return bool(said & words.folded_deeds) or (follows and len(said) <= FEW)


def _said_of(report: Report, span: Span | None) -> tuple[Source, ...]:
    """On whose word a sentence is told that adds numbers to a bare one before: "Three were injured, the navy said."."""
    if span is None:
        return ()
    quoted = (q for q in report.quotations or () if q.type == "indirect" and q.sources)
    inside = (q for q in quoted if any(span[0] <= content[0] < span[1] for content in q.content))
    return next((q.sources for q in inside), ())


def _said_next(report: Report, lead: int, words: StoryWords) -> tuple[Source, ...]:
    """On whose word the sentence behind a bare lead goes on with what that tells, by a word that points back.

    "Moldau hat drei Diplomaten ausgewiesen. Sie müssen das Land verlassen, teilte das Ministerium mit."
    """
    sentences = report.sentences or ()
    if lead + 1 >= len(sentences) or sentences[lead + 1].block != sentences[lead].block:
        return ()
    following = sentences[lead + 1]
    opening = any(_is_back(token) or fold(token.lemma) in words.folded_deeds for token in following.tokens[:OPENING])
    if not opening and not any(fold(token.lemma) in words.folded_pointing for token in following.tokens):
        return ()
    beside = (q for q in report.quotations or () if q.type == "indirect" and q.rule in BESIDE and q.content)
    start, end = following.span
    return next((q.sources for q in beside if start <= q.content[0][0] < end and q.sources), ())


def _is_back(token: Token) -> bool:
    """A pronoun for somebody or something named before."""
    return token.upos == "PRON" and "Person=3" in token.feats and "PronType=Prs" in token.feats


def _taken_back(report: Report, span: Span, words: StoryWords) -> bool:
    """The sentence tells what an earlier version said: the report no longer does."""
    text = report.page.text[slice(*span)].lower()
    return any(phrase in text for phrase in words.earlier)


def _id(claim: Claim) -> str:
    """A hash of what is said, by whom, in which report."""
    said = [claim.report, claim.type, claim.modality, claim.text, *claim.modes, "|", *claim.trigger, "|"]
    said += [party.key for party in (*claim.actors, *claim.recipients)]
    said += [source.name for source in claim.sources]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:16]


def _beside_trigger(sentence: Sentence, trigger: Span) -> tuple[str, ...]:
    """The folded lemmas of a sentence, but for the word that tells the act."""
    return tuple(fold(t.lemma) for t in sentence.tokens if t.span[1] <= trigger[0] or trigger[1] <= t.span[0])


def _lemmas(sentence: Sentence, span: Span) -> tuple[str, ...]:
    return tuple(fold(t.lemma) for t in sentence.tokens if span[0] <= t.span[0] and t.span[1] <= span[1])


def _beside(event: Event) -> tuple[Span, ...]:
    """What says nothing of the act beyond what is compared elsewhere: its trigger, and the words of saying."""
    return (event.trigger, *(source.cue for source in event.sources if source.cue is not None))


def _content(sentence: Sentence, without: Sequence[Span]) -> tuple[str, ...]:
    """The lemmas of content words; those of names are left out, which compare as names, and others given."""
    words = [t for t in sentence.tokens if t.upos in CONTENT]
    plain = (t for t in words if not any(a <= t.span[0] and t.span[1] <= b for a, b in without))
    return tuple(dict.fromkeys(fold(t.lemma) for t in plain))


def _spoken(report: Report) -> Mapping[int, Sequence[str]]:
    """Sentence → its direct speech, folded to letters, in stretches of four words or more."""
    sentences = report.sentences or ()
    found: dict[int, list[str]] = defaultdict(list)
    for quotation in report.quotations or ():
        for content in quotation.content if quotation.type in ("direct", "mixed") else ():
            speech = fold_speech(report.page.text[slice(*content)])
            if speech.count(" ") >= 3:
                first = bisect_right(sentences, content[0], key=lambda s: s.span[1])
                for i in range(first, bisect_left(sentences, content[1], lo=first, key=lambda s: s.span[0])):
                    found[i].append(speech)
    return found


def fold_speech(text: str) -> str:
    """Words alone, in lower case and without accents."""
    return " ".join(_WORD.findall(fold(text)))
