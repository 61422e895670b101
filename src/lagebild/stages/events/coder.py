"""One match of a rule → an event with roles, modality, sources, time and place, or why there is none."""

from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from lagebild.knowledge.calibration import Calibration
from lagebild.knowledge.event_rules import EventWords, Rule, Slot
from lagebild.knowledge.ontology import EventType, Ontology
from lagebild.record import (
    Event,
    Note,
    Participant,
    Place,
    Span,
)
from lagebild.rules.frame import Frame
from lagebild.rules.match import Match
from lagebild.rules.modality import Reading, read_modality
from lagebild.rules.tree import Tree, has, matches
from lagebild.rules.word_lists import is_listed, names_one
from lagebild.stages.events.circumstances import Circumstances
from lagebild.stages.events.contexts import Contexts
from lagebild.stages.events.doubles import (
    settle_roles,
)
from lagebild.stages.events.evidence import GUESSED, LATER, evidence_of
from lagebild.stages.events.going_on import goes_on, is_force, is_told_again, points_back
from lagebild.stages.events.mentions import MentionIndex
from lagebild.stages.events.participants import find_participants, struck_places
from lagebild.stages.events.scopes import INSERTED, Scopes, said_around, sources_of, tellers_of
from lagebild.stages.events.standing import VERBAL, Standing
from lagebild.stages.events.uncoded import (
    AT_HOME,
    CONDITION,
    EXCLUDED,
    MISHAP,
    NO_OFFICIAL,
    NO_PERSON,
    NOBODY_ELSE,
    STORY,
    SURVEY,
    THING,
    TITLE,
    Refusal,
    excluded,
    hidden,
    in_a_story,
    in_a_title,
    nobody,
    note_of,
)

DEADLY = -9.0  # the score of events in which somebody is killed or hurt; those of the state at home are milder
FUTURE = frozenset({"planned", "expected"})
PLAIN = ("subject", "object")  # slots in which whoever was named before stands as a pronoun
BLAMING = frozenset({"ACCUSE"})  # coded whoever does it: "critics accused the president"
PASTIMES = frozenset({"sport", "culture"})  # reasons of a pack's uncoded.yaml that governments stand above


class _Sides(Struct, frozen=True):
    """Who does it to whom; `named` are both as the sentence names them, `guessed`: case stood in for a missing arc."""

    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    named: tuple[Participant, ...]
    guessed: bool


class _Act(Struct, frozen=True):
    """What is done, how it is meant and by which word, and when; `said` is what is quoted around it."""

    kind: EventType
    modes: tuple[str, ...]
    modality: str
    cue: Span | None
    when: int | None
    said: tuple[Span, ...]

    @property
    def verbal(self) -> bool:
        """True of what is done by words."""
        return self.kind.quad.startswith(VERBAL)


