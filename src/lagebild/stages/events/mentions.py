"""All mentions of a report by where they stand, pronouns of those who speak among them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from lagebild.knowledge.event_rules import Grammar
from lagebild.record import Entity, Mention, Participant, Sentence, Span, Token
from lagebild.rules.tree import Tree, matches
from lagebild.stages.events.scopes import Scopes, sources_of

PRIVATE = "CVL"  # the sector of those who act for nobody


class MentionIndex:
    """All mentions of a report, found by the token they stand on."""

    def __init__(
        self,
        entities: tuple[Entity, ...],
        speakers: Iterable[tuple[Entity, Mention]] = (),
        scopes: Scopes | None = None,
    ) -> None:
        self._known = {entity.id: entity for entity in entities}
        self._scopes = scopes or Scopes()
        self._types = {entity.id: entity.type for entity in entities}
        self._by_head: dict[Span, list[tuple[Entity, Mention]]] = defaultdict(list)
        covering: list[tuple[Span, Entity, Mention]] = []
        for entity in entities:
            for mention in entity.mentions:
                self._by_head[mention.head].append((entity, mention))
                covering.append((mention.span, entity, mention))
        speakers = tuple(speakers)
        self._speaking = {mention.span for _, mention in speakers}
        for entity, mention in speakers:
            self._by_head.setdefault(mention.head, []).append((entity, mention))
        self._covering = sorted(covering, key=lambda c: c[0])
        self._starts = [c[0][0] for c in self._covering]
        self._pronouns = {
            mention.span for found in self._by_head.values() for _, mention in found if mention.form == "pronoun"
        }

    def over(self, tree: Tree, i: int) -> list[tuple[Entity, Mention]]:
        """A longer mention whose head the parse hung below `i`: "Nordkoreas Machthaber" with the two turned round."""
        below = {tree.tokens[j].span for j in tree.children[i] if tree.tokens[j].deprel in ("appos", "flat", "nmod")}
        span = tree.tokens[i].span
        return [
            (entity, mention)
            for head in below
            for entity, mention in self._by_head.get(head, ())
            if mention.span[0] <= span[0] and span[1] <= mention.span[1] and mention.head != span
        ]

    def heads(self) -> frozenset[Span]:
        """Heads of all mentions."""
        return frozenset(self._by_head)

    def people(self) -> dict[Span, str]:
        """Heads of people's names, with the entity each stands for."""
        return {
            head: entity.id
            for head, found in self._by_head.items()
            for entity, mention in found
            if entity.type == "PER" and mention.form == "name"
        }

    def states(self) -> frozenset[Span]:
        """Heads of names of states and towns."""
        return frozenset(
            head
            for head, found in self._by_head.items()
            for entity, mention in found
            if entity.type == "GPE" and mention.form == "name"
        )

    def governments(self) -> dict[Span, str]:
        """Heads of names of states, and of towns that stand for them, with the entity each stands for."""
        return {
            head: entity.id
            for head, found in self._by_head.items()
            for entity, mention in found
            if entity.type == "GPE" and mention.form in ("name", "metonym")
        }

    def somebody(self) -> frozenset[Span]:
        """Heads of people, bodies and states: whoever can do a thing deliberately."""
        return frozenset(
            head for head, found in self._by_head.items() for entity, _ in found if entity.type in ("PER", "ORG", "GPE")
        )

    def speaker_at(self, span: Span) -> list[tuple[Entity, Mention]]:
        """On whose word the token stands, as if they were mentioned there."""
        for source in sources_of(span[0], self._scopes):
            if source.kind != "speaker":
                continue
            if source.entity in self._known:
                return [(self._known[source.entity], Mention(source.span or span, "name", span))]
            if source.span:
                return self._within(source.span)
        return []

    def _within(self, span: Span) -> list[tuple[Entity, Mention]]:
        """The first description inside a stretch: the head of a German or English noun phrase comes first."""
        first = bisect_left(self._starts, span[0])
        inside = (c for c in self._covering[first:] if c[0][0] < span[1])
        return [(c[1], c[2]) for c in inside if c[0][1] <= span[1]][:1]

    def is_person(self, participant: Participant) -> bool:
        """True if a person, or people, stand there."""
        return self._types.get(participant.entity or "") in ("PER", "NORP")

    def private_head(self, participant: Participant) -> Span | None:
        """Head of the description of an unnamed private person or of a thing of some nation; None for all others."""
        entity = self._known.get(participant.entity or "")
        if entity is None or any(mention.form == "name" for mention in entity.mentions):
            return None
        nation, _, sector = participant.code.partition(" ")
        private = sector == PRIVATE if entity.type == "PER" else entity.type == "NORP" and not sector
        if not nation or not private:
            return None
        return next((m.head for m in entity.mentions if m.span == participant.span and m.form == "nominal"), None)

    def is_state(self, participant: Participant) -> bool:
        """True if a state or a town stands there, also where it stands for its government."""
        return self._types.get(participant.entity or "") == "GPE"

    def is_somebody(self, participant: Participant) -> bool:
        """True if a single person, a body or a state stands there, not a group of people."""
        return self._types.get(participant.entity or "") in ("PER", "ORG", "GPE")

    def is_of_the_speaker(self, participant: Participant) -> bool:
        """True where a pronoun of whoever speaks stands for them: "I", "we"."""
        return participant.span in self._speaking

    def is_named(self, participant: Participant) -> bool:
        """False where only a pronoun stands for them."""
        return participant.span not in self._pronouns

    def on(self, span: Span) -> list[tuple[Entity, Mention]]:
        """Mentions headed by this token; several where a plural stands for several entities."""
        if span in self._by_head:
            return self._by_head[span]
        # A mention whose head the parse put elsewhere: the smallest that covers the token. Names are
        # short, so that looking back a few starts is enough.
        at = bisect_right(self._starts, span[0])
        near = [c for c in self._covering[max(0, at - 12) : at] if c[0][1] >= span[1]]
        if not near:
            return []
        smallest = min(near, key=lambda c: c[0][1] - c[0][0])[0]
        return [(entity, mention) for covered, entity, mention in near if covered == smallest]


