"""Sentence by sentence from rule matches to coded events, and why the others were left out."""

from msgspec.structs import replace

from lagebild.knowledge.calibration import Calibration
from lagebild.knowledge.event_rules import EventWords
from lagebild.knowledge.ontology import Ontology
from lagebild.pipeline import Found
from lagebild.record import (
    Attribution,
    Block,
    Entity,
    Event,
    Masthead,
    Page,
    Place,
    Quantity,
    Sentence,
    Time,
)
from lagebild.rules.match import RuleIndex
from lagebild.rules.participles import free_participles
from lagebild.stages.events.circumstances import Circumstances
from lagebild.stages.events.coder import Coder
from lagebild.stages.events.contexts import Contexts
from lagebild.stages.events.doubles import (
    without_asked,
    without_carried,
    without_doubles,
    without_governed,
    without_nameless,
    without_outcomes,
    without_purposes,
    without_refused,
)
from lagebild.stages.events.elsewhere import governing, is_elsewhere, tells_of_pastime
from lagebild.stages.events.mentions import MentionIndex, nouns_of_pronouns, speaking_pronouns
from lagebild.stages.events.mishaps import in_mishaps
from lagebild.stages.events.numbers import settle_quantities
from lagebild.stages.events.repairing import named_in, repaired
from lagebild.stages.events.scopes import Scopes, direct_speech
from lagebild.stages.events.uncoded import told_already, unread

CODED_BLOCKS = frozenset({"title", "lead", "body", "caption", "headline"})


def find_events(
    page: Page,
    blocks: tuple[Block, ...],
    masthead: Masthead,
    sentences: tuple[Sentence, ...],
    entities: tuple[Entity, ...],
    places: tuple[Place, ...],
    times: tuple[Time, ...],
    quantities: tuple[Quantity, ...],
    attributions: tuple[Attribution, ...],
    *,
    words: EventWords,
    rules: RuleIndex,
    ontology: Ontology,
    calibration: Calibration,
) -> Found[tuple[Event, ...]]:
    """Code what each sentence says; an event without anybody who has a code is left out unless its rule says so.

    For every candidate that is not coded there is a note that says why (`Note.uncoded`).
    """
    scopes = Scopes(attributions)
    speakers = speaking_pronouns(sentences, entities, scopes, words.grammar)
    mentions = MentionIndex(entities, speakers, scopes)
    circumstances = Circumstances(places, times, quantities, masthead, blocks, sentences, words.grammar)
    named, meant = named_in(mentions), nouns_of_pronouns(sentences, entities)
    about = Contexts(sentences, words.contexts)
    describing = words.grammar.lasting_cases | words.grammar.agent_cases
    sentences = tuple(free_participles(s, words.participles, describing) for s in sentences)
    worded = [rules.look_up(sentence.tokens) for sentence in sentences]
    other, told, attacks = (
        [rules.names_one(one, listed) for one in worded]
        for listed in (words.elsewhere, words.grammar.mishaps, words.grammar.attacks)
    )
    other = [
        listed and tells_of_pastime(sentence, words.elsewhere, words.grammar.counting)
        for listed, sentence in zip(other, sentences, strict=True)
    ]
    elsewhere = is_elsewhere(sentences, other, governing(entities))
    mishaps = in_mishaps(sentences, told, attacks)
    direct = direct_speech(page.text, blocks)
    coder = Coder(words, ontology, mentions, circumstances, scopes, about, calibration, elsewhere, mishaps, direct)
    events: list[Event] = []
    notes = unread(page, blocks, CODED_BLOCKS, rules.names_an_act)
    for number, sentence in enumerate(sentences):
        kind = blocks[sentence.block].kind
        if kind not in CODED_BLOCKS:
            continue
        tree = repaired(sentence, named, circumstances.times_within(sentence.span), words)
        matched = rules.matches(tree, worded[number], meant)
        if not matched:
            continue
        drafts: list[Event] = []
        for match in matched:
            coded = coder.code(tree, match, number, kind)
            if isinstance(coded, Event):
                drafts.append(coded)
            else:
                notes.append(coded)
        held = without_carried(tree, without_asked(tree, drafts))
        kept = without_governed(tree, without_purposes(tree, held))
        kept = without_nameless(tree, without_refused(tree, kept))
        kept = without_outcomes(tree, kept, words.grammar.same_time_marks)
        kept = coder.later_less_sure(without_doubles(kept))
        notes += told_already(tree, drafts, kept) if len(kept) < len(drafts) else ()
        events += kept
        coder.told |= {event.type: ontology.event_type(event.type) for event in kept}
    settled = settle_quantities(events, quantities, sentences, ontology)
    return Found(tuple(_numbered(settled)), tuple(notes))


def _numbered(events: list[Event]) -> list[Event]:
    return [replace(event, id=f"ev{n}") for n, event in enumerate(events, 1)]