class Coder:
    """Codes one match at a time against what the earlier stages found."""

    def __init__(
        self,
        words: EventWords,
        ontology: Ontology,
        mentions: MentionIndex,
        circumstances: Circumstances,
        scopes: Scopes,
        contexts: Contexts,
        calibration: Calibration,
        elsewhere: bool,
        mishaps: frozenset[int],
        direct: tuple[Span, ...],
    ) -> None:
        self._words = words
        self._elsewhere = elsewhere
        self._standing = Standing(ontology, mentions, elsewhere)
        self._mishaps = mishaps
        self._direct = direct
        self._ontology = ontology
        self._mentions = mentions
        self._circumstances = circumstances
        self._scopes = scopes
        self._contexts = contexts
        self._calibration = calibration
        self.told: dict[str, EventType] = {}  # of the events of the sentences before

    def code(self, tree: Tree, match: Match, number: int, kind: str) -> Event | Note:
        """Turn a match into an event without number, or a note that says why nothing may be coded."""
        words = self._words.uncoded
        first = match.excluded or match.rules[0]
        if (work := in_a_title(tree, match.trigger, words)) is not None:
            return note_of(tree, match.trigger, first, Refusal(TITLE, work))
        if (work := in_a_story(tree, match.trigger, words)) is not None:
            return note_of(tree, match.trigger, first, Refusal(STORY, work))
        why = excluded(tree, match.by, words) if match.excluded else None
        if why and (self._elsewhere or why.reason not in PASTIMES):
            return note_of(tree, match.trigger, first, why)
        reading = read_modality(tree, match.trigger, self._words.modality, self._words.grammar)
        if reading.hidden:
            return note_of(tree, match.trigger, first, hidden(tree, reading.cue, words))
        frame = match.frame
        if match.excluded and why:  # governments that quarrel over games do not play them
            draft = self._draft(tree, match.excluded, frame, reading, number)
            if not isinstance(draft, Event) or not self._standing.is_of_governments(draft):
                return note_of(tree, match.trigger, first, why)
        refused: Refusal | None = None
        for rule in match.rules or (first,):
            if rule.reading and rule.reading != reading.modality:
                continue
            draft = self._draft(tree, rule, frame, reading, number)
            if isinstance(draft, Event):
                evidence = (*draft.evidence, *evidence_of(tree, match, rule, draft, kind))
                return replace(draft, evidence=evidence, confidence=self._calibration.confidence(evidence))
            refused = draft if refused is None or refused.reason == NO_PERSON else refused
        return note_of(tree, match.trigger, first, refused or Refusal(EXCLUDED))

    def later_less_sure(self, events: list[Event]) -> list[Event]:
        """The events of a sentence in text order, weighed again: what is told first is more often read rightly."""
        weighed = events[:1]
        for event in events[1:]:
            evidence = (*event.evidence, LATER)
            weighed.append(replace(event, evidence=evidence, confidence=self._calibration.confidence(evidence)))
        return weighed

    def _draft(self, tree: Tree, rule: Rule, frame: Frame, reading: Reading, number: int) -> Event | Refusal:
        """An event that nobody has weighed, or the first reason for which the rule codes none."""
        sides = self._sides(tree, rule, frame)
        if isinstance(sides, Refusal):
            return sides
        sides = self._of_politics(tree, rule, frame, reading, sides)
        if isinstance(sides, Refusal):
            return sides
        if (lacking := self._lacking(tree, rule, sides)) is not None:
            return lacking
        act = self._act(tree, rule, frame, reading, sides)
        if (undone := self._undone(tree, rule, frame, number, sides, act)) is not None:
            return undone
        return self._event(tree, rule, frame, number, sides, act)

    def _sides(self, tree: Tree, rule: Rule, frame: Frame) -> _Sides | Refusal:
        """Who does it to whom, by the words of the sentence."""
        if any(not self._has_person(slot, frame, tree) for slot in rule.people):
            return Refusal(NO_PERSON)
        actors, guessed = find_participants(rule.actor, frame, tree, self._mentions, self._words.grammar)
        by_word = any(slot.kind == "speaker" for alternative in rule.actor for slot in alternative)
        actors = self._without_tellers(actors, () if by_word else tellers_of(_at(tree, frame), self._scopes))
        actors = tuple(p for p in actors if not self._is_toll(p, tree))
        struck = struck_places(tree, frame.trigger, actors, self._mentions) if rule.towns_suffer else ()
        if struck:  # "the Paris attacks", which as a noun of people has the country of the town, too
            countries = {p.code.partition(" ")[0] for p in struck}
            actors = tuple(p for p in actors if p.code.partition(" ")[0] not in countries)
        taken = {p.span for p in actors}
        recipients, _ = find_participants(rule.recipient, frame, tree, self._mentions, self._words.grammar, taken)
        tellers = () if by_word else tellers_of(_at(tree, frame), self._scopes, INSERTED)
        recipients = self._without_tellers(recipients, tellers)
        recipients = recipients or tuple(replace(p, code=p.code.partition(" ")[0]) for p in struck)
        if by_word and {p.entity for p in actors} & {p.entity for p in recipients}:
            return Refusal(NOBODY_ELSE)  # "Nach eigenen Angaben verletzt Ungarn …": nobody accuses themselves
        if rule.actor_is_person and not any(self._mentions.is_person(p) for p in actors):
            return Refusal(NO_PERSON)
        return _Sides(actors, recipients, (*actors, *recipients), guessed)

    def _without_tellers(
        self, participants: tuple[Participant, ...], tellers: tuple[Span, ...]
    ) -> tuple[Participant, ...]:
        """Without those on whose word it is told."""
        return tuple(p for p in participants if not self._speaks_of_himself(p) and not _lies_in(p.span, tellers))

    def _of_politics(self, tree: Tree, rule: Rule, frame: Frame, reading: Reading, sides: _Sides) -> _Sides | Refusal:
        """The sides of an act that counts; where arms struck in a known country, it is the recipient."""
        kind = self._ontology.event_type(rule.event)
        of_politics = rule.uncoded or any(self._standing.is_of_politics(p) for p in sides.named)
        if self._elsewhere and not self._standing.is_between_officials(rule, sides.actors, sides.recipients):
            return nobody(tree, self._words.uncoded)
        of_politics = of_politics or self._is_in_a_country(rule, tree, frame, sides.named)
        somebody = of_politics or sides.actors or any(p.code for p in sides.recipients)
        nameless = not somebody or (rule.towns_suffer and not sides.named)
        if nameless and (there := self._struck_there(rule, tree, frame)):
            of_politics, sides = True, replace(sides, recipients=sides.recipients or there)
        of_politics = of_politics or is_told_again(tree, frame.trigger, kind, self.told.values(), self._words.grammar)
        if not of_politics:
            anybody = bool(sides.named) or self._is_of_those_before(rule, tree, frame)
            if not goes_on(tree, frame.trigger, kind, reading, self.told.values(), anybody):
                return nobody(tree, self._words.uncoded)
        return sides

    def _lacking(self, tree: Tree, rule: Rule, sides: _Sides) -> Refusal | None:
        """Whom the rule asks for and the sentence does not name."""
        if self._is_survey(tree, rule) and not any(self._mentions.is_somebody(p) for p in sides.actors):
            return Refusal(SURVEY)
        if rule.abroad and not self._standing.are_abroad(sides.actors, sides.recipients):
            return Refusal(AT_HOME)
        if rule.joint and len(self._standing.countries(sides.actors)) < 2:
            return Refusal(AT_HOME)
        by_side = {"actor": sides.actors, "recipient": sides.recipients}
        if any(not any(self._standing.is_official(p) for p in by_side[side]) for side in rule.official):
            return Refusal(NO_OFFICIAL)
        if rule.last and rule.official and not self._standing.is_of_states(rule, sides.named):
            return Refusal(NO_OFFICIAL)
        return None

    def _act(self, tree: Tree, rule: Rule, frame: Frame, reading: Reading, sides: _Sides) -> _Act:
        """What is done and when, and how it is meant."""
        said = said_around(_at(tree, frame), self._scopes)
        when = self._circumstances.time_of(tree, frame.trigger, frame.clause, said)
        reading = self._circumstances.future(reading, tree, frame.trigger, when)
        modality = self._modality(rule, reading, tree, frame.trigger)
        if self._circumstances.is_to_come(when, reading, tree, frame.trigger):
            when = None  # what has been done was done on no day to come: the day is another's, or read amiss
        kind, modes = self._type_of(rule, modality, bool(sides.actors))
        return _Act(kind, modes, modality, reading.cue, when, said)

    def _undone(self, tree: Tree, rule: Rule, frame: Frame, number: int, sides: _Sides, act: _Act) -> Refusal | None:
        """Why those who are named cannot do such an act."""
        actors, kind = sides.actors, act.kind
        if act.modality == "conditional" and not actors and kind.name != rule.event:
            return Refusal(CONDITION)  # "he could be sentenced if convicted": nobody threatens him
        able = any(self._mentions.is_named(p) and self._standing.is_official(p) for p in actors)
        if not able and number in self._mishaps and self._ontology.score(kind.name, act.modes) <= DEADLY:
            return Refusal(MISHAP)
        official = any(self._standing.is_official(p) for p in (*actors, *sides.recipients))
        if kind.of_officials and not official and not self._are_peoples(actors, tree):
            return Refusal(NO_OFFICIAL)
        if not act.verbal:
            return None
        if self._is_said_by_a_thing(rule, frame, tree):
            return Refusal(THING)
        if self._words.grammar.speaking_nouns:
            if not actors and kind.name not in BLAMING and self._is_said_by_nobody(rule, frame, tree):
                return Refusal(THING)
            if self._is_private(tree, frame.trigger, actors, sides.recipients):
                return Refusal(NO_OFFICIAL)
        return None

    def _event(self, tree: Tree, rule: Rule, frame: Frame, number: int, sides: _Sides, act: _Act) -> Event:
        """The event, with where it was done and on whose word it stands."""
        actors, recipients = settle_roles(sides.actors, sides.recipients)
        everybody = tuple(p.span for p in (*actors, *recipients))
        speaking, parties = (tuple(p.span for p in actors), everybody) if act.verbal else ((), None)
        time = self._circumstances.times[act.when] if act.when is not None else None
        place = self._circumstances.place_of(tree, frame.trigger, frame.clause, speaking, parties, act.said, everybody)
        return Event(
            id="",
            type=act.kind.name,
            modes=act.modes,
            contexts=self._contexts.of(number, frame.clause, self._ontology.contexts_of(act.kind.name, act.modes)),
            quad=act.kind.quad,
            score=self._ontology.score(act.kind.name, act.modes),
            cameo=self._ontology.cameo_code(act.kind.name, act.modes),
            trigger=tree.tokens[frame.trigger].span,
            sentence=number,
            block=tree.sentence.block,
            actors=actors,
            recipients=recipients,
            place=place,
            time=act.when,
            date_begin=time.begin if time else None,
            date_end=time.end if time else None,
            modality=act.modality,  # type: ignore[arg-type]  # both sides come from the pack's checked words
            modality_cue=act.cue,
            sources=sources_of(_at(tree, frame), self._scopes, {p.entity for p in actors}),
            quantities=self._circumstances.quantities_of(tree, frame.clause),
            rule=rule.name,
            confidence=0.0,  # weighed when it is clear which rule codes it
            evidence=(GUESSED,) if sides.guessed else (),
        )

    def _modality(self, rule: Rule, reading: Reading, tree: Tree, trigger: int) -> str:
        """The rule's own, which holds for its clause; hearsay stays, and who denies it over it denies it."""
        if reading.hearsay:
            return reading.modality
        if rule.modality and reading.modality == "denied" and reading.cue is not None:
            over = {i for i in tree.ancestors(trigger) if tree.tokens[i].span == reading.cue}
            if any(tree.tokens[i].lemma.casefold() in self._words.modality.refusals for i in over):
                return "denied"
            beside = set(tree.at(reading.cue)) - set(tree.subtree(trigger))
            if beside and matches(tree.tokens[trigger].deprel, ("xcomp", "acl")):
                return "denied"  # "weigert sich, die Häfen zu öffnen", "ihre Weigerung, die Häfen zu öffnen"
        return rule.modality or reading.modality

    def _type_of(self, rule: Rule, modality: str, by_somebody: bool) -> tuple[EventType, tuple[str, ...]]:
        """The rule's type and modes, or what the code book makes of it while it is to come or hangs on a condition."""
        named = self._ontology.event_type(rule.event)
        coming = named.when_future if modality in FUTURE else None
        coming = named.when_planned if modality == "planned" and by_somebody and named.when_planned else coming
        coming = named.when_conditional if modality == "conditional" else coming
        return (self._ontology.event_type(coming), ()) if coming else (named, rule.modes)

    def _speaks_of_himself(self, participant: Participant) -> bool:
        """True of "he" in somebody's own words that was taken for the speaker, who says "I" of himself."""
        if self._mentions.is_named(participant) or self._mentions.is_of_the_speaker(participant):
            return False
        at = participant.span[0]
        said = any(start < at < end for start, end in self._direct)
        return said and participant.entity in {s.entity for s in sources_of(at, self._scopes) if s.entity}

    def _is_toll(self, participant: Participant, tree: Tree) -> bool:
        """True of the dead and wounded: "Anschlag in Lima – acht Tote"."""
        at = tree.at(participant.span)
        return bool(at) and tree.tokens[at[-1]].lemma.casefold() in self._words.modality.tolls

    def _is_of_those_before(self, rule: Rule, tree: Tree, frame: Frame) -> bool:
        """True if a pronoun or a number stands where the rule asks for somebody: "the two were freed"."""
        slots = {slot for alternative in (*rule.actor, *rule.recipient) for slot in alternative}
        return any(points_back(tree, i) for slot in slots if slot.kind in PLAIN for i in frame.slot(slot))

    def _is_survey(self, tree: Tree, rule: Rule) -> bool:
        """True if the sentence tells shares of those asked: "a plurality of Democrats oppose it, 45% to 37%".

        Where people vote nobody is asked: "activists at a polling station condemned it".
        """
        if not self._words.surveys or not self._ontology.event_type(rule.event).quad.startswith(VERBAL):
            return False
        before_voting = (t for t, n in pairwise(tree.tokens) if not is_listed(n.lemma, n.text, self._words.voting))
        return names_one((*before_voting, *tree.tokens[-1:]), self._words.surveys)

    def _is_said_by_a_thing(self, rule: Rule, frame: Frame, tree: Tree) -> bool:
        """True if the subject is a thing that speaks for nobody: "the scandal threatens", "the policies favour"."""
        things, subject = self._words.grammar.things, Slot("subject")
        if not things or not any(subject in alternative for alternative in rule.actor):
            return False
        heads = [i for i in frame.slot(subject) if tree.tokens[i].head == frame.trigger]
        return bool(heads) and all(
            tree.tokens[i].upos == "NOUN" and is_listed(tree.tokens[i].lemma, tree.tokens[i].text, things)
            for i in heads
        )

    def _is_said_by_nobody(self, rule: Rule, frame: Frame, tree: Tree) -> bool:
        """True if who says it is a noun that stands for nobody: "critics praised the soprano", "the dollar refused"."""
        subject = Slot("subject")
        if not any(subject in alternative for alternative in rule.actor):
            return False
        over = tree.tokens[frame.trigger].head  # "the storm, which threatens Cuba"
        heads = [tree.tokens[i] for i in frame.slot(subject) if i == over or tree.tokens[i].head == frame.trigger]
        grammar = self._words.grammar
        speaking = grammar.documents | grammar.kin | grammar.speaking_nouns
        return bool(heads) and all(t.upos == "NOUN" and not is_listed(t.lemma, t.text, speaking) for t in heads)

    def _is_private(
        self, tree: Tree, trigger: int, actors: tuple[Participant, ...], recipients: tuple[Participant, ...]
    ) -> bool:
        """True if one unnamed private person, or a thing of some nation, says it, and to no official.

        "A Chinese tourist complained to the hotel"; not the noun itself, as in "the Chinese refusal".
        """
        at = tree.tokens[trigger].span
        if not actors or any(p.span[0] <= at[0] < p.span[1] for p in actors):
            return False
        if any(self._standing.is_official(p) for p in recipients):
            return False
        heads = [self._mentions.private_head(p) for p in actors]
        if None in heads:
            return False
        nouns = [token for token in tree.tokens if token.span in heads]
        listed = self._words.grammar.speaking_nouns
        alone = all(t.upos == "NOUN" and not has(t, "Number=Plur") for t in nouns)  # "Kenya's Moi" is a name
        return bool(nouns) and alone and not any(is_listed(t.lemma, t.text, listed) for t in nouns)

    def _is_in_a_country(self, rule: Rule, tree: Tree, frame: Frame, involved: tuple[Participant, ...]) -> bool:
        """True if what was done to or by people of nowhere was done in a place whose country is known.

        "The journalist John Doe was arrested in Niger". Not in reports on sport or culture, and not for mere words.
        Where no people are named, only for force that needs no other side, told by a noun ("shelling in Kherson") or
        done to somebody; of a noun only where the place is its own, or it is what the clause tells: "the massacre of
        Soweto", "clashes broke out in …".
        """
        kind = self._ontology.event_type(rule.event)
        if self._elsewhere or kind.quad.startswith(VERBAL):
            return False
        token = tree.tokens[frame.trigger]
        people, noun = any(self._mentions.is_person(p) for p in involved), token.upos in ("NOUN", "PROPN")
        happens = self._words.grammar.happening
        if not people and not (is_force(kind) and (noun or involved or token.lemma.casefold() in happens)):
            return False
        place = self._in_known_country(tree, frame)
        if place is None:
            return False
        if people or not noun or matches(token.deprel, ("nsubj", "root")):
            return True
        if token.head >= 0 and tree.tokens[token.head].lemma.casefold() in happens:
            return True
        return any(frame.trigger in tree.ancestors(i) for i in tree.at(place.span))

    def _in_known_country(self, tree: Tree, frame: Frame) -> Place | None:
        """The place of the act, if its country is known."""
        place = self._circumstances.place_of(tree, frame.trigger, frame.clause, ())
        if place is None or not self._circumstances.has_country(place):
            return None
        return self._circumstances.place(place)

    def _are_peoples(self, actors: tuple[Participant, ...], tree: Tree) -> bool:
        """True of two peoples, who stand for their states: "Israelis und Palästinenser einigten sich"."""
        bare = [p for p in actors if self._mentions.is_person(p) and len(tree.at(p.span)) == 1]
        return len(bare) == len(actors) and len(self._standing.countries(bare)) > 1

    def _struck_there(self, rule: Rule, tree: Tree, frame: Frame) -> tuple[Participant, ...]:
        """Where arms struck, as whom they struck, if nobody is named: "A missile hit a block of flats in Kharkiv"."""
        if self._elsewhere or self._ontology.score(rule.event, rule.modes) > DEADLY:
            return ()
        if has(tree.tokens[frame.trigger], "VerbForm=Inf"):
            return ()  # "a probe was launched from Florida to strike an asteroid": what is meant to be is not told
        there = self._in_known_country(tree, frame)
        return (Participant(there.entity, there.span, there.country or ""),) if there else ()

    def _has_person(self, slot: Slot, frame: Frame, tree: Tree) -> bool:
        found, _ = find_participants(((slot,),), frame, tree, self._mentions, self._words.grammar)
        intentions = self._words.grammar.intentions  # "Japan's refusal" is welcomed, not received
        deeds = {token.span for token in tree.tokens if token.lemma.casefold() in intentions} if intentions else set()
        people = [p for p in found if slot.kind == "speaker" or self._mentions.is_person(p)]  # states speak, too
        return any(self._mentions.private_head(p) not in deeds for p in people)


def _lies_in(span: Span, others: tuple[Span, ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _at(tree: Tree, frame: Frame) -> int:
    """The character at which the word of the rule begins."""
    return tree.tokens[frame.trigger].span[0]