def nouns_of_pronouns(sentences: Sequence[Sentence], entities: tuple[Entity, ...]) -> dict[Span, str]:
    """Where a pronoun stands → the casefolded lemma of the noun that last described whom it means."""
    described: dict[Span, Span] = {}
    for entity in entities:
        last: Span | None = None
        for mention in sorted(entity.mentions, key=lambda m: m.span) if len(entity.mentions) > 1 else ():
            if mention.form == "nominal":
                last = mention.head
            elif mention.form == "pronoun" and last is not None:
                described[mention.head] = last
    heads = frozenset(described.values())
    lemmas = {t.span: t.lemma.casefold() for s in sentences for t in s.tokens if t.span in heads} if heads else {}
    return {pronoun: lemmas[noun] for pronoun, noun in described.items() if noun in lemmas}


def speaking_pronouns(
    sentences: Sequence[Sentence], entities: tuple[Entity, ...], scopes: Scopes, grammar: Grammar
) -> Iterator[tuple[Entity, Mention]]:
    """ "We" and "I" in somebody's words mean the speaker: a mention for each.

    So does a pronoun that is the subject of what a body says: "Die Hisbollah erklärte, sie werde antworten".
    """
    known = {entity.id: entity for entity in entities}
    meant = {mention.head for entity in entities for mention in entity.mentions}
    for sentence in sentences:
        for token in sentence.tokens:
            if token.upos != "PRON":
                continue
            word = token.text.casefold()
            kinds: Sequence[str] = grammar.speakers_in_third_person.get(word, ())
            if kinds and not _is_said_first(sentence, token):
                kinds = ()
            if word not in grammar.speaker_pronouns and (not kinds or token.span in meant):
                continue
            named = (known[s.entity] for s in sources_of(token.span[0], scopes) if s.entity in known)
            speaker = next(named, None)
            if speaker and (word in grammar.speaker_pronouns or speaker.type.casefold() in kinds):
                yield speaker, Mention(token.span, "pronoun", token.span)


def _is_said_first(sentence: Sentence, token: Token) -> bool:
    """True for the subject of a clause that is the content of a verb in the same sentence."""
    if not matches(token.deprel, ("nsubj",)) or token.head < 0:
        return False
    return matches(sentence.tokens[token.head].deprel, ("ccomp",))
